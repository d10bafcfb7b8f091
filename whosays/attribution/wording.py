"""How strongly a claim is worded for its outermost source, and the score that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whosays.attribution.embedded import words_of
from whosays.attribution.relations import Relation
from whosays.attribution.strength import class_of, score_of, weakest
from whosays.certainty import happened
from whosays.data import classes, rows
from whosays.model import Claim, DraftClaim, EventMention, Factuality, Parse, Span

TITLES = frozenset({"headline", "dek"})
UNDONE = frozenset({"against", "without", "from"})
# "claims to own it", "promised to repair it": the infinitive is what is said.
SELF_TOLD = frozenset(row[0] for row in rows("reporting_verbs") if row[4] == "y").union(
    "allow enable help force cause lead manage begin start continue".split()  # what is allowed or caused to happen does
)
CONTENTS: dict[str, str] = {row[0]: row[5] for row in rows("reporting_verbs") if row[5]}
ADJECTIVES: dict[str, str] = {row[0]: row[2] for row in rows("cue_adjectives") if row[2]}
HEDGES: dict[str, str] = classes("hedges")
PROPOSED: dict[str, str] = {row[0]: row[2] for row in rows("stands") if row[2]}
NOUNS: dict[str, str] = {row[0]: row[2] for row in rows("cue_nouns") if row[2]}
IMPERSONAL: dict[str, str] = NOUNS | {
    row[0]: row[1] for name in ("hedges", "impersonal_passives") for row in rows(name)
}


def scored(parse: Parse, made: Sequence[tuple[Claim, int]], events: Sequence[EventMention]) -> Iterator[Claim]:
    """The claims with their classes and scores by the published table: all words that carry one, and events, are judged in one pass."""
    judged = happened(parse, [head for _, head in made], beside=words_of(parse, events))
    for (claim, head), value in zip(made, judged, strict=True):
        told = _told(parse, head, claim.spans)
        if claim.polarity == "-" or parse.tokens[head].pos in ("NOUN", "PROPN"):
            factuality = claim.factuality
        elif claim.zone in TITLES and not told:  # "Kim and Putin to meet": the future of headlines
            factuality = weakest((claim.factuality, "expected"))
        else:
            factuality = class_of(claim.factuality, value, told=told)
        yield replace(claim, factuality=factuality, factuality_score=score_of(factuality, claim.polarity, value))


def _weakens(parse: Parse, cue: int) -> bool:
    """Does the verb leave open what it governs? Who claims *to be* something tells it of himself, as a certainty."""
    himself = parse.tokens[cue].lemma in SELF_TOLD and any(parse.tokens[c].dep == "xcomp" for c in parse.children[cue])
    return parse.tokens[cue].pos == "VERB" and not himself


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


def _seeming(parse: Parse, relation: Relation) -> Factuality | None:
    """ "The pictures *appear* to show that", "*purports* to prove that"."""
    leads = (parse.tokens[i].lemma for i in relation.cue if i < relation.anchor and parse.tokens[i].pos == "VERB")
    return next((HEDGES[lemma] for lemma in leads if lemma in HEDGES), None)  # type: ignore[misc]


def _weighing(parse: Parse, relation: Relation) -> int:
    """The word of the cue that gives a class: its anchor, but "the *fear* is that" and "was *confident* that"."""
    if parse.tokens[relation.anchor].pos != "AUX":
        return relation.anchor
    noun, adjective = relation.cue[0], relation.cue[-1]
    return noun if parse.tokens[noun].pos == "NOUN" else adjective


def worded(parse: Parse, draft: DraftClaim, over: Sequence[Relation], *, withdrawn: bool) -> Factuality:
    """The class as worded for the outermost source: a withdrawal or denial decides; hearsay and forecasts weaken what is flat."""
    if withdrawn or any(relation.act == "withdrawal" for relation in over):
        return "retracted"
    if any(relation.stance == "denies" for relation in over):
        return "denied"
    asked = any(relation.act == "answer" for relation in over) and draft.factuality == "hypothetical"
    found: list[Factuality] = ["certain" if asked else draft.factuality]
    for relation in over:
        word = parse.tokens[_weighing(parse, relation)]
        lemma = word.lemma
        if relation.impersonal and relation.stance == "asserts":
            found.append(IMPERSONAL.get(lemma, CONTENTS.get(lemma, "certain")))  # type: ignore[arg-type]
        elif relation.stance == "expects":
            found.append("expected")
        elif relation.stance == "doubts":
            found.append("possible")
        elif relation.stance == "declines":
            found.append("unconfirmed")
        elif draft.factuality == "certain" and lemma in CONTENTS and _weakens(parse, relation.anchor):
            found.append(CONTENTS[lemma])  # type: ignore[arg-type]
        elif draft.factuality == "certain" and lemma in NOUNS and word.pos == "NOUN":
            found.append(NOUNS[lemma])  # type: ignore[arg-type]
        elif draft.factuality == "certain" and (seeming := _seeming(parse, relation)):
            found.append(seeming)
        elif draft.factuality == "certain" and word.text in ADJECTIVES:
            found.append(ADJECTIVES[word.text])  # type: ignore[arg-type]
        if relation.act == "request":
            found.append("hypothetical")
        elif relation.act == "stand" and draft.head == relation.carrier and lemma in PROPOSED:
            found.append(PROPOSED[lemma])  # type: ignore[arg-type]
        elif relation.act == "charge" or (relation.act == "accusation" and relation.impersonal):
            found.append("unconfirmed")
    return weakest(found)
