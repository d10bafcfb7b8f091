"""Clauses: every finite verb phrase, and the participles and infinitives that say something of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.claims.participles import asked_by_nobody, is_left_undone, is_seen
from whosays.claims.phrases import Phrase
from whosays.claims.provisos import bound_by
from whosays.claims.relatives import (
    DENYING,
    POINTING,
    TURNING_DOWN,
    antecedent,
    is_denied,
    pointed_out,
    predicated,
    taken_up,
    tells_which,
)
from whosays.claims.subjects import SUBJECT, find_subject, has_subject, stolen_subject
from whosays.data import rows
from whosays.data import words as table_words
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
# What a purpose infinitive hangs on: a verb with an object of its own, or of motion ("left his train to meet …").
MOTION = frozenset(
    "arrive come go travel leave head return fly sail drive move depart enter cross visit gather meet stop".split()
)
CLOCK = re.compile(r"\d{1,2}:\d\d")  # what a live blog puts in front of an entry
PERCEPTION = frozenset("see hear watch feel make let help have".split())
RESULTING = frozenset({"make", "keep", "render"})
RAISING = frozenset({"due", "set", "bound"})
THOUGHTS = frozenset(row[0] for row in rows("reporting_verbs") if row[3] != "speech").union({"want", "mean"})
OPEN = frozenset({"whether", "if"})
OPENERS = frozenset({"cc", "mark", "punct", "preconj"})
SKIPPED_OPENERS = frozenset("that and but or as while although though because when where so".split())


def find_clauses(parse: Parse, sentence: Sentence, taken: frozenset[int]) -> Iterator[Phrase]:
    """Phrases of a sentence, one for each clause that says something; words of detached nominal claims are left to those."""
    heads = [index for index in range(sentence.first, sentence.last) if _is_head(parse, index, sentence)]
    heads = [index for index in heads if not _is_bare_second(parse, index, frozenset(heads))]
    heads = [index for index in heads if not _completes(parse, index, frozenset(heads))]
    around = {index: above for index in heads if (above := predicated(parse, index)) in heads}
    resumed = {parse.tokens[index].head for index in heads if sentence.role == "body" and taken_up(parse, index)}
    marked = frozenset(heads) | resumed
    for index in heads:
        if index in around.values() or index in resumed:
            continue
        carrier, fused = _carrier(parse, index, marked)
        own = _own_words(parse, index, marked - fused - {index})
        subject = find_subject(parse, index)
        if (above := around.get(index)) is not None:
            own, subject = (
                sorted({*own, *_own_words(parse, above, marked - {above})}),
                _who_is_meant(parse, above, index),
            )
        elif parse.tokens[index].head in resumed and parse.tokens[index].dep == "relcl":
            own = sorted({*own, *_own_words(parse, parse.tokens[index].head, marked)})
        words = _open(parse, [i for i in own if i not in taken], index)
        stolen = stolen_subject(parse, index)
        if stolen is not None and stolen not in words:
            words, subject = sorted({*parse.subtree(stolen), *words}), stolen
        if words and is_left_undone(parse, index):
            words = sorted({parse.tokens[index].head, *words})
        denied = is_denied(parse, index)
        if denied or _says_something(parse, words, index):
            if denied or (parse.tokens[index].dep == "acl" and fused):
                words = sorted({*antecedent(parse, index), *words})
            yield Phrase(carrier, index, tuple(words), subject, _condition(parse, index))


BARE = frozenset({"aux", "auxpass", "advmod", "cc", "conj", "punct"})  # what may hang on a verb that says nothing alone


def _is_bare_second(parse: Parse, index: int, marked: frozenset[int]) -> bool:
    """ "Was sacked, *jailed* and later pardoned": a second verb that says nothing alone is told with the first."""
    token = parse.tokens[index]
    second = token.dep == "conj" and token.head in marked and token.tag in ("VBD", "VBN", "VBZ", "VBP")
    if any(parse.tokens[c].dep not in BARE for c in parse.children[index]):
        return False  # what it is done to has a claim of its own: "and caused | a blackout in the town"
    if token.lemma in table_words("reporting_verbs"):
        return False  # "did not resign and denied that …"
    return second and not _says_something(parse, list(_own_words(parse, index, marked - {index})), index)


def _completes(parse: Parse, index: int, heads: frozenset[int]) -> bool:
    """ "It was timed *to coincide with the drills*": a purpose without which its verb says nothing is told with it."""
    token = parse.tokens[index]
    purpose = (
        token.dep == "advcl" and token.tag == "VB" and any(parse.tokens[c].text == "to" for c in parse.children[index])
    )
    if not purpose or token.head not in heads or token.head > index or parse.tokens[token.head].pos != "VERB":
        return False
    return not _says_something(parse, _own_words(parse, token.head, heads - {token.head}), token.head)


def _who_is_meant(parse: Parse, above: int, index: int) -> int | None:
    """Of "It was the captain who called" and "There are people who …" the noun, else the subject of "is"."""
    subject = find_subject(parse, above)
    named = subject is not None and parse.tokens[subject].lemma.lower() not in POINTING
    return subject if named else parse.tokens[index].head


def _is_head(parse: Parse, index: int, sentence: Sentence) -> bool:
    token = parse.tokens[index]
    if token.dep not in CLAUSE or tells_which(parse, index) or pointed_out(parse, index):
        return False
    if token.dep == "ROOT" and token.head == index:
        return not _is_fragment(parse, sentence)
    if token.dep == "csubj" and token.tag == "VBG" and not has_subject(parse, index):
        return False  # "Closing the pier would cost jobs"
    if token.dep == "ccomp" and _is_what_it_seems(parse, index):
        return False
    if token.dep == "ccomp" and token.pos == "ADJ" and parse.tokens[token.head].lemma in RESULTING:
        return False  # "will make the crossing safer"
    if token.pos not in ("VERB", "AUX"):
        return token.dep in ("ccomp", "advcl", "relcl", "conj", "parataxis") and (
            has_subject(parse, index) or _bare_complement(parse, index)
        )
    if (
        token.dep == "ccomp"
        and token.tag in ("VBG", "VB")
        and parse.tokens[token.head].lemma in PERCEPTION
        and has_subject(parse, index)
        and not any(parse.tokens[c].dep in ("aux", "mark") for c in parse.children[index])
    ):
        return False  # "saw it coming", "let them go"
    if token.dep == "relcl" and token.tag == "VB" and any(parse.tokens[c].lemma == "to" for c in parse.children[index]):
        return False  # "the last to leave"
    if token.dep == "conj":
        return parse.tokens[token.head].pos in ("VERB", "AUX") or has_subject(parse, index)
    if token.dep == "xcomp":
        return not (_fuses(parse, index) or asked_by_nobody(parse, index))
    if token.dep == "acl" and token.tag == "VBG" and is_seen(parse, index):
        return False  # "appears to show a man running"
    if token.dep == "acl":
        return token.tag in ("VBN", "VBG") or has_subject(parse, index)
    if token.dep == "pcomp" and any(parse.tokens[c].lemma in OPEN for c in parse.children[index]):
        above = parse.tokens[parse.tokens[token.head].head]  # "would not comment on whether he had left"
        return above.lemma in table_words("commenting") and has_subject(parse, index)
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


def _is_what_it_seems(parse: Parse, index: int) -> bool:
    """ "Fired *what appeared to be a missile*": an object that nobody is sure of, told with its verb."""
    opens = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubj"]
    seems = parse.tokens[index].lemma in ("appear", "seem") and [parse.tokens[c].lemma for c in opens] == ["what"]
    return seems and parse.tokens[parse.tokens[index].head].lemma not in table_words("reporting_verbs")


def _is_fragment(parse: Parse, sentence: Sentence) -> bool:
    """ "From the airport to the hotel.": a sentence of the body without a verb, a figure, a "no" or a colon states nothing.

    Nor does the label in front of a headline ("Ferry fire: …").
    """
    words = parse.tokens[sentence.first : sentence.last]
    stated = any(word.dep in SUBJECT for word in words) or any(
        word.pos in ("VERB", "AUX", "NUM") or word.lemma in ("no", "not", "none") for word in words
    )
    colon = any(word.text == ":" for word in words)
    label = sentence.role == "headline" and words[-1].text == ":"
    return not stated and (label or (sentence.role == "body" and not colon))


def _bare_complement(parse: Parse, index: int) -> bool:
    """A complement whose verb the parser took for a noun (a misspelt word): it still says what is shown or said."""
    return parse.tokens[index].dep == "ccomp" and len(parse.subtree(index)) >= 5


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
    if governor.tag == "VBG" and governor.lemma == "go" and parse.tokens[index].tag in ("VB", "VBN"):
        return not any(
            parse.tokens[c].dep in ("prep", "advmod") and c > parse.tokens[index].head
            for c in parse.children[parse.tokens[index].head]
        )
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
            if parse.tokens[c].dep == "xcomp"
            and c not in heads
            and parse.tokens[c].pos in ("VERB", "AUX")
            and not asked_by_nobody(parse, c)
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
        if parse.tokens[child].dep in ("prep", "agent") and any(
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
        and (
            parse.tokens[words[0]].tag != "DT" or parse.tokens[words[0]].dep not in SUBJECT
        )  # "that was the end of it"
    ):
        if words[1:] and parse.words(words[0], words[1] + 1).lower() in (
            "as of",
            "as many",
            "as much",
            "as few",
            "as little",
        ):
            break  # "as of Monday", "as many as 30"
        if parse.tokens[words[0]].lemma.lower() == "neither":  # "neither the mayor nor the bank"
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


def _condition(parse: Parse, index: int) -> tuple[int, ...]:
    """Words of the if-clause a clause hangs on."""
    for child in parse.children[index]:
        if parse.tokens[child].dep not in ("advcl", "prep", "ccomp", "dep", "advmod"):
            continue
        words = parse.subtree(child)
        first = parse.tokens[words[0]].lemma
        if is_inverted(parse, child):
            return words
        if first in ("if", "unless") or (first in ("provided", "assuming") and len(words) > 2):
            return words
    return bound_by(parse, index)


def is_inverted(parse: Parse, verb: int) -> bool:
    """A condition without its "if": "had the alarm sounded", "should the talks fail", "were the dam to burst"."""
    if parse.tokens[verb].dep not in ("advcl", "ccomp"):
        return False
    first = parse.subtree(verb)[0]
    subject = next((c for c in parse.children[verb] if parse.tokens[c].dep in ("nsubj", "nsubjpass", "expl")), -1)
    helper = first == verb or parse.tokens[first].dep in ("aux", "auxpass")
    return helper and first < subject and parse.tokens[first].text.lower() in ("had", "should", "were")


def _says_something(parse: Parse, words: list[int], head: int) -> bool:
    """A claim has at least two words of substance, or one and a person or a "not"; "this comes" says nothing, nor does "I think"
    without what is thought."""
    if _lacks_object(parse, words, head):
        return False
    if parse.tokens[head].lemma in DENYING - TURNING_DOWN and any(parse.tokens[i].dep == "nsubj" for i in words):
        return True  # "it denies that"
    if any(parse.tokens[i].lemma.lower() == "neither" and parse.tokens[i].dep in SUBJECT for i in words):
        return True  # "neither has been charged"
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
        or (solid == [head] and _is_weighty(parse, head))
        or any(parse.tokens[i].tag == "CD" and not CLOCK.fullmatch(parse.tokens[i].text) for i in words)
    )


def _is_weighty(parse: Parse, verb: int) -> bool:
    """One verb that says something alone: "and *would resign*", of what the words before tell as done; "it *has not moved*"."""
    token = parse.tokens[verb]
    if token.pos != "VERB" or token.lemma in THOUGHTS or token.lemma in table_words("reporting_verbs"):
        return False
    helpers = [parse.tokens[child] for child in parse.children[verb]]
    ahead = token.dep == "conj" and any(helper.tag == "MD" for helper in helpers)
    return ahead or (any(helper.dep == "neg" for helper in helpers) and any(helper.lemma == "it" for helper in helpers))


def _lacks_object(parse: Parse, words: list[int], head: int) -> bool:
    """ "they know", "I strongly believe", "you want": a pronoun and a verb whose clause has a claim of its own."""
    rest = [i for i in words if i != head]
    light = all(parse.tokens[i].pos in ("PRON", "AUX", "ADV", "PART", "PUNCT", "SCONJ", "CCONJ") for i in rest)
    cut = any(parse.tokens[c].dep == "ccomp" and c not in words for c in parse.children[head])
    return light and cut and parse.tokens[head].lemma in THOUGHTS
