"""May other words stand for a sentence of the brief? Only where they say no more, no less and nothing else.

The brief's own check asks that numbers, names and quotations stand in what is cited. It cannot see that two people changed places or that
a denial is gone; so the new sentence is read as a report is, and must hold the very claims of the old one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from whosays.brief.founded import QUOTED, STEM, numbers, sentence_around, unfounded
from whosays.brief.lookup import Index
from whosays.data import words as table
from whosays.ingest.formats.text import read_text
from whosays.model import BriefSentence, Claim, Reading
from whosays.pipeline import read_report

MARKUP = re.compile(r"https?:|www\.|[<>\[\]{}|`*_#\\]", re.I)
SPARE = 1.3  # times as long as the sentence was
WORD = re.compile(r"[a-z]{4,}")
NAMED = re.compile(r"\b[A-Z]\w+")
PARTS = frozenset({"agent", "patient", "recipient"})  # where two may change places


def faults(look: Index, own: BriefSentence, text: str) -> str | None:
    """Why a text may not stand for a sentence of the brief, in words; ``None`` where it may."""
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn") for letter in text):
        return "it holds letters that are not printed"
    if MARKUP.search(text) and not MARKUP.search(own.text):
        return "it holds an address or marks of a page"
    if not text or len(text) > SPARE * len(own.text):
        return "it is empty" if not text else "it is longer than the sentence"
    lost = unfounded(look, replace(own, text=text))
    if lost:
        return f"it says what nothing cited says: {', '.join(lost[:3])}"
    if numbers(text) != numbers(own.text) or _quoted(text) != _quoted(own.text):
        return "its figures or quotations are not those of the sentence"
    new = _new_words(look, own, text)
    if new:
        return f"it has words of its own: {', '.join(new[:3])}"
    if not _told(text).agrees(_told(own.text)):
        return "whosays does not read the same claims in it"
    return None


def _quoted(text: str) -> Counter[str]:
    return Counter(QUOTED.findall(text))


def _new_words(look: Index, own: BriefSentence, text: str) -> list[str]:
    """Words of four letters and more that stand neither in the sentence nor in what it cites."""
    there = " ".join([own.text, *(sentence_around(look, passage) for passage in own.passages)]).lower()
    stems = {word[:STEM] for word in WORD.findall(there)}
    return [w for w in WORD.findall(text.lower()) if w[:STEM] not in stems and w not in table("brief_frame")]


@dataclass(frozen=True, slots=True)
class _Told:
    """What whosays reads in a text: its claims, with how surely and by whom each is told, and the part that each name has in them."""

    claims: Counter[tuple[str, ...]]
    parts: dict[tuple[str, str], set[str]]

    def agrees(self, other: _Told) -> bool:
        """The same claims, and no name in another part of one."""
        both = self.parts.keys() & other.parts.keys()
        return self.claims == other.claims and all(self.parts[name] == other.parts[name] for name in both)


@lru_cache(maxsize=512)
def _told(text: str) -> _Told:
    reading = read_report(read_text(f"Brief\n\n{text}\n".encode(), source="brief"))
    read = _Told(Counter(), defaultdict(set))
    for claim in reading.claims:
        if not claim.embedded:
            read.claims[(claim.predicate, claim.polarity, claim.factuality, *_chain(reading, claim))] += 1
            for argument in claim.arguments:
                words = reading.report.text[argument.start or 0 : argument.end or 0]
                for name in NAMED.findall(words) if argument.role in PARTS else ():
                    read.parts[claim.predicate, name].add(argument.role)
    return read


def _chain(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """Who says so behind the brief itself, and in which way, each step as one string."""
    text = reading.report.text
    return tuple(
        f"{step.stance}: {sorted((one.name or text[one.start or 0 : one.end or 0]).lower() for one in step.sources)}"
        for step in claim.chain[1:]
    )
