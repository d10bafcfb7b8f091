"""Zones of a report: headline, dek, dateline, byline, body, caption, photo credit, metadata, correction, page
furniture.

Method: rules over lines, strongest first. Lines that are certainly something else (credits, bylines, dates,
furniture) are named first; the headline is the first line left if it is short and has no full stop; a second such
line is the dek; a short line without full stop in front of a credit is a caption. What no rule names is body. Nothing
is dropped: every character that is not blank lies in exactly one segment.
"""

from __future__ import annotations

import re

from whosays.ingest.given_dates import LONGEST_DATE, looks_like_date_line, read_given_date
from whosays.ingest.metadata import header_lines
from whosays.ingest.paragraphs import SENTENCE_INSIDE, Line, paragraphs
from whosays.ingest.zones.credits import (
    gallery_parts,
    is_byline,
    is_correction,
    is_credit_name,
    is_furniture,
    is_photo_credit,
    is_post,
    media_caption,
    sign_off,
    split_caption,
)
from whosays.ingest.zones.datelines import dateline_end, is_dateline
from whosays.ingest.zones.imprints import is_imprint
from whosays.model import Segment, SegmentRole

LONGEST_HEADLINE = 200
LONGEST_LOOSE_CAPTION = 220
FOOT = 2  # lines in which an imprint may stand
TOP = 8  # lines in which a dateline, a date and a repeated headline are looked for
_TERMINATED = re.compile(r"[.!?…:;][\"'”’)\]]*$|[\"”’]$")
_FULL_STOP = re.compile(r"(?<!\.)\.[\"'”’)\]]*$")
_DATE_PREFIX = re.compile(
    r"(?:date|dated|published|updated|posted)\s*:?\s*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?=\s|$)",
    re.I,
)
# The time in front of an entry of a live blog ("14:32 Two tugs …", "1:15 p.m. - Passengers …").
_STAMP = re.compile(
    r"[012]?\d[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[BC]E?ST|ET))?(?![\d:.])[ \t]*(?:[-–—:|][ \t]*)?(?=[A-Z“\"‘])"
)
ENTRIES = 2  # that make a live blog
_GLYPH = r"[•*▪●◦‣·–—-]"  # in front of an item of a list
_BULLET = re.compile(rf"(?:{_GLYPH}|\d{{1,2}}[.)]|[a-z]\))\s")
_POINT = re.compile(rf"{_GLYPH}\s+(?=\S)")


def find_zones(text: str, *, title: str | None = None, byline: str | None = None) -> tuple[Segment, ...]:
    """Segments in text order, none overlapping, that together hold every character that is not blank.

    ``title`` is the headline as given elsewhere (header block, meta file); a line equal to it is the headline.
    ``byline`` likewise is the line that is known to say who wrote.
    """
    segments: list[Segment] = []
    top = header_lines(text)
    segments.extend(Segment(start, end, "metadata_prefix") for start, end in top)
    lines = paragraphs(text, top[-1][1] if top else 0)
    lines = _take_date_prefix(lines, segments)
    lines = _cut_repeats(lines, title)
    roles = _name_lines(lines, title, byline)
    prose = 0
    entries = sum(_STAMP.match(line.text) is not None for line in lines) >= ENTRIES
    for line, role in zip(lines, roles, strict=True):
        stamp = _STAMP.match(line.text) if entries and role == "body" else None
        if stamp:
            segments.append(Segment(line.start, line.start + len(stamp.group().rstrip()), "metadata_prefix"))
            line = Line(line.start + stamp.end(), line.end, line.text[stamp.end() :], line.blank_after)
        segments.extend(_split(line, role, prose))
        prose += role == "body"
    return tuple(sorted(segments, key=lambda segment: segment.start))


def _take_date_prefix(lines: list[Line], segments: list[Segment]) -> list[Line]:
    """Cut a " date 2023-09-12 " off the start of the first line."""
    match = _DATE_PREFIX.match(lines[0].text) if lines else None
    if not match or match.end() == len(lines[0].text):
        return lines
    first = lines[0]
    cut = match.end() + len(first.text[match.end() :]) - len(first.text[match.end() :].lstrip())
    segments.append(Segment(first.start, first.start + match.end(), "metadata_prefix"))
    return [Line(first.start + cut, first.end, first.text[cut:], first.blank_after), *lines[1:]]


