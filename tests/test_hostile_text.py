"""No regular expression blows up: each is tried against 50 KB of hostile repetitions, in a process whose processor time is limited."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.patterns_of import patterns

ROOT = Path(__file__).resolve().parent.parent
pytest.importorskip("resource", reason="this system cannot limit the processor time of a process")


def tried(*arguments: str) -> tuple[int, str]:
    """Exit status (negative: killed by the system) and the last line that was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_patterns", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",  # some patterns are of bytes that are no UTF-8
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()[-1]


def test_no_pattern_blows_up() -> None:
    """Every pattern gets through every hostile text in seconds of processor time; the last line names the one that does not."""
    assert tried() == (0, f"all {len(patterns())} patterns were tried")


def test_a_pattern_that_blows_up_is_caught() -> None:
    """The process is ended while it tries a pattern without a bound, and its name is the last that was printed."""
    status, last = tried(r"(?:a+)+$")
    assert status < 0
    assert last.startswith("given (?:a+)+$")


def test_all_patterns_are_found() -> None:
    """Patterns of modules, of tables, of functions without arguments, and those written in a call."""
    names = [used.name for used in patterns()]
    assert len(names) == len({(used.pattern, used.name) for used in patterns()}) > 300
    for name in (
        "whosays.language.CLOSES_SENTENCE",
        "whosays.normalize.times_leaves.RULES",
        "whosays.origins.identity._agencies",
    ):
        assert name in names
    assert any(name.startswith("whosays.dating") for name in names)
