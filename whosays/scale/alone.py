"""Each report on its own, over the workers of an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whosays.model import Notice, Report
from whosays.record import pack, unpack
from whosays.scale.engines import Engine, in_order
from whosays.scale.jobs import Alone, AloneJob, read_alone


def read_each_alone(
    reports: Sequence[Report], notices: Sequence[Notice], engine: Engine
) -> Iterator[tuple[Report, Alone]]:
    """Each report with its record or with what went wrong, in the order given."""
    jobs = (pack(AloneJob(report, _notices_of(report, notices))) for report in reports)
    for report, result in zip(reports, in_order(engine, read_alone, jobs), strict=True):
        yield report, unpack(result, Alone)


def _notices_of(report: Report, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices about one report."""
    return tuple(n for n in notices if n.report == report.id or (n.report is None and n.source == report.source))
