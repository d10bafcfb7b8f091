"""Speech acts on somebody: "urged X to …", "accused X of …", "called X …", "described X as …".

Their content is no clause with a finite verb, but it is said all the same: what X should do, has done or is, by who says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from whosays.attribution.contents import VERBS
from whosays.attribution.relations import Act
from whosays.data import rows
from whosays.model import Parse


@dataclass(frozen=True, slots=True)
class Said:
    """What an act says of whom: tokens of the content, the one that carries it, the object's head, a preposition in front of it."""

    act: Act
    content: frozenset[int]
    carrier: int
    target: int
    lead: frozenset[int]


@cache
def _forms() -> dict[str, tuple[tuple[Act, str, str], ...]]:
    found: dict[str, list[tuple[Act, str, str]]] = defaultdict(list)
    for lemma, act, on, by in rows("speech_acts"):
        found[lemma].append((act, on, by))  # type: ignore[arg-type]
    return {lemma: tuple(forms) for lemma, forms in found.items()}


def said_of(parse: Parse, index: int, *, passive: bool = False) -> Said | None:
    """The act that a verb performs on its object (of a passive, its subject), in the first form of the table that fits."""
    below = {parse.tokens[child].dep for child in parse.children[index]}
    for act, on, by in _forms().get(parse.tokens[index].lemma, ()):
        if passive and act != "accusation" and not (act == "evaluation" and "agent" in below):
            continue  # "a town called Selby" is a name; "were told to leave" happened
        for target, lead in _subjects(parse, index) if passive else _targets(parse, index, on):
            for carrier, leading in _complements(parse, index, target, by):
                said = frozenset(parse.subtree(carrier)) - _asides(parse, carrier)
                content = leading.union(parse.subtree(target), said)
                return Said(act, content, carrier, target, lead)
    return None


def _asides(parse: Parse, carrier: int) -> frozenset[int]:
    """A participle behind a comma or of saying ("called it a sham, adding …") goes on with the frame, not with the complement."""
    if parse.tokens[carrier].pos == "VERB":
        return frozenset()
    clauses = (c for c in parse.children[carrier] if parse.tokens[c].dep in ("acl", "advcl", "relcl"))
    return frozenset(
        below
        for clause in clauses
        if parse.tokens[clause].lemma in VERBS or any(parse.tokens[i].text == "," for i in range(carrier + 1, clause))
        for below in parse.subtree(clause)
    )


def _subjects(parse: Parse, index: int) -> Iterator[tuple[int, frozenset[int]]]:
    """The subject of a passive."""
    yield from ((child, frozenset()) for child in parse.children[index] if parse.tokens[child].dep == "nsubjpass")


def _targets(parse: Parse, index: int, on: str) -> Iterator[tuple[int, frozenset[int]]]:
    """Heads of the object, with the preposition in front of it."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if not on and token.dep in ("dobj", "dative") and child > index:
            yield child, frozenset()
        elif on and token.dep in ("prep", "prt") and token.lemma == on and child > index:
            yield from (
                (below, frozenset({child})) for below in parse.children[child] if parse.tokens[below].dep == "pobj"
            )


def _complements(parse: Parse, index: int, target: int, by: str) -> Iterator[tuple[int, frozenset[int]]]:
    """Heads of what is said of the object, with the word that leads to it."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if child < target:
            continue
        if by == "to" and token.dep in ("xcomp", "advcl", "ccomp") and token.tag == "VB":
            if any(parse.tokens[c].text.lower() == "to" for c in parse.children[child]):
                yield child, frozenset()
        elif not by and token.dep == "oprd":
            yield child, frozenset()
        elif by not in ("", "to") and token.dep == "prep" and token.lemma == by:
            kinds = ("pobj", "amod", "pcomp", "acomp") if by != "for" else ("pcomp",)
            yield from ((b, frozenset({child})) for b in parse.children[child] if parse.tokens[b].dep in kinds)
