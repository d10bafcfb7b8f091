"""How fast the store keeps, finds, verifies and takes down, and how it grows, with made-up reports.

python -m benchmarks.store_speed 10000
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from benchmarks.made_reports import made_report, record_of
from whosays.model import Report
from whosays.store import Filters, Incoming, Store, backup, verify

WHEN = "2031-05-07T18:00:00+00:00"
BATCH = 100
KINDS: tuple[Literal["report", "claim"], ...] = ("report", "claim")
MEMBERS = 5  # reports of a story
QUESTIONS = ("report", "ministry harbour", '"the ministry"', "bridge near train", "bab*", "nowhere")


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Fill a store and print one line for each figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reports", nargs="?", type=int, default=10_000)
    count = asked.parse_args().reports
    made = [made_report(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        with Store.open(path) as store:
            _fill(store, made, path)
            _ask(store, count)
        print(f"verify: {timed(lambda: verify(path)):.1f} s")
        print(f"backup: {timed(lambda: backup(path, Path(folder) / 'copy.db')):.2f} s")
        with Store.open(path) as store:
            seconds = timed(lambda: store.forget(made[0].id, reason="measured", when=WHEN))
            print(f"forget: {seconds:.1f} s")


def _fill(store: Store, made: list[Report], path: Path) -> None:
    size = sum(len(report.text.encode()) for report in made) / len(made)
    whole = [Incoming(report, (), report.text.encode()) for report in made]

    def in_batches() -> None:
        for first in range(0, len(whole) - BATCH, BATCH):
            store.add(whole[first : first + BATCH], when=WHEN)

    added = len(range(0, len(whole) - BATCH, BATCH)) * BATCH
    print(f"add, {BATCH} at a time: {added / timed(in_batches):.0f} reports/s")
    alone = whole[added:]
    seconds = timed(lambda: [store.add([item], when=WHEN) for item in alone])
    print(f"add, one at a time, each on the disk: {len(alone) / seconds:.0f} reports/s")
    bytes_each = path.stat().st_size / len(made)
    print(f"growth: {bytes_each:.0f} bytes a report of {size:.0f} bytes, kept with its raw bytes and indexed")
    seconds = timed(lambda: _tell(store, made))
    print(f"stories of {MEMBERS}: {len(made) / MEMBERS / seconds:.0f} records/s kept with their rows, in batches")
    print(f"with records and rows: {path.stat().st_size / len(made):.0f} bytes a report")


def _tell(store: Store, made: list[Report]) -> None:
    for first in range(0, len(made), BATCH):
        with store.transaction():
            for start in range(first, min(first + BATCH, len(made)), MEMBERS):
                members = made[start : start + MEMBERS]
                for report in members:
                    store.assign(report.id, f"s{start}", reason="made so", when=WHEN)
                store.keep_record(f"s{start}", record_of(members), when=WHEN)


def _ask(store: Store, count: int) -> None:
    filters = Filters(outlet="Alden Post", since="2031-03", status="single-source")
    for kind in KINDS:
        shown = ", ".join(f"{words} {_milliseconds(store, words, kind, Filters()):.1f}" for words in QUESTIONS)
        print(f"search in {count} reports, {kind}s, ms: {shown}")
        print(f"  with three filters: {_milliseconds(store, 'ministry', kind, filters):.1f}")


def _milliseconds(store: Store, words: str, kind: Literal["report", "claim"], filters: Filters) -> float:
    """The middle of five times."""
    return 1000 * statistics.median(timed(lambda: store.search(words, kind=kind, filters=filters)) for _ in range(5))


if __name__ == "__main__":
    main()