def _name_lines(lines: list[Line], title: str | None, byline: str | None) -> list[SegmentRole]:
    """A role for each line."""
    roles: list[SegmentRole | None] = [
        _certain_role(line, number, byline, foot=number >= len(lines) - FOOT) for number, line in enumerate(lines)
    ]
    headline = _find_headline(lines, roles, title)
    if headline is not None:
        roles[headline] = "headline"
        _name_repeats(lines, roles, headline)
        _name_dek(lines, roles, headline)
    _name_links(lines, roles)
    _name_captions(lines, roles, headline)
    return [role or "body" for role in roles]


def _certain_role(line: Line, number: int, byline: str | None, *, foot: bool) -> SegmentRole | None:
    """What a line is by its own words, wherever it stands."""
    words = line.text
    if number < TOP and words == byline:
        return "byline"
    if is_photo_credit(words):
        return "photo_credit"
    if len(words) <= LONGEST_DATE and any(c.isdigit() for c in words) and _is_date_line(words):
        return "metadata_prefix"
    if number < TOP and is_dateline(words):
        return "dateline"
    if (number < TOP or foot) and is_imprint(words):
        return "metadata_prefix"
    if is_correction(words) and number > 0:
        return "correction"
    if is_byline(words):
        return "byline"
    if media_caption(words) or gallery_parts(words):
        return "caption"
    if is_furniture(words):
        return "boilerplate"
    return None


def _is_date_line(words: str) -> bool:
    """Does the line hold nothing but a date (and "updated", a clock, an agency in brackets)?"""
    bracket = re.search(r"\(([^()]{2,40})\)$", words)
    if bracket and is_credit_name(bracket.group(1)):
        words = words[: bracket.start()]
    return read_given_date(words, whole=True) is not None or looks_like_date_line(words)


def _find_headline(lines: list[Line], roles: list[SegmentRole | None], title: str | None) -> int | None:
    """The first line that is no credit, date or furniture, if it is short and without full stop, or equals the given
    title.
    """
    if title:
        wanted = plain(title)
        for number, line in enumerate(lines[:TOP]):
            if plain(line.text) == wanted:
                return number
    for number, line in enumerate(lines[:TOP]):
        if roles[number] in ("photo_credit", "metadata_prefix", "byline", "boilerplate"):
            continue
        return number if roles[number] is None and _is_headline(line, lines[number + 1 :]) else None
    return None


def _is_headline(line: Line, rest: list[Line]) -> bool:
    if len(line.text) > LONGEST_HEADLINE or _BULLET.match(line.text) or dateline_end(line.text) is not None:
        return False
    if _FULL_STOP.search(line.text):
        # Some archives close headlines with a full stop; believed only of one sentence in title case on its own.
        return bool(rest) and line.blank_after and not SENTENCE_INSIDE.search(line.text) and _is_title_case(line.text)
    two_sentences = SENTENCE_INSIDE.search(line.text) is not None and not line.text.endswith(("?", "!"))
    return not (two_sentences and len(line.text) > 150)


def _is_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def plain(words: str) -> str:
    """Words without case, marks and blanks between them: what two prints of one line have in common."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _cut_repeats(lines: list[Line], title: str | None) -> list[Line]:
    """Cut off a page's second copy of its headline from the line that it begins."""
    first = next((line for line in lines[:TOP] if title is None or plain(line.text) == plain(title)), None)
    if first is None or not 20 <= len(first.text) <= LONGEST_HEADLINE:
        return lines
    cut: list[Line] = []
    for number, line in enumerate(lines):
        rest = line.text[len(first.text) :]
        if line is not first and number < TOP and line.text.startswith(first.text + " ") and len(rest) < LONGEST_DATE:
            at = line.end - len(rest.lstrip())
            cut.append(Line(line.start, line.start + len(first.text), first.text, False))
            cut.append(Line(at, line.end, rest.lstrip(), line.blank_after))
        else:
            cut.append(line)
    return cut


