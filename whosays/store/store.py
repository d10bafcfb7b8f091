"""The store: one SQLite file that keeps everything that was given and told; the class is a thin face of the room's functions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import apsw

from whosays.store import (
    chain,
    connection,
    decisions,
    feeds,
    listening,
    readings,
    records,
    reports,
    stories,
    takedowns,
    watching,
)
from whosays.store.errors import spoken
from whosays.store.kept import Feed, Forgotten, Incoming, LogEntry, Move, Refused, Story, Told
from whosays.store.locks import sole

if TYPE_CHECKING:
    from whosays.answers import Answers
    from whosays.model import Decision, Notice, Reading, Record, Report
    from whosays.store.hits import Filters, Hit

ACTOR = "whosays"


class Store:
    """One open store. Use it as a context manager, one per thread; every method is one transaction.

    ``when`` is the caller's time, ISO 8601; a store reads no clock. Errors are :class:`~whosays.store.errors.StoreError`.
    """

    def __init__(self, database: apsw.Connection, path: str, *, read_only: bool) -> None:
        self._database = database
        self.path = path
        self.read_only = read_only
        self._unpacked: readings.Unpacked[Reading] = readings.Unpacked(readings.ROOM)
        self._decoded: readings.Unpacked[Record] = readings.Unpacked(records.ROOM)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        read_only: bool = False,
        foreign: bool = False,
        patience: float = 5.0,
    ) -> Store:
        """The store in this file; it is made where it is not there and ``create`` allows.

        ``foreign``: somebody else's file, read only and checked before it is used. ``patience``: seconds to wait for another writer.
        """
        name = os.fspath(path)
        opened = connection.connect(
            name, create=create and not foreign, read_only=read_only or foreign, patience=patience, foreign=foreign
        )
        with spoken(name):
            takedowns.heed(opened, name)
        return cls(opened, name, read_only=read_only or foreign)

    def close(self) -> None:
        """Let go of the file; what was acknowledged is kept."""
        with spoken(self.path):
            self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Within it, everything is kept together or not at all; durable when it ends. May be nested."""
        with spoken(self.path), connection.transaction(self._database):
            takedowns.heed(self._database, self.path)
            yield

    def sole(self, job: str, *, patience: float = 0.0) -> AbstractContextManager[None]:
        """Within it, no other process does this job on this store (watching, announcing); ``StoreBusy`` after so many seconds."""
        return sole(self.path, job, patience=patience)

    # ------------------------------------------------------------------------------------- what was given
    def add(self, batch: Iterable[Incoming], *, when: str, actor: str = ACTOR) -> tuple[str, ...]:
        """Keep reports; ids of those that were not there before, in the order given.

        Give them as they were read, before a date was inferred from others. One that was forgotten stays out, whatever its address;
        give all reports of one input together, so that its bytes can stay out too.
        """
        with self.transaction():
            return reports.add(self._database, batch, when=when, actor=actor)

    def refuse(
        self,
        notice: Notice,
        *,
        when: str,
        raw: bytes | None = None,
        fetched: str | None = None,
        actor: str = ACTOR,
    ) -> None:
        """Keep an input that was refused, as a row with its reason; the same refusal again is counted."""
        with self.transaction():
            reports.refuse(self._database, notice, when=when, raw=raw, fetched=fetched, actor=actor)

    def report(self, report: str) -> Report | None:
        """The report with this id."""
        with spoken(self.path):
            return reports.one(self._database, report)

    def reports(self, ids: Sequence[str] | None = None, *, story: str | None = None) -> tuple[Report, ...]:
        """Reports by id, of a story, or all, in the order of their ids."""
        with spoken(self.path):
            return reports.several(self._database, ids, story=story)

    def has(self, report: str) -> bool:
        """Is this report kept?"""
        with spoken(self.path):
            return reports.has(self._database, report)

    def raw(self, report: str) -> bytes | None:
        """The bytes a report was read from, checked against their hash; ``None`` where none were kept."""
        with spoken(self.path):
            return reports.raw_of(self._database, report)

    def notices(self, report: str | None = None) -> tuple[Notice, ...]:
        """What a user must know of a report, or of all."""
        with spoken(self.path):
            return reports.notices(self._database, report)

    def refusals(self) -> tuple[Refused, ...]:
        """Inputs that were refused, the latest first."""
        with spoken(self.path):
            return reports.refusals(self._database)

    # ------------------------------------------------------------------------------------- what was read
    def reading(self, report: str, fingerprint: str) -> Reading | None:
        """The cached reading of a report made with this code, these models, tables and settings."""
        with spoken(self.path):
            return readings.cached(self._database, report, fingerprint, self._unpacked)

    def keep_reading(self, reading: Reading, fingerprint: str) -> None:
        """Cache a reading; those of other fingerprints of the report are dropped."""
        with self.transaction():
            readings.keep(self._database, reading, fingerprint)

    def answers(self, story: str, fingerprint: str) -> Answers | None:
        """What the networks said of a story's texts when it was told with this code, these models, tables and settings."""
        with spoken(self.path):
            return readings.answers(self._database, story, fingerprint)

    def keep_answers(self, story: str, kept: Answers, fingerprint: str, *, when: str) -> None:
        """Keep what they said, in the place of what was there; a takedown in the story removes it."""
        with self.transaction():
            readings.keep_answers(self._database, story, kept, fingerprint, when=when)

    def prune_answers(self, *, before: str) -> None:
        """Let the answers go of stories that were told last before a time: they are asked once more if a report joins."""
        with self.transaction():
            readings.prune_answers(self._database, before)

    # ------------------------------------------------------------------------------------- stories
    def stories(self, *, needs_telling: bool | None = None) -> tuple[Story, ...]:
        """All stories, in the order of their ids, or those that (do not) need telling."""
        with spoken(self.path):
            return stories.all_stories(self._database, needs_telling=needs_telling)

    def story(self, story: str) -> Story | None:
        """One story."""
        with spoken(self.path):
            return stories.one(self._database, story)

    def story_of(self, report: str) -> str | None:
        """Id of the story that a report belongs to."""
        with spoken(self.path):
            return stories.story_of(self._database, report)

    def assign(
        self, report: str, story: str | None, *, reason: str, when: str, actor: str = ACTOR, pinned: bool = False
    ) -> bool:
        """Put a report into a story (``None``: into none); was anything changed?

        ``pinned`` is a person's choice, which only another pinned one changes. Both stories then need telling.
        """
        with self.transaction():
            return stories.assign(self._database, report, story, reason=reason, when=when, actor=actor, pinned=pinned)

    def moves(self, report: str | None = None) -> tuple[Move, ...]:
        """How reports came into their stories, oldest first."""
        with spoken(self.path):
            return stories.moves(self._database, report)

    def keep_record(self, story: str, record: Record, *, when: str, actor: str = ACTOR) -> int:
        """Keep the record told of a story; its version, from 1. The same record again makes no new version."""
        with self.transaction():
            return records.keep(self._database, story, record, self._decoded, when=when, actor=actor)

    def record(self, story: str, *, version: int | None = None) -> Record | None:
        """The record of a story: the latest, or that version; ``None`` where there is none or it was taken down."""
        with spoken(self.path):
            return records.record(self._database, story, version, self._decoded)

    def versions(self, story: str) -> tuple[Told, ...]:
        """The records told of a story, oldest first."""
        with spoken(self.path):
            return records.versions(self._database, story)

    # ------------------------------------------------------------------------------------- decisions, feeds
    def decide(self, decision: Decision, *, story: str, when: str) -> None:
        """Keep a person's decision about a story, which then needs telling; the actor is who decided."""
        with self.transaction():
            decisions.decide(self._database, decision, story=story, when=when)

    def take_back(self, decision: Decision, *, story: str, by: str, when: str) -> None:
        """A decision of ``decisions`` is obeyed no more; the log keeps it, and who took it back."""
        with self.transaction():
            decisions.take_back(self._database, decision, story=story, by=by, when=when)

    def decisions(self, story: str | None = None) -> tuple[Decision, ...]:
        """Decisions about a story, or all, in the order they were made."""
        with spoken(self.path):
            return decisions.decisions(self._database, story)

    def feed(self, url: str) -> Feed | None:
        """What is known of a feed."""
        with spoken(self.path):
            return feeds.one(self._database, url)

    def feeds(self, *, due: str | None = None) -> tuple[Feed, ...]:
        """All feeds by address, or those due by this time."""
        with spoken(self.path):
            return feeds.several(self._database, due)

    def keep_feed(self, feed: Feed) -> None:
        """Keep what is known of a feed."""
        with self.transaction():
            feeds.keep(self._database, feed)

    # ------------------------------------------------------------------------------------- for whoever takes reports in
    def loose(self, fingerprint: str) -> tuple[str, ...]:
        """Reports that have no story yet, oldest first; not those this program could not read, or a person put out of theirs."""
        with spoken(self.path):
            return watching.loose(self._database, fingerprint)

    def keep_unread(self, report: str, fingerprint: str, why: str) -> None:
        """Remember that a report could not be read to its end by the program with this fingerprint, and why."""
        with self.transaction():
            watching.keep_unread(self._database, report, fingerprint, why)

    def tries(self, mark: str) -> int | None:
        """How often an entry of a feed was asked for in vain; ``None`` where it is dealt with."""
        with spoken(self.path):
            return watching.tries(self._database, mark)

    def keep_tries(self, mark: str, count: int | None, *, feed: str, when: str) -> None:
        """Remember how often an entry of a feed was asked for in vain, or (``None``) that it is dealt with."""
        with self.transaction():
            watching.keep_tries(self._database, mark, count, feed=feed, when=when)

    def keep_seen(self, feed: str, marks: Iterable[str], *, when: str, before: str) -> int:
        """Note the entries that a feed shows now, and forget those that it has not shown since a time; how many."""
        with self.transaction():
            return watching.keep_seen(self._database, feed, marks, when=when, before=before)

    def announced(self, story: str) -> int:
        """The last version of a story that somebody was told of; 0 where none was."""
        with spoken(self.path):
            return watching.announced(self._database, story)

    def unannounced(self) -> tuple[str, ...]:
        """Ids of the stories with reports and a version that nobody was told of."""
        with spoken(self.path):
            return watching.unannounced(self._database)

    def mark_announced(self, story: str, version: int) -> None:
        """Remember that somebody was told of a version of a story."""
        with self.transaction():
            watching.mark_announced(self._database, story, version)

    def listens(self, address: str, *, when: str) -> bool:
        """Note an address that changes are posted to; a new one has heard of everything announced until now. Is it new?"""
        with self.transaction():
            return listening.listens(self._database, address, when=when)

    def unheard(self, address: str, *, most: int) -> tuple[tuple[str, int], ...]:
        """Stories with a version that has not arrived at an address, and the last that did; not those given up after so many tries."""
        with spoken(self.path):
            return listening.unheard(self._database, address, most=most)

    def mark_heard(self, address: str, story: str, version: int) -> None:
        """Remember that a version of a story arrived at an address."""
        with self.transaction():
            listening.mark_heard(self._database, address, story, version)

    def mark_missed(self, address: str, story: str, version: int) -> int:
        """Remember that a version did not arrive; how often that was so."""
        with self.transaction():
            return listening.mark_missed(self._database, address, story, version)

    def input(self, mark: str) -> list[list[str | None]] | None:
        """What the input with this mark gave, as it was kept; ``None`` where it is not known or a report of it is gone."""
        with spoken(self.path):
            return watching.input_items(self._database, mark)

    def keep_input(self, mark: str, items: Sequence[Sequence[str | None]], *, when: str) -> None:
        """Remember what an input gave: ``[report, source]`` or ``[kind, report, source, message]``; not where a report is not kept."""
        with self.transaction():
            watching.keep_input(self._database, mark, items, when=when)

    def prune_inputs(self, *, before: str) -> int:
        """Forget inputs noted before a time; how many."""
        with self.transaction():
            return watching.prune_inputs(self._database, before)

    def state(self, name: str) -> bytes | None:
        """What somebody kept under a name to go on from; a takedown forgets those that name its report."""
        with spoken(self.path):
            return watching.state(self._database, name)

    def keep_state(self, name: str, kept: bytes) -> None:
        """Keep what can be made anew, under a name, in the place of what was there."""
        with self.transaction():
            watching.keep_state(self._database, name, kept)

    # ------------------------------------------------------------------------------------- looking, taking down
    def search(
        self, words: str, *, kind: Literal["report", "claim"], filters: Filters | None = None, limit: int = 20
    ) -> tuple[Hit, ...]:
        """Reports or claims that hold all the words, the best first; without words, all that the filters let through.

        Stopped after a second.
        """
        from whosays.store import searching

        with spoken(self.path):
            return searching.search(self._database, words, kind=kind, filters=filters, limit=limit)

    def forget(self, report: str, *, reason: str, when: str, actor: str = ACTOR) -> Forgotten:
        """Take a report down: its body and all that quotes it leave the file; a tombstone with hash and reason stays.

        Its stories need telling. Raises ``StoreBusy`` where a reader holds the old bytes; do it again then.
        """
        from whosays.store import forgetting

        with spoken(self.path):
            done = forgetting.forget(self._database, self.path, report, reason=reason, when=when, actor=actor)
            takedowns.heed(self._database, self.path)
        return done

    def log(self, *, since: int = 0) -> Iterator[LogEntry]:
        """The log from after an entry's number, oldest first."""
        with spoken(self.path):
            yield from chain.entries(self._database, since)

    def head(self) -> str:
        """The last link of the log; who knows it can tell later whether anything before it was changed."""
        with spoken(self.path):
            return chain.head(self._database)
