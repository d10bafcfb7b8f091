"""``--fetch``: web addresses among the inputs are fetched, where a person has switched that on; else refused in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from whosays.cli.exits import Exit, Failure
from whosays.cli.output import progress

if TYPE_CHECKING:
    from whosays.fetch import Fetcher
    from whosays.ingest import Ingested
    from whosays.ingest.memory import Memory
    from whosays.model import Notice, Report

_FLAG = "whosays.fetch"
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]*:[/\\]{2}", re.I)
OFF = (
    "this is a web address, and fetching is off; switch it on with --fetch (or WHOSAYS_FETCH=1, or fetch = true in "
    "whosays.toml), or save the page and give the file"
)


def _take(context: click.Context, _: click.Parameter, flag: bool | None) -> None:
    context.meta[_FLAG] = flag


fetch_option = click.option(
    "--fetch/--no-fetch",
    default=None,
    expose_value=False,
    callback=_take,
    help="Fetch web addresses among the inputs. Default: off; nothing else ever opens a connection.",
)


def is_address(text: str) -> bool:
    """Does an input look like a web address (any scheme), and not like a path?"""
    return bool(_ADDRESS.match(text))


def one_address(text: str) -> str:
    """A web address in its one form, however it is spelt; what is none is a mistake in the command."""
    from whosays.fetch.outcomes import Refused, shown
    from whosays.fetch.urls import read_url

    try:
        return read_url(text).href
    except Refused as refused:
        raise click.UsageError(f"{shown(text)}: {refused.message}") from None


def read_inputs(
    paths: Sequence[str], *, outlet: str | None, published: str | None, encoding: str | None, form: str | None = None
) -> Ingested:
    """All that :func:`iter_inputs` gives, in memory."""
    from whosays.ingest import Ingested
    from whosays.model import Notice, Report

    found = list(iter_inputs(paths, outlet=outlet, published=published, encoding=encoding, form=form))
    reports = tuple(item for item in found if isinstance(item, Report))
    return Ingested(reports, tuple(item for item in found if isinstance(item, Notice)))


def iter_inputs(
    paths: Sequence[str],
    *,
    outlet: str | None,
    published: str | None,
    encoding: str | None,
    form: str | None = None,
    fetcher: Fetcher | None = None,
    originals: dict[str, bytes] | None = None,
    memory: Memory | None = None,
) -> Iterator[Report | Notice]:
    """The reports of all inputs in the order given: files as they are, addresses fetched where that is switched on."""
    from whosays.ingest import iter_reports

    known: dict[str, str] = {}
    allowed = fetcher is not None or (any(map(is_address, paths)) and switched_on())
    for number, path in enumerate(paths):
        if is_address(path) and path in paths[:number]:
            continue
        if not is_address(path):
            yield from iter_reports(
                [path],
                outlet=outlet,
                published=published,
                encoding=encoding,
                form=form,
                known=known,
                originals=originals,
                memory=memory,
            )
        elif not allowed:
            from whosays.fetch import shown
            from whosays.model import Notice

            yield Notice("refused", None, shown(path), f"{shown(path)}: {OFF}")
        else:
            fetcher = fetcher or the_fetcher()
            stated = {"outlet": outlet, "published": published}
            yield from _fetched(path, fetcher, known, stated=stated, encoding=encoding, form=form, originals=originals)


def _fetched(
    address: str,
    fetcher: Fetcher,
    known: dict[str, str],
    *,
    stated: dict[str, str | None],
    encoding: str | None,
    form: str | None,
    originals: dict[str, bytes] | None,
) -> Iterator[Report | Notice]:
    """The reports that an address gives, or why there are none."""
    from whosays.fetch import shown
    from whosays.fetch.outcomes import Fetched, FetchRefused
    from whosays.ingest.fetched import Page, reports_of
    from whosays.ingest.metadata import Given
    from whosays.model import Notice

    name = shown(address)
    progress(f"fetching {name}")
    got = fetcher.fetch(address)
    progress(None)
    if isinstance(got, FetchRefused):
        yield Notice("refused", None, name, f"{name}: {got.message}")
    elif isinstance(got, Fetched):
        if got.moved_to:
            yield Notice("other", None, name, f"{name}: it has moved for good to {shown(got.moved_to)}")
        page = Page(name, got.url, got.content_type, got.charset, got.body)
        yield from reports_of(page, Given(**stated), known=known, encoding=encoding, form=form, originals=originals)


def switched_on() -> bool:
    """Is fetching switched on, by the command line or the settings?"""
    from whosays.settings import BadSetting, switch

    try:
        return switch("fetch", click.get_current_context().meta.get(_FLAG))
    except BadSetting as error:
        raise Failure(str(error), Exit.USAGE) from None


def the_fetcher() -> Fetcher:
    """A fetcher under the usual policy, with the hosts of one's own network that the settings name."""
    from whosays.fetch import Fetcher, Policy
    from whosays.settings import BadSetting, listed

    try:
        return Fetcher(Policy(private_hosts=frozenset(host.lower() for host in listed("fetch_private"))))
    except BadSetting as error:
        raise Failure(str(error), Exit.USAGE) from None


def post(webhook: str, message: dict[str, Any]) -> str | None:
    """Post a message as JSON to an address that a person named; why it did not arrive, or ``None``."""
    import json

    from whosays.fetch import post_json

    return post_json(webhook, json.dumps(message, ensure_ascii=False).encode("utf-8"))
