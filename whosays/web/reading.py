"""What a task gives to read: the files of its folder, then its web addresses, which are fetched only where that was switched on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from whosays.model import Notice, Report
from whosays.web.shelf import Task


def given_items(
    task: Task, say: Callable[..., None], *, originals: dict[str, bytes] | None = None
) -> Iterator[Report | Notice]:
    """The reports of a task, and why there are fewer; ``say`` hears each step."""
    from whosays.ingest import iter_reports

    known: dict[str, str] = {}
    if task.folder is not None and any(Path(task.folder).iterdir()):
        yield from iter_reports([task.folder], known=known, originals=originals)
    if task.addresses:
        yield from _fetched(task.addresses, say, known, originals)


def _fetched(
    addresses: tuple[str, ...], say: Callable[..., None], known: dict[str, str], originals: dict[str, bytes] | None
) -> Iterator[Report | Notice]:
    """What each address gives, one after the other under one policy of fetching."""
    from whosays.fetch import Fetcher, Policy, shown
    from whosays.fetch.outcomes import Fetched, FetchRefused
    from whosays.ingest.fetched import Page, reports_of
    from whosays.ingest.metadata import Given
    from whosays.settings import listed

    fetcher = Fetcher(Policy(private_hosts=frozenset(host.lower() for host in listed("fetch_private"))))
    for number, address in enumerate(addresses):
        name = shown(address)
        say(f"fetching {name}", number, len(addresses))
        got = fetcher.fetch(address)
        if isinstance(got, FetchRefused):
            yield Notice("refused", None, name, f"{name}: {got.message}")
        elif isinstance(got, Fetched):
            page = Page(name, got.url, got.content_type, got.charset, got.body)
            yield from reports_of(page, Given(), known=known, originals=originals)
