"""Answers: pages and JSON from what a handler found, and an error in the form that the address asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from whosays.decisions import BadDecisions
from whosays.render.html.elements import Html, el, joined
from whosays.web.guard import LARGEST, TooLarge
from whosays.web.pages.shell import page, plain_header, section
from whosays.web.shelves.shelf import CannotKeep, NoStory


def html_page(
    title: str, body: Html, *, header: Html, json_at: str | None = None, locked: bool = False, status: int = 200
) -> Response:
    """A page under its header. ``json_at`` is where the same is had as JSON; ``locked`` leaves the links out, for one who may not read yet."""
    return HTMLResponse(
        page(title, body, header=header, json_at=json_at, locked=locked).encode("utf-8", "replace"), status
    )


def json_of(value: Any) -> Response:
    """A value as JSON."""
    return json_answer(plain_json(msgspec.to_builtins, value))


def json_answer(data: bytes) -> Response:
    """JSON that is encoded already."""
    return Response(data, media_type="application/json")


def plain_json(view: Callable[[Any], Any], value: Any) -> bytes:
    """JSON of a view of a value, with names as the record has them; the codec's names for edges are kept."""
    plain = msgspec.to_builtins(view(value))
    for edge in plain.get("lineage", {}).get("edges", ()) if isinstance(plain, dict) else ():
        edge["from"], edge["to"] = edge.pop("from_report"), edge.pop("to_report")
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


def _wrong(request: Request, status: int, why: str) -> Response:
    """An error as the address asked for it: JSON, or a page."""
    if request.url.path.endswith(".json"):
        return Response(
            json.dumps({"error": why}, ensure_ascii=False).encode("utf-8", "replace"),
            status,
            media_type="application/json",
        )
    missing = status == 404
    heading = "Not found" if missing else "That did not work"
    way = el("p", el("a", "All stories", href="/", class_="button")) if missing else None
    body = section("error", heading, joined(el("p", why, dir="auto"), way))
    return html_page(heading, body, header=plain_header("whosays"), status=status)


def refusal_page(status: int, why: str) -> Response:
    """What the guard refuses, as a page; where a session is missing, the way to one."""
    way = el("p", el("a", "Begin a session", href="/session", class_="button")) if status in (401, 403) else None
    body = section("error", "That is not possible", joined(el("p", f"{why[:1].upper()}{why[1:]}.", dir="auto"), way))
    return html_page("That is not possible", body, header=plain_header("whosays"), locked=status == 401, status=status)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is no such page", 405: "this address cannot be asked for in that way"}
    plain = error.detail in ("Not Found", "Method Not Allowed")
    return _wrong(request, error.status_code, words.get(error.status_code, error.detail) if plain else error.detail)


async def _no_story(request: Request, error: Exception) -> Response:
    return _wrong(request, 404, str(error))


async def _bad(request: Request, error: Exception) -> Response:
    return _wrong(request, 422, str(error))


async def _too_large(request: Request, error: Exception) -> Response:
    return _wrong(request, 413, f"more than {LARGEST // 2**20} MiB were sent; send less at a time")


async def _error(request: Request, error: Exception) -> Response:
    """What nobody foresaw: said without its inside, which goes to standard error."""
    return _wrong(request, 500, f"an error in whosays itself ({type(error).__name__}); its details are in the terminal")


ERRORS = {
    HTTPException: _http_error,
    NoStory: _no_story,
    BadDecisions: _bad,
    CannotKeep: _bad,
    TooLarge: _too_large,
    Exception: _error,
}
