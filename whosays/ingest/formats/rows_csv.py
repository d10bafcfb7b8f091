"""CSV: one report a row, its columns named by the first row as in :mod:`whosays.ingest.formats.table_rows`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from whosays.ingest.drafts import Draft, Refusal, Row
from whosays.ingest.formats.lines import Line, decode_line, lines
from whosays.ingest.formats.table_rows import COLUMNS, Tally, draft_of_row, item_of, stopped
from whosays.ingest.formats.text import LARGEST

DELIMITERS = (",", ";", "\t")  # programs that write a decimal comma part the cells by a semicolon


def drafts(stream: BinaryIO, *, source: str, encoding: str | None = None) -> Iterator[Row]:
    """A draft for each row below the header, named by its id, else by the line it begins on; a bad row is refused and the rest goes on."""
    feed = _Lines(lines(stream), source=source, encoding=encoding)
    try:
        header = next(feed, "").rstrip("\n")
        columns, delimiter = _columns(header, source)
    except Refusal as refusal:
        yield refusal
        return
    tally = Tally()
    tally.see(name for name in columns if name)
    # the limit is the module's own and for every reader; it only ever rises
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    count = 0
    while True:
        line = feed.number + 1
        item = f"{source}#{line}"
        row: Row
        try:
            cells = next(reader)
            if not any(cell.strip() for cell in cells):
                continue
            named = _row(cells, columns, item)
            item = item_of(named, source, line)
            draft = draft_of_row(named, source=item)
            row = replace(draft, told=draft.told + tally.twice(item, line))
        except StopIteration:
            break
        except Refusal as refusal:
            row = refusal
        except csv.Error as error:
            row = Refusal(item, f"it is not CSV ({error}); is a quotation mark left open?")
        count += 1
        yield row
        if tally.too_bad(good=isinstance(row, Draft)):
            yield stopped(source, feed.number)
            break
    if not count:
        yield Refusal(source, "it holds a header but no row below it; there is nothing to read")
    yield from tally.told()


def _columns(header: str, source: str) -> tuple[list[str], str]:
    """The names of the columns and what parts them; without a column "text" there is no table of reports."""
    named: list[str] = []
    for delimiter in DELIMITERS:
        try:
            names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if "text" in names:
            twice = [name for name in COLUMNS if names.count(name) > 1]
            if twice:
                raise Refusal(source, f"its header names {twice[0]!r} twice; one report has one")
            return names, delimiter
        named = max(named, names, key=len)
    shown = ", ".join(repr(name[:40]) for name in named[:20])
    raise Refusal(
        source,
        f'its first line names no column "text" (it names {shown or "nothing"}); '
        f"name the columns {', '.join(COLUMNS)} there, of which only text is needed",
    )


def _row(cells: list[str], columns: list[str], source: str) -> dict[str, object]:
    if len(cells) != len(columns):
        raise Refusal(
            source, f"it has {len(cells)} cell{'s' * (len(cells) != 1)} where the header names {len(columns)}"
        )
    return dict(zip(columns, cells, strict=True))


class _Lines:
    """The lines for the CSV reader, which goes on behind a line that cannot be decoded."""

    def __init__(self, source_lines: Iterator[Line], *, source: str, encoding: str | None) -> None:
        self._lines = source_lines
        self._source = source
        self._encoding = encoding
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        return decode_line(line, source=f"{self._source}#{line.number}", encoding=self._encoding) + "\n"
