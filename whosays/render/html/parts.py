"""The parts of the page: brief, findings, timeline, cast, decisions, notices."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.model import Claim, Entity, Finding, Merge, Passage
from whosays.render import listings, outline, wording
from whosays.render.blocks import Answer, Dispute, Line, Mark, Paragraph, Quotation, Section, Voice
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.sources import Anchors
from whosays.render.layers import layers
from whosays.render.wording import Story


# ------------------------------------------------------------------------------------------------ brief
def brief(story: Story, anchors: Anchors) -> Html:
    """Sentences with numbered links, the passages beside them, and what is not to be read as a fact."""
    numbers = {mark: passage for passage, mark in outline.marks(story).items()}
    prose = [_paragraph(paragraph, numbers, anchors) for paragraph in outline.paragraphs(story)]
    cited = [_passage(one, anchors) for one in outline.passages(story)]
    beside = el("aside", el("h3", "Passages"), el("ol", *cited, class_="passages"), aria_label="Passages")
    said = el("div", *(prose or [el("p", "The reports yield no brief.")]), class_="prose")
    return el("div", el("div", said, _guarded(story)), beside if cited else None, class_="brief")


def _paragraph(paragraph: Paragraph, numbers: dict[int, Passage], anchors: Anchors) -> Html:
    said: list[str] = []
    for sentence in paragraph.sentences:
        links = [
            el("a", str(mark), href=anchors.href(numbers[mark], mark), aria_label=f"Passage {mark}")
            for mark in sentence.marks
        ]
        said.extend([sentence.text, el("sup", *links, class_="marks") if links else "", " "])
    return el("p", *said)


def _passage(passage: Quotation, anchors: Anchors) -> Html:
    href = anchors.href(passage.passage, passage.mark)
    return el(
        "li",
        el("q", passage.words, dir="auto"),
        el("a", passage.where, href=href, class_="where"),
        id=f"cite-{passage.mark}",
    )


def _guarded(story: Story) -> Html | None:
    """Denied, expected, unconfirmed: each with the word that says so."""
    lines = outline.guarded(story)
    if not lines:
        return None
    entries = [
        el("li", el("span", line.lead, class_="guard"), text(f" {line.text} "), el("span", line.detail, class_="where"))
        for line in lines
    ]
    return joined(el("h3", "Denied, expected, unconfirmed"), el("ul", *entries, class_="guarded"))


# ------------------------------------------------------------------------------------------------ findings
def findings(story: Story, anchors: Anchors) -> Html:
    """A card for each shown finding; what was checked without alarm is folded below."""
    record = story.record
    shown = [*wording.disagreements(record), *wording.other_points(record)]
    silent = [finding for finding in record.findings if not finding.shown]
    folded = el("summary", f"{wording.count(len(silent), 'other point')} checked, no alarm")
    return joined(
        *_cards(story, shown, anchors),
        None if shown else el("p", "No disagreement was found between these reports.", class_="quiet"),
        el("details", folded, *_cards(story, silent, anchors)) if silent else None,
    )


def _cards(story: Story, chosen: Iterable[Finding], anchors: Anchors) -> list[Html]:
    given = list(chosen)
    return [
        _card(story, one, dispute, anchors) for one, dispute in zip(given, outline.disputes(story, given), strict=True)
    ]


def _card(story: Story, finding: Finding, dispute: Dispute, anchors: Anchors) -> Html:
    """The question, the sides with their words, the computation, the reading under which both hold."""
    sides = [_side(answer, anchors) for answer in dispute.answers]
    about = [story.labels[report] for report in finding.reports if report in story.labels]
    return el(
        "article",
        el(
            "p",
            el("strong", dispute.kind),
            "".join(f" · {word}" for word in (dispute.slot, wording.listed(about)) if word),
            class_="kind",
        ),
        el("h3", dispute.question),
        el("div", *sides, class_="sides"),
        el("p", el("span", "Computation", class_="label"), el("code", dispute.computation), class_="computation"),
        _labelled("Both can hold", dispute.reconciled_by),
        *[_labelled("From outside the reports", fact) for fact in dispute.outside],
        class_=f"finding {finding.kind}",
        id=f"finding-{finding.id}",
    )


def _side(answer: Answer, anchors: Anchors) -> Html:
    quoted = [
        el(
            "blockquote",
            el("p", text("“"), text(voice.quotation.words), text("”"), dir="auto"),
            el("footer", f"{voice.chain} · ", el("a", _characters(voice), href=anchors.href(voice.quotation.passage))),
        )
        for voice in answer.voices
    ]
    return el("div", el("p", answer.text, class_="answer"), el("p", answer.independent, class_="independent"), *quoted,
              class_="side")  # fmt: skip


def _characters(voice: Voice) -> str:
    passage = voice.quotation.passage
    return f"characters {passage.start}–{passage.end}"


def _labelled(label: str, words: str | None) -> Html | None:
    return el("p", el("span", label, class_="label"), words, class_="computation") if words else None


# ------------------------------------------------------------------------------------------------ the rest
def timeline(story: Story, anchors: Anchors) -> Html | None:
    """What happened when, each entry linked to the words."""
    entries = []
    for moment in listings.moments(story):
        links = [joined(" ", _evidence(story, claim, anchors)) for claim in moment.claims if claim.spans]
        said = el("span", moment.said, *links, class_="what")
        entries.append(el("li", el("span", moment.when, class_="when"), said))
    return el("ol", *entries, class_="timeline") if entries else None


def _evidence(story: Story, claim: Claim, anchors: Anchors) -> Html:
    """A link to a claim's words, named by its report."""
    target = Passage(claim.report, claim.spans[0].start, claim.spans[0].end)
    return el("a", story.labels[claim.report], href=anchors.href(target), class_="where")


