"""The brief: sentences that point at the words they rest on, and what is not to be read as a fact."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.model import Passage, Report
from whosays.render import outline, wording
from whosays.render.blocks import Line, Paragraph, Quotation
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, anchor, quotation
from whosays.render.html.sources import texts
from whosays.render.story import Story

BESIDE = 16  # reports whose text stands beside the brief; the other cited ones are a link away
MARKS = 6  # passages numbered behind a sentence; of more, the last link says how many follow


def brief(story: Story, frame: Frame) -> Html:
    """Sentences with numbered links, the passages beside them, and what is not to be read as a fact."""
    quoted = _passages(story, frame)
    beside = el("aside", el("h3", "Passages"), quoted, aria_label="Passages", class_="beside") if quoted else None
    return el("div", el("div", _prose(story, frame), _guarded(story, frame)), beside, class_="brief")


def brief_with_sources(story: Story, frame: Frame, reports: list[Report]) -> Html:
    """Sentences with the reports they cite beside them; the passages follow, each ready to be cited."""
    said = el("div", _prose(story, frame), _guarded(story, frame))
    quoted = _passages(story, frame)
    count = len(outline.marks(story))
    folded = (
        el("details", el("summary", f"The {wording.count(count, 'passage')}, to cite"), quoted, class_="fold")
        if quoted
        else None
    )
    shown = texts(story, frame, reports, claims=False)
    beside = el("div", *shown, class_="sources", tabindex="0", role="region", aria_label="Sources of the brief")
    if not shown:
        return el("div", said, class_="brief")
    heading = el("h3", "Sources", class_="aside-heading")
    return joined(
        el("div", said, el("aside", heading, beside, class_="beside linked"), class_="brief wide"),
        folded,
    )


def cited_reports(story: Story) -> list[Report]:
    """The reports that the brief cites, in the order in which it first does, at most as many as can stand beside it."""
    by_id = {report.id: report for report in story.record.reports}
    first = dict.fromkeys(passage.report for passage in outline.marks(story))
    return [by_id[report] for report in first if report in by_id][:BESIDE]


def _prose(story: Story, frame: Frame) -> Html:
    numbers = {mark: passage for passage, mark in outline.marks(story).items()}
    found: list[Html] = []
    at = 0
    for paragraph in outline.paragraphs(story):
        found.append(_paragraph(paragraph, at, numbers, frame))
        at += len(paragraph.sentences)
    return el("div", *(found or [el("p", "The reports yield no brief.")]), class_="prose")


def _paragraph(paragraph: Paragraph, at: int, numbers: dict[int, Passage], frame: Frame) -> Html:
    """Each sentence knows the ids of its passages; ``at`` sentences stand before the first."""
    said: list[str] = []
    for number, sentence in enumerate(paragraph.sentences, at + 1):
        links = _marks(sorted(sentence.marks), numbers, frame)
        passages = " ".join(anchor(numbers[mark]) for mark in sentence.marks)
        words = el("span", sentence.text, class_="said", id=f"s{number}", data_passages=passages or None, dir="auto")
        said.extend([words, el("sup", *links, class_="marks") if links else "", " "])
    return el("p", *said)


def _marks(marks: Sequence[int], numbers: dict[int, Passage], frame: Frame) -> list[Html]:
    """A link to each passage in its source; behind the first few, one link to the rest in the list of passages."""
    links = [el("a", str(mark), href=frame.href(numbers[mark], mark), aria_label=f"Passage {mark}") for mark in marks]
    rest = marks[MARKS:]
    if len(rest) < 2:  # a link that stands for one passage is no shorter than its number
        return links
    more = el("a", f"+{len(rest)}", href=f"#cite-{rest[0]}", aria_label=f"{len(rest)} more passages")
    return [*links[:MARKS], more]


def _passages(story: Story, frame: Frame) -> Html | None:
    reports = {report.id: report for report in story.record.reports}
    entries = [_passage(story, reports[one.passage.report], one, frame) for one in outline.passages(story)
               if one.passage.report in reports]  # fmt: skip
    return el("ol", *entries, class_="passages") if entries else None


def _passage(story: Story, report: Report, passage: Quotation, frame: Frame) -> Html:
    return el(
        "li",
        quotation(passage.words),
        el("a", passage.where, href=frame.href(passage.passage, passage.mark), class_="where"),
        id=f"cite-{passage.mark}",
        data_words=passage.words,
        data_cite=wording.citation(story, report),
    )


def _guarded(story: Story, frame: Frame) -> Html | None:
    """Denied, expected, unconfirmed: each with the word that says so, linked to who says it and in which words."""

    def statement(line: Line) -> Html:
        if line.proposition is None or not frame.whole:
            return el("span", line.text, dir="auto")
        return el("a", line.text, href=frame.statement(line.proposition), dir="auto", class_="statement")

    lines = outline.guarded(story)
    if not lines:
        return None
    entries = [
        el(
            "li",
            el("span", line.lead, class_="guard"),
            el("span", statement(line), text(" "), el("span", line.detail, class_="where"), class_="guarded-text"),
        )
        for line in lines
    ]  # fmt: skip
    shown, more = entries[: outline.LISTED], entries[outline.LISTED :]
    folded = el("details", el("summary", f"{len(more)} more"), el("ul", *more, class_="guarded")) if more else None
    return joined(el("h3", "Denied, expected, unconfirmed"), el("ul", *shown, class_="guarded"), folded)
