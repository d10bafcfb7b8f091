"""Cues: the words by which a report hands a statement to somebody else, each with its source and its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whosays.attribution.contents.asides import counts_on
from whosays.attribution.contents.covered import clause_words
from whosays.attribution.cues.adjectives import adjective_relations
from whosays.attribution.cues.beside import beside_quotations, over_blocks
from whosays.attribution.cues.labels import label_relations
from whosays.attribution.cues.nouns import noun_relations
from whosays.attribution.cues.stands import stand_relations
from whosays.attribution.cues.truth import truth_relations
from whosays.attribution.cues.turns import turn_relations
from whosays.attribution.cues.verbs import verb_relations
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import SUBJECT, role_of
from whosays.data import rows
from whosays.model import Parse, Sentence, Span
from whosays.text.quotation_marks import quoted_spans
from whosays.text.stretches import overlapping

LONG_CUE = 1000  # tokens: more than any cue has
JOINTS = frozenset({"and", "but", "however"})
HEDGING_ADVERBS = frozenset(row[0] for row in rows("hedges") if row[2] == "y")


def find_relations(parse: Parse) -> tuple[Relation, ...]:
    """Every attribution relation of a report, in text order of their anchors.

    Method: reporting verbs and prepositions over the dependency tree, as in GenderGapTracker's and Citron's cue stage, plus
    "as reported by", nominal contents of confirm and deny, impersonal passives, adverbs like "reportedly", and speaking documents.
    """
    found: list[Relation] = []
    for sentence in parse.sentences:
        if sentence.role in ("photo_credit", "metadata_prefix", "dateline", "byline"):
            continue
        for index in range(sentence.first, sentence.last):
            token = parse.tokens[index]
            if token.pos == "VERB":
                found.extend(tuple(verb_relations(parse, sentence, index)) or stand_relations(parse, index))
            elif token.pos == "AUX":
                found.extend(truth_relations(parse, index))
            if token.lemma in ("accord", "according"):
                found.extend(_according(parse, sentence, index))
            if token.pos == "ADV":
                found.extend(_adverb(parse, index))
            elif token.pos == "NOUN":
                found.extend(noun_relations(parse, index))
            elif token.dep == "acomp":
                found.extend(adjective_relations(parse, index))
    found = _one_stand(found)
    found.extend(tuple(beside_quotations(parse, found, quoted_spans(parse.report))))
    found.extend(tuple(over_blocks(parse, found)))
    turns = turn_relations(parse)
    spoken = {relation.anchor for relation in turns}
    found.extend(relation for relation in label_relations(parse, found) if relation.anchor not in spoken)
    found.extend(turns)
    quoted = quoted_spans(parse.report)
    found = [r for relation in found if (r := _within_quotation(parse, relation, quoted)) is not None]
    found = [_without_asides(parse, _without_own_clause(parse, relation), quoted) for relation in found]
    found = _without_frames_behind(found)
    found = [_own_half(parse, relation, found, quoted) for relation in found]
    against = _turns(parse, found)
    found = [_without_turns(relation, against) for relation in found]
    found.sort(key=lambda relation: (relation.anchor, relation.cue))
    return _with_issuers(parse, found)


def _without_frames_behind(found: list[Relation]) -> list[Relation]:
    """ "Kim told aides that he would go, two people who were present said": who says so at the end is no part of what Kim told."""
    by_anchor = {relation.anchor: relation for relation in found if relation.sources}
    told = []
    for relation in found:
        frames = (by_anchor[i] for i in relation.content if i > relation.anchor and i in by_anchor)
        behind = [frame for frame in frames if relation.anchor in frame.content]
        cut = {i for frame in behind for i in (*frame.cue, *(word for source in frame.sources for word in source))}
        told.append(replace(relation, content=relation.content - cut) if cut else relation)
    return told


def _turns(parse: Parse, found: Sequence[Relation]) -> dict[int, frozenset[int]]:
    """ "Roth said twelve were hurt, *though he cautioned that …*": frames that somebody sets against his own words, by their verb."""
    own = (
        other
        for other in found
        if parse.tokens[other.anchor].dep == "advcl"
        and other.sources
        and all(parse.tokens[i].pos == "PRON" for source in other.sources for i in source)
        and any(parse.tokens[c].lemma in ("though", "although") for c in parse.children[other.anchor])
    )
    return {other.anchor: frozenset(parse.subtree(other.anchor)) for other in own}


def _without_turns(relation: Relation, turns: Mapping[int, frozenset[int]]) -> Relation:
    """What is set against what somebody says is no part of it."""
    cut = [turns[i] for i in relation.content if i in turns]
    return replace(relation, content=relation.content.difference(*cut)) if cut else relation


def _own_half(parse: Parse, relation: Relation, found: Sequence[Relation], quoted: Sequence[Span]) -> Relation:
    """ "Police say he jumped; staff say he was pushed": nobody says what somebody else says beyond a semicolon."""
    anchor = relation.anchor
    reach = (min(relation.content, default=anchor), max(relation.content, default=anchor))
    for index in range(reach[0], reach[1] + 1):
        mark = parse.tokens[index]
        if mark.text != ";" or overlapping(quoted, mark.start, mark.end):
            continue
        own = range(index + 1, reach[1] + 1) if anchor > index else range(reach[0], index)
        said = any(  # a frame in front of the mark may close its half: "A, B said; C says D"
            i in own and (i > anchor or anchor < index) and parse.tokens[i].pos != "PUNCT" for i in relation.content
        )
        framed = anchor > index and any(
            o.sources and {anchor, index} <= o.content for o in found
        )  # "A; B say C, D said"
        behind = (  # "A; Moscow says B"
            anchor > index
            and relation.act is None
            and bool(relation.sources)
            and all(index < i < anchor for source in relation.sources for i in source)
        )
        if said and (
            behind or framed or any(_says_beyond(parse, other, index, own, relation, quoted) for other in found)
        ):
            relation = replace(relation, content=relation.content.intersection(own))
    return relation


def _says_beyond(
    parse: Parse, other: Relation, mark: int, own: range, relation: Relation, quoted: Sequence[Span]
) -> bool:
    """Does somebody say something on the other side of a semicolon, in a frame of his own?"""
    named = any(
        parse.tokens[i].pos != "PRON" for source in other.sources for i in source
    )  # "…; they learned of it late"
    if not named or not other.content or other.anchor in own or other.anchor == relation.anchor:
        return False
    word = parse.tokens[other.anchor]
    over = min(relation.content) <= other.anchor <= max(relation.content)
    beside = over and parse.sentence_of(other.anchor) == parse.sentence_of(mark)
    return beside and not overlapping(quoted, word.start, word.end)


def _one_stand(found: list[Relation]) -> list[Relation]:
    """ "expressed doubts about the count" is a stand by its verb and by its noun: the longer cue stays, and any saying before both."""
    longest: dict[int, int] = {}
    for relation in found:
        size = len(relation.cue) if relation.act == "stand" else LONG_CUE
        longest[relation.anchor] = max(size, longest.get(relation.anchor, 0))
    return [r for r in found if r.act != "stand" or len(r.cue) == longest[r.anchor]]


def _without_own_clause(parse: Parse, relation: Relation) -> Relation:
    """ "Two firms that had called for a ban": the clause that the cue stands in does not tell which firms they are."""
    if not any(relation.anchor in source for source in relation.sources):
        return relation
    top = relation.anchor
    while parse.tokens[top].dep not in ("relcl", "acl") and parse.tokens[top].head != top:
        top = parse.tokens[top].head
    first = parse.subtree(top)[0]
    cut = (
        tuple(i for i in source if i < first) if relation.anchor in source else source for source in relation.sources
    )
    return replace(relation, sources=tuple(source for source in cut if source))


def _within_quotation(parse: Parse, relation: Relation, quoted: Sequence[Span]) -> Relation | None:
    """ "She called it a sham, adding: “I am now informing …”": what is said by a cue in a quotation stands in it, too."""
    anchor = parse.tokens[relation.anchor]
    around = overlapping(quoted, anchor.start, anchor.end)
    if not around or around[0].of(parse.report.text)[0].isspace():  # behind a mark that closes a lost one
        return relation
    content = frozenset(i for i in relation.content if around[0].start <= parse.tokens[i].start < around[0].end)
    said = content == relation.content or any(parse.tokens[i].pos != "PUNCT" for i in content)
    return replace(relation, content=content) if said else None


def _without_asides(parse: Parse, relation: Relation, quoted: Sequence[Span]) -> Relation:
    """ "Holm backed the plan, which the court stopped": a clause behind a comma at the end of what is said is the outlet's own."""
    last = max((i for i in relation.content if parse.tokens[i].pos != "PUNCT"), default=-1)
    if last <= relation.anchor or overlapping(quoted, parse.tokens[last].start, parse.tokens[last].end):
        return relation
    index = last
    while index in relation.content and parse.tokens[index].head != index:
        words = parse.subtree(index)
        first = words[0]
        if parse.tokens[index].dep == "relcl" and words[-1] >= last and first - 1 in relation.content:
            opens = parse.tokens[first].tag in ("WDT", "WP", "WP$", "WRB") or parse.tokens[first].pos == "ADP"
            behind_mark = parse.tokens[first - 1].text in (",", "-", "--", "–", "—") and not counts_on(parse, first)
            if opens and behind_mark and relation.anchor < first:
                return replace(relation, content=relation.content - {first - 1, *words})
        index = parse.tokens[index].head
    return relation


