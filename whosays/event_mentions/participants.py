"""Who and what takes part in an event, by grammar: doer, what it is done to, and what else hangs on the word or on its verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whosays.model import Argument, ArgumentRole, Parse

DOERS = frozenset({"nsubj", "poss", "csubj"})
DONE_TO = frozenset({"dobj", "nsubjpass", "attr"})
BESIDE = frozenset({"compound", "amod", "npadvmod", "xcomp", "nummod"})
HELD = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})  # places of an event noun under a verb
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})


def participants(parse: Parse, index: int, ending: Mapping[int, str]) -> tuple[Argument, ...]:
    """Heads of participants as arguments: ``agent``, ``patient``, else ``theme``.

    ``ending`` gives the mention that ends at a place of the text, which is the head's.
    """
    found = []
    for role, place in dict.fromkeys((*_below(parse, index), *_above(parse, index))):
        head = parse.tokens[place]
        if head.tag not in RELATIVE:
            found.append(Argument(role, None, head.start, head.end, head.lemma.lower(), ending.get(head.end)))
    return tuple(found)


def _below(parse: Parse, index: int) -> Iterator[tuple[ArgumentRole, int]]:
    tokens = parse.tokens
    for child in parse.children[index]:
        token = tokens[child]
        if token.dep in DOERS:
            yield "agent", child
        elif token.dep in DONE_TO:
            yield "patient", child
        elif token.dep in BESIDE:
            yield "theme", child
        elif token.dep in ("agent", "prep"):
            of = token.lemma.lower() == "of"
            for held in parse.children[child]:
                if tokens[held].dep == "pobj":
                    yield ("agent" if token.dep == "agent" else "patient" if of else "theme"), held
                    yield from (("theme", c) for c in parse.children[held] if tokens[c].dep in ("compound", "nummod"))


def _above(parse: Parse, index: int) -> Iterator[tuple[ArgumentRole, int]]:
    """The governor's subject where the word shares it, the noun it modifies, and the others of a verb that holds it."""
    tokens = parse.tokens
    token = tokens[index]
    own = any(tokens[c].dep in DOERS for c in parse.children[index])
    if token.dep in SHARES_SUBJECT and not own:
        yield from (("agent", c) for c in parse.children[token.head] if tokens[c].dep in ("nsubj", "nsubjpass"))
    if token.dep in ("acl", "relcl", "amod"):
        yield "patient", token.head
    if token.dep in HELD:
        verb = tokens[token.head].head if token.dep == "pobj" else token.head
        if tokens[verb].pos == "VERB":
            yield "theme", verb
            yield from (("theme", c) for c in parse.children[verb] if c != index and tokens[c].dep in HELD)
