"""A web of one's own for tests of fetching: a scripted server on loopback, a stub of the DNS, and wires between them.

Nothing leaves the machine. Every address that the resolver calls public is wired to the server; a connection to any other
address is written down and fails: that list is the canary.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import httpcore

PUBLIC = "93.184.215.14"
PUBLIC6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
Answer = bytes | Iterable[bytes]


def page(body: bytes = b"The bridge is closed.", status: str = "200 OK", **headers: str) -> bytes:
    """An answer with a body and its length."""
    lines = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def moved(target: str, status: str = "302 Found") -> bytes:
    """A redirect, its target in UTF-8 as many servers send it."""
    return f"HTTP/1.1 {status}\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode("utf-8", "surrogatepass")


class Server:
    """Answers ``(host, path)`` or ``path`` from a script; unknown pages are 404. Keeps the requests it saw."""

    def __init__(self, script: Mapping[Any, Answer | Callable[[str], Answer]], *, tls: Any = None) -> None:
        self.script = dict(script)
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for _, path, _ in self.requests if path != "/robots.txt"]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = connection.recv(65536)
                    if not more:
                        return
                    head += more
                lines = head.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                headers = {n.lower(): v for n, _, v in (line.partition(": ") for line in lines[1:] if line)}
                host = headers.get("host", "")
                self.requests.append((host, path, headers))
                answer = self.script.get((host, path), self.script.get(path, page(b"none", "404 Not Found")))
                if callable(answer):
                    answer = answer(path)
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    connection.sendall(piece)
        except OSError:
            pass  # a client that has had enough closes in the middle


class Wires(httpcore.NetworkBackend):
    """Connections to the public addresses end at the server; all others are written down in ``canary`` and refused."""

    def __init__(self, server: Server, public: Iterable[str] = (PUBLIC, PUBLIC6)) -> None:
        self._server = server
        self._public = set(public)
        self.canary: list[tuple[str, int]] = []
        self.connected: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        if host not in self._public:
            self.canary.append((host, port))
            raise httpcore.ConnectError("Connection refused")
        self.connected.append((host, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._server.port, timeout)


class Names:
    """A resolver from a table; several answers for one name are given one after the other, the last for good."""

    def __init__(self, table: Mapping[str, Sequence[Sequence[str]]] | None = None) -> None:
        self._table = {name: list(answers) for name, answers in (table or {}).items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._table.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
