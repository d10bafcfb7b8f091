"""A story of as many reports as a test wants, made in a moment: a told record with each report printed again by other outlets."""

from __future__ import annotations

from dataclasses import replace

from whosays.model import Claim, Entity, EventChain, Passage, Proposition, Record, Report


def many_reports(record: Record, count: int) -> Record:
    """The record with copies of its reports under other outlets, until there are ``count``; its statements are printed by all copies.

    A statement that one report alone had is one of its own in every copy, so that the record grows as real ones do.
    """
    originals = list(record.reports)
    copies: dict[str, list[str]] = {report.id: [report.id] for report in originals}
    reports = list(originals)
    while len(reports) < count:
        original = originals[len(reports) % len(originals)]
        made = _copy(original, len(reports))
        reports.append(made)
        copies[original.id].append(made.id)
    told = {
        claim.id: [_retold(claim, report, number) for number, report in enumerate(copies[claim.report])]
        for claim in record.claims
    }
    claims_of = {one: tuple(claim.id for claim in retold) for one, retold in told.items()}

    def every(claims: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for claim in claims for one in claims_of.get(claim, ()))

    propositions: list[Proposition] = []
    for proposition in record.propositions:
        origins = tuple(replace(origin, claims=every(origin.claims)) for origin in proposition.origins)
        if len(proposition.claims) > 1 or proposition.status == "disputed":
            propositions.append(replace(proposition, claims=every(proposition.claims), origins=origins))
            continue
        for number, claim in enumerate(every(proposition.claims)):
            own = tuple(replace(origin, claims=(claim,)) for origin in proposition.origins)
            propositions.append(replace(proposition, id=_id(proposition.id, number), claims=(claim,), origins=own))
    return replace(
        record,
        reports=tuple(reports),
        claims=tuple(claim for retold in told.values() for claim in retold),
        propositions=tuple(propositions),
        entities=tuple(_everywhere(entity, copies) for entity in record.entities),
        findings=tuple(
            replace(finding, readings=tuple(replace(side, claims=every(side.claims)) for side in finding.readings))
            for finding in record.findings
        ),
        timeline=tuple(replace(entry, claims=every(entry.claims)) for entry in record.timeline),
        event_chains=tuple(_chained(chain, copies) for chain in record.event_chains),
        times=(),
        quantities=(),
        relations=(),
    )


def _copy(report: Report, number: int) -> Report:
    outlet = f"{report.outlet or 'Paper'} {number}"
    return replace(report, id=f"{report.id}x{number}", outlet=outlet, source=f"{number}-{report.source}", url=None)


def _retold(claim: Claim, report: str, number: int) -> Claim:
    return replace(claim, id=_id(claim.id, number), report=report, times=(), quantities=())


def _id(one: str, number: int) -> str:
    return one if number == 0 else f"{one}x{number}"


def _everywhere(entity: Entity, copies: dict[str, list[str]]) -> Entity:
    mentions = tuple(replace(m, report=report) for m in entity.mentions for report in copies[m.report])
    return replace(entity, mentions=mentions)


def _chained(chain: EventChain, copies: dict[str, list[str]]) -> EventChain:
    mentions = tuple(Passage(report, m.start, m.end) for m in chain.mentions for report in copies[m.report])
    return replace(chain, mentions=mentions)
