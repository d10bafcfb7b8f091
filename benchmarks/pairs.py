"""Groups of invented sentences with marks of those that bear on each other: the format of ``training``, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent / "training"
CONFLICTS = frozenset("x~")
UNMARKED = "."
SENTENCE = re.compile(r"([AB]\d+) (\S.*)")
MARK = re.compile(r"([x~>=o]) (A\d+) (B\d+)")
Example = tuple[str, str, str]  # a sentence of either report, and their mark


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of two invented reports by name ("A1"), and the marks of the pairs that bear on each other."""

    name: str
    sentences: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def examples(self) -> Iterator[Example]:
        """Every pair across the two reports with its mark, or ``UNMARKED``."""
        sides = [[name for name in self.sentences if name.startswith(side)] for side in "AB"]
        for first in sides[0]:
            for second in sides[1]:
                yield self.sentences[first], self.sentences[second], self.marks.get((first, second), UNMARKED)

    def report(self, side: str) -> str:
        """The sentences of one report, a paragraph each."""
        return "\n\n".join(text for name, text in self.sentences.items() if name.startswith(side))


def groups(file: Path) -> list[Group]:
    """The groups of a file; raises ValueError at a line that is none of its format, and where a mark names no sentence of its group."""
    found: list[Group] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            found.append(Group(line[3:]))
        elif found and (told := SENTENCE.fullmatch(line)) and told[1] not in found[-1].sentences:
            found[-1].sentences[told[1]] = told[2]
        elif found and (marked := MARK.fullmatch(line)) and {marked[2], marked[3]} <= found[-1].sentences.keys():
            found[-1].marks[marked[2], marked[3]] = marked[1]
        elif line.strip():
            raise ValueError(f"{file.name}, line {number}: no name, no new sentence, and no mark of two: {line!r}")
    return found
