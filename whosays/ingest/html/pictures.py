"""Captions and credits of the pictures in an article.

A credit says whose picture it is, which is evidence of agency use and no claim: it is kept apart from the caption, by the page's own
marks where it has them, else by the words ("… (Ann Lee/Reuters)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from whosays.ingest.html.tree import Element, is_hidden, marks, one_line, outermost, plain, tidy
from whosays.ingest.zones.credits import LONGEST_CAPTION, LONGEST_CREDIT, is_credit_name, is_photo_credit, split_caption
from whosays.model import SegmentRole

Picture = tuple[tuple[str, SegmentRole], ...]
LONGEST = 1_500  # characters of a marked caption; more is prose
_CAPTION = re.compile(r"(?:^|[\s_-]|wp|img|image|photo|media|figure|gallery)(?:caption|cutline)s?(?:[\s_-]|text|$)")
_CREDIT = re.compile(
    r"(?:^|[\s_-]|photo|image|img|media|picture|caption)(?:credits?|copyright|copyrightholder|photographer|attribution|sourceorganization)(?:[\s_-]|text|name|$)"
)
_LABEL = re.compile(r"^(?:image|media|video|photo)?\s?(?:caption|copyright|source|credit)$", re.I)
_CLOCK = re.compile(r"\d:\d\d")
# A caption's last words behind a closed sentence, or in brackets.
_TAIL = re.compile(
    r"(?:(?<=[.!?”\"'’)])(?<![\s.][A-Z]\.)\s{0,3}|\s(?=[(\[]))(?P<tail>[(\[]?(?:[^.!?()\[\]]|(?<=[\s.(][A-Z])\.){2,100}[)\]]?\.?)$"
)
_BY_LABEL = re.compile(
    r"\s{0,3}[(\[]?\b(?:(?:image|photo|picture|video|media) (?:credit|source|courtesy|by)|photograph(?:er)?|credit|photo)\b"
    r"\s?(?:by\b|:|\.{2,3}|…)[^()\[\]]{2,80}[)\]]?$",
    re.I,
)
_AROUND = frozenset(("nav", "footer", "aside", "header"))


def is_picture_text(element: Element) -> bool:
    """Is the element a caption or credit by its tag or the page's marks?"""
    if element.tag == "figcaption":
        return True
    if element.tag not in ("div", "p", "span", "small", "em", "cite", "i", "dd", "figure", "section", "li"):
        return False
    said = marks(element)
    if not (_CAPTION.search(said) or _CREDIT.search(said)) or "video-js" in said or "vjs" in said:
        return False
    text = one_line(element)
    return len(text) <= LONGEST and element.find(".//h1") is None and len(element.findall(".//p")) <= 4


def pictures(elements: Iterable[Element]) -> list[Picture]:
    """Caption and credit of each, as parts in the order of the page; none twice."""
    found: list[Picture] = []
    seen: set[str] = set()
    for element in elements:
        parts: list[tuple[str, SegmentRole]] = []
        for text, role in _parts(element):
            letters = plain(text)
            again = letters in seen or (
                len(letters) > 40 and any(letters in other or other in letters for other in seen if len(other) > 40)
            )
            if letters and not again:
                seen.add(letters)
                parts.append((text, role))
        if parts:
            found.append(tuple(parts))
    return found


def _parts(element: Element) -> list[tuple[str, SegmentRole]]:
    credits = (
        [element] if _is_credit(element) else outermost(element, lambda part: _is_credit(part) and not is_hidden(part))
    )
    named = [name for name in (tidy(one_line(credit)) for credit in credits) if not _CLOCK.search(name)]
    if credits == [element]:
        return [_credit(named[0])] if named and named[0] else []
    caption = tidy(one_line(element))
    parts: list[tuple[str, SegmentRole]] = []
    for credit in named:
        if not credit or credit not in caption:
            continue
        at = caption.find(credit)
        before, caption = tidy(caption[:at]), tidy(caption[at + len(credit) :])
        parts += _by_words(before)
        parts.append(_credit(credit))
    return parts + _by_words(caption)


def _is_credit(element: Element) -> bool:
    return (
        bool(_CREDIT.search(marks(element)))
        and not _CAPTION.search(marks(element))
        and len(one_line(element)) <= LONGEST_CREDIT
    )


def _credit(text: str) -> tuple[str, SegmentRole]:
    return text, "photo_credit"


def _by_words(text: str) -> list[tuple[str, SegmentRole]]:
    """A caption as its words show: with its credit, or nothing but a credit."""
    if not re.search(r"[^\W_]", text) or _LABEL.match(text):
        return []
    owner = text.rpartition(", ")[2] if len(text.split()) <= 6 else ""
    if is_photo_credit(text) or is_credit_name(owner):
        return [_credit(text)]
    split = split_caption(text) if len(text) <= LONGEST_CAPTION else ()
    if len(split) > 1:
        return [(tidy(text[start:end]), "photo_credit" if credit else "caption") for start, end, credit in split]
    label = _BY_LABEL.search(text, max(0, len(text) - 120))
    at = label.start() if label else _tail(text)
    if at is None:
        return [(text, "caption")]
    return [part for part in ((text[:at].rstrip(), "caption"), (text[at:].strip(), "photo_credit")) if part[0]]


def _tail(text: str) -> int | None:
    """Where the caption's last words begin, if they name an agency as the owner ("… on Monday. REUTERS/Ann Lee")."""
    match = _TAIL.search(text, max(0, len(text) - 120))
    if match is None:
        return None
    tail = match.group("tail").strip("()[]. ")
    parts = [
        re.sub(r"\b(?:photo|file|handout|via|pool|image)s?\b", " ", part, flags=re.I).strip()
        for part in re.split(r"[/,|:–—-]", tail)
    ]
    owned = is_photo_credit(tail) or any(part and is_credit_name(part) for part in parts)
    return match.start("tail") if owned and len(tail.split()) <= 10 else None


def is_teaser(element: Element) -> bool:
    """Does the picture belong to a link to another page, or to what stands around the article?"""
    for above in element.iterancestors():
        if above.tag in _AROUND and above.find(".//h1") is None:
            return True
        if above.tag == "a" and above.get("href") and not _is_picture_address(above.get("href")):
            headed = above.find(".//h2") is not None or above.find(".//h3") is not None
            if headed or element.tag != "figcaption":
                return True
    return False


def _is_picture_address(address: str) -> bool:
    return address.startswith("#") or bool(
        re.search(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)|/(?:gallery|photos?)/", address[:2_000], re.I)
    )
