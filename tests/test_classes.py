"""Classes of words: what they are compared by is written in the tables as it comes out of a text."""

from __future__ import annotations

import pytest

from tests.casefiles import reading
from tests.conftest import Teller, proposition
from whosays.alignment import contrast, features
from whosays.facts.acts import in_its_sense, predicate_of
from whosays.findings.answers import contraries, opposites
from whosays.findings.figures import attributes, one_question, told
from whosays.findings.telling import hedges
from whosays.findings.when_where import durations, firsts, places, times
from whosays.words.classes import akin, class_of, classes, light_verbs

# Words that are looked for among predicates, terms and units.
LOOKED_FOR = {
    "contrast": contrast.LIGHT | contrast.EMPTY | contrast.REVERSES | contrast.GENERAL | contrast.MUTUAL,
    "features": features.NOBODY | features.THOUGHTS,
    "contraries": contraries.BEATING,
    "opposites": opposites.HAVING | opposites.USING,
    "attributes": attributes.MEASURING,
    "one_question": one_question.GENERIC | one_question.STATISTICS | one_question.HARM | one_question.TOLLS.keys(),
    "told": told.HARMS | told.COUNTING,
    "hedges": hedges.PEOPLE,
    "durations": durations.TRAVEL | durations.START | durations.END,
    "firsts": firsts.MEETING | firsts.KNOWING | firsts.COMING_TO_KNOW,
    "places": places.ONCE,
    "times": times.ONCE | times.ONCE_EVER,
}


@pytest.mark.parametrize("table", LOOKED_FOR)
def test_every_word_that_is_looked_for_can_be_found(table: str) -> None:
    """It is a class, or an act that a verb tells with some noun; a word of another class would never be met."""
    acts = {act for told in light_verbs().values() for act in told.values()}
    assert not sorted(word for word in LOOKED_FOR[table] - acts if class_of(word) != word)


@pytest.mark.parametrize(
    "sentence, act",
    [
        ("The court overturned the ban on the festival.", "overturn"),
        ("A bus overturned near Selby.", "capsize"),
        ("Prosecutors dropped the charges against Ida Holm.", "drop"),
        ("Exports dropped by a third.", "fall"),
        ("The county lifted the evacuation order.", "lift"),
        ("The bank lifted its rates.", "rise"),
        ("Ida Holm heads the committee.", "head"),
        ("The convoy headed north on Monday.", "travel"),
        ("The army moved its tanks to the border.", "move"),
        ("The family moved to Selby in May.", "travel"),
        ("The police named the victim.", "name"),
    ],
)
def test_a_verb_with_two_senses_is_told_apart_by_its_noun(sentence: str, act: str) -> None:
    """Where no noun tells, it is the sense of its class, or itself; a journey has none that it is done to."""
    (claim,) = reading(sentence).claims
    assert predicate_of(claim, classes()) == act
    terms = frozenset(map(class_of, claim.terms))
    assert {act} == {act, "fall", "rise", "capsize", "travel", claim.predicate} & in_its_sense(
        claim, act, terms, classes()
    )


@pytest.mark.parametrize(
    "pair",
    ["drop cancel", "fall plunge", "capsize tip_over", "head travel", "move travel", "name appoint"],
)
def test_an_act_of_its_own_stays_akin(pair: str) -> None:
    """To drop a charge is to withdraw it; to head for a place is a journey."""
    one, other = pair.split()
    assert akin(one, other)


def test_charges_that_are_dropped_are_not_charges_that_are_brought(tell: Teller) -> None:
    """The noun that tells the act stays what it is done to."""
    record = tell(
        "First report\n\nProsecutors charged Ida Holm with fraud on Monday, the court said.",
        "Second report\n\nProsecutors dropped the fraud charge against Ida Holm on Monday, the court said.",
    )
    brought, dropped = (proposition(record, part) for part in ("charged Ida", "dropped the fraud"))
    assert brought.id != dropped.id