def cast(story: Story, anchors: Anchors) -> Html | None:
    """Who and what is named, under which names, and why names were taken together."""
    rows = []
    for entity in listings.named(story):
        reports = len({mention.report for mention in entity.mentions})
        seen = f"{wording.count(len(entity.mentions), 'mention')} in {wording.count(reports, 'report')}"
        rows.append(
            el("div", el("dt", entity.name, " ", el("span", entity.kind, class_="kind")),
               el("dd", _forms(story, entity), el("span", seen, class_="where"), _merges(entity.merges)))
        )  # fmt: skip
    return el("dl", *rows, class_="cast") if rows else None


def _forms(story: Story, entity: Entity) -> Html | None:
    """Other names it goes by in the reports."""
    names = [story.texts.get(m.report, "")[m.start : m.end] for m in entity.mentions if m.form == "name"]
    others = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name and name != entity.name]
    return el("span", "also: " + ", ".join(others), class_="forms") if others else None


def _merges(merges: tuple[Merge, ...]) -> Html | None:
    if not merges:
        return None
    reasons = [el("li", f"{merge.judgement}: “{merge.a}”, “{merge.b}”, because {merge.reason}") for merge in merges]
    summary = el("summary", wording.count(len(merges), "judgement"))
    return el("details", summary, el("ul", *reasons))


def layered(story: Story, anchors: Anchors) -> Html:
    """Every report sentence by sentence, with what was read in each."""
    found: list[Html] = []
    for section in layers(story):
        found.append(el("h3", section.heading, dir="auto"))
        for block in section.blocks:
            if isinstance(block, Mark):
                found.append(el("p", el("em", block.layer), f" “{block.words}” = {block.about}", class_="reason"))
            elif isinstance(block, Line):
                found.append(el("p", el("strong", f"{block.lead} ") if block.lead else None, block.text, dir="auto"))
    return joined(*found)


def notices(story: Story) -> Html:
    """What a user must know about the input."""
    return _listed("Notices", listings.notices(story))


def decisions(story: Story) -> Html:
    """What people decided and what became of it."""
    return _listed("Decisions", listings.decisions(story))


def _listed(heading: str, section: Section) -> Html:
    """A section of plain lines; nothing where there is none."""
    lines = [line for line in section.blocks if isinstance(line, Line)]
    if not lines:
        return Html("")
    entries = [
        el("li", el("strong", line.lead), f" {line.text}", f" ({line.detail})" if line.detail else "") for line in lines
    ]
    name = heading.lower()
    return el("section", el("h2", heading, id=f"{name}-heading"), el("ul", *entries), id=name,
              aria_labelledby=f"{name}-heading")  # fmt: skip
