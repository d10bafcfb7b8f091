"""Times two cold starts, ``whosays --help`` and a brief of two reports: ``python -m benchmarks.cold_start``.

Prints the median of some runs in seconds, each in a fresh process; checks that each run printed something and that
neither spaCy nor numpy (help) nor torch (both) was imported. It fails on wrong behaviour, never on a slow machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "night-train"
START = "import sys; from whosays.cli import main; sys.argv[0] = 'whosays'; main()"
# The same, and what was loaded at the end, as the last line of standard error.
WATCHED = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); " + START


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


def run_once(start: Start) -> tuple[float, str]:
    """Wall seconds and what was printed, of one run in a fresh process."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", START, *start.arguments], capture_output=True, text=True, check=True)
    return time.perf_counter() - began, done.stdout


def loaded_by(start: Start) -> frozenset[str]:
    """Top-level packages that the command has loaded when it ends."""
    done = subprocess.run([sys.executable, "-c", WATCHED, *start.arguments], capture_output=True, text=True, check=True)
    return frozenset(name.partition(".")[0] for name in done.stderr.splitlines()[-1].split())


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
        seconds = statistics.median(second for second, _ in results)
        imported = loaded_by(start) & set(start.never)
        print(f"{start.name:<32}{seconds:>8.2f} s   (median of {runs}; {len(results[0][1])} characters printed)")
        if not all(output.strip() for _, output in results):
            wrong.append(f"{start.name}: printed nothing")
        if imported:
            wrong.append(f"{start.name}: imported {', '.join(sorted(imported))}")
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
