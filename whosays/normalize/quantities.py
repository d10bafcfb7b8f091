"""Quantities: numbers with bounds, unit, and what they count or measure; dates and clock times are left to ``times``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from whosays.model import Parse, Quantity, Sentence, Time, key
from whosays.normalize.numerals import NUMBER, number
from whosays.normalize.quantities_counted import counted, is_name_part, is_score, subset_of
from whosays.normalize.quantities_figures import MONEY, Figure, ages, figures
from whosays.normalize.quantities_measured import measured
from whosays.normalize.quantities_verbs import lemma_of, times_of

_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
_LENGTHS = {
    "Y": ("a", 1),
    "M": ("mo", 1),
    "W": ("wk", 1),
    "D": ("d", 1),
    "DE": ("a", 10),
    "CE": ("a", 100),
    "Q": ("mo", 3),
}
_SHORT = {"H": ("h", 1), "M": ("min", 1), "S": ("s", 1)}
_ONCE = re.compile(
    r"(?<!\w)(?:(?P<only>only|just|at\sleast|more\sthan)\s)?(?P<word>once|twice|thrice)(?!\w)", re.IGNORECASE
)
_COMPARED = re.compile(r"\s(?:as|the|that|more|higher|larger|bigger|a|its|their|what)\b", re.IGNORECASE)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|tel\.?|phone|call(?:ed|ing)?|dial)\s*[:+]?\s*\Z", re.IGNORECASE)
_ONE_IDIOM = re.compile(
    r"one\b(?:-\w|\s(?:of\b|another\b|day\b|by\b|side\b|hand\b|thing\b|way\b|that\b|who\b))|one\Z", re.IGNORECASE
)


def find_quantities(parse: Parse, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Quantities of a report in text order; ``times`` keep dates from being counted and give the durations."""
    found = list(_durations(parse, times))
    taken = sorted([(t.start, t.end) for t in times if t.type != "DURATION"] + [(q.start, q.end) for q in found])
    for sentence in parse.sentences:
        first, last = (bisect_left(taken, (edge, 0)) for edge in (sentence.start, sentence.end))
        blocked = taken[first:last]
        for one in _of_sentence(parse, sentence, taken[first:last]):
            if all(one.end <= start or end <= one.start for start, end in blocked):
                blocked.append((one.start, one.end))
                found.append(one)
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


# ------------------------------------------------------------------------------------------------ durations
def _durations(parse: Parse, times: tuple[Time, ...]) -> Iterator[Quantity]:
    """Durations that name a number: "nearly 24 hours", "the past two decades", "six-month-old" (an age)."""
    for time in times:
        if time.type != "DURATION":
            continue
        match = re.fullmatch(r"P(T?)(?:\d+(?:\.\d+)?)([A-Z]+)(?:T?\d+[A-Z])?", time.value)
        unit = (_SHORT if match and match[1] else _LENGTHS).get(match[2]) if match else None
        if unit is None:
            continue
        values = _numbers(parse.report.text[time.start : time.end].translate(_FOLD))
        low, high = values[0] * unit[1], values[-1] * unit[1]
        is_age = parse.report.text[time.start : time.end].lower().endswith("old")
        low_bound, high_bound, approx = _from_mod(time.mod, low, high)
        of = "age" if is_age else _lasting(parse, time)
        yield _quantity(parse, time.start, time.end, low_bound, high_bound, approx, unit[0], of)


def _numbers(text: str) -> list[float]:
    """Numbers of a duration; "a year" is one, "a year and a half" one and a half, "half an hour" a half."""
    half = re.match(r"(?:\w+\s){0,2}half[\s-]an?\b|half-an?\b", text, re.IGNORECASE)
    if "fortnight" in text.lower():
        return [2.0]
    values = [
        v for v in (number(m[0]) for m in re.finditer(rf"(?<![\w.]){NUMBER}", text, re.IGNORECASE)) if v is not None
    ]
    if half:
        return [0.5]
    if re.search(r"\band\sa\shalf$", text, re.IGNORECASE) and (not values or values[0] == int(values[0])):
        return [(values[0] if values else 1.0) + 0.5]
    couple = re.search(r"\bcouple\b", text, re.IGNORECASE)
    return sorted(values) if values else [2.0] if couple else [1.0]


def _from_mod(mod: str | None, low: float, high: float) -> tuple[float | None, float | None, bool]:
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return low, None, False
    if mod == "LESS_THAN":
        return None, high, False
    if mod == "EQUAL_OR_LESS":
        return None, high, True
    return low, high, mod == "APPROX"


