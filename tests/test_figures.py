"""Figures: the words by which one tells of a change, of whose it is, of a month."""

from __future__ import annotations

import calendar

import pytest

from tests.test_alignment import fact
from whosays.data import rows
from whosays.findings.figures import attributes, one_question
from whosays.findings.figures.figure_words import day
from whosays.findings.figures.modes import modes
from whosays.findings.figures.told import CHANGED, WHOLE
from whosays.findings.when_where.times import shown_when
from whosays.normalize.times import words
from whosays.values.calendar import MONTH_NUMBERS, MONTHS, WEEKDAYS


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


def test_months_are_named_in_english_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host program may have set one, which the standard library's names follow."""
    monkeypatch.setattr(type(calendar.month_name), "__getitem__", lambda *_: "mayo")
    told = fact("a tram derailed", "derail", "tram", earliest="2031-05-06T00:00+00:00", latest="2031-05-06T23:59+00:00")
    assert day(told) == "7 May 2031 12:00"
    assert shown_when(told) == "6 May 2031"


def test_months_and_weekdays_are_those_that_expressions_of_time_are_read_by() -> None:
    """The table of words of time holds them too, with further forms."""
    assert [words.MONTHS[name.lower()] for name in MONTHS] == [str(number) for number in range(1, 13)]
    assert {form: str(number) for form, number in MONTH_NUMBERS.items()}.items() <= words.MONTHS.items()
    assert [words.WEEKDAYS[name.lower()] for name in WEEKDAYS] == [str(number) for number in range(1, 8)]


@pytest.mark.parametrize(
    "one, other",
    [
        ("analysts put the loss at", "a loss was forecast of"),
        ("economists had expected", "the bank predicted"),
        ("the union sought", "demanding"),
        ("a target of", "aims for"),
        ("the town needs", "needed"),
    ],
)
def test_one_mode_is_one_in_whatever_words(one: str, other: str) -> None:
    """And is another than that of what is told as it is."""
    assert modes(one) == modes(other) != modes("stood at")


def test_modes_of_many_kinds_are_told_apart_by_their_words() -> None:
    """At most and at least are both bounds, and no one bound."""
    assert modes("a maximum of") != modes("a minimum of")


def test_modes_that_are_looked_for_can_be_found() -> None:
    """By their name where all wordings are one, else as printed: "sought" is always a demand."""
    named = {mode for mode, _, one, _ in rows("whose_figure") if one}
    looked_for = one_question.PAST | one_question.BEFORE | one_question.WANTED | attributes.NEEDS | attributes.DOWNED
    assert {mode for word in looked_for - named for mode in modes(word)} == looked_for - named
