"""Shares and halves in words: "half of", "two-thirds", "one in five", "nine out of ten trains", "half a point", "half a mile"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.normalize.numerals import FRACTION, alternation, fraction, number
from whosays.normalize.quantities.bounds import BOUND, Figure, bounded

_BOUNDED = rf"(?:(?P<bound>{BOUND})\s)?"
_NO_NOUN = (  # "shrank by a third in May", not "sold by a third party"
    r"\s?(?:[.,;:)]|\Z)|\s(?:in|on|to|from|since|over|last|this|compared|after|and|but|at|during|against|between|as|when|within)\b"
)
_VERB = r"\s(?:is|are|was|were|has|have|had|will|would|could|said|say|says|voted|want|believe|support|oppose|remain|live|go)\b"
_BESIDE = r"\s(?:in|under|over|on|at|from|of|who|whose|that|which|aged|with|does|do|did|can|and|but|or|than|by|to)\b"
_MORE = r"\s(?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|dearer|faster|slower|longer|shorter|above|below)\b"
# "half of", "two-thirds of", "half the houses"; "shrank by a tenth", "a fifth more than"; a share that is counted before, where a
# bound or a plural shows that no third one of a row is meant ("less than a tenth has arrived", "two thirds were women")
PART_OF = re.compile(
    rf"(?:(?<!\w)between\s(?P<low>{FRACTION})\sand\s(?P<high>{FRACTION})(?=\s(?:of|the|its|their)\b)|(?<!\w){_BOUNDED}(?P<part>{FRACTION})(?:\sof(?=\s)|(?<=half)(?=\s(?:the|its|their|his|her|our|all|that|this|those|these)\s))"
    rf"|(?<=\bby\s){_BOUNDED.replace('bound', 'margin')}(?P<change>{FRACTION})(?={_NO_NOUN})"
    rf"|(?<!\w){_BOUNDED.replace('bound', 'limit')}(?P<more>{FRACTION})(?={_MORE})"
    rf"|(?<!\w)(?P<edge>{BOUND})\s(?P<some>{FRACTION})(?=[.,;]|{_VERB})"
    rf"|(?<!\w)(?:(?P<floor>{BOUND})\s)?(?:the\s)?(?P<shares>(?:two|three|four|five|seven|nine)-(?:thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths))(?!\w)"
    rf"|(?<!\w)(?P<many>(?:two|three|four|nine)[\s-]\w{{3,9}}s|half)(?={_VERB}))",
    re.IGNORECASE,
)
_GROUPS = (
    ("part", "bound"),
    ("change", "margin"),
    ("more", "limit"),
    ("some", "edge"),
    ("shares", "floor"),
    ("many", None),
)
_TEN = r"(?:ten|10|100|(?:a\s)?hundred)"
_WHOLE = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|(?:a\s)?(?:hundred|thousand)|\d{1,2},000|\d{1,3}(?![\d.,]))"
_TIMES = r"(?!\s(?:seconds|minutes|hours|days|nights|weeks|months|years|attempts|games|matches)\b)"
ONE_IN = re.compile(
    rf"(?<!\w)(?<!number\s)(?<!the\sonly\s)(?<!the\s){_BOUNDED}(?:(?P<part>one|two|three|four|[1-4])\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{_WHOLE})"
    rf"|(?P<most>five|six|seven|eight|nine|[2-9])\s(?:in|out\sof)\s(?:every\s)?(?P<ten>{_TEN})"
    rf"|one\s(?P<of>[a-z]{{3,20}})\s(?:in|out\sof)\s(?:every\s)?(?P<which>{_WHOLE}(?=[.,;]|{_VERB}|{_BESIDE})|[2-9]0|100))(?!\w){_TIMES}(?:\severy(?=\s))?",
    re.IGNORECASE,
)
POINT = re.compile(
    rf"(?<!\w)(?:a\s)?(?:(?P<part>quarter|half)(?:\sa)?|(?P<share>{FRACTION})\sof\sa)[\s-](?:percentage\s)?point(?!\w)",
    re.IGNORECASE,
)
# Units that "a" stands before where one of them is meant; "a second", "a pound", "a foot" and "a yard" are mostly something else;
# "a tenth of a second" is none of these.
_SINGLE = {
    "mile": "[mi_i]", "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "nautical mile": "[nmi_i]", "centimetre": "cm",
    "inch": "[in_i]", "hectare": "ha", "acre": "acre", "kilo": "kg", "kilogram": "kg", "tonne": "t", "ton": "ton", "litre": "l", "liter": "l",
    "gallon": "[gal_us]", "metric ton": "t",
}  # fmt: skip
SINGLE = re.compile(
    rf"(?<![\w$€£-]){_BOUNDED}(?:(?P<half>half\san?|a\shalf)|(?P<part>{FRACTION}|0\.\d{{1,4}})\sof\san?|an?)[\s-](?P<unit>{alternation(list(_SINGLE))}|(?<=\sof\sa\s)(?:second|degree)|degree(?=\sand\sa\s))"
    rf"(?P<more>\sand\sa\s(?:half|quarter))?(?![\w-])",
    re.IGNORECASE,
)
_RATE = re.compile(  # "79 cents a litre", "28 miles a gallon", "five tonnes a hectare"
    r"(?:\d|\b(?:cents?|pence|pennies|dollars?|euros?|pounds?|francs?|pesos?|rupees?|yen|yuan|won|roubles?|shillings?|miles?|tonnes?|tons?"
    r"|litres?|kilos?|grams?|barrels?|people|once|twice|much|[mb]illion|thousand|hundred))\s\Z",
    re.IGNORECASE,
)


def point(match: re.Match[str]) -> Iterator[Figure]:
    """ "half a point", "a quarter point", "a tenth of a point": percentage points."""
    group = "part" if match["part"] else "share"
    value = fraction(match[group])
    if value is not None:
        yield Figure(match.start(), match.end(), *match.span(group), value, value, False, "pp")


def part_of(match: re.Match[str]) -> Iterator[Figure]:
    """A fraction of a whole, or by which something is more."""
    if match["low"]:
        low, high = fraction(match["low"]), fraction(match["high"])
        if low is not None and high is not None:
            between = (round(100 * low, 4), round(100 * high, 4), False)
            yield Figure(match.start(), match.end("high"), match.start("low"), match.end("high"), *between, "%")
        return
    group, bound = next((group, bound) for group, bound in _GROUPS if match[group])
    part = fraction(match[group])
    if part is not None:
        value = round(100 * part, 4)
        ends = bounded(match[bound] if bound else None, value, value)
        yield Figure(match.start(), match.end(group), match.start(group), match.end(group), *ends, "%")


def one_in(match: re.Match[str]) -> Iterator[Figure]:
    """ "one in five children", "one household in four", "nine out of ten trains"."""
    first, last = ("part", "whole") if match["part"] else ("most", "ten") if match["most"] else ("of", "which")
    part, whole = 1.0 if first == "of" else number(match[first]), number(match[last])
    if part is not None and whole is not None and part < whole < 100_000:
        share = round(100 * part / whole, 4)
        low, high, approx = bounded(match["bound"], share, share)
        start = match.end("bound") + 1 if match["bound"] else match.start()
        yield Figure(
            match.start(), match.end(), start, match.end("of" if first == "of" else last), low, high, approx, "%"
        )


def single(match: re.Match[str]) -> Iterator[Figure]:
    """ "a mile and a half", "half a kilo", "three-quarters of a mile": one unit or a part of it; no rate ("79 cents a litre")."""
    if not match["half"] and _RATE.search(match.string[max(0, match.start() - 16) : match.start()]):
        return
    part = (fraction(match["part"]) or number(match["part"])) if match["part"] else 0.5 if match["half"] else 1.0
    if part is None:
        return
    value = part + (0.0 if not match["more"] else 0.5 if match["more"].endswith("half") else 0.25)
    low, high, approx = bounded(match["bound"], value, value)
    unit = _SINGLE.get(re.sub(r"\s+", " ", match["unit"].lower()), "deg" if match["unit"].lower() == "degree" else "s")
    yield Figure(match.start(), match.end(), match.start("unit"), match.end("unit"), low, high, approx, unit)
