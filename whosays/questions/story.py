"""The record as questions look at it: each claim with its words, its sentence and its people, and everybody's names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date

from whosays.model import Claim, Entity, Finding, MentionForm, Proposition, Quantity, Record, Span, Time
from whosays.questions.nearness import base_forms

SENTENCE_END = re.compile(r"""(?<![A-Z])[.!?]["'”’)]{0,3}\s{1,9}(?=["“‘'(]{0,2}[A-Z0-9])|[\r\n]""")
DETERMINERS = frozenset("the a an his her their its our this that these those".split())
ALIASED = frozenset({"name", "role", "nominal", "adjective"})
Placed = tuple[int, int, str, MentionForm]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what stands in it, in its sentence, and in the sentence before it.

    ``beside`` are the acts of other claims of the sentence that share somebody with it ("left his train" beside "to meet officials").
    """

    claim: Claim
    order: int
    words: frozenset[str]
    predicate: frozenset[str]
    entities: frozenset[str]
    agents: frozenset[str]
    speakers: frozenset[str]
    sentence: Span
    sentence_words: frozenset[str]
    sentence_entities: frozenset[str]
    before_entities: frozenset[str]
    before_words: frozenset[str]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Story:
    """A record indexed for questions. ``topic_words`` and ``topic_entities`` are what most of its reports begin with."""

    record: Record
    texts: dict[str, str]
    told: tuple[Told, ...]
    entities: dict[str, Entity]
    aliases: dict[str, frozenset[str]]
    described: dict[str, frozenset[str]]
    topic_words: frozenset[str]
    topic_entities: frozenset[str]
    mentions: dict[str, tuple[Placed, ...]]
    propositions: dict[str, tuple[Proposition, ...]]
    findings: dict[str, tuple[Finding, ...]]
    times: dict[str, Time]
    quantities: dict[str, Quantity]
    published: dict[str, date]

    def mentions_in(self, report: str, start: int, end: int) -> tuple[Placed, ...]:
        """Mentions (start, end, entity, form) that begin inside a stretch of a report."""
        placed = self.mentions.get(report, ())
        return tuple(placed[bisect_left(placed, start, key=_start) : bisect_left(placed, end, key=_start)])


def _start(placed: Placed) -> int:
    return placed[0]


def story_of(record: Record) -> Story:
    """The record, indexed once; ``told`` in the order of the record's claims."""
    texts = {report.id: report.text for report in record.reports}
    placed: dict[str, list[Placed]] = defaultdict(list)
    for entity in record.entities:
        for mention in entity.mentions:
            placed[mention.report].append((mention.start, mention.end, entity.id, mention.form))
    mentions = {report: tuple(sorted(rows)) for report, rows in placed.items()}
    sentences = {report: _sentences(text) for report, text in texts.items()}
    of_claim: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in record.propositions:
        for one in proposition.claims:
            of_claim[one].append(proposition)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in record.findings:
        for one in sorted({claim for side in finding.readings for claim in side.claims}):
            found[one].append(finding)
    topic_words, topic_entities = _topic(record, sentences, mentions)
    return Story(
        record=record,
        texts=texts,
        told=_with_neighbours(
            [
                _told(claim, order, texts[claim.report], sentences[claim.report], mentions.get(claim.report, ()))
                for order, claim in enumerate(record.told)
            ]
        ),
        entities={entity.id: entity for entity in record.entities},
        aliases=_aliases(record, texts),
        described={entity.id: _described(entity, texts) for entity in record.entities},
        topic_words=topic_words,
        topic_entities=topic_entities,
        mentions=mentions,
        propositions={one: tuple(rows) for one, rows in of_claim.items()},
        findings={one: tuple(rows) for one, rows in found.items()},
        times={time.id: time for time in record.times},
        quantities={quantity.id: quantity for quantity in record.quantities},
        published={report.id: day for report in record.reports if (day := _day(report.published.value))},
    )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _sentences(text: str) -> tuple[Span, ...]:
    """Sentences of a text by their punctuation; every character that is not blank lies in one."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if text[start : match.end()].strip():
            spans.append(Span(start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return tuple(spans)


def _told(claim: Claim, order: int, text: str, sentences: tuple[Span, ...], mentions: tuple[Placed, ...]) -> Told:
    first = min(span.start for span in claim.spans)
    number = max(bisect_left([s.end for s in sentences], first + 1), 0)
    sentence = sentences[min(number, len(sentences) - 1)]
    before = sentences[number - 1] if number else None
    own = " ".join(span.of(text) for span in claim.spans)
    last = max(sentence.end, *(span.end for span in claim.spans))
    opening = bisect_left(mentions, min(first, (before or sentence).start), key=_start)
    mentions = mentions[opening : bisect_left(mentions, last, key=_start)]
    within = {e for start, end, e, _ in mentions if any(s.start <= start and end <= s.end for s in claim.spans)}
    filled = {argument.entity for argument in claim.arguments if argument.entity}
    return Told(
        claim=claim,
        order=order,
        words=frozenset(term.removeprefix("~") for term in claim.terms) | base_forms(own),
        predicate=frozenset(claim.predicate.removeprefix("be ").split())
        | frozenset({claim.predicate.replace(" ", "_")}),
        entities=frozenset(within | filled | ({claim.place} if claim.place else set())),
        agents=frozenset(a.entity for a in claim.arguments if a.entity and a.role == "agent"),
        speakers=frozenset(source.entity for step in claim.chain for source in step.sources if source.entity),
        sentence=sentence,
        sentence_words=base_forms(sentence.of(text)),
        sentence_entities=frozenset(e for start, _, e, _ in mentions if sentence.start <= start < sentence.end),
        before_entities=frozenset(e for start, _, e, _ in mentions if before and before.start <= start < before.end),
        before_words=base_forms(before.of(text)) if before else frozenset(),
        beside=frozenset(),
    )


def _with_neighbours(told: list[Told]) -> tuple[Told, ...]:
    together: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in told:
        together[one.claim.report, one.sentence.start].append(one)
    return tuple(
        replace(
            one,
            beside=frozenset(
                word
                for other in together[one.claim.report, one.sentence.start]
                if other is not one and one.agents & other.entities
                for word in other.predicate
            ),
        )
        for one in told
    )


def _topic(
    record: Record, sentences: dict[str, tuple[Span, ...]], mentions: dict[str, tuple[Placed, ...]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Words and entities in the first three sentences of at least half of the reports."""
    words: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    for report in record.reports:
        opening = sentences[report.id][:3]
        if not opening:
            continue
        end = opening[-1].end
        words.update(base_forms(report.text[opening[0].start : end]))
        entities.update({e for start, _, e, _ in mentions.get(report.id, ()) if start < end})
    least = max(1, (len(record.reports) + 1) // 2)
    return (
        frozenset(word for word, times in words.items() if times >= least),
        frozenset(entity for entity, times in entities.items() if times >= least),
    )


def bare(text: str) -> str:
    """A name or noun phrase without article, possessive and case: "The coast guard's" is "coast guard"."""
    words = text.replace("’", "'").casefold().split()
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("'")


def _aliases(record: Record, texts: dict[str, str]) -> dict[str, frozenset[str]]:
    """Name, short form, role or head noun → the entities that are called so."""
    exact: dict[str, set[str]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    for entity in record.entities:
        for mention in entity.mentions:
            if mention.form not in ALIASED:
                continue
            words = bare(texts[mention.report][mention.start : mention.end])
            exact[words].add(entity.id)
            if mention.form in ("nominal", "role"):
                loose[words.split()[-1]].add(entity.id)
            elif mention.form == "name" and " " in words:
                parts = words.split()
                for part in parts[-1:] if entity.kind == "person" else parts:
                    loose[part].add(entity.id)
        exact[bare(entity.name)].add(entity.id)
    for words, ids in loose.items():
        if words not in exact:
            exact[words] = ids
    return {words: frozenset(ids) for words, ids in exact.items()}


def _described(entity: Entity, texts: dict[str, str]) -> frozenset[str]:
    """All words by which an entity is called or described, as base forms."""
    return frozenset(
        word
        for mention in entity.mentions
        if mention.form in ALIASED
        for word in base_forms(texts[mention.report][mention.start : mention.end])
    )
