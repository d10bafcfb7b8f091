"""The latest record of a story as rows, for searching and for looking at with Datasette; of a new record those that changed are written."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

import apsw

from whosays.store.instants import bounds
from whosays.text.folding import unaccented
from whosays.text.stretches import words_in

if TYPE_CHECKING:
    from whosays.model import Claim, Entity, Interval, Record, Report, Status

# Of several statements that hold a claim, the one a careful reader must hear of first gives the claim's status.
GRAVEST_FIRST: tuple[Status, ...] = (
    "disputed", "retracted", "denied", "superseded", "corroborated", "single-source", "unconfirmed", "unattributed",
)  # fmt: skip
# The tables with what tells their rows apart; one that points into another stands in front of it.
KEYS: Mapping[str, tuple[str, ...]] = {
    "claim_entities": ("story", "entity", "claim"),
    "report_entities": ("story", "entity", "report"),
    "proposition_claims": ("story", "proposition", "claim"),
    "findings": ("story", "id"),
    "propositions": ("story", "id"),
    "entities": ("story", "id"),
    "claims": ("story", "id"),
}


def clear(database: apsw.Connection, story: str) -> None:
    """Take a story's rows out of the tables and of the index."""
    database.execute(
        "INSERT INTO claims_index (claims_index, rowid, words, said_by) "
        "SELECT 'delete', number, words, said_by FROM claims WHERE story = ?",
        (story,),
    )
    for table in KEYS:
        database.execute(f"DELETE FROM {table} WHERE story = ?", (story,))


