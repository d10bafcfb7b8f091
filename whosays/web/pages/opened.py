"""What several pages need: the story, report or claim of an address, the fields of a form, and a page under a story's header."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from whosays.model import Claim, Record, Report
from whosays.render.html.elements import Html
from whosays.web.answers import html_page
from whosays.web.pages.shell import address, story_header
from whosays.web.shelves.shelf import Shelf, Shelved


async def shelved_in(shelf: Shelf, request: Request) -> Shelved:
    """The story of an address as it stands on the shelf; one that cannot be opened is said."""
    found = await run_in_threadpool(shelf.story, request.path_params["story"])  # may decode a large record
    if found.fault:
        raise HTTPException(422, f"this story cannot be opened: {found.fault}")
    return found


async def record_in(shelf: Shelf, request: Request) -> Record:
    """The record of an address's story."""
    return await run_in_threadpool(shelf.record, request.path_params["story"])


def report_in(record: Record, wanted: str) -> Report:
    """The report with this id."""
    found = next((report for report in record.reports if report.id == wanted), None)
    if found is None:
        raise HTTPException(404, "there is no such report")
    return found


def claim_in(record: Record, wanted: str) -> Claim:
    """The claim with this id, if it has words."""
    found = next((claim for claim in record.claims if claim.id == wanted and claim.spans), None)
    if found is None:
        raise HTTPException(404, "there is no such claim")
    return found


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form without files."""
    async with request.form(max_files=0, max_fields=30) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def part_page(shelved: Shelved, part: str, body: Html, *, json_at: str | None = None) -> Response:
    """A page of a story, under its header; ``json_at`` empty where the page has nothing to give as JSON."""
    title = f"{shelved.title or 'Untitled story'} – {part}"
    at = address(shelved.name, f"{part}.json") if json_at is None else json_at
    return html_page(title, body, header=story_header(shelved, part), json_at=at)


def as_asked(at: str, request: Request) -> str:
    """The address of the JSON, narrowed as the page is."""
    return f"{at}?{request.url.query}" if request.url.query else at
