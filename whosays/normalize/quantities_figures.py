"""Figures: numbers with their bound, range and printed unit ("at least 140", "between eight and 10", "$3.2 billion", "4.75%").

Bounds as the record holds them: "more than 50" is low 50 and open above (news counts, so the exclusive bound is kept as the number
that was printed); "up to" and "fewer than" close only the top; "nearly" closes the top and is approximate; "about" is both bounds and
approximate. Patterns are bounded like those of the time grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whosays.data import rows
from whosays.normalize.numerals import DIGITS, NUMBER, SCALE, SUFFIX, VAGUE_NUMBER, alternation, number, vague

_BOUNDS = {word: kind for word, tag, kind, _ in rows("numbers") if tag == "bound"}
_UNITS = {word: unit for unit, _, _, words in rows("units") for word in words.split("|")}
MONEY = {unit for unit, dimension, _, _ in rows("units") if dimension == "money"}
_SYMBOLS = {word: unit for word, unit in _UNITS.items() if unit in MONEY and word[-1] in "$€£¥₹"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its characters, bounds, and the unit that stands with it; ``number_end`` ends the bare number."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    approx: bool
    unit: str | None


_SYMBOL = alternation(sorted(_SYMBOLS, key=len, reverse=True))
_WORDS_OF_UNITS = alternation([word for word in _UNITS if word not in _SYMBOLS and word[0].isalpha()])
_UNIT = rf"(?:\s?(?:%|°[cf](?!\w))|[\s-]?(?:{_WORDS_OF_UNITS})(?![\w]))"
_N = rf"(?:{NUMBER}|{VAGUE_NUMBER})"
_RANGE = (
    rf"(?:(?P<between>between)\s)?(?:{_SYMBOL})?(?P<low>{_N})(?:%|\s?percent)?"
    rf"(?P<link>(?<=[\dmnk%])\s?-\s?(?=[\d$£€])|\sto\s|\sor\s|\sand\s)(?:{_SYMBOL})?(?P<high>{_N})"
)
FIGURE = re.compile(
    rf"(?<![\w.,:/#+'])(?:(?P<bound>{alternation(list(_BOUNDS))})\s)?(?:the\s)?(?P<symbol>{_SYMBOL})?(?:{_RANGE}|(?P<one>{_N}))"
    rf"(?P<plus>\+)?(?!\w)(?P<unit>{_UNIT})?(?P<after>\s(?:or\s(?:more|so|less|fewer))\b)?",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    rf"(?<!\w)(?:magnitude[\s-](?:of\s)?(?P<a>{DIGITS})|(?P<b>{DIGITS})[\s-]magnitude)(?!\w)", re.IGNORECASE
)
_QUARTER_POINT = re.compile(
    r"(?<!\w)(?:a\s)?(?P<part>quarter|half)(?:\s(?:of\s)?a)?[\s-](?:percentage\s)?point(?!\w)", re.IGNORECASE
)
_AGED = re.compile(
    r"(?:(?<=,\s)(?P<comma>\d{1,3})(?=,|\.|;|\sand\b)|\baged\s(?P<aged>\d{1,3})(?!\w)|\b(?P<old>\d{1,3})\syears?\sold\b)",
    re.IGNORECASE,
)
_HALF_OF = re.compile(
    rf"(?<!\w)(?:(?P<bound>{alternation(list(_BOUNDS))})\s)?(?P<half>half|a\sthird|two-thirds|two\sthirds|a\squarter|three-quarters|three\squarters)\sof(?=\s)",
    re.IGNORECASE,
)
_SHARES = {
    "half": 50.0,
    "a third": 100 / 3,
    "two-thirds": 200 / 3,
    "two thirds": 200 / 3,
    "a quarter": 25.0,
    "three-quarters": 75.0,
    "three quarters": 75.0,
}


def figures(text: str) -> Iterator[Figure]:
    """Figures of a sentence from left to right; ages, magnitudes and shares first, so that no plain number hides them."""
    found = [*_magnitudes(text), *_points(text), *_shares(text)]
    for match in FIGURE.finditer(text):
        found.extend(_figure(match))
    end = 0
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= end:
            yield one
            end = one.end


def ages(text: str) -> Iterator[Figure]:
    """Ages in the forms "Name, 42,", "aged 42", "42 years old"; whether the first is an age depends on the name before it."""
    for match in _AGED.finditer(text):
        group = "comma" if match["comma"] else "aged" if match["aged"] else "old"
        value = float(match[group])
        if 0 < value < 120:
            start = match.start(group)
            end = match.end() if group == "old" else match.end(group)
            yield Figure(start, end, start, match.end(group), value, value, False, "comma" if group == "comma" else "a")


def unit_named(words: str) -> str | None:
    """Unit of a printed unit word, ``None`` if the table has none."""
    return _UNITS.get(re.sub(r"\s+", " ", words.strip(" -").lower()))


def _magnitudes(text: str) -> Iterator[Figure]:
    for match in _MAGNITUDE.finditer(text):
        group = "a" if match["a"] else "b"
        value = number(match[group])
        yield Figure(match.start(), match.end(), match.start(group), match.end(group), value, value, False, "magnitude")


def _points(text: str) -> Iterator[Figure]:
    for match in _QUARTER_POINT.finditer(text):
        value = 0.25 if match["part"].lower() == "quarter" else 0.5
        yield Figure(match.start(), match.end(), match.start("part"), match.end("part"), value, value, False, "pp")


def _shares(text: str) -> Iterator[Figure]:
    for match in _HALF_OF.finditer(text):
        value = round(_SHARES[re.sub(r"\s", " ", match["half"].lower())], 4)
        low, high, approx = _bounded(match["bound"], value, value)
        yield Figure(match.start(), match.end("half"), match.start("half"), match.end("half"), low, high, approx, "%")


def _figure(match: re.Match[str]) -> Iterator[Figure]:
    """One figure, or the two numbers of what only looks like a range ("six to three", "3-1")."""
    unit = _unit(match)
    if match["one"] is not None:
        low, high = _value(match["one"])
        if low is None and high is None:
            return
        yield _made(match, "one", "one", low, high, unit)
        return
    (low, _), (_, high) = _value(match["low"]), _value(match["high"])
    low = _scaled(match["low"], match["high"], low, high)
    printed = match["link"].strip().lower()
    is_range = low is not None and (high is None or low < high) and (printed != "and" or match["between"] is not None)
    is_range = is_range and not re.search(
        r"\bfrom\s\Z", match.string[: match.start()], re.IGNORECASE
    )  # "rose from 12 to 17": two figures
    if re.search(rf"(?:%|percent)\sto\s{_SYMBOL}", match[0], re.IGNORECASE):
        is_range = False
    if is_range and not (printed == "-" and unit is None and high is not None and high < 10 and not match["symbol"]):
        yield _made(match, "low", "high", low, high, unit)
        return
    for group in ("low", "high"):
        first, last = _value(match[group])
        if first is not None:
            start = match.start("bound") if group == "low" and match["bound"] else match.start(group)
            bounded = _bounded(match["bound"] if group == "low" else None, first, last)
            end = match.end() if group == "high" else match.end(group)
            share = group == "low" and re.match(r"\s?(?:%|percent)", match.string[end:], re.IGNORECASE)
            symbol = re.search(rf"{_SYMBOL}\Z", match.string[: match.start(group)])
            own = _SYMBOLS.get(symbol[0].lower()) if symbol else "%" if share else unit if group == "high" else None
            if share:
                end += len(share[0])
            start = min(start, match.start(group) - len(symbol[0])) if symbol else start
            yield Figure(start, end, match.start(group), match.end(group), *bounded, own)


def _value(words: str) -> tuple[float | None, float | None]:
    bounds = vague(words)
    if bounds is not None:
        return bounds
    value = number(words)
    return value, value


def _scaled(low_words: str, high_words: str, low: float | None, high: float | None) -> float | None:
    """ "15 to 20 million": the scale belongs to both."""
    scale = re.search(rf"(?:\s|-)({SCALE})$|\d({SUFFIX})$", high_words.lower())
    own = re.search(rf"({SCALE})$|\d({SUFFIX})$", low_words.lower())
    if scale is None or own is not None or low is None or high is None or low >= 1000:
        return low
    factor = number("1 " + scale[1]) if scale[1] else number("1" + scale[2])
    return low * factor if factor else low


def _made(
    match: re.Match[str], first: str, last: str, low: float | None, high: float | None, unit: str | None
) -> Figure:
    words = match[first]
    bound = match["bound"]
    low, high, approx = _bounded(bound, low, high)
    after = (match["after"] or "").lower()
    if "more" in after or match["plus"]:
        high = None
    elif "less" in after or "fewer" in after:
        low = None
    approx = approx or "so" in after.split() or (vague(words) is not None)
    end = match.end("high") if last == "high" else match.end("one")
    return Figure(match.start(), match.end(), match.start(first), end, low, high, approx, unit)


def _bounded(bound: str | None, low: float | None, high: float | None) -> tuple[float | None, float | None, bool]:
    kind = _BOUNDS.get(re.sub(r"\s+", " ", (bound or "").lower()), "=")
    approx = "~" in kind
    if kind.startswith("low"):
        return low, None, approx
    if kind.startswith("high"):
        return None, high if high is not None else low, approx
    return low, high, approx


def _unit(match: re.Match[str]) -> str | None:
    if match["symbol"]:
        return _SYMBOLS.get(match["symbol"].lower()) or _SYMBOLS.get(match["symbol"])
    unit = unit_named(match["unit"] or "") if match["unit"] else None
    digits = match["one"] or match["high"] or ""
    if unit == "pound" and re.search(rf"(?:{SCALE}|\d{SUFFIX})$", digits.lower()):
        return "GBP"
    return unit
