"""What a number counts or measures: the noun it hangs on, and the word that narrows it ("17 dead", "12 people were confirmed dead")."""

from __future__ import annotations

from whosays.model import Parse
from whosays.normalize.quantities_figures import unit_named

PEOPLE = {"people": "person", "persons": "person", "person": "person", "others": "person"}
STATES = {
    "dead",
    "injured",
    "wounded",
    "missing",
    "killed",
    "hurt",
    "hospitalised",
    "hospitalized",
    "arrested",
    "unaccounted",
    "homeless",
    "displaced",
    "stranded",
    "trapped",
    "detained",
    "ill",
}
LIGHT = {
    "make",
    "have",
    "take",
    "do",
    "be",
    "see",
    "show",
    "include",
    "give",
    "get",
    "hold",
    "put",
    "reach",
    "total",
    "remain",
    "say",
    "count",
}
_ATTAINING = {
    "rise",
    "fall",
    "climb",
    "drop",
    "increase",
    "decrease",
    "stand",
    "run",
    "hit",
    "exceed",
    "grow",
    "average",
    "measure",
    "gain",
    "lose",
    "near",
    "top",
}
_GOVERNED = {"dobj", "prep", "agent", "attr", "pobj"}
_ABOARD = {"board": "aboard"}
_PLACES = {"abroad", "overseas", "home", "away", "back", "in", "out", "up", "down", "off", "aboard", "there"}
_YOUNG = {"boy", "girl", "child", "man", "woman", "son", "daughter"}
_NO_COUNT = {"win", "victory", "defeat", "draw", "lead", "loss", "score", "decision", "aggregate"}


def counted(parse: Parse, index: int) -> tuple[str | None, str | None, int]:
    """Unit, what it is of, and the last token that the expression takes, for the number in token ``index``.

    Unit is the lemma of the counted noun ("person" for people); ``(None, None, index)`` where nothing is counted.
    """
    token = parse.tokens[index]
    following = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    if (
        following is not None
        and following.text.lower() in STATES
        and parse.sentence_of(index) == parse.sentence_of(index + 1)
    ):
        noun = _noun(parse, index)
        if noun is None or noun == index + 1:
            return "person", following.text.lower(), index + 1
    noun = _noun(parse, index)
    if noun is None:
        return _bare(parse, index)
    unit = lemma_of(parse, noun)
    return unit, subset_of(parse, noun, index), max(noun, index) if noun - index <= 4 else index


def is_name_part(parse: Parse, index: int) -> bool:
    """Is the number part of a name or a label ("Flight 370", "Article 5", "number seven shirt", "No. 10")?"""
    if index == 0 or parse.sentence_of(index) != parse.sentence_of(index - 1):
        return False
    before, token = parse.tokens[index - 1], parse.tokens[index]
    if before.text.lower() in (
        "number",
        "no.",
        "no",
        "#",
        "nos.",
        "room",
        "page",
        "chapter",
        "article",
        "section",
        "flight",
        "route",
        "phase",
        "type",
        "act",
        "sq",
        "group",
    ):
        return True
    noun = _noun(parse, index)
    head = parse.tokens[token.head]
    if before.pos == "PROPN" and before.head == index:
        return True  # "Boeing 747"
    if noun is not None and parse.tokens[noun].tag == "NNP":
        return True  # "10 Downing Street"
    if (
        before.pos == "PROPN"
        and (noun is None or noun < index)
        and (head.pos == "PROPN" or token.dep in ("nummod", "appos", "npadvmod"))
    ):
        return token.head == index - 1 or before.end + 1 == token.start and token.dep == "nummod"
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.istitle()


def _noun(parse: Parse, index: int) -> int | None:
    """The noun that a number modifies; of a partitive ("four of those trips") the noun of the whole."""
    token = parse.tokens[index]
    seen = {index}
    at = index
    while parse.tokens[at].dep in (
        "nummod",
        "quantmod",
        "compound",
        "amod",
        "det",
        "advmod",
        "nmod",
        "npadvmod",
        "conj",
    ) and token.pos in ("NUM", "NOUN", "ADJ", "DET", "ADV", "PROPN", "SYM"):
        head = parse.tokens[at].head
        if head in seen or parse.tokens[head].pos not in ("NOUN", "NUM", "PROPN", "SYM"):
            break
        seen.add(head)
        at = head
        if parse.tokens[at].pos in ("NOUN", "PROPN") and parse.tokens[at].text.lower() not in ("dozen", "half"):
            return at if at > index else None
    for child in parse.children[index]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() == "of" and child > index:
            whole = [
                i for i in parse.children[child] if parse.tokens[i].dep == "pobj" and parse.tokens[i].pos == "NOUN"
            ]
            if whole:
                return whole[0]
    following = index + 1
    if following < len(parse.tokens) and parse.sentence_of(following) == parse.sentence_of(index):
        after = parse.tokens[following]
        if after.tag == "NNS" and after.start - token.end <= 1:
            return following
    return None


