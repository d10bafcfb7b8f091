"""What a store saves: ``python -m benchmarks.intake_cost``.

Reports as long as newspapers print them (``benchmarks.long_reports``). Three ratios, each within one run: (1) the same reports given to
``whosays add`` a second time, against the first time; (2) one new report of their story given to ``whosays add``, a process of its
own, against all of them given at once; (3) the same in a process that goes on, as ``whosays watch`` and ``whosays serve`` do, which
has told the story before, against reading and telling all of it in a process that knows nothing. Processor seconds; wall time beside
them for (1). Loading the parser counts in (1) and (2) and not in (3); compiling the program's sources counts nowhere, as where it is
installed.

For (3) a story grows report by report and the middle of the last steps counts: reading the report, grouping it, telling the story,
keeping the record and its rows. What it is set against is reading and telling alone, nothing grouped or kept. Each side runs in a
process of its own, so that neither finds what the other has remembered; they run in turns, and the middle of the ratios is printed.
It fails where nothing was kept or told, never on a slow machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from compileall import compile_dir
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.long_reports import write_long_reports
from whosays import pipeline
from whosays.ingest.formats.text import read_text
from whosays.intake import add, group, tell_touched
from whosays.model import Report
from whosays.store import Store

WHEN = "2031-01-01T00:00:00+00:00"
WARM = 2  # reports by which a story grows before the next ones are measured
STEPS = 5  # that are measured
TURNS = 3  # of either side


def stamp(at: int) -> str:
    """When a report came out: an hour after the one before."""
    return f"2031-03-{4 + at // 24:02}T{at % 24:02}:00:00+00:00"


def reports_of(number: int) -> list[Report]:
    """So many reports of one story."""
    return [
        read_text(text.encode(), source=f"r{at}.txt", outlet=outlet, published=stamp(at))
        for at, (outlet, text) in enumerate(write_long_reports(number))
    ]


def seconds(who: int) -> float:
    """Processor seconds so far."""
    used = getrusage(who)
    return used.ru_utime + used.ru_stime


def added(folder: Path, database: Path) -> tuple[float, float, str]:
    """Wall and processor seconds of ``whosays add`` over a folder, and what it says."""
    begun, used = time.perf_counter(), seconds(RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "whosays", "add", str(folder), "--store", str(database)]
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=compiled)
    return time.perf_counter() - begun, seconds(RUSAGE_CHILDREN) - used, done.stderr


def by_command(number: int) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Wall and processor seconds of a folder of reports the first time and again; processor seconds when one more is in it."""
    compile_dir(str(Path(pipeline.__file__).parent), quiet=1)
    with TemporaryDirectory() as name:
        folder, database = Path(name, "reports"), Path(name, "news.db")
        folder.mkdir()
        written = write_long_reports(number + 1)
        for at, (outlet, text) in enumerate(written):
            if at < number:
                put(folder, at, outlet, text)
        first, first_cpu, said = added(folder, database)
        assert f"{number} new" in said, said
        again, again_cpu, said = added(folder, database)
        assert f"{number} new" not in said, said
        put(folder, number, *written[number])
        _, more_cpu, said = added(folder, database)
        assert "1 new" in said, said
        return (first, first_cpu), (again, again_cpu), more_cpu


def put(folder: Path, at: int, outlet: str, text: str) -> None:
    """A report as a file."""
    (folder / f"r{at:03}.txt").write_text(f"Outlet: {outlet}\nPublished: {stamp(at)}\n\n{text}", encoding="utf-8")


def whole_story(number: int) -> float:
    """Processor seconds of reading and telling so many reports, by a process that has loaded the parser and knows nothing else."""
    reports = reports_of(number)
    load()
    return spent(lambda: pipeline.tell([pipeline.read_report(one) for one in reports], one_story=True))


def one_more(number: int) -> float:
    """Processor seconds that one more report takes: the middle of the last steps of a story that grows to so many reports and one."""
    reports = reports_of(number + 1)
    load()
    with TemporaryDirectory() as name, Store.open(Path(name, "news.db")) as store:
        take(store, reports[: -WARM - STEPS])
        steps = [spent(partial(take, store, [one])) for one in reports[-WARM - STEPS :]]
        (story,) = (one for one in store.stories() if one.reports)
        record = store.record(story.id)
        assert record is not None
        assert len(record.reports) == number + 1
    return median(steps[WARM:])


def load() -> None:
    """The parser and the tables, by way of two reports of another story."""
    texts = ("The Aldis sank off Brenn on Monday.", "The Aldis sank near Brenn, the owner said on Monday.")
    reports = [read_text(text.encode(), source=f"other{at}.txt") for at, text in enumerate(texts)]
    pipeline.tell([pipeline.read_report(one) for one in reports], one_story=True)


def in_turns(number: int) -> list[tuple[float, float]]:
    """Processor seconds of the whole story and of one report more, each in a process of its own, some times."""
    return [(alone("whole", number), alone("more", number)) for _ in range(TURNS)]


def alone(part: str, number: int) -> float:
    """What one side measures in a new process."""
    command = [sys.executable, "-m", "benchmarks.intake_cost", "--reports", str(number), "--part", part]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)


def take(store: Store, reports: Sequence[Report]) -> None:
    """Reports into a store, and its story told."""
    add(store, reports, when=WHEN)
    group(store, when=WHEN)
    assert all(told.why is None for told in tell_touched(store, when=WHEN))


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of this process for some work."""
    used = seconds(RUSAGE_SELF)
    work()
    return seconds(RUSAGE_SELF) - used


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--long-lived", action="store_true", help="only what a process that goes on saves")
    parser.add_argument("--own-process", action="store_true", help="only what “add” in a process of its own costs")
    parser.add_argument(
        "--part", choices=("whole", "more"), help="one side of that alone: its seconds and nothing else"
    )
    options = parser.parse_args(arguments)
    number = options.reports
    if options.part:
        print(whole_story(number + 1) if options.part == "whole" else one_more(number))
        return 0
    if not options.long_lived:
        (cold, cold_cpu), (warm, warm_cpu), more_cpu = by_command(number)
        print(
            f"{number} reports given to “add”: first {cold:.2f} s, again {warm:.2f} s: {cold / warm:.0f} times", end=" "
        )
        print(f"(cpu {cold_cpu / warm_cpu:.0f} times)")
        print(
            f"one more given to “add”: {more_cpu:.2f} cpu-s; all at once: {cold_cpu:.2f} cpu-s: 1/{cold_cpu / more_cpu:.1f}"
        )
    if options.own_process:
        return 0
    turns = in_turns(number)
    whole, more = (median(side) for side in zip(*turns, strict=True))
    ratios = sorted(whole / more for whole, more in turns)
    print(f"one report into a story of {number}, by a process that told it before: {more:.2f} cpu-s;", end=" ")
    print(f"all of it from nothing: {whole:.2f} cpu-s: 1/{median(ratios):.1f} ({len(turns)} turns:", end=" ")
    print(f"{', '.join(f'1/{ratio:.1f}' for ratio in ratios)})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
