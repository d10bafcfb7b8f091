"""Where results and messages go: the result alone to standard output or a file, everything else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.exits import Failure

if TYPE_CHECKING:
    from whosays.model import Notice, Report

SUFFIXES = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "text",
    ".text": "text",
}


def say(message: str) -> None:
    """A line on standard error; what files and texts put into it is made safe for a terminal."""
    from whosays.render.lines import on_one_line

    click.echo(f"whosays: {on_one_line(message)}", err=True)


def tell(notices: Iterable[Notice]) -> None:
    """Each notice as a line."""
    from whosays.render.wording import NOTICE_WORDS

    for notice in notices:
        say(f"{NOTICE_WORDS[notice.kind]}: {notice.message}")


def tell_unmet(line: int, kind: str, why: str | None) -> None:
    """A warning for a decision that reached nothing."""
    say(f"decision on line {line} ({kind}) not applied: {why}")


def telling(items: Iterable[Report | Notice]) -> Iterator[Report | Notice]:
    """The same items; each notice is said as it comes."""
    for item in items:
        from whosays.model import Notice  # with the first item: a store that remembers all of them needs no types

        if isinstance(item, Notice):
            tell([item])
        yield item


def progress(message: str | None) -> None:
    """A line that the next one overwrites, only where a person watches; ``None`` wipes it."""
    if not sys.stderr.isatty():
        return
    from whosays.render.lines import on_one_line

    click.echo("\r\x1b[K" + (on_one_line(message)[: terminal_width() - 1] if message else ""), err=True, nl=False)


def form_of(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's name says, else text."""
    suffix = output.suffix.lower() if output and form is None else ""
    if suffix and suffix not in SUFFIXES:
        say(f"note: {output}: no format is called {suffix[1:]}; it is written as text. Say another with -f")
    return form or SUFFIXES.get(suffix, "text")


def colour(output: Path | None) -> bool:
    """Colour where a terminal shows the result; NO_COLOR forbids it, FORCE_COLOR demands it, the first wins."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return output is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns of the terminal (or of COLUMNS), else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def put(result: str, output: Path | None) -> None:
    """Write a result as UTF-8 to a file, or to standard output."""
    data = result.encode("utf-8")
    if output is None:
        click.echo(data, nl=False)
    else:
        write(output, data)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe must not be replaced by a file
            path.write_bytes(data)
            return
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Failure(f"{path}: cannot be written ({error.strerror}); give another place with -o") from None
