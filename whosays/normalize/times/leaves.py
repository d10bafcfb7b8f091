"""Leaves of time expressions: the shortest words that name a day, a period, a part of day, a clock time or a zone.

Each rule is a pattern and the fields (see ``calendar``) that it gives. Every repetition is bounded and every
alternative starts with another word, so no text makes the patterns slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from whosays.normalize.numerals import alternation, number
from whosays.normalize.sieve import Sieve
from whosays.normalize.times import words as w
from whosays.normalize.times.calendar import encode
from whosays.normalize.times.zones import ZONE_NAMES
from whosays.values.number_words import ONE_TO_TWELVE

Fields = dict[str, str]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Characters of a sentence that name a time or a part of one; ``kind`` decides what it may join with."""

    start: int
    end: int
    kind: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the kind of leaf it makes, and the fields; ``None`` for words that only look like it."""

    kind: str
    pattern: re.Pattern[str]
    build: Callable[[Match], Fields | None]


DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
WHICH = {
    "last": "last", "past": "last", "this past": "last", "next": "next", "this": "this", "this coming": "after", "coming": "after",
    "the following": "after", "the previous": "last", "the preceding": "last", "the next": "after", "the coming": "after",
}  # fmt: skip
FROM_CONTEXT = {"the following", "the previous", "the preceding", "the next"}
_WHICH = alternation([*WHICH])
_SPOKEN = alternation(ONE_TO_TWELVE.split("|"))
_PRICED = re.compile(
    r"\b(?:shares?|stocks?|index|currency|price[sd]?|trad(?:ed|ing)|clos(?:ed|ing)|stands?|stood|valued|rated?|set|put|odds|average)\b",
    re.IGNORECASE,
)
_MINUTES = alternation(["five", "ten", "quarter", "a quarter", "twenty", "twenty-five", "half"])
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
_PART_OF_DAY = rf"(?:(?:this|that|yesterday|tomorrow|last)\s|{w.FULL_WEEKDAY}\s)(?:morning|afternoon|evening|night)\b"
_YEAR_WORDS = rf"(?:nineteen|twenty|eighteen)[\s-](?:hundred|{_TENS}|{_TEENS})"
_DECADES = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"


def _which(match: Match, fields: Fields) -> Fields:
    prefix = re.sub(r"\s+", " ", (match["which"] or "").lower())
    if prefix:
        fields["which"] = WHICH[prefix]
        if prefix in FROM_CONTEXT:
            fields["context"] = "day"
    return fields


def _month_day(match: Match) -> Fields | None:
    day = w.ordinal(match["day"]) or int(match["day"])
    fields = {"month": w.MONTHS[match["month"].lower()], "day": str(day)}
    if match["year"]:
        fields["year"] = match["year"]
    return fields if day <= 31 else None


def _month_year(match: Match) -> Fields:
    year = match["year"]
    return {"month": w.MONTHS[match["month"].lower()], "year": year if year.isdigit() else str(_spoken_year(year))}


def _spoken_year(words: str) -> int:
    first, *rest = re.split(r"[\s-]", words.lower())
    tail = number(" ".join(rest)) or 0
    return int((number(first) or 0) * 100 + (0 if rest == ["hundred"] else tail))


def _clock(hour: int, minute: int, half: str, *, exact: bool = True) -> Fields | None:
    half = half.replace(".", "").replace(" ", "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half == "pm":
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return {"clock": f"{hour:02}:{minute:02}"} | ({} if exact else {"minutes": "0"})


def _in_words(match: Match) -> Fields | None:
    """ "four in the afternoon", "ten at night"."""
    return _of_part(int(match["hour"]) if match["hour"].isdigit() else int(number(match["hour"]) or 0), match["part"])


def _of_part(hour: int, part: str) -> Fields | None:
    """An hour of twelve in a part of the day; five in the night is one before dawn."""
    if not 1 <= hour <= 12:
        return None
    early = part.lower() == "morning" or (part.lower() == "night" and (hour < 5 or hour == 12))
    return _clock(hour, 0, "am" if early else "pm", exact=False)


def _past_to(match: Match) -> Fields | None:
    """ "twenty to midnight", "half past three in the morning"; of "half past three on Friday morning" the day tells the half."""
    words = match["minutes"].lower().removeprefix("a ")
    minutes = {"quarter": 15, "half": 30}.get(words) or int(number(words) or 0)
    target = (match["hour"] or match["spoken"]).lower()
    base = {"midnight": 24 * 60, "noon": 12 * 60, "midday": 12 * 60}.get(target)
    if base is None:
        hour = int(number(target) or 0)
        named = _of_part(hour, match["part"] or ("night" if match["part2"] else "morning"))
        if named is None:
            return None
        base = int(named["clock"][:2]) * 60
    total = base + (minutes if match["side"].lower() == "past" else -minutes)
    return {"clock": f"{total // 60 % 24:02}:{total % 60:02}"}


def _dotted(match: Match) -> Fields | None:
    """ "At 18.10", and no price that something stands at."""
    return (
        None
        if _PRICED.search(match.string, max(0, match.start() - 60), match.start())
        else _clock(int(match["h"]), int(match["m"]), "")
    )


def _quarter(match: Match) -> Fields:
    """A numbered quarter; one of a company's own year is marked, as its days are not those of the calendar."""
    fields = {"quarter": w.ORDINALS[match["ord"].lower()]}
    return fields | {"fiscal": "1"} if "fiscal" in match[0].lower() else fields


