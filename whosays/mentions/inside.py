"""Places within longer names: "Marlow" in "Marlow Police Department", "Ohio" in "University of Ohio", "Dade" in "Miami-Dade".

Such a name tells where a body or building is at home, so it is a mention of the place of its own, in attributive form. Names of
media and other bodies that the tables list as a whole stay whole: the "Boston Globe" speaks of no town.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from whosays import data
from whosays.mentions import lexicon
from whosays.mentions.capitals import capital
from whosays.mentions.drafts import Draft
from whosays.mentions.runs import GENERIC_BODY
from whosays.mentions.toponyms import Atlas, is_word
from whosays.model import Parse

HYPHENS = ("-", "–", "—")
HOLDERS = frozenset({"organisation", "facility", "event", "other"})
AREA = frozenset({"county", "parish", "township", "borough"})
LONGEST = 4  # words of a place at the front of a name
# Streets are called after far places and papers after their own: neither speaks of the place.
WHOLE = frozenset(
    "street road avenue drive lane boulevard highway terrace parkway st ave blvd rd dr war times post herald journal news "
    "tribune gazette star press chronicle globe sun mail telegraph guardian airlines airways".split()
)
# What follows a town's name, and hardly any other, at the front of a body's.
CIVIC = (
    "police", "police department", "fire department", "fire rescue", "town council", "city council", "borough council",
    "township", "school board", "school district", "city schools", "public schools", "board of education",
    "board of finance", "board of selectmen", "superior court", "district court", "circuit court", "municipal court",
    "crown court", "magistrates", "chamber of commerce", "planning commission", "city hall", "volunteer fire department",
    "city manager", "town committee", "senior center", "community center",
)  # fmt: skip
SCHOOL = ("high school", "middle school", "elementary school", "public library", "library", "community college")
STATE_BODY = frozenset(
    "ministry army navy embassy parliament police government department force forces guard authority council consulate "
    "assembly senate court bank union federation service officials intelligence".split()
)
PART = frozenset(
    "north south east west northern southern eastern western central upper lower greater metro downtown northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern n. s. e. w. n.e. n.w. s.e. s.w. historic rural "
    "metropolitan old".split()
)


def places_inside(parse: Parse, names: Collection[Draft], known: Atlas) -> Iterator[Draft]:
    """Drafts of the places within the names of bodies, buildings and events, and of the adjectives of countries there."""
    alone = {parse.words(name.first, name.last) for name in names if name.kind == "place"}
    taken = {(name.first, name.last) for name in names}
    starts = {name.first for name in names if name.kind == "place"}
    for name in names:
        if name.kind == "place" and name.form == "name":
            yield from _part(parse, name, known)
        if name.kind == "person" and (officer := _officer(parse, name)) is not None:
            yield officer
        if name.kind not in HOLDERS or name.form != "name" or name.last - name.first < 2 or _whole(parse, name, known):
            continue
        for first, last in _spans(parse, name, alone, known):
            if (first, last) not in taken and first not in starts:
                taken.add((first, last))
                yield _place(parse, first, last)


def as_body(parse: Parse, name: Draft, known: Atlas) -> Draft:
    """ "Muscogee County School District", "Springfield City Schools": no place but a body or event of the place it starts with."""
    words = [token.text for token in parse.tokens[name.first : name.last]]
    if name.kind != "place" or name.form != "name" or len(words) < 2 or _ends_as_place(words):
        return name
    whole = parse.words(name.first, name.last)
    if words[0].lower() in PART or known.gazetteer.look_up(whole) or any(hyphen in words for hyphen in HYPHENS):
        return name
    last = _longest(parse, name.first, name.last - 1, (), known)
    return name if last is None else replace(name, kind="organisation")


def _ends_as_place(words: list[str]) -> bool:
    """May a name that no table holds be a place by its last word? The longer kinds of district are bodies."""
    last = words[-1].lower().rstrip(".")
    return last in data.words("place_words") and not (last == "district" and len(words) > LONGEST - 1)


def _whole(parse: Parse, name: Draft, known: Atlas) -> bool:
    """Is the name listed as one, a street's or a paper's, or a country's government, whose adjective is a mention already?"""
    text = parse.words(name.first, name.last)
    last = name.noun.lower().rstrip(".")
    listed = text in lexicon.known_names() or text in lexicon.institutions() or known.weight(text) > 0
    return listed or last in WHOLE or last == "government"


