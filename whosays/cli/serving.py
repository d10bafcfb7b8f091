"""``serve``: the stories in a browser, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from whosays.cli.exits import Exit, Failure
from whosays.cli.fetching import switched_on
from whosays.cli.inputs import Inputs, taking_inputs
from whosays.cli.output import say

if TYPE_CHECKING:
    from whosays.web import Served
    from whosays.web.shelves.shelf import Shelf, Stated

RISK = "--public: everybody who can reach this address and has the token can read and change every story; there is no encryption"


@click.command(short_help="Stories in a browser, on this machine only.")
@taking_inputs("[PATH]…", required=False)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    default=Path("whosays-stories"),
    show_default=True,
    metavar="DIR",
    help="Where new stories are written.",
)
@click.option(
    "--store",
    envvar="WHOSAYS_STORE",
    type=click.Path(path_type=Path),
    metavar="DB",
    help="The stories of a store instead. Also WHOSAYS_STORE.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N", help="0 takes a free one."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further host name that is answered; repeatable. https://NAME for a server in front of this one.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Allow an address that other machines can reach. Needs --token; then reading needs it too.",
)
@click.option(
    "--token",
    metavar="TEXT",
    envvar="WHOSAYS_TOKEN",
    help="The token that opens a session; else one is made. Better in WHOSAYS_TOKEN.",
)
def serve(
    inputs: Inputs,
    keep: Path,
    store: Path | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    public: bool,
    token: str | None,
) -> None:
    """The stories of records in a browser, on this machine only.

    PATH is a record (*.json), a folder of records, or a folder of reports, of which a story is told first. Without PATH
    the stories in --keep are shown. What is stated of inputs (--outlet, --encoding …) is for a folder of reports. Decisions and
    older versions are written beside each record. With --store they are those of a store, and everything is kept there.
    """
    from whosays.web import CannotServe
    from whosays.web import serve as run

    named = click.get_current_context().get_parameter_source("store") is ParameterSource.COMMANDLINE
    if store and inputs.paths and named:
        raise click.UsageError("give --store or PATH, not both; “whosays add” brings reports into a store")
    fetching = switched_on()
    shelf = _stored(store) if store and not inputs.paths else _files(inputs, keep)
    if public:
        say(RISK)
    try:
        run(shelf, host=host, port=port, names=names, token=token, public=public, fetching=fetching, ready=_ready)
    except CannotServe as error:
        raise Failure(str(error)) from None


def _stored(path: Path) -> Shelf:
    """The stories of a store, after a look into it."""
    from whosays.web.shelves.shelf import CannotKeep
    from whosays.web.shelves.stored import StoreShelf

    shelf = StoreShelf(path)
    try:
        shelf.stories()
    except CannotKeep as error:
        raise Failure(str(error), Exit.NO_INPUT) from None
    return shelf


def _files(inputs: Inputs, keep: Path) -> Shelf:
    """The stories of these paths, and those that were kept before; what is no record is named, and the rest is shown."""
    from whosays.cli.output import progress
    from whosays.web.shelves.records import RecordShelf
    from whosays.web.shelves.shelf import Stated

    stated = Stated(inputs.outlet, inputs.published, inputs.encoding, inputs.kind)
    records = [path for given in inputs.paths for path in _records(Path(given), keep, stated)]
    if keep.is_dir():
        records += [path for path in sorted(keep.glob("*.json")) if path not in records]
    shelf = RecordShelf.of(records, folder=keep)
    for number, name in enumerate(shelf.paths, 1):
        progress(f"opening {number} of {len(shelf.paths)}: {name}")
        story = shelf.story(name)
        if story.fault:
            progress(None)
            say(f"not shown: {story.fault}")
    progress(None)
    return shelf


def _records(path: Path, keep: Path, stated: Stated) -> list[Path]:
    """The records in a path; a folder that holds reports and no record is told as a story and kept first."""
    if not path.exists():
        raise Failure(
            f"{path}: there is no such file or folder; give a record, or a folder of records or reports", Exit.NO_INPUT
        )
    if not path.is_dir():
        if path.suffix.lower() != ".json" and not _looks_like_a_record(path):
            raise Failure(
                f"{path}: this is no record; to tell a story from reports, give the folder they lie in", Exit.NO_INPUT
            )
        return [path]
    found = [one for one in sorted(path.glob("*.json")) if _looks_like_a_record(one)]
    if found:
        return found
    from whosays.cli.output import progress
    from whosays.web.shelves.folders import NoReport, stories_of
    from whosays.web.shelves.shelf import CannotKeep

    try:
        kept = stories_of(path, keep, stated, say=say, progress=progress)
    except NoReport as error:
        raise Failure(str(error), Exit.NO_INPUT) from None
    except CannotKeep as error:
        raise Failure(str(error)) from None
    finally:
        progress(None)
    say(f"kept in {keep}: {', '.join(one.name for one in kept)}")
    return kept


def _looks_like_a_record(path: Path) -> bool:
    """Is it one, perhaps cut off or of another version? Feeds and agencies' reports are JSON too."""
    try:
        with path.open("rb") as file:
            return b'"record_version"' in file.read(4096)
    except OSError:
        return True  # it is named with its fault


def _ready(served: Served) -> None:
    """The address on standard output, once; everything else is silence until something goes wrong."""
    click.echo(served.link)
    say("open this address in a browser; Ctrl-C ends")
