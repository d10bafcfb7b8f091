"""Dating reports by the events they share: what is inferred, from what evidence, and what is left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from whosays.dating import date_notices, date_reports
from whosays.model import Claim, Mention, Passage, Published, Reading, Report, Segment, Span, Time

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NAMES = ("Ada Lorne", "Ostrel", "Brenk")


def anchor(times: tuple[Time, ...], published: str | None) -> tuple[Time, ...]:
    """A small stand-in for the stage that values times: "today", "yesterday" and the weekday that came last."""
    if published is None:
        return times
    today = date.fromisoformat(published[:10])
    return tuple(_valued(time, today) for time in times)


def _valued(time: Time, today: date) -> Time:
    if time.relative is None:
        return time
    if time.relative == "March 4":
        day = date(today.year, 3, 4)
    elif time.relative in WEEKDAYS:
        day = today - timedelta(days=(today.weekday() - WEEKDAYS.index(time.relative)) % 7)
    else:
        day = today - timedelta(days={"today": 0, "yesterday": 1}[time.relative])
    return replace(time, value=day.isoformat(), earliest=f"{day}T00:00", latest=f"{day}T23:59")


def reading(number: int, published: str | None, *sentences: tuple[str, str, str], **changed: object) -> Reading:
    """A reading of sentences, each with its predicate and its time expression; names are those of ``NAMES``."""
    report, text = f"r{number}", " ".join(words for words, _, _ in sentences)
    times: list[Time] = []
    claims: list[Claim] = []
    mentions: list[Mention] = []
    spans: list[Span] = []
    at = 0
    for words, predicate, expression in sentences:
        spans.append(Span(at, at + len(words)))
        start = at + words.index(expression)
        relative = next((word for word in ("today", "yesterday", "March 4", *WEEKDAYS) if word in expression), None)
        times.append(Time(f"t{start}", report, start, start + len(expression), "DATE", "XXXX-XX-XX", None, None, None, None, None, "day",
                          relative))  # fmt: skip
        for name in NAMES:
            if name in words:
                begin = at + words.index(name)
                mentions.append(
                    Mention(
                        f"m{begin}",
                        report,
                        begin,
                        begin + len(name),
                        "name",
                        "other",
                        name,
                        name,
                        "sing",
                        None,
                        None,
                        None,
                    )
                )
        claims.append(_claim(report, spans[-1], predicate, times[-1], words, changed))
        at += len(words) + 1
    status = Published(published, "given" if published else "absent", (), ())
    whole = Report(report, f"{report}.txt", None, None, None, "en", status, text, (Segment(0, len(text), "body"),))
    return Reading(whole, tuple(mentions), anchor(tuple(times), published), (), (), tuple(claims), tuple(spans))


def _claim(report: str, span: Span, predicate: str, time: Time, words: str, changed: dict[str, object]) -> Claim:
    head = span.start + words.index(predicate[:2])
    values: dict[str, object] = {
        "id": f"c{span.start}", "report": report, "spans": (span,), "predicate": predicate, "predicate_span": Span(head, head + 3),
        "arguments": (), "polarity": "+", "factuality": "certain", "factuality_score": 3.0, "attribution": "outlet_voice", "chain": (),
        "times": (time.id,), "place": None, "quantities": (), "alternatives": (), "as_of": None, "quote": "none", "hedges": (),
        "condition": None, "terms": tuple(word.strip(".").casefold() for word in words.split()), "zone": "body",
    }  # fmt: skip
    return Claim(**{**values, **changed})  # type: ignore[arg-type]


def published(*readings: Reading) -> list[tuple[str | None, str]]:
    """(value, status) of each report after dating."""
    dated = date_reports(readings, anchor=anchor)
    return [(one.report.published.value, one.report.published.status) for one in dated]


ARRIVED_TODAY = ("Ada Lorne arrived in Ostrel earlier today.", "arrive", "earlier today")
ENTRY_TUESDAY = ("The ministry confirmed the entry of Lorne into Ostrel early on Tuesday.", "entry", "early on Tuesday")
NAMES_SHORT = ("Lorne", "Ostrel")


def short(one: Reading) -> Reading:
    """The same reading with the surname alone as a mention."""
    text = one.report.text
    found = [
        Mention(f"m{name}", one.report.id, text.index(name), text.index(name) + len(name), "name", "other", name, name, "sing", None, None, None)
        for name in NAMES_SHORT
    ]  # fmt: skip
    return replace(one, mentions=tuple(found))


TUESDAY = "2031-03-04"  # a Tuesday


def test_today_is_the_day_another_report_gives() -> None:
    """ "Arrived earlier today" beside a dated report's "entry on Tuesday" dates the report, with both passages as evidence."""
    undated, dated = reading(1, None, ARRIVED_TODAY), short(reading(2, "2031-03-05T09:00+01:00", ENTRY_TUESDAY))
    first, second = date_reports((undated, dated), anchor=anchor)
    assert (first.report.published.value, first.report.published.status) == (TUESDAY, "inferred")
    assert {passage.report for passage in first.report.published.evidence} == {"r1", "r2"}
    assert first.report.published.evidence[0] == Passage("r1", 0, 42)
    assert second == dated


