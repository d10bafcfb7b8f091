"""Web archives (WARC, also ``.warc.gz``): the pages and texts in them, with the archive's word for when it took them.

FastWARC reads in pieces, and both layers of compression have a budget: what the archive's gzip gives for what it takes, and
the bytes of each page.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats.lines import PIECE
from whosays.ingest.formats.text import LARGEST
from whosays.ingest.refusal import reason_of

LONGEST_HEADER = 1 << 16  # bytes of a record's header
MOST_RATIO = 200  # bytes unpacked for one packed, once ``FREE`` have been unpacked; archives of pages give 3 to 10
FREE = 64_000_000
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
_ADDRESSES = (
    "http",
    "https",
    "ftp",
    "file",
    "",
)  # others (metadata:, urn:) name what an archiving program wrote of itself
_WITH_CONTENT = ("response", "resource", "conversion")
_BROKEN = (OSError, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Taken:
    """One page or text as the archive took it: its bytes decoded, its address, and the archive's word for the rest."""

    source: str
    data: bytes
    page: bool
    url: str | None
    encoding: str | None
    when: str | None
    cut: str | None


def records(stream: BinaryIO, *, source: str) -> Iterator[Taken | Refusal | Told]:
    """The pages and texts, named ``source#number URL``; what is broken is refused, other records are counted and told."""
    from fastwarc.warc import ArchiveIterator

    opened = _unpacked(stream)
    left_out: Counter[str] = Counter()
    number = taken = 0
    try:
        # our own unpacking: FastWARC's has no budget, would unpack a second time what is packed twice, and loses its place in the
        # archive where a page is left in the middle
        for record in ArchiveIterator(opened, auto_decode="none", max_header_len=LONGEST_HEADER, stream_detect=False):
            number += 1
            reason = _why_not(record)
            if reason:
                left_out[reason] += 1
                continue
            taken += 1
            yield _taken(record, f"{source}#{number}")
    except _BROKEN as error:
        yield Refusal(source, f"the archive cannot be read behind record {number} ({reason_of(error)})")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how FastWARC's Rust ends where it did not expect something
            raise
        yield Refusal(source, f"the archive's reader failed behind record {number} ({reason_of(error)})")
    else:
        if not number:
            yield Refusal(source, "it holds no WARC record; there is nothing to read")
        elif not taken:
            yield Refusal(source, f"none of its {number:,} records is a page or a text")
    if left_out:
        counts = ", ".join(f"{count:,} {what}" for what, count in sorted(left_out.items()))
        yield Told("other", f"records that are no page and were not read: {counts}")


def with_word_of_archive(row: Row, taken: Taken) -> Row:
    """The row of a page, with what the archive claims of it: that it is cut, and when it was taken where it has no date."""
    if not isinstance(row, Draft):
        return row
    told = row.told
    if taken.cut:
        told += (Told("truncated", taken.cut),)
    if taken.when and not row.given.published:
        told += (Told("other", f"the page states no date; the archive claims to have taken it on {taken.when[:40]}"),)
    return replace(row, told=told)


def _why_not(record: Any) -> str | None:
    """Why a record holds no page or text, in a few words; ``None`` where it does."""
    kind = str(record.record_type).rpartition(".")[2]
    if kind not in _WITH_CONTENT:
        return kind
    if kind == "response":
        status = record.http_headers.status_code if record.http_headers is not None else None
        if status != 200:
            return f"response with status {status}" if status else "response that is not HTTP"
    scheme = _address(record).partition(":")[0].casefold()
    if kind != "response" and scheme not in _ADDRESSES:
        return f"{kind} of the archive's maker"
    content = _content_type(record)
    return None if content in PAGES + TEXTS else f"{kind} of type {content[:60] or 'unknown'}"


def _address(record: Any) -> str:
    """Where a record's bytes come from; some programs put it in angle brackets."""
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _content_type(record: Any) -> str:
    stated = record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
    return (stated or "").partition(";")[0].strip().casefold()


def _taken(record: Any, place: str) -> Taken | Refusal:
    """One record's page, or its refusal where its bytes are too many or broken."""
    address = _address(record)
    source = f"{place} {address[:300]}".strip()
    from whosays.ingest.formats.warc_bodies import body

    try:
        data, held, whole = body(record, source=source, most=LARGEST)
    except Refusal as refusal:
        return refusal
    except _BROKEN as error:
        return Refusal(source, f"its bytes cannot be unpacked ({reason_of(error)})")
    return Taken(
        source,
        data,
        page=_content_type(record) in PAGES,
        url=address if address.startswith(("http://", "https://")) else None,
        encoding=record.http_charset,
        when=record.headers.get("WARC-Date"),
        cut=_cut(record, held, whole=whole),
    )


def _cut(record: Any, held: int, *, whole: bool) -> str | None:
    """Why the page is shorter than it was, where the archive says so or its lengths show it."""
    stated = record.headers.get("WARC-Truncated")
    if stated:
        return f"the archive holds only a part of the page (it says: {stated[:40]})"
    if held < record.content_length:
        return f"the archive announces {record.content_length:,} bytes of the page and holds {held:,}"
    return None if whole else "the archive holds only a part of the page (its packing breaks off)"


# ------------------------------------------------------------------------------------------------------- unpacking
def _unpacked(stream: BinaryIO) -> Any:
    """The archive's own bytes: as they are, or through gzip with a budget."""
    head = stream.read(2)
    whole = Joined(head, stream)
    return _Budgeted(whole) if head == b"\x1f\x8b" else whole


class Joined:
    """Some bytes that were read before, and the stream behind them."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; all that is left where ``size`` is negative."""
        if size < 0:
            data, self._head = self._head + self._stream.read(), b""
        elif self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            data = self._stream.read(size)
        self.count += len(data)
        return data

    def tell(self) -> int:
        """How many bytes have been given."""
        return self.count


class _Budgeted:
    """A gzip stream, a member for each record, that fails where it gives far more than it takes.

    What stands before a fault is given before it is raised: a member that is cut off does not take the ones before it along.
    """

    def __init__(self, packed: Joined) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(wbits=31)
        self._rest = b""
        self._full = False  # the last piece was as large as was asked for: there may be more without new bytes
        self._count = 0

    def read(self, size: int = PIECE) -> bytes:
        """At most so many bytes, and at most a piece; none at the end."""
        size = min(size, PIECE) if size > 0 else PIECE
        while True:
            if self._member.eof:
                self._rest = self._member.unused_data.lstrip(b"\x00")  # some writers pad
                while not self._rest:
                    more = self._packed.read(PIECE)
                    if not more:
                        return b""
                    self._rest = more.lstrip(b"\x00")
                self._member, self._full = zlib.decompressobj(wbits=31), False
            elif not self._rest and not self._full:
                self._rest = self._packed.read(PIECE)
                if not self._rest:
                    raise EOFError("it is cut off in the middle of a packed record")
            piece = self._member.decompress(self._rest, size)
            self._rest, self._full = self._member.unconsumed_tail, len(piece) == size
            self._count += len(piece)
            if self._count > FREE and self._count > MOST_RATIO * self._packed.count:
                raise OSError(f"it unpacks to more than {MOST_RATIO} times its size: a bomb, not an archive of pages")
            if piece:
                return piece

    def tell(self) -> int:
        """How many bytes have been unpacked."""
        return self._count
