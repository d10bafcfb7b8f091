"""When claims were true, and stamps that their own report contradicts."""

from __future__ import annotations

import pytest

from tests.conftest import Teller, words
from whosays.model import Claim, Interval, Record, Report

STAMP = "2031-03-04T13:00+01:00"  # a Tuesday
HEAD = "Ferry sinks off Quellmark\n\n"


def one(tell: Teller, text: str, published: str | None = STAMP) -> Record:
    """The record of one report."""
    return tell.of([tell.reading(HEAD + text, outlet="Alden Post", published=published)])


def claim(record: Record, part: str) -> Claim:
    """The claim that holds these words."""
    return next(claim for claim in record.told if part in words(record, claim))


def days(report: Report) -> list[str]:
    """The days listed as candidates for a report's date."""
    return [candidate.value for candidate in report.published.candidates]


def moment(value: str) -> Interval:
    """An instant as an interval."""
    return Interval(value, value)


# ------------------------------------------------------------------------------------------------ claims
def test_an_entry_of_a_live_blog_is_of_its_hour(tell: Teller) -> None:
    """Two lines or more that open with a clock time: each claim is true as of its entry; the headline is not."""
    record = one(
        tell,
        "12:40 The coast guard says 17 people died on the ferry.\n\n08:10 The coast guard says 12 people died on the ferry.\n",
    )
    assert claim(record, "17 people").as_of == moment("2031-03-04T12:40+01:00")
    assert claim(record, "12 people").as_of == moment("2031-03-04T08:10+01:00")
    assert claim(record, "Ferry sinks").as_of is None


def test_an_entry_later_than_the_stamp_is_of_the_day_before(tell: Teller) -> None:
    """A page stamped 13:00 with an entry of 23:40 told it the night before; halves of the day are read."""
    record = one(tell, "9.15 am Divers reached the wreck of the ferry.\n\n11.40 pm The ferry sank off the island.\n")
    assert claim(record, "sank").as_of == moment("2031-03-03T23:40+01:00")
    assert claim(record, "Divers").as_of == moment("2031-03-04T09:15+01:00")


def test_one_line_with_a_clock_time_makes_no_live_blog(tell: Teller) -> None:
    """A single line that opens so may be anything."""
    record = one(tell, "The ferry sank off the island.\n\n09:15 Divers reached the wreck of the ferry.\n")
    assert {claim.as_of for claim in record.claims} == {None}


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("As of 11 a.m. two people remained in the wreck.\n", "remained", "2031-03-04T11:00+01:00"),
        ("The toll was 12, the coast guard said at 9 a.m. on Tuesday.\n", "toll", "2031-03-04T09:00+01:00"),
    ],
)
def test_words_that_say_when_it_held(tell: Teller, text: str, part: str, expected: str) -> None:
    """ "As of 11 a.m." in the claim and "said at 9 a.m." in its frame are when it was true."""
    assert claim(one(tell, text), part).as_of == moment(expected)


def test_said_on_an_earlier_day(tell: Teller) -> None:
    """ "Said on Sunday" in a report of Tuesday is as of Sunday; "said on Tuesday" says no more than the stamp."""
    sunday = one(tell, "Some 12 people were missing, the coast guard said on Sunday.\n")
    tuesday = one(tell, "Some 12 people were missing, the coast guard said on Tuesday.\n")
    assert claim(sunday, "missing").as_of == Interval("2031-03-02T00:00+01:00", "2031-03-02T23:59+01:00")
    assert claim(tuesday, "missing").as_of is None


def test_said_in_an_earlier_month(tell: Teller) -> None:
    """What was "said in January" was so in January."""
    record = one(tell, "The ministry said in January that it was feeding 218 people in the camp.\n")
    assert claim(record, "feeding").as_of == Interval("2031-01-01T00:00+01:00", "2031-01-31T23:59+01:00")


