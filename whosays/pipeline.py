"""The ordered stages, and the verbs that walk them: the only module that imports every stage.

``REPORT_STAGES`` is the map: pure functions of one report. ``STORY_STAGES`` is the reduce, over the readings of one story;
``VIEW_STAGES`` make timeline, journeys, coded events and the brief from its record. Each stage names what it takes and what it
gives; :func:`run` walks a list once, forward. :func:`read_report`, :func:`tell`, :func:`read_alone` and :func:`ask` do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from whosays import __version__
from whosays.alignment import align, state_propositions
from whosays.answers import Answers
from whosays.attribution import attribute, find_embedded
from whosays.brief import events, itineraries, timeline, write_brief
from whosays.certainty import certainty_model
from whosays.claims.extractors import draft_claims
from whosays.dating import date_notices, date_reports
from whosays.decisions import (
    correct_attributions,
    count_once,
    decide_origins,
    decided_cast,
    decision_notices,
    judge_findings,
    obeyed,
)
from whosays.entities import resolve
from whosays.event_chains import chain_events
from whosays.event_mentions import event_model, find_event_mentions
from whosays.facts import gather_facts
from whosays.findings import find, relate, settle
from whosays.gazetteer import gazetteers_in_use
from whosays.inference import Inference, open_inference
from whosays.language import model_in_use, parse
from whosays.lineage import trace_lineage
from whosays.mentions import find_mentions
from whosays.model import (
    Answer,
    Brief,
    Cast,
    Claim,
    Decision,
    Event,
    EventMention,
    Generator,
    Itinerary,
    Lineage,
    Mention,
    Model,
    Notice,
    Parse,
    Published,
    Reading,
    Record,
    Report,
    Segment,
    Span,
    StoryHeader,
    TimelineEntry,
    Values,
    key,
)
from whosays.normalize.places import locate
from whosays.normalize.quantities import find_quantities
from whosays.normalize.times import anchor_times, find_times
from whosays.origins import count_origins
from whosays.plugins import in_use as plugins_in_use
from whosays.questions import answer
from whosays.relatedness import share_a_story
from whosays.resolution import with_entities
from whosays.side_by_side import read_side_by_side
from whosays.uncollected import uncollected
from whosays.vectors import Vectors, embed

RECORD_VERSION = 1
SETTINGS = "default"


class UnrelatedReports(ValueError):
    """The reports given as one story do not share one; ``stories`` holds the ids of the reports of each."""

    def __init__(self, message: str, stories: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(message)
        self.stories = stories


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: ``function(*takes)`` gives the value named ``gives``."""

    level: Literal["report", "story"]
    name: str
    function: Callable[..., Any]
    takes: tuple[str, ...]
    gives: str

    @property
    def summary(self) -> str:
        """First sentence of the function's docstring."""
        function = self.function.func if isinstance(self.function, partial) else self.function
        return (function.__doc__ or "").strip().split("\n")[0]


def normalize(parsed: Parse, mentions: Sequence[Mention]) -> Values:
    """Times, quantities and places of a report, as values."""
    times = find_times(parsed)
    return Values(times=times, quantities=find_quantities(parsed, times), places=locate(parsed, mentions))


def assemble(
    report: Report,
    parsed: Parse,
    mentions: Sequence[Mention],
    values: Values,
    claims: Sequence[Claim],
    event_mentions: Sequence[EventMention],
    embedded: Sequence[Claim],
) -> Reading:
    """All that one report says, in one value."""
    return Reading(
        report=report,
        mentions=tuple(mentions),
        times=values.times,
        quantities=values.quantities,
        places=values.places,
        claims=tuple(claims),
        sentences=tuple(Span(sentence.start, sentence.end) for sentence in parsed.sentences),
        events=tuple(event_mentions),
        embedded=tuple(embedded),
    )


def with_views(
    record: Record, entries: tuple[TimelineEntry, ...], journeys: tuple[Itinerary, ...], acts: tuple[Event, ...]
) -> Record:
    """The record with its timeline, journeys and coded events, which the brief may draw on."""
    return replace(record, timeline=entries, itinerary=journeys, events=acts)


REPORT_STAGES: tuple[Stage, ...] = (
    Stage("report", "parse", parse, ("report",), "parse"),
    Stage("report", "find_mentions", find_mentions, ("parse",), "mentions"),
    Stage("report", "normalize", normalize, ("parse", "mentions"), "values"),
    Stage("report", "extract_claims", draft_claims, ("parse", "mentions", "values"), "drafts"),
    Stage("report", "find_event_mentions", find_event_mentions, ("parse", "mentions"), "event_mentions"),
    Stage("report", "attribute", attribute, ("parse", "mentions", "drafts", "event_mentions"), "claims"),
    Stage("report", "find_embedded", find_embedded, ("parse", "claims", "event_mentions"), "embedded"),
    Stage(
        "report",
        "assemble",
        assemble,
        ("report", "parse", "mentions", "values", "claims", "event_mentions", "embedded"),
        "reading",
    ),
)

