"""``--pipeline``: which English parser reads the reports, for the commands that read."""

from __future__ import annotations

import click

from whosays.cli.output import say
from whosays.parsers import BEST, VARIABLE, larger, using


def _take(context: click.Context, _: click.Parameter, name: str | None) -> None:
    """The choice holds until the command ends."""
    context.with_resource(using(name))
    if name == BEST and not larger():
        say("no larger pipeline is installed; the reports are read with the usual one")


parser_option = click.option(
    "--pipeline",
    metavar="NAME",
    envvar=VARIABLE,
    expose_value=False,
    callback=_take,
    help=f"spaCy pipeline to read with: a name, a folder, or “{BEST}” for the largest installed. Default: the small one.",
)
