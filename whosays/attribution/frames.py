"""Drafts that are reporting frames: they are no claims, but what a frame leaves over, or says by itself, is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from whosays.attribution.contents.around import OPENING_MARKS
from whosays.attribution.evidence import content_spans, cut_frame
from whosays.attribution.relations import ONE_CLAUSE, Relation, Relations
from whosays.attribution.speakers import CLOSING_MARKS
from whosays.model import DraftClaim, Factuality, Parse, Polarity, Span

SHORTEST_SAYING = 3  # words: "it would cooperate"
MODALS: dict[str, Factuality] = {
    "will": "expected",
    "would": "expected",
    "shall": "expected",
    "may": "possible",
    "might": "possible",
}


def bare_frame(parse: Parse, draft: DraftClaim, relations: Relations) -> bool:
    """Is a draft nothing but a frame: "citing Y", "without giving details", or one whose content says too little ("but the engineers
    said it was not")?"""
    token = parse.tokens[draft.head]
    if token.lemma in ("cite", "quote") or (token.dep == "pcomp" and parse.tokens[token.head].lemma == "without"):
        sentence = parse.sentences[parse.sentence_of(draft.head)]
        if any(draft.head in r.frame for r in relations.anchored_in(sentence.first, sentence.last)):
            return True
    if any(draft.head in r.frame for r in relations.signatures):
        return True
    own = [r for r in relations.anchored_in(draft.head, draft.head + 1) if not r.impersonal and not r.inherited]
    own = [r for r in own if r.act not in ONE_CLAUSE]
    return any(not cut_frame(parse, draft.spans, relation) for relation in own)


def left_over(
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


def said_alone(
    parse: Parse, draft: DraftClaim, relations: Relations, by_head: Mapping[int, DraftClaim]
) -> DraftClaim | None:
    """ "The office said it would cooperate": what is said says too little by itself to be a claim, but the frame makes it one."""
    for relation in relations.anchored_in(draft.head, draft.head + 1):
        finite = [i for i in sorted(relation.content) if parse.tokens[i].tag in ("MD", "VBD", "VBP", "VBZ")]
        words = sum(parse.tokens[i].pos != "PUNCT" for i in relation.content)
        words *= any(parse.tokens[i].pos in ("VERB", "NOUN", "PROPN") for i in relation.content) or _tells(
            parse, relation
        )
        made = any(i in by_head for i in relation.content)
        if relation.impersonal or relation.act is not None or not finite or words < SHORTEST_SAYING or made:
            continue
        first = parse.tokens[finite[0]]
        verb = first.head if first.dep in ("aux", "auxpass") else finite[0]
        spans = content_spans(parse, relation.content)
        within = (a for a in draft.arguments if a.start is not None and any(s.start <= a.start < s.end for s in spans))
        denied = any(parse.tokens[c].dep == "neg" for c in parse.children[verb])
        carrier = next((c for c in parse.children[verb] if parse.tokens[c].dep == "acomp"), verb)
        return replace(
            carried_by(parse, draft, carrier), spans=spans, arguments=tuple(within), polarity="-" if denied else "+",
            factuality=MODALS.get(first.lemma, "certain"),
        )  # fmt: skip
    return None


def said_in_marks(
    parse: Parse, draft: DraftClaim, relations: Relations, by_head: Mapping[int, DraftClaim]
) -> DraftClaim | None:
    """ "“A lot of his plans to mend it come across as empty,” Holm said", where the parser finds no clause in what is quoted: the
    quotation, on its first verb."""
    for relation in relations.anchored_in(draft.head, draft.head + 1):
        said = sorted(relation.content)
        if relation.act is not None or not relation.sources or any(i in by_head for i in said):
            continue
        verb = next((i for i in said if parse.tokens[i].tag.startswith("VB")), None)
        marked = any(parse.tokens[i].text in CLOSING_MARKS for i in said)
        if marked and verb is not None and sum(parse.tokens[i].pos != "PUNCT" for i in said) > SHORTEST_SAYING:
            spans = content_spans(parse, _within_marks(parse, relation.content))
            return replace(carried_by(parse, draft, verb), spans=spans, arguments=())
    return None


def _tells(parse: Parse, relation: Relation) -> bool:
    """ "it is safe" tells something; "it would not" and "that was wrong" lean on what was said before."""
    said = [parse.tokens[i] for i in relation.content]
    return any(word.pos == "ADJ" for word in said) and not any(word.pos == "PRON" and word.tag == "DT" for word in said)


def content_of_act(parse: Parse, draft: DraftClaim, relation: Relation) -> DraftClaim:
    """ "X accused Y of hiding Z", "X called Y a sham": a claim about Y, on the verb or the complement that says what."""
    assert relation.carrier is not None
    spans = content_spans(parse, _within_marks(parse, relation.content))
    about = (a for a in draft.arguments if a.role not in ("agent", "place") and a.start is not None)
    first = next((a for a in about if any(s.start <= (a.start or 0) < s.end for s in spans)), None)
    actors = (replace(first, role="agent"),) if first is not None else ()
    opens = next((i for i in sorted(relation.content) if parse.tokens[i].pos != "PUNCT"), relation.carrier)
    none = relation.act == "inversion" and parse.tokens[opens].lemma.lower() == "no"  # "No deal, says Holm"
    polarity: Polarity = "-" if none else "+"
    return replace(carried_by(parse, draft, relation.carrier), spans=spans, arguments=actors, polarity=polarity)


def _within_marks(parse: Parse, content: frozenset[int]) -> list[int]:
    """What is said without the marks around all of it."""
    words = sorted(content)
    if parse.tokens[words[0]].text in OPENING_MARKS:
        solid = [i for i in words if parse.tokens[i].pos != "PUNCT"]
        return [i for i in words if solid[0] <= i <= solid[-1]] if solid else words
    return words


def carried_by(parse: Parse, draft: DraftClaim, carrier: int) -> DraftClaim:
    """The draft with another word to carry it; one that is no verb is what something is."""
    token = parse.tokens[carrier]
    predicate = token.lemma.lower() if token.pos in ("VERB", "AUX") else f"be {token.lemma.lower()}"
    return replace(draft, head=carrier, predicate=predicate, predicate_span=Span(token.start, token.end))
