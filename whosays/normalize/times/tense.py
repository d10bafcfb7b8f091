"""Which way a date without a year or a bare weekday points: the tense of the verb it hangs on (past by default, as in news)."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.data import words
from whosays.model import Parse, Token

_AHEAD = (words("futures") | {"due", "schedule", "slate", "going", "upcoming"}) - {
    "set"
}  # "a record set on Aug. 6"; "set for" dates
_AHEAD_ADJECTIVES = {"due", "upcoming", "payable", "effective"}
_CHANCES = {"due", "likely", "unlikely", "possible", "probable"}  # "rain is likely until the weekend"
_MODALS = {"will", "'ll", "wo", "shall", "would", "may", "might", "could", "should", "can", "must", "ca"}
_DATED_BY = {
    "postpone",
    "delay",
    "extend",
    "give",
    "adjourn",
    "defer",
    "reschedule",
    "schedule",
    "slate",
    "set",
    "suspend",
    "remand",
    "move",
    "book",
    "declare",
    "impose",
    "order",
    "ban",
}
_CALLED_OFF = {"cancel", "postpone", "scrap", "reschedule", "call"}  # "call off"
# What stands on a calendar: "the strike begins on Friday", "the country votes on Sunday"; their present tense lies ahead.
_CALENDAR = {
    "go", "begin", "start", "resume", "reopen", "open", "vote", "expire", "return", "reconvene", "kick", "meet", "visit", "travel",
    "arrive", "depart", "leave", "fly", "play", "face", "hold", "host", "close", "end", "run", "sit", "convene", "take", "come",
}  # fmt: skip
_PARTICLES = {
    "go": {"ahead"}, "call": {"off"}, "kick": {"off"}, "take": {"place", "effect", "office"}, "come": {"into"},
}  # fmt: skip
_FOUND = {"reach", "locate", "find", "see", "hear", "confirm", "verify", "contact"}
_ACHIEVED = {
    "manage",
    "fail",
    "struggle",
    "try",
    "attempt",
    "scramble",
    "race",
    "rush",
    "begin",
    "start",
    "refuse",
    "continue",
    "happen",
    "appear",
    "seem",
    "help",
    "use",
    "have",
    "cause",
    "force",
    "prompt",
    "lead",
    "compel",
    "oblige",
}
_SETTLED = {"agree", "decide", "pledge", "promise", "vow"}  # done at one time, and not only looked forward to
# By whom something is held to have happened; "expects to have finished on Friday" lies ahead.
_HELD = {
    "believe", "think", "say", "allege", "report", "suspect", "understand", "presume", "assume", "claim", "know", "accuse", "appear",
    "seem", "suppose", "consider", "fear", "find", "rumour", "rumor",
}  # fmt: skip
_ACHIEVED_ADJECTIVES = {"able", "unable", "difficult", "impossible", "hard", "quick", "slow"}
MOST_STEPS = 4  # from an expression up to the noun whose time it gives
DIRECTIONS = ("past", "future", "near")


def direction(parse: Parse, first: int, last: int) -> str:
    """ "past", "future" or "near" for the expression in tokens ``[first, last)``, from the verb that governs it."""
    inside = [i for i in range(first, last) if not first <= parse.tokens[i].head < last]
    index = inside[0] if inside else first
    if _is_called_off(parse, index):
        return "future"
    if any(parse.tokens[child].dep == "case" for i in range(first, last) for child in parse.children[i]):
        return "past"  # "Friday's attack" lies behind, whatever its sentence expects
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        token = parse.tokens[index]
        if token.lemma.lower() == "since" and len(seen) > 1:
            return "past"
        if token.lemma.lower() in _AHEAD_ADJECTIVES and token.pos == "ADJ":
            return "past" if parse.tokens[token.head].tag == "VBN" else "future"  # "had been due" looks back
        if token.pos in ("VERB", "AUX") and index not in inside:
            if token.lemma in _DATED_BY and seen & _until(parse, index):
                return "future"
            found = _of_verb(parse, index)
            if found is not None:
                return found
        index = token.head
    if parse.tokens[index].lemma in _CALENDAR and any(c.dep == "nsubj" for c in _below(parse, index)):
        return "future"  # a verb that the parser took for a noun: "three days of mourning begin on Friday"
    return "near" if parse.tokens[index].pos not in ("VERB", "AUX") else "past"


def _until(parse: Parse, verb: int) -> set[int]:
    """Tokens "until", "to", "for" under a verb that sets a date: "postponed until Tuesday" lies ahead."""
    return {
        i for i in parse.children[verb] if parse.tokens[i].text.lower() in ("until", "till", "to", "for", "through")
    } | {
        below  # "declared a curfew until Thursday"
        for i in parse.children[verb]
        for below in (parse.children[i] if parse.tokens[i].dep == "dobj" else ())
        if parse.tokens[below].text.lower() in ("until", "till")
    }


def _is_called_off(parse: Parse, index: int) -> bool:
    """Does the expression belong to what has been cancelled ("the fete on Saturday has been called off")?"""
    for _ in range(MOST_STEPS):
        token = parse.tokens[index]
        if token.pos in ("VERB", "AUX") or token.head == index:
            return False
        verb = parse.tokens[token.head]
        if verb.lemma in _CALLED_OFF and token.dep in ("nsubjpass", "dobj"):
            beside = {parse.tokens[i].text.lower() for i in parse.children[token.head]}
            of_now = bool(beside & {"has", "have", "'ve"}) or verb.tag in (
                "VBZ",
                "VBP",
            )  # "was cancelled" may look back
            return of_now and _with_particle(verb.lemma, beside)
        index = token.head
    return False


def _with_particle(lemma: str, beside: set[str]) -> bool:
    return lemma not in _PARTICLES or bool(_PARTICLES[lemma] & beside)


def _of_verb(parse: Parse, index: int) -> str | None:
    """The direction that one verb gives; ``None`` sends the question up to the verb it depends on."""
    verb = parse.tokens[index]
    helpers = [parse.tokens[i] for i in parse.children[index] if parse.tokens[i].dep in ("aux", "auxpass")]
    lemmas = {helper.text.lower() for helper in helpers}
    if "would" in lemmas and _was_told(parse, verb):
        return "past"
    if lemmas & _MODALS:
        return "past" if lemmas & {"have", "'ve"} or ("could" in lemmas and verb.lemma in _FOUND) else "future"
    if "to" in lemmas and "have" in lemmas and parse.tokens[verb.head].lemma in _HELD:
        return "past"  # "is believed to have died on Saturday"
    if "to" in lemmas:
        return _of_infinitive(parse, verb)
    if (
        verb.lemma in _SETTLED
        and lemmas & {"was", "were", "had"}
        and not any(c.lemma == "for" for c in _below(parse, index))
    ):
        return "past"  # "the match was decided on Sunday"; "agreed for Sunday" lies ahead
    if verb.lemma in _AHEAD and verb.tag in ("VBZ", "VBP", "VBN"):
        return "future"
    beside = {parse.tokens[i].text.lower() for i in parse.children[index]}
    if verb.lemma in _CALENDAR and _is_present(parse, verb) and _with_particle(verb.lemma, beside):
        return "future"
    if verb.tag == "VBG" and verb.dep == "acl":
        return "near"
    if verb.tag == "VBG":
        if lemmas & {"was", "were", "been"}:
            return "past"
        return "near" if lemmas & {"is", "are", "am", "'s", "'re"} else None
    if verb.lemma == "be" and any(c.dep == "acomp" and c.lemma in _CHANCES for c in _below(parse, index)):
        return "past" if "had" in lemmas else "future"
    if verb.tag in ("VBD", "VBN"):
        return "past"
    return "near" if verb.tag in ("VBZ", "VBP", "VB") else None


def _is_present(parse: Parse, verb: Token) -> bool:
    """A present form; also the second of two that the parser took for an infinitive ("polls open at 7 and close at 9")."""
    first = parse.tokens[verb.head]
    return verb.tag in ("VBZ", "VBP") or (verb.tag == "VB" and verb.dep == "conj" and first.tag == "VBP")


def _below(parse: Parse, index: int) -> Iterator[Token]:
    return (parse.tokens[i] for i in parse.children[index])


def _was_told(parse: Parse, verb: Token) -> bool:
    """ "She *had told* friends she would be back by Saturday": what was foreseen before something else happened lies behind."""
    above = parse.tokens[verb.head]
    had = any(c.dep == "aux" and c.text.lower() == "had" for c in _below(parse, verb.head))
    return verb.dep == "ccomp" and above.tag == "VBN" and had


def _of_infinitive(parse: Parse, verb: Token) -> str | None:
    """ "to meet" lies ahead, unless something achieved it ("managed to escape on Friday") or came for it ("gathered to mark")."""
    governor = parse.tokens[verb.head]
    if verb.dep in ("advcl", "csubj") and governor.pos in ("VERB", "AUX") and governor.lemma not in _AHEAD:
        return None
    helpers = {parse.tokens[i].text.lower() for i in parse.children[verb.head]}
    above = parse.tokens[governor.head]
    if {"had", "been"} <= helpers or (governor.pos == "ADJ" and above.tag == "VBN"):
        return "past"  # "had been due to expire"
    if governor.lemma in _ACHIEVED_ADJECTIVES and above.tag in ("VBD", "VBN"):
        return "past"  # "was able to reach them on Friday", "made it difficult to deliver in the summer"
    return "past" if governor.lemma in _ACHIEVED and governor.tag in ("VBD", "VBN") else "future"
