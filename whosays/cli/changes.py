"""``diff``: what changed between two records of one story."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import colour, form_of, put, terminal_width
from whosays.cli.records import load

FORMS = ("text", "json")


@click.command(short_help="What changed between two records of one story.")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS), help="Default: what the output's name says, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where anything changed.")
def diff(old: Path, new: Path, form: str | None, output: Path | None, exit_code: bool) -> None:
    """What changed from OLD to NEW, an earlier and a later record of one story; the most important first.

    Withdrawn and corrected, later figures, new and settled disagreements, support, statements, reports, origins, cast.
    """
    chosen = form_of(form, output)
    if chosen not in FORMS:
        raise click.UsageError(f"changes come as {' or '.join(FORMS)}, not as {chosen}; say which with -f")
    if str(old) == str(new) == "-":
        raise click.UsageError("only one of the two records can come from standard input")
    before, after = load(old), load(new)
    from whosays.differences import UnrelatedRecords, compare
    from whosays.render.changes import as_text
    from whosays.render.jsonfile import as_json

    try:
        difference = compare(before, after)
    except UnrelatedRecords as error:
        raise Failure(f"{old}, {new}: {error}", Exit.UNRELATED) from None
    if chosen == "json":
        page = as_json(difference)
    else:
        page = as_text(before, after, difference, width=terminal_width(), colour=colour(output))
    put(page, output)
    if exit_code and difference.changes:
        raise SystemExit(Exit.FAILURE)
