"""How strongly a claim is worded: classes, polarity, scores, conditions, and the published table they follow from."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.casefiles import Case, evidence, parameters, reading, texts
from whosays.attribution.strength import score_of
from whosays.certainty import happened, network
from whosays.data import rows, weights
from whosays.ingest.formats.text import read_text
from whosays.language import parse
from whosays.model import Claim, Factuality, Polarity

SPANS = {
    (row[0], polarity): (float(row[low]), float(row[low + 1]))
    for row in rows("factuality")
    for polarity, low in (("+", 2), ("-", 4))
}
CLASSES = {row[0] for row in rows("factuality")}
ORDER = {row[0]: int(row[1]) for row in rows("factuality")}


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
    assert sorted(CLASSES) == sorted(get_args(Factuality))
    assert len(rows("factuality")) == len(set(ORDER.values())) == len(CLASSES)


def test_scores_lie_between_the_ends() -> None:
    """Scores run from -3 to 3: only what is certain reaches the top, and what is denied or withdrawn is at the bottom."""
    for (name, polarity), (low, high) in SPANS.items():
        assert -3 <= low <= high <= 3
        assert polarity == "+" or high < 0
        assert (low == -3) == (name in ("denied", "retracted"))
    tops = {name: high for (name, polarity), (_, high) in SPANS.items() if polarity == "+"}
    assert tops["certain"] == 3
    assert all(tops[name] < 3 for name in CLASSES - {"certain"})


def test_a_negation_lowers_every_score() -> None:
    """Whatever a reader's judgement of the word, the same class scores lower where it is negated."""
    for name in CLASSES - {"denied", "retracted"}:
        for value in (-3.0, 0.0, 3.0):
            assert score_of(name, "-", value) < score_of(name, "+", value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "factuality, polarity, happened, score",
    [
        ("certain", "+", 3.0, SPANS["certain", "+"][1]),
        ("certain", "+", -3.0, SPANS["certain", "+"][0]),
        ("expected", "+", 0.0, sum(SPANS["expected", "+"]) / 2),
        ("denied", "+", 3.0, -3.0),
        ("retracted", "-", 0.0, -3.0),
    ],
)
def test_the_score_is_read_off_the_table(
    factuality: Factuality, polarity: Polarity, happened: float, score: float
) -> None:
    """A judgement from -3 to 3 falls in proportion between the ends of the class's span; a denial is certain of its no."""
    assert score_of(factuality, polarity, happened) == pytest.approx(score, abs=0.01)


def test_hedges_and_passives_give_classes_of_the_table() -> None:
    """No hedge, impersonal passive or reporting verb gives a class that the table does not know."""
    given = {row[1] for row in rows("hedges")} | {row[1] for row in rows("impersonal_passives")}
    given |= {row[5] for row in rows("reporting_verbs") if row[5]}
    assert given <= CLASSES


def test_the_case_files_hold_every_class() -> None:
    """What the next tests say of all claims is said of each class, and of claims with and without a condition."""
    claims = [claim for text in texts() for claim in reading(text).claims]
    assert {claim.factuality for claim in claims} == CLASSES
    assert {claim.condition is None for claim in claims} == {True, False}


@pytest.mark.parametrize("text", texts())
def test_scores_lie_in_the_span_of_class_and_polarity(text: str) -> None:
    """A claim's score lies in the span that the table gives its class and polarity, to two decimals."""
    for claim in reading(text).claims:
        low, high = SPANS[claim.factuality, claim.polarity]
        assert claim.factuality_score is not None
        assert low <= claim.factuality_score <= high
        assert claim.factuality_score == round(claim.factuality_score, 2)
        assert str(claim.factuality_score) != "-0.0"


@pytest.mark.parametrize("text", texts())
def test_denial_and_condition_show_in_the_claim(text: str) -> None:
    """A denied claim has a denying step, a conditional one its condition's words; else only what a source takes back has a denying step."""
    for claim in reading(text).claims:
        denies = any(step.stance == "denies" for step in claim.chain)
        assert denies or claim.factuality != "denied"
        assert not denies or claim.factuality in ("denied", "retracted")
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
    assert (claim.polarity, claim.factuality) == ("+", "unconfirmed")


