"""What the parser's rules say of words is recalled, and is to the letter what the whole pipeline says."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from whosays.language import words
from whosays.language.words import Words, _answers
from whosays.parsers import pipeline_name

NEIGHBOURS = (
    "You're gonna have to go, and I gotta stay. Let's all go. It ain't so, they ain’t here. C'mon, y'all! There are nothin' but rules; "
    "there's a man, there is nothing. Nuthin' was said. There  were two\tmen. gon na got ta let 's"
)
PLAIN = (
    "Officials said leaves were falling faster; the better mayor left, leaving his best men. He has been, would've gone, and does.",
    "The US and U.S. officials' data is 5.5% higher than on Mon. 7 May — that's what's known, isn't it?",
    "WHO CAN SAY?\nThese, those and which; \u00a0\u2003blanks, and 🚢.",
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The pipeline in use, loaded for these tests."""
    return spacy.load(pipeline_name())


@pytest.fixture
def recalled(pipeline: Language) -> Words:
    """Words that have seen nothing yet."""
    return Words(pipeline)


def check(pipeline: Language, recalled: Words, text: str) -> None:
    """The same answers as the whole pipeline gives."""
    with pipeline.select_pipes(disable=list(recalled.skipped)):
        read = pipeline(text)
    assert recalled.of(read) == _answers(pipeline(text))


@pytest.mark.parametrize("text", [*PLAIN, NEIGHBOURS])
def test_the_answers_are_those_of_the_whole_pipeline(pipeline: Language, recalled: Words, text: str) -> None:
    """On the first reading and on the second, when they are recalled; rules about two neighbours hold too."""
    assert set(recalled.skipped) == {"attribute_ruler", "lemmatizer"}
    check(pipeline, recalled, text)
    check(pipeline, recalled, text)
    assert recalled.bases
    check(pipeline, recalled, " ".join(reversed(text.split())))


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.lists(st.sampled_from([*NEIGHBOURS.split(), *PLAIN[0].split(), *PLAIN[1].split(), "\n", " "]), max_size=25))
def test_in_whatever_order_words_come(parts: list[str]) -> None:
    """Neighbours in every mixture, with what was recalled from all texts before."""
    check(_shared().pipeline, _shared(), " ".join(parts))


@cache
def _shared() -> Words:
    return Words(spacy.load(pipeline_name()))


def test_no_more_is_kept_than_allowed(pipeline: Language, recalled: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there are too many words all are forgotten, and the answers stay right."""
    monkeypatch.setattr(words, "MOST", 10)
    for text in (*PLAIN, *PLAIN):
        check(pipeline, recalled, text)
    assert len(recalled.bases) < 80


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}],  # three words
        [{"SHAPE": "dddd"}],  # asks for something else
        [{"LOWER": "ferry", "OP": "+"}],  # any number of words
        [{"TAG": "NN"}, {"TAG": "NN"}],  # two neighbours that no form or role tells
        [{"LOWER": {"NOT_IN": ["ferry"]}}],  # all forms but some
    ],
)
def test_rules_of_another_kind_run_as_they_are(pattern: list[dict[str, object]]) -> None:
    """A pipeline with a rule that cannot be recalled is run whole, and answers the same."""
    other = spacy.load(pipeline_name())
    other.get_pipe("attribute_ruler").add(patterns=[pattern], attrs={"LEMMA": "odd"})  # type: ignore[attr-defined]
    recalled = Words(other)
    assert recalled.skipped == ()
    check(other, recalled, "The ferry as well as the ferry ferry sank in 2031.")


def test_another_component_runs_too() -> None:
    """A pipeline with a component of its own may look at anything, so it is run whole."""
    other = spacy.load(pipeline_name())
    other.add_pipe("merge_noun_chunks")
    assert Words(other).skipped == ()
