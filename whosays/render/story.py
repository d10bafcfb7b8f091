"""A record and what every format looks up in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from whosays.model import Claim, Record, Report
from whosays.render.intervals import moment, when


@dataclass(frozen=True, slots=True)
class Story:
    """A record with what every format looks up in it by id: reports, their labels and texts, names of entities, claims by id and by report.

    Reports and labels stand in the order in which the reports came out; the record has them in the order of their ids.
    """

    record: Record
    reports: dict[str, Report]
    labels: dict[str, str]
    texts: dict[str, str]
    names: dict[str, str]
    claims: dict[str, Claim]
    of_report: dict[str, list[Claim]]


def story_of(record: Record) -> Story:
    """The record, indexed once."""
    of_report: dict[str, list[Claim]] = {}
    for claim in record.claims:
        of_report.setdefault(claim.report, []).append(claim)
    return Story(
        record=record,
        reports={report.id: report for report in in_order(record.reports)},
        labels=labels(record),
        texts={report.id: report.text for report in record.reports},
        names={entity.id: entity.name for entity in record.entities},
        claims={claim.id: claim for claim in record.claims},
        of_report=of_report,
    )


def in_order(reports: Iterable[Report]) -> list[Report]:
    """The reports as they came out, those without a date last; a time without an offset counts as UTC."""

    def out(report: Report) -> tuple[bool, datetime]:
        came = moment(report.published.value)
        return came is None, (came or datetime.min).replace(tzinfo=UTC) if came is None or came.tzinfo is None else came

    return sorted(reports, key=out)


def labels(record: Record) -> dict[str, str]:
    """A name for each report: its outlet, else what was given; several reports of one outlet get their day or source."""
    of_outlet: dict[str | None, list[Report]] = {}
    for report in record.reports:
        of_outlet.setdefault(report.outlet, []).append(report)
    return {report.id: _label(report, of_outlet[report.outlet]) for report in in_order(record.reports)}


def _label(report: Report, same_outlet: Sequence[Report]) -> str:
    if report.outlet is None:
        return report.source
    outlet = report.outlet.removeprefix("www.")
    if len(same_outlet) == 1:
        return outlet
    days = [when(one.published.value, one.published.value, None, "day") for one in same_outlet]
    apart = len(set(days)) == len(days)
    return f"{outlet} ({days[same_outlet.index(report)] if apart else report.source})"
