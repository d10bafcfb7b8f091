"""Reports and small records out of a few words, as many as are wanted: for measuring the store, not what is read in them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from whosays.model import (
    Brief,
    Claim,
    Entity,
    EntityMention,
    Generator,
    Lineage,
    Links,
    Origin,
    Proposition,
    Published,
    Record,
    Report,
    Segment,
    Source,
    Span,
    Step,
    StoryHeader,
    key,
)

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
COMMON = (
    "the a of in on to and was is that had with for after before near ministry harbour train bridge report said".split()
)
OUTLETS = ("Alden Post", "Bexley Times", "Corrin Herald", "Dunmore Star", "Eskdale Mail")


def made_report(number: int, *, words: int = 400) -> Report:
    """The report of this number: always the same, some 2.5 kB at 400 words, with a headline and sentences."""
    chance = random.Random(number)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(80)]
    sentences = []
    for _ in range(words // 20):
        chosen = [chance.choice(COMMON if chance.random() < 0.5 else vocabulary) for _ in range(20)]
        sentences.append(" ".join(chosen).capitalize() + ".")
    title = f"Report {number} on {vocabulary[0]} and {vocabulary[1]}"
    text = f"{title}\n\n" + "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)) + "\n"
    published = f"2031-{1 + number % 12:02d}-{1 + number % 28:02d}T{number % 24:02d}:00:00+00:00"
    outlet, url = OUTLETS[number % len(OUTLETS)], f"https://example.org/{number}"
    return Report(
        id=key("r", outlet, url, published, text),
        source=f"{number}.txt",
        outlet=outlet,
        title=title,
        url=url,
        language="en",
        published=Published(published, "given", (), ()),
        text=text,
        segments=(Segment(0, len(title), "headline"), Segment(len(title) + 2, len(text), "body")),
    )


def record_of(reports: Sequence[Report]) -> Record:
    """A record of these reports: each sentence a claim, each claim a proposition, the first word of each title an entity."""
    claims = tuple(claim for report in reports for claim in _claims(report))
    name = reports[0].text[: len("Report")]
    mentions = tuple(EntityMention(report.id, 0, len(name), "name", False, None) for report in reports)
    entities = (Entity("e1", "other", name, Links(None, None), None, mentions, ()),)
    return Record(
        record_version=1,
        generator=Generator("0", (), ""),
        story=StoryHeader(key("s", *(report.id for report in reports)), reports[0].title, None, None),
        reports=tuple(reports),
        entities=entities,
        times=(),
        quantities=(),
        claims=claims,
        relations=(),
        propositions=tuple(_proposition(claim, reports) for claim in claims),
        findings=(),
        lineage=Lineage((), ()),
        timeline=(),
        itinerary=(),
        events=(),
        brief=Brief(()),
        notices=(),
    )


def _claims(report: Report) -> list[Claim]:
    found, at = [], report.segments[1].start
    for sentence in report.text[at:].split("."):
        words = sentence.strip()
        if words:
            start = at + sentence.index(words[0])
            found.append(_claim(report, Span(start, start + len(words))))
        at += len(sentence) + 1
    return found


def _claim(report: Report, span: Span) -> Claim:
    source = Source(None, report.outlet, None, None, None, None)
    return Claim(
        id=key("c", report.id, span.start),
        report=report.id,
        spans=(span,),
        predicate="say",
        predicate_span=Span(span.start, span.start + 1),
        arguments=(),
        polarity="+",
        factuality="certain",
        factuality_score=3.0,
        attribution="outlet_voice",
        chain=(Step((source,), "outlet", "asserts", None, (), False),),
        times=(),
        place=None,
        quantities=(),
        alternatives=(),
        as_of=None,
        quote="none",
        hedges=(),
        condition=None,
        terms=(),
        zone="body",
    )


def _proposition(claim: Claim, reports: Sequence[Report]) -> Proposition:
    text = next(report.text for report in reports if report.id == claim.report)
    origin = Origin(claim.chain[0].sources[0].name or "", None, (claim.id,), "direct", "asserts")
    return Proposition(
        id=key("p", claim.id),
        statement=claim.spans[0].of(text),
        claims=(claim.id,),
        origins=(origin,),
        independent_sources=1,
        independent_sources_entailed=1,
        status="single-source",
    )
