"""``brief``: reports of one story to one record. ``read``: each report on its own, over all cores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import click

from whosays.cli.decide import read_decisions
from whosays.cli.exits import Exit, Failure
from whosays.cli.fetching import fetch_option, read_inputs
from whosays.cli.output import colour, form_of, progress, put, say, tell, terminal_width, write
from whosays.cli.parsing import parser_option
from whosays.render import FORMATS

if TYPE_CHECKING:
    from whosays.ingest import Ingested
    from whosays.model import Decision, Notice, Reading, Record, Report
    from whosays.scale import Engine
    from whosays.scale.jobs import Alone

# The formats of inputs, as whosays.ingest.formats names them; a test compares the two (help must not load the room).
INPUTS = ("html", "feed", "warc", "jsonl", "csv", "ninjs", "zip", "text")
# "feed.xml#3", "stories.zip#north/feed.xml#3", "pages.warc.gz#12 https://…": an item of a file that holds many.
_ITEM = re.compile(r"(?:^stdin|\.(?:xml|rss|atom|rdf|json|jsonl|ndjson|csv|tsv|warc|gz|zip))#.", re.I)
LONGEST_STEM = 120
FEW = 3  # so many reports are read before a second process has loaded its language model
Command = TypeVar("Command", bound=Callable[..., None])


def _a_day(_: click.Context, __: click.Parameter, published: str | None) -> str | None:
    """The date as given, if it can be read as one: it would hold for every report."""
    if published is None:
        return None
    from whosays.ingest.given_dates import read_given_date

    if read_given_date(published) is None:
        raise click.BadParameter(
            f"{published!r} cannot be read as one day; write it as 2016-11-09 or 2016-11-09T22:58+00:00"
        )
    return published


def about_inputs(command: Command) -> Command:
    """The arguments that say what is read and how."""
    for option in (
        click.option(
            "--as",
            "kind",
            type=click.Choice(INPUTS),
            help="What the inputs are; default: what their bytes and names say.",
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of texts that are not UTF-8, for instance cp1252."),
        click.option(
            "--published",
            metavar="DATE",
            callback=_a_day,
            help="When the reports came out (ISO 8601), for all of them.",
        ),
        click.option("--outlet", metavar="NAME", help="Who published the reports, for all of them."),
        parser_option,
        fetch_option,
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
    ):
        command = option(command)
    return command


@click.command()
@about_inputs
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
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    encoding: str | None,
    kind: str | None,
    form: str | None,
    output: Path | None,
    one_story: bool,
    decisions: Path | None,
    split: bool,
) -> None:
    """One story from the given reports.

    PATH is a file (text, web page, feed, JSON lines, CSV, ninjs, web archive, zip), a folder of them (with a meta.jsonl, if
    there is one), or - for standard input. Reports of several stories are told apart and refused, with the stories listed; --split tells each.
    """
    decided = read_decisions(decisions) if decisions else ()
    chosen = form_of(form, output)
    if split and chosen in ("json", "html") and output is None:
        raise click.UsageError(f"--split writes one {chosen} page for each story: say where with -o FILE")
    if split and one_story:
        raise click.UsageError("--split and --one-story exclude each other")
    given = _read_inputs(paths, outlet=outlet, published=published, encoding=encoding, form=kind)
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
        records = _one_by_one(readings, given.notices, error.stories, decided)
    finally:
        progress(None)
    for number, record in enumerate(records, 1):
        tell_unobeyed(record)
        place = output if output is None or len(records) == 1 else output.with_stem(f"{output.stem}-{number}")
        if len(records) > 1:
            names = ", ".join(sorted(report.source for report in record.reports))
            say(f"story {number} of {len(records)}: {names}" + (f" ({place})" if place else ""))
        put(render(record, chosen, width=terminal_width(), colour=colour(output)), place)  # type: ignore[arg-type]
    _end(given)


def _one_by_one(
    readings: Sequence[Reading],
    notices: Sequence[Notice],
    stories: Sequence[tuple[str, ...]],
    decisions: Sequence[Decision],
) -> list[Record]:
    """The record of each story, with the notices about its reports and those about none."""
    from whosays import pipeline

    records = []
    for story in stories:
        own = [reading for reading in readings if reading.report.id in story]
        told = [notice for notice in notices if notice.report is None or notice.report in story]
        records.append(pipeline.tell(own, notices=told, one_story=True, decisions=decisions))
    return records


@click.command()
@about_inputs
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to write to."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; default: one for each core.")
def read(
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    encoding: str | None,
    kind: str | None,
    output: Path,
    workers: int | None,
) -> None:
    """Each report on its own: DIR/<name of the file>.json.

    Claims, mentions, times and quantities of every report, without what needs a second report: no origins counted, no
    findings, no brief. Prints the files written.
    """
    given = _read_inputs(paths, outlet=outlet, published=published, encoding=encoding, form=kind)
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
    _end(given, failed=failed)


def tell_unobeyed(record: Record) -> None:
    """A warning for every decision that reached nothing."""
    for one in record.decisions:
        if not one.applied:
            say(f"decision on line {one.line} ({one.decision}) not applied: {one.note}")


def _read_inputs(
    paths: Sequence[str], *, outlet: str | None, published: str | None, encoding: str | None, form: str | None
) -> Ingested:
    """The reports; what was refused is said at once, and nothing readable at all ends the command."""
    given = read_inputs(paths, outlet=outlet, published=published, encoding=encoding, form=form)
    tell(given.notices)
    if not given.reports:
        raise Failure("nothing to read: no report among the inputs", Exit.NO_INPUT)
    return given


def _end(given: Ingested, *, failed: int = 0) -> None:
    """Exit 4 when part of the input was refused, with the numbers."""
    refused = failed + sum(notice.kind == "refused" for notice in given.notices)
    if refused:
        say(f"{len(given.reports) - failed} read, {refused} refused")
        raise SystemExit(Exit.SOME_REFUSED)


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
