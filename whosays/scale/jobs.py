"""The jobs: reports to readings, readings of one story to its record, a report to a record of its own. Bytes in, bytes out.

What a job makes is kept in a folder that every worker sees, under names that follow from the contents; a job finds what an
earlier run has made and does it no second time. A file is written whole or not at all.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from whosays.model import Decision, Notice, Reading, Report, key
from whosays.record import encode, pack, unpack


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Reports to read, the folder their readings go to, and the name of each reading there."""

    folder: str
    reports: tuple[Report, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TellJob:
    """The readings of one story by name, where they lie, what is known of their reports, and the file the record goes to."""

    readings: str
    file: str
    readings_of: tuple[str, ...]
    notices: tuple[Notice, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class AloneJob:
    """One report, and what is known of it."""

    report: Report
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """The record of one report on its own, as JSON; or, in words, why there is none."""

    record: bytes = b""
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one report or story: by name, in words why there is nothing, and whether it was made now."""

    name: str
    why: str | None = None
    again: bool = True


def read_partition(job: bytes) -> bytes:
    """The readings of a packed :class:`ReadJob`, each in a file of its own; gives a packed outcome for each report."""
    given = unpack(job, ReadJob)
    named = zip(given.reports, given.names, strict=True)
    return pack(tuple(_read_one(report, reading_file(Path(given.folder), name)) for report, name in named))


def tell_story(job: bytes) -> bytes:
    """The record of a packed :class:`TellJob` in its file; gives its packed outcome.

    Of the decisions that name no report, it takes those whose names are mentioned in the story.
    """
    from whosays import pipeline
    from whosays.decisions import concerns_names, names_a_report

    given = unpack(job, TellJob)
    file = Path(given.file)
    try:
        readings = [unpack(reading_file(Path(given.readings), one).read_bytes(), Reading) for one in given.readings_of]
        decisions = [one for one in given.decisions if names_a_report(one) or concerns_names(one, readings)]
        record = pipeline.tell(readings, notices=given.notices, one_story=True, decisions=decisions)
        write_whole(file, encode(record))
    except Exception as error:  # one bad story must not end the batch
        return pack(Outcome(file.stem, _words(error)))
    return pack(Outcome(file.stem))


def read_alone(job: bytes) -> bytes:
    """The record of the one report of a packed :class:`AloneJob`, as a packed :class:`Alone`."""
    from whosays import pipeline

    given = unpack(job, AloneJob)
    try:
        record = pipeline.read_alone(pipeline.read_report(given.report))
        return pack(Alone(encode(replace(record, notices=given.notices))))
    except Exception as error:  # one bad report must not end the batch
        return pack(Alone(why=_words(error)))


def reading_name(report: Report, *, corrected: bool) -> str:
    """What a reading is called: as its report; that of a report which a person corrected, by the correction too."""
    return f"{report.id}-{key('f', pack(report).hex())}" if corrected else report.id


def reading_file(folder: Path, name: str) -> Path:
    """Where a reading lies; two digits of the report's id keep folders small."""
    return folder / name[1:3] / f"{name}.msgpack"


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all, also where two workers write the same one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(file)


def _read_one(report: Report, file: Path) -> Outcome:
    from whosays import pipeline

    if file.exists():
        return Outcome(report.id, again=False)
    try:
        write_whole(file, pack(pipeline.read_report(report)))
    except Exception as error:  # one bad report must not end the batch
        return Outcome(report.id, _words(error))
    return Outcome(report.id)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
