"""Files, folders and standard input, one after the other; a bad one is told and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats import CONTAINERS, HEAD, SUFFIXES, UNSURE, by_content, suffix_of
from whosays.ingest.metadata import META_FILE, Given, read_meta
from whosays.ingest.readers import suffixes as plugged_in
from whosays.ingest.reading import rows, stated_for
from whosays.ingest.reports import report_of
from whosays.ingest.text import LARGEST, decode
from whosays.model import Notice, Report

STANDARD_INPUT = "-"
NOTHING = Given()


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
    form: str | None = None,
) -> Ingested:
    """All that :func:`iter_reports` gives, in memory: the reports, and what is told of the inputs."""
    reports: list[Report] = []
    notices: list[Notice] = []
    for found in iter_reports(paths, outlet=outlet, published=published, encoding=encoding, form=form):
        if isinstance(found, Report):
            reports.append(found)
        else:
            notices.append(found)
    return Ingested(tuple(reports), tuple(notices))


def iter_reports(
    paths: Sequence[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    form: str | None = None,
    known: dict[str, str] | None = None,
    originals: dict[str, bytes] | None = None,
) -> Iterator[Report | Notice]:
    """Reports of files, of what is read in folders (also below), and of ``-`` (standard input), one at a time.

    A notice on a report follows it. ``outlet`` and ``published`` are for every report and come before a ``meta.jsonl`` beside
    it, which comes before what a report says of itself. ``form`` is one of :data:`~whosays.ingest.formats.FORMATS` where the
    bytes and the name do not say it. A folder is read in the order of its names. The same report given twice is one report;
    ``known`` holds the ids that came before with their sources, and those of this call afterwards. ``originals`` is given the
    bytes that a report was read from, by its id, where the input holds that report alone.
    """
    stated = Given(outlet=outlet, published=published)
    read = partial(
        reports_in,
        stated=stated,
        encoding=encoding,
        form=form,
        known={} if known is None else known,
        originals=originals,
    )
    for item in _inputs(paths):
        if isinstance(item, Notice):
            yield item
            continue
        try:
            if item.path is None:
                yield from read(sys.stdin.buffer, source=item.source, described=item.given)
            else:
                with item.path.open("rb") as stream:
                    yield from read(stream, source=item.source, described=item.given)
        except OSError as error:
            yield _refused(Refusal(item.source, f"it cannot be opened ({error.strerror})"))


def reports_in(
    stream: BinaryIO,
    *,
    source: str,
    stated: Given = NOTHING,
    described: Given = NOTHING,
    url: str | None = None,
    encoding: str | None = None,
    form: str | None = None,
    known: dict[str, str] | None = None,
    originals: dict[str, bytes] | None = None,
) -> Iterator[Report | Notice]:
    """The reports in one input of any format with what is told of each, then what is told of the whole.

    ``source`` is the name it goes by, whose suffix speaks where the bytes do not; ``url`` where a page or text was found. ``stated``
    holds for every report; ``described`` is what a meta file says of the input. ``known`` is the ids of reports read before with
    their sources; those read here are added. ``originals`` as in :func:`iter_reports`.
    """
    seen = {} if known is None else known
    given = cast("BinaryIO", Recorded(stream)) if originals is not None else stream
    try:
        found, all_rows = rows(given, name=source, source=source, form=form, encoding=encoding, url=url)
    except Refusal as refusal:
        yield _refused(refusal)
        return
    outer = stated.over(stated_for(found, described))
    empty = True
    waiting: list[Told] = []
    for row in all_rows:
        if empty and isinstance(row, Told):
            waiting.append(row)
            continue
        for told in waiting:
            yield from _report(told, source, outer, seen)
        empty, waiting = False, []
        for item in _report(row, source, outer, seen):
            if originals is not None and isinstance(item, Report) and found not in CONTAINERS:
                originals[item.id] = cast("Recorded", given).so_far()
            yield item
    for told in waiting:  # whatever there is to tell of an input with nothing else in it, is why it is no report
        yield _refused(Refusal(source, f"{told.message}; there is nothing to read"))


class Recorded:
    """A stream that remembers what was read of it, up to what a report of its own may have."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._parts: list[bytes] = []
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; all that is left where ``size`` is negative."""
        data = self._stream.read(size)
        if self._size <= LARGEST:
            self._parts.append(data)
            self._size += len(data)
        return data

    def seekable(self) -> bool:
        """Can it be read from anywhere? A stream that is read from its end on is an archive, of which nothing is kept."""
        return self._stream.seekable()

    def seek(self, position: int, whence: int = 0) -> int:
        """Go somewhere else."""
        self._size = LARGEST + 1
        return self._stream.seek(position, whence)

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._stream.tell()

    def so_far(self) -> bytes:
        """All that was read."""
        return b"".join(self._parts)


def _report(row: Row, source: str, outer: Given, known: dict[str, str]) -> Iterator[Report | Notice]:
    """The report of one row with its notices, or the notice of why there is none. ``known`` is ids with their sources."""
    if isinstance(row, Refusal):
        yield _refused(row)
        return
    if not isinstance(row, Draft):
        yield Notice(row.kind, None, source, f"{source}: {row.message}")
        return
    draft = replace(row, source=_shown(row.source), given=outer.over(row.given))
    try:
        report, told = report_of(draft)
    except Refusal as refusal:
        yield _refused(refusal)
        return
    if report.id in known:
        said = f"{report.source}: the same report as {known[report.id]}; counted once"
        yield Notice("duplicate", report.id, report.source, said)
        return
    known[report.id] = report.source
    yield report
    yield from told


def _refused(refusal: Refusal) -> Notice:
    """The notice of an input that is no report."""
    source = _shown(refusal.source)
    return Notice("refused", None, source, f"{source}: {refusal.message}")


def _inputs(paths: Sequence[str | os.PathLike[str]]) -> Iterator[_Input | Notice]:
    """Every file to read; paths that lead nowhere become notices."""
    metas: dict[Path, dict[str, Given]] = {}
    for given in paths:
        name = os.fspath(given)
        if name == STANDARD_INPUT:
            yield _Input(None, "stdin", Given())
            continue
        path = Path(name)
        if not name:
            yield Notice("refused", None, None, "an empty path was given; name a file or a folder")
        elif path.is_dir():
            yield from _folder(path, metas)
        elif path.is_file():
            notices: list[Notice] = []
            item = _Input(path, _source_of(path), _meta_of(path, path.parent, metas, notices))
            yield from notices
            yield item
        else:
            why = "it is neither a file nor a folder" if os.path.lexists(path) else "there is no such file or folder"
            yield Notice("refused", None, _source_of(path), f"{_source_of(path)}: {why}")


def _folder(folder: Path, metas: dict[Path, dict[str, Given]]) -> Iterator[_Input | Notice]:
    """The files of a folder and of those below it that are read here, by name."""
    found: list[Path] = []
    unreadable: list[str] = []
    for root, below, names in os.walk(folder, onerror=lambda error: unreadable.append(str(error.strerror))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [
            Path(root, name) for name in names if _is_read(name) and not name.startswith(".") and name != META_FILE
        ]
    found.sort(key=lambda path: path.relative_to(folder).as_posix())
    label = _source_of(folder)
    if not found:
        why = (
            f"the folder cannot be opened ({unreadable[0]})"
            if unreadable
            else "the folder holds no text file (*.txt) and nothing else that is read (pages, feeds, tables, archives)"
        )
        yield Notice("refused", None, label, f"{label}: {why}; give a folder with reports, or the files themselves")
    for path in found:
        source = _shown(path.relative_to(folder).as_posix())
        if suffix_of(path.name) in UNSURE and not _shows_reports(path):
            yield Notice("other", None, source, f"{source}: it shows no reports that are read here; left alone")
            continue
        notices: list[Notice] = []
        item = _Input(path, source, _meta_of(path, folder, metas, notices))
        yield from notices
        yield item
    for row in sorted(set(metas.get(folder, {})) - {path.relative_to(folder).as_posix() for path in found}):
        if found:
            yield Notice("other", None, META_FILE, f"{META_FILE} describes {row!r}, which is not in the folder")


def _is_read(name: str) -> bool:
    """Does a file of this name belong to a format that is read here, or by a plug-in?"""
    return suffix_of(name) in SUFFIXES or name.lower().endswith(plugged_in())


def _shows_reports(path: Path) -> bool:
    """Do the first bytes of a file show a feed, a message or a table of reports? One that cannot be opened is told later."""
    try:
        with path.open("rb") as stream:
            return by_content(stream.read(HEAD), source=path.name, suffix=suffix_of(path.name)) is not None
    except Refusal:
        return True
    except OSError:
        return True


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
        content = decode(_content(path), source=META_FILE)
    except Refusal as refusal:
        notices.append(Notice("other", None, META_FILE, f"{refusal}; it is not used"))
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


def _source_of(path: PurePath) -> str:
    """The name a file goes by: as given where that is relative and stays below, else its last part."""
    return _shown((path.name or "folder") if path.is_absolute() or ".." in path.parts else path.as_posix())


def _shown(name: str) -> str:
    """A file name that can be printed and encoded: control characters and undecodable bytes become U+FFFD."""
    return "".join(char if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF else "\ufffd" for char in name)
