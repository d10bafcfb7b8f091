"""Decisions of people about a story, in the order they were made."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import apsw

from whosays.store import chain
from whosays.store.errors import NotHeld
from whosays.store.stories import mark

if TYPE_CHECKING:
    from whosays.model import Decision


def decide(database: apsw.Connection, decision: Decision, *, story: str, when: str) -> None:
    """Keep a decision; its story then needs telling."""
    if not database.execute("SELECT 1 FROM stories WHERE id = ?", (story,)).fetchone():
        raise NotHeld(story, "there is no such story in the store", "decide about one that “whosays stories” lists")
    details = _details(decision)
    database.execute(
        "INSERT INTO decisions (story, decision, details, decided_by, decided_on, reason, kept) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (story, decision.decision, details.decode("utf-8"), decision.by, decision.on, decision.reason, when),
    )
    mark(database, [story])
    chain.append(database, "decide", story, chain.digest(details), actor=decision.by, time=when)


def decision_hash(decision: Decision) -> str:
    """What the log says of a decision."""
    return chain.digest(_details(decision))


def _details(decision: Decision) -> bytes:
    """A decision as JSON; the number of its line is not a part of it."""
    import msgspec

    return chain.canonical(msgspec.to_builtins(replace(decision, line=0)))


def decisions(database: apsw.Connection, story: str | None) -> tuple[Decision, ...]:
    """Decisions about a story, or all; ``line`` is the number of the row."""
    import msgspec

    from whosays.model import Decision

    found = database.execute(
        "SELECT number, details FROM decisions WHERE ?1 IS NULL OR story = ?1 ORDER BY number", (story,)
    )
    return tuple(msgspec.convert({**json.loads(str(details)), "line": number}, Decision) for number, details in found)
