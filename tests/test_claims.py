"""Claims of a report: which words make one, what fills its roles, what is left open, and how it stands to quotation marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefiles import Case, evidence, parameters, reading, texts
from whosays.model import Claim, Published, Report, Span
from whosays.text.quotation_marks import quoted_spans


def line(claim: Claim, text: str) -> str:
    """``predicate: words [role words, …] (open attachment: words)``, as the case files write it."""
    roles = ", ".join(f"{a.role} {text[a.start : a.end]}" for a in claim.arguments if a.start is not None)
    left_open = "".join(f" (open {a.what}: {' | '.join(s.of(text) for s in a.spans)})" for a in claim.alternatives)
    return f"{claim.predicate}: {evidence(claim, text)} [{roles}]{left_open}"


@pytest.mark.parametrize("case", parameters("claims"))
def test_case_files(case: Case) -> None:
    """Each text makes exactly the claims that its case lists, in text order."""
    assert tuple(line(claim, case.text) for claim in reading(case.text).claims) == case.expected


def test_the_case_files_hold_claims() -> None:
    """What the next tests say of all claims is said of many, with arguments and hedges."""
    claims = [claim for text in texts() for claim in reading(text).claims]
    assert len(claims) > 500
    assert any(claim.arguments for claim in claims)
    assert any(claim.hedges for claim in claims)


@pytest.mark.parametrize("text", texts())
def test_claims_point_at_words(text: str) -> None:
    """Every span of a claim lies in the text, is not blank, and the predicate's word and the arguments lie in the text too."""
    for claim in reading(text).claims:
        assert claim.spans == tuple(sorted(claim.spans))
        for span in (*claim.spans, claim.predicate_span, *claim.hedges):
            assert span.of(text).strip() == span.of(text) != ""
            assert span.end <= len(text)
        for argument in claim.arguments:
            assert argument.start is not None
            assert argument.end is not None
            assert 0 <= argument.start < argument.end <= len(text)


@pytest.mark.parametrize("text", texts())
def test_claims_differ_in_words_and_ids(text: str) -> None:
    """No two claims of a report rest on the same characters or bear the same id."""
    claims = reading(text).claims
    assert len({claim.id for claim in claims}) == len({claim.spans for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "text, terms",
    [
        ("The mayor said that the bridge had collapsed.", ("bridge", "collapse")),
        ("The bridge had collapsed, according to the mayor.", ("bridge", "collapse")),
        ("The mayor denied that the bridge had collapsed.", ("bridge", "collapse")),
        ("The bridge, the mayor said, had collapsed.", ("bridge", "collapse")),
    ],
)
def test_the_frame_lends_no_terms(text: str, terms: tuple[str, ...]) -> None:
    """What alignment compares is the content, also where a denial's frame is part of the evidence."""
    (claim,) = reading(text).claims
    assert claim.terms == terms


def test_what_a_clause_with_when_tells_is_of_the_date_in_front_of_it() -> None:
    """Of "since May 2014, when five people died" the five died in May 2014."""
    text = "It was the worst clash since May 2014, when five people were killed at the crossing."
    read = reading(text)
    (month,) = read.times
    assert [claim.times for claim in read.claims if "killed" in text[claim.spans[0].start : claim.spans[-1].end]] == [
        (month.id,)
    ]


def test_values_belong_to_the_claim_whose_words_hold_them() -> None:
    """Times and quantities are listed by the claim that prints them, and by no other."""
    text = "Twelve people were hurt on Monday. The bridge is 80 metres long."
    first, second = reading(text).claims
    numbers = {q.id: text[q.start : q.end] for q in reading(text).quantities}
    days = {t.id: text[t.start : t.end] for t in reading(text).times}
    assert [days[t] for t in first.times] == ["Monday"]
    assert second.times == ()
    assert ["Twelve" in numbers[q] for q in first.quantities] == [True]
    assert ["80" in numbers[q] for q in second.quantities] == [True]


def test_a_place_is_a_place_by_its_name() -> None:
    """The claim's place is the named one behind a preposition of place; a thing without a name is none."""
    named, bare = "The minister landed in Paris on Friday.", "The minister landed in a field on Friday."
    mentions = {mention.id: mention.text for mention in reading(named).mentions}
    (claim,) = reading(named).claims
    assert claim.place is not None
    assert mentions[claim.place] == "Paris"
    assert reading(bare).claims[0].place is None


def test_zones_without_prose_make_no_claims() -> None:
    """Byline, date line and photo credit say nothing of the story; the headline does, and is marked as one."""
    text = "Ferry hits pier in Tolva\n\nBy Ada Lorne\n\nThe ferry hit a pier.\n\nPhoto: Reuters\n"
    assert [claim.zone for claim in reading(text).claims] == ["headline", "body"]


def test_an_hour_of_counting_keeps_its_words() -> None:
    """ "As of Monday" is no "as" that leads a clause on."""
    text = "As of Monday, twelve people were missing."
    assert [claim.spans[0].of(text) for claim in reading(text).claims] == ["As of Monday, twelve people were missing"]


def test_order_is_text_order() -> None:
    """Claims come in the order of their first word."""
    text = "The mayor arrived in Tolva. The mayor opened the bridge. Twelve people were hurt, the police said."
    starts = [claim.spans[0].start for claim in reading(text).claims]
    assert len(starts) == 3
    assert starts == sorted(starts)


# ------------------------------------------------------------------------------------------------------------ quotation
QUOTES = [
    ('"The bridge was safe," the mayor said.', "direct"),
    ("“The bridge was safe,” the mayor said.", "direct"),
    ("«The bridge was safe,» the mayor said.", "direct"),
    ("The mayor said the bridge was safe.", "paraphrase"),
    ('The mayor said it was "not aware of any complaint" about the bridge.', "partial_direct"),
    ('The "accident" happened at the bridge.', "scare_quote"),
    ("The accident happened at the bridge.", "none"),
    ("The captain reportedly left the ship.", "none"),
]


@pytest.mark.parametrize("text, quote", QUOTES)
def test_how_a_claim_is_quoted(text: str, quote: str) -> None:
    """Wholly in marks with a source, in part, at arm's length, in a source's paraphrase, or not at all."""
    (claim,) = reading(text).claims
    assert claim.quote == quote


def plain(text: str) -> Report:
    """A report of these characters, without zones."""
    return Report("r1", "r1.txt", None, None, None, "en", Published(None, "absent", (), ()), text, ())


def test_quoted_stretches_are_without_their_marks() -> None:
    """Straight, curly, low and angle marks; the marks are not part of what they quote."""
    text = 'She said "no", he said “yes”, they said „maybe” and «never».'
    assert [span.of(text) for span in quoted_spans(plain(text))] == ["no", "yes", "maybe", "never"]


def test_a_quotation_ends_with_its_paragraph() -> None:
    """A mark that is never closed quotes to the end of its line at most; an apostrophe quotes nothing."""
    text = '"We heard a bang.\nThe mayor\'s car\nHe said "no".'
    assert [span.of(text) for span in quoted_spans(plain(text))] == ["We heard a bang.", "no"]
    assert quoted_spans(plain('An empty "" pair')) == ()


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(alphabet="ab \"“”«»„\n\r'é", max_size=40))
def test_quoted_stretches_do_not_meet(text: str) -> None:
    """Quoted stretches come in order, do not overlap, and hold no line end."""
    spans: tuple[Span, ...] = quoted_spans(plain(text))
    for left, right in itertools.pairwise(spans):
        assert left.end < right.start
    assert all(not set(span.of(text)) & set("\r\n") for span in spans)
