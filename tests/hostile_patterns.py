"""Tries every pattern of the package on hostile texts, each within seconds of processor time; run in a process of its own.

Prints the name of a pattern before it is tried. Where the system kills the process for its processor time, the last name printed is
that of the pattern that blew up.
"""

from __future__ import annotations

import importlib
import math
import re
import resource
import sys
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

from tests.patterns_of import Used, patterns

SIZES = (
    1_500,
    6_000,
    50_000,
)  # each text is tried short, and longer where squared work on the whole might not be done in time
SECONDS = 4  # of processor time for one pattern on one text; one that keeps in step takes some hundredths
REPEATED = (
    " ", "\t\n", "1", "1,", "1 ", "a", "A", "A ", "Aa ", "a b ", "a-", '" ', "'s ", "[(", "()", "A. ", "(a ", "“a” ", "the ", "— ",
)  # fmt: skip


def pieces(pattern: re.Pattern[Any]) -> Iterator[str]:
    """What hostile texts repeat: the same few characters, and what the pattern itself is made of."""
    own = [run for run in literals(pattern) if run.strip()]
    written = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    if not set(written) & set("*+{"):
        yield "".join(own) or written
        return
    for piece in dict.fromkeys((*REPEATED, "".join(own[:40]), " ".join(own[:40]) + " ", *own[:3])):
        if piece:
            yield piece


def stretched(piece: str, size: int) -> str:
    """A piece over and over, and a last character that no pattern waits for."""
    return (piece * (size // len(piece) + 1))[:size] + "\x00"


def literals(pattern: re.Pattern[Any]) -> list[str]:
    """The runs of literal characters of a pattern, in its order."""
    parser: Any = importlib.import_module("re._parser")
    found: list[str] = [""]

    def walk(node: Any) -> None:
        if isinstance(node, parser.SubPattern):
            for operation, argument in node:
                if str(operation) == "LITERAL":
                    found[-1] += chr(argument)
                else:
                    found.append("")
                    walk(argument)
        elif isinstance(node, tuple | list):
            for inner in node:
                walk(inner)

    walk(parser.parse(pattern.pattern, pattern.flags))
    return [run for run in found if run]


def allow(seconds: int) -> None:
    """So many more seconds of processor time from now on."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, hard))


def seconds(used: Used, text: str) -> float:
    """Processor time of one pattern on one text, at its start, as a whole, and at every place where it is tried there."""
    given = text.encode() if isinstance(used.pattern.pattern, bytes) else text
    start = time.process_time()
    used.pattern.match(given)
    used.pattern.fullmatch(given)
    if not used.at_one_place:
        deque(used.pattern.finditer(given), maxlen=0)
    return time.process_time() - start


def main() -> None:
    """Tries all patterns, or the one given, in so many seconds; ends with their number."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    every = (Used("given", re.compile(sys.argv[1]), at_one_place=False),) if len(sys.argv) > 1 else patterns()
    for used in every:
        for piece in pieces(used.pattern):
            print(used.name, used.pattern.pattern[:60], repr(piece[:20]), flush=True)
            for size in SIZES:
                allow(most)
                if seconds(used, stretched(piece, size)) * (SIZES[-1] / size) ** 2 < most:
                    break
    print(f"all {len(every)} patterns were tried", flush=True)


if __name__ == "__main__":
    main()
