"""Told records, whole, one behind the other: what was known when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from whosays.store import chain, decisions, rows
from whosays.store.bytes_kept import pack, unpack
from whosays.store.errors import NotHeld
from whosays.store.kept import Told

if TYPE_CHECKING:
    from whosays.model import Record
    from whosays.store.readings import Unpacked


ROOM = 16_000_000  # bytes of JSON of records that an open store holds decoded, two of a story of 50: whoever asks what changed needs both


def keep(
    database: apsw.Connection, story: str, record: Record, decoded: Unpacked[Record], *, when: str, actor: str
) -> int:
    """Keep a record as the story's next version, unless it is the latest one again; its version."""
    from whosays import record as codec

    if not database.execute("SELECT 1 FROM stories WHERE id = ?", (story,)).fetchone():
        raise NotHeld(story, "there is no such story in the store", "assign its reports to it first")
    for report in record.reports:  # one that was taken down while the record was told must not come back with it
        if not database.execute("SELECT 1 FROM reports WHERE id = ?", (report.id,)).fetchone():
            raise NotHeld(
                report.id, "the record holds it and the store does not", "add the reports first, then tell the story"
            )
    data, again = codec.encode_again(record)
    sha256 = chain.digest(data)
    if again is not None:
        decoded.put(sha256, again, len(data))
    last = database.execute(
        "SELECT version, sha256, packed IS NULL FROM records WHERE story = ? ORDER BY version DESC LIMIT 1", (story,)
    ).fetchone()
    version = int(str(last[0])) if last else 0
    database.execute(
        "UPDATE stories SET needs_telling = ?, title = ? WHERE id = ?",
        (_is_behind(database, story, record), record.story.title, story),
    )
    if last and last[1] == sha256 and not last[2]:
        return version
    version += 1
    database.execute(
        "INSERT INTO records (story, version, told, sha256, report_count, packed) VALUES (?, ?, ?, ?, ?, ?)",
        (story, version, when, sha256, len(record.reports), pack(data)),
    )
    database.executemany(
        "INSERT INTO record_reports (story, version, report) VALUES (?, ?, ?)",
        [(story, version, report.id) for report in record.reports],
    )
    rows.write(database, story, record)
    chain.append(database, "tell", f"{story}/{version}", sha256, actor=actor, time=when)
    return version


def _is_behind(database: apsw.Connection, story: str, record: Record) -> bool:
    """Did a report come or go, or a person decide something, while the record was being told?"""
    held = {str(one) for (one,) in database.execute("SELECT report FROM story_reports WHERE story = ?", (story,))}
    decided = len(decisions.decisions(database, story))
    stale = held != {report.id for report in record.reports} or decided != len(record.decisions)
    return stale and bool(held)


def record(database: apsw.Connection, story: str, version: int | None, decoded: Unpacked[Record]) -> Record | None:
    """The record of a story: the latest, or that version."""
    from whosays import record as codec

    row = database.execute(
        "SELECT packed, sha256 FROM records WHERE story = ?1 AND (?2 IS NULL OR version = ?2) ORDER BY version DESC LIMIT 1",
        (story, version),
    ).fetchone()
    if row is None or row[0] is None:
        return None
    sha256 = str(row[1])
    held = decoded.get(sha256)
    if held is None:
        data = unpack(row[0], sha256, f"the record of {story}")
        held = codec.decode(data)
        decoded.put(sha256, held, len(data))
    return held


def versions(database: apsw.Connection, story: str) -> tuple[Told, ...]:
    """The versions of a story, oldest first."""
    found = database.execute(
        "SELECT story, version, told, sha256, report_count, packed IS NULL FROM records WHERE story = ? ORDER BY version",
        (story,),
    )
    return tuple(
        Told(one, number, told, sha256, reports, bool(empty)) for one, number, told, sha256, reports, empty in found
    )
