"""One claim read as a sighting: who was where, how they stood to the place, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from whosays.brief.lookup import Index, agent
from whosays.brief.timeline import dated
from whosays.data import rows
from whosays.model import Argument, Claim, LegStatus

PLACES = frozenset({"place", "facility"})
TRAVELLERS = frozenset({"person", "vehicle"})
UNREAL = frozenset({"possible", "expected", "hypothetical", "conditional", "probable", "unconfirmed"})
HABIT = re.compile(
    r"\b(twice|times|often|usually|regularly|rarely|every|always|frequently|sometimes|never)\b", re.IGNORECASE
)
CONTAINERS = frozenset(
    "region province state city town port station district village island republic county area capital territory".split()
)
SIGHTED = frozenset({"see", "spot", "observe", "film", "photograph", "continue", "begin", "start", "expect", "believe"})
SEQUENCE = re.compile(r"\b(since|then|afterwards?|later|subsequently|next|before)\b", re.IGNORECASE)
# Which roles may hold the place for each way of standing to it; the direct object comes first where it can be one.
ROLES: Mapping[str, tuple[str, ...]] = {
    "origin": ("theme", "patient", "source", "place", "goal"),
    "destination": ("theme", "goal", "place", "patient", "topic"),
    "via": ("theme", "patient", "place", "goal"),
    "at": ("place", "theme", "patient", "goal", "topic"),
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """One claim that puts a traveller somewhere; ``way`` is origin, destination, via or at; ``order`` its place in the text."""

    traveller: str
    place: str
    way: str
    claim: Claim
    earliest: str | None
    latest: str | None
    status: LegStatus
    order: tuple[str, int]
    ongoing: bool
    follows: bool


@lru_cache(maxsize=1)
def motions() -> Mapping[tuple[str, str], str]:
    """How the place argument stands to the journey, by lemma and part of speech."""
    return {(lemma, part): way for lemma, way, part in rows("movement_verbs")}


def sightings(look: Index, claim: Claim) -> list[Sighting]:
    """Where a claim puts its agent; nothing where the way or the place is open, or the claim is about a habit."""
    text = look.reports[claim.report].text
    words = " ".join(text[s.start : s.end] for s in claim.spans)
    if claim.factuality == "retracted" or claim.polarity == "-" or HABIT.search(words):
        return []
    way, who, progress = _motion(look, claim)
    if way is None or who is None:
        return []
    traveller = _traveller(look, claim, who)
    way = "at" if way == "origin" and _leaves_vehicle(look, claim) else way
    place = _place(look, claim, way)
    if traveller is None or place is None:
        return []
    earliest, latest = dated(look, claim)
    before = text[claim.spans[0].start : claim.predicate_span.start]
    return [
        Sighting(
            traveller=traveller,
            place=place,
            way=way,
            claim=claim,
            earliest=earliest,
            latest=latest,
            status=_status(look, claim),
            order=(claim.report, claim.spans[0].start),
            ongoing=progress,
            follows=bool(SEQUENCE.search(before)),
        )
    ]


def _motion(look: Index, claim: Claim) -> tuple[str | None, Argument | None, bool]:
    """The way, who moves, and whether the motion is still in progress; by verb, by what was seen, by noun."""
    way = motions().get((claim.predicate, "verb"))
    subject = agent(claim) or next((a for a in claim.arguments if a.role == "patient" and _before(claim, a)), None)
    text = look.reports[claim.report].text
    if way is not None and claim.predicate not in SIGHTED:
        return way, subject, text[claim.predicate_span.start : claim.predicate_span.end].endswith("ing")
    if claim.predicate in SIGHTED:
        rest = text[claim.predicate_span.end : claim.spans[-1].end].split()
        moving = next((motions()[lemma, "verb"] for word in rest if (lemma := _lemma(word)) is not None), None)
        subjects = [a for a in claim.arguments if a.role in ("agent", "patient")]
        return moving, subjects[0] if len(subjects) == 1 else None, True
    return (*_nominal(claim), False)


def _before(claim: Claim, argument: Argument) -> bool:
    """Does the argument stand before the predicate, as the subject of a passive does?"""
    return argument.end is not None and argument.end <= claim.predicate_span.start


def _lemma(word: str) -> str | None:
    """The verb of motion that a participle ("travelling") or infinitive belongs to."""
    word = word.lower().strip(".,;")
    stem = word.removesuffix("ing")
    tried = (word,) if stem == word else (stem, stem + "e", stem[:-1])
    return next((t for t in tried if (t, "verb") in motions()), None)


def _leaves_vehicle(look: Index, claim: Claim) -> bool:
    """ "He left his train at X": the vehicle is left, and X is where that happens."""
    left = [a for a in claim.arguments if a.role in ("theme", "patient", "source")]
    return any(a.entity is not None and look.entities[a.entity].kind == "vehicle" for a in left)


def _nominal(claim: Claim) -> tuple[str | None, Argument | None]:
    """ "His visit to X was in April": the noun's way, and the noun phrase as the agent (its possessor travels)."""
    for argument in claim.arguments:
        if argument.role in ("agent", "patient", "theme") and argument.head:
            way = motions().get((argument.head.lower(), "noun"))
            if way is not None:
                return way, argument
    noun = claim.predicate.removeprefix("be ")
    if motions().get((noun, "noun")):
        return motions()[noun, "noun"], agent(claim)
    return None, None


