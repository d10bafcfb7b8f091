"""Claims without a verb: event nouns with participants, spans of time "in power", appositives, stated ages."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.claims.phrases import Phrase
from whosays.claims.subjects import find_subject
from whosays.data import classes, rows
from whosays.data import words as table_words
from whosays.model import Parse, Sentence, Token

ADJUNCT = frozenset(
    {"ahead", "before", "after", "following", "amid", "amidst", "despite", "in", "over", "due", "because", "with"}
)
PARTICIPANTS = frozenset(
    {"with", "between", "against", "from", "by", "over", "of", "on", "about", "regarding", "to", "into", "for"}
)
MODAL_NOUNS = frozenset({"possibility", "prospect", "risk", "threat", "chance", "likelihood", "danger"})
MODAL_ADJECTIVES = frozenset({"potential", "possible", "alleged", "planned", "expected", "upcoming"})
TAKES_NOUNS = frozenset(row[0] for row in rows("reporting_verbs") if row[2] == "y")
GIVEN_FOR = frozenset({"exchange", "return"})
SPANS_OF_TIME = frozenset({"year", "month", "week", "day", "decade", "hour", "century"})


def find_nominals(parse: Parse, sentence: Sentence) -> tuple[Phrase, ...]:
    """Nominal claims of a sentence. Those that a preposition hangs on the clause are detached from it."""
    found: list[Phrase] = []
    for index in range(sentence.first, sentence.last):
        token = parse.tokens[index]
        if token.pos not in ("NOUN", "PROPN", "NUM", "VERB") and not _is_compound(parse, index):
            continue
        if token.dep == "dobj":
            found.extend(_reported_object(parse, index))
        if token.lemma in MODAL_NOUNS or token.lemma in table_words("event_nouns"):
            found.extend(_event(parse, index))
        if token.lemma in SPANS_OF_TIME:
            found.extend(_span_of_time(parse, index))
        if token.lemma in GIVEN_FOR:
            found.extend(_price(parse, index))
        if token.dep == "appos":
            found.extend(_appositive(parse, index))
    return tuple(found)


def _reported_object(parse: Parse, index: int) -> Iterator[Phrase]:
    """ "confirmed the entry early on Tuesday": what a verb of saying takes as a noun, with the time phrase that may belong to it."""
    token = parse.tokens[index]
    governor = parse.tokens[token.head]
    if governor.lemma not in TAKES_NOUNS or (token.pos != "NOUN" and token.tag != "VBG"):
        return
    if index < token.head:
        return  # "…, the state agency RIA reported": the speaker, whom the parser takes for what is said
    if not any(
        parse.tokens[c].dep in ("poss", "prep", "acl", "compound", "xcomp", "dobj") for c in parse.children[index]
    ) and not _is_disputed(token, governor):
        return
    words = list(parse.subtree(index))
    for child in parse.children[token.head]:
        if (
            child > index
            and parse.tokens[child].dep in ("prep", "npadvmod")
            and parse.tokens[child].lemma in ("on", "in", "at", "early", "late")
        ):
            words.extend(parse.subtree(child))
    yield Phrase(index, token.head, tuple(sorted(words)), _holder(parse, index))


def _is_disputed(token: Token, governor: Token) -> bool:
    """ "denied murder", "rejected the findings"."""
    denies = classes("reporting_verbs")[governor.lemma] == "denies"
    return governor.lemma == "deny" or (denies and token.lemma in table_words("disputed"))


def _event(parse: Parse, index: int) -> Iterator[Phrase]:
    """ "in anticipation of a summit with X", "concerns from X regarding …", "the possibility of an arms deal", "the potential deal"."""
    token = parse.tokens[index]
    kin = {parse.tokens[c].lemma for c in parse.children[index]}
    if (token.lemma in MODAL_NOUNS and "of" in kin) or (
        kin & MODAL_ADJECTIVES and token.lemma in table_words("event_nouns")
    ):
        words = _without_clauses(parse, index)
        for head, part in _coordinated(parse, index, words):
            yield Phrase(head, index, part, _holder(parse, index))
        return
    if token.lemma not in table_words("event_nouns"):
        return
    if not kin & PARTICIPANTS and not any(parse.tokens[c].dep == "poss" for c in parse.children[index]):
        return
    top = _adjunct(parse, index)
    if top is not None:
        yield Phrase(index, index, tuple(_without_clauses(parse, top)), _holder(parse, index), detached=True)


def _coordinated(parse: Parse, index: int, words: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """ "the possible arms deal and technology talks between X and Y": two events, though the parser hangs the first on the second."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        joint = next((c for c in parse.children[child] if parse.tokens[c].dep == "cc"), None)
        if token.dep in ("nmod", "compound") and token.lemma in table_words("event_nouns") and joint is not None:
            yield child, tuple(i for i in words if i < joint)
            yield index, tuple(i for i in words if i > joint)
            return
    yield index, tuple(words)


