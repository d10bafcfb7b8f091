"""What becomes of a large story that was cut so as to be grouped at a bounded cost: its pieces are put together again.

Each part is grouped by itself (``parts``). A story of more leads than a part may hold lies in several, and so in several pieces. Two pieces
of three leads or more belong together by the rule of linkage: near enough on average over all pairs, and naming much the same. A smaller
piece goes to the nearest of those. Both are questions about two pieces, whose answers hold as long as the two do; so a report costs
the pieces it changes, and a walk over the pieces of its own story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from whosays.clustering.linkage import AGREEMENT, FEWEST, agreement
from whosays.clustering.nearness import FLOOR, Sketch

Decided = Callable[[frozenset[str]], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Leads that their part's grouping put together; ``cut`` where more hangs together with the part than was grouped at once."""

    leads: tuple[str, ...]
    cut: bool

    @property
    def small(self) -> bool:
        """Too few leads to tell what they all name?"""
        return len(self.leads) < FEWEST


@dataclass(frozen=True, slots=True)
class Named:
    """What a piece names, and how many of its leads hold each stem."""

    core: frozenset[str]
    held: Counter[str]


@dataclass(slots=True)
class Pieces:
    """The piece of every lead, and the pieces that tell one story. ``apart`` gives the pairs of some leads that a person keeps apart."""

    threshold: int
    scores: Callable[[str], Mapping[str, int]]
    sketches: Mapping[str, Sketch]
    apart: Decided
    of: dict[str, Piece] = field(default_factory=dict)
    _near: dict[Piece, dict[Piece, float]] = field(
        default_factory=dict
    )  # those that may tell its story, with the mean score
    _best: dict[Piece, Piece] = field(default_factory=dict)  # where a small piece goes
    _with: dict[Piece, tuple[Piece, ...]] = field(default_factory=dict)  # all that a piece came to hang together with
    _named: dict[Piece, Named] = field(default_factory=dict)

    def renew(
        self, groups: Iterable[tuple[tuple[str, ...], bool]], *, gone: Iterable[str], moved: AbstractSet[str]
    ) -> list[list[str]]:
        """The stories, as leads, that changed pieces are in or were. ``groups`` are the pieces of every part that is not what it was,
        each with whether its part was cut; ``gone`` the leads that went, ``moved`` those whose scores are others than before.
        """
        touched: set[Piece] = set()
        fresh: list[Piece] = []
        for leads, cut in groups:
            piece = self.of.get(leads[0])
            if piece is None or piece.leads != leads or piece.cut != cut or not moved.isdisjoint(leads):
                fresh.append(piece := Piece(leads, cut))
            touched.add(piece)
        old = [lead for piece in fresh for lead in piece.leads] + list(gone)
        for piece in {self.of[lead]: None for lead in old if lead in self.of}:
            touched |= self._drop(piece)
        for piece in fresh:
            self.of.update(dict.fromkeys(piece.leads, piece))
        for piece in fresh:
            touched |= self._meet(piece)
        return self._stories(touched)

    def _drop(self, piece: Piece) -> set[Piece]:
        """Forget a piece; returns those that it hung together with."""
        for lead in piece.leads:
            del self.of[lead]
        for other in self._near.pop(piece, ()):
            self._near[other].pop(piece, None)
            if self._best.get(other) is piece:
                self._choose(other)
        self._best.pop(piece, None)
        self._named.pop(piece, None)
        return set(self._with.pop(piece))

    def _meet(self, piece: Piece) -> set[Piece]:
        """Find what a new piece is near to; returns those that hung together with a small one that goes elsewhere now."""
        if not piece.cut:
            return set()
        changed: set[Piece] = set()
        for other, mean in self._means(piece):
            if piece.small and other.small:
                continue
            if not (piece.small or other.small or self._agree(piece, other)):
                continue
            self._near.setdefault(piece, {})[other] = mean
            self._near.setdefault(other, {})[piece] = mean
            if other.small and self._choose(other):
                changed |= {other, *self._with.get(other, ())}
        if piece.small:
            self._choose(piece)
        return changed

    def _means(self, piece: Piece) -> list[tuple[Piece, float]]:
        """The other pieces that are near enough to one on average over all pairs, with that average."""
        sums: dict[Piece, int] = {}
        for lead in piece.leads:
            for other, score in self.scores(lead).items():
                at = self.of[other]
                sums[at] = sums.get(at, 0) + score - FLOOR
        sums.pop(piece, None)
        least = (self.threshold - FLOOR) * len(piece.leads)
        return [
            (other, total / (len(piece.leads) * len(other.leads)) + FLOOR)
            for other, total in sums.items()
            if total >= least * len(other.leads)
        ]

    def _choose(self, small: Piece) -> bool:
        """Let a small piece go to the nearest that is not; is it another than before?"""
        before = self._best.pop(small, None)
        near = self._near.get(small)
        if near:
            self._best[small] = min(near, key=lambda other: (-near[other], other.leads[0]))
        return self._best.get(small) is not before

    def _agree(self, a: Piece, b: Piece) -> bool:
        """Do two pieces name much the same?"""
        one, other = self._names(a), self._names(b)
        return agreement(one.core | other.core, one.held, len(a.leads), other.held, len(b.leads)) >= AGREEMENT

    def _names(self, piece: Piece) -> Named:
        if piece not in self._named:
            sketches = [self.sketches[lead] for lead in piece.leads]
            core = frozenset(stem for one in sketches for stem in one.core)
            self._named[piece] = Named(core, Counter(stem for one in sketches for stem in one.everything))
        return self._named[piece]

    def _stories(self, touched: set[Piece]) -> list[list[str]]:
        """The leads of each story that a touched piece is in, in no order to speak of."""
        stories: list[list[str]] = []
        seen: set[Piece] = set()
        for piece in sorted((one for one in touched if self.of.get(one.leads[0]) is one), key=lambda one: one.leads[0]):
            if piece not in seen:
                found = self._hang_together(piece)
                seen.update(found)
                self._with.update(dict.fromkeys(found, found))
                stories += self._obeyed(found)
        return stories

    def _hang_together(self, piece: Piece) -> tuple[Piece, ...]:
        found, waiting = {piece}, [piece]
        while waiting:
            for other in self._joined(waiting.pop()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return tuple(found)

    def _joined(self, piece: Piece) -> list[Piece]:
        if piece.small:
            return [self._best[piece]] if piece in self._best else []
        return [other for other in self._near.get(piece, ()) if not other.small or self._best[other] is piece]

    def _obeyed(self, pieces: tuple[Piece, ...]) -> list[list[str]]:
        """The stories of pieces that hang together: one, but where a person keeps two of its reports apart; then the nearest join first."""
        leads = [lead for piece in pieces for lead in piece.leads]
        apart = self.apart(frozenset(leads)) if len(pieces) > 1 else ()
        if not apart:
            return [leads]
        story = {piece: frozenset(piece.leads) for piece in pieces}
        pairs = sorted(
            (-self._near[one][other], one.leads[0], other.leads[0])
            for one in pieces
            for other in self._joined(one)
            if one.leads[0] < other.leads[0] or one.small
        )
        for _, a, b in pairs:
            one, other = story[self.of[a]], story[self.of[b]]
            if one is not other and not any((x in one and y in other) or (y in one and x in other) for x, y in apart):
                both = one | other
                story.update({self.of[lead]: both for lead in both})
        return [sorted(one) for one in dict.fromkeys(story.values())]
