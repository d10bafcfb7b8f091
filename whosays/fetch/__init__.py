"""Fetching pages and feeds: the one room that opens connections, and only where a person has switched it on.

Nothing in the package calls it by itself. ``Fetcher().fetch(url)`` gives :class:`Fetched`, :class:`NotModified` or
:class:`FetchRefused`; the rules it keeps are in :class:`Policy`, and docs/how-to/fetching.md tells them. Importing this package
loads no network client: asking for :class:`Fetcher` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.on_demand import loader

if TYPE_CHECKING:
    from whosays.fetch.addresses import why_not
    from whosays.fetch.fetcher import Fetcher
    from whosays.fetch.outcomes import Fetched, FetchRefused, Hop, NotModified, Reason, Refused, shown
    from whosays.fetch.policy import Policy
    from whosays.fetch.posting import Reply, exchange_json, post_json

__all__ = [
    "FetchRefused",
    "Fetched",
    "Fetcher",
    "Hop",
    "NotModified",
    "Policy",
    "Reason",
    "Refused",
    "Reply",
    "exchange_json",
    "post_json",
    "shown",
    "why_not",
]

_PLACES = {
    "addresses": ("why_not",),
    "fetcher": ("Fetcher",),
    "outcomes": ("FetchRefused", "Fetched", "Hop", "NotModified", "Reason", "Refused", "shown"),
    "policy": ("Policy",),
    "posting": ("Reply", "exchange_json", "post_json"),
}

__getattr__ = loader(__name__, _PLACES)
