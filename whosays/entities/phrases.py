"""Noun phrases across reports: "US officials" and their government, "the sheriff" and the sheriff's name, "the ferry".

Two phrases join only where each report has exactly one candidate; whoever is introduced with "a" stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whosays.entities.clusters import Clusters
from whosays.entities.countries import content, is_state
from whosays.entities.spelling import group
from whosays.entities.units import Unit, role_of
from whosays.model import Mention, Merge, Reading
from whosays.text.folding import fold
from whosays.text.stretches import inside

# Offices that one person holds in a story; "the driver" or "the official" of another report may be anybody.
LONE_OFFICES = frozenset({"prime minister"}) | frozenset(
    "president governor sheriff mayor captain harbourmaster premier chancellor king queen pope coroner emperor".split()
)
STATE_NOUNS = frozenset({"official", "authority", "government", "administration"})
LONE_KINDS = frozenset({"vehicle", "event"})
LONE_KIN = frozenset("father mother husband wife".split())
DEFINITE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
OWNED = re.compile(r"^(?:his|her|its|their|our)\s|['’]s?\s", re.IGNORECASE)
CENTRAL_BANK = re.compile(r"(?:the )?(?:central |reserve |national |people's )?bank of (?:the )?([\w .'-]{3,30})")
TOLD_APART = re.compile(
    r"\d|\b(?:previous|earlier|first|second|third|last|next|former|new|another|other|further|future)\b", re.IGNORECASE
)


def join_phrases(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """Join phrases with names and with each other; returns (mention, judgement) for the record."""
    merges: list[tuple[str, Merge]] = []
    merges.extend(_officials(readings, units, clusters))
    merges.extend(_bodies(readings, units, clusters))
    merges.extend(_central_banks(readings, units, clusters))
    merges.extend(_offices(readings, units, clusters))
    merges.extend(_same_phrase(readings, clusters))
    merges.extend(_lone_things(readings, clusters))
    merges.extend(_kin(readings, clusters))
    words = {m.id: " ".join(m.text.split()) for reading in readings for m in reading.mentions}
    return [
        (mention, replace(merge, a=words.get(merge.a, merge.a), b=words.get(merge.b, merge.b)))
        for mention, merge in merges
    ]


def _kin(readings: Sequence[Reading], clusters: Clusters) -> list[tuple[str, Merge]]:
    """Father, mother, husband, wife of one person: "her father Karl" in one report, "Lund's father" in another."""
    people = _people(readings)
    holders: dict[tuple[str, str], list[str]] = {}
    for mention in _phrases(readings):
        owner = people.get((mention.report, mention.start))
        if owner is None or owner.end >= mention.end or mention.head not in LONE_KIN or mention.number == "plur":
            continue
        if TOLD_APART.search(mention.text) or (owner.form == "pronoun" and owner.refers_to is None):
            continue
        holders.setdefault((clusters.root(owner.id), mention.head), []).append(mention.id)
    found: list[tuple[str, Merge]] = []
    named = _named(readings, clusters)
    for (_, head), ids in sorted(holders.items()):
        if len({clusters.root(one) for one in ids} & named) > 1:
            continue  # two names: one of the phrases was read wrongly
        for one in ids[1:]:
            if clusters.root(one) != clusters.root(ids[0]) and clusters.join(ids[0], one):
                found.append((one, Merge(ids[0], one, "same", f"a person has one {head}")))
    return found


def _people(readings: Sequence[Reading]) -> dict[tuple[str, int], Mention]:
    """Names and pronouns of persons by report and start: whose a phrase that begins there is."""
    return {
        (m.report, m.start): m
        for reading in readings
        for m in reading.mentions
        if m.kind == "person" and m.form in ("name", "pronoun")
    }


def _phrases(readings: Sequence[Reading]) -> list[Mention]:
    return [m for r in readings for m in r.mentions if m.form in ("nominal", "role")]


def _officials(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """Phrases like "US officials", "the Russian authorities" speak for their government."""
    states = {unit.country: unit.mentions[0].id for unit in reversed(units) if is_state(unit)}
    found = []
    for reading in readings:
        inner = [m for m in reading.mentions if m.country and m.form in ("name", "adjective")]
        for mention in _phrases([reading]):
            if mention.head not in STATE_NOUNS or mention.country is None or mention.refers_to:
                continue
            if not _only_country(mention, inside(inner, (mention,))):
                continue
            known = states.setdefault(mention.country, mention.id)
            clusters.mark_state(mention.id)
            if known != mention.id and clusters.join(known, mention.id):
                reason = "officials of a state stand for its government"
                found.append((mention.id, Merge(known, mention.id, "same", reason)))
    return found


def _bodies(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """A body written small, "the Chinese foreign ministry" for "China's Foreign Ministry": same country, same words."""
    names: dict[tuple[str | None, tuple[str, ...]], Unit] = {}
    for unit in reversed(units):
        if unit.kind == "organisation" and not is_state(unit) and content(unit.name)[0]:
            names[content(unit.name)] = unit
    found = []
    for mention in _phrases(readings):
        named = names.get(content(DEFINITE.sub("", mention.text)))
        if named is None or mention.kind != "organisation" or mention.refers_to:
            continue
        if clusters.join(named.mentions[0].id, mention.id):
            found.append((mention.id, Merge(named.name, mention.id, "same", "the same body, written small")))
    return found


def _central_banks(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """ "Velmora's central bank" and "the central bank" for the only Bank of Velmora, or the only such bank, of the story."""
    banks: dict[str, tuple[str, Unit]] = {}
    for unit in reversed(units):
        match = CENTRAL_BANK.fullmatch(fold(unit.name)) if unit.kind == "organisation" else None
        if match:
            banks[clusters.root(unit.mentions[0].id)] = (match[1], unit)
    found = []
    for mention in _phrases(readings):
        words = fold(DEFINITE.sub("", mention.text))
        if mention.head != "bank" or mention.number == "plur" or mention.refers_to or "central bank" not in words:
            continue
        fitting = [
            unit for place, unit in banks.values() if place in words or (words == "central bank" and _definite(mention))
        ]
        if len(fitting) == 1 and clusters.join(fitting[0].mentions[0].id, mention.id):
            reason = (
                "the central bank of that country" if words != "central bank" else "the only central bank of the story"
            )
            found.append((mention.id, Merge(fitting[0].name, mention.id, "same", reason)))
    return found


def _only_country(mention: Mention, inner: Sequence[Mention]) -> bool:
    """Nothing but the country stands before the noun ("top" or "military" would make it another body)."""
    rest = mention.text
    for part in inner:
        if part.end < mention.end:
            rest = rest.replace(part.text, " ")
    return len([w for w in re.findall(r"\w+", fold(rest)) if w not in ("the", "s")]) == 1


def _offices(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """An office without a name ("the sheriff", "the country's president"): the story's only holder, of that country if told."""
    mentions = {m.id: m for r in readings for m in r.mentions}
    places = {(m.report, m.start): m for m in mentions.values() if m.kind == "place" and m.form != "pronoun"}
    countries = _countries_in_roles(readings)
    holders: dict[str, list[tuple[Unit, set[str]]]] = {}
    for unit in units:
        own = {code for mention in unit.mentions for code in countries.get(mention.id, ())}
        for role in sorted(unit.roles) if unit.kind == "person" else ():
            holders.setdefault(role, []).append((unit, own))
    found = []
    for mention in _phrases(readings):
        if (
            mention.kind != "person"
            or mention.refers_to
            or not _definite(mention)
            or role_of(mention) not in LONE_OFFICES
        ):
            continue
        country = mention.country or _owner_country(places.get((mention.report, mention.start)), mentions)
        if country is None and len(DEFINITE.sub("", mention.text).split()) > len(role_of(mention).split()):
            continue
        fitting = [unit for unit, own in holders.get(role_of(mention), ()) if country is None or country in own]
        bearers = {clusters.root(unit.mentions[0].id): unit for unit in reversed(fitting)}
        if len(bearers) == 1:
            unit = next(iter(bearers.values()))
            if clusters.join(unit.mentions[0].id, mention.id):
                reason = f"the only “{mention.head}” of the story with a name"
                found.append((mention.id, Merge(unit.name, mention.id, "same", reason)))
    return found


