"""Questions in reported speech and their answers: "asked whether it was safe, he said no", "would not comment on whether"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.contents.lost_clauses import that_clause
from whosays.attribution.cues.words import cue_words, frame_words, withheld
from whosays.attribution.relations import Relation, co_sources, sources_of
from whosays.attribution.speakers import agents, is_outlet, role_of, speakers
from whosays.data import words
from whosays.model import Parse, Stance

ANSWERS: dict[str, Stance] = {"yes": "asserts", "no": "denies"}


def asked(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Asked whether the bridge was safe, …", "was asked by X if …": what is asked is nobody's statement, or X's question.

    What Y "was told by X" is X's, through Y where that is an agency.
    """
    content = _question(parse, index)
    heads = agents(parse, index)
    sources = sources_of(parse, heads)
    told = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubjpass" and is_outlet(parse, c)]
    above = parse.tokens[index].head
    if content and not (_is_asked(parse, index) and any(_answers(parse, above, index))):
        yield Relation(
            anchor=index, sources=sources, cue=cue_words(parse, index), content=content, stance="asserts",
            role=role_of(parse, heads[0]) if heads else "speaker", impersonal=not sources,
            through=co_sources(parse, told[0]) if told and parse.tokens[index].lemma == "tell" else (),
            frame=frame_words(parse, index, sources, (), content),
        )  # fmt: skip


def answered(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Asked if she would resign, Vane *said no*": what was asked is what she affirms or denies."""
    for question in parse.children[index]:
        content = _question(parse, question) if _is_asked(parse, question) else frozenset()
        for word in _answers(parse, index, question):
            heads = speakers(parse, index)
            if content and heads:
                sources = sources_of(parse, heads)
                stance = ANSWERS[parse.tokens[word].text.lower()]
                frame = frozenset(parse.subtree(index)) - content
                cue = (*cue_words(parse, index), word)
                yield Relation(
                    index, sources, cue, content, stance, role_of(parse, heads[0]), frame=frame, act="answer"
                )
                return


def left_open(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Would not *comment* on whether he had left", "refused to be *drawn* on it": what somebody will not speak of is open."""
    token = parse.tokens[index]
    heads = speakers(parse, index)
    if token.lemma not in words("commenting") or not heads or not withheld(parse, index):
        return
    behind = [c for c in parse.children[index] if parse.tokens[c].dep == "prep" and c > index]
    clauses = [b for c in behind for b in parse.children[c] if parse.tokens[b].dep == "pcomp"]
    content = frozenset(i for c in clauses for i in parse.subtree(c))
    if content and parse.tokens[min(content)].lemma in ("whether", "if"):
        sources, cue = sources_of(parse, heads), (*cue_words(parse, index), *behind)
        frame = frame_words(parse, index, sources, (), content)
        yield Relation(index, sources, cue, content, "declines", role_of(parse, heads[0]), frame=frame)


def put_to(parse: Parse, index: int) -> Iterator[Relation]:
    """ "The reporter put it to him that …", "it was put to him that …": it is held against him, and not told as a fact."""
    it = next((c for c in parse.children[index] if parse.tokens[c].dep in ("dobj", "nsubjpass")), index)
    to = next((c for c in parse.children[index] if parse.tokens[c].lemma == "to" and c > index), None)
    content = that_clause(parse, parse.sentences[parse.sentence_of(index)], index)
    if parse.tokens[it].text.lower() != "it" or to is None or not content:
        return
    heads = [] if it < index else speakers(parse, index)
    sources = sources_of(parse, heads)
    if heads or it < index:
        yield Relation(
            index, sources, cue_words(parse, index), content, "asserts", role_of(parse, heads[0]) if heads else "speaker",
            impersonal=not heads, frame=frame_words(parse, index, sources, (), content), act="charge",
        )  # fmt: skip


def _question(parse: Parse, index: int) -> frozenset[int]:
    behind = (c for c in parse.children[index] if c > index)
    clauses = (
        c
        for c in behind
        if parse.tokens[c].dep == "ccomp"
        or (parse.tokens[c].dep == "advcl" and parse.tokens[parse.subtree(c)[0]].lemma in ("if", "whether"))
    )
    return frozenset(i for c in clauses for i in parse.subtree(c))


def _is_asked(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.lemma == "ask" and token.tag == "VBN" and token.dep == "advcl" and not agents(parse, index)


def _answers(parse: Parse, verb: int, question: int) -> Iterator[int]:
    """The "yes" or "no" that a verb has for its object, behind a question."""
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if child > verb > question and token.dep == "intj" and token.text.lower() in ANSWERS:
            yield child
