"""W3C PROV (PROV-JSON): who said what, and from whom they have it.

A report is an entity. What each step of a claim's chain says is an entity too, attributed to its sources and derived from what the
next step says; the outermost is the origin as worded. A denial is a statement like others, with its stance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whosays.exports.moments import moment
from whosays.exports.texts import file_stem, json_bytes
from whosays.model import Claim, Record, Step, key
from whosays.render.story import Story, story_of
from whosays.render.wording import source_name, step_name, words_of

NAMESPACE = "urn:whosays:"
KINDS = {"person": "prov:Person", "organisation": "prov:Organization", "place": "prov:Organization"}
EDGES = {"copies": "prov:Quotation", "revises": "prov:Revision", "cites": None, "shares-wire": None}


@dataclass(slots=True)
class Document:
    """The parts of a PROV-JSON document as they are collected, each by its id; organisations of the cast by their name."""

    organisations: Mapping[str, str]

    entity: dict[str, Any] = field(default_factory=dict)
    agent: dict[str, Any] = field(default_factory=dict)
    derived: dict[str, Any] = field(default_factory=dict)
    attributed: dict[str, Any] = field(default_factory=dict)

    def derive(self, what: str, source: str, kind: str | None = None) -> None:
        """``what`` goes back to ``source``."""
        more = {"prov:type": _name(kind)} if kind else {}
        self.derived[f"_:d{len(self.derived)}"] = {"prov:generatedEntity": what, "prov:usedEntity": source, **more}

    def attribute(self, what: str, agent: str) -> None:
        """``what`` is somebody's."""
        self.attributed[f"_:a{len(self.attributed)}"] = {"prov:entity": what, "prov:agent": agent}


def files(record: Record) -> dict[str, bytes]:
    """One document."""
    story, document = story_of(record), Document(_organisations(record))
    kinds = {entity.id: entity.kind for entity in record.entities}
    for report in record.reports:
        outlet = report.outlet
        about = {"prov:type": _name("ws:Report"), "prov:label": report.title or report.source}
        published = moment(report.published.value)
        when = {"ws:published": report.published.value} if published else {}
        address = {"prov:location": report.url} if report.url else {}
        document.entity[f"ws:{report.id}"] = {**about, **when, **address}
        if outlet:
            document.attribute(f"ws:{report.id}", _agent(document, outlet, "prov:Organization"))
    for claim in record.told:
        _claim(document, story, claim, kinds)
    for edge in record.lineage.edges:
        document.derive(f"ws:{edge.from_report}", f"ws:{edge.to_report}", EDGES.get(edge.kind))
    plain = {
        "prefix": {"ws": NAMESPACE},
        "entity": document.entity,
        "agent": document.agent,
        "wasDerivedFrom": document.derived,
        "wasAttributedTo": document.attributed,
    }
    return {file_stem(record) + ".prov.json": json_bytes({name: part for name, part in plain.items() if part})}


def _claim(document: Document, story: Story, claim: Claim, kinds: Mapping[str, str]) -> None:
    """The claim as each step of its chain says it, outlet first; the outermost is what all go back to."""
    words = words_of(story, claim.report, claim.spans)
    inner = None
    for number, step in enumerate(claim.chain):
        said = f"ws:{claim.id}.{number}"
        document.entity[said] = {
            "prov:type": _name("ws:Statement"),
            "prov:label": f"{step_name(story, claim, step)}: {words}",
            "prov:value": words,
            "ws:role": step.role,
            "ws:stance": step.stance,
            **({"ws:factuality": claim.factuality} if number == len(claim.chain) - 1 else {}),
        }
        for agent in _sources(document, story, claim, step, kinds):
            document.attribute(said, agent)
        if inner is None:  # what the outlet says is quoted from its report
            document.derive(said, f"ws:{claim.report}", "prov:Quotation")
        else:
            document.derive(inner, said)
        inner = said


def _sources(document: Document, story: Story, claim: Claim, step: Step, kinds: Mapping[str, str]) -> list[str]:
    """The named sources of a step; who is not named is nobody's agent."""
    found = []
    for source in step.sources:
        name = source_name(story, source)
        if name is None and step.role == "outlet":
            name = story.labels.get(claim.report)
        if name:
            outlet = "prov:Organization" if step.role in ("outlet", "agency") else None
            kind = KINDS.get(kinds.get(source.entity or "", "")) or outlet
            found.append(_agent(document, name, kind, source.entity))
    return list(dict.fromkeys(found))


def _organisations(record: Record) -> dict[str, str]:
    """The organisations whose name no other has, by it."""
    names = Counter(one.name for one in record.entities if one.kind == "organisation")
    return {one.name: one.id for one in record.entities if one.kind == "organisation" and names[one.name] == 1}


def _agent(document: Document, name: str, kind: str | None, entity: str | None = None) -> str:
    """The id of an agent: its entity's, also for an outlet that one organisation of the cast is called like; else by the name."""
    if kind == "prov:Organization":
        entity = entity or document.organisations.get(name)
    id = "ws:" + (entity or key("agent", name))
    typed = {"prov:type": _name(kind)} if kind else {}
    document.agent.setdefault(id, {"prov:label": name, **typed})
    return id


def _name(kind: str) -> dict[str, str]:
    return {"$": kind, "type": "prov:QUALIFIED_NAME"}
