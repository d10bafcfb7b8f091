"""Chains: every claim gets the outlet's step, then the steps of every attribution it stands under, outermost last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whosays.attribution.carrying import with_quotations
from whosays.attribution.contents.asides import is_aside
from whosays.attribution.cues.found import find_relations
from whosays.attribution.cues.words import paired_verb
from whosays.attribution.evidence import content_spans, cut_frame, with_frame
from whosays.attribution.frames import bare_frame, carried_by, content_of_act, left_over, said_alone, said_in_marks
from whosays.attribution.quotations import quotation_of, quoted_alone
from whosays.attribution.relations import ONE_CLAUSE, Relation, Relations
from whosays.attribution.retractions import retracted_tokens
from whosays.attribution.steps import impersonal_step, of_himself, outlet_step, own_words, steps_of
from whosays.attribution.terms import terms_in
from whosays.attribution.wording import scored, worded
from whosays.model import (
    AttributionKind,
    Claim,
    DraftClaim,
    EventMention,
    Mention,
    Parse,
    Span,
    key,
)
from whosays.text.quotation_marks import quoted_spans
from whosays.text.stretches import overlapping


def attribute(
    parse: Parse, mentions: Sequence[Mention], drafts: Sequence[DraftClaim], events: Sequence[EventMention]
) -> tuple[Claim, ...]:
    """Claims of a report: drafts with their chains, factuality for the outermost source, and kind of quotation.

    Reporting frames are no claims of their own; a denial keeps its frame as evidence. Order is text order.
    """
    quoted = quoted_spans(parse.report)
    own = Relations(find_relations(parse))
    relations = Relations(with_quotations(parse, own, quoted))
    withdrawn = retracted_tokens(parse, relations)
    kept = _kept(parse, drafts, relations)
    made: list[tuple[Claim, int]] = []
    for draft in kept:
        over = sorted(
            (r for r in relations.over(draft.head) if not is_aside(parse, draft.head, r, quoted)),
            key=lambda r: (-len(r.content), r.anchor),
        )
        if not any(r.sources and not own_words(parse, r) for r in over):
            over = [_of_nobody(parse, r, quoted) for r in over]
        spans = _without_frames(parse, draft, relations)
        if spans != draft.spans:
            draft = replace(draft, spans=spans)
        claim = _claim(parse, mentions, draft, over, quoted, withdrawn=draft.head in withdrawn)
        if claim is not None:
            made.append((claim, draft.head))
    return _distinct(tuple(scored(parse, made, events)))


def _of_nobody(parse: Parse, relation: Relation, quoted: Sequence[Span]) -> Relation:
    """ "“We regret the error.”", in marks that no word of saying stands beside: "we" is not the outlet, and nobody is named."""
    anchor = parse.tokens[relation.anchor]
    if own_words(parse, relation) and overlapping(quoted, anchor.start, anchor.end):
        return replace(relation, sources=(), impersonal=True)
    return relation


def _kept(parse: Parse, drafts: Sequence[DraftClaim], relations: Relations) -> Iterator[DraftClaim]:
    """The drafts that are claims, those of acts and labels on the word that carries what is said, frames without their frame."""
    by_head = {draft.head: draft for draft in reversed(drafts)}
    acts = [r for r in relations.every if r.act is not None]
    remade = {
        r.anchor: r
        for r in acts
        if r.carrier is not None
        and r.act not in ("label", "stand", "signature")
        and not any(i in by_head for i in r.content)
    }
    labels = [r for r in acts if r.act == "label" or (r.act == "signature" and r.carrier not in by_head)]
    labelled = {i: r.carrier for r in labels if r.carrier is not None for i in r.frame}
    frames = _anchors_of_frames(parse, relations, by_head)
    paired = {
        i for r in relations.every if r.anchor in frames and paired_verb(parse, r.anchor) is not None for i in r.cue
    }
    for draft in drafts:
        kept: DraftClaim | None = draft
        if draft.head in remade:
            kept = content_of_act(parse, draft, remade[draft.head])
        elif draft.head in labelled:  # the parser took the label for the head of the line
            kept = carried_by(parse, draft, labelled[draft.head])
        elif draft.head in frames:
            kept = left_over(parse, draft, relations, by_head)
        elif draft.head in paired:
            kept = None
        elif bare_frame(parse, draft, relations):
            kept = said_alone(parse, draft, relations, by_head)
        elif (quoted := said_in_marks(parse, draft, relations, by_head)) is not None:
            kept = quoted
        if kept is not None:
            yield kept


def _anchors_of_frames(parse: Parse, relations: Relations, by_head: Mapping[int, DraftClaim]) -> set[int]:
    """The cues whose content has a claim of its own: the frame is none."""
    return {
        r.anchor
        for r in relations.every
        if (not r.impersonal or (r.act in (None, "inversion") and r.anchor not in r.content))
        and not r.inherited
        and r.act not in ONE_CLAUSE
        and parse.tokens[r.anchor].pos != "NOUN"  # "amid concerns from X over …": that they have them is told, too
        and any(i in by_head for i in r.content - {r.anchor})
    }


def _claim(
    parse: Parse,
    mentions: Sequence[Mention],
    draft: DraftClaim,
    over: Sequence[Relation],
    quoted: Sequence[Span],
    *,
    withdrawn: bool,
) -> Claim | None:
    text = parse.report.text
    spans = draft.spans
    for relation in over:
        spans = with_frame(parse, spans, relation) if relation.stance == "denies" else cut_frame(parse, spans, relation)
        if relation.act == "request":
            spans = _with_target(parse, spans, relation)
    if not spans:
        return None
    denied = any(relation.stance == "denies" for relation in over)
    called_false = any(relation.act == "untrue" for relation in over)
    named = [relation for relation in over if not relation.impersonal and (relation.sources or relation.beyond)]
    if any(relation.act not in ONE_CLAUSE for relation in named):  # "the list shows twelve names, X said" is X's
        named = [r for r in named if r.act != "stand" and (r.act != "contents" or r.role == "speaker")]
    impersonal = [relation for relation in over if relation.impersonal]
    kind: AttributionKind = "attributed" if named else "impersonal" if impersonal else "outlet_voice"
    chain = [outlet_step(parse)]
    outer: Relation | None = None
    for relation in named:
        if outer is not None and (own_words(parse, relation) or of_himself(parse, relation, outer, quoted)):
            chain[-1] = chain[-1] if relation.stance == "asserts" else replace(chain[-1], stance=relation.stance)
        else:
            chain.extend(steps_of(parse, mentions, relation))
            outer = relation
    if named and any(relation.stance == "denies" for relation in impersonal):  # "Holm said reports that … were wrong"
        chain[-1] = replace(chain[-1], stance="denies")
    if not named and impersonal:
        chain.append(impersonal_step(parse, impersonal[-1]))
    quote = quotation_of(spans, quoted, text, attributed=kind == "attributed")
    if kind == "outlet_voice" and quote == "direct" and quoted_alone(text, spans, quoted):
        kind = (
            "impersonal"  # the words of somebody whom nobody names, by no word of saying: the chain has no step for it
        )
    factuality = worded(parse, draft, over, withdrawn=withdrawn)
    return Claim(
        id=key("c", parse.report.id, *((s.start, s.end) for s in spans), draft.predicate_span.start),
        report=parse.report.id, spans=spans, predicate=draft.predicate, predicate_span=draft.predicate_span,
        arguments=draft.arguments, polarity="+" if called_false else draft.polarity, factuality=factuality,
        factuality_score=None,
        attribution=kind, chain=tuple(chain), times=draft.times, place=draft.place, quantities=draft.quantities,
        alternatives=draft.alternatives, as_of=None,
        quote=quote,
        hedges=draft.hedges, condition=draft.condition, terms=terms_in(parse, draft.spans if denied else spans), zone=draft.zone,
    )  # fmt: skip


def _without_frames(parse: Parse, draft: DraftClaim, relations: Relations) -> tuple[Span, ...]:
    """The spans but those that are nothing but a frame within the claim: "used following what | it said | was a riot"."""
    if len(draft.spans) == 1:
        return draft.spans
    over = relations.over(draft.head)
    sentence = parse.sentences[parse.sentence_of(draft.head)]
    inner = [
        r
        for r in relations.anchored_in(sentence.first, sentence.last)
        if r.sources and r not in over and r.act is None and parse.tokens[r.anchor].pos == "VERB"
    ]
    own = [(frozenset(r.cue), frozenset({*r.cue, *(i for source in r.sources for i in source)})) for r in inner]
    words = {
        s: frozenset(i for i in range(sentence.first, sentence.last) if s.start <= parse.tokens[i].start < s.end)
        for s in draft.spans
    }
    # The subject alone is no frame: "Marsh, who denied it, showed no emotion".
    return (
        tuple(s for s in draft.spans if not any(words[s] & cue and words[s] <= frame for cue, frame in own))
        or draft.spans
    )


def _with_target(parse: Parse, spans: tuple[Span, ...], relation: Relation) -> tuple[Span, ...]:
    """ "both sides | to stop fighting": who is asked belongs to what is asked of them."""
    said = content_spans(parse, relation.content)
    if not spans or relation.carrier is None or not said[0].start < spans[0].start < said[0].end:
        return spans
    carrier = parse.tokens[relation.carrier]
    return (Span(said[0].start, spans[0].end), *spans[1:]) if spans[0].start <= carrier.start < spans[0].end else spans


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims over the same characters are one; the first (innermost words, longest chain) stays."""
    kept: dict[tuple[Span, ...], Claim] = {}
    for claim in claims:
        other = kept.get(claim.spans)
        if other is None or len(claim.chain) > len(other.chain):
            kept[claim.spans] = claim
    return tuple(kept.values())