def _traveller(look: Index, claim: Claim, who: Argument) -> str | None:
    """The person or vehicle in an argument, the possessor first where the argument is a noun of motion."""
    if who.entity is not None and look.entities[who.entity].kind in TRAVELLERS:
        return who.entity
    if who.start is None or who.end is None:
        return None
    inside = look.mentioned(claim.report, who.start, who.end)
    found = sorted({e for _, e in inside if look.entities[e].kind in TRAVELLERS})
    return found[0] if len(found) == 1 else None


def _place(look: Index, claim: Claim, way: str) -> str | None:
    """The place argument, or ``None`` where the object of the motion is something that is no known place."""
    for role in ROLES[way]:
        for argument in claim.arguments:
            if argument.role == role and argument.entity is not None and look.entities[argument.entity].kind in PLACES:
                return _within(look, claim, argument) or argument.entity
        blocked = any(a.role == role and a.entity is None and a.head for a in claim.arguments)
        if blocked and role in ("theme", "patient") and way in ("via", "origin") and claim.place is None:
            return None
    if claim.place in look.entities:
        return claim.place
    return _standing_at(look, claim) if way == "at" else None


def _within(look: Index, claim: Claim, argument: Argument) -> str | None:
    """The named place behind a common noun: "the region *of Norland*"."""
    if argument.end is None or (argument.head or "").lower() not in CONTAINERS:
        return None
    rest = re.match(r"\s+of\s+(?:the\s+)?", look.reports[claim.report].text[argument.end : argument.end + 12])
    start = argument.end + rest.end() if rest else -1
    found = [e for m, e in look.mentioned(claim.report, start, claim.spans[-1].end) if m.start == start] if rest else []
    return next((e for e in found if look.entities[e].kind in PLACES), None)


def _standing_at(look: Index, claim: Claim) -> str | None:
    """The only named place behind "at", "in" or "near" in the evidence, the inner one of "the station of Norland"."""
    text, start = look.reports[claim.report].text, claim.predicate_span.end
    found = {
        e
        for m, e in look.mentioned(claim.report, start, claim.spans[-1].end)
        if m.form == "name" and look.entities[e].kind in PLACES
        and re.search(r"\b(?:at|in|near|outside)\s+[^,;]*$", text[start : m.start])
    }  # fmt: skip
    return next(iter(found)) if len(found) == 1 else None


def _status(look: Index, claim: Claim) -> LegStatus:
    if claim.factuality == "denied":
        return "denied"
    if claim.factuality in UNREAL:
        return "candidate"
    counts = [p.independent_sources for p in look.propositions.get(claim.id, ()) if p.status != "disputed"]
    return "corroborated" if max(counts, default=0) >= 2 else "reported"
