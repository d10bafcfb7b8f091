"""Events that are not as sure as the claim that names them: they get claims of their own, which nothing compares, counts or tells."""

from __future__ import annotations

import json

import pytest

from tests.casefiles import evidence, reading
from whosays.decisions import correct_attributions, parse_decisions
from whosays.ingest.formats.text import read_text
from whosays.model import Claim
from whosays.pipeline import read_report, tell
from whosays.record import decode, encode

PLAN = "The council agreed to a plan to buy two ferries, the mayor said. The ferries have served the island since 1998."


def embedded(text: str) -> list[tuple[str, str]]:
    """Words and class of each embedded claim of a text."""
    return [(evidence(claim, text), claim.factuality) for claim in reading(text).embedded]


@pytest.mark.parametrize(
    "text, words",
    [
        (PLAN, "buy"),
        ("The union abandoned its threat to strike.", "strike"),
        ("Talks about a merger of the two ports broke down.", "merger"),
        ("The ministry set aside money for a bid to host the games.", "host"),
    ],
)
def test_what_is_named_and_not_told_is_hypothetical(text: str, words: str) -> None:
    """A plan to buy is no buying: the event has a claim of its own that says so."""
    assert (words, "hypothetical") in embedded(text)


@pytest.mark.parametrize(
    "text",
    [
        "The explosion killed two workers.",
        "The talks in Selby ended on Monday.",
        "She regretted the sale of the ferry.",
    ],
)
def test_what_is_told_as_sure_as_its_claim_has_none(text: str) -> None:
    """An event that the claim around it tells of as a fact needs no claim of its own."""
    assert embedded(text) == []


@pytest.mark.parametrize(
    "text, words",
    [
        ("The minister may visit the site of the explosion on Friday.", ("explosion", "certain")),
        ("The inquiry into the crash is expected to begin in March.", ("crash", "probable")),
    ],
)
def test_what_has_happened_is_told_apart_from_what_may(text: str, words: tuple[str, str]) -> None:
    """A visit to come does not make the explosion one to come."""
    assert words in embedded(text)


def test_a_saying_that_may_not_come_about_has_one() -> None:
    """ "Could say": the claim is the mayor's, and that she says it is no fact; "said" is one, and needs no claim."""
    assert ("say", "hypothetical") in embedded("The mayor could say on Friday that the bridge is closed.")
    assert embedded("The mayor said on Friday that the bridge is closed.") == []


def test_a_denial_covers_all_its_words() -> None:
    """What stands within a denied claim is denied with it."""
    assert embedded("The mayor denied that the plan to buy ferries was approved.") == []


def test_it_is_said_by_who_says_the_claim_around_it() -> None:
    """The chain of the claim around holds for the event named in it."""
    found = reading(PLAN)
    (around,) = [claim for claim in found.claims if claim.predicate == "agree"]
    (inner,) = [claim for claim in found.embedded if claim.predicate == "buy"]
    assert (inner.embedded, around.embedded) == (True, False)
    assert (inner.chain, inner.attribution) == (around.chain, around.attribution)


def test_a_corrected_attribution_holds_for_it_too() -> None:
    """Who is named as the source of a claim is the source of what it embeds."""
    about = {"source": "case.txt", "words": "agreed to a plan"}
    given = {"by": "a", "on": "2026-01-05", "reason": "c", "value": "the clerk"}
    line = json.dumps({"decision": "correct-attribution", "about": [about], **given})
    (after,) = correct_attributions([reading(PLAN)], parse_decisions(line))
    (inner,) = [claim for claim in after.embedded if claim.predicate == "buy"]
    assert inner.chain[-1].sources[0].name == "the clerk"


def test_nothing_compares_counts_or_tells_it() -> None:
    """It stands in the record and in no proposition, relation, finding, timeline, coded event or sentence of the brief."""
    texts = {
        "one.txt": PLAN,
        "two.txt": "The council has approved a plan to buy ferries. Fears of a strike grew on Monday.",
    }
    record = tell([read_report(read_text(text.encode(), source=name)) for name, text in texts.items()], one_story=True)
    inner = {claim.id for claim in record.claims if claim.embedded}
    assert inner
    assert len({claim.id for claim in record.claims}) == len(record.claims)
    assert not inner & {claim.id for claim in record.told}
    used = [claim for said in record.propositions for claim in said.claims]
    used += [claim for sentence in record.brief.sentences for claim in sentence.claims]
    used += [claim for event in record.events for claim in event.claims]
    used += [claim for entry in record.timeline for claim in entry.claims]
    used += [claim for relation in record.relations for claim in (relation.a, relation.b)]
    assert not inner & set(used)
    assert decode(encode(record)) == record


def test_no_word_carries_two_claims() -> None:
    """A word that carries a claim is not claimed again."""
    found = reading(PLAN + " Officials fear that a ban on fishing could lead to protests.")
    told = [claim.predicate_span for claim in found.claims]
    spans = [claim.predicate_span for claim in found.embedded]
    assert len(set(spans)) == len(spans)
    assert not set(spans) & set(told)


def words_of(claims: tuple[Claim, ...], text: str) -> list[str]:
    """The word that carries each claim."""
    return [claim.predicate_span.of(text) for claim in claims]


def test_a_verb_that_no_claim_holds_has_one() -> None:
    """ "It seems that …": the seeming is told, and carries no claim."""
    assert [words for words, _ in embedded("It seems that the mayor will not stand again.")] == ["seems"]


def test_an_event_beside_all_claims_is_kept() -> None:
    """ "At a ceremony in Selby, the mayor said …": the ceremony stands in no claim, and is in the record all the same."""
    text = "At a ceremony in Selby on Monday, the mayor said that the bridge had been closed."
    assert "ceremony" in words_of(reading(text).embedded, text)
