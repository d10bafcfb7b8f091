"""Plain text for a terminal: wrapped to its width, coloured only where the caller says that a person looks at it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from whosays.model import Passage, Record
from whosays.render import View, wording
from whosays.render.blocks import Block, Dispute, Line, Mark, Paragraph, Quotation, Section
from whosays.render.lines import width_of
from whosays.render.outline import outline

NARROWEST, WIDEST = 32, 100
BOLD, DIM, ALARM, HEADING = "1", "2", "1;31", "1;36"


class Pen:
    """Wraps and paints lines; the text it is given is made safe for a terminal first."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.colour = colour

    def paint(self, text: str, style: str) -> str:
        """The text in a style, if there is colour."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text

    def lines(self, text: str, *, first: str = "", rest: str = "", style: str | None = None) -> Iterator[str]:
        """The text in lines that fit the width, with an indent for the first and one for the others."""
        shown = wording.on_one_line(text)
        for number, line in enumerate(_fill(shown, self.width - width_of(rest), less=width_of(first) - width_of(rest))):
            yield (rest if number else first) + (self.paint(line, style) if style else line)


def render(record: Record, *, view: View = "brief", width: int = 80, colour: bool = False) -> str:
    """One view of a record, ready to print; ends with a newline."""
    pen = Pen(width, colour=colour)
    lines = list(_head(record, pen))
    for section in outline(record, view):
        lines.append("")
        lines.extend(_section(section, pen))
    return "\n".join(lines) + "\n"


def _fill(text: str, room: int, *, less: int) -> list[str]:
    """Lines of at most so many columns, the first by so many ``less``; the standard wrapper counts letters, which is too few for wide ones."""
    if width_of(text) != len(text):
        room //= 2
    taken = " " * max(0, min(less, room - 8))
    lines = textwrap.wrap(text, max(room, 8), break_on_hyphens=False, initial_indent=taken) or [""]
    return [lines[0][len(taken) :], *lines[1:]]


def _head(record: Record, pen: Pen) -> Iterator[str]:
    """Title and the line of figures."""
    yield from pen.lines(record.story.title or "Untitled story", style=BOLD)
    dates = wording.published(record)
    yield from pen.lines(" · ".join([*wording.counts(record), *([dates] if dates else [])]), style=DIM)


def _section(section: Section, pen: Pen) -> Iterator[str]:
    """Heading, blocks and note of a section."""
    if section.heading:
        yield from pen.lines(section.heading, style=HEADING)
    for number, block in enumerate(section.blocks):
        if number and isinstance(block, Paragraph | Dispute):
            yield ""
        yield from _block(block, pen)
    if section.note:
        yield from pen.lines(section.note, first="  ", rest="  ", style=DIM)


def _block(block: Block, pen: Pen) -> Iterator[str]:
    match block:
        case Paragraph(sentences):
            marked = ((one.text, "".join(f"[{mark}]" for mark in wording.references(one.marks))) for one in sentences)
            yield from pen.lines(" ".join(f"{text} {marks}".rstrip() for text, marks in marked))
        case Quotation(mark, where, words):
            first = f"{f'[{mark}]':>5} "
            yield from pen.lines(where, first=first, rest="      ", style=DIM)
            yield from pen.lines(wording.in_marks(words), first="      ", rest="      ")
        case Dispute():
            yield from dispute_lines(block, pen)
        case Line(lead=lead, text=text, detail=detail):
            first = f"  {wording.on_one_line(lead)}  " if lead else "  – "
            yield from pen.lines(text, first=first, rest="    ")
            if detail:
                yield from pen.lines(detail, first="    ", rest="    ", style=DIM)
        case Mark(layer, words, about):
            yield from _mark(layer, words, about, pen)


def _mark(layer: str, words: str, about: str, pen: Pen) -> Iterator[str]:
    """The words and what they were taken for, on one line where both have room."""
    lead, whole = f"    {layer:<9}", f"{wording.in_marks(words)} = {about}"
    if width_of(lead + whole) <= pen.width:
        yield from pen.lines(whole, first=lead)
        return
    yield from pen.lines(wording.in_marks(words), first=lead, rest=" " * len(lead))
    yield from pen.lines(f"= {about}", first=" " * (len(lead) + 2), rest=" " * (len(lead) + 4), style=DIM)


def voice_lines(who: str, passage: Passage, words: str, pen: Pen) -> Iterator[str]:
    """Who says so, where it is printed, and the words."""
    yield from pen.lines(f"{who}, characters {passage.start}–{passage.end}", first="      ", rest="      ", style=DIM)
    yield from pen.lines(wording.in_marks(words), first="      ", rest="      ")


def dispute_lines(dispute: Dispute, pen: Pen) -> Iterator[str]:
    """The question, each side with its words and who says them, the computation, the reading that reconciles."""
    yield from pen.lines(f"{dispute.question} ({dispute.kind}: {dispute.slot})", first="  ", rest="  ", style=ALARM)
    for answer in dispute.answers:
        yield from pen.lines(f"{answer.text} ({answer.independent})", first="  • ", rest="    ", style=BOLD)
        for voice in answer.voices:
            yield from voice_lines(voice.chain, voice.quotation.passage, voice.quotation.words, pen)
        if answer.more:
            yield from pen.lines(f"and {wording.count(answer.more, 'more claim')}", first="      ", style=DIM)
    yield from pen.lines(f"Computation: {dispute.computation}", first="  = ", rest="    ")
    if dispute.reconciled_by:
        yield from pen.lines(f"Both can hold: {dispute.reconciled_by}", first="  ~ ", rest="    ")
    for fact in dispute.outside:
        yield from pen.lines(f"From outside the reports: {fact}", first="    ", rest="    ", style=DIM)
    for opinion in dispute.opinions:
        yield from pen.lines(f"A language model's opinion: {opinion}", first="    ", rest="    ", style=DIM)