def lemma_of(parse: Parse, noun: int) -> str:
    """Lemma of a counted noun; people are persons."""
    token = parse.tokens[noun]
    return PEOPLE.get(token.text.lower()) or PEOPLE.get(token.lemma.lower()) or token.lemma.lower()


def is_part(parse: Parse, index: int, noun: int | None = None) -> bool:
    """Does the number count a part of something named before ("four of those trips", "two of the dead")?"""
    children = [
        i for i in parse.children[index] if parse.tokens[i].dep == "prep" and parse.tokens[i].text.lower() == "of"
    ]
    return any(
        parse.tokens[k].text.lower()
        in ("those", "these", "the", "them", "whom", "which", "his", "her", "its", "their", "our")
        for i in children
        for k in parse.subtree(i)
    )


def subset_of(parse: Parse, noun: int, index: int) -> str | None:
    """The word that says which of them: a participle, an adjective, the verb they do or undergo, "aboard"."""
    if is_part(parse, index):
        return f"part {_predicate(parse, noun if parse.tokens[noun].dep != 'pobj' else index) or ''}".strip()
    token = parse.tokens[noun]
    for child in parse.children[noun]:
        below = parse.tokens[child]
        if below.dep == "acl" and below.tag == "VBN":
            return below.text.lower()
        if below.dep == "relcl":
            return _of_verb(parse, child)
        if below.text.lower() in STATES or (below.text.lower() == "aboard" and below.dep in ("advmod", "prep", "amod")):
            return below.text.lower()
        if below.dep == "prep" and child > noun and below.text.lower() == "on":
            inside = [parse.tokens[i].text.lower() for i in parse.children[child]]
            if inside == ["board"]:
                return "aboard"
    whole = _complement(parse, noun, ("of",))
    if whole is not None and token.dep not in ("nsubj", "nsubjpass"):
        return whole
    found = _predicate(parse, index if token.dep == "pobj" and parse.tokens[token.head].head == index else noun)
    return found if found is not None else whole


def _complement(parse: Parse, noun: int, prepositions: tuple[str, ...]) -> str | None:
    """Lemma of the noun behind "of" ("hectares of forest")."""
    for child in parse.children[noun]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() in prepositions and child > noun:
            for below in parse.children[child]:
                if parse.tokens[below].dep == "pobj" and parse.tokens[below].pos == "NOUN":
                    return lemma_of(parse, below)
    return None


def _predicate(parse: Parse, noun: int) -> str | None:
    """What the counted ones do or undergo: the verb over a subject or an object."""
    token = parse.tokens[noun]
    head = token.head
    above = parse.tokens[head]
    if token.dep in ("nsubj", "nsubjpass") and above.pos in ("VERB", "AUX", "ADJ"):
        return _of_verb(parse, head)
    if token.dep in ("dobj", "attr", "conj") and above.pos in ("VERB", "AUX"):
        if above.lemma in LIGHT:
            return _state_under(parse, head)
        return above.lemma
    if token.dep in ("ccomp", "ROOT", "pobj"):
        return _state_under(parse, noun)
    return None


def _of_verb(parse: Parse, verb: int) -> str | None:
    """ "were confirmed dead": dead; "were injured": injured; "died": die; "were on board": aboard."""
    state = _state_under(parse, verb)
    if state is not None:
        return state
    token = parse.tokens[verb]
    if token.pos == "ADJ":
        return token.text.lower()
    if token.text.lower() in STATES:
        return token.text.lower()
    if token.lemma == "be":
        return _being(parse, verb)
    return None if token.lemma == "have" else token.lemma


def _being(parse: Parse, verb: int) -> str | None:
    """ "are to be shut": shut; "were under evacuation orders": order."""
    for child in parse.children[verb]:
        below = parse.tokens[child]
        if below.dep in ("xcomp", "acomp") and below.pos == "VERB":
            return below.lemma
        if below.dep == "prep" and child > verb:
            inside = [
                parse.tokens[i].lemma.lower()
                for i in parse.children[child]
                if parse.tokens[i].dep == "pobj" and parse.tokens[i].pos == "NOUN"
            ]
            if inside:
                return inside[0]
    return None


