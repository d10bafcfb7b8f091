"""Who acts in a clause: its own subject, that of the clause it hangs on, or the noun that its parse gave away."""

from __future__ import annotations

from whosays.data import rows
from whosays.model import Parse

SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def has_subject(parse: Parse, index: int) -> bool:
    """Does a verb have a subject of its own?"""
    return any(parse.tokens[child].dep in SUBJECT for child in parse.children[index])


def find_subject(parse: Parse, index: int) -> int | None:
    """The token that acts in a clause: its own subject, its relative pronoun's antecedent, or the governing clause's subject."""
    for child in parse.children[index]:
        if parse.tokens[child].dep in SUBJECT and parse.tokens[child].dep != "expl":
            if parse.tokens[child].tag in ("WDT", "WP") and parse.tokens[index].dep == "relcl":
                return parse.tokens[index].head
            return child
    token = parse.tokens[index]
    if token.dep in ("acl", "relcl"):
        return token.head
    if token.dep == "pcomp" and parse.tokens[token.head].head != token.head:
        return find_subject(parse, parse.tokens[token.head].head)
    if token.dep == "ccomp" and token.pos == "NOUN":
        return index
    asked = _who_is_asked(parse, index)
    if asked is not None:
        return asked
    if token.head != index and (
        token.dep in ("conj", "xcomp", "advcl") or (token.dep == "ccomp" and token.tag == "VBG")
    ):
        return find_subject(parse, token.head)
    return None


def _who_is_asked(parse: Parse, index: int) -> int | None:
    """ "urged *both sides* to stop", "called on *the company* to publish": who is to act, of an infinitive under a request."""
    token = parse.tokens[index]
    if token.dep != "xcomp" or token.tag != "VB":
        return None
    for act, on in ((row[1], row[2]) for row in rows("speech_acts") if row[0] == parse.tokens[token.head].lemma):
        for child in parse.children[token.head] if act == "request" else ():
            below = parse.tokens[child]
            if not on and below.dep in ("dobj", "dative") and child < index:
                return child
            if on and below.dep in ("prep", "prt") and below.lemma == on:
                return next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
    return None


def stolen_subject(parse: Parse, index: int) -> int | None:
    """ "told us turnout | was 58 percent": a complement without a subject right behind its governor's object has that for subject."""
    token = parse.tokens[index]
    if token.dep != "ccomp" or has_subject(parse, index) or token.tag not in ("VBD", "VBZ", "VBP"):
        return None
    first = parse.subtree(index)[0]
    return next(
        (
            c
            for c in parse.children[token.head]
            if c == first - 1 and parse.tokens[c].dep == "dobj" and parse.tokens[c].pos == "NOUN"
        ),
        None,
    )
