"""What is read and how: the arguments that every command has which takes reports, and the reports themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.fetching import fetch_option, is_address, not_fetched, switched_on, the_fetcher
from whosays.cli.output import progress, say, tell

if TYPE_CHECKING:
    from whosays.fetch import Fetcher
    from whosays.ingest import Ingested
    from whosays.ingest.memory import Memory
    from whosays.model import Notice, Report

Command = Callable[..., None]
# The formats of inputs, as whosays.ingest.formats names them; a test compares the two (help must not load the room).
KINDS = ("html", "feed", "warc", "jsonl", "csv", "ninjs", "markdown", "zip", "text")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was given to be read, and what the command line states of all of it."""

    paths: tuple[str, ...]
    outlet: str | None = None
    published: str | None = None
    encoding: str | None = None
    kind: str | None = None

    def each(
        self, *, originals: dict[str, bytes] | None = None, memory: Memory | None = None
    ) -> Iterator[Report | Notice]:
        """The reports of all inputs in the order given, one at a time: files as they are, addresses fetched where that is switched on."""
        from whosays.ingest import iter_reports

        known: dict[str, str] = {}
        fetcher = the_fetcher() if any(map(is_address, self.paths)) and switched_on() else None
        for number, path in enumerate(self.paths):
            if not is_address(path):
                yield from iter_reports(
                    [path],
                    outlet=self.outlet,
                    published=self.published,
                    encoding=self.encoding,
                    form=self.kind,
                    known=known,
                    originals=originals,
                    memory=memory,
                )
            elif path in self.paths[:number]:
                continue
            elif fetcher is None:
                yield not_fetched(path)
            else:
                yield from self._fetched(path, fetcher, known, originals)

    def _fetched(
        self, address: str, fetcher: Fetcher, known: dict[str, str], originals: dict[str, bytes] | None
    ) -> Iterator[Report | Notice]:
        """What an address gives; the person who waits sees which it is."""
        from whosays.fetch import shown
        from whosays.ingest.metadata import Given
        from whosays.intake.fetching import reports_at

        progress(f"fetching {shown(address)}")
        stated = Given(outlet=self.outlet, published=self.published)
        for one in reports_at(
            address, fetcher, known=known, stated=stated, encoding=self.encoding, form=self.kind, originals=originals
        ):
            progress(None)
            yield one
        progress(None)

    def read(self, aim: str = "read") -> Ingested:
        """All reports; what was refused is said at once, and nothing readable at all ends the command."""
        from whosays.ingest import Ingested
        from whosays.model import Notice, Report

        found = list(self.each())
        given = Ingested(
            tuple(one for one in found if isinstance(one, Report)),
            tuple(one for one in found if isinstance(one, Notice)),
        )
        tell(given.notices)
        if not given.reports:
            raise nothing(aim)
        return given


def taking_inputs(metavar: str, *, required: bool) -> Callable[[Command], Command]:
    """The arguments that say what is read and how; the command is given them as one, ``inputs``."""
    options = (
        click.option(
            "--as",
            "kind",
            type=click.Choice(KINDS),
            help="What the inputs are; default: what their bytes and names say.",
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of texts that are not UTF-8, for instance cp1252."),
        click.option(
            "--published",
            metavar="DATE",
            callback=_a_day,
            help="When the reports came out (ISO 8601), for all of them.",
        ),
        click.option("--outlet", metavar="NAME", help="Who published the reports, for all of them."),
        fetch_option,
        click.argument("paths", metavar=metavar, nargs=-1, required=required),
    )

    def decorated(command: Command) -> Command:
        @wraps(command)
        def taking(*, paths: tuple[str, ...], outlet: str | None, published: str | None, encoding: str | None,
                   kind: str | None, **other: Any) -> None:  # fmt: skip
            command(inputs=Inputs(paths, outlet, published, encoding, kind), **other)

        taken: Command = taking
        for option in options:
            taken = option(taken)
        return taken

    return decorated


def _a_day(_: click.Context, __: click.Parameter, published: str | None) -> str | None:
    """The date as given, if it can be read as one: it would hold for every report."""
    if published is None:
        return None
    from whosays.ingest.given_dates import read_given_date

    if read_given_date(published) is None:
        raise click.BadParameter(
            f"{published!r} cannot be read as one day; write it as 2016-11-09 or 2016-11-09T22:58+00:00"
        )
    return published


about_inputs = taking_inputs("PATH...", required=True)


def nothing(aim: str = "read") -> Failure:
    """The end of a command that was given no report."""
    return Failure(f"nothing to {aim}: no report among the inputs", Exit.NO_INPUT)


def end(given: Ingested, *, failed: int = 0) -> None:
    """Exit 4 when part of the input was refused, with the numbers."""
    refused = failed + sum(notice.kind == "refused" for notice in given.notices)
    if refused:
        say(f"{len(given.reports) - failed} read, {refused} refused")
        raise SystemExit(Exit.SOME_REFUSED)
