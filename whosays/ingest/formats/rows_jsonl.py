"""JSON lines: one report a line, a JSON object with the columns of :mod:`whosays.ingest.formats.table_rows`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from whosays.ingest.drafts import Draft, Refusal, Row
from whosays.ingest.formats.json_values import fault_of
from whosays.ingest.formats.lines import Line, decode_line, lines
from whosays.ingest.formats.table_rows import COLUMNS, Tally, draft_of_row, item_of, stopped


def drafts(stream: BinaryIO, *, source: str, encoding: str | None = None) -> Iterator[Row]:
    """A draft for each line, in order; a line that cannot be read is refused with its number and the rest goes on."""
    tally = Tally()
    count = 0
    for line in lines(stream):
        if line.data is not None and not line.data.strip():
            continue
        count += 1
        row: Row
        try:
            row = _draft(line, tally, source=source, encoding=encoding)
        except Refusal as refusal:
            row = refusal
        yield row
        if tally.too_bad(good=isinstance(row, Draft)):
            yield stopped(source, line.number)
            break
    if not count:
        yield Refusal(source, "it holds no line with a report; there is nothing to read")
    yield from tally.told()


def _draft(line: Line, tally: Tally, *, source: str, encoding: str | None) -> Draft:
    """The draft of one line of the table ``source``, or :class:`Refusal`."""
    numbered = f"{source}#{line.number}"
    row = read_object(decode_line(line, source=numbered, encoding=encoding), source=numbered)
    item = item_of(row, source, line.number)
    tally.see(row)
    if "text" not in row and "file" in row:
        raise Refusal(item, 'the line has no "text"; it describes a file. Give the folder of this meta.jsonl instead')
    draft = draft_of_row(row, source=item)
    return replace(draft, told=draft.told + tally.twice(item, line.number))


def read_object(words: str, *, source: str) -> dict[str, object]:
    """The JSON object in these characters; raises :class:`Refusal` where it is none, or names a column twice."""
    try:
        value = json.loads(words, object_pairs_hook=_object)
    except _Twice as twice:
        raise Refusal(source, f"it names {twice.args[0]!r} twice; one report has one") from None
    except RecursionError:
        raise Refusal(source, "its JSON is nested too deep") from None
    except ValueError as error:
        raise Refusal(
            source, f"it is not JSON ({_reason(error)}); write each report as one object on one line"
        ) from None
    if not isinstance(value, dict):
        raise Refusal(source, f"it is JSON but not an object with the columns {', '.join(COLUMNS)}")
    return value


class _Twice(Exception):
    """A key that stands twice in one object."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs of an object; of two values for a column that is read, none can be chosen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = [name for name in COLUMNS if names.count(name) > 1]
        if twice:
            raise _Twice(twice[0])
    return found


def _reason(error: ValueError) -> str:
    """What the JSON reader says, without its advice to programmers."""
    if isinstance(error, json.JSONDecodeError):
        return f"{fault_of(error)} at character {error.pos + 1}"
    return "a number in it is too long"
