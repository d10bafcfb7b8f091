"""Durations, sets and references: "nearly 24 hours", "the past two decades", "five years ago", "every Friday", "recently"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from whosays.model import TimexType
from whosays.normalize.numerals import NUMBER, alternation, vague
from whosays.normalize.sieve import Sieve
from whosays.normalize.times import words as w

Fields = dict[str, str]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters of a sentence that are one TIMEX3 expression, with its symbolic fields (see ``calendar``)."""

    start: int
    end: int
    type: TimexType
    fields: Fields
    kind: str


_COUNT = rf"(?:{w.COUNT}|an?|one)"
_EXTRA = alternation(
    [
        "more",
        "additional",
        "full",
        "whole",
        "consecutive",
        "straight",
        "successive",
        "trading",
        "calendar",
        "other",
        "long",
        "working",
    ]
)
_SINGULAR_OR_PLURAL = rf"(?:{w.UNIT}|{w.UNIT_PLURAL})"
_LEAN = r"(?:the\s)?(?:first|last|past|next|coming|previous|preceding|latest|following|final|opening|year-earlier)"
_PAST, _NEXT = {"last", "past", "previous", "preceding", "latest"}, {"next", "coming", "following"}
_DURATION = re.compile(
    rf"(?<![\w$£€.,-])(?:(?:(?P<lean>{_LEAN})|(?P<the>the|those|these))\s)?(?:(?P<mod>{w.APPROXIMATOR})\s)?"
    rf"(?:(?P<low>{w.COUNT})(?:\sto\s|\sor\s|-|\sand\s))?(?P<count>{_COUNT})(?:\s|-)(?:of\s)?(?:{_EXTRA}\s)?(?:year-)?"
    rf"(?P<unit>{_SINGULAR_OR_PLURAL})(?P<half>\sand\sa\shalf)?(?P<long>-long)?(?P<old>-old|\sold)?(?P<orso>\sor\s(?:so|two))?"
    r"(?:\s(?P<ago>ago)|\s(?P<side>earlier|later|before|after|previously|afterwards?)|\s(?P<hence>from\snow|hence))?(?![\w]|-olds)",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"(?<![\w-])(?:(?P<mod>{w.APPROXIMATOR})\s)?(?:half\san?|half-an|a\shalf)[\s-](?P<unit>{w.UNIT})(?!\w)",
    re.IGNORECASE,
)
_FEW = re.compile(
    rf"(?<![\w-])(?P<lean>{_LEAN})\s(?:few\s|several\s)?(?P<unit>{w.UNIT_PLURAL})(?:\s(?:or|and)\s{w.UNIT_PLURAL})?(?!\w)",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?<![\w-])(?P<unit>{w.UNIT_PLURAL})(?:\sor\s(?P<second>{w.UNIT_PLURAL}))?(?:\s(?P<ago>ago))?(?![\w-])",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?<!\w)(?:each|every)\s(?:(?P<other>other|second)\s|(?P<count>{NUMBER})\s)?"
    rf"(?:(?P<unit>{_SINGULAR_OR_PLURAL})|(?P<day>{w.FULL_WEEKDAY})(?:\s(?P<part>{w.PART}))?|(?P<month>{w.FULL_MONTH})|(?P<season>{w.SEASON})|(?P<part2>{w.PART}))(?!\w)",
    re.IGNORECASE,
)
_PLURAL_DAY = re.compile(
    rf"(?<!\w)(?:(?P<name>{w.FULL_WEEKDAY})s|(?P<day>{w.FULL_WEEKDAY})\s(?P<part>{w.PART})s)(?!\w)", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?<![\w-])(?:(?:the\s)?(?:last|past)\s(?P<unit>decade|century)|(?:the|this)\spast\s(?P<short>week|month|quarter|year))(?!\w)",
    re.IGNORECASE,
)
_LONG = re.compile(rf"(?<![\w-])(?P<unit>{_SINGULAR_OR_PLURAL})-long(?!\w)", re.IGNORECASE)
_A_WHILE = re.compile(r"(?<=\bfor\s)(?:quite\s)?(?:some\stime|a\s(?:long\s|little\s)?while)(?!\w)", re.IGNORECASE)
_SOME_DAY = re.compile(r"(?<=\w\s)one\sday(?=\s\w)", re.IGNORECASE)
_RATE = re.compile(rf"(?<!\w)(?:an?|per)\s(?P<unit>{w.UNIT})(?!\w)", re.IGNORECASE)
_WORDS = re.compile(rf"(?<![\w-]){alternation([*w.REFERENCES, *w.SETS])}(?![\w-])", re.IGNORECASE)
_ERA = re.compile(
    rf"(?<!\w)(?P<edge>the\s(?:onset|outbreak|start|beginning|height|end)\sof\s)(?P<era>{alternation([*w.ERAS])})(?!\w)",
    re.IGNORECASE,
)
_YEAR_EARLIER = re.compile(r"(?<![\w-])year-(?:earlier|ago)(?!\w)", re.IGNORECASE)
_THE_YEAR = re.compile(
    r"(?<![\w-])the\s(?:(?:current|latest|previous)\s)?(?P<fiscal>(?:fiscal|financial)\s)?year(?P<ended>\s(?:ended|ending|to\s(?:the\send\sof\s)?"
    rf"{w.FULL_MONTH}))?(?!\w)",
    re.IGNORECASE,
)


