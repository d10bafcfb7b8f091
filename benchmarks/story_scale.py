"""What a crowd of reports of one story costs: ``python -m benchmarks.story_scale``.

Writes reports out of the sentences of an invented story (``tests/stories``): agency reports, reprints of them under another outlet,
whole or cut short, and reports that tell some of the sentences in another order, with figures of their own. They are read once; then
each number of them is told as one story in a process of its own. Prints the processor seconds of the story half, the memory it took
beyond the parser's, the most the process held, and the exponent by which the seconds grow from one number to the next (1 is in step
with the reports). It fails on wrong behaviour (reports lost, nothing shared, no disagreement, no copies), never on a slow machine.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from math import log
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from whosays import pipeline
from whosays.ingest.formats.text import read_text
from whosays.language import model_in_use
from whosays.model import Reading
from whosays.record import pack, unpack

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
SIZES = (10, 50, 100, 200, 400)
APART = 10  # minutes between two reports
SENTENCE = re.compile(r"(?<=[a-z0-9”\"])[.?!][”\"]?\s+(?=[A-Z“\"])")
FIGURE = re.compile(r"(?<![\d.,:/-])\d{1,4}(?![\d.,:/-]|:\d)")
LEADS = (
    "Police said on Tuesday that",
    "Officials said that",
    "Two people who were there said",
    "It was not clear whether",
    "It is said that",
)
SHORTEST, LONGEST = 8, 22  # sentences of a report


@dataclass(frozen=True, slots=True)
class Cost:
    """The story half for a number of reports: processor seconds, MiB beyond the parser's and in all, seconds of each stage."""

    reports: int
    claims: int
    seconds: float
    grown: float | None
    most: float | None
    stages: dict[str, float]


def sentences_of(story: Path) -> tuple[list[str], list[str]]:
    """Headlines and sentences of a story's reports."""
    heads: list[str] = []
    told: list[str] = []
    for path in sorted(story.glob("r*.txt")):
        head, _, body = path.read_text("utf-8").partition("\n")
        heads.append(head.strip())
        told += [
            part.strip() for part in SENTENCE.sub(lambda mark: mark[0].strip() + "\n", body).split("\n") if part.strip()
        ]
    return heads, told


