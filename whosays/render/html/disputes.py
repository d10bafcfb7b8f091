"""What does not fit together: each finding with both sides' words, the computation, and the reading under which both hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whosays.model import Finding
from whosays.render import outline, wording
from whosays.render.blocks import Answer, Dispute, Voice
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

NONE = (
    "No disagreement was found between these reports. That does not mean that they agree: "
    "much that does not fit together is not found."
)
VOICES = 4  # claims quoted openly for each side


def findings(story: Story, frame: Frame) -> Html:
    """A card for each shown finding; what was checked without alarm is folded below."""
    record = story.record
    shown = [*wording.disagreements(record), *wording.other_points(record)]
    silent = [finding for finding in record.findings if not finding.shown]
    folded = el("summary", f"{wording.count(len(silent), 'other point')} checked, no alarm")
    return joined(
        folding(cards(story, shown, frame), "points"),
        None if shown else el("p", NONE, class_="quiet"),
        el("details", folded, *cards(story, silent, frame)) if silent else None,
    )


def cards(story: Story, chosen: Iterable[Finding], frame: Frame) -> list[Html]:
    """A card for each of these findings."""
    given = list(chosen)
    dismissed = {
        one.findings[0]: one
        for one in story.record.decisions
        if one.findings and one.decision in ("dismiss", "confirm")
    }
    found = []
    for finding, dispute in zip(given, outline.disputes(story, given), strict=True):
        decided = dismissed.get(finding.id)
        judged = f"{decided.decision}ed by {decided.by}, {decided.on}: {decided.reason}" if decided else None
        found.append(_card(story, finding, dispute, frame, judged))
    return found


def _card(story: Story, finding: Finding, dispute: Dispute, frame: Frame, judged: str | None) -> Html:
    """The question, the sides with their words, the computation, the reading under which both hold."""
    about = [story.labels[report] for report in finding.reports if report in story.labels]
    named = wording.listed(about) if len(about) <= 4 else wording.count(len(about), "report")
    name = f"finding-{finding.id}"
    return el(
        "article",
        el(
            "p",
            el("strong", dispute.kind),
            "".join(f" · {word}" for word in (dispute.slot, named) if word),
            " ",
            el("a", "#", href=f"#{name}", class_="permalink", aria_label="Link to this finding"),
            class_="kind",
        ),
        el("h3", dispute.question, dir="auto"),
        el("div", *[_side(story, answer, frame) for answer in dispute.answers], class_="sides"),
        el("p", el("span", "Computation", class_="label"), el("code", dispute.computation), class_="computation"),
        _labelled("Both can hold", dispute.reconciled_by),
        *[_labelled("From outside the reports", fact) for fact in dispute.outside],
        *[_labelled("A language model’s opinion", one) for one in dispute.opinions],
        _labelled("Decided", judged),
        frame.controls.finding(finding) if frame.controls else None,
        class_=f"finding {finding.kind} item",
        id=name,
        tabindex="-1",
    )


def _side(story: Story, answer: Answer, frame: Frame) -> Html:
    quoted = voices(story, answer.voices[:VOICES], frame)
    more = answer.voices[VOICES:]
    folded = el("details", el("summary", f"{len(more)} more"), *voices(story, more, frame)) if more else None
    return el(
        "div",
        el("p", answer.text, class_="answer", dir="auto"),
        el("p", answer.independent, class_="independent"),
        *quoted,
        folded,
        class_="side",
    )


def _cited(story: Story, voice: Voice) -> str | None:
    """The report of a voice, as it stands behind a quotation."""
    found = next((one for one in story.record.reports if one.id == voice.quotation.passage.report), None)
    return wording.citation(story, found) if found else None


def voices(story: Story, given: Sequence[Voice], frame: Frame) -> list[Html]:
    """Quotations with who says so, and a link to where they stand."""
    return [
        el(
            "blockquote",
            el("p", text(wording.in_marks(voice.quotation.words)), dir="auto"),
            el(
                "footer",
                bdi(voice.chain),
                f" · {voice.as_of} · " if voice.as_of else " · ",
                el(
                    "a",
                    _characters(voice),
                    href=frame.href(voice.quotation.passage),
                    aria_label=f"in the report, {_characters(voice)}",
                ),
            ),
            data_words=voice.quotation.words,
            data_cite=_cited(story, voice),
        )
        for voice in given
    ]


def _characters(voice: Voice) -> str:
    passage = voice.quotation.passage
    return f"characters {passage.start}–{passage.end}"


def _labelled(label: str, words: str | None) -> Html | None:
    return (
        el("p", el("span", label, class_="label"), el("span", words, dir="auto"), class_="computation")
        if words
        else None
    )