def _countries_in_roles(readings: Sequence[Reading]) -> dict[str, set[str]]:
    """Mention of a name → countries named inside the roles that stand beside it."""
    found: dict[str, set[str]] = {}
    for reading in readings:
        named = [m for m in reading.mentions if m.country]
        for role in reading.mentions:
            if role.form == "role" and role.refers_to:
                found.setdefault(role.refers_to, set()).update(m.country or "" for m in inside(named, (role,)))
    return found


def _definite(mention: Mention) -> bool:
    return bool(DEFINITE.match(mention.text)) or "'s " in mention.text or "’s " in mention.text


def _owner_country(owner: Mention | None, mentions: dict[str, Mention]) -> str | None:
    """Country of the possessor that opens the phrase ("the country's president")."""
    seen = 0
    while owner is not None and owner.country is None and owner.refers_to in mentions and seen < 20:
        owner, seen = mentions[owner.refers_to], seen + 1
    return owner.country if owner is not None else None


def _same_phrase(readings: Sequence[Reading], clusters: Clusters) -> list[tuple[str, Merge]]:
    """The same definite words in two reports ("the electoral commission"), for one body, place or office in each report."""
    spoken: dict[tuple[str, str], dict[str, set[str]]] = {}
    where: dict[tuple[str, str], dict[str, str]] = {}
    for mention in _phrases(readings):
        words = fold(DEFINITE.sub("", mention.text))
        bare = len(words.split()) < 2
        if mention.number == "plur" and not mention.country:
            continue
        if mention.kind not in ("organisation", "facility", "place", "person", "group") or not (
            DEFINITE.match(mention.text) or (mention.country and mention.kind in ("organisation", "group"))
        ):
            continue
        if bare and words != "coastguard":
            continue
        label: tuple[str, str] = (mention.kind, words)
        spoken.setdefault(label, {}).setdefault(mention.report, set()).add(clusters.root(mention.id))
        where.setdefault(label, {}).setdefault(mention.report, mention.id)
    found: list[tuple[str, Merge]] = []
    named = _named(readings, clusters)
    for label in sorted(spoken):
        reports = sorted(r for r, roots in spoken[label].items() if len(roots) == 1)
        reason = f"“{label[1]}” stands for one thing in each report"
        found += _joined([where[label][report] for report in reports], clusters, named, reason)
    return found


