"""Changes posted to an address: each listener has a mark of its own on every story, and what does not arrive is posted again.

The mark moves when a post has arrived. One that failed is tried once in each round, with what came since, until it has failed
:data:`MOST_TRIES` times with the same version; a listener that takes nothing is left alone for the rest of a round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from whosays.store import Store
from whosays.watch.announcing import news_of

MOST_TRIES = 8  # rounds in which the same version is posted
IN_A_ROW = 3  # posts that fail one after another, after which the others wait for the next round
Post = Callable[[dict[str, Any]], str | None]


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who is told of changes by posts: the address, and how one is made (``None``: it arrived; else why not)."""

    address: str
    post: Post


def post_news(store: Store, listener: Listener, *, everything: bool = False) -> Iterator[str]:
    """Post what the listener has not heard of; yields, in words, what did not arrive."""
    failed = 0
    for story, heard in store.unheard(listener.address, most=MOST_TRIES):
        news = news_of(store, story, heard, everything=everything)
        if news is None:
            continue
        said = news.announcement
        trouble = listener.post(said.as_json()) if said.worth_telling else None
        if trouble is None:
            store.mark_heard(listener.address, story, said.version)
            failed = 0
            continue
        failed += 1
        tries = store.mark_missed(listener.address, story, said.version)
        yield f"{trouble}: the change in {said.title or story!r} {_next(tries)}"
        if failed >= IN_A_ROW:
            return


def _next(tries: int) -> str:
    """What happens to a post that has failed so often."""
    if tries >= MOST_TRIES:
        return f"was posted {tries} times in vain and is not posted again"
    return "is posted again in the next round"
