"""Quantities: numbers with bounds, unit, and what they count or measure; dates and clock times are left to ``times``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whosays.model import Parse, Quantity, Sentence, Time
from whosays.normalize.quantities.ages import ages
from whosays.normalize.quantities.bare import is_hired
from whosays.normalize.quantities.bounds import Figure
from whosays.normalize.quantities.counted import counted, subset_of
from whosays.normalize.quantities.durations import durations
from whosays.normalize.quantities.figures import MONEY, figures
from whosays.normalize.quantities.joined import completed, joined
from whosays.normalize.quantities.labels import is_name_part, is_score
from whosays.normalize.quantities.made import FOLD, Ends, made, token_at
from whosays.normalize.quantities.measured import measured
from whosays.normalize.quantities.verbs import lemma_of, times_of
from whosays.text.stretches import START, starting_in
from whosays.values.units import is_of_time, is_physical
from whosays.words.people import kind_of_people

_ONCE = re.compile(
    r"(?<!\w)(?:(?P<only>only|just|at\sleast|more\sthan)\s)?(?P<word>once|twice|thrice)(?!\w)", re.IGNORECASE
)
_VOTED = re.compile(r"\b(?:vote|voted|votes|split)\b", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:passed|approved|rejected|adopted|carried|ratified|backed|defeated|endorsed|confirmed|elected)\b",
    re.IGNORECASE,
)
_BY_TO = re.compile(r"\bby\s\d{1,3}\sto\s\d{1,3}\b")
_COMPARED = re.compile(r"\s(?:as|the|that|more|higher|larger|bigger|a|its|their|what)\b", re.IGNORECASE)
_SCALED = 1000  # "the two" stand for somebody and "the 787" for a type; "the half a million" is counted
_EXTENT = re.compile(r"\sin\s(diameter|length|width|height|depth|circumference|weight)\b", re.IGNORECASE)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball\sbut\s\Z", re.IGNORECASE)
_TIMED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_AT_ONE = re.compile(r"\bat\s\Z", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\b(?:tel\.?|phone|call(?:ed|ing)?|dial))\s*[:+]?\s*\Z", re.IGNORECASE)
_ONE_IDIOM = re.compile(
    r"one\b(?:-\w|\s(?:of\b|another\b|day\b|by\b|side\b|hand\b|thing\b|way\b|that\b|who\b))|one\Z", re.IGNORECASE
)


def find_quantities(parse: Parse, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Quantities of a report in text order; ``times`` keep dates from being counted and give the durations."""
    lengths = sorted(durations(parse, times), key=START)
    found = list(lengths)
    taken = sorted([(t.start, t.end) for t in times if t.type != "DURATION"] + [(q.start, q.end) for q in found])
    for sentence in parse.sentences:
        first, last = (bisect_left(taken, (edge, 0)) for edge in (sentence.start, sentence.end))
        blocked = taken[first:last]
        lasting = starting_in(lengths, sentence.start, sentence.end)
        for one in _of_sentence(parse, sentence, taken[first:last], lasting):
            if all(one.end <= start or end <= one.start for start, end in blocked):
                blocked.append((one.start, one.end))
                found.append(one)
    return tuple(joined(parse.report.text, sorted(found, key=lambda quantity: (quantity.start, quantity.end))))


