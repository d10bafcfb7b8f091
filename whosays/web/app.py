"""The routes: which address shows what, and which changes it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from whosays.decisions import BadDecisions
from whosays.model import Record, Report
from whosays.record import encode
from whosays.render import render
from whosays.render.html.elements import Html, el
from whosays.render.wording import story_of
from whosays.web import adding, deciding, stories
from whosays.web.api import api
from whosays.web.forms import Forms
from whosays.web.guard import LARGEST, RAW_POLICY, Access, Guard, TooLarge
from whosays.web.listing import Asked, listing
from whosays.web.shelf import CannotKeep, NoStory, Shelf, Shelved
from whosays.web.shell import address, page, plain_header, section, story_header
from whosays.web.work import Works

STATIC = {
    "page.css": ("whosays.render.html", "text/css"),
    "page.js": ("whosays.render.html", "text/javascript"),
    "app.css": ("whosays.web.static", "text/css"),
    "app.js": ("whosays.web.static", "text/javascript"),
    "theme.js": ("whosays.web.static", "text/javascript"),
    "icon.svg": ("whosays.web.static", "image/svg+xml"),
}
Handler = Callable[[Request], Awaitable[Response]]


class Pages:
    """The pages of one shelf. Every handler is short: it asks the shelf, and lets a view of the record speak."""

    def __init__(self, shelf: Shelf, works: Works, access: Access) -> None:
        self.shelf, self.works, self.access = shelf, works, access

    def routes(self) -> list[BaseRoute]:
        """Every address, in the order in which they are tried."""
        get, post = partial(Route, methods=["GET"]), partial(Route, methods=["POST"])
        return [
            get("/", self.list),
            get("/stories.json", self.list_json),
            get("/static/{name}", self.static),
            get("/session", self.session_page),
            post("/session", self.session),
            get("/add", self.add_page),
            post("/add", self.add),
            get("/jobs", self.jobs),
            get("/jobs.json", self.jobs_json),
            post("/jobs/{number:int}/cancel", self.cancel),
            get("/s/{story}/record.json", self.record),
            get("/s/{story}/page.html", self.single_file),
            get("/s/{story}/report/{report}.txt", self.raw),
            get("/s/{story}/report/{report}.json", self.report_json),
            get("/s/{story}/report/{report}", self.report),
            get("/s/{story}/attribution", self.attribution),
            post("/s/{story}/decide", self.decide),
            get("/s/{story}/changed.json", self.changed_json),
            get("/s/{story}/changed", self.changed),
            get("/s/{story}/{part}.json", self.part_json),
            get("/s/{story}/{part}", self.part),
            get("/s/{story}", self.first),
            api(self.shelf, self.works),
        ]

    # -------------------------------------------------------------------------------------------- the list
    async def list(self, request: Request) -> Response:
        """The stories."""
        found = await run_in_threadpool(self.shelf.stories)
        body = listing(found, Asked.of(request.query_params))
        return _html("Stories", body, header=plain_header("Stories"), json_at="/stories.json")

    async def list_json(self, request: Request) -> Response:
        """The same as JSON."""
        asked = Asked.of(request.query_params)
        found = await run_in_threadpool(self.shelf.stories)
        return _json({"stories": [asdict(story) for story in found if asked.fits(story)]})

    # -------------------------------------------------------------------------------------------- one story
    async def first(self, request: Request) -> Response:
        """A story's brief is its first page."""
        await self._shelved(request)
        return RedirectResponse(address(request.path_params["story"]), 307)

    async def part(self, request: Request) -> Response:
        """One part of a story."""
        name, part = request.path_params["story"], request.path_params["part"]
        if part not in stories.PARTS:
            raise HTTPException(404, "there is no such page")
        return await run_in_threadpool(self._part, name, part, dict(request.query_params), await self._shelved(request))

    def _part(self, name: str, part: str, query: dict[str, str], shelved: Shelved) -> Response:
        story = story_of(self.shelf.record(name))
        return self._page(shelved, part, stories.PARTS[part](story, name, query))

    def _page(self, shelved: Shelved, part: str, body: Html, *, json_at: str | None = None) -> Response:
        title = f"{shelved.title or 'Untitled story'} – {part}"
        at = json_at or address(shelved.name, f"{part}.json")
        return _html(title, body, header=story_header(shelved, part), json_at=at)

    async def part_json(self, request: Request) -> Response:
        """The data of one part."""
        part = request.path_params["part"]
        if part not in stories.DATA:
            raise HTTPException(404, "there is no such page")
        return _json(stories.DATA[part](await self._record(request)))

    async def record(self, request: Request) -> Response:
        """The whole record, as the command line writes it."""
        data = await run_in_threadpool(encode, await self._record(request))
        return Response(data, media_type="application/json")

    async def single_file(self, request: Request) -> Response:
        """The story as one page that needs nothing else; handed over as a file, since its own policy is another."""
        text = await run_in_threadpool(render, await self._record(request), "html")
        return Response(
            text, media_type="text/html", headers={"content-disposition": 'attachment; filename="story.html"'}
        )

    async def report(self, request: Request) -> Response:
        """One report with its claims marked."""
        shelved, record = await self._shelved(request), await self._record(request)
        report = _report(record, request.path_params["report"])
        body = await run_in_threadpool(stories.report_page, story_of(record), shelved.name, report)
        return self._page(shelved, "sources", body, json_at=address(shelved.name, f"report/{report.id}.json"))

    async def report_json(self, request: Request) -> Response:
        """One report with its claims."""
        record = await self._record(request)
        report = _report(record, request.path_params["report"])
        return _json({"report": report, "claims": [claim for claim in record.claims if claim.report == report.id]})

    async def raw(self, request: Request) -> Response:
        """A report's text, never shown by this server's pages but handed over as a file."""
        report = _report(await self._record(request), request.path_params["report"])
        headers = {
            "content-disposition": f'attachment; filename="{report.id}.txt"',
            "content-security-policy": RAW_POLICY,
        }
        return PlainTextResponse(report.text.encode("utf-8", "replace"), headers=headers)

    async def changed(self, request: Request) -> Response:
        """What changed between two versions."""
        shelved = await self._shelved(request)
        body = await run_in_threadpool(stories.changed_page, self.shelf, shelved.name, dict(request.query_params))
        return self._page(shelved, "changed", body)

    async def changed_json(self, request: Request) -> Response:
        """The changes as JSON."""
        shelved = await self._shelved(request)
        found = await run_in_threadpool(stories.difference_of, self.shelf, shelved.name, dict(request.query_params))
        return _json({"since": found[3][0], "until": found[3][1], "difference": found[2]})

    # -------------------------------------------------------------------------------------------- decisions
    async def attribution(self, request: Request) -> Response:
        """The form that puts right who said something."""
        shelved, record = await self._shelved(request), await self._record(request)
        claim = next((claim for claim in record.claims if claim.id == request.query_params.get("claim")), None)
        if claim is None:
            raise HTTPException(404, "there is no such claim")
        body = await run_in_threadpool(deciding.attribution_page, story_of(record), claim, Forms(shelved.name))
        return self._page(shelved, "claims", body)

    async def decide(self, request: Request) -> Response:
        """Keep a decision, and tell the story again."""
        shelved, record = await self._shelved(request), await self._record(request)
        form = await _form(request)
        try:
            decision = deciding.decision_of(record, form, on=datetime.now(UTC).date().isoformat())
            await run_in_threadpool(self.shelf.decide, shelved.name, decision)
        except (BadDecisions, deciding.CannotDecide, CannotKeep) as error:
            raise HTTPException(422, f"not decided: {error}") from None
        what = f"“{shelved.title or shelved.name}” told again after a decision ({decision.decision})"
        self.works.start(what, lambda: self.shelf.task(shelved.name, None, together=True), story=shelved.name)
        return RedirectResponse("/jobs", 303)

    # -------------------------------------------------------------------------------------------- new reports
    async def add_page(self, request: Request) -> Response:
        """The form for new reports."""
        found = await run_in_threadpool(self.shelf.stories)
        return _html(
            "Add reports", adding.form(found, request.query_params.get("story", "")), header=plain_header("Add reports")
        )

    async def add(self, request: Request) -> Response:
        """Read what was given, in the background."""
        known = {story.name for story in await run_in_threadpool(self.shelf.stories)}
        async with request.form(max_files=100, max_fields=50, max_part_size=32 * 2**20) as form:
            try:
                given = await adding.given(form)
            except adding.NothingGiven as error:
                raise HTTPException(422, str(error)) from None
            story = str(form.get("story", "")) or None
            together = form.get("one_story") == "yes"
        if story is not None and story not in known:
            raise HTTPException(404, "there is no such story")
        await run_in_threadpool(adding.start, self.works, self.shelf, given, story, together)
        return RedirectResponse("/jobs", 303)

    async def jobs(self, request: Request) -> Response:
        """What is being done, and what was."""
        body = adding.jobs(list(self.works.jobs.values()))
        return _html("Work", body, header=plain_header("Work"), json_at="/jobs.json")

    async def jobs_json(self, request: Request) -> Response:
        """The same as JSON."""
        return _json({"jobs": [adding.plain(job) for job in list(self.works.jobs.values())]})

    async def cancel(self, request: Request) -> Response:
        """End a job."""
        self.works.cancel(request.path_params["number"])
        return RedirectResponse("/jobs", 303)

    # -------------------------------------------------------------------------------------------- the session
    async def session_page(self, request: Request) -> Response:
        """Where the token can be given by hand."""
        field = el("label", "Token ", el("input", type="password", name="token", required=True, autocomplete="off"))
        form = el(
            "form", field, el("button", "Begin", class_="button"), method="post", action="/session", class_="facets"
        )
        words = el(
            "p", "whosays printed an address with a token when it was started. The token is what stands behind #token=."
        )
        return _html(
            "Begin a session",
            section("session", "Begin a session", Html(words + form)),
            header=plain_header("whosays"),
            locked=True,
        )

    async def session(self, request: Request) -> Response:
        """The token opens a session: a cookie that scripts cannot read and other sites cannot send."""
        form = await _form(request)
        if not self.access.opens(form.get("token", "")):
            raise HTTPException(403, "that is not the token that whosays printed")
        response = RedirectResponse("/", 303)
        response.set_cookie(
            self.access.cookie, self.access.session, httponly=True, samesite="strict", secure=self.access.secure
        )
        return response

    async def static(self, request: Request) -> Response:
        """The page's own files, by name; nothing else is read from the disk."""
        name = request.path_params["name"]
        if name not in STATIC:
            raise HTTPException(404, "there is no such file")
        package, kind = STATIC[name]
        data = files(package).joinpath(name).read_bytes()
        return Response(data, media_type=kind, headers={"cache-control": "max-age=300"})

    # -------------------------------------------------------------------------------------------- what several need
    async def _shelved(self, request: Request) -> Shelved:
        found = await run_in_threadpool(self.shelf.story, request.path_params["story"])  # may decode a large record
        if found.fault:
            raise HTTPException(422, f"this story cannot be opened: {found.fault}")
        return found

    async def _record(self, request: Request) -> Record:
        return await run_in_threadpool(self.shelf.record, request.path_params["story"])