STORY_STAGES: tuple[Stage, ...] = (
    Stage("story", "date_reports", partial(date_reports, anchor=anchor_times), ("readings",), "dated"),
    Stage("story", "correct_attributions", correct_attributions, ("dated", "decisions"), "attributed"),
    Stage("story", "resolve", partial(decided_cast, resolve=resolve), ("attributed", "decisions"), "cast"),
    Stage("story", "with_entities", with_entities, ("attributed", "cast"), "resolved"),
    Stage("story", "chain_events", chain_events, ("resolved", "cast"), "event_chains"),
    Stage("story", "trace_lineage", trace_lineage, ("resolved",), "traced"),
    Stage("story", "decide_origins", decide_origins, ("traced", "resolved", "decisions"), "lineage"),
    Stage("story", "gather_facts", gather_facts, ("resolved", "cast"), "facts"),
    Stage("story", "embed", embed, ("facts", "answers"), "vectors"),
    Stage("story", "open_inference", open_inference, ("answers",), "inference"),
    Stage(
        "story", "read_side_by_side", read_side_by_side, ("facts", "resolved", "vectors", "inference"), "side_by_side"
    ),
    Stage(
        "story",
        "align",
        align,
        ("facts", "resolved", "cast", "lineage", "vectors", "side_by_side", "inference"),
        "aligned",
    ),
    Stage(
        "story", "state_propositions", state_propositions, ("facts", "cast", "aligned", "resolved", "vectors"), "stated"
    ),
    Stage("story", "count_origins", count_origins, ("stated", "resolved", "cast", "lineage", "aligned"), "tallied"),
    Stage("story", "count_once", count_once, ("tallied", "resolved", "decisions"), "counted"),
    Stage(
        "story",
        "find",
        find,
        ("facts", "resolved", "cast", "counted", "aligned", "lineage", "vectors", "side_by_side", "inference"),
        "found",
    ),
    Stage("story", "judge_findings", judge_findings, ("found", "resolved", "decisions"), "findings"),
    Stage("story", "relate", relate, ("aligned", "findings"), "relations"),
    Stage("story", "settle", settle, ("counted", "findings", "resolved"), "propositions"),
    Stage("story", "obeyed", obeyed, ("decisions", "resolved", "cast", "lineage", "findings"), "outcomes"),
)

VIEW_STAGES: tuple[Stage, ...] = (
    Stage("story", "timeline", timeline, ("record",), "timeline"),
    Stage("story", "itineraries", itineraries, ("record", "country_of"), "itinerary"),
    Stage("story", "events", events, ("record",), "events"),
    Stage("story", "with_views", with_views, ("record", "timeline", "itinerary", "events"), "viewed"),
    Stage("story", "write_brief", write_brief, ("viewed",), "brief"),
)

STAGES: tuple[Stage, ...] = REPORT_STAGES + STORY_STAGES + VIEW_STAGES


def run(stages: Sequence[Stage], given: Mapping[str, Any]) -> dict[str, Any]:
    """Walk the stages in order; returns every value that was given or made, by name."""
    values = dict(given)
    for stage in stages:
        values[stage.gives] = stage.function(*(values[name] for name in stage.takes))
    return values


def read_report(report: Report) -> Reading:
    """The per-report half: all that this report says, from nothing but itself."""
    reading: Reading = run(REPORT_STAGES, {"report": report})["reading"]
    return reading


def tell(
    readings: Sequence[Reading],
    *,
    notices: Sequence[Notice] = (),
    one_story: bool = False,
    decisions: Sequence[Decision] = (),
    answers: Answers | None = None,
) -> Record:
    """The per-story half: one record from the readings of its reports, the same in whatever order they come.

    ``decisions`` are obeyed; corrected outlets and dates only by reports that went through
    :func:`whosays.decisions.correct_reports` before they were read. ``answers`` of the networks spare asking them, and are those of this
    telling when it ends. Raises :class:`UnrelatedReports` when the reports do not
    share a story, unless ``one_story`` forces them together, and :class:`whosays.decisions.BadDecisions` when two decisions
    cannot both be obeyed.
    """
    with uncollected():
        return _told(readings, notices, one_story=one_story, decisions=decisions, answers=answers or Answers())


