"""Sockets, and nothing else: a name is looked up within a time, a connection goes to a checked address and no other."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import certifi
import httpcore

from whosays.fetch.outcomes import Refused

MOST_ADDRESSES = 4  # of one name that are tried
HEADERS_MOST = 1024 * 1024  # bytes of an answer beside its body: header lines, chunk marks, interim answers
Resolver = Callable[[str, int], Sequence[str]]


class Deadline:
    """How long one fetch may still take, whatever it waits for."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._seconds = seconds
        self._end = clock() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left, at most so many; :class:`Refused` when there are none."""
        left = self._end - self.clock()
        if left <= 0:
            raise Refused("time", f"it took longer than {self._seconds:g} seconds; try again later")
        return left if most is None else min(left, most)

    def pause(self, seconds: float) -> None:
        """Time that was waited out of politeness does not count."""
        self._end += seconds


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a name, as the system knows them, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def look_up(resolver: Resolver, host: str, port: int, seconds: float) -> tuple[str, ...]:
    """All addresses of a name; the system's look-up knows no time limit, so it runs in a thread that may be left behind."""
    answers: queue.SimpleQueue[tuple[str, ...] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(tuple(resolver(host, port)))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="whosays-look-up").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Refused(
            "time", f"the address of {host} was not found within {seconds:g} seconds; try again later"
        ) from None
    if isinstance(answer, UnicodeError):  # what the system's resolver makes of a name it cannot encode
        raise Refused("not-a-url", f"“{host[:80]}” is no name of a host; look at the address again") from None
    if isinstance(answer, Exception) and not isinstance(answer, OSError):
        raise answer
    if isinstance(answer, OSError) or not answer:
        raise Refused(
            "name", f"the name {host} has no address (is it written right, and is there a connection?)"
        ) from None
    return answer


class Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, whatever name the request carries (SNI and ``Host`` keep the name)."""

    def __init__(
        self,
        addresses: Sequence[str],
        *,
        within: httpcore.NetworkBackend,
        deadline: Deadline,
        connect: float,
        most: int,
    ) -> None:
        self._addresses = tuple(addresses[:MOST_ADDRESSES])
        self._within = within
        self._deadline = deadline
        self._connect = Deadline(connect, deadline.clock)
        self._most = most

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for tried, address in enumerate(self._addresses):
            # a first address that never answers must leave time for the next
            share = self._connect.left(self._deadline.left()) / (2 if tried + 1 < len(self._addresses) else 1)
            try:
                stream = self._within.connect_tcp(address, port, share, local_address, socket_options or ())
                return Metered(stream, self._deadline, self._most)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise Refused("connect", "local sockets are not fetched from")


class Metered(httpcore.NetworkStream):
    """A connection that counts its bytes and its time: a server that drips one byte a second comes to an end too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, most: int) -> None:
        self._stream = stream
        self._deadline = deadline
        self._most = most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._deadline.left(timeout))
        self._deadline.left()
        self._most -= len(data)
        if self._most < 0:
            raise Refused("size", "the answer is larger than what is fetched")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return Metered(inner, self._deadline, self._most)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def tls(ca_file: str | None = None) -> ssl.SSLContext:
    """Certificates are checked against the packaged list (or a file), hosts by name; no variable of the environment counts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # create_default_context would obey SSLKEYLOGFILE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=ca_file or certifi.where())
    return context


def told(error: Exception, host: str) -> Refused:
    """A failed connection in words."""
    if isinstance(error, httpcore.TimeoutException):
        return Refused("time", f"{host} did not answer in time; try again later")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refused("tls", f"the certificate of {host} is not valid for it ({cause.verify_message})")
        if isinstance(cause, ssl.SSLError):
            return Refused("tls", f"no secure connection to {host} ({cause.reason or 'TLS failed'})")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ProtocolError):
        return Refused("protocol", f"{host} does not answer as a web server should ({str(error)[:100]})")
    return Refused("connect", f"no connection to {host} ({str(error)[:100] or 'it was closed'}); try again later")
