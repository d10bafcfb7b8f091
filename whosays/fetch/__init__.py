"""Fetching pages and feeds: the one room that opens connections, and only where a person has switched it on.

Nothing in the package calls it by itself. ``Fetcher().fetch(url)`` gives :class:`Fetched`, :class:`NotModified` or
:class:`FetchRefused`; the rules it keeps are in :class:`Policy`, and docs/how-to/fetching.md tells them. Importing this package
loads no network client: asking for :class:`Fetcher` does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.fetch.addresses import why_not
    from whosays.fetch.fetcher import Fetcher
    from whosays.fetch.outcomes import Fetched, FetchRefused, Hop, NotModified, Reason, shown
    from whosays.fetch.policy import Policy
    from whosays.fetch.posting import post_json

__all__ = [
    "FetchRefused",
    "Fetched",
    "Fetcher",
    "Hop",
    "NotModified",
    "Policy",
    "Reason",
    "post_json",
    "shown",
    "why_not",
]
_ELSEWHERE = {
    "Fetcher": "fetcher",
    "Policy": "policy",
    "post_json": "posting",
    "why_not": "addresses",
}  # the rest: outcomes


def __getattr__(name: str) -> object:
    """Load a name's module when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'outcomes')}"), name)
