"""Reports at web addresses, for whoever was asked to fetch them: one policy, and the same words for what went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.fetch import Fetcher, FetchRefused, Policy, shown
from whosays.fetch.outcomes import Fetched
from whosays.ingest.fetched import page_of, reports_of
from whosays.ingest.metadata import Given
from whosays.model import Notice, Report
from whosays.settings import listed

NOTHING = Given()


def usual_fetcher() -> Fetcher:
    """A fetcher under the usual policy, with the hosts of one's own network that the settings name.

    Raises :class:`~whosays.settings.BadSetting`.
    """
    return Fetcher(Policy(private_hosts=frozenset(host.lower() for host in listed("fetch_private"))))


def reports_at(
    address: str,
    fetcher: Fetcher,
    *,
    known: dict[str, str],
    stated: Given = NOTHING,
    encoding: str | None = None,
    form: str | None = None,
    originals: dict[str, bytes] | None = None,
) -> Iterator[Report | Notice]:
    """The reports that an address gives, or why there are none; the rest as :func:`~whosays.ingest.paths.iter_reports` has it."""
    name = shown(address)
    got = fetcher.fetch(address)
    if isinstance(got, FetchRefused):
        yield Notice("refused", None, name, f"{name}: {got.message}")
    elif isinstance(got, Fetched):
        if got.moved_to:
            yield Notice("other", None, name, f"{name}: it has moved for good to {shown(got.moved_to)}")
        yield from reports_of(
            page_of(got, name), stated, known=known, encoding=encoding, form=form, originals=originals
        )
