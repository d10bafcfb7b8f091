"""Times as a report goes on telling: the night's morning, the event's own day, days counted from the day before, and what a date is not of."""

from __future__ import annotations

import pytest

from tests.casefiles import reading
from tests.test_times import only, times
from whosays.ingest import read_text
from whosays.language import parse
from whosays.normalize.times import find_times

AT_NOON = "2031-03-05T12:00+01:00"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "A ferry ran aground overnight. It struck a reef at 3:40 a.m. By 9 a.m. all were ashore.",
            ["2031-03-04TNI", "2031-03-05T03:40+01:00", "2031-03-05T09:00+01:00"],
        ),
        (
            "The wall gave way on Monday night. Guards heard a crack at 1:10 a.m. and fled. It was shored up by 9 p.m.",
            ["2031-03-03TNI", "2031-03-04T01:10+01:00", "2031-03-04T21:00+01:00"],
        ),
        ("The alarm went off on Monday night at 2 a.m.", ["2031-03-04T02:00+01:00"]),
        ("The lift stopped last night. It was freed at 10 p.m.", ["2031-03-04TNI", "2031-03-04T22:00+01:00"]),
    ],
)
def test_the_hours_behind_a_night(text: str, values: list[str]) -> None:
    """The small hours of a night, and the morning behind "overnight", are hours of the next day."""
    assert [time.value for time in times(text, AT_NOON)] == values


def test_an_hour_is_of_the_day_of_its_event() -> None:
    """The day on which a toll rose, mourners came or somebody spoke does not move the hour at which the thing happened."""
    found = times(
        "The toll of the earthquake that struck the coast on Sunday rose to 90 on Monday. The quake, which hit at 8:29 a.m., cut roads.",
        AT_NOON,
    )
    assert found[-1].value == "2031-03-02T08:29+01:00"
    found = times("A fire killed two on Sunday. A fire killed one on Monday. The fire broke out at 8 a.m.", AT_NOON)
    assert found[-1].value == "2031-03-03T08:00+01:00"  # two fires: the day named last


def test_a_dateline_is_no_day_of_an_event() -> None:
    """The day in a dateline is not one on which something happened: an hour far behind is of the only one."""
    text = (
        "Outlet: Alden Post\nPublished: 2031-03-05T07:30:00+01:00\n\nBus falls\nTOLVA, March 5 - Forty people died when a bus fell on Monday. "
        "It came from Tarn. One girl lives. Nobody else does. It was old. It hit a wall at 11 a.m. Nine had been found by nightfall.\n"
    )
    found = find_times(parse(read_text(text.encode(), source="x.txt")))
    assert [time.value[:10] for time in found][-2:] == ["2031-03-03", "2031-03-03"]


def test_an_hour_without_its_half_goes_on_from_the_one_before() -> None:
    """ "5:07 p.m. … 5:26" is of the same afternoon, "9:07 p.m. … 5:26" of the next morning."""
    assert times("The jet left at 5:07 p.m. and was back at 5:26.", AT_NOON)[1].value == "2031-03-04T17:26+01:00"
    assert times("The jet left at 9:07 p.m. and was back at 5:26.", AT_NOON)[1].value == "2031-03-05T05:26+01:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam burst on Monday. The governor came the next morning.", "2031-03-04TMO"),
        ("The dam burst on Monday. The previous evening a guard had warned him.", "2031-03-02TEV"),
        ("The dam burst on Monday. A crack had been seen the day before.", "2031-03-02"),
        ("The dam burst on Monday. It was inspected the week before, when it rained.", "2031-W09"),
        ("The strike came on Monday. Four men were killed earlier in the day.", "2031-03-03"),
        ("The dam burst on Monday. Two others had burst the year before.", "2030"),
        (
            "Gunmen seized the pupils in Tarn, Selby county, on Monday, the teacher said. He came the same day.",
            "2031-03-03",
        ),
    ],
)
def test_days_counted_from_the_day_before(text: str, value: str) -> None:
    """ "The next morning", "the day before", "the same day" count from the day of what happened."""
    assert times(text, AT_NOON)[-1].value == value


