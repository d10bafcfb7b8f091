"""What a measure is of: turnout of "58 percent", forest of "12,000 hectares", the rate that went up by "25 basis points"."""

from __future__ import annotations

from whosays.model import Parse
from whosays.normalize.numerals import fraction
from whosays.normalize.quantities.figures import unit_named
from whosays.normalize.quantities.verbs import (
    ATTAINING,
    LIGHT,
    STATES,
    complement,
    is_noun,
    lemma_of,
    of_verb,
    state_under,
)
from whosays.values.units import is_of_time

_GOVERNED = {"dobj", "prep", "agent", "attr", "pobj"}
BOUNDING = {
    "minimum",
    "maximum",
    "total",
    "average",
}  # "a minimum of £2 million": the noun is a bound, not what is measured


def measured(parse: Parse, index: int, *, money: bool = False) -> str | None:
    """What a measure is of: "of" and its noun, a participle behind it, the subject or object of its verb, the noun before "at"."""
    holder = _held_by(parse, index) or _worth(parse, index)
    if holder is not None:
        return holder
    for child in parse.children[index]:
        below = parse.tokens[child]
        if (
            child > index
            and below.dep in ("acl", "amod", "advmod", "relcl")
            and (below.tag == "VBN" or below.text.lower() in STATES)
        ):
            return below.text.lower()
    whole = complement(parse, index, ("of",)) or (None if money else complement(parse, index, ("in", "for")))
    if whole is not None and is_of_time(whole):
        whole = None  # "8 percent in the year"
    if whole is not None:
        return whole
    at, steps = index, 0
    while steps < 6:
        steps += 1
        token = parse.tokens[at]
        if token.head == at:
            return None
        came_by, reached, at = token, at, token.head
        above = parse.tokens[at]
        apart = came_by.dep in ("npadvmod", "advmod", "nummod", "compound")
        if (above.tag == "JJ" and apart and above.text.lower() != "worth") or (
            above.tag == "VBN" and came_by.dep not in _GOVERNED and not _is_subject(parse, reached, at)
        ):
            if not _is_perfect(parse, at):
                return above.text.lower()
            return _under_verb(parse, at, came_by.dep) if above.lemma in ATTAINING else above.lemma.lower()
        titled = (
            above.pos == "PROPN" and came_by.dep == "prep" and at == _first_of(parse, at)
        )  # "Turnout, at 38%, was …"
        beside = (above.pos == "NOUN" or titled) and came_by.dep in (
            "poss",
            "prep",
            "nummod",
            "amod",
            "compound",
            "appos",
            "predet",
        )
        hyphened = (
            came_by.dep in ("compound", "amod", "nummod") and parse.tokens[index - 1].text == "-"
        )  # "35-hour week"
        led_to = came_by.text in ("to", "from") and any(parse.tokens[i].dep == "nummod" for i in parse.children[at])
        if (
            beside
            and not led_to
            and (unit_named(above.text) is None or (hyphened and not steps > 1))
            and not (above.lemma in BOUNDING and came_by.text == "of")
        ):
            return _with_of(parse, at)
        if above.pos in ("VERB", "AUX"):
            return _under_verb(parse, at, came_by.dep)
    return None


def _first_of(parse: Parse, index: int) -> int:
    return parse.sentences[parse.sentence_of(index)].first


def _worth(parse: Parse, index: int) -> str | None:
    """The noun right before "worth" ("cable worth more than 300,000 euros")."""
    for place in range(index - 1, max(1, index - 8), -1):
        if parse.tokens[place].text == "worth":
            noun = parse.tokens[place - 1]
            return noun.lemma.lower() if noun.pos == "NOUN" and unit_named(noun.text) is None else None
    return None


def _held_by(parse: Parse, index: int) -> str | None:
    """The noun right before "of" and the measure ("queues of up to three hours formed"), whatever the parser hung behind it."""
    token = parse.tokens[index]
    preposition = parse.tokens[token.head]
    noun = preposition.head
    partitive = complement(parse, index, ("of",)) is not None  # "the support of three-fifths of members"
    if token.dep != "pobj" or preposition.text.lower() != "of" or noun != token.head - 1 or partitive:
        return None
    above = parse.tokens[noun]
    plain = (
        above.pos == "NOUN"
        and above.lemma not in BOUNDING
        and unit_named(above.text) is None
        and not fraction(above.text)
    )
    return _with_of(parse, noun) if plain else None


