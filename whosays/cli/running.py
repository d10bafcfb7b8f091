"""``run``: many reports of many stories to a folder of records, on this machine or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.decide import read_decisions
from whosays.cli.exits import Exit, Failure
from whosays.cli.inputs import Inputs, about_inputs, nothing
from whosays.cli.output import progress, say, tell_unmet, telling
from whosays.cli.parsing import parser_option

if TYPE_CHECKING:
    from whosays.scale import Engine


@click.command(short_help="Many reports of many stories, to a folder of records.")
@about_inputs
@parser_option
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to write to."
)
@click.option(
    "--engine", type=click.Choice(("local", "dask")), default="local", show_default=True, help="Where the work is done."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; default: one for each core.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="With dask: a cluster that is there; default: one is started here."
)
@click.option(
    "-d", "--decisions", type=click.Path(path_type=Path), metavar="FILE", help="What people decided, to be obeyed."
)
def run(
    inputs: Inputs,
    output: Path,
    engine: str,
    workers: int | None,
    scheduler: str | None,
    decisions: Path | None,
) -> None:
    """Many reports, grouped into stories: DIR/records/<story>.json for each, and DIR/stories.json.

    Every engine and number of workers gives the same bytes. With dask, DIR must be a folder that all workers see. What DIR holds
    from an earlier run is not done again. Prints the records written.
    """
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    from whosays.decisions import BadDecisions
    from whosays.language import ready
    from whosays.render.wording import count
    from whosays.scale import MissingExtra, WorkerLost
    from whosays.scale import run as run_all

    decided = read_decisions(decisions) if decisions else ()
    ready()  # a missing model is said once, here, and not by every process
    try:
        with _engine(engine, workers, scheduler) as chosen:
            summary = run_all(telling(inputs.each()), out=output, engine=chosen, decisions=decided, progress=progress)
    except (MissingExtra, WorkerLost, BadDecisions) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{output}: cannot be written ({error.strerror}); give another place with -o") from None
    for decision, why in summary.unmet:
        tell_unmet(decision.line, decision.decision, why)
    for notice in summary.refused:
        if notice.report:
            say(f"failed: {notice.message}")
    for story in summary.stories:
        if story.why:
            say(f"failed: story {story.story} ({', '.join(story.sources)}): {story.why}")
        else:
            click.echo(str(output / story.file))
    if not summary.reports:
        raise nothing()
    told = sum(story.again for story in summary.stories)
    say(
        f"{count(summary.reports, 'report')} ({summary.read} read now), "
        f"{count(len(summary.stories), 'story', 'stories')} ({told} told now)"
    )
    if summary.refused or any(story.why for story in summary.stories):
        raise SystemExit(Exit.SOME_REFUSED)


def _engine(name: str, workers: int | None, scheduler: str | None) -> Engine:
    from whosays.scale import Dask, Local

    return Dask(scheduler, workers) if name == "dask" else Local(workers)
