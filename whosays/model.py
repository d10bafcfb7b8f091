"""The types that every room shares: frozen values that point at characters of an unchanged report.

Only the standard library is imported here. Offsets are Unicode code points, half-open ``[start, end)``, into
``Report.text``. Ids are functions of named key fields (see :func:`key`), never of serialised objects. Everything a
record holds is made of these types; ``record.py`` alone turns them into JSON and back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

SegmentRole = Literal[
    "headline", "dek", "dateline", "byline", "body", "caption", "photo_credit", "metadata_prefix", "correction", "boilerplate"
]
EntityKind = Literal["person", "organisation", "place", "facility", "vehicle", "event", "role", "group", "other"]
MentionForm = Literal["name", "nominal", "pronoun", "adjective", "role"]
Factuality = Literal[
    "certain", "probable", "possible", "expected", "conditional", "unconfirmed", "hypothetical", "denied", "retracted"
]
AttributionKind = Literal["outlet_voice", "attributed", "impersonal"]
StepRole = Literal["outlet", "agency", "speaker", "document", "footage"]
Stance = Literal["asserts", "denies", "doubts", "declines", "expects"]
Polarity = Literal["+", "-"]
Quotation = Literal["none", "direct", "partial_direct", "paraphrase", "scare_quote"]
ArgumentRole = Literal["agent", "patient", "recipient", "theme", "place", "source", "goal", "instrument", "topic", "value"]
RelationKind = Literal["same", "refines", "contradicts", "in-tension", "supersedes", "copy", "part-of", "related"]
Status = Literal[
    "corroborated", "single-source", "unattributed", "disputed", "denied", "unconfirmed", "superseded", "retracted"
]
FindingKind = Literal[
    "contradiction", "tension", "update", "retraction", "denial-omitted", "hedge-dropped", "headline-stronger",
    "misattribution", "derived", "consistent",
]  # fmt: skip
Slot = Literal["number", "time", "place", "polarity", "identity", "cause", "attribution", "modality"]
EdgeKind = Literal["copies", "shares-wire", "cites", "revises"]
NoticeKind = Literal["refused", "truncated", "duplicate", "date-clash", "hidden-text", "homoglyph", "other"]
LegStatus = Literal["reported", "corroborated", "candidate", "denied"]
EventStatus = Literal["occurred", "intended", "denied", "alleged"]
Judgement = Literal["same", "different", "unsure"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


def key(prefix: str, *fields: object) -> str:
    """An id from key fields: the prefix and 12 hexadecimal digits of the SHA-256 of the fields joined by a unit separator."""
    joined = "\x1f".join("" if field is None else str(field) for field in fields)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


# ------------------------------------------------------------------------------------------------ spans
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of a report that the owner names."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does the other lie inside this one?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters ``[start, end)`` of the report with this id."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, ISO 8601; an open end is ``None``."""

    earliest: str | None
    latest: str | None


# ------------------------------------------------------------------------------------------------ reports
@dataclass(frozen=True, slots=True)
class Segment:
    """A zone of a report: which characters are headline, dateline, caption, credit …"""

    start: int
    end: int
    role: SegmentRole


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date that a report may have been published on, and the words that say so."""

    value: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """When a report came out: ISO 8601, with the offset where it is known."""

    value: str | None
    status: Literal["given", "inferred", "absent"]
    evidence: tuple[Passage, ...]
    candidates: tuple[DateCandidate, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One article as published. ``text`` never changes after it was read."""

    id: str
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    published: Published
    text: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user must know about an input: refused, truncated, given twice …"""

    kind: NoticeKind
    report: str | None
    source: str | None
    message: str


# ------------------------------------------------------------------------------------------------ parse
@dataclass(frozen=True, slots=True)
class Token:
    """A word of the parse: Universal POS, Penn tag, dependency label (ClearNLP), index of its head in ``Parse.tokens``."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of the parse, the characters they cover, the zone they stand in, their paragraph's number."""

    first: int
    last: int
    start: int
    end: int
    role: SegmentRole
    paragraph: int