def _is_perfect(parse: Parse, verb: int) -> bool:
    """ "have fled", "miners spent": what they did, no state that they are in."""
    below = [parse.tokens[i] for i in parse.children[verb]]
    above = parse.tokens[parse.tokens[verb].head]
    if any(token.lemma == "be" and token.dep in ("aux", "auxpass") for token in below) or (
        above.lemma == "be" and parse.tokens[verb].dep != "conj"
    ):
        return False
    return any((token.lemma == "have" and token.dep == "aux") or token.dep == "nsubj" for token in below)


def _is_subject(parse: Parse, index: int, verb: int) -> bool:
    """The subject of a passive ("£2 million was stolen"), not a measure before a participle ("was 35 per cent contained")."""
    auxiliaries = [i for i in parse.children[verb] if parse.tokens[i].dep in ("auxpass", "aux")]
    return parse.tokens[index].dep in ("nsubj", "nsubjpass") and any(index < i for i in auxiliaries)


def _with_of(parse: Parse, noun: int) -> str:
    """A noun of measure with what it measures: "number of dead" is dead, "containment" itself."""
    lemma = lemma_of(parse, noun)
    stock = (
        lemma == "share" and parse.tokens[noun].tag == "NNS"
    )  # "shares of carmakers" are what fell, "a share of" is not
    if lemma in ("number", "toll", "total", "count", "share", "figure", "rate", "amount") and not stock:
        for child in parse.children[noun]:
            if parse.tokens[child].text.lower() == "of":
                below = [
                    parse.tokens[i] for i in parse.children[child] if parse.tokens[i].dep in ("pobj", "amod", "pcomp")
                ]
                if below and unit_named(below[0].text) is None:
                    return below[0].text.lower() if below[0].text.lower() in STATES else below[0].lemma.lower()
        modifiers = [
            parse.tokens[i].lemma.lower() for i in parse.children[noun] if parse.tokens[i].dep in ("compound", "amod")
        ]
        return " ".join([*modifiers, lemma]) if modifiers else lemma
    return lemma


def _under_verb(parse: Parse, verb: int, came_by: str) -> str | None:
    children = parse.children[verb]
    if came_by not in ("dobj", "attr", "nsubj", "nsubjpass"):
        objects = [i for i in children if parse.tokens[i].dep == "dobj" and parse.tokens[i].pos == "NOUN"]
        if objects and unit_named(parse.tokens[objects[0]].text) is None:
            return _with_of(parse, objects[0])
    if came_by in ("nsubj", "nsubjpass"):
        return of_verb(parse, verb)
    above = parse.tokens[verb]
    if above.dep == "pcomp" and (state := _state_named(parse, verb)):
        return state  # "the number of confirmed dead to 27", "the number of missing to 47"
    if came_by == "dobj" and above.lemma not in (LIGHT | ATTAINING):
        return above.lemma
    subjects = _subjects(parse, verb)
    over = parse.tokens[above.head].head if above.dep == "pcomp" else above.head
    joined = above.dep in ("xcomp", "conj", "advcl", "pcomp") and parse.tokens[over].pos in ("VERB", "AUX")
    if not subjects and joined and above.lemma in (ATTAINING | LIGHT):
        subjects = _subjects(
            parse, over
        )  # "the shares fell and closed at 14 francs", "fell before closing at 14 francs", "flew off and took nine minutes"
    if subjects:
        return _with_of(parse, subjects[0])
    if joined and above.head != verb:
        return above.lemma if came_by in ("npadvmod", "prep", "agent") else None
    return None if above.lemma in LIGHT else above.lemma


def _state_named(parse: Parse, verb: int) -> str | None:
    named = parse.tokens[verb].text.lower()
    state = named if named in STATES else state_under(parse, verb)
    return state if state in STATES else None


def _subjects(parse: Parse, verb: int) -> list[int]:
    return [i for i in parse.children[verb] if parse.tokens[i].dep in ("nsubj", "nsubjpass") and is_noun(parse, i)]
