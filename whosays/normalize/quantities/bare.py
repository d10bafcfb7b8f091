"""A number without a noun: "the number of dead had risen to 17", "a crowd of 400", "killed three"."""

from __future__ import annotations

import re

from whosays.model import Parse
from whosays.normalize.quantities.measured import measured
from whosays.normalize.quantities.nouns import act_of_many, is_done
from whosays.normalize.quantities.verbs import (
    BODIES,
    FOUND,
    GROUPS,
    HIRED,
    LIVED,
    PARENTS,
    PEOPLE,
    STATES,
    SUFFERED,
    complement,
    of_verb,
)
from whosays.words.people import kind_of_people

BEING = frozenset("is are was were remain remains remained".split())
HELD = frozenset("hospital custody detention intensive critical serious".split())
STILL = frozenset("still now also".split())
TOLL = re.compile(
    r"\btoll\b(?:\s[\w'’-]{1,20}){0,9}?\s(?:rises?|rose|risen|climb(?:s|ed)?|reach(?:es|ed)?|hits?|pass(?:es|ed)?|tops?|topped|jump(?:s|ed)?|"
    r"soar(?:s|ed)?|stands?|stood|exceed(?:s|ed)?|surpass(?:es|ed)?|near(?:s|ed)?|grows?|grew)(?:\s(?:to|at|past|above))?"
    r"(?:\s(?:about|around|at\sleast|nearly|almost|some|more\sthan|over)){0,2}\s\Z",
    re.IGNORECASE,
)
HURT = re.compile(r"injur|wound|case|infect|cost", re.IGNORECASE)


def bare(parse: Parse, index: int) -> tuple[str | None, str | None, int]:
    """A number without a noun: "the number of dead had risen to 17", "a toll of 17", "a workforce of 9,150"."""
    if (state := _state_behind(parse, index)) is not None:
        return "person", state, index
    if _is_toll(parse, index):
        return "person", "dead", index
    if (verb := _of_whom(parse, index)) is not None:
        return None, of_verb(parse, verb), index
    if (act := act_of_many(parse, index)) is not None:
        return "person" if act in LIVED else None, act, index
    done = _done_by(parse, index)
    if done is not None:
        return None, done, index  # "and 20 abstained", "barely 1,000 came home"
    topic = measured(parse, index)
    if topic is None or re.fullmatch(r"\d+\.\d+", parse.tokens[index].text):
        return None, topic, index  # decimals count nobody
    group = topic in GROUPS and parse.tokens[parse.tokens[index].head].text.lower() == "of"
    struck = _is_of_verb(parse, index, topic) and (
        topic in SUFFERED or (topic in HIRED and parse.tokens[index].dep == "dobj")
    )
    if topic in PEOPLE or topic in BODIES or struck or group:
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
    if (one := _one_of(parse, index)) is not None:
        return ("child", one, index) if one in PARENTS else ("a", "age", index)
    return None, topic, index


def _done_by(parse: Parse, index: int) -> str | None:
    """The verb right behind a bare number that is its subject, whatever the parser hung the number on."""
    if index + 1 >= len(parse.tokens) or parse.sentence_of(index) != parse.sentence_of(index + 1):
        return None
    verb, above = parse.tokens[index + 1], parse.tokens[parse.tokens[index].head]
    if above.text.lower() == "of":
        return None  # "a crowd of 500 broke through"
    plain = verb.tag == "VBD" or (verb.tag == "VBN" and is_done(parse, index, parse.tokens[index].head))
    return verb.lemma.lower() if plain and verb.pos == "VERB" else None


def _of_whom(parse: Parse, index: int) -> int | None:
    """The verb of "11 of whom died", where the parser hung it on the number."""
    behind = [token.text.lower() for token in parse.tokens[index + 1 : index + 3]]
    if behind not in (["of", "whom"], ["of", "which"]):
        return None
    return next((child for child in parse.children[index] if parse.tokens[child].dep == "relcl"), None)


def _state_behind(parse: Parse, index: int) -> str | None:
    """The state right behind a bare number, whatever the parser hung the number on: "52 are missing", "ten found dead"."""
    sentence = parse.sentences[parse.sentence_of(index)]
    behind = [token.text.lower() for token in parse.tokens[index + 1 : min(index + 5, sentence.last)]]
    if behind and behind[0] in BEING:
        behind = [word for word in behind[1:] if word not in STILL]
        if len(behind) > 1 and behind[0] in ("in", "under") and behind[1] in HELD:
            return behind[1]  # "66 were in hospital"
    elif behind[1:3] == ["to", "death"]:
        return "dead"  # "ten stabbed to death"
    elif not behind or behind[0] not in FOUND:
        return None
    if behind and behind[0] in FOUND:
        behind = behind[1:]
    return behind[0] if behind and behind[0] in STATES else None


def _is_toll(parse: Parse, index: int) -> bool:
    """ "The toll climbs to 1,297", "the death toll from the floods passed 120"."""
    start = parse.tokens[max(parse.sentences[parse.sentence_of(index)].first, index - 16)].start
    found = TOLL.search(parse.report.text[start : parse.tokens[index].start])
    return found is not None and not HURT.search(found[0])


def _one_of(parse: Parse, index: int) -> str | None:
    """The one person in "a boy of nine", "a pensioner of 81", "a father of two"; "a figure of 40" is nobody."""
    of = parse.tokens[index].head
    noun = parse.tokens[parse.tokens[of].head]
    one = parse.tokens[of].text == "of" and noun.tag == "NN" and parse.tokens[of].head < of
    if one and parse.tokens[index].dep == "pobj" and kind_of_people(noun.text) is not None and noun.lemma != "figure":
        return noun.lemma.lower()
    return None


def is_hired(parse: Parse, index: int, topic: str | None) -> bool:
    """ "30 dismissed", "34 died": people, where the sentence counted nothing else ("of 90 complaints 30 were dismissed")."""
    return topic in (HIRED | LIVED) and _is_of_verb(parse, index, topic)


def _is_of_verb(parse: Parse, index: int, topic: str) -> bool:
    """Is the word a verb over the number ("seat 400"), and no noun ("doubled their seats to 24")?"""
    for _ in range(3):
        index = parse.tokens[index].head
        if parse.tokens[index].lemma == topic:
            return parse.tokens[index].pos == "VERB"
    return False


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