def test_times_are_anchored_anew() -> None:
    """After the inference the report's relative times have their day; ids and text stay."""
    undated, dated = reading(1, None, ARRIVED_TODAY), short(reading(2, TUESDAY, ENTRY_TUESDAY))
    first = date_reports((undated, dated), anchor=anchor)[0]
    assert first.times[0].value == TUESDAY
    assert first.times[0].id == undated.times[0].id
    assert first.report.id == undated.report.id


def test_yesterday_counts_back() -> None:
    """An expression that names the day before puts publication on the day after the event."""
    undated = reading(1, None, ("Ada Lorne arrived in Ostrel yesterday.", "arrive", "yesterday"))
    assert published(undated, short(reading(2, TUESDAY, ENTRY_TUESDAY)))[0] == ("2031-03-05", "inferred")


def test_a_weekday_alone_is_too_little() -> None:
    """ "On Tuesday" fits seven days of publication: the report stays undated and lists nothing."""
    undated = reading(1, None, ("Ada Lorne arrived in Ostrel on Tuesday.", "arrive", "Tuesday"))
    first = date_reports((undated, short(reading(2, TUESDAY, ENTRY_TUESDAY))), anchor=anchor)[0]
    assert first == undated


def test_two_days_leave_it_open() -> None:
    """Where dated reports put the event on two days, none is taken and both are listed with their evidence."""
    other = ("Lorne reached Ostrel on Monday.", "reach", "Monday")
    readings = (
        reading(1, None, ARRIVED_TODAY),
        short(reading(2, TUESDAY, ENTRY_TUESDAY)),
        short(reading(3, TUESDAY, other)),
    )
    first = date_reports(readings, anchor=anchor)[0].report.published
    assert (first.value, first.status) == (None, "absent")
    assert [candidate.value for candidate in first.candidates] == ["2031-03-03", "2031-03-04"]
    assert all(len(candidate.evidence) == 2 for candidate in first.candidates)


def test_a_weekday_may_contradict() -> None:
    """A weekday of the report that does not fit the pinned day keeps it undated."""
    undated = reading(1, None, ARRIVED_TODAY, ("Brenk met Ada Lorne in Ostrel on Thursday.", "meet", "Thursday"))
    # the same meeting is known to have been a fortnight later than the arrival
    dated = short(reading(2, TUESDAY, ENTRY_TUESDAY))
    later = reading(3, "2031-03-20", ("Brenk met Ada Lorne in Ostrel today.", "meet", "today"))
    assert published(undated, dated, later)[0] == (None, "absent")


def test_another_event_is_no_evidence() -> None:
    """A different kind of event, other names, a denial, a condition or an act of speech prove nothing."""
    dated = short(reading(2, TUESDAY, ENTRY_TUESDAY))
    left = ("Ada Lorne left Ostrel earlier today.", "leave", "earlier today")
    elsewhere = ("Brenk arrived at the harbour earlier today.", "arrive", "earlier today")
    spoken = ("Ada Lorne said in Ostrel earlier today.", "say", "earlier today")
    assert published(reading(1, None, left), dated)[0] == (None, "absent")
    assert published(reading(1, None, elsewhere), dated)[0] == (None, "absent")
    assert published(reading(1, None, spoken), reading(2, TUESDAY, spoken))[0] == (None, "absent")
    assert published(reading(1, None, ARRIVED_TODAY, polarity="-"), dated)[0] == (None, "absent")
    assert published(reading(1, None, ARRIVED_TODAY, factuality="conditional"), dated)[0] == (None, "absent")


