"""What a number counts: the noun it hangs on, and the word that narrows it ("17 dead", "12 people were confirmed dead")."""

from __future__ import annotations

import re

from whosays.data import words
from whosays.model import Parse
from whosays.normalize.quantities_measured import BOUNDING, measured
from whosays.normalize.quantities_verbs import (
    ATTAINING,
    BODIES,
    GROUPS,
    HIRED,
    LIGHT,
    PEOPLE,
    STATES,
    SUFFERED,
    complement,
    lemma_of,
    of_verb,
    state_under,
)

_PEOPLED = {"population", "electorate", "workforce"}
_YOUNG = {"boy", "girl", "child", "man", "woman", "son", "daughter"}
_DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Today", "Yesterday"}
_NUMBER_SIGNS = {"number", "no.", "no", "#", "nos.", "sq"}
_NO_COUNT = {"win", "victory", "defeat", "draw", "lead", "loss", "score", "decision", "aggregate"}


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
        noun = _noun(parse, index)
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
    noun = _noun(parse, index)
    if noun is None:
        return _bare(parse, index)
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


def is_name_part(parse: Parse, index: int) -> bool:
    """Is the number part of a name or a label ("Flight 370", "Article 5", "number seven shirt", "No. 10")?"""
    if index == 0 or parse.sentence_of(index) != parse.sentence_of(index - 1):
        return False
    before, token = parse.tokens[index - 1], parse.tokens[index]
    if is_label(parse, index) or _is_capital_word(parse, index):
        return True
    if before.text.lower() in _NUMBER_SIGNS:
        return True
    noun = _noun(parse, index)
    head = parse.tokens[token.head]
    if before.text in _DAYS:
        return False  # "On Wednesday 63 more cases were confirmed"
    if before.pos == "PROPN" and before.head == index:
        return True  # "Boeing 747"
    if noun is not None and parse.tokens[noun].tag == "NNP" and not re.search(r"\ds\Z", parse.tokens[noun].text):
        return True  # "10 Downing Street"
    if (
        before.pos == "PROPN"
        and (noun is None or noun < index)
        and (head.pos == "PROPN" or token.dep in ("nummod", "appos", "npadvmod"))
    ):
        return token.head == index - 1 or (before.end + 1 == token.start and token.dep == "nummod")
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.istitle()


def is_label(parse: Parse, index: int) -> bool:
    """ "Day 12", "stage 9", "kilometre 114", "Model 90 tractor": a number behind a word whose bearers are numbered."""
    before, token = parse.tokens[index - 1], parse.tokens[index]
    if (
        token.dep == "conj"
        and token.head < index
        and token.text[:1].isdigit()
        and parse.tokens[token.head].text[:1].isdigit()
    ):
        return is_label(parse, token.head) if token.head > 0 and before.text in (",", "and", "or") else False
    plural = before.tag == "NNS" and before.text.lower().removesuffix("s") in words(
        "numbered"
    )  # "services 14, 15 and 38"
    if not plural and (before.text.lower() not in words("numbered") or before.pos not in ("NOUN", "PROPN", "ADJ")):
        return False
    if not token.text[:1].isdigit() and not before.text[:1].isupper():
        return False  # "in room after room two dozen people"
    behind = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    return before.text[:1].isupper() or behind is None or behind.tag != "NNS"


def _is_capital_word(parse: Parse, index: int) -> bool:
    """ "the Group of Seven", "the Big Four": a number in words with a capital, behind a word with one."""
    first = parse.tokens[index]
    if not first.text.istitle() or index < 2:
        return False
    before, earlier = parse.tokens[index - 1], parse.tokens[index - 2]
    return (before.text == "of" and earlier.text.istitle()) or (before.text.istitle() and earlier.text == "the")


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
            if at > index:
                return at
            break
    for child in parse.children[index]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() == "of" and child > index:
            whole = [
                i for i in parse.children[child] if parse.tokens[i].dep == "pobj" and parse.tokens[i].pos == "NOUN"
            ]
            if whole:
                return whole[0]
    partitive = _partitive(parse, index)
    if partitive is not None:
        return partitive
    following = index + 1
    if following < len(parse.tokens) and parse.sentence_of(following) == parse.sentence_of(index):
        after = parse.tokens[following]
        if after.tag == "NNS" and after.start - token.end <= 1:
            return following
        behind = after.head  # "63 more cases", whatever the parser hung the number on
        if after.dep == "amod" and behind == following + 1 and parse.tokens[behind].tag == "NNS":
            return behind
    return None


