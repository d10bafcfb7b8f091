"""New reports, and the work that reading them is."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from whosays.web.answers import html_page, json_of
from whosays.web.guard import LARGEST
from whosays.web.jobs import adding
from whosays.web.jobs.work import Works
from whosays.web.pages.shell import plain_header
from whosays.web.shelves.shelf import Shelf


class AddingPages:
    """The form for new reports, and what is being done."""

    def __init__(self, shelf: Shelf, works: Works, *, fetching: bool) -> None:
        self.shelf, self.works, self.fetching = shelf, works, fetching

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [
            Route("/add", self.add_page, methods=["GET"]),
            Route("/add", self.add, methods=["POST"]),
            Route("/add.json", self.add_json, methods=["GET"]),
            Route("/jobs", self.jobs, methods=["GET"]),
            Route("/jobs.json", self.jobs_json, methods=["GET"]),
            Route("/jobs/{number:int}/cancel", self.cancel, methods=["POST"]),
        ]

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
