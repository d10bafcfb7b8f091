"""Participles and gerunds that are no claims of their own, or tell what was not done."""

from __future__ import annotations

from whosays.model import Parse

SEEING = frozenset("see hear watch show film picture depict capture".split())


def is_seen(parse: Parse, index: int) -> bool:
    """Does a participle right behind its noun tell what somebody is seen, heard or shown doing?"""
    noun = parse.tokens[parse.tokens[index].head]
    return noun.dep == "dobj" and parse.tokens[noun.head].lemma in SEEING and parse.tokens[index - 1].pos != "PUNCT"


def is_left_undone(parse: Parse, verb: int) -> bool:
    """ "sailed *without obtaining a permit*"."""
    token = parse.tokens[verb]
    return token.dep == "pcomp" and token.tag == "VBG" and parse.tokens[token.head].lemma == "without"
