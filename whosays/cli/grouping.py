"""``cluster``: reports of many stories, grouped into stories, each join with its reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from whosays.cli.decide import read_decisions
from whosays.cli.exits import Failure
from whosays.cli.inputs import Inputs, about_inputs, end
from whosays.cli.output import put, tell_unmet

if TYPE_CHECKING:
    from whosays.ingest import Ingested
    from whosays.model import Grouping, Join, Report


@click.command()
@about_inputs
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", help="Default: text.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
@click.option("-d", "--decisions", type=click.Path(path_type=Path), metavar="FILE",
              help="What people decided (same-story, different-story), to be obeyed.")  # fmt: skip
@click.option("--window", type=click.FloatRange(min=0, min_open=True), metavar="DAYS",
              help="Close a story so many days after its last report; default: never.")  # fmt: skip
def cluster(
    inputs: Inputs,
    form: str,
    output: Path | None,
    decisions: Path | None,
    window: float | None,
) -> None:
    """Reports of many stories, grouped into stories.

    PATH is what brief takes. -f json prints {report: story}, each report by the name it was given: its id in a table, its file's name
    without the suffix, else its source. -f text prints each story with its reports and the reason of every join.
    """
    from whosays.clustering import Settings, Torn, profile
    from whosays.clustering import cluster as grouped
    from whosays.decisions import BadDecisions, correct_reports, decided_pairs

    decided = read_decisions(decisions) if decisions else ()
    given = inputs.read("group")
    try:
        reports = correct_reports(given.reports, decided)
        same, apart, unmet = decided_pairs(reports, decided)
        stories = grouped(map(profile, reports), same=same, apart=apart, settings=Settings(window=window))
    except (BadDecisions, Torn) as error:
        raise Failure(str(error)) from None
    for decision, why in unmet:
        tell_unmet(decision.line, decision.decision, why)
    names = names_of(reports)
    if form == "json":
        put(json.dumps(_as_given(stories, names, given), ensure_ascii=False, indent=1) + "\n", output)
    else:
        sources = names_of(reports, short=False)
        put("\n".join(_told(story, sources) for story in stories), output)
    end(given)


def names_of(reports: Sequence[Report], *, short: bool = True) -> dict[str, str]:
    """Report id → the name it was given: its row's id, else the last part of its source without suffix; the whole source
    where two share that, or not ``short``, with the report's id where they share that too.
    """
    names: dict[str, str] = {}
    for name in (_stem, str) if short else (str,):
        taken = Counter(name(report.source) for report in reports)
        for report in reports:
            if taken[name(report.source)] == 1:
                names.setdefault(report.id, name(report.source))
    return {report.id: names.get(report.id, f"{report.source}#{report.id}") for report in reports}


def _stem(source: str) -> str:
    """What names an item in its container: a row's id, an entry's number, what stands behind the last “#”; a file's name, in a folder
    or an archive, is without the suffix of texts.
    """
    container, _, item = source.rpartition("#")
    if container and not container.lower().endswith(".zip"):
        return item or source
    return PurePosixPath(item.replace("\\", "/")).name.removesuffix(".txt").removesuffix(".text") or source


def _as_given(stories: Iterable[Grouping], names: Mapping[str, str], given: Ingested) -> dict[str, str]:
    """Each report's name with its story's id; a report given twice stands under both names."""
    story_of = {report: story.id for story in stories for report in story.reports}
    found = {names[report.id]: story_of[report.id] for report in given.reports}
    for notice in given.notices:
        if notice.kind == "duplicate" and notice.report in story_of and notice.source:
            found.setdefault(_stem(notice.source), story_of[notice.report])
    return found


def _told(story: Grouping, names: Mapping[str, str]) -> str:
    """A story as lines: its reports, and why each is in it."""
    reasons = {join.report: join for join in story.joins}
    from whosays.render.wording import on_one_line

    lines = [f"{story.id}  ({len(story.reports)} report{'s' * (len(story.reports) > 1)})"]
    for report in story.reports:
        lines.append("  " + on_one_line(names[report]))
        if report in reasons:
            lines.append("    " + on_one_line(_reason(reasons[report], names)))
    return "\n".join(lines) + "\n"


def _reason(join: Join, names: Mapping[str, str]) -> str:
    """Why a report stands in its story, in words."""
    if join.decided:
        return f"with {names[join.to]}: decided by a person"
    shared = [f"names {', '.join(join.names)}"] * bool(join.names) + [f"words {', '.join(join.words)}"] * bool(
        join.words
    )
    apart = "" if join.days is None else f", {join.days:.1f} days apart"
    meaning = "" if join.nearness is None else f", sentence vectors {join.nearness:.2f}"
    return (
        f"like {names[join.to]}: {'; '.join(shared) or 'no name or word'} (cosine {join.cosine:.2f}{meaning}{apart}; "
        f"{join.mean:+.2f} on average, {join.threshold:+.2f} needed)"
    )
