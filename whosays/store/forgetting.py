"""Taking a report down: its words leave the file with all that quotes them; hash and reason stay, so the chain still verifies."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

import apsw

from whosays.store import chain, decisions, reports, rows, stories, watching
from whosays.store.bytes_kept import raw_bytes
from whosays.store.connection import transaction
from whosays.store.errors import StoreBusy, StoreError
from whosays.store.kept import Forgotten

if TYPE_CHECKING:
    from whosays.model import Report

PROBE = re.compile(r"[A-Za-z][A-Za-z0-9 ,]{30,400}[A-Za-z0-9]")  # a stretch that markup and encodings leave as it is
PROBES = 5


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was removed of each kind."""

    records: int
    readings: int
    decisions: int
    raw: int


def forget(database: apsw.Connection, path: str, report: str, *, reason: str, when: str, actor: str) -> Forgotten:
    """Remove a report and everything that quotes it, in the rows first, then in the bytes of the file.

    Done a second time for a report that is gone, it only clears the bytes that a reader still held the first time.
    """
    if not reason.strip():
        raise StoreError(report, "no reason is given", "say why the report is taken down")
    if database.in_transaction:
        raise StoreError(report, "a transaction is open", "take a report down outside of one")
    database.execute("PRAGMA secure_delete = ON")
    found = reports.one(database, report)
    if found is None:
        row = database.execute("SELECT scrubbed FROM tombstones WHERE report = ?", (report,)).fetchone()
        if row is None:
            raise StoreError(report, "there is no such report in the store", "give the id that “whosays search” shows")
        if row[0]:
            raise StoreError(report, "it was taken down before", "there is nothing left to do")
        _scrub(database, path, report)
        return Forgotten(report, (), 0, 0, 0, 0, ())
    with transaction(database):
        elsewhere = _elsewhere(database, found)
        touched = _stories_with(database, report)
        _tombstone(database, found, reason=reason, when=when, actor=actor)
        counts = _remove(database, found, touched)
        _remove_row(database, found)
        stories.mark(database, touched)
        watching.drop_states(database, report)
        for index in ("reports_index", "claims_index"):  # a deleted row's words stay in an index until it is made anew
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    _scrub(database, path, report)
    return Forgotten(report, touched, counts.records, counts.readings, counts.decisions, counts.raw, elsewhere)


def _scrub(database: apsw.Connection, path: str, report: str) -> None:
    """Write the file anew without the removed rows and empty the WAL."""
    database.execute("VACUUM")
    busy, _, _ = next(iter(database.execute("PRAGMA wal_checkpoint(TRUNCATE)")))
    if busy:
        why = f"the report {report} is taken down, but another process that reads the store still holds its old bytes"
        raise StoreBusy(path, why, "close it and give the same command again")
    with transaction(database):
        database.execute("UPDATE tombstones SET scrubbed = 1 WHERE report = ?", (report,))


def probes(text: str) -> tuple[str, ...]:
    """A few long stretches of a text that would stand in any copy of it, whatever the markup around them."""
    found = sorted({one[0] for one in PROBE.finditer(text)}, key=lambda one: (-len(one), one))
    return tuple(found[:PROBES])


def _elsewhere(database: apsw.Connection, report: Report) -> tuple[str, ...]:
    """Other reports that print one of the same stretches: reprints are reports of their own, and stay."""
    found: set[str] = set()
    for probe in probes(report.text):
        rows_with = database.execute("SELECT id FROM reports WHERE instr(text, ?) > 0 AND id <> ?", (probe, report.id))
        found |= {str(one) for (one,) in rows_with}
    return tuple(sorted(found))


def _stories_with(database: apsw.Connection, report: str) -> tuple[str, ...]:
    """Stories that hold or ever held the report."""
    found = database.execute(
        "SELECT story FROM story_reports WHERE report = ?1 UNION SELECT story FROM record_reports WHERE report = ?1 ORDER BY 1",
        (report,),
    )
    return tuple(str(story) for (story,) in found)


def _remove(database: apsw.Connection, report: Report, touched: tuple[str, ...]) -> _Counts:
    """Empty or delete what quotes the report; what the log names is remembered by its hash."""
    _remember(database, report, "SELECT records.sha256, 'tell' FROM records JOIN record_reports USING (story, version)")
    removed_records = database.execute(
        "UPDATE records SET packed = NULL WHERE packed IS NOT NULL AND (story, version) IN "
        "(SELECT story, version FROM record_reports WHERE report = ?) RETURNING 1",
        (report.id,),
    ).fetchall()
    for story in touched:
        database.execute("DELETE FROM answers WHERE story = ?", (story,))
        if _is_in_latest(database, story, report.id):
            rows.clear(database, story)
            database.execute("UPDATE stories SET title = NULL WHERE id = ?", (story,))
    for move in stories.moves(database, report.id):
        _note_removed(database, report, stories.move_hash(move), "assign")
    removed_decisions = _remove_decisions(database, report, touched)
    readings = database.execute("DELETE FROM readings WHERE report = ? RETURNING 1", (report.id,)).fetchall()
    for table in ("story_reports", "moves", "notices", "unread"):
        database.execute(f"DELETE FROM {table} WHERE report = ?", (report.id,))
    watching.drop_inputs(database, report.id)
    return _Counts(len(removed_records), len(readings), removed_decisions, _remove_raw(database, report))