def test_the_time_of_an_event_is_not_when_it_was_told(tell: Teller) -> None:
    """ "Sank on Monday night" stays true: no time of its own."""
    record = one(tell, "The ferry sank on Monday night off the island, the coast guard said.\n")
    assert claim(record, "sank").as_of is None


def test_a_report_without_a_date_has_no_hours(tell: Teller) -> None:
    """Clock times of an undated live blog have no day."""
    record = one(tell, "12:40 Divers reached the wreck.\n\n08:10 The ferry sank off the island.\n", published=None)
    assert {claim.as_of for claim in record.claims} == {None}


# ------------------------------------------------------------------------------------------------ stamps
STALE = "QUELLMARK, March 3 (Nordhav Press) - A car ferry sank off Quellmark on Monday, and 12 people were killed, the coast guard said.\n"


def test_a_dateline_older_than_the_stamp(tell: Teller) -> None:
    """The stamp is kept, the dateline's day listed, the clash noticed; what the report tells is as of its dateline."""
    record = one(tell, STALE, "2031-03-06T09:00")
    report = record.reports[0]
    assert report.published.value == "2031-03-06T09:00"
    assert days(report) == ["2031-03-06T09:00", "2031-03-03"]
    assert [notice.kind for notice in record.notices] == ["date-clash"]
    assert claim(record, "12 people").as_of == Interval("2031-03-03T00:00", "2031-03-03T23:59")


def test_a_dateline_of_the_day_before_is_no_clash(tell: Teller) -> None:
    """Papers print on the next day."""
    assert days(one(tell, STALE, "2031-03-04T09:00").reports[0]) == []


def test_the_latest_stamp_does_not_win(tell: Teller) -> None:
    """An old dispatch printed late does not put back a toll that had risen in the meantime."""
    late = tell.reading(HEAD + STALE, outlet="Alden Post", published="2031-03-06T09:00")
    risen = tell.reading(
        "Ferry toll rises\n\nThe ferry disaster off Quellmark killed 17 people, the coast guard said on Tuesday.\n",
        outlet="Bexley Times",
        published="2031-03-04T20:00",
    )
    record = tell.of([late, risen])
    (update,) = [finding for finding in record.findings if finding.kind == "update"]
    assert [side.answer for side in update.readings] == ["12 people", "17 people"]


def test_a_weekday_that_the_year_does_not_have(tell: Teller) -> None:
    """ "Thursday, March 4" in a report stamped in 2031, when that was a Tuesday: the nearest year in which it is one."""
    assert days(one(tell, "The ferry sank on Thursday, March 4, off the island.\n").reports[0]) == [STAMP, "2032-03-04"]


def test_a_weekday_that_fits_is_no_clash(tell: Teller) -> None:
    """ "Tuesday, March 4" fits; so does a slip beside a date that fits, and an anniversary far from the stamp."""
    fits = "The ferry sank on Tuesday, March 4, off the island."
    slip = f"{fits} It left on Friday, March 3, with its crew."
    far = "The old ferry was built on Monday, July 9, in the yard."
    for text in (fits, slip, far):
        assert days(one(tell, text + "\n").reports[0]) == [], text


def test_the_past_of_a_day_after_the_stamp(tell: Teller) -> None:
    """What is told as done five days after the stamp cannot have been printed then; what is planned can."""
    done = one(tell, "The ferry sank off the island on 9 March 2031.\n").reports[0]
    planned = one(tell, "The inquiry will open on 9 March 2031.\n").reports[0]
    due = one(tell, "The report is expected on 9 March 2031.\n").reports[0]
    assert days(done) == [STAMP, "2031-03-09"]
    assert days(planned) == days(due) == []


def test_today_on_another_weekday(tell: Teller) -> None:
    """ "Today, Friday" in a report stamped on a Tuesday: the Friday before; a neighbouring day is a matter of zones."""
    assert days(one(tell, "Divers reached the wreck today, Friday, at noon.\n").reports[0]) == [STAMP, "2031-02-28"]
    assert days(one(tell, "Divers reached the wreck today, Monday, at noon.\n").reports[0]) == []
