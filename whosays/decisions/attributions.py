"""Corrected attributions: claims get the source that a person names in place of the one that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whosays.decisions.consistency import contradiction
from whosays.decisions.matching import Unmatched, claims_meant, squeezed
from whosays.model import Claim, Decision, Reading, Source, Step


def correct_attributions(readings: Sequence[Reading], decisions: Sequence[Decision]) -> tuple[Reading, ...]:
    """The readings with the attributions that people corrected; a correction without a value gives a claim to its outlet."""
    sources: dict[str, Decision] = {}
    for decision in decisions:
        if decision.decision != "correct-attribution":
            continue
        try:
            claims = claims_meant(decision.about[0], readings)
        except Unmatched:
            continue  # said at the end, with all that found nothing
        for claim in claims:
            first = sources.setdefault(claim.id, decision)
            if first.value != decision.value:
                raise contradiction("decisions", first, decision, "they name two sources for one claim")
    return tuple(_with_sources(reading, sources) for reading in readings)


def _with_sources(reading: Reading, sources: dict[str, Decision]) -> Reading:
    claims = tuple(_said_by(c, sources[c.id], reading) if c.id in sources else c for c in reading.claims)
    embedded = tuple(_as_around(one, claims) if sources else one for one in reading.embedded)
    return replace(reading, claims=claims, embedded=embedded)


def _as_around(embedded: Claim, claims: Sequence[Claim]) -> Claim:
    """An embedded claim is said by whoever says the shortest claim around it."""
    word = embedded.predicate_span
    around = [c for c in claims if any(s.start <= word.start and word.end <= s.end for s in c.spans)]
    if not around:
        return embedded
    nearest = min(around, key=lambda claim: sum(span.end - span.start for span in claim.spans))
    return replace(embedded, chain=nearest.chain, attribution=nearest.attribution)


def _said_by(claim: Claim, decision: Decision, reading: Reading) -> Claim:
    """The claim with one step behind the outlet; the source points at its name in the report, where that stands there."""
    if decision.value is None:
        return replace(claim, chain=claim.chain[:1], attribution="outlet_voice")
    name = decision.value
    mention = next(
        (m for m in reading.mentions if m.form == "name" and squeezed(m.text) == squeezed(name)),
        next((m for m in reading.mentions if m.form != "pronoun" and squeezed(m.text) == squeezed(name)), None),
    )
    source = (
        Source(None, name, None, None, None, None)
        if mention is None
        else Source(None, name, mention.start, mention.end, None, mention.id)
    )
    step = Step((source,), "speaker", "asserts", None, claim.spans, False)
    return replace(claim, chain=(*claim.chain[:1], step), attribution="attributed")
