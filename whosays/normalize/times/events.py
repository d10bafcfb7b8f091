"""Which kind of event a time expression dates: "the blast, shortly after 6 p.m.," is of the day on which the report says it blasted."""

from __future__ import annotations

from functools import cache

from whosays.data import classes
from whosays.model import Parse

MOST_STEPS = 8  # from an expression up to its verb
SUBJECTS = ("nsubj", "nsubjpass")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(classes("event_nouns").values())


def kinds_dated(parse: Parse, index: int) -> frozenset[str]:
    """The classes of events that the token of an expression hangs on: an event noun, or a verb with such a subject."""
    for _ in range(MOST_STEPS):
        token = parse.tokens[index]
        if token.pos == "NOUN" and token.lemma in classes("event_nouns"):
            return frozenset({classes("event_nouns")[token.lemma]})
        if token.pos == "VERB":
            return frozenset({token.lemma, *_of_subject(parse, index)}) & _kinds()
        if token.head == index:
            break
        index = token.head
    return frozenset()


def _of_subject(parse: Parse, verb: int) -> frozenset[str]:
    """The class of what a verb says something of; "which" and "that" stand for the noun before them."""
    subject = next((child for child in parse.children[verb] if parse.tokens[child].dep in SUBJECTS), None)
    if subject is None:
        return frozenset()
    if parse.tokens[subject].tag in ("WDT", "WP") and parse.tokens[verb].dep == "relcl":
        subject = parse.tokens[verb].head
    kind = classes("event_nouns").get(parse.tokens[subject].lemma)
    return frozenset({kind} if kind else ())
