"""Where found words stand, and the stretch of a text that shows them best."""

from __future__ import annotations

from collections.abc import Callable, Sequence

SHOWN = 240  # characters of a snippet
NONCHARACTERS = tuple(chr(code) for code in range(0xFDD0, 0xFDF0))  # never in a text that means anything
Stretch = tuple[int, int]


def marked(text: str, show: Callable[[str, str], str]) -> tuple[Stretch, ...]:
    """Stretches that ``show(opening, closing)`` marks in a text; none where it does not give the text back."""
    free = [char for char in NONCHARACTERS if char not in text]
    if len(free) < 2:
        return ()
    opening, closing = free[:2]
    shown = show(opening, closing)
    found: list[Stretch] = []
    begun, at = 0, 0
    for char in shown:
        if char == opening:
            begun = at
        elif char == closing:
            found.append((begun, at))
        else:
            at += 1
    # Markers alone may differ: an index that sees the text otherwise must not point into it.
    return tuple(found) if shown.replace(opening, "").replace(closing, "") == text else ()


def window(text: str, found: Sequence[Stretch], *, lead: int = 0) -> Stretch:
    """The stretch of at most ``SHOWN`` characters with the most found words, at whole words and without blanks around it.

    What stands before ``lead`` is a header, shown only where all that was found stands there; without finds the lead is shown.
    """
    below = [one for one in found if one[0] >= lead]
    first = lead
    best = 0
    for start, _ in below or found:
        inside = sum(1 for one in found if start <= one[0] and one[1] <= start + SHOWN * 3 // 4)
        if inside > best:
            first, best = start, inside
    start = max(lead if first >= lead else 0, first - SHOWN // 4)
    end = min(len(text), start + SHOWN)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > start + SHOWN // 2 and not text[end].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def in_spans(found: Sequence[Stretch], spans: Sequence[Stretch], *, apart: int) -> tuple[Stretch, ...]:
    """Stretches of words joined from spans of a text (``apart`` characters between them), as stretches of that text."""
    placed: list[Stretch] = []
    at = 0
    for start, end in spans:
        for left, right in found:
            first, last = max(left, at), min(right, at + end - start)
            if first < last:
                placed.append((start + first - at, start + last - at))
        at += end - start + apart
    return tuple(sorted(placed))
