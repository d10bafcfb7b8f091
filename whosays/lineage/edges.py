"""Edges of the lineage: who copies, shares a wire with, cites or revises whom, with the passages that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whosays.lineage.evidence import Shared, Story, Witness, by_id
from whosays.lineage.grouping import Family, before
from whosays.lineage.names import squash
from whosays.model import EdgeKind, LineageEdge, Passage


def trace_edges(story: Story, found: Sequence[Family]) -> tuple[LineageEdge, ...]:
    """All edges, a few a report: its nearest source by text, its family's first report by credit, whom it cites."""
    edges = [*_revisions(story), *_by_text(story, found), *_by_credit(story, found), *_by_citation(story, found)]
    revised = {(edge.from_report, edge.to_report) for edge in edges if edge.kind == "revises"}
    kept: dict[tuple[str, str, bool, bool], LineageEdge] = {}
    for edge in edges:
        pair, text = (edge.from_report, edge.to_report), edge.kind in ("copies", "shares-wire")
        if not (text and pair in revised):
            kept.setdefault((*pair, text, edge.kind == "cites"), edge)
    return tuple(sorted(kept.values(), key=lambda e: (e.from_report, e.to_report, e.kind)))


def _home(found: Sequence[Family]) -> dict[str, Family]:
    return {member: family for family in found for member in family.members}


def _turned(shared: Shared, later: str) -> tuple[tuple[Passage, Passage], ...]:
    """Passages with those of the later report first."""
    return shared.passages if shared.a == later else tuple((b, a) for a, b in shared.passages)


def _by_text(story: Story, found: Sequence[Family]) -> Iterator[LineageEdge]:
    """For each report its strongest source in the family, and each report of another family whose passages it holds."""
    witnesses, home = by_id(story), _home(found)
    best: dict[str, tuple[tuple[bool, float, str], LineageEdge]] = {}
    for shared in story.shared:
        if not (shared.whole or shared.part):
            continue
        a, b = witnesses[shared.a], witnesses[shared.b]
        same = home[a.id] is home[b.id]
        source, later = (a, b) if before(a, b, family=home[a.id] if same else None) else (b, a)
        edge = LineageEdge(later.id, source.id, _kind(source, later, home), _turned(shared, later.id))
        if not same:
            yield edge
            continue
        rank = (shared.whole, shared.containment, source.id)
        if later.id not in best or rank > best[later.id][0]:
            best[later.id] = (rank, edge)
    yield from (edge for _, edge in best.values())


def _kind(source: Witness, later: Witness, home: dict[str, Family]) -> EdgeKind:
    """Two customers of one agency share its wire; anything else is a copy of the source itself."""
    family = home[source.id]
    carried = later.id in family.members and source.origin is not None and not source.rests
    return "shares-wire" if carried else "copies"


def _by_credit(story: Story, found: Sequence[Family]) -> Iterator[LineageEdge]:
    """Members of a family that credit its origin, tied to the family's first report where no text ties them."""
    witnesses = by_id(story)
    for family in found:
        first = witnesses[family.members[0]]
        for member in family.members[1:]:
            witness = witnesses[member]
            if witness.origin and not witness.rests and squash(witness.origin) == squash(family.origin):
                kind: EdgeKind = "shares-wire" if first.origin else "copies"
                yield LineageEdge(member, first.id, kind, _credit_pair(witness, first))


def _credit_pair(a: Witness, b: Witness) -> tuple[tuple[Passage, Passage], ...]:
    one = next((c.passage for c in a.credits if c.passage and c.name == a.origin), None)
    other = next((c.passage for c in b.credits if c.passage and c.name == a.origin), None)
    return ((one, other or b.first),) if one else ()


def _by_citation(story: Story, found: Sequence[Family]) -> Iterator[LineageEdge]:
    """A report that names a publisher as source, to that publisher's first report in the story."""
    targets: dict[str, str] = {}
    for family in found:
        targets.setdefault(squash(family.origin), family.members[0])
    witnesses = by_id(story)
    for witness in story.witnesses:
        cues: dict[str, list[Passage]] = defaultdict(list)
        for name, passage in _named(witness):
            target = targets.get(squash(name))
            if (
                target
                and target != witness.id
                and not (witness.origin and squash(witness.origin) == squash(name) and not witness.rests)
            ):
                cues[target].append(passage)
        for target, passages in sorted(cues.items()):
            pairs = tuple((passage, witnesses[target].first) for passage in passages)
            yield LineageEdge(witness.id, target, "cites", pairs)


def _named(witness: Witness) -> Iterator[tuple[str, Passage]]:
    for citation in witness.citing.citations:
        yield citation.name, citation.passage
    for credit in witness.credits:
        if credit.kind == "contributed" and credit.passage:
            yield credit.name, credit.passage


def _revisions(story: Story) -> Iterator[LineageEdge]:
    """A later version at one address, a near-duplicate or a correction, to the same outlet's report before it."""
    pairs = {frozenset((s.a, s.b)): s for s in story.shared}
    for outlet in sorted({w.outlet for w in story.witnesses if w.outlet}):
        own = sorted((w for w in story.witnesses if w.outlet == outlet and w.moment), key=lambda w: (w.moment, w.id))
        for number, later in enumerate(own[1:], 1):
            for source in reversed(own[:number]):
                if source.moment == later.moment:
                    continue
                shared = pairs.get(frozenset((later.id, source.id)))
                again = shared is not None and _near(shared)
                if again or later.corrects or _address(later) == _address(source) != "":
                    spans = _turned(shared, later.id) if shared and again else ()
                    cue = ((later.corrects, source.first),) if later.corrects else ()
                    yield LineageEdge(later.id, source.id, "revises", spans or cue)
                    break


def _near(shared: Shared) -> bool:
    return shared.overlap is not None and min(shared.overlap.cover_a, shared.overlap.cover_b) >= 0.5


def _address(witness: Witness) -> str:
    return (witness.report.url or "").split("#")[0].split("?")[0].rstrip("/").lower()
