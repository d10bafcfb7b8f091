"""What does not belong to a name in a run of capitals: titles, adjectives of countries, agencies glued on by a caption."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from whosays.mentions import lexicon
from whosays.model import Parse

OCEANS = frozenset({"Pacific", "Atlantic", "Arctic"})
# Titles that are family names too: no cut between a given name and one of these at the end of a run.
SURNAME_TITLES = frozenset(
    "king prince duke baron bishop pope major marshal judge justice dean lord cook chief count cardinal private sergeant "
    "miller head page knight general captain rector constable".split()
)


MAKERS = frozenset("Boeing Airbus Embraer Cessna ATR Antonov Tupolev Ilyushin Sukhoi Bombardier Beechcraft".split())
MODEL = re.compile(r"[A-Z]{0,3}-?[0-9]{2,4}(?:[-/][0-9]{1,4}[A-Z]{0,2})?")


def is_model(maker: str, number: str) -> bool:
    """ "Boeing 737-800": an aircraft by its maker and number."""
    return maker in MAKERS and MODEL.fullmatch(number) is not None


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``[first, last)`` of a name without article, title or possessive; ``titled`` when a title stands before it."""

    first: int
    last: int
    titled: bool


def _is_called_so(parse: Parse, first: int) -> bool:
    """ "The Lady Morwen", "the Sir Alec": behind an article these are no titles, but the beginning of a name."""
    article = first > 0 and parse.tokens[first - 1].text.lower() == "the"
    return article and parse.tokens[first].text in ("Lady", "Sir", "Miss")


def split_run(parse: Parse, first: int, last: int) -> Iterator[Run]:
    """Cut titles, demonyms and countries off the front of a run of capitals."""
    words = [t.text for t in parse.tokens[first:last]]
    if len(words) > 1 and (
        lexicon.known_names().get(" ".join(words)) == "place" or " ".join(words) in lexicon.country_names()
    ):  # "British Columbia", "DR Congo"
        yield Run(first, last, False)
        return
    if len(words) > 1 and is_model(words[-2], words[-1]) and words[-2] == words[0]:
        yield Run(first, last, False)
        return
    if last < len(parse.tokens) and parse.words(first, last + 1) in lexicon.demonyms():  # "South" of "South African"
        return
    if " ".join(words) not in lexicon.known_names() and (edge := _known_edge(words)) is not None:
        yield from split_run(parse, first, first + edge)
        yield from split_run(parse, first + edge, last)
        return
    country = _leading(words, lexicon.country_names(), lexicon.demonyms())
    whole_kind = lexicon.kind_by_words(tuple(words))
    if len(words) > 4 and all(word.isupper() for word in words):
        return
    cut = _title_cut(words, whole_kind is not None)
    if cut is not None and not (len(words) > 1 and (behind_ship(parse, first) or _is_called_so(parse, first))):
        start, stop = cut
        if start:
            yield from split_run(parse, first, first + start)
        if stop < len(words):
            for run in split_run(parse, first + stop, last):
                yield Run(run.first, run.last, run.first == first + stop)
        return
    generic = whole_kind is not None and country == len(words) - 1
    if (
        country
        and country < len(words)
        and not generic
        and whole_kind not in ("organisation", "facility")
        and not _is_person(parse, first, last)
    ):
        if " ".join(words[:country]) in lexicon.country_names():
            yield Run(first, first + country, False)
        yield from split_run(parse, first + country, last)
        return
    if " ".join(words) in lexicon.demonyms() and " ".join(words) not in lexicon.country_names():
        return
    if len(words) == 1 and words[0] in OCEANS and last < len(parse.tokens) and parse.tokens[last].tag in ("NN", "NNS"):
        return
    if (
        len(words) == 1
        and words[0].lower() in ("north", "south", "east", "west")
        and words[0] not in lexicon.compass_names()
    ):
        return
    yield Run(first, last, False)


def behind_ship(parse: Parse, first: int) -> bool:
    """Does the noun for a ship stand right in front ("the ferry Princess Ida", "the tug Captain Roe")?"""
    if not first:
        return False
    before = parse.tokens[first - 1]
    return before.tag in ("NN", "NNP") and before.text.islower() and lexicon.is_ship(before.lemma.lower())


def _known_edge(words: list[str]) -> int | None:
    """Where a known body glued to the front or back of a caption's name ends or begins: "Reuters Jane Roe", "Jane Roe PA"."""
    front = _leading(words, lexicon.known_bodies())
    if 0 < front < len(words) and lexicon.kind_by_words(("x", *words[front:])) is None:
        return front
    if (
        len(words) > 1
        and words[-1] in lexicon.agencies()
        and words[-1].isupper()
        and lexicon.kind_by_words(tuple(words[:-1])) is None
    ):
        return len(words) - 1
    return None


def _is_person(parse: Parse, first: int, last: int) -> bool:
    """ "Ms Georgia Roe"; or the parser takes the whole run for a person and the first word is no unmistakable country ("Chad Roe")."""
    if first and lexicon.is_courtesy(parse.tokens[first - 1].text):
        return True
    short = parse.tokens[first].text in lexicon.given_countries()
    guess = parse.name_at(first) if short else None
    return guess is not None and guess.label == "PERSON" and guess.last >= last


def _leading(words: list[str], *tables: Container[str]) -> int:
    """How many words at the front are an entry of one of the tables, the longest first."""
    for length in range(min(5, len(words)), 0, -1):
        front = " ".join(words[:length])
        if any(front in table for table in tables):
            return length
    return 0


def _title_cut(words: list[str], named_body: bool) -> tuple[int, int] | None:
    """Words ``[start, stop)`` of the last title in a run; ``None`` where the title is part of a name ("General Motors")."""
    table = lexicon.titles()
    lowered = [word.lower().rstrip(".") for word in words]
    for stop in range(len(words), 0, -1):
        for length in range(min(lexicon.longest_title(), stop), 0, -1):
            if " ".join(lowered[stop - length : stop]).replace(" - ", "-") not in table:  # "Secretary-General"
                continue
            rest = words[stop:]
            given = bool(rest) and rest[0].lower() in lexicon.given_names()
            body = lexicon.kind_by_words(("x", *rest)) if rest and not given else None
            if rest and not given and (body or named_body) and lexicon.kind_by_words(tuple(words[stop - length :])):
                return None
            if not rest and named_body and length == 1 and len(words) > 1:
                return None
            if rest and rest[0].lower() in ("of", "jr", "jr."):
                continue
            if (
                not rest
                and stop - length > 0
                and lowered[stop - 1] in SURNAME_TITLES
                and lowered[0] in lexicon.given_names()
            ):
                continue
            start = stop - length
            return start, stop
    return None
