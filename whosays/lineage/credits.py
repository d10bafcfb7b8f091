"""Credits: what a report's address, dateline, byline and closing lines say about where its text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from whosays.lineage.names import Names
from whosays.model import Passage, Report
from whosays.text.stretches import holding

CreditKind = Literal[
    "address", "dateline", "copyright", "byline", "signoff", "republished", "information", "contributed"
]

_HEAD = 8  # lines in which a dateline or byline stands
_NAME = r"([A-Z][\w’'&./-]{0,40}(?:\s{1,9}(?:of\s{1,9}|and\s{1,9}|the\s{1,9})?[A-Z][\w’'&./-]{0,40}){0,5})"
_DATELINE = re.compile(r"\(([A-Za-z][\w’'&./ -]{1,40}?)\)(\s{0,9}[-–—]{1,2}\s|\s{0,9}(?=[A-Z“\"]))")
_BARE_DATELINE = re.compile(r"([A-Z]{2,6})\s{1,9}[-–—]{1,2}\s{1,9}(?=[A-Z“\"])")
# "Image copyright X" and "© X/Jane Roe" sign a picture: the notice must open the line, no slash may follow the name.
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:[Cc]opyright|©|\([Cc]\))(?:\s{0,9}(?:©|\([Cc]\)|\(?\d{4}(?:[-–]\d{2,4})?\)?,?|[Bb]y|[Tt]he))*\s{1,9}"
    + _NAME
    + r"(?!\s{0,9}/)"
)
_INFORMATION = re.compile(r"^Information from:?\s{1,9}(?:the\s{1,9}|The\s{1,9})?" + _NAME)
_REPUBLISHED = re.compile(
    r"(?:(?:(?:originally|first)\s{1,9}(?:appeared|published|ran)|republished|reprinted|original (?:article|story|report))"
    r"(?:\s{1,9}with\s{1,9}permission)?\s{1,9}(?:on|in|by|at|from|of)\s{1,9}(?:the\s{1,9}|The\s{1,9})?|^More\s{1,9}from\s{1,9}(?:the\s{1,9}|The\s{1,9})?"
    r"|\bwritten by [^.\n]{3,60} from (?:the\s{1,9}|The\s{1,9})?(?=[^.\n]{3,60} and was legally licensed))" + _NAME
)
_PARENTHESISED = re.compile(r"\(([^()]{2,60})\)\W{0,9}$")
_BY = re.compile(r"(?:By|From)\s{1,9}(?=[A-Z])")
_SIGNED = re.compile(r"(?:By|From)\s{1,9}", re.IGNORECASE)  # in a byline a name may begin small: dpa
_APART = re.compile(r"[,|/;&]|\s{1,9}(?:and|for|of)\s{1,9}")
# Lines under a headline that name the publisher beside a date or a town, as news sites set them.
_HEADED = (
    re.compile(r"(?:Source|Via)\s{0,9}[:|]\s{0,9}([^|/,:]{2,50}?)\s{0,9}(?:[|/,]|$)"),
    re.compile(r"([^|,]{2,50}?)\s{0,9}[|,]\s{0,9}(?:Updated|Published|Posted|Last updated)\b"),
    re.compile(r"\(([^()]{2,40})\)\s{1,9}\d"),
    re.compile(r"[A-Z][\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){1,3}, ([A-Z][^,|/]{1,40})$"),
    re.compile(r"([A-Z][\w’'&.-]{0,20}(?: [A-Z][\w’'&.-]{0,20}){0,4}) in [A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,2}$"),
)
_CONTRIBUTED = re.compile(
    r"(?:^|[.!?]\s{1,9})([^.!?]{2,300}?)\s{1,9}(?:also\s{1,9})?contributed\s{1,9}to\s{1,9}this\s{1,9}(?:report|story|article)\b"
)
_WITH = re.compile(
    r"^\W{0,2}(?:Contributing:|With (?:additional )?(?:inputs?|reporting|files|information|material) (?:from|by)|With)\s{1,9}(.{2,120}?)\W{0,9}$"
)
_STAFF = re.compile(
    r"\b(?:[Ww]riters?|[Rr]eporters?|[Jj]ournalists?|[Cc]orrespondents?|[Vv]ideojournalists?|[Ss]taff)\b"
)
# Reuters signs every text so; no other agency does.
_REUTERS_DESK = re.compile(
    r"(?:\b(?:[Rr]eporting|[Ww]riting) by\b.{2,300}\b[Ee]diting by\b|Thomson Reuters Trust Principles)"
)
_DESK = re.compile(r"^\W*(?:\w+\s+)?(?:reporting|writing|editing)\s+by\s", re.IGNORECASE)
_AGENCIES_APART = re.compile(r"\s{0,9}[/,;&]\s{0,9}|\s{1,9}and\s{1,9}")
_LEAD_IN = re.compile(r"^\W{0,9}(?:Source\s{0,9}:\s{0,9}|[Vv]ia\s{1,9})?")


@dataclass(frozen=True, slots=True)
class Credit:
    """A publisher whom a report credits, how, and the characters that say so (``None``: the web address does)."""

    name: str
    kind: CreditKind
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: where it starts, its words, and whether it belongs to a picture."""

    start: int
    text: str
    role: str

    @property
    def pictured(self) -> bool:
        return self.role in ("photo_credit", "caption")


