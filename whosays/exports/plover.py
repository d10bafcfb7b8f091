"""PLOVER event rows (TSV): one for each coded act that was reported as done, intended, denied or alleged; none for what only could be.

PLOVER is the Political Language Ontology for Verifiable Event Records of the Open Event Data Alliance. Acts of speech that no code
covers have no row here; the table ``events`` of the CSV has them. A statement of the reports, never a verdict: ``status`` says how
it was put, ``sources`` who puts it so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from whosays.exports.tables import claims_of
from whosays.exports.texts import cell, file_stem, one_line, utf8
from whosays.model import Entity, Event, Record, key
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, words_of

COLUMNS = (
    "event_id date event_type status background actors actor_ids recipients recipient_ids place place_id latitude longitude "
    "geonames reports urls sources text claims"
).split()


def files(record: Record) -> dict[str, bytes]:
    """The rows, after a line with the names of the columns."""
    story = story_of(record)
    out = io.StringIO()
    rows = csv.writer(out, "excel-tab", lineterminator="\n")
    rows.writerow(COLUMNS)
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        if event.code is not None:
            row = _row(story, entities, event)
            rows.writerow([cell(one_line(value)) if isinstance(value, str) else value for value in row])
    return {file_stem(record) + ".plover.tsv": utf8(out.getvalue())}


def _row(story: Story, entities: Mapping[str, Entity], event: Event) -> tuple[str | float, ...]:
    record = story.record
    told = claims_of(story, event.claims)
    holding = {claim.report for claim in told}
    reports = [report for report in record.reports if report.id in holding]
    place = entities.get(event.place or "")
    at = place.place if place else None
    return (
        key("ev", event.code, event.status, event.date, *event.actors, *event.recipients, *event.claims),
        *(event.date or "", event.code or "", event.status, "true" if event.background else "false"),
        *("; ".join(story.names.get(one, one) for one in event.actors), " ".join(event.actors)),
        *("; ".join(story.names.get(one, one) for one in event.recipients), " ".join(event.recipients)),
        *(place.name if place else "", event.place or ""),
        *((at.latitude, at.longitude) if at else ("", "")),
        (place.links.geonames if place else None) or "",
        *("; ".join(story.labels[one.id] for one in reports), " ".join(one.url for one in reports if one.url)),
        "; ".join(dict.fromkeys(chain(story, claim) for claim in told)),
        " | ".join(words_of(story, claim.report, claim.spans) for claim in told),
        " ".join(event.claims),
    )
