"""One story or two, as people decided: the pairs of reports that grouping must put together or keep apart."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.decisions.matching import Unmatched, report_meant
from whosays.model import Decision, Report

Pair = tuple[str, str]


def decided_pairs(
    reports: Sequence[Report], decisions: Sequence[Decision]
) -> tuple[tuple[Pair, ...], tuple[Pair, ...], tuple[tuple[Decision, str], ...]]:
    """Pairs of report ids of one story, pairs of two stories, and the decisions that reach nothing here, each with the reason."""
    same: list[Pair] = []
    apart: list[Pair] = []
    unmet: list[tuple[Decision, str]] = []
    for decision in decisions:
        if decision.decision not in ("same-story", "different-story"):
            continue
        try:
            first, second = (report_meant(target, reports).id for target in decision.about)
        except Unmatched as why:
            unmet.append((decision, str(why)))
            continue
        if first == second:
            unmet.append((decision, "both are the same report"))
        else:
            (same if decision.decision == "same-story" else apart).append((first, second))
    return tuple(same), tuple(apart), tuple(unmet)
