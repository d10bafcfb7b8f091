"""Noun phrases across reports: "US officials" and their government, "the sheriff" and the sheriff's name, "the ferry".

Two phrases join only where each report has exactly one candidate; whoever is introduced with "a" stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.entities.bodies import is_state
from whosays.entities.clusters import Clusters
from whosays.entities.units import Unit, fold, group, role_of
from whosays.model import Mention, Merge, Reading

# Offices that one person holds in a story; "the driver" or "the official" of another report may be anybody.
LONE_OFFICES = frozenset(
    "president governor sheriff mayor captain harbourmaster premier chancellor king queen pope coroner emperor".split()
)
STATE_NOUNS = frozenset({"official", "authority", "government", "administration"})
LONE_KINDS = frozenset({"vehicle", "event"})
DEFINITE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
OWNED = re.compile(r"^(?:his|her|its|their|our)\s|['’]s?\s", re.IGNORECASE)
TOLD_APART = re.compile(
    r"\d|\b(?:previous|earlier|first|second|third|last|next|former|new|another|other|further|future)\b", re.IGNORECASE
)


def join_phrases(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """Join phrases with names and with each other; returns (mention, judgement) for the record."""
    merges: list[tuple[str, Merge]] = []
    merges.extend(_officials(readings, units, clusters))
    merges.extend(_offices(readings, units, clusters))
    merges.extend(_same_phrase(readings, clusters))
    merges.extend(_lone_things(readings, clusters))
    return merges


def _phrases(readings: Sequence[Reading]) -> list[Mention]:
    return [m for r in readings for m in r.mentions if m.form in ("nominal", "role")]


def _officials(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """ "US officials", "the Russian authorities" speak for their government."""
    states = {unit.country: unit.mentions[0].id for unit in reversed(units) if is_state(unit)}
    found = []
    for mention in _phrases(readings):
        plain = len(DEFINITE.sub("", mention.text).split()) <= 4 and mention.country is not None
        words = fold(DEFINITE.sub("", mention.text)).replace("'s", "").split()
        if not plain or mention.head not in STATE_NOUNS or len(words) > 3 or mention.refers_to:
            continue
        if not _only_country(mention, readings):
            continue
        known = states.setdefault(mention.country, mention.id)
        clusters.mark_state(mention.id)
        if known != mention.id and clusters.join(known, mention.id):
            found.append(
                (mention.id, Merge(known, mention.id, "same", "officials of a state stand for its government"))
            )
    return found


def _only_country(mention: Mention, readings: Sequence[Reading]) -> bool:
    """Nothing but the country stands before the noun ("top" or "military" would make it another body)."""
    inner = [m for r in readings if r.report.id == mention.report for m in r.mentions
             if m.country == mention.country and m.start >= mention.start and m.end < mention.end and m.form in ("name", "adjective")]  # fmt: skip
    rest = mention.text
    for m in inner:
        rest = rest.replace(m.text, " ")
    return len([w for w in re.findall(r"\w+", fold(rest)) if w not in ("the", "s")]) == 1


def _offices(readings: Sequence[Reading], units: Sequence[Unit], clusters: Clusters) -> list[tuple[str, Merge]]:
    """ "the sheriff", "the country's president": the only person of the story with that role, and that country if one is told."""
    by_place = {
        (m.report, m.start): m
        for r in readings
        for m in r.mentions
        if m.form in ("nominal", "name", "adjective") and m.kind == "place"
    }
    mentions = {m.id: m for r in readings for m in r.mentions}
    found = []
    for mention in _phrases(readings):
        if mention.kind != "person" or mention.refers_to or mention.number == "plur" or not _definite(mention):
            continue
        if group(mention.head) not in LONE_OFFICES:
            continue
        country = mention.country or _owner_country(by_place.get((mention.report, mention.start)), mentions)
        bearers = {}
        for unit in units:
            if unit.kind == "person" and role_of(mention) in unit.roles:
                if country is None or country in _role_countries(unit, readings):
                    bearers[clusters.root(unit.mentions[0].id)] = unit
        alone = country is not None or len(DEFINITE.sub("", mention.text).split()) == 1
        if len(bearers) == 1 and alone:
            unit = next(iter(bearers.values()))
            if clusters.join(unit.mentions[0].id, mention.id):
                found.append(
                    (
                        mention.id,
                        Merge(unit.name, mention.id, "same", f"the only “{mention.head}” of the story with a name"),
                    )
                )
    return found


def _definite(mention: Mention) -> bool:
    return bool(DEFINITE.match(mention.text)) or "'s " in mention.text or "’s " in mention.text


def _owner_country(owner: Mention | None, mentions: dict[str, Mention]) -> str | None:
    """Country of the possessor that opens the phrase ("the country's president")."""
    seen = 0
    while owner is not None and owner.country is None and owner.refers_to in mentions and seen < 20:
        owner, seen = mentions[owner.refers_to], seen + 1
    return owner.country if owner is not None else None


def _role_countries(unit: Unit, readings: Sequence[Reading]) -> set[str]:
    """Countries named inside the roles that stand beside a person's name."""
    own = {m.id for m in unit.mentions}
    spans = [
        (m.report, m.start, m.end) for r in readings for m in r.mentions if m.form == "role" and m.refers_to in own
    ]
    return {
        m.country
        for r in readings
        for m in r.mentions
        if m.country and any(m.report == report and start <= m.start and m.end <= end for report, start, end in spans)
    }


