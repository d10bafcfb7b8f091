"""Lines of a text as its paragraphs: those that are not blank; those that run on into the next belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

SENTENCE_INSIDE = re.compile(r"[a-z\d%)][.!?][\"”’]? +[\"“‘]?[A-Z]")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on its own line, blanks trimmed, and whether a blank line follows."""

    start: int
    end: int
    text: str
    blank_after: bool


def paragraphs(text: str, start: int) -> list[Line]:
    """Lines that are not blank; lines of a text that is wrapped at a fixed width are joined to paragraphs."""
    spans: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start):
        words = match.group()
        left = len(words) - len(words.lstrip())
        if left < len(words):
            spans.append((match.start() + left, match.start() + len(words.rstrip())))
    spans = _unwrap(text, spans)
    return [
        Line(a, b, text[a:b], number + 1 == len(spans) or _has_blank_line(text[b : spans[number + 1][0]]))
        for number, (a, b) in enumerate(spans)
    ]


def _has_blank_line(between: str) -> bool:
    return len(re.findall(r"\r\n|[\r\n\u2028\u2029]", between)) > 1


def _unwrap(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that run on; where the text is wrapped at a fixed width (a third of its lines run on, three at least), also full ones."""
    pairs = list(pairwise(spans))
    runs_on = [_runs_on(text, first, second) for first, second in pairs]
    wide = [first[1] - first[0] for (first, _), together in zip(pairs, runs_on, strict=True) if together]
    wrapped = len(wide) >= max(3, len(spans) / 3)
    # the first line may be a headline, unless blank lines part the paragraphs or a sentence ends in it
    top = text[slice(*spans[0])] if spans else ""
    parted = any(_parted(text, *pair) for pair in pairs) or SENTENCE_INSIDE.search(top) is not None
    joined = spans[:1]
    for (first, second), together in zip(pairs, runs_on, strict=True):
        # also a full line goes on in the next where a name or a figure begins that
        full = wrapped and (parted or first != spans[0]) and _is_full(text, first, second, max(wide))
        if together or full:
            joined[-1] = (joined[-1][0], second[1])
        else:
            joined.append(second)
    return joined


def _is_full(text: str, first: tuple[int, int], second: tuple[int, int], width: int) -> bool:
    """Has a line no room for the first word of the next?"""
    word = text[second[0] : second[1]].split(maxsplit=1)[0]
    return first[1] - first[0] + 1 + len(word) > width and not _parted(text, first, second)


def _runs_on(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Does a line of 40 characters and more without closing mark go on in lower case on the next, or any that cuts a word?"""
    line = text[slice(*first)]
    cut = line.endswith("-") and line[-2:-1].islower()
    return (
        (len(line) >= 40 or cut)
        and text[second[0]].islower()
        and line[-1] not in '.!?:;"”'
        and not _parted(text, first, second)
    )


def _parted(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    return _has_blank_line(text[first[1] : second[0]])
