"""Every kind of hostile file at its full size, read as ``whosays`` reads files: time, memory, and how it ends.

``python -m benchmarks.hostile`` runs each kind in a process of its own and prints a table; ``--only WORDS`` picks kinds, ``--small``
takes the sizes of the tests. It fails where a document has more than its seconds, where the reading process grows too much, or
where a file ends neither in a report nor in words. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.hostile.generate import KINDS, write
from tests.hostile.kinds import MARK, SECRET, Kind

WALL_S = 30.0  # of one document in a child, where it has to wait for a processor; a file of many items may take longer
START_S = 3.0  # starting a child on a busy machine
GROWN_MB = 200  # of the reading process, beside the reports themselves and what their text costs
LONGEST_S = 300
SHOWN = 110


@dataclass(frozen=True, slots=True)
class Run:
    """What reading one file cost and gave."""

    kind: str
    size: int
    seconds: float
    quiet_s: float
    child_mb: int
    grown_mb: int
    reports: int
    text: int
    end: str
    words: str


def read(path: Path) -> Run:
    """Reads one file in this process, item by item, and counts."""
    from whosays.ingest import iter_reports
    from whosays.model import Report

    list(iter_reports([Path(__file__).resolve()]))  # what reading any text loads is not the file's
    before, watch = _memory("self", "VmRSS"), Children()
    begun = last = time.perf_counter()
    quiet, reports, characters, whole, leaks = 0.0, 0, 0, False, False
    told: dict[str, str] = {}
    for found in iter_reports([path]):
        now = time.perf_counter()
        quiet, last = max(quiet, now - last), now
        if isinstance(found, Report):
            reports += 1
            characters += len(found.text)
            whole = whole or MARK in found.text
            leaks = leaks or SECRET in found.text
        else:
            leaks = leaks or SECRET in found.message
            told.setdefault(found.kind, found.message.partition(": ")[2])
    ended = time.perf_counter()
    quiet = max(quiet, ended - last)
    grown = _memory("self", "VmHWM") - before
    end = "truncated" if "truncated" in told and reports else "report" if reports else "refused" if told else "NOTHING"
    if leaks:
        end = "LEAK"
    elif end == "report" and not whole:
        end = "report, not the last words"
    words = told.get("truncated") or told.get("refused") or next(iter(told.values()), "")
    return Run(
        path.name, path.stat().st_size, ended - begun, quiet, watch.peak(), grown, reports, characters, end, words
    )


class Children:
    """Looks at the memory of the children of this process, many times a second."""

    def __init__(self) -> None:
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak(self) -> int:
        """The most that one child held, in MB."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        me = Path("/proc/self/task")
        while not self._ended.wait(0.02):
            for task in me.glob("*/children"):
                try:
                    pids = task.read_text().split()
                except OSError:
                    continue
                self._peak = max([self._peak, *(_memory(pid, "VmHWM") for pid in pids if _is_itself(pid))])


def _is_itself(pid: str) -> bool:
    """Is it a program of its own, and not for a moment still its parent?"""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != Path("/proc/self/cmdline").read_bytes()
    except OSError:
        return False


def _memory(pid: str, name: str) -> int:
    """A figure of /proc/PID/status, in MB; 0 for a process that has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith(f"{name}:")), 0)


def apart(kind: Kind, folder: Path, *, large: bool) -> Run:
    """Writes one file and reads it in a fresh process."""
    path = write(kind, folder, large=large)
    command = [sys.executable, "-m", "benchmarks.hostile", "--read", str(path)]
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
        if done.returncode == 0:
            return Run(**{**json.loads(done.stdout.splitlines()[-1]), "kind": kind.name})
        words = (done.stderr.strip().splitlines() or ["no word"])[-1]
    except subprocess.TimeoutExpired:
        words = f"not at its end after {LONGEST_S} s"
    finally:
        size = path.stat().st_size
        path.unlink()
    seconds = time.perf_counter() - begun
    return Run(kind.name, size, seconds, seconds, 0, 0, 0, 0, "EXCEPTION", words)


def wrong(run: Run, kind: Kind) -> list[str]:
    """What is wrong with a run."""
    faults = []
    if run.end in ("NOTHING", "LEAK", "EXCEPTION"):
        faults.append(run.end)
    # plain texts have a limit on their size, which is their limit on time
    if run.quiet_s > WALL_S + START_S and kind.suffix != ".txt":
        faults.append(f"one item took {run.quiet_s:.1f} s")
    # beside the file where it is read whole, the text and what finding its zones makes of it
    if run.grown_mb > GROWN_MB + (min(run.size, 20_000_000) * 3 + run.text * 12 >> 20):
        faults.append(f"grew by {run.grown_mb} MB")
    if kind.whole and run.end == "report, not the last words":
        faults.append("lost its last words and does not say so")
    if not any(run.end.startswith(end) for end in kind.ends):
        faults.append(f"ended in {run.end}")
    return faults


def row(run: Run) -> str:
    """One row of the table."""
    size = f"{run.size / 1e6:.1f} MB" if run.size >= 50_000 else f"{run.size / 1e3:.1f} kB"
    words = run.words.replace("|", "\\|").replace("\n", " ").encode("ascii", "backslashreplace").decode()[:SHOWN]
    end = f"{run.end.split(',')[0]}{f' ({run.reports:,})' if run.reports > 1 else ''}"
    return f"| {run.kind} | {size} | {run.seconds:.1f} s | {run.child_mb or '–'} | {run.grown_mb} | {end} | {words} |"


def main() -> int:
    """Runs what is asked for and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="kinds whose name holds these words")
    parser.add_argument("--small", action="store_true", help="the sizes of the tests")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.read:
        print(json.dumps(asdict(read(told.read))))
        return 0
    print("| kind | file | time | child, MB | reader grew, MB | end | in words |")
    print("|---|---:|---:|---:|---:|---|---|")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            if told.only in kind.name:
                run = apart(kind, Path(folder), large=not told.small)
                print(row(run), flush=True)
                faults += [f"{kind.name}: {fault}" for fault in wrong(run, kind)]
    print("\n".join(f"WRONG {fault}" for fault in faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
