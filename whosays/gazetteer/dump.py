"""Places of a GeoNames dump: nineteen tab-separated columns, as ``allCountries.txt`` and the files of single countries have them.

The columns are documented at https://download.geonames.org/export/dump/readme.txt. A dump may be a plain file or the archive in
which GeoNames offers it. A row that cannot be read is told with its line and the reason, and the next one is read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO

from whosays.data import rows as table
from whosays.gazetteer.names import KINDS, GazetteerError, PlaceKind, Toponym, fold_name, town_radius

COLUMNS = 19
LONGEST_LINE = 1 << 20  # bytes
LARGEST_ID = 1 << 60
SHORTEST_OTHER = 4  # letters; shorter other names are codes of airports and stations
MOST_OTHERS = 200
LATIN = "\u024f"  # last letter of the Latin script's common part; other scripts do not stand in English reports
README = "readme.txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the dump, its line, the day its row was changed, and its names, folded, with whether each is its own."""

    line: int
    place: Toponym
    changed: str
    names: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is left out."""

    line: int
    reason: str


@contextmanager
def open_dump(path: Path) -> Iterator[IO[bytes]]:
    """The rows of a dump as bytes, out of its archive if it is one. Raises GazetteerError where there are none."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as rows:
                yield rows
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as rows:
            yield rows
    except OSError as error:
        reason = error.strerror or str(error)
        raise GazetteerError(f"{path}: cannot be read ({reason}); give a GeoNames dump (.txt or .zip)") from None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(f"{path}: a damaged or locked archive ({error}); download it again") from None


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    """The one table in the archive; GeoNames packs a readme beside it."""
    tables = [name for name in archive.namelist() if name.endswith(".txt") and Path(name).name.lower() != README]
    if len(tables) != 1:
        found = f"{len(tables)} tables" if tables else "no table"
        raise GazetteerError(f"{path}: {found} (*.txt) in the archive; unpack it and give one file")
    return tables[0]


def digest(path: Path) -> str:
    """SHA-256 of the rows, the same for a file and for the archive of it."""
    hashed = sha256()
    with open_dump(path) as rows:
        while part := rows.read(LONGEST_LINE):
            hashed.update(part)
    return hashed.hexdigest()


def read_dump(path: Path) -> Iterator[Entry | BadRow]:
    """Every row of a dump, in its order; empty lines and comments (``#``) are passed over."""
    with open_dump(path) as rows:
        for number, line in _lines(rows):
            if line is None:
                yield BadRow(number, f"longer than {LONGEST_LINE} bytes")
                continue
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                if text and not text.startswith("#"):
                    yield _entry(number, text.split("\t"))
            except UnicodeDecodeError as error:
                yield BadRow(number, f"not UTF-8 (byte {error.start + 1})")
            except ValueError as error:
                yield BadRow(number, str(error))


def _lines(rows: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, ``None`` for one that is too long to hold."""
    number = 0
    while line := rows.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        while rest := rows.readline(LONGEST_LINE):
            if rest.endswith(b"\n"):
                break
        yield number, None


def _entry(line: int, fields: list[str]) -> Entry:
    """The place of a row. Raises ValueError with what is wrong in it."""
    if len(fields) != COLUMNS:
        raise ValueError(f"it has {len(fields)} column{'s' * (len(fields) != 1)} where GeoNames has {COLUMNS}")
    country = fields[8]
    if country and not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        raise ValueError(f"no country code: {country[:20]!r}")
    kind, radius = kind_of(fields[6], fields[7])
    population = _number(fields[14] or "0", "population", 0, 10**11)
    names = _names(fields[1], fields[2], fields[3])
    if not names:
        raise ValueError(f"no name in Latin letters: {fields[1][:40]!r}")
    place = Toponym(
        kind=kind,
        primary=True,
        country=country,
        region=f"{country}.{fields[10]}" if country and fields[10].strip("0") else "",
        latitude=_degrees(fields[4], "latitude", 90),
        longitude=_degrees(fields[5], "longitude", 180),
        radius_km=town_radius(population) if radius is None else radius,
        population=population,
        geonames=str(_number(fields[0], "geonameid", 1, LARGEST_ID)),
    )
    return Entry(line, place, fields[18], names)


def _number(text: str, what: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and low <= int(text) <= high):
        raise ValueError(f"no {what}: {text[:40]!r}")
    return int(text)


def _degrees(text: str, what: str, most: int) -> float:
    try:
        value = float(text) if len(text) <= 40 else most + 1.0
    except ValueError:
        value = most + 1.0
    if not abs(value) <= most:  # also what is not a number
        raise ValueError(f"no {what} within {most} degrees: {text[:40]!r}")
    return value


def _names(name: str, plain: str, others: str) -> tuple[tuple[str, bool], ...]:
    """Folded names of a place, its own first; of the others those in Latin letters that are no codes."""
    folded = {fold_name(spelled): True for spelled in (name, plain) if _is_latin(spelled)}
    for other in others.split(",")[:MOST_OTHERS]:
        if len(other) >= SHORTEST_OTHER and _is_latin(other) and not any(letter.isdigit() for letter in other):
            folded.setdefault(fold_name(other), False)
    return tuple((spelled, own) for spelled, own in folded.items() if spelled)


def _is_latin(name: str) -> bool:
    return all(letter <= LATIN or not letter.isalpha() for letter in name)


def kind_of(feature_class: str, code: str) -> tuple[PlaceKind, float | None]:
    """Kind of a place, and its radius in kilometres (``None``: by its people), as ``data/geonames_classes.tsv`` has it."""
    written = f"{feature_class}.{code}" if feature_class else ""
    known = _classes()
    for end in range(len(written), 0, -1):
        if written[:end] in known:
            return known[written[:end]]
    if feature_class:
        raise ValueError(f"no feature class of GeoNames: {feature_class[:20]!r}")
    return "site", 1.0


@cache
def _classes() -> dict[str, tuple[PlaceKind, float | None]]:
    kinds: dict[str, PlaceKind] = {kind: kind for kind in KINDS}
    return {code: (kinds[kind], float(radius) if radius else None) for code, kind, radius in table("geonames_classes")}
