"""Names of places and where they lie: a sorted table in compressed blocks, looked up by exact folded name.

The file ``data/gazetteer.blocks`` is built by ``scripts/build_gazetteer.py``. It starts with one line of JSON (magic,
number of entries, length of the index), then the index (first name and length of every block, deflated), then the blocks.
A block is deflated UTF-8 text, one entry a line, sorted by name. Opening reads the index only; a look-up inflates one
block. Nothing is read when this module is imported.
"""

from __future__ import annotations

import json
import math
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

PlaceKind = Literal["country", "region", "district", "capital", "city", "feature"]
KINDS: tuple[PlaceKind, ...] = ("country", "region", "district", "capital", "city", "feature")
LETTER = dict(zip(KINDS, "CRDKPF", strict=True))
OF_LETTER = {letter: kind for kind, letter in LETTER.items()}
MAGIC = "whosays gazetteer 1"
BLOCK = 16_384  # characters of text a block holds before it is closed
SPELLED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, ".": None, "-": " ", "–": " ", "‐": " ", ",": " ",
})  # fmt: skip


class GazetteerError(RuntimeError):
    """The gazetteer file is missing or is not one."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that bears a name.

    ``primary`` is true where the name is the place's own, false for another spelling. ``region`` is country.admin1 as
    GeoNames codes it ("US.TX"). Degrees WGS 84, kilometres, people.
    """

    kind: PlaceKind
    primary: bool
    country: str
    region: str
    latitude: float
    longitude: float
    radius_km: float
    population: int
    geonames: str | None


def fold_name(name: str) -> str:
    """A name as the gazetteer files it: no accents, no case, no points or apostrophes, "St." spelled out, no leading "the"."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    words = "".join(letter for letter in bare if not unicodedata.combining(letter)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [SPELLED.get(word, word) for word in words[:-1]] + words[-1:]
    return " ".join(words)


class Gazetteer:
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

    def look_up(self, name: str) -> tuple[Toponym, ...]:
        """Every place of this name, the most populous first; empty where none is known."""
        return self.look_up_folded(fold_name(name))

    def look_up_folded(self, folded: str) -> tuple[Toponym, ...]:
        """As :meth:`look_up`, for a name that :func:`fold_name` made."""
        if not folded:
            return ()
        number = bisect_right(self._firsts, folded) - 1
        if number < 0:
            return ()
        text = _inflate(self._bytes[self._offsets[number] : self._offsets[number + 1]])
        start = text.find(f"\n{folded}\t")
        if start < 0:
            return ()
        found = []
        for line in text[start + 1 :].split("\n"):
            fields = line.split("\t")
            if fields[0] != folded:
                break
            found.append(_read(fields))
        return tuple(sorted(found, key=lambda place: (-place.population, place.geonames or "")))


@lru_cache(maxsize=64)
def _inflate(block: bytes) -> str:
    return zlib.decompress(block).decode()


@lru_cache(maxsize=1)
def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer that is shipped with whosays, or the one at ``path``."""
    source = path or files("whosays").joinpath("data", "gazetteer.blocks")
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        raise GazetteerError(
            f"no gazetteer at {source}: build it with scripts/build_gazetteer.py or reinstall whosays"
        ) from None
    return Gazetteer(content)


def town_radius(population: int) -> float:
    """Rough radius of a town, kilometres: grows with the population to the power 0.4, two at least."""
    return round(max(2.0, 1.2 * math.pow(population / 1000, 0.4)), 1)


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
