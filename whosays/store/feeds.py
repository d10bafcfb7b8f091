"""What a watcher must remember of each feed between two visits."""

from __future__ import annotations

from dataclasses import astuple

import apsw

from whosays.store.kept import Feed

COLUMNS = "url, etag, last_modified, next_due, last_visit, failures, moved_to, note"


def keep(database: apsw.Connection, feed: Feed) -> None:
    """Keep what is known of a feed in the place of what was known."""
    database.execute(f"INSERT OR REPLACE INTO feeds ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(feed))


def one(database: apsw.Connection, url: str) -> Feed | None:
    """What is known of a feed."""
    row = database.execute(f"SELECT {COLUMNS} FROM feeds WHERE url = ?", (url,)).fetchone()
    return Feed(*row) if row else None


def several(database: apsw.Connection, due: str | None) -> tuple[Feed, ...]:
    """Feeds by address: all, or those due by a time; one never visited is always due."""
    rows = database.execute(
        f"SELECT {COLUMNS} FROM feeds WHERE ?1 IS NULL OR next_due IS NULL OR next_due <= ?1 ORDER BY url", (due,)
    )
    return tuple(Feed(*row) for row in rows)
