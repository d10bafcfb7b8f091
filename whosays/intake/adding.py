"""Reports and refusals of an input kept in a store, batch by batch: what was acknowledged stays, whatever happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.intake.remembering import Remembered
    from whosays.model import Notice, Report
    from whosays.store import Incoming, Store

BATCH = 100  # reports acknowledged together


@dataclass(slots=True)
class Added:
    """What came of an input: reports new to the store, reports it had, inputs refused."""

    new: list[str] = field(default_factory=list)
    known: int = 0
    refused: int = 0


def add(
    store: Store,
    items: Iterable[Report | Notice],
    *,
    when: str,
    originals: dict[str, bytes] | None = None,
    memory: Remembered | None = None,
) -> Added:
    """Keep every report with its notices, and every refusal as a row; ``items`` as :func:`whosays.ingest.iter_reports` gives them.

    The notices of a report follow it. ``originals`` are bytes that reports were read from, by id, put there while ``items`` is
    walked; they are kept with the report and taken out. ``memory`` is the one that ``items`` were asked for with: what it noted is
    remembered with the reports.
    """
    added = Added()
    for reports, refusals in _batches(items, {} if originals is None else originals):
        if not (reports or refusals):
            continue
        with store.transaction():
            new = store.add(reports, when=when)
            for notice in refusals:
                store.refuse(notice, when=when)
            if memory is not None:
                memory.keep(when=when)
        added.new += new
        added.known += len(reports) - len(new)
        added.refused += len(refusals)
    if memory is not None:
        added.known += memory.known_reports
        if memory.keep(when=when):
            store.prune_inputs(before=days_before(when, 365))
    return added


def days_before(when: str, days: float) -> str:
    """A time so many days earlier."""
    return (datetime.fromisoformat(when) - timedelta(days=days)).isoformat(timespec="seconds")


def _batches(
    items: Iterable[Report | Notice], originals: dict[str, bytes]
) -> Iterator[tuple[list[Incoming], list[Notice]]]:
    """Reports with their notices, and refusals, so many at a time."""
    reports: dict[str, tuple[Report, list[Notice]]] = {}
    refusals: list[Notice] = []
    for item in items:
        from whosays.model import Report  # with the first item: where all is remembered, there is none

        if isinstance(item, Report):
            if len(reports) + len(refusals) >= BATCH:
                yield _incoming(reports, originals), refusals
                reports, refusals = {}, []
            reports[item.id] = (item, [])
        elif item.kind == "refused":
            refusals.append(item)
        elif item.report in reports:
            reports[item.report][1].append(item)
    yield _incoming(reports, originals), refusals


def _incoming(reports: dict[str, tuple[Report, list[Notice]]], originals: dict[str, bytes]) -> list[Incoming]:
    from whosays.store import Incoming

    return [Incoming(report, tuple(notices), originals.pop(report.id, None)) for report, notices in reports.values()]
