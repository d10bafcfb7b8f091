"""Origins of every proposition, the strict count and the count with entailing claims, and a first status."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from whosays.model import Cast, Claim, Lineage, Origin, Proposition, Reading, Relation, Source, Stance, Status
from whosays.origins.descriptions import OF_STATE, Identity
from whosays.origins.identity import Identities
from whosays.origins.sayings import Figures, counter, generic_bodies, heard_from, judge, presupposed
from whosays.origins.voices import Backing, Offices, kind_of, offices_in, one_voice, relayed

# A weaker wording is no second source of a stronger one.
ASKS = re.compile(r"\b(?:ask|wonder|inquir|enquir)", re.IGNORECASE)  # who asks whether a thing is so states nothing
COURT = re.compile(r"\b(?:court|tribunal|judge|jury)\b", re.IGNORECASE)
MINISTRY_OF = re.compile(r"\A(?:the )?(?:ministry|department) (?:of|for) (?:the )?(?P<field>[a-z ]{3,30})\Z")
STRENGTH = {"certain": 3, "expected": 3, "probable": 2, "possible": 1, "unconfirmed": 1, "conditional": 1}


def count_origins(
    propositions: Sequence[Proposition],
    readings: Sequence[Reading],
    cast: Cast,
    lineage: Lineage,
    relations: Sequence[Relation],
) -> tuple[Proposition, ...]:
    """Every proposition with its origins, the strict count (the same proposition) and the count with entailing claims."""
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    identities, names = Identities(readings, cast), {entity.id: entity.name for entity in cast.entities}
    bodies = {who: [names[body] for body in sorted(found)] for who, found in identities.bodies_of.items()}
    offices = offices_in(readings, cast.of_mention, bodies)
    figures = Figures(readings)

    @cache
    def quoted_in(report: str) -> frozenset[Identity]:
        own = (claim for claim in claims.values() if claim.report == report)
        return frozenset(identity for claim in own for identity in _identities(claim, identities))

    reports_of: dict[str, frozenset[str]] = {}
    for group in lineage.groups:
        reports_of[group.origin] = reports_of.get(group.origin, frozenset()) | frozenset(group.reports)
    reports_of = {**_by_short_names(reports_of), **reports_of}
    narrower = defaultdict(list)
    for relation in relations:
        if relation.kind == "refines":
            narrower[relation.b].append(relation.a)
    out = []
    for proposition in propositions:
        silent = figures.without(proposition.claims, claims) | {
            claim for claim in proposition.claims if presupposed(claims[claim], identities.texts[claims[claim].report])
        }
        saying = [claim for claim in proposition.claims if claim not in silent]
        direct = _origins(saying, claims, identities, offices, reports_of, quoted_in, "direct")
        if not any(origin.stance == "asserts" for origin in direct):
            direct = _origins(proposition.claims, claims, identities, offices, reports_of, quoted_in, "direct")
        known = {(origin.name, origin.stance) for origin in direct}
        below = tuple(c for claim in proposition.claims for c in narrower[claim] if c not in proposition.claims)
        entailed = [
            o
            for o in _origins(below, claims, identities, offices, reports_of, quoted_in, "entailed")
            if (o.name, o.stance) not in known
        ]
        strict = sum(origin.stance == "asserts" for origin in direct)
        out.append(
            replace(
                proposition,
                origins=(*direct, *entailed),
                independent_sources=strict,
                independent_sources_entailed=strict + sum(origin.stance == "asserts" for origin in entailed),
                status=_status([claims[c] for c in proposition.claims], strict),
            )
        )
    return tuple(out)


def _by_short_names(reports_of: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Reports by the last words of their outlet's name ("the Mail", of the Selby Mail), where one outlet alone ends so."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for name, reports in reports_of.items():
        words = name.split()
        for cut in range(1, len(words)):
            found[" ".join(words[cut:])].append(reports)
    return {tail: reports[0] for tail, reports in found.items() if len(reports) == 1}


def _origins(
    members: Sequence[str],
    claims: dict[str, Claim],
    identities: Identities,
    offices: Offices,
    reports_of: Mapping[str, frozenset[str]],
    quoted_in: Callable[[str], frozenset[Identity]],
    how: Literal["direct", "entailed"],
) -> list[Origin]:
    """Origins at the ends of the claims' chains, each once, with its stance to the proposition."""
    backing: Backing = {}
    backed = [(member, found) for member in members if (found := _identities(claims[member], identities))]
    # Who counts for nothing ("some passengers") makes nobody's wording the weaker one.
    strongest = max((STRENGTH.get(claims[member].factuality, 0) for member, _ in backed), default=0)
    for member, found in backed:
        for identity in found:
            backing.setdefault((identity, _stance(claims[member], strongest, identities.texts)), []).append(member)
    apart = _placed(_spoken_for(_merged(_sourced_by_one(backing, claims)), identities.bodies_of), claims)
    merged = one_voice(relayed(apart, claims, reports_of, quoted_in), claims, identities.texts, offices)
    return [
        Origin(
            identity.name,
            identity.entity or (None if identity.described else _entity_at(claims[merged[identity, stance][0]])),
            tuple(dict.fromkeys(merged[identity, stance])),
            how,
            stance,
        )
        for identity, stance in sorted(merged, key=lambda found: (found[0].name, found[0].entity or "", found[1]))
    ]


