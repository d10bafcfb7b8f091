"""Why a report stands in its story: the earlier report it is nearest to, what the two share, and how near all the others are."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.clustering.decided import Pairs, ordered
from whosays.clustering.nearness import FLOOR
from whosays.clustering.window import Window, order
from whosays.model import Join

SHOWN = 6  # shared names, and words


def join_of(window: Window, report: str, reports: Sequence[str], same: Pairs, *, threshold: float) -> Join:
    """The reason of one report of a story; one that a person put together with an earlier report is shown beside that."""
    mine = order(window.profiles[report])
    scores = {other: _score(window, report, other) for other in reports if other != report}
    earlier = [other for other in reports if order(window.profiles[other]) < mine]
    best = min(earlier, key=lambda other: (-scores[other], order(window.profiles[other])))
    decided = [other for other in earlier if ordered(report, other) in same]
    to = decided[0] if decided else best
    compared = window.compared
    pair = window.pair(report, to)
    window.compared = compared  # what is compared to give a reason is no work of the stream
    one, other = window.sketches[report], window.sketches[to]
    shared = sorted(
        one.everything.keys() & other.everything.keys(),
        key=lambda stem: (-one.everything[stem] * other.everything[stem], stem),
    )
    names = [stem for stem in shared if stem in one.names or stem in other.names]
    words = [stem for stem in shared if stem not in one.names and stem not in other.names]
    return Join(
        report=report,
        to=to,
        names=tuple(names[:SHOWN]),
        words=tuple(words[:SHOWN]),
        cosine=round(pair.cosine, 3) if pair else 0.0,
        days=round(pair.days, 3) if pair and pair.days is not None else None,
        score=scores[to] / 100,
        mean=round(sum(scores.values()) / len(scores) / 100, 2),
        threshold=threshold,
        nearness=pair.nearness if pair else None,
        decided=bool(decided),
    )


def _score(window: Window, a: str, b: str) -> int:
    one, other = window.lead_of[a], window.lead_of[b]
    if one == other:
        return -FLOOR
    score = window.edges[one].get(other)
    return FLOOR if score is None else window.score(one, other, score)
