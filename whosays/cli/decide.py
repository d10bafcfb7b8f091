"""``merge``, ``split``, ``same-origin``, ``different-origin``, ``dismiss``, ``confirm``, ``correct``: decisions, kept in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import write
from whosays.cli.records import load

if TYPE_CHECKING:
    from whosays.model import Decision, DecisionKind, Target

Command = TypeVar("Command", bound=Callable[..., None])
NO_FILE = "it is made where it is not there"


def signed(command: Command) -> Command:
    """The options that every decision has: who, when, why, and the file it is kept in."""
    for option in (
        click.option("--reason", required=True, metavar="TEXT", help="Why."),
        click.option("--on", required=True, metavar="DATE", help="When, as it shall stand in the file."),
        click.option("--by", required=True, metavar="NAME", help="Who decides."),
        click.option("-d", "--decisions", "file", required=True, type=click.Path(path_type=Path), metavar="FILE",
                     help=f"The decisions file the line is added to; {NO_FILE}."),
        click.argument("path", metavar="RECORD", type=click.Path(path_type=Path)),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(short_help="Two names of a record are one.")
@signed
@click.argument("a")
@click.argument("b")
def merge(path: Path, a: str, b: str, file: Path, by: str, on: str, reason: str) -> None:
    """A and B of a record are the same person, body, place or thing.

    Each is an entity's id, or NAME, NAME@REPORT or NAME@REPORT@WORDS (words of the report around the name).
    """
    _decide(path, file, "merge", "entity", (a, b), by=by, on=on, reason=reason)


@click.command(short_help="Two names of a record are not one.")
@signed
@click.argument("a")
@click.argument("b")
def split(path: Path, a: str, b: str, file: Path, by: str, on: str, reason: str) -> None:
    """A and B of a record are not the same.

    Each is an entity's id, or NAME, NAME@REPORT or NAME@REPORT@WORDS (words of the report around the name).
    """
    _decide(path, file, "split", "entity", (a, b), by=by, on=on, reason=reason)


@click.command("same-origin", short_help="Two reports go back to one origin.")
@signed
@click.argument("first")
@click.argument("second")
def same_origin(path: Path, first: str, second: str, file: Path, by: str, on: str, reason: str) -> None:
    """Two reports of a record go back to one origin; the group takes the name of the first's.

    A report is named by its id, file name, address or outlet.
    """
    _decide(path, file, "same-origin", "report", (first, second), by=by, on=on, reason=reason)


@click.command("different-origin", short_help="Two reports do not go back to one origin.")
@signed
@click.argument("first")
@click.argument("second")
def different_origin(path: Path, first: str, second: str, file: Path, by: str, on: str, reason: str) -> None:
    """Two reports of a record do not go back to one origin; the second leaves the group of the first.

    A report is named by its id, file name, address or outlet.
    """
    _decide(path, file, "different-origin", "report", (first, second), by=by, on=on, reason=reason)


@click.command(short_help="A finding is none.")
@signed
@click.argument("finding")
def dismiss(path: Path, finding: str, file: Path, by: str, on: str, reason: str) -> None:
    """A finding of a record is none: it is kept, no longer shown, and disputes nothing.

    FINDING is its id, or words of its question or answers that no other finding has.
    """
    _decide(path, file, "dismiss", "finding", (finding,), by=by, on=on, reason=reason)


@click.command(short_help="A finding was looked at and stands.")
@signed
@click.argument("finding")
def confirm(path: Path, finding: str, file: Path, by: str, on: str, reason: str) -> None:
    """A finding of a record was looked at and stands.

    FINDING is its id, or words of its question or answers that no other finding has.
    """
    _decide(path, file, "confirm", "finding", (finding,), by=by, on=on, reason=reason)


@click.group(short_help="Another outlet, date or attribution than was read.")
def correct() -> None:
    """An outlet, a publication date or an attribution is another one than the program took it for."""


@correct.command("outlet")
@signed
@click.argument("report")
@click.argument("outlet")
def correct_outlet(path: Path, report: str, outlet: str, file: Path, by: str, on: str, reason: str) -> None:
    """REPORT was published by OUTLET."""
    _decide(path, file, "correct-outlet", "report", (report,), by=by, on=on, reason=reason, value=outlet)


@correct.command("date")
@signed
@click.argument("report")
@click.argument("date")
def correct_date(path: Path, report: str, date: str, file: Path, by: str, on: str, reason: str) -> None:
    """REPORT was published on DATE (ISO 8601)."""
    _decide(path, file, "correct-date", "report", (report,), by=by, on=on, reason=reason, value=date)


@correct.command("attribution")
@signed
@click.argument("claim")
@click.argument("source", required=False)
def correct_attribution(path: Path, claim: str, source: str | None, file: Path, by: str, on: str, reason: str) -> None:
    """CLAIM was said by SOURCE; without SOURCE, by the outlet itself.

    CLAIM is a claim's id, or WORDS@REPORT: every claim whose predicate stands in these words of the report.
    """
    _decide(path, file, "correct-attribution", "passage", (claim,), by=by, on=on, reason=reason, value=source)


@click.command("decisions", short_help="The lines of a decisions file, checked.")
@click.argument("file", type=click.Path(path_type=Path))
def list_decisions(file: Path) -> None:
    """The lines of a decisions file, checked: what was decided, by whom and when."""
    for decision in read_decisions(file):
        value = f" → {decision.value}" if decision.value else ""
        about = " / ".join(_named(target) for target in decision.about)
        click.echo(
            f"{decision.line}: {decision.decision} {about}{value} ({decision.by}, {decision.on}: {decision.reason})"
        )


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file; what is wrong with it ends the command."""
    from whosays.decisions import BadDecisions, parse_decisions

    try:
        return parse_decisions(path.read_text(encoding="utf-8"), name=str(path))
    except OSError as error:
        raise Failure(f"{path}: cannot be opened ({error.strerror}); give a decisions file", Exit.NO_INPUT) from None
    except UnicodeDecodeError:
        raise Failure(f"{path}: not UTF-8; give a decisions file", Exit.NO_INPUT) from None
    except BadDecisions as error:
        raise Failure(str(error)) from None


