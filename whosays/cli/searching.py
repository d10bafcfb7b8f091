"""``search``: the claims and reports of a store that hold words, or that filters let through."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import click

from whosays.cli.output import colour, put, say, terminal_width
from whosays.cli.stores import in_words, store_option

KINDS: tuple[Literal["report", "claim"], ...] = ("claim", "report")


@click.command(short_help="Claims and reports of a store that hold the words.")
@click.argument("words", nargs=-1)
@store_option
@click.option("--entity", metavar="NAME", help="Only what is about this person, body or thing.")
@click.option("--place", metavar="NAME", help="Only what is about this place.")
@click.option("--since", metavar="DATE", help="Only what was so, or was published, then or later (ISO 8601).")
@click.option("--until", metavar="DATE", help="Only what was so, or was published, then or before.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--status", metavar="STATUS", help="Only claims of this status: disputed, corroborated, denied …")
@click.option("--kind", type=click.Choice(("report", "claim")), help="Default: claims, then reports.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Of each kind.")
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def search(
    words: tuple[str, ...],
    store: Path,
    entity: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    status: str | None,
    kind: Literal["report", "claim"] | None,
    limit: int,
    form: str,
    output: Path | None,
) -> None:
    """Claims and reports that hold all the WORDS, the best first, with the exact characters they stand in.

    "words in a row" in quotation marks stand together; begin* finds every word that begins so. Without words, everything
    that the filters let through, the latest first.
    """
    from whosays.model import Status
    from whosays.render.hits import as_json, as_text
    from whosays.store import Filters, Hit, Store

    if status is not None and status not in get_args(Status):
        raise click.UsageError(f"{status!r} is no status; there are {', '.join(get_args(Status))}")
    asked = " ".join(words)
    filters = Filters(entity=entity, place=place, since=since, until=until, outlet=outlet, status=status)
    if not asked.strip() and filters == Filters():
        raise click.UsageError('give words to search for, or a filter: whosays search "train" --store DB')
    found: list[Hit] = []
    with in_words(), Store.open(store, create=False, read_only=True) as opened:
        for one in (kind,) if kind else KINDS:
            found += opened.search(asked, kind=one, filters=filters, limit=limit)
    if form == "json":
        put(as_json(asked, found), output)
        return
    put(as_text(found, width=terminal_width(), colour=colour(output)), output)
    if not found:
        say("nothing in the store answers to this")
