"""Origin groups: which reports go back to one agency, one newsroom or one text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whosays.disjoint_sets import DisjointSets
from whosays.lineage.evidence import Shared, Story, Witness, by_id, earlier
from whosays.lineage.names import squash
from whosays.model import OriginGroup, Passage

UNKNOWN = "unknown outlet"


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of one origin, the one nearest to it first, and the origin's name."""

    origin: str
    members: tuple[str, ...]


def families(story: Story) -> tuple[Family, ...]:
    """Every report in exactly one family, families by their first report's id.

    Copies are joined strongest first, and never where that would bring together reports that credit two different
    origins: two agencies' texts on one event quote the same people and are not one origin.
    """
    witnesses = by_id(story)
    joined = _Joined(witnesses)
    for a, b in _same_address(story.witnesses):
        joined.join(a, b, firm=True)
    for shared in sorted((s for s in story.shared if s.whole), key=lambda s: (-s.containment, s.a, s.b)):
        joined.join(shared.a, shared.b)
    for a, b in _same_headline(story.witnesses):
        joined.join(a, b)
    named: dict[str, list[str]] = defaultdict(list)
    origin_of: dict[str, str] = {}
    for members in joined.groups():
        origin, alone = _origin(story, [witnesses[m] for m in members])
        label = f"{squash(origin)}\x1f{members[0]}" if alone or _takes_back(story, members) else squash(origin)
        named[label] += members
        origin_of.setdefault(label, origin)
    found = [
        Family(origin_of[label], tuple(_first(origin_of[label], [witnesses[m] for m in members])))
        for label, members in named.items()
    ]
    return tuple(sorted(found, key=lambda family: min(family.members)))


def _takes_back(story: Story, members: Sequence[str]) -> bool:
    """Is this one report by which a newsroom withdraws what it said before, in other words?

    Two reports of one newsroom are one origin; but one that takes the other back does not repeat it.
    """
    if len(members) > 1:
        return False
    witness = by_id(story)[members[0]]
    before = (w for w in story.witnesses if w.outlet and w.outlet == witness.outlet and earlier(w, witness))
    return witness.takes_back and witness.origin is None and any(before)


class _Joined(DisjointSets[str]):
    """Disjoint sets of reports that refuse to hold two different credited origins."""

    def __init__(self, witnesses: Mapping[str, Witness]) -> None:
        super().__init__(sorted(witnesses))
        self._origins = {report: {squash(w.origin)} if w.origin else set[str]() for report, w in witnesses.items()}

    def join(self, a: str, b: str, *, firm: bool = False) -> None:
        """Make one set of two, unless they credit different origins and the link is not firm."""
        low, high = sorted((self.top(a), self.top(b)))
        origins = self._origins[low] | self._origins[high]
        if low != high and (firm or len(origins) <= 1):
            super().join(low, high)
            self._origins[low] = origins


def _same_address(witnesses: Sequence[Witness]) -> Iterable[tuple[str, str]]:
    """Two versions of one web address."""
    seen: dict[str, str] = {}
    for witness in witnesses:
        address = (witness.report.url or "").split("#")[0].split("?")[0].rstrip("/").partition("://")[2]
        if "/" in address:
            yield seen.setdefault(address.lower(), witness.id), witness.id


def _same_headline(witnesses: Sequence[Witness]) -> Iterable[tuple[str, str]]:
    """A report without a text of its own, and those whose headline it bears.

    Between two full texts a headline proves nothing: "A and B split up" is written twice.
    """
    bearing: dict[frozenset[str], list[str]] = defaultdict(list)
    for witness in witnesses:
        for words in sorted(witness.headlines, key=sorted):
            bearing[words].append(witness.id)
    for witness in witnesses:
        if witness.stub:
            for words in sorted(witness.headlines, key=sorted):
                yield from ((witness.id, other) for other in bearing[words] if other != witness.id)


def _origin(story: Story, members: Sequence[Witness]) -> tuple[str, bool]:
    """Name of what a set of reports goes back to, and whether the name is only this set's own."""
    credited = Counter(w.origin for w in members if w.origin)
    if credited:
        return min(credited, key=lambda name: (-credited[name], name)), False
    agency = _cited_agency(story, members)
    if agency:
        return agency, False
    source = _first(None, members)[0]
    witness = next(w for w in members if w.id == source)
    return (witness.outlet, False) if witness.outlet else (witness.report.source or UNKNOWN, True)


def _cited_agency(story: Story, members: Sequence[Witness]) -> str | None:
    """The one agency that two or more reprints of an uncredited text cite: whom it told, that is whose reporter asked."""
    if len({w.outlet for w in members}) < 2:
        return None
    citing = Counter(name for w in members for name, _ in w.citing.counts if story.names.is_wire(name))
    strong = [name for name, count in citing.items() if count >= 2 and count * 2 >= len(members)]
    return strong[0] if len(strong) == 1 else None


def _first(origin: str | None, members: Sequence[Witness]) -> list[str]:
    """Report ids, the origin's own report first, then those that credit it in their text, then by time and id."""
    own = squash(origin) if origin else None

    def rank(w: Witness) -> tuple[bool, bool, str, str]:
        published = w.outlet is not None and squash(w.outlet) == own
        return (not published or w.origin is not None, w.rests, w.moment[0] if w.moment else "9", w.id)

    return [w.id for w in sorted(members, key=rank)]


def origin_groups(story: Story, found: Sequence[Family]) -> tuple[OriginGroup, ...]:
    """Families as the record shows them, each with the words that prove it."""
    witnesses = by_id(story)
    links: dict[str, list[Shared]] = defaultdict(list)
    home = {member: number for number, family in enumerate(found) for member in family.members}
    for shared in story.shared:
        if shared.whole and home[shared.a] == home[shared.b]:
            links[shared.a].append(shared)
    groups = []
    for family in found:
        evidence: set[Passage] = set()
        for member in family.members:
            witness = witnesses[member]
            signed = [c.passage for c in witness.credits if c.passage and squash(c.name) == squash(family.origin)]
            cited = [c.passage for c in witness.citing.citations if squash(c.name) == squash(family.origin)]
            evidence.update(signed or (cited if len(family.members) > 1 or witness.rests else witness.citing.witnessed))
            for shared in links[member]:
                evidence.update(_longest(shared))
        groups.append(OriginGroup(family.origin, family.members, tuple(sorted(evidence))))
    return tuple(groups)


def _longest(shared: Shared) -> tuple[Passage, ...]:
    """The longest stretch that two reports share, in both."""
    return max(shared.passages, key=lambda pair: (pair[0].end - pair[0].start, pair), default=())


def before(a: Witness, b: Witness, *, family: Family | None) -> bool:
    """Is ``a`` nearer to the origin than ``b``: by credit, else by time, else by id?"""
    if family and a.id in family.members and b.id in family.members:
        return family.members.index(a.id) < family.members.index(b.id)
    order = earlier(a, b)
    return a.id < b.id if order is None else order
