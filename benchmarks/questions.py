"""Questions about the stories of the repository, and how they are answered: right by the words shown, or refused.

``tests/cases/questions.txt`` holds questions with the exact words that answer them, or none. An answerable question is right when the
first three passages of the answer together overlap one stretch of these words by half of its words; one that the reports do not answer,
when it is refused. The same measure as the outside scorer of the seed's questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figures

Span = tuple[str, int, int]
SHOWN = 3
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the story it is about, its half of the set, and the spans (text of the report, start, end) that answer it."""

    story: str
    half: str
    text: str
    evidence: tuple[Span, ...]


def load(path: Path, stories: Path) -> tuple[Question, ...]:
    """The questions of a file; each line of evidence must stand in its report exactly once or more, else ValueError."""
    found: list[tuple[str, str, str, list[Span]]] = []
    story = half = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            story, half = line[2:].split()
        elif line.startswith("? "):
            found.append((story, half, line[2:].strip(), []))
        elif line and not line.startswith("#"):
            name, _, words = line.partition(": ")
            found[-1][3].extend(_places(stories / story / f"{name}.txt", words))
    return tuple(Question(story, half, text, tuple(evidence)) for story, half, text, evidence in found)


def _places(report: Path, words: str) -> list[Span]:
    text = report.read_bytes().decode("utf-8")
    places = [(text, m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    if not places:
        raise ValueError(f"{report}: these words are not in it: {words!r}")
    return places


def is_right(question: Question, answer: dict[str, Any], record: dict[str, Any]) -> bool:
    """Is an answer, as ``whosays ask -f json`` prints it, right?"""
    if not question.evidence:
        return answer["answerable"] is False
    texts = {report["id"]: report["text"] for report in record["reports"]}
    shown = [(texts[p["report"]], p["start"], p["end"]) for p in answer["passages"][:SHOWN]]
    return bool(answer["answerable"]) and any(_half_shown(span, shown) for span in question.evidence)


def _half_shown(wanted: Span, shown: Sequence[Span]) -> bool:
    text, start, end = wanted
    places = [(m.start() + start, m.end() + start) for m in WORD.finditer(text[start:end])]
    seen = sum(any(t == text and s < high and low < e for t, s, e in shown) for low, high in places)
    return seen * 2 >= len(places) > 0


def score(verdicts: Sequence[tuple[Question, bool]]) -> Figures:
    """Shares of the answerable questions answered right, and of the others refused, in each half of the set."""
    figures: Figures = {}
    for half in ("development", "held-out"):
        for name, answerable in (("answers_right", True), ("refusals_right", False)):
            own = [
                right for question, right in verdicts if question.half == half and bool(question.evidence) == answerable
            ]
            figures[f"{name}_{half.replace('-', '_')}"] = sum(own) / len(own)
    return figures


def verdicts(
    questions: Sequence[Question], records: dict[str, dict[str, Any]], ask: Callable[[str, str], dict[str, Any]]
) -> list[tuple[Question, bool]]:
    """Each question with whether its answer is right; ``ask(story, question)`` gives the answer."""
    return [(q, is_right(q, ask(q.story, q.text), records[q.story])) for q in questions]
