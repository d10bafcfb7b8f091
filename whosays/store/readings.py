"""The cache of readings: parsing is most of the cost, so what a report says is kept whole until the program changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from whosays.store.bytes_kept import pack, unpack
from whosays.store.chain import digest

if TYPE_CHECKING:
    from whosays.model import Reading

QUICK = 1  # zlib's fastest: a reading is packed once and unpacked whenever its story is told
ROOM = 12_000_000  # bytes of packed readings that an open store holds unpacked: some hundred MB


class Unpacked:
    """Readings that were unpacked a short while ago, by the hash of their bytes: a growing story is told again and again."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Reading, int]] = {}
        self._size = 0

    def get(self, sha256: str) -> Reading | None:
        """The reading with these bytes, which now counts as the last one used."""
        found = self._held.pop(sha256, None)
        if found is None:
            return None
        self._held[sha256] = found
        return found[0]

    def put(self, sha256: str, reading: Reading, size: int) -> None:
        """Hold a reading; those that were not used for longest go."""
        self._held[sha256] = reading, size
        self._size += size
        while self._size > ROOM:
            oldest = next(iter(self._held))
            self._size -= self._held.pop(oldest)[1]

    def clear(self) -> None:
        """Hold none."""
        self._held.clear()
        self._size = 0


def cached(database: apsw.Connection, report: str, fingerprint: str, unpacked: Unpacked) -> Reading | None:
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