def test_no_morning_without_a_day() -> None:
    """ "The next morning" of a report that names no day stands for none."""
    assert times("The governor came the next morning.", AT_NOON) == ()


def test_the_day_before_something_is_no_day_of_its_own() -> None:
    """ "The day before the vote" leans on the vote, not on a date."""
    assert [time.value for time in times("The dam burst on Monday. It was full the day before the vote.")] == [
        "2023-09-11"
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The court will rule on Thursday next week.", "Thursday next week", "2031-03-13"),
        ("The court sat on Monday morning last week.", "Monday morning last week", "2031-02-24TMO"),
        ("He fled on the night of July 3 last year.", "the night of July 3 last year", "2030-07-03TNI"),
        ("Prices have doubled in the past year.", "the past year", "P1Y"),
        ("Polls close at 8pm on Thursday.", "8pm on Thursday", "2031-03-06T20:00+01:00"),
        ("The ship is due in port Friday.", "Friday", "2031-03-07"),
        ("Rain was likely until the weekend.", "the weekend", "2031-W10-WE"),
        ("She had told friends she would be back by Saturday.", "Saturday", "2031-03-01"),
        ("The president declared a curfew until 5 a.m. on Friday.", "5 a.m. on Friday", "2031-03-07T05:00+01:00"),
        ("By evening it was over.", "evening", "2031-03-05TEV"),
        ("He said he would be back by Saturday.", "Saturday", "2031-03-08"),
        ("Rain caused five streams to burst their banks on Saturday.", "Saturday", "2031-03-01"),
    ],
)
def test_which_day_is_meant(text: str, words: str, value: str) -> None:
    """The week behind a weekday, the year behind a night, and what the verb above says."""
    found, time = only(text, AT_NOON)
    assert (found, time.value) == (words, value)


def test_a_day_behind_one_to_come() -> None:
    """What lies behind is not of the day after one that is still to come."""
    found = times("He will be sentenced on Friday. His brother was recalled to prison the day after.", AT_NOON)
    assert [time.value for time in found] == ["2031-03-07"]


def test_a_holiday_that_says_what_kind() -> None:
    """ "Easter pilgrims" went on no day of Easter; "the Easter attack" did happen then."""
    assert times("Forty-five Easter pilgrims were killed.", AT_NOON) == ()
    assert [time.value for time in times("The Easter attack killed two.", AT_NOON)] != []


def test_an_hour_and_some_minutes() -> None:
    """The hour counts, whatever noun stands before it."""
    found = reading("The craft lost contact an hour and 45 minutes into its dive.")
    assert [(one.low, one.unit) for one in found.quantities] == [(105, "min")]


def test_a_list_of_days_shares_its_year() -> None:
    """ "Dec. 6 and 8 last year" are two days of last year, and 8 is no figure."""
    found = times("The ship was loaded between Dec. 6 and 8 last year.", AT_NOON)
    assert [time.value for time in found] == ["2030-12-06", "2030-12-08"]


