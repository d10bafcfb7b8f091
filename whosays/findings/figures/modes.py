"""Whose figure it is, if not the plain one: what is demanded or foreseen, another day's, the aftershock's, one side's of a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from whosays.data import rows

CAMPS = {
    "no": re.compile(r"\b(?:against|no|opposed|oppose|reject\w*|turned down|nays?)\b", re.IGNORECASE),
    "yes": re.compile(
        r"\b(?:for the|for it|in favour|in favor|yes|backed|approv\w*|support\w*|ayes?)\b", re.IGNORECASE
    ),
}


@cache
def _beside() -> re.Pattern[str]:
    """The wordings of the table in its order, and their forms ("needs", "records"); a recorder is no record."""
    return re.compile(rf"\b(?:{'|'.join(_wordings('beside'))})(?=(?:s|d|ed|ing)?\b)", re.IGNORECASE)


@cache
def _in_sentence() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_wordings('sentence'))})\b", re.IGNORECASE)


@cache
def _as_one() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Modes that are one in whatever words, with these."""
    return tuple((mode, re.compile(cell, re.IGNORECASE)) for mode, _, one, cell in rows("whose_figure") if one)


def _wordings(where: str) -> Iterator[str]:
    return (cell for _, place, _, cell in rows("whose_figure") if place == where)


@lru_cache(maxsize=16_384)
def modes(text: str) -> frozenset[str]:
    """What makes a figure a demand, a forecast, a limit or another day's: the mode where its words are one, else the words themselves.

    >>> sorted(modes("analysts had expected a loss of")), sorted(modes("at most, and last year")), sorted(modes("needed"))
    (['forecast'], ['last year'], ['need'])
    """
    return frozenset(map(_mode_of, _beside().findall(text)))


@lru_cache(maxsize=4096)
def _mode_of(word: str) -> str:
    return next((mode for mode, wordings in _as_one() if wordings.fullmatch(word)), word.lower())


@lru_cache(maxsize=16_384)
def others(sentence: str) -> frozenset[str]:
    """What makes a figure one of another thing, wherever in the sentence: the aftershock's, the quarter's, the budget's."""
    return frozenset(word.lower() for word in _in_sentence().findall(sentence))


def is_of_another(mode: str) -> bool:
    """Is a mode the aftershock's, the quarter's, the budget's?"""
    return _in_sentence().fullmatch(mode) is not None


def camp(text: str) -> frozenset[str]:
    """Which side of a vote a share is of: its words for it, and its words against."""
    return frozenset(side for side, words in CAMPS.items() if words.search(text))
