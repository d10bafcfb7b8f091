"""Text that others wrote, made safe for a line of a terminal."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: "␡"}
UNSEEN |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"
)  # C1, lone surrogates
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with control characters shown as pictures (ESC is ␛), one for one, so that offsets still hold."""
    return text.translate(UNSEEN)


def on_one_line(text: str) -> str:
    """The text for a line of a terminal: blanks collapsed, controls and marks of writing direction made visible."""
    shown = DIRECTIONS.sub(lambda mark: f"‹U+{ord(mark.group()):04X}›", " ".join(text.split()))
    return visible(shown)


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
