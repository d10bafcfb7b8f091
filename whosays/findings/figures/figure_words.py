"""A figure as a reader is shown it: as printed, as a plain number, as of when, and the question that it answers."""

from __future__ import annotations

import re
from datetime import datetime

from whosays.findings.figures.told import Figure
from whosays.model import Facts, Measure
from whosays.values.calendar import month_name
from whosays.values.dates import has_hour
from whosays.values.measures import place_of, value_of
from whosays.values.units import convertible, in_words, unit_called

LARGE = re.compile(r"(million|billion|thousand|trillion|\d(?:m|bn|k|tn))\b", re.IGNORECASE)
AVERAGE_MONTH, AVERAGE_YEAR = 2_629_800.0, 31_557_600.0  # seconds, on average
ABOUT = re.compile(
    r"^(?:at least|up to|more than|nearly|almost|about|around|some|only|just)\s+",
    re.IGNORECASE,
)


def quoted(measure: Measure) -> str:
    """The figure as printed, in quotation marks."""
    return f'"{measure.shown}"'


def plain(value: float) -> str:
    """A number with its thousands set apart."""
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.4g}"


def answer(measure: Measure) -> str:
    """The figure as printed; where it is written in words of magnitude, the plain number behind it."""
    value, unit = value_of(measure), _unit_in(measure.shown)
    if value is None or not LARGE.search(measure.shown):
        return measure.shown
    factor = convertible(measure.unit, unit) if unit else None
    return f"{measure.shown} ({plain(value * (factor or 1.0))})"


def asked(figure: Figure) -> str:
    """The claim's own words with the figure left out."""
    fact, shown = figure.fact, figure.measure.shown
    rest, at = re.sub(r"^\S+\s*", "", ABOUT.sub("", shown)), place_of(fact.text, shown)
    gap = f"… {rest}".strip()
    text = f"{fact.text[:at]}{gap}{fact.text[at + len(shown) :]}" if at >= 0 else fact.text
    return f"How many? {text[:110]}"


def difference(m: Measure, n: Measure) -> str:
    """How far two figures lie from each other, in a unit that one of them is printed in."""
    left, right = value_of(m), value_of(n)
    if left is None or right is None:
        return "the bounds do not meet"
    units = (unit for one in (m, n) if (unit := _unit_in(one.shown)) and convertible(m.unit, unit) is not None)
    unit = next(units, None)
    apart = abs(left - right) * (convertible(m.unit, unit) or 1.0)
    if unit is None and m.unit == n.unit == "s" and apart >= AVERAGE_MONTH:
        return f"difference about {_long_time(apart)}"
    named = "pp" if unit == "%" else unit  # between 4 and 5 percent lies one point
    return f"difference {plain(apart)}" + (f" {in_words(named, apart)}" if named else "")


def _long_time(seconds: float) -> str:
    """Months, from a year on years, as roughly as either can be told in seconds."""
    unit, many = ("mo", seconds / AVERAGE_MONTH) if seconds < AVERAGE_YEAR else ("a", seconds / AVERAGE_YEAR)
    rounded = round(many, 1)
    return f"{plain(rounded)} {in_words(unit, rounded)}"


def _unit_in(shown: str) -> str | None:
    """The unit that stands last in a figure as printed ("nine days", "40 square miles")."""
    words = shown.split()
    return next((unit for length in (4, 3, 2, 1) if (unit := unit_called(" ".join(words[-length:])))), None)


def day(fact: Facts) -> str:
    """As-of time for a reader: "12 September 2023 06:30"; a bare day has no hour."""
    if fact.as_of is None:
        return "an unknown time"
    moment = datetime.fromisoformat(fact.as_of)
    hour = f" {moment:%H:%M}" if has_hour(fact.as_of) else ""
    return f"{moment.day} {month_name(moment.month)} {moment.year}{hour}"
