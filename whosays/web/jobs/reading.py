"""What a task gives to read: the files of its folder, then its web addresses, which are fetched only where that was switched on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from whosays.model import Notice, Report
from whosays.web.shelves.shelf import Task


def given_items(
    task: Task, say: Callable[..., None], *, originals: dict[str, bytes] | None = None
) -> Iterator[Report | Notice]:
    """The reports of a task, and why there are fewer; ``say`` hears each step."""
    from whosays.ingest import iter_reports

    known: dict[str, str] = {}
    if task.folder is not None and any(Path(task.folder).iterdir()):
        yield from iter_reports([task.folder], **asdict(task.stated), known=known, originals=originals)
    if task.addresses:
        yield from _fetched(task.addresses, say, known, originals)


def _fetched(
    addresses: tuple[str, ...], say: Callable[..., None], known: dict[str, str], originals: dict[str, bytes] | None
) -> Iterator[Report | Notice]:
    """What each address gives, one after the other under one policy of fetching."""
    from whosays.fetch import shown
    from whosays.intake.fetching import reports_at, usual_fetcher

    fetcher = usual_fetcher()
    for number, address in enumerate(addresses):
        say(f"fetching {shown(address)}", number, len(addresses))
        yield from reports_at(address, fetcher, known=known, originals=originals)