def _partitive(parse: Parse, index: int) -> int | None:
    """The noun of the whole in "112 of the 250 seats", whatever the parser hung it on."""
    behind = parse.tokens[index + 1 : index + 6]
    if [t.text.lower() for t in behind[:1]] != ["of"] or len(behind) < 3 or behind[1].tag not in ("DT", "PRP$"):
        return None
    return next((index + 1 + place for place, token in enumerate(behind) if token.tag == "NNS"), None)


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
    behind = parse.tokens[noun + 1 : noun + 3]
    if behind and behind[0].text.lower() in STATES and (len(behind) < 2 or behind[1].pos not in ("NOUN", "PROPN")):
        return behind[0].text.lower()  # "left 11 people dead"
    if parse.tokens[noun - 1].text == "-" and token.dep in ("compound", "amod", "nmod") and token.head > noun:
        return parse.tokens[token.head].lemma.lower()  # "two-bedroom flat"
    for child in parse.children[noun]:
        below = parse.tokens[child]
        if below.dep == "acl" and below.tag == "VBN":
            return below.text.lower()
        if below.dep == "relcl" and not _is_of_some(parse, child):
            return of_verb(parse, child)
        if below.text.lower() in STATES or (below.text.lower() == "aboard" and below.dep in ("advmod", "prep", "amod")):
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
    if token.dep == "conj" and above.pos in ("NOUN", "PROPN", "PRON"):
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
    if token.dep in ("dobj", "attr", "conj") and above.pos in ("VERB", "AUX"):
        if above.lemma in LIGHT and above.lemma != "reach":
            return state_under(parse, head)
        if above.lemma in ATTAINING or above.lemma == "reach":
            return next(
                (lemma_of(parse, i) for i in parse.children[head] if parse.tokens[i].dep == "nsubj"), above.lemma
            )
        return above.lemma
    if token.dep in ("ccomp", "ROOT", "pobj"):
        return state_under(parse, noun)
    return None


def _bare(parse: Parse, index: int) -> tuple[str | None, str | None, int]:
    """A number without a noun: "the number of dead had risen to 17", "a toll of 17", "a workforce of 9,150"."""
    topic = measured(parse, index)
    if topic is None:
        return None, None, index
    group = topic in GROUPS and parse.tokens[parse.tokens[index].head].text.lower() == "of"
    if topic in PEOPLE or topic in BODIES or topic in SUFFERED or topic in HIRED or group:
        return "person", topic, index  # "the number of people ... rose to 400", "a crowd of 400", "killed three"
    words = set(topic.split())
    if words & {"toll", "dead", "death", "fatality", "casualty"}:
        return "person", "dead", index
    if words & STATES:
        return "person", min(words & STATES), index
    if topic == "take" and _is_patient(parse, index):
        return "person", "hospital", index  # "four were taken to hospital"
    numbered = _number_of(parse, index, topic)
    if numbered is not None:
        return numbered, topic, index
    if words & _YOUNG and parse.tokens[index].dep == "pobj":
        return "a", "age", index  # "a boy of nine"
    return None, topic, index


def _is_patient(parse: Parse, index: int) -> bool:
    """Do the numbered go to hospital or into custody?"""
    verb = parse.tokens[index].head
    behind = {
        parse.tokens[k].text.lower()
        for i in parse.children[verb]
        for k in parse.children[i]
        if parse.tokens[i].dep == "prep"
    }
    return bool(behind & {"hospital", "hospitals", "clinic", "custody", "safety", "court", "hostage", "jail"})


def _number_of(parse: Parse, index: int, topic: str) -> str | None:
    """ "the number of cases stood at 87": so many cases."""
    for place in range(index - 1, max(-1, index - 25), -1):
        if parse.sentence_of(place) != parse.sentence_of(index):
            return None
        noun = parse.tokens[place]
        if noun.lemma.lower() in ("number", "total", "tally", "count") and noun.pos == "NOUN":
            return topic if complement(parse, place, ("of",)) == topic else None
    return None


def is_score(parse: Parse, first: int, last: int) -> bool:
    """A score or a margin ("a 3-1 win"), which counts nothing; "seven straight losses" are seven."""
    head = parse.tokens[parse.tokens[last].head]
    return head.lemma.lower() in _NO_COUNT and head.tag != "NNS"
