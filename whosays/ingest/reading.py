"""One input to rows: its format is found, its reader is asked. Every command that reads goes through here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from whosays.ingest.drafts import Refusal, Row
from whosays.ingest.formats import CONTAINERS, HEAD, detect
from whosays.ingest.formats.text import LARGEST
from whosays.ingest.metadata import Given
from whosays.ingest.readers import drafts_of

LARGEST_ZIP_IN_A_PIPE = 512_000_000  # a zip is read from its end: what cannot seek is held in memory


def rows(
    stream: BinaryIO,
    *,
    name: str,
    source: str,
    form: str | None = None,
    encoding: str | None = None,
    url: str | None = None,
) -> tuple[str, Iterator[Row]]:
    """The format of an input and its rows. ``form`` is the format where it is told; ``name`` speaks where the bytes do not.

    ``url`` is where a page or text was found; the reports of other formats have their own.

    Raises :class:`Refusal` for what is plainly something that is not read.
    """
    head = stream.read(HEAD)
    found = form or detect(head, name=name, source=source)
    return found, _rows(found, Peeked(head, stream), name, source, encoding, url)


def stated_for(form: str, given: Given) -> Given:
    """What is stated of an input as it holds for each report in it: an address and a title are one report's."""
    return Given(outlet=given.outlet, published=given.published) if form in CONTAINERS else given


def _rows(form: str, stream: Peeked, name: str, source: str, encoding: str | None, url: str | None) -> Iterator[Row]:
    from whosays.ingest import hostile

    if form in hostile.STREAMED:
        yield from hostile.stream_hostile(form, cast("BinaryIO", stream), source=source, encoding=encoding)
    elif form == "warc":
        yield from _archive(stream, source)
    elif form == "zip":
        yield from _zip(stream, source, encoding)
    else:
        yield from _document(form, stream.read(LARGEST + 1), name, source, url, encoding)


def _document(form: str, data: bytes, name: str, source: str, url: str | None, encoding: str | None) -> Iterator[Row]:
    """The rows of a format that is read whole; a plain text may be what the reader of a plug-in reads."""
    from whosays.ingest import hostile

    if form == "text":
        try:
            yield from drafts_of(data, name=name, source=source, given=Given(url=url), encoding=encoding)
        except Refusal as refusal:
            yield refusal
    elif len(data) >= LARGEST:
        yield Refusal(source, f"it has {LARGEST // 1_000_000} MB or more and is not read; split it")
    elif not data.strip():
        yield Refusal(source, "it is empty; there is nothing to read")
    else:
        yield from hostile.parse_hostile(form, data, source=source, url=url, encoding=encoding)


def _archive(stream: Peeked, source: str) -> Iterator[Row]:
    from whosays.ingest import hostile
    from whosays.ingest.formats import warc

    for found in hostile.pages_of_archive(cast("BinaryIO", stream), source=source):
        if isinstance(found, warc.Taken):
            form = "html" if found.page else "text"
            for row in _document(form, found.data, found.source, found.source, found.url, found.encoding):
                yield warc.with_word_of_archive(row, found)
        else:
            yield found


def _zip(stream: Peeked, source: str, encoding: str | None) -> Iterator[Row]:
    from whosays.ingest.formats import zips

    def member(opened: BinaryIO, name: str, place: str) -> Iterator[Row]:
        form, found = rows(opened, name=name, source=place, encoding=encoding)
        if form == "zip" or form == "warc":
            yield Refusal(place, "it is an archive inside an archive; unpack it and give it by itself")
        else:
            yield from found

    try:
        yield from zips.drafts(stream.seekable(source), source=source, read=member)
    except Refusal as refusal:
        yield refusal


class Peeked:
    """A stream whose first bytes were looked at."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; all that is left where ``size`` is negative."""
        if size < 0:
            data, self._head = self._head + self._stream.read(), b""
            return data
        data, self._head = self._head[:size], self._head[size:]
        while len(data) < size and (more := self._stream.read(size - len(data))):
            data += more
        return data

    def seekable(self, source: str) -> BinaryIO:
        """The same from its start as something that can seek: the file itself, or a pipe's bytes in memory."""
        if self._stream.seekable():
            self._stream.seek(0)
            return self._stream
        data = self.read(LARGEST_ZIP_IN_A_PIPE + 1)
        if len(data) > LARGEST_ZIP_IN_A_PIPE:
            raise Refusal(
                source,
                f"a zip of more than {LARGEST_ZIP_IN_A_PIPE // 10**6} MB cannot come through a pipe; give the file",
            )
        return io.BytesIO(data)
