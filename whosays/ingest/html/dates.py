"""When a page says that it was published, with the zone it states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whosays.ingest.given_dates import GivenDate, days_apart, read_given_date
from whosays.ingest.html.stated import Stated
from whosays.ingest.html.tree import Element, marks, one_line, tidy

_UNSET = ("0001-", "1970-01-01", "1601-01-01")
_SECONDS = re.compile(r"[1-9]\d{8,9}(?:\d{3})?")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_AROUND = re.compile(r"comment|related|recent|sidebar|footer|popular|widget|trending|tweet|latest|more-")


@dataclass(frozen=True, slots=True)
class Dated:
    """The date a page gives, others it gives for the same event, and whether only a change or its address dates it."""

    value: str | None
    others: tuple[str, ...] = ()
    how: str = "published"


def find_date(root: Element, stated: Stated, shown: str | None) -> Dated:
    """The date of publication: as stated in the metadata, else as shown, else of the last change, else by the address."""
    written = [value for text in stated.published if (value := read(text))]
    marked = [value for text in _time_elements(root) if (value := read(text))]
    printed = [value] if shown and (value := read(shown)) else []
    first = [*written, *(printed or marked)]
    if first:
        best = _fullest(first[0], [*written, *printed, *marked])
        changed = {value[:10] for text in stated.modified if (value := read(text))}
        others = (value for value in dict.fromkeys([*written, *printed]) if value[:10] not in {best[:10], *changed})
        return Dated(best, tuple(others))
    for how, values in (
        ("changed", [value for text in stated.modified if (value := read(text))]),
        ("guessed", [value for value in (_by_address(stated.url), _by_words(root, stated.url)) if value]),
    ):
        if values:
            return Dated(values[0], how=how)
    return Dated(None)


def read(text: str) -> str | None:
    """A written date as ISO 8601, its zone kept; ``None`` for values that publishing systems write where there is no date."""
    text = tidy(text)
    if _SECONDS.fullmatch(text):
        return None
    found: GivenDate | None = read_given_date(text)
    if found is None or found.value.startswith(_UNSET) or found.value < "1900":
        return None
    return found.value


def _fullest(best: str, values: list[str]) -> str:
    """The same moment written with more: a clock, a zone. Of two days, only one beside the other can be the same moment."""
    for value in values:
        if _detail(value) > _detail(best) and days_apart(value, best) <= (0 if "T" in best else 1):
            best = value
    return best


def _detail(value: str) -> int:
    return ("T" in value) + bool(re.search(r"(?:Z|[+-]\d\d:\d\d)$", value[10:]))


def _time_elements(root: Element) -> list[str]:
    """Dates of time elements that stand in the article, those of its publication first."""
    found: list[tuple[int, str]] = []
    for element in root.iter("time", "abbr", "span", "div", "p", "li"):
        said = marks(element)
        is_time = element.tag == "time"
        if not is_time and not re.search(r"(?:^|[\s_-])(?:date|time|timestamp|published|posted|datetime)", said):
            continue
        if is_around(element):
            continue
        text = tidy(one_line(element)) if len(element) < 20 else ""
        if re.search(r"updated|modified", f"{said} {text}", re.I) and not re.search(
            r"publi|posted|first", f"{said} {text}", re.I
        ):
            continue
        for value in (element.get("datetime"), element.get("title") if element.tag == "abbr" else None, text[:120]):
            if value and (value is not text or len(text) >= 8):
                found.append(
                    (0 if "publi" in said or element.get("pubdate") is not None else 1 if is_time else 2, value)
                )
    return [value for _, value in sorted(found[:50], key=lambda item: item[0])]


def is_around(element: Element) -> bool:
    """Does it stand among other stories, readers' comments or posts?"""
    return any(
        _AROUND.search(marks(above))
        for above in (element, *element.iterancestors())
        if above.tag not in ("body", "html")
    )


def _by_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(url or "")
    return read("-".join(match.groups())) if match else None


def _by_words(root: Element, url: str | None) -> str | None:
    """The day that htmldate finds in what the page shows; it knows no zone."""
    from htmldate import find_date as search

    # a fixed last day: its default is the day on which it runs
    day = search(
        root, original_date=True, extensive_search=False, url=url, min_date="1995-01-01", max_date="2099-12-31"
    )
    return read(day) if isinstance(day, str) and not _has_two_readings(root, day) else None


def _has_two_readings(root: Element, day: str) -> bool:
    """Does the page write the day only as figures whose order is open ("04/03/2031")?"""
    from lxml.etree import tostring

    year, month, number = (int(part) for part in day.split("-"))
    if number > 12 or number == month:
        return False
    page = tostring(root, encoding="unicode")
    either = "|".join(rf"0?{a}[/.-]0?{b}" for a, b in ((month, number), (number, month)))
    return day not in page and re.search(rf"(?<!\d)(?:{either})[/.-]{year}(?!\d)", page) is not None
