"""What a report is about, cheaply: its words, names and numbers with their weights, and when it came out. No parser runs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files

from whosays import data
from whosays.model import Report
from whosays.text.folding import unaccented
from whosays.values.calendar import MONTHS

LEAD = 60  # words from the start that tell what is new
OPENING = 90  # words of the text that go to the sentence encoder, after the title
HEAD = 200  # characters in which a report without a date may begin with one
NO_PROSE = frozenset({"boilerplate", "photo_credit", "metadata_prefix"})
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,?\s+(?P<y2>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""))


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as the grouping sees it. ``counts`` are of stems; ``time`` in days since 1970, UTC, ``None`` where unknown.

    ``seen`` is the same for when it was fetched: only the expiry of undated reports looks at it.
    """

    report: str
    time: float | None
    counts: Mapping[str, int]
    names: tuple[str, ...]
    lead: tuple[str, ...]
    opening: str
    seen: float | None = None


def profile(report: Report, *, seen: str | None = None) -> Profile:
    """The profile of a report from its title and prose; ``seen`` (ISO 8601) is when it was fetched. About a millisecond."""
    prose = " \n".join(
        report.text[segment.start : segment.end] for segment in report.segments if segment.role not in NO_PROSE
    )
    return profile_of(report.id, report.title or "", prose or report.text, report.published.value, seen=seen)


def profile_of(report: str, title: str, text: str, published: str | None, *, seen: str | None = None) -> Profile:
    """The profile of a text that is no :class:`~whosays.model.Report` yet."""
    body = text.strip().removeprefix(title.strip())
    counts: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    lead: dict[str, None] = {}
    number = 0
    for part, is_title in ((title, True), (body, False)):
        for match in _WORD.finditer(part):
            number += 1
            stem = _term(match.group())
            if stem is None:
                continue
            counts[stem] += 1
            if number <= LEAD:
                lead[stem] = None
            if not is_title and not stem[0].isdigit() and _within_a_sentence(part, match.start()):
                inside[stem] += 1
                capital[stem] += match.group()[0].isupper()
    names = tuple(sorted(stem for stem, count in capital.items() if count and 2 * count >= inside[stem]))
    opening = " ".join(
        filter(None, [title.strip().rstrip(".") + "." if title.strip() else "", *body.split()[:OPENING]])
    )
    day = day_of(published) if published else _day_at_head(f"{title}\n{body[:HEAD]}")
    return Profile(
        report, day, dict(sorted(counts.items())), names, tuple(lead), opening, day_of(seen) if seen else None
    )


def day_of(moment: str) -> float | None:
    """Days since 1970 in UTC of an ISO 8601 date or time; a date alone is its noon."""
    try:
        found = datetime.fromisoformat(moment if len(moment) > 10 else f"{moment}T12:00")
    except ValueError:
        return None
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() / 86400, 6)


def _day_at_head(text: str) -> float | None:
    """The day that a report without a publication date begins with, year and all."""
    found = _DATE.search(text)
    if not found:
        return None
    month, day, year = (found[name] or found[f"{name}2"] for name in "mdy")
    try:
        return day_of(date(int(year), _MONTHS.index(month.lower()) + 1, int(day)).isoformat())
    except ValueError:
        return None


@lru_cache(maxsize=100_000)
def _term(word: str) -> str | None:
    """The stem a word is counted under; ``None`` for words that news of any subject shares."""
    if word[0].isdigit():
        return word.replace(",", "")
    plain = unaccented(word.lower()).replace("’", "'").removesuffix("'s")
    if plain in data.words("common_words") or len(plain) < 3:
        return None
    return _stem(plain)


def _stem(word: str) -> str:
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


def _within_a_sentence(text: str, start: int) -> bool:
    """Does a word stand within a sentence, where a capital means a name?"""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in ".!?\n\"“”‘'’:(•-–—"


def rarity(stem: str) -> float:
    """How rare a stem is in English at large: the logarithm of its rank among words by frequency.

    The ranks are those of the sentence encoder's vocabulary, which lists whole words by frequency in encyclopaedia and books,
    so that the first reports of a stream are weighed like the later ones and no report changes the weights of another.
    """
    ranks = _ranks()
    return math.log(1 + ranks.get(stem, UNKNOWN))


UNKNOWN = 40_000  # the rank taken for a word that is not among the 30,000


@cache
def _ranks() -> dict[str, int]:
    """Stem → rank of its most frequent form."""
    text = files("whosays.data").joinpath("minilm_vocab.txt").read_text(encoding="utf-8")
    pieces = text.splitlines()
    ranks: dict[str, int] = {}
    for rank, piece in enumerate(pieces[pieces.index("the") :], 1):
        if not piece.startswith("##"):
            ranks.setdefault(piece if piece[0].isdigit() else _stem(piece), rank)
            ranks.setdefault(piece, rank)
    return ranks
