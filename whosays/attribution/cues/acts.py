"""Speech acts on somebody: "urged X to …", "accused X of …", "called X …", "described X as …".

Their content is no clause with a finite verb, but it is said all the same: what X should do, has done or is, by who says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from whosays.attribution.contents.covered import VERBS
from whosays.attribution.relations import Act
from whosays.data import rows
from whosays.model import Parse

QUOTES = frozenset({'"', "“", "``", "''", "'", "‘"})


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
                if carrier in parse.subtree(target) and parse.tokens[index].head != target:
                    continue
                said = frozenset(parse.subtree(carrier)) - _asides(parse, carrier)
                named = (
                    i for i in parse.subtree(target) if i < index or not passive
                )  # "He is accused of it, a charge that …"
                content = leading.union(named, said)
                return Said(act, content, carrier, target, lead)
            if act == "evaluation" and not by and not passive and (parted := _parted(parse, index, target)) is not None:
                return parted
    return None


def _parted(parse: Parse, index: int, target: int) -> Said | None:
    """ "called the vote and the count a sham", where the parser makes one phrase of both: the name begins at "a" or a quotation mark
    right behind a noun."""
    words = parse.subtree(target)
    if words[0] != index + 1 or words[-1] - words[0] != len(words) - 1:
        return None
    for i in words[1:]:
        behind_noun = parse.tokens[i - 1].pos in ("NOUN", "PROPN", "PRON") and parse.tokens[i - 1].tag != "WDT"
        if behind_noun and (parse.tokens[i].text.lower() in ("a", "an") or parse.tokens[i].text in QUOTES):
            carrier = next(
                (j for j in range(i + 1, words[-1] + 1) if parse.tokens[j].pos in ("NOUN", "PROPN", "ADJ")), None
            )
            return Said("evaluation", frozenset(words), carrier, i - 1, frozenset()) if carrier is not None else None
        if parse.tokens[i].pos in ("VERB", "AUX", "SCONJ"):
            return None
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
    """The subject of a passive; of "a man accused of it" the noun."""
    yield from ((child, frozenset()) for child in parse.children[index] if parse.tokens[child].dep == "nsubjpass")
    if parse.tokens[index].dep == "acl":
        yield parse.tokens[index].head, frozenset()


def _targets(parse: Parse, index: int, on: str) -> Iterator[tuple[int, frozenset[int]]]:
    """Heads of the object, with the preposition in front of it."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if not on and token.dep in ("dobj", "dative") and (child > index or token.tag in ("WP", "WDT")):
            yield child, frozenset()  # "what she called a sham" has its object in front
        elif on and token.dep in ("prep", "prt") and token.lemma == on and child > index:
            yield from (
                (below, frozenset({child})) for below in parse.children[child] if parse.tokens[below].dep == "pobj"
            )


def _complements(parse: Parse, index: int, target: int, by: str) -> Iterator[tuple[int, frozenset[int]]]:
    """Heads of what is said of the object, with the word that leads to it."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if child < max(target, index):
            continue
        if by == "to" and token.dep in ("xcomp", "advcl", "ccomp") and token.tag == "VB":
            if any(parse.tokens[c].text.lower() == "to" for c in parse.children[child]):
                yield child, frozenset()
        elif not by and token.dep == "oprd":
            yield child, frozenset()
        elif by not in ("", "to") and token.dep == "prep" and token.lemma == by.removesuffix(" a thing"):
            kinds = ("pobj", "amod", "pcomp", "acomp") if by != "for" else ("pcomp",)
            yield from ((b, frozenset({child})) for b in parse.children[child] if parse.tokens[b].dep in kinds)
