"""``consult``: a language model that a person named is asked about a record; its opinions stand beside what whosays found."""

from __future__ import annotations

import os
from pathlib import Path

import click

from whosays.cli.exits import Failure
from whosays.cli.output import colour, form_of, progress, put, say, terminal_width
from whosays.cli.records import load
from whosays.render import FORMATS

KEY = "WHOSAYS_MODEL_KEY"


@click.command(short_help="Ask a language model about what was compared.")
@click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
@click.option(
    "--url", required=True, metavar="URL", help="An OpenAI-compatible address, such as http://localhost:11434/v1."
)
@click.option("--model", required=True, metavar="NAME", help="What the model is called there.")
@click.option("--reword", is_flag=True, help="Ask for smoother sentences of the brief too; each must pass its check.")
@click.option("--most", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="Questions of a kind.")
@click.option(
    "--seconds", type=click.FloatRange(1), default=60, show_default=True, metavar="S", help="Patience for one answer."
)
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), help="Default: what the output's name says, else text."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def consult(
    path: Path, url: str, model: str, reword: bool, most: int, seconds: float, form: str | None, output: Path | None
) -> None:
    """Ask a language model about claims that whosays compared; the record with its opinions is printed.

    The model sees short quoted passages, and only this command sends any. Its opinions are shown beside the findings and change no claim,
    count, status or finding. A server that asks for a key gets the one in WHOSAYS_MODEL_KEY.
    """
    chosen = form_of(form, output)
    named = " ".join(model.split())
    if not named or len(named) > 100:
        raise click.UsageError("--model takes the name that the server knows the model by, of at most 100 characters")
    record = load(path)
    from whosays.consulting import consult as asked_about
    from whosays.consulting.endpoint import Endpoint, InsecureKey
    from whosays.fetch import Refused, shown
    from whosays.render import render
    from whosays.render.wording import count

    try:
        endpoint = Endpoint(url, named, os.environ.get(KEY) or None, seconds)
    except Refused as refused:
        raise click.UsageError(f"--url {shown(url)}: {refused.message}") from None
    except InsecureKey as error:
        raise click.UsageError(f"--url: {error}; take the key away ({KEY}) or give an https address") from None
    progress(f"asking {named}")
    try:
        done = asked_about(record, endpoint, model=named, reword=reword, most=most)
    finally:
        progress(None)
    heard = [opinion for opinion in done.record.opinions if opinion.answer_sha256]
    if done.record.opinions and not heard:
        raise Failure(f"{named} gave no answer: {done.record.opinions[-1].refused}; is it running at {shown(url)}?")
    noted = sum(opinion.refused is None for opinion in heard)
    say(
        f"{done.asked} of {done.questions} questions asked: {count(noted, 'answer')} noted, {done.asked - noted} unusable"
    )
    put(render(done.record, chosen, width=terminal_width(), colour=colour(output)), output)  # type: ignore[arg-type]
