"""What a clause takes over from the clause it depends on: "will bypass Malaysia and fly to Sydney", "believed to be the first crash
involving deaths", "will start when the firm is independent", "an adult found guilty could be jailed".

Each rule yields a class and the token that gives it. Written from how news words plans and estimates; docs/design/factuality.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from whosays.claims.phrases import Phrase
from whosays.data import classes, words
from whosays.model import Factuality, Parse

Mark = tuple[Factuality, int]
SEMI_MODALS: dict[str, Factuality] = {
    "seem": "probable",
    "appear": "probable",
    "purport": "unconfirmed",
    "believe": "probable",
    "think": "probable",
    "fear": "possible",
    "suspect": "possible",
}
LOOKS = frozenset({"look", "sound", "seem", "appear"})
WHEN = frozenset({"when", "until", "once", "till", "whenever"})
FOLLOWS = frozenset({"ensure", "guarantee", "mean"})
BY_THEN = frozenset({"until", "once", "till"})
OPEN_FUTURE = frozenset({"could", "would", "may", "might", "will", "shall"})
ANYBODY = frozenset({"a", "an", "any", "those", "anyone", "anybody", "whoever"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
STEPS = 4  # from a verb up to the one that governs it


def governed(parse: Parse, phrase: Phrase) -> Iterator[Mark]:
    """Marks that a phrase has from what governs it."""
    token = parse.tokens[phrase.verb]
    if token.pos in ("VERB", "AUX"):
        yield from _as_the_first(parse, phrase.verb)
        yield from _ensured(parse, phrase.verb)
        yield from _when(parse, phrase.verb)
        yield from _of_predicate(parse, phrase.verb)
        yield from _looks_like(parse, phrase.verb)
        yield from _hung_on(parse, phrase.verb)
        yield from _risked(parse, phrase.verb)
        yield from _of_anybody(parse, phrase.verb)
    elif token.pos == "NOUN":
        yield from _object(parse, phrase.verb)


def _as_the_first(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "will bypass Malaysia and fly to Sydney", "decided to remove it and continue": a bare second verb is as open as the first."""
    token = parse.tokens[verb]
    own = {parse.tokens[c].dep for c in parse.children[verb]}
    if token.dep == "conj" and token.tag == "VB" and not own & {"aux", "nsubj", "nsubjpass", "mark"}:
        yield from marks_over(parse, token.head)


