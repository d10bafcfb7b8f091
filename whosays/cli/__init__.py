"""The command line. Thin: every command calls the rooms, which are imported only when it runs."""

from __future__ import annotations

from itertools import chain
from typing import Any

import click

from whosays import __version__
from whosays.cli.about import doctor, stages
from whosays.cli.agents import mcp
from whosays.cli.asking import ask
from whosays.cli.changes import diff
from whosays.cli.consulting import consult
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
from whosays.cli.exporting import export, plugins
from whosays.cli.grouping import cluster
from whosays.cli.keeping import backup, forget, restore, verify
from whosays.cli.output import say
from whosays.cli.places import gazetteer
from whosays.cli.records import check, schema, show
from whosays.cli.running import run
from whosays.cli.searching import search
from whosays.cli.serving import serve
from whosays.cli.stories import brief, read
from whosays.cli.streams import add, watch
from whosays.cli.telling import decide, stories, story
from whosays.plugins import asked_for, is_there, using


class Commands(click.Group):
    """The group of commands, in the order they were added; failures become one plain line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands, *(self._added() if asked_for() else {})]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A built-in command, else one of a plug-in: those are loaded for a name that no built-in command has."""
        return self.commands.get(name) or self._added().get(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A list of commands under each heading; the names stand in one column throughout."""
        lists = {**SECTIONS, "Of plug-ins": tuple(self._added().values()) if asked_for() else ()}
        wide = max(len(str(command.name)) for command in chain.from_iterable(lists.values()))
        for heading, commands in lists.items():
            rows = [(f"{command.name:<{wide}}", command.get_short_help_str(formatter.width)) for command in commands]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def _added(self) -> dict[str, click.Command]:
        from whosays.plugins import commands

        return {name: command for name, command in commands().items() if name not in self.commands}

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.MissingParameter as error:
            if isinstance(error.param, click.Option):
                raise click.MissingParameter(error.param.help, error.ctx, error.param) from None
            raise
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


def _take(context: click.Context, _: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The plug-ins hold until the command ends; one that is not there is wrong usage, whether the command needs it or not."""
    for name in names:
        if not is_there(name):
            raise click.BadParameter(f"there is no {'file' if name.endswith('.py') else 'module'} {name!r}")
    context.with_resource(using(names))
    return names


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whosays")
@click.option(
    "--plugin",
    "plugins",
    multiple=True,
    metavar="MODULE",
    is_eager=True,
    expose_value=False,
    callback=_take,
    help="A plug-in: a module, or a file mine.py; also WHOSAYS_PLUGINS. May be given several times.",
)
def main() -> None:
    """Many news reports of one story in, one sourced record out.

    What is said, who says so, how many independent origins stand behind it, and where the reports contradict each
    other, each statement with the exact words it rests on. whosays never says who is right.

    \b
    Begin with:  whosays brief FOLDER
    More about a command:  whosays COMMAND --help

    Exit codes: 0 ok, 1 failure, 2 usage, 3 no usable input, 4 some inputs refused (the rest done), 5 a span no longer
    matches, 6 the reports share no story, 7 the reports do not say (ask), 130 interrupted.
    """


# The built-in commands as help lists them, under the headings of README.
SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Reading": (brief, read, cluster, run),
    "Keeping": (add, watch, stories, story, search, forget, backup, restore, verify),
    "Showing": (serve, mcp, show, ask, diff, check, consult),
    "Deciding": (merge, split, same_origin, different_origin, dismiss, confirm, correct, decide, list_decisions),
    "Exporting": (export,),
    "About the program": (stages, plugins, doctor, gazetteer, schema),
}


def register_commands() -> tuple[click.Command, ...]:
    """The built-in commands, in the order in which help lists them."""
    return tuple(chain.from_iterable(SECTIONS.values()))


for command in register_commands():
    main.add_command(command)
