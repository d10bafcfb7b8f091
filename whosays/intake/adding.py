"""Reports and refusals of an input kept in a store, batch by batch: what was acknowledged stays, whatever happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    store: Store, items: Iterable[Report | Notice], *, when: str, originals: dict[str, bytes] | None = None
) -> Added:
    """Keep every report with its notices, and every refusal as a row; ``items`` as :func:`whosays.ingest.iter_reports` gives them.

    The notices of a report follow it. ``originals`` are bytes that reports were read from, by id, put there while ``items`` is
    walked; they are kept with the report and taken out.
    """
    added = Added()
    for reports, refusals in _batches(items, {} if originals is None else originals):
        with store.transaction():
            new = store.add(reports, when=when)
            for notice in refusals:
                store.refuse(notice, when=when)
        added.new += new
        added.known += len(reports) - len(new)
        added.refused += len(refusals)
    return added


def _batches(
    items: Iterable[Report | Notice], originals: dict[str, bytes]
) -> Iterator[tuple[list[Incoming], list[Notice]]]:
    """Reports with their notices, and refusals, so many at a time."""
    reports: dict[str, tuple[Report, list[Notice]]] = {}
    refusals: list[Notice] = []
    for item in items:
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
    return [Incoming(report, tuple(notices), originals.pop(report.id, None)) for report, notices in reports.values()]
