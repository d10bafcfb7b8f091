"""Bytes that somebody else wrote are parsed in the sandbox's child: the jobs it does, and how they are asked for.

Pages, feeds and messages go to the child whole; tables and web archives as a stream, item by item. What a child does not
answer in time, in memory or at all becomes a refusal in words, and the next input goes on.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar, cast

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats import warc

_ROOM = "whosays.ingest.hostile:"
PAGE, FEED, MESSAGE, CLIPPING = f"{_ROOM}page", f"{_ROOM}feed", f"{_ROOM}message", f"{_ROOM}clipping"
JSON_LINES, CSV_ROWS, WEB_ARCHIVE = f"{_ROOM}json_lines", f"{_ROOM}csv_rows", f"{_ROOM}web_archive"
WHOLE = {"html": PAGE, "feed": FEED, "ninjs": MESSAGE, "markdown": CLIPPING}
STREAMED = {"jsonl": JSON_LINES, "csv": CSV_ROWS}
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Answered:
    """A row on its way from the child: one of the three, or a page of a web archive."""

    draft: Draft | None = None
    refused: tuple[str, str] | None = None
    told: Told | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class AnsweredPage:
    """A page of a web archive on its way from the child, or what the child says instead."""

    page: warc.Taken | None = None
    refused: tuple[str, str] | None = None
    told: Told | None = None


# ------------------------------------------------------------------------------------------------------ asking
def parse_hostile(
    form: str, data: bytes, *, source: str, url: str | None = None, encoding: str | None = None
) -> Iterator[Row]:
    """The rows of a page, a feed, a message or a clipping, parsed in the child."""
    from whosays.sandbox import run

    options: dict[str, Any] = {"source": source}
    if form == "html":
        options |= {"url": url, "encoding": encoding}
    elif form == "markdown":
        options |= {"encoding": encoding}
    ask = lambda: iter(run(WHOLE[form], data, options, gives=list[Answered]))  # noqa: E731 (asked for inside _guarded)
    for answer in _guarded(ask, source):
        yield answer if isinstance(answer, Refusal) else _row(answer)


def stream_hostile(form: str, stream: BinaryIO, *, source: str, encoding: str | None = None) -> Iterator[Row]:
    """The rows of a table, parsed in the child as they come."""
    from whosays.sandbox import stream as streamed

    options = {"source": source, "encoding": encoding}
    ask = lambda: streamed(STREAMED[form], stream, options, gives=Answered)  # noqa: E731
    for answer in _guarded(ask, source):
        yield answer if isinstance(answer, Refusal) else _row(answer)


def pages_of_archive(stream: BinaryIO, *, source: str) -> Iterator[warc.Taken | Refusal | Told]:
    """The pages and texts of a web archive, taken apart in the child as they come."""
    from whosays.sandbox import stream as streamed

    ask = lambda: streamed(WEB_ARCHIVE, stream, {"source": source}, gives=AnsweredPage)  # noqa: E731
    for answer in _guarded(ask, source):
        if isinstance(answer, Refusal):
            yield answer
        else:
            yield answer.page or answer.told or Refusal(*cast("tuple[str, str]", answer.refused))


def _guarded(ask: Callable[[], Iterator[Answer]], source: str) -> Iterator[Answer | Refusal]:
    """The answers; then, where the child gave up or was ended, one refusal of what is left."""
    from whosays.sandbox import JobFailed, Killed, Unsandboxed

    count = 0
    try:
        for answer in ask():
            count += 1
            yield answer
    except Killed as killed:
        behind = f"what stands behind its item {count} was not read: " if count else ""
        yield Refusal(source, f"{behind}reading it {killed.reason}; that is more than a report is given")
    except JobFailed as failed:
        yield Refusal(source, f"its reader failed on it ({failed.kind}: {failed.message[:200]})")
    except Unsandboxed as error:
        yield Refusal(source, f"it was not read, since it cannot be read safely here ({error})")


def _row(answer: Answered) -> Row:
    return answer.draft or answer.told or Refusal(*cast("tuple[str, str]", answer.refused), page=answer.page)


# --------------------------------------------------------------------------------------------------- in the child
def page(data: bytes, *, source: str, url: str | None, encoding: str | None) -> list[Answered]:
    """Job: the draft of a web page, or its refusal."""
    from whosays.ingest.html import page_draft

    try:
        return [_answer(page_draft(data, source=source, url=url, encoding=encoding))]
    except Refusal as refusal:
        return [_answer(refusal)]


def feed(data: bytes, *, source: str) -> list[Answered]:
    """Job: the drafts of a feed, XML or JSON."""
    from whosays.ingest.formats import feeds, json_feed

    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return [_answer(row) for row in (json_feed if is_json else feeds).drafts(data, source=source)]


def message(data: bytes, *, source: str) -> list[Answered]:
    """Job: the draft of a ninjs message."""
    from whosays.ingest.formats import ninjs

    return [_answer(row) for row in ninjs.drafts(data, source=source)]


def clipping(data: bytes, *, source: str, encoding: str | None) -> list[Answered]:
    """Job: the draft of a page that was saved as Markdown."""
    from whosays.ingest.formats import markdown

    return [_answer(row) for row in markdown.drafts(data, source=source, encoding=encoding)]


def json_lines(stream: BinaryIO, *, source: str, encoding: str | None) -> Iterator[Answered]:
    """Job: the drafts of JSON lines, as they come."""
    from whosays.ingest.formats import rows_jsonl

    for row in rows_jsonl.drafts(stream, source=source, encoding=encoding):
        yield _answer(row)


def csv_rows(stream: BinaryIO, *, source: str, encoding: str | None) -> Iterator[Answered]:
    """Job: the drafts of CSV, as they come."""
    from whosays.ingest.formats import rows_csv

    for row in rows_csv.drafts(stream, source=source, encoding=encoding):
        yield _answer(row)


def web_archive(stream: io.RawIOBase, *, source: str) -> Iterator[AnsweredPage]:
    """Job: the pages of a web archive, as they come."""
    for found in warc.records(io.BufferedReader(stream), source=source):
        if isinstance(found, Refusal):
            yield AnsweredPage(refused=(found.source, found.message))
        elif isinstance(found, Told):
            yield AnsweredPage(told=found)
        else:
            yield AnsweredPage(page=found)


def _answer(row: Row) -> Answered:
    """A row for its way to the parent; half characters (lone surrogates), which no UTF-8 holds, are refused."""
    if isinstance(row, Told):
        return Answered(told=row)
    if isinstance(row, Refusal):
        page = None if row.page is None else _sound(row.page)
        return Answered(refused=(_sound(row.source), _sound(row.message)), page=page)
    given = row.given
    for words in (row.text, given.title, given.outlet, given.url, given.published, row.page):
        if words is not None and words != _sound(words):
            return Answered(
                refused=(_sound(row.source), "it holds half a character (a lone surrogate); its JSON is broken")
            )
    return Answered(draft=row)


def _sound(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")