def _identities(claim: Claim, identities: Identities) -> list[Identity]:
    """The origins that the sources of a claim are; none for those who are nobody."""
    ruling = judge(claim)
    if ruling is not None:
        court = identities.of(Source(ruling.entity, None, ruling.start, ruling.end, None, None), claim)
        return [court] if court is not None and COURT.search(court.name) else []
    sources = _sources(claim, identities.texts[claim.report])
    return [identity for source in sources if (identity := identities.of(source, claim)) is not None]


def _sources(claim: Claim, text: str) -> Sequence[Source]:
    """Who speaks for a claim: the end of its chain, whom that one has it from, or who counted what the outlet tells."""
    counting = counter(claim, text)
    if counting is not None:
        return (Source(counting.entity, None, counting.start, counting.end, None, None),)
    if claim.attribution != "attributed" or claim.factuality == "retracted":
        return ()
    heard = heard_from(claim, text)
    return (heard,) if heard is not None else claim.chain[-1].sources


def _spoken_for(backing: Backing, bodies_of: Mapping[str, frozenset[str]]) -> Backing:
    """A body and whoever speaks for it say it once; so do two who speak for one body."""
    out: Backing = {}
    for (identity, stance), members in backing.items():
        bodies = bodies_of.get(identity.entity or "", frozenset())
        alike = [other for other, same in backing if same == stance]
        above = [other for other in alike if other.entity in bodies]
        beside = [other for other in alike if bodies & bodies_of.get(other.entity or "", frozenset())]
        first = min(beside, key=lambda other: (other.name, other.entity or ""), default=identity)
        out.setdefault((above[0] if len(above) == 1 else first, stance), []).extend(members)
    return out


def _placed(backing: Backing, claims: dict[str, Claim]) -> Backing:
    """The origins without an unnamed somebody who may be one that another report names.

    "A resident" in one report and Marta Elsing in the next may be one person; who speaks beside her in one report is not. Unnamed
    people in the plural add nothing to a name.
    """
    named: dict[Stance, set[str]] = {}
    for (identity, stance), members in backing.items():
        if not identity.anonymous:
            named.setdefault(stance, set()).update(claims[member].report for member in members)
    return {
        (identity, stance): members
        for (identity, stance), members in backing.items()
        if not identity.anonymous
        or not named.get(stance)
        or (identity.single and any(claims[member].report in named[stance] for member in members))
    }


def _entity_at(claim: Claim) -> str | None:
    """The entity of a chain's last source, where it has just one."""
    sources = claim.chain[-1].sources
    return sources[0].entity if len(sources) == 1 else None