def _season(match: Match) -> Fields | None:
    word, which = match["season"].lower(), (match["which"] or "").lower()
    fields = {"season": w.SEASONS[word]}
    return fields if which in ("", "the", "the early", "that") else fields | {"which": WHICH[which]}


def _century(match: Match) -> Fields | None:
    ordinal = w.ordinal(match["ord"])
    return {"century": str(ordinal - 1)} if ordinal and ordinal <= 22 else None


def _decade(match: Match) -> Fields:
    words = {
        "twenties": 2,
        "thirties": 3,
        "forties": 4,
        "fifties": 5,
        "sixties": 6,
        "seventies": 7,
        "eighties": 8,
        "nineties": 9,
    }
    if match["digits"]:
        digits = match["digits"]
        return {"decade": digits[:3] if len(digits) == 4 else "19" + digits[0]}
    return {"decade": f"19{words[match['word'].lower()]}"}


def _unit_period(match: Match) -> Fields | None:
    """ "last week", "this year", "the following month"; "the same day" and "that year" lean on an earlier expression."""
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), match["unit"].lower()
    word = which.removeprefix("the ")
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "preceding": -1,
        "next": 1,
        "coming": 1,
        "following": 1,
        "latest": 0,
    }.get(word, 0)
    if unit == "weekend":
        fields = {"weekend": "1", "which": {-1: "last", 0: "this", 1: "next"}[step]}
    elif word == "past" or (unit in ("decade", "century") and word == "last"):
        return None  # "the past year" is a length (``spans``)
    elif unit == "quarter" and word == "latest":
        return {"rel": "quarter-1", "context": "quarter"}
    else:
        fields = {"rel": f"{unit}{step:+d}"}
    if word in ("following", "preceding", "same", "that") or (which in ("the next", "the previous") and unit == "day"):
        fields["context"] = unit
    return fields


def _step(which: str) -> str:
    return "day+1" if which.lower() in ("next", "following") else "day-1"


def _rule(kind: str, pattern: str, build: Callable[[Match], Fields | None]) -> Rule:
    return Rule(kind, re.compile(rf"(?<![\w$£€])(?:{pattern})(?!\w)", re.IGNORECASE), build)


def _fixed(**fields: str) -> Callable[[Match], Fields | None]:
    return lambda match: dict(fields)


