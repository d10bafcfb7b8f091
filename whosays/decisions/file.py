"""The decisions file: JSON Lines, one decision a line; empty lines and lines that begin with ``#`` are passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from whosays.decisions.consistency import BadDecisions, check_agreement
from whosays.model import Decision, Target, Words

LINE_FIELDS = frozenset({"decision", "about", "by", "on", "reason", "value"})
OF_TWO_REPORTS = ("same-origin", "different-origin", "same-story", "different-story")
SIGNED = {"by": "who decided", "on": "when, in the words of who decided", "reason": "why"}


def parse_decisions(text: str, *, name: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a file in their order, each with the number of its line.

    Raises :class:`BadDecisions` at the first line that is no decision, and where two lines contradict each other.
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(_decision(line, number))
            except ValueError as error:
                raise BadDecisions(f"{name}, line {number}: {error}") from None
    check_agreement(found, name=name)
    return tuple(found)


def as_line(decision: Decision) -> str:
    """The decision as one line of the file, without line end; what is not given is left out."""
    plain = {name: value for name, value in _plain(decision).items() if name != "line"}
    order = ("decision", "about", "value", "by", "on", "reason")
    return json.dumps({name: plain[name] for name in order if name in plain}, ensure_ascii=False)


def decisions_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line."""
    import msgspec

    schema: dict[str, Any] = msgspec.json.schema(Decision)
    types = schema["$defs"]
    for described in types.values():
        described["description"] = " ".join(described.get("description", "").split())
        described["additionalProperties"] = False
    del types["Decision"]["properties"]["line"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a line of a whosays decisions file",
        **schema,
    }


def _plain(value: object) -> Any:
    """A value of the model as JSON has it, without what is empty."""
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(one) for name, one in pairs if one is not None and one != ()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _decision(line: str, number: int) -> Decision:
    """One line; a ``ValueError`` says what is wrong with it."""
    import msgspec

    try:
        plain = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"not JSON ({error.msg.removesuffix(' starting at')} at character {error.pos + 1}); one object on one line is wanted"
        ) from None
    except RecursionError:
        raise ValueError("nested too deeply for a decision") from None
    if not isinstance(plain, dict):
        raise ValueError("a decision is a JSON object: {…}")
    _only(plain, LINE_FIELDS, "a decision")
    for target in plain["about"] if isinstance(plain.get("about"), list) else ():
        if isinstance(target, dict):
            _only(target, frozenset(field.name for field in fields(Target)), "what a decision is about")
            for passage in target["passages"] if isinstance(target.get("passages"), list) else ():
                if isinstance(passage, dict):
                    _only(passage, frozenset(field.name for field in fields(Words)), "a passage")
    try:
        decision = msgspec.convert({**plain, "line": number}, Decision)
    except msgspec.ValidationError as error:
        raise ValueError(str(error).replace("`", "")) from None
    _check(decision)
    return decision


def _only(given: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    strange = sorted(set(given) - known)
    if strange:
        raise ValueError(f"{what} has no field {strange[0]!r}; there are {', '.join(sorted(known))}")


def _check(decision: Decision) -> None:
    """Has the decision everything that its kind needs?"""
    for field, meaning in SIGNED.items():
        if not str(getattr(decision, field)).strip():
            raise ValueError(f"{field!r} is empty; it says {meaning}")
    kind, about = decision.decision, decision.about
    pairs = kind in ("merge", "split", *OF_TWO_REPORTS)
    if len(about) != 1 + pairs:
        raise ValueError(f"{kind!r} is about {1 + pairs}, not {len(about)}")
    for target in about:
        _check_target(kind, target)
    if decision.value is not None and not decision.value.strip():
        raise ValueError("'value' is empty")
    if kind in ("correct-outlet", "correct-date") and decision.value is None:
        raise ValueError(f"{kind!r} needs a 'value', what is right")
    if not kind.startswith("correct") and decision.value is not None:
        raise ValueError(f"{kind!r} takes no 'value'")
    if kind == "correct-date":
        _check_date(decision.value or "")


def _check_target(kind: str, target: Target) -> None:
    report = target.source or target.sha256
    passages = [(p.source or p.sha256, p.words.strip()) for p in target.passages]
    if kind in ("merge", "split") and not (target.name and target.name.strip()):
        raise ValueError(f"{kind!r} is about entities: each needs a 'name'")
    if kind in ("merge", "split") and target.words and not report:
        raise ValueError("'words' stand in a report: give its 'source' or 'sha256'")
    if kind in (*OF_TWO_REPORTS, "correct-outlet", "correct-date") and not report:
        raise ValueError(f"{kind!r} is about reports: each needs a 'source' or a 'sha256'")
    if kind == "correct-attribution" and not (report and target.words and target.words.strip()):
        raise ValueError(f"{kind!r} is about words of a report: give 'words' and 'source' or 'sha256'")
    if kind in ("dismiss", "confirm") and not (target.finding and target.slot and passages):
        raise ValueError(f"{kind!r} is about a finding: give 'finding', 'slot' and at least one of its 'passages'")
    if not all(where and words for where, words in passages):
        raise ValueError("a passage needs 'words' and the 'source' or 'sha256' of its report")


def _check_date(value: str) -> None:
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(
            f"{value!r} is no date; give ISO 8601, for instance 2031-05-07 or 2031-05-07T06:30+02:00"
        ) from None
