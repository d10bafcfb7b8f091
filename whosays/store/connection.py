"""Opening the file: durable, private, suspicious of what others wrote; and the one kind of transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import cast
from urllib.parse import quote

import apsw

from whosays.store import migrations
from whosays.store.errors import NewerStore, NoStore, StoreDamaged, StoreError, spoken

APPLICATION = 0x77736179  # "wsay": how a store says in its header that it is one
SAFE_SQLITE = 3_051_003  # earlier ones can damage a WAL file that two connections write


def connect(path: str, *, create: bool, read_only: bool, patience: float, foreign: bool = False) -> apsw.Connection:
    """An open, checked and migrated store.

    Raises :class:`NoStore` where the file is not there or none of ours, :class:`NewerStore` for one of a later version.
    """
    if apsw.SQLITE_VERSION_NUMBER < SAFE_SQLITE:
        raise StoreError(path, f"SQLite {apsw.sqlite_lib_version()} can damage it", "install apsw 3.51.3 or later")
    _make_private(path, create=create and not read_only)
    with spoken(path):
        database = _opened(path, read_only=read_only)
        try:
            _guard(database, patience=patience)
            if not read_only and _is_empty(database):
                database.execute("PRAGMA journal_mode = WAL")
            known = _version(database, path)
            if not read_only and known < len(migrations.steps()):
                migrate(database, path, migrations.steps())
            elif known < len(migrations.steps()):
                raise StoreError(path, "the store is of an earlier version", "open it once for writing to bring it up")
            if not read_only:
                database.execute("PRAGMA journal_mode = WAL")
            _check_tables(database, path)
            if foreign:
                _quick_check(database, path)
        except BaseException:
            database.close()
            raise
        return database


def _opened(path: str, *, read_only: bool) -> apsw.Connection:
    """The file as a database; one on a medium that cannot be written is read as it stands."""
    if not read_only:
        return apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    database = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    try:
        database.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        database.close()
        if os.path.exists(f"{path}-wal"):
            raise
        address = f"file:{quote(os.path.abspath(path))}?immutable=1"
        return apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    return database


@contextmanager
def transaction(database: apsw.Connection) -> Iterator[None]:
    """Within it, everything is kept together or not at all; the lock to write is taken at its start.

    One inside another is a part of it that can fail alone.
    """
    if _is_writing(database):
        with database:  # a savepoint
            yield
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if _is_writing(database):  # a full disk can have ended it already
            with suppress(apsw.Error):
                database.execute("ROLLBACK")
        raise


def _is_writing(database: apsw.Connection) -> bool:
    return database.in_transaction


def migrate(database: apsw.Connection, path: str, steps: Sequence[str]) -> None:
    """Bring a store up to the newest version, step by step, each whole or not at all.

    What holds data is copied to ``PATH.before-N`` first, N being the version it becomes.
    """
    version = _pragma(database, "user_version")
    if version and version < len(steps):
        copy(database, f"{path}.before-{len(steps):04d}")
    while version < len(steps):
        with transaction(database):
            version = _pragma(database, "user_version")  # another process may have been quicker
            if version < len(steps):
                database.execute(steps[version])
                version += 1
                database.execute(f"PRAGMA user_version = {version}")
                database.execute(f"PRAGMA application_id = {APPLICATION}")


def copy(database: apsw.Connection, target: str) -> None:
    """Copy a store that is in use to a file of its own that stands alone, written through to the disk.

    Raises :class:`StoreError` where the file is there already.
    """
    _make_private(target, create=True, anew=True)
    copied = apsw.Connection(target)
    try:
        with copied.backup("main", database, "main") as work:
            work.step(-1)  # all pages at once: one moment of the store, whoever writes meanwhile
        copied.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        copied.close()
        with suppress(OSError):
            os.unlink(target)
        raise
    copied.close()
    flush(target)


def flush(path: str) -> None:
    """Write a file and the name it has in its folder through to the disk."""
    for name, flags in ((path, os.O_RDWR), (os.path.dirname(os.path.abspath(path)), os.O_RDONLY)):
        handle = os.open(name, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_private(path: str, *, create: bool, anew: bool = False) -> None:
    """Make the file readable by its owner alone where it is not there; the files beside it get the same rights."""
    if os.path.lexists(path) and not anew:
        if not os.path.isfile(path):
            raise NoStore(path, "it is not a file", "give the file of a store, or the name of one to be made")
        return
    if not create:
        raise NoStore(path, "there is no such file", "name a store that is there; “whosays add” makes one")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise StoreError(path, "there is such a file already", "give another name; nothing is overwritten") from None
    except OSError as error:
        raise StoreError(path, f"it cannot be made ({error.strerror})", "give a file in a folder to write in") from None


def _guard(database: apsw.Connection, *, patience: float) -> None:
    """Every acknowledged step is on the disk; nothing that the file brings along is run or believed."""
    database.set_busy_timeout(int(patience * 1000))
    database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    database.config(apsw.SQLITE_DBCONFIG_DQS_DDL, 0)
    database.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",  # no words of a report in a file that we do not watch over
        "journal_size_limit = 67108864",
    ):
        database.execute(f"PRAGMA {pragma}")


def _is_empty(database: apsw.Connection) -> bool:
    return not _pragma(database, "user_version") and not database.execute("SELECT 1 FROM sqlite_schema").fetchone()


def _version(database: apsw.Connection, path: str) -> int:
    """Number of steps the store has behind it."""
    version, newest = _pragma(database, "user_version"), len(migrations.steps())
    if version == 0 and _is_empty(database):
        return 0
    if _pragma(database, "application_id") != APPLICATION:
        raise NoStore(path, "this SQLite file is no store of whosays", "give one that “whosays add” made")
    if version > newest:
        why = f"the store has version {version}, this whosays knows versions up to {newest}"
        raise NewerStore(path, why, "use the whosays that wrote it, or a later one")
    return version


def _check_tables(database: apsw.Connection, path: str) -> None:
    """Has the store our tables, views and triggers and no others? A trigger of somebody else's would run in our name."""
    there, ours = _tables(database), _our_tables()
    strange, missing = sorted(set(there) - set(ours)), sorted(set(ours) - set(there))
    changed = sorted(name for name in set(there) & set(ours) if there[name] != ours[name])
    for names, what in (
        (strange, "holds something that whosays did not make"),
        (missing, "lacks"),
        (changed, "has another form of"),
    ):
        if names:
            raise StoreDamaged(path, f"the store {what}: {', '.join(names)}", "restore a backup: whosays restore")


def _tables(database: apsw.Connection) -> dict[str, str]:
    rows = database.execute("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {str(name): str(sql) for name, sql in rows}


@cache
def _our_tables() -> dict[str, str]:
    fresh = apsw.Connection(":memory:")
    for step in migrations.steps():
        fresh.execute(step)
    return _tables(fresh)


def _quick_check(database: apsw.Connection, path: str) -> None:
    (found,) = next(iter(database.execute("PRAGMA quick_check(1)")))
    if found != "ok":
        raise StoreDamaged(path, f"the file is damaged ({found})", "do not use it; ask for it again")


def _pragma(database: apsw.Connection, name: str) -> int:
    return cast(int, database.pragma(name))
