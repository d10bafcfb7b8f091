"""Part of speech, morphology and base form of words by the pipeline's own rules, each asked for once and then recalled.

spaCy's rules for these (``attribute_ruler``, ``lemmatizer``) take a sixth of the parser's time. Most look at one word, its tag and its
role in the tree, and most of these do not ask which word it is; a few look at two neighbours. Where a pipeline's rules are of another
kind, they run as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
KNOWN = frozenset({"tok2vec", "transformer", "tagger", "parser", "ner", RULER, LEMMATIZER})
LOOKED_AT = frozenset(
    {"TAG", "LOWER", "DEP", "IS_SPACE"}
)  # what a rule may ask of a word for its answer to be recalled
MOST = 100_000  # base forms kept
BETWEEN = "x"  # stands between two words that were no neighbours
Key = tuple[int, int, int]  # form (0 for any that no rule names), tag, role
Run = tuple[Key, ...]  # words side by side
Answer = tuple[int, int, int, int, int]  # base form, part of speech, tag, role, morphology


@dataclass(frozen=True, slots=True)
class Named:
    """Forms in small letters, and roles, that rules name: those about one word, and one part of each rule about two."""

    forms: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    anchors: frozenset[int]
    anchor_roles: frozenset[int]


class _Forms(dict[int, int]):
    """Forms in small letters to themselves where a rule names them, all others to 0."""

    def __init__(self, named: Named, strings: StringStore) -> None:
        super().__init__()
        self.named, self.strings = named, strings

    def __missing__(self, number: int) -> int:
        form = self.strings[number]
        known = form in self.named.forms or any(pattern.search(form) for pattern in self.named.patterns)
        self[number] = found = number if known else 0
        return found


class Words:
    """What the rules of a pipeline say of each word, as numbers of its string store."""

    def __init__(self, pipeline: Language) -> None:
        self.pipeline = pipeline
        self.named = _named(pipeline)
        self.forms = _Forms(self.named, pipeline.vocab.strings) if self.named else {}
        self.ruled: dict[Run, tuple[Answer, ...]] = {}
        self.bases: dict[Key, int] = {}  # base form by form, part of speech and morphology

    @property
    def skipped(self) -> Sequence[str]:
        """Components that need not run, because the words are recalled."""
        return (RULER, LEMMATIZER) if self.named else ()

    def of(self, doc: Doc) -> list[Answer]:
        """The answers for the words of a document that the rest of the pipeline has read."""
        if self.named is None:
            return _answers(doc)
        if len(self.bases) > MOST or len(self.ruled) > MOST:
            self.bases.clear()
            self.ruled.clear()
            self.forms.clear()
        forms = doc.to_array("ORTH").tolist()
        runs = self._runs(doc, self.named)
        self._rule(runs, forms)
        answers = [answer for run in runs for answer in self.ruled[run]]
        keys = [(form, answer[1], answer[4]) for form, answer in zip(forms, answers, strict=True)]
        self._lemmatize([key for key, answer in zip(keys, answers, strict=True) if not answer[0]])
        return [
            answer if answer[0] else (self.bases[key], *answer[1:]) for key, answer in zip(keys, answers, strict=True)
        ]

    def _runs(self, doc: Doc, named: Named) -> list[Run]:
        """The document cut into words, and into runs of words where a rule about two neighbours may hold."""
        rows = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE"]).tolist()
        forms = self.forms
        runs: list[Run] = [((form if blank else forms[form], tag, role),) for form, tag, role, blank in rows]
        last = 0  # the last word that was joined to the one before it
        for at, (form, _, role, _) in enumerate(rows):
            if form in named.anchors or role in named.anchor_roles:
                for right in range(max(at, last + 1), min(at + 2, len(rows))):
                    before = runs[right - 1] if last == right - 1 and last else (tuple(rows[right - 1][:3]),)
                    runs[right], runs[right - 1], last = (*before, tuple(rows[right][:3])), (), right
        return [run for run in runs if run]

    def _rule(self, runs: Sequence[Run], forms: Sequence[int]) -> None:
        """Has the ruler answer for runs of words not seen before."""
        strings, at = self.pipeline.vocab.strings, 0
        new: dict[Run, list[str]] = {}
        for run in runs:
            if run not in self.ruled and run not in new:
                new[run] = [strings[form] for form in forms[at : at + len(run)]]
            at += len(run)
        if not new:
            return
        words, tags, roles = [], [], []
        for run, texts in new.items():
            words += [*texts, BETWEEN]
            tags += [*(strings[tag] for _, tag, _ in run), ""]
            roles += [*(strings[role] for _, _, role in run), ""]
        doc = self._doc(words, tags=tags, deps=roles, heads=list(range(len(words))))
        answers = _answers(self.pipeline.get_pipe(RULER)(doc))
        at = 0
        for run in new:
            self.ruled[run] = tuple(answers[at : at + len(run)])
            at += len(run) + 1

    def _lemmatize(self, keys: Sequence[Key]) -> None:
        """Has the lemmatizer answer for words not seen before."""
        new = list(dict.fromkeys(key for key in keys if key not in self.bases))
        if new:
            words, pos, morphs = (
                [self.pipeline.vocab.strings[part] for part in parts] for parts in zip(*new, strict=True)
            )
            doc = self._doc(words, pos=pos, morphs=[morph.removeprefix("_") for morph in morphs])
            self.bases.update(
                zip(new, (answer[0] for answer in _answers(self.pipeline.get_pipe(LEMMATIZER)(doc))), strict=True)
            )

    def _doc(self, words: list[str], **given: Any) -> Doc:
        from spacy.tokens import Doc

        return Doc(self.pipeline.vocab, words=words, **given)


def _answers(doc: Doc) -> list[Answer]:
    rows: list[Answer] = list(map(tuple, doc.to_array(["LEMMA", "POS", "TAG", "DEP", "MORPH"]).tolist()))
    return rows


def _named(pipeline: Language) -> Named | None:
    """What the rules name; ``None`` where they are of another kind than known."""
    usual = {RULER, LEMMATIZER} <= set(pipeline.pipe_names) <= KNOWN
    if not usual or getattr(pipeline.get_pipe(LEMMATIZER), "mode", "") != "rule":
        return None
    forms: set[str] = set()
    regular: set[str] = set()
    anchors: dict[str, set[str]] = {"LOWER": set(), "DEP": set()}
    for pattern in _patterns(pipeline):
        if len(pattern) > 2 or not all(pattern) or any(not LOOKED_AT.issuperset(word) for word in pattern):
            return None
        if len(pattern) == 2:
            needed = [(name, word[name]) for word in pattern for name in anchors if isinstance(word.get(name), str)]
            if not needed:
                return None
            anchors[needed[0][0]].add(needed[0][1])
            continue
        match pattern[0].get("LOWER"):
            case None:
                pass
            case str(form):
                forms.add(form)
            case {"IN": few, **more} if not more:
                forms.update(few)
            case {"REGEX": expression, **more} if not more:
                regular.add(expression)
            case _:
                return None
    number = pipeline.vocab.strings.add
    return Named(
        forms=frozenset(forms),
        patterns=tuple(map(re.compile, sorted(regular))),
        anchors=frozenset(map(number, anchors["LOWER"])),
        anchor_roles=frozenset(map(number, anchors["DEP"])),
    )


def _patterns(pipeline: Language) -> list[list[dict[str, Any]]]:
    return [pattern for rule in pipeline.get_pipe(RULER).patterns for pattern in rule["patterns"]]  # type: ignore[attr-defined]