def read_credits(report: Report, *, names: Names) -> tuple[Credit, ...]:
    """All credits of one report, the web address first; photo credits and captions are no credit for a text."""
    lines = tuple(_lines(report))
    found = [*_address(report, names), *_dateline(report, lines, names), *_byline(report, lines, names)]
    for line in lines:
        if not line.pictured or line is lines[-1]:
            found += _line_credits(report, line, names)
    found += _signoff(report, lines, names)
    return tuple(dict.fromkeys(found))


def _lines(report: Report) -> Iterator[_Line]:
    """Lines of the text that hold anything."""
    at = 0
    for line in report.text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        if line.strip():
            segment = holding(report.segments, start)
            yield _Line(start, line.strip(), segment.role if segment is not None else "body")


def _credit(report: Report, name: str, kind: CreditKind, line: _Line, start: int, end: int) -> Credit:
    return Credit(name, kind, Passage(report.id, line.start + start, line.start + end))


def _address(report: Report, names: Names) -> Iterator[Credit]:
    """An agency named by a directory of the web address, as in ``/wires/ap/``."""
    try:
        path = urlsplit(report.url or "").path.lower()
    except ValueError:
        return
    agency = next((names.by_path[part] for part in path.split("/")[:-1] if part in names.by_path), None)
    if agency:
        yield Credit(agency, "address", None)


def _dateline(report: Report, lines: tuple[_Line, ...], names: Names) -> Iterator[Credit]:
    """``CITY, March 4 (Agency) -`` at the head of one of the first lines; the agency need not be in any table."""
    for line in lines[:_HEAD]:
        if line.role in ("caption", "headline"):
            continue
        match = _DATELINE.search(line.text[:160])
        if match and (name := _signed(line.text[: match.start()], match.group(1), match.group(2), names)):
            yield _credit(report, name, "dateline", line, match.start(1), match.end(1))
            return
        bare = _BARE_DATELINE.match(line.text)
        name = names.known(bare.group(1)) if bare else None
        if bare and name and names.is_agency(name):
            yield _credit(report, name, "dateline", line, bare.start(1), bare.end(1))
            return


def _signed(before: str, name: str, after: str, names: Names) -> str | None:
    """Whom a bracket behind a place and day names: a known publisher, or any name in the agencies' own form."""
    known = names.signed(name)
    if known and (_placed(before) and not names.known(before.strip(" ,-–—"))):
        return known
    return (known or _open_name(name)) if after.strip() and _opens(before) else None


def _placed(before: str) -> bool:
    """Is this nothing, or at most eight capitalised words and figures, as in ``Lund, Sweden, 4 March``?"""
    words = re.split(r"[\s,/]+", before.strip(" ,-–—"))
    return len(words) <= 8 and all(not word or word[0].isupper() or word[0].isdigit() for word in words)