def _lasting(parse: Parse, time: Time) -> str | None:
    """What lasted: the noun behind ("months of war", "years in power"), else the verb."""
    index = _token_at(parse, time.end - 1)
    return measured(parse, index)


# ------------------------------------------------------------------------------------------------ numbers
def _of_sentence(parse: Parse, sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    text = parse.report.text[sentence.start : sentence.end].translate(_FOLD)
    for one in ages(text):
        if one.unit == "a" or _after_person(parse, sentence, one):
            start, end = sentence.start + one.start, sentence.start + one.end
            yield _quantity(parse, start, end, one.low, one.high, False, "a", "age")
    counted_before: set[str | None] = set()
    before: Quantity | None = None
    for figure in figures(text):
        start, end = sentence.start + figure.number_start, sentence.start + figure.number_end
        if any(start < last and first < end for first, last in taken):
            continue
        quantity = _counting(parse, sentence, text, figure)
        if quantity is not None:
            quantity = _converted(parse, _elliptical(quantity, counted_before), before)
            yield quantity
            before = quantity
            if figure.unit is None and quantity.unit not in (None, "time", "a"):
                counted_before.add(quantity.unit)
    yield from _repeated(parse, sentence, text)
    yield from _none(parse, sentence)


def _elliptical(quantity: Quantity, counted_before: set[str | None]) -> Quantity:
    """ "4,300 jobs in France, 3,700 in Germany": a bare number counts what the sentence counted, if that was one kind of thing."""
    if quantity.unit is not None or len(counted_before) != 1:
        return quantity
    return replace(quantity, unit=min(str(unit) for unit in counted_before))


def _converted(parse: Parse, quantity: Quantity, before: Quantity | None) -> Quantity:
    """ "300 hectares (740 acres) of forest": what stands in brackets behind a measure is of the same thing."""
    if before is None or before.of is None or quantity.unit == before.unit or quantity.start - before.end > 8:
        return quantity
    between = parse.report.text[before.end : quantity.start].strip()
    return replace(quantity, of=before.of) if between in ("(", "(or", "(about", "[") else quantity


def _after_person(parse: Parse, sentence: Sentence, one: Figure) -> bool:
    """Does "…, 42," follow a name of a person (or a name that may be one)?"""
    index = _token_at(parse, sentence.start + one.start)
    if index - 2 < sentence.first or index + 1 >= sentence.last:
        return False
    noun, behind = parse.tokens[index - 2], parse.tokens[index + 1]
    person = any(name.label == "PERSON" and name.last in (index - 1, index + 1) for name in parse.names)
    return noun.tag in ("NN", "NNP") and (person or (behind.text == "," and noun.pos in ("NOUN", "PROPN")))


def _counting(parse: Parse, sentence: Sentence, text: str, figure: Figure) -> Quantity | None:
    words = text[figure.number_start : figure.number_end]
    if figure.unit != "vote" and _is_no_quantity(text, figure, words):
        return None
    first = _token_at(parse, sentence.start + figure.number_start)
    last = _token_at(parse, sentence.start + figure.number_end - 1)
    start, end = sentence.start + figure.start, sentence.start + figure.end
    if figure.unit is not None:
        at = _token_at(parse, end - 1)
        return _quantity(
            parse, start, end, figure.low, figure.high, figure.approx, figure.unit, _of_measure(parse, figure, at, last)
        )
    if is_name_part(parse, first) or (last > 0 and is_score(parse, last)):
        return None
    follower = text[figure.number_end : figure.number_end + 8].lower()
    if re.match(r"\stimes?\b", follower):
        return _times(parse, sentence, text, figure, last + 1)
    unit, of, reach = counted(parse, last)
    if unit is None and (
        words.lower() == "one" or text[: figure.number_start].lower().endswith(("the ", "these ", "those "))
    ):
        return None  # "one said", "the two": stand for somebody, and count nobody
    if (
        unit is None
        and re.search(r"\b(?:vote|voted|votes|split)\b", text, re.IGNORECASE)
        and re.search(r"\bto\s", text)
    ):
        unit = (
            "vote"
            if re.match(r"\sto\s", text[figure.number_end :]) or text[: figure.number_start].endswith(" to ")
            else None
        )
    stop = parse.tokens[reach].end if reach > last else end
    more = re.match(r"\sor\s(more|so|fewer|less)\b", parse.report.text[max(end, stop) : sentence.end])
    if more is not None:
        low, high = (None if more[1] in ("fewer", "less") else figure.low), (None if more[1] == "more" else figure.high)
        return _quantity(
            parse, start, max(end, stop) + more.end(), low, high, more[1] == "so" or figure.approx, unit, of
        )
    return _quantity(parse, start, max(end, stop), figure.low, figure.high, figure.approx, unit, of)


def _is_no_quantity(text: str, figure: Figure, words: str) -> bool:
    """Ordinals, telephone numbers, "one of", "one-on-one", digits glued to letters."""
    behind, before = text[figure.number_end :], text[: figure.number_start]
    if _PHONE.search(before[-12:]) or re.match(r"[-/.:]\d", behind) or re.search(r"\d[\s-]\Z|[A-Za-z]-\Z", before[-2:]):
        return True
    if re.match(r"0\d", words):
        return True  # a serial number
    if words.lower() == "one" and _ONE_IDIOM.match(text[figure.number_start :]):
        return True
    if (
        re.match(r"(?:hundred|thousand|million|billion|dozen|half|quarter|third|few)\Z", words, re.IGNORECASE)
        and not figure.unit
    ):
        return not re.search(r"(?:the|per)\s\Z", before) and words.lower() in ("few", "third", "quarter")
    return bool(_ORDINAL_TAIL.match(behind)) or bool(re.match(r"-(?:th|st|nd|rd)\b", behind))


def _of_measure(parse: Parse, figure: Figure, at: int, last: int) -> str | None:
    """What a measure is of, asked of the unit's token and then of the number's."""
    money = figure.unit in MONEY
    found = measured(parse, at, money=money)
    return found if found is not None or last == at else measured(parse, last, money=money)


def _times(parse: Parse, sentence: Sentence, text: str, figure: Figure, index: int) -> Quantity | None:
    """ "ten times": so many times, of the verb; "three times as many" compares and counts nothing."""
    end = figure.number_end + re.match(r"\stimes?", text[figure.number_end :], re.IGNORECASE).end()  # type: ignore[union-attr]
    if _COMPARED.match(text[end : end + 12]) and not re.match(r"\s(?:a|the)\s(?:day|week|month|year)", text[end:]):
        return None
    of = times_of(parse, min(index, sentence.last - 1))
    start = sentence.start + figure.start
    return _quantity(parse, start, sentence.start + end, figure.low, figure.high, figure.approx, "time", of)


def _repeated(parse: Parse, sentence: Sentence, text: str) -> Iterator[Quantity]:
    """ "twice" and, where it counts, "once" ("only once"); "once" as "formerly" or "as soon as" stays out."""
    for match in _ONCE.finditer(text):
        word = match["word"].lower()
        if _COMPARED.match(text[match.end() : match.end() + 12]) and not re.match(
            r"\sa\s(?:day|week|month|year)", text[match.end() :]
        ):
            continue
        if word == "once" and not match["only"]:
            continue
        index = _token_at(parse, sentence.start + match.start("word"))
        value = {"once": 1.0, "twice": 2.0, "thrice": 3.0}[word]
        high = None if (match["only"] or "").lower().startswith(("at", "more")) else value
        start, end = sentence.start + match.start(), sentence.start + match.end()
        yield _quantity(parse, start, end, value, high, False, "time", times_of(parse, index))


def _none(parse: Parse, sentence: Sentence) -> Iterator[Quantity]:
    """ "no deaths": none of them. Only plurals count; "no confirmation" says something else."""
    for index in range(sentence.first, sentence.last - 1):
        token = parse.tokens[index]
        head = parse.tokens[token.head]
        if token.text.lower() != "no" or token.dep != "det" or head.tag != "NNS" or not index < token.head <= index + 3:
            continue
        of = subset_of(parse, token.head, token.head)
        yield _quantity(parse, token.start, head.end, 0.0, 0.0, False, lemma_of(parse, token.head), of)


def _token_at(parse: Parse, offset: int) -> int:
    """Index of the token that holds a character of the report, or of the one before it."""
    return max(0, bisect_left(parse.tokens, offset + 1, key=lambda token: token.start) - 1)


def _quantity(
    parse: Parse,
    start: int,
    end: int,
    low: float | None,
    high: float | None,
    approx: bool,
    unit: str | None,
    of: str | None,
) -> Quantity:
    report = parse.report.id
    return Quantity(key("q", report, start, end), report, start, end, low, high, approx, unit, of)
