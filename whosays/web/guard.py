"""What stands before every page: which hosts are answered, who may change something, how much may be sent, and the headers.

A page of another site that is open in the same browser can send requests here, and a name that it controls can be made to
point at this machine (DNS rebinding). So the Host header is checked with its port before anything else, and a change needs a
matching Origin, a Sec-Fetch-Site that says the request comes from our own page, and the session's cookie.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whosays.web.api.problems import problem

LARGEST = 32 * 1024 * 1024  # bytes of a request's body
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
RAW_POLICY = "default-src 'none'; sandbox"  # of a report's own text, which is only ever handed over as a file
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
SAFE = frozenset({"GET", "HEAD"})
OURS = frozenset({"same-origin", "none"})
OPENING = "/session"  # the one change that needs no session: it asks for the token itself
API = "/api/"  # where programs ask; they may bear the token in place of a session
UNLOCKED = ("/static/", OPENING)  # what a public server shows to anybody


@dataclass(frozen=True, slots=True)
class Access:
    """Who is answered: hosts with their port, origins of our own pages, the token, and whether reading needs it too."""

    hosts: frozenset[str]
    origins: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    cookie: str = "whosays"
    private: bool = False
    secure: bool = False

    @classmethod
    def of(cls, names: Iterable[str], port: int, **other: Any) -> Access:
        """Access by these host names on a port; one port's cookie is not another's.

        A name with a scheme (``https://stories.example``) is that of a server in front of this one, and stands as it is.
        """
        given = list(names)
        own = {name for name in given if "://" not in name}
        fronts = {name.rstrip("/").lower() for name in given} - {name.lower() for name in own}
        hosts = {f"{name}:{port}".lower() for name in own} | ({name.lower() for name in own} if port == 80 else set())
        origins = {f"http://{host}" for host in hosts} | fronts
        hosts |= {front.partition("://")[2] for front in fronts}
        return cls(frozenset(hosts), frozenset(origins), cookie=f"whosays-{port}", **other)

    def opens(self, given: str) -> bool:
        """Is this the token?"""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode("utf-8"))

    def bears(self, given: Sequence[str]) -> bool:
        """Does the Authorization header hold the token, as programs send it?"""
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        return scheme.lower() == "bearer" and self.opens(token.strip())

    def knows(self, cookies: str) -> bool:
        """Does the Cookie header hold the session?"""
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        given = [value for name, _, value in pairs if name == self.cookie]
        return len(given) == 1 and hmac.compare_digest(
            given[0].encode("utf-8", "replace"), self.session.encode("utf-8")
        )


class TooLarge(Exception):
    """More was sent than is read."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The application behind these checks; what fails one never reaches it."""

    app: ASGIApp
    access: Access
    largest: int = LARGEST
    page: Callable[[int, str], Response] | None = None  # a refusal as a person's browser is shown it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return  # no WebSocket is served, and there is nothing to start up
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self.refusal(scope)
        if refused is not None:
            await self._worded(scope, refused)(scope, receive, with_headers)
            return
        try:
            await self.app(scope, self._capped(receive), with_headers)
        except TooLarge:
            if not started:
                refused = _refused(413, f"more than {self.largest // 2**20} MiB were sent; send less at a time")
                await self._worded(scope, refused)(scope, receive, with_headers)

    def _worded(self, scope: Scope, refused: Response) -> Response:
        """A refusal in the form that is asked for: a problem for programs, a page for browsers, else a line of text."""
        why = bytes(refused.body).decode().strip()
        path = scope["path"]
        if path.startswith(API):
            return problem(refused.status_code, why)
        if not why or refused.status_code == 421:  # led elsewhere, or asked by a name that is not ours
            return refused
        if self.page and "text/html" in Headers(scope=scope).get("accept", "") and not path.endswith(".json"):
            return self.page(refused.status_code, why)
        return refused

    def refusal(self, scope: Scope) -> Response | None:
        """Why a request is not answered, if it is not."""
        headers, access = Headers(scope=scope), self.access
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in access.hosts:
            return _refused(421, "this server does not answer to that name")
        given = headers.get("content-length", "0")
        if not given.isdecimal():
            return _refused(400, "Content-Length is not a number")
        if int(given) > self.largest:
            return _refused(413, f"more than {self.largest // 2**20} MiB were sent; send less at a time")
        path = scope["path"]
        if path.startswith(API) and access.bears(headers.getlist("authorization")):
            return self._refused_origin(headers)
        if scope["method"] not in SAFE:
            return self._refused_change(headers, path)
        if access.private and not path.startswith(UNLOCKED) and not access.knows(headers.get("cookie", "")):
            if path.startswith(API):
                return _refused(401, "this server needs the token it was started with: Authorization: Bearer TOKEN")
            if path == "/":  # the printed address: the browser takes the token behind # along
                return RedirectResponse(OPENING, 303)
            return _refused(401, "open the address that whosays printed, with its token, or give the token at /session")
        return None

    def _refused_origin(self, headers: Headers) -> Response | None:
        """Who bears the token is a program, not a page; where it names an origin all the same, that has to be ours."""
        if headers.get("origin") is not None and headers["origin"] not in self.access.origins:
            return _refused(403, "a request with a token must not come from a page of another site (Origin)")
        return None

    def _refused_change(self, headers: Headers, path: str) -> Response | None:
        """A change has to come from our own page, in a session."""
        if path.startswith(API) and headers.get("origin") is None:
            return _refused(403, "a change needs the token that whosays printed: Authorization: Bearer TOKEN")
        if headers.get("origin", "") not in self.access.origins:
            return _refused(403, "a change must come from a page of this server (Origin)")
        if headers.get("sec-fetch-site", "") not in OURS:
            return _refused(403, "a change must come from a page of this server (Sec-Fetch-Site)")
        if path != OPENING and not self.access.knows(headers.get("cookie", "")):
            return _refused(403, "no session: open the address that whosays printed, with its token, or go to /session")
        return None

    def _capped(self, receive: Receive) -> Receive:
        """The body, as long as it is not longer than is read."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.largest:
                raise TooLarge
            return message

        return counted


def _refused(status: int, why: str) -> PlainTextResponse:
    """A refusal in words, without a word of what was sent."""
    return PlainTextResponse(why + "\n", status)
