"""Which of many patterns can match a text at all: each needs one of its key words, and most sentences hold none of them.

The key words follow from the patterns themselves, so a pattern and its key words cannot fall out of step. Where Python's parser of
patterns is not at hand, every pattern stays a candidate: slower, and the same result.
"""

from __future__ import annotations

import importlib
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any

COMMON = frozenset({"the", "a", "an", "and", "or", "to", "of", "in"})
DIGIT = "0"  # stands for any digit
ANY_DIGIT = re.compile(r"\d")
DOTTED = str.maketrans({"ı": "i", "\u0307": None})  # patterns that ignore case take the Turkish letters for an i

Keys = frozenset[str]


class Sieve:
    """Finds the patterns that may match a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.keys = tuple(keys_of(pattern) for pattern in patterns)
        self.all = frozenset(key for keys in self.keys if keys is not None for key in keys) - {DIGIT}

    def candidates(self, text: str) -> list[int]:
        """Numbers of the patterns that have a key word in the text, and of those without key words.

        >>> Sieve([re.compile("(?:last|next) week", re.I), re.compile("[0-9]+ (?:km|miles)"), re.compile("[a-z]+")]).candidates("A WEEK")
        [0, 2]
        """
        folded = text.casefold()
        if not text.isascii():
            folded = folded.translate(DOTTED)
        held = {key for key in self.all if key in folded}
        if ANY_DIGIT.search(text):
            held.add(DIGIT)
        return [at for at, keys in enumerate(self.keys) if keys is None or not keys.isdisjoint(held)]


def keys_of(pattern: re.Pattern[str]) -> Keys | None:
    """Words in small letters of which every match holds at least one, ``None`` where no such words can be told.

    >>> sorted(keys_of(re.compile("(?:the )?(?:yesterday|tomorrow)s?")))
    ['tomorrow', 'yesterday']
    """
    try:
        parser: Any = importlib.import_module("re._parser")
    except ImportError:
        return None
    return _best(_candidates(parser.parse(pattern.pattern, pattern.flags)))


def _best(candidates: Iterator[Keys]) -> Keys | None:
    """The set that fewest texts hold a word of, as far as the length of the words tells."""
    return min(candidates, key=lambda keys: (sum(map(_frequency, keys)), sorted(keys)), default=None)


def _frequency(key: str) -> float:
    """A guess at how many sentences hold a key word, for the choice between sets only."""
    if key in COMMON or not key.strip(string.punctuation):
        return 1.0
    return 26.0 ** -len(key) if key.isascii() else 0.0


def _candidates(sequence: Any) -> Iterator[Keys]:
    """Sets of words, of each of which every match of a sequence holds one: its runs of letters, its groups, its digits."""
    run = ""
    for operation, argument in sequence:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if name in ("AT", "ASSERT_NOT"):
            continue  # no characters: the run goes on
        yield from _words(run)
        run = ""
        found = _inside(name, argument)
        if found is not None:
            yield found
    yield from _words(run)


def _words(run: str) -> Iterator[Keys]:
    if run:
        yield frozenset({DIGIT if run.isdecimal() else run.casefold()})


def _inside(name: str, argument: Any) -> Keys | None:
    """The key words of one group, choice, repetition or class of characters."""
    if name == "SUBPATTERN":
        return _best(_candidates(argument[-1]))
    if name == "ATOMIC_GROUP":
        return _best(_candidates(argument))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = argument
        return _best(_candidates(repeated)) if least else None
    if name == "BRANCH":
        each = [_best(_candidates(way)) for way in argument[1]]
        return None if None in each else _shortest({key for keys in each if keys for key in keys})
    if name == "IN" and all(_is_digit(str(kind), value) for kind, value in argument):
        return frozenset({DIGIT})
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(DIGIT if chr(value).isdecimal() else chr(value).casefold() for _, value in argument)
    return None


def _shortest(keys: set[str]) -> Keys:
    """The keys without those that hold another one."""
    return frozenset(key for key in keys if not any(key != other and other in key for other in keys))


def _is_digit(kind: str, value: Any) -> bool:
    if kind == "RANGE":
        return all(chr(end).isdecimal() for end in value)
    return str(value) == "CATEGORY_DIGIT" if kind == "CATEGORY" else kind == "LITERAL" and chr(value).isdecimal()
