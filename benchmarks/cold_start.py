"""Times two cold starts, ``whosays --help`` and a brief of two reports: ``python -m benchmarks.cold_start``.

Prints the median of some runs in seconds, each in a fresh process; checks that each run printed something and that
neither spaCy nor numpy (help) nor torch (both) was imported. It fails on wrong behaviour, never on a slow machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "night-train"
START = "import sys; from whosays.cli import main; sys.argv[0] = 'whosays'; main()"


@dataclass(frozen=True, slots=True)
class Start:
    """A command, and the packages it must not import."""

    name: str
    arguments: tuple[str, ...]
    never: tuple[str, ...]


def starts() -> tuple[Start, ...]:
    """The two commands whose cold start is watched."""
    first, _, third = sorted(EXAMPLE.glob("*.txt"))[:3]
    return (
        Start("whosays --help", ("--help",), ("spacy", "numpy", "torch")),
        Start("whosays brief, two reports", ("brief", str(first), str(third)), ("torch",)),
    )


def run_once(start: Start) -> tuple[float, str, frozenset[str]]:
    """Wall seconds, what was printed, and the top-level packages imported, of one run in a fresh process."""
    command = [sys.executable, "-X", "importtime", "-c", START, *start.arguments]
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", START, *start.arguments], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - began
    traced = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    lines = (line.rpartition("|")[2].strip() for line in traced.stderr.splitlines() if line.startswith("import time:"))
    return seconds, done.stdout, frozenset(name.partition(".")[0] for name in lines)


def main(arguments: list[str] | None = None) -> int:
    """Prints one line for each command; 1 where a run printed nothing or imported what it must not."""
    parser = argparse.ArgumentParser(
        prog="cold_start", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (the median is printed)")
    runs = parser.parse_args(arguments).runs
    wrong = []
    for start in starts():
        results = [run_once(start) for _ in range(runs)]
        seconds = statistics.median(second for second, _, _ in results)
        imported = results[0][2] & set(start.never)
        print(f"{start.name:<32}{seconds:>8.2f} s   (median of {runs}; {len(results[0][1])} characters printed)")
        if not all(output.strip() for _, output, _ in results):
            wrong.append(f"{start.name}: printed nothing")
        if imported:
            wrong.append(f"{start.name}: imported {', '.join(sorted(imported))}")
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
