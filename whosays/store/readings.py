"""What need not be made again until the program changes: readings, since parsing is most of the cost, and what networks answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import apsw

from whosays.remembered import until_forgotten
from whosays.store.bytes_kept import checked, pack, unpack
from whosays.store.chain import digest

if TYPE_CHECKING:
    from whosays.answers import Answers
    from whosays.model import Reading

T = TypeVar("T")
QUICK = 1  # zlib's fastest: a reading is packed once and unpacked whenever its story is told
ROOM = 12_000_000  # bytes of packed readings that an open store holds unpacked: some hundred MB


class Unpacked(Generic[T]):
    """What was unpacked a short while ago, by the hash of its bytes, up to so many of them: a growing story is told again and again."""

    def __init__(self, room: int) -> None:
        self._held: dict[str, tuple[T, int]] = until_forgotten({})
        self._room = room

    def get(self, sha256: str) -> T | None:
        """The value with these bytes, which now counts as the last one used."""
        found = self._held.pop(sha256, None)
        if found is None:
            return None
        self._held[sha256] = found
        return found[0]

    def put(self, sha256: str, value: T, size: int) -> None:
        """Hold a value; those that were not used for longest go."""
        self._held[sha256] = value, size
        sizes = [(held, packed) for held, (_, packed) in list(self._held.items())]
        too_much = sum(packed for _, packed in sizes) - self._room
        for oldest, packed in sizes:
            if too_much <= 0:
                break
            too_much -= packed
            self._held.pop(oldest, None)  # gone if a takedown was heeded meanwhile


def cached(database: apsw.Connection, report: str, fingerprint: str, unpacked: Unpacked[Reading]) -> Reading | None:
    """The reading of a report made by this very program, if it is kept."""
    from whosays import record
    from whosays.model import Reading

    chosen = "FROM readings WHERE report = ? AND fingerprint = ?"
    row = database.execute(f"SELECT sha256 {chosen}", (report, fingerprint)).fetchone()
    if row is None:
        return None
    sha256 = str(row[0])
    held = unpacked.get(sha256)
    if held is not None:
        return held
    row = database.execute(f"SELECT packed {chosen} AND sha256 = ?", (report, fingerprint, sha256)).fetchone()
    if row is None:  # taken down in between
        return None
    reading = record.unpack(unpack(row[0], sha256, f"the reading of {report}"), Reading)
    unpacked.put(sha256, reading, len(row[0]))
    return reading


def keep(database: apsw.Connection, reading: Reading, fingerprint: str) -> None:
    """Keep a reading in the place of an older one."""
    from whosays import record

    data = record.pack(reading)
    database.execute(
        "INSERT OR REPLACE INTO readings (report, fingerprint, sha256, packed) VALUES (?, ?, ?, ?)",
        (reading.report.id, fingerprint, digest(data), pack(data, level=QUICK)),
    )


def answers(database: apsw.Connection, story: str, fingerprint: str) -> Answers | None:
    """What the networks said of a story's texts when this very program told it, if that is kept."""
    from whosays import record
    from whosays.answers import Answers

    chosen = "SELECT packed, sha256 FROM answers WHERE story = ? AND fingerprint = ?"
    row = database.execute(chosen, (story, fingerprint)).fetchone()
    if row is None:
        return None
    checked(row[0], str(row[1]), f"the answers of {story}")
    return record.unpack(row[0], Answers)


def keep_answers(database: apsw.Connection, story: str, kept: Answers, fingerprint: str, *, when: str) -> None:
    """Keep them in the place of older ones; numbers like these do not pack."""
    from whosays import record

    data = record.pack(kept)
    database.execute(
        "INSERT OR REPLACE INTO answers (story, fingerprint, time, sha256, packed) VALUES (?, ?, ?, ?, ?)",
        (story, fingerprint, when, digest(data), data),
    )


def prune_answers(database: apsw.Connection, before: str) -> None:
    """Let those go of stories that were told last before a time."""
    database.execute("DELETE FROM answers WHERE time < ?", (before,))
