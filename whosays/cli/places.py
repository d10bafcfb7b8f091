"""``gazetteer``: places that a user adds to the built-in ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import say

if TYPE_CHECKING:
    from whosays.gazetteer.dump import BadRow

TOLD = 20  # bad rows told one by one; the rest as a number


@click.group(short_help="Places beside the built-in ones.")
def gazetteer() -> None:
    """Places beside the built-in ones, out of GeoNames dumps.

    They lie in one file: the one WHOSAYS_GAZETTEER names, or gazetteer.sqlite in your folder for program data.
    """


@gazetteer.command()
@click.argument("dumps", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(dumps: tuple[Path, ...]) -> None:
    """Add the places of GeoNames dumps (XX.txt, allCountries.txt, cities500.txt; plain or .zip).

    Rows that cannot be read are told with their line, and the rest is added. The same dump twice changes nothing; a newer dump of
    the same name replaces the older.
    """
    from whosays.gazetteer import GazetteerError, added_file, forget_gazetteer
    from whosays.gazetteer.added import add_dump

    refused = 0
    for dump in dumps:
        bad: list[int] = []

        def tell(row: BadRow, bad: list[int] = bad, dump: Path = dump) -> None:
            bad.append(row.line)
            if len(bad) <= TOLD:
                say(f"refused: {dump}, line {row.line}: {row.reason}")

        try:
            filed, new = add_dump(added_file(), dump, tell=tell)
        except GazetteerError as error:
            raise Failure(str(error), Exit.NO_INPUT if not added_file().is_dir() else Exit.FAILURE) from None
        finally:
            forget_gazetteer()
            if len(bad) > TOLD:
                say(f"refused: {dump}: {len(bad) - TOLD} more rows, the last in line {bad[-1]}")
        refused += len(bad)
        click.echo(f"{filed.name}: {filed.places} places {'added' if new else 'are there already'}")
    if refused:
        raise SystemExit(Exit.SOME_REFUSED)


@gazetteer.command("list")
def listed() -> None:
    """The gazetteers in use: names or places, and SHA-256."""
    from whosays.gazetteer import open_gazetteer

    places = open_gazetteer()
    click.echo(f"built in: {len(places)} names, sha256 {places.built_in.sha256()}")
    for dump in places.added.dumps if places.added else ():
        click.echo(f"{dump.name}: {dump.places} places, sha256 {dump.sha256}")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take the places of a dump out again, by the name that “whosays gazetteer list” shows."""
    from whosays.gazetteer import added_file, forget_gazetteer
    from whosays.gazetteer.added import remove_dump

    gone = remove_dump(added_file(), name)
    forget_gazetteer()
    click.echo(f"{gone.name}: {gone.places} places removed")
