"""Where the server finds its stories: records in files, or a store that is opened for reading only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from whosays.model import Record
from whosays.record import InvalidRecord, decode
from whosays.remembered import until_forgotten
from whosays.render import wording


class NoStory(LookupError):
    """There is no such story, or it cannot be read; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A story by its name, with the days between which its reports came out."""

    name: str
    title: str | None
    first_published: str | None
    last_published: str | None
    reports: int
    origins: int
    disagreements: int


class Stories(Protocol):
    """Stories by name. Nothing here writes."""

    def names(self) -> Sequence[str]:
        """The names of all stories, always in one order."""

    def record(self, name: str) -> Record:
        """A story's latest record; raises :class:`NoStory`."""

    def listed(self, name: str) -> Listed:
        """A story's line in the list; raises :class:`NoStory`. It is made once of each record, so that a list decodes none again."""


@dataclass(frozen=True, slots=True)
class FileStories:
    """Records in files, named by the files."""

    paths: dict[str, Path]
    _listed: dict[tuple[str, int, int], Listed] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Iterable[Path]) -> FileStories:
        """The records among these files and folders; two of one name are told apart by a number."""
        paths: dict[str, Path] = {}
        for path in given:
            for found in sorted(path.glob("*.json")) if path.is_dir() else [path]:
                name, number = found.stem, 1
                while name in paths:
                    number += 1
                    name = f"{found.stem}-{number}"
                paths[name] = found
        return cls(paths)

    def names(self) -> Sequence[str]:
        """In the order given."""
        return tuple(self.paths)

    def record(self, name: str) -> Record:
        """The record of a file, read anew, since files may change."""
        try:
            return decode(self.paths[name].read_bytes())
        except KeyError:
            raise NoStory(_unknown(name, self.names())) from None
        except OSError as error:
            raise NoStory(f"{name}: the file cannot be opened ({error.strerror})") from None
        except InvalidRecord as error:
            raise NoStory(f"{name}: not a valid record: {error}") from None

    def listed(self, name: str) -> Listed:
        """The line of a file, as long as the file stays what it is."""
        try:
            state = self.paths[name].stat()
        except KeyError:
            raise NoStory(_unknown(name, self.names())) from None
        except OSError as error:
            raise NoStory(f"{name}: the file cannot be opened ({error.strerror})") from None
        key = (name, state.st_mtime_ns, state.st_size)
        if key not in self._listed:
            self._listed[key] = listed(name, self.record(name))
        return self._listed[key]


@dataclass(slots=True)
class StoreStories:
    """The told stories of a store, by their ids."""

    path: Path
    _held: dict[tuple[str, int], Record] = field(default_factory=lambda: until_forgotten({}))
    _listed: dict[tuple[str, int], Listed] = field(default_factory=lambda: until_forgotten({}))

    def names(self) -> Sequence[str]:
        """The last told first."""
        from whosays.store import Store

        with Store.open(self.path, create=False, read_only=True) as store:
            told = [story for story in store.stories() if story.versions and story.reports]
        return tuple(story.id for story in sorted(told, key=lambda one: (one.told or "", one.id), reverse=True))

    def record(self, name: str) -> Record:
        """The latest record; one is held decoded, since an agent asks several things of one story."""
        from whosays.store import Store

        with Store.open(self.path, create=False, read_only=True) as store:
            story = store.story(name)
            if story is None:
                raise NoStory(_unknown(name, self.names()))
            key = (name, story.versions)
            found = self._held.get(key)
            if found is None:
                found = store.record(name)
                if found is None:
                    raise NoStory(f"{name}: this story was not told yet, or was taken down")
                self._held.clear()
                self._held[key] = found
        return found

    def listed(self, name: str) -> Listed:
        """The line of a story's latest version."""
        from whosays.store import Store

        with Store.open(self.path, create=False, read_only=True) as store:
            story = store.story(name)
        key = (name, story.versions if story else 0)
        found = self._listed.get(key)
        if found is None:
            found = self._listed[key] = listed(name, self.record(name))
        return found


def listed(name: str, record: Record) -> Listed:
    """A story's line in the list."""
    return Listed(
        name, record.story.title, record.story.first_published, record.story.last_published, len(record.reports),
        wording.origins(record), len(wording.disagreements(record)),
    )  # fmt: skip


def _unknown(name: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
    return f"there is no story “{name}”; " + (f"there are {shown}" if names else "there is none at all")
