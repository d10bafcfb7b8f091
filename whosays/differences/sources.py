"""Reports, named sources and people of the cast that came, went, were joined or parted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from whosays.differences.pairing import Pairs
from whosays.differences.side import MOST_PASSAGES, Side
from whosays.model import Change, Interval, OriginGroup, Passage, Report, Version


def reports(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Reports that came, went, or have another text at the same address."""
    earlier = {report.id: report for report in before.record.reports}
    revised = {new: old for old, new in pairs.versions.items()}
    known = set(pairs.reports.values())
    for report in sorted(after.record.reports, key=lambda r: (r.published.value or "", r.id)):
        name = report.outlet or report.source
        here = Version(report.title or name, (), _opening(report), _printed(report.published.value))
        if report.id in revised:
            old = earlier[revised[report.id]]
            there = Version(old.title or old.source, (), _opening(old), _printed(old.published.value))
            yield Change("report-revised", name, there, here, "the same address, another text")
        elif report.id not in known:
            yield Change("report-new", name, None, here, None)
    for report in before.record.reports:
        if report.id not in pairs.reports and report.id not in pairs.versions:
            there = Version(report.title or report.source, (), _opening(report), _printed(report.published.value))
            yield Change("report-gone", report.outlet or report.source, there, None, None)


def _opening(report: Report) -> tuple[Passage, ...]:
    """The headline of a report, else the first line of its text."""
    zones = sorted(report.segments, key=lambda zone: (zone.role != "headline", zone.role != "body", zone.start))
    start = zones[0].start if zones else 0
    start += len(report.text[start:]) - len(report.text[start:].lstrip())
    end = report.text.find("\n", start)
    end = end if end > start else len(report.text)
    return (Passage(report.id, start, end),) if report.text[start:end].strip() else ()


def _printed(value: str | None) -> Interval | None:
    return Interval(value, value) if value else None


def origins(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Named origins that assert or deny something in one record only."""
    old, new = _named_origins(before), _named_origins(after)
    same = {
        name
        for entity, (name, _) in new.items()
        for earlier in old
        if earlier == entity or entity in pairs.entities.get(earlier, ())
    }
    known = {name for name, _ in old.values()}
    for name, claims in new.values():
        if name not in known and name not in same:
            yield Change("origin-new", name, None, after.version(name, claims), None)
    kept = {name for name, _ in new.values()}
    for entity, (name, claims) in old.items():
        if name not in kept and not pairs.entities.get(entity, frozenset()) & set(new):
            yield Change("origin-gone", name, before.version(name, claims), None, None)


def _named_origins(side: Side) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Origin (entity, else name) → its name and claims, in the record's order."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    names: dict[str, str] = {}
    for proposition in side.record.propositions:
        for origin in proposition.origins:
            if origin.entity is None and origin.name.startswith("an unnamed"):
                continue
            key = names.setdefault(origin.name, origin.entity or origin.name)
            name, claims = found.get(key, (origin.name, ()))
            found[key] = name, tuple(dict.fromkeys((*claims, *origin.claims)))
    return dict(sorted(found.items(), key=lambda item: (item[1][0], item[0])))


def lineage(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Reports of both records that were of several origins and are of one, or were of one and are of several."""
    earlier = _grouped(before, pairs.reports)
    now = _grouped(after, {new: new for new in pairs.reports.values()})
    for here, parts in _apart(now, earlier, after):
        yield Change("reports-joined", here.words, None, here, f"before: {parts}")
    for there, parts in _apart(earlier, now, after):
        yield Change("reports-parted", there.words, there, None, f"now: {parts}")


def _grouped(side: Side, known: Mapping[str, str]) -> dict[frozenset[str], OriginGroup]:
    """Two or more reports of one origin, by the ids that the newer record gives them, as far as both records have them."""
    groups = (
        (frozenset(known[one] for one in group.reports if one in known), group) for group in side.record.lineage.groups
    )
    return {together: group for together, group in groups if len(together) > 1}


def _apart(
    groups: Mapping[frozenset[str], OriginGroup], others: Mapping[frozenset[str], OriginGroup], after: Side
) -> Iterator[tuple[Version, str]]:
    """Groups that are no one group among the others, and the parts that they are there."""
    outlets = {report.id: report.outlet or report.source for report in after.record.reports}
    for together, group in groups.items():
        parts = [other & together for other in others if other & together]
        parts += [frozenset({one}) for one in together.difference(*parts)]
        if len(parts) > 1:
            words = sorted(" / ".join(sorted(outlets[one] for one in part)) for part in parts)
            named = " / ".join(sorted(outlets[one] for one in together))
            yield Version(named, (), group.evidence[:MOST_PASSAGES], None), "; ".join(words)


def cast(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Names that were two and are one, or were one and are two."""
    parts: dict[str, list[str]] = defaultdict(list)
    for old, news in sorted(pairs.entities.items()):
        for new in news:
            parts[new].append(old)
        if len(news) > 1:
            names = " / ".join(sorted(after.names[new] for new in news))
            yield Change("parted", before.names[old], _named(before, {old}), _named(after, news), f"now apart: {names}")
    for new, olds in sorted(parts.items()):
        if len(olds) > 1:
            entity = next(e for e in after.record.entities if e.id == new)
            why = next((merge.reason for merge in entity.merges if merge.judgement == "same"), None)
            yield Change("joined", after.names[new], _named(before, olds), _named(after, {new}), why)


def _named(side: Side, ids: Iterable[str]) -> Version:
    """Entities by name, with a mention of each."""
    entities = [entity for entity in side.record.entities if entity.id in set(ids)]
    first = [next((m for m in entity.mentions if m.form == "name"), entity.mentions[0]) for entity in entities]
    return Version(
        " / ".join(entity.name for entity in entities),
        (),
        tuple(Passage(m.report, m.start, m.end) for m in first),
        None,
    )
