"""What the stages gave, put together: a reading from what was found in one report, a record from what was found in a story."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from whosays.certainty import certainty_model
from whosays.event_mentions import event_model
from whosays.gazetteer import gazetteers_in_use
from whosays.language import model_in_use
from whosays.model import (
    Brief,
    Cast,
    Claim,
    Event,
    EventMention,
    Generator,
    Itinerary,
    Mention,
    Model,
    Notice,
    Parse,
    Reading,
    Record,
    Report,
    Span,
    StoryHeader,
    TimelineEntry,
    Values,
    key,
)
from whosays.plugins import in_use as plugins_in_use
from whosays.record import RECORD_VERSION
from whosays.text.line_ends import as_given, as_printed
from whosays.version import VERSION

SETTINGS = "default"


def assemble(
    report: Report,
    parsed: Parse,
    mentions: Sequence[Mention],
    values: Values,
    claims: Sequence[Claim],
    event_mentions: Sequence[EventMention],
    embedded: Sequence[Claim],
) -> Reading:
    """All that one report says, in one value."""
    return Reading(
        report=report,
        mentions=tuple(mentions),
        times=values.times,
        quantities=values.quantities,
        places=values.places,
        claims=tuple(claims),
        sentences=tuple(Span(sentence.start, sentence.end) for sentence in parsed.sentences),
        events=tuple(event_mentions),
        embedded=tuple(embedded),
    )


def record_of(made: Mapping[str, Any], notices: Sequence[Notice]) -> Record:
    """The record of what the stages of a story gave, by the names of their values; views and brief are still empty."""
    readings: tuple[Reading, ...] = made["resolved"]
    cast: Cast = made["cast"]
    networks: tuple[Model | None, ...] = (made["vectors"].model, made["inference"].model)
    reports = tuple(reading.report for reading in readings)
    return Record(
        record_version=RECORD_VERSION,
        generator=Generator(
            whosays=VERSION,
            models=(
                *(model_in_use(), certainty_model(), event_model()),
                *(network for network in networks if network),
                *gazetteers_in_use(),
                *plugins_in_use(),
            ),
            settings_sha256=hashlib.sha256(SETTINGS.encode()).hexdigest(),
        ),
        story=_header(reports),
        reports=reports,
        entities=cast.entities,
        times=tuple(time for reading in readings for time in reading.times),
        quantities=tuple(quantity for reading in readings for quantity in reading.quantities),
        claims=tuple(claim for reading in readings for claim in reading.claims),
        relations=made["relations"],
        propositions=made["propositions"],
        findings=made["findings"],
        lineage=made["lineage"],
        timeline=(),
        itinerary=(),
        events=(),
        brief=Brief(()),
        notices=tuple(notices),
        decisions=made["outcomes"],
        event_chains=made["event_chains"],
    )


def with_views(
    record: Record, entries: tuple[TimelineEntry, ...], journeys: tuple[Itinerary, ...], acts: tuple[Event, ...]
) -> Record:
    """The record with its timeline, journeys and coded events, which the brief may draw on."""
    return replace(record, timeline=entries, itinerary=journeys, events=acts)


def completed(record: Record, readings: Sequence[Reading]) -> Record:
    """Once all that compares, counts and tells has been made: what the reports name without telling it, and their texts as given."""
    ends = {reading.report.id: reading.line_ends for reading in readings}
    return as_printed(
        replace(
            record,
            claims=tuple(one for reading in readings for one in (*reading.claims, *reading.embedded)),
            reports=tuple(as_given(reading.report, reading.line_ends) for reading in readings),
        ),
        ends,
    )


def _header(reports: Sequence[Report]) -> StoryHeader:
    dates = sorted(report.published.value for report in reports if report.published.value)
    titled = sorted((report.published.value or "~", report.id, report.title or _headline(report)) for report in reports)
    titles = [title for _, _, title in titled if title]
    return StoryHeader(
        id=key("s", *(report.id for report in reports)),
        title=next(
            (title for title in titles if not title.endswith("?")), next(iter(titles), None)
        ),  # a question states nothing
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )


def _headline(report: Report) -> str | None:
    segment = next((s for s in report.segments if s.role == "headline"), None)
    return report.text[segment.start : segment.end].strip() if segment else None
