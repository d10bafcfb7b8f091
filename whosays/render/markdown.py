"""Markdown (CommonMark): the same outline as the terminal's; whatever stands in a report is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.model import Record
from whosays.render import View, wording
from whosays.render.blocks import Block, Dispute, Line, Mark, Paragraph, Quotation, Section
from whosays.render.outline import outline

SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
AT_LINE_START = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def render(record: Record, *, view: View = "brief") -> str:
    """One view of a record as Markdown; ends with a newline."""
    dates = wording.published(record)
    parts = [
        f"# {escape(record.story.title or 'Untitled story')}",
        escape(" · ".join([*wording.counts(record), *([dates] if dates else [])])),
    ]
    for section in outline(record, view):
        parts.extend(_section(section))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    safe = SPECIAL.sub(r"\\\1", wording.on_one_line(text))
    return AT_LINE_START.sub(lambda mark: mark[0] + "\\" if mark[0].isdigit() else "\\" + mark[0], safe)


def _section(section: Section) -> Iterator[str]:
    """Heading, blocks and note; lines that follow each other make one list."""
    if section.heading:
        yield f"## {escape(section.heading)}"
    items: list[str] = []
    for block in section.blocks:
        if isinstance(block, Line | Quotation | Mark):
            items.append(_item(block))
            continue
        yield _block(block)
    if items:
        yield "\n".join(items)
    if section.note:
        yield f"*{escape(section.note)}*"


def _item(block: Line | Quotation | Mark) -> str:
    """One entry of a list."""
    if isinstance(block, Mark):
        return f"  - *{block.layer}* {escape(wording.in_marks(block.words))} — {escape(block.about)}"
    if isinstance(block, Quotation):
        return f"{block.mark}. {escape(wording.in_marks(block.words))} — {escape(block.where)}"
    lead = f"**{escape(block.lead)}** " if block.lead else ""
    detail = f" — {escape(block.detail)}" if block.detail else ""
    return f"- {lead}{escape(block.text)}{detail}"


def _block(block: Block) -> str:
    if isinstance(block, Dispute):
        return _dispute(block)
    if isinstance(block, Paragraph):
        return " ".join(
            " ".join([escape(one.text), *(["".join(rf"\[{mark}\]" for mark in marks)] if marks else [])])
            for one in block.sentences
            for marks in [wording.references(one.marks)]
        )
    return _item(block)


def _dispute(dispute: Dispute) -> str:
    """The question, both sides with their words, the computation, the reading that reconciles."""
    lines = [f"### {escape(dispute.question)}", "", f"*{escape(dispute.kind)}: {escape(dispute.slot)}*", ""]
    for answer in dispute.answers:
        lines.append(f"- **{escape(answer.text)}** ({answer.independent})")
        lines.extend(
            f"  - {escape(voice.chain)}: {escape(wording.in_marks(voice.quotation.words))}"
            f" (characters {voice.quotation.passage.start}–{voice.quotation.passage.end})"
            for voice in answer.voices
        )
        if answer.more:
            lines.append(f"  - and {wording.count(answer.more, 'more claim')}")
    lines.extend(["", f"Computation: {escape(dispute.computation)}"])
    if dispute.reconciled_by:
        lines.extend(["", f"Both can hold: {escape(dispute.reconciled_by)}"])
    for fact in dispute.outside:
        lines.extend(["", f"From outside the reports: {escape(fact)}"])
    lines.extend(line for one in dispute.opinions for line in ("", f"A language model's opinion: {escape(one)}"))
    return "\n".join(lines)