def _remember(database: apsw.Connection, report: Report, chosen: str) -> None:
    database.execute(
        f"INSERT OR IGNORE INTO removed (sha256, op, report) SELECT found.*, ?1 FROM "
        f"({chosen} WHERE record_reports.report = ?1 AND records.packed IS NOT NULL) AS found",
        (report.id,),
    )


def _note_removed(database: apsw.Connection, report: Report, sha256: str, op: str) -> None:
    database.execute("INSERT OR IGNORE INTO removed (sha256, op, report) VALUES (?, ?, ?)", (sha256, op, report.id))


def _is_in_latest(database: apsw.Connection, story: str, report: str) -> bool:
    """Was the report in the last record told, which the rows were made of?"""
    row = database.execute(
        "SELECT 1 FROM record_reports WHERE story = ?1 AND report = ?2 AND version = "
        "(SELECT max(version) FROM records WHERE story = ?1)",
        (story, report),
    ).fetchone()
    return row is not None


def _remove_decisions(database: apsw.Connection, report: Report, touched: tuple[str, ...]) -> int:
    """Remove decisions that quote words of the report or point at it: in its stories, and those that part it from another."""
    removed = 0
    for (story,) in database.execute("SELECT DISTINCT story FROM decisions ORDER BY story").fetchall():
        for decision in decisions.decisions(database, str(story), undone=True):
            near = story in touched or decision.decision in ("same-story", "different-story")
            if near and _points_at(decision, report):
                stories.mark(database, [str(story)])
                sha256 = decisions.decision_hash(decision)
                _note_removed(database, report, sha256, "decide")
                if decisions.taken_back(database)[sha256]:
                    _note_removed(database, report, sha256, "undo")
                database.execute("DELETE FROM decisions WHERE number = ?", (decision.line,))
                removed += 1
    return removed


def _points_at(value: object, report: Report) -> bool:
    """Does a decision, or anything in it, name the report by its source, address, id or the hash of its text?"""
    from whosays.model import Decision, Target, Words

    if isinstance(value, tuple):
        return any(_points_at(one, report) for one in value)
    if isinstance(value, Target | Words):
        if value.sha256:
            return chain.digest(report.text.encode("utf-8")).startswith(value.sha256)
        if value.source in (report.id, report.source, report.url, report.outlet) and value.source:
            return True
    if isinstance(value, Decision | Target) and is_dataclass(value):
        return any(_points_at(getattr(value, field.name), report) for field in fields(value))
    return False


def _remove_raw(database: apsw.Connection, report: Report) -> int:
    """Empty the bytes it was read from, and those from the same address that hold its words (a feed fetched again)."""
    row = database.execute(
        "SELECT raw.sha256, raw.fetched_from FROM reports JOIN raw ON raw.sha256 = reports.raw_sha256 WHERE reports.id = ?",
        (report.id,),
    ).fetchone()
    if row is None:
        return 0
    own, address = str(row[0]), row[1]
    again = database.execute("SELECT sha256 FROM raw WHERE fetched_from = ? AND sha256 <> ?", (address, own)).fetchall()
    needles = [probe.encode("utf-8") for probe in probes(report.text)]
    emptied = [own]
    for (sha256,) in again:
        data = raw_bytes(database, str(sha256))
        if data is not None and any(needle in data for needle in needles):
            emptied.append(str(sha256))
    for sha256 in emptied:
        database.execute("UPDATE raw SET packed = NULL WHERE sha256 = ?", (sha256,))
    return len(emptied)


def _tombstone(database: apsw.Connection, report: Report, *, reason: str, when: str, actor: str) -> None:
    details = reports.details_of(report)
    sha256, text_hash = reports.report_hash(details, report.text), chain.digest(report.text.encode("utf-8"))
    database.execute(
        "INSERT INTO tombstones (report, sha256, text_sha256, reason, actor, time, scrubbed) VALUES (?, ?, ?, ?, ?, ?, 0)",
        (report.id, sha256, text_hash, reason, actor, when),
    )
    _note_removed(database, report, sha256, "add")
    stone = tombstone_hash(report.id, sha256, text_hash, reason)
    chain.append(database, "forget", report.id, stone, actor=actor, time=when)


def tombstone_hash(report: str, sha256: str, text_sha256: str, reason: str) -> str:
    """What the log says of a takedown."""
    return chain.digest(chain.canonical([report, sha256, text_sha256, reason]))


def _remove_row(database: apsw.Connection, report: Report) -> None:
    """Delete the report itself; the index is made anew after it."""
    database.execute("DELETE FROM reports WHERE id = ?", (report.id,))
