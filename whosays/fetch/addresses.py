"""Which addresses may be connected to: a table of networks, the longest one decides, and IPv4 inside IPv6 is unwrapped.

``ipaddress.is_global`` is no such table: it calls NAT64 and 6to4 forms of 127.0.0.1, multicast and site-local addresses global.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Literal, TypeAlias, cast

from whosays.data import rows

Address: TypeAlias = IPv4Address | IPv6Address
Verdict = Literal["allowed", "refused", "inner"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One network of the table: what holds for it, where it carries IPv4 addresses, and what it is, in words."""

    network: IPv4Network | IPv6Network
    verdict: Verdict
    carries: tuple[str, ...]
    what: str


def why_not(address: Address | str) -> str | None:
    """What speaks against connecting to an address, in words; ``None`` for one on the public internet.

    >>> why_not("93.184.215.14")
    >>> why_not("64:ff9b::a00:1")
    'a NAT64 address that carries 10.0.0.1: part of a private network'
    """
    number = ip_address(address) if isinstance(address, str) else address
    ground = ground_of(number)
    if ground.verdict == "allowed":
        return None
    for inner in carried(number, ground):
        reason = why_not(inner)
        if reason:
            return f"{ground.what} that carries {inner}: {reason}"
    return None if ground.verdict == "inner" else ground.what


def ground_of(address: Address) -> Ground:
    """The smallest network of the table that holds an address."""
    return next(ground for ground in _table(address.version) if address in ground.network)


def carried(address: Address, ground: Ground) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses inside an address of this network (RFC 4291, 6052, 3056; Teredo hides one behind inverted bits)."""
    found = []
    for place in ground.carries:
        at = int(place.lstrip("~"))
        four = address.packed[at : at + 4]
        found.append(IPv4Address(bytes(byte ^ 0xFF for byte in four) if place.startswith("~") else four))
    return tuple(found)


@cache
def _table(version: int) -> tuple[Ground, ...]:
    """The rows of one IP version, the longest prefixes first."""
    grounds = [
        Ground(ip_network(network), cast(Verdict, verdict), tuple(carries.split("|")) if carries else (), what)
        for network, verdict, carries, what, _ in rows("fetch_addresses")
    ]
    return tuple(
        sorted((g for g in grounds if g.network.version == version), key=lambda g: g.network.prefixlen, reverse=True)
    )
