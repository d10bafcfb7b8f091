"""Characters that a reader does not see, and letters of one script that pass for those of another.

The text is never changed; what is found is told. Method: Unicode general categories Cc and Cf, and a short table of
confusable letters after Unicode UTS #39.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from whosays.model import Notice

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])"
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]{3,60}")
# Cyrillic and Greek letters that look like Latin ones (UTS #39 confusables; Greek small alpha, nu and the like stand in
# honest compounds such as "TNFα" and are left out).
_CONFUSABLE = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
_NAMES = {
    "\xad": "soft hyphen", "\u200b": "zero width space", "\u200c": "zero width non-joiner", "\u200d": "zero width joiner",
    "\ufeff": "zero width no-break space",
}  # fmt: skip
MOST_KINDS = 6


def hidden_notice(text: str, *, report: str, source: str) -> Notice | None:
    """A notice that names the invisible characters of a text and where the first of each kind stands."""
    count: Counter[str] = Counter()
    first: dict[str, int] = {}
    for match in _HIDDEN.finditer(text):
        count[match.group()] += 1
        first.setdefault(match.group(), match.start())
    if not count:
        return None
    kinds = [
        f"{_name(char)} (U+{ord(char):04X}) at character {at}" + (f", {count[char]} times" if count[char] > 1 else "")
        for char, at in sorted(first.items(), key=lambda item: item[1])
    ]
    more = f" and {len(kinds) - MOST_KINDS} more kinds" if len(kinds) > MOST_KINDS else ""
    return Notice(
        "hidden-text",
        report,
        source,
        f"{source} holds characters that are not seen: {'; '.join(kinds[:MOST_KINDS])}{more}. The text is kept as it is.",
    )


def _name(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    name = unicodedata.name(char, "")
    return name.lower() if name else "control character"


def homoglyph_notice(text: str, *, report: str, source: str) -> Notice | None:
    """A notice that names words written in two scripts at once, such as a Latin name with one Cyrillic letter."""
    if not _OTHER_SCRIPT.search(text):
        return None
    found: list[tuple[int, str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        odd = [char for char in word if _OTHER_SCRIPT.match(char)]
        if odd and all(char in _CONFUSABLE for char in odd) and any(char.isascii() for char in word):
            found.append((match.start(), word))
    if not found:
        return None
    shown = "; ".join(f"{word!r} at character {at}" for at, word in found[:MOST_KINDS])
    more = f" and {len(found) - MOST_KINDS} more" if len(found) > MOST_KINDS else ""
    return Notice(
        "homoglyph",
        report,
        source,
        f"{source} has words that mix Latin letters with look-alikes of another script: {shown}{more}. "
        "They are not the words they seem to be, and are compared as written.",
    )
