"""``mcp``: records for agents that speak the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.exits import Exit, Failure


@click.command(short_help="Records for agents (Model Context Protocol).")
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(path_type=Path))
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="WHOSAYS_STORE",
    metavar="DB",
    help="The stories of a store instead. Also WHOSAYS_STORE.",
)
def mcp(paths: tuple[Path, ...], store: Path | None) -> None:
    """Records for agents (Model Context Protocol, on standard input and output); they can read, and nothing else.

    PATH is a record (*.json) or a folder of records. Needs the extra mcp: pip install 'whosays[mcp]'.
    """
    from whosays.mcp_server import NoServer, check, serve

    try:
        check()
    except NoServer as error:
        raise Failure(str(error)) from None
    if paths and store is not None and not _from_environment():
        raise click.UsageError("give records or --store, not both")
    from whosays.mcp_server.shelves import FileStories, StoreStories, Stories

    stories: Stories
    if paths:
        for path in paths:
            if not path.exists():
                raise Failure(
                    f"{path}: there is no such file or folder; give a record or a folder of records", Exit.NO_INPUT
                )
        stories = FileStories.of(paths)
    elif store is not None:
        from whosays.cli.stores import in_words

        stories = StoreStories(store)
        with in_words():
            stories.names()
    else:
        raise click.UsageError("give records, or a store: whosays mcp RECORD, or whosays mcp --store DB")
    if paths and not stories.names():
        raise Failure(f"{paths[0]}: no record in it; “whosays brief … -o story.json” makes one", Exit.NO_INPUT)
    serve(stories)


def _from_environment() -> bool:
    """Does the store come from the environment, so that records given by hand go before it?"""
    source = click.get_current_context().get_parameter_source("store")
    return source is click.core.ParameterSource.ENVIRONMENT
