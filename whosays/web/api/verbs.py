"""The API: what the command line does, for programs, in JSON. One function, one verb; the table at the end gives the addresses."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from whosays.decisions import BadDecisions
from whosays.model import Claim, Record
from whosays.record import encode
from whosays.render import render
from whosays.render.excerpts import Quoting, disputes
from whosays.render.narrowing import Narrowed
from whosays.render.quoted import QuotedBrief, Traced
from whosays.web import deciding, exporting
from whosays.web.api.messages import (
    Addresses,
    AskAnswer,
    BriefAsked,
    ChangesAnswer,
    ChangesAsked,
    ClaimsAsked,
    ClaimsPage,
    Decided,
    DecisionsAnswer,
    FindingsAnswer,
    FindingsAsked,
    JobAnswer,
    JobsAnswer,
    Paged,
    Pasted,
    QuestionAsked,
    SearchAnswer,
    SearchAsked,
    StoriesPage,
    TakenBack,
    Telling,
    Uploaded,
    VersionAsked,
    VersionsAnswer,
)
from whosays.web.api.negotiation import BRIEFS, MEDIA, accepted
from whosays.web.api.openapi import description
from whosays.web.api.operations import JSON, Operation, as_json
from whosays.web.api.problems import Refused
from whosays.web.jobs import adding
from whosays.web.jobs.work import Job, Works
from whosays.web.pages.asking import answer
from whosays.web.pages.stories import difference_of
from whosays.web.shelves.held import Held
from whosays.web.shelves.shelf import CannotKeep, Shelf, Shelved


class Api:
    """The verbs of one shelf."""

    def __init__(self, shelf: Shelf, works: Works, held: Held | None = None, *, fetching: bool = False) -> None:
        self.shelf, self.works, self.held, self.fetching = shelf, works, held or Held(), fetching

    # -------------------------------------------------------------------------------------------- reading
    def describe(self) -> Response:
        """This description: OpenAPI 3.1."""
        return as_json(description(self.operations()))

    def list_stories(self, asked: Paged) -> StoriesPage:
        """The stories, the newest reports first."""
        found = self.shelf.stories()
        return StoriesPage(len(found), asked.offset, tuple(found[asked.offset : asked.offset + asked.limit]))

    def get_record(self, story: str, asked: VersionAsked) -> Record | Response:
        """The record of a story: everything known about it, with the reports themselves."""
        record = self.shelf.record(story, asked.version)
        which = "record" if asked.version is None else f"record {asked.version}"
        return Response(self.held.get(story, which, record, lambda: encode(record)), media_type=JSON)

    def get_brief(self, story: str, asked: BriefAsked, request: Request) -> QuotedBrief | Response:
        """The brief as text, Markdown or one HTML page, or as JSON with the words of every passage."""
        form = asked.format or accepted(request.headers.get("accept", "*/*"))
        record = self.shelf.record(story)
        if form == "json":
            return Quoting.of(record).brief()
        headers = {"vary": "Accept"}
        if form == "html":  # a page with a policy of its own is handed over as a file, never shown from this origin
            headers["content-disposition"] = 'attachment; filename="story.html"'
        text = render(record, form).encode("utf-8", "replace")
        return Response(text, media_type=MEDIA[form], headers=headers)

    def list_claims(self, story: str, asked: ClaimsAsked) -> ClaimsPage:
        """What is said, with the exact words, narrowed by person, status, outlet or words."""
        quoting = Quoting.of(self.shelf.record(story))
        found = list(quoting.claims(Narrowed(asked.entity, asked.said_by, asked.status, asked.outlet, asked.text)))
        page = found[asked.offset : asked.offset + asked.limit]
        return ClaimsPage(len(found), asked.offset, tuple(quoting.said(claim) for claim in page))

    def get_claim(self, story: str, claim: str) -> Traced:
        """One claim with where it comes from: its chain, its origins, and the reports that its report draws on."""
        record = self.shelf.record(story)
        return Quoting.of(record).traced(_claim(record, claim))

    def list_findings(self, story: str, asked: FindingsAsked) -> FindingsAnswer:
        """Where the reports disagree, and what else a careful reader should look at."""
        quoting = Quoting.of(self.shelf.record(story))
        found = disputes(quoting.record, everything=asked.all)
        return FindingsAnswer(tuple(quoting.dispute(finding) for finding in found))

    def ask(self, story: str, asked: QuestionAsked) -> AskAnswer:
        """What the reports say to a question, or that they do not say."""
        record = self.shelf.record(story)
        found = answer(record, asked.q)
        return AskAnswer(found, Quoting.of(record).excerpts(found.passages))

    def list_versions(self, story: str) -> VersionsAnswer:
        """The versions of a story that can be had, oldest first."""
        numbers, told = tuple(self.shelf.versions(story)), self.shelf.told(story)
        return VersionsAnswer(numbers, tuple(Telling(number, told.get(number)) for number in numbers))

    def list_changes(self, story: str, asked: ChangesAsked) -> ChangesAnswer:
        """What changed from one version to another."""
        wanted = {name: str(value) for name, value in asdict(asked).items() if value is not None}
        _, _, difference, (since, until) = difference_of(self.shelf, story, wanted)
        return ChangesAnswer(since, until, difference)

    def export(self, story: str, form: str) -> Response:
        """The record in a format of other tools; a format of several files comes as a zip archive."""
        return exporting.exported(self.shelf.record(story), story, form)

    def search(self, asked: SearchAsked) -> SearchAnswer:
        """Claims and reports of a store that hold words, the best first."""
        from whosays.store import Filters, Store, StoreError
        from whosays.web.shelves.stored import StoreShelf

        if not isinstance(self.shelf, StoreShelf):
            raise Refused(404, "these stories are records in files; a search needs a store (whosays serve --store DB)")

        filters = Filters(asked.entity, asked.place, asked.since, asked.until, asked.outlet, asked.status)
        if not asked.q.strip() and filters == Filters():
            raise Refused(422, "give words to search for, or a filter")
        try:
            with Store.open(self.shelf.path, create=False, read_only=True) as store:
                kinds: tuple[Literal["claim", "report"], ...] = (asked.kind,) if asked.kind else ("claim", "report")
                hits = [
                    hit
                    for kind in kinds
                    for hit in store.search(asked.q, kind=kind, filters=filters, limit=asked.limit)
                ]
        except StoreError as error:
            raise Refused(422, str(error)) from None
        return SearchAnswer(tuple(hits))

    # -------------------------------------------------------------------------------------------- changing
    def add_reports(self, body: Pasted | Uploaded, given: adding.Given) -> JobAnswer:
        """Read new reports in the background, as a new story or into one that is there."""
        story = self._shelved(body.story) if body.story else None
        return _job(adding.start(self.works, self.shelf, given, story, body.one_story))

    def add_addresses(self, body: Addresses) -> JobAnswer:
        """Fetch web addresses and read what they give in the background; only where the server was started with --fetch."""
        story = self._shelved(body.story) if body.story else None
        try:
            given = adding.Given({}, adding.addresses_in(body.addresses, fetching=self.fetching))
        except adding.NothingGiven as error:
            raise Refused(422 if self.fetching else 403, str(error)) from None
        return _job(adding.start(self.works, self.shelf, given, story, body.one_story))

    def list_jobs(self) -> JobsAnswer:
        """The work of this server."""
        return JobsAnswer(tuple(_job(job) for job in list(self.works.jobs.values())))

    def get_job(self, number: int) -> JobAnswer:
        """One piece of work, and how far it is."""
        return _job(self._job(number))

    def cancel_job(self, number: int) -> JobAnswer:
        """End a piece of work; nothing of it is kept. One that has ended stays as it is."""
        self._job(number)
        self.works.cancel(number)
        return _job(self._job(number))

    def list_decisions(self, story: str) -> DecisionsAnswer:
        """What people decided about a story."""
        self._shelved(story)
        return DecisionsAnswer(tuple(self.shelf.decisions(story)))

    def decide(self, story: str, body: Decided) -> JobAnswer:
        """Keep a decision, and tell the story again in the background."""
        shelved = self._shelved(story)
        try:
            today = datetime.now(UTC).date().isoformat()
            decision = deciding.decision_of(self.shelf.record(story), asdict(body), on=today)
            self.shelf.decide(story, decision)
        except (BadDecisions, deciding.CannotDecide) as error:
            raise Refused(409, f"not decided: {error}") from None
        return _job(deciding.told_again(self.works, self.shelf, shelved, f"a decision ({decision.decision})"))

    def take_back(self, story: str, line: int, asked: TakenBack) -> JobAnswer:
        """Take a decision back, and tell the story again in the background; ``line`` is that of the list."""
        shelved = self._shelved(story)
        decision = next((one for one in self.shelf.decisions(story) if one.line == line), None)
        if decision is None:
            raise Refused(404, "there is no such decision")
        try:
            self.shelf.take_back(story, decision, asked.by)
        except CannotKeep as error:
            raise Refused(409, f"not taken back: {error}") from None
        return _job(deciding.told_again(self.works, self.shelf, shelved, f"one was taken back ({decision.decision})"))

    # -------------------------------------------------------------------------------------------- what several need
    def _shelved(self, story: str) -> Shelved:
        found = self.shelf.story(story)
        if found.fault:
            raise Refused(422, f"this story cannot be opened: {found.fault}")
        return found

    def _job(self, number: int) -> Job:
        found = self.works.jobs.get(number)
        if found is None:
            raise Refused(404, "there is no such job")
        return found

    def operations(self) -> tuple[Operation, ...]:
        """The table: every verb with its address, below /api."""
        story = "/stories/{story}"
        return (
            Operation("GET", "/openapi.json", self.describe),
            Operation("GET", "/stories", self.list_stories),
            Operation("GET", story, self.get_record),
            Operation("GET", f"{story}/brief", self.get_brief, media=tuple(BRIEFS), faults=(406,)),
            Operation("GET", f"{story}/claims", self.list_claims),
            Operation("GET", f"{story}/claims/{{claim}}", self.get_claim),
            Operation("GET", f"{story}/findings", self.list_findings),
            Operation("GET", f"{story}/ask", self.ask),
            Operation("GET", f"{story}/versions", self.list_versions),
            Operation("GET", f"{story}/changes", self.list_changes),
            Operation("GET", f"{story}/export/{{form}}", self.export, media=("*/*",)),
            Operation("GET", f"{story}/decisions", self.list_decisions),
            Operation("POST", f"{story}/decisions", self.decide, status=202, faults=(409,)),
            Operation("DELETE", f"{story}/decisions/{{line:int}}", self.take_back, status=202, faults=(409,)),
            Operation("GET", "/search", self.search),
            Operation("POST", "/reports", self.add_reports, status=202, form=Uploaded),
            Operation("POST", "/addresses", self.add_addresses, status=202),
            Operation("GET", "/jobs", self.list_jobs),
            Operation("GET", "/jobs/{number:int}", self.get_job),
            Operation("DELETE", "/jobs/{number:int}", self.cancel_job),
        )


def _claim(record: Record, wanted: str) -> Claim:
    found = next((claim for claim in record.claims if claim.id == wanted), None)
    if found is None:
        raise Refused(404, "there is no such claim")
    return found


def _job(job: Job) -> JobAnswer:
    return JobAnswer(
        job.number, job.what, job.story, job.state, job.step, job.done, job.total, job.fault, job.kept, job.told
    )
