"""What reading costs beside the parser alone: ``python -m benchmarks.reading_cost``.

Reads the invented reports of ``tests/stories``, the articles of ``tests/wikinews`` and ``examples``, each report by turns with the
bare spaCy pipeline (the same model as it is shipped, over the same lines) and with the whole per-report half, in one process. Prints the median
processor seconds of both, their ratio and the share of each stage; then reads many short reports and prints how much the memory of
the process grew. It fails on wrong behaviour (a report without claims, memory that grows with every report), never on a slow machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path

import spacy
from spacy.language import Language

from whosays import pipeline
from whosays.ingest.formats.text import read_text
from whosays.language import forget_words, lines
from whosays.model import Report
from whosays.parsers import pipeline_name, place_of

ROOT = Path(__file__).resolve().parent.parent
SHORT = 300  # characters of a report of the memory check, at least
WARM_UP = 500  # reports after which all that is loaded once has been loaded
GROWTH = 64  # MiB that the memory may grow behind the warm-up, whatever the number of reports


@dataclass(frozen=True, slots=True)
class Round:
    """Processor seconds for all reports once: the bare pipeline, and each stage of reading."""

    bare: float
    stages: dict[str, float]
    claims: int

    @property
    def ratio(self) -> float:
        """The whole per-report half beside the bare pipeline."""
        return sum(self.stages.values()) / self.bare


def texts() -> list[str]:
    """All texts that are measured, in a fixed order."""
    files = [*sorted((ROOT / "tests" / "stories").glob("S0*/*.txt")), *sorted((ROOT / "examples").glob("*/*.txt"))]
    found = [path.read_text("utf-8") for path in files]
    for path in sorted((ROOT / "tests" / "wikinews").glob("*.json")):
        found.extend(article["text"] for article in json.loads(path.read_text("utf-8")))
    return found


@cache
def bare_pipeline() -> Language:
    """The same pipeline as it is shipped, with nothing changed."""
    return spacy.load(place_of(pipeline_name()))


def one_round(reports: Sequence[Report], number: int) -> Round:
    """Every report once with each; which of the two comes first changes from report to report and from round to round."""
    bare, stages, claims = 0.0, dict.fromkeys((stage.name for stage in pipeline.REPORT_STAGES), 0.0), 0
    forget_words()  # a round must not live on the words of the one before
    for place, report in enumerate(reports):
        for whole in (True, False) if (place + number) % 2 else (False, True):
            if whole:
                claims += _read(report, stages)
            else:
                given = lines(report)
                began = time.process_time()
                for _ in bare_pipeline().pipe(given, batch_size=64):
                    pass
                bare += time.process_time() - began
    return Round(bare, stages, claims)


def _read(report: Report, stages: dict[str, float]) -> int:
    """The per-report half, its seconds added by stage; returns the number of claims."""
    values: dict[str, object] = {"report": report}
    for stage in pipeline.REPORT_STAGES:
        began = time.process_time()
        values = pipeline.run((stage,), values)
        stages[stage.name] += time.process_time() - began
    return len(values["claims"])  # type: ignore[arg-type]


def short_reports(given: Sequence[str]) -> Iterator[Report]:
    """Reports of a few sentences without end: paragraphs of the texts, each time with another number in it."""
    paragraphs = [part.strip() for text in given for part in text.split("\n\n") if len(part) >= SHORT]
    for number in count():
        text = f"{paragraphs[number % len(paragraphs)]}\n\nPolice counted {number} people at gate {number}.\n"
        yield read_text(text.encode(), source=f"{number}.txt")


def resident() -> float | None:
    """MiB of memory that the process holds now; ``None`` where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    return pages * 4096 / 2**20


def growth(given: Sequence[str], number: int) -> float | None:
    """MiB by which the memory grew while so many reports were read, behind the warm-up; prints it as it goes."""
    reports = short_reports(given)
    for report in islice(reports, WARM_UP):
        pipeline.read_report(report)
    before = resident()
    if before is None:
        return None
    most = before
    for done, report in enumerate(islice(reports, number), 1):
        pipeline.read_report(report)
        if done % max(1, number // 10) == 0:
            most = max(most, resident() or 0.0)
            print(f"  {done:>7,} reports {resident():8.0f} MiB")
    return most - before


def main(arguments: list[str] | None = None) -> int:
    """Prints both tables; 1 where nothing was read or the memory grew."""
    parser = argparse.ArgumentParser(
        prog="reading_cost", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7, help="rounds over all reports (the median is printed)")
    parser.add_argument("--reports", type=int, default=10_000, help="short reports of the memory check, 0 for none")
    options = parser.parse_args(arguments)
    given = texts()
    reports = [read_text(text.encode(), source=f"{number}.txt") for number, text in enumerate(given)]
    one_round(reports, 0)  # tables and models are loaded once, before the clock runs
    rounds = [one_round(reports, number) for number in range(options.rounds)]
    middle = statistics.median
    print(f"{len(reports)} reports, {sum(map(len, given)):,} characters, {rounds[0].claims:,} claims")
    print(f"  {'bare pipeline':<20}{middle(one.bare for one in rounds):8.2f} s")
    for name in rounds[0].stages:
        seconds = middle(one.stages[name] for one in rounds)
        print(f"  {name:<20}{seconds:8.2f} s{middle(one.stages[name] / one.bare for one in rounds):8.3f}")
    lowest, highest = min(one.ratio for one in rounds), max(one.ratio for one in rounds)
    print(f"  {'all that is read':<20}{middle(sum(one.stages.values()) for one in rounds):8.2f} s", end="")
    print(f"{middle(one.ratio for one in rounds):8.3f}   ({lowest:.3f} to {highest:.3f} in {len(rounds)} rounds)")
    if not all(one.claims for one in rounds):
        print("nothing was read", file=sys.stderr)
        return 1
    grown = growth(given, options.reports) if options.reports else None
    if grown is not None:
        print(f"  grown by {grown:.0f} MiB over {options.reports:,} reports")
    if grown is not None and grown > GROWTH:
        print(f"the memory grew by more than {GROWTH} MiB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
