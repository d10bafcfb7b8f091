"""What did not work, for programs: problem details as RFC 9457 has them, in words a person can act on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from http import HTTPStatus

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (RFC 9457): the status again, its name, and what was given, what is wrong with it, what to do."""

    type: str
    title: str
    status: int
    detail: str


class Refused(Exception):
    """A request that is not answered: with which status, and why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem(status: int, detail: str, *, headers: dict[str, str] | None = None) -> Response:
    """The problem as an answer."""
    told = Problem("about:blank", HTTPStatus(status).phrase, status, detail)
    data = json.dumps(asdict(told), ensure_ascii=False).encode("utf-8", "replace")
    return Response(data, status, media_type=MEDIA_TYPE, headers=headers)
