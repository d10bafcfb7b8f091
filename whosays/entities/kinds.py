"""What a story takes its names for: people, bodies, places, by the votes of all reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from whosays import data
from whosays.entities.spelling import noun_groups, sound
from whosays.model import EntityKind, Reading
from whosays.text.folding import fold

SPEAKS = re.compile(r" (?:said|says|told|denied|added|wrote|warned|declined|argued|insisted|testified)\b")


def story_kinds(readings: Sequence[Reading]) -> dict[str, EntityKind]:
    """Folded name → the kind most of its mentions have over all reports; government readings do not vote."""
    votes: dict[str, Counter[EntityKind]] = {}
    for reading in readings:
        for mention in reading.mentions:
            if mention.form == "name" and mention.reason != "stands for the government":
                votes.setdefault(fold(mention.text), Counter())[mention.kind] += 1
    kinds = {name: _majority(name, ballot) for name, ballot in votes.items()}
    kinds.update(
        {tail: "event" for name, kind in kinds.items() if kind == "event" for tail in _storm(name) if tail in kinds}
    )
    people = {_sounds(name) for name, kind in kinds.items() if kind == "person" and len(name.split()) == 2}
    families = _families(kinds)
    called = _given(kinds)
    speaking = _speaking_places(readings) & families
    return {
        name: "person"
        if name in speaking
        or (
            kind in ("organisation", "other")
            and (name in called or (len(name.split()) == 2 and _sounds(name) in people) or name in families)
        )
        else kind
        for name, kind in kinds.items()
    }


def _speaking_places(readings: Sequence[Reading]) -> set[str]:
    """Names taken for places that stand before a verb of saying alone: "Redding denied it" may be Paul Redding."""
    found: dict[str, bool] = {}
    for reading in readings:
        text = reading.report.text
        for mention in (m for m in reading.mentions if m.form == "name" and m.kind == "place"):
            name = fold(mention.text)
            found[name] = found.get(name, True) and SPEAKS.match(text, mention.end) is not None
    return {name for name, speaks in found.items() if speaks}


def _storm(name: str) -> tuple[str, ...]:
    """The name of a storm without its kind: "lorna" of "typhoon lorna"."""
    first, _, rest = name.partition(" ")
    return (rest,) if rest and first in _storms() else ()


@cache
def _storms() -> frozenset[str]:
    return frozenset(word for word, kind, position in data.rows("name_words") if (kind, position) == ("event", "first"))


def _families(kinds: dict[str, EntityKind]) -> set[str]:
    """Family names of the story's people that are no body's name, nor the beginning of one ("Marfin" of "Marfin Bank")."""
    bodies = {name.split()[0] for name, kind in kinds.items() if kind != "person" and " " in name}
    found = {name.split()[-1] for name, kind in kinds.items() if kind == "person" and len(name.split()) in (2, 3)}
    return {
        name for name in found - bodies if len(name) > 3 and not {name, name.removesuffix("s")} & noun_groups().keys()
    }


def _given(kinds: dict[str, EntityKind]) -> set[str]:
    """First names of the story's people, as common ones as a table has, that begin no body's name ("Tommy" of "Tommy Lee Roe")."""
    bodies = {name.split()[0] for name, kind in kinds.items() if kind != "person" and " " in name}
    first = {name.split()[0] for name, kind in kinds.items() if kind == "person" and " " in name}
    return (first & data.words("given_names")) - bodies


def _sounds(name: str) -> tuple[str, ...]:
    """Sound of each word of a name: "Mirella Resing" is read like the person "Mirela Ressing"."""
    return tuple(sound(word) for word in name.split())


def _majority(name: str, votes: Counter[EntityKind]) -> EntityKind:
    """The kind of most mentions; of two, a name of several words is rather a person."""
    return min(votes, key=lambda kind: (kind == "other", -votes[kind], kind != "person" or " " not in name, kind))
