"""``brief``: reports of one story to one record. ``read``: each report on its own, over all cores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from whosays.cli.decide import read_decisions
from whosays.cli.exits import Exit, Failure
from whosays.cli.inputs import Inputs, about_inputs, end
from whosays.cli.output import colour, form_of, progress, put, say, tell_unmet, terminal_width, write
from whosays.cli.parsing import parser_option
from whosays.render import FORMATS

if TYPE_CHECKING:
    from whosays.ingest import Ingested
    from whosays.model import Reading, Record, Report
    from whosays.scale import Engine
    from whosays.scale.jobs import Alone

# "feed.xml#3", "stories.zip#north/feed.xml#3", "pages.warc.gz#12 https://…": an item of a file that holds many.
_ITEM = re.compile(r"(?:^stdin|\.(?:xml|rss|atom|rdf|json|jsonl|ndjson|csv|tsv|warc|gz|zip))#.", re.I)
LONGEST_STEM = 120
FEW = 3  # so many reports are read before a second process has loaded its language model


@click.command()
@about_inputs
@parser_option
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), help="Default: what the output's name says, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
@click.option("--one-story", is_flag=True, help="Take the reports as one story even if they seem to share none.")
@click.option(
    "-d", "--decisions", type=click.Path(path_type=Path), metavar="FILE", help="What people decided, to be obeyed."
)
@click.option("--split", is_flag=True, help="Tell several stories one by one; with -o, each goes to a file of its own.")
def brief(
    inputs: Inputs,
    form: str | None,
    output: Path | None,
    one_story: bool,
    decisions: Path | None,
    split: bool,
) -> None:
    """One story from the given reports.

    PATH is a file (text, web page, feed, JSON lines, CSV, ninjs, Markdown, web archive, zip), a folder of them (with a meta.jsonl, if
    there is one), or - for standard input. Reports of several stories are told apart and refused, with the stories listed; --split tells each.
    """
    decided = read_decisions(decisions) if decisions else ()
    chosen = form_of(form, output)
    if split and chosen in ("json", "html") and output is None:
        raise click.UsageError(f"--split writes one {chosen} page for each story: say where with -o FILE")
    if split and one_story:
        raise click.UsageError("--split and --one-story exclude each other")
    given = inputs.read()
    from whosays import pipeline
    from whosays.decisions import BadDecisions, correct_reports
    from whosays.render import render

    readings: list[Reading] = []
    try:
        reports = correct_reports(given.reports, decided)
    except BadDecisions as error:
        raise Failure(str(error)) from None
    for number, report in enumerate(reports, 1):
        progress(f"reading {number} of {len(given.reports)}: {report.source}")
        readings.append(pipeline.read_report(report))
    progress("comparing the reports")
    try:
        records = [pipeline.tell(readings, notices=given.notices, one_story=one_story, decisions=decided)]
    except BadDecisions as error:
        raise Failure(str(error)) from None
    except pipeline.UnrelatedReports as error:
        if not split:
            raise Failure(str(error), Exit.UNRELATED) from None
        records = pipeline.tell_each(readings, error.stories, notices=given.notices, decisions=decided)
    finally:
        progress(None)
    for number, record in enumerate(records, 1):
        tell_unobeyed(record)
        place = output if output is None or len(records) == 1 else output.with_stem(f"{output.stem}-{number}")
        if len(records) > 1:
            names = ", ".join(sorted(report.source for report in record.reports))
            say(f"story {number} of {len(records)}: {names}" + (f" ({place})" if place else ""))
        put(render(record, chosen, width=terminal_width(), colour=colour(output)), place)  # type: ignore[arg-type]
    end(given)


@click.command(short_help="Each report on its own, one file for each.")
@about_inputs
@parser_option
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to write to."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; default: one for each core.")
def read(
    inputs: Inputs,
    output: Path,
    workers: int | None,
) -> None:
    """Each report on its own: DIR/<name of the file>.json.

    Claims, mentions, times and quantities of every report, without what needs a second report: no origins counted, no
    findings, no brief. Prints the files written.
    """
    given = inputs.read()
    from whosays.language import ready
    from whosays.scale import Local

    ready()  # a missing model is said once, here, and not by every process
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{output}: cannot be made a folder ({error.strerror}); give another place with -o") from None
    failed = 0
    targets = _targets(given)
    with Local(1 if len(given.reports) <= FEW else workers) as engine:
        for number, (report, alone) in enumerate(_each_alone(given, engine), 1):
            progress(f"{number} of {len(given.reports)} read")
            if alone.why is not None:
                failed += 1
                say(f"failed: {report.source}: {alone.why}")
                continue
            for stem in targets[report.id]:
                write(output / f"{stem}.json", alone.record)
                click.echo(str(output / f"{stem}.json"))
    progress(None)
    if failed == len(given.reports):
        raise Failure("no report could be read to its end")
    end(given, failed=failed)


def tell_unobeyed(record: Record) -> None:
    """A warning for every decision that reached nothing."""
    for one in record.decisions:
        if not one.applied:
            tell_unmet(one.line, one.decision, one.note)


# ------------------------------------------------------------------------------------------------ each on its own
def _targets(given: Ingested) -> dict[str, list[str]]:
    """File stems for each report id: the source's stem, numbered where two share one; a duplicate has its own too."""
    sources = [(report.id, report.source) for report in given.reports]
    sources += [(n.report, n.source) for n in given.notices if n.kind == "duplicate" and n.report and n.source]
    stems: dict[str, list[str]] = {}
    taken: set[str] = set()
    for report, source in sources:
        stem = wanted = _stem(source) or report
        number = 1
        while stem.casefold() in taken:  # some file systems know no difference between a.json and A.json
            number += 1
            stem = f"{wanted}-{number}"
        if stem != wanted:
            say(f"note: {source}: {wanted}.json is taken by another report; written as {stem}.json")
        taken.add(stem.casefold())
        stems.setdefault(report, []).append(stem)
    return stems


def _stem(source: str) -> str:
    """The last part of a source's name without its suffix, fit for a file name; of an item, with what names it inside."""
    name, _, item = source.partition("#") if _ITEM.search(source) else (source, "", "")
    inside = [PurePosixPath(name.replace("\\", "/")).stem, *_inside(item)]
    stem = "-".join(part for part in inside if part)
    return "".join("_" if letter in '<>:"|?*' or ord(letter) < 32 else letter for letter in stem)[:LONGEST_STEM]


def _inside(item: str) -> Iterator[str]:
    """What names an item in its container, part by part: the number of an entry, the name of a member; no address."""
    for part in item.partition(" ")[0].split("#"):
        yield PurePosixPath(part.replace("\\", "/")).stem


def _each_alone(given: Ingested, engine: Engine) -> Iterator[tuple[Report, Alone]]:
    """Each report with its record; a worker that was killed ends the command in words."""
    from whosays.scale import WorkerLost, read_each_alone

    try:
        yield from read_each_alone(given.reports, given.notices, engine)
    except WorkerLost as error:
        raise Failure(str(error)) from None
