"""Chains: every claim gets the outlet's step, then the steps of every attribution it stands under, outermost last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whosays.attribution.carrying import with_quotations
from whosays.attribution.cues import find_relations
from whosays.attribution.evidence import content_spans, cut_frame, with_frame
from whosays.attribution.quotations import quotation_of
from whosays.attribution.relations import Relation, Relations
from whosays.attribution.retractions import retracted_tokens
from whosays.attribution.steps import impersonal_step, outlet_step, own_words, steps_of
from whosays.attribution.strength import class_of, score_of, weakest
from whosays.certainty import happened
from whosays.data import rows
from whosays.model import (
    AttributionKind,
    Claim,
    DraftClaim,
    Factuality,
    Mention,
    Parse,
    Span,
    key,
)
from whosays.quotation_marks import quoted_spans
from whosays.stretches import overlapping
from whosays.terms import terms_in

TITLES = frozenset({"headline", "dek"})
ONE_CLAUSE = frozenset({"contents", "stand"})  # acts that are told in one clause with what is said
SHORTEST_SAYING = 3  # words: "it would cooperate"
MODALS: dict[str, Factuality] = {
    "will": "expected",
    "would": "expected",
    "shall": "expected",
    "may": "possible",
    "might": "possible",
}
UNDONE = frozenset({"against", "without", "from"})
# "claims to own it", "promised to repair it": the infinitive is what is said.
SELF_TOLD = frozenset(row[0] for row in rows("reporting_verbs") if row[4] == "y").union(
    "allow enable help force cause lead manage begin start continue".split()  # what is allowed or caused to happen does
)
CONTENTS: dict[str, str] = {row[0]: row[5] for row in rows("reporting_verbs") if row[5]}
PROPOSED: dict[str, str] = {row[0]: row[2] for row in rows("stands") if row[2]}
IMPERSONAL: dict[str, str] = {row[0]: row[1] for name in ("hedges", "impersonal_passives") for row in rows(name)}


def attribute(parse: Parse, mentions: Sequence[Mention], drafts: Sequence[DraftClaim]) -> tuple[Claim, ...]:
    """Claims of a report: drafts with their chains, factuality for the outermost source, and kind of quotation.

    Reporting frames are no claims of their own; a denial keeps its frame as evidence. Order is text order.
    """
    quoted = quoted_spans(parse.report)
    own = Relations(find_relations(parse))
    relations = Relations(with_quotations(parse, own, quoted))
    withdrawn = retracted_tokens(parse, relations)
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
    frames = {
        r.anchor
        for r in relations.every
        if (not r.impersonal or (r.act is None and r.anchor not in r.content))
        and not r.inherited
        and r.act not in ONE_CLAUSE
        and parse.tokens[r.anchor].pos != "NOUN"  # "amid concerns from X over …": that they have them is told, too
        and any(i in by_head for i in r.content - {r.anchor})
    }
    made: list[tuple[Claim, int]] = []
    for draft in drafts:
        if draft.head in remade:
            draft = _content_of_act(parse, draft, remade[draft.head])
        elif draft.head in labelled:  # the parser took the label for the head of the line
            draft = _carried_by(parse, draft, labelled[draft.head])
        elif draft.head in frames:
            left_over = _left_over(parse, draft, relations, by_head)
            if left_over is None:
                continue
            draft = left_over
        elif _bare_frame(parse, draft, relations):
            alone = _said_alone(parse, draft, relations, by_head)
            if alone is None:
                continue
            draft = alone
        over = sorted(
            (r for r in relations.over(draft.head) if not _aside(parse, draft.head, r, quoted)),
            key=lambda r: (-len(r.content), r.anchor),
        )
        spans = _without_frames(parse, draft, relations)
        if spans != draft.spans:
            draft = replace(draft, spans=spans)
        claim = _claim(parse, mentions, draft, over, quoted, withdrawn=draft.head in withdrawn)
        if claim is not None:
            made.append((claim, draft.head))
    return _distinct(tuple(_scored(parse, made)))


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
    named = [relation for relation in over if not relation.impersonal]
    if any(relation.act not in ONE_CLAUSE for relation in named):  # "the list shows twelve names, X said" is X's
        named = [r for r in named if r.act != "stand" and (r.act != "contents" or r.role != "document")]
    impersonal = [relation for relation in over if relation.impersonal]
    kind: AttributionKind = "attributed" if named else "impersonal" if impersonal else "outlet_voice"
    chain = [outlet_step(parse)]
    for relation in named:
        if len(chain) > 1 and own_words(parse, relation):
            chain[-1] = chain[-1] if relation.stance == "asserts" else replace(chain[-1], stance=relation.stance)
        else:
            chain.extend(steps_of(parse, mentions, relation))
    if not named and impersonal:
        chain.append(impersonal_step(parse, impersonal[-1]))
    factuality = _factuality(parse, draft, over, withdrawn=withdrawn)
    return Claim(
        id=key("c", parse.report.id, *((s.start, s.end) for s in spans), draft.predicate_span.start),
        report=parse.report.id, spans=spans, predicate=draft.predicate, predicate_span=draft.predicate_span,
        arguments=draft.arguments, polarity=draft.polarity, factuality=factuality,
        factuality_score=None,
        attribution=kind, chain=tuple(chain), times=draft.times, place=draft.place, quantities=draft.quantities,
        alternatives=draft.alternatives, as_of=None,
        quote=quotation_of(spans, quoted, text, attributed=kind == "attributed"),
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
    own = [frozenset({*r.cue, *(i for source in r.sources for i in source)}) for r in inner]
    words = {
        s: frozenset(i for i in range(sentence.first, sentence.last) if s.start <= parse.tokens[i].start < s.end)
        for s in draft.spans
    }
    return tuple(s for s in draft.spans if not any(words[s] and words[s] <= frame for frame in own)) or draft.spans


def _with_target(parse: Parse, spans: tuple[Span, ...], relation: Relation) -> tuple[Span, ...]:
    """ "both sides | to stop fighting": who is asked belongs to what is asked of them."""
    said = content_spans(parse, relation.content)
    if not spans or relation.carrier is None or not said[0].start < spans[0].start < said[0].end:
        return spans
    carrier = parse.tokens[relation.carrier]
    return (Span(said[0].start, spans[0].end), *spans[1:]) if spans[0].start <= carrier.start < spans[0].end else spans


def _scored(parse: Parse, made: Sequence[tuple[Claim, int]]) -> Iterator[Claim]:
    """The claims with their classes and scores by the published table: all words that carry one are judged in one pass."""
    judged = happened(parse, [head for _, head in made])
    for (claim, head), value in zip(made, judged, strict=True):
        told = claim.polarity == "-" or _told(parse, head, claim.spans)
        if claim.zone in TITLES and not told:  # "Kim and Putin to meet": the future of headlines
            factuality = weakest((claim.factuality, "expected"))
        else:
            factuality = class_of(claim.factuality, value, told=told)
        yield replace(claim, factuality=factuality, factuality_score=score_of(factuality, claim.polarity, value))


def _told(parse: Parse, index: int, spans: Sequence[Span]) -> bool:
    """Is a claim told as an event: with a tense, its own or of a word above it in the claim ("were ordered to leave")?

    An infinitive and what somebody is "against" or "without" have none; a participle has that of its clause.
    """
    while _without_tense(parse, index):
        above = parse.tokens[index].head
        if above == index or not any(span.start <= parse.tokens[above].start < span.end for span in spans):
            return False
        index = above
    return True


def _without_tense(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    above = parse.tokens[token.head]
    if token.tag == "VBG":
        return token.dep == "pcomp" and above.lemma in UNDONE
    auxiliaries = {parse.tokens[c].tag for c in parse.children[index] if parse.tokens[c].dep in ("aux", "auxpass")}
    shared = token.dep == "conj" and not auxiliaries and above.tag == "VB"  # "to clear the road and | open the bridge"
    return token.tag == "VB" and (auxiliaries == {"TO"} or shared) and above.lemma not in SELF_TOLD


def _bare_frame(parse: Parse, draft: DraftClaim, relations: Relations) -> bool:
    """Is a draft nothing but a frame: "citing Y", or one whose content says too little ("but the engineers said it was not")?"""
    if parse.tokens[draft.head].lemma in ("cite", "quote"):
        sentence = parse.sentences[parse.sentence_of(draft.head)]
        if any(draft.head in r.frame for r in relations.anchored_in(sentence.first, sentence.last)):
            return True
    if any(draft.head in r.frame for r in relations.signatures):
        return True
    own = [r for r in relations.anchored_in(draft.head, draft.head + 1) if not r.impersonal and not r.inherited]
    own = [r for r in own if r.act not in ONE_CLAUSE]
    return any(not cut_frame(parse, draft.spans, relation) for relation in own)


def _left_over(
    parse: Parse, draft: DraftClaim, relations: Relations, by_head: Mapping[int, DraftClaim]
) -> DraftClaim | None:
    """A frame that the parser glued to a clause ("and headed north, the agency reported"): the clause, on its own verb."""
    relation = next(r for r in relations.anchored_in(draft.head, draft.head + 1) if r.content)
    inside = [i for i in sorted(relation.content) if any(s.start <= parse.tokens[i].start < s.end for s in draft.spans)]
    verb = next(
        (i for i in inside if parse.tokens[i].tag.startswith("VB") and parse.tokens[i].dep not in ("aux", "auxpass")),
        None,
    )
    if verb is None or sum(parse.tokens[i].pos not in ("PUNCT", "CCONJ", "DET") for i in inside) < 2:
        return None
    token = parse.tokens[verb]
    governor = by_head.get(parse.tokens[draft.head].head)
    actors = tuple(a for a in governor.arguments if a.role == "agent") if governor else ()
    return replace(
        draft, head=verb, predicate=token.lemma.lower(), predicate_span=Span(token.start, token.end), arguments=actors
    )


def _said_alone(
    parse: Parse, draft: DraftClaim, relations: Relations, by_head: Mapping[int, DraftClaim]
) -> DraftClaim | None:
    """ "The office said it would cooperate": what is said says too little by itself to be a claim, but the frame makes it one."""
    for relation in relations.anchored_in(draft.head, draft.head + 1):
        finite = [i for i in sorted(relation.content) if parse.tokens[i].tag in ("MD", "VBD", "VBP", "VBZ")]
        words = sum(parse.tokens[i].pos != "PUNCT" for i in relation.content)
        words *= any(parse.tokens[i].pos in ("VERB", "NOUN", "PROPN") for i in relation.content)  # "it would not"
        made = any(i in by_head for i in relation.content)
        if relation.impersonal or relation.act is not None or not finite or words < SHORTEST_SAYING or made:
            continue
        first = parse.tokens[finite[0]]
        verb = first.head if first.dep in ("aux", "auxpass") else finite[0]
        spans = content_spans(parse, relation.content)
        within = (a for a in draft.arguments if a.start is not None and any(s.start <= a.start < s.end for s in spans))
        denied = any(parse.tokens[c].dep == "neg" for c in parse.children[verb])
        return replace(
            _carried_by(parse, draft, verb), spans=spans, arguments=tuple(within), polarity="-" if denied else "+",
            factuality=MODALS.get(first.lemma, "certain"),
        )  # fmt: skip
    return None


def _content_of_act(parse: Parse, draft: DraftClaim, relation: Relation) -> DraftClaim:
    """ "X accused Y of hiding Z", "X called Y a sham": a claim about Y, on the verb or the complement that says what."""
    assert relation.carrier is not None
    spans = content_spans(parse, relation.content)
    about = (a for a in draft.arguments if a.role not in ("agent", "place") and a.start is not None)
    first = next((a for a in about if any(s.start <= (a.start or 0) < s.end for s in spans)), None)
    actors = (replace(first, role="agent"),) if first is not None else ()
    return replace(_carried_by(parse, draft, relation.carrier), spans=spans, arguments=actors, polarity="+")


def _carried_by(parse: Parse, draft: DraftClaim, carrier: int) -> DraftClaim:
    """The draft with another word to carry it; one that is no verb is what something is."""
    token = parse.tokens[carrier]
    predicate = token.lemma.lower() if token.pos in ("VERB", "AUX") else f"be {token.lemma.lower()}"
    return replace(draft, head=carrier, predicate=predicate, predicate_span=Span(token.start, token.end))


def _aside(parse: Parse, index: int, relation: Relation, quoted: Sequence[Span]) -> bool:
    """Does a token stand in a relative clause or an apposition behind a comma, which the source need not have said?

    What stands in a quotation is the quoted speaker's all the same.
    """
    place, cue = parse.tokens[index].start, parse.tokens[relation.anchor].start
    if any(
        span.start <= place < span.end and not span.start <= cue < span.end
        for span in overlapping(quoted, place, place + 1)
    ):
        return False
    while index in relation.content:
        token = parse.tokens[index]
        if token.dep in ("relcl", "appos"):
            first = parse.subtree(index)[0]
            behind_comma = first and parse.tokens[first - 1].text == "," and relation.anchor not in parse.subtree(index)
            if behind_comma and not _before_frame(parse, index, relation):
                return True
        if token.head == index:
            return False
        index = token.head
    return False


def _before_frame(parse: Parse, index: int, relation: Relation) -> bool:
    """ "The quake, which hit at noon, hurt ten, X said": a frame at the end covers what hangs on the subject or stops right before it."""
    frame = min(relation.frame, default=relation.anchor)
    last = parse.subtree(index)[-1]
    if parse.sentence_of(frame) != parse.sentence_of(index) or last > frame:
        return False
    ends = all(parse.tokens[i].pos == "PUNCT" for i in range(last + 1, frame))
    subject = parse.tokens[parse.tokens[index].head].dep in ("nsubj", "nsubjpass")
    words = (
        i
        for i in relation.content
        if parse.tokens[i].pos != "PUNCT" and parse.sentence_of(i) == parse.sentence_of(frame)
    )
    return max(words, default=frame) < frame and (ends or subject)


def _factuality(parse: Parse, draft: DraftClaim, over: Sequence[Relation], *, withdrawn: bool) -> Factuality:
    """The class as worded for the outermost source: a withdrawal or denial decides; hearsay and forecasts weaken what is flat."""
    if withdrawn:
        return "retracted"
    if any(relation.stance == "denies" for relation in over):
        return "denied"
    found: list[Factuality] = [draft.factuality]
    for relation in over:
        lemma = parse.tokens[relation.anchor].lemma
        if relation.impersonal:
            found.append(IMPERSONAL.get(lemma, CONTENTS.get(lemma, "certain")))  # type: ignore[arg-type]
        elif relation.stance == "expects":
            found.append("expected")
        elif relation.stance == "doubts":
            found.append("possible")
        elif relation.stance == "declines":
            found.append("unconfirmed")
        elif draft.factuality == "certain" and lemma in CONTENTS and parse.tokens[relation.anchor].pos == "VERB":
            found.append(CONTENTS[lemma])  # type: ignore[arg-type]
        if relation.act == "request":
            found.append("hypothetical")
        elif relation.act == "stand" and draft.head == relation.carrier and lemma in PROPOSED:
            found.append(PROPOSED[lemma])  # type: ignore[arg-type]
        elif relation.act == "accusation" and relation.impersonal:
            found.append("unconfirmed")
    return weakest(found)


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims over the same characters are one; the first (innermost words, longest chain) stays."""
    kept: dict[tuple[Span, ...], Claim] = {}
    for claim in claims:
        other = kept.get(claim.spans)
        if other is None or len(claim.chain) > len(other.chain):
            kept[claim.spans] = claim
    return tuple(kept.values())
