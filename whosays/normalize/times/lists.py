"""Days that share their month: "April 24 and 25", "from June 5 to 9", "3, 4 and 6 March 2031" name a day each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from whosays.normalize.sieve import Sieve
from whosays.normalize.times import words as w
from whosays.normalize.times.leaves import DAY_NUMBER, YEAR, Fields
from whosays.normalize.times.spans import Expression

_DAY = rf"{DAY_NUMBER}(?:st|nd|rd|th)?"
_AND = r"(?:\s(?:and|or|to|through|until|till)\s(?:the\s)?|-)"
_MORE = rf"(?:,\s{_DAY}){{0,5}},?{_AND}{_DAY}"
# A number that goes on with a noun counts things: "on March 3 and 4 people died".
_CLOSED = (
    r"(?![\w-]|[,.:]\d|\s?%)(?=\s?(?:[,.;:)!?]|\Z)|\s(?:in|at|on|and|or|but|to|for|when|where|while|"
    r"after|before|with|as|by|was|were|is|are|has|had|will|(?:last|this|next)\syear)\b)"
)
_BEHIND = re.compile(
    rf"(?<!\w)(?P<month>{w.MONTH})\s{_DAY}(?P<days>{_MORE})(?:,?\s(?P<year>{YEAR})(?!\w)|{_CLOSED})", re.IGNORECASE
)
_AHEAD = re.compile(
    rf"(?<![\w.,:/$£€-])(?P<days>{_DAY}(?:,\s{_DAY}){{0,5}},?{_AND}){_DAY}\s(?P<month>{w.MONTH})(?:,?\s(?P<year>{YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_BETWEEN = re.compile(rf"(?:,\s|,?{_AND})\Z", re.IGNORECASE)
_MOST = 40  # characters between a day and the last one of its list


_PATTERNS = (_BEHIND, _AHEAD)


@cache
def _sieve() -> Sieve:
    return Sieve(_PATTERNS)


def listed_days(text: str) -> Iterator[Expression]:
    """The days of a list or range that are printed without their month; the one beside the month is a leaf of its own."""
    for at in _sieve().candidates(text):
        pattern = _PATTERNS[at]
        for match in pattern.finditer(text):
            numbers = list(_NUMBER.finditer(match["days"]))
            for number in numbers:
                start = match.start("days") + number.start()
                last = pattern is _BEHIND and number is numbers[-1]
                end = match.end() if last else start + len(number[0])
                fields: Fields = {
                    "month": w.MONTHS[match["month"].lower()],
                    "day": re.sub(r"\D", "", number[0]).lstrip("0"),
                }
                if match["year"]:
                    fields["year"] = match["year"]
                yield Expression(start, end, "DATE", fields, "day")


def with_years(row: Sequence[Expression], text: str) -> list[Expression]:
    """Give the days of a list the year that is printed behind its last one: "April 24 and 25, 2019", "Dec. 6 and 8 last year"."""
    found = list(row)
    for place in range(len(found) - 2, -1, -1):
        one, later = found[place], found[place + 1]
        between = text[one.end : later.start]
        if not {"month", "day"} <= one.fields.keys() or one.fields.keys() & {"year", "ryear"}:
            continue
        step = re.fullmatch(r"year([+-]\d+)", later.fields.get("rel", ""))
        if between == " " and step and "context" not in later.fields:
            found[place : place + 2] = [replace(one, end=later.end, fields={**one.fields, "ryear": step[1]})]
        elif one.fields["month"] == later.fields.get("month") and len(between) < _MOST and _BETWEEN.match(between):
            years: Fields = {field: later.fields[field] for field in ("year", "ryear") if field in later.fields}
            found[place] = replace(one, fields={**one.fields, **years})
    return found
