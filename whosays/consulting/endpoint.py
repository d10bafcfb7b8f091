"""A language model behind an OpenAI-compatible address (``…/v1/chat/completions``): plain HTTP, one question at a time, nothing streamed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import msgspec

from whosays.consulting import Messages, Unanswered
from whosays.fetch import Policy, Refused, Reply, exchange_json
from whosays.fetch.urls import read_url

PATH = "/chat/completions"
MOST = 256 * 1024  # bytes of an answer
TOKENS = 400  # that an answer may have
UNKNOWN = (400, 422)  # what servers answer to a field that they do not know


class InsecureKey(ValueError):
    """A key would travel in the clear to another machine."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers, what it is called there, the key that the server asks for, and how long one answer may take (seconds).

    Raises :class:`whosays.fetch.Refused` for what is no web address, :class:`InsecureKey` for a key over http to another machine.
    """

    url: str
    model: str
    secret: str | None = None
    seconds: float = 60.0

    def __post_init__(self) -> None:
        address = read_url(self.url)
        here = address.literal is not None and ip_address(str(address.literal)).is_loopback
        if self.secret and address.scheme == "http" and not here and address.host != "localhost":
            raise InsecureKey(f"{address.origin}: a key is sent over https only, or to this machine")

    def __call__(self, messages: Messages, schema: Mapping[str, Any]) -> str:
        """The words of the answer; a server that knows no schemas is asked again without. Raises :class:`Unanswered`."""
        form = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
        reply = self._post(messages, {"response_format": form})
        if reply.status in UNKNOWN:
            reply = self._post(messages, {})
        if reply.why_not:
            raise Unanswered(reply.why_not)
        try:
            words = msgspec.json.decode(reply.body, type=_Completion).choices[0].message.content
        except (msgspec.MsgspecError, UnicodeError, RecursionError, IndexError):
            raise Unanswered("the answer is not that of an OpenAI-compatible server") from None
        return words or ""

    def _post(self, messages: Messages, more: Mapping[str, Any]) -> Reply:
        base = self.url.rstrip("/")
        asked = {"model": self.model, "messages": list(messages), "temperature": 0, "seed": 0, "max_tokens": TOKENS}
        try:
            return exchange_json(
                base if base.endswith(PATH) else base + PATH,
                json.dumps({**asked, **more}, ensure_ascii=False).encode("utf-8", "replace"),
                secret=self.secret,
                most=MOST,
                policy=Policy(total_seconds=self.seconds),
            )
        except Refused as refused:
            raise Unanswered(refused.message) from None
