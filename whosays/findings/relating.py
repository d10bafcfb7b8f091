"""Relations that the findings add: which claims contradict, are in tension with or supersede which."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.model import Finding, Relation, RelationKind

KINDS: dict[str, RelationKind] = {"contradiction": "contradicts", "tension": "in-tension", "update": "supersedes"}
WIDEST = 3  # claims of a side that are related one by one


def relate(relations: Sequence[Relation], findings: Sequence[Finding]) -> tuple[Relation, ...]:
    """All relations of a story: those of alignment, then the pairs that shown disagreements and updates set against each other."""
    made = {(relation.a, relation.b, relation.kind): relation for relation in relations}
    for finding in findings:
        kind = KINDS.get(finding.kind)
        if kind is None or not finding.shown:
            continue
        for number, left in enumerate(finding.readings):
            for right in finding.readings[number + 1 :]:
                for a in left.claims[:WIDEST]:
                    for b in right.claims[:WIDEST]:
                        made.setdefault((a, b, kind), Relation(a, b, kind, finding.computation))
    return tuple(made.values())