def _state_under(parse: Parse, verb: int) -> str | None:
    for child in parse.children[verb]:
        below = parse.tokens[child]
        if below.dep in ("acomp", "oprd", "advmod", "amod", "acl") and (
            below.text.lower() in STATES or below.text.lower() == "aboard"
        ):
            return below.text.lower()
        if below.dep in ("acomp", "oprd") and below.pos in ("ADJ", "VERB") and parse.tokens[verb].lemma == "be":
            return below.text.lower()
        if below.dep == "prep" and below.text.lower() == "on":
            for inner in parse.children[child]:
                if parse.tokens[inner].text.lower() in _ABOARD:
                    return "aboard"
    return None


def _bare(parse: Parse, index: int) -> tuple[str | None, str | None, int]:
    """A number without a noun: "the number of dead had risen to 17", "a toll of 17", "a workforce of 9,150"."""
    topic = measured(parse, index)
    if topic is None:
        return None, None, index
    words = set(topic.split())
    if words & {"toll", "dead", "death", "fatality", "casualty"}:
        return "person", "dead", index
    if words & STATES:
        return "person", min(words & STATES), index
    if words & _YOUNG and parse.tokens[index].dep == "pobj":
        return "a", "age", index  # "a boy of nine"
    return None, topic, index


def measured(parse: Parse, index: int, *, money: bool = False) -> str | None:
    """What a measure is of: "of" and its noun, a participle behind it, the subject or object of its verb, the noun before "at"."""
    for child in parse.children[index]:
        below = parse.tokens[child]
        if (
            child > index
            and below.dep in ("acl", "amod", "advmod", "relcl")
            and (below.tag == "VBN" or below.text.lower() in STATES)
        ):
            return below.text.lower()
    whole = _complement(parse, index, ("of",)) or (None if money else _complement(parse, index, ("in", "for")))
    if whole is not None:
        return whole
    at, steps = index, 0
    came_by = parse.tokens[at]
    while steps < 6:
        steps += 1
        token = parse.tokens[at]
        if token.head == at:
            return None
        came_by, at = token, token.head
        above = parse.tokens[at]
        if (
            above.tag in ("VBN", "JJ")
            and above.text.lower() != "worth"
            and came_by.dep in ("npadvmod", "advmod", "nummod", "compound")
        ):
            return above.text.lower()
        if above.pos == "NOUN" and came_by.dep in ("prep", "nummod", "amod", "compound", "appos"):
            if unit_named(above.text) is None:
                return _with_of(parse, at)
        if above.pos in ("VERB", "AUX"):
            return _under_verb(parse, at, came_by.dep)
    return None


def _with_of(parse: Parse, noun: int) -> str:
    """A noun of measure with what it measures: "number of dead" is dead, "containment" itself."""
    lemma = lemma_of(parse, noun)
    if lemma in ("number", "toll", "total", "count", "share", "figure", "rate", "amount"):
        for child in parse.children[noun]:
            if parse.tokens[child].text.lower() == "of":
                below = [
                    parse.tokens[i] for i in parse.children[child] if parse.tokens[i].dep in ("pobj", "amod", "pcomp")
                ]
                if below:
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
        if objects:
            return _with_of(parse, objects[0])
    if came_by in ("nsubj", "nsubjpass"):
        return _of_verb(parse, verb)
    above = parse.tokens[verb]
    if came_by == "dobj" and above.lemma not in (LIGHT | _ATTAINING):
        return above.lemma
    subjects = [i for i in children if parse.tokens[i].dep in ("nsubj", "nsubjpass") and _is_noun(parse, i)]
    if subjects:
        return _with_of(parse, subjects[0])
    if (
        above.dep in ("xcomp", "conj", "advcl")
        and parse.tokens[above.head].pos in ("VERB", "AUX")
        and above.head != verb
    ):
        return above.lemma if came_by in ("npadvmod", "prep") else None
    return None if above.lemma in LIGHT else above.lemma


def _is_noun(parse: Parse, index: int) -> bool:
    """A noun; also a name, whose share or rate is then its own ("Ruiz had 44 percent"), not another's."""
    return parse.tokens[index].pos in ("NOUN", "PROPN")


def times_of(parse: Parse, index: int) -> str | None:
    """The verb that happened so many times, with its adverb of place ("venture abroad")."""
    at = index
    for _ in range(4):
        at = parse.tokens[at].head
        token = parse.tokens[at]
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass")):
            adverbs = [
                parse.tokens[i].text.lower()
                for i in parse.children[at]
                if parse.tokens[i].dep in ("advmod", "prt") and parse.tokens[i].text.lower() in _PLACES
            ]
            return " ".join([token.lemma, *adverbs])
    return None


def is_score(parse: Parse, index: int) -> bool:
    """A score or a margin ("a 3-1 win"), which counts nothing."""
    head = parse.tokens[parse.tokens[index].head]
    return head.lemma.lower() in _NO_COUNT
