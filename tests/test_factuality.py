"""How strongly a claim is worded: classes, polarity, scores, conditions, and the published table they follow from."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.casefiles import Case, evidence, parameters, reading, texts
from whosays.data import rows
from whosays.model import Claim, Factuality

SCORES = {name: float(score) for name, score, _ in rows("factuality")}
ORDER = {name: int(order) for name, _, order in rows("factuality")}


def line(claim: Claim, text: str) -> str:
    """``class not: words (on condition: words)``, as the case files write it."""
    sign = "" if claim.polarity == "+" else " not"
    condition = f" (on condition: {claim.condition.of(text)})" if claim.condition else ""
    return f"{claim.factuality}{sign}: {evidence(claim, text)}{condition}"


@pytest.mark.parametrize("case", parameters("factuality"))
def test_case_files(case: Case) -> None:
    """Each text is as strongly worded as its case says."""
    assert tuple(line(claim, case.text) for claim in reading(case.text).claims) == case.expected


# ------------------------------------------------------------------------------------------------------------ the table
def test_the_table_lists_every_class_once() -> None:
    """The published table has one row for each class of the record, and no two classes of the same rank."""
    assert sorted(SCORES) == sorted(get_args(Factuality))
    assert len(rows("factuality")) == len(set(ORDER.values())) == len(SCORES)


def test_scores_lie_between_the_ends() -> None:
    """Scores run from -3 (certainly not) to 3 (certain); only what is denied or withdrawn is below nothing."""
    assert (min(SCORES.values()), max(SCORES.values())) == (-3.0, 3.0)
    assert {name for name, score in SCORES.items() if score < 0} == {"denied", "retracted"}
    assert SCORES["certain"] > SCORES["probable"] > SCORES["possible"] > SCORES["hypothetical"] == 0


def test_hedges_and_passives_give_classes_of_the_table() -> None:
    """No word of the hedges, and no impersonal passive, gives a class that the table does not know."""
    given = {row[1] for row in rows("hedges")} | {row[1] for row in rows("impersonal_passives")}
    assert given <= set(SCORES)


@pytest.mark.parametrize("text", texts())
def test_scores_follow_from_class_and_polarity(text: str) -> None:
    """A claim's score is its class's, with the sign turned by a negation unless the claim is denied or withdrawn."""
    for claim in reading(text).claims:
        turned = claim.polarity == "-" and claim.factuality not in ("denied", "retracted")
        assert claim.factuality_score == (-SCORES[claim.factuality] if turned else SCORES[claim.factuality])
        assert str(claim.factuality_score) != "-0.0"


@pytest.mark.parametrize("text", texts())
def test_denial_and_condition_show_in_the_claim(text: str) -> None:
    """A denied claim has a denying step, a conditional one its condition's words; no other claim has a denying step."""
    for claim in reading(text).claims:
        denies = any(step.stance == "denies" for step in claim.chain)
        assert denies == (claim.factuality == "denied")
        assert (claim.condition is None) or claim.factuality in ("conditional", "retracted", "denied")


# ------------------------------------------------------------------------------------------------ strength and its words
@pytest.mark.parametrize(
    "text, words",
    [
        ("The bridge may close.", ["may"]),
        ("The ferry probably turned twice.", ["probably"]),
        ("The council plans to close the bridge.", ["plans"]),
        ("The ferry probably may have turned.", ["may"]),
        ("The ferry struck a pier.", []),
    ],
)
def test_the_words_that_weaken_are_named(text: str, words: list[str]) -> None:
    """The marker that decides the class is kept with its characters; a plain claim has none."""
    (claim,) = reading(text).claims
    assert [hedge.of(text) for hedge in claim.hedges] == words


@pytest.mark.parametrize(
    "text, strength",
    [
        ("The ferry will probably sink, the mayor said.", "probable"),
        ("The bridge will perhaps close.", "possible"),
        ("The bridge might close if the river rises.", "conditional"),
        ("The mayor denied that the bridge might close.", "denied"),
        ("The ministry predicted that the bridge might close.", "possible"),
        ("The captain may have reportedly left the ship.", "unconfirmed"),
    ],
)
def test_the_weakest_marker_decides(text: str, strength: str) -> None:
    """Of several markers over one claim, the first in the table's order gives the class."""
    assert reading(text).claims[0].factuality == strength


def test_polarity_is_the_contents() -> None:
    """A denial leaves its content positive; a negation within the denied content makes it negative."""
    (positive,) = reading("The ministry denied that a fire had broken out.").claims
    (negative,) = reading("The ministry denied that the inspector had not been paid.").claims
    assert (positive.polarity, positive.factuality) == ("+", "denied")
    assert (negative.polarity, negative.factuality, negative.factuality_score) == ("-", "denied", -3.0)


def test_a_negated_cue_does_not_negate_the_content() -> None:
    """ "did not confirm that X was arrested" says nothing against the arrest: unconfirmed, not "not arrested"."""
    (claim,) = reading("The ministry did not confirm that the captain was arrested.").claims
    assert (claim.polarity, claim.factuality, claim.factuality_score) == ("+", "unconfirmed", 1.0)


def test_a_negative_condition_has_no_negative_zero() -> None:
    """A hypothesis scores nothing, whichever its sign."""
    hypothesis = next(
        c
        for c in reading("If the river does not fall, the bridge will close.").claims
        if c.factuality == "hypothetical"
    )
    assert (hypothesis.polarity, str(hypothesis.factuality_score)) == ("-", "0.0")
