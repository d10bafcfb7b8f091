"""Places that a user has added from GeoNames dumps: one SQLite file, replaced as a whole at every change.

A dump is filed under its name and the SHA-256 of its rows. What the file holds depends on the dumps alone, not on the order
in which they were added: a place that several hold is that of the row changed last.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from whosays.gazetteer.dump import BadRow, Entry, digest, read_dump
from whosays.gazetteer.names import KINDS, GazetteerError, Toponym

FORM = 1  # user_version of the file; another one is refused
APPLICATION = 0x77686F67  # "whog"
MOST_BEARERS = 500  # places of one name that a look-up gives, the most populous first
BATCH = 5_000
TABLES = (
    "CREATE TABLE dump(number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, sha256 TEXT NOT NULL, places INTEGER NOT NULL)",
    """CREATE TABLE place(geonames INTEGER, dump INTEGER, kind INTEGER, country TEXT, region TEXT, latitude REAL,
    longitude REAL, radius_km REAL, population INTEGER, changed TEXT, PRIMARY KEY(geonames, dump)) WITHOUT ROWID""",
    """CREATE TABLE name(folded TEXT, few INTEGER, geonames INTEGER, dump INTEGER, own INTEGER,
    PRIMARY KEY(folded, few, geonames, dump)) WITHOUT ROWID""",
)
LOOK_UP = (
    "SELECT place.kind, name.own, place.country, place.region, place.latitude, place.longitude, place.radius_km,"
    " place.population, place.geonames, place.changed, place.dump FROM name JOIN place ON place.geonames = name.geonames AND place.dump = name.dump"
    " WHERE name.folded = ? ORDER BY name.few, name.geonames, name.dump LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was added: its name, the digest of its rows, the places in it."""

    name: str
    sha256: str
    places: int


