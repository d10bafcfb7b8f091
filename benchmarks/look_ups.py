"""Time of a look-up in the gazetteer, and the memory it takes: ``python -m benchmarks.look_ups``.

Each name is asked for once, with nothing kept from before: the first name of every block, the names that most places bear, names
spread over the whole table, and as many that it does not hold. The same for a user's file of 100,000 places made up here. Processor
time, so that other work on the machine does not count; garbage collection is off, and the slowest names are asked again twice, the
least of the three counts.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from whosays.gazetteer import Gazetteer, Toponym
from whosays.gazetteer.added import Added, add_dump
from whosays.gazetteer.blocks import Blocks

BLOCKS = Path(__file__).resolve().parent.parent / "whosays" / "data" / "gazetteer.blocks"
TARGET_MS, TARGET_MIB = 5.0, 30.0
MOST_BORNE, SPREAD = 200, 4000
ADDED_PLACES = 100_000
RESIDENT = """
import json, sys
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
import whosays.gazetteer
before = resident()
places = whosays.gazetteer.open_gazetteer()
found = sum(bool(places.look_up(name)) for name in json.load(sys.stdin))
print(json.dumps([resident() - before, found]))
"""


def names_of(content: bytes) -> list[str]:
    """Every line's name, in the order of the table."""
    return [
        name
        for text in Blocks(content).texts()
        for name in (line.split("\t", 1)[0] for line in text.split("\n"))
        if name
    ]


def sample(content: bytes) -> list[str]:
    """Names worth asking for."""
    every = names_of(content)
    borne = [name for name, _ in Counter(every).most_common(MOST_BORNE)]
    spread = every[:: max(1, len(every) // SPREAD)]
    firsts = [text.lstrip("\n").split("\t", 1)[0] for text in Blocks(content).texts()]
    return sorted({*borne, *spread, *firsts})


def milliseconds(look_up: Callable[[str], Sequence[Toponym]], name: str) -> float:
    """Processor time of one look-up."""
    start = time.thread_time()
    look_up(name)
    return (time.thread_time() - start) * 1000


def timed(fresh: Callable[[], Callable[[str], Sequence[Toponym]]], names: Sequence[str]) -> list[float]:
    """Milliseconds of each look-up, each name once; the slowest are asked again twice with nothing kept, the least counts."""
    gc.disable()
    look_up = fresh()
    times = {name: milliseconds(look_up, name) for name in names}
    for name in sorted(times, key=times.__getitem__)[-50:]:
        times[name] = min(times[name], *(milliseconds(fresh(), name) for _ in range(2)))
    gc.enable()
    return sorted(times.values())


def made_up_dump(path: Path) -> list[str]:
    """A GeoNames dump of invented places, one name of them borne a thousand times; its names."""
    names = [f"Quay {number:06}" if number % 100 else "Quay Ford" for number in range(ADDED_PLACES)]
    with path.open("w", encoding="utf-8") as rows:
        for number, name in enumerate(names, 1):
            cells = (
                number,
                name,
                name,
                "",
                number % 80,
                number % 170,
                "P",
                "PPL",
                "XX",
                "",
                "01",
                "",
                "",
                "",
                number,
                "",
                0,
                "UTC",
                "2026-01-01",
            )
            rows.write("\t".join(map(str, cells)) + "\n")
    return sorted({*names[::50], "Quay Ford"})


def resident_mib(names: Sequence[str]) -> tuple[float, int] | None:
    """Growth of a fresh process from opening the gazetteer and asking for these names, and how many of them it held."""
    if not Path("/proc/self/status").exists():
        return None
    done = subprocess.run(
        [sys.executable, "-c", RESIDENT], input=json.dumps(names), capture_output=True, text=True, check=True
    )
    mib, found = json.loads(done.stdout)
    return mib, found


def lines() -> Iterator[str]:
    """The figures, a line each; ends where nothing was found or a target is missed."""
    content = BLOCKS.read_bytes()
    names = sample(content)
    start = time.thread_time()
    gazetteer = Gazetteer(BLOCKS.read_bytes())
    opened = time.thread_time() - start
    held = sum(bool(found) for found in map(gazetteer.look_up_folded, names))
    if held != len(names) or len(names) < SPREAD:
        raise SystemExit(f"only {held} of {len(names)} names were found: nothing is measured")
    yield f"{len(names)} names of the built-in gazetteer, all found; opening it, once in a process: {opened * 1000:.1f} ms"
    worst = [("built-in", timed(lambda: Gazetteer(content).look_up_folded, names))]
    worst.append(("not held", timed(lambda: Gazetteer(content).look_up_folded, [f"{name} q" for name in names])))
    with tempfile.TemporaryDirectory() as scratch:
        dump, own = Path(scratch, "XX.txt"), Path(scratch, "own.sqlite")
        theirs = made_up_dump(dump)
        filed, _ = add_dump(own, dump, tell=lambda row: None)
        added = Added(own)
        if filed.places != ADDED_PLACES or not added.look_up_folded("quay ford"):
            raise SystemExit("the made-up dump was not added: nothing is measured")
        worst.append(("with a user's file", timed(lambda: Gazetteer(content, added).look_up, theirs)))
        added.close()
    for what, times in worst:
        yield f"{what}: median {times[len(times) // 2]:.3f} ms, worst {times[-1]:.2f} ms (target {TARGET_MS:.0f} ms)"
    grown = resident_mib(names)
    if grown is not None:
        yield f"memory of the gazetteer: {grown[0]:.1f} MiB after {grown[1]} names (target {TARGET_MIB:.0f} MiB)"
    missed = max(times[-1] for _, times in worst) > TARGET_MS or (grown is not None and grown[0] > TARGET_MIB)
    if missed:
        raise SystemExit("a target is missed")


def main() -> int:
    """Prints the figures."""
    for line in lines():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
