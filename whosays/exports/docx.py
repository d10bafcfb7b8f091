"""Word (DOCX): the brief, each sentence with the numbers of its citations, and the passages they stand for at the end.

Needs the extra ``docx``. The archive is packed anew with fixed dates, in the order of its names, so that a record gives one file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from whosays.exports import MissingExtra
from whosays.exports.moments import moment, utc
from whosays.exports.texts import file_stem, for_xml, one_line
from whosays.model import Record
from whosays.render.blocks import Dispute, Line, Mark, Paragraph, Quotation, Section
from whosays.render.outline import outline
from whosays.render.story import Story, story_of
from whosays.render.wording import citation, count, counts, on_one_line, published

if TYPE_CHECKING:
    from datetime import datetime

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP archive can hold
LONGEST = 200  # blocks of a section; a crowd of reports has thousands of disputes, and no reader in Word
FIRST = "[Content_Types].xml"  # the part that readers look for first


def files(record: Record) -> dict[str, bytes]:
    """One document; raises :class:`MissingExtra` without python-docx."""
    try:
        from docx import Document
    except ImportError:
        raise MissingExtra(
            "Word files are written with python-docx, which is not installed: pip install 'whosays[docx]'"
        ) from None
    document = Document()
    title = _text(record.story.title or "Untitled story")
    document.add_heading(title, level=0)
    dates = published(record)
    document.add_paragraph(_text(" · ".join([*counts(record), *([dates] if dates else [])])))
    story = story_of(record)
    for section in outline(record, "brief"):
        _section(document, section, story)
    _properties(document, record, title)
    out = io.BytesIO()
    document.save(out)
    return {file_stem(record) + ".docx": packed(out.getvalue())}


def packed(archive: bytes) -> bytes:
    """The same archive with fixed dates, its parts in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w") as made:
        for name in sorted(given.namelist(), key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            made.writestr(entry, given.read(name), compresslevel=6)
    return out.getvalue()


def _properties(document: Any, record: Record, title: str) -> None:
    """The document's own dates are those of the reports, not the clock's."""
    last: datetime | None = moment(record.story.last_published)
    when = ((utc(last) or last).replace(tzinfo=None)) if last else None
    about = document.core_properties
    about.title, about.author, about.comments = title[:255], "", f"whosays {record.generator.whosays}"
    about.identifier, about.last_modified_by = record.story.id, ""
    if when is not None:
        about.created = about.modified = when


def _section(document: Any, section: Section, story: Story) -> None:
    if section.heading:
        document.add_heading(_text(section.heading), level=1)
    for block in section.blocks[:LONGEST]:
        if isinstance(block, Paragraph):
            _paragraph(document, block)
        elif isinstance(block, Dispute):
            _dispute(document, block)
        elif isinstance(block, Quotation):
            document.add_paragraph(_text(f"[{block.mark}] “{block.words}” — {_cited(story, block)}"))
        else:
            _line(document, block)
    if len(section.blocks) > LONGEST:
        left = f"and {len(section.blocks) - LONGEST} more; the tables (csv) and the page (html) have them all"
        document.add_paragraph().add_run(left).italic = True
    if section.note:
        document.add_paragraph().add_run(_text(section.note)).italic = True


def _paragraph(document: Any, block: Paragraph) -> None:
    """Sentences, each followed by the raised numbers of its passages."""
    paragraph = document.add_paragraph()
    for sentence in block.sentences:
        paragraph.add_run(_text(sentence.text))
        marks = paragraph.add_run("".join(f"[{mark}]" for mark in sentence.marks))
        marks.font.superscript = True
        paragraph.add_run(" ")


def _cited(story: Story, block: Quotation) -> str:
    """Outlet, time, address and characters of a passage."""
    report = next((one for one in story.record.reports if one.id == block.passage.report), None)
    place = f"characters {block.passage.start}–{block.passage.end}"
    return f"{citation(story, report)}, {place}" if report else block.where


def _line(document: Any, block: Line | Mark) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    if isinstance(block, Mark):
        paragraph.add_run(_text(f"{block.layer}: “{block.words}” — {block.about}"))
        return
    if block.lead:
        paragraph.add_run(_text(block.lead) + " ").bold = True
    paragraph.add_run(_text(block.text) + (f" — {_text(block.detail)}" if block.detail else ""))


def _dispute(document: Any, dispute: Dispute) -> None:
    """The question, both sides with their words, the computation, the reading under which both can hold."""
    document.add_heading(_text(dispute.question), level=2)
    document.add_paragraph().add_run(_text(f"{dispute.kind}: {dispute.slot}")).italic = True
    for answer in dispute.answers:
        document.add_paragraph(style="List Bullet").add_run(_text(f"{answer.text} ({answer.independent})")).bold = True
        said = [f"{one.chain}: “{one.quotation.words}” — {one.quotation.where}" for one in answer.voices]
        _each(document, [*said, *([f"and {count(answer.more, 'more claim')}"] if answer.more else [])])
    document.add_paragraph(_text(f"Computation: {dispute.computation}"))
    if dispute.reconciled_by:
        document.add_paragraph(_text(f"Both can hold: {dispute.reconciled_by}"))
    for fact in dispute.outside:
        document.add_paragraph(_text(f"From outside the reports: {fact}"))
    for opinion in dispute.opinions:
        document.add_paragraph(_text(f"A language model's opinion: {opinion}"))


def _each(document: Any, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(_text(line), style="List Bullet 2")


def _text(text: str) -> str:
    return for_xml(on_one_line(one_line(text)))
