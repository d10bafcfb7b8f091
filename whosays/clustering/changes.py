"""What became of the stories while reports came and went: started, grown, merged, split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from whosays.model import StoryChange


def changes(
    were: Mapping[str, tuple[str, ...]],
    made: Set[str],
    groups: Mapping[str, tuple[str, ...]],
    story_of: Mapping[str, str],
    *,
    forgotten: Iterable[str],
) -> tuple[StoryChange, ...]:
    """The changes, in the order of the stories' ids.

    ``were``: the reports of each story that was taken apart; ``made``: the stories made since; ``groups`` and ``story_of``: the live
    stories as they are now; ``forgotten``: reports that left because somebody said so.
    """
    gone = set(forgotten)
    olds = {story: set(reports) - gone for story, reports in were.items()}
    before = {report: story for story, reports in olds.items() for report in reports}
    found = []
    for name in sorted(made & groups.keys()):
        reports = groups[name]
        if all(before.get(report) == name for report in reports):
            continue
        came = tuple(sorted({before[report] for report in reports if report in before}))
        new = tuple(report for report in reports if report not in before)
        left = any(not (olds[story] & story_of.keys()) <= set(reports) for story in came)
        kind = "merged" if len(came) > 1 else "started" if not came else "split" if left else "grew"
        found.append(StoryChange(kind, name, reports, came, new))  # type: ignore[arg-type]
    told = {change.story for change in found}
    for story in sorted(olds.keys() & groups.keys() - told):
        if set(groups[story]) != olds[story] & story_of.keys():  # only lost reports, under its old id
            found.append(StoryChange("split", story, groups[story], (story,), ()))
    return tuple(found)
