"""From what a person points at in a record to what a decisions file can hold: names, hashes and words in place of ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from whosays.decisions.matching import Unmatched, fingerprint, place_of, squeezed
from whosays.model import Claim, Entity, EntityMention, Finding, Record, Report, Span, Target, Words

LISTED = 6  # candidates named in a complaint


def entity_target(record: Record, given: str) -> Target:
    """An entity by its id, or by ``NAME``, ``NAME@REPORT`` or ``NAME@REPORT@WORDS``, in the words of a decisions file."""
    by_id = next((entity for entity in record.entities if entity.id == given), None)
    if by_id is not None:
        return _of_entity(record, by_id)
    name, _, rest = given.partition("@")
    source, _, words = rest.partition("@")
    report = report_in(record, source) if source else None
    span = place_of(words, report) if report and words else None
    fitting = [entity for entity in record.entities if _called(record, entity, name, report, span)]
    exact = [entity for entity in fitting if squeezed(entity.name) == squeezed(name)]
    fitting = exact if len(exact) == 1 else fitting
    if not fitting:
        raise Unmatched(f"nobody and nothing in the record is called “{given}”")
    if len(fitting) > 1:
        listed = "; ".join(f"{e.id} {e.name} ({e.kind}, {len(e.mentions)} mentions)" for e in fitting[:LISTED])
        raise Unmatched(
            f"{len(fitting)} entities are called “{name}”: give an id, or NAME@REPORT@WORDS. They are {listed}"
        )
    named = Target(name=name, kind=fitting[0].kind, words=words or None)
    return replace(named, source=report.source, sha256=fingerprint(report.text)) if report else named


def report_target(record: Record, given: str) -> Target:
    """A report by its id, file name or address."""
    report = report_in(record, given)
    return Target(source=report.source, sha256=fingerprint(report.text))


def passage_target(record: Record, given: str) -> Target:
    """A claim by its id, or ``WORDS@REPORT``: all claims whose predicate stands in these words."""
    claim = next((claim for claim in record.claims if claim.id == given), None)
    if claim is not None:
        passage = _passage(record, claim)
    else:
        words, at, source = given.rpartition("@")
        if not at:
            raise Unmatched(f"no claim has the id {given!r}; give an id, or WORDS@REPORT")
        report = report_in(record, source)
        place_of(words, report)
        passage = Words(words, report.source, fingerprint(report.text))
    return Target(source=passage.source, sha256=passage.sha256, words=passage.words)


def finding_target(record: Record, given: str) -> Target:
    """A finding by its id, or by words of its question or answers that no other finding has."""
    low = given.casefold()
    found = [f for f in record.findings if f.id == given] or [
        f for f in record.findings if low in " ".join([f.question, *(side.answer for side in f.readings)]).casefold()
    ]
    shown = [finding for finding in found if finding.shown]
    found = shown if len(shown) == 1 else found
    if not found:
        raise Unmatched(f"no finding of the record has the id or the words {given!r}")
    if len(found) > 1:
        listed = "; ".join(
            f"{f.id} ({f.kind}, {f.slot}): {' / '.join(s.answer for s in f.readings)}" for f in found[:LISTED]
        )
        raise Unmatched(f"{len(found)} findings have the words {given!r}: {listed}")
    return _of_finding(record, found[0])


def report_in(record: Record, given: str) -> Report:
    """The report of a record with this id, file name, address or outlet."""
    found = [r for r in record.reports if given in (r.id, r.source, r.url, PurePosixPath(r.source).name)]
    found = found or [r for r in record.reports if given == r.outlet]
    if len(found) != 1:
        listed = ", ".join(sorted(r.source for r in found or record.reports)[:LISTED])
        count = f"{len(found)} reports are" if found else "no report is"
        raise Unmatched(f"{count} called {given!r}; there are {listed}")
    return found[0]


def unique_words(text: str, span: Span) -> str:
    """The words of a span, with as many words around them as make them stand once in the text."""
    pieces = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    first = next(n for n, (_, end) in enumerate(pieces) if end > span.start)
    last = max(n for n, (start, _) in enumerate(pieces) if start < span.end)
    start, end = span.start, span.end
    while len(re.findall(_spaced(text[start:end]), text)) > 1 and (first > 0 or last < len(pieces) - 1):
        first, last = max(0, first - 1), min(len(pieces) - 1, last + 1)
        start, end = pieces[first][0], pieces[last][1]
    return " ".join(text[start:end].split())


def _spaced(words: str) -> str:
    return r"\s{1,9}".join(re.escape(word) for word in words.split())


def _called(record: Record, entity: Entity, name: str, report: Report | None, span: Span | None) -> bool:
    """Has the entity this name, or a mention with it where a report or a place in it is given?"""
    if report is None and squeezed(entity.name) == squeezed(name):
        return True
    texts = {r.id: r.text for r in record.reports}
    return any(
        squeezed(texts[m.report][m.start : m.end]) == squeezed(name)
        and (report is None or m.report == report.id)
        and (span is None or (span.start <= m.start and m.end <= span.end))
        for m in entity.mentions
        if m.form != "pronoun"
    )


def _of_entity(record: Record, entity: Entity) -> Target:
    """By name and kind where only this one is called so, else by the words around its first mention."""
    others = [e for e in record.entities if e.kind == entity.kind and squeezed(e.name) == squeezed(entity.name)]
    named = [m for m in entity.mentions if m.form in ("name", "adjective")]
    if len(others) == 1 and named:
        return Target(name=entity.name, kind=entity.kind)
    mention: EntityMention = (named or list(entity.mentions))[0]
    report = next(r for r in record.reports if r.id == mention.report)
    span = Span(mention.start, mention.end)
    around = unique_words(report.text, span)
    return Target(
        name=span.of(report.text), kind=entity.kind, source=report.source, sha256=fingerprint(report.text), words=around
    )


def _of_finding(record: Record, finding: Finding) -> Target:
    claims = {claim.id: claim for claim in record.claims}
    sides = [[claims[c] for c in side.claims if c in claims] for side in finding.readings]
    passages = tuple(_passage(record, side[0]) for side in sides if side)
    if not passages:
        raise Unmatched(f"the finding {finding.id} rests on no claim, so nothing of it could be found again")
    answers = tuple(side.answer for side in finding.readings)
    return Target(finding=finding.kind, slot=finding.slot, answers=answers, passages=passages)


def _passage(record: Record, claim: Claim) -> Words:
    """The words of a claim's evidence that hold its predicate."""
    report = next(r for r in record.reports if r.id == claim.report)
    held: Sequence[Span] = [span for span in claim.spans if span.contains(claim.predicate_span)]
    return Words(unique_words(report.text, (held or claim.spans)[0]), report.source, fingerprint(report.text))
