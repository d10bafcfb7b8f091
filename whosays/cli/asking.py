"""``ask``: a question to a record."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.exits import Exit
from whosays.cli.output import colour, form_of, put, terminal_width
from whosays.cli.records import load

FORMS = ("text", "json")
LONGEST = 500  # characters of a question


@click.command(short_help="What the reports say to a question.")
@click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
@click.argument("question")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS), help="Default: what the output's name says, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def ask(path: Path, question: str, form: str | None, output: Path | None) -> None:
    """What the reports say to a question: the claims that bear on it, with their words, sources and status.

    Disagreement is shown, not settled. Exit 7 where the reports do not say.
    """
    asked = " ".join(question.split())
    if not any(letter.isalpha() for letter in asked):
        raise click.UsageError('the question holds no word; ask in English: whosays ask RECORD "Who said it?"')
    if len(asked) > LONGEST:
        raise click.UsageError(f"the question has {len(asked)} characters; ask one thing in at most {LONGEST}")
    chosen = form_of(form, output)
    if chosen not in FORMS:
        raise click.UsageError(f"an answer comes as {' or '.join(FORMS)}, not as {chosen}; say which with -f")
    record = load(path)
    from whosays.pipeline import ask as answered
    from whosays.render.answers import as_text
    from whosays.render.jsonfile import as_json

    answer = answered(record, asked)
    page = (
        as_json(answer) if chosen == "json" else as_text(record, answer, width=terminal_width(), colour=colour(output))
    )
    put(page, output)
    if not answer.answerable:
        raise SystemExit(Exit.NOT_SAID)
