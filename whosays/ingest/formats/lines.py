"""Lines of a stream, read in pieces: a line of any length costs no more memory than the longest that is taken."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from whosays.ingest.drafts import Refusal
from whosays.ingest.formats.text import LARGEST

PIECE = 1 << 16  # bytes read at once


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number (from 1); ``data`` is ``None`` where it is longer than what is taken."""

    number: int
    data: bytes | None
    length: int


def lines(stream: BinaryIO, *, longest: int = LARGEST) -> Iterator[Line]:
    """The lines, without their ends (a line feed, with or without a carriage return); what is too long is passed over."""
    number, length = 1, 0
    held = bytearray()
    while piece := stream.read(PIECE):
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            yield _line(number, held, length, piece[start:end], longest)
            held, length, start, number = bytearray(), 0, end + 1, number + 1
        rest = piece[start:]
        length += len(rest)
        if length <= longest:
            held += rest
        else:
            held.clear()
    if length:
        yield _line(number, held, length, b"", longest)


def _line(number: int, held: bytearray, length: int, rest: bytes, longest: int) -> Line:
    length += len(rest)
    if length > longest:
        return Line(number, None, length)
    return Line(number, bytes(held + rest).removesuffix(b"\r"), length)


def decode_line(line: Line, *, source: str, encoding: str | None) -> str:
    """The characters of a line: UTF-8, else the declared encoding, else :class:`Refusal` with the line's number."""
    if line.data is None:
        raise Refusal(
            source,
            f"line {line.number} has {line.length / 1e6:.1f} MB; lines of more than {LARGEST // 1_000_000} MB are not read",
        )
    data = line.data.removeprefix(codecs.BOM_UTF8) if line.number == 1 else line.data
    if line.number == 1 and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal(source, "it is UTF-16; tables are read in UTF-8 or an encoding of one byte: save it as UTF-8")
    for name in ("utf-8", encoding):
        try:
            if name is not None:
                return data.decode(name)
        except LookupError:
            raise Refusal(source, f"{encoding!r} is no text encoding that is known here; try cp1252") from None
        except (UnicodeError, ValueError):
            continue
    tried = f"neither UTF-8 nor {encoding}" if encoding else "not UTF-8"
    raise Refusal(
        source, f"line {line.number} is {tried}; give its encoding with --encoding, for instance --encoding cp1252"
    )
