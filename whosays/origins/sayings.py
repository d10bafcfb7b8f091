"""Which claims of a source speak for a proposition: what is only presupposed, heard from another, or lacks its figure does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from whosays.model import Argument, Claim, Quantity, Reading, Source
from whosays.values.measures import is_age
from whosays.values.units import dimension_of
from whosays.words.classes import class_of

# Words in front of a clause that takes for granted what the clause says ("they ran out when the quake struck").
PRESUPPOSING = re.compile(r"\b(?:after|before|when|while|as|since|once|until|whenever)\s{1,9}$", re.IGNORECASE)
PRESUPPOSED = re.compile(r"(?:after|before|when|while|as|since|once|until|whenever)\b", re.IGNORECASE)
RESTRICTING = re.compile(r"(?:who|which|that|whom)\b", re.IGNORECASE)
HEARD = re.compile(
    r"\b(?:heard|learn(?:ed|t)|found out|told|informed|understood)\s{1,9}(?:from|by)\s{1,9}"
    r"(?P<source>(?:(?!\bthat\b)[\w'’-]{1,30}\s{0,9}){1,8}?)\s{1,9}that\s{1,9}$",
    re.IGNORECASE,
)
BEFORE = 100  # characters in front of a claim that may say from whom its source has it
COUNTING = frozenset({"count", "tally"})  # what a firm "recorded" or "registered" is its doing, not its count
RULINGS = frozenset(
    "sentence convict acquit fine rule order extend adjourn remand overturn uphold dismiss jail indict".split()
)
COUNTED = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million)\b")


def presupposed(claim: Claim, text: str) -> bool:
    """Does a word like "when" stand before a claim or open it, or does it only say which is meant? Whoever speaks takes it for granted.

    "The three who were hurt in the crash" tells no crash; "Ida Holm, who was hurt in it" does.
    """
    span = claim.spans[0]
    return bool(
        (RESTRICTING.match(text[span.start : span.end]) and not text[: span.start].rstrip().endswith(","))
        or PRESUPPOSING.search(text[max(0, span.start - 20) : span.start])
        or PRESUPPOSED.match(text[span.start : span.end])
    )


def heard_from(claim: Claim, text: str) -> Source | None:
    """From whom the last source of a claim has it by its own words: "he had heard from the clinic that"."""
    start = claim.spans[0].start
    match = HEARD.search(text[max(0, start - BEFORE) : start])
    if match is None or claim.chain[-1].role == "outlet":
        return None
    at = max(0, start - BEFORE)
    return Source(None, None, at + match.start("source"), at + match.end("source"), None, None)


def counter(claim: Claim, text: str) -> Argument | None:
    """Who counted or measured what the outlet tells by itself: "police counted 22,000 people"."""
    if class_of(claim.predicate) not in COUNTING:
        return None
    return _doer(claim) if COUNTED.search(" ".join(span.of(text) for span in claim.spans)) else None


def judge(claim: Claim) -> Argument | None:
    """Who ruled so, if it is a court: its ruling is its word, though the outlet tells it by itself ("the court extended her remand")."""
    return _doer(claim) if claim.predicate in RULINGS and claim.factuality == "certain" else None


def _doer(claim: Claim) -> Argument | None:
    """Who alone does what the outlet tells by itself."""
    agents = [argument for argument in claim.arguments if argument.role == "agent"]
    told = claim.attribution == "outlet_voice" and len(agents) == 1 and agents[0].start is not None
    return agents[0] if told else None


class Figures:
    """The figures of a story's claims, ages aside."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        texts = {reading.report.id: reading.report.text for reading in readings}
        self._told: dict[str, Quantity] = {
            quantity.id: quantity
            for reading in readings
            for quantity in reading.quantities
            if not is_age(texts[reading.report.id][quantity.start : quantity.end])
        }

    def without(self, members: Sequence[str], claims: Mapping[str, Claim]) -> frozenset[str]:
        """Members that give no figure where most do, or measure something else than most.

        Who speaks of "some loss of life" has not said that seven died, and who says how deep a quake was has not told its strength.
        """
        held = {member: [self._told[q] for q in claims[member].quantities if q in self._told] for member in members}
        bare = frozenset(member for member, told in held.items() if not told)
        if 2 * len(bare) >= len(members):
            return frozenset()
        return bare | self._off_the_point(held)

    def _off_the_point(self, held: Mapping[str, Sequence[Quantity]]) -> frozenset[str]:
        """Members that measure something else than more than half of them do."""
        measured = {m: {d for one in told if (d := dimension_of(one.unit)) is not None} for m, told in held.items()}
        counts = Counter(dimension for found in measured.values() for dimension in found)
        common = {dimension for dimension, count in counts.items() if 2 * count > len(held)}
        return frozenset(m for m, found in measured.items() if found and common and not common & found)


@cache
def generic_bodies() -> frozenset[str]:
    """Nouns that a named body may be called by in another report, where nothing else is known of "the company"."""
    return frozenset(
        "company firm group organisation organization corporation business operator manufacturer maker owner employer agency body "
        "ministry department office bank club airline".split()
    )
