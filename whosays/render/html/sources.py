"""The reports side by side, with every stretch that anything on the page points at as a target of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from urllib.parse import quote, urlsplit

from whosays.model import Passage, Report
from whosays.render.html.elements import Html, el, joined, opening, text
from whosays.render.wording import Story, when

LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


class Anchors:
    """The passages that the page links to; each becomes a target in the sources."""

    def __init__(self) -> None:
        self.marks: dict[Passage, int | None] = {}

    def href(self, passage: Passage, mark: int | None = None) -> str:
        """The link to a passage; ``mark`` is its number in the brief."""
        self.marks[passage] = mark or self.marks.get(passage)
        return "#" + quote(anchor(passage))


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


def anchor(passage: Passage) -> str:
    """The id of a passage on the page: ``<report>-<start>-<end>``."""
    return f"{passage.report}-{passage.start}-{passage.end}"


def sources(story: Story, anchors: Anchors) -> Html:
    """All reports, in the record's order; every passage of the brief and every claim is marked, linked or not."""
    for sentence in story.record.brief.sentences:
        for passage in sentence.passages:
            anchors.href(passage)
    for claim in story.record.claims:
        for span in claim.spans:
            anchors.href(Passage(claim.report, span.start, span.end))
    return el("div", *[_report(story, report, anchors) for report in story.record.reports], class_="sources")


def _report(story: Story, report: Report, anchors: Anchors) -> Html:
    language = report.language if report.language and LANGUAGE.fullmatch(report.language) else None
    return el(
        "article",
        el("h3", story.labels[report.id]),
        _about(report),
        el("div", *marked(report, anchors.marks), class_="text", lang=language, dir="auto"),
        class_="source",
        id=f"report-{report.id}",
    )


def _about(report: Report) -> Html:
    """Where a report comes from and when it came out."""
    value = report.published.value
    date = "no date of publication" if value is None else when(value, value, None)
    status = " (inferred)" if report.published.status == "inferred" else ""
    return el("p", text(f"{date}{status} · {report.source}"), joined(" · ", _link(report.url)) if report.url else None,
              class_="about")  # fmt: skip


def _link(url: str) -> Html:
    """A web address as a link; another scheme (``javascript:`` runs code) is shown and not linked."""
    try:
        secure = urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        secure = False
    return el("a", url, href=url, rel="noopener noreferrer", class_="url") if secure else el("span", url, class_="url")


def marked(report: Report, marks: dict[Passage, int | None]) -> Iterator[Html]:
    """The text of a report in its zones, with the marked stretches inside."""
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
        class_ = "evidence cited" if stretch.mark else "evidence"
        own, of = (stretch.id, None) if stretch.first else (None, stretch.id)
        yield opening("span", class_=class_, id=own, data_of=of)
    yield text(words[at:end])


def _back(mark: int) -> Html | None:
    """The number of a passage, as a link back to the brief."""
    if not mark:
        return None
    return el("a", str(mark), href=f"#cite-{mark}", class_="back", aria_label=f"Back to passage {mark} of the brief")
