"""The parse of a report: tokens, tree, sentences, guessed names; nothing of the parser itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from whosays.model.reports import Report
from whosays.model.vocabulary import SegmentRole

FIRST = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the parse: Universal POS, Penn tag, dependency label (ClearNLP), index of its head in ``Parse.tokens``."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of the parse, the characters they cover, the zone they stand in, their paragraph's number."""

    first: int
    last: int
    start: int
    end: int
    role: SegmentRole
    paragraph: int


@dataclass(frozen=True, slots=True)
class NameGuess:
    """What the parser takes for a name: tokens ``[first, last)`` and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, dependency tree, sentences and guessed names of one report; nothing of the parser itself."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[NameGuess, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the token and of all below it, in text order."""
        children = self.children
        if not children[index]:
            return (index,)
        found = [index]
        for other in found:  # grows as it goes
            found += children[other]
        found.sort()
        return tuple(found)

    def sentence_of(self, index: int) -> int:
        """Number of the sentence that holds a token."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if index >= self.sentences[middle].last:
                low = middle + 1
            else:
                high = middle
        return low

    def name_at(self, index: int) -> NameGuess | None:
        """The name that a token is part of; names stand in the order of the text, none over another."""
        place = bisect_right(self.names, index, key=FIRST) - 1
        return self.names[place] if place >= 0 and index < self.names[place].last else None

    def words(self, first: int, last: int) -> str:
        """The text from the first character of token ``first`` to the last of token ``last - 1``."""
        return self.report.text[self.tokens[first].start : self.tokens[last - 1].end]
