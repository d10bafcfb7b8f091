"""For whom somebody speaks: an official for his body, a minister for the government, a branch for the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from whosays.data import rows
from whosays.model import Cast, Mention, Reading
from whosays.words.agencies import agency_spellings

Pair = tuple[str, str]  # who speaks, and the body, as entity ids
FARTHEST = 70  # characters between a name and the body whose office it has
OF_BODY = re.compile(r",?\s(?:[\w'’-]{1,30}\s){0,6}?(?:of|from|at|for|with)\s(?:the\s)?$")
IN_BODY = re.compile(r"(?:'s|’s)?\s(?:[\w'’-]{1,30}\s){1,5}$")
RULER = r"(?:vice[- ]president|president|(?:deputy )?prime minister|premier|chancellor|(?:[\w-]{1,20} ){0,2}?minister)"
OF_COUNTRY = re.compile(rf", (?:the )?{RULER} of (?:the )?$", re.IGNORECASE)
IN_COUNTRY = re.compile(rf"(?:['’]s)? {RULER},? $", re.IGNORECASE)
FORMER = re.compile(r"\b(?:former|ex|late|then)[ -]$", re.IGNORECASE)


def bodies_of(readings: Sequence[Reading], cast: Cast, governments: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Entity → the bodies that it speaks for by any report; ``governments`` are entities by country code."""
    found: dict[str, set[str]] = {}
    agencies = {entity.id for entity in cast.entities if entity.name in agency_spellings()}
    for who, body in chain.from_iterable(_offices(reading, cast, governments) for reading in readings):
        if body not in agencies:
            found.setdefault(who, set()).add(body)
    return {who: frozenset(bodies) for who, bodies in found.items()}


def _offices(reading: Reading, cast: Cast, governments: Mapping[str, str]) -> Iterable[Pair]:
    """Named people beside a body or a country with their office: "Holm, head of the fire brigade", "Norwegian premier Vik"."""
    text = reading.report.text
    named = sorted((m for m in reading.mentions if m.form in ("name", "adjective")), key=lambda m: (m.start, m.end))
    for one, other in chain(pairwise(named), pairwise(m for m in named if m.form == "name")):
        person, body = (one, other) if one.kind == "person" else (other, one)
        between = text[one.end : other.start]
        who, whose = cast.of_mention.get(person.id), cast.of_mention.get(body.id)
        if person.kind != "person" or who is None or whose is None or len(between) > FARTHEST:
            continue
        country = cast.country_of.get(whose)
        if country is not None and _rules(one, person, text, between):
            yield who, governments.get(country, whose)
        elif body.kind == "organisation" and (OF_BODY if person is one else IN_BODY).fullmatch(between):
            yield who, whose


def _rules(one: Mention, person: Mention, text: str, between: str) -> bool:
    """Do the words between a name and a country make somebody its head of state, or a minister who is in office?"""
    if person is one:
        return OF_COUNTRY.fullmatch(between) is not None
    return IN_COUNTRY.fullmatch(between) is not None and FORMER.search(text[max(0, one.start - 8) : one.start]) is None


def called(cast: Cast, texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What the reports call bodies, without an article → the bodies, as entity ids."""
    found: dict[str, set[str]] = {}
    for entity in cast.entities:
        if entity.kind == "organisation":
            named = (texts[m.report][m.start : m.end] for m in entity.mentions if m.form == "name")
            for name in (entity.name, *named):
                found.setdefault(re.sub(r"^[Tt]he ", "", name), set()).add(entity.id)
    return {name: frozenset(bodies) for name, bodies in found.items()}


def branch(name: str) -> str | None:
    """The name without the country or continent at its end: "Harbour Aid Africa"."""
    match = _place_behind().fullmatch(re.sub(r"^[Tt]he ", "", name)[:90])
    return match[1] if match else None


@cache
def _place_behind() -> re.Pattern[str]:
    places = {row[0] for row in rows("continents")} | {row[1] for row in rows("countries")}
    return re.compile(rf"(.{{2,80}}) (?:{'|'.join(map(re.escape, sorted(places)))})")
