"""What a verb says of those who are counted: dead, injured, aboard, shut; and how often something happened."""

from __future__ import annotations

from whosays.model import Parse

PEOPLE = {"people": "person", "persons": "person", "person": "person", "others": "person", "olds": "person"}
BODIES = {
    "crowd",
    "audience",
    "population",
    "congregation",
    "attendance",
    "membership",
    "workforce",
    "electorate",
    "town",
    "village",
    "city",
}
# Bodies whose number stands behind "of" ("a crew of seven"); their names alone also stand for one party, firm or school.
GROUPS = {
    "crew", "team", "family", "group", "gang", "party", "squad", "staff", "jury", "panel", "cast", "delegation", "class",
    "band", "army", "force", "garrison", "patrol", "household", "turnout", "complement", "convoy",
}  # fmt: skip
# Verbs whose object in bare numbers is people ("the plant employs 650", "is treating more than 200").
HIRED = set(
    "employ hire recruit seat accommodate dismiss behead execute sack jail enrol enroll"
    " treat vaccinate infect feed shelter save train convict deport expel question interview"
    " survey poll admit summon charge fire".split()
)
# What only people do in bare numbers ("34 died"), where the sentence counted nothing else.
LIVED = {"die", "drown", "perish", "flee", "survive"}
CROWDS = {"flee", "march", "parade", "protest", "rally", "riot", "strike", "vote"}  # what headlines say of many
PARENTS = {"father", "mother", "parent", "grandfather", "grandmother", "dad", "mum", "mom"}
# "Ten found dead", "three shot dead", "12 feared missing"
FOUND = {
    "found", "shot", "stabbed", "feared", "presumed", "believed", "confirmed", "pronounced", "declared", "reported", "listed", "left",
}  # fmt: skip
SUFFERED = {
    "kill",
    "injure",
    "wound",
    "hurt",
    "arrest",
    "detain",
    "rescue",
    "evacuate",
    "displace",
    "hospitalise",
    "hospitalize",
}
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
ATTAINING = {
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
    "shrink",
    "slump",
    "plunge",
    "tumble",
    "slip",
    "slide",
    "soar",
    "surge",
    "jump",
    "swell",
    "widen",
    "narrow",
    "slow",
    "decline",
    "dip",
    "rebound",
    "sink",
    "advance",
    "close",
    "end",
    "finish",
    "open",
    "trade",
    "go",
}
# What reaches 90 of something is what the number is of; of those who close or lose 90 it says what they did.
REACHING = {"reach", "hit", "exceed", "near", "top", "average", "measure", "approach"}
_ABOARD = {"board": "aboard"}
PREFIXES = {"by", "co", "ex", "mid", "non", "pre", "sub", "vice"}
_PARTICLES = {"off", "out", "in", "up", "down", "over", "away", "back"}
_PLACES = {"abroad", "overseas", "home", "away", "back", "in", "out", "up", "down", "off", "aboard", "there"}


def lemma_of(parse: Parse, noun: int) -> str:
    """Lemma of a counted noun; people are persons."""
    token = parse.tokens[noun]
    if token.text[-1:] == "s" and len(token.text) > 2 and token.text[:-1].isupper():
        return token.text[:-1].lower()  # "MPs"
    before = parse.tokens[noun - 2].lemma.lower() if noun > 1 and parse.tokens[noun - 1].text == "-" else ""
    if before and (token.lemma.lower() in _PARTICLES or before in PREFIXES):
        return f"{before}-{token.lemma.lower()}"  # "run-offs", "non-members"
    return PEOPLE.get(token.text.lower()) or PEOPLE.get(token.lemma.lower()) or token.lemma.lower()


def complement(parse: Parse, noun: int, prepositions: tuple[str, ...]) -> str | None:
    """Lemma of the noun behind "of" ("hectares of forest")."""
    for child in parse.children[noun]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() in prepositions and child > noun:
            for below in parse.children[child]:
                if parse.tokens[below].dep == "pobj" and parse.tokens[below].pos == "NOUN":
                    return lemma_of(parse, below)
    return None


def of_verb(parse: Parse, verb: int) -> str | None:
    """ "were confirmed dead": dead; "were injured": injured; "died": die; "were on board": aboard."""
    state = state_under(parse, verb)
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
        if below.dep == "prep" and below.text.lower() == "aboard":
            return "aboard"
        if below.dep == "prep" and child > verb:
            inside = [
                parse.tokens[i].lemma.lower()
                for i in parse.children[child]
                if parse.tokens[i].dep == "pobj" and parse.tokens[i].pos == "NOUN"
            ]
            if inside:
                return inside[0]
    return None


def state_under(parse: Parse, verb: int) -> str | None:
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


def state_of(parse: Parse, index: int) -> str | None:
    """What somebody was for so long ("has been in power for 31 years")."""
    for _ in range(3):
        index = parse.tokens[index].head
        if parse.tokens[index].lemma == "be":
            return _being(parse, index)
    return None


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


def is_noun(parse: Parse, index: int) -> bool:
    """A noun; also a name, whose share or rate is then its own ("Ruiz had 44 percent"), not another's."""
    return parse.tokens[index].pos in ("NOUN", "PROPN")
