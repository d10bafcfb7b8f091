"""Relations of acts and documents: "accused X of", "was urged to", "the register shows three owners", "put the toll at 12"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.cues.acts import Said
from whosays.attribution.cues.words import LEADING, WILLING, cue_words, frame_words, is_nobody, withheld
from whosays.attribution.relations import Relation, noun_phrase, sources_of
from whosays.attribution.speakers import agents, owners, role_of, speakers
from whosays.model import Parse, Stance

UNREAL = frozenset({"would", "could", "might", "may"})
HOLDING = frozenset(
    "show find list include contain record detail indicate depict".split()
)  # what a document does with what it says


def of_act(parse: Parse, index: int, act: Said) -> Iterator[Relation]:
    """ "X urged Y to …", "X accused Y of …", "X called Y …"."""
    heads = speakers(parse, index)
    if not heads or parse.tokens[heads[0]].lemma.lower() in ("you", "i", "we") or _not_done(parse, index):
        return  # of "we urge X" in a quotation, who is quoted is the source
    if act.act != "evaluation" and is_nobody(parse, heads[0]):
        return  # "Nobody told us to leave": who speaks says that it was not done
    sources = sources_of(parse, heads)
    stance: Stance = "declines" if withheld(parse, index) else "asserts"
    lead, content = _lead(parse, index, act)
    yield Relation(
        anchor=index, sources=sources, cue=tuple(sorted({*cue_words(parse, index), *lead})), content=content, stance=stance,
        role=role_of(parse, heads[0]), frame=frame_words(parse, index, sources, (), content) | lead, act=act.act, carrier=act.carrier,
    )  # fmt: skip


def of_passive_act(parse: Parse, index: int, act: Said) -> Relation:
    """ "X was accused of … by Y", "X was urged to …": by whom, if anybody is named."""
    heads = agents(parse, index)
    sources = sources_of(parse, heads)
    lead, content = _lead(parse, index, act)
    return Relation(
        anchor=index, sources=sources, cue=tuple(sorted({*cue_words(parse, index), *lead})), content=content, stance="asserts",
        role=role_of(parse, heads[0]) if heads else "speaker", impersonal=not sources,
        frame=frame_words(parse, index, sources, (), content), act=act.act, carrier=act.carrier,
    )  # fmt: skip


def _lead(parse: Parse, index: int, act: Said) -> tuple[frozenset[int], frozenset[int]]:
    """The prepositions of the cue ("called on", "was accused of", "described as") and what is left to the content."""
    behind = frozenset({index + 1}) & act.content
    if act.act == "request" or not all(parse.tokens[i].dep == "prep" for i in behind):
        return act.lead, act.content
    return act.lead | behind, act.content - behind


def _not_done(parse: Parse, index: int) -> bool:
    """ "would encourage X to", "a law that requires X to tell Y to": nobody has asked or called anybody so yet."""
    token, below = parse.tokens[index], [parse.tokens[c] for c in parse.children[index]]
    if any(word.dep == "aux" and word.lemma.lower() in UNREAL for word in below):
        return True
    infinitive = token.tag == "VB" and any(word.dep == "aux" and word.text.lower() == "to" for word in below)
    return infinitive and token.dep != "ROOT" and parse.tokens[token.head].lemma not in LEADING | WILLING


def of_document(parse: Parse, index: int) -> Iterator[Relation]:
    """ "The charge sheet included counts of assault", "the register shows three owners": a document says so, in a clause of its own."""
    subjects = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubj" and c < index]
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index]
    if len(subjects) != 1 or not objects:
        return
    role = role_of(parse, subjects[0])
    if role != "document":
        return
    if withheld(parse, index) or any(parse.tokens[c].dep == "ccomp" for c in parse.children[index]):
        return
    behind = [c for c in parse.children[index] if c > index and parse.tokens[c].pos != "PUNCT"]
    behind_it = owners(parse, subjects[0])
    sources = sources_of(parse, behind_it or subjects)
    yield Relation(
        anchor=index, sources=sources, cue=(index,), content=frozenset(i for c in behind for i in parse.subtree(c)),
        stance="asserts", role=role, act="contents",
        phrases=owned_phrases(parse, subjects[0], behind_it, sources),
    )  # fmt: skip


def of_figure(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Officials put the toll at 12": the figure is theirs, in a clause of its own."""
    heads = speakers(parse, index)
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index]
    figures = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep == "prep" and parse.tokens[c].lemma == "at" and c > index
    ]
    figures = [c for c in figures if any(parse.tokens[i].tag == "CD" for i in parse.subtree(c))]
    if heads and objects and figures and not withheld(parse, index):
        yield Relation(
            anchor=index, sources=sources_of(parse, heads), cue=cue_words(parse, index),
            content=frozenset(i for c in (*objects, *figures) for i in parse.subtree(c)), stance="asserts",
            role=role_of(parse, heads[0]), act="contents",
        )  # fmt: skip


def owned_phrases(
    parse: Parse, head: int, behind: list[int], sources: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    """ "A study by Vane found": the whole phrase for whoever owns what speaks; of "Vane's letter", Vane alone."""
    whole = bool(behind) and parse.tokens[behind[0]].dep != "poss"
    return tuple(noun_phrase(parse, head) for _ in sources) if whole else ()