@cache
def _makers() -> tuple[Sieve, tuple[tuple[re.Pattern[str], Callable[[Match], Expression | None]], ...]]:
    makers: tuple[tuple[re.Pattern[str], Callable[[Match], Expression | None]], ...] = (
        (_DURATION, _duration), (_HALF, _half), (_FEW, _few), (_PLURAL, _plural), (_EACH, _each), (_PLURAL_DAY, _plural_day),
        (_WHOLE, _whole), (_LONG, _long),
        (_A_WHILE, _a_while), (_SOME_DAY, _some_day), (_RATE, _rate), (_WORDS, _word), (_ERA, _era), (_YEAR_EARLIER, _year_earlier), (_THE_YEAR, _the_year),
    )  # fmt: skip
    return Sieve([pattern for pattern, _ in makers]), makers


def spans(text: str) -> Iterator[Expression]:
    """Durations, sets and references of a sentence; they may overlap one another and what :func:`leaves` finds."""
    sieve, makers = _makers()
    for order in sieve.candidates(text):
        pattern, make = makers[order]
        for match in pattern.finditer(text):
            found = make(match)
            if found is not None:
                yield found


def _at(match: Match, type_: TimexType, fields: Fields, kind: str = "span") -> Expression:
    return Expression(match.start(), match.end(), type_, fields, kind)


def _mod(match: Match) -> Fields:
    words = re.sub(r"\s+", " ", (match["mod"] or "").lower())
    return {"mod": w.MODS[words]} if w.MODS.get(words) else {}


def _lean(match: Match) -> Fields:
    """Which way a duration leans on publication: "the past two weeks" back, "the next 18 months" ahead."""
    words = set(re.split(r"[\s]", (match["lean"] or "").lower()))
    return {"span": "past"} if words & _PAST else {"span": "next"} if words & _NEXT else {}


