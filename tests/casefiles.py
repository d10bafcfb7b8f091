"""Case files that a journalist could edit: a title, a text as it would be printed, and what a careful reader takes from it.

A case is three parts, each closed by a line with a single full stop: title, text, one line for each claim in text order. Lines that
begin with ``#`` say what the file is about. What the lines hold is said at the top of each file; the parts of a claim that
another claim stands between are joined by `` | ``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from whosays.ingest.formats.text import read_text
from whosays.model import Claim, Reading, Step
from whosays.pipeline import read_report

CASES = Path(__file__).parent / "cases"
FOLDERS = ("attribution", "claims", "factuality")
OUTLET = "Harbour Post"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what it shows, the text, the expected lines."""

    title: str
    text: str
    expected: tuple[str, ...]


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) % 3 != 1 or any(line.strip() for line in parts[-1]):
        raise ValueError(
            f"{file.name}: the last case is not closed; every part ends with a line that holds only a full stop"
        )
    for title, text, expected in zip(parts[0:-1:3], parts[1:-1:3], parts[2:-1:3], strict=True):
        yield Case(
            " ".join(title).strip(),
            "\n".join(text).strip("\n"),
            tuple(line.strip() for line in expected if line.strip()),
        )


def parameters(folder: str) -> list[object]:
    """All cases of a folder for ``pytest.mark.parametrize``; those of ``known-failures.txt`` must fail until somebody mends them."""
    found: list[object] = []
    for file in sorted((CASES / folder).glob("*.txt")):
        known = file.stem == "known-failures"
        for case in read_cases(file):
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=case.title)] if known else []
            found.append(pytest.param(case, id=f"{file.stem}: {case.title}", marks=marks))
    return found


def texts() -> list[str]:
    """Every text of every case file: a small corpus for what must hold of all claims."""
    return [case.text for name in FOLDERS for file in sorted((CASES / name).glob("*.txt")) for case in read_cases(file)]


@cache
def reading(text: str) -> Reading:
    """The per-report half of a text printed by the Harbour Post."""
    return read_report(read_text(text.encode("utf-8"), source="case.txt", outlet=OUTLET))


def evidence(claim: Claim, text: str) -> str:
    """The words a claim rests on."""
    return " | ".join(span.of(text) for span in claim.spans)


def who_says(claim: Claim) -> str:
    """The chain behind the outlet's step, nearest first: ``agency Reuters <- the mayor (denies)``; ``nobody`` in the outlet's own voice."""
    if claim.attribution != "attributed":
        return "nobody" if claim.attribution == "outlet_voice" else "impersonal"
    return " <- ".join(_step(step) for step in claim.chain[1:])


def _step(step: Step) -> str:
    role = "" if step.role == "speaker" else f"{step.role} "
    names = " and ".join(str(source.name) for source in step.sources)
    marks = [step.stance] * (step.stance != "asserts") + ["inherited"] * step.inherited
    return role + names + (f" ({', '.join(marks)})" if marks else "")
