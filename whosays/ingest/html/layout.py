"""The text of a page's report and its zones, laid out once.

Order: headline, dek, byline, date, then the body (paragraphs, crossheads, list items and table rows, a line each), then captions, each
with its credit on the line behind it. A blank line stands between all of them but caption and credit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from whosays.ingest.html.article import Block
from whosays.ingest.html.heads import Head
from whosays.ingest.html.pictures import Picture
from whosays.ingest.html.tree import plain
from whosays.ingest.zones.found import LONGEST_LOOSE_CAPTION, find_zones
from whosays.model import Segment, SegmentRole

_KEPT: frozenset[SegmentRole] = frozenset(
    ("dateline", "byline", "caption", "photo_credit", "metadata_prefix", "correction", "boilerplate")
)
_SURE = frozenset(("head", "item", "row", "quote"))  # blocks that the page marks: no caption without a full stop


def lay_out(head: Head, blocks: Sequence[Block], pictures: Iterable[Picture]) -> tuple[str, tuple[Segment, ...]]:
    """The text, and segments that hold every character of it that is not blank."""
    body, zones = _body(blocks, head)
    above: tuple[tuple[tuple[str, int | None] | None, SegmentRole], ...] = (
        (head.headline, "headline"), (head.dek, "dek"), (head.byline, "byline"), (head.date, "metadata_prefix"),
    )  # fmt: skip
    parts: list[tuple[str, SegmentRole, str]] = [(part[0], role, "\n\n") for part, role in above if part]
    parts += [(body, "body", "\n\n")] if body else []
    for picture in pictures:
        parts += [(words, role, "\n" if number else "\n\n") for number, (words, role) in enumerate(picture)]
    segments: list[Segment] = []
    at = 0
    for words, role, gap in parts:
        at += len(gap) if at else 0
        if words is body and role == "body":
            segments += [Segment(at + zone.start, at + zone.end, zone.role) for zone in zones]
        else:
            segments.append(Segment(at, at + len(words), role))
        at += len(words)
    text = "".join(piece for words, _, gap in parts for piece in (gap, words))
    return text.removeprefix("\n\n"), tuple(segments)


def _body(blocks: Sequence[Block], head: Head) -> tuple[str, list[Segment]]:
    """The body's text, and its zones: datelines, sign-offs, notes of correction and furniture are told from their words.

    The headline is put in front for that and taken off again: below it the first line is no headline.
    """
    body = "\n\n".join(block.text for block in blocks)
    front = f"{head.headline[0]}\n\n" if head.headline else ""
    title = head.headline[0] if head.headline else None
    starts = [0, *accumulate(len(block.text) + 2 for block in blocks)]
    zones: list[Segment] = []
    found = find_zones(front + body, title=title)
    for number, zone in enumerate(found):
        start, end = zone.start - len(front), zone.end - len(front)
        if end <= 0:
            continue
        role: SegmentRole = zone.role if zone.role in _KEPT else "body"
        marked = blocks[bisect_right(starts, start) - 1].kind in _SURE
        if role == "caption" and (marked or not _has_credit(found[max(number - 1, 0) : number + 2], end - start)):
            role = "body"
        if role == "photo_credit" and zones and zones[-1].role == "body" and body.find("\n", zones[-1].end, start) < 0:
            role = "body"
        if marked and role == "metadata_prefix":
            role = "body"
        if (
            role == "boilerplate"
            and head.headline
            and plain(body[start:end]) != plain(head.headline[0])
            and _is_prose(body[start:end])
        ):
            role = "body"
        zones.append(Segment(start, end, role))
    return body, zones


def _has_credit(beside: Sequence[Segment], length: int) -> bool:
    """The page marks its captions; an unmarked one is believed where it is short and a credit stands beside it."""
    return length <= LONGEST_LOOSE_CAPTION and any(zone.role == "photo_credit" for zone in beside)


def _is_prose(words: str) -> bool:
    """Two sentences or more are never page furniture."""
    return words.count(". ") >= 2 and len(words) > 200
