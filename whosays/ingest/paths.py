"""Files, folders and standard input, one after the other; a bad one is told and the rest goes on.

What reads is loaded where something is read: an input that is remembered costs its hash.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from whosays.ingest.formats import CONTAINERS, LARGEST
from whosays.ingest.inputs import Input, inputs, notice, shown
from whosays.ingest.memory import MOST_ITEMS, Item, Memory, mark_of, state_of
from whosays.ingest.metadata import Given
from whosays.ingest.refusal import Refusal

if TYPE_CHECKING:
    from whosays.ingest.drafts import Row, Told
    from whosays.model import Notice, Report

NOTHING = Given()
Read = Callable[[BinaryIO, Input], Iterator["Report | Notice"]]


@dataclass(frozen=True, slots=True)
class Ingested:
    """The reports that could be read, in the order given, and what the user must know of all inputs."""

    reports: tuple[Report, ...]
    notices: tuple[Notice, ...]


def read_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    published: str | None = None,
    encoding: str | None = None,
    form: str | None = None,
) -> Ingested:
    """All that :func:`iter_reports` gives, in memory: the reports, and what is told of the inputs."""
    from whosays.model import Report

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
    memory: Memory | None = None,
) -> Iterator[Report | Notice]:
    """Reports of files, of what is read in folders (also below), and of ``-`` (standard input), one at a time.

    A notice on a report follows it. ``outlet`` and ``published`` are for every report and come before a ``meta.jsonl`` beside
    it, which comes before what a report says of itself. ``form`` is one of :data:`~whosays.ingest.formats.FORMATS` where the
    bytes and the name do not say it. A folder is read in the order of its names. The same report given twice is one report;
    ``known`` holds the ids that came before with their sources, and those of this call afterwards. ``originals`` is given the
    bytes that a report was read from, by its id, where the input holds that report alone. The reports of an input that ``memory``
    recalls are told to it and not given again.
    """
    stated = Given(outlet=outlet, published=published)
    seen = {} if known is None else known

    def read(stream: BinaryIO, item: Input) -> Iterator[Report | Notice]:
        return reports_in(
            stream,
            source=item.source,
            stated=stated,
            described=item.given,
            encoding=encoding,
            form=form,
            known=seen,
            originals=originals,
        )

    mark = partial(mark_of, stated=stated, form=form, encoding=encoding)
    for item in inputs(paths):
        if not isinstance(item, Input):
            yield item
            continue
        try:
            if item.path is None:
                yield from read(sys.stdin.buffer, item)
                continue
            with item.path.open("rb") as stream:
                name = mark(stream, item.source, described=item.given) if memory is not None else None
                if memory is None or name is None:
                    yield from read(stream, item)
                else:
                    yield from _remembered(stream, item, read, name, memory=memory, known=seen)
        except OSError as error:
            yield _refused(Refusal(item.source, f"it cannot be opened ({error.strerror})"))


def _remembered(
    stream: BinaryIO, item: Input, read: Read, mark: str, *, memory: Memory, known: dict[str, str]
) -> Iterator[Report | Notice]:
    """What an input gives: what is remembered of it, else its reports, which are then remembered."""
    from_before = memory.recall(mark)
    if from_before is not None:
        yield from _again(from_before, memory, known)
        return
    before = state_of(stream)
    items: list[Item] = []
    for found in read(stream, item):
        if len(items) <= MOST_ITEMS:
            items.append(_item(found))
        yield found
    if state_of(stream) == before and len(items) <= MOST_ITEMS:
        memory.note(mark, items)


def _item(found: Report | Notice) -> Item:
    """A report or notice as it is remembered; that a report was given twice is found anew each time."""
    from whosays.model import Report

    if isinstance(found, Report):
        return found.id, found.source
    if found.kind == "duplicate":
        return found.report or "", found.source or ""
    return found.kind, found.report, found.source, found.message


def _again(items: Iterable[Item], memory: Memory, known: dict[str, str]) -> Iterator[Notice]:
    """What is told of an input that is remembered."""
    for item in items:
        if len(item) == 4:
            yield notice(*item)
            continue
        report, source = item
        if report in known:
            yield _twice(report, source, known)
            continue
        known[report] = source
        memory.known(report)


def _twice(report: str, source: str, known: dict[str, str]) -> Notice:
    from whosays.model import Notice

    return Notice("duplicate", report, source, f"{source}: the same report as {known[report]}; counted once")


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
    from whosays.ingest.drafts import Told
    from whosays.ingest.reading import rows, stated_for
    from whosays.model import Report

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
    from whosays.ingest.drafts import Draft
    from whosays.ingest.reports import report_of
    from whosays.model import Notice

    if isinstance(row, Refusal):
        yield _refused(row)
        return
    if not isinstance(row, Draft):
        yield Notice(row.kind, None, source, f"{source}: {row.message}")
        return
    draft = replace(row, source=shown(row.source), given=outer.over(row.given))
    try:
        report, told = report_of(draft)
    except Refusal as refusal:
        yield _refused(refusal)
        return
    if report.id in known:
        yield _twice(report.id, report.source, known)
        return
    known[report.id] = report.source
    yield report
    yield from told


def _refused(refusal: Refusal) -> Notice:
    """The notice of an input that is no report."""
    from whosays.model import Notice

    source = shown(refusal.source)
    return Notice("refused", None, source, f"{source}: {refusal.message}")
