"""What whosays was taught with, and what it is measured on: every line is of the format, and faults are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.inference import average_precision, marks_of, tell
from benchmarks.pairs import CONFLICTS, TRAINING, groups

FILES = sorted(TRAINING.glob("*/*.txt"))


def test_there_is_something_to_learn_from() -> None:
    """A folder without files would make the tests below say nothing."""
    assert {file.parent.name for file in FILES} == {"pairs", "measured", "held"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_group_can_be_learned_from(file: Path) -> None:
    """A group has three sentences a side at least, and a mark."""
    for group in groups(file):
        assert min(sum(name.startswith(side) for name in group.sentences) for side in "AB") >= 3, group.name
        assert group.marks, group.name


def test_nothing_is_measured_on_what_was_taught() -> None:
    """No sentence of the measured groups stands in those that the network learned from."""
    taught: set[str] = set()
    held: set[str] = set()
    for file in FILES:
        told = {sentence for group in groups(file) for sentence in group.sentences.values()}
        (taught if file.parent.name == "pairs" else held).update(told)
    assert not taught & held


@pytest.mark.parametrize("line", ["x A1 B2", "A1 Said again.", "? A1 B1", "loose words"])
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    """A mark of a sentence that is not there, a name used twice, an unknown mark and loose words are refused."""
    file = tmp_path / "faulty.txt"
    file.write_text(f"## fire\nA1 It burned.\nB1 It smoked.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"faulty\.txt, line 4"):
        groups(file)


def test_a_shown_conflict_is_found_among_the_marks(tmp_path: Path) -> None:
    """The answers of a finding lead back to the sentences of the group that they stand in."""
    file = tmp_path / "one.txt"
    file.write_text(
        "## fire\nA1 Two people died in the fire in Selby, police said.\nA2 It broke out at dawn.\n"
        "B1 Five people died in the fire in Selby, the mayor said.\nB2 The mill was old.\nx A1 B1\n",
        encoding="utf-8",
    )
    (group,) = groups(file)
    record = tell(group)
    (finding,) = (finding for finding in record.findings if finding.shown)
    assert {mark for pair, mark in marks_of(group, record, finding) if pair == ("A1", "B1")} <= CONFLICTS
    assert ("A1", "B1") in dict(marks_of(group, record, finding))


def test_the_surest_first() -> None:
    """Average precision is one where all that is right stands before the rest."""
    assert average_precision([(0.2, False), (0.9, True), (0.8, True)]) == 1.0
