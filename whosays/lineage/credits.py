"""Credits: what a report's address, dateline, byline and closing lines say about where its text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from whosays.lineage.names import Names
from whosays.model import Passage, Report

CreditKind = Literal[
    "address", "dateline", "copyright", "byline", "signoff", "republished", "information", "contributed"
]

_NAME = r"([A-Z][\w’'&./-]{0,40}(?:\s{1,9}(?:of\s{1,9}|and\s{1,9}|the\s{1,9})?[A-Z][\w’'&./-]{0,40}){0,5})"
_DATELINE = re.compile(r"\(([A-Za-z][\w’'&./ -]{1,40}?)\)\s*[-–—]{1,2}\s")
# "Image copyright X" and "© X/Jane Roe" sign a picture: the notice must open the line, no slash may follow the name.
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:[Cc]opyright|©)(?:\s*(?:©|\([Cc]\)|\d{4}(?:[-–]\d{2,4})?,?|[Bb]y|[Tt]he))*\s+" + _NAME + r"(?!\s*/)"
)
_INFORMATION = re.compile(r"^Information from:?\s+(?:the\s+|The\s+)?" + _NAME)
_REPUBLISHED = re.compile(
    r"(?:(?:(?:originally|first)\s+(?:appeared|published|ran)|republished|reprinted)"
    r"(?:\s+with\s+permission)?\s+(?:on|in|by|at|from|of)\s+(?:the\s+|The\s+)?|^More\s+from\s+(?:the\s+|The\s+)?)"
    + _NAME
)
_CONTRIBUTED = re.compile(
    _NAME + r"\s{1,9}(?:also\s{1,9})?contributed\s{1,9}to\s{1,9}this\s{1,9}(?:report|story|article)"
)
_DESK = re.compile(r"^\W*(?:\w+\s+)?(?:reporting|writing|editing)\s+by\s", re.IGNORECASE)
_PARENTHESISED = re.compile(r"\(([^()]{2,60})\)\W*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A publisher whom a report credits, how, and the characters that say so (``None``: the web address does)."""

    name: str
    kind: CreditKind
    passage: Passage | None


def read_credits(report: Report, *, names: Names) -> tuple[Credit, ...]:
    """All credits of one report, the web address first; photo credits and captions are no credit for a text."""
    lines = tuple(_lines(report))
    found = [*_address(report, names), *_dateline(report, lines, names), *_byline(report, lines, names)]
    for start, line in lines:
        found += _line_credits(report, start, line, names)
    found += _last_line(report, lines, names)
    return tuple(dict.fromkeys(found))


def _lines(report: Report) -> Iterator[tuple[int, str]]:
    """Lines of the text with their start, those of photo credits and captions left out."""
    barred = [(s.start, s.end) for s in report.segments if s.role in ("photo_credit", "caption")]
    at = 0
    for line in report.text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        if line.strip() and not any(low <= start < high for low, high in barred):
            yield start, line.strip()


def _credit(report: Report, name: str, kind: CreditKind, start: int, end: int) -> Credit:
    return Credit(name, kind, Passage(report.id, start, end))


def _address(report: Report, names: Names) -> Iterator[Credit]:
    """An agency named by a directory of the web address, as in ``/wires/ap/``."""
    try:
        path = urlsplit(report.url or "").path.lower()
    except ValueError:
        return
    agency = next((names.by_path[part] for part in path.split("/")[:-1] if part in names.by_path), None)
    if agency:
        yield Credit(agency, "address", None)


def _dateline(report: Report, lines: tuple[tuple[int, str], ...], names: Names) -> Iterator[Credit]:
    """``CITY, March 4 (Agency) -`` at the head of one of the first lines; the agency need not be in any table."""
    for start, line in lines[:6]:
        match = _DATELINE.search(line[:160])
        if match and _opens(line[: match.start()]):
            name = names.known(match.group(1)) or _open_name(match.group(1))
            if name:
                yield _credit(report, name, "dateline", start + match.start(1), start + match.end(1))
                return


def _opens(before: str) -> bool:
    """Is this nothing, or the place and day of a dateline?"""
    place = re.split(r"[,\s]+", before.strip())[0] if before.strip() else ""
    return not place or (place.isupper() and len(before) < 90 and not re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", before))


def _open_name(text: str) -> str | None:
    """A name that no table knows, as printed: capitalised, no sentence."""
    words = text.strip(" .,;").split()
    return " ".join(words) if words and len(words) <= 6 and words[0][0].isupper() else None


def _byline(report: Report, lines: tuple[tuple[int, str], ...], names: Names) -> Iterator[Credit]:
    """A publisher in a byline: ``By Jo Roe, Associated Press``, ``From Reuters``, or its name alone on a line."""
    zones = [(s.start, s.end) for s in report.segments if s.role == "byline"]
    for number, (start, line) in enumerate(lines):
        zoned = any(low <= start < high for low, high in zones)
        worded = number < 6 and re.match(r"(?:By|From)\s+[A-Z]", line) is not None
        if len(line) > 120 or not (zoned or worded):
            continue
        for part in re.finditer(r"[^,|/;]+", re.sub(r"^(?:By|From)\b", lambda m: " " * len(m.group()), line)):
            name = names.known(re.sub(r"^\s*(?:for|of|and)\s+", "", part.group()))
            if name:
                yield _credit(report, name, "byline", start + part.start(), start + part.end())


def _line_credits(report: Report, start: int, line: str, names: Names) -> Iterator[Credit]:
    """Copyright holders, first publishers, sources of information and contributors named in one line."""
    for match in _COPYRIGHT.finditer(line):
        if "/" not in match.group(1) and (name := names.known_prefix(match.group(1))):
            yield _credit(report, name, "copyright", start + match.start(), start + match.end())
    for kind, pattern in (("republished", _REPUBLISHED), ("information", _INFORMATION)):
        for match in pattern.finditer(line):
            name = names.known_prefix(match.group(1)) or _open_name(match.group(1))
            if name:
                carried: CreditKind = "republished" if kind == "republished" else "information"
                yield _credit(report, name, carried, start + match.start(), start + match.end())
    for match in _CONTRIBUTED.finditer(line):
        if name := names.known(match.group(1)):
            yield _credit(report, name, "contributed", start + match.start(), start + match.end())


def _last_line(report: Report, lines: tuple[tuple[int, str], ...], names: Names) -> Iterator[Credit]:
    """One agency alone, or in brackets at the end, of the closing lines; two agencies there mean a desk's compilation.

    A bare upper-case name is more often a photo credit than a signature, and says nothing here.
    """
    for start, line in lines[-3:]:
        alone = names.known(line) if len(line) < 60 and not line.isupper() else None
        bracket = _PARENTHESISED.search(line)
        inside = names.known(bracket.group(1)) if bracket and len(line) < 400 and not _DESK.match(line) else None
        name = alone or inside
        if name and names.is_agency(name):
            yield _credit(report, name, "signoff", start, start + len(line))
