"""Files, folders and standard input, one after the other; a bad one is told and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from whosays.ingest.drafts import Refusal
from whosays.ingest.metadata import META_FILE, Given, read_meta
from whosays.ingest.reports import report_of
from whosays.ingest.text import LARGEST, decode, text_draft
from whosays.model import Notice, Report

SUFFIXES = (".txt", ".text")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Ingested:
    """The reports that could be read, in the order given, and what the user must know of all inputs."""

    reports: tuple[Report, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Input:
    """One file to read: where it lies, the name it goes by, what its meta file says."""

    path: Path | None
    source: str
    given: Given


def read_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
) -> Ingested:
    """Reports of files, of all ``*.txt`` in folders (also below), and of ``-`` (standard input).

    ``outlet`` and ``published`` are for every report and come before a ``meta.jsonl`` beside it, which comes before the
    header block in it. A folder is read in the order of its names. The same report given twice is one report.
    """
    notices: list[Notice] = []
    reports: dict[str, Report] = {}
    stated = Given(outlet=outlet, published=published)
    for item in _inputs(paths, notices):
        try:
            report, told = report_of(
                text_draft(_content(item), source=item.source, given=stated.over(item.given), encoding=encoding)
            )
        except Refusal as refusal:
            notices.append(Notice("refused", None, refusal.source, str(refusal)))
            continue
        known = reports.get(report.id)
        if known is not None:
            notices.append(
                Notice(
                    "duplicate",
                    report.id,
                    item.source,
                    f"{item.source}: the same report as {known.source}; counted once",
                )
            )
            continue
        reports[report.id] = report
        notices.extend(told)
    return Ingested(tuple(reports.values()), tuple(notices))


def _inputs(paths: Sequence[str | os.PathLike[str]], notices: list[Notice]) -> Iterator[_Input]:
    """Every file to read; paths that lead nowhere become notices."""
    metas: dict[Path, dict[str, Given]] = {}
    for given in paths:
        name = os.fspath(given)
        if name == STANDARD_INPUT:
            yield _Input(None, "stdin", Given())
            continue
        path = Path(name)
        if not name:
            notices.append(Notice("refused", None, None, "an empty path was given; name a file or a folder"))
        elif path.is_dir():
            yield from _folder(path, metas, notices)
        elif path.is_file():
            source = _source_of(path)
            yield _Input(path, source, _meta_of(path, path.parent, metas, notices))
        else:
            why = "it is neither a file nor a folder" if os.path.lexists(path) else "there is no such file or folder"
            notices.append(Notice("refused", None, _source_of(path), f"{_source_of(path)}: {why}"))


def _folder(folder: Path, metas: dict[Path, dict[str, Given]], notices: list[Notice]) -> Iterator[_Input]:
    """The text files of a folder and of those below it, by name."""
    found: list[Path] = []
    unreadable: list[str] = []
    for root, below, names in os.walk(folder, onerror=lambda error: unreadable.append(str(error.strerror))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [Path(root, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    found.sort(key=lambda path: path.relative_to(folder).as_posix())
    label = _source_of(folder)
    if not found:
        why = (
            f"the folder cannot be opened ({unreadable[0]})" if unreadable else "the folder holds no text file (*.txt)"
        )
        notices.append(
            Notice("refused", None, label, f"{label}: {why}; give a folder with reports, or the files themselves")
        )
    for path in found:
        yield _Input(path, _shown(path.relative_to(folder).as_posix()), _meta_of(path, folder, metas, notices))
    for row in sorted(set(metas.get(folder, {})) - {path.relative_to(folder).as_posix() for path in found}):
        if found:
            notices.append(
                Notice("other", None, META_FILE, f"{META_FILE} describes {row!r}, which is not in the folder")
            )


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
    try:
        content = decode(_content(_Input(path, META_FILE, Given())), source=META_FILE)
    except Refusal as refusal:
        notices.append(Notice("other", None, META_FILE, f"{refusal}; it is not used"))
        return {}
    rows, told = read_meta(content, source=META_FILE)
    notices.extend(told)
    return rows


def _content(item: _Input) -> bytes:
    """The bytes of an input, never more than the largest text that is read."""
    try:
        if item.path is None:
            return sys.stdin.buffer.read(LARGEST + 1)
        with item.path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise Refusal(item.source, f"it cannot be opened ({error.strerror})") from None


def _source_of(path: PurePath) -> str:
    """The name a file goes by: as given where that is relative and stays below, else its last part."""
    return _shown((path.name or "folder") if path.is_absolute() or ".." in path.parts else path.as_posix())


def _shown(name: str) -> str:
    """A file name that can be printed and encoded: control characters and undecodable bytes become U+FFFD."""
    return "".join(char if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF else "\ufffd" for char in name)
