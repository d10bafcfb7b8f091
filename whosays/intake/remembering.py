"""What a store remembers of inputs: the bytes it has taken in before are not read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.ingest.memory import Item
    from whosays.store import Store


class Remembered:
    """The memory of a store, as :func:`whosays.ingest.iter_reports` asks it; what is noted waits until all of it is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: list[tuple[str, Sequence[Item]]] = []
        self.known_reports = 0

    def recall(self, mark: str) -> Iterable[Item] | None:
        """What the input with this mark gave; ``None`` where it has to be read."""
        return self._store.input(mark)  # type: ignore[return-value]

    def note(self, mark: str, items: Iterable[Item]) -> None:
        """An input that was read to its end."""
        self._noted.append((mark, tuple(items)))

    def known(self, report: str) -> None:
        """A report that was recalled."""
        self.known_reports += 1

    def keep(self, *, when: str) -> bool:
        """Remember the inputs noted so far, if any; the caller has kept what they gave in the same transaction, or before."""
        if not self._noted:
            return False
        with self._store.transaction():
            for mark, items in self._noted:
                self._store.keep_input(mark, items, when=when)
        self._noted.clear()
        return True
