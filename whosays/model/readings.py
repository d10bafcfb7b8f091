"""What one report says: mentions, values, claims and their chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.reports import Interval, Report, Span
from whosays.model.vocabulary import (
    ArgumentRole,
    AttributionKind,
    EntityKind,
    Factuality,
    MentionForm,
    Polarity,
    Quotation,
    SegmentRole,
    Stance,
    StepRole,
    TimexType,
)


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

    ``head`` is the token that carries the event or state; ``factuality`` is the strength of its own words, ``hedges`` the
    words that weaken it, ``condition`` the if-clause it hangs on. A draft is not comparable with anything: ``attribute`` makes it a :class:`Claim`.
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
    ``condition`` the if-clause it hangs on, ``terms`` the content lemmas that alignment compares. ``embedded`` marks an event
    that is named within another claim without being told ("a plan to *buy ships*"): it is shown, and never compared or counted.
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
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that stands for something that happens or holds: its head word, whoever says so and however surely.

    ``word`` is its lemma, ``root`` the class of words that name one kind of event, ``telling`` marks acts of saying. ``participants``
    are who and what takes part by grammar; ``sentence`` is the number of its sentence in :attr:`Reading.sentences`.
    """

    id: str
    report: str
    start: int
    end: int
    word: str
    root: str
    part: Literal["verb", "noun", "adjective"]
    telling: bool
    participants: tuple[Argument, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line end inside a paragraph, as printed, and where it stands; where it cuts a word, with the hyphen and the letters behind it."""

    at: int
    mark: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says. Claims point at mentions; entities come later, from all reports together.

    ``line_ends`` are blanks in the text of ``report``, which has each paragraph in one line.
    """

    report: Report
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    sentences: tuple[Span, ...]
    events: tuple[EventMention, ...] = ()
    embedded: tuple[Claim, ...] = ()
    line_ends: tuple[LineEnd, ...] = ()