def _same_phrase(readings: Sequence[Reading], clusters: Clusters) -> list[tuple[str, Merge]]:
    """ "the electoral commission" in two reports: the same definite words for a body, place or office, one in each report."""
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
        label = (mention.kind, words)
        spoken.setdefault(label, {}).setdefault(mention.report, set()).add(clusters.root(mention.id))
        where.setdefault(label, {}).setdefault(mention.report, mention.id)
    found = []
    for label in sorted(spoken):
        reports = sorted(r for r, roots in spoken[label].items() if len(roots) == 1)
        for report in reports[1:]:
            a, b = where[label][reports[0]], where[label][report]
            if (
                clusters.root(a) != clusters.root(b)
                and not _both_named(a, b, clusters, readings)
                and clusters.join(a, b)
            ):
                found.append((b, Merge(a, b, "same", f"“{label[1]}” stands for one thing in each report")))
    return found


def _both_named(a: str, b: str, clusters: Clusters, readings: Sequence[Reading]) -> bool:
    """Do both sets hold a name already? Then names decide, not phrases."""
    roots = {clusters.root(a), clusters.root(b)}
    named = {clusters.root(m.id) for r in readings for m in r.mentions if m.form == "name"}
    return roots <= named


def _lone_things(readings: Sequence[Reading], clusters: Clusters) -> list[tuple[str, Merge]]:
    """ "the ferry" or "the quake" of several reports, where each report speaks of one only."""
    sets: dict[tuple[str, str], dict[str, set[str]]] = {}
    sample: dict[str, str] = {}
    barred: set[tuple[str, str, str]] = set()
    definite: set[tuple[str, str]] = set()
    for mention in _phrases(readings):
        if mention.kind not in LONE_KINDS or mention.number == "plur":
            continue
        label = (mention.kind, group(mention.head))
        if TOLD_APART.search(mention.text) or re.match(r"(?:every|each|any|no|another)\b", mention.text.lower()):
            barred.add((*label, mention.report))
            continue
        root = clusters.root(mention.id)
        if DEFINITE.match(mention.text) or OWNED.search(mention.text):
            definite.add((root, mention.report))
        sets.setdefault(label, {}).setdefault(mention.report, set()).add(root)
        sample.setdefault(root, mention.id)
    found = []
    for label in sorted(sets):
        reports = [
            r for r, roots in sorted(sets[label].items())
            if len(roots) == 1 and (*label, r) not in barred and (next(iter(roots)), r) in definite
        ]  # fmt: skip
        for report in reports[1:]:
            a, b = (sample[next(iter(sets[label][r]))] for r in (reports[0], report))
            if (
                clusters.root(a) != clusters.root(b)
                and not _both_named(a, b, clusters, readings)
                and clusters.join(a, b)
            ):
                found.append((b, Merge(a, b, "same", f"each report speaks of one {label[1]}")))
    return found
