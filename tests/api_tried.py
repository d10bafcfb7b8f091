"""Requests made up from the description of the API, valid and invalid ones, and what is wrong with the answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import AcceptedNegativeData, ignored_auth
from starlette.types import ASGIApp

from tests.api_double import TOKEN

HEADERS = {"host": "localhost", "authorization": f"Bearer {TOKEN}"}


@dataclass(slots=True)
class Tried:
    """The verbs of a description, and the statuses and faults of the answers so far."""

    verbs: list[Any]
    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, app: ASGIApp) -> Tried:
        """The verbs that the served description names."""
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HEADERS)
        schema.config.generation.update(with_security_parameters=False)  # tests of their own leave the token out
        return cls([found.ok() for found in schema.get_all_operations()])

    def send(self, verb: Any, mode: GenerationMode, examples: int) -> None:
        """So many requests of one kind; the same ones every time. What has nothing that could be invalid is passed over."""
        if mode == GenerationMode.NEGATIVE and not _can_be_invalid(verb.definition.raw):
            return

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=verb.as_strategy(generation_mode=mode))
        def sent(case: schemathesis.Case) -> None:
            if mode == GenerationMode.POSITIVE and len(case.path_parameters.get("story", "")) % 4:
                case.path_parameters["story"] = "ferry"  # else hardly one request would reach the story
            answer = case.call(headers=HEADERS)
            self.statuses[answer.status_code] += 1
            try:
                case.validate_response(answer, excluded_checks=[ignored_auth])  # the token is always sent
            except FailureGroup as group:
                self.faults.update(
                    f"{verb.label}: {type(one).__name__}: {one}"
                    for one in group.exceptions
                    # A form has text alone: a field made invalid by its type may be sent as a valid one.
                    if not (isinstance(one, AcceptedNegativeData) and case.media_type == "multipart/form-data")
                )

        sent()


def _can_be_invalid(verb: dict[str, Any]) -> bool:
    """Has a verb a body, a query, or a field of its path that is more than any text?"""
    fields = verb.get("parameters", ())
    return "requestBody" in verb or any(one["in"] != "path" or one["schema"]["type"] != "string" for one in fields)