# ------------------------------------------------------------------------------------------------ numbers
def _of_sentence(
    parse: Parse, sentence: Sentence, taken: list[tuple[int, int]], lasting: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Quantities of a sentence but for its durations, which are ``lasting``; ``taken`` are characters that dates hold."""
    text = parse.report.text[sentence.start : sentence.end].translate(FOLD)
    for one in ages(text):
        if one.unit == "a" or _after_person(parse, sentence, one):
            start, end = sentence.start + one.start, sentence.start + one.end
            yield made(parse, start, end, (one.low, one.high, one.approx), "a", "age")
    before: list[Quantity] = []
    for figure in figures(text):
        start, end = sentence.start + figure.number_start, sentence.start + figure.number_end
        if any(start < last and first < end for first, last in taken):
            continue
        quantity = _counting(parse, sentence, text, figure, taken)
        if quantity is not None:
            told = sorted([*before, *(one for one in lasting if one.end <= quantity.start)], key=lambda one: one.start)
            quantity = completed(parse.report.text, quantity, told)
            if quantity.unit is None and is_hired(parse, token_at(parse, quantity.end - 1), quantity.of):
                quantity = replace(quantity, unit="person")
            quantity = _converted(parse, quantity, before)
            yield quantity
            before.append(quantity)
    yield from _repeated(parse, sentence, text)
    yield from _none(parse, sentence)


def _converted(parse: Parse, quantity: Quantity, before: Sequence[Quantity]) -> Quantity:
    """ "300 hectares (740 acres) of forest": what stands in brackets behind a measure is of the same thing."""
    near = bool(before) and quantity.start - before[-1].end <= 8
    known = near and (before[-1].of is not None or quantity.of == before[-1].unit)
    if not known or quantity.unit == before[-1].unit:
        return quantity
    between = parse.report.text[before[-1].end : quantity.start].strip()
    return replace(quantity, of=before[-1].of) if between in ("(", "(or", "(about", "[") else quantity


def _after_person(parse: Parse, sentence: Sentence, one: Figure) -> bool:
    """Does "…, 42," follow a name of a person (or a name that may be one)?"""
    index = token_at(parse, sentence.start + one.start)
    if index - 2 < sentence.first:
        return False
    noun = parse.tokens[index - 2]
    if index + 1 >= sentence.last:
        return kind_of_people(noun.text) is not None  # "Boy held over death of girl, 6"
    behind = parse.tokens[index + 1]
    ending = (name for at in (index - 2, index) if (name := parse.name_at(at)) is not None and name.last == at + 1)
    person = any(name.label == "PERSON" for name in ending)
    if behind.text == "," and kind_of_people(noun.text) is not None:
        return True  # "Boy, 13, held", whatever the parser took the word for
    return noun.tag in ("NN", "NNP", "NNPS") and (person or (behind.text == "," and noun.pos in ("NOUN", "PROPN")))


def _counting(
    parse: Parse, sentence: Sentence, text: str, figure: Figure, taken: list[tuple[int, int]]
) -> Quantity | None:
    words = text[figure.number_start : figure.number_end]
    if figure.unit != "vote" and _is_no_quantity(text, figure, words):
        return None
    first = token_at(parse, sentence.start + figure.number_start)
    last = token_at(parse, sentence.start + figure.number_end - 1)
    if last > first and parse.tokens[last].text.lower() == "of":
        last -= 1  # "a handful of the 60 guests"
    start, end = sentence.start + figure.start, sentence.start + figure.end
    ends: Ends = (figure.low, figure.high, figure.approx)
    if figure.unit is not None:
        at = token_at(parse, end - 1)
        is_age = is_of_time(figure.unit) and re.match(r"\sold\b", text[figure.end :]) is not None
        return made(
            parse, start, end, ends, figure.unit, "age" if is_age else _of_measure(parse, figure, at, first, last)
        )
    if is_name_part(parse, first) or (last > 0 and is_score(parse, first, last)):
        return None
    follower = text[figure.number_end : figure.number_end + 8].lower()
    if re.match(r"\stimes?\b", follower):
        return _times(parse, sentence, text, figure, last + 1)
    unit, of, reach = counted(parse, last)
    if unit is None and words.isdigit() and first and parse.tokens[first - 1].text.lower() == "a":
        return None  # "a 747 skidded"
    if reach > last and parse.tokens[reach].tag == "NN" and _TIMED.fullmatch(words):
        return None  # "the 9.15 train"
    if _ALL_BUT.search(text[max(0, figure.start - 9) : figure.start]):
        of = None  # "all but two were freed": of the two nothing is said
    if any(begin <= parse.tokens[reach].start < stop for begin, stop in taken):
        unit, of, reach = None, None, last  # "down from 140 last autumn" counts no autumns
    named = parse.tokens[last + 1].tag != "VBN" if last + 1 < len(parse.tokens) else True  # "the 250 required"
    few = figure.low is not None and figure.low < _SCALED
    known = text[: figure.number_start].lower().endswith(("the ", "these ", "those "))
    if unit is None and (words.lower() == "one" or (known and few and named)):
        return None  # "one said", "the two": stand for somebody, and count nobody
    if (
        unit is None
        and (_VOTED.search(text) or (_CARRIED.search(text) and _BY_TO.search(text)))
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
        ends = (low, high, more[1] == "so" or figure.approx)
        return made(parse, start, max(end, stop) + more.end(), ends, unit, of)
    return made(parse, start, max(end, stop), ends, unit, of)


def _is_no_quantity(text: str, figure: Figure, words: str) -> bool:
    """Ordinals, telephone numbers, "one of", "one-on-one", "at one point", digits glued to letters."""
    behind, before = text[figure.number_end :], text[: figure.number_start]
    if _PHONE.search(before[-12:]) or re.match(r"[-/.:]\d", behind) or re.search(r"\d[\s-]\Z|[A-Za-z]-\Z", before[-2:]):
        return True
    if (
        re.match(r"0\d", words)
        or re.search(r"\bper\s\Z", before[-5:], re.IGNORECASE)
        or re.match(r"\so'clock\b", behind)
    ):
        return True  # a serial number; "14 per 100,000 people"; a clock time
    if words.lower() == "one" and _AT_ONE.search(before[-4:]) and re.match(r"\s(?:point|stage|time)\b", behind):
        return True
    if words.lower() == "one" and _ONE_IDIOM.match(text[figure.number_start :]) and not _only_one(text, figure):
        return True
    if (
        re.match(r"(?:hundred|thousand|million|billion|dozen|half|quarter|third|few)\Z", words, re.IGNORECASE)
        and not figure.unit
    ):
        return not re.search(r"(?:the|per)\s\Z", before) and words.lower() in ("few", "third", "quarter")
    return bool(_ORDINAL_TAIL.match(behind)) or bool(re.match(r"-(?:th|st|nd|rd)\b", behind))


def _only_one(text: str, figure: Figure) -> bool:
    """ "only one of the engines", "at least one of them": a bound shows that one is a count."""
    bounded = figure.start < figure.number_start and not re.match(
        r"(?:the|about|some)\b", text[figure.start :], re.IGNORECASE
    )
    return bounded and re.match(r"one\sof\b", text[figure.number_start :], re.IGNORECASE) is not None


def _of_measure(parse: Parse, figure: Figure, at: int, first: int, last: int) -> str | None:
    """What a measure is of, asked of the unit's token and then of the number's."""
    extent = _EXTENT.match(parse.report.text, parse.tokens[at].end)
    if extent:
        return extent[1].lower()
    moved = first - 1 > parse.sentences[parse.sentence_of(first)].first and parse.tokens[first - 1].text in (
        "up",
        "down",
    )
    if moved and figure.unit == "%" and parse.tokens[first - 2].pos == "NOUN":
        return lemma_of(parse, first - 2)  # "on revenue up 17%"
    money = figure.unit in MONEY or is_physical(figure.unit)
    found = measured(parse, at, money=money)
    return found if found is not None or last == at else measured(parse, last, money=money)


def _times(parse: Parse, sentence: Sentence, text: str, figure: Figure, index: int) -> Quantity | None:
    """ "ten times": so many times, of the verb; "three times as many" compares and counts nothing."""
    end = figure.number_end + re.match(r"\stimes?", text[figure.number_end :], re.IGNORECASE).end()  # type: ignore[union-attr]
    if _is_compared(parse, sentence, text, end) and not re.match(r"\s(?:a|the)\s(?:day|week|month|year)\b", text[end:]):
        return None
    of = times_of(parse, min(index, sentence.last - 1))
    start = sentence.start + figure.start
    return made(parse, start, sentence.start + end, (figure.low, figure.high, figure.approx), "time", of)


def _is_compared(parse: Parse, sentence: Sentence, text: str, end: int) -> bool:
    """Does a comparison follow ("twice as fast", "three times the price")? "Twice as the crowd fled" says when."""
    compared = _COMPARED.match(text[end : end + 12])
    if compared is None or compared[0].lower() != " as":
        return compared is not None
    return parse.tokens[token_at(parse, sentence.start + end + 1)].tag == "RB"


def _repeated(parse: Parse, sentence: Sentence, text: str) -> Iterator[Quantity]:
    """ "twice" and, where it counts, "once" ("only once"); "once" as "formerly" or "as soon as" stays out."""
    for match in _ONCE.finditer(text):
        word = match["word"].lower()
        if _is_compared(parse, sentence, text, match.end()) and not re.match(
            r"\sa\s(?:day|week|month|year)", text[match.end() :]
        ):
            continue
        if word == "once" and not match["only"]:
            continue
        index = token_at(parse, sentence.start + match.start("word"))
        value = {"once": 1.0, "twice": 2.0, "thrice": 3.0}[word]
        high = None if (match["only"] or "").lower().startswith(("at", "more")) else value
        start, end = sentence.start + match.start(), sentence.start + match.end()
        yield made(parse, start, end, (value, high, False), "time", times_of(parse, index))


def _none(parse: Parse, sentence: Sentence) -> Iterator[Quantity]:
    """ "no deaths": none of them. Only plurals count; "no confirmation" says something else."""
    for index in range(sentence.first, sentence.last - 1):
        token = parse.tokens[index]
        head = parse.tokens[token.head]
        if token.text.lower() != "no" or token.dep != "det" or head.tag != "NNS" or not index < token.head <= index + 3:
            continue
        of = subset_of(parse, token.head, token.head)
        yield made(parse, token.start, head.end, (0.0, 0.0, False), lemma_of(parse, token.head), of)
