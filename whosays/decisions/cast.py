"""Who is who, as people decided: what they kept apart first, then what they put together, on top of the program's own cast."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whosays.decisions.consistency import contradiction
from whosays.decisions.matching import Unmatched, entity_meant, mentions_named
from whosays.model import Cast, Decision, Pin, Reading, Target

Resolve = Callable[[Sequence[Reading], Sequence[Pin]], Cast]


def decided_cast(readings: Sequence[Reading], decisions: Sequence[Decision], *, resolve: Resolve) -> Cast:
    """The cast of a story, with what people put together and kept apart. The order of the readings does not matter.

    Names are looked up in the cast as the program sees it, since that is what people saw when they decided.
    """
    splits = [decision for decision in decisions if decision.decision == "split"]
    merges = [decision for decision in decisions if decision.decision == "merge"]
    cast = resolve(readings, ())
    apart = [pin for decision in splits for pin in _apart(decision, readings, cast)]
    cast = resolve(readings, apart) if apart else cast
    together = [pin for decision in merges for pin in _together(decision, readings, cast)]
    cast = resolve(readings, (*apart, *together)) if together else cast
    _insist(merges, splits, readings, cast)
    return cast


def reason_of(decision: Decision) -> str:
    """Who, when and why, in one line."""
    return f"decided by {decision.by} ({decision.on}): {decision.reason}"


def _together(decision: Decision, readings: Sequence[Reading], cast: Cast) -> list[Pin]:
    """All mentions of the two entities."""
    try:
        a, b = (entity_meant(target, readings, cast) for target in decision.about)
    except Unmatched:
        return []  # said at the end, with all that found nothing
    members: dict[str, list[str]] = {a.id: [], b.id: []}
    for mention, entity in cast.of_mention.items():
        if entity in members:
            members[entity].append(mention)
    names = (decision.about[0].name or a.name, decision.about[1].name or b.name)
    return [Pin("same", tuple(sorted(members[a.id])), tuple(sorted(members[b.id])), names, reason_of(decision))]


def _apart(decision: Decision, readings: Sequence[Reading], cast: Cast) -> list[Pin]:
    """The mentions with the one name and those with the other; between two equal names, those that report and words point at."""
    try:
        a, b = (_mentions(target, readings, cast) for target in decision.about)
    except Unmatched:
        return []
    names = (decision.about[0].name or "", decision.about[1].name or "")
    return [Pin("different", a, b, names, reason_of(decision))] if not set(a) & set(b) else []


def entities_meant(decision: Decision, readings: Sequence[Reading], cast: Cast) -> tuple[set[str], set[str]]:
    """Ids of the entities that the two names of a decision stand for in the finished cast."""
    found = []
    for target in decision.about:
        held = {cast.of_mention[m.id] for m in mentions_named(target, readings) if m.id in cast.of_mention}
        found.append(held if len(held) == 1 else {entity_meant(target, readings, cast).id})
    return found[0], found[1]


def _mentions(target: Target, readings: Sequence[Reading], cast: Cast) -> tuple[str, ...]:
    """The mentions that a target names; all names of an entity where it is called so by the program alone ("US government")."""
    entity = entity_meant(target, readings, cast)
    named = [m.id for m in mentions_named(target, readings) if cast.of_mention.get(m.id) == entity.id]
    return tuple(named) or tuple(sorted(m for m, e in cast.of_mention.items() if e == entity.id))


def _insist(merges: Sequence[Decision], splits: Sequence[Decision], readings: Sequence[Reading], cast: Cast) -> None:
    """Refuse a merge that splits of the same file forbid; the names may differ although the mentions are the same."""
    for merge in merges:
        try:
            a, b = (set(_mentions(target, readings, cast)) for target in merge.about)
        except Unmatched:
            continue
        if {cast.of_mention[m] for m in a} == {cast.of_mention[m] for m in b}:
            continue
        for split in splits:
            try:
                one, two = (set(_mentions(target, readings, cast)) for target in split.about)
            except Unmatched:
                continue
            if (one & a and two & b) or (one & b and two & a):
                raise contradiction("decisions", merge, split, "they put together and keep apart the same two")
