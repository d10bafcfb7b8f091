"""A quantity of a report made from its characters and values, and the token at a place of the text."""

from __future__ import annotations

from bisect import bisect_left

from whosays.model import Parse, Quantity, key

Ends = tuple[
    float | None, float | None, bool
]  # lowest and highest value (``None``: open), and whether they are approximate
FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})


def made(parse: Parse, start: int, end: int, ends: Ends, unit: str | None, of: str | None) -> Quantity:
    """The quantity in the characters ``[start, end)`` of a report."""
    report = parse.report.id
    return Quantity(key("q", report, start, end), report, start, end, *ends, unit, of)


def token_at(parse: Parse, offset: int) -> int:
    """Index of the token that holds a character of the report, or of the one before it."""
    return max(0, bisect_left(parse.tokens, offset + 1, key=lambda token: token.start) - 1)
