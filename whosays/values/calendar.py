"""The names of months and days of the week, as English prints them: not the standard library's, which follow the locale.

The patterns are alternatives without a group around the whole, but for ``A_WEEKDAY``, which has one; they are matched as their users say.
"""

from __future__ import annotations

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# A month in lower case, whole or cut short → its number.
MONTH_NUMBERS = {
    form: number
    for number, name in enumerate(map(str.lower, MONTHS), start=1)
    for form in dict.fromkeys((name, name[:3]))
} | {"sept": 9}
A_MONTH = "|".join(MONTHS)
A_SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
A_WEEKDAY = f"(?:{'|'.join(day.removesuffix('day') for day in WEEKDAYS)})day"
A_SHORT_WEEKDAY = "|".join(day[:3] for day in WEEKDAYS)


def month_name(number: int) -> str:
    """The name of a month, 1 … 12.

    >>> month_name(5), A_WEEKDAY
    ('May', '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day')
    """
    return MONTHS[number - 1]
