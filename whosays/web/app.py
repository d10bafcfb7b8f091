"""All addresses in their order, the pages that belong to no story, and the application behind its guard."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from whosays.render.html.elements import Html, el
from whosays.web.answers import ERRORS, html_page, json_of, refusal_page
from whosays.web.api.endpoints import api
from whosays.web.guard import Access, Guard
from whosays.web.jobs.work import Works
from whosays.web.pages.adding_pages import AddingPages
from whosays.web.pages.decision_pages import DecisionPages
from whosays.web.pages.listing import Asked, listing
from whosays.web.pages.opened import as_asked, fields_of
from whosays.web.pages.shell import plain_header, section
from whosays.web.pages.story_pages import StoryPages
from whosays.web.shelves.held import Held
from whosays.web.shelves.shelf import Shelf

STATIC = {
    "page.css": ("whosays.render.html", "text/css"),
    "page.js": ("whosays.render.html", "text/javascript"),
    "app.css": ("whosays.web.static", "text/css"),
    "app.js": ("whosays.web.static", "text/javascript"),
    "theme.js": ("whosays.web.static", "text/javascript"),
    "icon.svg": ("whosays.web.static", "image/svg+xml"),
}
SMALLEST = 1024  # bytes that are worth compressing


class Pages:
    """The pages of one shelf: the list, the session and the files of the page here, the rest by what it is about.

    Every handler is short: it asks the shelf, and lets a view of the record speak.
    """

    def __init__(self, shelf: Shelf, works: Works, access: Access, *, fetching: bool = False) -> None:
        self.shelf, self.works, self.access, self.fetching = shelf, works, access, fetching
        self.held = Held()

    def routes(self) -> list[BaseRoute]:
        """Every address, in the order in which they are tried."""
        return [
            Route("/", self.list, methods=["GET"]),
            Route("/stories.json", self.list_json, methods=["GET"]),
            Route("/static/{name}", self.static, methods=["GET"]),
            Route("/session", self.session_page, methods=["GET"]),
            Route("/session", self.session, methods=["POST"]),
            *AddingPages(self.shelf, self.works, fetching=self.fetching).routes(),
            *DecisionPages(self.shelf, self.works).routes(),
            *StoryPages(self.shelf, self.held).routes(),
            api(self.shelf, self.works, self.held, fetching=self.fetching),
        ]

    # -------------------------------------------------------------------------------------------- the list
    async def list(self, request: Request) -> Response:
        """The stories."""
        found = await run_in_threadpool(self.shelf.stories)
        body = listing(found, Asked.of(request.query_params))
        at = as_asked("/stories.json", request)
        return html_page("Stories", body, header=plain_header("Stories"), json_at=at)

    async def list_json(self, request: Request) -> Response:
        """The same as JSON."""
        asked = Asked.of(request.query_params)
        found = await run_in_threadpool(self.shelf.stories)
        return json_of({"stories": [asdict(story) for story in found if asked.fits(story)]})

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
        return html_page(
            "Begin a session",
            section("session", "Begin a session", Html(words + form)),
            header=plain_header("whosays"),
            locked=True,
        )

    async def session(self, request: Request) -> Response:
        """The token opens a session: a cookie that scripts cannot read and other sites cannot send."""
        form = await fields_of(request)
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
        return Response(_static(package, name), media_type=kind, headers={"cache-control": "max-age=300"})


def application(shelf: Shelf, access: Access, works: Works, *, fetching: bool = False) -> ASGIApp:
    """The pages of a shelf behind their guard. ``fetching`` lets a person give web addresses."""
    app = Starlette(
        routes=Pages(shelf, works, access, fetching=fetching).routes(),
        exception_handlers=ERRORS,
    )
    app.router.redirect_slashes = False
    # No answer holds a secret beside words that a stranger chose (the session is a cookie), so compressing tells nothing (BREACH).
    return Guard(GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=3), access, page=refusal_page)


@cache
def _static(package: str, name: str) -> bytes:
    return files(package).joinpath(name).read_bytes()
