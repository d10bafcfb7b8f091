"""Two names side by side: what the difference is, and what is never one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import names
from whosays.entities.body_names import compare_bodies
from whosays.entities.person_names import compare_names, name_words, slips_between

SAME = [
    ("Anna Lund", "Lund, Anna", "equal"),
    ("Jeon Ha-kyu", "Jeon Ha Kyu", "equal"),
    ("Jeon Ha-kyu", "Jeon Hakyu", "equal"),
    ("Dr. Anna Lund", "Anna Lund", "equal"),
    ("André Müller", "Andre Muller", "equal"),
    ("Omar bin Yusuf", "Omar ibn Yusuf", "equal"),
    ("Karim al-Nuri", "Karim el Nuri", "equal"),
    ("Анна Лунд", "Anna Lund", "equal"),
    ("Ottmar von Hagen", "Ottmar Hagen", "equal"),
    ("Tobin Abelar", "Tobyn Abellar", "sound"),
    ("Serhei Vasiliev", "Sergey Vasilyev", "slip"),
    ("William Harrow", "Bill Harrow", "pet form"),
    ("Anna Maria Lund", "Anna Lund", "part"),
    ("Pyotr Ilyich Somov", "Pyotr Somov", "part"),
    ("A. Lund", "Anna Lund", "initials"),
    ("Tobin Abelar", "Tobin Abelat", "slip"),
]
OTHER = [
    ("Anna Lund", "Karl Lund"),
    ("Park Min-ho", "Park Min-su"),
    ("Pyotr Ilyich Somov", "Pyotr Sergeyevich Somov"),
    ("Lund", "Anna Lund"),
    ("David Thomas", "Thomas David"),
    ("Omar Hasan al-Nuri", "Omar Hasan al-Basri"),
    ("金明哲", "金明秀"),
    ("", "Anna Lund"),
]


@pytest.mark.parametrize(("a", "b", "likeness"), SAME)
def test_names_that_may_be_one_say_how(a: str, b: str, likeness: str) -> None:
    """Order, particles, titles, alphabets, short forms, initials and slips are told apart."""
    found = compare_names(a, b)
    assert found.matches
    assert found.likeness == likeness, found
    assert found.reason


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other_names_do_not_match(a: str, b: str) -> None:
    """A word on both sides that the other lacks, two given names that change places, or one word alone: no match."""
    assert not compare_names(a, b).matches


def test_letters_that_look_alike_are_a_warning_and_never_a_match() -> None:
    """A Latin name with one Cyrillic letter is not the name that it seems to be."""
    found = compare_names("Anna Lund", "Аnna Lund")
    assert (found.likeness, found.matches) == ("look-alike letters", False)


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_the_two_does_not_matter(a: str, b: str) -> None:
    """Whatever stands in them, either way round gives the same answer."""
    assert compare_names(a, b) == compare_names(b, a)
    assert compare_bodies(a, b) == compare_bodies(b, a)


@given(st.text(max_size=40))
def test_a_name_is_itself(name: str) -> None:
    """Any name is equal to itself, unless nothing is left of it or its letters are mixed."""
    assert (
        compare_names(name, name).likeness == "equal" or not name_words(name) or not compare_names(name, name).matches
    )


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [("lund", "lund", 0), ("lund", "lnud", 1), ("lund", "land", 1), ("lund", "lun", 1), ("lund", "holm", None)],
)
def test_slips_are_counted_by_letters(a: str, b: str, slips: int | None) -> None:
    """Put in, left out, exchanged, or swapped with a neighbour."""
    assert slips_between(a, b, 2) == slips


BODIES = [
    ("OAO Severstok", "Severstok JSC", True),
    ("Severstok AG", "Severstok", True),
    ("The Lund Bank", "Lund Bank", True),
    ("Lund & Sons Ltd.", "Lund and Sons Limited", True),
    ("L.M.C. Aviation", "LMC Aviation", True),
    ("Lund Bank AG", "Lund Bank GmbH", False),
    ("Lund Bank", "Lund River Bank", False),
    ("BWQ Industries", "BAQ Industries", False),
]


@pytest.mark.parametrize(("a", "b", "same"), BODIES)
def test_bodies_differ_by_more_than_their_legal_form(a: str, b: str, *, same: bool) -> None:
    """Legal forms in all spellings, points and small words are no difference; two legal forms are."""
    assert compare_bodies(a, b).matches is same


def test_the_benchmark_counts_right_and_wrong() -> None:
    """All right scores 1, all wrong 0, and one missed of two scores two thirds."""
    pairs = [
        names.Pair("a", "a", True, True, True),
        names.Pair("b", "b", True, True, False),
        names.Pair("c", "d", False, True, True),
    ]
    assert names.score(pairs, lambda pair: pair.same)["person_pairs_f1"] == 1
    assert names.score(pairs, lambda pair: not pair.same)["person_pairs_f1"] == 0
    assert names.score(pairs, lambda pair: pair.a == "a")["name_pairs_f1"] == pytest.approx(2 / 3)
