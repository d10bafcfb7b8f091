"""Rivers, lakes and islands by the words around a name: "the Dnipro river", "on the Niger", "the island of Skye" are no towns."""

from __future__ import annotations

import re
from dataclasses import replace

from whosays.gazetteer import Gazetteer, Toponym
from whosays.model import Parse
from whosays.normalize.places.names import Reading

BEHIND = re.compile(r"\s(river|lake|reservoir|islands?)\b")
BEFORE = re.compile(r"\b(river|lake|islands?|isle)\s(?:of\s)?\Z")
ALONE = re.compile(  # "the Niger near Harlow", not "the Ohio governor"
    r"\s?(?:[.,;:)]|\Z)|\s(?:near|at|in|on|to|from|and|or|has|have|had|is|was|were|are|burst|rose|fell|between|where|which|after|by|as)\b"
)
WITH_ARTICLE = frozenset({"congo", "gambia"})  # the country has an article, too
ISLAND_TOWN = 15_000  # people; a smaller town that is called like an island may lie anywhere


def with_landform(parse: Parse, reading: Reading, gazetteer: Gazetteer) -> Reading:
    """A reading without the towns, states and countries that the words around exclude."""
    mention, text = reading.mention, parse.report.text
    if mention.form != "name":
        return reading
    before = text[max(0, mention.start - 16) : mention.start]
    word = BEHIND.match(text, mention.end) or BEFORE.search(before)
    if word is not None:
        return replace(reading, candidates=_landforms(reading, word[1], gazetteer))
    areas = any(place.kind in ("country", "region") for place in reading.candidates)
    if (
        areas
        and before.lower().endswith("the ")
        and reading.folded not in WITH_ARTICLE
        and ALONE.match(text, mention.end)
    ):
        rivers = _features(gazetteer.look_up(f"{mention.text} River"))
        return replace(reading, candidates=rivers or reading.candidates)
    return reading


def _landforms(reading: Reading, word: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    name, word = reading.mention.text, word.capitalize()
    for longer in (f"{name} {word}", f"{word} {name}", f"{word} of {name}"):
        if found := _features(gazetteer.look_up(longer)):
            return found
    if word.startswith("Is"):
        return tuple(p for p in reading.candidates if p.kind != "city" or p.population >= ISLAND_TOWN)
    return _features(reading.candidates)


def _features(places: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    return tuple(place for place in places if place.kind == "feature")