@dataclass(frozen=True, slots=True)
class NameGuess:
    """What the parser takes for a name: tokens ``[first, last)`` and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, dependency tree, sentences and guessed names of one report; nothing of the parser itself."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[NameGuess, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the token and of all below it, in text order."""
        found, todo = [index], [index]
        while todo:
            below = self.children[todo.pop()]
            found.extend(below)
            todo.extend(below)
        return tuple(sorted(found))

    def sentence_of(self, index: int) -> int:
        """Number of the sentence that holds a token."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if index >= self.sentences[middle].last:
                low = middle + 1
            else:
                high = middle
        return low

    def words(self, first: int, last: int) -> str:
        """The text from the first character of token ``first`` to the last of token ``last - 1``."""
        return self.report.text[self.tokens[first].start : self.tokens[last - 1].end]


# ------------------------------------------------------------------------------------------------ what is mentioned
@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody or something.

    ``head`` is the lemma of the head word (names: the last word). ``number`` is "sing" or "plur". ``refers_to`` is the
    id of an earlier mention for a pronoun or nominal that has exactly one good antecedent, with the reason; ``None``
    where two remain. ``country`` is the ISO 3166 alpha-2 code that a demonym or a country's name carries.
    """

    id: str
    report: str
    start: int
    end: int
    form: MentionForm
    kind: EntityKind
    text: str
    head: str
    number: Literal["sing", "plur"]
    refers_to: str | None
    reason: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression with its value, the interval it stands for, the zone as stated and the grain.

    ``relative`` keeps the symbolic form of an expression that needs the day of publication, so that a report dated
    later (from other reports) can be anchored again; ``anchor`` says what it was valued against.
    """

    id: str
    report: str
    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None
    anchor: str | None
    earliest: str | None
    latest: str | None
    zone: str | None
    grain: str | None
    relative: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds: ``low``/``high`` inclusive, ``None`` for open. ``unit`` is UCUM-like or the counted noun's
    lemma; ``of`` what is counted or measured."""

    id: str
    report: str
    start: int
    end: int
    low: float | None
    high: float | None
    approx: bool
    unit: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention lies: decimal degrees WGS 84 and a radius, or only the container that the text names."""

    mention: str
    name: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    geonames: str | None
    country: str | None
    container: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Values:
    """Everything normalised in one report."""

    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]


# ------------------------------------------------------------------------------------------------ claims
@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what fills a role: the characters, the lemma of their head word, the mention and (after ``resolve``) the entity."""

    role: ArgumentRole
    entity: str | None
    start: int | None
    end: int | None
    head: str | None
    mention: str | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading left open: what is open, and the characters it is about."""

    what: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """Words that say something, before anybody asks who says so.

    ``head`` is the token that carries the event or state; ``terms`` are the content lemmas of the evidence in text
    order; ``factuality`` is the strength of its own words, ``hedges`` the words that weaken it, ``condition`` the if-clause
    it hangs on. A draft is not comparable with anything: ``attribute`` makes it a :class:`Claim`.
    """

    report: str
    head: int
    spans: tuple[Span, ...]
    predicate: str
    predicate_span: Span
    arguments: tuple[Argument, ...]
    polarity: Polarity
    times: tuple[str, ...]
    place: str | None
    quantities: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    factuality: Factuality
    hedges: tuple[Span, ...]
    condition: Span | None
    terms: tuple[str, ...]
    zone: SegmentRole
    sentence: int


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody a step of a chain names. ``entity`` is set by ``resolve``; ``mention`` is the report's own mention."""

    entity: str | None
    name: str | None
    start: int | None
    end: int | None
    cue: Span | None
    mention: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of "who says so": co-sources of one step stand together. ``content`` is the whole reported stretch."""

    sources: tuple[Source, ...]
    role: StepRole
    stance: Stance
    cue: Span | None
    content: tuple[Span, ...]
    inherited: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Words somebody printed, who says so, and how strongly.

    ``chain`` runs from the outlet outward to the origin. ``factuality`` is as worded for the outermost source and follows
    from ``factuality_score``, polarity and scope by ``data/factuality.tsv``. ``hedges`` are the words that weaken it,
    ``condition`` the if-clause it hangs on, ``terms`` the content lemmas that alignment compares.
    """

    id: str
    report: str
    spans: tuple[Span, ...]
    predicate: str
    predicate_span: Span
    arguments: tuple[Argument, ...]
    polarity: Polarity
    factuality: Factuality
    factuality_score: float | None
    attribution: AttributionKind
    chain: tuple[Step, ...]
    times: tuple[str, ...]
    place: str | None
    quantities: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    as_of: Interval | None
    quote: Quotation
    hedges: tuple[Span, ...]
    condition: Span | None
    terms: tuple[str, ...]
    zone: SegmentRole


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says. Claims point at mentions; entities come later, from all reports together."""

    report: Report
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    sentences: tuple[Span, ...]


# ------------------------------------------------------------------------------------------------ the story
@dataclass(frozen=True, slots=True)
class Links:
    """Identifiers in outside registers."""

    wikidata: str | None
    geonames: str | None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Decimal degrees WGS 84 and a radius in kilometres."""

    latitude: float
    longitude: float
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention as the record shows it; ``inferred`` marks what was resolved (pronouns, nominals), with the reason."""

    report: str
    start: int
    end: int
    form: MentionForm
    inferred: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Merge:
    """A judgement that two names stand for the same thing, or do not, or that nobody can tell."""

    a: str
    b: str
    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, with every mention of it in every report."""

    id: str
    kind: EntityKind
    name: str
    links: Links
    place: Coordinates | None
    mentions: tuple[EntityMention, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities of a story, which entity each mention id stands for, and ISO country codes of those that have one."""

    entities: tuple[Entity, ...]
    of_mention: dict[str, str]
    country_of: dict[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims stand to each other (``refines``: a is the narrower; ``supersedes``: a is older; ``copy``: b copies a)."""

    a: str
    b: str
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement comes from: a named source at the end of the chains of these claims."""

    name: str
    entity: str | None
    claims: tuple[str, ...]
    how: Literal["direct", "entailed"]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is said, whoever says it: one cluster of claims with one value, its origins and its status."""

    id: str
    statement: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent_sources: int
    independent_sources_entailed: int
    status: Status


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a finding's question, and the claims that give it."""

    answer: str
    claims: tuple[str, ...]
    independent_sources: int


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """Knowledge from outside the reports: labelled, never the ground of an alarm."""

    fact: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a careful reader should look at, with both sides and the computation."""

    id: str
    kind: FindingKind
    slot: Slot
    question: str
    readings: tuple[Side, ...]
    computation: str
    reconciled_by: str | None
    reports: tuple[str, ...]
    outside: tuple[OutsideFact, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Reports that go back to one text or agency."""

    origin: str
    reports: tuple[str, ...]
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """``from_report`` copies / shares a wire with / cites / revises ``to_report``; pairs of equal or citing passages."""

    from_report: str
    to_report: str
    kind: EdgeKind
    spans: tuple[tuple[Passage, Passage], ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom."""

    groups: tuple[OriginGroup, ...]
    edges: tuple[LineageEdge, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, or is expected, in an interval of time."""

    earliest: str | None
    latest: str | None
    zone: str | None
    grain: str | None
    claims: tuple[str, ...]
    propositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A place a traveller was, or may have been; ``after`` are indices of legs known to come before it."""

    place: str
    earliest: str | None
    latest: str | None
    claims: tuple[str, ...]
    after: tuple[int, ...]
    status: LegStatus


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Where one traveller was."""

    traveller: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, coded by PLOVER where it has a code."""

    actors: tuple[str, ...]
    code: str | None
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    status: EventStatus
    background: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """One sentence of the brief and the passages it rests on."""

    text: str
    claims: tuple[str, ...]
    propositions: tuple[str, ...]
    findings: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief, sentence by sentence."""

    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that took part: name, version, sha256 of its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Generator:
    """What made a record."""

    whosays: str
    models: tuple[Model, ...]
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """A story's id, title, and the first and last day its reports came out."""

    id: str
    title: str | None
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything known about one story. Every view is rendered from it."""

    record_version: int
    generator: Generator
    story: StoryHeader
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    propositions: tuple[Proposition, ...]
    findings: tuple[Finding, ...]
    lineage: Lineage
    timeline: tuple[TimelineEntry, ...]
    itinerary: tuple[Itinerary, ...]
    events: tuple[Event, ...]
    brief: Brief
    notices: tuple[Notice, ...]


# ------------------------------------------------------------------------------------------------ what alignment compares
@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in its base unit: bounds inclusive, ``None`` open. ``what`` are the classes of words for what is counted."""

    quantity: str
    low: float | None
    high: float | None
    approx: bool
    unit: str | None
    what: frozenset[str]
    shown: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim as alignment compares it: entities, classes of content words, measures, instant and place, all normalised.

    ``agents`` and ``patients`` hold entity ids, or classes of head words where no entity is known. ``earliest``/``latest``
    bound the event in UTC where the text dates it; ``as_of`` is the claim's own time, else the report's publication.
    """

    claim: str
    report: str
    predicate: str
    agents: frozenset[str]
    patients: frozenset[str]
    entities: frozenset[str]
    terms: frozenset[str]
    measures: tuple[Measure, ...]
    earliest: str | None
    latest: str | None
    as_of: str | None
    place: str | None
    negative: bool
    factuality: Factuality
    zone: SegmentRole
    text: str
