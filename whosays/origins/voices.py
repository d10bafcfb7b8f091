"""One voice under several names: the police, officers and their commissioner; one sentence that two reports give to two speakers.

Independence fails closed: what cannot be shown to be another voice is none. Bodies with names of their own stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays.data import rows
from whosays.model import Claim, Reading, Stance
from whosays.origins.descriptions import UNNAMED, Identity, newsrooms
from whosays.origins.holders import Office, by_office, offices_of

Backing = dict[tuple[Identity, Stance], list[str]]

FEWEST_WORDS = 4  # of a quotation that two speakers cannot each have found for themselves
TITLE = 40  # characters in front of a name that may hold its rank
OF_A_BODY = frozenset({"police", "army", "investigators", "rescuers"})  # whose ranks stand in front of names
OTHERS = ("body", "officer")  # rows of the table that only say who holds an office
RULERS = re.compile(r"\b(?:president|premier|prime minister|vice president|chancellor)['’]s office\b", re.IGNORECASE)
FIRE_BRIGADE = re.compile(
    r"\b(?:fire (?:service|department|brigade|and rescue)|ambulance service|coast ?guard)\b", re.IGNORECASE
)
PROSECUTION = re.compile(r"\b(?:[Dd]istrict [Aa]ttorney|DA|D\.A\.|[Ss]tate['’]s [Aa]ttorney|[Pp]rosecut(?:ors?|ion))\b")
# A rank in small letters in front of a name: "police chief Ida Holm", "the fire captain Jan Vik".
SMALL_RANK = re.compile(
    r"\b(police|army|military|fire|rescue|ambulance|coast ?guard)(?: (?:service|brigade|department))? (?:chief|commander|captain|commissioner|officer|"
    r"superintendent|inspector|sergeant|constable|lieutenant|head|director|boss|spokes(?:man|woman|person))\s$",
    re.IGNORECASE,
)
KIND_OF_RANK = {"police": "police", "army": "army", "military": "army"}
QUOTED = frozenset({"direct", "partial_direct"})


@cache
def _kinds() -> dict[str, str]:
    """Word → the kind of body that it is used for, from ``data/voices.tsv``."""
    return {word: row[0] for row in rows("voices") for word in row[1].split()}


def kind_of(name: str) -> str | None:
    """The kind of body that a name or description speaks of by one of its words; a company, a bank and a club are of no kind."""
    if RULERS.search(name):
        return "government"
    if FIRE_BRIGADE.search(name):
        return "rescuers"
    if PROSECUTION.search(name):
        return "prosecution"
    found = [
        kind for word in re.findall(r"[a-z]+", name.lower()) if (kind := _kinds().get(word)) not in (None, *OTHERS)
    ]
    return found[-1] if found else None


def ranked(readings: Iterable[Reading], entity_of: Mapping[str, str]) -> dict[str, str]:
    """People whose name stands behind a rank of some kind of body in any report: entity id → kind ("Detective Ida Holm")."""
    found: dict[str, str] = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = entity_of.get(mention.id)
            if mention.form != "name" or mention.kind != "person" or entity is None:
                continue
            kind = _rank_in(reading.report.text[max(0, mention.start - TITLE) : mention.start])
            if kind is not None:
                found.setdefault(entity, kind)
    return found


@lru_cache(maxsize=16_384)
def _rank_in(before: str) -> str | None:
    """The kind of body whose rank stands at the end of the words in front of a name."""
    title = re.search(r"(?:^|[\s(“\"'])((?:[A-Z][\w'-]*\s){1,4})$", before)
    kind = kind_of(title[1]) if title else None
    small = SMALL_RANK.search(before)
    kind = KIND_OF_RANK.get(small[1].lower(), "rescuers") if small else kind
    return kind if kind in OF_A_BODY else None


def posts(readings: Iterable[Reading], entity_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """People and the common nouns of bodies whose office any report gives beside their name: "commission chair Ida Holm"."""
    found: dict[str, set[str]] = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = entity_of.get(mention.id)
            if mention.form == "name" and mention.kind == "person" and entity is not None:
                text = reading.report.text
                before, behind = (
                    text[max(0, mention.start - TITLE) : mention.start],
                    text[mention.end : mention.end + TITLE],
                )
                bodies = _posts_in(before, behind)
                if bodies:
                    found.setdefault(entity, set()).update(bodies)
    return {person: frozenset(bodies) for person, bodies in found.items()}


@lru_cache(maxsize=16_384)
def _posts_in(before: str, behind: str) -> tuple[str, ...]:
    """The common nouns of bodies whose office stands in front of a name and behind it."""
    matches = (_in_front().search(before), _behind().match(behind))
    return tuple(word.lower() for match in matches if match for word in match.groups() if word)


@cache
def _in_front() -> re.Pattern[str]:
    """ "commission chair ", "the club's director "."""
    return re.compile(rf"\b({_any('body')})(?:['’]s)? (?:\w+ )?(?:{_any('officer')}) $", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """ ", the commission's chair", ", head of the commission"."""
    bodies, officers = _any("body"), _any("officer")
    return re.compile(
        rf", (?:the )?(?:({bodies})['’]s (?:\w+ )?(?:{officers})|(?:{officers}) of (?:the|its) ({bodies}))\b",
        re.IGNORECASE,
    )


def _any(kind: str) -> str:
    return "|".join(word for word, named in _kinds().items() if named == kind)


@dataclass(frozen=True, slots=True)
class Offices:
    """Who speaks for what: people with a rank of a kind of body, people of a named body of a kind, with an office in a body called
    by a common noun, with any office.
    """

    ranks: Mapping[str, str]
    members: Mapping[str, str]
    posts: Mapping[str, frozenset[str]]
    held: Mapping[str, frozenset[Office]]


def offices_in(
    readings: Sequence[Reading], entity_of: Mapping[str, str], bodies_of: Mapping[str, Sequence[str]]
) -> Offices:
    """The offices that the reports of a story give to people; ``bodies_of`` names the bodies that entities speak for."""
    kinds = {who: {kind for name in names if (kind := kind_of(name))} for who, names in bodies_of.items()}
    members = {who: min(found) for who, found in kinds.items() if len(found) == 1}
    return Offices(ranked(readings, entity_of), members, posts(readings, entity_of), offices_of(readings, entity_of))


def one_voice(backing: Backing, claims: Mapping[str, Claim], texts: Mapping[str, str], offices: Offices) -> Backing:
    """The origins of a proposition with every voice once, whatever the reports call it."""
    known = by_office(_by_words(_without_newsrooms(_without_nobody(backing)), claims, texts), claims, offices.held)
    return _by_kind(_by_post(known, offices.posts), offices)


def _by_post(backing: Backing, posts: Mapping[str, frozenset[str]]) -> Backing:
    """Who holds an office in "the commission" speaks for it, where one commission is among the origins."""
    out: Backing = {}
    for (identity, stance), members in backing.items():
        held = posts.get(identity.entity or "", frozenset())
        bodies = [i for i, same in backing if same == stance and i != identity and set(i.name.lower().split()) & held]
        out.setdefault((bodies[0] if len(bodies) == 1 else identity, stance), []).extend(members)
    return out


def relayed(
    backing: Backing,
    claims: Mapping[str, Claim],
    reports_of: Mapping[str, frozenset[str]],
    quoted_in: Callable[[str], frozenset[Identity]],
) -> Backing:
    """The origins without an agency whose own reports of the story name other sources for the same, or quote another of the origins.

    ``quoted_in`` gives the origins of all that a report says.
    """
    out: Backing = {}
    for (identity, stance), members in backing.items():
        own = reports_of.get(identity.name, frozenset()) if identity.agency or identity.entity else frozenset()
        sources = [
            other
            for other, same in backing
            if same == stance and other != identity and any(claims[m].report in own for m in backing[other, same])
        ] or [
            other
            for other, same in backing
            if own and same == stance and other != identity and any(other in quoted_in(report) for report in own)
        ]
        source = min(sources, key=lambda other: (other.name, other.entity or ""), default=identity)
        out.setdefault((source, stance), []).extend(members)
    return out


def _without_nobody(backing: Backing) -> Backing:
    """A "he" of whom nothing is known may be anybody who is named."""
    known = {stance for identity, stance in backing if identity != UNNAMED}
    return {
        (identity, stance): found
        for (identity, stance), found in backing.items()
        if identity != UNNAMED or stance not in known
    }


def _without_newsrooms(backing: Backing) -> Backing:
    """The origins without a newsroom that another outlet cites ("Sky News reported") where somebody else is named.

    What it tells in its own voice may come from just these.
    """
    named = {stance for identity, stance in backing if identity.name not in newsrooms()}
    return {
        (identity, stance): found
        for (identity, stance), found in backing.items()
        if identity.name not in newsrooms() or stance not in named
    }


def _by_words(backing: Backing, claims: Mapping[str, Claim], texts: Mapping[str, str]) -> Backing:
    """Who are quoted with one sentence have said it once: one of the reports has the wrong speaker, or another name for him."""
    said: dict[tuple[str, Stance], tuple[Identity, Stance]] = {}
    out: Backing = {}
    for (identity, stance), members in sorted(
        backing.items(), key=lambda found: (found[0][0].described, found[0][0].name, found[0][1])
    ):
        spoken = [(words, stance) for member in members if (words := _words(claims[member], texts))]
        target = next((said[one] for one in spoken if one in said), (identity, stance))
        out.setdefault(target, []).extend(members)
        for one in spoken:
            said.setdefault(one, target)
    return out


def _words(claim: Claim, texts: Mapping[str, str]) -> str:
    """The words of a quotation, without case and marks; empty where it is none, is heard on a recording, or is too short."""
    if claim.quote not in QUOTED or claim.chain[-1].role == "footage":
        return ""
    found = re.findall(r"\w+", " ".join(span.of(texts[claim.report]) for span in claim.spans).lower())
    return " ".join(found) if len(found) >= FEWEST_WORDS else ""


def _by_kind(backing: Backing, offices: Offices) -> Backing:
    """Descriptions and ranked people of one kind of body count with the named body or who speaks for it, or else once."""
    known = {**offices.ranks, **offices.members}
    kinds = {identity: known.get(identity.entity or "") or kind_of(identity.name) for identity, _ in backing}
    out: Backing = {}
    for (identity, stance), members in sorted(
        backing.items(), key=lambda found: (found[0][0].name, found[0][0].entity or "", found[0][1])
    ):
        alike = [i for i, same in backing if same == stance and kinds[i] is not None and kinds[i] == kinds[identity]]
        bodies = sorted((i for i in alike if _is_body(i, offices)), key=lambda i: (i.name, i.entity or ""))
        target = identity
        if alike and not _is_body(identity, offices):
            target = bodies[0] if bodies else min(alike, key=lambda i: (i.described, i.name, i.entity or ""))
        elif bodies:
            target = next(i for i in bodies if i.name.lower() == identity.name.lower())
        out.setdefault((target, stance), []).extend(members)
    return out


def _is_body(identity: Identity, offices: Offices) -> bool:
    """A body with a name of its own, or one of its people: not "Sergeant Holm" of no named force, not "Police", not a statement."""
    if identity.entity in offices.members:
        return True
    own = [
        word for word in re.findall(r"[A-Z][\w&.-]*", identity.name) if word.isupper() or word.lower() not in _kinds()
    ]
    return (
        identity.entity not in offices.ranks
        and bool(own)
        and not identity.anonymous
        and not re.search(r"['’]s ", identity.name)
    )