def write(database: apsw.Connection, story: str, record: Record) -> None:
    """Make the rows of a story those of a record; what stands there already stays, and so does its place in the index."""
    for table, found in rows_of(story, record).items():
        columns = _columns(database, table)
        wanted = dict.fromkeys(map(itemgetter(*columns), found))
        there = set(database.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE story = ?", (story,)))
        gone = [dict(zip(columns, row, strict=True)) for row in there - wanted.keys()]
        fresh = [row for row in wanted if row not in there]
        names = [{name: row[name] for name in KEYS[table]} for row in gone]
        which = " AND ".join(f"{name} = :{name}" for name in KEYS[table])
        if table == "claims":
            database.executemany(
                "INSERT INTO claims_index (claims_index, rowid, words, said_by) "
                f"SELECT 'delete', number, words, said_by FROM claims WHERE {which}",
                names,
            )
        database.executemany(f"DELETE FROM {table} WHERE {which}", names)
        values = ", ".join("?" * len(columns))
        database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", fresh)
        if table == "claims":
            ids = [{"story": story, "id": row[columns.index("id")]} for row in fresh]
            database.executemany(
                "INSERT INTO claims_index (rowid, words, said_by) "
                f"SELECT number, words, said_by FROM claims WHERE {which}",
                ids,
            )


def _columns(database: apsw.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table but for the number that SQLite gives."""
    found = (str(name) for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,)))
    return tuple(name for name in found if name != "number")


def rows_of(story: str, record: Record) -> dict[str, list[dict[str, object]]]:
    """The rows of a record by table, in the record's order; reports that the store does not hold are the caller's care."""
    from whosays.model import Interval

    reports = {report.id: report for report in record.reports}
    status = _status_of_claims(record)
    within = _mentions(record.entities)
    found: dict[str, list[dict[str, object]]] = {table: [] for table in reversed(tuple(KEYS))}
    names = {entity.id: entity.name for entity in record.entities}
    times = {time.id: Interval(time.earliest, time.latest) for time in record.times}
    for claim in record.told:
        row = _claim_row(story, claim, reports[claim.report], status=status.get(claim.id), names=names)
        earliest, latest = _when(claim, reports[claim.report], times)
        found["claims"].append({**row, "place": names.get(claim.place or ""), "earliest": earliest, "latest": latest})
    found["entities"] = [
        {"story": story, "id": entity.id, "kind": entity.kind, "name": entity.name, "names": names_of(entity, reports)}
        for entity in record.entities
    ]
    for claim in record.told:
        found["claim_entities"] += [
            {"story": story, "claim": claim.id, "entity": entity} for entity in sorted(_entities_of(claim, within))
        ]
    for entity in record.entities:
        found["report_entities"] += [
            {"story": story, "report": report, "entity": entity.id}
            for report in sorted({mention.report for mention in entity.mentions})
        ]
    for said in record.propositions:
        found["propositions"].append(
            {
                "story": story,
                "id": said.id,
                "statement": said.statement,
                "status": said.status,
                "independent_sources": said.independent_sources,
                "independent_sources_entailed": said.independent_sources_entailed,
            }
        )
        found["proposition_claims"] += [
            {"story": story, "proposition": said.id, "claim": claim_id} for claim_id in sorted(set(said.claims))
        ]
    found["findings"] = [
        {
            "story": story,
            "id": finding.id,
            "kind": finding.kind,
            "slot": finding.slot,
            "question": finding.question,
            "computation": finding.computation,
            "shown": int(finding.shown),
        }
        for finding in record.findings
    ]
    return found


@lru_cache(maxsize=32_768)
def fold(name: str) -> str:
    """A name for comparing: without case, accents and signs, single blanks between its words."""
    return " ".join("".join(c if c.isalnum() else " " for c in unaccented(name).casefold()).split())


def names_of(entity: Entity, reports: Mapping[str, Report]) -> str:
    """Every name an entity goes by, folded: ``| kim jong un | kim |``."""
    printed = {
        reports[mention.report].text[mention.start : mention.end]
        for mention in entity.mentions
        if mention.form == "name" and mention.report in reports
    }
    return f"| {' | '.join(sorted({fold(name) for name in (entity.name, *printed)} - {''}))} |"


def _claim_row(
    story: str, claim: Claim, report: Report, *, status: str | None, names: Mapping[str, str]
) -> dict[str, object]:
    return {
        "story": story,
        "id": claim.id,
        "report": claim.report,
        "outlet": report.outlet,
        "published": report.published.value,
        "words": words_in(report.text, claim.spans),
        "spans": str([[span.start, span.end] for span in claim.spans]),  # as JSON has it
        "said_by": _said_by(claim, names),
        "predicate": claim.predicate,
        "polarity": claim.polarity,
        "factuality": claim.factuality,
        "attribution": claim.attribution,
        "quote": claim.quote,
        "status": status,
    }


def _said_by(claim: Claim, names: Mapping[str, str]) -> str | None:
    """The names of the outermost step of the chain that names anybody; whom the cast knows by the name it has there."""
    for step in reversed(claim.chain):
        found = [name for source in step.sources if (name := names.get(source.entity or "") or source.name)]
        if found:
            return ", ".join(found)
    return None


def _when(claim: Claim, report: Report, times: Mapping[str, Interval]) -> tuple[str | None, str | None]:
    """When a claim is true as worded: its own times, else its as-of time, else when its report came out."""
    own = [times[time] for time in claim.times if time in times]
    for stretches in (own, [claim.as_of] if claim.as_of else []):
        starts = [found[0] for found in (bounds(one.earliest) for one in stretches) if found]
        ends = [found[1] for found in (bounds(one.latest) for one in stretches) if found]
        if starts or ends:
            return (min(starts) if starts else None), (max(ends) if ends else None)
    return bounds(report.published.value) or (None, None)


def _status_of_claims(record: Record) -> dict[str, Status]:
    """The gravest status of the statements that hold each claim."""
    found: dict[str, Status] = {}
    for said in sorted(record.propositions, key=lambda one: GRAVEST_FIRST.index(one.status), reverse=True):
        found.update(dict.fromkeys(said.claims, said.status))
    return found


def _mentions(entities: Iterable[Entity]) -> dict[str, list[tuple[int, int, str]]]:
    """Mentions of each report: start, end, entity."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            found[mention.report].append((mention.start, mention.end, entity.id))
    return {report: sorted(mentions) for report, mentions in found.items()}


def _entities_of(claim: Claim, within: Mapping[str, list[tuple[int, int, str]]]) -> set[str]:
    """Entities a claim is about: those in its words, in its arguments, its place, and who says it."""
    found = {argument.entity for argument in claim.arguments}
    found |= {source.entity for step in claim.chain for source in step.sources} | {claim.place}
    mentions = within.get(claim.report, [])
    for span in claim.spans:
        first, last = (bisect_left(mentions, (place,)) for place in (span.start, span.end))
        found.update(entity for _, end, entity in mentions[first:last] if end <= span.end)
    return {entity for entity in found if entity is not None}
