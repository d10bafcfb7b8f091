"""No regular expression blows up: each is tried against 50 KB of hostile repetitions, in a process whose processor time is limited."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytest.importorskip("resource", reason="this system cannot limit the processor time of a process")


@cache
def tried(*arguments: str) -> tuple[int, tuple[str, ...]]:
    """Exit status (negative: killed by the system) and the lines that were printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_patterns", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",  # some patterns are of bytes that are no UTF-8
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, tuple(done.stdout.splitlines())


def test_no_pattern_blows_up() -> None:
    """Every pattern gets through every hostile text in seconds of processor time; the last line names the one that does not."""
    status, lines = tried()
    assert status == 0, lines[-1]
    assert re.fullmatch(r"all \d+ patterns were tried", lines[-1])


def test_a_pattern_that_blows_up_is_caught() -> None:
    """The process is ended while it tries a pattern without a bound, and its name is the last that was printed."""
    status, lines = tried(r"(?:a+)+$", "1")
    assert status < 0
    assert lines[-1].startswith("given (?:a+)+$")


def test_all_patterns_are_found() -> None:
    """Patterns of modules, of tables, of functions without arguments, and those written in a call."""
    _, lines = tried()
    names = [line.split(" ", 1)[0] for line in lines]
    assert len(set(names)) > 300
    for name in (
        "whosays.language.CLOSES_SENTENCE",
        "whosays.normalize.times.leaves.RULES",
        "whosays.origins.descriptions._agencies",
    ):
        assert name in names
    assert any(name.startswith("whosays.dating") for name in names)
