"""The API under requests that fit its description and requests that do not: how many break it.

    python -m benchmarks.api_fuzz [EXAMPLES]

Sends EXAMPLES requests (10,000 unless said), shared out among the verbs, half of them valid by the description and half not, to the
API of the example story in this process. Counts answers of 500 and above, answers that are not as described, valid requests that
were refused and invalid ones that were taken. Exit 1 where there is one.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from schemathesis import GenerationMode

from tests.api_double import served
from tests.api_tried import Tried
from whosays import analyze, read

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "night-train"


def main(examples: int) -> int:
    """Send them, and print the counts."""
    tried = Tried.of(served(analyze(read([EXAMPLE]).reports)))
    each = -(-examples // (2 * len(tried.verbs)))
    begun = time.perf_counter()
    for verb in tried.verbs:
        for mode in GenerationMode:
            tried.send(verb, mode, each)
    seconds = time.perf_counter() - begun
    print(f"{sum(tried.statuses.values()):,} requests in {seconds:.0f} s to {len(tried.verbs)} verbs")
    print("statuses: " + ", ".join(f"{status}: {count:,}" for status, count in sorted(tried.statuses.items())))
    for fault, count in sorted(tried.faults.items()):
        print(f"{count:6,} × {fault}")
    print(f"{sum(tried.faults.values())} faults")
    return 1 if tried.faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
