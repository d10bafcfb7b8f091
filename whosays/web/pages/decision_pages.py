"""What people decide about a story: kept, or taken back, and the story told again."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from whosays.decisions import BadDecisions
from whosays.render.story import story_of
from whosays.web import deciding
from whosays.web.jobs.work import Works
from whosays.web.pages.forms import Forms
from whosays.web.pages.opened import fields_of, part_page, record_in, shelved_in
from whosays.web.shelves.shelf import CannotKeep, Shelf, Shelved


class DecisionPages:
    """The forms of decisions, and what is done with them."""

    def __init__(self, shelf: Shelf, works: Works) -> None:
        self.shelf, self.works = shelf, works

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [
            Route("/s/{story}/attribution", self.attribution, methods=["GET"]),
            Route("/s/{story}/decide", self.decide, methods=["POST"]),
            Route("/s/{story}/undo", self.take_back, methods=["POST"]),
            Route("/s/{story}/tell", self.tell_again, methods=["POST"]),
        ]

    async def attribution(self, request: Request) -> Response:
        """The form that puts right who said something."""
        shelved, record = await shelved_in(self.shelf, request), await record_in(self.shelf, request)
        claim = next((claim for claim in record.claims if claim.id == request.query_params.get("claim")), None)
        if claim is None:
            raise HTTPException(404, "there is no such claim")
        body = await run_in_threadpool(deciding.attribution_page, story_of(record), claim, Forms(shelved.name))
        return part_page(shelved, "claims", body)

    async def decide(self, request: Request) -> Response:
        """Keep a decision, and tell the story again."""
        shelved, record = await shelved_in(self.shelf, request), await record_in(self.shelf, request)
        form = await fields_of(request)
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
        shelved, form = await shelved_in(self.shelf, request), await fields_of(request)
        held = await run_in_threadpool(self.shelf.decisions, shelved.name)
        try:
            decision, by = deciding.taken_back(held, form)
            await run_in_threadpool(self.shelf.take_back, shelved.name, decision, by)
        except (deciding.CannotDecide, CannotKeep) as error:
            raise HTTPException(422, f"not taken back: {error}") from None
        return self._told_again(shelved, f"one was taken back ({decision.decision})")

    async def tell_again(self, request: Request) -> Response:
        """Tell a story with decisions that it was not told with yet: its telling was cancelled, or the server ended before it."""
        return self._told_again(await shelved_in(self.shelf, request), "what was decided")

    def _told_again(self, shelved: Shelved, after: str) -> Response:
        deciding.told_again(self.works, self.shelf, shelved, after)
        return RedirectResponse("/jobs", 303)
