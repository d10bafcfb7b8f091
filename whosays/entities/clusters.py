"""Sets of mentions that stand for one thing; what was judged different can never be joined, not even by detours."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.disjoint_sets import DisjointSets
from whosays.model import Mention


class Clusters:
    """Disjoint sets of mention ids, with vetoes. The smallest id of a set is its root, so the order of joins is no matter."""

    def __init__(self, mentions: Mapping[str, Mention]) -> None:
        self._mentions = dict(mentions)
        self._sets = DisjointSets(mentions)
        self._apart: dict[str, set[str]] = {}
        self._state: set[str] = set()

    def root(self, identity: str) -> str:
        """The id that stands for the set a mention is in."""
        return self._sets.top(identity)

    def part(self, a: str, b: str) -> None:
        """Forbid that the two ever come together."""
        self._apart.setdefault(self.root(a), set()).add(b)
        self._apart.setdefault(self.root(b), set()).add(a)

    def join(self, a: str, b: str) -> bool:
        """Put two sets together; ``False`` where a judgement keeps them apart."""
        one, two = sorted((self.root(a), self.root(b)))
        if one == two:
            return True
        if any(self.root(x) == two for x in self._apart.get(one, ())) or any(
            self.root(x) == one for x in self._apart.get(two, ())
        ):
            return False
        self._sets.join(one, two)
        self._apart.setdefault(one, set()).update(self._apart.pop(two, set()))
        return True

    def mark_state(self, identity: str) -> None:
        """Remember that the set stands for a government."""
        self._state.add(identity)

    def states(self) -> set[str]:
        """Roots of the sets that hold a mention marked as a government."""
        return {self.root(identity) for identity in self._state}

    def groups(self) -> dict[str, list[Mention]]:
        """Root → mentions in order of report and place; pronouns that found no antecedent are left out."""
        found: dict[str, list[Mention]] = {}
        for identity, root in self._sets.tops().items():
            found.setdefault(root, []).append(self._mentions[identity])
        return {
            root: sorted(members, key=lambda m: (m.report, m.start, -m.end))
            for root, members in found.items()
            if any(m.form != "pronoun" for m in members)
        }
