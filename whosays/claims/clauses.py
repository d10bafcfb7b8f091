"""Clauses: every finite verb phrase, and the participles and infinitives that say something of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.claims.phrases import Phrase
from whosays.data import rows
from whosays.model import Parse, Sentence

CLAUSE = frozenset(
    {
        "ROOT",
        "ccomp",
        "advcl",
        "relcl",
        "conj",
        "parataxis",
        "csubj",
        "csubjpass",
        "acl",
        "pcomp",
        "xcomp",
        "dep",
        "appos",
    }
)
SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# What a purpose infinitive hangs on: a verb with an object of its own, or of motion ("left his train to meet …").
MOTION = frozenset(
    "arrive come go travel leave head return fly sail drive move depart enter cross visit gather meet stop".split()
)
CLOCK = re.compile(r"\d{1,2}:\d\d")  # what a live blog puts in front of an entry
PERCEPTION = frozenset("see hear watch feel make let help have".split())
RAISING = frozenset({"due", "set", "bound"})
OPENERS = frozenset({"cc", "mark", "punct", "preconj"})
SKIPPED_OPENERS = frozenset("that and but or as while although though because when where so".split())


def find_clauses(parse: Parse, sentence: Sentence, taken: frozenset[int]) -> Iterator[Phrase]:
    """Phrases of a sentence, one for each clause that says something; words of detached nominal claims are left to those."""
    heads = [index for index in range(sentence.first, sentence.last) if _is_head(parse, index, sentence)]
    marked = frozenset(heads)
    for index in heads:
        carrier, fused = _carrier(parse, index, marked)
        words = [i for i in _own_words(parse, index, marked - fused - {index}) if i not in taken]
        words = _open(parse, words, index)
        subject = find_subject(parse, index)
        stolen = stolen_subject(parse, index)
        if stolen is not None and stolen not in words:
            words, subject = sorted({*parse.subtree(stolen), *words}), stolen
        if _says_something(parse, words, index):
            if parse.tokens[index].dep == "acl" and fused:
                words = sorted({*_antecedent(parse, index), *words})
            yield Phrase(carrier, index, tuple(words), subject, _condition(parse, index))


def _is_head(parse: Parse, index: int, sentence: Sentence) -> bool:
    token = parse.tokens[index]
    if token.dep not in CLAUSE:
        return False
    if token.dep == "ROOT" and token.head == index:
        return not _is_fragment(parse, sentence)
    if token.pos not in ("VERB", "AUX"):
        return token.dep in ("ccomp", "advcl", "relcl", "conj", "parataxis") and (
            _has_subject(parse, index) or _bare_complement(parse, index)
        )
    if (
        token.dep == "ccomp"
        and token.tag in ("VBG", "VB")
        and parse.tokens[token.head].lemma in PERCEPTION
        and _has_subject(parse, index)
        and not any(parse.tokens[c].dep in ("aux", "mark") for c in parse.children[index])
    ):
        return False  # "saw it coming", "let them go"
    if token.dep == "relcl" and token.tag == "VB" and any(parse.tokens[c].lemma == "to" for c in parse.children[index]):
        return False  # "the last to leave"
    if token.dep == "conj":
        return parse.tokens[token.head].pos in ("VERB", "AUX") or _has_subject(parse, index)
    if token.dep == "xcomp":
        return not _fuses(parse, index)
    if token.dep == "acl":
        return token.tag in ("VBN", "VBG") or _has_subject(parse, index)
    if token.dep == "pcomp":
        return token.tag == "VBG" and parse.tokens[token.head].lemma in (
            "after",
            "since",
            "before",
            "without",
            "for",
            "by",
            "despite",
        )
    return True


def _is_fragment(parse: Parse, sentence: Sentence) -> bool:
    """ "From the airport to the hotel.": a sentence of the body without a verb, a figure, a "no" or a colon states nothing."""
    words = parse.tokens[sentence.first : sentence.last]
    stated = any(word.pos in ("VERB", "AUX", "NUM") or word.lemma in ("no", "not", "none", ":") for word in words)
    return sentence.role == "body" and not stated


def _bare_complement(parse: Parse, index: int) -> bool:
    """A complement whose verb the parser took for a noun (a misspelt word): it still says what is shown or said."""
    return parse.tokens[index].dep == "ccomp" and len(parse.subtree(index)) >= 5


def _has_subject(parse: Parse, index: int) -> bool:
    return any(parse.tokens[child].dep in SUBJECT for child in parse.children[index])


def _fuses(parse: Parse, index: int) -> bool:
    """Does an open complement belong to its verb ("continues to move", "is expected to cover")? A purpose does not."""
    governor = parse.tokens[parse.tokens[index].head]
    if parse.tokens[index].tag == "VBG" and governor.lemma in (
        "see",
        "hear",
        "show",
        "film",
        "keep",
        "start",
        "begin",
        "stop",
        "continue",
    ):
        return True
    if governor.tag == "VBG" and governor.lemma == "go" and parse.tokens[index].tag == "VB":
        return not any(parse.tokens[c].dep in ("prep", "advmod") for c in parse.children[parse.tokens[index].head])
    has_object = any(
        parse.tokens[c].dep in ("dobj", "dative") and c < index for c in parse.children[parse.tokens[index].head]
    )
    return not (has_object or governor.lemma in MOTION)


def _carrier(parse: Parse, index: int, heads: frozenset[int]) -> tuple[int, frozenset[int]]:
    """The innermost fused complement carries the event ("is expected to *cover*"); returns it and all fused verbs."""
    fused: set[int] = set()
    carrier = index
    while True:
        raising = [c for c in parse.children[carrier] if _raises(parse, c)]
        nested = [
            c
            for parent in (carrier, *raising)
            for c in parse.children[parent]
            if parse.tokens[c].dep == "xcomp" and c not in heads and parse.tokens[c].pos in ("VERB", "AUX")
        ]
        if not nested:
            return carrier, frozenset(fused)
        carrier = nested[0]
        fused.add(carrier)


def _raises(parse: Parse, index: int) -> bool:
    """ "is due to vote", "is bound to close": the adjective only says how near the event is."""
    token = parse.tokens[index]
    return token.dep == "acomp" and token.lemma in RAISING and parse.tokens[token.head].lemma == "be"


def _own_words(parse: Parse, index: int, nested: frozenset[int]) -> list[int]:
    """Tokens below a clause head that no nested clause claims; a nested clause takes its marker word with it."""
    found, todo = [index], list(parse.children[index])
    while todo:
        child = todo.pop()
        if child in nested:
            continue
        if parse.tokens[child].dep == "prep" and any(
            c in nested and parse.tokens[c].dep == "pcomp" for c in parse.children[child]
        ):
            continue
        found.append(child)
        todo.extend(parse.children[child])
    return sorted(found)


def _open(parse: Parse, words: list[int], head: int) -> list[int]:
    """Drop conjunctions, markers and punctuation in front, and a conjunction left dangling at the end."""
    while (
        words
        and words[0] != head
        and (parse.tokens[words[0]].dep in OPENERS or parse.tokens[words[0]].lemma in SKIPPED_OPENERS)
    ):
        if words[1:] and parse.words(words[0], words[1] + 1).lower() == "as of":  # "as of Monday"
            break
        if parse.tokens[words[0]].pos == "SYM" or parse.tokens[words[0]].lemma in (
            "if",
            "unless",
            "before",
            "after",
            "since",
            "until",
        ):
            break
        words = words[1:]
    while (
        words
        and words[-1] != head
        and (parse.tokens[words[-1]].dep in ("cc", "punct", "mark") or parse.tokens[words[-1]].text == ",")
    ):
        words = words[:-1]
    return words


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
    if token.dep != "ccomp" or _has_subject(parse, index) or token.tag not in ("VBD", "VBZ", "VBP"):
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


def _condition(parse: Parse, index: int) -> tuple[int, ...]:
    """Words of the if-clause a clause hangs on."""
    for child in parse.children[index]:
        if parse.tokens[child].dep not in ("advcl", "prep", "ccomp", "dep", "advmod"):
            continue
        words = parse.subtree(child)
        first = parse.tokens[words[0]].lemma
        if first in ("if", "unless") or (first in ("provided", "assuming") and len(words) > 2):
            return words
    return ()


def _antecedent(parse: Parse, index: int) -> list[int]:
    """The noun phrase that a participle says more of, up to the participle."""
    return [i for i in parse.subtree(parse.tokens[index].head) if i < index and i not in parse.subtree(index)]


def _says_something(parse: Parse, words: list[int], head: int) -> bool:
    """A claim has at least two words of substance, or one and a person or a "not"; "this comes" says nothing."""
    solid = [i for i in words if parse.tokens[i].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM")]
    person = any(
        (parse.tokens[i].tag == "PRP" and parse.tokens[i].lemma != "it")
        or (parse.tokens[i].pos == "PRON" and parse.tokens[i].tag == "NN")
        for i in words
    )
    return (
        len(solid) >= 2
        or (len(solid) == 1 and person)
        or (
            len(solid) == 1
            and parse.tokens[solid[0]].pos in ("NOUN", "PROPN", "ADJ")
            and any(parse.tokens[i].dep == "neg" for i in words)
        )
        or any(parse.tokens[i].tag == "CD" and not CLOCK.fullmatch(parse.tokens[i].text) for i in words)
    )
