"""Search over reports and claims: words by the index, ranked by bm25; people, places, times and statuses by the rows."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import apsw

from whosays.store.errors import BadSearch
from whosays.store.hits import Filters, Hit
from whosays.store.instants import bounds
from whosays.store.query import match
from whosays.store.rows import fold
from whosays.store.snippets import in_spans, marked, window
from whosays.text.stretches import APART

SECONDS = 1.0
STEPS = 20_000  # of SQLite's machine between two looks at the clock
MOST = 1_000
FROM = {
    "report": (
        (
            "SELECT r.number, r.id, r.id, s.story, r.outlet, r.source, r.title, r.published, r.text, r.details, NULL, NULL, {rank} FROM {index} "
            "LEFT JOIN story_reports s ON s.report = r.id"
        ),
        "reports_index JOIN reports r ON r.number = reports_index.rowid",
        "reports r",
        "-bm25(reports_index, 4.0, 1.0)",  # a word of the title counts four times
    ),
    "claim": (
        (
            "SELECT r.number, r.id, r.report, r.story, r.outlet, a.source, a.title, r.published, r.words, r.spans, r.said_by, r.status, {rank} "
            "FROM {index} JOIN reports a ON a.id = r.report"
        ),
        "claims_index JOIN claims r ON r.number = claims_index.rowid",
        "claims r",
        "-bm25(claims_index, 1.0, 0.5)",
    ),
}


def search(
    database: apsw.Connection, words: str, *, kind: Literal["report", "claim"], filters: Filters | None, limit: int
) -> tuple[Hit, ...]:
    """The best hits first; without words the latest first. Equal ones in the order of their ids."""
    if not 1 <= limit <= MOST:
        raise BadSearch(f"limit {limit}", "so many cannot be shown", f"give a number from 1 to {MOST}")
    asked = match(words)
    conditions, given = _conditions(kind, filters or Filters())
    columns, indexed, plain, rank = FROM[kind]
    if asked is None:
        chosen = columns.format(rank="0.0", index=plain)
        order = "r.published DESC NULLS LAST, r.id"
    else:
        chosen = columns.format(rank=rank, index=indexed)
        order = "13 DESC, r.published DESC NULLS LAST, r.id"
        conditions, given = [f"{kind}s_index MATCH ?", *conditions], [asked, *given]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    with _in_time(database):
        rows = list(database.execute(f"{chosen}{where} ORDER BY {order} LIMIT ?", (*given, limit)))
        return tuple(_hit(database, kind, row, asked) for row in rows)


def _conditions(kind: str, filters: Filters) -> tuple[list[str], list[str]]:
    """SQL conditions and the values of their marks, in order."""
    conditions: list[str] = []
    given: list[str] = []

    def must(condition: str, *values: str) -> None:
        conditions.append(condition)
        given.extend(values)

    member = (
        "EXISTS (SELECT 1 FROM claim_entities m JOIN entities e ON e.story = m.story AND e.id = m.entity "
        "WHERE m.story = r.story AND m.claim = r.id AND e.names LIKE ? ESCAPE '\\'{kinds})"
        if kind == "claim"
        else "EXISTS (SELECT 1 FROM report_entities m JOIN entities e ON e.story = m.story AND e.id = m.entity "
        "WHERE m.report = r.id AND e.names LIKE ? ESCAPE '\\'{kinds})"
    )
    if filters.entity is not None:
        must(member.format(kinds=""), _name(filters.entity, "entity"))
    if filters.place is not None:
        must(member.format(kinds=" AND e.kind IN ('place', 'facility')"), _name(filters.place, "place"))
    if filters.outlet is not None:
        must("instr(' ' || lower(r.outlet) || ' ', ' ' || lower(?) || ' ') > 0", filters.outlet.strip())
    if filters.since is not None:
        must("r.latest >= ?", _bounds(filters.since, "since")[0])
    if filters.until is not None:
        must("r.earliest <= ?", _bounds(filters.until, "until")[1])
    if filters.story is not None:
        must("r.story = ?" if kind == "claim" else "s.story = ?", filters.story)
    if filters.status is not None:
        must(
            "EXISTS (SELECT 1 FROM proposition_claims c JOIN propositions p ON p.story = c.story AND p.id = c.proposition "
            "WHERE c.story = r.story AND c.claim = r.id AND p.status = ?)"
            if kind == "claim"
            else "EXISTS (SELECT 1 FROM claims q JOIN proposition_claims c ON c.story = q.story AND c.claim = q.id "
            "JOIN propositions p ON p.story = c.story AND p.id = c.proposition WHERE q.report = r.id AND p.status = ?)",
            filters.status,
        )
    return conditions, given


def _name(asked: str, what: str) -> str:
    """A pattern for the words of a name, one after the other, within a name."""
    folded = fold(asked)
    if not folded:
        raise BadSearch(repr(asked), f"this is no name of a {what}", "give a name as the reports print it")
    return f"% {folded} %"


def _bounds(asked: str, what: str) -> tuple[str, str]:
    found = bounds(asked)
    if found is None:
        why = "this is no day or time"
        raise BadSearch(f"{what} {asked!r}", why, "give ISO 8601: 2031-05, 2031-05-07 or 2031-05-07T06:30+02:00")
    return found


def _hit(database: apsw.Connection, kind: Literal["report", "claim"], row: tuple[Any, ...], asked: str | None) -> Hit:
    from whosays.model import Passage

    # of a report: its details for the spans
    number, thing, report, story, outlet, source, title, published, text, spans, said_by, status, score = row
    printed = str(text)
    found = _matches(database, kind, number, printed, asked) if asked else ()
    if kind == "claim":
        stretches = [(int(start), int(end)) for start, end in json.loads(str(spans))]
        found, snippet = in_spans(found, stretches, apart=len(APART)), printed
    else:
        start, end = window(printed, found, lead=_lead(str(spans)))
        stretches, snippet = [(start, end)] if end > start else [], printed[start:end]
    return Hit(
        kind=kind,
        id=str(thing),
        report=str(report),
        story=story,
        outlet=outlet,
        source=str(source),
        title=title,
        published=published,
        snippet=snippet,
        passages=tuple(Passage(str(report), start, end) for start, end in stretches),
        matches=tuple(Passage(str(report), start, end) for start, end in found),
        said_by=said_by,
        status=status,
        score=round(float(score), 6),
    )


def _lead(details: str) -> int:
    """Where the text of a report begins that is no header."""
    segments = json.loads(details)["segments"]
    return min((int(one["start"]) for one in segments if one["role"] != "metadata_prefix"), default=0)


def _matches(
    database: apsw.Connection, kind: str, number: object, text: str, asked: str
) -> tuple[tuple[int, int], ...]:
    """Where the words asked for stand in a text, as the index sees them."""
    index, column = (f"{kind}s_index", 0 if kind == "claim" else 1)

    def show(opening: str, closing: str) -> str:
        row = database.execute(
            f"SELECT highlight({index}, {column}, ?, ?) FROM {index} WHERE {index} MATCH ? AND rowid = ?",
            (opening, closing, asked, number),
        ).fetchone()
        return str(row[0]) if row else ""

    return marked(text, show)


@contextmanager
def _in_time(database: apsw.Connection) -> Iterator[None]:
    """Within it, a statement that runs too long is stopped."""
    until = time.monotonic() + SECONDS
    database.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        yield
    finally:
        database.set_progress_handler(None)
