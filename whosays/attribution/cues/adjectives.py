"""Adjective cues: "was adamant that …", "is not sure that …", "are hopeful that …"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.cues.stands import is_party
from whosays.attribution.cues.words import NOBODY
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import agents, role_of, speakers
from whosays.data import rows
from whosays.model import Parse, Stance

ADJECTIVES: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("cue_adjectives")}
LINKING = frozenset({"be", "remain", "feel", "seem", "appear", "sound", "become"})


def adjective_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """Who is sure, hopeful or afraid that something is so; of "it is certain that" nobody is."""
    token = parse.tokens[index]
    row = ADJECTIVES.get(token.text.lower())
    below = [parse.tokens[c] for c in parse.children[index]]
    passive = token.tag == "VBN" and {"auxpass", "nsubjpass"} <= {word.dep for word in below}
    passive = passive and not any(word.tag == "MD" for word in below)  # "can be convinced that"
    verb = index if passive else token.head  # "was convinced that" is a passive to the parser
    if row is None or agents(parse, index) or not (passive or _is_said_of(parse, index)):
        return
    clause = next(
        (c for above in (index, verb) for c in parse.children[above] if c > index and parse.tokens[c].dep == "ccomp"),
        None,
    )
    heads = speakers(parse, verb)
    if clause is None or not heads or not _thinks(parse, heads[0]):
        return
    content = frozenset(parse.subtree(clause))
    sources = sources_of(parse, heads)
    stance: Stance = row[1]  # type: ignore[assignment]
    if any(parse.tokens[c].dep == "neg" for c in (*parse.children[verb], *parse.children[index])):
        stance = "doubts"
    first = min((verb, *(c for c in parse.children[verb] if parse.tokens[c].dep == "auxpass")))
    cue = tuple(range(first, index + 1))
    frame = frozenset({*cue, *(i for source in sources for i in source)}) - content
    yield Relation(verb, sources, cue, content, stance, role_of(parse, heads[0]), frame=frame)


def _is_said_of(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep == "acomp" and parse.tokens[parse.tokens[index].head].lemma in LINKING


def _thinks(parse: Parse, head: int) -> bool:
    """A person or a body: not "I" and "we", who only soften what they say, nor nobody."""
    first = parse.tokens[parse.subtree(head)[0]].lemma.lower()
    return (
        is_party(parse, head)
        and first not in NOBODY
        and parse.tokens[head].lemma.lower() not in ("i", "we", "you", "there")
    )
