"""The routes: which address shows what, and which changes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from whosays.decisions import BadDecisions
from whosays.model import Claim, Record, Report
from whosays.record import encode
from whosays.render import render
from whosays.render.excerpts import Quoting
from whosays.render.html.elements import Html, el
from whosays.render.wording import story_of
from whosays.web import adding, claims, deciding, exporting, stories
from whosays.web.answers import ERRORS, html_page, json_answer, json_of, plain_json, refusal_page
from whosays.web.api import api
from whosays.web.forms import Forms
from whosays.web.guard import LARGEST, RAW_POLICY, Access, Guard
from whosays.web.held import Held
from whosays.web.listing import Asked, listing
from whosays.web.one_claim import claim_page
from whosays.web.problems import Refused
from whosays.web.shelf import CannotKeep, Shelf, Shelved
from whosays.web.shell import address, plain_header, section, story_header
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
SMALLEST = 1024  # bytes that are worth compressing


class Pages:
    """The pages of one shelf. Every handler is short: it asks the shelf, and lets a view of the record speak."""

    def __init__(self, shelf: Shelf, works: Works, access: Access, *, fetching: bool = False) -> None:
        self.shelf, self.works, self.access, self.fetching = shelf, works, access, fetching
        self.held = Held()

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
            get("/add.json", self.add_json),
            get("/jobs", self.jobs),
            get("/jobs.json", self.jobs_json),
            post("/jobs/{number:int}/cancel", self.cancel),
            get("/s/{story}/record.json", self.record),
            get("/s/{story}/page.html", self.single_file),
            get("/s/{story}/export", self.exports),
            get("/s/{story}/export.json", self.exports_json),
            get("/s/{story}/export/{form}", self.export),
            get("/s/{story}/report/{report}.txt", self.raw),
            get("/s/{story}/report/{report}.json", self.report_json),
            get("/s/{story}/report/{report}", self.report),
            get("/s/{story}/claim/{claim}.json", self.claim_json),
            get("/s/{story}/claim/{claim}", self.claim),
            get("/s/{story}/attribution", self.attribution),
            post("/s/{story}/decide", self.decide),
            post("/s/{story}/undo", self.take_back),
            post("/s/{story}/tell", self.tell_again),
            get("/s/{story}/changed.json", self.changed_json),
            get("/s/{story}/changed", self.changed),
            get("/s/{story}/{part}.json", self.part_json),
            get("/s/{story}/{part}", self.part),
            get("/s/{story}", self.first),
            api(self.shelf, self.works, self.held, fetching=self.fetching),
        ]

    # -------------------------------------------------------------------------------------------- the list
    async def list(self, request: Request) -> Response:
        """The stories."""
        found = await run_in_threadpool(self.shelf.stories)
        body = listing(found, Asked.of(request.query_params))
        at = _asked_for("/stories.json", request)
        return html_page("Stories", body, header=plain_header("Stories"), json_at=at)

    async def list_json(self, request: Request) -> Response:
        """The same as JSON."""
        asked = Asked.of(request.query_params)
        found = await run_in_threadpool(self.shelf.stories)
        return json_of({"stories": [asdict(story) for story in found if asked.fits(story)]})

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
        return await run_in_threadpool(self._part, name, part, request, await self._shelved(request))

    def _part(self, name: str, part: str, request: Request, shelved: Shelved) -> Response:
        record = self.shelf.record(name)
        story = story_of(record)
        at = address(name, f"{part}.json")
        body = stories.PARTS[part](story, name, dict(request.query_params))
        if part == "brief":
            try:
                body = Html(body + deciding.waiting(name, record, self.shelf.decisions(name)))
            except BadDecisions as error:  # a line that was written by hand; the story is there all the same
                fault = el("p", f"The decisions cannot be obeyed: {error}", class_="broken", dir="auto")
                body = Html(body + section("waiting", "Decided since", fault))
        return self._page(shelved, part, body, json_at=_asked_for(at, request) if part == "claims" else at)

    def _page(self, shelved: Shelved, part: str, body: Html, *, json_at: str | None = None) -> Response:
        title = f"{shelved.title or 'Untitled story'} – {part}"
        at = json_at or address(shelved.name, f"{part}.json")
        return html_page(title, body, header=story_header(shelved, part), json_at=at)

    async def part_json(self, request: Request) -> Response:
        """The data of one part."""
        part = request.path_params["part"]
        if part not in stories.DATA:
            raise HTTPException(404, "there is no such page")
        record = await self._record(request)
        asked = claims.Asked.of(request.query_params)
        if part == "claims" and asked != claims.Asked():
            return json_of(await run_in_threadpool(claims.plain, story_of(record), asked))
        make = partial(plain_json, stories.DATA[part], record)
        return json_answer(await run_in_threadpool(self.held.get, request.path_params["story"], part, record, make))

    async def record(self, request: Request) -> Response:
        """The whole record, as the command line writes it."""
        record = await self._record(request)
        story = request.path_params["story"]
        return json_answer(await run_in_threadpool(self.held.get, story, "record", record, partial(encode, record)))

    async def single_file(self, request: Request) -> Response:
        """The story as one page that needs nothing else; handed over as a file, since its own policy is another."""
        text = await run_in_threadpool(render, await self._record(request), "html")
        return Response(
            text, media_type="text/html", headers={"content-disposition": 'attachment; filename="story.html"'}
        )

    async def exports(self, request: Request) -> Response:
        """Every format the story can leave in."""
        shelved = await self._shelved(request)
        body = section("export", "Export", exporting.choice(shelved.name))
        return self._page(shelved, "export", body)

    async def exports_json(self, request: Request) -> Response:
        """The same as JSON."""
        shelved = await self._shelved(request)
        return json_of({"formats": exporting.plain(shelved.name)})

    async def export(self, request: Request) -> Response:
        """The story in one format, handed over as a file."""
        record, story = await self._record(request), request.path_params["story"]
        try:
            return await run_in_threadpool(exporting.exported, record, story, request.path_params["form"])
        except Refused as error:
            raise HTTPException(error.status, error.detail) from None

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
        return json_of({"report": report, "claims": [claim for claim in record.told if claim.report == report.id]})

    async def claim(self, request: Request) -> Response:
        """One claim with where it comes from: the address that a citation can carry."""
        shelved, record = await self._shelved(request), await self._record(request)
        claim = _claim(record, request.path_params["claim"])
        frame = stories.frame_of(shelved.name, f"claim/{claim.id}")
        body = await run_in_threadpool(claim_page, story_of(record), claim, frame)
        at = address(shelved.name, f"claim/{claim.id}.json")
        return self._page(shelved, "claims", section("claim", "One claim", body), json_at=at)

    async def claim_json(self, request: Request) -> Response:
        """The same as JSON."""
        record = await self._record(request)
        claim = _claim(record, request.path_params["claim"])
        return json_of(await run_in_threadpool(lambda: Quoting.of(record).traced(claim)))

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
        at = _asked_for(address(shelved.name, "changed.json"), request)
        return self._page(shelved, "changed", body, json_at=at)

    async def changed_json(self, request: Request) -> Response:
        """The changes as JSON."""
        shelved = await self._shelved(request)
        found = await run_in_threadpool(stories.difference_of, self.shelf, shelved.name, dict(request.query_params))
        return json_of({"since": found[3][0], "until": found[3][1], "difference": found[2]})

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
        except BadDecisions as error:
            back = "what is no longer wanted is taken back under “Decisions”, below the brief"
            raise HTTPException(422, f"not decided: {error}; {back}") from None
        except (deciding.CannotDecide, CannotKeep) as error:
            raise HTTPException(422, f"not decided: {error}") from None
        return self._told_again(shelved, f"a decision ({decision.decision})")

    async def take_back(self, request: Request) -> Response:
        """Take a decision back, and tell the story again."""
        shelved, form = await self._shelved(request), await _form(request)
        held = await run_in_threadpool(self.shelf.decisions, shelved.name)
        try:
            decision, by = deciding.taken_back(held, form)
            await run_in_threadpool(self.shelf.take_back, shelved.name, decision, by)
        except (deciding.CannotDecide, CannotKeep) as error:
            raise HTTPException(422, f"not taken back: {error}") from None
        return self._told_again(shelved, f"one was taken back ({decision.decision})")

    async def tell_again(self, request: Request) -> Response:
        """Tell a story with decisions that it was not told with yet: its telling was cancelled, or the server ended before it."""
        return self._told_again(await self._shelved(request), "what was decided")

    def _told_again(self, shelved: Shelved, after: str) -> Response:
        what = f"“{shelved.title or shelved.name}” told again after {after}"
        self.works.start(what, lambda: self.shelf.task(shelved.name, None, together=True), story=shelved.name)
        return RedirectResponse("/jobs", 303)

    # -------------------------------------------------------------------------------------------- new reports
    async def add_page(self, request: Request) -> Response:
        """The form for new reports."""
        found = await run_in_threadpool(self.shelf.stories)
        return html_page(
            "Add reports",
            adding.form(found, request.query_params.get("story", ""), fetching=self.fetching),
            header=plain_header("Add reports"),
            json_at="/add.json",
        )

    async def add_json(self, request: Request) -> Response:
        """What can be given, and into what."""
        found = await run_in_threadpool(self.shelf.stories)
        into = [{"name": one.name, "title": one.title, "reports": one.reports} for one in found if not one.fault]
        return json_of({"largest_bytes": LARGEST, "fetching": self.fetching, "stories": into})

    async def add(self, request: Request) -> Response:
        """Read what was given, in the background."""
        async with request.form(max_files=100, max_fields=50, max_part_size=32 * 2**20) as form:
            try:
                given = await adding.given(form, fetching=self.fetching)
            except adding.NothingGiven as error:
                raise HTTPException(422, str(error)) from None
            story = str(form.get("story", "")) or None
            together = form.get("one_story") == "yes"
        shelved = await run_in_threadpool(self.shelf.story, story) if story is not None else None
        await run_in_threadpool(adding.start, self.works, self.shelf, given, shelved, together)
        return RedirectResponse("/jobs", 303)

    async def jobs(self, request: Request) -> Response:
        """What is being done, and what was."""
        body = adding.jobs(list(self.works.jobs.values()))
        return html_page("Work", body, header=plain_header("Work"), json_at="/jobs.json")

    async def jobs_json(self, request: Request) -> Response:
        """The same as JSON."""
        return json_of({"jobs": [adding.plain(job) for job in list(self.works.jobs.values())]})

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
        return html_page(
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
        return Response(_static(package, name), media_type=kind, headers={"cache-control": "max-age=300"})

    # -------------------------------------------------------------------------------------------- what several need
    async def _shelved(self, request: Request) -> Shelved:
        found = await run_in_threadpool(self.shelf.story, request.path_params["story"])  # may decode a large record
        if found.fault:
            raise HTTPException(422, f"this story cannot be opened: {found.fault}")
        return found

    async def _record(self, request: Request) -> Record:
        return await run_in_threadpool(self.shelf.record, request.path_params["story"])


def application(shelf: Shelf, access: Access, works: Works, *, fetching: bool = False) -> ASGIApp:
    """The pages of a shelf behind their guard. ``fetching`` lets a person give web addresses."""
    app = Starlette(
        routes=Pages(shelf, works, access, fetching=fetching).routes(),
        exception_handlers=ERRORS,
    )
    app.router.redirect_slashes = False
    # No answer holds a secret beside words that a stranger chose (the session is a cookie), so compressing tells nothing (BREACH).
    return Guard(GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=3), access, page=refusal_page)


def _asked_for(at: str, request: Request) -> str:
    """The address of the JSON, narrowed as the page is."""
    return f"{at}?{request.url.query}" if request.url.query else at


async def _form(request: Request) -> dict[str, str]:
    async with request.form(max_files=0, max_fields=30) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _report(record: Record, wanted: str) -> Report:
    found = next((report for report in record.reports if report.id == wanted), None)
    if found is None:
        raise HTTPException(404, "there is no such report")
    return found


def _claim(record: Record, wanted: str) -> Claim:
    found = next((claim for claim in record.claims if claim.id == wanted and claim.spans), None)
    if found is None:
        raise HTTPException(404, "there is no such claim")
    return found


@cache
def _static(package: str, name: str) -> bytes:
    return files(package).joinpath(name).read_bytes()
