"""What the sandbox costs: starting a child, a document that does nothing, a document of many MB, and replacing a child.

``python -m benchmarks.sandbox_cost`` prints medians of several runs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from whosays.sandbox import JOBS, Killed, Limits, Pool

PROBE = "whosays.sandbox.probes:attempt"
PAGE, FEED = "whosays.ingest.hostile:page", "whosays.ingest.hostile:feed"
NOTHING = {"what": "network", "path": ""}
RUNS = 5


def median_ms(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median of several runs, in milliseconds."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds) * 1000


def start(job: str, modules: tuple[str, ...]) -> None:
    """Starts one child, ready for a job, and lets it go."""
    with Pool(workers=1, jobs={job: modules}) as pool:
        pool.layers_held(job)


def spin(pool: Pool) -> None:
    """A document that uses up 50 ms, and the start of the child that takes the place."""
    try:
        pool.run(PROBE, b"", {"what": "cpu", "path": ""}, gives=str, limits=Limits(cpu_s=0.05, wall_s=5))
    except Killed:
        pool.layers_held(PROBE)


def main() -> None:
    """Measures and prints."""
    print(f"start of a bare child: {median_ms(lambda: start(PROBE, ())):.0f} ms")
    print(f"start of a child ready for feeds: {median_ms(lambda: start(FEED, JOBS[FEED])):.0f} ms")
    print(f"start of a child ready for pages: {median_ms(lambda: start(PAGE, JOBS[PAGE])):.0f} ms")
    with Pool(workers=1, jobs={PROBE: ()}) as pool:
        small, large = bytes(1_000), bytes(10_000_000)
        print(f"a document of 1 kB: {median_ms(lambda: pool.run(PROBE, small, NOTHING, gives=str), runs=200):.2f} ms")
        print(f"a document of 10 MB: {median_ms(lambda: pool.run(PROBE, large, NOTHING, gives=str), runs=20):.1f} ms")
        print(f"a child ended and replaced: {median_ms(lambda: spin(pool)) - 50:.0f} ms")


if __name__ == "__main__":
    main()