def write_reports(story: Path, number: int) -> list[tuple[str, str]]:
    """(outlet, text) of so many reports, the same at every call: of ten, one by an agency, four reprints, five of their own."""
    draw = random.Random(story.name)
    heads, told = sentences_of(story)
    wires: list[list[str]] = []
    written: list[tuple[str, str]] = []
    for at in range(number):
        kind = at % 10
        if kind == 0:
            wires.append(_told_anew(told, draw))
            body = [f"SANDHOLM (Nordhav Press) - {wires[-1][0]}", *wires[-1][1:]]
        elif kind < 5:
            body = list(draw.choice(wires))
            body = body[: draw.randint(max(4, len(body) // 2), len(body))]
            body[0] = f"SANDHOLM (Nordhav Press) - {body[0]}"
        else:
            body = _told_anew(told, draw)
        paragraphs = [" ".join(body[first : first + 3]) for first in range(0, len(body), 3)]
        written.append((f"Paper {at}", "\n\n".join((draw.choice(heads), *paragraphs)) + "\n"))
    return written


def _told_anew(told: Sequence[str], draw: random.Random) -> list[str]:
    """Some of the sentences in another order, every third with other figures, every fifth said by somebody else."""
    chosen = draw.sample(list(told), min(len(told), draw.randint(SHORTEST, LONGEST)))
    return [changed(sentence, draw) for sentence in chosen]


def changed(sentence: str, draw: random.Random) -> str:
    """A sentence as another writer might have it: every third with other figures, every fifth said by somebody else."""
    if draw.random() < 1 / 3:
        sentence = FIGURE.sub(lambda figure: str(max(1, int(figure[0]) + draw.randint(-3, 3))), sentence)
    if draw.random() < 1 / 5 and not sentence.startswith(("“", '"')):
        sentence = f"{draw.choice(LEADS)} {sentence[0].lower()}{sentence[1:]}"
    return sentence


def read(written: Sequence[tuple[str, str]]) -> list[Reading]:
    """The per-report half of all, not measured here: a report every few minutes."""
    readings = []
    for at, (outlet, text) in enumerate(written):
        minutes = at * APART
        published = f"2031-03-{4 + minutes // 1440 % 24:02}T{minutes // 60 % 24:02}:{minutes % 60:02}:00+00:00"
        readings.append(
            pipeline.read_report(read_text(text.encode(), source=f"{at:04}.txt", outlet=outlet, published=published))
        )
    return readings


def tell(folder: str, number: int) -> Cost:
    """Tells the first reports of a folder as one story and measures it; runs in a process of its own."""
    readings = [unpack(path.read_bytes(), Reading) for path in sorted(Path(folder).iterdir())[:number]]
    model_in_use()  # the parser is there before anything is measured: the record names it
    spent: dict[str, float] = {}
    for name in ("STORY_STAGES", "VIEW_STAGES"):
        timed = tuple(replace(stage, function=_timed(stage, spent)) for stage in getattr(pipeline, name))
        setattr(pipeline, name, timed)
    before = _memory("VmRSS")
    began = time.process_time()
    record = pipeline.tell(readings)
    seconds = time.process_time() - began
    most = _memory("VmHWM")
    assert len(record.reports) == number, "a report was lost"
    assert len(record.claims) >= 8 * number, "hardly anything was read"
    assert any(len({c.report for c in record.claims if c.id in set(p.claims)}) > 1 for p in record.propositions), (
        "nothing is shared"
    )
    assert record.findings, "no disagreement was found"
    assert any(len(group.reports) > 1 for group in record.lineage.groups), "no copy was found"
    assert record.brief.sentences, "there is no brief"
    grown = None if before is None or most is None else most - before
    return Cost(number, len(record.claims), seconds, grown, most, spent)


def _timed(stage: pipeline.Stage, spent: dict[str, float]) -> Any:
    def timed(*arguments: Any) -> Any:
        began = time.process_time()
        made = stage.function(*arguments)
        spent[stage.name] = time.process_time() - began
        return made

    return timed


def _memory(line: str) -> float | None:
    """MiB of a line of the process's status; ``None`` where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return None
    return int(status.partition(f"{line}:")[2].split()[0]) / 1024


def main(arguments: list[str] | None = None) -> int:
    """Prints a table for each story."""
    names = [path.name for path in sorted(STORIES.glob("S0*"))]
    parser = argparse.ArgumentParser(
        prog="story_scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "stories", nargs="*", default=names[:1], metavar="STORY", help=f"of {', '.join(names)}; default: the first"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of reports")
    parser.add_argument("--stages", action="store_true", help="seconds of each stage too")
    options = parser.parse_args(arguments)
    if unknown := set(options.stories) - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    for name in options.stories:
        written = write_reports(STORIES / name, max(options.sizes))
        print(f"{name}: {sum(len(text) for _, text in written) // len(written):,} characters a report")
        with TemporaryDirectory() as folder:
            for at, reading in enumerate(read(written)):
                (Path(folder) / f"{at:05}").write_bytes(pack(reading))
            show(folder, sorted(options.sizes), stages=options.stages)
    return 0


def show(folder: str, sizes: Sequence[int], *, stages: bool) -> None:
    """One line for each number of reports, each measured in a fresh process."""
    last: Cost | None = None
    for number in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            cost = pool.submit(tell, folder, number).result()
        power = log(cost.seconds / last.seconds) / log(number / last.reports) if last else None
        print(
            f"{number:>6} reports {cost.claims:>7,} claims {cost.seconds:8.2f} s"
            + (f"   +{cost.grown:.0f} MiB, {cost.most:.0f} in all" if cost.grown is not None else "")
            + (f"   exponent {power:.2f}" if power is not None else ""),
            flush=True,
        )
        for stage in sorted(cost.stages, key=lambda stage: -cost.stages[stage]) if stages else ():
            before = last.stages[stage] if last else 0.0
            print(f"         {stage:<20}{before:8.2f} s{cost.stages[stage]:8.2f} s")
        last = cost


if __name__ == "__main__":
    sys.exit(main())