class Added:
    """The places of a user's file, read as it was when it was opened."""

    __slots__ = ("_connection", "dumps")

    def __init__(self, path: Path) -> None:
        self._connection = _open(path)
        rows = self._connection.execute("SELECT name, sha256, places FROM dump ORDER BY name")
        self.dumps: tuple[Dump, ...] = tuple(Dump(*row) for row in rows)

    def look_up_folded(self, folded: str) -> list[Toponym]:
        """Places of a folded name, at most ``MOST_BEARERS`` of them; each once."""
        found: dict[str, tuple[tuple[str, int], Toponym]] = {}
        for row in self._connection.execute(LOOK_UP, (folded, MOST_BEARERS)):
            kind, own, country, region, latitude, longitude, radius, population, number, changed, dump = row
            geonames = str(number)
            if geonames not in found or found[geonames][0] < (changed, dump):
                place = Toponym(
                    KINDS[kind], bool(own), country, region, latitude, longitude, radius, population, geonames
                )
                found[geonames] = (changed, dump), place
        return [place for _, place in found.values()]

    def __len__(self) -> int:
        """Names it holds."""
        (number,) = self._connection.execute("SELECT count(*) FROM name").fetchone()
        return int(number)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """A connection that reads the file and never locks it: a change puts another file in its place."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    advice = "remove the file and add the dumps again"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        (application,), (form,) = (
            connection.execute(f"PRAGMA {what}").fetchone() for what in ("application_id", "user_version")
        )
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be read as a gazetteer ({error}); {advice}") from None
    if (application, form) != (APPLICATION, FORM):
        connection.close()
        raise GazetteerError(f"{path}: not a gazetteer of this version of whosays; {advice}")
    return connection


def dumps_in(path: Path) -> tuple[Dump, ...]:
    """The dumps added to a file, by name; none where there is no file."""
    if not path.exists():
        return ()
    added = Added(path)
    added.close()
    return added.dumps


# ------------------------------------------------------------------------------------------------ changes
def add_dump(path: Path, dump: Path, *, tell: Callable[[BadRow], None]) -> tuple[Dump, bool]:
    """Add the places of a GeoNames dump to the file at ``path``; the dump as filed, and whether that changed anything.

    Rows that cannot be read go to ``tell``. A dump of the same name that was added before gives way. On any error the file is as
    it was. Raises GazetteerError where no row can be read.
    """
    hashed = digest(dump)
    name = dump.name.removesuffix(".zip").removesuffix(".txt")
    with _locked(path):
        for row in dumps_in(path):
            if row.sha256 == hashed:
                return row, False
        with _rewritten(path) as connection:
            _drop(connection, name)
            places = _fill(connection, int(hashed[:12], 16), dump, tell)
            if not places:
                raise GazetteerError(f"{dump}: no row can be read; give a GeoNames dump (19 tab-separated columns)")
            filed = Dump(name, hashed, places)
            connection.execute("INSERT INTO dump VALUES (?, ?, ?, ?)", (int(hashed[:12], 16), name, hashed, places))
    return filed, True


def remove_dump(path: Path, name: str) -> Dump:
    """Take the places of a dump out again. Raises GazetteerError where there is no such dump."""
    with _locked(path):
        known = {row.name: row for row in dumps_in(path)}
        if name not in known:
            there = f"there are {', '.join(sorted(known))}" if known else "none has been added"
            raise GazetteerError(f"no dump {name!r} in {path}; {there}")
        with _rewritten(path) as connection:
            _drop(connection, name)
    return known[name]


def _drop(connection: sqlite3.Connection, name: str) -> None:
    row = connection.execute("SELECT number FROM dump WHERE name = ?", (name,)).fetchone()
    for table, column in (("name", "dump"), ("place", "dump"), ("dump", "number")) if row else ():
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", row)


def _fill(connection: sqlite3.Connection, number: int, dump: Path, tell: Callable[[BadRow], None]) -> int:
    """Write the rows of a dump; the places written."""
    written = 0
    for row in read_dump(dump):
        bad = row if isinstance(row, BadRow) else _put(connection, number, row)
        if bad is None:
            written += 1
        else:
            tell(bad)
    return written


def _put(connection: sqlite3.Connection, number: int, entry: Entry) -> BadRow | None:
    """Write one place and its names, or say that its id has been seen."""
    place, geonames = entry.place, int(entry.place.geonames or 0)
    values = (
        geonames, number, KINDS.index(place.kind), place.country, place.region, place.latitude, place.longitude,
        place.radius_km, place.population, entry.changed,
    )  # fmt: skip
    try:
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    except sqlite3.IntegrityError:
        return BadRow(entry.line, f"a second row of geonameid {geonames}")
    names = [(name, -place.population, geonames, number, own) for name, own in entry.names]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    return None


@contextmanager
def _rewritten(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the file to change, which then takes the file's place; packed, so that the same dumps give the same bytes."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=path.name) as scratch:
        work, packed = Path(scratch, "work"), Path(scratch, "packed")
        try:
            with closing(sqlite3.connect(work, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
                for table in TABLES:
                    connection.execute(table)
                _copy(path, connection)
                yield connection
                connection.execute("COMMIT")
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORM}")
                connection.execute("VACUUM INTO ?", (str(packed),))
            with packed.open("rb") as whole:
                os.fsync(whole.fileno())
            packed.replace(path)
        except (sqlite3.Error, OSError) as error:
            raise GazetteerError(f"{path}: cannot be written ({error}); nothing was changed") from None


def _copy(path: Path, connection: sqlite3.Connection) -> None:
    """Every row of the file as it is."""
    if not path.exists():
        return
    with closing(_open(path)) as before:
        for table in ("dump", "place", "name"):
            rows = before.execute(f"SELECT * FROM {table}")
            marks = ", ".join("?" * len(rows.description))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One change at a time; the lock goes with the process that holds it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path.with_name(path.name + ".lock"), isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        raise GazetteerError(f"{path}: cannot be changed now ({error}); is another whosays changing it?") from None
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be written ({error.strerror}); give another place") from None
