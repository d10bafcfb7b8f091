"""Under which name a source counts as an origin, or that it counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from whosays.model import Cast, Claim, Entity, Reading, Source, Span
from whosays.origins.bodies import bodies_of, branch, called
from whosays.origins.descriptions import (
    OF_STATE,
    OFFICIALS,
    PRONOUNS,
    UNNAMED,
    Identity,
    agency_in,
    described_by,
    spoken_for,
    without_credit,
)
from whosays.text.stretches import inside
from whosays.words.people import kind_of_people

ITSELF = ("we", "us", "i", "this newspaper", "this paper", "this site", "this website", "this agency", "an earlier")
SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person|people)\b", re.IGNORECASE)
TITLE = 60  # characters in front of a name that may say whose correspondent it is
SAW = re.compile(r"\b(?:saw|seen|watched|witnessed|counted|heard|filmed|photographed)\b", re.IGNORECASE)
WITNESS = re.compile(r"\b(?:journalist|reporter|correspondent|photographer|cameraman|crew)s?\b", re.IGNORECASE)
DOCUMENTS = re.compile(
    r"\b(?:findings|indications|reports?|statements?|figures|data|documents?|analysis|review|inquiry|bulletin|filing|releases?)"
    r" (?:of|by|from) ",
    re.IGNORECASE,
)
OWN_PICTURES = re.compile(
    r"\b(?:recordings?|footage|videos?|film|photo(?:graph)?s?|pictures?)\b.{0,80}\b(?:held|made|taken|shot|filmed|recorded) by "
    r"(?:our |(?:this|the) (?:newspaper|paper|site|website|agency|station)\b)"
)
REPORTS = re.compile(r"\s(?:news\s)?(?:reports?|copy|dispatches)\b")  # behind "agency": nobody
NAMED_KINDS = frozenset({"person", "organisation", "facility", "place"})


class Identities:
    """Answers for the sources of one story; nothing changes after it is made."""

    def __init__(self, readings: Sequence[Reading], cast: Cast) -> None:
        self._mentions = {reading.report.id: reading.mentions for reading in readings}
        self.texts = {reading.report.id: reading.report.text for reading in readings}
        self._outlets = {reading.report.id: reading.report.outlet for reading in readings}
        self._headlines = {
            reading.report.id: [(s.start, s.end) for s in reading.report.segments if s.role == "headline"]
            for reading in readings
        }
        self._entities = {entity.id: entity for entity in cast.entities}
        self._cast = cast
        self._has_name = {entity.id: any(m.form == "name" for m in entity.mentions) for entity in cast.entities}
        self._governments: dict[str, Identity] = {}
        for entity in sorted(cast.entities, key=lambda e: e.id):
            code = cast.country_of.get(entity.id)
            if code is not None and entity.kind == "organisation" and "government" in entity.name.lower():
                self._governments.setdefault(code, Identity(entity.name, entity.id))
        self._called = called(cast, self.texts)
        self._speaks_for = dict(self._spokespeople(readings))
        self.bodies_of = bodies_of(
            readings, cast, {code: found.entity for code, found in self._governments.items() if found.entity}
        )
        self._own_people = {reading.report.id: self._correspondents(reading) for reading in readings}

    def of(self, source: Source, claim: Claim) -> Identity | None:
        """The origin that a source is, or ``None``: the outlet itself, a crowd, a picture, nobody."""
        phrase = without_credit(self._phrase(source, claim.report))
        low = phrase.lower()
        if not low or low in ITSELF or low.startswith(ITSELF[3:]):
            return None
        if low.startswith("our ") or OWN_PICTURES.search(low):
            outlet = self._outlets[claim.report]
            return Identity(outlet, None) if outlet else None
        if low in PRONOUNS and _already_speaks(source, claim):
            return UNNAMED
        if phrase != self._phrase(source, claim.report):
            return described_by(phrase)
        if (whole := self._whole(phrase)) is not None:
            return whole
        owner = bool(source.name) and f"{source.name}'s " in phrase.replace("’", "'")  # "Tarsola's transport ministry"
        entity = None if owner else self._entities.get(source.entity or "")
        agency = agency_in(phrase)
        if agency is not None and (entity is None or entity.kind != "person" or agency_in(entity.name) is not None):
            return Identity(agency, None, agency=WITNESS.search(phrase) is None)
        institution = self._institution(source, claim.report, phrase, entity)
        if institution is not None:
            return institution
        if entity is not None and entity.kind in NAMED_KINDS and self._has_name[entity.id]:
            if entity.id in self._own_people[claim.report] and not self._saw(source, claim.report):
                return None
            return Identity(entity.name, entity.id, person=entity.kind == "person")
        if (
            low in ("agency", "news agency")
            and source.end is not None
            and REPORTS.match(self.texts[claim.report][source.end :])
        ):
            return None
        if low in PRONOUNS:
            return described_by(entity.name) if entity is not None and entity.name.lower() not in PRONOUNS else UNNAMED
        return None if self._heads_the_text(source, claim.report) else described_by(phrase)

    def _whole(self, phrase: str) -> Identity | None:
        """The body whose branch in some part of the world a phrase names: "Harbour Aid Africa", where a report names Harbour Aid."""
        match = branch(phrase)
        found = self._called.get(match, frozenset()) if match else frozenset()
        return Identity(self._entities[min(found)].name, min(found)) if len(found) == 1 else None

    def _heads_the_text(self, source: Source, report: str) -> bool:
        """Is it somebody unnamed in a headline ("Survivor describes crash")? The text below says who."""
        titled = any(start <= (source.start or 0) < end for start, end in self._headlines[report])
        head = re.split(r" (?:of|at|with|from|in|on|who) |,", self._phrase(source, report))[0].split()
        return titled and source.start is not None and bool(head) and kind_of_people(head[-1]) == "anyone"

    def _phrase(self, source: Source, report: str) -> str:
        if source.start is not None and source.end is not None:
            return self.texts[report][source.start : source.end]
        return source.name or ""

    def _institution(self, source: Source, report: str, phrase: str, entity: Entity | None) -> Identity | None:
        """Whom an official or unnamed speaker stands for: "US officials", "a Kremlin spokesman", "doctors at X hospital"."""
        if entity is not None and entity.id in self._speaks_for:
            return self._speaks_for[entity.id]
        speaks, document = SPOKESPERSON.search(phrase) is not None, DOCUMENTS.search(phrase) is not None
        if not (speaks or document) and (
            OFFICIALS.search(phrase) is None or (entity and entity.kind == "person" and self._has_name[entity.id])
        ):
            return None
        inside = self._named_inside(source, report)
        bodies = [found for found in inside if found.kind in ("organisation", "facility")]
        part = OF_STATE.match(phrase.lower())
        if bodies and not (part and part["owner"] == bodies[0].name.lower()):
            return Identity(bodies[0].name, bodies[0].id)
        if document and not OFFICIALS.search(phrase):
            return None
        if speaks:
            return spoken_for(phrase) or (
                Identity(entity.name, entity.id) if entity and self._has_name[entity.id] else None
            )
        if entity is not None and entity.kind == "organisation":
            return Identity(entity.name, entity.id) if self._has_name[entity.id] else described_by(phrase)
        countries = [found for found in inside if found.id in self._cast.country_of]
        if countries:
            return self._government(countries[0])
        return described_by(phrase) if entity is None or entity.kind == "place" else None

    def _named_inside(self, source: Source, report: str) -> list[Entity]:
        if source.start is None or source.end is None:
            return []
        within = inside(self._mentions[report], (Span(source.start, source.end),))
        named = (m for m in within if m.form in ("name", "adjective") or self.texts[report][m.start : m.end] == "its")
        return [self._entities[self._cast.of_mention[m.id]] for m in named if m.id in self._cast.of_mention]

    def _government(self, country: Entity) -> Identity:
        """A country's officials are its government, where the story has such an entity; else the country stands for it."""
        government = self._governments.get(self._cast.country_of[country.id])
        return government or Identity(country.name, country.id)

    def _correspondents(self, reading: Reading) -> frozenset[str]:
        """The people whom a report calls its outlet's own: "Example News's Ida Holm reports from the border"."""
        mine = _outlet_pattern(reading.report.outlet)
        if mine is None:
            return frozenset()
        people = (m for m in reading.mentions if m.form == "name" and m.kind == "person")
        named = (m for m in people if mine.search(reading.report.text[max(0, m.start - TITLE) : m.start]))
        return frozenset(self._cast.of_mention[m.id] for m in named if m.id in self._cast.of_mention)

    def _saw(self, source: Source, report: str) -> bool:
        """Is a source said to have seen or counted it?"""
        return source.cue is not None and SAW.search(source.cue.of(self.texts[report])) is not None

    def _spokespeople(self, readings: Sequence[Reading]) -> Iterable[tuple[str, Identity]]:
        """Named people whom any report of the story calls somebody's spokesperson, and that somebody."""
        for reading in readings:
            for mention in reading.mentions:
                entity = self._cast.of_mention.get(mention.id)
                if mention.form != "name" or mention.kind != "person" or entity is None:
                    continue
                before = reading.report.text[max(0, mention.start - 80) : mention.start]
                title = "spokes" in before and re.search(
                    r"([^.,;:()\n]{0,80}?)\bspokes(?:man|woman|person)\s{1,9}$", before
                )
                if not title:
                    continue
                start = mention.start - len(before) + title.start(1)
                source = Source(entity, None, start, mention.start, None, None)
                bodies = [
                    e for e in self._named_inside(source, reading.report.id) if e.kind in ("organisation", "facility")
                ]
                spoken = Identity(bodies[0].name, bodies[0].id) if bodies else spoken_for(title.group(1) + " spokesman")
                if spoken is not None:
                    yield entity, spoken


def _already_speaks(source: Source, claim: Claim) -> bool:
    """Is a "he" whom a speaker cites taken for that speaker himself ("Holm said: “He said he was tired”")? Then he is somebody else."""
    before = {other.entity for step in claim.chain[1:-1] for other in step.sources}
    return source.entity is not None and source.entity in before and source in claim.chain[-1].sources


@cache
def _outlet_pattern(outlet: str | None) -> re.Pattern[str] | None:
    """An outlet's name, or a label of its domain, as the owner of what stands behind it: "NPR's international correspondent "."""
    bare = (outlet or "").strip().removeprefix("www.")
    labels = [label for label in bare.split(".")[:-1] if len(label) > 2] if " " not in bare else []
    forms = [form for form in (bare, *labels) if form]
    spelled = "|".join(re.escape(form) for form in forms)
    return re.compile(rf"\b(?:{spelled})['’]s? (?:[\w-]{{1,20}} ){{0,4}}$", re.IGNORECASE) if forms else None
