"""Participles, gerunds and infinitives that are no claims of their own, or tell what was not done."""

from __future__ import annotations

from whosays.data import rows
from whosays.model import Parse

NOBODY = frozenset({"no", "neither", "nobody", "none"})
REQUESTS = frozenset(row[0] for row in rows("speech_acts") if row[1] == "request") | {"order"}
SEEING = frozenset("see hear watch show film picture depict capture".split())


def is_seen(parse: Parse, index: int) -> bool:
    """Does a participle right behind its noun tell what somebody is seen, heard or shown doing?"""
    noun = parse.tokens[parse.tokens[index].head]
    return noun.dep == "dobj" and parse.tokens[noun.head].lemma in SEEING and parse.tokens[index - 1].pos != "PUNCT"


def is_left_undone(parse: Parse, verb: int) -> bool:
    """ "sailed *without obtaining a permit*"."""
    token = parse.tokens[verb]
    return token.dep == "pcomp" and token.tag == "VBG" and parse.tokens[token.head].lemma == "without"


def asked_by_nobody(parse: Parse, verb: int) -> bool:
    """ "Nobody told us *to leave*": the infinitive tells what was not asked for, and is no event."""
    token = parse.tokens[verb]
    if token.tag != "VB" or parse.tokens[token.head].lemma not in REQUESTS:
        return False
    beside = [c for c in parse.children[token.head] if c < verb]
    nobody = any(
        parse.tokens[i].lemma.lower() in NOBODY
        for c in beside
        if parse.tokens[c].dep == "nsubj"
        for i in (c, *parse.children[c])
    )
    return nobody and any(parse.tokens[c].dep in ("dobj", "dative") for c in beside)
