"""Same origin or not, as people decided: the groups of the lineage, and what is counted once because of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whosays.decisions.consistency import contradiction
from whosays.decisions.matching import Unmatched, report_meant, squeezed
from whosays.model import Decision, Lineage, Origin, OriginGroup, Proposition, Reading
from whosays.words.agencies import agencies

SHARING = ("copies", "shares-wire")


def decide_origins(lineage: Lineage, readings: Sequence[Reading], decisions: Sequence[Decision]) -> Lineage:
    """The lineage with the reports apart and together that people decided on.

    Of two that are no origin of one another the second named leaves the group with a group of its own. Of two that have
    one origin the groups become one, under the name of the first.
    """
    for decision, first, second in _pairs(readings, decisions, "different-origin"):
        del decision
        lineage = _apart(lineage, first, second, {r.report.id: r.report.outlet or r.report.source for r in readings})
    for _, first, second in _pairs(readings, decisions, "same-origin"):
        lineage = _together(lineage, first, second)
    homes = {report: number for number, group in enumerate(lineage.groups) for report in group.reports}
    for apart, first, second in _pairs(readings, decisions, "different-origin"):
        if homes[first] == homes[second]:
            joining = [d for d, *pair in _pairs(readings, decisions, "same-origin") if homes[pair[0]] == homes[first]]
            raise contradiction(
                "decisions", joining[0], apart, "they bring one pair of reports together and apart", *joining[1:]
            )
    return lineage


def _pairs(readings: Sequence[Reading], decisions: Sequence[Decision], kind: str) -> list[tuple[Decision, str, str]]:
    """The decisions of a kind with the ids of their two reports, where both are there and are two."""
    reports = [reading.report for reading in readings]
    found = []
    for decision in decisions:
        if decision.decision == kind:
            try:
                first, second = (report_meant(target, reports).id for target in decision.about)
            except Unmatched:
                continue  # said at the end, with all that found nothing
            if first != second:
                found.append((decision, first, second))
    return found


def _group_of(lineage: Lineage, report: str) -> OriginGroup:
    return next(group for group in lineage.groups if report in group.reports)


def _apart(lineage: Lineage, first: str, second: str, names: dict[str, str]) -> Lineage:
    edges = tuple(e for e in lineage.edges if e.kind not in SHARING or {e.from_report, e.to_report} != {first, second})
    group = _group_of(lineage, first)
    if second not in group.reports:
        return Lineage(lineage.groups, edges)
    stays = replace(
        group,
        reports=tuple(r for r in group.reports if r != second),
        evidence=tuple(p for p in group.evidence if p.report != second),
    )
    leaves = OriginGroup(names[second], (second,), ())
    return Lineage(_sorted(g for old in lineage.groups for g in ((stays, leaves) if old == group else (old,))), edges)


def _together(lineage: Lineage, first: str, second: str) -> Lineage:
    one, two = _group_of(lineage, first), _group_of(lineage, second)
    if one == two:
        return lineage
    joined = OriginGroup(one.origin, (*one.reports, *two.reports), tuple(sorted({*one.evidence, *two.evidence})))
    kept = [group for group in lineage.groups if group not in (one, two)]
    return Lineage(_sorted((*kept, joined)), lineage.edges)


def _sorted(groups: object) -> tuple[OriginGroup, ...]:
    return tuple(sorted(groups, key=lambda group: min(group.reports)))  # type: ignore[call-overload]


def count_once(
    propositions: Sequence[Proposition], readings: Sequence[Reading], decisions: Sequence[Decision]
) -> tuple[Proposition, ...]:
    """Propositions in which two names that people made one count once, and so do the unnamed sources of reports of one origin.

    Named sources of two such reports stay as many as they are: a reprint that quotes a mayor and a minister has two.
    """
    origin_of: dict[str, str] = {}
    for _, first, second in _pairs(readings, decisions, "same-origin"):
        _unite(origin_of, first, second)
    name_of: dict[str, str] = {}
    for decision in decisions:
        if decision.decision == "merge":
            _unite(name_of, *(squeezed(target.name or "") for target in decision.about))
    if not origin_of and not name_of:
        return tuple(propositions)
    report_of = {claim.id: claim.report for reading in readings for claim in reading.claims}
    return tuple(_counted(proposition, origin_of, name_of, report_of) for proposition in propositions)


def _unite(found: dict[str, str], first: str, second: str) -> None:
    """Give two things and all that was united with them one representative."""
    old, new = found.get(second, second), found.get(first, first)
    for thing, known in [*found.items(), (first, new), (second, old)]:
        found[thing] = new if known == old else known


def _counted(
    proposition: Proposition, origin_of: dict[str, str], name_of: dict[str, str], report_of: dict[str, str]
) -> Proposition:
    kept: dict[object, Origin] = {}
    for origin in proposition.origins:
        texts = {origin_of.get(report_of[claim], "") for claim in origin.claims}
        name = name_of.get(squeezed(origin.name))
        label: object = origin
        if name is not None:
            label = ("name", name, origin.stance)
        elif origin.entity is None and origin.name not in agencies() and len(texts) == 1 and texts != {""}:
            label = ("text", *texts, origin.stance)
        first = kept.setdefault(label, origin)
        if first is not origin:
            kept[label] = replace(first, claims=tuple(dict.fromkeys((*first.claims, *origin.claims))))
    origins = tuple(kept.values())
    if len(origins) == len(proposition.origins):
        return proposition
    strict = sum(o.stance == "asserts" and o.how == "direct" for o in origins)
    status = "single-source" if proposition.status == "corroborated" and strict < 2 else proposition.status
    return replace(
        proposition,
        origins=origins,
        independent_sources=strict,
        independent_sources_entailed=sum(o.stance == "asserts" for o in origins),
        status=status,
    )
