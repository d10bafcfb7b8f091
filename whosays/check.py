"""Does a record keep its contract: every span inside its report and not blank, every id there and only once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from whosays.model import (
    Argument,
    BriefSentence,
    Claim,
    Event,
    EventChain,
    Finding,
    Itinerary,
    Leg,
    LineageEdge,
    Obeyed,
    Opinion,
    Origin,
    OriginGroup,
    Proposition,
    Record,
    Relation,
    Report,
    Side,
    Source,
    TimelineEntry,
)

IDENTIFIED = ("reports", "entities", "times", "quantities", "claims", "propositions", "findings", "event_chains")

# Which field points at which list of the record. A field called ``report`` points at the reports wherever it stands.
REFERENCES: dict[type, tuple[tuple[str, str], ...]] = {
    Claim: (("times", "times"), ("place", "entities"), ("quantities", "quantities")),
    Argument: (("entity", "entities"),),
    Source: (("entity", "entities"),),
    Relation: (("a", "claims"), ("b", "claims")),
    Proposition: (("claims", "claims"),),
    Origin: (("entity", "entities"), ("claims", "claims")),
    Side: (("claims", "claims"),),
    Finding: (("reports", "reports"),),
    OriginGroup: (("reports", "reports"),),
    LineageEdge: (("from_report", "reports"), ("to_report", "reports")),
    TimelineEntry: (("claims", "claims"), ("propositions", "propositions")),
    Itinerary: (("traveller", "entities"),),
    Leg: (("place", "entities"), ("claims", "claims")),
    Obeyed: (("reports", "reports"), ("entities", "entities"), ("claims", "claims"), ("findings", "findings")),
    Opinion: (("claims", "claims"), ("finding", "findings")),
    Event: (("actors", "entities"), ("recipients", "entities"), ("claims", "claims")),
    EventChain: (("claims", "claims"),),
    BriefSentence: (("claims", "claims"), ("propositions", "propositions"), ("findings", "findings")),
}


class Node(NamedTuple):
    """A value of a record, its JSON path, and the report that spans inside it belong to."""

    value: object
    path: str
    report: str | None


def faults(record: Record) -> tuple[str, ...]:
    """What does not hold in a record: spans outside their report or blank, ids that stand twice or lead nowhere; empty where all holds."""
    return (*broken_spans(record), *broken_references(record))


def broken_spans(record: Record) -> tuple[str, ...]:
    """Every span that lies outside its report or holds no text, and everything that should have a span and has none."""
    lengths = {report.id: report.text for report in record.reports}
    return tuple(fault for node in _walk(record, "$", None) for fault in _span_faults(node, lengths))


def broken_references(record: Record) -> tuple[str, ...]:
    """Every id that stands twice in its list, and every reference to an id that is not there."""
    faults: list[str] = []
    known: dict[str, set[str]] = {}
    for name in IDENTIFIED:
        ids = [value.id for value in getattr(record, name)]
        known[name] = set(ids)
        faults.extend(f"$.{name}: the id {one!r} stands twice" for one, times in Counter(ids).items() if times > 1)
    for node in _walk(record, "$", None):
        faults.extend(_reference_faults(node, known))
    return tuple(faults)


def count_spans(record: Record) -> int:
    """How many spans a record holds."""
    return sum(1 for node in _walk(record, "$", None) if getattr(node.value, "start", None) is not None)


def _walk(value: object, path: str, report: str | None) -> Iterator[Node]:
    """Every dataclass in the record, outermost first, with the report that it inherits from its owner."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(item, f"{path}[{number}]", report)
    elif is_dataclass(value):
        named = value.id if isinstance(value, Report) else getattr(value, "report", None)
        report = named if isinstance(named, str) else report
        yield Node(value, path, report)
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{path}.{field.name.removesuffix('_report')}", report)


def _span_faults(node: Node, texts: dict[str, str]) -> Iterator[str]:
    """What is wrong with the span of one value, if it has one."""
    if isinstance(node.value, Claim) and not node.value.spans:
        yield f"{node.path}: a claim without a span"
    if isinstance(node.value, BriefSentence) and not node.value.passages:
        yield f"{node.path}: a sentence of the brief without a passage"
    if not hasattr(node.value, "start"):
        return
    start, end = node.value.start, getattr(node.value, "end", None)
    if start is None and end is None:  # a slot that the text does not fill
        return
    text = texts.get(node.report or "")
    if text is None:
        yield f"{node.path}: a span of the unknown report {node.report!r}"
    elif start is None or end is None or not 0 <= start < end <= len(text):
        yield f"{node.path}: [{start}, {end}) is outside the text of {node.report}, which has {len(text)} characters"
    elif not text[start:end].strip():
        yield f"{node.path}: [{start}, {end}) of {node.report} is blank"


def _reference_faults(node: Node, known: dict[str, set[str]]) -> Iterator[str]:
    """References of one value that lead nowhere."""
    pointers = REFERENCES.get(type(node.value), ())
    if hasattr(node.value, "report"):
        pointers = (("report", "reports"), *pointers)
    for name, kind in pointers:
        target = getattr(node.value, name)
        for one in target if isinstance(target, tuple) else (target,):
            if one is not None and one not in known[kind]:
                yield f"{node.path}.{name.removesuffix('_report')}: no {one!r} among the {kind}"
    if isinstance(node.value, Itinerary):
        for number, leg in enumerate(node.value.legs):
            for before in leg.after:
                if not 0 <= before < len(node.value.legs):
                    yield f"{node.path}.legs[{number}].after: no leg number {before}"
