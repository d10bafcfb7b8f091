"""The parsed page: its elements, which of them a reader does not see, and the words in them.

White space follows the rule of the page: runs of blanks, tabs, line ends and no-break blanks are one blank, a ``<br>`` and the border of
a block are a line end. Every other character stays as it is: nothing is normalised (no NFC), and soft hyphens, zero width and direction
marks stay and are told of later.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from whosays.ingest.html.markup import UNSEEN, ink

Element = Any  # lxml carries no types
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul amp-img".split()
)
_NO_LETTER = re.compile(r"[\W_]+")
_LETTERS = (string.digits + string.ascii_letters).encode()
_NO_ASCII_LETTER = bytes(byte for byte in range(128) if byte not in _LETTERS)
_LOWER = bytes(range(256)).lower()
_END_OF_PAGE = re.compile(r"</(?:html|body)\s{0,9}>", re.I)
_BLANKS = "\t\n\r\f\x0b\x00\xa0\u202f"  # shown as one blank, as blanks in a row are
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|em|rem|pt|%)?")
_SIDES = ("left", "top", "text-indent", "margin-left")
_SIZES = ("width", "height", "max-height", "max-width")
_FAR_OUT = re.compile(r"-\d{3,6}(?:px|em|rem|%)?")
_READ_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-hidden|off-?screen)(?:\s|$)", re.I
)
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?][\"”’)]{0,3}(?=\s|$)")


def parse(page: str) -> Element:
    """The page as a tree, comments left out.

    The end tags of the page are left out too: the parser drops text that stands behind them, which browsers show.
    """
    from lxml.html import HTMLParser, document_fromstring

    page = _END_OF_PAGE.sub("", page)

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    return document_fromstring(page.encode("utf-8", "replace"), parser=parser, ensure_head_body=False)


def shown(root: Element) -> int:
    """How many characters of text the tree holds, counted as :func:`~whosays.ingest.html.markup.scan` counts the markup."""
    return sum(ink(words.replace("&", "+")) for words in strings(root))


def strings(root: Element) -> Iterator[str]:
    """Text nodes in the order of the page, without those of scripts, pictures and the like."""
    from lxml.etree import iterwalk

    unseen = 0
    for happens, element in iterwalk(root, events=("start", "end")):
        if happens == "start":
            unseen += element.tag in UNSEEN
            if element.text and not unseen:
                yield element.text
        else:
            unseen -= element.tag in UNSEEN
            if element.tail and not unseen and element is not root:
                yield element.tail


def words(element: Element) -> str:
    """The words of an element, lines parted where it breaks them."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    unseen = 0
    for happens, part in iterwalk(element, events=("start", "end")):
        border = "\x1e" if part.tag in BLOCKS or part.tag == "br" else ""
        if happens == "start":
            unseen += part.tag in UNSEEN
            parts.append(border)
            if part.text and not unseen:
                parts.append(part.text)
        else:
            unseen -= part.tag in UNSEEN
            parts.append(border)
            if part.tail and not unseen and part is not element:
                parts.append(part.tail)
    lines = (tidy(line) for line in "".join(parts).split("\x1e"))
    return "\n".join(line for line in lines if line)


def tidy(text: str) -> str:
    """White space as the page shows it: one blank for each run, none at the ends."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    if "  " in text:
        text = " ".join(word for word in text.split(" ") if word)
    return text.strip(" ")


def one_line(element: Element) -> str:
    """The words of an element on one line."""
    return words(element).replace("\n", " ")


def plain(text: str) -> str:
    """Letters and figures alone, for comparing what two places say."""
    if text.isascii():  # nearly every paragraph, and many times faster
        return text.encode("ascii").translate(_LOWER, _NO_ASCII_LETTER).decode("ascii")
    if "\n" in text:
        return "".join(map(plain, text.split("\n")))
    return _NO_LETTER.sub("", text.casefold())


def has_sentence(text: str) -> bool:
    """Is there a sentence of six words or more?"""
    start = 0
    for end in _SENTENCE_END.finditer(text, 0, 20_000):
        if len(text[start : end.end()].split()) >= 6:
            return True
        start = end.end()
    return False


def is_hidden(element: Element) -> bool:
    """Is the element marked as not shown: hidden, styled away, for screen readers alone, or not for them?"""
    tag = element.tag
    if tag in ("noscript", "template"):
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if _styled_away(element.get("style") or ""):
        return True
    return bool(_READ_ALOUD.search((element.get("class") or "")[:500]))


def _styled_away(style: str) -> bool:
    """Do the declarations of a style attribute hide what they style?"""
    pairs = (declared.partition(":") for declared in style[:2_000].lower().split(";") if ":" in declared)
    said = {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}
    if said.get("display") == "none" or said.get("visibility") == "hidden":
        return True
    if _NOTHING.fullmatch(said.get("font-size", "")) or any(_FAR_OUT.fullmatch(said.get(side, "")) for side in _SIDES):
        return True
    return said.get("overflow") == "hidden" and any(_NOTHING.fullmatch(said.get(size, "")) for size in _SIZES)


def take_out(elements: Iterable[Element]) -> None:
    """Removes elements from their tree; the text behind each stays."""
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:
            before = element.getprevious()
            if before is None:
                parent.text = (parent.text or "") + element.tail
            else:
                before.tail = (before.tail or "") + element.tail
            element.tail = None
        parent.remove(element)


def outermost(root: Element, wanted: Callable[[Element], bool]) -> list[Element]:
    """Elements for which ``wanted`` holds that lie in no other such element, in the order of the page."""
    from lxml.etree import iterwalk

    found: list[Element] = []
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if isinstance(element.tag, str) and element is not root and wanted(element):
            found.append(element)
            walk.skip_subtree()
    return found


def marks(element: Element) -> str:
    """What an element says of itself in its attributes: class, id, itemprop and the like, in lower case."""
    names = ("class", "id", "itemprop", "data-testid", "data-component", "rel", "property")
    return " ".join(value[:200] for name in names if (value := element.get(name))).lower()
