"""Zip archives: their members are streamed as a folder's files would be read, and never written to disk.

A member's name is a label and nothing more. Caps stand on the directory, the members, their ratio and the sum.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats import SUFFIXES, suffix_of
from whosays.ingest.formats.text import LARGEST, decode
from whosays.ingest.metadata import META_FILE, Given, read_meta
from whosays.ingest.refusal import reason_of

# (stream, name, source) -> rows
ReadMember = Callable[[BinaryIO, str, str], Iterator[Row]]

OFFICE_MEMBER = "[Content_Types].xml"  # which Office files have, and nothing else
MOST_MEMBERS = 20_000
LARGEST_DIRECTORY = 8_000_000  # bytes of the list of members, which is read whole
LARGEST_SUM = 2_000_000_000  # bytes of all members read
MOST_RATIO = 200
FREE = 1_000_000  # bytes that a member may have at any ratio
_ARCHIVES = (".zip", ".warc.gz", ".warc", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz")
_BROKEN = (BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error)


def drafts(stream: BinaryIO, *, source: str, read: ReadMember) -> Iterator[Row]:
    """The rows of every member that is read, by name; each is named ``source#member``."""
    try:
        _check_directory(stream, source)
        with ZipFile(stream) as archive:
            yield from _members(archive, source, read)
    except Refusal as refusal:
        yield refusal
    except _BROKEN as error:
        yield Refusal(source, f"it is no zip archive that can be read ({reason_of(error)})")


def _check_directory(stream: BinaryIO, source: str) -> None:
    """Refuse a list of members that would fill the memory before it is looked at."""
    size = stream.seek(0, io.SEEK_END)
    if not size:
        raise Refusal(source, "it is empty; there is nothing to read")
    tail_at = max(0, size - 65_557)  # the end record has 22 bytes and a comment of at most 65,535
    stream.seek(tail_at)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    if at < 0 or len(tail) < at + 22:
        raise Refusal(source, "it is no whole zip archive (its list of members is missing); is it cut off?")
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_MEMBERS or length > LARGEST_DIRECTORY:
        raise Refusal(source, f"it lists more than {MOST_MEMBERS:,} members; split it")


def _members(archive: ZipFile, source: str, read: ReadMember) -> Iterator[Row]:
    members = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
    if len(members) > MOST_MEMBERS:
        raise Refusal(source, f"it has {len(members):,} members; at most {MOST_MEMBERS:,} are read; split it")
    if any(member.filename == OFFICE_MEMBER for member in members):
        raise Refusal(source, "it is a Word or other Office file; save its words as a text file first")
    metas: dict[PurePosixPath, dict[str, Given]] = {}
    for member in [one for one in members if _is_meta(one)]:
        metas[PurePosixPath(label(member.filename)).parent], told = _meta(
            archive, member, f"{source}#{label(member.filename)}"
        )
        yield from told
    left_alone: list[str] = []
    left = LARGEST_SUM
    count = 0
    for member in members:
        name = label(member.filename)
        path = PurePosixPath(name)
        if _is_meta(member) or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        astray = _leads_astray(member, name)
        if astray is None and suffix_of(name) not in SUFFIXES and not name.lower().endswith(_ARCHIVES):
            left_alone.append(name)
            continue
        count += 1
        left -= member.file_size
        refused = (
            astray
            or _why_not(member, name)
            or (left < 0 and f"the members before it have {LARGEST_SUM // 10**9} GB; split the archive")
        )
        if refused:
            yield Refusal(f"{source}#{name}", refused)
            continue
        given = _stated(path, metas)
        for row in _read(archive, member, f"{source}#{name}", read):
            yield replace(row, given=given.over(row.given)) if isinstance(row, Draft) else row
    if not count:
        yield Refusal(source, "the archive holds no member that is read here (text, pages, feeds, tables)")
    if left_alone:
        some = ", ".join(left_alone[:5]) + (" …" if len(left_alone) > 5 else "")
        yield Told("other", f"{len(left_alone):,} members of other kinds left alone: {some}")


def _is_meta(member: ZipInfo) -> bool:
    path = PurePosixPath(label(member.filename))
    return path.name == META_FILE and ".." not in path.parts


def _read(archive: ZipFile, member: ZipInfo, source: str, read: ReadMember) -> Iterator[Row]:
    try:
        with archive.open(member) as stream:
            yield from read(stream, member.filename, source)  # type: ignore[arg-type]
    except _BROKEN as error:
        if isinstance(error, Refusal):
            yield error
        else:
            yield Refusal(source, f"it cannot be unpacked ({reason_of(error)})")


def _leads_astray(member: ZipInfo, name: str) -> str | None:
    """Why a member is not what an honest archive of reports holds, in words."""
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        return "its name leads out of the archive; nothing is written to disk here, but such an archive is not trusted"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, not a file"
    return None


def _why_not(member: ZipInfo, name: str) -> str | None:
    """Why a member is not opened, in words."""
    if name.lower().endswith(_ARCHIVES):
        return "it is an archive inside an archive; unpack it and give it by itself"
    if member.flag_bits & 1:
        return "it is encrypted; unpack it with its password first"
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "it is packed in a way that is not read here (only deflate is); pack the archive anew"
    if member.file_size > FREE and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        return f"it unpacks to more than {MOST_RATIO} times its size: a bomb, not a report"
    return None


def _meta(archive: ZipFile, member: ZipInfo, source: str) -> tuple[dict[str, Given], tuple[Told, ...]]:
    """What a ``meta.jsonl`` in the archive says of the members beside and below it."""
    if _why_not(member, label(member.filename)) or member.file_size >= LARGEST:
        return {}, (Told("other", f"{source} cannot be read and is not used"),)
    try:
        with archive.open(member) as stream:
            content = decode(stream.read(LARGEST), source=source)
    except _BROKEN as error:
        return {}, (Told("other", f"{reason_of(error)}; it is not used"),)
    rows, notices = read_meta(content, source=source)
    return rows, tuple(Told(notice.kind, notice.message) for notice in notices)


def _stated(path: PurePosixPath, metas: dict[PurePosixPath, dict[str, Given]]) -> Given:
    """What the meta files between a member and the top say of it; the nearest comes first."""
    given = Given()
    for folder in path.parents:
        if folder in metas:
            given = given.over(metas[folder].get(path.relative_to(folder).as_posix(), Given()))
    return given


def label(name: str) -> str:
    """A member's name as it can be printed."""
    plain = name.replace("\\", "/")
    return "".join(char if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF else "\ufffd" for char in plain)[
        :300
    ]
