"""The act of a claim: the class of its verb, with a particle or a noun that makes another act of it, denials in positive words."""

from __future__ import annotations

import re
from itertools import pairwise

from whosays.model import Claim
from whosays.words.classes import light_verbs

OFTEN = re.compile(r"\b(?:frequently|often|regularly)\b", re.IGNORECASE)
UNHARMED = frozenset({"unharmed", "unhurt", "uninjured", "unscathed"})
ADVERBS = frozenset(
    {"down", "off", "out", "away"}
)  # particles that the parser may take for adverbs, and that are no nouns
GOING = frozenset({"head", "move"})  # a journey, but for what somebody heads or moves, and for the head of something
KNOWING = frozenset({"know", "clear", "determine", "establish", "ascertain"})  # what is not known is unknown
PARTICLES = frozenset(
    "off out down up away back over in".split()
)  # that make another act of a verb: "call", "call off"


def predicate_of(claim: Claim, table: dict[str, str]) -> str:
    """The class of the act: of a verb with its particle ("put out"), of a verb with its noun ("lost their lives", "dropped the charges"), else of the verb."""
    said = claim.predicate.removeprefix("be ")
    verb, _, particle = said.partition(" ")
    if claim.predicate.startswith("be "):
        return table.get(claim.predicate.replace(" ", "_"), table.get(said, said))
    if (
        verb in GOING
        and not particle
        and not any(argument.role in ("patient", "theme") for argument in claim.arguments)
    ):
        return "travel"
    particle = particle or next((b for a, b in pairwise(claim.terms) if a == verb and b in ADVERBS), "")
    whole = f"{verb}_{particle}"
    if whole in table:
        return table[whole]
    told = light_verbs().get(verb, {})
    act = next((told[term] for term in claim.terms if term in told), None)
    if act is not None:
        return act
    return whole if particle in PARTICLES else table.get(verb, verb)


def in_its_sense(claim: Claim, act: str, terms: frozenset[str], table: dict[str, str]) -> frozenset[str]:
    """The terms with the claim's verb as its act, where that is another than its class: no charge falls that is dropped."""
    usual = table.get(claim.predicate, claim.predicate)
    if act == usual or not (act == claim.predicate or claim.predicate in GOING):
        return terms
    return terms - {usual} | {act}


def positive(claim: Claim, act: str, terms: frozenset[str], text: str) -> tuple[str, frozenset[str], bool]:
    """A denial in the words of what it comes to: "not known" is unknown, "not often" is rare, "unharmed" is not injured.

    Only what is open is unknown: that "the airline did not know about the cracks" is told of the airline.
    """
    negative = claim.polarity == "-"
    if act in UNHARMED:
        return "injure", terms - UNHARMED | {"injure"}, not negative
    if negative and act in KNOWING and claim.factuality == "unconfirmed":
        return "unknown", terms - KNOWING | {"unknown"}, False
    if negative and OFTEN.search(text):
        return act, terms | {"rare"}, False
    return act, terms, negative