def _ensured(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "would ensure that nobody waits": what follows from it is as open as it is."""
    token = parse.tokens[verb]
    if token.dep == "ccomp" and parse.tokens[token.head].lemma in FOLLOWS:
        yield from marks_over(parse, token.head)


def _when(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "will take over when the firm is independent": in the present tense under what lies ahead, it lies ahead, too.

    So it does under what is only possible, if that has to wait for it ("could win once the votes are counted").
    """
    token = parse.tokens[verb]
    opener = next((c for c in parse.children[verb] if parse.tokens[c].lemma.lower() in WHEN and c < verb), None)
    finite = [verb, *(c for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass"))]
    if token.dep != "advcl" or opener is None or not any(parse.tokens[i].tag in ("VBZ", "VBP") for i in finite):
        return
    over = [factuality for factuality, _ in marks_over(parse, token.head)]
    if "expected" in over or (over and parse.tokens[opener].lemma.lower() in BY_THEN):
        yield "expected", opener


def _of_predicate(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "is believed to be the first crash involving deaths", "will be moved, beginning in May": a participle is as open as its clause."""
    token = parse.tokens[verb]
    own = {parse.tokens[c].dep for c in parse.children[verb]}
    if token.tag != "VBG" or own & {"aux", "nsubj", "mark"} or token.head > verb:
        return
    noun = parse.tokens[token.head]
    if token.dep == "acl" and noun.dep == "attr":
        yield from marks_over(parse, noun.head)
    elif token.dep == "advcl" and noun.pos in ("VERB", "AUX") and parse.tokens[verb - 1].text == ",":
        yield from (mark for mark in marks_over(parse, token.head) if mark[0] == "expected")


def _looks_like(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "It looked like the driver had fallen asleep", "sounded as if", "it appears that the door was open": seeming."""
    token = parse.tokens[verb]
    seeming = parse.tokens[token.head].lemma
    if seeming not in LOOKS or token.dep not in ("advcl", "ccomp"):
        return
    opener = next((c for c in parse.children[verb] if parse.tokens[c].dep == "mark" and c < verb), None)
    if opener is not None and parse.tokens[opener].text.lower() in ("like", "if", "though"):
        yield "probable", opener
    elif seeming in SEMI_MODALS and any(parse.tokens[c].text.lower() == "it" for c in parse.children[token.head]):
        yield SEMI_MODALS[seeming], token.head


def _hung_on(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "It is likely that the bridge was closed", "there is a chance that the dam broke": as sure as the word it hangs on."""
    token = parse.tokens[verb]
    head = parse.tokens[token.head]
    if token.dep not in ("ccomp", "csubj", "acl") or not any(
        parse.tokens[c].dep in SUBJECTS for c in parse.children[verb]
    ):
        return
    near = [token.head, *(c for c in parse.children[token.head] if parse.tokens[c].dep in ("acomp", "oprd"))]
    table = classes("hedges")
    for index in near if head.pos != "NOUN" else near[:1]:
        word = parse.tokens[index]
        if word.lemma.lower() in table and index < verb and word.pos == ("NOUN" if head.pos == "NOUN" else "ADJ"):
            yield table[word.lemma.lower()], index  # type: ignore[misc]


def _risked(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "risks losing its majority": it may lose it. The parser also takes the verb for the noun of a sentence without any."""
    token = parse.tokens[verb]
    risking = parse.tokens[token.head]
    hung = token.dep == "xcomp" or (token.dep == "acl" and risking.dep == "ROOT")
    if hung and token.tag == "VBG" and risking.lemma == "risk":
        yield "possible", token.head


def _of_anybody(parse: Parse, verb: int) -> Iterator[Mark]:
    """ "An adult found guilty could be jailed": of anybody whom it may befall, which nobody says has befallen somebody.

    The parser also takes the participle for the main verb; then what could be has no subject of its own.
    """
    token = parse.tokens[verb]
    if token.dep == "acl" and token.tag == "VBN" and parse.tokens[token.head].dep in ("nsubj", "nsubjpass"):
        noun, outcome = token.head, parse.tokens[token.head].head
    else:
        below = parse.children[verb]
        noun = next((c for c in below if parse.tokens[c].dep in ("nsubj", "nsubjpass")), -1)
        outcome = next((c for c in below if parse.tokens[c].dep == "ccomp" and c > verb), -1)
        subjects = {"nsubj", "nsubjpass", "expl", "mark", "csubj"}
        if (
            noun < 0
            or outcome < 0
            or token.tag != "VBD"
            or subjects & {parse.tokens[c].dep for c in parse.children[outcome]}
        ):
            return
    anybody = parse.tokens[noun].text.lower() in ANYBODY or any(
        parse.tokens[c].dep == "det" and parse.tokens[c].text.lower() in ANYBODY for c in parse.children[noun]
    )
    modal = next((c for c in parse.children[outcome] if parse.tokens[c].text.lower() in OPEN_FUTURE), None)
    if anybody and modal is not None:
        yield "hypothetical", modal


def _object(parse: Parse, noun: int) -> Iterator[Mark]:
    """ "could face up to 14 years in prison": what has no article is as open as the verb it is the object of."""
    token = parse.tokens[noun]
    definite = any(
        parse.tokens[c].dep == "poss" or (parse.tokens[c].dep == "det" and parse.tokens[c].text.lower() in DEFINITE)
        for c in parse.children[noun]
    )
    if token.dep == "dobj" and not definite and parse.tokens[token.head].pos == "VERB":
        yield from marks_over(parse, token.head)


def marks_over(parse: Parse, verb: int) -> Iterator[Mark]:
    """Modals and hedges of a verb, and of those that it is an infinitive or a second verb of."""
    table = classes("hedges")
    for _ in range(STEPS):
        for child in parse.children[verb]:
            token = parse.tokens[child]
            lemma = {"'ll": "will", "wo": "will", "'d": "would"}.get(token.lemma, token.lemma)
            modal = token.dep == "aux" and token.tag == "MD" and lemma != "can"
            if lemma in table and (modal or token.dep == "advmod"):
                yield table[lemma], child  # type: ignore[misc]
        token = parse.tokens[verb]
        if token.dep not in ("xcomp", "conj") or parse.tokens[token.head].pos not in ("VERB", "AUX", "ADJ"):
            return
        above = parse.tokens[token.head]
        infinitive = any(parse.tokens[c].lemma == "to" and parse.tokens[c].dep == "aux" for c in parse.children[verb])
        if token.dep == "xcomp" and infinitive and above.lemma in words("futures"):
            yield "expected", token.head
        elif token.dep == "xcomp" and above.lemma in SEMI_MODALS:
            yield SEMI_MODALS[above.lemma], token.head
        verb = token.head
