"""Imprints: the line in which an outlet names itself beside the day ("The Chronicle, 5 June 2025, 15:30 local time").

Such a line stands above a report or at its foot. It holds a day with its year, and besides that nothing but names: of the outlet, of a
place in capitals, of who wrote.
"""

from __future__ import annotations

import re

from whosays.data import words
from whosays.ingest.given_dates import LONGEST_DATE, read_given_date, without_date

MOST_NAMES = 8  # words beside the date
PART = re.compile(r"\s{0,3}(?:[,·|•—–]|\s-\s)\s{0,3}")
NAME = re.compile(r"(?:[A-Z][\w'’.&-]*|of|the|and|for|de|la)(?:\s(?:[A-Z][\w'’.&-]*|of|the|and|for|de|la))*")
BYLINE = re.compile(r"by\b", re.IGNORECASE)


def is_imprint(line: str) -> bool:
    """Does a line hold a day with its year, names in capitals beside it, and nothing else?"""
    if not _may_be(line):
        return False
    rest = without_date(line)
    parts = [part for part in PART.split(rest) if re.search(r"\w", part)]
    return (
        0 < sum(len(part.split()) for part in parts) <= MOST_NAMES
        and PART.search(line) is not None
        and all(NAME.fullmatch(part.strip(" .:;()")) for part in parts)
    )


def outlet_in(line: str) -> str | None:
    """The outlet that an imprint names: its first part, where a word of it is one that outlets are called by."""
    return outlet_alone(PART.split(line.strip())[0]) if is_imprint(line) else None


def outlet_alone(line: str) -> str | None:
    """A line that is an outlet's name and nothing else ("Sumret Gazette")."""
    name = line.strip()
    parts = name.split()
    called = {word.lower().strip("'’.") for word in parts}
    named = len(parts) <= MOST_NAMES // 2 and not name.isupper() and NAME.fullmatch(name) is not None
    return name if named and called & words("outlet_words") and without_date(name) == name else None


def _may_be(line: str) -> bool:
    short = len(line) <= LONGEST_DATE and any(sign.isdigit() for sign in line)
    return short and BYLINE.match(line) is None and read_given_date(line) is not None
