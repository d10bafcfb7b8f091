"""``add`` and ``watch``: reports into a store, once or as feeds bring them; what changed is said."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import colour, progress, say, terminal_width
from whosays.cli.stores import in_words, store_option
from whosays.cli.stories import about_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whosays.model import Notice, Report
    from whosays.watch import News, Round

form_option = click.option(
    "-f", "--format", "form", type=click.Choice(("text", "json")), default="text", help="json: one line for each story."
)
everything_option = click.option(
    "--all", "everything", is_flag=True, help="Every change, also new statements, reports and names."
)
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|h|d)")
LONGEST = 366 * 86_400  # seconds
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Length(click.ParamType[timedelta]):
    """A stretch of time: ``30s``, ``15m``, ``2h``, ``1d``; at most a year."""

    name = "length"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The stretch, at least a second."""
        if isinstance(value, timedelta):
            return value
        match = _LENGTH.fullmatch(str(value).strip().lower())
        seconds = float(match[1]) * _SECONDS[match[2]] if match else 0.0
        if not 1 <= seconds <= LONGEST:
            self.fail(f"{value!r} is no stretch of time up to a year; write it as 30s, 15m, 2h or 1d", param, ctx)
        return timedelta(seconds=seconds)


@click.command()
@about_inputs
@store_option
@form_option
@everything_option
def add(
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    encoding: str | None,
    kind: str | None,
    store: Path,
    form: str,
    everything: bool,
) -> None:
    """Reports into a store: kept, grouped into its stories; the stories they touch are told again, and what changed is printed.

    What the store has already costs nothing. An input that is refused is kept as a row with its reason.
    """
    from whosays.cli.fetching import iter_inputs
    from whosays.intake import add as keep
    from whosays.intake import group, tell_touched
    from whosays.store import Store
    from whosays.watch import pending, stamp

    now = stamp(_now())
    with in_words(), Store.open(store) as opened:
        originals: dict[str, bytes] = {}
        unread: list[Notice] = []
        items = iter_inputs(
            paths, outlet=outlet, published=published, encoding=encoding, form=kind, originals=originals
        )
        added = keep(opened, _telling(items), when=now, originals=originals)
        if not (added.new or added.known):
            raise Failure("nothing to read: no report among the inputs", Exit.NO_INPUT)
        failed = 0
        group(opened, when=now, progress=progress, unread=unread.append)
        for notice in unread:
            say(f"failed: {notice.message}")
        for told in tell_touched(opened, when=now):
            progress(f"told: {told.record.story.title if told.record else told.story}")
            if told.why is not None:
                failed += 1
                say(f"failed: story {told.story}: {told.why}")
        progress(None)
        for news in pending(opened, everything=everything):
            if news.announcement.worth_telling:
                _print(news, form)
            opened.mark_announced(news.announcement.story, news.announcement.version)
    say(f"{len(added.new)} new, {added.known} known, {added.refused} refused")
    if added.refused or unread or failed:
        raise SystemExit(Exit.SOME_REFUSED)


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@store_option
@click.option(
    "--every",
    type=Length(),
    default="15m",
    show_default=True,
    metavar="TIME",
    help="How often each feed is visited: 30s, 15m, 2h.",
)
@click.option("--once", is_flag=True, help="One round, for those who have a scheduler of their own.")
@click.option(
    "--pages/--no-pages",
    default=True,
    help="Fetch the pages of entries that the feed does not hold whole. Default: yes.",
)
@click.option("--webhook", metavar="URL", help="Post each change there as JSON, too.")
@form_option
@everything_option
def watch(
    feeds: tuple[str, ...],
    store: Path,
    every: timedelta,
    once: bool,
    pages: bool,
    webhook: str | None,
    form: str,
    everything: bool,
) -> None:
    """Visit feeds, keep what is new, tell the stories it touches again, and say what changed.

    This command fetches: the feeds named and the pages they lead to, nothing else. A feed that fails is visited later and later; one
    that has moved for good is followed. Stop it at any moment and start it again: it goes on where it stopped.
    """
    from whosays.cli.fetching import one_address, the_fetcher
    from whosays.store import Store
    from whosays.watch import Rhythm, Visitor, Watch, rounds

    wanted = tuple(dict.fromkeys(map(one_address, feeds)))
    if webhook is not None:
        one_address(webhook)
    fetcher = the_fetcher()
    tell = _announcer(form, webhook)
    with in_words(), Store.open(store) as opened, opened.sole("watch"):
        watched = Watch(
            visitor=Visitor(opened, fetcher, Rhythm(every), pages),
            feeds=wanted,
            clock=_now,
            sleep=time.sleep,
            everything=everything,
        )
        for done in rounds(watched, tell, progress=progress):
            _report(done)
            if once:
                if done.trouble:
                    raise SystemExit(Exit.FAILURE)
                if done.unread or done.untold or any(visit.troubles for visit in done.visits):
                    raise SystemExit(Exit.SOME_REFUSED)
                return


def _report(done: Round) -> None:
    if done.trouble:
        say(done.trouble)
    for visit in done.visits:
        for trouble in visit.troubles:
            say(trouble)
        say(f"{visit.feed}: {len(visit.new)} new, {visit.known} known")
    for notice in done.unread:
        say(f"failed: {notice.message}")
    for told in done.untold:
        say(f"failed: story {told.story}: {told.why}")


def _announcer(form: str, webhook: str | None) -> Callable[[News], None]:
    """Prints a change, and posts it where that is asked for; what cannot be posted is said, and printed all the same."""
    if webhook is None:
        return lambda news: _print(news, form)
    from whosays.cli.fetching import post

    def tell(news: News) -> None:
        _print(news, form)
        trouble = post(webhook, news.announcement.as_json())
        if trouble:
            say(f"{webhook}: {trouble}")

    return tell


def _print(news: News, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(news.announcement.as_json(), ensure_ascii=False))
        return
    from whosays.render.changes import announced

    shown = announced(news.old, news.new, news.announcement.changes, width=terminal_width(), colour=colour(None))
    click.echo(shown.rstrip("\n") + "\n")


def _telling(items: Iterable[Report | Notice]) -> Iterator[Report | Notice]:
    """The same items; what is refused is said as it comes."""
    from whosays.model import Notice

    for item in items:
        if isinstance(item, Notice):
            say(f"{item.kind}: {item.message}")
        yield item


def _now() -> datetime:
    return datetime.now(UTC)
