"""A small complete record made by hand: two invented reports of one ferry accident, with every kind of value in it."""

from __future__ import annotations

from whosays.model import (
    Alternative,
    Argument,
    Brief,
    BriefSentence,
    Claim,
    Coordinates,
    DateCandidate,
    Entity,
    EntityMention,
    Event,
    EventChain,
    Finding,
    Generator,
    Interval,
    Itinerary,
    Leg,
    Lineage,
    LineageEdge,
    Links,
    Merge,
    Model,
    Notice,
    Opinion,
    Origin,
    OriginGroup,
    OutsideFact,
    Passage,
    Proposition,
    Published,
    Quantity,
    Record,
    Relation,
    Report,
    Segment,
    Side,
    Source,
    Span,
    Step,
    StoryHeader,
    Time,
    TimelineEntry,
)

POST = """\
Ferry strikes pier as ministry denies fire

Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday, the Transport Ministry said.

The ministry denied that a fire had broken out in the engine room.

The crossing is expected to reopen on Friday.
"""
LEDGER = """\
Fifteen hurt in ferry accident

Fifteen people were hurt when the Maribel struck a pier, according to the fire brigade.

The captain, Ada Lorne, was not on the bridge, a deckhand said.
"""
TEXTS = {"r1": POST, "r2": LEDGER}


def at(report: str, words: str) -> Span:
    """The span of the first place where these words stand in a report."""
    start = TEXTS[report].index(words)
    return Span(start, start + len(words))


def passage(report: str, words: str) -> Passage:
    """The same with the report's id."""
    span = at(report, words)
    return Passage(report, span.start, span.end)


def outlet(name: str) -> Step:
    """The first step of a chain: the outlet itself."""
    return Step((Source(None, name, None, None, None, None),), "outlet", "asserts", None, (), False)


def speaker(report: str, words: str, cue: str, *, entity: str | None, stance: str = "asserts") -> Step:
    """A step of a chain: somebody who says it."""
    span = at(report, words)
    source = Source(entity, words, span.start, span.end, at(report, cue), None)
    return Step((source,), "speaker", stance, at(report, cue), (), False)  # type: ignore[arg-type]


def claim(number: int, report: str, words: str, head: str, chain: tuple[Step, ...], **changed: object) -> Claim:
    """A claim with plain values, except those that are given."""
    values: dict[str, object] = {
        "id": f"c{number}",
        "report": report,
        "spans": (at(report, words),),
        "predicate": head,
        "predicate_span": at(report, head),
        "arguments": (),
        "polarity": "+",
        "factuality": "certain",
        "factuality_score": 3.0,
        "attribution": "attributed" if len(chain) > 1 else "outlet_voice",
        "chain": chain,
        "times": (),
        "place": None,
        "quantities": (),
        "alternatives": (),
        "as_of": None,
        "quote": "none",
        "hedges": (),
        "condition": None,
        "terms": (),
        "zone": "body",
    }
    return Claim(**{**values, **changed})  # type: ignore[arg-type]


def report(number: int, outlet_name: str, title: str, published: Published) -> Report:
    """One of the two reports."""
    text = TEXTS[f"r{number}"]
    head = Segment(0, len(title), "headline")
    return Report(
        id=f"r{number}",
        source=f"report-{number}.txt",
        outlet=outlet_name,
        title=title,
        url=f"https://example.org/{number}",
        language="en",
        published=published,
        text=text,
        segments=(head, Segment(len(title) + 2, len(text), "body")),
    )


