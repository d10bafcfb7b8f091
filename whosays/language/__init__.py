"""Sentences, tokens, dependency parse and guessed names: the only room that knows which parser is in use.

Text is fed line by line (and zone by zone inside a line), because a parser that sees a headline, a credit and a lead as
one paragraph glues them together. Typographic quotes are folded to straight ones of the same length, so offsets hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.language.headlines import in_full, without
from whosays.language.misread import with_citing, with_clauses, with_forms, with_participles, with_speakers
from whosays.language.names import Guess, Names
from whosays.language.words import Answer, Words
from whosays.model import Model, NameGuess, Parse, Report, SegmentRole, Sentence, Token
from whosays.parsers import NoParser, asked_for, pipeline_name, place_of
from whosays.words.people import noun_kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

NEEDED = {
    "tagger": "parts of speech",
    "parser": "trees",
    "lemmatizer": "base forms",
    "ner": "names",
}  # component → what it gives
UNPARSED: frozenset[SegmentRole] = frozenset({"photo_credit", "metadata_prefix", "boilerplate"})
LONGEST_PIECE = 20_000  # code points given to the parser at once; longer lines are cut at a blank
FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
INSERTED = re.compile(r"\[(?!sic\])(?=[A-Za-z'])[^\[\]\d]{1,60}\]")  # an editor's "[t]he", "[Holm]", "[on the pier]"
UNDIVIDED = re.compile(
    r"(?:co|re|e)-[a-z]{2,30}", re.IGNORECASE
)  # "co-operating" is one word to the parser's training texts too
UNITS = frozenset(
    {"m.", "b.", "k.", "g.", "t."}
)  # "lost £4m." ends a sentence, though the parser's table takes "m." for one word
HOURS = frozenset({"a.m.", "p.m."})
OF_PEOPLE = frozenset({"person", "organisation", "group"})
Piece = tuple[int, int, SegmentRole, int]
ATTRIBUTES: list[int | str] = ["IDX", "LENGTH", "IS_SPACE"]
CLOSES_SENTENCE = re.compile(r"""[.!?…:]["')\]]*$|["')\]]$""")


class _Strings(dict[int, str]):
    """Strings of the parser by their hash; each is looked up once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, number: int) -> str:
        found = self[number] = self.store[number]
        return found


def ready() -> None:
    """Makes sure that the parser can be used, before work is handed to other processes; one asked for is loaded to see.

    Raises :class:`~whosays.parsers.NoParser`.
    """
    name = pipeline_name()
    if asked_for():
        _load(name)


@lru_cache(maxsize=1)
def _load(name: str) -> Language:
    import spacy
    from spacy.util import compile_suffix_regex

    from whosays.language.products import quicken

    try:
        pipeline = spacy.load(place_of(name))
    except (OSError, ValueError, ImportError, AttributeError) as error:
        said = " ".join(str(error).split())[:300]
        raise NoParser(
            f"the pipeline {name!r} cannot be loaded ({said}); install what it needs, or ask for another"
        ) from None
    missing = [gives for component, gives in NEEDED.items() if component not in pipeline.pipe_names]
    if pipeline.lang != "en" or missing:
        foreign = pipeline.lang != "en"
        why = f"is for the language {pipeline.lang!r}" if foreign else f"gives no {' and no '.join(missing)}"
        raise NoParser(f"the pipeline {name!r} {why}; English pipelines such as en_core_web_md have all that is needed")
    if pipeline.Defaults.suffixes is not None:  # "AT&T." and "20C." at a sentence's end are followed by a full stop
        suffixes = [*pipeline.Defaults.suffixes, r"(?<=[A-Z]&[A-Z])\.", r"(?<=[0-9][A-Z])\."]
        pipeline.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
        spelt = pipeline.tokenizer.rules  # type: ignore[union-attr]
        pipeline.tokenizer.rules = {short: parts for short, parts in spelt.items() if short not in UNITS}  # type: ignore[union-attr]
    pipeline.tokenizer.token_match = UNDIVIDED.fullmatch  # type: ignore[union-attr]
    quicken(pipeline)
    return pipeline


def model_in_use() -> Model:
    """Name, version and SHA-256 (over all files in path order) of the parser in use, for the record's provenance."""
    return _model(pipeline_name())


@lru_cache(maxsize=1)
def _model(name: str) -> Model:
    pipeline = _load(name)
    digest = hashlib.sha256()
    root = Path(str(pipeline.path))
    for file in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    title = f"{pipeline.meta['lang']}_{pipeline.meta['name']}"
    return Model(name=title, version=str(pipeline.meta["version"]), sha256=digest.hexdigest())


def parse(report: Report) -> Parse:
    """Tokens, tree, sentences and guessed names of a report; zones that hold no prose are left out.

    Method: spaCy's transition parser over each line; a sentence boundary is believed only after closing punctuation.
    """
    pieces = list(_pieces(report))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[NameGuess] = []
    pipeline = _load(pipeline_name())
    words = _words(pipeline)
    recognizer = _recognizer(pipeline)
    strings = _Strings(pipeline.vocab.strings)
    texts = [_as_parsed(report.text[start:end].translate(FOLD), start) for start, end, _, _ in pieces]
    parsed = partial(pipeline.pipe, batch_size=64, disable=[*words.skipped, *recognizer.skipped])
    first = parsed(_begun(pipeline.make_doc(text)) for text, _ in texts)
    full = [
        in_full(doc, parsed) if role == "headline" else (doc, ())
        for doc, (_, _, role, _) in zip(first, pieces, strict=True)
    ]
    guessed = recognizer.of([doc for doc, _ in full])
    for (_, _, role, paragraph), (_, places), (doc, put_in), guesses in zip(pieces, texts, full, guessed, strict=True):
        index = _take_tokens(doc, words.of(doc), _placed(doc, places, put_in), put_in, tokens, strings)
        sentences.extend(_take_sentences(doc, index, tokens, role, paragraph))
        names.extend(_take_names(guesses, index))
    with_forms(tokens)
    with_clauses(tokens, sentences)
    with_citing(tokens, sentences)
    with_speakers(tokens, sentences)
    with_participles(tokens, sentences)
    return Parse(
        report=report,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(names),
        children=_children(tokens),
    )


def _begun(doc: Doc) -> Doc:
    """The document, with a sentence begun where a noun of people in capitals follows the hour: "at 5 p.m. | Police said"."""
    for hour in doc[:-1]:
        if hour.lower_ in HOURS and hour.nbor().is_title and noun_kind(hour.nbor().lower_) in OF_PEOPLE:
            hour.nbor().is_sent_start = True
    return doc


def lines(report: Report) -> list[str]:
    """The lines of a report as the parser gets them: the measure for the cost of all the rest."""
    return [report.text[start:end].translate(FOLD) for start, end, _, _ in _pieces(report)]


@lru_cache(maxsize=1)
def _words(pipeline: Language) -> Words:
    """What has been recalled for this very pipeline: loaded anew, its numbers of words mean others."""
    return Words(pipeline)


@lru_cache(maxsize=1)
def _recognizer(pipeline: Language) -> Names:
    return Names(pipeline, usual=_words(pipeline).named is not None)


def forget_words() -> None:
    """Drop what was recalled of words read so far: only a measurement needs it."""
    from whosays.language.products import forget

    _words.cache_clear()
    forget(_load(pipeline_name()))


def _pieces(report: Report) -> Iterator[Piece]:
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


def _as_parsed(text: str, start: int) -> tuple[str, Sequence[int]]:
    """The text as the parser gets it, and where each character stands in the report.

    A run of blanks is one blank, for the parser takes them for words, and as it does brackets, an editor's words stand without
    them; of "[t]he" the first letter stands at its bracket.
    """
    runs = text.replace("\t", " ")
    inserted = [match.span() for match in INSERTED.finditer(runs)]
    if "  " not in runs and not inserted:
        return text, range(start, start + len(text))
    brackets = {at for first, end in inserted for at in (first, end - 1)}
    initial = {first + 1 for first, end in inserted if end - first == 3 and runs[end : end + 1].islower()}
    kept = [at for at, char in enumerate(runs) if at not in brackets and (char != " " or runs[at - 1] != " ")]
    return "".join(runs[at] for at in kept), [start + at - (at in initial) for at in kept]


def _placed(doc: Doc, places: Sequence[int], put_in: Sequence[int]) -> Sequence[int]:
    """Where each character stands in the report; those of words that were put in stand where the next word does."""
    if not put_in:
        return places
    found = list(places)
    for word in put_in:
        start = doc[word].idx
        found[start:start] = [found[start]] * len(doc[word].text_with_ws)
    return found


def _take_tokens(
    doc: Doc,
    answers: Sequence[Answer],
    places: Sequence[int],
    put_in: Sequence[int],
    tokens: list[Token],
    strings: Mapping[int, str],
) -> list[int]:
    """Append the words of a document; returns their index in the parse by index in the document.

    Blank tokens are dropped, and those that were put in.

    A blank token has the index of the next word. All attributes come in one array: a Python object for each attribute of
    each word costs more than the rest of this function.
    """
    first, text = len(tokens), doc.text
    rows = doc.to_array(ATTRIBUTES).tolist()
    blank = [bool(row[-1]) or at in put_in for at, row in enumerate(rows)]
    index = [first + number for number in accumulate((not one for one in blank), initial=0)]
    heads = [at + away for at, away in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    roles = [strings[dep] for _, _, _, dep, _ in answers]
    without(put_in, heads, roles)
    for at, ((lemma, pos, tag, _, morph), (start, length, _)) in enumerate(zip(answers, rows, strict=True)):
        if blank[at]:
            continue
        head = heads[at]
        while blank[head] and heads[head] != head:
            head = heads[head]
        word, part = text[start : start + length], strings[pos]
        tokens.append(
            Token(
                start=places[start],
                end=places[start + length - 1] + 1,
                text=word,
                lemma=_lemma(word.lower(), strings[lemma], part),
                pos=part,
                tag=strings[tag],
                dep=roles[at],
                head=index[at] if blank[head] else index[head],
                morph=strings[morph].removeprefix("_"),  # "_" stands for none
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
    if pos == "NOUN" and form == low + "es" and low.endswith("os") and SHORT_STEM.fullmatch(low):
        return low + "e"  # "doses"
    if pos == "VERB" and SHORT_STEM.fullmatch(low):
        ending = form.removeprefix(low)
        if ending in ("ed", "ing") or (ending == "es" and low[-1] not in "sxz"):
            return low + "e"
    return low


def _take_sentences(
    doc: Doc, index: Sequence[int], tokens: list[Token], role: SegmentRole, paragraph: int
) -> Iterator[Sentence]:
    """Sentences of a document; a boundary without closing punctuation before it is not believed."""
    first = index[0]
    for sent in doc.sents:
        last = index[sent.end]
        if last == first or (sent.end < len(doc) and not CLOSES_SENTENCE.search(tokens[last - 1].text)):
            continue
        yield Sentence(first, last, tokens[first].start, tokens[last - 1].end, role, paragraph)
        first = last
    if first < index[-1]:
        last = index[-1]
        yield Sentence(first, last, tokens[first].start, tokens[last - 1].end, role, paragraph)


def _take_names(guesses: Sequence[Guess], index: Sequence[int]) -> Iterator[NameGuess]:
    for first, end, kind in guesses:
        if index[first] < index[end]:
            yield NameGuess(index[first], index[end], kind)


def _children(tokens: list[Token]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for number, token in enumerate(tokens):
        if token.head != number:
            below[token.head].append(number)
    return tuple(tuple(children) for children in below)
