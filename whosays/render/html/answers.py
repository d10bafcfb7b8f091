"""An answer as HTML: each statement with how it stands and the words of every report that gives it, then the disagreement it stands in."""

from __future__ import annotations

from whosays.model import Answer, Passage, Statement
from whosays.render import wording
from whosays.render.answers import standing
from whosays.render.blocks import Quotation, Voice
from whosays.render.html.disputes import VOICES, cards, voices
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame
from whosays.render.story import Story


def answered(story: Story, answer: Answer, frame: Frame) -> Html:
    """The statements side by side; where the reports do not say, that."""
    notes = [el("p", note, class_="quiet", dir="auto") for note in answer.taken_for]
    if not answer.answerable:
        return joined(*notes, el("p", answer.answer, class_="answer"))
    finding = [one for one in story.record.findings if one.id == answer.disagreement]
    return joined(
        *notes,
        el("div", *[_statement(story, one, frame) for one in answer.statements], class_="sides"),
        *cards(story, finding, frame),
    )


def _statement(story: Story, statement: Statement, frame: Frame) -> Html:
    quoted = [_voice(story, statement, passage) for passage in statement.passages[:VOICES]]
    left = len(statement.passages) - VOICES
    return el(
        "div",
        el("p", statement.answer, class_="answer", dir="auto"),
        el("p", standing(statement), class_="independent"),
        *voices(story, quoted, frame),
        el("p", f"and {wording.count(left, 'more passage')}", class_="quiet") if left > 0 else None,
        class_="side",
    )


def _voice(story: Story, statement: Statement, passage: Passage) -> Voice:
    words = wording.words_of(story, passage.report, [passage])
    chain = wording.chain_at(story, statement.claims, passage)
    return Voice(chain, Quotation(None, story.labels[passage.report], words, passage))
