"""What whoever takes reports in must remember: entries dealt with, reports without a story, versions announced, a grouping's state."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

import apsw

from whosays.store.errors import StoreDamaged


def tries(database: apsw.Connection, mark: str) -> int | None:
    """How often an entry of a feed was asked for in vain; ``None`` where it is dealt with."""
    row = database.execute("SELECT tries FROM entries WHERE mark = ?", (mark,)).fetchone()
    return 0 if row is None else row[0]


def keep_tries(database: apsw.Connection, mark: str, count: int | None, *, feed: str, when: str) -> None:
    """Remember that an entry was asked for so often in vain, or (``None``) that it is dealt with."""
    database.execute(
        "INSERT OR REPLACE INTO entries (mark, tries, time, feed) VALUES (?, ?, ?, ?)", (mark, count, when, feed)
    )


def keep_seen(database: apsw.Connection, feed: str, marks: Iterable[str], *, when: str, before: str) -> int:
    """Note the entries that a feed shows now, and forget those that it has not shown since a time; how many."""
    database.executemany(
        "UPDATE entries SET time = ?, feed = ? WHERE mark = ? AND (substr(time, 1, 10) < substr(?, 1, 10) OR feed IS NULL)",
        [(when, feed, mark, when) for mark in marks],
    )
    gone = database.execute(
        "DELETE FROM entries WHERE (feed = ? OR feed IS NULL) AND time < ? RETURNING 1", (feed, before)
    )
    return len(gone.fetchall())


def keep_unread(database: apsw.Connection, report: str, fingerprint: str, why: str) -> None:
    """Remember that a report could not be read to its end by the program with this fingerprint, and why."""
    database.execute(
        "INSERT OR REPLACE INTO unread (report, fingerprint, why) VALUES (?, ?, ?)", (report, fingerprint, why)
    )


def loose(database: apsw.Connection, fingerprint: str) -> tuple[str, ...]:
    """Reports without a story, oldest first; not those this program could not read, or that a person put out of their story."""
    rows = database.execute(
        "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM story_reports) "
        "AND id NOT IN (SELECT report FROM unread WHERE fingerprint = ?) "
        "AND NOT ifnull((SELECT to_story IS NULL AND pinned FROM moves WHERE moves.report = reports.id "
        "ORDER BY moves.number DESC LIMIT 1), 0) ORDER BY number",
        (fingerprint,),
    )
    return tuple(str(report) for (report,) in rows)


def announced(database: apsw.Connection, story: str) -> int:
    """The last version of a story that somebody was told of; 0 where none was."""
    row = database.execute("SELECT announced FROM stories WHERE id = ?", (story,)).fetchone()
    return int(row[0]) if row else 0


def unannounced(database: apsw.Connection) -> tuple[str, ...]:
    """Stories with a version that nobody was told of, in the order of their ids; not those whose reports went elsewhere."""
    rows = database.execute(
        "SELECT id FROM stories WHERE announced < (SELECT max(version) FROM records WHERE records.story = stories.id) "
        "AND EXISTS (SELECT 1 FROM story_reports WHERE story_reports.story = stories.id) ORDER BY id"
    )
    return tuple(str(story) for (story,) in rows)


def mark_announced(database: apsw.Connection, story: str, version: int) -> None:
    """Remember that somebody was told of a version."""
    database.execute("UPDATE stories SET announced = max(announced, ?) WHERE id = ?", (version, story))


def input_items(database: apsw.Connection, mark: str) -> list[list[str | None]] | None:
    """What the input with this mark gave; ``None`` where it is not known, or where a report of it is no more there."""
    row = database.execute("SELECT items FROM inputs WHERE mark = ?", (mark,)).fetchone()
    return json.loads(str(row[0])) if row and _are_kept(database, str(row[0])) else None


def keep_input(database: apsw.Connection, mark: str, items: Sequence[Sequence[str | None]], *, when: str) -> None:
    """Remember what an input gave; one with a report that stayed out (it was taken down) is read each time."""
    packed = json.dumps(items, ensure_ascii=False)
    if _are_kept(database, packed):
        database.execute("INSERT OR REPLACE INTO inputs (mark, items, time) VALUES (?, ?, ?)", (mark, packed, when))


def _are_kept(database: apsw.Connection, items: str) -> bool:
    """Are all reports that an input gave in the store?"""
    missing = database.execute(
        "SELECT 1 FROM json_each(?) WHERE json_array_length(value) = 2 AND value ->> 0 NOT IN (SELECT id FROM reports) LIMIT 1",
        (items,),
    )
    return missing.fetchone() is None


def drop_inputs(database: apsw.Connection, report: str) -> None:
    """Forget the inputs that gave a report: what was told of it may hold words of it."""
    database.execute("DELETE FROM inputs WHERE instr(items, ?) > 0", (json.dumps(report),))


def prune_inputs(database: apsw.Connection, before: str) -> int:
    """Forget inputs noted before a time: they are read once more if they come again; how many."""
    return len(database.execute("DELETE FROM inputs WHERE time < ? RETURNING 1", (before,)).fetchall())


def state(database: apsw.Connection, name: str) -> bytes | None:
    """What somebody kept under a name to go on from."""
    row = database.execute("SELECT packed FROM states WHERE name = ?", (name,)).fetchone()
    try:
        return zlib.decompress(row[0]) if row else None
    except zlib.error:
        raise StoreDamaged("states", f"the state {name!r} cannot be unpacked", "restore a backup") from None


def keep_state(database: apsw.Connection, name: str, kept: bytes) -> None:
    """Keep a state under a name, in the place of the one before."""
    database.execute("INSERT OR REPLACE INTO states (name, packed) VALUES (?, ?)", (name, zlib.compress(kept, 6)))


def drop_states(database: apsw.Connection, report: str) -> None:
    """Forget the states that name a report, and with it may hold words of it: they can be made anew."""
    needle = report.encode("utf-8")
    for (name,) in database.execute("SELECT name FROM states").fetchall():
        if needle in (state(database, str(name)) or b""):
            database.execute("DELETE FROM states WHERE name = ?", (name,))
