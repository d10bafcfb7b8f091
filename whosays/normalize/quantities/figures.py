"""Figures: numbers with their bound, range and printed unit ("at least 140", "between eight and 10", "$3.2 billion", "4.75%").

Patterns are bounded like those of the time grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from whosays.data import rows
from whosays.normalize.numerals import (
    NUMBER,
    SCALE,
    SUFFIX,
    VAGUE_NUMBER,
    WORDS,
    alternation,
    number,
    vague,
)
from whosays.normalize.quantities.bounds import BOUND, Figure, bounded, compares
from whosays.normalize.quantities.forms import INCHES, MAGNITUDE, VOTES, inches, magnitude, votes
from whosays.normalize.quantities.shares import ONE_IN, PART_OF, POINT, SINGLE, one_in, part_of, point, single
from whosays.normalize.sieve import Sieve

_UNITS = {word: unit for unit, _, _, words in rows("units") for word in words.split("|")}
MONEY = {unit for unit, dimension, _, _ in rows("units") if dimension == "money"}
_SYMBOLS = {word: unit for word, unit in _UNITS.items() if unit in MONEY and word[-1] in "$€£¥₹"}
_CODES = {unit: unit for unit in MONEY if unit.isupper()} | {"Rs": "rupee", "Rs.": "rupee"}
_DEGREES = {"C": "Cel", "F": "[degF]"}
TEMPERATURES = ("Cel", "[degF]", "deg")


# "US$" and "US $" ("a $" stays an article), ISO codes as they are printed ("try" is no lira)
_SIGNS = [re.escape(word[:-1]) + r"\s?" * (len(word) > 2) + re.escape(word[-1]) for word in _SYMBOLS]
_SYMBOL = (
    rf"(?:(?:(?:{'|'.join(sorted(_SIGNS, key=lambda sign: (-len(sign), sign)))})|(?-i:{alternation(list(_CODES))}))\s?)"
)
_WORDS_OF_UNITS = alternation([word for word in _UNITS if word not in _SYMBOLS and word[0].isalpha()])
# "2.5km", "30GB": short forms may stand right behind the digits (an "m" there is a million)
_GLUED = alternation(
    [word for word in _UNITS if word[0].isalpha() and 2 <= len(word) <= 4 and word not in ("foot", "feet")]
)
_UNIT = rf"(?:\s?(?:%|°[cf](?!\w)|(?<=\d)(?-i:[CF])(?!\w)|(?<=\d)p(?!\w|\.m)|[€£¥₹](?!\s?\d))|[\s-]?(?:{_WORDS_OF_UNITS})(?![\w]))"
_N = rf"(?:{NUMBER}|{VAGUE_NUMBER})"
_RANGE = (
    rf"(?:(?P<between>between)\s)?(?P<sign>{_SYMBOL})?(?P<low>{_N})(?:%|\s?percent|(?<=\d)(?P<glued>{_GLUED})(?=(?:\sto\s|\sor\s|-)\d{{1,6}}(?:\.\d{{1,3}})?(?P=glued)(?!\w)))?"
    rf"(?P<link>(?:(?<=[\dmnk%])|(?<=\d[kf][gt]))\s?-\s?(?=[\d$£€])|\sto\s|\sor\s|\sand\s)(?:{_SYMBOL})?(?P<below>minus\s)?(?P<high>{_N})"
)
FIGURE = re.compile(
    rf"(?<![\w.,:/#+'])(?:(?P<bound>{BOUND})\s)?(?P<article>the\s)?(?P<minus>(?<!plus\sor\s)minus\s|[-−](?=\d))?(?P<symbol>{_SYMBOL})?"
    rf"(?:{_RANGE}|(?P<one>{_N}))(?P<plus>\+|-plus)?(?P<odd>-odd)?(?:(?!\w)|(?<=\d)(?=(?:{_GLUED}|p(?!\.m)|(?-i:[CF]))(?!\w)))(?:\s(?:more|additional|extra|further)(?=\s(?:{_WORDS_OF_UNITS})(?!\w)))?(?P<unit>{_UNIT})?(?P<after>\s(?:or\s(?:more|so|less|fewer))\b)?",
    re.IGNORECASE,
)
_MERCURY = re.compile(
    r"\b(?:temperatures?|mercury|thermometers?|degrees?|lows?|highs?|frosts?|heat\w{0,5}|hot\w{0,4}|cold\w{0,4}|warm\w{0,4}|cool\w{0,4}|celsius|fahrenheit)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(  # pounds of money, not of weight
    r"\b(?:pay(?:s|ing)?|paid|cost(?:s|ing)?|charg(?:es?|ed|ing)|fine[ds]?|earn(?:s|ed|ing)?|spen[dt]s?|spending|worth|wages?|prices?|fares?|fees?)\b",
    re.IGNORECASE,
)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|anything|everything)(?:\s\w{2,10}){0,2}\sfrom\s\Z",
    re.IGNORECASE,
)
# What may stand behind a number whose unit was printed before ("from $5.20 to 4.80 in May"); a noun there is what it counts.
_ALONE = re.compile(
    r"\s?(?:[.,;:)]|\Z)|\s(?:in|on|from|a|an|per|since|over|last|this|after|and|but|at|during|as|when|each|by)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\sbelow\szero\b", re.IGNORECASE)
_METRES = re.compile(
    r"[\s-](?:long|wide|high|tall|deep|thick|above|below|across|away|underground|underwater|apart|off|short\sof|from\sthe|race|sprint|hurdles|dash"
    r"|freestyle|butterfly|backstroke|breaststroke|relay|final|runner|champion|wall|tower|drop|fall|pool|tunnel|crater|(?:north|south|east|west)\b)",
    re.IGNORECASE,
)
_GOING = re.compile(  # "went up to 9 euros" says where it led
    r"\b(?:go(?:es|ing|ne)?|went|creep(?:s|ing)?|crept|edg(?:es?|ed|ing)|inch(?:es|ed|ing)?)\s\Z",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:up|down|rose|rises?|fell|falls?|dropped|drops?|climbed|climbs?|gained|gains?|lost|loses?|slipped|jumped|added|shed|eased"
    r"|(?:cut|raised|lowered|reduced|increased|lifted|trimmed)(?=\sby\s))"
    r"\s(?:by\s)?\Z",
    re.IGNORECASE,
)


def figures(text: str) -> Iterator[Figure]:
    """Figures of a sentence from left to right; ages, magnitudes and shares first, so that no plain number hides them."""
    found: list[Figure] = []
    for at in _sieve().candidates(text):
        pattern, read = _READERS[at]
        for match in pattern.finditer(text):
            found.extend(read(match))
    end = 0
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= end:
            yield one
            end = one.end


def unit_named(words: str) -> str | None:
    """Unit of a printed unit word, ``None`` if the table has none."""
    return _UNITS.get(re.sub(r"\s+", " ", words.strip(" -").lower()))


def _figure(match: re.Match[str]) -> Iterator[Figure]:
    """One figure, or the two numbers of what only looks like a range ("six to three", "3-1")."""
    if match["unit"] in _DEGREES and not _MERCURY.search(match.string):
        return  # "gate 44C"
    unit = _unit(match)
    if match["one"] is not None:
        low, high = _value(match["one"])
        if low is None and high is None:
            return
        yield _in_metres(match, _below_zero(match, _made(match, "one", "one", low, high, unit)))
        return
    whole = match.string[match.start("low") : match.end("high")]
    if re.fullmatch(rf".{{0,80}}\b{SCALE}\sand\s{WORDS}", whole, re.IGNORECASE) and re.fullmatch(
        WORDS, whole, re.IGNORECASE
    ):
        value = number(whole)  # "eight hundred and one"
        if not match["between"]:
            yield _made(match, "low", "high", value, value, unit)
            return
    (low, _), (_, high) = _value(match["low"]), _value(match["high"])
    low = _scaled(match["low"], match["high"], low, high)
    if match["minus"] and match["below"] and low is not None and high is not None:
        low, high = sorted((low, high))  # "minus 9 to minus 7"
    printed = match["link"].strip().lower()
    is_range = low is not None and (high is None or low < high) and (printed != "and" or match["between"] is not None)
    before = _before(match.string, match.start())
    from_to = re.search(r"\bfrom\s\Z", before, re.IGNORECASE) is not None
    if from_to and not _RANGING.search(before):
        is_range = False  # "rose from 12 to 17": two figures
    if unit != "%" and re.search(r"(?:%|percent)\sto\s", match[0], re.IGNORECASE):
        is_range = False  # "rose 2.3 percent to 14 francs"
    led = printed == "to" and _CHANGED.search(_before(match.string, match.start()))
    if led and (match["symbol"] or (low is not None and high is not None and high > 4 * low)):
        is_range = False  # "was down $2.86 to $77.11", "up by 312 to 5,019": the change and where it led
    if is_range and not (
        printed == "-" and unit is None and high is not None and high < 10 and not (match["symbol"] or match["sign"])
    ):
        yield _in_metres(match, _below_zero(match, _made(match, "low", "high", low, high, unit)))
        return
    for group in ("low", "high"):
        first, last = _value(match[group])
        if first is not None:
            start = match.start("bound") if group == "low" and match["bound"] else match.start(group)
            ends = bounded(match["bound"] if group == "low" else None, first, last)
            end = match.end() if group == "high" else match.end(group)
            share = group == "low" and re.match(r"\s?(?:%|percent)", match.string[end : end + 9], re.IGNORECASE)
            symbol = re.search(rf"{_SYMBOL}\Z", _before(match.string, match.start(group)))
            own = (
                _currency(symbol[0])
                if symbol
                else "%"
                if share
                else unit
                if group == "high"
                else _shared(match, unit, led=from_to)
            )
            if group == "high" and match["symbol"] and not symbol and not _ALONE.match(match.string, match.end()):
                own = None  # "owed $18,000 to one lender"
            if share:
                end += len(share[0])
            start = min(start, match.start(group) - len(symbol[0])) if symbol else start
            yield Figure(start, end, match.start(group), match.end(group), *ends, own)


def _before(text: str, index: int) -> str:
    """The last characters before an index: enough for some words or a sign, so that work does not grow with the text."""
    return text[max(0, index - 32) : index]


def _shared(match: re.Match[str], unit: str | None, *, led: bool) -> str | None:
    """ "1.5 and 3 percent", "from 4.1 to 3.9 percent": the unit printed once is that of both; of money only behind "from"."""
    return None if match["symbol"] or (unit in MONEY and not led) else unit


def _below_zero(match: re.Match[str], figure: Figure) -> Figure:
    """ "minus 31 degrees", "-5°C", "5 degrees below zero": below zero; the sign without a word only of temperatures, where it is no dash."""
    sign = match["minus"]
    if figure.unit in TEMPERATURES and not sign and (below := _ZERO.match(match.string, figure.end)):
        low, high = (None if end is None else -end for end in (figure.high, figure.low))
        return replace(figure, low=low, high=high, end=below.end())
    if not sign:
        return figure
    if figure.unit is None and sign not in ("-", "−") and _MERCURY.search(match.string):
        figure = replace(figure, unit="deg")
    if figure.unit is None or (sign in ("-", "−") and figure.unit not in TEMPERATURES):
        return figure if match["bound"] else replace(figure, start=match.end("minus"))
    low, high = (None if end is None else -end for end in (figure.high, figure.low))
    return replace(figure, low=low, high=high)


def _currency(symbol: str) -> str | None:
    """Unit of a sign or code of money as printed: "US $", "AU$", "SGD", "Rs"."""
    return _CODES.get(symbol.strip()) or _SYMBOLS.get(re.sub(r"\s", "", symbol).lower())


def _in_metres(match: re.Match[str], figure: Figure) -> Figure:
    """The values of "190m long" without the million that an "m" stands for elsewhere."""
    if figure.unit != "m" or not _is_metres(match):
        return figure
    low, high = (None if end is None else end / 1e6 if end >= 1e5 else end for end in (figure.low, figure.high))
    return replace(figure, low=low, high=high)


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
    known = match["article"] is not None and compares(
        match["bound"]
    )  # "more than the $25 million limit" says what the limit is
    reached = (match["bound"] or "").lower() == "up to" and _GOING.search(_before(match.string, match.start()))
    low, high, approx = bounded(None if known or reached else match["bound"], low, high)
    after = (match["after"] or "").lower()
    if "more" in after or match["plus"]:
        high = None
    elif "less" in after or "fewer" in after:
        low = None
    approx = approx or "so" in after.split() or match["odd"] is not None or vague(words) is not None
    end = match.end("high") if last == "high" else match.end("one")
    return Figure(match.start(), match.end(), match.start(first), end, low, high, approx, unit)


def _unit(match: re.Match[str]) -> str | None:
    sign = match["symbol"] or match["sign"]
    if sign:
        return _currency(sign)
    unit = _DEGREES.get(match["unit"] or "") or (unit_named(match["unit"]) if match["unit"] else None)
    if unit is None and _is_metres(match):
        return "m"
    digits = match["one"] or match["high"] or ""
    scaled = unit == "pound" and re.search(rf"(?:{SCALE}|\d{SUFFIX})$", digits.lower())
    if scaled or (unit == "pound" and _SPENT.search(_before(match.string, match.start()))):
        return "GBP"
    return unit


def _is_metres(match: re.Match[str]) -> bool:
    """ "190m long", "a 100m race": metres, no millions."""
    digits = match["one"] or match["high"] or ""
    return digits.endswith("m") and digits[-2:-1].isdigit() and _METRES.match(match.string, match.end()) is not None


# Ages, magnitudes and shares first: of two figures that open at one place and end at one, the first reader's counts.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Figure]]], ...] = (
    (MAGNITUDE, magnitude), (POINT, point), (SINGLE, single), (PART_OF, part_of), (ONE_IN, one_in), (INCHES, inches), (VOTES, votes), (FIGURE, _figure),
)  # fmt: skip


@cache
def _sieve() -> Sieve:
    return Sieve([pattern for pattern, _ in _READERS])
