"""Figures whose form tells the unit: magnitudes of quakes, votes for and against, feet and inches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.normalize.numerals import DIGITS, number
from whosays.normalize.quantities.bounds import Figure

MAGNITUDE = re.compile(
    rf"(?<!\w)(?:magnitude[\s-](?:of\s)?(?P<a>{DIGITS})|(?P<b>{DIGITS})(?:[\s-]magnitude|\son\sthe\s(?:open-ended\s)?Richter\sscale))(?!\w)",
    re.IGNORECASE,
)
INCHES = re.compile(r"(?<![\w.,-])(?:(?P<feet>\d{1,2})ft\s?)?(?P<inches>\d{1,2}(?:\.\d{1,2})?)in(?!\w)")
VOTES = re.compile(
    r"\b(?:votes?|voted|ballot|passed|rejected|approved|adopted|backed|carried|ratified|confirmed)\b[^.;!?]{0,60}?"
    r"(?<=\s)(?P<ayes>\d{1,3})-(?P<noes>\d{1,3})(?![\w-]|[.,]\d|\s(?:win|victory|lead|loss|draw|defeat)\b)"
    r"|(?<![\w.,-])(?P<for>\d{1,3})-(?P<against>\d{1,3})\s(?:votes?|majority|ruling)\b",
    re.IGNORECASE,
)


def magnitude(match: re.Match[str]) -> Iterator[Figure]:
    """ "Magnitude 6.4", "a 6.4-magnitude quake", "6.4 on the Richter scale"."""
    group = "a" if match["a"] else "b"
    value = number(match[group])
    yield Figure(match.start(), match.end(), match.start(group), match.end(group), value, value, False, "magnitude")


def votes(match: re.Match[str]) -> Iterator[Figure]:
    """ "voted 63-35", "by a vote of 9-4", "a 9-4 vote": two numbers of votes, where a verb or noun of voting says so."""
    for group in ("ayes", "noes") if match["ayes"] else ("for", "against"):
        value = number(match[group])
        yield Figure(*match.span(group), *match.span(group), value, value, False, "vote")


def inches(match: re.Match[str]) -> Iterator[Figure]:
    """ "5ft 11in", "a 9in blade": in inches."""
    value = 12 * float(match["feet"] or 0) + float(match["inches"])
    yield Figure(match.start(), match.end(), match.start(), match.end("inches"), value, value, False, "[in_i]")
