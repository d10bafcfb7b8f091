"""A takedown reaches every process that has the store open or opens it again, not only the one that did it."""

from __future__ import annotations

from threading import Lock

import apsw

from whosays import remembered

_SEEN: dict[str, int] = {}  # path → takedowns in the store when this process last looked
_LOOKING = Lock()


def heed(database: apsw.Connection, path: str) -> None:
    """Forget whatever this process holds of reports where one was taken down since it last looked, by whichever process."""
    (count,) = next(iter(database.execute("SELECT ifnull(max(rowid), 0) FROM tombstones")))
    with _LOOKING:
        new = _SEEN.setdefault(path, count) != count
        _SEEN[path] = count
    if new:
        remembered.forget()
