"""The pages of one story, which read it and change nothing."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from whosays.decisions import BadDecisions
from whosays.record import encode
from whosays.render import render
from whosays.render.excerpts import Quoting
from whosays.render.html.elements import Html, el
from whosays.render.story import story_of
from whosays.web import deciding, exporting
from whosays.web.answers import json_answer, json_of, plain_json
from whosays.web.api.problems import Refused
from whosays.web.guard import RAW_POLICY
from whosays.web.pages import asking, claims, stories
from whosays.web.pages.one_claim import claim_page
from whosays.web.pages.opened import as_asked, claim_in, part_page, record_in, report_in, shelved_in
from whosays.web.pages.shell import address, section
from whosays.web.shelves.held import Held
from whosays.web.shelves.shelf import Shelf, Shelved


class StoryPages:
    """A story part by part, report by report, claim by claim, version against version, and in every format."""

    def __init__(self, shelf: Shelf, held: Held) -> None:
        self.shelf, self.held = shelf, held

    def routes(self) -> list[BaseRoute]:
        """Their addresses, in the order in which they are tried."""
        get = partial(Route, methods=["GET"])
        return [
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
            get("/s/{story}/changed.json", self.changed_json),
            get("/s/{story}/changed", self.changed),
            get("/s/{story}/ask.json", self.ask_json),
            get("/s/{story}/ask", self.ask),
            get("/s/{story}/{part}.json", self.part_json),
            get("/s/{story}/{part}", self.part),
            get("/s/{story}", self.first),
        ]

    async def first(self, request: Request) -> Response:
        """A story's brief is its first page."""
        await shelved_in(self.shelf, request)
        return RedirectResponse(address(request.path_params["story"]), 307)

    async def part(self, request: Request) -> Response:
        """One part of a story."""
        name, part = request.path_params["story"], request.path_params["part"]
        if part not in stories.PARTS:
            raise HTTPException(404, "there is no such page")
        return await run_in_threadpool(self._part, name, part, request, await shelved_in(self.shelf, request))

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
        return part_page(shelved, part, body, json_at=as_asked(at, request) if part == "claims" else at)

    async def part_json(self, request: Request) -> Response:
        """The data of one part."""
        part = request.path_params["part"]
        if part not in stories.DATA:
            raise HTTPException(404, "there is no such page")
        record = await record_in(self.shelf, request)
        asked = claims.Asked.of(request.query_params)
        if part == "claims" and asked != claims.Asked():
            return json_of(await run_in_threadpool(claims.plain, story_of(record), asked))
        make = partial(plain_json, stories.DATA[part], record)
        return json_answer(await run_in_threadpool(self.held.get, request.path_params["story"], part, record, make))

    async def ask(self, request: Request) -> Response:
        """A question, and what the reports say to it."""
        shelved, record = await shelved_in(self.shelf, request), await record_in(self.shelf, request)
        given, frame = request.query_params.get("q", ""), stories.frame_of(shelved.name, "ask")
        try:
            body = await run_in_threadpool(asking.ask_page, record, given, frame)
        except Refused as error:
            raise HTTPException(error.status, error.detail) from None
        at = as_asked(address(shelved.name, "ask.json"), request) if asking.question_in(given) else ""
        return part_page(shelved, "ask", body, json_at=at)

    async def ask_json(self, request: Request) -> Response:
        """The same as JSON, as the command line writes it."""
        record, question = await record_in(self.shelf, request), asking.question_in(request.query_params.get("q", ""))
        if question is None:
            raise HTTPException(422, f"give a question in English in q, of at most {asking.LONGEST} characters")
        try:
            return json_of(await run_in_threadpool(asking.answer, record, question))
        except Refused as error:
            raise HTTPException(error.status, error.detail) from None

    async def record(self, request: Request) -> Response:
        """The whole record, as the command line writes it."""
        record = await record_in(self.shelf, request)
        story = request.path_params["story"]
        return json_answer(await run_in_threadpool(self.held.get, story, "record", record, partial(encode, record)))

    async def single_file(self, request: Request) -> Response:
        """The story as one page that needs nothing else; handed over as a file, since its own policy is another."""
        text = await run_in_threadpool(render, await record_in(self.shelf, request), "html")
        return Response(
            text, media_type="text/html", headers={"content-disposition": 'attachment; filename="story.html"'}
        )

    async def exports(self, request: Request) -> Response:
        """Every format the story can leave in."""
        shelved = await shelved_in(self.shelf, request)
        body = section("export", "Export", exporting.choice(shelved.name))
        return part_page(shelved, "export", body)

    async def exports_json(self, request: Request) -> Response:
        """The same as JSON."""
        shelved = await shelved_in(self.shelf, request)
        return json_of({"formats": exporting.plain(shelved.name)})

    async def export(self, request: Request) -> Response:
        """The story in one format, handed over as a file."""
        record, story = await record_in(self.shelf, request), request.path_params["story"]
        try:
            return await run_in_threadpool(exporting.exported, record, story, request.path_params["form"])
        except Refused as error:
            raise HTTPException(error.status, error.detail) from None

    async def report(self, request: Request) -> Response:
        """One report with its claims marked."""
        shelved, record = await shelved_in(self.shelf, request), await record_in(self.shelf, request)
        report = report_in(record, request.path_params["report"])
        body = await run_in_threadpool(stories.report_page, story_of(record), shelved.name, report)
        return part_page(shelved, "sources", body, json_at=address(shelved.name, f"report/{report.id}.json"))

    async def report_json(self, request: Request) -> Response:
        """One report with its claims."""
        record = await record_in(self.shelf, request)
        report = report_in(record, request.path_params["report"])
        return json_of({"report": report, "claims": [claim for claim in record.told if claim.report == report.id]})

    async def claim(self, request: Request) -> Response:
        """One claim with where it comes from: the address that a citation can carry."""
        shelved, record = await shelved_in(self.shelf, request), await record_in(self.shelf, request)
        claim = claim_in(record, request.path_params["claim"])
        frame = stories.frame_of(shelved.name, f"claim/{claim.id}")
        body = await run_in_threadpool(claim_page, story_of(record), claim, frame)
        at = address(shelved.name, f"claim/{claim.id}.json")
        return part_page(shelved, "claims", section("claim", "One claim", body), json_at=at)

    async def claim_json(self, request: Request) -> Response:
        """The same as JSON."""
        record = await record_in(self.shelf, request)
        claim = claim_in(record, request.path_params["claim"])
        return json_of(await run_in_threadpool(lambda: Quoting.of(record).traced(claim)))

    async def raw(self, request: Request) -> Response:
        """A report's text, never shown by this server's pages but handed over as a file."""
        report = report_in(await record_in(self.shelf, request), request.path_params["report"])
        headers = {
            "content-disposition": f'attachment; filename="{report.id}.txt"',
            "content-security-policy": RAW_POLICY,
        }
        return PlainTextResponse(report.text.encode("utf-8", "replace"), headers=headers)

    async def changed(self, request: Request) -> Response:
        """What changed between two versions."""
        shelved = await shelved_in(self.shelf, request)
        body = await run_in_threadpool(stories.changed_page, self.shelf, shelved.name, dict(request.query_params))
        at = as_asked(address(shelved.name, "changed.json"), request)
        return part_page(shelved, "changed", body, json_at=at)

    async def changed_json(self, request: Request) -> Response:
        """The changes as JSON."""
        shelved = await shelved_in(self.shelf, request)
        found = await run_in_threadpool(stories.difference_of, self.shelf, shelved.name, dict(request.query_params))
        return json_of({"since": found[3][0], "until": found[3][1], "difference": found[2]})
