"""Which report, claim, statement, finding and person of the newer record is which of the older, whatever their ids are.

Reports are paired by id, by equal text, or by address (then as two versions of one report); claims by the characters they stand at in a
report that both records hold; statements and findings by their claims; people by their mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from whosays.model import Claim, Entity, Finding, Proposition, Record, Report

MOST_OF = 0.8  # of the longer claim's characters that two readings of one passage share
Place = tuple[str, int, int]


class UnrelatedRecords(ValueError):
    """Two records that share no report and no version of one."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Old id → new id of everything that both records hold; ``versions`` are pairs of reports whose text changed."""

    reports: dict[str, str]
    versions: dict[str, str]
    claims: dict[str, str]
    propositions: dict[str, str]
    findings: dict[str, str]
    entities: dict[str, frozenset[str]]


def pair(old: Record, new: Record) -> Pairs:
    """Pairs two records of one story; raises :class:`UnrelatedRecords` where they share no report."""
    reports = _reports(old.reports, new.reports)
    versions = _versions(old.reports, new.reports, reports)
    if not reports and not versions:
        listed = "; ".join(
            ", ".join(sorted(report.source for report in record.reports)[:5]) or "none" for record in (old, new)
        )
        raise UnrelatedRecords(
            f"the two records share no report (reports of the first and of the second: {listed}). "
            "Give an earlier and a later record of one story"
        )
    claims = _claims(old.claims, new.claims, reports)
    claims |= _reprinted(old, new, versions, taken=set(claims.values()))
    propositions = _propositions(old, new, claims)
    return Pairs(
        reports=reports,
        versions=versions,
        claims=claims,
        propositions=propositions,
        findings=_findings(old.findings, new.findings, claims),
        entities=_entities(old.entities, new.entities, reports),
    )


def _reports(old: Iterable[Report], new: Iterable[Report]) -> dict[str, str]:
    """Reports with the same id, else the same text; each of the newer ones is taken once."""
    later = {report.id: report for report in new}
    of_text: dict[str, list[str]] = defaultdict(list)
    for report in later.values():
        of_text[report.text.strip()].append(report.id)
    earlier = list(old)
    found = {report.id: report.id for report in earlier if report.id in later and later[report.id].text == report.text}
    taken = set(found.values())
    for report in earlier:
        free = [one for one in of_text[report.text.strip()] if one not in taken] if report.id not in found else []
        if free:
            found[report.id] = free[0]
            taken.add(free[0])
    return found


def _versions(old: Iterable[Report], new: Iterable[Report], reports: dict[str, str]) -> dict[str, str]:
    """Reports left over on both sides that have one address: two versions of one report. Two candidates: none."""
    taken = set(reports.values())
    of_url: dict[str, list[str]] = defaultdict(list)
    for report in new:
        if report.url and report.id not in taken:
            of_url[report.url].append(report.id)
    left = [report for report in old if report.url and report.id not in reports]
    once = Counter(report.url for report in left)
    return {r.id: of_url[r.url][0] for r in left if r.url and once[r.url] == 1 and len(of_url[r.url]) == 1}


def _claims(old: Iterable[Claim], new: Iterable[Claim], reports: dict[str, str]) -> dict[str, str]:
    """Claims at the same characters, else those whose act is the same word, else those that share most of their characters."""
    exact: dict[tuple[object, ...], list[str]] = defaultdict(list)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in new:
        exact[claim.report, claim.spans, claim.predicate_span].append(claim.id)
        by_report[claim.report].append(claim)
    found: dict[str, str] = {}
    taken: set[str] = set()
    left = []
    for claim in old:
        report = reports.get(claim.report)
        same = [one for one in exact[report, claim.spans, claim.predicate_span] if one not in taken]
        if same:
            found[claim.id] = same[0]
            taken.add(same[0])
        elif report:
            left.append((claim, report))
    for claim, report in left:
        ranked = sorted((-_likeness(claim, other), other.id) for other in by_report[report] if other.id not in taken)
        if ranked and -ranked[0][0] >= MOST_OF:
            found[claim.id] = ranked[0][1]
            taken.add(ranked[0][1])
    return found


def _reprinted(old: Record, new: Record, versions: dict[str, str], *, taken: set[str]) -> dict[str, str]:
    """Claims in the same words in two versions of a report."""
    texts = {("old", report.id): report.text for report in old.reports} | {
        ("new", report.id): report.text for report in new.reports
    }
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in new.claims:
        if claim.id not in taken:
            same[claim.report, _words(claim, texts["new", claim.report])].append(claim.id)
    found = {}
    for claim in old.claims:
        there = same.get((versions.get(claim.report, ""), _words(claim, texts["old", claim.report])))
        if there:
            found[claim.id] = there.pop(0)
    return found


def _words(claim: Claim, text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in claim.spans).casefold().split())


def _likeness(one: Claim, other: Claim) -> float:
    """Share of characters in common; the same act at the same place is the same claim."""
    if one.predicate_span == other.predicate_span:
        return 1.0
    mine = {at for span in one.spans for at in range(span.start, span.end)}
    others = {at for span in other.spans for at in range(span.start, span.end)}
    return len(mine & others) / max(len(mine), len(others), 1)


def _propositions(old: Record, new: Record, claims: dict[str, str]) -> dict[str, str]:
    """Statements that share claims, those that share most first; each is paired once."""
    of_claim: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in new.propositions:
        for one in proposition.claims:
            of_claim[one].append(proposition)
    shared = sorted(
        (-number, before.id, after)
        for before in old.propositions
        for after, number in Counter(p.id for one in before.claims for p in of_claim[claims.get(one, "")]).items()
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, before_id, after in shared:
        if before_id not in found and after not in taken:
            found[before_id] = after
            taken.add(after)
    return found


def _findings(old: Iterable[Finding], new: Iterable[Finding], claims: dict[str, str]) -> dict[str, str]:
    """Findings on one question: the same slot, and claims of every side of the older among those of the newer."""
    later = [(other, {one for side in other.readings for one in side.claims}) for other in new]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, (_, held) in enumerate(later):
        for claim in held:
            holding[claim].append(number)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for finding in old:
        sides = [{claims[one] for one in side.claims if one in claims} for side in finding.readings]
        every = set().union(*sides)
        of_each = [{number for claim in side for number in holding[claim]} for side in sides if side]
        ranked = sorted(
            (other.kind != finding.kind, -len(every & held), other.id)
            for other, held in (later[number] for number in (set.intersection(*of_each) if of_each else ()))
            if other.slot == finding.slot and other.id not in taken
        )
        if ranked:
            found[finding.id] = ranked[0][2]
            taken.add(ranked[0][2])
    return found


def _entities(old: Iterable[Entity], new: Iterable[Entity], reports: dict[str, str]) -> dict[str, frozenset[str]]:
    """Each older entity with a name → the newer ones that hold its names."""
    holder: dict[Place, str] = {(m.report, m.start, m.end): entity.id for entity in new for m in entity.mentions}
    found = {}
    for entity in old:
        places = [
            (reports[m.report], m.start, m.end) for m in entity.mentions if m.form == "name" and m.report in reports
        ]
        held = frozenset(holder[place] for place in places if place in holder)
        if held:
            found[entity.id] = held
    return found