def _stance(claim: Claim, strongest: int, texts: Mapping[str, str]) -> Stance:
    """Denies what it denies; asserts what it says as strongly as anybody; what it only holds possible, or asks, it doubts."""
    if claim.factuality == "denied":
        return "denies"
    stance, cue = claim.chain[-1].stance, claim.chain[-1].cue
    if claim.factuality == "hypothetical" and cue is not None and ASKS.search(cue.of(texts[claim.report])):
        return "doubts"
    if stance in ("asserts", "expects"):
        return "asserts" if STRENGTH.get(claim.factuality, 0) >= strongest else "doubts"
    return stance


def _sourced_by_one(backing: Backing, claims: Mapping[str, Claim]) -> Backing:
    """ "According to Reuters, AP and AFP" in one report alone is that outlet's word and one origin, however many it names."""
    held: dict[tuple[str, Stance], list[Identity]] = defaultdict(list)
    for (identity, stance), members in backing.items():
        reports = {claims[member].report for member in members}
        if identity.agency and len(reports) == 1:
            held[min(reports), stance].append(identity)
    joined = {
        (identity, stance): Identity(" and ".join(sorted(one.name for one in named)), None, agency=True)
        for (_, stance), named in held.items()
        for identity in named
    }
    out: Backing = {}
    for (identity, stance), members in backing.items():
        out.setdefault((joined.get((identity, stance), identity), stance), []).extend(members)
    return out


def _merged(backing: Backing) -> Backing:
    """One origin under two spellings: a bare name beside its entity, a description that ends a fuller one ("the police", "Selby police")."""
    out: Backing = {}
    for (identity, stance), members in backing.items():
        twins = [o for o, _ in backing if o.entity and not identity.entity and o.name.lower() == identity.name.lower()]
        fuller = twins or [
            other for other, _ in backing
            if identity.described and other != identity and _may_be(identity.name.lower(), other.name.lower())
        ]  # fmt: skip
        fuller = _fullest(fuller) or _owned(identity, backing) or _the_only_body(identity, backing)
        target = fuller[0] if len({other.name.lower() for other in fuller}) == 1 else identity
        out.setdefault((target, stance), []).extend(members)
    return out


def _fullest(names: Sequence[Identity]) -> list[Identity]:
    """Without those that may be another of them: of "the interior ministry" and "Korvia's interior ministry" the second."""
    lower = {one: one.name.lower() for one in names}
    return [
        one
        for one in names
        if not any(
            lower[other] != lower[one] and one.described and _may_be(lower[one], lower[other]) for other in names
        )
    ]


def _may_be(name: str, fuller: str) -> bool:
    """Does a fuller name end with another, or hold all its words: "the ministry", "the Velmora communications ministry", "the bank"?"""
    words, others = name.split(), fuller.split()
    one_word = len(words) == 1 and words[0] in generic_bodies() and words[0] in others
    one_head = len(words) > 1 and words[-1] == others[-1] and set(words) < set(others)
    return f" {fuller}".endswith(f" {name}") or one_word or one_head


def _owned(identity: Identity, backing: Backing) -> list[Identity]:
    """ "Tarsola's defence ministry" beside a bare "Ministry of Defence" or a bare "Tarsola": nothing shows that they are two."""
    name = MINISTRY_OF.sub(r"\g<field> ministry", identity.name.lower())
    parts = {other: OF_STATE.match(other.name.lower()) for other, _ in backing if other != identity}
    found = (other for other, part in parts.items() if part is not None and name in (part["owner"], part["body"]))
    return sorted(found, key=lambda other: (other.name, other.entity or ""))[:1]


def _the_only_body(identity: Identity, backing: Backing) -> list[Identity]:
    """The one named origin that "the company" or "the firm" may be, where there is one alone; of fighters, the one named group."""
    name, one_of_many = identity.name.lower(), kind_of(identity.name) == "militants"
    if not identity.described or not (name in generic_bodies() or one_of_many):
        return []
    named = {other for other, _ in backing if not other.described and not other.agency}
    if one_of_many:
        named = {other for other in named if not other.person and kind_of(other.name) in (None, "militants")}
    return list(named) if len(named) == 1 else []


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
