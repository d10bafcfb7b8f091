"""A shelf of files: each record is a story, its decisions and older versions stand beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from whosays.decisions import as_line, parse_decisions
from whosays.model import Decision, Record
from whosays.record import InvalidRecord, decode, encode
from whosays.web.shelves.shelf import NOTHING, CannotKeep, NoStory, Sheaf, Shelved, Task
from whosays.web.shelves.summaries import as_given, plain_decision, shelved

OPEN = 8  # records kept decoded
NAME = re.compile(r"[^\w-]+")


@dataclass(slots=True)
class RecordShelf:
    """Records in files. ``paths`` are records; new stories are written to ``folder``.

    Beside ``x.json`` stand ``x.decisions.jsonl`` and, once it was told again, ``x.versions/1.json`` and so on.
    """

    paths: dict[str, Path]
    folder: Path
    _open: dict[tuple[Path, int, int], Record] = field(default_factory=dict)
    _shelved: dict[tuple[Path, int, int], Shelved] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)  # of what is written
    _cache: Lock = field(default_factory=Lock)  # of what is kept decoded

    @classmethod
    def of(cls, given: Iterable[Path], *, folder: Path) -> RecordShelf:
        """The records among these files and folders."""
        paths: dict[str, Path] = {}
        for path in given:
            for found in sorted(path.glob("*.json")) if path.is_dir() else [path]:
                paths[_free(_plain(found.stem), paths)] = found
        return cls(paths, folder)

    def stories(self) -> Sequence[Shelved]:
        """All stories, the newest reports first; a file that is no record is listed with its fault."""
        found = [self._shelve(name, path) for name, path in self.paths.items()]
        return sorted(found, key=lambda one: (one.fault is None, one.last or "", one.name), reverse=True)

    def story(self, name: str) -> Shelved:
        """The story of one file."""
        return self._shelve(name, self._path(name))

    def record(self, story: str, version: int | None = None) -> Record:
        """The record in the story's file, or an older one."""
        path = self._path(story)
        numbers = self.versions(story)
        if version is not None and version not in numbers:
            raise NoStory(f"the story has no version {version}")
        if version is not None and version != numbers[-1]:
            path = _older(path) / f"{version}.json"
        return self._read(path)

    def versions(self, story: str) -> Sequence[int]:
        """Those that are kept, and the latest."""
        kept = sorted(int(one.stem) for one in _older(self._path(story)).glob("*.json") if one.stem.isdecimal())
        return (*kept, (kept[-1] if kept else 0) + 1)

    def told(self, story: str) -> Mapping[int, str]:
        """When each version's file was written."""
        path, numbers = self._path(story), self.versions(story)
        files = {number: _older(path) / f"{number}.json" for number in numbers[:-1]} | {numbers[-1]: path}
        return {number: _written(file) for number, file in files.items() if file.exists()}

    def sheaf(self, story: str) -> Sheaf:
        """The reports as they were given: dates that telling inferred are taken back."""
        record = self.record(story)
        kept = {"refused", "truncated", "duplicate", "hidden-text", "homoglyph"}
        notices = tuple(notice for notice in record.notices if notice.kind in kept)
        return Sheaf(tuple(as_given(report) for report in record.reports), notices, self._decisions(story))

    def task(self, story: str | None, folder: str | None, *, together: bool, addresses: tuple[str, ...] = ()) -> Task:
        """The sheaf of the story, read anew with what is added."""
        sheaf = self.sheaf(story) if story is not None else NOTHING
        return Task(folder, sheaf, together, story=story, addresses=addresses)

    def decisions(self, story: str) -> Sequence[Decision]:
        """The lines of the story's decisions file."""
        return self._decisions(story)

    def decide(self, story: str, decision: Decision) -> None:
        """One line more in the story's decisions file."""
        path = _decided(self._path(story))
        with self._lock:
            before = self._decided_text(story)
            text = before + ("\n" if before and not before.endswith("\n") else "") + as_line(decision) + "\n"
            parse_decisions(text, name=path.name)
            _write(path, text.encode("utf-8"))

    def take_back(self, story: str, decision: Decision, by: str) -> None:
        """The decision's line becomes a comment, which says who took it back."""
        path = _decided(self._path(story))
        with self._lock:
            lines = self._decided_text(story).split("\n")
            (held,) = parse_decisions(lines[decision.line - 1], name=path.name)
            if as_line(held) != as_line(decision):  # somebody edited the file in between
                raise CannotKeep(f"{path.name} has changed meanwhile; look again, then decide")
            lines[decision.line - 1] = f"# taken back by {' '.join(by.split())}: {lines[decision.line - 1]}"
            _write(path, "\n".join(lines).encode("utf-8"))

    def keep(self, story: str | None, record: Record, *, name: str | None = None) -> str:
        """The new record takes the file's place; the one before is kept among the versions.

        A new story is called ``name``, or by its title.
        """
        with self._lock:
            if story is None:
                wanted = _plain(name or record.story.title or "story")[:60].strip("-") or "story"
                story = _free(wanted, self.paths)
                path = self.folder / f"{story}.json"
                try:
                    self.folder.mkdir(parents=True, exist_ok=True)
                except OSError as error:
                    raise CannotKeep(f"{self.folder}: cannot be made a folder ({error.strerror})") from None
                _write(path, encode(record))
                self.paths[story] = path
                return story
            path = self._path(story)
            before, after = path.read_bytes(), encode(record)
            if before != after:
                number = self.versions(story)[-1]
                _older(path).mkdir(exist_ok=True)
                kept, state = _older(path) / f"{number}.json", path.stat()
                _write(kept, before)
                os.utime(kept, ns=(state.st_atime_ns, state.st_mtime_ns))  # the version stays as old as it is
                _write(path, after)
        return story

    def _path(self, story: str) -> Path:
        try:
            return self.paths[story]
        except KeyError:
            raise NoStory("there is no such story") from None

    def _decisions(self, story: str) -> tuple[Decision, ...]:
        return parse_decisions(self._decided_text(story), name=_decided(self._path(story)).name)

    def _decided_text(self, story: str) -> str:
        """The story's decisions file; without one, the decisions that its record was told with (from a file elsewhere)."""
        path = _decided(self._path(story))
        if path.exists():
            return path.read_text(encoding="utf-8")
        return "".join(as_line(plain_decision(one)) + "\n" for one in self.record(story).decisions)

    def _read(self, path: Path) -> Record:
        """The record of a file, decoded once as long as the file stays what it is."""
        try:
            state = path.stat()
            stamp = (path, state.st_mtime_ns, state.st_size)
            held = self._open.get(stamp)
            if held is None:
                record = decode(path.read_bytes())
                with self._cache:
                    while len(self._open) >= OPEN:
                        self._open.pop(next(iter(self._open)))
                    self._open[stamp] = record
                return record
            return held
        except OSError as error:
            raise NoStory(f"{path.name} cannot be opened ({error.strerror})") from None
        except InvalidRecord as error:
            raise NoStory(f"{path.name} is not a valid record: {error}") from None

    def _shelve(self, name: str, path: Path) -> Shelved:
        try:
            state = path.stat()
            stamp = (path, state.st_mtime_ns, state.st_size)
            if stamp not in self._shelved:
                self._shelved[stamp] = shelved(name, self._read(path), len(self.versions(name)))
            return replace(self._shelved[stamp], version=self.versions(name)[-1], told=_written(path))
        except OSError as error:
            fault = f"{path.name} cannot be opened ({error.strerror})"
        except NoStory as error:
            fault = str(error)
        return Shelved(name, None, None, None, 0, 0, 0, 0, fault=fault)


def _written(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _older(path: Path) -> Path:
    return path.with_name(f"{path.stem}.versions")


def _decided(path: Path) -> Path:
    return path.with_name(f"{path.stem}.decisions.jsonl")


def _plain(stem: str) -> str:
    """A name that can stand in an address."""
    return NAME.sub("-", stem).strip("-") or "story"


def _free(wanted: str, taken: dict[str, Path]) -> str:
    """The name, numbered where another story has it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotKeep(f"{path.name}: cannot be written ({error.strerror})") from None
