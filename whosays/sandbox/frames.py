"""How parent and child talk: one letter, eight bytes of length, then that many bytes."""

from __future__ import annotations

from typing import Protocol

HEAD = 9
SLICE = 1 << 18  # bytes written or read at once

READY = b"R"  # child: locked in, with the layers that hold, as JSON
ASKED = b"A"  # parent: a request, as JSON
CHUNK = b"C"  # parent: some bytes of the document; an empty chunk ends it
BEGUN = b"B"  # child: the document has arrived, the work begins
ITEM = b"I"  # child: an answer, as JSON
DONE = b"D"  # child: no more answers; the body says whether the whole document was read
FAILED = b"F"  # child: the job raised, as JSON
MEMORY = b"M"  # child: the job had no more memory
ALL_READ = b"all"


class Writes(Protocol):
    """An unbuffered pipe to write to."""

    def write(self, data: memoryview, /) -> int | None: ...


class Reads(Protocol):
    """An unbuffered pipe to read from."""

    def read(self, size: int, /) -> bytes | None: ...


class TooLong(ValueError):
    """A frame says that it is longer than what is taken."""


class Ended(EOFError):
    """The other side has closed its end."""


def put(pipe: Writes, tag: bytes, body: bytes | memoryview = b"") -> None:
    """Writes one frame."""
    _write(pipe, memoryview(tag + len(body).to_bytes(8, "big")))
    _write(pipe, memoryview(body))


def take(pipe: Reads, *, most: int) -> tuple[bytes, bytes]:
    """Reads one frame: its letter and its body; raises :class:`TooLong` before anything of a longer body is read."""
    head = take_exactly(pipe, HEAD)
    size = int.from_bytes(head[1:], "big")
    if size > most:
        raise TooLong(size)
    return head[:1], take_exactly(pipe, size)


def take_exactly(pipe: Reads, size: int) -> bytes:
    """Reads so many bytes; what is held grows with what has come, not with what was announced."""
    got = bytearray()
    while len(got) < size:
        part = pipe.read(min(SLICE, size - len(got)))
        if not part:
            raise Ended
        got += part
    return bytes(got)


def _write(pipe: Writes, data: memoryview) -> None:
    while data:
        data = data[pipe.write(data[:SLICE]) or 0 :]
