"""A store to test with: the hand-made ferry story under ids that follow from its reports, kept as the program keeps it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests import factory
from whosays.model import Notice, Published, Record, Report, key
from whosays.record import decode, encode
from whosays.store import Incoming, Store
from whosays.store.connection import connect
from whosays.store.forgetting import forget

WHEN = "2031-05-07T18:00:00+00:00"
STORY = "s1"


def ferry() -> Record:
    """The ferry story; the date of its second report is inferred from the first."""
    record = factory.story()
    data = encode(record).decode()
    for report in record.reports:
        given = report.published.value if report.published.status == "given" else None
        data = data.replace(f'"{report.id}"', f'"{key("r", report.outlet, report.url, given, report.text)}"')
    return decode(data.encode())


def as_read(record: Record) -> tuple[Report, ...]:
    """The reports as they were before a date was inferred for one of them, in the order of their ids."""
    undated = Published(None, "absent", (), ())
    given = (r if r.published.status == "given" else replace(r, published=undated) for r in record.reports)
    return tuple(sorted(given, key=lambda report: report.id))


def keep_ferry(store: Store) -> Record:
    """Everything of the ferry story in a store: reports with bytes and a notice, their places, the record."""
    record = ferry()
    for report in as_read(record):
        notice = Notice("other", report.id, report.source, f"{report.source}: looked at")
        page = f"<p>{report.text}</p>".encode()
        store.add([Incoming(report, (notice,), page, f"https://example.org/{report.source}")], when=WHEN)
        store.assign(report.id, STORY, reason="the same words", when=WHEN)
    store.keep_record(STORY, record, when=WHEN)
    return record


def take_down_elsewhere(path: Path, report: str) -> None:
    """What ``whosays forget`` does in a process of its own, as far as others can see."""
    database = connect(str(path), create=False, read_only=False, patience=5.0)
    forget(database, str(path), report, reason="a source at risk", when=WHEN, actor="desk")
    database.close()


def made(path: Path) -> Record:
    """A store in this file with the ferry story in it."""
    with Store.open(path) as store:
        return keep_ferry(store)
