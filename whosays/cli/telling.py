"""``stories``, ``story``, ``decide``: what a store tells, and what people decide about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from whosays.cli.decide import read_decisions
from whosays.cli.exits import Exit, Failure
from whosays.cli.output import colour, form_of, put, say, tell_unmet, terminal_width
from whosays.cli.stores import in_words, store_option
from whosays.render import FORMATS


@click.command(short_help="The stories of a store.")
@store_option
@click.option(
    "-f", "--format", "form", type=click.Choice(("text", "json")), default="text", help="json: one line for each."
)
def stories(store: Path, form: str) -> None:
    """The stories of a store: id, reports, independent origins, disputes, title; the latest first."""
    from whosays.render.wording import counts, on_one_line
    from whosays.store import Store

    found: list[tuple[str, str]] = []
    with in_words(), Store.open(store, create=False, read_only=True) as opened:
        for story in opened.stories():
            if not story.reports:
                continue
            record = opened.record(story.id)  # let go of again: there may be ten thousand
            told = " · ".join(counts(record)) if record else "not told yet"
            row = {
                "story": story.id,
                "title": story.title,
                "reports": list(story.reports),
                "version": story.versions,
                "told": story.told,
            }
            lines = f"{story.id}  {on_one_line(story.title or 'Untitled story')}\n    {told}"
            last = (record.story.last_published if record else None) or ""
            found.append((last, json.dumps(row, ensure_ascii=False) if form == "json" else lines))
    for _, lines in sorted(found, key=lambda one: one[0], reverse=True):
        click.echo(lines)
    if not found:
        say(f"{store}: no story yet; “whosays add” brings reports in")


@click.command(short_help="One story of a store, as “whosays brief” prints it.")
@click.argument("story", metavar="STORY")
@store_option
@click.option(
    "--version", "number", type=click.IntRange(1), metavar="N", help="An earlier telling; default: the latest."
)
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), help="Default: what the output's name says, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def story(story: str, store: Path, number: int | None, form: str | None, output: Path | None) -> None:
    """One story of a store, as “whosays brief” prints it; -f json is its record."""
    from whosays.render import render
    from whosays.store import Store

    with in_words(), Store.open(store, create=False, read_only=True) as opened:
        record = opened.record(story, version=number)
    if record is None:
        which = f"version {number} of the story {story}" if number else f"the story {story}"
        raise Failure(f"{store}: {which} is not there; “whosays stories” lists what is", Exit.NO_INPUT)
    put(render(record, form_of(form, output), width=terminal_width(), colour=colour(output)), output)  # type: ignore[arg-type]


@click.command(short_help="A decisions file into a store.")
@click.argument("decisions", metavar="FILE", type=click.Path(path_type=Path))
@store_option
@click.option(
    "--story", metavar="STORY", help="The story they are about; not needed for same-story and different-story."
)
def decide(decisions: Path, store: Path, story: str | None) -> None:
    """Bring a decisions file into a store: kept, obeyed, and the stories it touches told again.

    Lines that the store has already are passed over, so a file that grows can be given again.
    """
    from whosays.decisions import BadDecisions
    from whosays.intake import decide as take
    from whosays.intake import tell_touched
    from whosays.store import Store

    given = read_decisions(decisions)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with in_words(), Store.open(store, create=False) as opened:
        try:
            taken = take(opened, given, story=story, when=now)
        except BadDecisions as error:
            raise Failure(str(error)) from None
        except ValueError as error:
            raise click.UsageError(f"{error} with --story (“whosays stories” lists them)") from None
        for decision, why in taken.unmet:
            tell_unmet(decision.line, decision.decision, why)
        for told in tell_touched(opened, when=now):
            say(f"the story {told.story} " + (f"could not be told: {told.why}" if told.why else "was told again"))
    say(f"{taken.new} new, {taken.known} known, {len(taken.unmet)} that reach nothing")
