"""Definite noun phrases: "the train", "the company", "the 39-year-old" and the earlier mention they describe, if only one fits."""

from __future__ import annotations

from functools import cache
from itertools import chain as both

from whosays.mentions import lexicon
from whosays.mentions.antecedents import Chain, Discourse, choose, modifiers, noun_group, salience
from whosays.mentions.drafts import Draft
from whosays.model import EntityKind, Parse

# Nouns that describe anybody; "the driver" or "the judge" must not fall on whoever was named last.
ANYBODY = frozenset("year-old leader dictator ruler".split())
RULERS = frozenset("president premier chancellor king queen emperor leader ruler dictator head minister sheikh".split())
STATE_NOUNS = frozenset({"government", "authority", "administration"})
REMEMBERED = 12  # mentions of a chain that can stand in the sentence at hand
RECALLED = 200  # mentions back to a name; the last mention leads there too
INTRODUCES = frozenset("another other others both neither two three next previous earlier".split())
SET_APART = frozenset({"another", "other", "others"})
# What the noun beside a name may be, and "the company" not: "the drivers' union TWU", "the environmental group Clear Tarn".
NO_FIRM = frozenset("union party ministry council charity committee commission authority court club team".split())
# What may stand before any office and tells none from another.
NO_FIELD = frozenset(
    "local same latter former entire whole own main independent official responsible powerful embattled".split()
)
CAUSES = frozenset(
    "environmental rights campaign advocacy lobby aid rebel militant armed protest opposition pressure watchdog".split()
)
# Nouns for bodies, and the words of a name that fit them; a name without a telling word may be any of these.
BODIES = {
    "company": "corp inc ltd plc co company group holdings air airlines airways foods power energy motors tooling mining line lines",
    "firm": "corp inc ltd plc co company group holdings partners consulting",
    "club": "united fc afc cf city town rovers wanderers athletic club",
    "team": "united fc afc cf city town club",
    "group": "group front movement network alliance coalition",
    "agency": "agency bureau press news newswire wire",
    "organisation": "organisation organization foundation society association",
    "organization": "organisation organization foundation society association",
    "party": "party",
    "charity": "foundation trust society",
    "carrier": "air airlines airways",
}


def antecedent_of_nominal(draft: Draft, talk: Discourse) -> tuple[int | None, str | None]:
    """(chain, reason) of what a definite phrase refers to; ``None`` for a phrase that introduces something, or fits two."""
    parse = talk.parse
    words = {t.text.lower() for t in parse.tokens[draft.first : draft.last]}
    owned = any(parse.tokens[c].dep == "poss" for c in parse.children[draft.head])
    if not draft.definite or words & INTRODUCES:
        return None, None
    mods = modifiers(parse, draft)
    hits = _fitting(draft, talk, mods) if not owned or draft.kind in ("vehicle", "event", "facility") else []
    if len(hits) == 1 and _introduced_as_other(parse, talk.chains[hits[0]]):
        return None, None
    if len(hits) == 1:
        return hits[0], f"the only “{draft.noun}” so far"
    if hits or owned:
        return None, "two candidates" if hits else None
    return _by_description(draft, talk)


def _fitting(draft: Draft, talk: Discourse, mods: frozenset[str]) -> list[int]:
    """The chains with such a noun that the phrase may go on with: the only one that has all its modifiers, else two where there are more."""
    hits, close = list[int](), list[int]()
    fits = (n for n in talk.with_noun(noun_group(draft.noun)) if may_continue(talk.parse, talk.chains[n], draft))
    if draft.noun in STATE_NOUNS and not draft.country and (first := next(fits, None)) is not None:
        main = _main_country(talk)
        fits = (n for n in both((first,), fits) if talk.chains[n].members[0].country == main)
    for number in fits:
        hits.append(number)
        if mods and mods <= talk.chains[number].modifiers:
            close.append(number)
        if len(close if mods else hits) > 1:
            break  # two candidates, whatever follows
    return close if len(hits) > 1 and len(close) == 1 else hits


def may_continue(parse: Parse, chain: Chain, draft: Draft) -> bool:
    """Same number and sort, nothing that tells the two apart."""
    same = chain.number == draft.number and _same_sort(chain.kind, draft.kind)
    mods = modifiers(parse, draft)
    told_apart = _distinct(mods, chain.modifiers) or _of_others(parse, chain, draft) or _other_field(draft, mods, chain)
    return same and not told_apart and not _within(parse, chain, draft)


