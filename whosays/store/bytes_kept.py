"""Bytes in the file: packed with zlib, named by the SHA-256 of what they were before."""

from __future__ import annotations

import zlib

import apsw

from whosays.store.chain import digest
from whosays.store.errors import StoreDamaged


def pack(data: bytes, *, level: int = 6) -> bytes:
    """Packed; the same bytes need not pack alike everywhere, so nothing is ever named by what comes out."""
    return zlib.compress(data, level)


def unpack(packed: bytes, sha256: str, what: str) -> bytes:
    """The bytes as they were; raises :class:`StoreDamaged` where they are others than those that were kept."""
    try:
        data = zlib.decompress(packed)
    except zlib.error as error:
        raise StoreDamaged(
            what, f"its bytes cannot be unpacked ({error})", "restore a backup: whosays restore"
        ) from None
    return checked(data, sha256, what)


def checked(data: bytes, sha256: str, what: str) -> bytes:
    """The bytes; raises :class:`StoreDamaged` where they are others than those that were kept."""
    if digest(data) != sha256:
        raise StoreDamaged(what, "its bytes are not those that were kept", "restore a backup: whosays restore")
    return data


def keep_raw(
    database: apsw.Connection, data: bytes, *, fetched: str | None, when: str, hash_alone: bool = False
) -> str:
    """Keep bytes as they came, or their hash alone; their SHA-256. The same bytes are kept once; those taken down stay out."""
    sha256 = digest(data)
    if not database.execute("SELECT 1 FROM raw WHERE sha256 = ?", (sha256,)).fetchone():
        database.execute(
            "INSERT INTO raw (sha256, size, packed, fetched_from, kept) VALUES (?, ?, ?, ?, ?)",
            (sha256, len(data), None if hash_alone else pack(data), fetched, when),
        )
    return sha256


def raw_bytes(database: apsw.Connection, sha256: str) -> bytes | None:
    """Bytes by their SHA-256; ``None`` where they are not kept or were taken down."""
    row = database.execute("SELECT packed FROM raw WHERE sha256 = ? AND packed IS NOT NULL", (sha256,)).fetchone()
    return unpack(row[0], sha256, f"raw {sha256[:12]}") if row else None
