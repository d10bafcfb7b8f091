"""A story that grows report by report: what a process remembers of the last telling changes no byte of the next."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.story_scale import STORIES, read, write_reports
from whosays import inference, pipeline, remembered, vectors
from whosays.answers import Answers
from whosays.findings.answers.doers import _done
from whosays.findings.answers.single_roles import _held
from whosays.findings.answers.standings import stands
from whosays.findings.evidence import story_of
from whosays.findings.figures.told import figures_of
from whosays.findings.telling.hedges import _voices
from whosays.findings.when_where.occurrences import told_by
from whosays.fingerprints import fingerprint
from whosays.intake import add, group, tell_touched
from whosays.model import Decision, Reading, Report, Target
from whosays.record import encode, pack, unpack
from whosays.store import Store

WHEN = "2031-05-08T06:00:00+00:00"
COLD = """
import hashlib, sys
from whosays import pipeline
from whosays.model import Reading
from whosays.record import encode, unpack
readings = unpack(sys.stdin.buffer.read(), list[Reading])
print(hashlib.sha256(encode(pipeline.tell(readings, one_story=True))).hexdigest())
"""


@pytest.fixture(scope="module")
def story() -> list[Reading]:
    """Reports of the ferry accident: an agency's, reprints of it, and some with figures and voices of their own."""
    return read(write_reports(STORIES / "S01_ferry_accident", 8))


