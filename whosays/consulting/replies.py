"""What comes back is untrusted input: one JSON object of the form that was asked for, or it is unusable, and why."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from whosays.consulting.questions import Question
from whosays.model import OpinionLabel

FENCED = re.compile(r"```(?:json)?\n(.*)\n```", re.S)
APART = frozenset({"unrelated", "unsure"})  # labels that no two spans need show
LONGEST = 20_000  # characters of an answer that are read
Form = TypeVar("Form")


class Unusable(ValueError):
    """An answer that counts for nothing, and why."""


class _Verdict(msgspec.Struct, forbid_unknown_fields=True):
    label: OpinionLabel
    spans: list[int]


class _Wording(msgspec.Struct, forbid_unknown_fields=True):
    text: str


def read_verdict(words: str, question: Question) -> tuple[OpinionLabel, tuple[int, ...]]:
    """Label and numbers of the spans that it points at, each of them given, two where they show something; raises :class:`Unusable`."""
    verdict = _object(words, _Verdict)
    unknown = [number for number in verdict.spans if not 1 <= number <= len(question.spans)]
    if unknown:
        raise Unusable(f"it points at span {unknown[0]}, and there were {len(question.spans)}")
    numbers = tuple(sorted(set(verdict.spans)))
    if len(numbers) < 2 and verdict.label not in APART:
        raise Unusable("it points at fewer than two spans")
    return verdict.label, numbers


def read_wording(words: str) -> str:
    """The sentence that it offers, in one line; raises :class:`Unusable`."""
    return " ".join(_object(words, _Wording).text.split())


def _object(words: str, form: type[Form]) -> Form:
    """The object that an answer is, also inside a fence of three backticks."""
    if not words.strip():
        raise Unusable("it is empty")
    if len(words) > LONGEST:
        raise Unusable(f"it has {len(words)} characters")
    fenced = FENCED.fullmatch(words.strip())
    try:
        return msgspec.json.decode((fenced.group(1) if fenced else words).encode("utf-8"), type=form)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Unusable("it is not the JSON that was asked for") from None