def _duration(match: Match) -> Expression | None:
    unit_word, count = match["unit"].lower(), match["count"].lower()
    unit, hyphen = w.unit_of(unit_word), match[0][match.end("count") - match.start()] == "-"
    if not _agree(count, unit_word, hyphen) or (unit == "WE" and not match["ago"]):
        return None
    if count in ("a", "an") and (match["lean"] or match["long"]):
        return None
    if unit_word == "second" and (hyphen or count in ("a", "an", "one")):
        return None
    if match["old"] == " old":
        return None  # "52 years old" is an age, which quantities hold; "the 39-year-old" stands for a person
    is_part = count.lower() == "three" and re.match(r"\sof\b", match.string[match.end() : match.end() + 4])
    if unit == "Q" and (hyphen or count in ("a", "an") or is_part):
        return None  # "three-quarters", "three quarters of them", "a quarter": fractions
    number = "1" if count in ("a", "an") else count
    length = w.duration(number + (" and a half" if match["half"] else ""), unit)
    if match["half"] and number == "1":
        length = w.duration("1 1/2", unit)
    if match["ago"]:
        return _ago(match, number, unit, -1, "shift")
    if match["hence"]:
        return _ago(match, number, unit, 1, "shift")
    if match["side"]:
        return _aside(match, number, unit, length)
    fields = {"dur": length} | _mod(match) | _lean(match)
    if match["orso"]:
        fields["mod"] = "APPROX"
    if match["low"] and vague(match["low"]) is None:
        fields["low"] = w.duration(match["low"], unit)
    kind = "age" if match["old"] and unit == "Y" else "one" if count in ("a", "an") and not match["mod"] else "span"
    return _at(match, "DURATION", fields, kind)


def _agree(count: str, unit: str, hyphen: bool) -> bool:
    """Is "two years", "two-year", "a year" meant, and not the "five day" of two words that only stand side by side?"""
    plural = unit not in w.UNITS
    if hyphen:
        return count not in ("a", "an")
    one = count in ("a", "an", "one", "1")
    return one != plural or (
        not plural and bool(re.fullmatch(r"[a-z]+|\d{1,2}", count)) and unit in ("year", "month", "week", "day", "hour")
    )


def _ago(match: Match, count: str, unit: str, sign: int, kind: str) -> Expression:
    value = w.duration(count, unit)
    steps = re.fullmatch(r"P(?:T)?(\d+)([A-Z]+)", value)
    if steps is None or unit in ("TS", "TM", "TH"):
        return _at(match, "DATE", {"ref": "PAST_REF" if sign < 0 else "FUTURE_REF"} | _mod(match), kind)
    word = {
        "D": "day",
        "W": "week",
        "WE": "week",
        "M": "month",
        "Q": "quarter",
        "Y": "year",
        "DE": "decade",
        "CE": "century",
    }.get(steps[2])
    if word is None:
        return _at(match, "DATE", {"ref": "PAST_REF"}, kind)
    years = {"decade": 10, "century": 100}.get(word)  # "two decades ago" is a year some twenty back, not a named decade
    step = sign * int(steps[1]) * (years or 1)
    return _at(
        match,
        "DATE",
        {"rel": f"{'year' if years else word}{step:+d}"} | ({"mod": "APPROX"} if years else {}) | _mod(match),
        kind,
    )


def _aside(match: Match, count: str, unit: str, length: str) -> Expression | None:
    """ "two days later", "a year earlier": counted from an earlier expression, which the report must still supply."""
    side = match["side"].lower()
    end = match.end()
    if side in ("before", "after", "previously"):
        return Expression(match.start(), match.start("side") - 1, "DURATION", {"dur": length} | _mod(match), "span")
    sign = -1 if side == "earlier" else 1
    found = _ago(match, count, unit, sign, "aside")
    if "ref" in found.fields:
        return Expression(match.start(), match.start("side") - 1, "DURATION", {"dur": length} | _mod(match), "span")
    return Expression(
        match.start(), end, "DATE", {**found.fields, "context": re.sub(r"[^a-z]", "", found.fields["rel"])}, "aside"
    )


def _half(match: Match) -> Expression | None:
    unit = w.unit_of(match["unit"])
    return None if unit in ("WE", "2W") else _at(match, "DURATION", {"dur": w.duration("½", unit)} | _mod(match))


def _few(match: Match) -> Expression | None:
    unit = w.unit_of(match["unit"])
    if unit == "WE":
        return None
    return _at(match, "DURATION", {"dur": w.duration("several", unit)} | _lean(match))


