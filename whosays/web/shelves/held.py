"""Answers held as long as the record they were made of is the latest: encoding a story of 200 reports takes most of a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from whosays.model import Record
from whosays.remembered import until_forgotten

LARGEST = 64 * 2**20  # bytes held in all


@dataclass(slots=True)
class Held:
    """Bytes by (story, which answer). A shelf decodes a version once, so the record itself says whether an answer still holds."""

    largest: int = LARGEST
    _held: dict[tuple[str, str], tuple[Record, bytes]] = field(default_factory=lambda: until_forgotten({}))
    _lock: Lock = field(default_factory=Lock)

    def get(self, story: str, which: str, record: Record, make: Callable[[], bytes]) -> bytes:
        """The answer, made if it was not made of this record before; the longest unasked go first where room is short."""
        key = (story, which)
        with self._lock:
            of, data = self._held.pop(key, (None, b""))
            if of is record:
                self._held[key] = (record, data)  # asked last
                return data
        data = make()
        with self._lock:
            self._held[key] = (record, data)
            total = sum(len(one) for _, one in list(self._held.values()))
            for oldest in list(self._held)[:-1]:
                if total > self.largest:
                    total -= len(self._held.pop(oldest, (None, b""))[1])
        return data
