"""The built-in gazetteer: a sorted table in compressed blocks, looked up by exact folded name.

The file ``data/gazetteer.blocks`` is built by ``scripts/build_gazetteer.py``. It starts with one line of JSON (magic,
number of entries, length of the index), then the index (first name and length of every block, deflated), then the blocks.
A block is deflated UTF-8 text, one entry a line, sorted by name. Opening reads the index only; a look-up inflates one
block. Nothing is read when this module is imported.
"""

from __future__ import annotations

import json
import math
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from whosays.gazetteer.names import KINDS, GazetteerError, Toponym, town_radius

LETTER = dict(zip(KINDS, "CRDKPFS", strict=True))
OF_LETTER = {letter: kind for kind, letter in LETTER.items()}
MAGIC = "whosays gazetteer 1"
BLOCK = 16_384  # characters of text a block holds before it is closed


class Blocks:
    """A read-only gazetteer file. Look-ups are exact; nothing is guessed."""

    __slots__ = ("_bytes", "_entries", "_firsts", "_offsets")

    def __init__(self, content: bytes) -> None:
        line, _, rest = content.partition(b"\n")
        try:
            header = json.loads(line)
        except ValueError:
            header = {}
        if not isinstance(header, dict) or header.get("magic") != MAGIC:
            raise GazetteerError(
                f"not a gazetteer: the file does not start with {MAGIC!r}; rebuild it or reinstall whosays"
            )
        index = zlib.decompress(rest[: header["index"]]).decode().split("\n")
        self._entries: int = header["entries"]
        self._firsts = index[::2]
        self._offsets = [len(line) + 1 + header["index"]]
        for length in index[1::2]:
            self._offsets.append(self._offsets[-1] + int(length))
        self._bytes = content

    def __len__(self) -> int:
        return self._entries

    def sha256(self) -> str:
        """Digest of the file, in hexadecimal."""
        return sha256(self._bytes).hexdigest()

    def texts(self) -> Iterator[str]:
        """Every block's lines, in order."""
        for start, end in pairwise(self._offsets):
            yield zlib.decompress(self._bytes[start:end]).decode()

    def look_up_folded(self, folded: str) -> list[Toponym]:
        """Every place of a name that :func:`~whosays.gazetteer.fold_name` made; empty where none is known."""
        number = bisect_right(self._firsts, folded) - 1
        if not folded or number < 0:
            return []
        text = _inflate(self._bytes[self._offsets[number] : self._offsets[number + 1]])
        start = text.find(f"\n{folded}\t")
        if start < 0:
            return []
        found = []
        for line in text[start + 1 :].split("\n"):
            fields = line.split("\t")
            if fields[0] != folded:
                break
            found.append(_read(fields))
        return found


@lru_cache(maxsize=64)
def _inflate(block: bytes) -> str:
    return zlib.decompress(block).decode()


def _read(fields: list[str]) -> Toponym:
    """A place from the fields of its line; population and radius are kept as steps of a logarithm."""
    _, kind, code, latitude, longitude, radius, people, geonames = fields
    country, _, region = code.partition(".")
    population = round(2 ** (int(people) / 4)) if people else 0
    return Toponym(
        kind=OF_LETTER[kind[0]],
        primary=len(kind) == 1,
        country=country,
        region=code if region else "",
        latitude=int(latitude) / 100,
        longitude=int(longitude) / 100,
        radius_km=float(radius) if radius else town_radius(population),
        population=population,
        geonames=str(int(geonames, 36)) if geonames else None,
    )


def _line(name: str, place: Toponym) -> str:
    fields = (
        name,
        LETTER[place.kind] + ("" if place.primary else "a"),
        place.region or place.country,
        str(round(place.latitude * 100)),
        str(round(place.longitude * 100)),
        "" if place.kind in ("city", "capital") else f"{place.radius_km:.0f}",
        str(round(math.log2(place.population) * 4)) if place.population > 0 else "",
        _base36(int(place.geonames)) if place.geonames else "",
    )
    return "\t".join(fields)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"


def write_gazetteer(path: Path, entries: Iterable[tuple[str, Toponym]]) -> int:
    """Write a gazetteer of (folded name, place) pairs; a name is never split over two blocks. Returns the size in bytes."""
    lines = sorted({_line(name, place) for name, place in entries}, key=lambda line: (line.split("\t", 1)[0], line))
    index: list[str] = []
    blocks: list[bytes] = []
    start = 0
    while start < len(lines):
        end, size = start, 0
        while end < len(lines) and (size < BLOCK or _name(lines[end]) == _name(lines[end - 1])):
            size += len(lines[end]) + 1
            end += 1
        block = zlib.compress(("\n" + "\n".join(lines[start:end]) + "\n").encode(), 9)
        index += [_name(lines[start]), str(len(block))]
        blocks.append(block)
        start = end
    packed = zlib.compress("\n".join(index).encode(), 9)
    header = json.dumps({"magic": MAGIC, "entries": len(lines), "index": len(packed)}, sort_keys=True).encode()
    content = b"\n".join([header, packed]) + b"".join(blocks)
    path.write_bytes(content)
    return len(content)


def _name(line: str) -> str:
    return line.split("\t", 1)[0]
