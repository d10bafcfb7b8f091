"""How much is fetched, from where, and how politely: every limit in one place."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.version import VERSION

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of fetching; times in seconds, sizes in bytes.

    ``private_hosts`` are names or addresses inside one's own network that pages may be fetched from all the same, each as
    ``host`` or ``host:port``; they count only where a person asked for them, never where another site redirects to them.
    """

    ports: frozenset[int] = frozenset({80, 443})
    private_hosts: frozenset[str] = frozenset()
    hops: int = 5
    connect_seconds: float = 10.0
    total_seconds: float = 30.0
    raw_bytes: int = 10 * MIB
    decoded_bytes: int = 20 * MIB
    ratio: int = 100
    ratio_from: int = MIB  # smaller pages may be packed as tightly as they like: 1 MiB harms nobody
    interval: float = 1.0
    patience: float = 60.0  # a longer wait is not slept through but told
    longest_wait: float = 86_400.0
    robots_bytes: int = 512 * 1024  # RFC 9309 asks for at least 500 KiB
    robots_kept: float = 86_400.0
    robots_failure_kept: float = 600.0
    ca_file: str | None = None
    agent: str = "whosays"
    user_agent: str = f"whosays/{VERSION} (reads news reports for one person; obeys robots.txt)"
