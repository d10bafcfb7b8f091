"""``export``: a record in the format of another tool. ``plugins``: what plug-ins there are, and what they add."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whosays.cli.exits import Failure
from whosays.cli.output import put, write
from whosays.cli.records import load
from whosays.exports import FORMATS

NAMES = ", ".join(form.name for form in FORMATS)


@click.command()
@click.argument("path", metavar="RECORD", type=click.Path(path_type=Path))
@click.option("--to", "name", metavar="FORMAT", help=f"One of {NAMES}, or a format of a plug-in.  [required]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Default: standard output; csv, parquet and obsidian need a folder.",
)
def export(path: Path, name: str | None, output: Path | None) -> None:
    """A record in a format that other tools read.

    None of the formats judges: they carry who says what, how surely, and where the reports disagree. The same record gives the
    same bytes.
    """
    from whosays.exports import MissingExtra, NoSuchFormat, format_of, placed

    if name is None:
        raise click.UsageError(f"say the format with --to: {NAMES}")
    try:
        form = format_of(name)
    except NoSuchFormat as error:
        raise click.UsageError(str(error)) from None
    if not form.suffix and output is None:
        raise click.UsageError(f"{name} is several files: name a folder for them with -o DIR")
    if not form.suffix and output is not None and output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file, and {name} is several: name a folder with -o DIR")
    record = load(path)
    try:
        files = dict(form.files(record))
    except MissingExtra as error:
        raise Failure(str(error)) from None
    except Exception as error:
        if form in FORMATS:
            raise
        raise Failure(f"the plug-in that writes {name} failed: {type(error).__name__}: {error}") from None
    if output is None:
        content = next(iter(files.values()))
        if sys.stdout.isatty() and not _is_text(content):
            raise click.UsageError(f"{name} is nothing that a terminal can show: name a file with -o FILE")
        sys.stdout.buffer.write(content)  # as they are, also bytes that are no text
        return
    for place, content in placed(files, output, folder=not form.suffix).items():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(
                f"{place.parent}: cannot be made a folder ({error.strerror}); give another place with -o"
            ) from None
        write(place, content)
    if not form.suffix:
        click.echo(f"{len(files)} files in {output}", err=True)


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


@click.command(short_help="The six hooks, and what fills them.")
def plugins() -> None:
    """The six hooks, and what the built-in part and each plug-in give.

    Plug-ins are packages that announce themselves (entry points of the group “whosays”), and modules named with --plugin
    before the command or in WHOSAYS_PLUGINS. One that fails is named here and left out.
    """
    from whosays import plugins as loaded
    from whosays.render.wording import on_one_line

    lines = []
    for hook in loaded.HOOKS:
        by_plugin: dict[str, list[str]] = {}
        for one in loaded.given(hook):
            by_plugin.setdefault(one.plugin, []).append(str(one.value.name))
        lines.append(hook)
        lines += [f"  {on_one_line(plugin)}: {on_one_line(', '.join(names))}" for plugin, names in by_plugin.items()]
    lines.append(f"plug-ins: {on_one_line(', '.join(loaded.plugin_names())) or 'none'}")
    lines += [f"left out: {on_one_line(message)}" for message in loaded.troubles()]
    put("\n".join(lines) + "\n", None)
