"""What stands above an article: headline, dek, byline and date, as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whosays.ingest.given_dates import LONGEST_DATE, looks_like_date_line, read_given_date
from whosays.ingest.html.article import Block, Leaves
from whosays.ingest.html.dates import is_around
from whosays.ingest.html.stated import Stated
from whosays.ingest.html.tree import Element, marks, one_line, plain, strings, tidy
from whosays.values.calendar import A_WEEKDAY

LONGEST_TITLE, LONGEST_DEK, LONGEST_BYLINE = 300, 500, 160
_DEK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?(?:title|head(?:line|ing)?|hed)|stand-first|article-?(?:summary|standfirst|subtitle|dek)|alternativeheadline)(?:[\s_-]|$)"
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author|authors|authored|writer|contributors?|reporter)(?:[\s_-]|name|$)")
_NO_BYLINE = re.compile(r"bio|about|related|more|follow|social|share|comment|photo|image|avatar|credit|box|card")
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|time|timestamp|published|pubdate|datepublished|posted|dateline|date-?time|entry-date|publish-?date)(?:[\s_-]|time|line|published|$)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE_BEHIND = re.compile(
    rf"(?<=\S)\W{{0,9}}\b(?:(?:last )?(?:updated|published|posted|modified|created)\b|on\s(?={_MONTH}\s\d)|{_MONTH}\s\d{{1,2}}\b|\d{{1,2}}\s{_MONTH}\b"
    rf"|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{A_WEEKDAY},).*$",
    re.I,
)
_CHANGED = re.compile(r"\b(?:updated?|modified|changed)\b", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """Each part as shown, ``None`` where the page shows none, with the place of its element."""

    headline: tuple[str, int | None] | None
    dek: tuple[str, int] | None
    byline: tuple[str, int | None] | None
    date: tuple[str, int] | None


def read_head(root: Element, found: Leaves, stated: Stated, blocks: Sequence[Block]) -> Head:
    """The parts above the body."""
    headline = _headline(root, found, stated, next((block.place for block in blocks if block.place is not None), None))
    start = headline[1] if headline and headline[1] is not None else 0
    title = plain(headline[0]) if headline else ""
    first = _first_of_body(blocks, found, title)
    near = [e for e in root.iter() if isinstance(e.tag, str) and _is_near(found.places[e], start, first)]
    dek = next((hit for e in near if found.places[e] > start and (hit := _dek(e, found, title))), None)
    byline = _best_byline([hit for e in near if (hit := _byline(e, found, title))], stated.authors)
    changed = {value.value[:10] for text in stated.modified if (value := read_given_date(text))}
    issued = {value.value[:10] for text in stated.published if (value := read_given_date(text))}
    date = next((hit for e in near if (hit := _date_line(e, found, changed - issued))), None)
    return Head(headline, dek, byline, date)


def _first_of_body(blocks: Sequence[Block], found: Leaves, title: str) -> int | None:
    """The place of the first block that is not marked as dek, byline or date, and is not the headline."""
    for block in blocks:
        if block.place is None or plain(block.text) == title:
            continue
        said = marks(found.elements[block.place])
        if not any(pattern.search(said) for pattern in (_DEK, _BYLINE, _DATE)):
            return block.place
    return None


def _is_near(place: int, headline: int, first: int | None) -> bool:
    """From a little above the headline to the first paragraph of the body."""
    return headline - 60 <= place <= (first if first is not None else headline + 200)


def _headline(root: Element, found: Leaves, stated: Stated, first: int | None) -> tuple[str, int | None] | None:
    """The heading that says what the page says is its title; else the last h1 above the body; else the stated title."""
    tab = next((tidy(e.text_content()) for e in root.iter("title")), "")
    told = [plain(title) for title in (stated.title, tab) if title]
    best: tuple[str, int] | None = None
    last: tuple[str, int] | None = None
    for element in root.iter("h1", "h2"):
        text = tidy(one_line(element))
        place = found.places[element]
        if not 3 <= len(text) <= LONGEST_TITLE or (first is not None and place > first + 40):
            continue
        letters = plain(text)
        if len(letters) > 12 and any(letters in title or (title in letters and len(title) > 12) for title in told):
            best = max(best, (text, place), key=lambda hit: len(plain(hit[0]))) if best else (text, place)
        if (
            element.tag == "h1"
            and plain(stated.outlet or "\0") != letters
            and not (last and element.find(".//img") is not None)
        ):
            last = text, place
    if best or last:
        return best or last
    title = stated.title or tab
    return (title[:LONGEST_TITLE], None) if title else None


def _dek(element: Element, found: Leaves, title: str) -> tuple[str, int] | None:
    said = marks(element)
    if element.tag not in ("p", "h2", "h3", "div", "span", "section") or not _DEK.search(said):
        return None
    text = tidy(one_line(element))
    if not 20 <= len(text) <= LONGEST_DEK or plain(text) == title or element.find(".//h1") is not None:
        return None
    return text, found.places[element]


def _best_byline(shown: list[tuple[str, int]], authors: tuple[str, ...]) -> tuple[str, int | None] | None:
    """The shortest shown one with most of the stated authors; without such, the first shown, else the authors as stated."""
    names = [plain(author) for author in authors]
    ranked = sorted(
        (-sum(name in plain(text) for name in names), len(re.sub(r"^by\W+", "", text, flags=re.I)), place, text)
        for text, place in shown
    )
    if ranked and ranked[0][0]:
        return ranked[0][3], ranked[0][2]
    if shown:
        return shown[0]
    return (", ".join(authors[:6]), None) if authors else None


def _byline(element: Element, found: Leaves, title: str) -> tuple[str, int] | None:
    said = marks(element)
    if (
        element.tag in ("meta", "link", "script", "img", "svg", "time")
        or not _BYLINE.search(said)
        or _NO_BYLINE.search(said)
    ):
        return None
    if len(element) > 30:
        return None
    text = _without_date(tidy(" ".join(strings(element))))  # its parts stand apart by style alone
    if (
        not 3 <= len(text) <= LONGEST_BYLINE
        or not re.search(r"[^\W\d_]{2}", text)
        or text.count(" ") > 22
        or (title and title in plain(text))
    ):
        return None
    if re.match(r"@|\S+@\S+$|(?:published|updated|posted)\b", text, re.I) or re.fullmatch(
        r"(?:by|author|authors|written by|from)\s?:?", text, re.I
    ):
        return None
    return text, found.places[element]


def _without_date(text: str) -> str:
    """A byline without the date that stands on its line."""
    text = re.sub(r"\s(?:@\w+|\S+@\S+|\d+ min(?:ute)?s? read)\b.*$", "", text, flags=re.I)
    text = _DATE_BEHIND.sub("", text).rstrip(" ,|-–—•·/")
    for mark in (" | ", " • ", " · ", " - ", " — "):
        parts = text.split(mark)
        kept = [part for part in parts if not looks_like_date_line(part)]
        if kept and len(kept) < len(parts):
            text = mark.join(kept)
    return text


def _date_line(element: Element, found: Leaves, changed: set[str]) -> tuple[str, int] | None:
    """The element that shows the date of publication, and nothing else; not that of a later change."""
    if element.tag in ("meta", "script", "link") or not (element.tag == "time" or _DATE.search(marks(element))):
        return None
    text = tidy(one_line(element))
    if not 8 <= len(text) <= LONGEST_DATE or _CHANGED.search(text) or is_around(element):
        return None
    day = read_given_date(text, whole=True)
    if day is None or day.value[:10] in changed:
        return None
    return text, found.places[element]
