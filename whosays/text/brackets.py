"""Square brackets, in which an editor puts words of his own into a quotation."""

from __future__ import annotations

from whosays.model import Span


def closed(text: str, span: Span) -> Span:
    """The span with the bracket right in front of it or behind it whose other half it holds.

    >>> closed("[He] left [the ship].", Span(1, 19))
    Span(start=0, end=20)
    """
    held = span.of(text)
    opens, closes = held.find("["), held.find("]")
    before = closes >= 0 and (opens < 0 or closes < opens) and text[span.start - 1 : span.start] == "["
    behind = held.rfind("[") > held.rfind("]") and text[span.end : span.end + 1] == "]"
    return Span(span.start - before, span.end + behind)


def opened(words: str) -> str:
    """The words without square brackets: "[Olav] Holm" is a name all the same.

    >>> opened("[Olav] Holm")
    'Olav Holm'
    """
    return words.replace("[", "").replace("]", "")
