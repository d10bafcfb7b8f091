"""Fetching one address: every hop is read by the one parser, checked, pinned, and asked politely."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address

import httpcore

from whosays.fetch.addresses import why_not
from whosays.fetch.connecting import HEADERS_MOST, Deadline, Pinned, Resolver, look_up, system_resolver, tls, told
from whosays.fetch.decoding import Body, accepted
from whosays.fetch.outcomes import Fetched, FetchRefused, Hop, NotModified, Refused, shown
from whosays.fetch.pace import Pace, in_words
from whosays.fetch.policy import Policy
from whosays.fetch.replies import GOOD, REDIRECTS, Reply, charset_of, failure, headers_of, retry_after
from whosays.fetch.robots import Robots
from whosays.fetch.urls import WebAddress, read_url

LEAVE_ALONE = 60.0  # seconds, where a busy site does not say how long
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")
_ACCEPT = b"text/html, application/xhtml+xml, text/plain, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(slots=True)
class _Errand:
    """One fetch on its way: its time, the redirects so far, and the addresses of names, looked up once each."""

    deadline: Deadline
    hops: list[Hop]
    addresses: dict[str, tuple[str, ...]]
    at: WebAddress | None = None


class Fetcher:
    """Fetches pages and feeds under one policy; remembers robots.txt and when each site was asked last.

    ``clock`` counts seconds (monotonic), ``sleep`` waits, ``resolver`` gives the addresses of a name, ``network`` opens
    connections to addresses. ``allow_private`` lifts the check of addresses altogether: for servers of tests.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        resolver: Resolver = system_resolver,
        network: httpcore.NetworkBackend | None = None,
        allow_private: bool = False,
    ) -> None:
        self._policy = policy or Policy()
        self._clock = clock
        self._resolver = resolver
        self._network = network or httpcore.SyncBackend()
        self._allow_private = allow_private
        self._tls: ssl.SSLContext | None = None
        limits = self._policy
        self._pace = Pace(interval=limits.interval, patience=limits.patience, clock=clock, sleep=sleep)
        self._robots = Robots(
            agent=limits.agent,
            keep=limits.robots_kept,
            failure=limits.robots_failure_kept,
            clock=clock,
        )

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | FetchRefused:
        """The page at an address, or why there is none; never raises for what an address or a server does.

        ``etag`` and ``last_modified`` are what the last answer came with: a page that has not changed is not sent again.
        """
        errand = _Errand(Deadline(self._policy.total_seconds, self._clock), [], {})
        try:
            reply = self._follow(read_url(url), errand, self._headers(etag, last_modified), polite=True)
            return self._settled(url, errand, reply, conditional=bool(etag or last_modified))
        except Refused as refused:
            at = errand.at.href if errand.at else url
            message = refused.message
            if errand.hops and errand.hops[0].url != at:
                message = f"it leads on to {shown(at)}: {message}"
            return FetchRefused(
                url, at, tuple(errand.hops), refused.reason, message, refused.status, refused.retry_after
            )

    # ------------------------------------------------------------------------------------------------ hop by hop
    def _follow(
        self, address: WebAddress, errand: _Errand, headers: list[tuple[bytes, bytes]], *, polite: bool
    ) -> Reply:
        """The first answer that is no redirect; every station on the way goes through the same checks."""
        visited: set[str] = set()
        before: WebAddress | None = None
        asked: set[str] = set()
        while True:
            errand.at = address
            self._admit(address, before, errand)
            if polite:
                self._pace.refuse_early(address.host)
                delay = self._robots.check(address, partial(self._robots_txt, address, errand))
                if address.host not in asked:  # the stations of one redirect on one host are one visit
                    errand.deadline.pause(self._pace.take_turn(address.host, delay=delay))
                asked.add(address.host)
            visited.add(address.href)
            reply = self._ask(address, errand, headers, whole=polite)
            if reply.status not in REDIRECTS:
                return reply
            errand.hops.append(Hop(address.href, reply.status))
            if len(errand.hops) > self._policy.hops:
                raise Refused(
                    "redirects", f"more than {self._policy.hops} redirects; give the address of the page itself"
                )
            target = reply.headers.get("location", "")
            if not target:
                raise Refused("redirects", "it redirects without saying where to")
            before, address = address, _next_station(target, address)
            if address.href in visited:
                raise Refused("redirects", f"it redirects in a circle, back to {shown(address.href)}")

    def _admit(self, address: WebAddress, before: WebAddress | None, errand: _Errand) -> None:
        """Scheme, port and all addresses of the host are such as pages are fetched from, or :class:`Refused`."""
        if before and before.scheme == "https" and address.scheme == "http":
            raise Refused(
                "downgrade", "a redirect from https to http is not followed; anybody on the way could change the page"
            )
        own = self._is_own(address) and (before is None or self._is_own(before))
        if address.port not in self._policy.ports and not (
            own and f"{address.host}:{address.port}" in self._policy.private_hosts
        ):
            ports = " and ".join(str(port) for port in sorted(self._policy.ports))
            why = f"it names the port {address.port}; pages are fetched from {ports} only"
            raise Refused("port", why + _if_own(f"{address.host}:{address.port}", before))
        host = address.host
        if host not in errand.addresses:
            seconds = errand.deadline.left(self._policy.connect_seconds)
            errand.addresses[host] = (
                (str(address.literal),) if address.literal else look_up(self._resolver, host, address.port, seconds)
            )
        if own or self._allow_private:
            return
        for number in errand.addresses[host]:
            reason = _why_not(number)
            if reason:
                told_at = f"{number} is" if address.literal else f"{host} lies at {number},"
                why = f"{told_at} {reason}; pages are fetched from the public internet only"
                raise Refused("address", why + _if_own(host, before))

    def _is_own(self, address: WebAddress) -> bool:
        """Is the host one of those inside one's own network that the settings name?"""
        return bool({address.host, f"{address.host}:{address.port}"} & self._policy.private_hosts)

    def _ask(self, address: WebAddress, errand: _Errand, headers: list[tuple[bytes, bytes]], *, whole: bool) -> Reply:
        """One request on a connection of its own, to an address that was checked."""
        policy = self._policy
        most = policy.raw_bytes if whole else policy.robots_bytes
        backend = Pinned(
            errand.addresses[address.host],
            within=self._network,
            deadline=errand.deadline,
            connect=policy.connect_seconds,
            most=policy.raw_bytes + HEADERS_MOST,
        )
        host = address.host.encode("ascii")
        scheme = address.scheme.encode("ascii")
        if address.scheme == "https" and self._tls is None:
            self._tls = tls(policy.ca_file)
        connection = httpcore.HTTPConnection(
            httpcore.Origin(scheme, host, address.port), ssl_context=self._tls, network_backend=backend
        )
        request = httpcore.Request(
            b"GET",
            httpcore.URL(scheme=scheme, host=host, port=address.port, target=address.target.encode("ascii")),
            headers=[(b"Host", address.authority.encode("ascii")), *headers],
            extensions={"timeout": {"connect": policy.connect_seconds}},
        )
        received = False
        try:
            response = connection.handle_request(request)
            received = True
            names = headers_of(response.headers)
            if response.status not in GOOD:
                return Reply(response.status, names)
            body = self._body(names, most, whole=whole)
            for data in response.iter_stream():
                if not whole and body.size >= most:
                    break
                body.feed(data)
            return Reply(response.status, names, body.end() if whole else body.so_far()[:most])
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            if received:
                raise Refused("cut-short", "the page broke off before its end; try again later") from None
            raise told(error, address.host) from None
        except httpcore.TimeoutException as error:
            errand.deadline.left()
            raise told(error, address.host) from None
        finally:
            connection.close()

    def _body(self, names: dict[str, str], most: int, *, whole: bool) -> Body:
        """An empty body with its limits; one whose stated length is above them is not begun."""
        policy = self._policy
        length = names.get("content-length", "")
        if whole and length.isdecimal() and int(length[:20]) > most:
            raise Refused(
                "size", f"the page is larger than {most / (1024 * 1024):g} MiB; pages of that size are not fetched"
            )
        return Body(
            names.get("content-encoding", ""),
            raw=policy.raw_bytes,
            decoded=policy.decoded_bytes,
            ratio=policy.ratio,
            ratio_from=policy.ratio_from,
        )

    def _robots_txt(self, address: WebAddress, page: _Errand) -> tuple[int, bytes]:
        """A site's robots.txt, under the same rules as its pages, but for robots.txt and pace themselves."""
        errand = _Errand(page.deadline, [], page.addresses)
        reply = self._follow(read_url(address.origin + "/robots.txt"), errand, self._headers(None, None), polite=False)
        return reply.status, reply.body

    # ------------------------------------------------------------------------------------------------ what came of it
    def _settled(self, url: str, errand: _Errand, reply: Reply, *, conditional: bool) -> Fetched | NotModified:
        """The answer by its status; everything that is no page is :class:`Refused`, each kind with its own words."""
        assert errand.at is not None
        status, names, host = reply.status, reply.headers, errand.at.host
        marks = names.get("etag"), names.get("last-modified"), names.get("date")
        if status == 304 and conditional:
            return NotModified(url, errand.at.href, tuple(errand.hops), *marks)
        if status in GOOD:
            kind = names.get("content-type")
            return Fetched(
                url,
                errand.at.href,
                tuple(errand.hops),
                status,
                reply.body,
                kind.partition(";")[0].strip().lower() if kind else None,
                charset_of(kind or ""),
                *marks,
            )
        wait = retry_after(names, self._policy.longest_wait)
        if status in (429, 503):
            wait = LEAVE_ALONE if wait is None else wait
            self._pace.leave_alone(host, wait)
            raise Refused(
                "busy", f"{host} is busy (status {status}); try again {in_words(wait)}", status=status, retry_after=wait
            )
        reason, message = failure(status)
        raise Refused(reason, message, status=status, retry_after=wait)

    def _headers(self, etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
        """What every request says; no cookies, no referrer. Validators that could break a header are left out."""
        headers = [
            (b"User-Agent", self._policy.user_agent.encode("ascii")),
            (b"Accept", _ACCEPT),
            (b"Accept-Encoding", accepted().encode("ascii")),
            (b"Connection", b"close"),
        ]
        for name, value in ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified)):
            if value and _VALIDATOR.fullmatch(value):
                headers.append((name, value.encode("ascii")))
        return headers


def _next_station(target: str, address: WebAddress) -> WebAddress:
    """Where a redirect leads, or :class:`Refused` with the words of the redirect in it."""
    try:
        return read_url(target, base=address.href)
    except Refused as refused:
        raise Refused(refused.reason, f"it redirects to “{shown(target)}”; {refused.message}") from None


def _if_own(name: str, before: WebAddress | None) -> str:
    """What to do where a person gave the address; a redirect must not talk anybody into opening their network."""
    return "" if before else f"; if the server is your own, name {name} in fetch_private (whosays.toml)"


def _why_not(number: str) -> str | None:
    """What speaks against an address that a resolver gave; what is no address speaks against itself."""
    try:
        return why_not(ip_address(number))
    except ValueError:
        return "no address"
