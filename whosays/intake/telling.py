"""Stories of a store told again: what is new is read, what was read is taken from the store, and only touched stories are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whosays.answers import Answers
from whosays.decisions import BadDecisions, correct_reports
from whosays.fingerprints import fingerprint
from whosays.gazetteer import GazetteerError
from whosays.model import Decision, Reading, Record, Report, key
from whosays.parsers import NoParser
from whosays.record import pack
from whosays.store import NotHeld, Store, StoreError, Story
from whosays.uncollected import uncollected

# What no report and no story is to blame for: a store that cannot be written, a part of the program that is not installed.
ELSEWHERE = (StoreError, NoParser, GazetteerError)


@dataclass(frozen=True, slots=True)
class Retold:
    """A story told again: its record and version; or, in words, why it could not be told."""

    story: str
    version: int
    record: Record | None
    why: str | None = None


def tell_touched(store: Store, *, when: str) -> Iterator[Retold]:
    """Tell every story that needs it, in the order of their ids; each is kept before the next begins."""
    for story in store.stories(needs_telling=True):
        yield tell_story(store, story, when=when)


def tell_story(store: Store, story: Story, *, when: str) -> Retold:
    """The record of one story from the readings of its reports, kept as its next version.

    A story that cannot be told is told of in words, and so is one whose reports went elsewhere while it was told.
    """
    with uncollected():
        return _retold(store, story, when=when)


def _retold(store: Store, story: Story, *, when: str) -> Retold:
    from whosays import pipeline  # and with it the parser: only where there is something to tell

    try:
        decisions = store.decisions(story.id)
        readings = list(_readings(store, story, decisions))
        if not readings:
            return Retold(story.id, story.versions, None, "all its reports are in other stories now, or taken down")
        notices = tuple(notice for reading in readings for notice in store.notices(reading.report.id))
        program = fingerprint(record=True)
        answers = store.answers(story.id, program) or Answers()
        record = pipeline.tell(readings, notices=notices, one_story=True, decisions=decisions, answers=answers)
        with store.transaction():
            version = store.keep_record(story.id, record, when=when)
            store.keep_answers(story.id, answers, program, when=when)
        return Retold(story.id, version, record)
    except BadDecisions as error:
        return Retold(story.id, story.versions, None, str(error))
    except NotHeld:
        why = "a report of it was taken down while it was told; it is told again next time"
        return Retold(story.id, story.versions, None, why)
    except ELSEWHERE:
        raise
    except Exception as error:  # one bad story must not hold up all others
        return Retold(story.id, story.versions, None, f"it could not be told ({type(error).__name__}: {error})")


def reading_of(store: Store, report: Report, *, corrected: bool = False) -> Reading:
    """The reading of a report, from the store where this code with these models has made it before."""
    made_with = key("f", fingerprint(), pack(report)) if corrected else fingerprint()
    known = store.reading(report.id, made_with)
    if known is not None:
        return known
    from whosays import pipeline

    reading = pipeline.read_report(report)
    store.keep_reading(reading, made_with)
    return reading


def _readings(store: Store, story: Story, decisions: Sequence[Decision]) -> Iterator[Reading]:
    given = store.reports(story=story.id)
    for report, corrected in zip(given, correct_reports(given, decisions), strict=True):
        yield reading_of(store, corrected, corrected=corrected is not report)