def _decide(
    record: Path,
    file: Path,
    kind: DecisionKind,
    what: str,
    given: tuple[str, ...],
    *,
    by: str,
    on: str,
    reason: str,
    value: str | None = None,
) -> None:
    """Add one line to the file, after everything that would make the file a bad one was ruled out; print the line."""
    from whosays.decisions import BadDecisions, as_line, parse_decisions
    from whosays.model import Decision

    before = file.read_text(encoding="utf-8") if read_decisions_if_there(file) else ""
    decision = Decision(kind, _targets(record, what, given), by, on, reason, value)
    line = as_line(decision)
    text = before + ("\n" if before and not before.endswith("\n") else "") + line + "\n"
    try:
        parse_decisions(text, name=str(file))
    except BadDecisions as error:
        raise Failure(f"not written: {error}") from None
    write(file, text.encode("utf-8"))
    click.echo(line)


def read_decisions_if_there(file: Path) -> bool:
    """Is there a file, and a good one? A bad one ends the command before anything is added to it."""
    if not file.exists():
        return False
    read_decisions(file)
    return True


def _targets(record: Path, what: str, given: tuple[str, ...]) -> tuple[Target, ...]:
    """What the arguments mean in the record, as the file can hold it."""
    from whosays.decisions import pointing
    from whosays.decisions.matching import Unmatched

    point = {
        "entity": pointing.entity_target,
        "report": pointing.report_target,
        "finding": pointing.finding_target,
        "passage": pointing.passage_target,
    }[what]
    known = load(record)
    try:
        found = tuple(point(known, one) for one in given)
    except Unmatched as error:
        raise Failure(f"{record}: {error}", Exit.NO_INPUT) from None
    if len(found) == 2 and found[0] == found[1]:
        raise Failure(f"{record}: “{given[0]}” and “{given[1]}” are one already; name two", Exit.NO_INPUT)
    return found


def _named(target: Target) -> str:
    """A target in a few words."""
    if target.finding:
        return f"{target.finding} ({target.slot}): {' / '.join(target.answers) or target.passages[0].words}"
    where = (
        f" in {target.source or target.sha256}"
        if (target.name or target.words) and (target.source or target.sha256)
        else ""
    )
    return f"“{target.name or target.words or target.source or target.sha256}”{where}"
