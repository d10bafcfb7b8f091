"""The body of an answer in a web archive: taken out of its chunks and its packing piece by piece, and never more than is read.

A page that is left in the middle leaves the archive's own stream whole, so that the next record is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whosays.ingest.drafts import Refusal
from whosays.ingest.formats.lines import PIECE
from whosays.unpacking import CannotUnpack, Deflate, Gzip, Plain, Unpacker, accepted, unpacker

READY = accepted()  # looks for the packings once, before the child is locked in
LONGEST_SIZE = 256  # bytes of the line in front of a chunk


class Chunks:
    """The chunks of an answer joined; one that does not begin with a chunk was joined by whoever archived it, and stays as it is."""

    def __init__(self) -> None:
        self._held = b""
        self._left = 0  # bytes of the chunk that are to come
        self._begun = self._as_it_is = self.finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes in the chunks that have come."""
        if self._as_it_is:
            yield data
            return
        held = memoryview(self._held + data)
        self._held = b""
        while held and not self.finished:
            if self._left:
                yield bytes(held[: self._left])
                took = min(self._left, len(held))
                held, self._left = held[took:], self._left - took
                continue
            line, end, _ = bytes(held[:LONGEST_SIZE]).partition(b"\n")
            if not end and len(held) < LONGEST_SIZE:
                self._held = bytes(held)
                return
            if not line.strip() and self._begun:  # the line end behind a chunk
                held = held[len(line) + 1 :]
                continue
            size = _size(line) if end else None
            if size is None and not self._begun:
                self._as_it_is = self.finished = True
                yield bytes(held)
                return
            if size is None:
                raise CannotUnpack("encoding", "its chunks are broken")
            self._begun, self._left, self.finished = True, size, size == 0
            held = held[len(line) + 1 :]

    def rest(self) -> bytes:
        """What waits for the end of a line that never came, where no chunk had begun."""
        return b"" if self._begun else self._held


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    if not 0 < len(digits) <= 8 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def body(record: Any, *, source: str, most: int) -> tuple[bytes, int, bool]:
    """(the body, how many bytes of it the archive holds, is it whole) of a record; :class:`Refusal` for ``most`` bytes or more."""
    headers = record.http_headers
    coding = _stated(headers, "Content-Encoding")
    chunks = Chunks() if _stated(headers, "Transfer-Encoding").endswith("chunked") else None
    packing: Unpacker | None = None
    held = bytearray()
    taken = 0
    try:
        while piece := record.reader.read(PIECE):
            taken += len(piece)
            for joined in chunks.feed(piece) if chunks else (piece,):
                packing = packing or _unpacker(coding, joined)
                for words in packing.feed(joined):
                    held += words
                    if len(held) >= most:
                        raise Refusal(source, f"the page has {most // 1_000_000} MB or more and is not read")
            if taken >= most:
                raise Refusal(source, f"the page has {most // 1_000_000} MB or more and is not read")
    except CannotUnpack as error:
        raise ValueError(str(error)) from None
    except Refusal:
        raise
    except OSError:
        raise
    except Exception as error:  # zlib, brotli and zstd each have an error of their own
        raise ValueError(" ".join(str(error).split())[:80] or "damaged") from None
    if chunks and not packing:
        held += chunks.rest()
    whole = (chunks is None or chunks.finished or not taken) and (packing is None or packing.finished)
    return bytes(held), taken, whole


def _stated(headers: Any, name: str) -> str:
    return ((headers.get(name) if headers is not None else None) or "").strip().lower()


def _unpacker(coding: str, first: bytes) -> Unpacker:
    """What undoes a packing; archives often keep the header of one that they had undone, and gzip shows itself."""
    if coding in ("gzip", "x-gzip"):
        return Gzip() if first.startswith(b"\x1f") else Plain()
    return Deflate() if coding == "deflate" else unpacker(coding)