def _with_issuers(parse: Parse, found: list[Relation]) -> tuple[Relation, ...]:
    """ "the statement said" after "X said in a statement" is X's: a definite document takes the speaker who last issued one."""
    out: list[Relation] = []
    issuer_of: dict[str, Relation] = {}  # the last speaker whose frame names a document, by its noun
    for relation in (_without_joint(parse, r) for r in found):
        heads = [source[-1] for source in relation.sources]
        definite = (
            relation.role == "document"
            and len(heads) == 1
            and parse.tokens[relation.sources[0][0]].lemma in ("the", "it")
        )
        issuer = issuer_of.get(parse.tokens[heads[0]].lemma) if definite else None
        if issuer is not None:
            relation = replace(relation, sources=issuer.sources, phrases=())
        if relation.sources and relation.role == "speaker":
            issuer_of.update((parse.tokens[i].lemma, relation) for i in relation.frame)
        out.append(relation)
    return tuple(out)


def _without_joint(parse: Parse, relation: Relation) -> Relation:
    """ "But the dam will hold, X said.": what joins a sentence to the one before is the outlet's, except within a quotation."""
    first = min(relation.content, default=-1)
    if relation.inherited or first < 0 or parse.tokens[first].lemma.lower() not in JOINTS:
        return relation
    if first > 0 and parse.sentence_of(first) == parse.sentence_of(first - 1):
        return relation
    return replace(relation, content=relation.content - {first})


