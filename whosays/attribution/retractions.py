"""Withdrawn statements: what an outlet takes back of its own earlier report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.attribution.relations import Relations
from whosays.model import Parse
from whosays.values.number_words import ONE_TO_TWELVE

WITHDRAWS = re.compile(
    r"\b(withdraw(?:s|n|ing)?|withdrew|retract(?:s|ed|ing)?|takes? back|(?:was|were|is|are) (?:wrong|incorrect|untrue|false|inaccurate|mistaken)"
    r"|(?<!not )corrects?|(?:he|she|it|they|that) (?:had|has|have|did|was|were) not\b)",
    re.IGNORECASE,
)
ITSELF = re.compile(
    r"\b(we|our|(?-i:us)|this (?:newspaper|paper|site|website|article|agency|page|story|report)|an? "
    r"earlier (?:version|report|story)(?: of this (?:article|story|report|page))?|"
    r"the agency|"
    r"(?:its|our|an?) (?:\w+ ){0,3}(?:bulletin|report|version|story|article|alert))\b",
    re.IGNORECASE,
)
GAVE_AS = re.compile(r"\b(?:gave|given|put|attributed|reported|said|saying|stated)\b", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"(?:That|This|He|She|It|They|We (?:withdraw|retract|apologise|apologize|were wrong)|The (?:report|story|article|item|claim|statement) (?:was|is))\b"
)
TAKES_BACK = re.compile(
    r"(?P<who>.{1,60}?) (?:withdraws|withdrew|retracts|retracted|takes back|took back|has withdrawn|has retracted)"
    r" (?:that|this|the|its|it\b)"
)
THE_PAPER = re.compile(r"The (?:newspaper|paper|agency|site|website|magazine|broadcaster|editors?)")
EARLIER = re.compile(r"An? (?:earlier|previous) (?:version|report|story|article)\b")
PUTS_RIGHT = re.compile(
    rf"(?:(?:It|They|He|She) (?:is|was|are|were) (?:in fact|actually|not|\d+|{ONE_TO_TWELVE})"
    r"|The (?:correct|right|true) \w+ (?:is|was|are|were))\b"
)
# A note under an article: "This article was amended … to remove a quote that gave an incorrect weight of 300 tonnes".
NOTE = re.compile(
    r"\b(?:this|the|our|an earlier|a previous) (?:article|story|report|piece|version)\b[^.;]{0,60}\b(?:amended|corrected|updated|changed|edited)\b"
    r"|\b(?:earlier|previous|original) versions?\b",
    re.IGNORECASE,
)
MISPRINT = re.compile(
    r"\b(?:incorrect(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|misstated|misidentified|misspelled|misspelt|misattributed)\b",
    re.IGNORECASE,
)
# In a correction: what of its own the publisher speaks of, and the verbs that repeat what stood there.
PRINTED = re.compile(
    r"\b(?:articles?|reports?|stor(?:y|ies)|headlines?|captions?|graphics?|charts?|tables?|maps?|bulletins?|items?|columns?|reviews?|obituary|versions?|editions?"
    r"|we|our|this (?:newspaper|paper|site|website|agency|page))\b",
    re.IGNORECASE,
)
REPEATS = re.compile(
    r"\b(?:gave|given|put|attributed|reported|said|stated|wrote|described|referred|named|called|identified|listed|quoted|credited"
    r"|showed|mis(?:stated|identified|spelled|spelt|attributed|quoted|named|reported))\b",
    re.IGNORECASE,
)
# "should have said X", "has 130 inhabitants, not 300 as stated", "amended to make clear that X": told is what is right.
PUT_RIGHT = re.compile(
    r"\bshould have\b|\bto (?:make clear|clarify|reflect|include|add|say|show)\b|\brather than\b"
    r"|\bas (?:we |was |were |originally |previously |first |wrongly |incorrectly ){0,2}(?:stated|reported|said|given|printed|published|described|written)\b",
    re.IGNORECASE,
)
LABEL = 5  # tokens of "Correction (5 May):"
REACH = 1  # sentences a withdrawal looks back


def retracted_tokens(parse: Parse, relations: Relations) -> frozenset[int]:
    """Tokens of contents that the report withdraws: "An earlier version said X. That was wrong", "withdraws a bulletin saying X".

    A withdrawal needs both the outlet speaking of itself and a word of withdrawing, in the same sentence or the one before.
    """
    taken: set[int] = set()
    sentences = parse.sentences
    texts = [" ".join(parse.report.text[s.start : s.end].split()) for s in sentences]
    for number, text in enumerate(texts):
        if sentences[number].role == "correction" and PUT_RIGHT.search(text) and not MISPRINT.search(text):
            continue
        if NOTE.search(text) and MISPRINT.search(text):
            taken |= _misprinted(parse, number)
            continue
        if sentences[number].role == "correction" and (noted := _repeated(parse, number, text)):
            taken |= noted
            continue
        if not WITHDRAWS.search(text) and not (number and PUTS_RIGHT.match(text) and EARLIER.match(texts[number - 1])):
            continue
        for back in range(REACH + 1):
            if number - back < 0 or sentences[number - back].paragraph != sentences[number].paragraph:
                break
            own = _withdrawn_object(parse, relations, number) if not back else frozenset()
            if not own and (not back or POINTS_BACK.match(text) or _takes_back(text, parse.report.outlet)):
                own = _own_statements(parse, relations, number - back, texts)
            if own and (ITSELF.search(text) or back):
                taken |= own
                break
    return frozenset(taken)


def _misprinted(parse: Parse, number: int) -> frozenset[int]:
    """The clause of a correction note that repeats what was printed wrongly, up to a semicolon."""
    sentence = parse.sentences[number]
    slip = next(
        (i for i in range(sentence.first, sentence.last) if MISPRINT.fullmatch(parse.tokens[i].text)), sentence.first
    )
    verb = slip
    while parse.tokens[verb].pos not in ("VERB", "AUX") and parse.tokens[verb].head != verb:
        verb = parse.tokens[verb].head
    ends = (i for i in range(slip, sentence.last) if parse.tokens[i].text == ";")
    end = next(ends, sentence.last)
    return frozenset(i for i in parse.subtree(verb) if i < end)


def _repeated(parse: Parse, number: int, text: str) -> frozenset[int]:
    """The sentence of a correction that repeats what was printed ("On Monday we described him as her brother"), up to a semicolon."""
    outlet = parse.report.outlet
    before = parse.sentences[number - 1] if number else None
    goes_on = (
        before is not None
        and before.role == "correction"
        and before.paragraph == parse.sentences[number].paragraph
        and before.last - before.first > LABEL
    )
    if goes_on and " also " not in text:  # the second sentence of a note tells what is right
        return frozenset()
    own = PRINTED.search(text) or (outlet and len(outlet) > 3 and outlet.lower() in text.lower())
    if not own or not REPEATS.search(text):
        return frozenset()
    sentence = parse.sentences[number]
    ends = (i for i in range(sentence.first, sentence.last) if parse.tokens[i].text == ";")
    return frozenset(range(sentence.first, next(ends, sentence.last)))


def _withdrawn_object(parse: Parse, relations: Relations, number: int) -> frozenset[int]:
    """What follows "withdraws" in its own sentence: "withdraws a bulletin saying X had won"."""
    sentence = parse.sentences[number]
    verb = next(
        (i for i in range(sentence.first, sentence.last) if parse.tokens[i].lemma in ("withdraw", "retract")), None
    )
    taken = next((c for c in parse.children[verb] if parse.tokens[c].dep == "dobj"), None) if verb is not None else None
    if (
        verb is None
        or taken is None
        or parse.tokens[taken].pos != "NOUN"
        or parse.words(*_reach(parse, taken)).lower().startswith("the ")
    ):
        return frozenset()
    said = next(relations.anchored_in(verb + 1, sentence.last), None)
    return said.content if said else _relative_clause(parse, verb, sentence.last)


def _reach(parse: Parse, head: int) -> tuple[int, int]:
    words = [i for i in parse.subtree(head) if i <= head]
    return words[0], head + 1


def _own_statements(parse: Parse, relations: Relations, number: int, texts: Sequence[str]) -> frozenset[int]:
    """Contents in this sentence that the outlet ascribes to its own earlier report."""
    sentence = parse.sentences[number]
    out: set[int] = set()
    for relation in relations.anchored_in(sentence.first, sentence.last):
        named = " ".join(parse.words(source[0], source[-1] + 1) for source in relation.sources)
        if (
            ITSELF.match(named)
            or _own_name(named, parse.report.outlet)
            or (not relation.sources and ITSELF.search(texts[number]))
        ):
            out |= relation.content
    if not out and ITSELF.search(texts[number]) and GAVE_AS.search(texts[number]):
        out |= _relative_clause(parse, sentence.first, sentence.last)
        if not out and EARLIER.match(texts[number]):  # "An earlier version gave the number as 15"
            out |= set(range(sentence.first, sentence.last))
    return frozenset(out)


def _takes_back(text: str, outlet: str | None) -> bool:
    """ "The Herald retracts that report" in the Herald: the outlet by its own name, and what stood just before."""
    found = TAKES_BACK.match(text)
    who = found["who"] if found else ""
    return bool(found) and (_own_name(who, outlet) or THE_PAPER.fullmatch(who) is not None)


def _own_name(named: str, outlet: str | None) -> bool:
    """Does the outlet speak of itself by name ("The Herald reported …" in the Herald)?"""
    bare = named.lower().removeprefix("the ").strip()
    return bool(outlet) and len(bare) > 3 and bare in (outlet or "").lower()


def _relative_clause(parse: Parse, first: int, last: int) -> frozenset[int]:
    """ "its bulletin, which gave the rate as 5.75%", "a bulletin saying X had won"."""
    for index in range(first, last):
        token = parse.tokens[index]
        if (
            token.dep in ("relcl", "acl", "ccomp")
            and GAVE_AS.search(token.text)
            and (
                parse.tokens[token.head].pos in ("NOUN", "VERB")
                or parse.tokens[token.head].dep == "pobj"  # "its bulletin of Tuesday, which gave …": hung on the day
            )
        ):
            return frozenset(parse.subtree(index))
    return frozenset()
