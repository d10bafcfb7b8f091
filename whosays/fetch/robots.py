"""What a site's robots.txt asks of us (RFC 9309): read by protego, kept a day."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from whosays.fetch.outcomes import Refused
from whosays.fetch.urls import WebAddress

MOST_SITES = 1_000
_ADDRESSED = re.compile(r"\s*user[-\s]*agent\b[\s:]*([^#]*).*", re.I)
# A redirect that may not be followed, or a file that is none, says nothing about what is allowed: as if there were no file.
NO_FILE = frozenset({"address", "downgrade", "encoding", "not-a-url", "port", "redirects", "scheme", "userinfo"})


@dataclass(frozen=True, slots=True)
class _Rules:
    """A site's rules; ``closed`` says why everything is off while they cannot be had. No rules, not closed: all is allowed."""

    until: float
    rules: Protego | None = None
    closed: str | None = None


class Robots:
    """The rules of the sites met so far."""

    def __init__(self, *, agent: str, keep: float, failure: float, clock: Callable[[], float]) -> None:
        self._agent = agent
        self._keep = keep
        self._failure = failure
        self._clock = clock
        self._sites: OrderedDict[str, _Rules] = OrderedDict()

    def check(self, address: WebAddress, get: Callable[[], tuple[int, bytes]]) -> float | None:
        """The site's Crawl-delay in seconds, if it names one; :class:`Refused` where it does not want the page fetched.

        ``get`` fetches the site's robots.txt, where it is not known: its status and its first half megabyte.
        """
        site = self._of(address, get)
        if site.closed:
            raise Refused(
                "server",
                f"the robots.txt of {address.host} cannot be had ({site.closed}), so nothing is fetched from there; try again later",
                retry_after=max(0.0, site.until - self._clock()),
            )
        if site.rules is None:
            return None
        if not site.rules.can_fetch(address.href, self._agent):
            raise Refused(
                "robots",
                f"the robots.txt of {address.host} asks programs not to fetch this page; save it and give the file",
            )
        return site.rules.crawl_delay(self._agent)

    def _of(self, address: WebAddress, get: Callable[[], tuple[int, bytes]]) -> _Rules:
        known = self._sites.get(address.origin)
        if known is None or known.until <= self._clock():
            known = self._ask(get)
            self._sites[address.origin] = known
            while len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        return known

    def _ask(self, get: Callable[[], tuple[int, bytes]]) -> _Rules:
        """RFC 9309, 2.3.1: no file (4xx) allows all; a server in trouble (5xx, 429) forbids all for now."""
        try:
            status, body = get()
        except Refused as refused:
            if refused.reason in NO_FILE:
                return _Rules(self._clock() + self._keep)
            raise Refused(
                refused.reason, f"{refused.message} (asked for robots.txt first)", retry_after=refused.retry_after
            ) from None
        if status == 429 or status >= 500:
            return _Rules(self._clock() + self._failure, closed=f"status {status}")
        if status >= 300 or not body:
            return _Rules(self._clock() + self._keep)
        text = _for_us(body.decode("utf-8-sig", errors="replace"), self._agent)
        return _Rules(self._clock() + self._keep, rules=Protego.parse(text))


def _for_us(text: str, agent: str) -> str:
    """A robots.txt in which every program but this one has one name.

    The parser copies each rule for each program of its group: a thousand names over a thousand rules cost two seconds, and half a
    megabyte of both more memory than there is.

    >>> _for_us("User-agent: A\\nUser-agent: *\\nDisallow: /x", "whosays").splitlines()
    ['User-agent: another', 'User-agent: *', 'Disallow: /x']
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        addressed = _ADDRESSED.fullmatch(line)
        if addressed:
            name = addressed.group(1).strip().lower()
            lines[number] = f"User-agent: {name if name in ('*', agent) else 'another'}"
    return "\n".join(lines)
