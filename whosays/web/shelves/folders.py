"""The stories of a folder of reports: told when it is first served, and told again with the reports that came into it since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from whosays.model import Notice
from whosays.record import InvalidRecord, decode
from whosays.render.wording import NOTICE_WORDS
from whosays.web.jobs.telling import tell
from whosays.web.shelves.records import RecordShelf
from whosays.web.shelves.shelf import NOTHING_STATED, Stated, Task

Say = Callable[[str], None]


class NoReport(ValueError):
    """A folder holds neither a record nor a report; the message says so."""


def stories_of(folder: Path, keep: Path, stated: Stated = NOTHING_STATED, *, say: Say, progress: Say) -> list[Path]:
    """The records that tell the reports of a folder, kept in ``keep``; a story is told again only where reports are new.

    Which record is the folder's is seen by the reports it holds, since two folders may have one name.
    """
    progress(f"looking through {folder}")
    reports, notices = _read(folder, stated)
    for notice in notices:
        say(f"{NOTICE_WORDS[notice.kind]}: {notice.message}")
    if not reports:
        raise NoReport(f"{folder}: neither a record nor a report in it")
    kept = [(path, ids & reports) for path in sorted(keep.glob("*.json")) if (ids := _held(path)) and ids & reports]
    fresh = reports.difference(*(ids for _, ids in kept))
    paths = [path for path, _ in kept]
    if not kept:
        return _first(folder, keep, stated, progress)
    if fresh and len(kept) > 1:
        say(f"{folder}: {_new(fresh)}, and its reports tell {len(kept)} stories; add what is new on the page")
    elif fresh:
        _again(folder, paths[0], stated, f"{folder}: {_new(fresh)}", say, progress)
    return paths


def _new(fresh: frozenset[str]) -> str:
    return f"{len(fresh)} new report{'' if len(fresh) == 1 else 's'}"


def _read(folder: Path, stated: Stated) -> tuple[frozenset[str], Sequence[Notice]]:
    """The ids of a folder's reports, and what was noticed on reading them."""
    from whosays.ingest import read_paths

    given = read_paths([folder], **asdict(stated))
    return frozenset(report.id for report in given.reports), given.notices


def _held(path: Path) -> frozenset[str]:
    """The ids of a record's reports; of what is no record none, which is said where the story is listed."""
    try:
        return frozenset(report.id for report in decode(path.read_bytes()).reports)
    except (OSError, InvalidRecord):
        return frozenset()


def _first(folder: Path, keep: Path, stated: Stated, progress: Say) -> list[Path]:
    """Tell a folder for the first time: one story under its name, or several under their titles where the reports share none."""
    shelf = RecordShelf.of([keep], folder=keep)
    records = tell(Task(str(folder), stated=stated), _steps(progress))
    if len(records) == 1:
        return [shelf.paths[shelf.keep(None, records[0], name=folder.resolve().name)]]
    return [shelf.paths[shelf.keep(None, record)] for record in records]


def _again(folder: Path, path: Path, stated: Stated, found: str, say: Say, progress: Say) -> None:
    """Tell a story again with what is new in its folder; what does not belong to it is said, and the story stays."""
    shelf = RecordShelf.of([path], folder=path.parent)
    (story,) = shelf.paths
    try:
        task = replace(shelf.task(story, str(folder), together=False), stated=stated)
        records = tell(task, _steps(progress))
    except ValueError as error:
        say(f"{found}, not told: {error}")
        return
    shelf.keep(story, records[0])
    say(f"{found}: told again; “what changed” compares it with the version before")


def _steps(progress: Say) -> Callable[..., None]:
    def step(words: str, done: int = 0, total: int = 0, told: tuple[str, ...] = ()) -> None:
        progress(f"{words} ({done + 1} of {total})" if total and done < total else words)

    return step
