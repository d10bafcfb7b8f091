"""``add`` and ``watch``: reports into a store, once or as feeds bring them; what changed is said."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.exits import Exit
from whosays.cli.inputs import Inputs, about_inputs, nothing
from whosays.cli.output import colour, progress, say, telling, terminal_width
from whosays.cli.parsing import parser_option
from whosays.cli.stores import in_words, store_option

if TYPE_CHECKING:
    from whosays.model import Notice
    from whosays.store import Store
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


@click.command(short_help="Reports into a store; what changed is told.")
@about_inputs
@parser_option
@store_option
@form_option
@everything_option
def add(
    inputs: Inputs,
    store: Path,
    form: str,
    everything: bool,
) -> None:
    """Reports into a store: kept, grouped into its stories; the stories they touch are told again, and what changed is printed.

    What the store has already costs nothing. An input that is refused is kept as a row with its reason.
    """
    from whosays.intake import Remembered, catch_up
    from whosays.intake import add as keep
    from whosays.store import Store

    now = _now().isoformat(timespec="seconds")
    with in_words(), Store.open(store) as opened:
        originals: dict[str, bytes] = {}
        unread: list[Notice] = []
        memory = Remembered(opened)
        items = inputs.each(originals=originals, memory=memory)
        added = keep(opened, telling(items), when=now, originals=originals, memory=memory)
        if not (added.new or added.known):
            raise nothing()
        untold = [one for one in catch_up(opened, when=now, progress=progress, unread=unread.append) if one.why]
        for notice in unread:
            say(f"failed: {notice.message}")
        for told in untold:
            say(f"failed: story {told.story}: {told.why}")
        _announce(opened, form, everything=everything)
    say(f"{len(added.new)} new, {added.known} known, {added.refused} refused")
    if added.refused or unread or untold:
        raise SystemExit(Exit.SOME_REFUSED)


def _announce(store: Store, form: str, *, everything: bool) -> None:
    """Print what changed; where another process prints it at this moment, and goes on for long, that is said."""
    if not store.unannounced():
        return
    from whosays.store import StoreBusy
    from whosays.watch import announce

    try:
        announce(store, lambda news: _print(news, form), everything=everything)
    except StoreBusy:
        say("another process is printing what changed; what it leaves is printed by the next “whosays add” or “watch”")


@click.command(short_help="Feeds into a store, visited again and again.")
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
    from whosays.cli.fetching import one_address, post, the_fetcher
    from whosays.store import Store
    from whosays.watch import Listener, Rhythm, Visitor, Watch, rounds

    wanted = tuple(dict.fromkeys(map(one_address, feeds)))
    listener = Listener(one_address(webhook), partial(post, webhook)) if webhook is not None else None
    fetcher = the_fetcher()
    with in_words(), Store.open(store) as opened, opened.sole("watch"):
        watched = Watch(
            visitor=Visitor(opened, fetcher, Rhythm(every), pages),
            feeds=wanted,
            clock=_now,
            sleep=time.sleep,
            everything=everything,
            listener=listener,
        )
        for done in rounds(watched, lambda news: _print(news, form), progress=progress):
            _report(done)
            if once:
                if done.trouble:
                    raise SystemExit(Exit.FAILURE)
                if done.unread or done.untold or done.unposted or any(visit.troubles for visit in done.visits):
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
    for unposted in done.unposted:
        say(f"the webhook: {unposted}")


def _print(news: News, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(news.announcement.as_json(), ensure_ascii=False))
        return
    from whosays.render.changes import announced, grown

    said = news.announcement
    if not said.worth_telling:
        click.echo(
            grown(said.title, gained=said.gained, reports=said.reports, origins=said.origins, others=said.others)
        )
        return
    shown = announced(news.old, news.new, news.announcement.changes, width=terminal_width(), colour=colour(None))
    click.echo(shown.rstrip("\n") + "\n")


def _now() -> datetime:
    return datetime.now(UTC)
