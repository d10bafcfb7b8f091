"""Records for the tests of the brief, written as sentences: who is mentioned where is found by looking the words up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whosays.model import (
    Argument,
    Brief,
    Claim,
    Entity,
    EntityMention,
    Finding,
    Generator,
    Lineage,
    Links,
    Origin,
    Proposition,
    Published,
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
)

PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})


@dataclass
class Story:
    """Collects the parts of a record; ``texts`` are the reports by id, ``outlets`` their outlets."""

    texts: Mapping[str, str]
    outlets: Mapping[str, str | None] = field(default_factory=dict)
    published: str | None = "2031-05-14T09:00+00:00"
    entities: list[Entity] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def span(self, report: str, words: str, within: Span | None = None) -> Span:
        """Where the words stand in the report (inside a span, if one is given)."""
        text = self.texts[report]
        start = text.index(words, within.start if within else 0)
        return Span(start, start + len(words))

    def entity(self, id: str, kind: str, name: str, *mentions: tuple[str, str]) -> str:
        """An entity with mentions as (report, words); words in small letters are nominals or pronouns."""
        found = []
        for report, words in mentions:
            span = self.span(report, words)
            form: Any = "pronoun" if words.lower() in PRONOUNS else "name" if words[0].isupper() else "nominal"
            found.append(EntityMention(report, span.start, span.end, form, form == "pronoun", None))
        self.entities.append(Entity(id, kind, name, Links(None, None), None, tuple(found), ()))  # type: ignore[arg-type]
        return id

    def time(
        self, id: str, report: str, words: str, value: str, earliest: str | None, latest: str, grain: str = "day"
    ) -> str:
        """A dated expression with its interval."""
        span = self.span(report, words)
        place = (report, span.start, span.end)
        self.times.append(Time(id, *place, "DATE", value, None, None, earliest, latest, None, grain, None))
        return id

    def claim(self, id: str, report: str, words: str, verb: str, lemma: str, **given: Any) -> str:
        """A claim over these words; ``agent="the mayor"`` and other roles take words or (words, entity).

        ``by`` is (source's words, cue's words, entity) of a speaker; ``role`` its step's role.
        """
        span = self.span(report, words)
        arguments = []
        for role in ("agent", "patient", "recipient", "theme", "place", "source", "goal", "topic", "value"):
            if role in given:
                arguments.append(self._argument(report, span, role, given.pop(role)))
        by, step_role = given.pop("by", None), given.pop("role", "speaker")
        chain = [
            Step(
                (Source(None, self.outlets.get(report), None, None, None, None),), "outlet", "asserts", None, (), False
            )
        ]
        if by is not None:
            name, cue, who = by
            at, said = self.span(report, name), self.span(report, cue)
            source = Source(who, name, at.start, at.end, said, None)
            stance: Any = "denies" if given.get("factuality") == "denied" else "asserts"
            chain.append(Step((source,), step_role, stance, said, (span,), False))
        values: dict[str, Any] = {
            "id": id, "report": report, "spans": (span,), "predicate": lemma,
            "predicate_span": self.span(report, verb, span), "arguments": tuple(arguments), "polarity": "+",
            "factuality": "certain", "factuality_score": 3.0, "attribution": "attributed" if by else "outlet_voice",
            "chain": tuple(chain), "times": (), "place": None, "quantities": (), "alternatives": (), "as_of": None,
            "quote": "none", "hedges": (), "condition": None, "terms": (), "zone": "body",
        }  # fmt: skip
        self.claims.append(Claim(**(values | given)))
        return id

    def _argument(self, report: str, within: Span, role: str, given: str | tuple[str, str]) -> Argument:
        words, who = given if isinstance(given, tuple) else (given, None)
        span = self.span(report, words, within)
        return Argument(role, who, span.start, span.end, words.split()[-1].lower(), None)  # type: ignore[arg-type]

    def proposition(
        self, id: str, claims: Sequence[str], origins: Mapping[str, Sequence[str]] | None = None, **given: Any
    ) -> str:
        """A proposition with origins as name → claims; the count follows from them."""
        told = tuple(Origin(n, None, tuple(c), "direct", "asserts") for n, c in (origins or {}).items())
        status: Any = given.get("status") or (
            "corroborated" if len(told) > 1 else "single-source" if told else "unattributed"
        )
        self.propositions.append(Proposition(id, "", tuple(claims), told, len(told), len(told), status))
        return id

    def finding(
        self, id: str, kind: str, sides: Mapping[str, Sequence[str]], computation: str, slot: str = "number"
    ) -> str:
        """A shown finding with sides as answer → claims."""
        readings = tuple(Side(answer, tuple(c), 0) for answer, c in sides.items())
        self.findings.append(
            Finding(id, kind, slot, "", readings, computation, None, tuple(self.texts), (), True)  # type: ignore[arg-type]
        )
        return id

    def record(self) -> Record:
        """The record so far, with the brief and the views still empty."""
        day = Published(self.published, "given" if self.published else "absent", (), ())
        reports = tuple(
            Report(r, f"{r}.txt", self.outlets.get(r), None, None, "en", day, text, (Segment(0, len(text), "body"),))
            for r, text in self.texts.items()
        )
        return Record(
            1, Generator("0", (), ""), StoryHeader("s", None, None, None), reports, tuple(self.entities), tuple(self.times), (),
            tuple(self.claims), tuple(self.relations), tuple(self.propositions), tuple(self.findings), Lineage((), ()),
            (), (), (), Brief(()), (),
        )  # fmt: skip
