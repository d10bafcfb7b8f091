"""Which report comes from which: reports by the origin they go back to, each link with the passages the two share."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.model import LineageEdge, OriginGroup, Passage, Report
from whosays.render import intervals, wording
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

VERBS = {
    "copies": "copies",
    "shares-wire": "prints the same agency text as",
    "cites": "cites",
    "revises": "is a later version of",
}
SHARED = 6  # pairs of passages shown for one link


def lineage(story: Story, frame: Frame) -> Html:
    """A card for each origin with the reports that go back to it, then the links between reports."""
    record = story.record
    reports = story.reports
    groups = sorted(_by_origin(record.lineage.groups), key=lambda group: (-len(group.reports), group.origin))
    grouped = {one for group in groups for one in group.reports}
    alone = [report for report in reports.values() if report.id not in grouped]
    shown = [_group(story, group, reports, frame) for group in groups if len(group.reports) > 1]
    single = [
        report for group in groups if len(group.reports) == 1 for report in (reports.get(group.reports[0]),) if report
    ]
    count = wording.count(wording.origins(record), "independent origin")
    lead = f"{wording.count(len(record.reports), 'report')}, {count}. Reports that go back to one text or agency count once."
    return joined(
        el("p", lead, class_="lead"),
        joined(el("h3", "Several reports, one origin"), folding(shown, "origins", class_="groups")) if shown else None,
        _separate(story, [*single, *alone], frame),
        _links(story, reports, frame),
    )


def _by_origin(groups: Iterable[OriginGroup]) -> list[OriginGroup]:
    """The groups of one origin as one, since an origin counts once: two versions of a report, or two of its own pieces."""
    found: dict[str, OriginGroup] = {}
    for group in groups:
        held = found.get(group.origin)
        found[group.origin] = (
            OriginGroup(group.origin, (*held.reports, *group.reports), (*held.evidence, *group.evidence))
            if held
            else group
        )
    return list(found.values())


def _group(story: Story, group: OriginGroup, reports: dict[str, Report], frame: Frame) -> Html:
    """The reports of one origin; each beyond the first can be taken out of it."""
    members = [reports[one] for one in group.reports if one in reports]
    entries = []
    for report in members:
        control = (
            frame.controls.reports(members[0], report, together=True)
            if frame.controls and report is not members[0]
            else None
        )
        entries.append(el("li", _report(story, report, frame), control))
    evidence = [
        el("li", el("q", wording.words_of(story, one.report, [one]), dir="auto"), " ", _where(story, one, frame))
        for one in group.evidence
        if one.report in reports
    ]
    why = (
        el("details", el("summary", "Why: the words that say so"), el("ul", *evidence, class_="plain"))
        if evidence
        else None
    )
    return el(
        "article",
        el("h4", bdi(group.origin), " ", el("span", wording.count(len(members), "report"), class_="kind")),
        folding(entries, "reports", shown=12, around="ul", class_="plain"),
        why,
        class_="group item",
        tabindex="-1",
    )


def _report(story: Story, report: Report, frame: Frame) -> Html:
    value = report.published.value
    name = el("a", bdi(story.labels[report.id]), href=frame.to(f"report/{report.id}", f"report-{report.id}"))
    return joined(name, " ", el("span", intervals.when(value, value, None), class_="where") if value else None)


def _separate(story: Story, reports: list[Report], frame: Frame) -> Html | None:
    """Reports that stand for themselves; two of them can be put together."""
    if not reports:
        return None
    entries = [el("li", _report(story, report, frame), _not_all_its_own(story, report)) for report in reports]
    control = (
        frame.controls.reports(reports[0], reports[-1], together=False) if frame.controls and len(reports) > 1 else None
    )
    return joined(el("h3", "One report, one origin"), folding(entries, "reports", around="ul", class_="plain"), control)


def _not_all_its_own(story: Story, report: Report) -> Html | None:
    """What a report that counts as an origin all the same has from elsewhere: its agency, and passages of other reports."""
    lineage = story.record.lineage
    agency = next((group.origin for group in lineage.groups if report.id in group.reports), None)
    said = [f"credited to {agency}"] if agency and agency not in (report.outlet, story.labels[report.id]) else []
    said += [
        f"{VERBS[edge.kind]} {story.labels[edge.to_report]} in {wording.count(len(edge.spans), 'passage')}"
        for edge in lineage.edges
        if edge.from_report == report.id and edge.kind in ("copies", "shares-wire") and edge.to_report in story.labels
    ]
    return el("span", f" · {'; '.join(said)}", class_="where") if said else None


def _links(story: Story, reports: dict[str, Report], frame: Frame) -> Html | None:
    edges = [edge for edge in story.record.lineage.edges if edge.from_report in reports and edge.to_report in reports]
    if not edges:
        return el("p", "No report copies, cites or revises another.", class_="quiet")
    cards = [_edge(story, edge, reports, frame) for edge in edges]
    return joined(el("h3", "Which report comes from which"), folding(cards, "links", shown=30, class_="edges"))


def _edge(story: Story, edge: LineageEdge, reports: dict[str, Report], frame: Frame) -> Html:
    """One link, with the shared passages side by side."""
    one, other = reports[edge.from_report], reports[edge.to_report]
    pairs = [
        el("div", _half(story, left, frame), _half(story, right, frame), class_="sides")
        for left, right in edge.spans[:SHARED]
    ]
    more = f"and {len(edge.spans) - SHARED} more" if len(edge.spans) > SHARED else None
    shared = wording.count(len(edge.spans), "shared passage") if edge.spans else "no shared passage"
    inside = (
        [el("details", el("summary", shared), *pairs, el("p", more) if more else None)] if pairs else [el("p", shared)]
    )
    return el(
        "article",
        el(
            "p",
            _report(story, one, frame),
            el("strong", f" {VERBS[edge.kind]} "),
            _report(story, other, frame),
            class_="verb",
        ),
        *inside,
        class_="edge item",
        tabindex="-1",
    )


def _half(story: Story, passage: Passage, frame: Frame) -> Html:
    words = wording.words_of(story, passage.report, [passage])
    return el(
        "blockquote",
        el("p", words, dir="auto"),
        el("footer", _where(story, passage, frame)),
        class_="side",
    )


def _where(story: Story, passage: Passage, frame: Frame) -> Html:
    label = story.labels.get(passage.report, passage.report)
    return el("a", bdi(label), f", characters {passage.start}–{passage.end}", href=frame.href(passage), class_="where")
