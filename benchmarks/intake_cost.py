"""What a store saves: ``python -m benchmarks.intake_cost``.

Two ratios, each within one run. (1) The same reports given to ``whosays add`` a second time, against the first time. (2) One new report
into a story of 50 that a store holds, against reading and telling all 51 from nothing. Reports are made as in ``benchmarks.story_scale``.
Processor seconds of one process; wall time beside them. It fails where nothing was kept or told, never on a slow machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from benchmarks.story_scale import STORIES, write_reports
from whosays import pipeline
from whosays.ingest.text import read_text
from whosays.intake import add, group, tell_touched
from whosays.model import Report
from whosays.store import Store

WHEN = "2031-01-01T00:00:00+00:00"


def reports_of(story: Path, number: int) -> list[Report]:
    """So many reports of one story, an hour apart."""
    return [
        read_text(
            text.encode(),
            source=f"r{at}.txt",
            outlet=outlet,
            published=f"2031-03-{4 + at // 24:02}T{at % 24:02}:00+00:00",
        )
        for at, (outlet, text) in enumerate(write_reports(story, number))
    ]


def seconds(who: int) -> float:
    """Processor seconds so far."""
    used = getrusage(who)
    return used.ru_utime + used.ru_stime


def twice(story: Path, number: int) -> tuple[float, float, float, float]:
    """Wall and processor seconds of ``whosays add`` over a folder of reports: the first time, the second time."""
    with TemporaryDirectory() as name:
        folder = Path(name, "reports")
        folder.mkdir()
        for at, (outlet, text) in enumerate(write_reports(story, number)):
            stamp = f"2031-03-{4 + at // 24:02}T{at % 24:02}:00+00:00"
            (folder / f"r{at:03}.txt").write_text(f"Outlet: {outlet}\nPublished: {stamp}\n\n{text}", encoding="utf-8")
        found = []
        for _ in range(2):
            begun, used = time.perf_counter(), seconds(RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "whosays", "add", str(folder), "--store", str(Path(name, "news.db"))]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            found += [time.perf_counter() - begun, seconds(RUSAGE_CHILDREN) - used]
            found_new = f"{number} new" in done.stderr
            assert found_new == (len(found) == 2), done.stderr
        return found[0], found[2], found[1], found[3]


def one_more(story: Path, number: int) -> tuple[float, float]:
    """Processor seconds: reading and telling all reports from nothing; the last of them into a store that holds the rest."""
    reports = reports_of(story, number + 1)
    pipeline.read_report(reports[0])  # the parser is loaded once, on neither side
    pipeline.tell([pipeline.read_report(one) for one in reports[:2]], one_story=True)
    used = seconds(RUSAGE_SELF)
    pipeline.tell([pipeline.read_report(one) for one in reports], one_story=True)
    whole = seconds(RUSAGE_SELF) - used
    with TemporaryDirectory() as name, Store.open(Path(name, "news.db")) as store:
        add(store, reports[:-1], when=WHEN)
        group(store, when=WHEN)
        assert all(told.why is None for told in tell_touched(store, when=WHEN))
        used = seconds(RUSAGE_SELF)
        add(store, reports[-1:], when=WHEN)
        group(store, when=WHEN)
        told = list(tell_touched(store, when=WHEN))
        more = seconds(RUSAGE_SELF) - used
        assert len(told) == 1
        assert told[0].record is not None
        assert len(told[0].record.reports) == number + 1, "the reports are not one story"
    return whole, more


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the two ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=50)
    number = parser.parse_args(arguments).reports
    story = sorted(path.parent for path in STORIES.glob("*/gold.json"))[0]
    cold, warm, cold_cpu, warm_cpu = twice(story, number)
    print(
        f"{number} reports given to “add”: first {cold:.2f} s, again {warm:.2f} s: {cold / warm:.0f} times (cpu {cold_cpu / warm_cpu:.0f} times)"
    )
    whole, more = one_more(story, number)
    print(
        f"one report into a story of {number}: {more:.2f} cpu-s; all of it from nothing: {whole:.2f} cpu-s: 1/{whole / more:.1f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
