"""Decisions of people about a story, in the order they were made."""

from __future__ import annotations

import json
from collections import Counter
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


def take_back(database: apsw.Connection, decision: Decision, *, story: str, by: str, when: str) -> None:
    """A decision is obeyed no more. It stays in its row, and the log says who took it back; its story then needs telling."""
    details = _details(decision)
    if all(_details(one) != details for one in decisions(database, story)):
        raise NotHeld(story, "no such decision is kept about the story", "“decisions” of the API lists those that are")
    mark(database, [story])
    chain.append(database, "undo", story, chain.digest(details), actor=by, time=when)


def taken_back(database: apsw.Connection, story: str | None = None) -> Counter[str]:
    """How often the log says that a decision was taken back, by its hash."""
    found = database.execute("SELECT sha256 FROM log WHERE op = 'undo' AND (?1 IS NULL OR object = ?1)", (story,))
    return Counter(str(sha256) for (sha256,) in found)


def decision_hash(decision: Decision) -> str:
    """What the log says of a decision."""
    return chain.digest(_details(decision))


def _details(decision: Decision) -> bytes:
    """A decision as JSON; the number of its line is not a part of it."""
    import msgspec

    return chain.canonical(msgspec.to_builtins(replace(decision, line=0)))


def decisions(database: apsw.Connection, story: str | None, *, undone: bool = False) -> tuple[Decision, ...]:
    """Decisions about a story, or all; ``line`` is the number of the row. ``undone``: those that were taken back, too."""
    import msgspec

    from whosays.model import Decision

    found = database.execute(
        "SELECT number, story, details FROM decisions WHERE ?1 IS NULL OR story = ?1 ORDER BY number", (story,)
    ).fetchall()
    held: list[Decision] = []
    back: dict[str, Counter[str]] = {}
    for number, about, details in found:
        of_story = back.setdefault(str(about), Counter() if undone else taken_back(database, str(about)))
        sha256 = chain.digest(str(details).encode("utf-8"))
        if of_story[sha256] > 0:  # one that was made anew after it was taken back holds
            of_story[sha256] -= 1
            continue
        held.append(msgspec.convert({**json.loads(str(details)), "line": number}, Decision))
    return tuple(held)
