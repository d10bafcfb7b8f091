"""A record as tables: one row for each thing, ids that join them. CSV and Parquet write the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from whosays.model import Claim, Record
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, source_name, words_of

Kind = Literal["text", "number", "integer", "truth"]
Value = str | float | int | bool | None
SIGNS = {"+": "positive", "-": "negative"}  # a bare sign is a formula to a spreadsheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and what its cells hold."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its columns, its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(record: Record) -> tuple[Table, ...]:
    """Every table of a record, empty ones too, always the same columns."""
    story = story_of(record)
    return (
        _table("reports", _reports(record), text="id outlet title url published published_status language source"),
        _table(
            "claims",
            _claims(story),
            text=CLAIMS,
            integer="start end",
            number="factuality_score",
            more="outlet published url",
        ),
        _table("sources", _sources(story), text="claim", integer="step", more="role name entity stance"),
        _table(
            "propositions", _propositions(story), text="id statement status", integer=COUNTS, more="sources outlets"
        ),
        _table("proposition_claims", _members(record), text="proposition claim"),
        _table("origins", _origins(record), text="proposition name entity stance how claims statement"),
        _table("findings", _findings(record), text=FINDINGS, truth="shown"),
        _table("finding_sides", _sides(story), text="finding answer claims", integer="independent_sources", more=SAID),
        _table("entities", _entities(record), text="id kind name wikidata geonames", number=PLACE, integer="mentions"),
        _table(
            "mentions",
            _mentions(story),
            text="entity report words form",
            integer="start end",
            truth="inferred",
            more="name",
        ),
        _table("times", _times(story), text="id report words", integer="start end", more=TIMES),
        _table("quantities", _quantities(story), text="id report words unit of", number="low high", truth="approx"),
        _table("events", _events(story), text=EVENTS, truth="background", more=SAID),
        _table("timeline", _timeline(story), text="earliest latest zone grain claims propositions", more=SAID),
        _table("journeys", _journeys(story), text="traveller", integer="leg", more=LEGS),
        _table("relations", ((r.a, r.b, r.kind, r.reason) for r in record.relations), text="a b kind reason"),
        _table("lineage", _lineage(story), text="report kind of_report", more="words words_there"),
    )


CLAIMS = "id report words predicate polarity factuality attribution says quote zone place as_of_earliest as_of_latest times quantities"
COUNTS = "independent_sources independent_sources_entailed"
FINDINGS = "id kind slot question computation reconciled_by reports"
PLACE = "latitude longitude radius_km"
TIMES = "type value mod earliest latest zone grain"
SAID = "words outlets"  # what the claims of a row say, and in which reports: for readers, beside the ids
EVENTS = "code actors recipients date place status claims"
LEGS = f"place earliest latest status after claims {SAID}"


def _table(
    name: str,
    rows: Iterable[tuple[Value, ...]],
    *,
    text: str,
    number: str = "",
    integer: str = "",
    truth: str = "",
    more: str = "",
) -> Table:
    """A table whose rows give first their texts, then numbers, integers and truth values, then more texts."""
    kinds: tuple[tuple[str, Kind], ...] = (
        (text, "text"),
        (number, "number"),
        (integer, "integer"),
        (truth, "truth"),
        (more, "text"),
    )
    columns = tuple(Column(column, kind) for names, kind in kinds for column in names.split())
    return Table(name, columns, tuple(rows))


def listed(ids: Iterable[str]) -> str:
    """Several ids in one cell."""
    return " ".join(ids)


def _names(story: Story, ids: Iterable[str]) -> str:
    return "; ".join(story.names.get(one, one) for one in ids)


def _said(story: Story, ids: Iterable[str]) -> tuple[str, str]:
    """The words of claims, each once, and the reports that print them."""
    told = claims_of(story, ids)
    words = dict.fromkeys(words_of(story, claim.report, claim.spans) for claim in told)
    return " | ".join(words), "; ".join(dict.fromkeys(story.labels.get(claim.report, claim.report) for claim in told))


def _reports(record: Record) -> Iterator[tuple[Value, ...]]:
    for r in record.reports:
        yield r.id, r.outlet, r.title, r.url, r.published.value, r.published.status, r.language, r.source


def _claims(story: Story) -> Iterator[tuple[Value, ...]]:
    reports = {report.id: report for report in story.record.reports}
    for claim in story.record.told:
        report = reports.get(claim.report)
        printed = (report.published.value, report.url) if report else (None, None)
        place = story.names.get(claim.place or "")
        since, until = (claim.as_of.earliest, claim.as_of.latest) if claim.as_of else (None, None)
        yield (
            *(
                claim.id,
                claim.report,
                words_of(story, claim.report, claim.spans),
                claim.predicate,
                SIGNS[claim.polarity],
            ),
            *(claim.factuality, claim.attribution, chain(story, claim), claim.quote, claim.zone, place, since, until),
            *(listed(claim.times), listed(claim.quantities), claim.factuality_score),
            *(claim.spans[0].start, claim.spans[-1].end),
            *(story.labels.get(claim.report, claim.report), *printed),
        )


def _sources(story: Story) -> Iterator[tuple[Value, ...]]:
    for claim in story.record.told:
        for number, step in enumerate(claim.chain):
            for source in step.sources:
                yield claim.id, number, step.role, source_name(story, source), source.entity, step.stance


def _propositions(story: Story) -> Iterator[tuple[Value, ...]]:
    for p in story.record.propositions:
        sources = "; ".join(o.name for o in p.origins if o.how == "direct" and o.stance == "asserts")
        counts = p.independent_sources, p.independent_sources_entailed
        yield p.id, p.statement, p.status, *counts, sources, _said(story, p.claims)[1]


def _members(record: Record) -> Iterator[tuple[Value, ...]]:
    for proposition in record.propositions:
        for claim in proposition.claims:
            yield proposition.id, claim


def _origins(record: Record) -> Iterator[tuple[Value, ...]]:
    for p in record.propositions:
        for origin in p.origins:
            yield p.id, origin.name, origin.entity, origin.stance, origin.how, listed(origin.claims), p.statement


def _findings(record: Record) -> Iterator[tuple[Value, ...]]:
    for f in record.findings:
        yield f.id, f.kind, f.slot, f.question, f.computation, f.reconciled_by, listed(f.reports), f.shown


def _sides(story: Story) -> Iterator[tuple[Value, ...]]:
    for finding in story.record.findings:
        for side in finding.readings:
            yield finding.id, side.answer, listed(side.claims), side.independent_sources, *_said(story, side.claims)


def _entities(record: Record) -> Iterator[tuple[Value, ...]]:
    for e in record.entities:
        at = (e.place.latitude, e.place.longitude, e.place.radius_km) if e.place else (None, None, None)
        yield e.id, e.kind, e.name, e.links.wikidata, e.links.geonames, *at, len(e.mentions)


def _mentions(story: Story) -> Iterator[tuple[Value, ...]]:
    for entity in story.record.entities:
        for m in entity.mentions:
            words = story.texts.get(m.report, "")[m.start : m.end]
            yield entity.id, m.report, words, m.form, m.start, m.end, m.inferred, entity.name


def _times(story: Story) -> Iterator[tuple[Value, ...]]:
    for t in story.record.times:
        words = story.texts.get(t.report, "")[t.start : t.end]
        yield t.id, t.report, words, t.start, t.end, t.type, t.value, t.mod, t.earliest, t.latest, t.zone, t.grain


def _quantities(story: Story) -> Iterator[tuple[Value, ...]]:
    for q in story.record.quantities:
        words = story.texts.get(q.report, "")[q.start : q.end]
        yield q.id, q.report, words, q.unit, q.of, q.low, q.high, q.approx


def _events(story: Story) -> Iterator[tuple[Value, ...]]:
    for e in story.record.events:
        actors, recipients = _names(story, e.actors), _names(story, e.recipients)
        place = story.names.get(e.place or "", e.place)
        yield (
            e.code,
            actors,
            recipients,
            e.date,
            place,
            e.status,
            listed(e.claims),
            e.background,
            *_said(story, e.claims),
        )


def _timeline(story: Story) -> Iterator[tuple[Value, ...]]:
    for t in story.record.timeline:
        ids = listed(t.claims), listed(t.propositions)
        yield t.earliest, t.latest, t.zone, t.grain, *ids, *_said(story, t.claims)


def _journeys(story: Story) -> Iterator[tuple[Value, ...]]:
    for journey in story.record.itinerary:
        traveller = story.names.get(journey.traveller, journey.traveller)
        for number, leg in enumerate(journey.legs):
            place, after = story.names.get(leg.place, leg.place), listed(str(one) for one in leg.after)
            yield (
                traveller,
                number,
                place,
                leg.earliest,
                leg.latest,
                leg.status,
                after,
                listed(leg.claims),
                *_said(story, leg.claims),
            )


def _lineage(story: Story) -> Iterator[tuple[Value, ...]]:
    for edge in story.record.lineage.edges:
        here, there = [pair[0] for pair in edge.spans], [pair[1] for pair in edge.spans]
        words = words_of(story, edge.from_report, here), words_of(story, edge.to_report, there)
        yield edge.from_report, edge.kind, edge.to_report, *words


def claims_of(story: Story, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims of these ids that the record holds, each once."""
    return tuple(story.claims[one] for one in dict.fromkeys(ids) if one in story.claims)


def by_name(record: Record) -> Mapping[str, Table]:
    """The tables by their name."""
    return {table.name: table for table in tables(record)}
