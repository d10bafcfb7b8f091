"""Evidence in characters: cutting the reporting frame out of a claim's spans, or keeping it for a denial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whosays.attribution.relations import Relation
from whosays.model import Parse, Span
from whosays.text.brackets import closed

ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,4}\Z")  # "a.m.", "U.S.": the last stop is its own
LEFT_BEHIND = frozenset("and that but as or while to of also what after before since because when".split())


def content_spans(parse: Parse, content: Iterable[int]) -> tuple[Span, ...]:
    """A reported stretch in characters: runs of tokens, outer punctuation but quotation marks cut off."""
    return tuple(
        _trimmed(parse.report.text, span) for span in _runs(parse, sorted(content)) if _solid(parse.report.text, span)
    )


def cut_frame(parse: Parse, spans: Sequence[Span], relation: Relation) -> tuple[Span, ...]:
    """The spans without the words of the frame ("according to X", "X said"); what is left is trimmed."""
    text = parse.report.text
    pieces = list(spans)
    for cut in _runs(parse, sorted(relation.frame)):
        pieces = [part for piece in pieces for part in _minus(piece, cut)]
    kept = [_trimmed(text, piece) for piece in pieces if _solid(text, piece)]
    return tuple(
        span for span in kept if any(char.isalnum() for char in span.of(text)) and not _dangling(span.of(text))
    )


def with_frame(parse: Parse, spans: Sequence[Span], relation: Relation) -> tuple[Span, ...]:
    """The spans joined with the frame's own words: the evidence of a denial is the denying."""
    beside = (
        relation.act == "withdrawal" and parse.tokens[relation.anchor].tag == "VBG"
    )  # "…, X said, withdrawing its claim"
    if relation.act == "withdrawal" and relation.impersonal:
        return tuple(spans)  # "the statement that he had fled was withdrawn"
    frame = sorted(
        {i for source in relation.sources for i in source if not beside}
        | set(relation.cue)
        | (relation.content if relation.act == "untrue" else set())
    )
    merged: list[Span] = []
    for span in sorted([*spans, *_runs(parse, frame)]):
        if merged and span.start - merged[-1].end <= 2:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif merged and span.end <= merged[-1].end:
            continue
        elif merged and parse.report.text[merged[-1].end : span.start].strip(" ,") in ("", "that", "and", "or"):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _runs(parse: Parse, words: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    previous = -2
    for index in words:
        token = parse.tokens[index]
        if index == previous + 1 and spans:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
        previous = index
    return spans


def _minus(span: Span, cut: Span) -> list[Span]:
    if not span.overlaps(cut):
        return [span]
    left = [Span(span.start, cut.start)] if span.start < cut.start else []
    right = [Span(cut.end, span.end)] if cut.end < span.end else []
    return left + right


def _solid(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in span.of(text))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not (text[start].isalnum() or text[start] in "$£€\"“'‘("):
        start += 1
    while end > start and not (
        text[end - 1].isalnum() or text[end - 1] in "%\"”'’)" or ABBREVIATION.search(text, max(start, end - 8), end)
    ):
        end -= 1
    return closed(text, Span(start, end))


def _dangling(words: str) -> bool:
    """A lone conjunction or marker that the frame left behind."""
    return words.lower().strip(" ,") in LEFT_BEHIND
