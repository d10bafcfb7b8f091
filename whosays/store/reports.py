"""Reports, the bytes they were read from, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import apsw

from whosays.store import chain
from whosays.store.bytes_kept import keep_raw, raw_bytes
from whosays.store.errors import StoreError
from whosays.store.instants import bounds
from whosays.store.kept import Incoming, Refused

if TYPE_CHECKING:
    from whosays.model import Notice, Report

MANY = 500  # ids asked for in one statement


def add(database: apsw.Connection, batch: Iterable[Incoming], *, when: str, actor: str) -> tuple[str, ...]:
    """Keep what is new; ids of that, in the order given.

    Bytes that a report taken down came in once more (its feed, fetched again) are kept as a hash alone.
    """
    items = list(batch)
    forgotten = {number for number, item in enumerate(items) if is_forgotten(database, item.report)}
    tainted = {chain.digest(items[number].raw or b"") for number in forgotten}
    added: list[str] = []
    for number, item in enumerate(items):
        if number not in forgotten and not has(database, item.report.id):
            _insert(database, item, tainted, when=when, actor=actor)
            added.append(item.report.id)
    return tuple(added)


def has(database: apsw.Connection, report: str) -> bool:
    """Is a report of this id kept?"""
    return database.execute("SELECT 1 FROM reports WHERE id = ?", (report,)).fetchone() is not None


def is_forgotten(database: apsw.Connection, report: Report) -> bool:
    """Was this report taken down, or the same text under another address?"""
    asked = (report.id, _text_hash(report.text))
    return (
        database.execute("SELECT 1 FROM tombstones WHERE report = ? OR text_sha256 = ?", asked).fetchone() is not None
    )


def _insert(database: apsw.Connection, item: Incoming, tainted: set[str], *, when: str, actor: str) -> None:
    report, raw = item.report, None
    if item.raw is not None:
        hash_alone = bool(tainted) and chain.digest(item.raw) in tainted
        raw = keep_raw(database, item.raw, fetched=item.fetched, when=when, hash_alone=hash_alone)
    details = details_of(report)
    when_published = bounds(report.published.value) or (None, None)
    row = (
        *(report.id, report.outlet, report.title, report.url, report.published.value, *when_published),
        *(report.language, report.source, report.text, _text_hash(report.text), details, raw, item.fetched, when),
    )
    database.execute(
        "INSERT INTO reports (id, outlet, title, url, published, earliest, latest, language, source, text, text_sha256, "
        f"details, raw_sha256, fetched_from, added) VALUES ({', '.join('?' * len(row))})",
        row,
    )
    database.execute(
        "INSERT INTO reports_index (rowid, title, text) VALUES (?, ?, ?)",
        (database.last_insert_rowid(), report.title, report.text),
    )
    for notice in item.notices:
        _note(database, notice, raw, when)
    chain.append(database, "add", report.id, report_hash(details, report.text), actor=actor, time=when)


def details_of(report: Report) -> str:
    """A report as JSON without its text.

    Raises :class:`StoreError` where a text holds half of a surrogate pair, which no file can hold.
    """
    import msgspec

    plain = msgspec.to_builtins(report)
    del plain["text"]
    details = chain_text(plain, report.source)
    chain_text(report.text, report.source)
    return details


def chain_text(plain: object, source: str) -> str:
    """A plain value as canonical JSON; half of a surrogate pair in it is refused by name."""
    try:
        return chain.canonical(plain).decode("utf-8")
    except UnicodeEncodeError as error:
        broken = f"U+{ord(error.object[error.start]):04X}"
        raise StoreError(
            source, f"it holds the lone surrogate {broken}", "read it again with its own encoding"
        ) from None


def report_hash(details: str, text: str) -> str:
    """What the log says of a report: the SHA-256 of its details, a line end, and its text."""
    return chain.digest(details.encode("utf-8") + b"\n" + text.encode("utf-8"))


def _text_hash(text: str) -> str:
    return chain.digest(text.encode("utf-8", "surrogatepass"))


def refuse(
    database: apsw.Connection, notice: Notice, *, when: str, raw: bytes | None, fetched: str | None, actor: str
) -> None:
    """Keep a refusal and, where given, the bytes that were refused."""
    from whosays.model import Notice

    sha256 = keep_raw(database, raw, fetched=fetched, when=when) if raw is not None else None
    refused = Notice("refused", None, notice.source, notice.message)
    if _note(database, refused, sha256, when):
        chain.append(database, "refuse", notice.source or "", refusal_hash(refused), actor=actor, time=when)


def refusal_hash(notice: Notice) -> str:
    """What the log says of a refusal."""
    return chain.digest(chain.canonical([notice.source, notice.message]))


def _note(database: apsw.Connection, notice: Notice, raw: str | None, when: str) -> bool:
    """Keep a notice, or count it once more; is it a new one?"""
    database.execute(
        "INSERT INTO notices (kind, report, source, message, raw_sha256, first, last, times) VALUES (?, ?, ?, ?, ?, ?, ?, 1) "
        "ON CONFLICT DO UPDATE SET times = times + 1, last = excluded.last",
        (notice.kind, notice.report, notice.source, notice.message, raw, when, when),
    )
    row = database.execute(
        "SELECT times FROM notices WHERE kind = ? AND ifnull(report, '') = ? AND ifnull(source, '') = ? AND message = ?",
        (notice.kind, notice.report or "", notice.source or "", notice.message),
    ).fetchone()
    return row is not None and row[0] == 1


def one(database: apsw.Connection, report: str) -> Report | None:
    """The report of this id."""
    row = database.execute("SELECT details, text FROM reports WHERE id = ?", (report,)).fetchone()
    return report_from(*row) if row else None


def several(database: apsw.Connection, ids: Sequence[str] | None, *, story: str | None) -> tuple[Report, ...]:
    """Reports by id, of a story, or all, in the order of their ids."""
    chosen, given = "SELECT details, text FROM reports", ()
    if story is not None:
        chosen, given = f"{chosen} WHERE id IN (SELECT report FROM story_reports WHERE story = ?)", (story,)  # type: ignore[assignment]
    if ids is None:
        return tuple(report_from(*row) for row in database.execute(f"{chosen} ORDER BY id", given))
    wanted = sorted(set(ids))
    joined = f"{chosen} {'AND' if given else 'WHERE'} id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return tuple(
        report_from(*row)
        for first in range(0, len(wanted), MANY)
        for row in database.execute(joined, (*given, json.dumps(wanted[first : first + MANY])))
    )


def report_from(details: str, text: str) -> Report:
    """A report from its row."""
    import msgspec

    from whosays.model import Report

    plain: dict[str, Any] = json.loads(details)
    return msgspec.convert({**plain, "text": text}, Report)


def raw_of(database: apsw.Connection, report: str) -> bytes | None:
    """The bytes that a report was read from."""
    row = database.execute("SELECT raw_sha256 FROM reports WHERE id = ?", (report,)).fetchone()
    return raw_bytes(database, str(row[0])) if row and row[0] else None


def notices(database: apsw.Connection, report: str | None) -> tuple[Notice, ...]:
    """Notices of a report, or all."""
    from whosays.model import Notice

    rows = database.execute(
        "SELECT kind, report, source, message FROM notices WHERE ?1 IS NULL OR report = ?1 ORDER BY number", (report,)
    )
    return tuple(Notice(*row) for row in rows)


def refusals(database: apsw.Connection) -> tuple[Refused, ...]:
    """Refused inputs, the latest first."""
    rows = database.execute(
        "SELECT source, message, first, last, times FROM refusals ORDER BY last DESC, source, message"
    )
    return tuple(Refused(*row) for row in rows)
