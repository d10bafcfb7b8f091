"""Pleas before a court: who "pleaded not guilty to taking bribes" denies it."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.cues.words import cue_words, frame_words
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import role_of, speakers
from whosays.model import Parse

PLEADED = frozenset({"acomp", "oprd", "xcomp"})


def plea_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Pleaded not guilty": a denial of what is named behind its "to", else of what was said before."""
    if parse.tokens[index].lemma != "plead":
        return
    guilty = next((c for c in parse.children[index] if _is_guilty(parse, c)), None)
    heads = speakers(parse, index)
    if guilty is None or not heads or not any(parse.tokens[i].dep == "neg" for i in range(index, guilty)):
        return
    sources = sources_of(parse, heads)
    cue = (*(i for i in cue_words(parse, index) if i < index), *range(index, guilty + 1))
    content = frozenset({index, *_charges(parse, index, guilty)})
    frame = frame_words(parse, index, sources, (), content)
    yield Relation(index, sources, cue, content, "denies", role_of(parse, heads[0]), frame=frame, act="untrue")


def _is_guilty(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep in PLEADED and parse.tokens[index].lemma == "guilty"


def _charges(parse: Parse, index: int, guilty: int) -> Iterator[int]:
    """The words behind "to": "to taking bribes", "to both charges"."""
    behind = (c for above in (index, guilty) for c in parse.children[above] if c > guilty)
    to = next((c for c in behind if parse.tokens[c].lemma == "to"), None)
    if to is not None:
        yield from (i for i in parse.subtree(to) if i != to)