def claims() -> tuple[Claim, ...]:
    """Five claims: two figures that clash, a denial, an expectation, and one that a single report has."""
    post, ledger = outlet("Harbour Post"), outlet("Island Ledger")
    ministry = speaker("r1", "Transport Ministry", "said", entity="e2")
    return (
        claim(
            1,
            "r1",
            "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday",
            "hurt",
            (post, ministry),
            arguments=(
                Argument("patient", None, 44, 61, "passenger", None),
                Argument("theme", "e1", None, None, None, None),
            ),
            times=("t1",),
            place="e4",
            quantities=("q1",),
            as_of=Interval("2031-05-06", None),
            terms=("passenger", "hurt"),
            alternatives=(Alternative("attachment", (at("r1", "on Tuesday"),)),),
        ),
        claim(
            2,
            "r1",
            "a fire had broken out in the engine room",
            "broken",
            (post, speaker("r1", "The ministry", "denied", entity="e2", stance="denies")),
            factuality="denied",
            factuality_score=-3.0,
        ),
        claim(
            3,
            "r1",
            "The crossing is expected to reopen on Friday",
            "reopen",
            (post,),
            factuality="expected",
            factuality_score=1.5,
            hedges=(at("r1", "expected"),),
        ),
        claim(
            4,
            "r2",
            "Fifteen people were hurt when the Maribel struck a pier",
            "hurt",
            (ledger, speaker("r2", "fire brigade", "according to", entity="e3")),
            quantities=("q2",),
        ),
        claim(
            5,
            "r2",
            "The captain, Ada Lorne, was not on the bridge",
            "was",
            (ledger, speaker("r2", "a deckhand", "said", entity=None)),
            polarity="-",
            factuality_score=None,
        ),
    )


def entities() -> tuple[Entity, ...]:
    """A vehicle under two names, two organisations, and a place."""

    def mention(where: str, words: str, **changed: object) -> EntityMention:
        span = at(where, words)
        values = {"form": "name", "inferred": False, "reason": None, **changed}
        return EntityMention(where, span.start, span.end, **values)  # type: ignore[arg-type]

    nowhere = Links(None, None)
    reason = "the short form stands in the same report"
    nominal = mention("r1", "The ministry", form="nominal", inferred=True, reason="the only ministry")
    return (
        Entity(
            "e1",
            "vehicle",
            "the ferry Maribel",
            nowhere,
            None,
            (mention("r1", "ferry Maribel"), mention("r2", "Maribel")),
            (Merge("ferry Maribel", "Maribel", "same", reason),),
        ),
        Entity(
            "e2",
            "organisation",
            "Transport Ministry",
            nowhere,
            None,
            (mention("r1", "Transport Ministry"), nominal),
            (),
        ),
        Entity(
            "e3", "organisation", "fire brigade", nowhere, None, (mention("r2", "fire brigade", form="nominal"),), ()
        ),
        Entity(
            "e4",
            "facility",
            "pier",
            Links("Q863454", None),
            Coordinates(57.0, -6.25, 2.0),
            (mention("r1", "pier", form="nominal"),),
            (),
        ),
    )


def propositions() -> tuple[Proposition, ...]:
    """One for each claim: no two claims say the same."""
    ministry, brigade = "Transport Ministry", "fire brigade"
    return (
        Proposition(
            "p1",
            "Twelve passengers were hurt.",
            ("c1",),
            (Origin(ministry, "e2", ("c1",), "direct", "asserts"),),
            1,
            1,
            "disputed",
        ),
        Proposition(
            "p2",
            "A fire broke out in the engine room.",
            ("c2",),
            (Origin(ministry, "e2", ("c2",), "direct", "denies"),),
            0,
            0,
            "denied",
        ),
        Proposition("p3", "The crossing will reopen on Friday.", ("c3",), (), 0, 0, "unattributed"),
        Proposition(
            "p4",
            "Fifteen people were hurt.",
            ("c4",),
            (Origin(brigade, "e3", ("c4",), "direct", "asserts"),),
            1,
            1,
            "disputed",
        ),
        Proposition(
            "p5",
            "The captain was not on the bridge.",
            ("c5",),
            (Origin("a deckhand", None, ("c5",), "direct", "asserts"),),
            1,
            1,
            "single-source",
        ),
    )


def findings() -> tuple[Finding, ...]:
    """A contradiction that is shown, and a checked agreement that is not."""
    return (
        Finding(
            "f1",
            "contradiction",
            "number",
            "How many people were hurt?",
            (Side("12", ("c1",), 1), Side("15", ("c4",), 1)),
            "15 − 12 = 3",
            None,
            ("r1", "r2"),
            (OutsideFact("The ferry holds 200 people.", "a ship register"),),
            True,
        ),
        Finding(
            "f2",
            "consistent",
            "place",
            "What did the ferry strike?",
            (Side("a pier", ("c1", "c4"), 2),),
            "pier = pier",
            None,
            ("r1", "r2"),
            (),
            False,
        ),
    )