def test_since_looks_back() -> None:
    """ "Has since" takes no date that lies ahead."""
    found = times("Sentencing is set for Aug. 7. The charity has since hired an auditor.", AT_NOON)
    assert [time.value for time in found] == ["2031-08-07"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Forty cases were confirmed in March, up from 12 in February.", ["March"]),
        ("About 4,500 homes were dark on Tuesday, down from 20,000 on Sunday.", ["Tuesday"]),
        ("The firm lost $2 million in May, compared with a profit of $3 million in June.", ["May"]),
        ("Exports fell 3 percent in March from a year earlier.", ["March"]),
        ("Two walkers died this year, as against five in 2019.", ["this year"]),
        ("The river rose to 5 metres on Monday, above its 1941 record of 4 metres.", ["Monday"]),
        ("The bid is twice as much as an approach in 2021.", []),
        ("As many as 40 people fled in May.", ["May"]),
        ("The firm fled from the town in May.", ["May"]),
    ],
)
def test_the_date_of_the_other_figure(text: str, own: list[str]) -> None:
    """What a figure is compared with has a date of its own, which does not date the claim."""
    found = reading(text)
    words = {time.id: text[time.start : time.end] for time in found.times}
    assert [words[time] for claim in found.claims for time in claim.times] == own


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The wall fell at 7 pm local (1600 GMT) on Tuesday.",
            ["2031-03-04T19:00+03:00", "2031-03-04T16:00+00:00", "2031-03-04"],
        ),
        ("The wall fell at 2 a.m. Tuesday (2000 GMT).", ["2031-03-04T02:00+06:00", "2031-03-03T20:00+00:00"]),
        (
            "The wall fell at 0330 local time on Monday (1930 GMT on Sunday).",
            ["2031-03-03T03:30+08:00", "2031-03-02T19:30+00:00"],
        ),
        ("It was shut from 10pm to 5am.", ["2031-03-04T22:00+01:00", "2031-03-05T05:00+01:00"]),
        ("The fair was put off from Tuesday to Friday.", ["2031-03-04", "2031-03-07"]),
        ("Between Friday and Monday the pass was closed.", ["2031-02-28", "2031-03-03"]),
        (
            "The road will be shut from 10 a.m. to 4 p.m. on Sunday.",
            ["2031-03-09T10:00+01:00", "2031-03-09T16:00+01:00"],
        ),
        (
            "Polls open at 7 a.m. and close at 9 p.m. on Sunday.",
            ["2031-03-09T07:00+01:00", "2031-03-09T21:00+01:00"],
        ),
    ],
)
def test_expressions_beside_each_other(text: str, values: list[str]) -> None:
    """A local time told twice has its offset; a span ends after it began; two hours share the day named last."""
    assert [time.value for time in times(text, AT_NOON)] == values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "A crash was heard at a quarter past three on Tuesday afternoon.",
            "a quarter past three on Tuesday afternoon",
            "2031-03-04T15:15+01:00",
        ),
        (
            "It fell at a quarter to one on Tuesday afternoon.",
            "a quarter to one on Tuesday afternoon",
            "2031-03-04T12:45+01:00",
        ),
        ("The bus overturned at 4:30 in the afternoon.", "4:30 in the afternoon", "2031-03-04T16:30+01:00"),
        ("It burned on the night of 2-3 March.", "the night of 2-3 March", "2031-03-02TNI"),
        ("The ban ends on Sunday.", "Sunday", "2031-03-09"),
        ("The trial opens on Monday week.", "Monday week", "2031-03-17"),
        ("It burned in the night from Sunday to Monday.", "the night from Sunday to Monday", "2031-03-02TNI"),
        ("The law takes effect on Monday.", "Monday", "2031-03-10"),
    ],
)
def test_hours_in_words_and_days_on_a_calendar(text: str, words: str, value: str) -> None:
    """Hours that the part of the day makes exact, a night between two days, and what lies ahead in the present tense."""
    found, time = only(text, AT_NOON)
    assert (found, time.value) == (words, value)


@pytest.mark.parametrize(
    "text",
    [
        "The next day crowds gathered outside the mill.",
        "That day it rained in Corvia.",
        "Two days later the army withdrew.",
        "A ferry sank in 1994. The following day divers found it.",
    ],
)
def test_a_day_counted_from_one_not_told_is_open(text: str) -> None:
    """A day that leans on another that the report does not tell is not counted from the day of publication."""
    assert times(text, AT_NOON)[-1].value == "XXXX-XX-XX"
    assert times(text, AT_NOON)[-1].earliest is None
