"""Times: every TIMEX3 expression of a report, valued against its day of publication.

Method: leaves found by a closed grammar (``leaves``), joined with their neighbours (``joins``), beside durations, sets
and references (``spans``); direction of bare weekdays and dates from tense (``tense``); values and intervals by
calendar arithmetic (``calendar``). What the day of publication decides is kept in ``Time.relative``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from whosays.data import rows
from whosays.model import Parse, Sentence, Time, TimexType, key
from whosays.normalize.times.calendar import Valued, decode, encode, is_relative, published_at, value_of
from whosays.normalize.times.context import Focus
from whosays.normalize.times.events import kinds_dated
from whosays.normalize.times.joins import join
from whosays.normalize.times.leaves import Fields, leaves
from whosays.normalize.times.lists import listed_days, with_years
from whosays.normalize.times.neighbours import NO_DAY, in_the_afternoon, set_beside
from whosays.normalize.times.spans import Expression, spans
from whosays.normalize.times.standing import stands
from whosays.normalize.times.tense import direction

FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
_BOUND = re.compile(
    r"\b(by|until|till|through|before|after|since|prior\sto|no\slater\sthan)\s(?:about\s|around\s)?\Z", re.IGNORECASE
)
_BOUNDS = {
    "by": "ON_OR_BEFORE", "until": "ON_OR_BEFORE", "till": "ON_OR_BEFORE", "through": "ON_OR_BEFORE", "no later than": "ON_OR_BEFORE",
    "before": "BEFORE", "prior to": "BEFORE", "after": "AFTER", "since": "ON_OR_AFTER",
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<!\w)the\s(?:(?P<week>week)\s(?:of|beginning|starting)|day\s(?P<side>before|after))\s\Z", re.IGNORECASE
)
_HALF_OF_DAY = re.compile(r"\b[ap]\.\s?m\.\Z", re.IGNORECASE)
_HAVE = ("has", "have", "had", "'s", "'ve")
_ENDED = re.compile(r",?\s(?:which\s|that\s)?(?:ended|ending|ends|to)\s(?:on\s)?")
_SPEECH = frozenset(row[0] for row in rows("reporting_verbs") if row[3] == "speech")
_EDGE_MODS = {"START": "START", "MID": "MID", "END": "END", "EARLIER": "BEFORE", "LATER": "AFTER"}


def find_times(parse: Parse) -> tuple[Time, ...]:
    """Time expressions of a report in text order; without a day of publication relative ones keep ``X`` in their value."""
    published = parse.report.published.value
    focus = Focus()
    found = [_time(parse, one, published) for one in _metadata(parse)]
    for number, sentence in enumerate(_sentences(parse)):
        found_here = in_the_afternoon(parse.report.text, _expressions(parse, sentence))
        directed = [_directed(parse, sentence, one) for one in found_here]
        row = [_counted(parse, sentence, one) for one in directed]
        for one in _ended(parse, set_beside(parse.report.text, row)):
            at = max(sentence.first, _tokens_before(parse, sentence, one.end) - 1)
            kinds = kinds_dated(parse, at) if one.type in ("DATE", "TIME") else frozenset()
            placed = focus.place(one, number, kinds)
            if placed is not None:
                told = focus.after(placed, number, kinds, of_saying=_of_saying(parse, sentence, one, at))
                focus = replace(told, days=focus.days) if sentence.role == "dateline" else told  # nothing happened then
                found.append(_time(parse, placed, published))
    return tuple(sorted(found, key=lambda time: (time.start, time.end)))


def _of_saying(parse: Parse, sentence: Sentence, one: Expression, at: int) -> bool:
    """ "said on Thursday": does an expression hang on a verb of speech? "Four died on Thursday, police said" has it with "died"."""
    index = at
    while parse.tokens[index].pos != "VERB" and parse.tokens[index].head != index:
        index = parse.tokens[index].head
    closed = parse.report.text[one.end : one.end + 1] == ","
    told = closed and at < index and any(parse.tokens[i].pos == "VERB" for i in range(sentence.first, at))
    return parse.tokens[index].lemma in _SPEECH and not told


def _sentences(parse: Parse) -> Iterator[Sentence]:
    """The sentences of a report; one that ends in "a.m." goes on in the next ("at 8 a.m. Moscow time")."""
    held: Sentence | None = None
    for sentence in parse.sentences:
        if held is not None and held.paragraph == sentence.paragraph and held.role == sentence.role:
            sentence = replace(sentence, first=held.first, start=held.start)
        elif held is not None:
            yield held
        held = None
        if _HALF_OF_DAY.search(parse.report.text[max(sentence.start, sentence.end - 6) : sentence.end]):
            held = sentence
        else:
            yield sentence
    if held is not None:
        yield held


def anchor_times(times: tuple[Time, ...], published: str | None) -> tuple[Time, ...]:
    """The same times with every relative one valued against another day of publication (ISO 8601); ids stay."""
    return tuple(_anchored(time, published) if time.relative else time for time in times)


def _anchored(time: Time, published: str | None) -> Time:
    valued = _valued(time.relative or "", published)
    return replace(
        time, value=valued.value, earliest=valued.earliest, latest=valued.latest, zone=valued.zone, grain=valued.grain,
        anchor=valued.anchor or "published",
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def _valued(relative: str, published: str | None) -> Valued:
    """A form against a day: the few forms that reports print are asked about for every day on which one may have come out."""
    return value_of(decode(relative), published)


def _metadata(parse: Parse) -> Iterator[Expression]:
    """Full dates in metadata that the parser never sees ("date 2023-09-12" glued to a text)."""
    for segment in parse.report.segments:
        if segment.role == "metadata_prefix":
            for leaf in leaves(parse.report.text[segment.start : segment.end].translate(FOLD)):
                if leaf.kind == "day" and "year" in leaf.fields:
                    start, end = segment.start + leaf.start, segment.start + leaf.end
                    yield Expression(start, end, "DATE", leaf.fields, "day")


def _expressions(parse: Parse, sentence: Sentence) -> list[Expression]:
    """The expressions of a sentence, offsets in the report: of two that overlap the longer, of two equally long the leaf."""
    text = parse.report.text[sentence.start : sentence.end].translate(FOLD)
    dated = [
        Expression(leaf.start, leaf.end, _type(leaf.fields), leaf.fields, leaf.kind)
        for leaf in join(leaves(text), text)
    ]
    candidates = [one for one in (*dated, *spans(text), *listed_days(text)) if stands(parse, sentence, text, one)]
    if "then" in (lowered := text.lower()) or "since" in lowered:
        candidates += _adverbs(parse, sentence)
    chosen: list[Expression] = []
    for one in sorted(candidates, key=lambda e: (e.start - e.end, e.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    row = with_years(sorted(chosen, key=lambda e: e.start), text)
    inside = [_bounded(text, _trimmed(text, one)) for one in row]
    return [replace(one, start=one.start + sentence.start, end=one.end + sentence.start) for one in inside]


def _adverbs(parse: Parse, sentence: Sentence) -> Iterator[Expression]:
    """ "until then", "the then-president", "has since crossed": words that take the date named before them."""
    for index in range(sentence.first, sentence.last):
        token = parse.tokens[index]
        word = token.text.lower()
        if word not in ("then", "since"):
            continue
        before = parse.tokens[index - 1].text.lower() if index > sentence.first else ""
        after = parse.tokens[index + 1].tag if index + 1 < sentence.last else ""
        hyphened = parse.report.text[token.end : token.end + 1].translate(FOLD) == "-"
        start, end = token.start - sentence.start, token.end - sentence.start
        if word == "then" and (before in ("until", "since", "by", "before", "from") or hyphened):
            yield Expression(start, end, "DATE", {}, "then")
        elif word == "since" and before in _HAVE and after in ("VBN", "VBD", "RB"):
            yield Expression(start, end, "DATE", {"rel": "day", "bound": "AFTER"}, "then")


def _ended(parse: Parse, row: list[Expression]) -> list[Expression]:
    """Give a quarter the day it ended: "the quarter ended Sept. 30", "its fiscal first quarter, which ended July 31"."""
    found = []
    for place, one in enumerate(row):
        later = row[place + 1] if place + 1 < len(row) else None
        quarterly = "quarter" in one.fields or one.fields.get("context") == "quarter"
        dated = later is not None and later.fields.keys() >= {"month", "day"}
        if later and quarterly and dated and _ENDED.fullmatch(parse.report.text[one.end : later.start]):
            closed = {field: value for field, value in later.fields.items() if field != "bound"}
            kept = {field: value for field, value in one.fields.items() if field not in ("context", "rel")}
            one = replace(one, fields={**kept, "ends": encode(closed)})
        found.append(one)
    return found


def _type(fields: Fields) -> TimexType:
    return "TIME" if fields.keys() & {"clock", "part"} else "DATE"


def _trimmed(text: str, one: Expression) -> Expression:
    """Leave out an article that belongs to the noun behind: "the [23-year] occupation", "the [1987] crash", "that [third-quarter] profit"."""
    words = text[one.start : one.end]
    article = re.match(r"(?:the|that|this)\s", words, re.IGNORECASE)
    if article is None:
        return one
    adjective = re.fullmatch(r"\S+", words[article.end() :]) and re.match(r"\s[a-z]", text[one.end :])
    hyphened = "-" in words and one.kind in ("span", "quarter", "one", "age")
    if hyphened or (adjective and one.kind in ("year", "aside")):
        return replace(one, start=one.start + article.end())
    return one


def _bounded(text: str, one: Expression) -> Expression:
    """Note "by", "before", "since" … in front of a date: they open an end of its interval."""
    before = _BOUND.search(text[max(0, one.start - 20) : one.start])
    if before is None or one.type not in ("DATE", "TIME") or "ref" in one.fields or text[one.end : one.end + 2] == "'s":
        return one
    return replace(one, fields={**one.fields, "bound": _BOUNDS[re.sub(r"\s", " ", before[1].lower())]})


def _directed(parse: Parse, sentence: Sentence, one: Expression) -> Expression:
    """Give a bare weekday, month, date or clock time the direction of its verb's tense."""
    fields = one.fields
    counted = one.kind in ("aside", "daypart") and "context" in fields
    needs = fields.keys() & {"weekday", "weekend", "month", "quarter", "season", "holiday"} and not fields.keys() & {
        "year",
        "ryear",
        "which",
    }
    if not needs and "clock" not in fields and not counted:
        return one
    first = max(sentence.first, _tokens_before(parse, sentence, one.start + 1) - 1)
    last = _tokens_before(parse, sentence, one.end)
    which = direction(parse, first, max(last, first + 1))
    more: Fields = {"behind": "1"} if counted and which == "past" else {}
    if needs:
        more["which"] = "past" if fields.get("bound") == "ON_OR_AFTER" else _settled(which, fields)
    if (
        "clock" in fields
        and fields.keys() <= NO_DAY
        and which != "future"
        and fields.get("bound") not in ("ON_OR_BEFORE", "BEFORE")
    ):
        more["not_after"] = "1"
    return replace(one, fields={**fields, **more})


