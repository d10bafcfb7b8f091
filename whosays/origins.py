"""How many independent origins stand behind a proposition. Independence fails closed.

Rule 1 of the record: an origin counts once however often it is repeated; an institution is one origin under all its names, also when
its speaker is not named; one unnamed individual with a stated role counts one; outlet voice, impersonal passives and unnamed plurals
count none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whosays.data import words
from whosays.model import (
    Cast,
    Claim,
    Entity,
    Lineage,
    Mention,
    Origin,
    Proposition,
    Reading,
    Relation,
    Source,
    Stance,
    Status,
)

SELF = ("our ", "we", "us", "this newspaper", "this paper", "this site", "this website", "an earlier", "this agency")

STRENGTH = {"certain": 3, "expected": 3, "probable": 2, "possible": 1, "unconfirmed": 1, "conditional": 1}
FOOTAGE = frozenset(
    {
        "footage",
        "video",
        "recording",
        "image",
        "images",
        "photo",
        "photos",
        "correction",
        "update",
        "analysis",
        "version",
    }
)


def count_origins(
    propositions: Sequence[Proposition],
    readings: Sequence[Reading],
    cast: Cast,
    lineage: Lineage,
    relations: Sequence[Relation],
) -> tuple[Proposition, ...]:
    """Every proposition with its origins, the strict count (the same proposition) and the count with entailing claims."""
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    named = _Names(readings, cast, lineage)
    narrower = defaultdict(list)
    for relation in relations:
        if relation.kind == "refines":
            narrower[relation.b].append(relation.a)
    out = []
    for proposition in propositions:
        direct = list(_origins(proposition.claims, claims, named, "direct"))
        known = {(origin.name, origin.stance) for origin in direct}
        below = tuple(c for claim in proposition.claims for c in narrower[claim] if c not in proposition.claims)
        entailed = [o for o in _origins(below, claims, named, "entailed") if (o.name, o.stance) not in known]
        strict = sum(origin.stance == "asserts" for origin in direct)
        wide = strict + sum(origin.stance == "asserts" for origin in entailed)
        status = _status([claims[c] for c in proposition.claims], strict)
        out.append(
            replace(
                proposition,
                origins=tuple(direct + entailed),
                independent_sources=strict,
                independent_sources_entailed=wide,
                status=status,
            )
        )
    return tuple(out)


def _origins(members: Sequence[str], claims: dict[str, Claim], named: _Names, how: str) -> Iterator[Origin]:
    by: dict[tuple[str, str | None, Stance], list[str]] = {}
    strongest = max((STRENGTH.get(claims[member].factuality, 0) for member in members), default=0)
    for member in members:
        claim = claims[member]
        if claim.attribution != "attributed" or claim.factuality == "retracted":
            continue
        step = claim.chain[-1]
        stance: Stance = "denies" if claim.factuality == "denied" else step.stance
        if stance == "expects":
            stance = "asserts"
        if stance == "asserts" and STRENGTH.get(claim.factuality, 0) < strongest:
            stance = "doubts"  # "may have" is no second source of "has"
        for source in step.sources:
            identity = named.of(source, claim)
            if identity is not None:
                by.setdefault((*identity, stance), []).append(member)
    for (name, entity, stance), backing in sorted(by.items(), key=lambda item: (item[0][0], item[0][2])):
        yield Origin(name, entity, tuple(dict.fromkeys(backing)), how, stance)  # type: ignore[arg-type]


class _Names:
    """Under which name a source counts as an origin; read-only once made."""

    def __init__(self, readings: Sequence[Reading], cast: Cast, lineage: Lineage) -> None:
        self.mentions = {mention.id: mention for reading in readings for mention in reading.mentions}
        self.by_report: dict[str, list[Mention]] = {reading.report.id: list(reading.mentions) for reading in readings}
        self.texts = {reading.report.id: reading.report.text for reading in readings}
        self.outlets = {reading.report.id: reading.report.outlet for reading in readings}
        self.entities = {entity.id: entity for entity in cast.entities}
        self.cast = cast
        self.group = {report: group.origin for group in lineage.groups for report in group.reports}
        self.collective = words("collectives")

    def of(self, source: Source, claim: Claim) -> tuple[str, str | None] | None:
        """(name, entity id) of the origin, or ``None`` when the source counts for nothing."""
        phrase = self._phrase(source, claim)
        low = phrase.lower()
        if not low or low.startswith(SELF) or low in ("we", "i", "us"):
            return (
                (self.outlets[claim.report] or "", None)
                if low.startswith("our ") and self.outlets[claim.report]
                else None
            )
        institution = self._institution(source, claim, low)
        if institution is not None:
            return institution.name, institution.id
        entity = self.entities.get(source.entity or "")
        head = low.split(" of ")[0].split(" at ")[0].split(" with ")[0].split(",")[0].split()[-1]
        if entity is not None and entity.kind in ("person", "organisation", "facility", "place") and _has_name(entity):
            return entity.name, entity.id
        if head in self.collective or (
            low.split()[0] in ("two", "three", "four", "five", "some", "several", "many") and head.endswith("s")
        ):
            return None
        if low.startswith(("both", "the two", "the pair")):
            return "both parties", None
        bare = re.sub(r"^(?:the|an?)\s+", "", phrase, flags=re.IGNORECASE).split(",")[0].strip()
        return (bare, None) if bare and head not in FOOTAGE else None

    def _phrase(self, source: Source, claim: Claim) -> str:
        if source.start is not None and source.end is not None:
            return self.texts[claim.report][source.start : source.end]
        return source.name or ""

    def _institution(self, source: Source, claim: Claim, low: str) -> Entity | None:
        """The institution that an unnamed or official speaker stands for: "US officials", "a Kremlin spokesman", "doctors at X hospital"."""
        speaks_for = any(
            word in low
            for word in (
                "spokes",
                "officials",
                "doctors",
                "authorities",
                "government",
                "ministry",
                "press office",
                "police",
            )
        )
        entity = self.entities.get(source.entity or "")
        if (
            source.start is None
            or source.end is None
            or (entity is not None and entity.kind == "person" and "spokes" not in low and _has_name(entity))
        ):
            return None
        if not speaks_for:
            return None
        inside = [
            m
            for m in self.by_report[claim.report]
            if source.start <= m.start and m.end <= source.end and m.form in ("name", "adjective")
        ]
        found = [self.entities[self.cast.of_mention[m.id]] for m in inside if m.id in self.cast.of_mention]
        organisations = [e for e in found if e.kind in ("organisation", "facility")]
        if organisations:
            return organisations[0]
        if entity is not None and entity.kind == "organisation":
            return entity
        countries = [e for e in found if e.id in self.cast.country_of]
        return self._government(countries[0]) if countries else None

    def _government(self, country: Entity) -> Entity:
        """A country's officials are its government, where the story has such an entity; else the country stands for it."""
        code = self.cast.country_of[country.id]
        for entity in sorted(self.entities.values(), key=lambda e: e.id):
            if (
                entity.kind == "organisation"
                and self.cast.country_of.get(entity.id) == code
                and "government" in entity.name.lower()
            ):
                return entity
        return country


def _has_name(entity: Entity) -> bool:
    return any(mention.form == "name" for mention in entity.mentions)


def _status(members: Sequence[Claim], count: int) -> Status:
    """What the claims themselves say; disagreements are settled after the findings."""
    classes = {claim.factuality for claim in members}
    if "retracted" in classes:
        return "retracted"
    if classes == {"denied"}:
        return "denied"
    if "denied" in classes:
        return "disputed"
    if classes <= {"unconfirmed"}:
        return "unconfirmed"
    if count >= 2:
        return "corroborated"
    return "single-source" if count == 1 else "unattributed"