def _within(parse: Parse, chain: Chain, draft: Draft) -> bool:
    """Does the phrase stand within one of the chain's own ("the father of the leader")? Nobody is described by himself."""
    heads = {m.head for m in chain.members[-REMEMBERED:]}
    index = draft.head
    for _ in range(6):
        if parse.tokens[index].dep not in ("pobj", "prep", "poss"):
            return False
        index = parse.tokens[index].head
        if index in heads:
            return True
    return False


def _of_others(parse: Parse, chain: Chain, draft: Draft) -> bool:
    """Do both name whose they are, and not the same ("the House committee", "the Senate committee"; two countries' presidents)?"""
    countries = {m.country for m in chain.members[-REMEMBERED:] if m.country}
    if draft.country and countries and draft.country not in countries:
        return True
    here = _names_in_front(parse, draft)
    known = {word for m in chain.members[-REMEMBERED:] for word in _names_in_front(parse, m)} if here else set()
    return bool(known) and not here & known


def _names_in_front(parse: Parse, draft: Draft) -> frozenset[str]:
    """The names that stand in a phrase before its head."""
    if draft.form == "name":
        return frozenset()
    return frozenset(t.text for t in parse.tokens[draft.first : draft.head] if t.tag == "NNP" and t.text[:1].isupper())


def _introduced_as_other(parse: Parse, chain: Chain) -> bool:
    """Was the chain introduced as somebody else ("another player"), so that "the player" is not meant?"""
    first = chain.members[0]
    return parse.tokens[first.first].text.lower() in SET_APART


def _main_country(talk: Discourse) -> str | None:
    """The country named most so far; ``None`` where two are named equally often."""
    places = [talk.chains[n] for n in talk.of_kind("place")]
    votes = sorted(((len(c.members), c.members[0].country) for c in places if c.members[0].country), reverse=True)
    if not votes or (len(votes) > 1 and votes[0][0] == votes[1][0]):
        return None
    return votes[0][1]


def _same_sort(chain: EntityKind, draft: EntityKind) -> bool:
    return chain == draft or {chain, draft} <= {"place", "facility"}


def _distinct(mods: frozenset[str], known: frozenset[str]) -> bool:
    """A year or number, or "former" and "deputy", that only one of the two carries; an ordinal that only the phrase carries."""
    figures = {m for m in mods if any(c.isdigit() for c in m)} ^ {m for m in known if any(c.isdigit() for c in m)}
    changed = bool({"former", "deputy", "vice", "assistant"} & (mods ^ known))
    return bool(figures) or changed or bool({"new", "second", "first", "third"} & (mods - known))


def _other_field(draft: Draft, mods: frozenset[str], chain: Chain) -> bool:
    """Have an office and the one before it fields of their own ("the interior ministry", "the defence ministry")?"""
    office = draft.kind == "organisation" and noun_group(draft.noun) != "company"
    own, known = mods - NO_FIELD, chain.modifiers - NO_FIELD
    return office and bool(own and known) and own.isdisjoint(known)


def _was_told(parse: Parse, chain: Chain) -> bool:
    """Is a body last named as the paper that somebody spoke to ("told the Meridian", "in an interview with the Post")?"""
    token = parse.tokens[chain.last.head]
    above = parse.tokens[token.head]
    told = token.dep in ("dobj", "dative", "iobj") and above.lemma == "tell"
    return told or (token.dep == "pobj" and above.lemma == "with" and parse.tokens[above.head].lemma == "interview")


def _by_description(draft: Draft, talk: Discourse) -> tuple[int | None, str | None]:
    """No such noun before, but one thing in mind that fits: "the 39-year-old", "the company", "the country"."""
    sentence = talk.parse.sentence_of(draft.head)
    if draft.kind == "person" and draft.noun in ANYBODY and not _of_a_name(talk.parse, draft):
        return _person_in_mind(draft, talk, sentence)
    if draft.kind == "vehicle":
        vehicles = [n for n in talk.of_kind("vehicle") if talk.chains[n].number == "sing" and talk.chains[n].names]
        return (vehicles[0], "the only vehicle with a name") if len(vehicles) == 1 else (None, None)
    if draft.kind == "organisation" and draft.noun in BODIES and draft.number == "sing":
        bodies = [(n, c) for n, c in talk.near(sentence, 1) if c.kind == "organisation" and c.names]
        bodies = [(n, c) for n, c in bodies if not c.members[0].country and not _was_told(talk.parse, c)]
        if len(bodies) != 1 or not _may_be_called(draft.noun, bodies[0][1]) or _has_field(talk.parse, draft):
            return None, None
        return bodies[0][0], "the only body named just before"
    if draft.noun in ("country", "nation") and draft.number == "sing":
        return _country(draft, talk, sentence)
    return None, None


