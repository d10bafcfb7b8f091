"""Withdrawn statements: only what an outlet takes back of its own."""

from __future__ import annotations

import pytest

from tests.casefiles import evidence, reading


def retracted(text: str) -> list[str]:
    """The words of the claims that the report withdraws."""
    return [evidence(claim, text) for claim in reading(text).claims if claim.factuality == "retracted"]


WITHDRAWN = [
    (
        "An earlier version of this article said the captain had fled. That was wrong and we withdraw it.",
        "the captain had fled",
    ),
    ("An earlier version of this article said that the captain had fled. He had not.", "the captain had fled"),
    ("An earlier report said the ferry had sunk. It was wrong.", "the ferry had sunk"),
    ("This newspaper reported on Monday that the captain had fled. That was incorrect.", "the captain had fled"),
    ("We reported on Monday that the captain had fled. We withdraw that report.", "the captain had fled"),
    ("The Harbour Post withdraws a bulletin saying the captain had fled.", "the captain had fled"),
    (
        "The Harbour Post reported that the captain had fled. The Harbour Post retracts that report.",
        "the captain had fled",
    ),
]


@pytest.mark.parametrize("text, words", WITHDRAWN)
def test_an_outlet_withdraws_its_own_words(text: str, words: str) -> None:
    """The outlet speaks of itself and takes something back, in one sentence or two: what it said before is retracted."""
    assert retracted(text) == [words]


KEPT = [
    "We reported on Monday that the captain had fled. The police looked for him. That was wrong.",
    "The mayor said the bridge was closed. That was wrong, the governor said.",
    "The company withdrew its offer for the harbour on Monday.",
    "It is feared that buyers will not hear of the leak as they did not know a US firm had their names.",
    "The mayor said the bridge was closed. She withdrew her candidacy.",
    "The Island Ledger reported that the captain had fled. The Island Ledger retracts that report.",
    "The Island Ledger reported that the captain had fled. The mayor said that was wrong.",
    "An earlier version of this article said the captain had fled.\nThat was wrong, the governor said of the closure.",
    "We reported on Monday that the captain had fled. The police confirmed it.",
    "The minister said the report was wrong.",
    "It is feared that many lost their money as they did not know a private US company had it.",
]


@pytest.mark.parametrize("text", KEPT)
def test_nothing_else_is_withdrawn(text: str) -> None:
    """Other people's contradictions, other outlets' withdrawals, other paragraphs and other withdrawn things retract nothing."""
    assert retracted(text) == []
    assert reading(text).claims


def test_the_withdrawn_claim_keeps_its_chain_and_scores_lowest() -> None:
    """A retracted claim is certainly not so by its own outlet, and the outlet stays its only origin by name."""
    (claim, _) = reading("We reported on Monday that the captain had fled. We withdraw that report.").claims
    assert (claim.factuality, claim.factuality_score, claim.polarity) == ("retracted", -3.0, "+")
    assert {source.name for step in claim.chain for source in step.sources} == {"Harbour Post"}


def test_withdrawing_a_negative_scores_the_same() -> None:
    """What is withdrawn is withdrawn, whether it said yes or no."""
    text = "We reported on Monday that the captain had not fled. That was wrong."
    claim = reading(text).claims[0]
    assert (claim.factuality, claim.factuality_score, claim.polarity) == ("retracted", -3.0, "-")
