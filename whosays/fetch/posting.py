"""A message posted to an address that a person has named: to that address and no other, without redirects, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpcore

from whosays.fetch.connecting import HEADERS_MOST, Deadline, Pinned, Resolver, look_up, system_resolver, tls, told
from whosays.fetch.outcomes import Refused
from whosays.fetch.policy import Policy
from whosays.fetch.urls import read_url

REPLY_MOST = 64 * 1024  # bytes of an answer that are looked at; its words are not


def post_json(
    url: str,
    body: bytes,
    *,
    policy: Policy | None = None,
    clock: Callable[[], float] = time.monotonic,
    resolver: Resolver = system_resolver,
    network: httpcore.NetworkBackend | None = None,
) -> str | None:
    """Post JSON; ``None`` where the server took it (2xx), else why it did not arrive, in words.

    Addresses inside one's own network are fine: a person wrote this one down, no page did.
    """
    rules = policy or Policy()
    deadline = Deadline(rules.total_seconds, clock)
    try:
        address = read_url(url)
        host = address.host
        numbers = (str(address.literal),) if address.literal else look_up(
            resolver, host, address.port, deadline.left(rules.connect_seconds)
        )  # fmt: skip
        backend = Pinned(
            numbers,
            within=network or httpcore.SyncBackend(),
            deadline=deadline,
            connect=rules.connect_seconds,
            most=REPLY_MOST + HEADERS_MOST,
        )
        status = _post(address.scheme, host, address.port, address.target, address.authority, body, backend, rules)
    except Refused as refused:
        return refused.message
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"it redirects (status {status}), which is not followed; give the address it leads to"
    return f"it was not taken (status {status})"


def _post(
    scheme: str, host: str, port: int, target: str, authority: str, body: bytes, backend: Pinned, rules: Policy
) -> int:
    """The status of the answer; raises :class:`Refused`."""
    connection = httpcore.HTTPConnection(
        httpcore.Origin(scheme.encode("ascii"), host.encode("ascii"), port),
        ssl_context=tls(rules.ca_file) if scheme == "https" else None,
        network_backend=backend,
    )
    request = httpcore.Request(
        b"POST",
        httpcore.URL(
            scheme=scheme.encode("ascii"), host=host.encode("ascii"), port=port, target=target.encode("ascii")
        ),
        headers=[
            (b"Host", authority.encode("ascii")),
            (b"User-Agent", rules.user_agent.encode("ascii")),
            (b"Content-Type", b"application/json"),
            (b"Content-Length", str(len(body)).encode("ascii")),
            (b"Connection", b"close"),
        ],
        content=body,
        extensions={"timeout": {"connect": rules.connect_seconds}},
    )
    try:
        return int(connection.handle_request(request).status)
    except (httpcore.ProtocolError, httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise told(error, host) from None
    finally:
        connection.close()
