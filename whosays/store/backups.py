"""Copies of a store that stand alone, with a manifest, and the way back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

import apsw

from whosays.store import chain, connection
from whosays.store.errors import NoStore, StoreDamaged, StoreError, spoken
from whosays.store.verifying import verify

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds: SHA-256 and size of the file, number of reports and log entries, and the log's last link."""

    file: str
    sha256: str
    size: int
    reports: int
    entries: int
    head: str


def backup(path: str | os.PathLike[str], target: str | os.PathLike[str]) -> Manifest:
    """Copy a store, also one in use, to a file of its own; the manifest is written beside it as ``TARGET.manifest.json``.

    Both files are new and on the disk when this returns; nothing is overwritten.
    """
    source, copied = os.fspath(path), os.fspath(target)
    noted = manifest_of(copied)
    if os.path.lexists(noted):
        raise StoreError(noted, "there is such a file already", "give another name; nothing is overwritten")
    database = connection.connect(source, create=False, read_only=True, patience=5.0)
    try:
        with spoken(source):
            connection.copy(database, copied)
    finally:
        database.close()
    manifest = _describe(copied)
    _write(noted, json.dumps(asdict(manifest), indent=1).encode("utf-8") + b"\n")
    return manifest


def restore(source: str | os.PathLike[str], path: str | os.PathLike[str]) -> Manifest:
    """Put a copy in the place of a store that is not there, after all of it was verified.

    Raises :class:`StoreDamaged` where the copy is not as its manifest or its own hashes say; then nothing is put in place.
    """
    copied, target = os.fspath(source), os.fspath(path)
    if os.path.lexists(target):
        raise StoreError(target, "there is such a file already", "restore into a new file; nothing is overwritten")
    if not os.path.isfile(copied):
        raise NoStore(copied, "there is no such file", "give the file that “whosays backup” wrote")
    noted = _manifest(copied)
    part = f"{target}.part"
    _copy(copied, part)
    try:
        if noted is not None and _sha256(part) != noted.sha256:
            raise StoreDamaged(copied, "it has not the hash that its manifest notes", "take another copy")
        try:
            faults = verify(part, head=noted.head if noted else None)
        except NoStore as error:  # of the copy, whose name is known to nobody
            raise NoStore(copied, error.why, "give the file that “whosays backup” wrote") from None
        if faults:
            raise StoreDamaged(copied, f"{faults[0].where}: {faults[0].what}", "take another copy")
        described = replace(_describe(part), file=os.path.basename(target))
        try:
            os.link(part, target)  # unlike a rename, this fails where a file came up meanwhile
        except FileExistsError:
            raise StoreError(target, "there is such a file already", "restore into a new file") from None
        connection.flush(target)
    finally:
        with suppress(OSError):
            os.unlink(part)
    return described


def manifest_of(copied: str) -> str:
    """The name of a copy's manifest."""
    return f"{copied}.manifest.json"


def _manifest(copied: str) -> Manifest | None:
    """The manifest beside a copy, if there is one."""
    import msgspec

    try:
        with open(manifest_of(copied), "rb") as stream:
            return msgspec.json.decode(stream.read(PIECE), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreDamaged(
            manifest_of(copied), f"it cannot be read ({error})", "remove it, or take another copy"
        ) from None


def _describe(path: str) -> Manifest:
    database = connection.connect(path, create=False, read_only=True, patience=5.0)
    try:
        with spoken(path):
            return Manifest(
                file=os.path.basename(path),
                sha256=_sha256(path),
                size=os.path.getsize(path),
                reports=_count(database, "reports"),
                entries=_count(database, "log"),
                head=chain.head(database),
            )
    finally:
        database.close()


def _count(database: apsw.Connection, table: str) -> int:
    return int(str(database.execute(f"SELECT count(*) FROM {table}").get))


def _sha256(path: str) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(source: str, target: str) -> None:
    """A private copy of a file, on the disk when this returns; an older part that was left behind is replaced."""
    try:
        with suppress(FileNotFoundError):
            os.unlink(target)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(source, "rb") as given, open(handle, "wb") as taken:
            shutil.copyfileobj(given, taken, PIECE)
        connection.flush(target)
    except OSError as error:
        with suppress(OSError):
            os.unlink(target)
        raise StoreError(
            target, f"it cannot be written ({error.strerror})", "give a file in a folder to write in"
        ) from None


def _write(path: str, data: bytes) -> None:
    """A private file, on the disk when this returns."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as stream:
            stream.write(data)
        connection.flush(path)
    except OSError as error:
        raise StoreError(
            path, f"it cannot be written ({error.strerror})", "give a file in a folder to write in"
        ) from None