def test_no_score_is_a_negative_zero() -> None:
    """A judgement that falls on nothing scores 0.0, whichever side it comes from."""
    low, high = SPANS["hypothetical", "+"]
    assert str(score_of("hypothetical", "+", -3 - 6 * low / (high - low) - 1e-6)) == "0.0"


# ------------------------------------------------------------------------------------------------- what a verb makes of it
@pytest.mark.parametrize(
    "text, predicate, strength",
    [
        ("First results suggest that the pump failed, the board said.", "fail", "probable"),
        ("The mayor believes that the pump failed.", "fail", "probable"),
        ("The mayor indicated that the bridge would close in March.", "close", "expected"),
        ("The police had no information about who fired the shots.", "have", "unconfirmed"),
        ("The fire is believed to be the second, involving the same crew.", "be second", "probable"),
    ],
)
def test_what_a_verb_makes_of_its_content(text: str, predicate: str, strength: str) -> None:
    """Who claims leaves it unconfirmed, who suggests or believes makes it probable; what lies ahead stays expected."""
    assert {c.predicate: c.factuality for c in reading(text).claims}[predicate] == strength


# ---------------------------------------------------------------------------------------------------------- the judgement
def judged(text: str, *words: str) -> list[float]:
    """The judgements of words of a text, in their order."""
    parsed = parse(read_text(text.encode(), source="test.txt"))
    at = {token.text: number for number, token in enumerate(parsed.tokens)}
    return list(happened(parsed, [at[word] for word in words]))


@pytest.mark.parametrize(
    "more, less",
    [
        (("The crew closed the gate.", "closed"), ("The crew may close the gate.", "close")),
        (("The crew managed to close the gate.", "close"), ("The crew failed to close the gate.", "close")),
        (("The crew stopped the pump.", "stopped"), ("Stop the pump if the water rises.", "Stop")),
        (("The council has approved the plan.", "approved"), ("The council wants to approve the plan.", "approve")),
        (("She knew that the gate was closed.", "closed"), ("She hopes that the gate is closed.", "closed")),
    ],
)
def test_what_is_told_as_done_is_judged_higher(more: tuple[str, str], less: tuple[str, str]) -> None:
    """A word told as done is judged higher than one that is only possible, failed, ordered, wanted or hoped for."""
    assert judged(*more)[0] > judged(*less)[0]


def test_judgements_are_the_same_one_by_one() -> None:
    """A word's judgement does not depend on which others are asked for in the same pass."""
    text = "The crew closed the gate. The mayor may open it."
    together = judged(text, "closed", "open")
    assert together == pytest.approx([*judged(text, "closed"), *judged(text, "open")], abs=1e-9)
    assert judged(text) == []


def test_a_sentence_longer_than_the_network_reads_is_judged_in_stretches() -> None:
    """Every word of a sentence of any length is judged, a word of hundreds of pieces included."""
    words = ("They", "closed", "x.y." * 200, *("gates", "and") * 300, "may", "open")
    judgements = network.judge(words, range(len(words)))
    assert len(judgements) == len(words)
    assert all(-9 < value < 9 for judgement in judgements for value in judgement)
    assert network.judge((), ()) == ()


def test_a_judgement_does_not_depend_on_what_else_is_asked() -> None:
    """The scales of the network's arithmetic are fixed: a word alone, beside one other, or beside all has the same figures."""
    words = tuple("The mayor , who denied that he had failed to warn them , may resign in May .".split())
    together = network.judge(words, range(len(words)))
    for asked in ([5], [8, 5], [14], [10, 14, 5]):
        network.forget()
        assert network.judge(words, asked) == tuple(together[place] for place in asked)


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights whose digest differs from the published one are not used, and the message says which file and what to do."""
    network.session.cache_clear()
    monkeypatch.setattr(weights, "sha256_of", lambda name: "0" * 64)
    with pytest.raises(weights.DamagedWeights, match=r"certainty\.onnx.*install whosays again"):
        network.judge(("always",), (0,))
    network.session.cache_clear()


def test_a_headline_tells_the_future_by_an_infinitive() -> None:
    """ "X to meet Y" lies ahead; nothing in it is a mere supposition."""
    first, *_ = reading("Kim and Putin to meet one-on-one in Selby\n\nThe train left on Sunday.\n").claims
    assert (first.zone, first.predicate, first.factuality) == ("headline", "meet", "expected")
