"""Who is told of changes besides the person at the terminal: how far each has heard of each story, and what did not arrive."""

from __future__ import annotations

import apsw

from whosays.store.chain import digest


def listens(database: apsw.Connection, address: str, *, when: str) -> bool:
    """Note a listener, who has heard of everything announced until now; is it a new one?"""
    name = name_of(address)
    if database.execute("SELECT 1 FROM listeners WHERE name = ?", (name,)).fetchone():
        return False
    database.execute("INSERT INTO listeners (name, since) VALUES (?, ?)", (name, when))
    database.execute(
        "INSERT INTO heard (listener, story, version) SELECT ?, id, announced FROM stories WHERE announced > 0", (name,)
    )
    return True


def name_of(address: str) -> str:
    """What a listener goes by in the store: an address can hold a password."""
    return digest(address.encode("utf-8"))


def unheard(database: apsw.Connection, address: str, *, most: int) -> tuple[tuple[str, int], ...]:
    """Stories with a version that has not arrived there, each with the last that did; not those given up after ``most`` tries."""
    rows = database.execute(
        "SELECT stories.id, ifnull(heard.version, 0) FROM stories LEFT JOIN heard ON heard.story = stories.id AND heard.listener = ?1 "
        "JOIN (SELECT story, max(version) AS latest FROM records GROUP BY story) AS told ON told.story = stories.id "
        "WHERE ifnull(heard.version, 0) < told.latest AND NOT (ifnull(heard.tried, 0) = told.latest AND ifnull(heard.tries, 0) >= ?2) "
        "AND EXISTS (SELECT 1 FROM story_reports WHERE story_reports.story = stories.id) ORDER BY stories.id",
        (name_of(address), most),
    )
    return tuple((str(story), int(str(version))) for story, version in rows)


def mark_heard(database: apsw.Connection, address: str, story: str, version: int) -> None:
    """Note that a version of a story has arrived."""
    database.execute(
        "INSERT INTO heard (listener, story, version) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET version = max(version, excluded.version), tried = 0, tries = 0",
        (name_of(address), story, version),
    )


def mark_missed(database: apsw.Connection, address: str, story: str, version: int) -> int:
    """Note that a version did not arrive; how often that was so."""
    database.execute(
        "INSERT INTO heard (listener, story, version, tried, tries) VALUES (?, ?, 0, ?, 1) ON CONFLICT DO UPDATE SET "
        "tries = CASE WHEN tried = excluded.tried THEN tries + 1 ELSE 1 END, tried = excluded.tried",
        (name_of(address), story, version),
    )
    row = database.execute(
        "SELECT tries FROM heard WHERE listener = ? AND story = ?", (name_of(address), story)
    ).fetchone()
    return int(str(row[0])) if row else 0
