"""The changes themselves, in the order in which an editor needs them."""

from __future__ import annotations

from typing import get_args

from whosays.differences.disputes import disputes
from whosays.differences.pairing import pair
from whosays.differences.side import side_of
from whosays.differences.sources import cast, lineage, origins, reports
from whosays.differences.statements import revised_figures, statements
from whosays.model import ChangeKind, Difference, Record

ORDER: tuple[ChangeKind, ...] = get_args(ChangeKind)


def compare(old: Record, new: Record) -> Difference:
    """What changed from an earlier to a later record of one story, the most important first.

    Ids need not agree. Raises :class:`whosays.differences.UnrelatedRecords` where the records share no report.
    """
    pairs = pair(old, new)
    before, after = side_of(old), side_of(new)
    findings = [*disputes(before, after, pairs), *revised_figures(before, after, pairs)]
    told = {one for change in findings if change.after for one in change.after.claims}
    told |= {one for change in findings if change.kind == "figure" and change.before for one in change.before.claims}
    settled = {
        one
        for change in findings
        if change.kind in ("conflict-gone", "point-gone") and change.before
        for one in change.before.claims
    }
    changes = [
        *findings,
        *statements(before, after, pairs, told, settled),
        *reports(before, after, pairs),
        *origins(before, after, pairs),
        *lineage(before, after, pairs),
        *cast(before, after, pairs),
    ]
    ranked = sorted(enumerate(changes), key=lambda item: (ORDER.index(item[1].kind), item[0]))
    return Difference(
        old_story=old.story.id, new_story=new.story.id, old_reports=len(old.reports), new_reports=len(new.reports),
        shared=len(pairs.reports), changes=tuple(change for _, change in ranked),
    )  # fmt: skip
