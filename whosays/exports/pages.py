"""What a person reads, as files: the brief as text, Markdown and one HTML page, and the record itself."""

from __future__ import annotations

from whosays.exports.texts import file_stem, utf8
from whosays.model import Record
from whosays.render import Format, render

WIDTH = 100  # columns of the plain text
SUFFIXES: dict[Format, str] = {"text": ".txt", "md": ".md", "html": ".html", "json": ".json"}


def page(record: Record, form: Format) -> dict[str, bytes]:
    """One page of ``whosays show`` as a file."""
    if form == "json":
        from whosays.record import encode

        return {file_stem(record) + SUFFIXES[form]: encode(record)}
    return {file_stem(record) + SUFFIXES[form]: utf8(render(record, form, width=WIDTH))}
