"""One report with every layer marked, for debugging by eye: zones, sentences, and below each sentence what was read in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from whosays.model import Claim, Coordinates, Quantity, Record, Report, Span, Time
from whosays.render import wording
from whosays.render.blocks import Block, Line, Mark, Section
from whosays.render.story import Story
from whosays.text.stretches import words_in

# As in reading, a sentence ends only behind closing punctuation; the record itself holds no sentences.
SENTENCE_END = re.compile(
    r"""(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<![ap]\.m\.)(?<=[.!?…"”’)])\s+(?=["“‘'(]?[A-Z0-9])"""
)


class NoSuchReport(ValueError):
    """The record holds no report of this name, or more than one."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark and where it begins: characters of the report, and the rank of its layer."""

    start: int
    rank: int
    mark: Mark


def only_report(record: Record, name: str) -> Record:
    """The record cut down to one report, chosen by its id, source, file name or outlet; :class:`NoSuchReport` where that is not one."""
    found = [report for report in record.reports if name in (report.id, report.source)]
    found = found or [r for r in record.reports if name in (r.outlet, r.source.rpartition("/")[2])]
    if len(found) != 1:
        has = ", ".join(sorted(report.source for report in record.reports))
        many = wording.count(len(found), "report is", "reports are") if found else "no report is"
        raise NoSuchReport(f"{many} called {name!r}; give the id or source of one: {has}")
    return replace(record, reports=(found[0],))


def layers(story: Story) -> tuple[Section, ...]:
    """A section for each report, its zones and sentences in order, and the marks of each sentence below it."""
    return tuple(
        Section(f"{story.labels[report.id]} ({report.id})", tuple(_blocks(story, report)), _count(story, report))
        for report in story.reports.values()
    )


def _count(story: Story, report: Report) -> str:
    """How many of each layer the report has."""
    record = story.record
    mentions = sum(mention.report == report.id for entity in record.entities for mention in entity.mentions)
    times = sum(time.report == report.id for time in record.times)
    quantities = sum(quantity.report == report.id for quantity in record.quantities)
    claims = sum(claim.report == report.id for claim in record.told)
    return ", ".join(
        [
            wording.count(mentions, "mention"),
            wording.count(times, "time"),
            wording.count(quantities, "quantity", "quantities"),
            wording.count(claims, "claim"),
        ]
    )


def _blocks(story: Story, report: Report) -> Iterator[Block]:
    published = f"{report.published.value or 'no date'} ({report.published.status})"
    yield Line(None, report.source, " · ".join([published, report.language or "language unknown"]))
    sentences = list(_sentences(report))
    marks: list[list[_Placed]] = [[] for _ in sentences]
    outside: list[_Placed] = []
    starts = [sentence.start for sentence, _ in sentences]
    for placed in _marks(story, report):
        number = bisect_right(starts, placed.start) - 1
        (marks[number] if number >= 0 else outside).append(placed)
    for placed in outside:
        yield placed.mark
    role = None
    for (sentence, zone), found in zip(sentences, marks, strict=True):
        if zone != role:
            yield Line(None, (zone or "between zones").replace("_", " ").upper(), None)
            role = zone
        yield Line(f"{sentence.start}–{sentence.end}", sentence.of(report.text), None)
        for placed in sorted(found, key=attrgetter("rank", "start")):
            yield placed.mark


def _sentences(report: Report) -> Iterator[tuple[Span, str | None]]:
    """Stretches of text with their zone: each line of a zone cut at the ends of sentences, and what no zone holds."""
    zones: list[tuple[int, int, str | None]] = []
    end = 0
    for segment in report.segments:
        zones.append((end, segment.start, None))
        zones.append((segment.start, segment.end, segment.role))
        end = segment.end
    zones.append((end, len(report.text), None))
    for first, last, role in zones:
        for line in re.finditer(r"[^\r\n\u2028\u2029]+", report.text[first:last]):
            start = 0
            for stop in (*(match.end() for match in SENTENCE_END.finditer(line[0])), len(line[0])):
                words = line[0][start:stop]
                if words.strip():
                    begin = first + line.start() + start + len(words) - len(words.lstrip())
                    yield Span(begin, begin + len(words.strip())), role
                start = stop


def _marks(story: Story, report: Report) -> Iterator[_Placed]:
    """Everything the record holds on a report, layer by layer."""
    record = story.record
    for entity in record.entities:
        for mention in entity.mentions:
            if mention.report == report.id:
                about = [f"{entity.name} ({entity.kind})", mention.form]
                about += [f"inferred: {mention.reason or 'no reason given'}"] if mention.inferred else []
                about += [_lies(entity.place)] if entity.place and mention.form == "name" else []
                span = Span(mention.start, mention.end)
                layer = "place" if entity.kind == "place" else "mention"
                yield _Placed(mention.start, 0, Mark(layer, words_in(report.text, [span]), " · ".join(about)))
    for time in record.times:
        if time.report == report.id:
            yield _Placed(time.start, 1, Mark("time", words_in(report.text, [time]), _time(time)))
    for quantity in record.quantities:
        if quantity.report == report.id:
            yield _Placed(quantity.start, 2, Mark("quantity", words_in(report.text, [quantity]), _quantity(quantity)))
    for claim in record.claims:
        if claim.report == report.id:
            yield _Placed(
                claim.spans[0].start, 3, Mark("claim", words_in(report.text, claim.spans), _claim(story, claim))
            )


def _lies(place: Coordinates) -> str:
    north, east = "N" if place.latitude >= 0 else "S", "E" if place.longitude >= 0 else "W"
    radius = f" ± {place.radius_km:g} km" if place.radius_km else ""
    return f"{abs(place.latitude):.2f} {north} {abs(place.longitude):.2f} {east}{radius}"


def _time(time: Time) -> str:
    """Type and value, the interval behind them, and what the value leans on."""
    about = [f"{time.type} {time.value}" + (f" {time.mod}" if time.mod else "")]
    if time.earliest or time.latest:
        about.append(f"{time.earliest or '…'} to {time.latest or '…'}")
    about += [f"{name} {value}" for name, value in (("zone", time.zone), ("by", time.anchor)) if value]
    return " · ".join(about)


def _quantity(quantity: Quantity) -> str:
    """Bounds, unit and what is counted."""
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (quantity.low, quantity.high))
    bounds = low if low == high and low is not None else f"{low or '…'} to {high or '…'}"
    about = [f"{'about ' if quantity.approx else ''}{bounds} {quantity.unit or '(no unit)'}"]
    return " · ".join([*about, f"of {quantity.of}"] if quantity.of else about)


def _claim(story: Story, claim: Claim) -> str:
    """Predicate, polarity, strength, chain, roles and what the claim hangs on."""
    about = [f"{claim.predicate} ({claim.polarity})", claim.factuality]
    if claim.factuality_score is not None:
        about[-1] += f" {claim.factuality_score:+g}"
    about += [
        *(["embedded"] if claim.embedded else []),
        claim.attribution.replace("_", " "),
        wording.chain(story, claim),
    ]
    for argument in claim.arguments:
        name = story.names.get(argument.entity or "")
        if name is None and argument.start is not None and argument.end is not None:
            name = f"“{story.texts[claim.report][argument.start : argument.end]}”"
        about.append(f"{argument.role}: {name or argument.head or 'nobody'}")
    if claim.quote != "none":
        about.append(f"quote: {claim.quote.replace('_', ' ')}")
    return " · ".join([*about, claim.id])
