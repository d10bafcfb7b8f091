"""The command line. Thin: every command calls the rooms, which are imported only when it runs."""

from __future__ import annotations

from typing import Any

import click

from whosays import __version__
from whosays.cli.about import doctor, stages
from whosays.cli.asking import ask
from whosays.cli.changes import diff
from whosays.cli.decide import (
    confirm,
    correct,
    different_origin,
    dismiss,
    list_decisions,
    merge,
    same_origin,
    split,
)
from whosays.cli.exits import Exit, Failure
from whosays.cli.output import say
from whosays.cli.places import gazetteer
from whosays.cli.records import check, schema, show
from whosays.cli.stories import brief, read


class Commands(click.Group):
    """The group of commands, in the order they were added; failures become one plain line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.exceptions.Abort):  # click's own ends are RuntimeErrors too
            raise
        except Failure as failure:
            message, code = str(failure), failure.code
        except KeyboardInterrupt:
            message, code = "interrupted", Exit.INTERRUPTED
        except RuntimeError as error:
            if not _is_missing_part(error):
                raise
            message, code = f"{error} (“whosays doctor” says what is installed)", Exit.FAILURE
        say(message)
        raise SystemExit(code)


def _is_missing_part(error: RuntimeError) -> bool:
    """Does the error say that the language model or the gazetteer is not there?"""
    from whosays.gazetteer import GazetteerError
    from whosays.parsers import NoParser

    return isinstance(error, NoParser | GazetteerError)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whosays")
def main() -> None:
    """Many news reports of one story in, one sourced record out.

    What is said, who says so, how many independent origins stand behind it, and where the reports contradict each
    other, each statement with the exact words it rests on. whosays never says who is right.

    \b
    Exit codes: 0 ok, 1 failure, 2 usage, 3 no usable input, 4 some inputs refused (the rest done),
    5 a span no longer matches, 6 the reports share no story, 7 the reports do not say (ask), 130 interrupted.
    """


for command in (
    *(brief, read, show, ask, diff, check, schema, stages, doctor, gazetteer),
    *(merge, split, same_origin, different_origin, dismiss, confirm, correct, list_decisions),
):
    main.add_command(command)
