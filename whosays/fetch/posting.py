"""A message posted to an address that a person has named: to that address and no other, without redirects, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpcore

from whosays.fetch.connecting import HEADERS_MOST, Deadline, Pinned, Resolver, look_up, system_resolver, tls, told
from whosays.fetch.outcomes import Refused
from whosays.fetch.policy import Policy
from whosays.fetch.urls import WebAddress, read_url

REPLY_MOST = 64 * 1024  # bytes of an answer that are read


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered to a message: its status, and its words as bytes."""

    status: int
    body: bytes

    @property
    def why_not(self) -> str | None:
        """Why the message does not count as taken, in words; ``None`` for 2xx."""
        if 200 <= self.status < 300:
            return None
        if 300 <= self.status < 400:
            return f"it redirects (status {self.status}), which is not followed; give the address it leads to"
        return f"it was not taken (status {self.status})"


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
    try:
        return exchange_json(url, body, policy=policy, clock=clock, resolver=resolver, network=network).why_not
    except Refused as refused:
        return refused.message


def exchange_json(
    url: str,
    body: bytes,
    *,
    secret: str | None = None,
    most: int = REPLY_MOST,
    policy: Policy | None = None,
    clock: Callable[[], float] = time.monotonic,
    resolver: Resolver = system_resolver,
    network: httpcore.NetworkBackend | None = None,
) -> Reply:
    """Post JSON and read the answer, of at most so many bytes; ``secret`` goes along as a bearer token (RFC 6750).

    Raises :class:`Refused` where there is no answer.
    """
    rules = policy or Policy()
    deadline = Deadline(rules.total_seconds, clock)
    address = read_url(url)
    numbers = (str(address.literal),) if address.literal else look_up(
        resolver, address.host, address.port, deadline.left(rules.connect_seconds)
    )  # fmt: skip
    backend = Pinned(
        numbers,
        within=network or httpcore.SyncBackend(),
        deadline=deadline,
        connect=rules.connect_seconds,
        most=most + HEADERS_MOST,
    )
    return _post(address, body, secret, backend, rules)


def _post(address: WebAddress, body: bytes, secret: str | None, backend: Pinned, rules: Policy) -> Reply:
    """The answer; raises :class:`Refused`."""
    scheme, host, target = (part.encode("ascii") for part in (address.scheme, address.host, address.target))
    connection = httpcore.HTTPConnection(
        httpcore.Origin(scheme, host, address.port),
        ssl_context=tls(rules.ca_file) if address.scheme == "https" else None,
        network_backend=backend,
    )
    request = httpcore.Request(
        b"POST",
        httpcore.URL(scheme=scheme, host=host, port=address.port, target=target),
        headers=[
            (b"Host", address.authority.encode("ascii")),
            (b"User-Agent", rules.user_agent.encode("ascii")),
            (b"Content-Type", b"application/json"),
            (b"Content-Length", str(len(body)).encode("ascii")),
            (b"Connection", b"close"),
            *([(b"Authorization", b"Bearer " + secret.encode("ascii"))] if secret else []),
        ],
        content=body,
        extensions={"timeout": {"connect": rules.connect_seconds}},
    )
    try:
        answer = connection.handle_request(request)
        return Reply(int(answer.status), answer.read())
    except (httpcore.ProtocolError, httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise told(error, address.host) from None
    finally:
        connection.close()