def _told(
    readings: Sequence[Reading],
    notices: Sequence[Notice],
    *,
    one_story: bool,
    decisions: Sequence[Decision],
    answers: Answers,
) -> Record:
    ordered = tuple(sorted(readings, key=lambda reading: reading.report.id))
    if not one_story and len(ordered) > 1:
        _insist_on_one_story(ordered)
    made = run(STORY_STAGES, {"readings": ordered, "decisions": tuple(decisions), "answers": answers})
    answers.vectors, answers.verdicts = made["vectors"].asked(), made["inference"].asked()
    told_of = (*notices, *date_notices(ordered, made["dated"]), *decision_notices(made["outcomes"]))
    record = _record(made, told_of)
    views = run(VIEW_STAGES, {"record": record, "country_of": made["cast"].country_of})
    return _with_embedded(replace(views["viewed"], brief=views["brief"]), made["resolved"])


def read_alone(reading: Reading) -> Record:
    """A record of one report's own half: mentions as entities, claims, times, quantities; nothing across reports."""
    cast = resolve((reading,))
    (resolved,) = with_entities((reading,), cast)
    empty = {
        "resolved": (resolved,),
        "cast": cast,
        "lineage": Lineage((), ()),
        "relations": (),
        "propositions": (),
        "findings": (),
        "vectors": Vectors(),
        "inference": Inference(),
        "outcomes": (),
        "event_chains": (),
    }
    return _with_embedded(_record(empty, ()), (resolved,))


def _with_embedded(record: Record, readings: Sequence[Reading]) -> Record:
    """The record with what its reports name without telling it, once all that compares, counts and tells has been made."""
    return replace(record, claims=tuple(one for reading in readings for one in (*reading.claims, *reading.embedded)))


def ask(record: Record, question: str) -> Answer:
    """What the reports of a record say to a question in English: claims with their words and sources, or that they do not say."""
    return answer(record, parse_question(question))


def parse_question(question: str) -> Parse:
    """The parse of a question, as of a report that says nothing else."""
    undated = Published(None, "absent", (), ())
    whole = (Segment(0, len(question), "body"),)
    return parse(Report("question", "question", None, None, None, "en", undated, question, whole))


def _insist_on_one_story(readings: Sequence[Reading]) -> None:
    groups = share_a_story(readings)
    if len(groups) > 1:
        named = {reading.report.id: reading.report.source for reading in readings}
        listed = "; ".join(", ".join(sorted(named[report] for report in group)) for group in groups)
        raise UnrelatedReports(
            f"these reports do not share one story: {listed}. Give one story at a time, use --split to tell each on its own, or "
            "--one-story to treat them as one anyway.",
            tuple(tuple(group) for group in groups),
        )


def _record(made: Mapping[str, Any], notices: Sequence[Notice]) -> Record:
    readings: tuple[Reading, ...] = made["resolved"]
    cast: Cast = made["cast"]
    networks: tuple[Model | None, ...] = (made["vectors"].model, made["inference"].model)
    reports = tuple(reading.report for reading in readings)
    return Record(
        record_version=RECORD_VERSION,
        generator=Generator(
            whosays=__version__,
            models=(
                *(model_in_use(), certainty_model(), event_model()),
                *(network for network in networks if network),
                *gazetteers_in_use(),
                *plugins_in_use(),
            ),
            settings_sha256=hashlib.sha256(SETTINGS.encode()).hexdigest(),
        ),
        story=_header(reports),
        reports=reports,
        entities=cast.entities,
        times=tuple(time for reading in readings for time in reading.times),
        quantities=tuple(quantity for reading in readings for quantity in reading.quantities),
        claims=tuple(claim for reading in readings for claim in reading.claims),
        relations=made["relations"],
        propositions=made["propositions"],
        findings=made["findings"],
        lineage=made["lineage"],
        timeline=(),
        itinerary=(),
        events=(),
        brief=Brief(()),
        notices=tuple(notices),
        decisions=made["outcomes"],
        event_chains=made["event_chains"],
    )


def _header(reports: Sequence[Report]) -> StoryHeader:
    dates = sorted(report.published.value for report in reports if report.published.value)
    titled = sorted((report.published.value or "~", report.id, report.title or _headline(report)) for report in reports)
    titles = [title for _, _, title in titled if title]
    return StoryHeader(
        id=key("s", *(report.id for report in reports)),
        title=next(
            (title for title in titles if not title.endswith("?")), next(iter(titles), None)
        ),  # a question states nothing
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )


def _headline(report: Report) -> str | None:
    segment = next((s for s in report.segments if s.role == "headline"), None)
    return report.text[segment.start : segment.end].strip() if segment else None