def _officer(parse: Parse, name: Draft) -> Draft | None:
    """The county in "Laurel County Clerk Dean Roe", which the parser takes for a part of his name."""
    for last in range(name.first + 2, min(name.first + LONGEST, name.last - 1)):
        if parse.tokens[last - 1].text in ("County", "Parish", "Township"):
            return _place(parse, name.first, last)
    return None


def _part(parse: Parse, name: Draft, known: Atlas) -> Iterator[Draft]:
    """The place in "South Oxford", where the part has no entry of its own."""
    rest = parse.words(name.first + 1, name.last) if name.last - name.first > 1 else ""
    whole = parse.words(name.first, name.last)
    if parse.tokens[name.first].text.lower() in PART and known.local(rest) and not known.weight(whole):
        yield _place(parse, name.first + 1, name.last)


def _spans(parse: Parse, name: Draft, alone: Collection[str], known: Atlas) -> Iterator[tuple[int, int]]:
    """Token spans of places: at the front, after "of", and on either side of a hyphen."""
    first = name.first
    last = _longest(parse, first, name.last - 1, alone, known)
    if last is None and parse.tokens[first].text.lower() in PART:
        first += 1
        last = _longest(parse, first, name.last, alone, known)
    if last is not None:
        yield first, last
        if last + 1 < name.last and parse.tokens[last].text in HYPHENS:
            beyond = _longest(parse, last + 1, name.last, alone, known)
            if beyond is not None:
                yield last + 1, beyond
    for index in range(name.first + 1, name.last - 1):
        if parse.tokens[index].text.lower() == "of":
            start = index + 1 + (parse.tokens[index + 1].text.lower() == "the")
            stop = _longest(parse, start, name.last, alone, known)
            if stop is not None:
                yield start, stop


def _longest(parse: Parse, first: int, stop: int, alone: Collection[str], known: Atlas) -> int | None:
    """End of the longest place that starts at ``first``: one the report names by itself, a country's, or a local one."""
    for last in range(min(first + LONGEST, stop), first, -1):
        if parse.tokens[last - 1].text.lower() in ("of", "the", "and", "for", *HYPHENS):
            continue
        words = parse.words(first, last)
        if words in lexicon.demonyms() and words not in lexicon.country_names():
            state = any(token.text.lower() in STATE_BODY for token in parse.tokens[last : stop + 1])
            return last if state else None
        if words in alone or words in lexicon.country_names():
            return last
        hyphened = any(token.text in HYPHENS for token in parse.tokens[first:last])
        if last - first > 1 and parse.tokens[last - 1].text.lower() in AREA and not hyphened:
            return last
        if capital(words) and known.inhabited(words):
            return last
        rest = parse.words(last, stop + 1).lower() if stop < len(parse.tokens) else ""
        if rest.startswith(SCHOOL) and known.weight(words):
            return last
        if rest.startswith(CIVIC) and all(_proper(token.text) for token in parse.tokens[first:last]):
            return last
    return None


def _proper(word: str) -> bool:
    """May the word be a town's name, rather than a word of a body's ("Metropolitan", "Transport", "BBC")?"""
    lowered = word.lower()
    return (
        capital(word)
        and not word.isupper()
        and word not in lexicon.demonyms()
        and not (lowered in PART or lowered in GENERIC_BODY or is_word(lowered))
    )


def _place(parse: Parse, first: int, last: int) -> Draft:
    words = parse.words(first, last)
    return Draft(
        first=first,
        last=last,
        head=last - 1,
        form="adjective",
        kind="place",
        number="sing",
        noun=parse.tokens[last - 1].text,
        country=lexicon.country_names().get(words) or lexicon.demonyms().get(words),
        definite=True,
        gender="",
        attached=None,
        reason="part of a longer name",
    )
