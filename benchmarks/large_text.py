"""Runs the main job on one long text: ``python -m benchmarks.large_text --megabytes 5``.

Three kinds of text, each written to a size: ``numbered``, where all sentences say nearly the same and differ by a number, ``stories``,
the reports of ``tests/stories`` one behind the other, and ``named``, those reports with other names and figures in each paragraph.
Prints the seconds of each stage for the text and for a quarter of it, and how many times as long the whole took; four is in step with
the text. Checks that the text is whole in the record and that its last sentence was read. It fails on wrong behaviour, never on a slow
machine.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from whosays import pipeline
from whosays.ingest.formats.text import read_text
from whosays.model import Record
from whosays.pipeline import REPORT_STAGES, STORY_STAGES, VIEW_STAGES

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
SAYING = (
    "The mayor denied that the bridge number {} had been closed.",
    "Police said {} people were hurt in Selby.",
    "The company sold {} lorries to Tarsola, the ministry said.",
    "Officials denied that {} workers would lose their jobs.",
)
SYLLABLES = "ba re lo min tor vel san dra kel ist om fer gar hul nis pe qua rud sel tam".split()
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b(?<!day)")  # within a sentence; weekdays stay
FIGURE = re.compile(r"\b\d{1,4}\b")
LAST = "Edda Brink closed the harbour of Sandholm on Monday."
QUARTER = 4


def numbered() -> Iterator[str]:
    """Paragraphs of eight sentences out of four, each with a number of its own."""
    draw = random.Random(1)
    while True:
        yield " ".join(draw.choice(SAYING).format(draw.randrange(1, 100_000)) for _ in range(8))


def stories() -> Iterator[str]:
    """Paragraphs of invented reports, over and over."""
    paragraphs = [p for path in sorted(STORIES.glob("S0*/*.txt")) for p in path.read_text("utf-8").split("\n\n")]
    return (paragraphs[number % len(paragraphs)].strip() for number in count())


def named() -> Iterator[str]:
    """The paragraphs of invented reports, each with names and figures that no other has."""
    draw = random.Random(1)
    return (_renamed(paragraph, draw) for paragraph in stories())


def _renamed(paragraph: str, draw: random.Random) -> str:
    names: dict[str, str] = {}
    told = NAME.sub(lambda found: names.setdefault(found[0], _name(draw)), paragraph)
    return FIGURE.sub(lambda found: str(draw.randrange(2, 10 ** len(found[0]))), told)


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 3))).capitalize()


def text_of(paragraphs: Iterator[str], size: int) -> str:
    """Paragraphs up to about ``size`` characters, and one last sentence."""
    written: list[str] = []
    while size > 0:
        written.append(next(paragraphs))
        size -= len(written[-1]) + 2
    return "\n\n".join((*written, LAST)) + "\n"


def run(text: str) -> tuple[Record, dict[str, float]]:
    """The record of a brief of this one text, and the seconds of each stage."""
    spent: dict[str, float] = {}
    original = REPORT_STAGES, STORY_STAGES, VIEW_STAGES
    names = "REPORT_STAGES", "STORY_STAGES", "VIEW_STAGES"
    for name, stages in zip(names, original, strict=True):
        timed = tuple(replace(s, function=_timed(s.name, s.function, spent)) for s in stages)
        setattr(pipeline, name, timed)
    try:
        report = read_text(text.encode(), source="large.txt")
        return pipeline.tell([pipeline.read_report(report)]), spent
    finally:
        for name, stages in zip(names, original, strict=True):
            setattr(pipeline, name, stages)


def _timed(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        made = function(*arguments)
        spent[name] = time.perf_counter() - began
        return made

    return timed


def main(arguments: list[str] | None = None) -> int:
    """Prints a table for each kind of text; 1 where the record does not hold the whole text and its last claim."""
    parser = argparse.ArgumentParser(
        prog="large_text", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of the longer text")
    size = int(parser.parse_args(arguments).megabytes * 1_000_000)
    failed = False
    for kind in (numbered, stories, named):
        short, long = text_of(kind(), size // QUARTER), text_of(kind(), size)
        run(text_of(kind(), 2_000))  # tables and models are loaded once, before the clock runs
        _, before = run(short)
        record, after = run(long)
        held = record.reports[0].text == long
        read = any(LAST.startswith(claim.spans[0].of(long)) for claim in record.told[-3:])
        failed |= not (held and read)
        print(
            f"{kind.__name__}: {len(long):,} characters, {len(record.claims):,} claims; whole {held}, last read {read}"
        )
        for name in sorted(after, key=lambda name: -after[name])[:8]:
            print(f"  {name:<20}{before[name]:8.1f} s{after[name]:8.1f} s")
        times = sum(after.values()) / sum(before.values())
        print(f"  {'all':<20}{sum(before.values()):8.1f} s{sum(after.values()):8.1f} s   {times:.1f} times")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
