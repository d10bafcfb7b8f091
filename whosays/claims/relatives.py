"""Relative clauses and the clause around them: those that only tell which thing is meant, and those that say it all."""

from __future__ import annotations

from whosays.data import rows, words
from whosays.model import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
LIGHT = frozenset(
    {"aux", "auxpass", "neg", "prt", "mark", "advmod", "punct"}
)  # beside a subject and a verb, nothing more is said
COUNTED = frozenset({"first", "last", "only", "second", "third"})
MARKS = frozenset({",", "-", "(", '"', "''", "``"})
DENYING = frozenset(row[0] for row in rows("reporting_verbs") if row[1] == "denies")
TURNING_DOWN = frozenset({"reject", "dismiss", "contest"})  # also an offer, which nobody has said
POINTING = frozenset({"this", "that", "it", "these", "those", "here"})


def tells_which(parse: Parse, index: int) -> bool:
    """ "the tribe he leads", "everything they can": a pronoun and a bare verb tell which thing is meant, and nothing more."""
    token = parse.tokens[index]
    if token.dep != "relcl" or _stands_free(parse, index) or _denies(parse, index):
        return False
    below = [c for c in parse.children[index] if parse.tokens[c].tag not in RELATIVE]
    subjects = [c for c in below if parse.tokens[c].dep in SUBJECTS]
    return (
        len(subjects) == 1
        and parse.tokens[subjects[0]].pos == "PRON"
        and all(c in subjects or parse.tokens[c].dep in LIGHT or _is_stranded(parse, c) for c in below)
    )


def _denies(parse: Parse, index: int) -> bool:
    """ "…, a charge he denies": that somebody denies it is news."""
    token = parse.tokens[index]
    first = parse.subtree(token.head)[0]
    beside = parse.tokens[max(first - 1, 0)].text == ","
    return beside and token.lemma in DENYING


def _stands_free(parse: Parse, index: int) -> bool:
    """ "the mayor, who …", "the words “we give in”": set off by a mark, a clause adds what is no part of its noun."""
    first = parse.subtree(index)[0]
    return any(parse.tokens[i].text in MARKS for i in (max(first - 1, 0), first))


def _is_stranded(parse: Parse, index: int) -> bool:
    """The "for" of "what they were looking for"."""
    behind = parse.children[index]
    return parse.tokens[index].dep == "prep" and all(parse.tokens[c].tag in RELATIVE for c in behind)


def pointed_out(parse: Parse, index: int) -> bool:
    """ "This is what they fear": what stands behind "is" completes it."""
    token = parse.tokens[index]
    over = parse.tokens[token.head]
    if token.dep != "ccomp" or over.lemma != "be" or parse.tokens[parse.subtree(index)[0]].lemma != "what":
        return False
    return any(parse.tokens[c].text.lower() in POINTING for c in parse.children[token.head] if c < token.head)


def predicated(parse: Parse, index: int) -> int | None:
    """The "is" of "Ostrel is a town that lives off ferries", "it was the captain who called": noun and "is" say nothing alone."""
    token = parse.tokens[index]
    noun = parse.tokens[token.head]
    if (
        token.dep != "relcl"
        or noun.dep != "attr"
        or parse.tokens[noun.head].lemma != "be"
        or _stands_free(parse, index)
    ):
        return None
    beside = [parse.tokens[c] for c in parse.children[token.head] if c != index]
    plain = all(word.dep in ("det", "punct") or word.tag == "JJS" or word.lemma in COUNTED for word in beside)
    flat = all(parse.tokens[c].dep not in ("neg", "aux") for c in parse.children[noun.head])
    subject = any(parse.tokens[c].dep in ("nsubj", "expl") for c in parse.children[noun.head])
    opens = parse.tokens[parse.subtree(index)[0]].tag in RELATIVE and parse.tokens[parse.subtree(index)[0]].tag != "WRB"
    return noun.head if plain and flat and subject and opens and noun.pos in ("NOUN", "PROPN") else None


def taken_up(parse: Parse, index: int) -> bool:
    """ "…, a number that could rise", "People who have no car.": the noun says nothing without its relative clause."""
    token = parse.tokens[index]
    noun = parse.tokens[token.head]
    if token.dep != "relcl" or noun.pos != "NOUN" or _stands_free(parse, index):
        return False
    if noun.dep == "appos":
        return all(c == index or parse.tokens[c].dep in ("det", "amod", "punct") for c in parse.children[token.head])
    bare = all(
        parse.tokens[c].dep in ("det", "amod", "relcl", "punct", "compound", "prep", "nummod")
        for c in parse.children[token.head]
    )
    return noun.dep == "ROOT" and noun.head == token.head and bare


def is_denied(parse: Parse, verb: int) -> bool:
    """ "Fraud, *which she denies*", "a claim *that the army denied*": without its noun the clause does not say what is denied."""
    token = parse.tokens[verb]
    below = [parse.tokens[c] for c in parse.children[verb]]
    bare = token.dep == "acl" and not any(word.dep in ("dobj", "ccomp", "xcomp", "nsubjpass") for word in below)
    said = token.lemma not in TURNING_DOWN or parse.tokens[token.head].lemma.lower() in words("disputed")
    return (
        (token.dep == "relcl" or bare)
        and token.lemma in DENYING
        and said
        and any(word.dep == "nsubj" and word.tag not in ("WP", "WDT") for word in below)
    )


def antecedent(parse: Parse, index: int) -> list[int]:
    """The noun phrase that a participle says more of, up to the participle.

    Who denies "*stealing tools from the yard*, which …" denies the deed: the gerund, with all that hangs on it, where there is one.
    """
    top = parse.tokens[index].head
    if is_denied(parse, index):
        while parse.tokens[top].dep in ("pobj", "dobj", "prep", "appos") and parse.tokens[top].tag != "VBG":
            top = parse.tokens[top].head
        if parse.tokens[top].tag != "VBG":
            top = parse.tokens[index].head
    return [i for i in parse.subtree(top) if i < index and i not in parse.subtree(index)]
