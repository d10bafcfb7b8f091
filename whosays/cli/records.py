"""``show``, ``check`` and ``schema``: what one does with a record that is there."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import colour, form_of, put, terminal_width
from whosays.render import FORMATS, VIEWS

if TYPE_CHECKING:
    from whosays.model import Record

STANDARD_INPUT = Path("-")


@click.command(short_help="A record as a brief, or another view of it.")
@click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), help="Default: what the output's name says, else text."
)
@click.option(
    "--view", type=click.Choice(VIEWS), help="One part of the record (text, md, html); “report” marks every layer."
)
@click.option("--report", "name", metavar="NAME", help="With --view report: only the report of this id or source.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def show(path: Path, form: str | None, view: str | None, name: str | None, output: Path | None) -> None:
    """A record as text, Markdown, one HTML page or canonical JSON.

    --view report prints the reports themselves with all that was read in them, sentence by sentence: mentions with their
    entity, times and quantities with their value, claims with their chain.
    """
    chosen = form_of(form, output)
    if view and chosen == "json":
        raise click.UsageError("--view is for text, md and html; JSON is always the whole record")
    if name and view != "report":
        raise click.UsageError("--report goes with --view report")
    from whosays.render import render

    record = _with_one_report(load(path), name) if name else load(path)
    page = render(record, chosen, view=view, width=terminal_width(), colour=colour(output))  # type: ignore[arg-type]
    put(page, output)


def _with_one_report(record: Record, name: str) -> Record:
    from whosays.render.layers import NoSuchReport, only_report

    try:
        return only_report(record, name)
    except NoSuchReport as error:
        raise click.UsageError(str(error)) from None


@click.command(short_help="Do all spans and references of a record hold?")
@click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Does every span of a record hold text, and does every id lead somewhere?

    Lists what is broken; exit 5 when a span is.
    """
    from whosays.check import broken_references, broken_spans, count_spans
    from whosays.render.wording import count

    record = load(path)
    spans, references = broken_spans(record), broken_references(record)
    for fault in (*spans, *references):
        click.echo(fault)
    if spans:
        raise Failure(f"{path}: {len(spans)} of {count_spans(record)} spans are broken", Exit.BROKEN_SPAN)
    if references:
        raise Failure(f"{path}: {len(references)} references lead nowhere")
    click.echo(
        f"{count_spans(record)} spans in {count(len(record.reports), 'report')} hold; every reference leads somewhere"
    )


@click.command()
@click.option("--decisions", is_flag=True, help="Of a line of a decisions file instead.")
def schema(decisions: bool) -> None:
    """The JSON Schema of a record."""
    from whosays import record
    from whosays.decisions import decisions_schema

    if decisions:
        put(json.dumps(decisions_schema(), indent=2, ensure_ascii=False) + "\n", None)
        return
    put(json.dumps(record.schema(), indent=2, ensure_ascii=False) + "\n", None)


def load(path: Path) -> Record:
    """The record in a file, or in standard input for ``-``; what is none ends the command with the reason."""
    from whosays.record import InvalidRecord, decode

    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except IsADirectoryError:
        raise Failure(f"{path}: this is a folder; give one record file (*.json)", Exit.NO_INPUT) from None
    except OSError as error:
        raise Failure(f"{path}: cannot be opened ({error.strerror}); give a record file", Exit.NO_INPUT) from None
    try:
        return decode(data)
    except InvalidRecord as error:
        if error.fault.startswith("not a span"):
            raise Failure(f"{path}: {error}", Exit.BROKEN_SPAN) from None
        if data.startswith(b"SQLite format 3"):
            hint = "look at it with “whosays stories”, “whosays story” or “whosays serve”, and --store"
            raise Failure(
                f"{path}: this is a store or another SQLite file, not a record; {hint}", Exit.NO_INPUT
            ) from None
        hint = "give a record; “whosays brief PATH… -o record.json” makes one from reports"
        if error.fault.startswith("the record has version"):
            hint = (
                "tell the story again from its reports with “whosays brief -f json”, or use the whosays that wrote it"
            )
        raise Failure(f"{path}: not a valid record: {error}; {hint}", Exit.NO_INPUT) from None
