"""The claims of a record that somebody asks for: about an entity, said by somebody, of a status, of an outlet, with words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whosays.model import Claim, Entity, Proposition, Record, Status
from whosays.render.story import Story


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What claims are narrowed to; everything given must hold. Whom they are about is an entity's id or words of a name."""

    entity: str | None = None
    said_by: str | None = None
    status: Status | None = None
    outlet: str | None = None
    text: str | None = None


def claims_asked_for(
    story: Story, propositions: Mapping[str, Sequence[Proposition]], asked: Narrowed
) -> Iterator[Claim]:
    """The claims that are about the entity, are said by somebody, have the status, come from the outlet, and hold the words; in record order.

    ``propositions`` are those that each claim belongs to, by its id.
    """
    about = _about(story.record, asked.entity) if asked.entity is not None else None
    for claim in story.record.told:
        if about is not None and not about.holds(claim):
            continue
        if asked.outlet is not None and not _named(asked.outlet, (story.reports[claim.report].outlet or "",)):
            continue
        if asked.said_by is not None and not _named(asked.said_by, _speakers(story, claim)):
            continue
        stated = propositions.get(claim.id, ())
        if asked.status is not None and all(one.status != asked.status for one in stated):
            continue
        if asked.text is not None and not _holds(story, claim, asked.text, stated):
            continue
        yield claim


def _speakers(story: Story, claim: Claim) -> Iterator[str]:
    """Names of everybody in the chain of a claim, and ids of their entities."""
    for step in claim.chain:
        for source in step.sources:
            yield from (one for one in (source.name, source.entity) if one)
            yield story.names.get(source.entity or "", "")


def _holds(story: Story, claim: Claim, asked: str, stated: Iterable[Proposition]) -> bool:
    """Do the claim's words, or a statement it belongs to, hold every word asked for?"""
    text = story.texts[claim.report]
    held = " ".join([*(span.of(text) for span in claim.spans), *(one.statement for one in stated)]).casefold()
    return all(word in held for word in asked.casefold().split())


@dataclass(frozen=True, slots=True)
class _About:
    """Entities, and where each report mentions them."""

    ids: frozenset[str]
    places: dict[str, list[tuple[int, int]]]

    def holds(self, claim: Claim) -> bool:
        """Is the claim about one of them: an argument, its place, or a mention within its words?"""
        if claim.place in self.ids or any(argument.entity in self.ids for argument in claim.arguments):
            return True
        mentioned = self.places.get(claim.report, ())
        return any(span.start <= start and end <= span.end for span in claim.spans for start, end in mentioned)


def _entities_called(record: Record, asked: str) -> tuple[Entity, ...]:
    """The entity of this id, else those that a name calls so: its words stand in a row in the entity's name or in a mention by name."""
    exact = tuple(entity for entity in record.entities if entity.id == asked)
    if exact:
        return exact
    texts = {report.id: report.text for report in record.reports}
    return tuple(entity for entity in record.entities if _named(asked, _names(entity, texts)))


def _names(entity: Entity, texts: dict[str, str]) -> set[str]:
    printed = {texts[one.report][one.start : one.end] for one in entity.mentions if one.form == "name"}
    return {entity.name, *printed}


def _named(asked: str, names: Iterable[str]) -> bool:
    """Do the words asked for stand in a row in one of the names?"""
    wanted = " ".join(asked.casefold().split())
    return bool(wanted) and any(f" {wanted} " in f" {' '.join(name.casefold().split())} " for name in names)


def _about(record: Record, asked: str) -> _About:
    found = _entities_called(record, asked)
    places: dict[str, list[tuple[int, int]]] = {}
    for entity in found:
        for mention in entity.mentions:
            places.setdefault(mention.report, []).append((mention.start, mention.end))
    return _About(frozenset(entity.id for entity in found), places)