def test_undated_reports_prove_nothing() -> None:
    """Two undated reports do not date each other, and one report alone stays as it is."""
    readings = (reading(1, None, ARRIVED_TODAY), short(reading(2, None, ENTRY_TUESDAY)))
    assert date_reports(readings, anchor=anchor) == readings
    assert date_reports(readings[:1], anchor=anchor) == readings[:1]


def test_a_given_date_is_kept_and_the_clash_listed() -> None:
    """A stamp that its own words exclude is kept; the other days are listed once two dated reports agree on them."""
    event = ("Ada Lorne arrived in Ostrel today.", "arrive", "today")
    late = reading(1, "2031-03-18", event)
    witnesses = (short(reading(2, TUESDAY, ENTRY_TUESDAY)), reading(3, TUESDAY, event))
    first = date_reports((late, *witnesses), anchor=anchor)[0].report.published
    assert (first.value, first.status) == ("2031-03-18", "given")
    assert [candidate.value for candidate in first.candidates] == ["2031-03-18", TUESDAY]
    assert date_reports((late, witnesses[0]), anchor=anchor)[0] == late


def test_a_day_of_difference_is_no_clash() -> None:
    """A stamp one day off, as another time zone makes it, raises nothing."""
    event = ("Ada Lorne arrived in Ostrel today.", "arrive", "today")
    late = reading(1, "2031-03-05", event)
    witnesses = (short(reading(2, TUESDAY, ENTRY_TUESDAY)), reading(3, TUESDAY, event))
    assert date_reports((late, *witnesses), anchor=anchor)[0] == late


def test_order_does_not_matter() -> None:
    """The same readings in another order are dated alike."""
    readings = (reading(1, None, ARRIVED_TODAY), short(reading(2, TUESDAY, ENTRY_TUESDAY)))
    assert set(date_reports(readings, anchor=anchor)) == set(date_reports(readings[::-1], anchor=anchor))


def test_notices_tell_what_was_inferred() -> None:
    """An inferred date and a clash are told in words, with the report's source."""
    readings = (reading(1, None, ARRIVED_TODAY), short(reading(2, TUESDAY, ENTRY_TUESDAY)))
    (told,) = date_notices(readings, date_reports(readings, anchor=anchor))
    assert (told.kind, told.source) == ("other", "r1.txt")
    assert f"{TUESDAY} is inferred" in told.message


def with_dateline(one: Reading, words: str) -> Reading:
    """The same reading, with these words of its text as its dateline."""
    segments = (Segment(0, len(words), "dateline"), Segment(len(words) + 1, len(one.report.text), "body"))
    return replace(one, report=replace(one.report, segments=segments), claims=())


def test_a_dateline_takes_its_year_from_the_story() -> None:
    """ "March 4" in a dateline, without a year, is that day in the year of the dated reports; far from them it is nothing."""
    undated = with_dateline(
        reading(1, None, ("OSTREL, March 4 (AP) - The line is closed.", "close", "March 4")), "OSTREL, March 4 (AP) -"
    )
    near, far = reading(2, "2031-03-06", ENTRY_TUESDAY), reading(2, "2031-07-06", ENTRY_TUESDAY)
    assert published(undated, near)[0] == (TUESDAY, "inferred")
    assert published(undated, far)[0] == (None, "absent")
    two_years = reading(3, "2032-03-02", ENTRY_TUESDAY)
    assert published(undated, near, two_years)[0] == (None, "absent")


def test_background_is_no_evidence() -> None:
    """An event months before the dated report's own day is background and dates nothing."""
    dated = reading(2, "2031-07-01", ("Lorne reached Ostrel on March 4.", "reach", "March 4"))
    assert published(reading(1, None, ARRIVED_TODAY), short(dated))[0] == (None, "absent")
