"""The log: append-only, each entry's link is the SHA-256 of the entry, which holds the link before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import apsw

from whosays.store.kept import LogEntry

START = "0" * 64  # what the first entry has before it
COLUMNS = "seq, prev, op, object, sha256, actor, time, link"


def canonical(value: object) -> bytes:
    """A plain value as JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def link_of(entry: LogEntry) -> str:
    """What the link of an entry must be."""
    fields = ("seq", "prev", "op", "object", "sha256", "actor", "time")
    return digest(canonical({name: getattr(entry, name) for name in fields}))


def append(database: apsw.Connection, op: str, thing: str, sha256: str, *, actor: str, time: str) -> None:
    """Add one entry; the caller holds the transaction."""
    last = database.execute("SELECT seq, link FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = (int(last[0]) + 1, str(last[1])) if last else (1, START)
    link = link_of(LogEntry(seq, prev, op, thing, sha256, actor, time, ""))
    database.execute(
        f"INSERT INTO log ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, prev, op, thing, sha256, actor, time, link),
    )


def entries(database: apsw.Connection, since: int = 0) -> Iterator[LogEntry]:
    """Entries after a number, oldest first."""
    for row in database.execute(f"SELECT {COLUMNS} FROM log WHERE seq > ? ORDER BY seq", (since,)):
        yield LogEntry(*row)


def head(database: apsw.Connection) -> str:
    """The last link."""
    last = database.execute("SELECT link FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return str(last[0]) if last else START
