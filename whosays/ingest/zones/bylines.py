"""Bylines that a format keeps beside the words: who wrote, as one line that is put where papers print it.

Lineage reads bylines in the text alone, since whatever it says points at characters. So a byline becomes a line of the text,
between headline and body, where the text does not show it already.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any

from whosays.ingest.drafts import Draft
from whosays.ingest.zones.credits import is_byline
from whosays.ingest.zones.found import TOP, find_zones, plain

LONGEST = 160  # characters of a byline
_BY = re.compile(r"by\s*:?\s+", re.I)
_OF_A_PICTURE = re.compile(r"(?:photo|photos|photograph|picture|pictures|image|images|video)\b", re.I)
_WORDED = re.compile(r"from\s|(?:[a-z]+ )?(?:reported|reporting|writing|written|compiled|editing) by\s", re.I)


def names_in(value: Any) -> tuple[str, ...] | None:
    """The names in what somebody wrote down as authors: words, a list, objects with a ``name``; ``None`` where it is no such thing.

    >>> names_in(["By Ann Lee", {"name": "AP"}]), names_in(None), names_in(7)
    (('Ann Lee', 'AP'), (), None)
    """
    if value is None:
        return ()
    if isinstance(value, dict):
        return names_in(value.get("name") or None)
    if isinstance(value, list):
        found = [names_in(one) for one in value]
        return None if None in found else tuple(dict.fromkeys(name for names in found for name in names or ()))
    if not isinstance(value, str):
        return None
    name = " ".join(value.split())
    if not name:
        return ()
    if len(name) > LONGEST or "://" in name or not re.search(r"[^\W\d_]{2}", name) or _OF_A_PICTURE.match(name):
        return None
    return (_BY.sub("", name, count=1) if _BY.match(name) else name,)


def byline_of(names: tuple[str, ...]) -> str | None:
    """These names as one line; of many, so many as it holds.

    >>> byline_of(("Ann Lee", "AP")), byline_of(("Reporting by Bo Ray; Editing by Ann Lee",)), byline_of(())
    ('By Ann Lee, AP', 'Reporting by Bo Ray; Editing by Ann Lee', None)
    """
    kept: list[str] = []
    for name in names:
        if len(", ".join((*kept, name))) <= LONGEST:
            kept.append(name)
    line = ", ".join(kept)
    if not line:
        return None
    return line[0].upper() + line[1:] if _WORDED.match(line) else f"By {line}"


def signed(draft: Draft, byline: str | None) -> Draft:
    """The draft with this byline as a line of its text; one whose text shows it already is only marked."""
    if byline is None or draft.segments is not None:
        return draft
    wanted = plain(_BY.sub("", byline, count=1))
    for line in islice((line.strip() for line in draft.text.splitlines() if line.strip()), TOP):
        if plain(line) in (wanted, plain(byline)) or (is_byline(line) and wanted in plain(line)):
            return replace(draft, byline=line)
    at = _above_body(draft)
    head, rest = draft.text[:at], draft.text[at:]
    before = "\n\n" if head else ""
    after = "" if re.match(r"[ \t]*(?:\r?\n[ \t]*){2}", rest) else "\n" if head else "\n\n"
    return replace(draft, text=f"{head}{before}{byline}{after}{rest}", byline=byline)


def _above_body(draft: Draft) -> int:
    """Where the lines end that stand above a body: header block, date, headline, dek."""
    above = takewhile(
        lambda segment: segment.role in ("metadata_prefix", "headline", "dek"),
        find_zones(draft.text, title=draft.given.title),
    )
    ends = [segment.end for segment in above if draft.text[segment.end : segment.end + 1] in ("\r", "\n")]
    return max(ends, default=0)
