"""The cache of readings: parsing is most of the cost, so what a report says is kept whole until the program changes."""

from __future__ import annotations

import apsw

from whosays import record
from whosays.model import Reading
from whosays.store.bytes_kept import pack, unpack
from whosays.store.chain import digest

QUICK = 1  # zlib's fastest: a reading is packed once and unpacked whenever its story is told


def cached(database: apsw.Connection, report: str, fingerprint: str) -> Reading | None:
    """The reading of a report made by this very program, if it is kept."""
    row = database.execute(
        "SELECT packed, sha256 FROM readings WHERE report = ? AND fingerprint = ?", (report, fingerprint)
    ).fetchone()
    if row is None:
        return None
    return record.unpack(unpack(row[0], row[1], f"the reading of {report}"), Reading)


def keep(database: apsw.Connection, reading: Reading, fingerprint: str) -> None:
    """Keep a reading in the place of an older one."""
    data = record.pack(reading)
    database.execute(
        "INSERT OR REPLACE INTO readings (report, fingerprint, sha256, packed) VALUES (?, ?, ?, ?)",
        (reading.report.id, fingerprint, digest(data), pack(data, level=QUICK)),
    )
