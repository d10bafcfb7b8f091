"""The parser reckons faster than spaCy does, and reads the same: words, trees and names are those of the pipeline as shipped."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from whosays.data import weights
from whosays.language import products
from whosays.language.names import Names
from whosays.language.products import Products, forget, quicken
from whosays.parsers import pipeline_name

LINES = (
    "HAVENMOUTH, May 3 (Harbour Wire) -- Mayor Ilka Brandt told the Tidewater Post on Tuesday that 14 people had drowned off Cape Lorn.",
    "",
    "The U.N. envoy, Tomas Reiner-Holt, left Velmora City at 7.30 p.m. for Geneva. Two of the 37 aboard were from Norway's Arctic coast.",
    "  Profits   rose 4.5% to $12 million\tin the first quarter,  Ostrand & Sons said .",
    "\u00a0",
    "WHO WON? Ms. Ada Lund, 41, of the Greens. Lund!",
    "Reuters",
)
WORDS = " ".join(LINES).split(" ")


@cache
def shipped() -> Language:
    """The pipeline as it comes."""
    return spacy.load(pipeline_name())


@cache
def quickened() -> Language:
    """The same with our arithmetic."""
    pipeline = spacy.load(pipeline_name())
    quicken(pipeline)
    return pipeline


def read(doc: Doc) -> list[tuple[object, ...]]:
    """What the parser says of each word."""
    return [(word.text, word.tag_, word.dep_, word.head.i, word.lemma_, word.is_sent_start) for word in doc]


def check(lines: list[str]) -> None:
    """Words, trees and names are to the letter those of the pipeline as shipped."""
    names = Names(quickened(), usual=True)
    assert names.skipped == ("ner",)
    expected, got = list(shipped().pipe(lines)), list(quickened().pipe(lines, disable=["ner"]))
    assert [read(doc) for doc in got] == [read(doc) for doc in expected]
    assert list(names.of(got)) == [[(name.start, name.end, name.label_) for name in doc.ents] for doc in expected]


def test_all_that_is_read_is_the_same() -> None:
    """Among lines of all kinds: with blanks, of one word, of none."""
    assert sum(len(doc.ents) for doc in shipped().pipe(LINES)) > 12
    check(list(LINES))
    check(list(LINES) * 5)
    check(["", " "])
    check([])


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), max_size=4))
def test_in_whatever_order_words_come(lines: list[str]) -> None:
    """Words in every mixture, with the vectors of those read before recalled."""
    check(lines)


def test_a_vector_does_not_hang_on_what_else_is_read() -> None:
    """The same digits whether a word is read alone, among others, or recalled."""
    (node,) = (one for one in quickened().get_pipe("tok2vec").model.walk() if one.name == products.RECALLED)  # type: ignore[attr-defined]
    lines = [quickened().make_doc(line) for line in LINES]
    forget(quickened())
    together = node.predict(lines)
    for doc, vectors in zip(lines, together, strict=True):
        forget(quickened())
        assert np.array_equal(node.predict([doc])[0], vectors)
        assert np.array_equal(node.predict([doc])[0], vectors)


def test_no_more_is_kept_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """When there are too many words all are forgotten, and what is read stays right."""
    monkeypatch.setattr(products, "MOST", 10)
    check(list(LINES))
    check(list(reversed(LINES)))


def test_products_are_those_of_matrices() -> None:
    """However they are asked for."""
    drawn = np.random.default_rng(1)
    left, right = (drawn.normal(size=size).astype("float32") for size in ((5, 7), (3, 7)))
    ops, whole = Products(), left @ right.T
    out = np.zeros((5, 3), dtype="float32")
    assert ops.gemm(left, right, trans2=True, out=out) is out
    for made in (
        ops.gemm(left, right, trans2=True),
        out,
        ops.gemm(left, right.T),
        ops.gemm(left.T.copy(), right.T, trans1=True),
    ):
        assert np.allclose(made, whole, atol=1e-5)
    assert ops.gemm(left[:0], right, trans2=True).shape == (0, 3)


def test_other_arithmetic_is_left_alone() -> None:
    """Whoever has something better than BLIS keeps it, and names are still found."""

    class Better(NumpyOps):  # type: ignore[misc]
        pass

    other = spacy.load(pipeline_name())
    for node in other.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        node.ops = Better()
    quicken(other)
    assert {type(node.ops) for node in other.get_pipe("ner").model.walk()} == {Better}  # type: ignore[attr-defined]
    (doc,) = other.pipe(LINES[:1])
    (found,) = Names(other, usual=True).of([doc])
    assert found == [(name.start, name.end, name.label_) for name in doc.ents]


def test_names_that_are_made_otherwise_run_as_they_are() -> None:
    """Where the recognizer searches by beams, or other components have a say."""
    other = spacy.load(pipeline_name())
    assert Names(other, usual=False).skipped == ()
    other.get_pipe("ner").cfg["beam_width"] = 2  # type: ignore[attr-defined]
    names = Names(other, usual=True)
    assert names.skipped == ()
    docs = list(other.pipe(LINES[:1]))
    assert list(names.of(docs)) == [[(name.start, name.end, name.label_) for name in docs[0].ents]]


def test_damaged_graphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The graphs are weights too: opened only where they are those published."""
    monkeypatch.setattr(weights, "sha256_of", lambda _: "0" * 64)
    with pytest.raises(weights.DamagedWeights, match=r"maxout\.onnx.*install whosays again"):
        products._graph.__wrapped__(products.MAXOUT)
