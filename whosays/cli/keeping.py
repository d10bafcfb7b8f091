"""``forget``, ``backup``, ``restore`` and ``verify``: what one owes to a store and to the people in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import say
from whosays.cli.stores import in_words, store_option


@click.command(short_help="Take a report down, with all that quotes it.")
@click.argument("report", metavar="REPORT")
@store_option
@click.option(
    "--reason", required=True, metavar="TEXT", help="Why; it stays in the store. Do not name who is protected."
)
@click.option("--by", "actor", default="whosays", metavar="NAME", help="Who takes it down.")
@click.option("--on", "when", metavar="TIME", help="When, ISO 8601. Default: now.")
def forget(report: str, store: Path, reason: str, actor: str, when: str | None) -> None:
    """Take a report down: its text, the bytes it came in, what was read in it, and every record that quotes it.

    REPORT is its id, as “whosays search” shows it. A tombstone with its hash and the reason stays, so that the log still
    verifies; the same text does not come in again. Its stories are told again without it. Copies elsewhere (backups,
    exports, other reports that print the same words) are not touched; those that are known are named.
    """
    from whosays.intake import forget as take_down
    from whosays.intake import tell_touched
    from whosays.store import Store

    now = when or _now()
    with in_words(), Store.open(store, create=False) as opened:
        done = take_down(opened, report, reason=reason, when=now, actor=actor)
        for told in tell_touched(opened, when=now):
            say(
                f"the story {told.story} "
                + (f"could not be told: {told.why}" if told.why else "was told again without it")
            )
    click.echo(
        f"{report} is taken down: records {done.records}, readings {done.readings}, decisions {done.decisions}, raw inputs {done.raw}"
    )
    for other in done.elsewhere:
        say(f"the report {other} prints some of the same words and stays; take it down too if it must go")
    for copy in sorted(store.parent.glob(f"{store.name}.before-*")):
        say(f"{copy} is a copy made before a change of version and may still hold it; delete it if it must go")


@click.command(short_help="Copy a store, also one in use.")
@click.argument("store", metavar="DB", type=click.Path(path_type=Path))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def backup(store: Path, file: Path) -> None:
    """Copy a store, also one in use, to FILE, with its hash and the log's last link in FILE.manifest.json.

    Nothing is overwritten. A store in use must not be copied by other means: its newest part lies in a file beside it.
    """
    from whosays.store import backup as make_copy

    with in_words():
        made = make_copy(store, file)
    click.echo(f"{file}: {made.reports} reports, {made.entries} log entries, {made.size} bytes, sha256 {made.sha256}")


@click.command(short_help="Put a copy of a store back, after a check.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("store", metavar="DB", type=click.Path(path_type=Path))
def restore(file: Path, store: Path) -> None:
    """Put a copy that “whosays backup” made in the place DB, where no file must be; it is verified before it is put there."""
    from whosays.store import restore as put_back

    with in_words():
        made = put_back(file, store)
    click.echo(f"{store}: {made.reports} reports, {made.entries} log entries; everything in it verified")


@click.command(short_help="Is everything in a store as it was written?")
@click.argument("store", metavar="DB", type=click.Path(path_type=Path))
@click.option("--head", metavar="LINK", help="A last link noted down earlier, which must still be in the log.")
def verify(store: Path, head: str | None) -> None:
    """Is everything in a store as it was written: the file, every hash and id, every span, the rows, the chain of the log?

    Prints the log's last link: noted down elsewhere, it proves later that nothing before it was changed. Exit 5 where a span
    does not match, 1 for anything else.
    """
    from whosays.render.wording import on_one_line
    from whosays.store import Store
    from whosays.store import verify as faults_of

    with in_words():
        faults = faults_of(store, head=head)
        for fault in faults:
            click.echo(on_one_line(f"{fault.where}: {fault.what}"))
        if faults:
            broken = any(fault.span for fault in faults)
            raise Failure(f"{store}: not as it was written", Exit.BROKEN_SPAN if broken else Exit.FAILURE)
        with Store.open(store, create=False, read_only=True) as opened:
            last = opened.head()
    click.echo(f"everything holds; the log ends with {last}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
