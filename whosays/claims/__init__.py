"""What a report says: one draft claim for each clause, event noun, appositive and stated age, with tight evidence."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.claims.arguments import build_draft
from whosays.claims.clauses import find_clauses
from whosays.claims.nominals import find_nominals
from whosays.hookspecs import Extractor
from whosays.model import SILENT_ZONES, DraftClaim, Mention, Parse, Sentence, Values
from whosays.text.stretches import starting_in


def extract_claims(parse: Parse, mentions: Sequence[Mention], values: Values) -> tuple[DraftClaim, ...]:
    """Draft claims of a report in text order, one for each clause or clause-like phrase; nothing is said yet about whose they are.

    Nominal claims are found first, since the clause around one gives up its words ("has arrived in Russia | in anticipation of
    a summit"). Method: finite verb phrases and their non-finite dependents over the dependency tree, as in PredPatt and Giveme5W1H,
    but every clause keeps only its own words.
    """
    drafts: list[DraftClaim] = []
    for number, sentence in enumerate(parse.sentences):
        if sentence.role in SILENT_ZONES:
            continue
        nominals = find_nominals(parse, sentence)
        taken = frozenset(index for phrase in nominals if phrase.detached for index in phrase.words)
        near, here = starting_in(mentions, sentence.start, sentence.end), _of_sentence(values, sentence)
        for phrase in (*find_clauses(parse, sentence, taken), *nominals):
            draft = build_draft(parse, number, phrase, near, here)
            if draft is not None:
                drafts.append(draft)
    drafts.sort(key=lambda draft: (draft.spans[0].start, draft.spans[-1].end, draft.predicate_span.start))
    return _without_repeats(drafts)


def register_extractors() -> tuple[Extractor, ...]:
    """The built-in extractor."""
    return (Extractor("clauses", extract_claims),)


def _of_sentence(values: Values, sentence: Sentence) -> Values:
    """The times and quantities of one sentence."""
    return Values(
        times=tuple(starting_in(values.times, sentence.start, sentence.end)),
        quantities=tuple(starting_in(values.quantities, sentence.start, sentence.end)),
        places=(),
    )


def _without_repeats(drafts: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
    """One draft for each set of spans: two heads over the same words say the same thing."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        if draft.spans not in seen:
            seen.add(draft.spans)
            kept.append(draft)
    return tuple(kept)
