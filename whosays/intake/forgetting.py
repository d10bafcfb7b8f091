"""A report taken down: out of the grouping first, so that this need not be made anew from all that is left, then out of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.clustering import Clusterer
from whosays.intake.grouping import STATE, write_down

if TYPE_CHECKING:
    from whosays.store import Forgotten, Store


def forget(store: Store, report: str, *, reason: str, when: str, actor: str) -> Forgotten:
    """Take a report down, as :meth:`whosays.store.Store.forget` does; the stories that it held together come apart at once.

    Cut off between the two steps, the report is still there; the same call again takes it down.
    """
    with store.transaction():
        kept = store.state(STATE) if reason.strip() and store.has(report) else None
        clusterer = _of_state(kept) if kept is not None else None
        if clusterer is not None:
            write_down(store, clusterer, clusterer.forget([report]), when=when)
    return store.forget(report, reason=reason, when=when, actor=actor)


def _of_state(kept: bytes) -> Clusterer | None:
    try:
        return Clusterer.of_state(kept)
    except ValueError:  # of another version of the program, which begins anew anyhow
        return None