def _opens(before: str) -> bool:
    """Is this nothing, or the place and day of a dateline?"""
    place = re.split(r"[,\s]+", before.strip())[0] if before.strip() else ""
    return not place or (place.isupper() and len(before) < 90 and not re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", before))


def _open_name(text: str) -> str | None:
    """A name that no table knows, as printed: capitalised, no sentence."""
    words = text.strip(" .,;").split()
    return " ".join(words) if words and len(words) <= 6 and words[0][0].isupper() else None


def _byline(report: Report, lines: tuple[_Line, ...], names: Names) -> Iterator[Credit]:
    """A publisher in a byline: ``By Jo Roe, Associated Press``, ``By Jo Roe The Daily``, ``From Reuters``, ``Agency in Lund``."""
    for number, line in enumerate(lines):
        byline = line.role == "byline"
        worded = number < _HEAD and (_SIGNED if byline else _BY).match(line.text)
        if len(line.text) > 140 or _CONTRIBUTED.search(line.text) or _WITH.match(line.text) or _DESK.match(line.text):
            continue
        if worded or (byline and number < _HEAD):
            at = worded.end() if worded else 0
            for start, end in _parts(line.text, at):
                name = names.known(line.text[start:end]) or _beside_person(line.text[start:end], names)
                if name:
                    yield _credit(report, name, "byline", line, start, end)
        elif 0 < number < _HEAD and line.role != "caption":
            heads = (match for pattern in _HEADED if (match := pattern.match(line.text)))
            for match in heads:
                name = names.known(match.group(1).strip())
                # "People in Lund" is a section, not the magazine
                if name and (names.is_agency(name) or " " in match.group(1).strip()):
                    yield _credit(report, name, "byline", line, match.start(1), match.end(1))
                    break


def _parts(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Stretches of a byline between commas, bars and "and"."""
    for match in [*_APART.finditer(text, at), None]:
        end = match.start() if match else len(text)
        piece = text[at:end]
        start, stop = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if start < stop:
            yield start, stop
        at = match.end() if match else end


def _beside_person(text: str, names: Names) -> str | None:
    """``JANE ROE Associated Press``, ``Reuters Staff``: a publisher behind a person's name or before his trade."""
    words = text.split()
    trade = next((n for n, word in enumerate(words) if _STAFF.fullmatch(word)), 0)
    if trade:
        return names.known(" ".join(words[:trade]))
    for at in range(2, len(words)):
        name = names.known(" ".join(words[at:]))
        if name and (len(words) - at >= 2 or names.is_agency(name)):
            return name
    return None


def _line_credits(report: Report, line: _Line, names: Names) -> Iterator[Credit]:
    """Copyright holders, first publishers, sources of information and contributors named in one line."""
    for match in _COPYRIGHT.finditer(line.text):
        if "/" not in match.group(1) and (name := names.known_prefix(match.group(1))):
            yield _credit(report, name, "copyright", line, match.start(), match.end())
    if line.pictured:
        return
    for kind, pattern in (("republished", _REPUBLISHED), ("information", _INFORMATION)):
        for match in pattern.finditer(line.text):
            name = names.known_prefix(match.group(1)) or _open_name(match.group(1))
            if name:
                carried: CreditKind = "republished" if kind == "republished" else "information"
                yield _credit(report, name, carried, line, match.start(), match.end())
    yield from _contributors(report, line, names)


def _contributors(report: Report, line: _Line, names: Names) -> Iterator[Credit]:
    """Who contributed; an agency whose own writer contributed has written the text."""
    match = _CONTRIBUTED.search(line.text) or _WITH.match(line.text)
    if match is None:
        return
    for start, end in _parts(match.group(1), 0):
        part = match.group(1)[start:end].strip(" _.")
        name = names.known(part)
        staff = _beside_person(part, names) if _STAFF.search(part) else None
        if name or staff:
            kind: CreditKind = "contributed" if name or not names.is_wire(staff) else "signoff"
            at = match.start(1)
            yield _credit(report, name or staff or part, kind, line, at + start, at + end)


def _signoff(report: Report, lines: tuple[_Line, ...], names: Names) -> Iterator[Credit]:
    """One agency alone, or in brackets at the end, of the closing lines; two agencies there mean a desk's compilation.

    A bare name in the middle of a page is more often a photo credit than a signature; only the very last line may be one.
    """
    for line in lines[-3:]:
        last = line is lines[-1]
        if line.pictured and not last:
            continue
        if _REUTERS_DESK.search(line.text):
            reuters = names.known("Reuters")
            if reuters:
                yield _credit(report, reuters, "signoff", line, 0, len(line.text))
            continue
        bracket = _PARENTHESISED.search(line.text)
        inside = bracket.group(1) if bracket and len(line.text) < 400 and not _DESK.match(line.text) else ""
        bare = _LEAD_IN.sub("", line.text).strip(" .()")
        signed = [inside] if inside else [bare] if len(line.text) < 60 and (last or not bare.isupper()) else []
        for text in signed:
            found = [(part, names.known(part)) for part in _AGENCIES_APART.split(text)]
            dashed = line.text[0] in "-–—"
            agencies = [name for _, name in found if name and (dashed or names.is_agency(name))]
            others = [part for part, name in found if not name and not re.fullmatch(r"[a-z]{1,3}", part)]
            if len(agencies) == 1 and not others:
                yield _credit(report, agencies[0], "signoff", line, 0, len(line.text))
