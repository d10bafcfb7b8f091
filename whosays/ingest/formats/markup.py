"""Marked-up words of a feed's item or an agency's message: paragraphs become lines, everything a reader sees is kept.

Python's own HTML reader is used, not lxml: it has no depth at which it drops text without a word.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Elements that begin and end a line.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(("head", "noscript", "object", "script", "style", "template", "title"))
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def words_of(markup: str) -> str:
    """What a reader sees of a piece of HTML: one line for each paragraph, a blank line between two of them."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.words()


class _Reader(HTMLParser):
    """Collects what is seen, paragraph by paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._line: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "br":
            self._line.append("\n")
        elif tag in _BLOCKS:
            self._end()
        elif tag in _CELLS:
            self._line.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(_BLANKS.sub(" ", data))

    def words(self) -> str:
        """The paragraphs read so far."""
        self._end()
        return "\n\n".join(self._paragraphs)

    def _end(self) -> None:
        lines = [" ".join(line.split(" ")).strip(" ") for line in _runs("".join(self._line)).split("\n")]
        words = "\n".join(line for line in lines if line)
        if words:
            self._paragraphs.append(words)
        self._line.clear()


def _runs(words: str) -> str:
    """Runs of blanks as one."""
    return re.sub(r" {2,}", " ", words)
