"""Times: expressions found in sentences, valued against a day of publication (Tuesday 12 September 2023 unless a case says otherwise)."""

from __future__ import annotations

import pytest

from whosays.language import parse
from whosays.model import Published, Report, Segment, Time
from whosays.normalize.times import anchor_times, find_times
from whosays.normalize.times.calendar import decode, encode
from whosays.normalize.times.zones import offset_of

PUBLISHED = "2023-09-12"


def report(text: str, published: str | None) -> Report:
    status = "given" if published else "absent"
    return Report(
        "r1",
        "r1.txt",
        None,
        None,
        None,
        "en",
        Published(published, status, (), ()),
        text,
        (Segment(0, len(text), "body"),),
    )


def times(text: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    return find_times(parse(report(text, published)))


def only(text: str, published: str | None = PUBLISHED) -> tuple[str, Time]:
    found = times(text, published)
    assert len(found) == 1, [(text[time.start : time.end], time.value) for time in found]
    return text[found[0].start : found[0].end], found[0]


DATES = [
    ("The bridge fell on 3 June 2021.", "3 June 2021", "2021-06-03"),
    ("The bridge fell on June 3, 2021.", "June 3, 2021", "2021-06-03"),
    ("The bridge fell on the 3rd of June 2021.", "the 3rd of June 2021", "2021-06-03"),
    ("The order is dated 2021-06-03.", "2021-06-03", "2021-06-03"),
    ("The school opened in April 2019.", "April 2019", "2019-04"),
    ("The school opened in 1987.", "1987", "1987"),
    ("The school opened in the 1990s.", "the 1990s", "199"),
    ("The school opened in the early 1980s.", "the early 1980s", "198"),
    ("The school opened in the 19th century.", "the 19th century", "18"),
    ("The mayor resigned today.", "today", "2023-09-12"),
    ("The mayor resigned yesterday.", "yesterday", "2023-09-11"),
    ("The mayor will resign tomorrow.", "tomorrow", "2023-09-13"),
    ("The mayor resigned the day before yesterday.", "the day before yesterday", "2023-09-10"),
    ("The mayor resigned on Sunday.", "Sunday", "2023-09-10"),
    ("The mayor resigned on Tuesday.", "Tuesday", "2023-09-12"),
    ("The mayor resigned on Wednesday.", "Wednesday", "2023-09-06"),
    ("The mayor will resign on Friday.", "Friday", "2023-09-15"),
    ("The mayor is expected to resign on Friday.", "Friday", "2023-09-15"),
    ("The mayor is due to resign on Friday.", "Friday", "2023-09-15"),
    ("The mayor cancelled a rally slated for Friday.", "Friday", "2023-09-15"),
    ("The trial was postponed until Friday.", "Friday", "2023-09-15"),
    ("The mayor resigned last Friday.", "last Friday", "2023-09-08"),
    ("The council meets next Friday.", "next Friday", "2023-09-22"),
    ("Voters reacted to Monday's ruling.", "Monday", "2023-09-11"),
    ("The law passed last week.", "last week", "2023-W36"),
    ("The law passed this month.", "this month", "2023-09"),
    ("The law passed last month.", "last month", "2023-08"),
    ("The law will pass next year.", "next year", "2024"),
    ("The law passed earlier this year.", "earlier this year", "2023"),
    ("The law passed two years ago.", "two years ago", "2021"),
    ("The law passed ten days ago.", "ten days ago", "2023-09-02"),
    ("The law passed three months ago.", "three months ago", "2023-06"),
    ("The law passed in July.", "July", "2023-07"),
    ("The law passed in November.", "November", "2023-11"),
    ("The law will pass in January.", "January", "2024-01"),
    ("The law passed last December.", "last December", "2022-12"),
    ("The law passed on August 9.", "August 9", "2023-08-09"),
    ("The offer was extended until Oct. 20.", "Oct. 20", "2023-10-20"),
    ("The law passed in June last year.", "June last year", "2022-06"),
    ("Profits fell in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
    ("Profits fell in the second quarter.", "the second quarter", "2023-Q2"),
    ("Profits fell in the first half of 2022.", "the first half of 2022", "2022-H1"),
    ("Fires spread last summer.", "last summer", "2023-SU"),
    ("Fires spread in the summer of 1994.", "the summer of 1994", "1994-SU"),
    ("Crowds marched over the weekend.", "the weekend", "2023-W36-WE"),
    ("Shops closed on Christmas Eve.", "Christmas Eve", "2022-12-24"),
    ("It was the first visit since the start of the Covid-19 pandemic.", "the start of the Covid-19 pandemic", "2020"),
    ("The minister recently quit.", "recently", "PAST_REF"),
    ("The minister is now in exile.", "now", "PRESENT_REF"),
    ("The attack seemed imminent.", "imminent", "FUTURE_REF"),
    ("The talks will resume soon.", "soon", "FUTURE_REF"),
    ("The minister quit several years ago.", "several years ago", "PAST_REF"),
    ("The deal should close by year-end.", "year-end", "2023"),
    ("The deal should close by the end of October.", "the end of October", "2023-10"),
]


@pytest.mark.parametrize("text, words, value", DATES)
def test_dates(text: str, words: str, value: str) -> None:
    """A date is found whole and valued, by the calendar or against the day of publication and the tense of its verb."""
    found, time = only(text)
    assert (found, time.type, time.value) == (words, "DATE", value)


HOURS = [
    (
        "The train left on Sunday afternoon.",
        "Sunday afternoon",
        "2023-09-10TAF",
        "2023-09-10T12:00",
        "2023-09-10T18:00",
    ),
    (
        "The train left early on Tuesday morning.",
        "early on Tuesday morning",
        "2023-09-12TMO",
        "2023-09-12T00:00",
        "2023-09-12T07:00",
    ),
    ("The train left late on Monday.", "late on Monday", "2023-09-11TNI", "2023-09-11T18:00", "2023-09-11T23:59"),
    ("The train left last night.", "last night", "2023-09-11TNI", "2023-09-11T18:00", "2023-09-12T06:00"),
    ("The train left this morning.", "this morning", "2023-09-12TMO", "2023-09-12T06:00", "2023-09-12T12:00"),
    (
        "The train left at 5 p.m. on Monday.",
        "5 p.m. on Monday",
        "2023-09-11T17:00",
        "2023-09-11T17:00",
        "2023-09-11T17:00",
    ),
    (
        "The train left on Monday at 17:45.",
        "Monday at 17:45",
        "2023-09-11T17:45",
        "2023-09-11T17:45",
        "2023-09-11T17:45",
    ),
    ("The train left at noon on Monday.", "noon on Monday", "2023-09-11T12:00", "2023-09-11T12:00", "2023-09-11T12:00"),
    (
        "The train left at four in the afternoon on Monday.",
        "four in the afternoon on Monday",
        "2023-09-11T16:00",
        None,
        None,
    ),
    ("The train left at 18.10 on Monday.", "18.10 on Monday", "2023-09-11T18:10", "2023-09-11T18:10", None),
    (
        "The train left at half past three in the morning on Monday.",
        "half past three in the morning on Monday",
        "2023-09-11T03:30",
        "2023-09-11T03:30",
        None,
    ),
    (
        "The train left at 0737 GMT on Monday.",
        "0737 GMT on Monday",
        "2023-09-11T07:37+00:00",
        "2023-09-11T07:37+00:00",
        None,
    ),
    (
        "The train left at 3:37 a.m. EDT on Monday.",
        "3:37 a.m. EDT on Monday",
        "2023-09-11T03:37-04:00",
        "2023-09-11T03:37-04:00",
        None,
    ),
    ("The train left at 9:15 Monday night.", "9:15 Monday night", "2023-09-11T21:15", "2023-09-11T21:15", None),
    (
        "The train left at 8 a.m. Moscow time on Monday.",
        "8 a.m. Moscow time on Monday",
        "2023-09-11T08:00+03:00",
        None,
        None,
    ),
    (
        "The train left in the early hours of Monday.",
        "the early hours of Monday",
        "2023-09-11TMO",
        "2023-09-11T00:00",
        "2023-09-11T07:00",
    ),
]


@pytest.mark.parametrize("text, words, value, earliest, latest", HOURS)
def test_hours(text: str, words: str, value: str, earliest: str | None, latest: str | None) -> None:
    """Parts of day and clock times join their day and zone into one expression with an interval of hours."""
    found, time = only(text)
    assert (found, time.type, time.value) == (words, "TIME", value)
    assert earliest is None or time.earliest == earliest
    assert latest is None or time.latest == latest


DURATIONS = [
    ("They marched for nearly 24 hours.", "nearly 24 hours", "PT24H", "EQUAL_OR_LESS"),
    ("The war has lasted more than 18 months.", "more than 18 months", "P18M", "MORE_THAN"),
    ("He ruled for 12 years.", "12 years", "P12Y", None),
    ("He ruled for at least 12 years.", "at least 12 years", "P12Y", "EQUAL_OR_MORE"),
    ("He ruled for about a decade.", "about a decade", "P1DE", "APPROX"),
    ("Sanctions held for the past two decades.", "the past two decades", "P2DE", None),
    ("The five-year contract was signed.", "five-year", "P5Y", None),
    ("A nine-year-old was found.", "nine-year-old", "P9Y", None),
    ("The nine-week-old strike ended.", "nine-week-old", "P9W", None),
    ("Over the past decade it grew.", "the past decade", "P1DE", None),
    ("They hid in the weeks before the vote.", "weeks", "PXW", None),
    ("They waited for years.", "years", "PXY", None),
    ("They waited a few days.", "a few days", "PXD", None),
    ("They waited half an hour.", "half an hour", "PT30M", None),
    ("They waited two and a half years.", "two and a half years", "P2Y6M", None),
    ("They waited a year and a half.", "a year and a half", "P1Y6M", None),
    ("They waited a fortnight.", "a fortnight", "P2W", None),
    ("Elections follow in the next six weeks.", "the next six weeks", "P6W", None),
    ("The first nine months were good.", "The first nine months", "P9M", None),
]


@pytest.mark.parametrize("text, words, value, mod", DURATIONS)
def test_durations(text: str, words: str, value: str, mod: str | None) -> None:
    """A duration keeps its approximator in the expression and in ``mod``."""
    found, time = only(text)
    assert (found, time.type, time.value, time.mod) == (words, "DURATION", value, mod)


SETS = [
    ("The ferry runs every day.", "every day", "P1D"),
    ("The ferry runs every two weeks.", "every two weeks", "P2W"),
    ("The council meets each Thursday.", "each Thursday", "XXXX-WXX-4"),
    ("The council meets on Mondays.", "Mondays", "XXXX-WXX-1"),
    ("Prices rise annually.", "annually", "P1Y"),
    ("She travels frequently.", "frequently", "PXX"),
    ("Crowds came to a daily rally.", "daily", "P1D"),
    ("He spoke in his weekly address.", "weekly", "P1W"),
]


@pytest.mark.parametrize("text, words, value", SETS)
def test_sets(text: str, words: str, value: str) -> None:
    """What recurs is a SET."""
    found, time = only(text)
    assert (found, time.type, time.value) == (words, "SET", value)


def test_the_year_of_the_books_is_a_length() -> None:
    """ "The year ended March 31" is no calendar year."""
    assert [time.value for time in times("Sales rose in the year ended March 31.")] == ["P1Y", "2023-03-31"]


TENSES = [  # printed on Tuesday 12 September 2023
    ("Thousands gathered to mark the anniversary on Friday.", "2023-09-08"),
    ("They agreed to meet on Friday.", "2023-09-15"),
    ("The vote is set for Friday.", "2023-09-15"),
    ("The index fell below the record set on Aug. 6.", "2023-08-06"),
    ("The court ordered them to leave the land by Sept. 11.", "2023-09-11"),
    ("The plant will close by Jan. 14.", "2024-01-14"),
    ("A hearing may be held the week of March 4.", "2024-W10"),
    ("He was seen the day before last Tuesday.", "2023-09-04"),
    ("He left the day after the Sept. 4 raid.", "2023-09-04"),
    ("The party will one day return to power.", "FUTURE_REF"),
    ("He is free now that the court has ruled.", "PRESENT_REF"),
]


@pytest.mark.parametrize("text, value", TENSES)
def test_which_day_the_verb_says(text: str, value: str) -> None:
    """The verb's tense, what it is an aim of, and words in front of the date decide which day is meant."""
    _, time = only(text)
    assert time.value == value


NOT_TIMES = [
    "A nine-year-old boy was found.",
    "The ministers may march to the palace.",
    "About 2,000 people and 1900 sheep crossed.",
    "The fall of the tower shocked them.",
    "It cost $1999 and 2010 euros.",
    "A second man was hurt.",
    "The 52 km road was closed.",
    "Talks began as soon as the guns fell silent.",
    "They ran about three-quarters of the country.",
    "Half of the house burned.",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_is_no_time(text: str) -> None:
    """Modals, counts, prices, ordinals and fractions are not read as times."""
    assert [text[time.start : time.end] for time in times(text)] == []


UNANCHORED = [
    ("The mayor resigned on Tuesday.", "XXXX-WXX-2"),
    ("The mayor resigned on Tuesday afternoon.", "XXXX-WXX-2TAF"),
    ("The mayor resigned earlier today.", "XXXX-XX-XX"),
    ("The mayor resigned on March 3.", "XXXX-03-03"),
    ("The mayor resigned in March.", "XXXX-03"),
    ("The mayor resigned last week.", "XXXX-WXX"),
    ("The mayor resigned last year.", "XXXX"),
]


@pytest.mark.parametrize("text, value", UNANCHORED)
def test_without_a_day_of_publication(text: str, value: str) -> None:
    """An undated report leaves relative times open, with the symbolic form kept and no interval."""
    _, time = only(text, None)
    assert time.value == value
    assert time.relative is not None
    assert (time.anchor, time.earliest, time.latest) == ("published", None, None)


@pytest.mark.parametrize("text, words, value", DATES)
def test_anchored_later_equals_anchored_at_once(text: str, words: str, value: str) -> None:
    """Anchoring the times of an undated report gives what the dated report would have given."""
    assert anchor_times(times(text, None), PUBLISHED) == times(text)


def test_anchoring_leaves_absolute_times() -> None:
    """A full date does not move with the day of publication."""
    found = times("It fell on 3 June 2021.")
    assert found[0].relative is None
    assert anchor_times(found, "1999-01-01") == found


BOUNDS = [
    ("The deal will close by Friday.", None, "2023-09-15T23:59", "ON_OR_BEFORE"),
    ("The town has been cut off since Sunday.", "2023-09-10T00:00", None, "ON_OR_AFTER"),
    ("They left before 2019.", None, "2019-01-01T00:00", "BEFORE"),
    ("They left after 2019.", "2019-12-31T23:59", None, "AFTER"),
]


@pytest.mark.parametrize("text, earliest, latest, mod", BOUNDS)
def test_bounds(text: str, earliest: str | None, latest: str | None, mod: str) -> None:
    """ "by", "since", "before" and "after" open one end of the interval; the words of the expression stay the date's own."""
    _, time = only(text)
    assert (time.earliest, time.latest, time.mod) == (earliest, latest, mod)


def test_a_day_is_a_whole_day() -> None:
    """A DATE of one day runs from midnight to one minute before the next."""
    _, time = only("The mayor resigned on Sunday.")
    assert (time.earliest, time.latest, time.grain) == ("2023-09-10T00:00", "2023-09-10T23:59", "day")


def test_local_time_takes_the_offset_of_publication() -> None:
    """ "local time" and an unknown place's time have the offset that the report's own date carries."""
    for words in ("at 23:40 local time", "at 23:40 Tasi time"):
        _, time = only(f"The ferry sank {words}.", "2031-03-05T10:00+09:00")
        assert time.value == "2031-03-04T23:40+09:00"
        assert time.zone == "+09:00"


def test_local_time_beside_another_clock_time_stays_open() -> None:
    """Two clock times in one sentence, one of them "local": the local one belongs to another place, so no offset is claimed."""
    found = times(
        "It was signed at 3 a.m. on Monday; the office puts it at 10 p.m. on Sunday, local time.",
        "2031-02-11T10:00+00:00",
    )
    assert [(time.value, time.zone) for time in found] == [
        ("2031-02-10T03:00+00:00", "+00:00"),
        ("2031-02-09T22:00", "local time"),
    ]


def test_unknown_zone_without_offset_is_kept_as_stated() -> None:
    """Where neither the table nor the report gives an offset, the zone keeps its printed name."""
    _, time = only("The ferry sank at 07:40 on Tuesday Tasi time.", "2031-03-05")
    assert (time.value, time.zone) == ("2031-03-04T07:40", "Tasi time")


def test_a_clock_time_takes_the_day_just_named() -> None:
    """A clock time alone belongs to the day of the sentence before."""
    found = times("A ferry sank late on Monday. It went down at 23:40.", "2031-03-04T08:10+01:00")
    assert found[1].value == "2031-03-03T23:40+01:00"


def test_a_clock_time_takes_the_day_of_what_happened() -> None:
    """Neither the day on which somebody spoke nor, far from the only day named, the day of publication is its own."""
    said = times("The tram derailed on Monday. Police said on Tuesday that two had died. It happened at 6.40 a.m.")
    assert said[-1].value == "2023-09-11T06:40"
    far = times("The tram derailed on Monday. Two died. Ten were hurt. One was a child. It derailed at 6.40 a.m.")
    assert far[-1].value == "2023-09-11T06:40"


def test_a_past_clock_time_is_not_after_publication() -> None:
    """ "about twenty to midnight" in a report of half past nine in the evening is the night before."""
    found = times("The ship left the screen at about twenty to midnight, he said.", "2031-03-04T21:30+01:00")
    assert (found[0].value, found[0].mod) == ("2031-03-03T23:40+01:00", "APPROX")


def test_a_price_is_no_clock_time() -> None:
    """What shares stand at is told with a dot too."""
    assert [time.value for time in times("Shares of the line closed at 18.10 on Monday.")] == ["2023-09-11"]


def test_the_day_may_follow_a_bracket() -> None:
    """A converted time in brackets does not part a clock time from its day."""
    found = times("The blast hit the port at 10:35 a.m. (0735 GMT) on Friday.")
    assert found[0].value == "2023-09-08T10:35+03:00"


def test_a_weekday_confirms_its_date() -> None:
    """The year of a date without one is the year in which the weekday beside it is right."""
    _, time = only("The vote was held on Saturday, April 25.", "1998-04-24")
    assert time.value == "1998-04-25"


def test_then_takes_the_date_before_it() -> None:
    """ "then-mayor" and "since" in "has since" stand for the date last named."""
    found = times("A summit in 2019 was hosted by the then-mayor.")
    assert [time.value for time in found] == ["2019", "2019"]
    found = times("The train stopped on Sunday. It has since crossed the river.")
    assert (found[1].value, found[1].mod, found[1].latest) == ("2023-09-10", "AFTER", None)


def test_the_year_before_a_quarter() -> None:
    """ "a year earlier" after a quarter is the quarter one year back."""
    found = times("Profit fell in the second quarter. It was higher a year earlier.")
    assert [time.value for time in found] == ["2023-Q2", "2022-Q2"]


def test_the_following_year() -> None:
    """ "the following year" counts from the date named last."""
    found = times("She was elected on May 22, 1995. The following year she resigned.")
    assert [time.value for time in found] == ["1995-05-22", "1996"]


def test_publication_hours_bound_earlier_today() -> None:
    """ "earlier today" ends when the report came out."""
    _, time = only("The mayor resigned earlier today.", "2023-09-12T15:30+02:00")
    assert (time.earliest, time.latest) == ("2023-09-12T00:00", "2023-09-12T15:30")


def test_metadata_dates_are_found() -> None:
    """A date in a metadata prefix is a time, though no sentence holds it."""
    text = " date 2023-09-12 The mayor resigned."
    segments = (Segment(0, 16, "metadata_prefix"), Segment(17, len(text), "body"))
    bare = Report("r1", "r1.txt", None, None, None, "en", Published(None, "absent", (), ()), text, segments)
    found = find_times(parse(bare))
    assert [(text[time.start : time.end], time.value) for time in found] == [("2023-09-12", "2023-09-12")]


def test_curly_quotes_and_hard_spaces() -> None:
    """Typographic characters do not hide a time, and offsets stay those of the text."""
    text = "Monday’s vote was held at 5\u00a0p.m., “on time”."
    assert [text[time.start : time.end] for time in times(text)] == ["Monday", "5\u00a0p.m."]


def test_zones_with_summer_time() -> None:
    """A zone with summer time needs the day; one without does not."""
    from datetime import date

    assert offset_of("Paris time", date(2023, 7, 1)) == "+02:00"
    assert offset_of("Paris time", date(2023, 12, 1)) == "+01:00"
    assert offset_of("New York time", date(2023, 3, 12)) == "-04:00"
    assert offset_of("New York time", date(2023, 11, 5)) == "-05:00"
    assert offset_of("Paris time", None) is None
    assert offset_of("GMT", None) == "+00:00"
    assert offset_of("Tasi time", date(2023, 7, 1)) is None


def test_forms_round_trip() -> None:
    """The symbolic form survives being written and read, also one inside another."""
    form = {"rel": "day+1", "from": encode({"weekday": "2", "which": "past"})}
    assert decode(encode(form)) == form


def test_impossible_dates_do_not_break() -> None:
    """A day that no month has, or a year out of reach, is left without an interval rather than guessed."""
    for text in ("It fell on February 30, 2021.", "It ends 90,000 years from now.", "It began 40,000 years ago."):
        assert all(time.earliest is None or time.earliest < "2100" for time in times(text))


def test_ids_are_of_place_not_of_order() -> None:
    """The id of a time depends on report and characters only."""
    found = times("The mayor resigned on Sunday.")
    assert found[0].id == times("The mayor resigned on Sunday.", "2020-01-01")[0].id


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sailings for Thursday have been cancelled.", "2031-06-12"),
        ("The village fete on Saturday has been called off.", "2031-06-14"),
        ("Saturday's match has been postponed.", "2031-06-14"),
        ("A bake sale for the roof goes ahead on Sunday.", "2031-06-15"),
        ("The strike begins on Friday.", "2031-06-13"),
        ("The town holds its harvest fete on Saturday.", "2031-06-14"),
        ("The fete was cancelled on Saturday.", "2031-06-07"),
        ("Rescuers struggled to reach the village on Sunday.", "2031-06-08"),
        ("Rescuers were unable to reach the village on Sunday.", "2031-06-08"),
        ("The ministers of both countries meet in Lorne on Friday.", "2031-06-13"),
        ("The match was decided on Sunday.", "2031-06-08"),
        ("Talks were agreed for Sunday.", "2031-06-15"),
    ],
)
def test_what_stands_on_a_calendar_lies_ahead(text: str, day: str) -> None:
    """What has been cancelled and what begins on a weekday lie ahead of the report; what was tried lies behind."""
    _, time = only(text, "2031-06-10")
    assert time.value == day


LISTS = [  # printed on 26 February 2024
    ("Talks are set for March 3 and 4.", ["2024-03-03", "2024-03-04"]),
    ("It met on April 24 and 25, 2019.", ["2019-04-24", "2019-04-25"]),
    ("It was held on 3, 4 and 6 March 2021 in Lorne.", ["2021-03-03", "2021-03-04", "2021-03-06"]),
    ("Polls were open Feb. 2-4, then closed.", ["2024-02-02", "2024-02-04"]),
    ("On Feb. 3 and 4 people died.", ["2024-02-03"]),
    ("On Feb. 3, 12 and 14 men were shot.", ["2024-02-03"]),
    ("Rates fell by Feb. 2 to 4%.", ["2024-02-02"]),
]


@pytest.mark.parametrize(("text", "days"), LISTS)
def test_days_that_share_a_month(text: str, days: list[str]) -> None:
    """Each day of a list or range is a date; a number that goes on with a noun counts things."""
    assert [time.value for time in times(text, "2024-02-26")] == days


def test_a_quarter_whose_end_is_stated() -> None:
    """ "The quarter ended July 31" is May to July; "a year earlier" counts from it."""
    quarter, _, earlier = times("Profit fell in the quarter ended July 31. It rose a year earlier.", "2024-10-26")
    assert (quarter.value, quarter.earliest, quarter.latest) == ("2024-Q2", "2024-05-01T00:00", "2024-07-31T23:59")
    assert earlier.value == "2023-Q2"


def test_a_company_counts_its_own_quarters() -> None:
    """A fiscal quarter keeps its number; its days are known only where its end is stated, before or after."""
    open_one, stated, _ = times(
        "It lost money in its fiscal first quarter. Costs rose in the quarter ended Sept. 29.", "2024-10-26"
    )
    assert (open_one.value, open_one.earliest) == ("2024-Q1", None)
    assert (stated.value, stated.earliest, stated.latest) == ("2024-Q1", "2024-06-30T00:00", "2024-09-29T23:59")


def test_quarters_compared_with_or_foreseen_are_not_what_the_report_is_about() -> None:
    """ "The latest quarter" is the one reported, though the next and the year before were named since."""
    found = times(
        "Third-quarter profit rose. The storm will result in a fourth-quarter charge. Sales fell in the latest quarter. "
        "The firm lost money in the same period last year.",
        "2024-11-02",
    )
    assert [time.value for time in found] == ["2024-Q3", "2024-Q4", "2024-Q3", "2023-Q3"]


def test_last_month_by_its_name() -> None:
    """ "Last February" printed in March is a year back; printed in June it is this year's."""
    assert [only("The helicopter crashed last February.", day)[1].value for day in ("2024-03-01", "2024-06-01")] == [
        "2023-02",
        "2024-02",
    ]


def test_last_week_in_a_sunday_paper() -> None:
    """On a Sunday "last week" is the one just over; on a Monday it is the same one."""
    assert {only("Talks failed last week.", day)[1].value for day in ("2024-03-24", "2024-03-25")} == {"2024-W12"}


@pytest.mark.parametrize(
    "text",
    [
        "That is hard to explain to today's youth.",
        'She spoke on the radio magazine "This Week" about the war.',
        "The plant makes 12,000 engines annually.",
    ],
)
def test_what_only_looks_like_a_day(text: str) -> None:
    """The present age, the name of a programme and a rate are no times."""
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The decades-long dispute is over.", "decades-long", "PXDE"),
        ("A day-long meeting followed.", "day-long", "P1D"),
        ("A three-week-long strike followed.", "three-week-long", "P3W"),
        ("They may stay for some time.", "some time", "PXX"),
        ("She lived there for a while.", "a while", "PXX"),
    ],
)
def test_lengths_in_words(text: str, words: str, value: str) -> None:
    """A length may be written as one word, or be vague."""
    found, time = only(text)
    assert (found, time.type, time.value) == (words, "DURATION", value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shops closed on Labor Day.", "2023-09-04"),
        ("It opened on Martin Luther King Day.", "2023-01-16"),
        ("He spoke on Palm Sunday.", "2023-04-02"),
        ("Ashes were worn on Ash Wednesday.", "2023-02-22"),
    ],
)
def test_days_with_a_name(text: str, day: str) -> None:
    """Fixed and movable days of the calendar."""
    assert only(text)[1].value == day
