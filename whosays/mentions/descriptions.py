"""Definite noun phrases: "the train", "the company", "the 39-year-old" and the earlier mention they describe, if only one fits."""

from __future__ import annotations

from whosays.mentions.antecedents import Chain, choose, modifiers, noun_group, salience
from whosays.mentions.drafts import Draft
from whosays.model import EntityKind, Parse

# Nouns that describe anybody; "the driver" or "the judge" must not fall on whoever was named last.
ANYBODY = frozenset("year-old leader dictator ruler".split())
RULERS = frozenset("president premier chancellor king queen emperor leader ruler dictator head minister sheikh".split())
STATE_NOUNS = frozenset({"government", "authority", "administration"})
SET_APART = frozenset({"another", "other", "others"})
ANY_BODY_OF_PEOPLE = frozenset(
    "company firm group club team agency organisation organization party charity carrier".split()
)


def antecedent_of_nominal(parse: Parse, draft: Draft, chains: list[Chain]) -> tuple[int | None, str | None]:
    words = {t.text.lower() for t in parse.tokens[draft.first : draft.last]}
    owned = any(parse.tokens[c].dep == "poss" for c in parse.children[draft.head])
    if not draft.definite or words & {
        "another",
        "other",
        "others",
        "both",
        "neither",
        "two",
        "three",
        "next",
        "previous",
        "earlier",
    }:
        return None, None
    mods = modifiers(parse, draft)
    group = noun_group(draft.noun)
    hits = [
        n
        for n, c in enumerate(chains)
        if group in c.nouns and c.number == draft.number and _same_sort(c.kind, draft.kind)
    ]
    hits = [n for n in hits if not _distinct(mods, chains[n].modifiers) and not _introduced_as_other(parse, chains[n])]
    if draft.noun in STATE_NOUNS and not draft.country:
        hits = [n for n in hits if chains[n].members[0].country == _main_country(chains)]
    if owned:
        hits = [n for n in hits if _same_owner(parse, draft, chains[n])]
    if len(hits) > 1:
        close = [n for n in hits if mods and mods <= chains[n].modifiers]
        hits = close if len(close) == 1 else hits
    if len(hits) == 1:
        return hits[0], f"the only “{draft.noun}” so far"
    if hits or owned:
        return None, "two candidates" if hits else None
    return _by_description(parse, draft, chains)


def _introduced_as_other(parse: Parse, chain: Chain) -> bool:
    """ "another player" is not "the player"."""
    first = chain.members[0]
    return parse.tokens[first.first].text.lower() in SET_APART


def _main_country(chains: list[Chain]) -> str | None:
    """The country named most so far; ``None`` where two are named equally often."""
    votes = sorted(
        ((len(c.members), c.members[0].country or "") for c in chains if c.kind == "place" and c.members[0].country),
        reverse=True,
    )
    if not votes or (len(votes) > 1 and votes[0][0] == votes[1][0]):
        return None
    return votes[0][1]


def _same_sort(chain: EntityKind, draft: EntityKind) -> bool:
    return chain == draft or {chain, draft} <= {"place", "facility"}


def _distinct(mods: frozenset[str], known: frozenset[str]) -> bool:
    """A year or number that only one of the two carries tells two events apart."""
    figures = {m for m in mods if any(c.isdigit() for c in m)} ^ {m for m in known if any(c.isdigit() for c in m)}
    return bool(figures) or bool({"former", "new", "second", "first", "deputy", "vice", "assistant"} & (mods ^ known))


def _same_owner(parse: Parse, draft: Draft, chain: Chain) -> bool:
    """Possessed things are the same only when an earlier mention is possessed too, or was definite."""
    return draft.kind in ("vehicle", "event", "facility") and any(
        m.form in ("nominal", "role", "name") for m in chain.members
    )


def _by_description(parse: Parse, draft: Draft, chains: list[Chain]) -> tuple[int | None, str | None]:
    """ "the 39-year-old", "the company", "the country": no such noun before, but one thing in mind that fits."""
    sentence = parse.sentence_of(draft.head)
    if draft.kind == "person" and draft.noun in ANYBODY:
        scored = [
            (score, n)
            for n, c in enumerate(chains)
            if c.kind == "person" and c.names and c.number == "sing" and _may_be(draft.noun, c) and (not draft.gender or c.gender in ("", draft.gender))
            and (score := salience(parse, c, sentence, draft.head, subject=True)) is not None
        ]  # fmt: skip
        best = choose(scored)
        return best, "the person in mind" if best is not None else None
    if draft.kind == "vehicle":
        vehicles = [n for n, c in enumerate(chains) if c.kind == "vehicle" and c.number == "sing" and c.names]
        return (vehicles[0], "the only vehicle with a name") if len(vehicles) == 1 else (None, None)
    if draft.kind == "organisation" and draft.noun in ANY_BODY_OF_PEOPLE and draft.number == "sing":
        near = [n for n, c in enumerate(chains) if c.kind == "organisation" and c.names and not c.members[0].country
                and 0 <= sentence - parse.sentence_of(c.last.head) <= 1]  # fmt: skip
        return (near[0], "the only body named just before") if len(near) == 1 else (None, None)
    if draft.noun in ("country", "nation") and draft.number == "sing":
        return _country(parse, draft, chains, sentence)
    return None, None


def _may_be(noun: str, chain: Chain) -> bool:
    """A ruler has a ruler's title or none; anybody may have an age."""
    known = chain.nouns - {noun, "year-old", "father", "son", "brother", "figure"}
    return noun == "year-old" or not known or bool(known & RULERS)


def _country(parse: Parse, draft: Draft, chains: list[Chain], sentence: int) -> tuple[int | None, str | None]:
    """ "the country": the only one named in the sentence so far, else the only one in the sentence before."""
    for back in (0, 1):
        near = [
            n for n, c in enumerate(chains)
            if c.kind == "place" and c.members[0].country
            and any(parse.sentence_of(m.head) == sentence - back and m.head < draft.head for m in c.members)
        ]  # fmt: skip
        if len(near) == 1:
            return near[0], "the only country in mind"
        if near:
            return None, "two candidates"
    return None, None


def best_member(chain: Chain, draft: Draft) -> Draft:
    """The name that the same title stood beside, else the chain's last name, else its last mention."""
    titled = {
        m.attached for m in chain.members if m.attached is not None and noun_group(m.noun) == noun_group(draft.noun)
    }
    bearer = next((d for d in reversed(chain.members) if d.first in titled and d.form == "name"), None)
    return bearer or next((d for d in reversed(chain.members) if d.form == "name"), chain.last)
