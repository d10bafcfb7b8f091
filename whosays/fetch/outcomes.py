"""What comes of asking for an address: the page, word that it has not changed, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PERMANENT = (301, 308)
_SECRET = re.compile(r"//[^/?#\\]*@")

Reason = Literal[
    "address",  # it leads into a network that pages are not fetched from
    "busy",  # the site asked to be left alone for a while (429, 503, a long Crawl-delay)
    "connect",  # no connection, or it broke
    "cut-short",  # the page broke off before its end
    "downgrade",  # a redirect from https to http
    "encoding",  # packed in a way that cannot be unpacked
    "forbidden",  # 401, 403, 407, 451
    "gone",  # 410
    "missing",  # 404
    "name",  # the name has no address
    "not-a-url",
    "port",
    "protocol",  # the answer is not HTTP
    "redirects",  # too many, in a circle, or without a target
    "robots",  # robots.txt asks not to
    "scheme",
    "server",  # 5xx
    "size",
    "status",  # an answer that is none of the others
    "time",
    "tls",  # the certificate does not fit, or there is no common protocol
    "userinfo",
]
PASSING: frozenset[Reason] = frozenset({"busy", "connect", "cut-short", "name", "server", "time"})


def shown(url: str) -> str:
    """An address as messages may show it: without a name and password in it, and not endless."""
    hidden = _SECRET.sub("//…@", url)
    return hidden if len(hidden) <= 200 else hidden[:200] + "…"


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address that answered, and how."""

    url: str
    status: int

    @property
    def permanent(self) -> bool:
        """Does the site say that the address has moved for good?"""
        return self.status in PERMANENT


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: str
    url: str
    hops: tuple[Hop, ...]

    @property
    def moved_to(self) -> str | None:
        """The address that should be asked from now on: as far as every redirect from the first on was permanent."""
        stations = [*(hop.url for hop in self.hops[1:]), self.url]
        lasting = next((number for number, hop in enumerate(self.hops) if not hop.permanent), len(self.hops))
        return stations[lasting - 1] if lasting else None

    @property
    def permanent(self) -> bool:
        """Was there a redirect, and was every one permanent?"""
        return bool(self.hops) and self.moved_to == self.url


@dataclass(frozen=True, slots=True)
class Fetched(_Answer):
    """A page: its bytes, unpacked, and what the server says of them (header values as sent, ``None`` where absent)."""

    status: int
    body: bytes
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified(_Answer):
    """304: what was fetched last time still stands; what the server says to ask with next time."""

    etag: str | None = None
    last_modified: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class FetchRefused(_Answer):
    """No page, and why, for the person who asked; ``retry_after`` in seconds where the site or its pace says when."""

    reason: Reason
    message: str
    status: int | None = None
    retry_after: float | None = None

    @property
    def passing(self) -> bool:
        """May the same address work later?"""
        return self.reason in PASSING


class Refused(Exception):
    """Carries a refusal from where it is found to :meth:`Fetcher.fetch`."""

    def __init__(
        self, reason: Reason, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.message = message
        self.status = status
        self.retry_after = retry_after