def application(shelf: Shelf, access: Access, works: Works) -> ASGIApp:
    """The pages of a shelf behind their guard."""
    app = Starlette(
        routes=Pages(shelf, works, access).routes(),
        exception_handlers={
            HTTPException: _http_error,
            NoStory: _no_story,
            BadDecisions: _bad,
            CannotKeep: _bad,
            TooLarge: _too_large,
            Exception: _error,
        },
    )
    app.router.redirect_slashes = False
    return Guard(app, access)


async def _form(request: Request) -> dict[str, str]:
    async with request.form(max_files=0, max_fields=30) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _report(record: Record, wanted: str) -> Report:
    found = next((report for report in record.reports if report.id == wanted), None)
    if found is None:
        raise HTTPException(404, "there is no such report")
    return found


def _html(
    title: str, body: Html, *, header: Html, json_at: str | None = None, locked: bool = False, status: int = 200
) -> Response:
    return HTMLResponse(
        page(title, body, header=header, json_at=json_at, locked=locked).encode("utf-8", "replace"), status
    )


def _json(value: Any) -> Response:
    """JSON with names as the record has them; the codec's names for edges are kept."""
    plain = msgspec.to_builtins(value)
    for edge in plain.get("lineage", {}).get("edges", ()) if isinstance(plain, dict) else ():
        edge["from"], edge["to"] = edge.pop("from_report"), edge.pop("to_report")
    return Response(json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace"), media_type="application/json")


def _wrong(request: Request, status: int, why: str) -> Response:
    """An error as the address asked for it: JSON, or a page."""
    if request.url.path.endswith(".json"):
        return Response(
            json.dumps({"error": why}, ensure_ascii=False).encode("utf-8", "replace"),
            status,
            media_type="application/json",
        )
    body = section("error", "That did not work", el("p", why, dir="auto"))
    return _html("That did not work", body, header=plain_header("whosays"), status=status)


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
