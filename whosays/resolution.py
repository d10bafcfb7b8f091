"""Readings once the cast is known: every argument, source and place that has a mention gets its entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from whosays.model import Argument, Cast, Claim, Reading, Source, Step
from whosays.remembered import LastMade

Named = TypeVar("Named", Argument, Source)
RESOLVED: LastMade[Reading] = LastMade()


def with_entities(readings: Sequence[Reading], cast: Cast) -> tuple[Reading, ...]:
    """The same readings, with entity ids in arguments, sources and places."""
    return tuple(_resolved(reading, cast) for reading in readings)


def _resolved(reading: Reading, cast: Cast) -> Reading:
    entities = tuple(cast.of_mention.get(mention.id) for mention in reading.mentions)
    return RESOLVED.of(
        reading.report.id,
        (reading, entities),
        lambda: replace(
            reading,
            claims=tuple(_claim(claim, cast) for claim in reading.claims),
            embedded=tuple(_claim(claim, cast) for claim in reading.embedded),
        ),
    )


def _claim(claim: Claim, cast: Cast) -> Claim:
    return replace(
        claim,
        arguments=tuple(_with_entity(argument, cast) for argument in claim.arguments),
        chain=tuple(_step(step, cast) for step in claim.chain),
        place=cast.of_mention.get(claim.place) if claim.place else None,
    )


def _step(step: Step, cast: Cast) -> Step:
    sources = tuple(_with_entity(source, cast) for source in step.sources)
    return step if sources == step.sources else replace(step, sources=sources)


def _with_entity(one: Named, cast: Cast) -> Named:
    """The very same where nothing changes: what was found out about it before is found again."""
    entity = cast.of_mention.get(one.mention) if one.mention else one.entity
    return one if entity == one.entity else replace(one, entity=entity)
