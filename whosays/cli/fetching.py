"""``--fetch``: web addresses among the inputs are fetched, where a person has switched that on; else refused in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from whosays.cli.exits import Exit, Failure

if TYPE_CHECKING:
    from whosays.fetch import Fetcher
    from whosays.model import Notice

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
    help="Fetch web addresses among the inputs. Default: off.",
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


def not_fetched(address: str) -> Notice:
    """What is told of an address where fetching is off."""
    from whosays.fetch import shown
    from whosays.model import Notice

    return Notice("refused", None, shown(address), f"{shown(address)}: {OFF}")


def switched_on() -> bool:
    """Is fetching switched on, by the command line or the settings?"""
    from whosays.settings import BadSetting, switch

    try:
        return switch("fetch", click.get_current_context().meta.get(_FLAG))
    except BadSetting as error:
        raise Failure(str(error), Exit.USAGE) from None


def the_fetcher() -> Fetcher:
    """A fetcher under the usual policy; a bad setting is a mistake in the command."""
    from whosays.intake.fetching import usual_fetcher
    from whosays.settings import BadSetting

    try:
        return usual_fetcher()
    except BadSetting as error:
        raise Failure(str(error), Exit.USAGE) from None


def post(webhook: str, message: dict[str, Any]) -> str | None:
    """Post a message as JSON to an address that a person named; why it did not arrive, or ``None``."""
    import json

    from whosays.fetch import post_json

    return post_json(webhook, json.dumps(message, ensure_ascii=False).encode("utf-8"))