def _name_repeats(lines: list[Line], roles: list[SegmentRole | None], headline: int) -> None:
    """A page's second copy of its headline is furniture."""
    wanted = plain(lines[headline].text)
    for number in range(headline + 1, min(headline + TOP, len(lines))):
        if (
            roles[number] is None
            and len(lines[number].text) <= LONGEST_HEADLINE
            and plain(lines[number].text) == wanted
        ):
            roles[number] = "boilerplate"


def _name_dek(lines: list[Line], roles: list[SegmentRole | None], headline: int) -> None:
    """A second short line without full stop, with prose behind it, is the dek."""
    for number in range(headline + 1, min(headline + TOP, len(lines))):
        if roles[number] is not None:
            continue
        line = lines[number]
        after = [n for n in range(number + 1, len(lines)) if roles[n] != "boilerplate"]
        if (
            not after
            or roles[after[0]] == "photo_credit"
            or split_caption(line.text)
            or dateline_end(line.text) is not None
        ):
            return
        if (
            len(line.text) <= LONGEST_HEADLINE + 50
            and not _TERMINATED.search(line.text)
            and not _BULLET.match(line.text)
        ):
            roles[number] = "dek"
        return


def _name_links(lines: list[Line], roles: list[SegmentRole | None]) -> None:
    """Titles right below "Read more:" lead elsewhere, as it does: they are furniture up to a blank line or a full stop."""
    below = False
    for number, line in enumerate(lines):
        if roles[number] == "boilerplate" and line.text.endswith(":"):
            below = True
        elif (
            below and roles[number] is None and len(line.text) <= LONGEST_HEADLINE and not _FULL_STOP.search(line.text)
        ):
            roles[number] = "boilerplate"
        else:
            below = False
        below = below and not line.blank_after


def _name_captions(lines: list[Line], roles: list[SegmentRole | None], headline: int | None) -> None:
    """A short line without full stop in front of a credit is a caption; in a text that closes its sentences, so is
    one alone.
    """
    prose = [n for n, role in enumerate(roles) if role is None]
    closed = sum(bool(_TERMINATED.search(lines[n].text)) for n in prose)
    careful = len(prose) >= 4 and closed >= 0.6 * len(prose)
    for number in prose:
        words = lines[number].text
        if len(words) > LONGEST_LOOSE_CAPTION or _BULLET.match(words) or is_post(words):
            continue
        before_credit = number + 1 < len(lines) and roles[number + 1] == "photo_credit"
        unclosed = not _TERMINATED.search(words)
        alone = careful and unclosed and len(words.split()) >= 6 and number != prose[-1] and words[0].isupper()
        if (before_credit and unclosed) or (alone and dateline_end(words) is None and not words.isupper()):
            roles[number] = "caption"


def _split(line: Line, role: SegmentRole, prose: int) -> list[Segment]:
    """Segments of a line: datelines, credits and sign-offs share a line with prose."""
    if role not in ("body", "caption"):
        return [Segment(line.start, line.end, role)]
    at, words = line.start, line.text
    parts = split_caption(words)
    if parts:
        return [Segment(at + a, at + b, "photo_credit" if credit else "caption") for a, b, credit in parts]
    gallery = gallery_parts(words)
    if gallery:
        return [Segment(at + a, at + b, "caption" if caption else "boilerplate") for a, b, caption in gallery]
    video = media_caption(words)
    if video:
        furniture, caption = video
        found = [Segment(at, at + len(words[:furniture].rstrip()), "boilerplate")] if furniture else []
        return [*found, Segment(at + caption, line.end, "caption")]
    segments: list[Segment] = []
    point = _POINT.match(words)
    if point and role == "body":
        return [
            Segment(at, at + 1, "boilerplate"),
            *_split(Line(at + point.end(), line.end, words[point.end() :], line.blank_after), role, prose),
        ]
    start = dateline_end(words, place_in_text=prose) if role == "body" else None
    if start is not None:
        segments.append(Segment(at, at + len(words[:start].rstrip()), "dateline"))
    start = start or 0
    off = sign_off(words)
    stop = off if off is not None and off > start else len(words)
    if words[start:stop].strip():
        lead = start + len(words[start:stop]) - len(words[start:stop].lstrip())
        segments.append(Segment(at + lead, at + len(words[:stop].rstrip()), role))
    if stop < len(words):
        segments.append(Segment(at + stop, line.end, "byline"))
    return segments
