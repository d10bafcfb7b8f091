"""The ordered stages, and the verbs that walk them: the only module that imports every stage.

``REPORT_STAGES`` is the map: pure functions of one report. ``STORY_STAGES`` is the reduce, over the readings of one story;
``VIEW_STAGES`` make timeline, journeys, coded events and the brief from its record. Each stage names what it takes and what it
gives; :func:`run` walks a list once, forward. :func:`read_report`, :func:`tell`, :func:`read_alone` and :func:`ask` do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from whosays.alignment import align, state_propositions
from whosays.answers import Answers
from whosays.assembling import assemble, completed, record_of, with_views
from whosays.attribution import attribute, find_embedded
from whosays.brief import events, itineraries, timeline, write_brief
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
from whosays.event_mentions import find_event_mentions
from whosays.facts import gather_facts
from whosays.findings import find, relate, settle
from whosays.inference import Inference, open_inference
from whosays.language import parse
from whosays.lineage import trace_lineage
from whosays.mentions import find_mentions
from whosays.model import (
    Answer,
    Decision,
    Lineage,
    Mention,
    Notice,
    Parse,
    Published,
    Reading,
    Record,
    Report,
    Segment,
    Values,
)
from whosays.normalize.places import locate
from whosays.normalize.quantities import find_quantities
from whosays.normalize.times import anchor_times, find_times
from whosays.origins import count_origins
from whosays.questions import answer
from whosays.relatedness import share_a_story
from whosays.resolution import with_entities
from whosays.side_by_side import read_side_by_side
from whosays.text.line_ends import unwrapped
from whosays.uncollected import uncollected
from whosays.vectors import Vectors, embed


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
    """The per-report half: all that this report says, from nothing but itself. Wrapped paragraphs are read as one line."""
    read, line_ends = unwrapped(report)
    reading: Reading = run(REPORT_STAGES, {"report": read})["reading"]
    return replace(reading, line_ends=line_ends)


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
    record = record_of(made, told_of)
    views = run(VIEW_STAGES, {"record": record, "country_of": made["cast"].country_of})
    return completed(replace(views["viewed"], brief=views["brief"]), made["resolved"])


def tell_each(
    readings: Sequence[Reading],
    stories: Sequence[Sequence[str]],
    *,
    notices: Sequence[Notice] = (),
    decisions: Sequence[Decision] = (),
) -> list[Record]:
    """The record of each story, given by the ids of its reports, with the notices about its reports and those about none."""
    return [
        tell(
            [reading for reading in readings if reading.report.id in story],
            notices=[notice for notice in notices if notice.report is None or notice.report in story],
            one_story=True,
            decisions=decisions,
        )
        for story in stories
    ]


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
    return completed(record_of(empty, ()), (resolved,))


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
