"""Chains: every claim gets the outlet's step, then the steps of every attribution it stands under, outermost last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from whosays.attribution.carrying import with_quotations
from whosays.attribution.cues import find_relations
from whosays.attribution.evidence import content_spans, cut_frame, with_frame
from whosays.attribution.quotations import quotation_of
from whosays.attribution.relations import Relation, Relations
from whosays.attribution.retractions import ITSELF, retracted_tokens
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
    Source,
    Span,
    Stance,
    Step,
    StepRole,
    key,
)
from whosays.quotation_marks import quoted_spans
from whosays.stretches import inside
from whosays.terms import terms_in

TITLES = frozenset({"headline", "dek"})
UNDONE = frozenset({"against", "without", "from"})
# "claims to own it", "promised to repair it": the infinitive is what is said.
SELF_TOLD = frozenset(row[0] for row in rows("reporting_verbs") if row[4] == "y").union(
    "allow enable help force cause lead manage begin start continue".split()  # what is allowed or caused to happen does
)
CONTENTS: dict[str, str] = {row[0]: row[5] for row in rows("reporting_verbs") if row[5]}
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
    remade = {r.anchor: r for r in acts if r.act != "label" and not any(i in by_head for i in r.content)}
    labelled = {i: r.carrier for r in acts if r.act == "label" and r.carrier is not None for i in r.frame}
    frames = {
        r.anchor
        for r in relations.every
        if not r.impersonal and not r.inherited and any(i in by_head for i in r.content - {r.anchor})
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
            continue
        over = sorted(
            (r for r in relations.over(draft.head) if not _aside(parse, draft.head, r)),
            key=lambda r: (-len(r.content), r.anchor),
        )
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
    impersonal = [relation for relation in over if relation.impersonal]
    kind: AttributionKind = "attributed" if named else "impersonal" if impersonal else "outlet_voice"
    chain = [outlet_step(parse)]
    for relation in named:
        chain.extend(_steps(parse, mentions, relation))
    if not named and impersonal:
        chain.append(_impersonal_step(parse, impersonal[-1]))
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
    own = [r for r in relations.anchored_in(draft.head, draft.head + 1) if not r.impersonal and not r.inherited]
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


def _aside(parse: Parse, index: int, relation: Relation) -> bool:
    """Does a token stand in a relative clause or an apposition behind a comma, which the source need not have said?"""
    while index in relation.content:
        token = parse.tokens[index]
        if token.dep in ("relcl", "appos"):
            first = parse.subtree(index)[0]
            if first and parse.tokens[first - 1].text == "," and relation.anchor not in parse.subtree(index):
                return True
        if token.head == index:
            return False
        index = token.head
    return False


def outlet_step(parse: Parse) -> Step:
    """The first step of every chain: the outlet that printed it, known or not."""
    source = Source(entity=None, name=parse.report.outlet, start=None, end=None, cue=None, mention=None)
    return Step(sources=(source,), role="outlet", stance="asserts", cue=None, content=(), inherited=False)


def _steps(parse: Parse, mentions: Sequence[Mention], relation: Relation) -> Iterator[Step]:
    """Steps of one relation: whom it was told to, who says it, whom they cite."""
    content = content_spans(parse, relation.content)
    cue = _span(parse, relation.cue)
    if relation.through:
        yield _step(parse, mentions, relation.through, "agency", "asserts", cue, (), inherited=False)
    yield _step(
        parse, mentions, relation.sources, relation.role, relation.stance, cue, content, inherited=relation.inherited
    )
    if relation.beyond:
        yield _step(
            parse, mentions, relation.beyond, "speaker", relation.stance, cue, content, inherited=relation.inherited
        )


def _step(
    parse: Parse, mentions: Sequence[Mention], sources: Sequence[tuple[int, ...]], role: StepRole, stance: Stance, cue: Span | None,
    content: tuple[Span, ...], *, inherited: bool,
) -> Step:  # fmt: skip
    named = tuple(_source(parse, mentions, words, cue) for words in sources)
    if role == "speaker" and named and all(is_agency(source.name) for source in named[:1]):
        role = "agency"
    return Step(sources=named, role=role, stance=stance, cue=cue, content=content, inherited=inherited)


def _source(parse: Parse, mentions: Sequence[Mention], words: tuple[int, ...], cue: Span | None) -> Source:
    """A source's span, its best mention (a name before a description) and its name, at most twelve words."""
    start, end = parse.tokens[words[0]].start, parse.tokens[words[-1]].end
    within = inside(mentions, (Span(start, end),))
    head = _head(parse, words)
    place = parse.tokens[head]
    rank = {"name": 0, "role": 1, "nominal": 1, "adjective": 3, "pronoun": 2}
    holding = [m for m in within if m.start <= place.start < m.end] or [
        m for m in within if m.form == "name" and _apposed(parse, head, m)
    ]
    people = [m for m in within if m.form == "name" and m.kind == "person" and _apposed(parse, head, m)]
    best = min(people or holding, key=lambda m: (rank[m.form], -(m.end - m.start), m.start), default=None)
    text = parse.report.text[best.start : best.end] if best else parse.report.text[start:end]
    if parse.report.outlet and ITSELF.fullmatch(parse.report.text[start:end]):
        text = parse.report.outlet
    return Source(
        entity=None, name=" ".join(text.split()[:12]), start=start, end=end, cue=cue, mention=best.id if best else None
    )


def _head(parse: Parse, words: tuple[int, ...]) -> int:
    inside = set(words)
    return next((i for i in words if parse.tokens[i].head not in inside or parse.tokens[i].head == i), words[-1])


def _apposed(parse: Parse, head: int, mention: Mention) -> bool:
    """Does a mention stand in apposition to the head of its phrase ("a spokeswoman, Ilse Maarn")?"""
    return (
        any(
            parse.tokens[c].dep == "appos" and mention.start <= parse.tokens[c].start < mention.end
            for c in parse.children[head]
        )
        or mention.start <= parse.tokens[head].start < mention.end
    )


def is_agency(name: str | None) -> bool:
    """Is this the name of a news agency of the table?"""
    return bool(name) and _folded(name or "") in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_folded(alias) for row in rows("agencies") for alias in (row[0], *row[1].split("|")) if alias)


def _folded(name: str) -> str:
    words = name.lower().replace("'s", "").split()
    kept = [word for word in words if word not in ("the", "news", "agency")]
    return " ".join(kept or words)


def _impersonal_step(parse: Parse, relation: Relation) -> Step:
    cue = _span(parse, relation.cue)
    nobody = Source(entity=None, name=None, start=None, end=None, cue=cue, mention=None)
    return Step(sources=(nobody,), role="speaker", stance="asserts", cue=cue, content=(), inherited=False)


def _span(parse: Parse, words: tuple[int, ...]) -> Span | None:
    return Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end) if words else None


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
            found.append(IMPERSONAL.get(lemma, "certain"))  # type: ignore[arg-type]
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
