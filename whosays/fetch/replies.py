"""What a server answered: its headers, and what its status means, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from whosays.fetch.outcomes import Reason

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GOOD = frozenset({200, 203})
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s;\"']{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one server answered: header names in lower case, the first of each; the body of an asked-for page alone."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def headers_of(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The first value of each header; packings that are listed in several lines are joined."""
    names: dict[str, str] = {}
    for name, value in _decoded(raw):
        if name not in names:
            names[name] = value
        elif name == "content-encoding":
            names[name] += f", {value}"
    return names


def _decoded(raw: list[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    for name, value in raw:
        try:
            words = value.decode("utf-8")
        except UnicodeDecodeError:
            words = value.decode("latin-1")
        yield name.decode("latin-1").lower(), words.strip()


def charset_of(kind: str) -> str | None:
    """The charset that a ``Content-Type`` names, in lower case.

    >>> charset_of('text/html; Charset="Windows-1252"')
    'windows-1252'
    """
    found = _CHARSET.search(kind)
    return found.group(1).lower() if found else None


def retry_after(names: dict[str, str], longest: float) -> float | None:
    """Seconds that a site asks for, in seconds or as a date against its own ``Date``; never more than ``longest``."""
    value = names.get("retry-after", "")
    if value.isdecimal() and value.isascii():
        return min(float(value[:12]), longest)
    try:
        until, now = parsedate_to_datetime(value), parsedate_to_datetime(names.get("date", ""))
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now.replace(tzinfo=now.tzinfo or UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), longest)


def failure(status: int) -> tuple[Reason, str]:
    """A status that brings no page, in words."""
    if status == 404:
        return "missing", "there is no such page (status 404); look at the address again"
    if status == 410:
        return "gone", "the page was taken away for good (status 410)"
    if status in (401, 402, 403, 407, 451):
        return (
            "forbidden",
            f"the site does not hand out this page (status {status}); open it in a browser, save it and give the file",
        )
    if status >= 500:
        return "server", f"the site has a fault (status {status}); try again later"
    return "status", f"the site answers with status {status} and no page"
