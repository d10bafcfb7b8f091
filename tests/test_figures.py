"""Figures: the words by which one tells of a change, of whose it is, of a month."""

from __future__ import annotations

import pytest

from whosays.findings.figures.told import CHANGED, WHOLE


@pytest.mark.parametrize(
    "forms",
    [
        "sweetens sweetened sweetening", "raises raised raising", "lifts lifted lifting", "increases increased increasing",
        "improves improved improving", "revises revised revising", "lowers lowered lowering", "cuts cut cutting",
        "reduces reduced reducing", "extends extended extending", "shortens shortened shortening", "corrects corrected correcting",
    ],
)  # fmt: skip
def test_every_form_of_a_verb_of_change_is_one(forms: str) -> None:
    """As a headline has it, as the past, and beside "is"."""
    assert [form for form in forms.split() if not CHANGED.search(f"Corrib {form} its offer to 5 million")] == []


def test_a_cut_in_something_changes_no_figure() -> None:
    """The noun; "a new offer" is one."""
    assert not CHANGED.search("a cut in the fares of 5 per cent")
    assert CHANGED.search("a new offer of 5 million")


@pytest.mark.parametrize(
    "before, part",
    [("out of ", True), ("of those ", True), ("the 16th in ", False), ("the fifth in ", False), ("a crew of ", False)],
)
def test_what_a_figure_is_a_part_of(before: str, part: bool) -> None:
    """An ordinal in front says which of them it was, and that they are so many."""
    assert (WHOLE.search(before) is not None) is part
