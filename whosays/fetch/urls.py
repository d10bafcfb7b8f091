"""Reading a web address, once: what the check looks at is what the connection is made to.

Two parsers that differ are how such checks are passed by (``http://169.254.169.254:80\\@news.example/``); so there is one, the
WHATWG parser that browsers use, and everything below works on its result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from ada_url import URL, SchemeType

from whosays.fetch.outcomes import Refused

LONGEST = 8_000  # code points; browsers and servers agree on about so much
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.I)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address in its one form: no fragment, no user, host in ASCII without a last dot."""

    scheme: str
    host: str
    port: int
    target: str
    literal: IPv4Address | IPv6Address | None

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` header has them."""
        host = f"[{self.host}]" if isinstance(self.literal, IPv6Address) else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one ``robots.txt`` speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def href(self) -> str:
        """The whole address."""
        return self.origin + self.target


def read_url(text: str, *, base: str | None = None) -> WebAddress:
    """The address in a text (relative to ``base``, for a redirect), or :class:`Refused`.

    >>> read_url("http://①②⑦.1/a b#c").href
    'http://127.0.0.1/a%20b'
    """
    if len(text) > LONGEST:
        raise Refused("not-a-url", f"the address has {len(text)} characters; the longest that is read has {LONGEST}")
    try:
        url = URL(text, base)
    except ValueError:  # also a lone surrogate, which has no UTF-8
        raise Refused(
            "not-a-url", "this is no address of a web page; give one like https://news.example/story"
        ) from None
    if url.scheme_type not in (SchemeType.HTTP, SchemeType.HTTPS):
        given = _SCHEME.match(text)
        name = given.group(1) if given else url.protocol.rstrip(":")
        raise Refused("scheme", f"{name[:30]}: addresses are not fetched; only http and https are")
    if url.username or url.password:
        raise Refused(
            "userinfo", "the address holds a user name or a password; take it out (pages behind a login: save them)"
        )
    scheme = url.protocol.rstrip(":")
    host = url.hostname.removesuffix(".")
    literal = _literal(host)
    if literal is None:
        _check_name(host)
    return WebAddress(
        scheme=scheme,
        host=host.strip("[]"),
        port=int(url.port) if url.port else _DEFAULT_PORTS[scheme],
        target=url.pathname + url.search,
        literal=literal,
    )


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """The number that stands in the place of a name; the parser has already made 0x7f.1 into 127.0.0.1."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _check_name(host: str) -> None:
    """Refuses a host that is no name in the DNS; the parser lets ``a..b`` and ``a*b`` through."""
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise Refused("not-a-url", f"“{host[:80]}” is no name of a host; look at the address again")
