"""What a number counts: the noun it hangs on, and the word that narrows it ("17 dead", "12 people were confirmed dead")."""

from __future__ import annotations

from whosays.model import Parse
from whosays.normalize.quantities.bare import bare
from whosays.normalize.quantities.measured import BOUNDING, measured
from whosays.normalize.quantities.nouns import is_part, noun_of
from whosays.normalize.quantities.verbs import (
    LIGHT,
    REACHING,
    STATES,
    complement,
    lemma_of,
    of_verb,
    state_under,
)

_PEOPLED = {"population", "electorate", "workforce"}


def counted(parse: Parse, index: int) -> tuple[str | None, str | None, int]:
    """Unit, what it is of, and the last token that the expression takes, for the number in token ``index``.

    Unit is the lemma of the counted noun ("person" for people); ``(None, None, index)`` where nothing is counted.
    """
    following = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    if (
        following is not None
        and following.text.lower() in STATES
        and parse.sentence_of(index) == parse.sentence_of(index + 1)
    ):
        noun = noun_of(parse, index)
        if noun is None or noun == index + 1:
            return "person", following.text.lower(), index + 1
    behind = [token.text.lower() for token in parse.tokens[index + 1 : index + 5]]
    if (
        behind[:2] == ["of", "the"]
        and behind[2:3]
        and behind[2] in STATES
        and parse.tokens[index + 4].tag not in ("NN", "NNS")
    ):
        return "person", behind[2], index  # "eleven of the dead"
    if behind[:2] == ["on", "board"] or behind[:1] == ["aboard"]:
        return "person", "aboard", index
    strong = _strong(parse, index)
    if strong is not None:
        return "person", strong, index + 2
    noun = noun_of(parse, index)
    if noun is None:
        return bare(parse, index)
    unit = lemma_of(parse, noun)
    unit = "person" if unit in _PEOPLED else unit
    another = any(parse.tokens[i].pos == "NUM" for i in range(index + 1, noun))  # "17 of the 23 schools" are two
    return unit, subset_of(parse, noun, index), max(noun, index) if noun - index <= 4 and not another else index


def _strong(parse: Parse, index: int) -> str | None:
    """The body of people in "a 200-strong crowd", ``None`` elsewhere."""
    behind = parse.tokens[index + 1 : index + 4]
    if [token.text.lower() for token in behind[:2]] != ["-", "strong"] or len(behind) < 3 or behind[2].pos != "NOUN":
        return None
    return behind[2].lemma.lower()


def subset_of(parse: Parse, noun: int, index: int) -> str | None:
    """The word that says which of them: a participle, an adjective, the verb they do or undergo, "aboard"."""
    if is_part(parse, index):
        return f"part {_predicate(parse, noun if parse.tokens[noun].dep != 'pobj' else index) or ''}".strip()
    token = parse.tokens[noun]
    behind = parse.tokens[noun + 1 : noun + 3]
    if behind and behind[0].text.lower() in STATES and (len(behind) < 2 or behind[1].pos not in ("NOUN", "PROPN")):
        return behind[0].text.lower()  # "left 11 people dead"
    if parse.tokens[noun - 1].text == "-" and token.dep in ("compound", "amod", "nmod") and token.head > noun:
        return parse.tokens[token.head].lemma.lower()  # "two-bedroom flat"
    for child in parse.children[noun]:
        below = parse.tokens[child]
        if below.dep == "acl" and below.tag == "VBN" and below.lemma != "age":
            return below.text.lower()
        if below.dep == "relcl" and not _is_of_some(parse, child):
            return of_verb(parse, child)
        some = below.dep == "relcl" and _is_of_some(parse, child)
        if (below.text.lower() in STATES and not some) or (
            below.text.lower() == "aboard" and below.dep in ("advmod", "prep", "amod")
        ):
            return below.text.lower()
        if below.dep == "prep" and child > noun and below.text.lower() == "on":
            inside = [parse.tokens[i].text.lower() for i in parse.children[child]]
            if inside == ["board"]:
                return "aboard"
    whole = complement(parse, noun, ("of",))
    if whole is not None and token.dep not in ("nsubj", "nsubjpass"):
        return whole
    found = _predicate(parse, index if token.dep == "pobj" and parse.tokens[token.head].head == index else noun)
    return found if found is not None else whole


def _is_of_some(parse: Parse, verb: int) -> bool:
    """ "38 people, of whom 12 were released": a clause about some of them."""
    return any(parse.tokens[i].text.lower() == "of" for i in parse.children[verb]) or any(
        parse.tokens[i].pos == "NUM" and parse.tokens[i].dep in ("nsubj", "nsubjpass") for i in parse.children[verb]
    )


def _predicate(parse: Parse, noun: int) -> str | None:
    """What the counted ones do or undergo: the verb over a subject, an object or an agent."""
    token = parse.tokens[noun]
    head = token.head
    above = parse.tokens[head]
    if token.dep == "conj" and above.pos in ("NOUN", "PROPN", "PRON", "NUM"):
        return _predicate(parse, head)  # "killed himself and three others", "34 rebels and six soldiers died"
    if token.dep == "pobj" and above.text.lower() == "of" and parse.tokens[above.head].pos == "NOUN":
        over = parse.tokens[above.head].lemma.lower()
        return (
            _predicate(parse, above.head) if over in BOUNDING else over
        )  # "a total of 38 ballots", "a convoy of 30 trucks"
    if token.dep == "pobj" and above.dep == "agent":
        return state_under(parse, noun) or parse.tokens[above.head].lemma
    if token.dep in ("nsubj", "nsubjpass") and above.pos in ("VERB", "AUX", "ADJ"):
        return of_verb(parse, head)
    if token.dep == "conj" and any(parse.tokens[c].lemma == "but" for c in parse.children[head]):
        return None  # "nobody was killed, but 17 people …": the parser lost the verb of the second clause
    if token.dep in ("dobj", "attr", "conj") and above.pos in ("VERB", "AUX"):
        if above.lemma in LIGHT and above.lemma != "reach":
            return state_under(parse, head)
        if above.lemma in REACHING and token.pos != "NUM":
            return next(
                (lemma_of(parse, i) for i in parse.children[head] if parse.tokens[i].dep == "nsubj"), above.lemma
            )
        return above.lemma
    if token.dep == "npadvmod" and above.pos in ("VERB", "ADV"):
        return measured(parse, noun)  # "support slipped four points"
    if token.dep in ("ccomp", "ROOT", "pobj"):
        return state_under(parse, noun)
    return None