@cache
def _told_by() -> frozenset[str]:
    """Words that say of a name what body it is."""
    return frozenset(BODIES).union(*(words.split() for words in BODIES.values()))


def _has_field(parse: Parse, draft: Draft) -> bool:
    """Does a noun in the phrase say what it is for, as one does that brings a body in ("the anti-doping agency")?"""
    return any(parse.tokens[i].dep == "compound" for i in range(draft.first, draft.head))


def _of_a_name(parse: Parse, draft: Draft) -> bool:
    """Does the phrase say whose leader it is ("the leader of Velmora")? It may bring in another one."""
    links = [c for c in parse.children[draft.head] if parse.tokens[c].lemma == "of"]
    return any(parse.tokens[i].tag == "NNP" for link in links for i in parse.children[link])


def _may_be_called(noun: str, chain: Chain) -> bool:
    """Does a body's name have a word that fits the noun, or none that tells what it is?"""
    words = [word.strip(".").lower() for name in sorted(chain.names) for word in name.split()]
    if any(word in BODIES[noun].split() for word in words):
        return True
    if noun_group(noun) == "company" and _is_no_firm(chain):
        return False
    telling = [word for word in words if word in lexicon.name_words() or word in _told_by() or word in lexicon.nouns()]
    known = any(name in lexicon.known_names() and name not in lexicon.agencies() for name in chain.names)
    return not telling and not known


def _is_no_firm(chain: Chain) -> bool:
    """Has a report called a body by a noun that no firm is called by?"""
    return bool(chain.nouns & NO_FIRM) or ("group" in chain.nouns and bool(chain.modifiers & CAUSES))


def _person_in_mind(draft: Draft, talk: Discourse, sentence: int) -> tuple[int | None, str | None]:
    """The most salient person with a name, if one stands out."""
    scored = []
    for number, chain in talk.near(sentence):
        gender = not draft.gender or chain.gender in ("", draft.gender)
        fits = gender and _may_be(draft.noun, chain) and not _within(talk.parse, chain, draft)
        if chain.kind == "person" and chain.names and chain.number == "sing" and fits:
            score = salience(talk.parse, chain, sentence, draft.head, subject=True)
            scored.append((score or 0.0, number))
    best = choose(scored)
    return best, "the person in mind" if best is not None else None


def _may_be(noun: str, chain: Chain) -> bool:
    """A ruler has a ruler's title or none; anybody may have an age."""
    known = chain.nouns - {noun, "year-old", "father", "son", "brother", "figure"}
    return noun == "year-old" or not known or bool(known & RULERS)


def _country(draft: Draft, talk: Discourse, sentence: int) -> tuple[int | None, str | None]:
    """The only country named in the sentence so far, else the only one in the sentence before."""
    parse = talk.parse
    states = [(n, c) for n, c in talk.near(sentence, 1) if c.kind == "place" and c.members[0].country]
    for back in (0, 1):
        near = [
            n
            for n, c in states
            if any(
                parse.sentence_of(m.head) == sentence - back and m.head < draft.head for m in c.members[-REMEMBERED:]
            )
        ]
        if len(near) == 1:
            return near[0], "the only country in mind"
        if near:
            return None, "two candidates"
    return None, None


def best_member(chain: Chain, draft: Draft) -> Draft:
    """The name that the same title stood beside, else the chain's last name, else its last mention."""
    recalled = chain.members[-RECALLED:]
    group = noun_group(draft.noun)
    titled = {m.attached for m in recalled if m.attached is not None and noun_group(m.noun) == group}
    bearer = next((d for d in reversed(recalled) if d.first in titled and d.form == "name"), None)
    return bearer or next((d for d in reversed(recalled) if d.form == "name"), chain.last)
