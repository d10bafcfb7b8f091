"""Mentions → entities, within and across reports: the cast of a story, with a judgement and a reason for every merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from whosays.entities.bodies import judge_bodies
from whosays.entities.clusters import Clusters
from whosays.entities.countries import country_label, is_state
from whosays.entities.persons import judge_persons
from whosays.entities.phrases import join_phrases
from whosays.entities.spelling import squeeze
from whosays.entities.units import Unit, Verdict, build_units
from whosays.model import (
    Cast,
    Coordinates,
    Entity,
    EntityKind,
    EntityMention,
    Links,
    Mention,
    Merge,
    Pin,
    Place,
    Reading,
    key,
)

__all__ = ["resolve"]


def resolve(readings: Sequence[Reading], pins: Sequence[Pin] = ()) -> Cast:
    """The cast of a story. The order of the readings does not matter.

    Unsure merges stay apart and leave an ``unsure`` row. A pronoun without antecedent belongs to no entity. ``pins`` are what
    people put together and kept apart; they come before every judgement made here.
    """
    ordered = sorted(readings, key=lambda reading: reading.report.id)
    units = build_units(ordered)
    by_report = {reading.report.id: reading for reading in ordered}
    verdicts = [*judge_persons(units), *judge_bodies(units, by_report)]
    mentions = {m.id: m for reading in ordered for m in reading.mentions}
    clusters = Clusters(mentions)
    for pin in pins:
        for a, b in product(pin.a, pin.b) if pin.judgement == "different" else ():
            clusters.part(a, b)
    for unit in units:
        for mention in unit.mentions[1:]:
            clusters.join(unit.mentions[0].id, mention.id)
    merges = _obey(pins, clusters)
    _apply(units, verdicts, clusters)
    for mention in mentions.values():
        if mention.refers_to in mentions and mention.form not in ("name", "adjective"):
            clusters.join(mention.refers_to, mention.id)
    merges.extend(join_phrases(ordered, units, clusters))
    return _cast(ordered, units, verdicts, merges, clusters)


def _obey(pins: Sequence[Pin], clusters: Clusters) -> list[tuple[str, Merge]]:
    """Put together what people put together; a row for both sides of every decision."""
    rows = []
    for pin in pins:
        merge = Merge(min(pin.names), max(pin.names), pin.judgement, pin.reason)
        for mention in (*pin.a, *pin.b):
            if pin.judgement == "same":
                clusters.join(pin.a[0], mention)
            rows.append((mention, merge))
    return rows


def _apply(units: Sequence[Unit], verdicts: Sequence[Verdict], clusters: Clusters) -> None:
    """Join what is the same, never across a judgement that two are different."""
    for verdict in verdicts:
        a, b = units[verdict.a].mentions[0].id, units[verdict.b].mentions[0].id
        if verdict.judgement == "different" and clusters.root(a) != clusters.root(b):
            clusters.part(a, b)
    for verdict in verdicts:
        if verdict.judgement == "same":
            clusters.join(units[verdict.a].mentions[0].id, units[verdict.b].mentions[0].id)


def _cast(
    readings: Sequence[Reading],
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    merges: Sequence[tuple[str, Merge]],
    clusters: Clusters,
) -> Cast:
    order = {reading.report.id: n for n, reading in enumerate(readings)}
    places = {place.mention: place for reading in readings for place in reading.places}
    rows: dict[str, list[Merge]] = {}
    roots = [clusters.root(unit.mentions[0].id) for unit in units]
    for verdict in verdicts:
        a, b = units[verdict.a], units[verdict.b]
        joined = roots[verdict.a] == roots[verdict.b]
        if (a.name == b.name and verdict.judgement == "same") or (joined and verdict.judgement != "same"):
            continue
        merge = Merge(min(a.name, b.name), max(a.name, b.name), verdict.judgement, verdict.reason)
        for number in (verdict.a, verdict.b):
            rows.setdefault(roots[number], []).append(merge)
    for mention, merge in merges:
        rows.setdefault(clusters.root(mention), []).append(merge)
    states = clusters.states() | {root for root, unit in zip(roots, units, strict=True) if is_state(unit)}
    roles: dict[str, Counter[str]] = {}
    for root, unit in zip(roots, units, strict=True):
        roles.setdefault(root, Counter()).update(sorted(unit.roles))
    kinds = {mention.id: unit.kind for unit in units for mention in unit.mentions}
    entities: list[Entity] = []
    of_mention: dict[str, str] = {}
    country_of: dict[str, str] = {}
    taken: set[str] = set()
    for root, members in sorted(clusters.groups().items(), key=lambda item: _position(item[1][0], order)):
        kind, country = _kind(members, kinds), _country(members)
        name = _name(members, kind, country, state=root in states)
        identity = _identity(kind, name, members, roles.get(root, Counter()), taken)
        taken.add(identity)
        entities.append(_entity(identity, kind, name, members, rows.get(root, []), places))
        of_mention.update({mention.id: identity for mention in members})
        if country:
            country_of[identity] = country
    return Cast(tuple(sorted(entities, key=lambda e: (e.kind, e.name, e.id))), of_mention, country_of)


def _position(mention: Mention, order: dict[str, int]) -> tuple[int, int, int]:
    return order[mention.report], mention.start, -mention.end


def _identity(kind: EntityKind, name: str, members: Sequence[Mention], roles: Counter[str], taken: set[str]) -> str:
    """Kind and name; a role, then the place of the first mention where two share them."""
    named = any(m.form in ("name", "adjective") for m in members)
    first = members[0]
    plain = key("e", kind, name) if named else key("e", kind, name, first.report, first.start)
    if plain not in taken:
        return plain
    role = min(roles, key=lambda r: (-roles[r], r)) if roles else None
    with_role = key("e", kind, name, role)
    return with_role if role and with_role not in taken else key("e", kind, name, role, first.report, first.start)


def _kind(members: Sequence[Mention], kinds: Mapping[str, EntityKind]) -> EntityKind:
    """The kind most names have in the story, else most nominals; a pronoun only tells a kind when nothing else does."""
    for forms in (("name", "adjective"), ("role", "nominal"), ("pronoun",)):
        votes = Counter(kinds.get(m.id, m.kind) for m in members if m.form in forms)
        if votes:
            return min(votes, key=lambda kind: (kind == "other", -votes[kind], kind))
    return "other"


def _country(members: Sequence[Mention]) -> str | None:
    votes = Counter(m.country for m in members if m.country and m.form in ("name", "adjective"))
    if not votes and not any(m.form == "name" for m in members):
        votes = Counter(m.country for m in members if m.country and m.kind in ("organisation", "group"))
    return min(votes, key=lambda code: (-votes[code], code)) if votes else None


def _name(members: Sequence[Mention], kind: EntityKind, country: str | None, *, state: bool) -> str:
    """The fullest of the names, the most frequent spelling of it; countries and governments by the table."""
    if state and country:
        return f"{country_label(country)[1]} government"
    names = Counter(m.text for m in members if m.form == "name")
    if kind == "place" and country and all(m.country == country for m in members if m.form in ("name", "adjective")):
        return country_label(country)[0]
    if not names:
        nominal = [m.text for m in members if m.form in ("role", "nominal")] or [m.text for m in members]
        return max(nominal, key=lambda text: (len(text), text))
    longest = max(len(squeeze(text)) for text in names)
    full = {text: n for text, n in names.items() if len(squeeze(text)) >= longest - 2 and not text.isupper()} or names
    return min(full, key=lambda text: (-full[text], -len(text), text))


def _entity(
    identity: str,
    kind: EntityKind,
    name: str,
    members: Sequence[Mention],
    merges: Sequence[Merge],
    places: dict[str, Place],
) -> Entity:
    found = Counter(
        (p.latitude, p.longitude, p.radius_km, p.geonames)
        for m in members
        if (p := places.get(m.id)) is not None and p.latitude is not None and p.longitude is not None
    )
    where, geonames = None, None
    if found:
        latitude, longitude, radius, geonames = min(found, key=lambda k: (-found[k], str(k)))
        where = Coordinates(latitude or 0.0, longitude or 0.0, radius)
    return Entity(
        id=identity,
        kind=kind,
        name=name,
        links=Links(wikidata=None, geonames=geonames),
        place=where,
        mentions=tuple(_shown(m) for m in members),
        merges=tuple(sorted(set(merges), key=lambda m: (m.judgement, m.a, m.b, m.reason))),
    )


def _shown(mention: Mention) -> EntityMention:
    inferred = mention.form not in ("name", "adjective") and mention.refers_to is not None
    return EntityMention(mention.report, mention.start, mention.end, mention.form, inferred, mention.reason)