def _according(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    """ "according to X" over the clause it hangs on, or over the whole sentence in front of it."""
    token = parse.tokens[index]
    if index + 1 >= sentence.last or parse.tokens[index + 1].lemma != "to":
        return
    heads = [i for i in parse.subtree(index) if parse.tokens[i].dep == "pobj" and parse.tokens[i].head == index + 1]
    if not heads:
        return
    inside = frozenset(parse.subtree(index))
    content = frozenset(range(sentence.first, sentence.last)) - inside
    governor = parse.tokens[token.head]
    shared = (
        governor.dep == "conj"
        and _closes(parse, sentence, inside)
        and not any(parse.tokens[c].dep in SUBJECT for c in parse.children[token.head])
    )  # "closed at noon and reopened at two, according to …": both are
    if (
        not shared
        and governor.dep in ("relcl", "conj", "advcl")
        and not any(parse.tokens[i].text == "," and i == index - 1 for i in range(sentence.first, index))
    ):
        content = frozenset(parse.subtree(token.head)) - inside
    sources = sources_of(parse, heads)
    yield Relation(index, sources, (index, index + 1), content, "asserts", role_of(parse, heads[0]), frame=inside)


def _closes(parse: Parse, sentence: Sentence, frame: frozenset[int]) -> bool:
    """Does a frame stand at the end of its sentence?"""
    return all(parse.tokens[i].pos == "PUNCT" for i in range(max(frame) + 1, sentence.last))


def _adverb(parse: Parse, index: int) -> Iterator[Relation]:
    token = parse.tokens[index]
    if token.lemma in HEDGING_ADVERBS:
        yield Relation(index, (), (index,), clause_words(parse, token.head), "asserts", "speaker", impersonal=True)
