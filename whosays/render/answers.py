"""An answer as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.model import Answer, Record, Statement
from whosays.render import intervals, wording
from whosays.render.outline import disputes
from whosays.render.story import Story, story_of
from whosays.render.terminal import BOLD, DIM, Pen, dispute_lines, voice_lines

VOICES = 4  # passages shown for one statement


def as_text(record: Record, answer: Answer, *, width: int = 80, colour: bool = False) -> str:
    """The answer with every passage it rests on, ready to print; ends with a newline."""
    return "\n".join(_lines(story_of(record), answer, Pen(width, colour=colour))) + "\n"


def _lines(story: Story, answer: Answer, pen: Pen) -> Iterator[str]:
    yield from pen.lines(answer.question, style=BOLD)
    for note in answer.taken_for:
        yield from pen.lines(note, first="  ", rest="  ", style=DIM)
    if not answer.answerable:
        yield from pen.lines(answer.answer)
        return
    for statement in answer.statements:
        yield from _statement(story, statement, pen)
    finding = next((one for one in story.record.findings if one.id == answer.disagreement), None)
    if finding:
        yield ""
        yield from dispute_lines(disputes(story, [finding], voices=1)[0], pen)


def standing(statement: Statement) -> str:
    """How a statement stands, on how many sources, and since when it was true."""
    words: list[str] = [statement.status] if statement.status else []
    words.append(wording.independent(statement.independent_sources))
    stamp = intervals.as_of(statement.as_of)
    return "; ".join([*words, f"as of {stamp}"] if stamp else words)


def _statement(story: Story, statement: Statement, pen: Pen) -> Iterator[str]:
    """The answer, how it stands, and the words of each report that gives it."""
    yield from pen.lines(f"{statement.answer} ({standing(statement)})", first="  • ", rest="    ", style=BOLD)
    for passage in statement.passages[:VOICES]:
        words = wording.words_of(story, passage.report, [passage])
        yield from voice_lines(wording.chain_at(story, statement.claims, passage), passage, words, pen)
    left = len(statement.passages) - VOICES
    if left > 0:
        yield from pen.lines(f"and {wording.count(left, 'more passage')}", first="      ", style=DIM)
