"""Conditions that are not told with "if": "provided", "as long as", "on condition that"."""

from __future__ import annotations

from whosays.model import Parse

# The words in front of the clause, the last first; "that" may stand between.
PROVISOS = (
    ("provided",),
    ("providing",),
    ("assuming",),
    ("as", "long", "as"),
    ("as", "long", "so"),
    ("condition", "on"),
    ("condition", "the", "on"),
)
PARTICIPLES = frozenset({"provided", "providing", "assuming"})
NO_PROVISO = frozenset(
    "and or was were is are be been being has have had who which".split()
)  # "and provided they are given …"


def proviso(parse: Parse, verb: int) -> int | None:
    """Where the words begin that make a verb's clause a condition; ``None`` where there are none."""
    if parse.tokens[verb].text.lower() in PARTICIPLES:  # "provided" taken for a verb of its own
        return next((verb for child in parse.children[verb] if proviso(parse, child) == verb), None)
    first = parse.subtree(verb)[0]
    for end in (first, first - 1):  # the last of these words may be counted to the clause
        if end >= 0 and parse.tokens[end].text.lower() == "that":
            end -= 1
        for words in PROVISOS:
            begin = end - len(words) + 1
            if begin < 1 or tuple(parse.tokens[i].text.lower() for i in range(end, begin - 1, -1)) != words:
                continue
            if parse.tokens[begin - 1].text.lower() not in NO_PROVISO and _has_subject(parse, verb):
                return begin
    return None


def bound_by(parse: Parse, verb: int) -> tuple[int, ...]:
    """The words of the proviso behind a verb that tells what lies ahead, and that is the nearest finite verb before it.

    "He spoke on condition that he was not named" and "stayed as long as he could" hang on nothing.
    """
    if not any(parse.tokens[child].tag == "MD" for child in parse.children[verb]):
        return ()
    for other in parse.subtree(verb):
        if other <= verb or parse.tokens[other].pos not in ("VERB", "AUX") or not _has_subject(parse, other):
            continue
        begin = proviso(parse, other)
        if begin is not None and begin > verb and not _another_before(parse, verb, begin):
            return tuple(range(begin, parse.subtree(other)[-1] + 1))
    return ()


def _has_subject(parse: Parse, verb: int) -> bool:
    return any(
        parse.tokens[child].dep in ("nsubj", "nsubjpass", "expl") and child < verb for child in parse.children[verb]
    )


def _another_before(parse: Parse, verb: int, begin: int) -> bool:
    """Is another verb with a subject of its own nearer to the proviso?"""
    return any(parse.tokens[i].pos in ("VERB", "AUX") and _has_subject(parse, i) for i in range(verb + 1, begin))
