"""The markup of a page as it stands, before any parser sees it: limits that a hostile page breaks, and how much text it shows.

Method: one pass over the characters that knows tags, comments and the elements whose content is not text. It builds nothing, so it
loses nothing, and its work grows with the length of the page alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from whosays.ingest.drafts import Refusal

MOST_ATTRIBUTES = 512  # of one tag
MOST_TAGS = 200_000
DEEPEST = 1_000  # open elements inside each other
# No parser counts these as open: they are empty, or the next of their kind closes them.
_NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound "
    "html head body p li dt dd td th tr tbody thead tfoot option optgroup colgroup caption rt rp".split()
)
UNSEEN = frozenset(
    "script style template iframe noembed noframes xmp svg math select object canvas audio video".split()
)
_RAW = frozenset("script style iframe noembed noframes xmp".split())  # their content holds no tags
_TEXT_ONLY = frozenset(("title", "textarea"))  # their content holds no tags but is text
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"[\s/]*+(?:>|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?)")
_ASCII_BLANKS = bytes((*range(0x21), 0x7F))
_WIDE_BLANK = re.compile(r"[\x80-\xa0\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\ufffd\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Markup:
    """What one pass over a page counted."""

    shown: int  # characters of text that are not blank
    tags: int


def scan(page: str, *, source: str) -> Markup:
    """Counts a page's text; :class:`Refusal` where it breaks a limit."""
    at = shown = tags = 0
    unseen = 0  # open elements whose content is not text
    depth: dict[str, int] = {}
    deep = 0
    while True:
        opening = page.find("<", at)
        chunk = page[at:] if opening < 0 else page[at:opening]
        if chunk and not unseen:
            shown += ink(chunk)
        if opening < 0:
            return Markup(shown, tags)
        at, name, closing = _tag(page, opening, source)
        if name is None:
            shown += at == opening + 1 and not unseen  # a "<" that opens nothing is text
            continue
        tags += 1
        if tags > MOST_TAGS:
            raise Refusal(source, f"its markup has more than {MOST_TAGS:,} tags; a page with an article has far fewer")
        if name in _RAW or name in _TEXT_ONLY:
            if not closing:
                end, after = _raw_end(page, at, name)
                if name in _TEXT_ONLY and not unseen:
                    shown += ink(page[at:end])
                at = after
            continue
        if name in _NEVER_OPEN:
            continue
        step = -1 if closing else 1
        if closing and not depth.get(name):
            continue
        depth[name] = depth.get(name, 0) + step
        deep += step
        unseen += step if name in UNSEEN else 0
        if deep > DEEPEST:
            raise Refusal(
                source, f"its markup is nested more than {DEEPEST:,} levels deep, which no page with an article needs"
            )


def ink(words: str) -> int:
    """How many characters are left without blanks and control characters, character references read."""
    if "&" in words:
        words = unescape(words)
    written = words.encode("utf-8", "replace")
    blanks = len(written) - len(written.translate(None, _ASCII_BLANKS))
    return len(words) - blanks - (0 if words.isascii() else len(_WIDE_BLANK.findall(words)))


def _tag(page: str, at: int, source: str) -> tuple[int, str | None, bool]:
    """(where it ends, the element's name or ``None`` for a comment or a loose "<", is it a closing tag) of the tag at ``at``."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 2)
        return (end + 3 if end >= 0 else len(page)), None, False
    follows = page[at + 1 : at + 2]
    if follows in ("!", "?") or (follows == "/" and not page[at + 2 : at + 3].isalpha()):
        end = page.find(">", at)
        return (end + 1 if end >= 0 else len(page)), None, False
    closing = follows == "/"
    match = _NAME.match(page, at + 1 + closing)
    if match is None:
        return at + 1, None, False
    return _behind_attributes(page, match.end(), source), match.group().lower(), closing


def _behind_attributes(page: str, at: int, source: str) -> int:
    for _ in range(MOST_ATTRIBUTES + 1):
        match = _ATTRIBUTE.match(page, at)
        if match is None:
            return len(page)
        at = match.end()
        if match.group(1) is None:
            return at
    raise Refusal(source, f"a tag in its markup has more than {MOST_ATTRIBUTES} attributes, which no page needs")


def _raw_end(page: str, at: int, name: str) -> tuple[int, int]:
    """Where the content of a script or the like ends, and where its closing tag does."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.I).search(page, at)
    if match is None:
        return len(page), len(page)
    end = page.find(">", match.end())
    return match.start(), end + 1 if end >= 0 else len(page)