def _counted(parse: Parse, sentence: Sentence, one: Expression) -> Expression:
    """ "the week of March 6", "the day before last Tuesday": a week or day counted from the one named."""
    if one.kind != "day" or one.fields.keys() & {"clock", "part", "edge"}:
        return one
    window = max(sentence.start, one.start - 30)
    before = _COUNTED.search(parse.report.text[window : one.start].translate(FOLD))
    if before is None:
        return one
    rel = "week+0" if before["week"] else {"before": "day-1", "after": "day+1"}[before["side"].lower()]
    inner = {field: value for field, value in one.fields.items() if field != "bound"}
    return replace(one, start=window + before.start(), fields={"from": encode(inner), "rel": rel})


def _tokens_before(parse: Parse, sentence: Sentence, offset: int) -> int:
    """Index of the first token of a sentence that starts at or after a character."""
    return bisect_left(parse.tokens, offset, sentence.first, sentence.last, key=lambda token: token.start)


def _settled(which: str, fields: Fields) -> str:
    """Weekdays, weekends and quarters of a present tense lie behind in news; months and dates are the nearest ones."""
    if which == "near" and not fields.keys() & {"month", "holiday"}:
        return "past"
    return which


def _time(parse: Parse, one: Expression, published: str | None) -> Time:
    fields = one.fields
    valued = value_of(fields, published)
    mod = _EDGE_MODS.get(fields.get("edge", "")) or fields.get("mod") or fields.get("bound")
    leans = is_relative(fields) or fields.keys() & {"ref", "span"} != set()
    known = published_at(published)[0] is not None
    return Time(
        id=key("t", parse.report.id, one.start, one.end),
        report=parse.report.id,
        start=one.start,
        end=one.end,
        type=one.type,
        value=valued.value,
        mod=mod,
        anchor=(valued.anchor if known else "published") if leans else None,
        earliest=valued.earliest,
        latest=valued.latest,
        zone=valued.zone,
        grain=valued.grain,
        relative=encode(fields) if leans else None,
    )
