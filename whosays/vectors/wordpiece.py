"""WordPiece as BERT's uncased models cut text (Devlin, Chang, Lee, Toutanova 2019): words in lower case, then known pieces of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100  # characters; a longer one is unknown
MOST_PIECES = 64  # of one text, both marks included: what follows adds nothing to a claim's vector


@cache
def _vocabulary() -> dict[str, int]:
    """Piece → number: its line in the table."""
    text = files("whosays.data").joinpath("minilm_vocab.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}


@cache
def _numbers_of(word: str) -> tuple[int, ...]:
    """The longest known pieces of a word, from its start; unknown as a whole if any part is."""
    table = _vocabulary()
    if len(word) > LONGEST_WORD:
        return (table[UNKNOWN],)
    found = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in table), None)
        if end is None:
            return (table[UNKNOWN],)
        found.append(table[mark + word[start:end]])
        start = end
    return tuple(found)


def _words(text: str) -> Iterator[str]:
    """Lower-case words without accents; a punctuation mark or an ideograph is a word of its own."""
    plain = unicodedata.normalize("NFD", text.lower())
    current = ""
    for char in plain:
        kind = unicodedata.category(char)
        if kind == "Mn" or (kind in ("Cc", "Cf") and char not in "\t\n\r"):
            continue
        alone = _is_punctuation(char, kind) or _is_ideograph(char)
        if alone or char.isspace():
            if current:
                yield current
            current = ""
            if alone:
                yield char
        else:
            current += char
    if current:
        yield current


def _is_punctuation(char: str, kind: str) -> bool:
    return kind.startswith("P") or (char.isascii() and char.isprintable() and not char.isalnum() and char != " ")


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0002fa1f"


@lru_cache(maxsize=1 << 16)
def pieces_of(word: str) -> tuple[int, ...]:
    """Numbers of the pieces of one word, without the marks of a text; one without a letter or sign that counts is unknown."""
    return tuple(number for part in _words(word) for number in _numbers_of(part)) or (_vocabulary()[UNKNOWN],)


def between_marks(numbers: Iterable[int]) -> list[int]:
    """A text's pieces between the marks of its start and end."""
    table = _vocabulary()
    return [table[FIRST], *numbers, table[LAST]]


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[int, ...]:
    """Numbers of a text's pieces between the marks of start and end, at most ``MOST_PIECES``."""
    table = _vocabulary()
    found = [number for word in _words(text) for number in _numbers_of(word)]
    return (table[FIRST], *found[: MOST_PIECES - 2], table[LAST])
