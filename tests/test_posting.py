"""A change posted to an address that a person named: it arrives whole, and what goes wrong is said in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from whosays.fetch import Policy, post_json


class Hook(BaseHTTPRequestHandler):
    """Takes what is posted; its path says how it answers."""

    taken: list[tuple[str, bytes]] = []  # noqa: RUF012 (one server for the module)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Hook.taken.append((self.headers["Content-Type"], body))
        self.send_response({"/taken": 204, "/moved": 301}.get(self.path, 500))
        self.send_header("Content-Length", "0")
        if self.path == "/moved":
            self.send_header("Location", "/taken")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_message_arrives_whole(address: str) -> None:
    """The bytes that were given, as JSON; nothing is said where all is well."""
    message = json.dumps({"title": "Ferry sinks", "changes": ["“12” → “14”"]}, ensure_ascii=False).encode()
    assert post_json(f"{address}/taken", message) is None
    assert Hook.taken[-1] == ("application/json", message)


def test_a_redirect_is_not_followed(address: str) -> None:
    """A webhook that redirects is said; the message goes nowhere else."""
    before = len(Hook.taken)
    assert "not followed" in (post_json(f"{address}/moved", b"{}") or "")
    assert len(Hook.taken) == before + 1


def test_an_answer_that_is_no_yes_is_said(address: str) -> None:
    """Status 500: with its number."""
    assert "500" in (post_json(f"{address}/broken", b"{}") or "")


@pytest.mark.parametrize(
    "url", ["ftp://quellmark.example/hook", "not an address", "http://user:secret@quellmark.example/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """The rules for reading an address are those of fetching."""
    assert post_json(url, b"{}") is not None


def test_nobody_there_is_said() -> None:
    """A closed port: why, within the time for connecting."""
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        port = server.server_port
    assert "no connection" in (post_json(f"http://127.0.0.1:{port}/", b"{}", policy=Policy(connect_seconds=1.0)) or "")
