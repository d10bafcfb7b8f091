"""What can go wrong with a store, in words for the person who uses it: what was given, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

AGAIN = "nothing of this step was kept; everything acknowledged before is there"


class StoreError(RuntimeError):
    """A store that cannot do what was asked: ``what`` was given, ``why`` it fails, ``todo`` what helps."""

    def __init__(self, what: str, why: str, todo: str) -> None:
        super().__init__(f"{what}: {why}; {todo}")
        self.what = what
        self.why = why
        self.todo = todo


class BadSearch(StoreError):
    """What a search was asked cannot be understood: no word, too many, no day."""


class NoStore(StoreError):
    """There is no such file, or it is no store of whosays."""


class NewerStore(StoreError):
    """The store was written by a later version of whosays."""


class StoreBusy(StoreError):
    """Another process is writing, longer than we waited."""


class StoreFull(StoreError):
    """The disk is full, or a limit on file sizes is reached."""


class NotHeld(StoreError):
    """Something points at what the store does not hold: a story that is not there, a report that was taken down meanwhile."""


class StoreDamaged(StoreError):
    """The file is not as it was written."""


@contextmanager
def spoken(path: str) -> Iterator[None]:
    """Within it, errors of the database come out as a :class:`StoreError`."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError):
        why = "in use by another process, which is writing"
        raise StoreBusy(path, why, f"try again when it is done ({AGAIN})") from None
    except apsw.FullError:
        raise StoreFull(path, "the disk is full", f"make room and do it again ({AGAIN})") from None
    except apsw.IOError as error:
        raise StoreFull(path, f"cannot be written or read ({error})", f"look at the disk ({AGAIN})") from None
    except apsw.NotADBError:
        raise NoStore(path, "this file is no store of whosays", "give one that “whosays add” made") from None
    except apsw.CorruptError as error:
        raise StoreDamaged(path, f"the file is damaged ({error})", "restore a backup: whosays restore") from None
    except (apsw.ReadOnlyError, apsw.PermissionsError):
        raise StoreError(path, "it cannot be written", "open it for writing, or look at its permissions") from None
    except apsw.CantOpenError:
        raise NoStore(path, "it cannot be opened", "give a file in a folder that is there") from None
    except apsw.ConstraintError as error:
        why = f"something points at what the store does not hold ({error})"
        raise NotHeld(path, why, f"add the reports first ({AGAIN})") from None
    except apsw.InterruptError:
        raise StoreError(path, "the search took too long and was stopped", "ask for fewer or rarer words") from None
