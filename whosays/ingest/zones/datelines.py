"""Datelines: the place, day and agency in front of a report's first sentence ("QUELLMARK, March 4 (Nordhav Press) -
").
"""

from __future__ import annotations

import re

from whosays.ingest.zones.credits import is_credit_name
from whosays.values.calendar import A_MONTH, A_SHORT_MONTH, A_SHORT_WEEKDAY, A_WEEKDAY

WINDOW = 200  # code points looked at, from the start of the line

_MONTH = rf"(?:{A_MONTH}|{A_SHORT_MONTH})\.?"
_WEEKDAY = rf"(?:{A_WEEKDAY}|{A_SHORT_WEEKDAY})\.?,? "
_DAY = rf"(?:{_WEEKDAY})?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
_WORD = r"[^\W\d_a-z][\w.'’-]{0,30}"
_UPPER = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-]){1,30}"
_UPPER_PLACE = rf"{_UPPER}(?:[ /]{_UPPER}){{0,4}}"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
_REGION = rf"(?:, {_PLACE}){{0,2}}"
_DASH = r"\s?(?:--|[-–—―_])\s?"
_AGENCY = r"\((?P<agency>[^()\n]{2,60})\)"

_WITH_AGENCY = re.compile(rf"(?P<place>{_PLACE}){_REGION}(?:,? (?P<day>{_DAY}),?)? {_AGENCY}(?:{_DASH}|: ?|\. ?|$)")
_UPPER_DASH = re.compile(
    rf"{_UPPER_PLACE}{_REGION}(?:,? (?P<day>{_DAY}))?(?:\s(?:--|[-–—―_])\s?|[–—―]|--)(?=[\"“'‘A-Z\d])"
)
_PLACE_DAY = re.compile(rf"(?P<place>{_PLACE}){_REGION},? (?P<day>{_DAY})(?:{_DASH}|: |\. (?=[A-Z/]))")
_BARE_AGENCY = re.compile(rf"{_AGENCY}(?:{_DASH}|\s(?=[\"“'‘A-Z\d]))")
_SLASHED_AGENCY = re.compile(rf"{_PLACE}{_REGION},? (?P<day>{_DAY})\. ?/(?P<agency>[^/\n]{{2,40}})/\.? ?(?:{_DASH})?")
_COLON = re.compile(rf"(?P<place>{_UPPER_PLACE})(?:, {_WORD})?: (?=[A-Z\"“'‘])")
_ALONE = re.compile(rf"(?P<place>{_PLACE}){_REGION},? (?P<day>{_DAY})(?: {_AGENCY})?[.:]?")
_DAY_IN = re.compile(_DAY)
# Words in capitals before a colon or dash that are labels of the desk, not places.
_LABELS = frozenset(
    "UPDATE UPDATED CORRECTION CORRECTED BREAKING WATCH EXCLUSIVE VIDEO PHOTOS LIVE OPINION ANALYSIS EXPLAINER URGENT NOTE FACTBOX "
    "TIMELINE SPECIAL REPORT READ MORE RELATED WIDER IMAGE FEATURE REVIEW PICTURES PICTURE PHOTO IN "
    "LATEST THE ALERT FOR FILE WHAT WHO HOW WHY DEVELOPING Q A".split()
)


def dateline_end(line: str, *, place_in_text: int = 0) -> int | None:
    """Where the prose begins behind a dateline at the start of the line; ``None`` where there is no dateline.

    ``place_in_text`` is the number of prose lines before this one: the weaker a form, the nearer to the top it must
    stand.
    """
    head = line[:WINDOW]
    match = _WITH_AGENCY.match(head)
    if match and _is_dateline(
        match.group("place"), match.group("day"), match.group("agency"), match.group().endswith(")")
    ):
        return match.end()
    for pattern in (_SLASHED_AGENCY, _PLACE_DAY, _UPPER_DASH) if place_in_text < 4 else ():
        match = pattern.match(head)
        if match and not _is_label(match.group()):
            return match.end()
    match = _BARE_AGENCY.match(head) if place_in_text < 4 else None
    if match and (is_credit_name(match.group("agency")) or match.group("agency") in ("CNN", "BBC", "VOA", "NPR")):
        return match.end()
    match = _COLON.match(head) if place_in_text == 0 else None
    if match and not _is_label(match.group()) and len(match.group("place")) >= 4 and len(line) > 80:
        return match.end()
    return None


def is_dateline(line: str) -> bool:
    """Is the whole line a dateline ("AFP, Tuesday 2 Jul 2013", "LONDON, 4 May (PA)")?"""
    return len(line) <= WINDOW and bool(_ALONE.fullmatch(line.strip()))


def dateline_day(dateline: str) -> tuple[int, int] | None:
    """Where the day stands in a dateline."""
    match = _DAY_IN.search(dateline[:WINDOW])
    return match.span() if match else None


def _is_dateline(place: str, day: str | None, agency: str, alone: bool) -> bool:
    """A place in capitals before a dash, a day, or a known agency; "Acme (formerly Zeta) - " has none of the three."""
    return not _is_label(place) and ((place.isupper() and not alone) or day is not None or is_credit_name(agency))


def _is_label(words: str) -> bool:
    return words.split(":")[0].split(",")[0].split(" ")[0].strip("-–— ") in _LABELS
