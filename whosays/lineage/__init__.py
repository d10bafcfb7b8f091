"""Lineage: reprints, shared wire copy and citations, and the origin groups that follow from them.

Credits are read first, then citations, then shared text; time gives a copy its direction, a credit overrules it.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.lineage.edges import trace_edges
from whosays.lineage.evidence import gather
from whosays.lineage.grouping import families, origin_groups
from whosays.model import Lineage, Reading

__all__ = ["same_origin", "trace_lineage"]


def trace_lineage(readings: Sequence[Reading]) -> Lineage:
    """Who copied whom in one story: every report in exactly one origin group, edges with the passages that show them.

    The same readings in any order give the same lineage. A report that reprints, shares an agency's wire or rests
    throughout on another publisher stands in that origin's group; one that only holds some passages of another keeps its
    own group and gets a ``copies`` edge; one that cites another gets a ``cites`` edge.
    """
    story = gather(readings)
    found = families(story)
    return Lineage(origin_groups(story, found), trace_edges(story, found))


def same_origin(lineage: Lineage) -> dict[str, str]:
    """Report id → key of its origin, for counting: two reports with one key are one origin, also where one takes back the other."""
    return {report: group.origin for group in lineage.groups for report in group.reports}