def brief() -> Brief:
    """Three sentences with their passages, one of them cited twice."""
    twelve = passage("r1", "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday")
    fifteen = passage("r2", "Fifteen people were hurt when the Maribel struck a pier")
    return Brief(
        (
            BriefSentence("The ferry Maribel struck a pier on Tuesday.", ("c1",), ("p1",), (), (twelve,)),
            BriefSentence(
                "The reports differ on the number of people hurt: 12 or 15.",
                ("c1", "c4"),
                ("p1", "p4"),
                ("f1",),
                (twelve, fifteen),
            ),
            BriefSentence(
                "The Transport Ministry denied a fire in the engine room.",
                ("c2",),
                ("p2",),
                (),
                (passage("r1", "The ministry denied that a fire had broken out in the engine room."),),
            ),
        )
    )


def story() -> Record:
    """The whole record."""
    given = Published("2031-05-07T09:00:00+01:00", "given", (), ())
    candidate = DateCandidate("2031-05-07", (passage("r1", "on Tuesday"),))
    inferred = Published("2031-05-07", "inferred", (passage("r1", "on Tuesday"),), (candidate,))
    tuesday, twelve, fifteen = at("r1", "on Tuesday"), at("r1", "Twelve"), at("r2", "Fifteen people")
    pair = (passage("r2", "struck a pier"), passage("r1", "struck a pier"))
    return Record(
        record_version=1,
        generator=Generator("0.1.0", (Model("en_test", "1.0", "0" * 64),), "1" * 64),
        story=StoryHeader("s1", "Ferry strikes pier", "2031-05-07", "2031-05-07"),
        reports=(
            report(1, "Harbour Post", "Ferry strikes pier as ministry denies fire", given),
            report(2, "Island Ledger", "Fifteen hurt in ferry accident", inferred),
        ),
        entities=entities(),
        times=(
            Time(
                "t1",
                "r1",
                tuesday.start,
                tuesday.end,
                "DATE",
                "2031-05-06",
                None,
                "2031-05-07",
                "2031-05-06",
                "2031-05-06",
                None,
                "day",
                "-P1D",
            ),
        ),
        quantities=(
            Quantity("q1", "r1", twelve.start, twelve.end, 12.0, 12.0, False, "passenger", "hurt"),
            Quantity("q2", "r2", fifteen.start, fifteen.end, 15.0, None, True, "person", None),
        ),
        claims=claims(),
        relations=(Relation("c1", "c4", "contradicts", "12 and 15 of the same people"),),
        propositions=propositions(),
        findings=findings(),
        lineage=Lineage(
            (OriginGroup("Transport Ministry", ("r1",), (passage("r1", "Transport Ministry"),)),),
            (LineageEdge("r2", "r1", "cites", (pair,)),),
        ),
        timeline=(TimelineEntry("2031-05-06", "2031-05-06", None, "day", ("c1",), ("p1",)),),
        itinerary=(Itinerary("e1", (Leg("e4", "2031-05-06", None, ("c1",), (), "reported"),)),),
        events=(Event(("e1",), None, ("e2",), "2031-05-06", "e4", "occurred", False, ("c1",)),),
        brief=brief(),
        notices=(Notice("other", None, "report-3.txt", "given twice, read once"),),
        event_chains=(EventChain("w1", "strike", (passage("r1", "struck"), passage("r2", "struck")), ("c1", "c4")),),
        opinions=(
            Opinion(
                "tiny",
                "relation",
                ("c1", "c4"),
                "f1",
                None,
                "contradicts",
                (passage("r1", "Twelve passengers"), passage("r2", "Fifteen people")),
                None,
                None,
                "2" * 64,
                "3" * 64,
            ),
        ),
    )
