"""What the commands on a store have in common: which one, and its errors as plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from whosays.cli.exits import Exit, Failure

Command = TypeVar("Command", bound=Callable[..., None])


def store_option(command: Command) -> Command:
    """``--store DB``, which stands in ``WHOSAYS_STORE`` too."""
    return click.option(
        "--store",
        "store",
        required=True,
        envvar="WHOSAYS_STORE",
        type=click.Path(path_type=Path),
        metavar="DB",
        help="The store: one SQLite file. Also WHOSAYS_STORE.",
    )(command)


@contextmanager
def in_words() -> Iterator[None]:
    """Within it, what a store cannot do ends the command with one line; exit 3 without a store, 2 where the search is none."""
    from whosays.store.errors import BadSearch, NoStore, StoreError

    try:
        yield
    except NoStore as error:
        raise Failure(str(error), Exit.NO_INPUT) from None
    except BadSearch as error:
        raise Failure(str(error), Exit.USAGE) from None
    except StoreError as error:
        raise Failure(str(error)) from None