def told(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> str:
    """The record as a hash of its bytes."""
    return hashlib.sha256(encode(pipeline.tell(readings, one_story=True, decisions=decisions))).hexdigest()


def told_afresh(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> str:
    """The same with nothing remembered."""
    remembered.forget()
    return told(readings, decisions)


def told_elsewhere(readings: Sequence[Reading]) -> str:
    """The same in a process that has told nothing before."""
    given = pack(list(readings))
    done = subprocess.run([sys.executable, "-c", COLD], input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_a_story_told_as_it_grew_is_the_story_told_at_once(story: list[Reading]) -> None:
    """Report by report or in leaps, in whatever order the reports came; also when one of them is taken back."""
    mixed = random.Random(7).sample(story, len(story))
    for number in range(2, len(story)):
        told(mixed[:number])
    assert told(story) == told(mixed) == told_elsewhere(story)
    told(story[::-2])
    assert told(story[::-1]) == told(story)
    assert told(story[:5]) == told_afresh(story[:5]) != told(story)


def test_what_a_claim_tells_by_itself_is_in_its_own_report(story: list[Reading]) -> None:
    """What is kept of a claim for the next telling is found alike where nothing is known but its report and the names in it."""
    made = pipeline.run(pipeline.STORY_STAGES, {"readings": tuple(story), "decisions": (), "answers": Answers()})
    named = ("facts", "resolved", "cast", "propositions", "aligned", "lineage", "vectors")
    facts, readings, cast, *rest = (made[name] for name in named)
    whole = story_of(facts, readings, cast, *rest)
    found = 0
    for reading in readings:
        report = reading.report.id
        own = tuple(entity for entity in cast.entities if any(one.report == report for one in entity.mentions))
        here = [fact for fact in facts if fact.report == report]
        alone = story_of(here, [reading], replace(cast, entities=own), (), (), made["lineage"], made["vectors"])
        for fact in here:
            for search in (_done, _held, told_by, _voices, figures_of, stands):
                found += len(search(whole, fact))
                assert search(whole, fact) == tuple(search.__wrapped__(alone, fact)), (search.__wrapped__, fact)
    assert found > 100


def test_a_story_told_after_a_decision_is_the_story_told_at_once(story: list[Reading]) -> None:
    """A date that a person corrects, and two names kept apart: nothing of the telling before is left."""
    split = Decision(
        decision="split",
        about=(Target(name="Ilse Maarn"), Target(name="Maris Tolva")),
        by="desk",
        on="2031-03-05",
        reason="two names",
    )
    published = replace(story[3].report.published, value="2031-03-01T08:00:00+00:00")
    other = replace(story[3], report=replace(story[3].report, published=published))
    told(story)
    changed = [*story[:3], other, *story[4:]]
    assert told(changed, [split]) == told_afresh(changed, [split]) != told(story)


def test_readings_unpacked_anew_give_the_same_record(story: list[Reading]) -> None:
    """What is remembered goes by what a reading says, not by which object it is."""
    again = [unpack(pack(reading), Reading) for reading in story]
    assert told(again) == told(story)


def reports(story: Sequence[Reading]) -> list[Report]:
    """The reports that were read."""
    return [reading.report for reading in story]


def take(store: Store, step: Sequence[Report]) -> None:
    """Reports into a store, and their story told."""
    add(store, step, when=WHEN)
    group(store, when=WHEN)
    assert all(one.why is None for one in tell_touched(store, when=WHEN))


def grown(path: Path, steps: Sequence[Sequence[Report]], *, without: str | None = None) -> dict[str, list[str]]:
    """What a store holds of its one story after so many steps, table by table, and what its index finds."""
    with Store.open(path) as store:
        for step in steps:
            take(store, step)
        if without is not None:
            store.forget(without, reason="source protection", when=WHEN)
            assert all(one.why is None for one in tell_touched(store, when=WHEN))
        (one,) = store.stories()
        record = store.record(one.id)
        assert record is not None
        found = {"record": [encode(replace(record, story=replace(record.story, id=""))).decode()]}
        database = store._database
        for table in ("claims", "entities", "claim_entities", "report_entities", "propositions", "proposition_claims"):
            columns = [name for (name,) in database.execute(f"SELECT name FROM pragma_table_info('{table}')")]
            named = ", ".join(name for name in columns if name not in ("number", "story"))
            found[table] = sorted(map(repr, database.execute(f"SELECT {named} FROM {table}")))
        database.execute("INSERT INTO claims_index (claims_index, rank) VALUES ('integrity-check', 1)")
        return found


def test_rows_of_a_story_that_grew_are_those_of_one_told_at_once(story: list[Reading], tmp_path: Path) -> None:
    """Only rows that changed are written, and the index of words follows them; also after a takedown."""
    given = reports(story)
    at_once = grown(tmp_path / "once.db", [given])
    assert grown(tmp_path / "grown.db", [given[:3], given[3:7], given[7:]]) == at_once
    last = given[-1].id
    without = grown(tmp_path / "without.db", [given[:-1]])
    assert grown(tmp_path / "forgot.db", [given], without=last) == without


def test_a_new_process_asks_the_networks_only_what_is_new(
    story: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they said of the story before is in the store; the record is the one told by somebody who asks for all of it."""
    asked: Counter[str] = Counter()

    def counted(name: str, ask: Callable[[Iterable[Any]], Any]) -> Callable[[Iterable[Any]], Any]:
        def asking(given: Iterable[Any]) -> Any:
            given = list(given)
            asked[name] += len(given)
            return ask(given)

        return asking

    monkeypatch.setattr(vectors, "encode", counted("vectors", vectors.encode))
    monkeypatch.setattr(inference, "compare", counted("verdicts", inference.compare))
    given = reports(story)
    remembered.forget()
    at_once = grown(tmp_path / "once.db", [given])
    afresh = Counter(asked)
    remembered.forget()
    with Store.open(tmp_path / "grown.db") as store:
        take(store, given[:-1])
    remembered.forget()
    asked.clear()
    assert grown(tmp_path / "grown.db", [given[-1:]]) == at_once
    assert 0 < asked["vectors"] < afresh["vectors"] / 2
    assert asked["verdicts"] < afresh["verdicts"] / 2


def test_a_takedown_leaves_nothing_of_what_networks_said(story: list[Reading], tmp_path: Path) -> None:
    """Of the story that is told again without the report, only what was asked then is kept."""
    given = reports(story)
    with Store.open(tmp_path / "news.db") as store:
        take(store, given)
        (one,) = store.stories()
        program = fingerprint(record=True)
        before = store.answers(one.id, program)
        store.forget(given[-1].id, reason="source protection", when=WHEN)
        assert store.answers(one.id, program) is None
        assert all(told.why is None for told in tell_touched(store, when=WHEN))
        after = store.answers(one.id, program)
        assert before is not None
        assert after is not None
        assert before.vectors.keys() - after.vectors.keys()
