"""The reports side by side, with every stretch that anything on the page points at as a target of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from urllib.parse import urlsplit

from whosays.model import Passage, Report
from whosays.render import outline, wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined, opening, text
from whosays.render.html.frame import Frame, anchor, bdi
from whosays.render.intervals import when
from whosays.render.story import Story

UNSEEN = -1
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Characters to mark; ``first`` is false for the part of a stretch that goes on behind the end of another."""

    start: int
    minus_end: int  # longer stretches that start at the same character come first, so that they hold the shorter
    first: bool
    id: str
    mark: int

    @property
    def end(self) -> int:
        return -self.minus_end


def sources(story: Story, frame: Frame) -> Html:
    """All reports, as they came out; every passage of the brief and every claim is marked, linked or not."""
    return el("div", *texts(story, frame, story.reports.values()), class_="sources")


def targets(story: Story, report: Report) -> Iterator[Passage]:
    """Every stretch of a report that a part of the story may link to from a page of its own."""
    yield from (passage for passage in outline.marks(story) if passage.report == report.id)
    for claim in story.record.told:
        if claim.report == report.id and claim.spans:
            yield evidence(story, claim).passage
            cues = (step.cue for step in claim.chain if step.cue is not None)
            yield from (Passage(report.id, cue.start, cue.end) for cue in cues)
    for entity in story.record.entities:
        first = next((mention for mention in entity.mentions if mention.form == "name"), None)
        if first and first.report == report.id:
            yield Passage(first.report, first.start, first.end)
    pairs = (passage for edge in story.record.lineage.edges for pair in edge.spans for passage in pair)
    grounds = (passage for group in story.record.lineage.groups for passage in group.evidence)
    yield from (passage for passage in chain(pairs, grounds) if passage.report == report.id)


def texts(story: Story, frame: Frame, reports: Iterable[Report], *, claims: bool = True) -> list[Html]:
    """These reports with what the page points at; ``claims`` marks every claim and passage, pointed at or not."""
    chosen = list(reports)
    shown = {report.id for report in chosen}
    if claims:
        for sentence in story.record.brief.sentences:
            for passage in sentence.passages:
                if passage.report in shown:
                    frame.href(passage)
        for claim in story.record.told:
            if claim.report in shown:
                for span in claim.spans:
                    frame.href(Passage(claim.report, span.start, span.end))
    marks: dict[str, dict[Passage, int | None]] = {report.id: {} for report in chosen}
    for passage, mark in frame.marks.items():
        if passage.report in marks:
            marks[passage.report][passage] = mark
    return [_report(story, report, frame, marks[report.id]) for report in chosen]


def _report(story: Story, report: Report, frame: Frame, marks: dict[Passage, int | None]) -> Html:
    language = report.language if report.language and LANGUAGE.fullmatch(report.language) else None
    return el(
        "article",
        el("h3", bdi(story.labels[report.id]) if frame.alone else _whole(story, report, frame)),
        about(report),
        el("div", *marked(report, marks), class_="text", lang=language, dir="auto"),
        class_="source",
        id=f"report-{report.id}",
        data_cite=wording.citation(story, report),
    )


def _whole(story: Story, report: Report, frame: Frame) -> Html:
    """The report's name as a link to the page on which it stands alone."""
    return el("a", bdi(story.labels[report.id]), href=frame.to(f"report/{report.id}", f"report-{report.id}"))


def about(report: Report) -> Html:
    """Where a report comes from and when it came out."""
    value = report.published.value
    date = "no date of publication" if value is None else when(value, value, None)
    status = " (inferred)" if report.published.status == "inferred" else ""
    return el("p", text(f"{date}{status} · "), bdi(report.source), joined(" · ", link(report.url)) if report.url else None,
              class_="about")  # fmt: skip


def link(url: str) -> Html:
    """A web address as a link; another scheme (``javascript:`` runs code) is shown and not linked."""
    try:
        secure = urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        secure = False
    return el("a", url, href=url, rel="noopener noreferrer", class_="url") if secure else el("span", url, class_="url")


def marked(report: Report, marks: dict[Passage, int | None]) -> Iterator[Html]:
    """The text of a report in its zones, with the marked stretches inside; those with ``UNSEEN`` show only when a link leads there."""
    here = [passage for passage in marks if passage.report == report.id and passage.end <= len(report.text)]
    stretches = [Stretch(p.start, -p.end, True, anchor(p), marks[p] or 0) for p in here if p.start < p.end]
    for start, end, role in _zones(report):
        inside = [part for stretch in stretches if (part := _clipped(stretch, start, end))]
        pieces = joined(*_nested(report.text, start, end, inside))
        yield el("span", pieces, class_=f"zone {role}", title=role.replace("_", " ")) if role else pieces


def _zones(report: Report) -> Iterator[tuple[int, int, str | None]]:
    """(start, end, role) over the whole text; what lies in no zone has no role, what lies in two keeps the first."""
    at = 0
    for segment in sorted(report.segments, key=lambda segment: (segment.start, segment.end)):
        start, end = max(segment.start, at), min(segment.end, len(report.text))
        if start >= end:
            continue
        if at < start:
            yield at, start, None
        yield start, end, segment.role
        at = end
    if at < len(report.text):
        yield at, len(report.text), None


def _clipped(stretch: Stretch, start: int, end: int) -> Stretch | None:
    """The part of a stretch that lies in a zone."""
    low, high = max(stretch.start, start), min(stretch.end, end)
    if low >= high:
        return None
    ends_here = stretch.mark if high == stretch.end else 0
    return Stretch(low, -high, stretch.first and low == stretch.start, stretch.id, ends_here)


def _nested(words: str, at: int, end: int, stretches: Iterable[Stretch]) -> Iterator[Html]:
    """Text from ``at`` to ``end`` with nested elements; a stretch that crosses the end of another is cut there.

    No recursion: a record may nest more stretches than Python nests calls.
    """
    waiting = list(stretches)
    heapify(waiting)
    opened: list[Stretch] = []
    while waiting or opened:
        if opened and (not waiting or opened[-1].end <= waiting[0].start):
            closed = opened.pop()
            yield text(words[at : closed.end])
            at = closed.end
            yield joined(_back(closed.mark), Html("</span>"))
            continue
        stretch = heappop(waiting)
        yield text(words[at : stretch.start])
        at = stretch.start
        if opened and stretch.end > opened[-1].end:
            limit = opened[-1].end
            heappush(waiting, Stretch(limit, stretch.minus_end, False, stretch.id, stretch.mark))
            stretch = Stretch(stretch.start, -limit, stretch.first, stretch.id, 0)
        opened.append(stretch)
        class_ = "evidence cited" if stretch.mark > 0 else "evidence" if stretch.mark == 0 else "evidence unmarked"
        own, of = (stretch.id, None) if stretch.first else (None, stretch.id)
        yield opening("span", class_=class_, id=own, data_of=of)
    yield text(words[at:end])


def _back(mark: int) -> Html | None:
    """The number of a passage, as a link back to the brief."""
    if mark < 1:
        return None
    return el("a", str(mark), href=f"#cite-{mark}", class_="back", aria_label=f"Back to passage {mark} of the brief")
