"""Where the pages find their stories: what a shelf of stories has to offer, whatever keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from whosays.model import Decision, Notice, Record, Report


class NoStory(LookupError):
    """There is no such story, or no such version of it."""


class CannotKeep(RuntimeError):
    """Something cannot be written; the message says what and why."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story as the list shows it; ``version`` counts how often it was told, ``told`` is when it last was (ISO 8601, UTC).

    ``points`` are the shown findings that are no disagreements. ``fault`` says why it cannot be opened.
    """

    name: str
    title: str | None
    first: str | None
    last: str | None
    reports: int
    origins: int
    disagreements: int
    version: int
    outlets: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    fault: str | None = None
    told: str | None = None
    points: int = 0


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Everything a story is told from: its reports, what was said when they were read, and what people decided."""

    reports: tuple[Report, ...]
    notices: tuple[Notice, ...]
    decisions: tuple[Decision, ...]


NOTHING = Sheaf((), (), ())


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person states of all files that are to be read, as :func:`whosays.ingest.read_paths` takes it."""

    outlet: str | None = None
    published: str | None = None
    encoding: str | None = None
    form: str | None = None


NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to do: read the files of a folder and what web addresses give, beside a sheaf or into a store, and tell them.

    ``story`` is the one that is told again or that the files are for. ``one_story``: the files tell one story, whatever they share.
    """

    folder: str | None
    sheaf: Sheaf = NOTHING
    one_story: bool = False
    store: str | None = None
    story: str | None = None
    addresses: tuple[str, ...] = ()
    stated: Stated = NOTHING_STATED


class Shelf(Protocol):
    """Stories by name. Reading changes nothing; ``decide`` writes."""

    def stories(self) -> Sequence[Shelved]:
        """All stories, the newest reports first."""

    def story(self, name: str) -> Shelved:
        """One story; raises :class:`NoStory`."""

    def record(self, story: str, version: int | None = None) -> Record:
        """A story's record, the latest without ``version``; raises :class:`NoStory`."""

    def versions(self, story: str) -> Sequence[int]:
        """Numbers of the versions that can be had, oldest first; the last is the latest."""

    def told(self, story: str) -> Mapping[int, str]:
        """When each version was told (ISO 8601, UTC), as far as that is known."""

    def sheaf(self, story: str) -> Sheaf:
        """What the story is told from when it is told again."""

    def task(self, story: str | None, folder: str | None, *, together: bool, addresses: tuple[str, ...] = ()) -> Task:
        """How a story is told again, or files and web addresses are added to it (``None``: to none that is there)."""

    def decisions(self, story: str) -> Sequence[Decision]:
        """What people decided about a story, told with it already or not."""

    def decide(self, story: str, decision: Decision) -> None:
        """Keep a decision; raises :class:`whosays.decisions.BadDecisions` where it contradicts another."""

    def take_back(self, story: str, decision: Decision, by: str) -> None:
        """One of the sheaf's decisions is obeyed no more."""
