"""Stands that somebody takes towards a thing: "criticised the plan", "called for a ban", "was endorsed by the union".

What they are about is no clause, so they are told in one clause with the frame: the claim keeps it, and is theirs who take the stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from whosays.attribution.contents.covered import VERBS, reporting_row
from whosays.attribution.cues.words import LEADING, cue_words, is_passive, withheld
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import agents, role_of, speakers
from whosays.data import classes, rows, words
from whosays.model import Parse, Stance

TO_WHOM = frozenset({"you", "one"})
AHEAD = frozenset({"will", "shall", "may", "might", "could", "can", "should", "must"})
GOES_ON = frozenset({"as", "for", "over"})  # "criticised the plan as a sham", "blamed the crew for it"

OF_PEOPLE = frozenset((row[0], row[1]) for row in rows("stands") if row[3] == "y")
PARTIES = frozenset({"person", "organisation", "group"})


def is_party(parse: Parse, head: int) -> bool:
    """Is this a person or a body, by its name, its pronoun or the kind of its noun?"""
    token = parse.tokens[head]
    if token.pos in ("PRON", "PROPN", "NUM"):
        return token.lemma.lower() not in ("it", "that", "this", "which", "what")
    return classes("nominal_kinds").get(token.lemma.lower(), "") in PARTIES or token.tag == "JJS"


OF_THE_THING = frozenset({"by", "of", "from", "about", "against", "toward", "towards", "including", "between"})


@cache
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, by, *_ in rows("stands"):
        found[lemma].add(by)
    return {lemma: frozenset(by) for lemma, by in found.items()}


def stand_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """What a verb of the table has as its object, or behind its preposition, for those who do it; of a passive, its subject.

    A stand that is denied, planned or only possible has not been taken: the outlet tells so.
    """
    token = parse.tokens[index]
    forms = _forms().get(_with_particle(parse, index)) or _forms().get(token.lemma)
    passive = is_passive(parse, index)
    if passive and "" not in (forms or ()) and VERBS.get(token.lemma, ("",) * 3)[2] == "y":
        forms = frozenset({""})  # "was reported by the paper"
    if not forms or _not_taken(parse, index):
        return
    heads = agents(parse, index) if passive else speakers(parse, index)
    if not heads or parse.tokens[heads[0]].lemma.lower() in TO_WHOM:
        return
    if any((token.lemma, by) in OF_PEOPLE for by in forms) and not is_party(parse, heads[0]):
        return
    about, lead = _about_of_passive(parse, index, forms) if passive else _about(parse, index, forms)
    own = frozenset(parse.subtree(index)) if passive and token.dep == "acl" else frozenset[int]()
    content = frozenset(i for head in about for i in parse.subtree(head)) - own
    sources = sources_of(parse, heads)
    stance: Stance = "denies" if passive and _turned_down(parse, index) else "asserts"
    if own and stance != "denies":
        return  # "a video posted by the coast guard"
    if about and not content.intersection(heads):
        yield Relation(
            index, sources, tuple(sorted({*cue_words(parse, index), *lead})), content, stance,
            role_of(parse, heads[0]), act="stand",
            carrier=about[0] if parse.tokens[about[0]].pos == "VERB" else None,
        )  # fmt: skip


def _turned_down(parse: Parse, index: int) -> bool:
    """ "The report was denied by …", "the figures were rejected by …": not a bill that was, nor an offer."""
    row = reporting_row(parse, index)
    subjects = {parse.tokens[c].lemma.lower() for c in _subjects(parse, index)}
    return row is not None and row[1] == "denies" and bool(subjects & words("disputed"))


def _subjects(parse: Parse, index: int) -> list[int]:
    """The subject of a passive, or the noun of "a charge denied by its owner"."""
    subjects = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubjpass"]
    return [parse.tokens[index].head] if not subjects and parse.tokens[index].dep == "acl" else subjects


def _with_particle(parse: Parse, index: int) -> str:
    behind = [parse.tokens[c] for c in parse.children[index] if c > index]
    return " ".join([parse.tokens[index].lemma, *(word.lemma for word in behind if word.dep == "prt")])


def _not_taken(parse: Parse, index: int) -> bool:
    token, below = parse.tokens[index], [parse.tokens[c] for c in parse.children[index]]
    if withheld(parse, index) or any(word.dep == "aux" and word.lemma.lower() in AHEAD for word in below):
        return True
    infinitive = token.tag == "VB" and any(word.dep == "aux" and word.text.lower() == "to" for word in below)
    return infinitive and parse.tokens[token.head].lemma not in LEADING


def _about(parse: Parse, index: int, forms: frozenset[str]) -> tuple[list[int], set[int]]:
    """Heads of what the stand is about, and the preposition in front of it."""
    behind = [c for c in parse.children[index] if c > index]
    if "to" in forms:
        infinitives = [c for c in behind if parse.tokens[c].dep == "xcomp" and parse.tokens[c].tag == "VB"]
        if infinitives:
            return ([] if _says(parse, infinitives[0]) else infinitives), set()
    things = [c for c in behind if parse.tokens[c].dep == "dobj"]
    for child in behind:
        token = parse.tokens[child]
        if (
            token.dep == "prep" and token.lemma in forms and not things
        ):  # "warned the crew against …" is done to the crew
            below = [b for b in parse.children[child] if parse.tokens[b].dep in ("pobj", "pcomp")]
            if below:
                return below, {child}
    if not things:
        things = [c for c in behind if parse.tokens[c].dep == "xcomp" and parse.tokens[c].tag == "VBG"]
    if things and "" in forms:
        last = parse.subtree(things[-1])[-1]
        more = []
        for child in behind:
            token = parse.tokens[child]
            beside = parse.subtree(child)[0] == last + 1 and token.lemma in OF_THE_THING
            if child > things[0] and token.dep == "prep" and (token.lemma in GOES_ON or beside):
                more.append(child)
                last = parse.subtree(child)[-1]
        return [*things, *more], set()
    return [], set()


def _says(parse: Parse, index: int) -> bool:
    """ "declined to say whether …": the saying is the cue, and withheld."""
    return parse.tokens[index].lemma in VERBS and any(parse.tokens[c].dep == "ccomp" for c in parse.children[index])


def _about_of_passive(parse: Parse, index: int, forms: frozenset[str]) -> tuple[list[int], set[int]]:
    """The subject of "was criticised by the union", and the "by"."""
    by = {c for c in parse.children[index] if parse.tokens[c].dep == "agent"}
    return (_subjects(parse, index) if "" in forms else []), by