def _adjunct(parse: Parse, index: int) -> int | None:
    """The preposition that hangs a noun on a clause as an adjunct, climbing "ahead of", "in anticipation of", "due to"."""
    token = parse.tokens[index]
    if token.dep not in ("pobj", "pcomp"):
        return None
    top = token.head
    governor = parse.tokens[parse.tokens[top].head]
    if parse.tokens[top].lemma in ("of", "to") and (
        governor.lemma in ("anticipation", "ahead", "because", "due", "wake", "light")
    ):
        top = parse.tokens[top].head
        if parse.tokens[top].dep == "pobj":
            top = parse.tokens[top].head
    if parse.tokens[top].lemma not in ADJUNCT or (
        parse.tokens[top].lemma in ("in", "over", "with") and parse.tokens[top] == parse.tokens[token.head]
    ):
        return None
    return top if parse.tokens[parse.tokens[top].head].pos in ("VERB", "AUX") else None


def _holder(parse: Parse, index: int) -> int | None:
    """Whose event it is: the possessor, or what "between", "from", "by" or "with" names."""
    for child in parse.children[index]:
        if parse.tokens[child].dep == "poss":
            return child
    for name in ("from", "by", "between"):
        for child in parse.children[index]:
            if parse.tokens[child].lemma == name:
                for below in parse.children[child]:
                    if parse.tokens[below].dep == "pobj":
                        return below
    top = _adjunct(parse, index)
    return find_subject(parse, parse.tokens[top].head) if top is not None else None


def _price(parse: Parse, index: int) -> Iterator[Phrase]:
    """ "In exchange for four prisoners", "in return for 200,000 dollars": how much was given for it is a fact of its own."""
    top = parse.tokens[index].head
    verb = parse.tokens[top].head
    given = any(parse.tokens[c].lemma == "for" for c in parse.children[index])
    counted = any(parse.tokens[i].dep == "nummod" for i in parse.subtree(index))
    if given and counted and parse.tokens[top].lemma == "in" and parse.tokens[verb].pos in ("VERB", "AUX"):
        yield Phrase(index, verb, tuple(_without_clauses(parse, top)), find_subject(parse, verb), detached=True)


def _span_of_time(parse: Parse, index: int) -> Iterator[Phrase]:
    """ "in his 12 years in power", "more than 18 months of war"."""
    token = parse.tokens[index]
    counted = any(parse.tokens[c].dep in ("nummod", "quantmod") for c in parse.children[index])
    complement = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep == "prep" and parse.tokens[c].lemma in ("of", "in", "as", "at")
    ]
    # "Sentenced to nine years in prison", "met for three hours in Arvika".
    led_to = token.dep == "pobj" and parse.tokens[token.head].lemma in ("to", "for")
    whole = led_to or (token.dep == "dobj" and bool(complement) and parse.tokens[complement[0]].lemma == "in")
    if counted and complement and not whole:  # "faces ten years in prison" says it all
        head = next((c for c in parse.children[complement[0]] if parse.tokens[c].dep == "pobj"), index)
        top = token.head if token.dep == "pobj" and parse.tokens[token.head].dep == "prep" else index
        inside = parse.tokens[parse.tokens[top].head].pos in ("VERB", "AUX") if top != index else False
        subject = next((c for c in parse.children[index] if parse.tokens[c].dep == "poss"), None)
        yield Phrase(head, index, tuple(_without_clauses(parse, top if inside else index)), subject, detached=inside)


def _appositive(parse: Parse, index: int) -> Iterator[Phrase]:
    """ "the North's main ally, China", "X, Kim's second-in-command", "his father Y"."""
    token = parse.tokens[index]
    noun = token.pos == "NOUN" or _is_compound(parse, index)
    if not (noun or token.pos == "PROPN") or token.head == index:
        return
    anchor = parse.tokens[token.head]
    if not {anchor.pos, token.pos} & {"PROPN"} or anchor.pos == "NUM":
        return
    own = _without_clauses(parse, index)
    lead = [i for i in parse.subtree(token.head) if i < own[0]]
    if len(own) > 12 or not lead or own[0] - lead[-1] > 2 or _is_lost_subject(parse, index):
        return
    described = index if noun else token.head
    if not any(parse.tokens[c].dep in ("poss", "prep") for c in parse.children[described]):
        return  # "The operator, Tolva Line" names, it does not describe
    name = token.head if described == index else index
    yield Phrase(described, described, tuple(lead[-8:] + own), name)


def _is_lost_subject(parse: Parse, index: int) -> bool:
    """ "As part of his plea, Olav Holm, 44, said …": behind a phrase in front of it, the name is the subject that its verb lacks."""
    top = index
    while parse.tokens[top].head != top and parse.tokens[top].pos not in ("VERB", "AUX"):
        top = parse.tokens[top].head
    return top > index and parse.tokens[top].pos in ("VERB", "AUX") and find_subject(parse, top) is None


def _is_compound(parse: Parse, index: int) -> bool:
    """ "second-in-command", "brother-in-law": what the parser takes for an adjective or a number is a noun of three words."""
    parts = parse.tokens[index : index + 5]
    hyphens = len(parts) == 5 and parts[1].text == parts[3].text == "-"
    return hyphens and parts[2].pos == "ADP" and parts[0].dep == "appos"


def _without_clauses(parse: Parse, index: int) -> list[int]:
    """The noun phrase at a token, without the clauses that hang on it."""
    cut: set[int] = set()
    for i in parse.subtree(index):
        if i != index and parse.tokens[i].dep in ("relcl", "advcl", "ccomp"):
            cut.update(parse.subtree(i))
    return [i for i in parse.subtree(index) if i not in cut]
