"""What a person types, as a question that FTS5 cannot misread: every word is quoted by us."""

from __future__ import annotations

import re

from whosays.store.errors import BadSearch

MOST_WORDS = 32
LONGEST = 500  # characters
PART = re.compile(r'"([^"]*)"?|([^\s"]+)')


def match(words: str) -> str | None:
    """The FTS5 question: all words, ``"words in a row"``, and ``begin*``; ``None`` where nothing was typed.

    >>> match('train "armoured carriage" miss*')
    '"train" "armoured carriage" "miss"*'
    >>> match('NEAR(x y) OR text:"z" --')
    '"NEAR(x" "y)" "OR" "text:" "z"'
    """
    if not words.strip():
        return None
    if len(words) > LONGEST:
        raise BadSearch("the words to search for", f"they have {len(words)} characters", f"give at most {LONGEST}")
    parts: list[str] = []
    for found in PART.finditer(words.replace("\0", " ")):
        part = found[1] if found[1] is not None else found[2]
        if any(char.isalnum() for char in part):
            begins = found[2] is not None and part.endswith("*")
            parts.append(f'"{part.rstrip("*") if begins else part}"{"*" if begins else ""}')
    if not parts:
        raise BadSearch(repr(words), "there is no word to search for", "give a word, or filters alone")
    if len(parts) > MOST_WORDS:
        raise BadSearch("the words to search for", f"there are {len(parts)}", f"give at most {MOST_WORDS}")
    return " ".join(parts)
