"""The extractors of claims, one after the other: the built-in one, then those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from whosays.model import DraftClaim, Mention, Parse, Span, Values
from whosays.plugins import BUILT, given, guarded


def draft_claims(parse: Parse, mentions: Sequence[Mention], values: Values) -> tuple[DraftClaim, ...]:
    """Draft claims of a report in text order, from every extractor; nothing is said yet about whose they are.

    Of two drafts over the same words the earlier extractor's stands. A draft of a plug-in that points outside the report is
    passed over, with a warning that names the plug-in.
    """
    drafts: list[DraftClaim] = []
    for one in given("register_extractors"):
        extract = partial(one.value.extract, parse, mentions, values)
        if one.plugin == BUILT:
            drafts.extend(extract())
            continue
        found = guarded(one.plugin, lambda extract=extract: tuple(_sound(parse, extract())))  # type: ignore[misc]
        taken = {draft.spans for draft in drafts}
        drafts.extend(draft for draft in found or () if draft.spans not in taken)
    drafts.sort(key=lambda draft: (draft.spans[0].start, draft.spans[-1].end, draft.predicate_span.start))
    return tuple(drafts)


def _sound(parse: Parse, drafts: Sequence[DraftClaim]) -> Iterator[DraftClaim]:
    """The drafts, once each of them points into the report; raises ``ValueError`` at the first that does not."""
    text = parse.report.text
    for draft in drafts:
        spans = (*draft.spans, draft.predicate_span)
        if not draft.spans or draft.report != parse.report.id:
            raise ValueError("a draft without words, or of another report")
        if any(not isinstance(span, Span) or span.end > len(text) for span in spans):
            raise ValueError("a draft points outside the report")
        if not 0 <= draft.head < len(parse.tokens) or not 0 <= draft.sentence < len(parse.sentences):
            raise ValueError("the head or the sentence of a draft does not exist")
        yield draft
