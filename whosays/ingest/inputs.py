"""The files to read: what is given by name, what is found in folders, and what a ``meta.jsonl`` beside them says of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from whosays.ingest.formats import HEAD, LARGEST, SUFFIXES, UNSURE, by_content, is_record, suffix_of
from whosays.ingest.metadata import META_FILE, Given, read_meta
from whosays.ingest.refusal import Refusal

if TYPE_CHECKING:
    from whosays.model import Notice, NoticeKind

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: where it lies (``None``: standard input), the name it goes by, what its meta file says."""

    path: Path | None
    source: str
    given: Given


def inputs(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Input | Notice]:
    """Every file to read; paths that lead nowhere become notices."""
    metas: dict[Path, dict[str, Given]] = {}
    for given in paths:
        name = os.fspath(given)
        if name == STANDARD_INPUT:
            yield Input(None, "stdin", Given())
            continue
        path = Path(name)
        if not name:
            yield notice("refused", None, None, "an empty path was given; name a file or a folder")
        elif os.path.isdir(path):
            yield from _folder(path, metas)
        elif os.path.isfile(path):
            notices: list[Notice] = []
            item = Input(path, source_of(path), _meta_of(path, path.parent, metas, notices))
            yield from notices
            yield item
        else:
            yield notice("refused", None, source_of(path), f"{source_of(path)}: {_why_no_file(path)}")


def _why_no_file(path: Path) -> str:
    """What is wrong with a path that is no file and no folder."""
    try:
        path.lstat()
    except PermissionError as error:
        return f"it cannot be opened ({error.strerror}); ask for leave to read it, or give a copy"
    except OSError:
        return "there is no such file or folder"
    if os.path.islink(path) and not os.path.exists(path):
        return "it is a link that leads nowhere; give the file itself"
    return "it is a pipe or a device, neither a file nor a folder; save what it gives as a file, or give it on standard input (-)"


def _folder(folder: Path, metas: dict[Path, dict[str, Given]]) -> Iterator[Input | Notice]:
    """The files of a folder and of those below it that are read here, by name."""
    found: list[Path] = []
    unreadable: list[OSError] = []
    for root, below, names in os.walk(folder, onerror=unreadable.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [
            Path(root, name) for name in names if _is_read(name) and not name.startswith(".") and name != META_FILE
        ]
    found.sort(key=lambda path: path.relative_to(folder).as_posix())
    label = source_of(folder)
    if not found:
        why = (
            f"the folder cannot be opened ({unreadable[0].strerror})"
            if unreadable
            else "the folder holds no text file (*.txt) and nothing else that is read (pages, feeds, tables, archives)"
        )
        yield notice("refused", None, label, f"{label}: {why}; give a folder with reports, or the files themselves")
    for error in unreadable if found else ():
        below_it = shown(Path(os.fsdecode(error.filename)).relative_to(folder).as_posix())
        why = f"the folder cannot be opened ({error.strerror}), so nothing in it is read; ask for leave to read it, or give a copy"
        yield notice("refused", None, below_it, f"{below_it}: {why}")
    for path in found:
        source = shown(path.relative_to(folder).as_posix())
        if not os.path.isfile(path):
            yield notice("refused", None, source, f"{source}: {_why_no_file(path)}")
            continue
        other = _shows_none(path) if suffix_of(path.name) in UNSURE else None
        if other is not None:
            yield notice("other", None, source, f"{source}: {other}; left alone")
            continue
        notices: list[Notice] = []
        item = Input(path, source, _meta_of(path, folder, metas, notices))
        yield from notices
        yield item
    for row in sorted(set(metas.get(folder, {})) - {path.relative_to(folder).as_posix() for path in found}):
        if found:
            yield notice("other", None, META_FILE, f"{META_FILE} describes {row!r}, which is not in the folder")


def _is_read(name: str) -> bool:
    """Does a file of this name belong to a format that is read here, or by a plug-in?"""
    return suffix_of(name) in SUFFIXES or name.lower().endswith(_plugged_in())


def _plugged_in() -> tuple[str, ...]:
    from whosays.ingest.readers import suffixes

    return suffixes()


def _shows_none(path: Path) -> str | None:
    """What the first bytes of a file show instead of a feed, a message or a table of reports. One that cannot be opened is told later."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        if by_content(head, source=path.name, suffix=suffix_of(path.name)) is not None:
            return None
    except (Refusal, OSError):
        return None
    record = is_record(head[:200].decode("utf-8", "replace"))
    return "it is a record that whosays wrote, no report" if record else "it shows no reports that are read here"


def _meta_of(path: Path, top: Path, metas: dict[Path, dict[str, Given]], notices: list[Notice]) -> Given:
    """What the meta files between the file's folder and the folder given say of it; the nearest comes first."""
    given = Given()
    folder = path.parent
    while True:
        if folder not in metas:
            metas[folder] = _read_meta_file(folder, notices)
        given = given.over(metas[folder].get(path.relative_to(folder).as_posix(), Given()))
        if folder == top or folder == folder.parent:
            return given
        folder = folder.parent


def _read_meta_file(folder: Path, notices: list[Notice]) -> dict[str, Given]:
    path = folder / META_FILE
    if not path.is_file():
        return {}
    from whosays.ingest.formats.text import decode

    try:
        content = decode(_content(path), source=META_FILE)
    except Refusal as refusal:
        notices.append(notice("other", None, META_FILE, f"{refusal}; it is not used"))
        return {}
    rows, told = read_meta(content, source=META_FILE)
    notices.extend(told)
    return rows


def _content(path: Path) -> bytes:
    """The bytes of a meta file, never more than the largest text that is read."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise Refusal(path.name, f"it cannot be opened ({error.strerror})") from None


def source_of(path: PurePath) -> str:
    """The name a file goes by: as given where that is relative and stays below, else its last part."""
    return shown((path.name or "folder") if path.is_absolute() or ".." in path.parts else path.as_posix())


def shown(name: str) -> str:
    """A file name that can be printed and encoded: control characters and undecodable bytes become U+FFFD."""
    return "".join(char if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF else "\ufffd" for char in name)


def notice(kind: NoticeKind, report: str | None, source: str | None, message: str) -> Notice:
    """A notice; its type is loaded where there is one to give."""
    from whosays.model import Notice

    return Notice(kind, report, source, message)