def _joined(phrases: Sequence[str], clusters: Clusters, named: set[str], reason: str) -> Iterator[tuple[str, Merge]]:
    """The first of these mentions with each of the others, where no two names come together; ``named`` grows with them."""
    for b in phrases[1:]:
        a = phrases[0]
        roots = {clusters.root(a), clusters.root(b)}
        if len(roots) == 2 and not roots <= named and clusters.join(a, b):
            named |= {clusters.root(a)} if roots & named else set()
            yield b, Merge(a, b, "same", reason)


def _named(readings: Sequence[Reading], clusters: Clusters) -> set[str]:
    """Roots of the sets that hold a name: between two of these names decide, not phrases."""
    return {clusters.root(m.id) for r in readings for m in r.mentions if m.form == "name"}


def _lone_things(readings: Sequence[Reading], clusters: Clusters) -> list[tuple[str, Merge]]:
    """One vehicle or event of several reports ("the ferry", "the quake"), where each report speaks of one only.

    People are left out: "the driver" of a report may be one who was arrested, and one who died in another accident.
    """
    sets: dict[tuple[str, str], dict[str, set[str]]] = {}
    sample: dict[str, str] = {}
    barred: set[tuple[str, str, str]] = set()
    definite: set[tuple[str, str]] = set()
    people = _people(readings)
    owners: dict[tuple[str, str], set[str]] = {}
    for mention in _phrases(readings):
        if mention.kind not in LONE_KINDS or mention.number == "plur" or fold(mention.text) == mention.head:
            continue  # "by train" is no train
        label: tuple[str, str] = (mention.kind, group(mention.head))
        if TOLD_APART.search(mention.text) or re.match(r"(?:every|each|any|no|another)\b", mention.text.lower()):
            barred.add((*label, mention.report))
            continue
        root = clusters.root(mention.id)
        if DEFINITE.match(mention.text) or OWNED.search(mention.text):
            definite.add((root, mention.report))
        sets.setdefault(label, {}).setdefault(mention.report, set()).add(root)
        sample.setdefault(root, mention.id)
        owner = people.get((mention.report, mention.start))
        if owner is not None and (owner.form == "name" or owner.refers_to):
            owners.setdefault(label, set()).add(clusters.root(owner.id))
    found: list[tuple[str, Merge]] = []
    named = _named(readings, clusters)
    for label in sorted(sets):
        if len(owners.get(label, ())) > 1:
            continue
        spoken = [
            sample[next(iter(roots))] for r, roots in sorted(sets[label].items())
            if len(roots) == 1 and (*label, r) not in barred and (next(iter(roots)), r) in definite
        ]  # fmt: skip
        found += _joined(spoken, clusters, named, f"each report speaks of one {label[1]}")
    return found