def _plural(match: Match) -> Expression | None:
    unit = w.unit_of(match["unit"])
    if match["ago"]:
        return _at(match, "DATE", {"ref": "PAST_REF"}, "shift")
    return None if unit in ("WE", "TS", "2W") else _at(match, "DURATION", {"dur": w.duration("several", unit)}, "bare")


def _each(match: Match) -> Expression | None:
    if match["unit"]:
        unit = w.unit_of(match["unit"])
        count = "2" if match["other"] else match["count"] or "1"
        return None if unit == "WE" else _at(match, "SET", {"set": w.duration(count, unit)})
    if match["day"]:
        part = f"T{w.PARTS[match['part'].lower()]}" if match["part"] else ""
        return _at(match, "SET", {"set": f"XXXX-WXX-{w.WEEKDAYS[match['day'].lower()]}{part}"})
    if match["month"]:
        return _at(match, "SET", {"set": f"XXXX-{int(w.MONTHS[match['month'].lower()]):02}"})
    if match["season"]:
        return _at(match, "SET", {"set": f"XXXX-{w.SEASONS[match['season'].lower()]}"})
    return _at(match, "SET", {"set": f"XXXX-XX-XXT{w.PARTS[match['part2'].lower()]}"})


def _plural_day(match: Match) -> Expression:
    day = w.WEEKDAYS[(match["name"] or match["day"]).lower()]
    part = f"T{w.PARTS[match['part'].lower()]}" if match["part"] else ""
    return _at(match, "SET", {"set": f"XXXX-WXX-{day}{part}"})


def _whole(match: Match) -> Expression:
    """ "over the past decade", "in the past year": the years up to now, not the calendar's decade or year before."""
    unit = w.unit_of(match["unit"] or match["short"])
    return _at(match, "DURATION", {"dur": w.duration("1", unit), "span": "past"})


def _long(match: Match) -> Expression | None:
    """ "the decades-long dispute", "a day-long meeting"; with a number before it ("three-week-long") it is a length already."""
    unit, many = w.unit_of(match["unit"]), match["unit"].lower() not in w.UNITS
    return (
        None
        if unit in ("WE", "TS", "Q")
        else _at(match, "DURATION", {"dur": w.duration("several" if many else "1", unit)})
    )


def _a_while(match: Match) -> Expression:
    return _at(match, "DURATION", {"dur": "PXX"})


def _some_day(match: Match) -> Expression:
    """ "will one day": at some time ahead; told from a length by its verb."""
    return _at(match, "DATE", {"ref": "FUTURE_REF"}, "someday")


def _rate(match: Match) -> Expression | None:
    unit = w.unit_of(match["unit"])
    return None if unit in ("WE", "TS", "CE", "ML") else _at(match, "SET", {"set": w.duration("1", unit)}, "rate")


def _word(match: Match) -> Expression:
    word = re.sub(r"\s+", " ", match[0].lower())
    if word in w.SETS:
        return _at(match, "SET", {"set": w.SETS[word]}, "adverb")
    return _at(match, "DATE", {"ref": w.REFERENCES[word]}, "ref")


def _era(match: Match) -> Expression:
    edge = "END" if " end " in match["edge"].lower() else "MID" if " height " in match["edge"].lower() else "START"
    return _at(match, "DATE", {"year": w.ERAS[re.sub(r"\s+", " ", match["era"].lower())], "edge": edge}, "era")


def _the_year(match: Match) -> Expression | None:
    """ "the year ended March 31", "the fiscal year": a length, since the books decide which days it covers."""
    if not match["fiscal"] and not match["ended"]:
        return None
    end = match.start("ended") if match["ended"] else match.end()
    return Expression(match.start(), end, "DURATION", {"dur": "P1Y"}, "fiscal")


def _year_earlier(match: Match) -> Expression:
    return _at(match, "DATE", {"rel": "year-1", "context": "year"}, "aside")