AM_PM = r"(?P<half>[ap]\.\s?m\.?|[ap]m)"
RULES: tuple[Rule, ...] = (
    # days
    _rule("day", r"(?:the\s)?day\sbefore\syesterday", _fixed(rel="day-2")),
    _rule("day", r"(?:the\s)?day\safter\stomorrow", _fixed(rel="day+2")),
    _rule("day", r"today", _fixed(rel="day+0")),
    _rule("day", r"yesterday", _fixed(rel="day-1")),
    _rule("day", r"tomorrow", _fixed(rel="day+1")),
    _rule("daypart", r"tonight", _fixed(rel="day+0", part="NI")),
    _rule("daypart", r"last\s(?P<p>night|evening)", lambda m: {"rel": "day-1", "part": w.PARTS[m["p"].lower()]}),
    _rule("daypart", r"overnight", _fixed(rel="day-1", part="NI")),
    _rule("daypart", rf"the\s(?P<which>next|following|previous|preceding)\s(?P<p>{w.PART})",
          lambda m: {"rel": _step(m["which"]), "part": w.PARTS[m["p"].lower()], "context": "day"}),
    _rule("aside", r"the\s(?P<unit>day|week|month|year)\s(?P<side>before|after|earlier)(?=\s?(?:[.,;:)]|\Z)|\s(?:and|but|as|when|while|had|was|were)\s)",
          lambda m: {"rel": f"{m['unit'].lower()}{'+1' if m['side'].lower() == 'after' else '-1'}", "context": m["unit"].lower()}),
    _rule("daypart", rf"the\snight\s(?:of|from)\s(?P<day>{DAY_NUMBER})(?:-|/|\sto\s)(?:{DAY_NUMBER})\s(?P<month>{w.MONTH})(?:,?\s(?P<year>{YEAR})(?![,.]?\d))?",
          lambda m: (found := _month_day(m)) and found | {"part": "NI"}),
    _rule("daypart", rf"the\snight\s(?:of|from)\s(?P<day>{w.FULL_WEEKDAY})(?:-|/|\sto\s)(?:{w.FULL_WEEKDAY})",
          lambda m: {"weekday": w.WEEKDAYS[m["day"].lower()], "part": "NI"}),
    _rule("day", rf"(?P<day>{w.FULL_WEEKDAY})\sweek(?=\s?[.,;:)]|\Z|\s(?:at|in|for|when|to|and|but|over|with)\b)",
          lambda m: {"from": encode({"weekday": w.WEEKDAYS[m["day"].lower()], "which": "future"}), "rel": "day+7"}),
    _rule("daypart", rf"this\s(?P<p>{w.PART})", lambda m: {"rel": "day+0", "part": w.PARTS[m["p"].lower()]}),
    _rule(
        "day",
        rf"(?:(?P<which>{_WHICH})\s)?(?P<day>{w.FULL_WEEKDAY}|(?-i:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.))",
        lambda m: _which(m, {"weekday": w.WEEKDAYS[m["day"].lower()]}),
    ),
    _rule(
        "day",
        rf"(?P<month>{w.MONTH})\s(?:the\s)?(?P<day>(?:{DAY_NUMBER})(?:st|nd|rd|th)?|{w.ORDINAL})(?![\d/]|[,.]\d|%)"
        rf"(?:,?\s(?P<year>{YEAR})(?![,.]?\d))?",
        _month_day,
    ),
    _rule(
        "day",
        rf"(?:the\s)?(?P<day>(?:{DAY_NUMBER})(?:st|nd|rd|th)?)(?:\sof)?\s(?P<month>{w.MONTH})(?:,?\s(?P<year>{YEAR})(?![,.]?\d))?",
        _month_day,
    ),
    _rule(
        "day",
        r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
        lambda m: {"year": m["year"], "month": str(int(m["month"])), "day": str(int(m["day"]))},
    ),
    _rule("day", rf"(?:(?P<which>{_WHICH})\s)?(?P<h>{w.HOLIDAY})", lambda m: _which(m, {"holiday": w.HOLIDAYS[m["h"].lower()]})),
    # months, quarters, halves, seasons, years, decades, centuries
    _rule("month", rf"(?P<month>{w.MONTH}),?\s(?:of\s)?(?P<year>{YEAR}|{_YEAR_WORDS})(?![,.]\d)", _month_year),
    _rule("month", rf"(?:(?P<which>{_WHICH})\s)?(?P<month>{w.FULL_MONTH})", lambda m: _which(m, {"month": w.MONTHS[m["month"].lower()]})),
    _rule("quarter", r"(?:(?:the|this|that)\s)?(?:fiscal[\s-])?(?P<ord>first|second|third|fourth)(?:\sfiscal)?[\s-]quarter", _quarter),
    _rule("quarter", r"(?-i:Q)(?P<q>[1-4])", lambda m: {"quarter": m["q"]}),
    _rule("half", r"(?:the\s)?(?P<h>first|second|last|latter)\shalf", lambda m: {"half": "1" if m["h"].lower() == "first" else "2"}),
    _rule("season", rf"(?:(?P<which>{_WHICH}|the|that)\s)?(?P<season>{w.SEASON})", _season),
    _rule("period", r"(?P<which>(?:the\s)?(?:last|past|next|coming|previous|preceding|following|current|latest|same)|this|that)\s"
          r"(?:fiscal\s|calendar\s)?(?P<unit>day|week|weekend|month|quarter|year|decade|century)", _unit_period),
    _rule("period", r"the\sweekend", _fixed(weekend="1")),
    _rule("period", r"the\s(?:full|whole|entire)\syear", _fixed(rel="year+0")),
    _rule("period", r"(?:the\s)?(?P<unit>week|month|quarter|year)(?:-|\s|'s\s)end", lambda m: {"rel": f"{m['unit'].lower()}+0", "edge": "END"}),
    _rule("period", r"the\s(?:latest|same|corresponding|comparable)\speriod", _fixed(rel="quarter-1", context="quarter")),
    _rule("period", r"(?:the\s(?:same|corresponding|comparable)|last\syear's)\s(?:(?<=year's\s)(?:period|quarter)|(?:period|quarter)\s(?:of\s)?"
          r"(?:last\syear|the\s(?:year\sbefore|previous\syear)|a\syear\s(?:ago|earlier|before)))", _fixed(rel="quarter-5", context="quarter")),
    _rule("period", rf"the\s(?P<year>{YEAR})\s(?:period|quarter)", lambda m: {"year": m["year"], "context": "quarter"}),
    _rule("period", r"(?:the\s)?(?:comparable\s)?year-(?:earlier|ago)(?:\s(?P<ord>first|second|third|fourth))?\s(?:quarter|period)",
          lambda m: {"quarter": w.ORDINALS[m["ord"].lower()], "ryear": "-1"} if m["ord"] else {"rel": "quarter-5", "context": "quarter"}),
    _rule("yearish", rf"(?:the\s)?(?:fiscal\s)?(?:year\s)(?P<year>{YEAR})(?![,.]\d)", lambda m: {"year": m["year"]}),
    _rule("yearish", rf"fiscal\s(?P<year>{YEAR})(?![,.]\d)", lambda m: {"year": m["year"]}),
    _rule("yearish", r"(?:the\s)?year\stwo\sthousand", _fixed(year="2000")),
    _rule("yearish", rf"(?P<year>{_YEAR_WORDS})", lambda m: {"year": str(_spoken_year(m["year"]))}),
    _rule("year", rf"(?<![\d.,:/#])(?<!\d-)(?:the\s)?(?P<year>{YEAR})(?![,.:/]\d|%|-\d\d\d\d-)"
          r"(?!\s?(?:percent|GMT|UTC|hours|hrs|km|feet)\b)", lambda m: {"year": m["year"]}),
    _rule("decade", r"(?:the\s)?(?:(?P<digits>1[6-9]\d0|20\d0|(?<=')[2-9]0|(?<=the\s)[2-9]0)'?s|(?P<word>"
          + _DECADES + "))", _decade),
    _rule("century", rf"(?:the\s)?(?P<ord>\d{{1,2}}(?:st|nd|rd|th)|{w.ORDINAL})[\s-]century", _century),
    # parts of day and clock times
    _rule("part", rf"(?P<p>{w.PART})", lambda m: _part(m)),
    _rule("thepart", rf"(?:the|that)\s(?P<p>{w.PART})", lambda m: _part(m)),
    _rule("clock", rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?{AM_PM}",
          lambda m: _clock(int(m["h"]), int(m["m"] or 0), m["half"], exact=bool(m["m"]))),
    _rule("clock", r"(?<![.:,/])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![:.]\d)(?:\s?(?:hours|hrs))?",
          lambda m: _clock(int(m["h"]), int(m["m"]), "")),
    _rule("clock", r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:\s?(?:hours|hrs)|(?=\s?(?:GMT|UTC|local\stime)))", lambda m: _clock(int(m["h"]), int(m["m"]), "")),
    _rule("clock", r"(?<=\bat\s)(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?![.,:]?\d|\s?[%°$€£]|\s(?!on\b|in\b|and\b|when\b|as\b|but\b|after\b)[a-z])", _dotted),
    _rule("clock", r"(?:12\s)?noon|midday", _fixed(clock="12:00", minutes="0")),
    _rule("clock", r"(?:12\s)?midnight", _fixed(clock="24:00", minutes="0")),
    _rule("clock", rf"(?P<minutes>{_MINUTES})\s(?:minutes\s)?(?P<side>past|to)\s(?:(?P<hour>midnight|noon|midday)"
          rf"|(?P<spoken>{_SPOKEN})(?:\sin\sthe\s(?P<part>morning|afternoon|evening)|\sat\s(?P<part2>night)|(?=\s(?:on\s)?{_PART_OF_DAY})))", _past_to),
    _rule("clock", rf"(?P<hour>\d{{1,2}}|{_SPOKEN})(?:\so'clock)?\s(?:in\sthe\s(?P<part>morning|afternoon|evening)|at\s(?P<part2>night))",
          lambda m: _in_words(m) if m["part"] else _clock_at_night(m)),
    _rule("zone", r"local(?:\stime|(?=\s?\())", _fixed(zone="local time")),
    _rule("zone", rf"(?-i:{alternation(ZONE_NAMES)})", lambda m: {"zone": m[0]}),
    _rule("zone", rf"(?!{w.WEEKDAY}|{w.MONTH})(?-i:[A-Z][a-z]{{2,20}}(?:\s[A-Z][a-z]{{2,20}})?)\stime", lambda m: {"zone": m[0]}),
    # edges: they need a neighbour
    _rule("edge", r"(?:the\s)?(?:very\s)?(?:early|beginning\sof|start\sof|dawn\sof|turn\sof)", _fixed(edge="START")),
    _rule("edge", r"(?:the\s)?(?:mid|middle\sof)", _fixed(edge="MID")),
    _rule("edge", r"(?:the\s)?(?:very\s)?(?:late|end\sof|close\sof)", _fixed(edge="END")),
    _rule("edge", r"the\s(?:early|small)\shours\sof", _fixed(edge="START", part="MO")),
    _rule("edge", r"earlier", _fixed(edge="EARLIER")),
    _rule("edge", r"later", _fixed(edge="LATER")),
    _rule("theunit", r"the\squarter", _fixed(rel="quarter-1", context="quarter")),
    _rule("theunit", r"the\s(?P<unit>day|week|month|year)",
          lambda m: {"rel": f"{m['unit'].lower()}+0"} | ({"context": "day"} if m["unit"].lower() == "day" else {})),
    _rule("approx", r"(?P<a>about|around|approximately|roughly|shortly\sbefore|just\sbefore|shortly\safter|just\safter)",
          lambda m: {"mod": {"before": "BEFORE", "after": "AFTER"}.get(m["a"].lower().split()[-1], "APPROX")}),
)  # fmt: skip


def _part(match: Match) -> Fields:
    word = re.sub(r"\s+", " ", match["p"].lower())
    return {"part": w.PARTS[word]} | ({"edge": w.PART_EDGES[word]} if word in w.PART_EDGES else {})


def _clock_at_night(match: Match) -> Fields | None:
    return _of_part(int(match["hour"]) if match["hour"].isdigit() else int(number(match["hour"]) or 0), "night")


@cache
def _sieve() -> Sieve:
    return Sieve([rule.pattern for rule in RULES])


def leaves(text: str) -> Iterator[Leaf]:
    """Leaves of a sentence from left to right, none inside another: the longest at each place, else the rule that stands first."""
    found: list[tuple[int, int, int, Leaf]] = []
    for order in _sieve().candidates(text):
        rule = RULES[order]
        for match in rule.pattern.finditer(text):
            fields = rule.build(match)
            if fields is not None:
                found.append((match.start(), -match.end(), order, Leaf(match.start(), match.end(), rule.kind, fields)))
    end = 0
    for start, _, _, leaf in sorted(found, key=lambda row: row[:3]):
        if start >= end:
            yield leaf
            end = leaf.end
