"""Claims that share few words: joined where the network reads their sentences as the same and nothing speaks against it."""

from __future__ import annotations

import pytest

from tests.conftest import Answering, Teller
from whosays.model import Record

GUEST = "A visitor from Dell Crossing fell from the cliff path near Selby, the warden said."
FALL = "A hiker tumbled off the coastal trail outside Selby, the doctor Ann Moor said."


@pytest.fixture
def tell(tell: Teller) -> Teller:
    """Stories told anew, since the network answers otherwise in each test."""
    return Teller(readings=tell.readings)


def joined_by_reading(record: Record) -> list[str]:
    """The reasons of the relations that rest on the network."""
    return [relation.reason for relation in record.relations if "read as the same" in relation.reason]


def test_what_is_read_as_the_same_is_one_proposition_of_two(tell: Teller, answering: Answering) -> None:
    """Two wordings of one fall, and the probability as the reason."""
    answering(0.95, 0.01, 0.97)
    record = tell(GUEST, FALL)
    assert joined_by_reading(record) == ["read as the same, with probability 0.97"]
    assert max(len(proposition.claims) for proposition in record.propositions) == 2
    assert max(proposition.independent_sources for proposition in record.propositions) == 2


def test_an_unsure_reading_joins_nothing(tell: Teller, answering: Answering) -> None:
    """Probable is not enough: a count of origins rests on it."""
    answering(0.95, 0.01, 0.6)
    assert not joined_by_reading(tell(GUEST, FALL))


@pytest.mark.parametrize(
    "other",
    [
        "A hiker did not tumble off the coastal trail outside Selby, a walker said.",
        "A hiker may have tumbled off the coastal trail outside Selby, a walker said.",
        "Four hikers tumbled off the coastal trail outside Selby, a walker said.",
    ],
    ids=["denied", "possible", "another figure"],
)
def test_what_speaks_against_it_keeps_them_apart(tell: Teller, answering: Answering, other: str) -> None:
    """However sure the network is, polarity, strength and figures decide."""
    answering(0.95, 0.01, 0.99)
    assert not joined_by_reading(tell(f"Two {GUEST[2:].replace('visitor', 'visitors').replace('his', 'their')}", other))


def test_two_partners_as_good_as_each_other_join_nothing(tell: Teller, answering: Answering) -> None:
    """Where two sentences of a report answer equally well, and two claims lie equally near, nothing says which is meant."""
    answering(0.95, 0.01, 0.97)
    other = (
        "A walker fell on the slope above Selby, a doctor said. A hiker fell on the slope above Selby, a ranger said."
    )
    assert not joined_by_reading(tell(GUEST, other))


def test_the_nearer_claim_is_meant_where_sentences_tell_equally_well(tell: Teller, answering: Answering) -> None:
    """The two that lie nearest to each other are read by themselves; both readings must be sure."""
    texts = GUEST, f"{FALL} A walker fell on the slope above Selby, a ranger said."
    answering(0.95, 0.01, 0.97)
    assert joined_by_reading(tell(*texts)) == ["nearest, and read as the same, with probability 0.97"]
    answering(0.95, 0.01, 0.7)
    assert not joined_by_reading(Teller(readings=tell.readings)(*texts))


@pytest.mark.parametrize(
    ("other", "joins"),
    [
        ("A walker fell on the slope above Selby, a ranger said.", True),
        ("A walker fell 30 metres on the slope above Selby, a ranger said.", False),
        ("A ranger disclosed how many walkers fell on the slope above Selby.", False),
    ],
    ids=["no figure", "a figure in one", "a question"],
)
def test_what_one_claim_measures_or_asks_takes_more(
    tell: Teller, answering: Answering, other: str, *, joins: bool
) -> None:
    """Probably the same is enough where neither or both have a figure; how many they are is no answer."""
    answering(0.95, 0.01, 0.82)
    assert bool(joined_by_reading(tell(GUEST, other))) is joins


SWANS = "Keepers pulled 30 swans from the oily canal, the warden Ida Holm said."
CAGES = "Thirty swans sit in cages at the school, a doctor said. Pupils feed swans from the canal, a teacher said."


@pytest.mark.parametrize(
    ("other", "joins"),
    [(CAGES, True), (f"{CAGES} Another 30 swans fled, she said.", False), (CAGES.replace("Thirty", "Forty"), False)],
    ids=["alone with the figure", "one of two with it", "another figure"],
)
def test_claims_that_alone_have_a_figure_are_read(
    tell: Teller, answering: Answering, other: str, *, joins: bool
) -> None:
    """Whatever becomes of thirty swans, and however many sentences tell of swans: one claim of each report has the figure."""
    answering(0.95, 0.01, 0.97)
    wanted = ["alone with one figure, and read as the same, with probability 0.97"]
    assert joined_by_reading(tell(SWANS, other)) == (wanted if joins else [])


def test_what_is_read_as_two_questions_is_taken_apart(tell: Teller, answering: Answering) -> None:
    """Claims that share their words are one statement, unless the network sees two matters in their sentences."""
    texts = (
        "A silver bracelet of 93 grams was found in Selby, the museum said.",
        "A silver bracelet of 93 grams was found in Selby, the finder Jon Mair said.",
    )
    answering(0.9, 0.01, 0.6)
    assert max(len(proposition.claims) for proposition in tell(*texts).propositions) == 2
    answering(0.01, 0.01, 0.01)
    again = Teller(readings=tell.readings)(*texts)
    assert max(len(proposition.claims) for proposition in again.propositions) == 1
