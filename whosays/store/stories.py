"""Which report belongs to which story, since when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import apsw

from whosays.store import chain, rows
from whosays.store.errors import NotHeld
from whosays.store.kept import Move, Story

ROWS = (
    "SELECT stories.id, stories.title, "
    "(SELECT count(*) FROM records WHERE records.story = stories.id), "
    "(SELECT told FROM records WHERE records.story = stories.id ORDER BY version DESC LIMIT 1), needs_telling FROM stories"
)


def assign(
    database: apsw.Connection,
    report: str,
    story: str | None,
    *,
    reason: str,
    when: str,
    actor: str,
    pinned: bool,
) -> bool:
    """Put a report into a story, or out of its own; was anything changed?"""
    if not database.execute("SELECT 1 FROM reports WHERE id = ?", (report,)).fetchone():
        raise NotHeld(report, "there is no such report in the store", "add it first")
    row = database.execute("SELECT story, pinned FROM story_reports WHERE report = ?", (report,)).fetchone()
    before, was_pinned = (str(row[0]), bool(row[1])) if row else (None, _was_put_out(database, report))
    if (was_pinned and not pinned) or (before == story and was_pinned == pinned):
        return False
    if story is not None:
        database.execute("INSERT OR IGNORE INTO stories (id, made, needs_telling) VALUES (?, ?, 1)", (story, when))
        database.execute(
            "INSERT OR REPLACE INTO story_reports (report, story, reason, pinned) VALUES (?, ?, ?, ?)",
            (report, story, reason, pinned),
        )
    else:
        database.execute("DELETE FROM story_reports WHERE report = ?", (report,))
    move = Move(report, before, story, reason, pinned, actor, when)
    database.execute(
        "INSERT INTO moves (report, from_story, to_story, reason, pinned, actor, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (report, before, story, reason, pinned, actor, when),
    )
    if before != story:
        mark(database, [one for one in (before, story) if one is not None])
    if before is not None and not database.execute("SELECT 1 FROM story_reports WHERE story = ?", (before,)).fetchone():
        rows.clear(database, before)  # nothing is left to tell; its records stay
    chain.append(database, "assign", report, move_hash(move), actor=actor, time=when)
    return True


def _was_put_out(database: apsw.Connection, report: str) -> bool:
    """Did a person take the report out of its story, so that it is in none?"""
    row = database.execute(
        "SELECT to_story IS NULL AND pinned FROM moves WHERE report = ? ORDER BY number DESC LIMIT 1", (report,)
    ).fetchone()
    return bool(row and row[0])


def move_hash(move: Move) -> str:
    """What the log says of a move."""
    fields = (move.report, move.origin, move.story, move.reason, int(move.pinned), move.actor, move.time)
    return chain.digest(chain.canonical(fields))


def mark(database: apsw.Connection, stories: Iterable[str]) -> None:
    """These stories need telling, unless no report of theirs is left."""
    for story in stories:
        database.execute(
            "UPDATE stories SET needs_telling = EXISTS (SELECT 1 FROM story_reports WHERE story = ?1) WHERE id = ?1",
            (story,),
        )


def story_of(database: apsw.Connection, report: str) -> str | None:
    """The story that a report belongs to."""
    row = database.execute("SELECT story FROM story_reports WHERE report = ?", (report,)).fetchone()
    return str(row[0]) if row else None


def one(database: apsw.Connection, story: str) -> Story | None:
    """One story."""
    row = database.execute(f"{ROWS} WHERE id = ?", (story,)).fetchone()
    if row is None:
        return None
    reports = database.execute("SELECT report FROM story_reports WHERE story = ? ORDER BY report", (story,))
    return _story(row, tuple(str(report) for (report,) in reports))


def all_stories(database: apsw.Connection, *, needs_telling: bool | None) -> tuple[Story, ...]:
    """All stories by id, or those that (do not) need telling."""
    reports: dict[str, list[str]] = defaultdict(list)
    chosen = (
        "SELECT story_reports.story, report FROM stories JOIN story_reports ON story_reports.story = stories.id "
        "WHERE ?1 IS NULL OR needs_telling = ?1 ORDER BY story_reports.story, report"
    )
    for story, report in database.execute(chosen, (needs_telling,)):
        reports[str(story)].append(str(report))
    rows = database.execute(f"{ROWS} WHERE ?1 IS NULL OR needs_telling = ?1 ORDER BY id", (needs_telling,))
    return tuple(_story(row, tuple(reports[str(row[0])])) for row in rows)


def _story(row: tuple[object, ...], reports: tuple[str, ...]) -> Story:
    story, title, versions, told, needs_telling = row
    return Story(
        id=str(story),
        title=str(title) if title is not None else None,
        reports=reports,
        versions=int(str(versions)),
        told=str(told) if told is not None else None,
        needs_telling=bool(needs_telling),
    )


def moves(database: apsw.Connection, report: str | None) -> tuple[Move, ...]:
    """Moves of a report, or all, oldest first."""
    rows = database.execute(
        "SELECT report, from_story, to_story, reason, pinned, actor, time FROM moves WHERE ?1 IS NULL OR report = ?1 "
        "ORDER BY number",
        (report,),
    )
    return tuple(
        Move(report, origin, story, reason, bool(pinned), actor, time)
        for report, origin, story, reason, pinned, actor, time in rows
    )
