"""The pages of one story, and the same as JSON: every one is made of the record alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from whosays.differences import UnrelatedRecords, compare
from whosays.model import Difference, Record, Report
from whosays.render import intervals
from whosays.render.html.brief import brief_with_sources, cited_reports
from whosays.render.html.cast import cast
from whosays.render.html.changes import changes
from whosays.render.html.disputes import findings
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame, bdi
from whosays.render.html.lineage import lineage
from whosays.render.html.map import world
from whosays.render.html.parts import decisions, notices
from whosays.render.html.sources import UNSEEN, about, targets, texts
from whosays.render.html.timeline import timeline
from whosays.render.story import Story, story_of
from whosays.web.pages import claims
from whosays.web.pages.forms import Forms
from whosays.web.pages.shell import address, section
from whosays.web.shelves.shelf import NoStory, Shelf

WHOLE = 12  # reports whose texts stand on the page of sources; more are listed
Query = Mapping[str, str]


def frame_of(name: str, part: str, here: list[Report] | None = None) -> Frame:
    """The frame of a part's page, with the reports whose text stands on it."""
    return Frame(
        link=lambda to: address(name, "disputes" if to == "findings" else to),
        here=[report.id for report in here or ()],
        part=part,
        controls=Forms(name),
    )


# ------------------------------------------------------------------------------------------------ the parts
def brief_page(story: Story, name: str, query: Query) -> Html:
    """The brief beside its sources; what people decided and what was noticed."""
    beside = cited_reports(story)
    content = brief_with_sources(story, frame_of(name, "brief", beside), beside)
    return joined(
        section("brief", "Brief", content),
        decisions(story, frame_of(name, "brief")) if story.record.decisions else None,
        notices(story),
    )


def claims_page(story: Story, name: str, query: Query) -> Html:
    """Statements by reports."""
    here = address(name, "claims")
    return section(
        "claims", "Who says what", claims.claims(story, frame_of(name, "claims"), claims.Asked.of(query), here)
    )


def disputes_page(story: Story, name: str, query: Query) -> Html:
    """What does not fit together."""
    return section("disputes", "Disputes", findings(story, frame_of(name, "disputes")))


def timeline_page(story: Story, name: str, query: Query) -> Html:
    """What happened when."""
    content = timeline(story, frame_of(name, "timeline"))
    return section("timeline", "Timeline", content, empty="No report says when anything happened.")


def map_page(story: Story, name: str, query: Query) -> Html:
    """Where."""
    return section("map", "Map", world(story, frame_of(name, "map")), empty="The reports name no place.")


def cast_page(story: Story, name: str, query: Query) -> Html:
    """Who is who."""
    content = cast(story, frame_of(name, "cast"))
    return section(
        "cast",
        "Cast",
        joined(content, Forms.names(story)) if content else None,
        empty="The reports name nobody and nothing.",
    )


def lineage_page(story: Story, name: str, query: Query) -> Html:
    """Which report comes from which."""
    content = joined(lineage(story, frame_of(name, "lineage")), Forms(name).two_reports(story))
    return section("lineage", "Lineage", content)


def sources_page(story: Story, name: str, query: Query) -> Html:
    """The reports: side by side, or listed where they are many."""
    reports = list(story.record.reports)
    if len(reports) <= WHOLE:
        content = el("div", *texts(story, frame_of(name, "sources", reports), reports), class_="sources")
    else:
        rows = [
            el(
                "li",
                el("h3", el("a", bdi(story.labels[report.id]), href=address(name, f"report/{report.id}"))),
                el("p", report.title, dir="auto") if report.title else None,
                about(report),
                class_="item",
                tabindex="-1",
            )
            for report in reports
        ]
        content = el("ol", *rows, class_="stories")
    return section("sources", "Sources", content)


def report_page(story: Story, name: str, report: Report) -> Html:
    """One report with all its claims marked, and what can be put right about it."""
    raw = el(
        "p", el("a", "the text as a file", href=address(name, f"report/{report.id}.txt"), download=True), class_="about"
    )
    frame = frame_of(name, f"report/{report.id}", [report])
    for passage in targets(story, report):
        frame.marks.setdefault(passage, UNSEEN)
    shown = texts(story, frame, [report])
    return section("report", "Report", joined(*shown, raw, Forms(name).report(report)))


def changed_page(shelf: Shelf, name: str, query: Query) -> Html:
    """What changed between two versions, the last two unless others are asked for."""
    versions = list(shelf.versions(name))
    if len(versions) < 2:
        words = "The story was told once, so there is nothing to compare it with. Decide something or add reports, and see here what changes."
        return section("changed", "What changed", el("p", words, class_="quiet"))
    old, new, difference, chosen = difference_of(shelf, name, query)
    content = changes(story_of(old), story_of(new), difference, frame_of(name, "changed"))
    return section("changed", "What changed", joined(_between(versions, shelf.told(name), chosen), content))


def _between(versions: list[int], told: Mapping[int, str], chosen: tuple[int, int]) -> Html:
    """The form that picks two versions, each with the time at which it was told."""

    def named(number: int) -> str:
        when = told.get(number)
        return f"version {number}, {intervals.when(when, when, 'UTC')}" if when else f"version {number}"

    selects = [
        el(
            "label",
            f"{label} ",
            el("select", *[el("option", named(v), value=str(v), selected=v == one) for v in versions], name=name),
        )
        for label, name, one in (("From", "since", chosen[0]), ("To", "until", chosen[1]))
    ]
    return el("form", *selects, el("button", "Compare", class_="button"), class_="facets versions")


def difference_of(shelf: Shelf, name: str, query: Query) -> tuple[Record, Record, Difference, tuple[int, int]]:
    """Two versions and what changed between them; raises :class:`NoStory` where they have nothing in common."""
    versions = list(shelf.versions(name))
    default = (versions[-2] if len(versions) > 1 else versions[-1], versions[-1])
    asked = (query.get("since", ""), query.get("until", ""))
    since, until = (int(one) if one.isdecimal() and len(one) < 9 else d for one, d in zip(asked, default, strict=True))
    old, new = shelf.record(name, since), shelf.record(name, until)
    try:
        return old, new, compare(old, new), (since, until)
    except UnrelatedRecords as error:
        raise NoStory(f"versions {since} and {until} cannot be compared: {error}") from None


PARTS: dict[str, Callable[[Story, str, Query], Html]] = {
    "brief": brief_page,
    "claims": claims_page,
    "disputes": disputes_page,
    "timeline": timeline_page,
    "map": map_page,
    "cast": cast_page,
    "lineage": lineage_page,
    "sources": sources_page,
}


# ------------------------------------------------------------------------------------------------ as JSON
def _brief(record: Record) -> Any:
    return {"brief": record.brief, "decisions": record.decisions, "notices": record.notices}


def _claims(record: Record) -> Any:
    return {"propositions": record.propositions, "claims": record.told}


def _map(record: Record) -> Any:
    places = [entity for entity in record.entities if entity.kind in ("place", "facility")]
    return {"itinerary": record.itinerary, "places": places}


def _sources(record: Record) -> Any:
    return {"reports": record.reports}


DATA: dict[str, Callable[[Record], Any]] = {
    "brief": _brief,
    "claims": _claims,
    "disputes": lambda record: {"findings": record.findings},
    "timeline": lambda record: {"timeline": record.timeline},
    "map": _map,
    "cast": lambda record: {"entities": record.entities},
    "lineage": lambda record: {"lineage": record.lineage},
    "sources": _sources,
}
