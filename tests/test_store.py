"""The store: what is kept comes back, what is acknowledged stays, what is taken down is gone, and what was changed is found."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import stat
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from click.testing import CliRunner

from benchmarks.kill_store import kill_once
from benchmarks.made_reports import made_report, record_of
from scripts.verify_store import faults
from tests.stores import STORY, WHEN, as_read, ferry, keep_ferry, made
from whosays.answers import Answers, digest
from whosays.cli import main
from whosays.fingerprints import fingerprint
from whosays.model import Decision, Notice, Reading, Target, Words
from whosays.store import (
    Feed,
    Incoming,
    NewerStore,
    NoStore,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreError,
    backup,
    restore,
    verify,
)
from whosays.store import connection as connections
from whosays.store.bytes_kept import pack
from whosays.store.instants import bounds
from whosays.store.readings import Unpacked

ROOT = Path(__file__).resolve().parent.parent
DISMISSED = Decision(
    "dismiss",
    (Target(finding="contradiction", slot="number", passages=(Words("Twelve passengers", "report-1.txt"),)),),
    by="A. Editor",
    on="2031-05-08",
    reason="two counts of one day",
)


def reading(number: int) -> Reading:
    """What one made report says: nothing, which is enough to keep."""
    return Reading(made_report(number), (), (), (), (), (), ())


def changed(path: Path, *statements: str) -> None:
    """Change a store behind its back."""
    with_triggers = apsw.Connection(str(path))
    triggers = [str(sql) for (sql,) in with_triggers.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
    for name in ("log_keeps_its_entries", "log_keeps_its_words"):
        with_triggers.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement in (*statements, *triggers):
        with_triggers.execute(statement)
    with_triggers.close()


# ------------------------------------------------------------------------------------------------ keeping
def test_reports_come_back_as_they_were(tmp_path: Path) -> None:
    """A report, its notices and its bytes are the same after the file was closed and opened."""
    record = made(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as store:
        assert store.reports() == as_read(record)
        first = as_read(record)[0]
        assert store.report(first.id) == first
        assert store.raw(first.id) == f"<p>{first.text}</p>".encode()
        assert [notice.message for notice in store.notices(first.id)] == [f"{first.source}: looked at"]
        assert store.reports([first.id, "rnone"]) == (first,)
        assert store.report("rnone") is None


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    """The same batch, again and in another order, adds nothing and writes no log entry."""
    batch = [Incoming(made_report(number)) for number in range(5)]
    with Store.open(tmp_path / "s.db") as store:
        assert store.add(batch, when=WHEN) == tuple(item.report.id for item in batch)
        head = store.head()
        assert store.add(reversed(batch), when="2031-06-01") == ()
        assert store.head() == head


def test_a_refused_input_is_a_row_with_its_reason(tmp_path: Path) -> None:
    """The same refusal on every visit of a feed is one row, counted."""
    notice = Notice("refused", None, "page.html", "page.html: it is written in Finnish; only English can be read")
    with Store.open(tmp_path / "s.db") as store:
        store.refuse(notice, when="2031-05-07", raw=b"<p>hyv\xc3\xa4</p>")
        store.refuse(notice, when="2031-05-08", raw=b"<p>hyv\xc3\xa4</p>")
        (refused,) = store.refusals()
        assert (refused.source, refused.message, refused.times) == ("page.html", notice.message, 2)
        assert (refused.first, refused.last) == ("2031-05-07", "2031-05-08")
        assert len(list(store.log())) == 1
    assert verify(tmp_path / "s.db") == ()


def test_a_text_that_no_file_can_hold_is_refused_in_words(tmp_path: Path) -> None:
    """Half of a surrogate pair is named; the rest of the batch is not kept by halves."""
    broken = replace(made_report(2), text="Half a pair: \ud83d here.", segments=())
    with Store.open(tmp_path / "s.db") as store:
        with pytest.raises(StoreError, match=r"lone surrogate U\+D83D"):
            store.add([Incoming(made_report(1)), Incoming(broken)], when=WHEN)
        assert store.reports() == ()


def test_readings_are_cached_by_fingerprint(tmp_path: Path) -> None:
    """A reading comes back for the program that made it, and for no other."""
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(made_report(1))], when=WHEN)
        store.keep_reading(reading(1), "one")
        assert store.reading(reading(1).report.id, "one") == reading(1)
        assert store.reading(reading(1).report.id, "two") is None
        store.keep_reading(reading(1), "two")
        assert store.reading(reading(1).report.id, "one") is None
    assert verify(tmp_path / "s.db") == ()


def test_what_networks_answered_is_kept_until_the_program_changes_or_the_story_is_over(tmp_path: Path) -> None:
    """It comes back for the program that asked, and for no other; of a story that nobody told for long it goes."""
    kept = Answers({b"1" * 16: bytes(1536)}, {b"2" * 16: b"\x63\x01"})
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        store.keep_answers(STORY, kept, "one", when=WHEN)
        assert store.answers(STORY, "one") == kept
        assert store.answers(STORY, "two") is None
        store.prune_answers(before=WHEN)
        assert store.answers(STORY, "one") == kept
        store.prune_answers(before="2031-06-01T00:00:00+00:00")
        assert store.answers(STORY, "one") is None


def test_damaged_answers_are_never_believed(tmp_path: Path) -> None:
    """Figures changed behind its back are found when they are asked for, and by verify."""
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        store.keep_answers(STORY, Answers(verdicts={b"2" * 16: b"\x63\x01"}), "one", when=WHEN)
    assert verify(tmp_path / "s.db") == ()
    changed(tmp_path / "s.db", "UPDATE answers SET packed = zeroblob(length(packed))")
    assert [fault.where for fault in verify(tmp_path / "s.db")] == [f"answers of {STORY}"]
    with Store.open(tmp_path / "s.db") as store, pytest.raises(StoreDamaged):
        store.answers(STORY, "one")


def test_the_fingerprint_follows_settings_and_is_the_same_twice() -> None:
    """Settings that change readings change it; nothing else in one program does."""
    assert fingerprint() == fingerprint()
    assert fingerprint() != fingerprint(settings="other")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint())


def test_moves_between_stories_are_kept_with_their_reason(tmp_path: Path) -> None:
    """A report is in one story; both stories then need telling; the same assignment again is no move."""
    report = made_report(1).id
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(made_report(1))], when=WHEN)
        assert store.assign(report, "a", reason="first", when=WHEN)
        assert not store.assign(report, "a", reason="first again", when=WHEN)
        assert store.assign(report, "b", reason="split", when=WHEN)
        assert store.story_of(report) == "b"
        assert [(move.origin, move.story, move.reason) for move in store.moves(report)] == [
            (None, "a", "first"),
            ("a", "b", "split"),
        ]
        assert [(story.id, story.reports, story.needs_telling) for story in store.stories()] == [
            ("a", (), False),
            ("b", (report,), True),
        ]
        with pytest.raises(StoreError, match="no such report"):
            store.assign("rnone", "a", reason="", when=WHEN)
    assert verify(tmp_path / "s.db") == ()


@pytest.mark.parametrize("chosen", ["b", None])
def test_what_a_person_assigned_stays(tmp_path: Path, chosen: str | None) -> None:
    """A pinned assignment, also into no story at all, is changed by another pinned one only."""
    report = made_report(1).id
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(made_report(1))], when=WHEN)
        store.assign(report, "a", reason="alike", when=WHEN)
        assert store.assign(report, chosen, reason="I know", when=WHEN, actor="A. Editor", pinned=True)
        assert not store.assign(report, "a", reason="alike", when=WHEN)
        assert store.story_of(report) == chosen
        assert store.assign(report, "c", reason="after all", when=WHEN, actor="A. Editor", pinned=True)


def test_a_record_knows_what_was_known_when(tmp_path: Path) -> None:
    """Every told record stays whole; the same one again makes no version; the story no longer needs telling."""
    record = made(tmp_path / "s.db")
    later = replace(record, story=replace(record.story, title="Ferry hits pier"))
    with Store.open(tmp_path / "s.db") as store:
        assert store.keep_record(STORY, record, when="2031-05-08") == 1
        assert store.keep_record(STORY, later, when="2031-05-09") == 2
        assert store.record(STORY) == later
        assert store.record(STORY, version=1) == record
        assert store.record(STORY, version=3) is None
        assert [(told.version, told.time) for told in store.versions(STORY)] == [(1, WHEN), (2, "2031-05-09")]
        story = store.story(STORY)
        assert story is not None
        assert (story.title, story.versions, story.needs_telling) == ("Ferry hits pier", 2, False)
        with pytest.raises(StoreError, match="no such story"):
            store.keep_record("s0", record, when=WHEN)
    assert verify(tmp_path / "s.db") == ()


def test_a_record_that_was_told_a_moment_ago_is_not_decoded_again(tmp_path: Path) -> None:
    """An open store gives the same object again, equal to what another reads from the file; after a takedown none."""
    with Store.open(tmp_path / "s.db") as store:
        told = keep_ferry(store)
        held = store.record(STORY)
        assert held == told
        assert store.record(STORY) is held
        with Store.open(tmp_path / "s.db", read_only=True) as other:
            assert other.record(STORY) == held
        store.forget(told.reports[0].id, reason="a takedown", when=WHEN)
        assert store.record(STORY) is None
        assert store._decoded.get(str(store.versions(STORY)[0].sha256)) is None


def test_of_records_that_were_told_the_last_are_held() -> None:
    """What was not asked for longest goes first; the same bytes count once."""
    held: Unpacked[str] = Unpacked(room=10)
    for name in ("a", "b", "a", "a"):
        held.put(name, name.upper(), 5)
    held.get("b")
    held.put("c", "C", 5)
    assert (held.get("a"), held.get("b"), held.get("c")) == (None, "B", "C")


def test_decisions_come_back_in_their_order(tmp_path: Path) -> None:
    """A decision is kept as it was made, and its story needs telling."""
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        store.decide(DISMISSED, story=STORY, when=WHEN)
        assert store.decisions(STORY) == (replace(DISMISSED, line=1),)
        assert [story.id for story in store.stories(needs_telling=True)] == [STORY]
        assert list(store.log())[-1].actor == "A. Editor"


def test_a_decision_is_taken_back(tmp_path: Path) -> None:
    """It is obeyed no more, its story needs telling, the log knows who did it; made again it holds; a takedown takes all of it."""
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        for _ in range(2):
            store.decide(DISMISSED, story=STORY, when=WHEN)
            store.take_back(DISMISSED, story=STORY, by="B. Editor", when=WHEN)
            assert store.decisions(STORY) == ()
            assert [story.id for story in store.stories(needs_telling=True)] == [STORY]
            assert (list(store.log())[-1].op, list(store.log())[-1].actor) == ("undo", "B. Editor")
        with pytest.raises(StoreError, match="no such decision"):
            store.take_back(DISMISSED, story=STORY, by="B. Editor", when=WHEN)
        store.decide(DISMISSED, story=STORY, when=WHEN)
        assert store.decisions(STORY) == (replace(DISMISSED, line=3),)
    assert verify(tmp_path / "s.db") == ()


def test_a_takedown_removes_what_was_taken_back(tmp_path: Path) -> None:
    """A decision that was taken back quotes the report as well as one that holds."""
    report = made_report(1)
    late = Decision("correct-date", (Target(source=report.id),), "A", "8 May 2031", "see its foot", "2031-05-06")
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(report)], when=WHEN)
        store.assign(report.id, "one", reason="test", when=WHEN)
        store.decide(late, story="one", when=WHEN)
        store.take_back(late, story="one", by="A", when=WHEN)
        assert store.forget(report.id, reason="a takedown", when=WHEN).decisions == 1
    assert verify(tmp_path / "s.db") == ()


def test_feeds_are_due_when_they_are(tmp_path: Path) -> None:
    """A feed comes back as it was left; one never visited is due."""
    due = Feed("https://a.example/feed", etag='"x"', next_due="2031-05-07T10:00:00Z", failures=2)
    later, new = Feed("https://b.example/feed", next_due="2031-05-07T12:00:00Z"), Feed("https://c.example/feed")
    with Store.open(tmp_path / "s.db") as store:
        for feed in (due, later, new):
            store.keep_feed(feed)
        assert store.feed(due.url) == due
        assert store.feeds(due="2031-05-07T11:00:00Z") == (due, new)
        assert store.feeds() == (due, later, new)


@pytest.mark.parametrize(
    "value, first, last",
    [
        ("2031", "2031-01-01T00:00:00Z", "2031-12-31T23:59:59Z"),
        ("2031-12", "2031-12-01T00:00:00Z", "2031-12-31T23:59:59Z"),
        ("2031-W19", "2031-05-05T00:00:00Z", "2031-05-11T23:59:59Z"),
        ("2031-05-07", "2031-05-07T00:00:00Z", "2031-05-07T23:59:59Z"),
        ("2031-05-07T01:30:00+02:00", "2031-05-06T23:30:00Z", "2031-05-06T23:30:00Z"),
        ("2031-05-07T01:30", "2031-05-07T01:30:00Z", "2031-05-07T01:30:00Z"),
    ],
)
def test_times_sort_as_text(value: str, first: str, last: str) -> None:
    """Years, months, days and times become bounds in UTC."""
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", [None, "", "yesterday", "2031-13", "9999-12-31T23:59:59-10:00", "2031-W60"])
def test_what_is_no_time_has_no_bounds(value: str | None) -> None:
    """A value that is not a plain time never raises."""
    assert bounds(value) is None


# ------------------------------------------------------------------------------------------------ durability
def _add_and_fail(store: Store) -> None:
    with store.transaction():
        store.add([Incoming(made_report(1))], when=WHEN)
        raise ZeroDivisionError


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """What fails inside takes all of its transaction with it; an inner one can fail alone."""
    with Store.open(tmp_path / "s.db") as store:
        with pytest.raises(ZeroDivisionError):
            _add_and_fail(store)
        assert store.reports() == ()
        with store.transaction():
            store.add([Incoming(made_report(1))], when=WHEN)
            with pytest.raises(StoreError):
                store.assign("rnone", "a", reason="", when=WHEN)
        assert store.has(made_report(1).id)


def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The store and the files beside it can be read by nobody else."""
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(made_report(1))], when=WHEN)
        files = list(tmp_path.iterdir())
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert len(files) > 1


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    """While one writes, another gets a plain message; readers see what was there before."""
    made(tmp_path / "s.db")
    with (
        Store.open(tmp_path / "s.db") as first,
        Store.open(tmp_path / "s.db", patience=0.02) as second,
        Store.open(tmp_path / "s.db", read_only=True) as reader,
    ):
        with first.transaction():
            first.add([Incoming(made_report(1))], when=WHEN)
            with pytest.raises(StoreBusy, match="in use by another process"):
                second.add([Incoming(made_report(2))], when=WHEN)
            assert not reader.has(made_report(1).id)
        assert reader.has(made_report(1).id)
        assert second.add([Incoming(made_report(2))], when=WHEN)


def test_one_process_does_a_job(tmp_path: Path) -> None:
    """A job on a store is held by one at a time."""
    with Store.open(tmp_path / "s.db") as store, Store.open(tmp_path / "s.db") as other:
        with store.sole("watch"):
            with pytest.raises(StoreBusy, match="watch"), other.sole("watch"):
                pass
            with other.sole("cluster"):
                pass
        with other.sole("watch"):
            pass


READER = """
import sys
from whosays.store import Store
seen = 0
with Store.open(sys.argv[1], read_only=True) as store:
    print("ready", flush=True)
    while seen < int(sys.argv[2]):
        reports = store.reports()
        assert len(reports) >= seen and all(store.story_of(report.id) == "s" for report in reports)
        seen = len(reports)
"""


def test_readers_see_whole_steps_while_one_writes(tmp_path: Path) -> None:
    """Two readers never fail and never see a report without its story."""
    with Store.open(tmp_path / "s.db") as store:
        asked = [sys.executable, "-c", READER, str(tmp_path / "s.db"), "40"]
        readers = [subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        for reader in readers:
            assert reader.stdout
            reader.stdout.readline()
        for number in range(40):
            with store.transaction():
                store.add([Incoming(made_report(number))], when=WHEN)
                store.assign(made_report(number).id, "s", reason="all", when=WHEN)
        for reader in readers:
            _, complaint = reader.communicate(timeout=30)
            assert reader.returncode == 0, complaint.decode()


FILLER = """
import resource, sys
from benchmarks.made_reports import made_report
from whosays.store import Incoming, Store, StoreFull
with Store.open(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
    for number in range(1000):
        try:
            store.add([Incoming(made_report(number), (), made_report(number).text.encode())], when="2031-05-07")
        except StoreFull as error:
            print("full:", error)
            break
        print(made_report(number).id)
    else:
        raise SystemExit("never full")
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """What was acknowledged before the disk was full is there; the rest is refused in words, and goes on when there is room."""
    path = tmp_path / "s.db"
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    *acknowledged, complaint = done.stdout.splitlines()
    assert complaint.startswith("full:")
    assert "everything acknowledged before is there" in complaint
    with Store.open(path) as store:
        assert [report.id for report in store.reports()] == sorted(acknowledged)
        assert len(acknowledged) > 5
        assert store.add([Incoming(made_report(2000))], when=WHEN)
    assert verify(path) == ()


def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Killed at any moment and in the middle of a write to the disk: the file, the chain and all acknowledged steps hold.

    ``benchmarks/kill_store.py`` does the same many more times.
    """
    chance = random.Random(7)
    for number in range(4):
        outcome = kill_once(tmp_path / "killed", number, chance)
        assert outcome.wrong == (), outcome.how


def test_a_killed_backup_or_restore_leaves_what_is_whole_or_refused(tmp_path: Path) -> None:
    """Killed in the middle of copying: acknowledged copies hold, a half one is never put in a store's place."""
    chance = random.Random(11)
    for number in range(3):
        outcome = kill_once(tmp_path / "killed", number, chance, copies=True)
        assert outcome.wrong == (), outcome.how


# ------------------------------------------------------------------------------------------------ what is no store of ours
def test_only_stores_of_ours_are_opened(tmp_path: Path) -> None:
    """No file, a folder, a text, another program's database: each is named, none is touched."""
    (tmp_path / "text.db").write_text("Twelve passengers were hurt. " * 200)
    apsw.Connection(str(tmp_path / "other.db")).execute("CREATE TABLE birds (name)").connection.close()
    for name, why in (
        ("none.db", "no such file"),
        (".", "not a file"),
        ("text.db", "no store"),
        ("other.db", "no store"),
    ):
        with pytest.raises(NoStore, match=why):
            Store.open(tmp_path / name, create=False)
    assert (tmp_path / "text.db").read_text().startswith("Twelve")


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    """A later version's store is named with both versions."""
    made(tmp_path / "s.db")
    changed(tmp_path / "s.db", "PRAGMA user_version = 99")
    with pytest.raises(NewerStore, match="version 99"):
        Store.open(tmp_path / "s.db")


@pytest.mark.parametrize(
    "statement, why",
    [
        ("CREATE TRIGGER t AFTER INSERT ON reports BEGIN DELETE FROM notices; END", "did not make: trigger t"),
        ("CREATE VIEW v AS SELECT 1", "did not make: view v"),
        ("DROP VIEW refusals", "lacks: view refusals"),
        ("ALTER TABLE feeds ADD COLUMN more", "another form of: table feeds"),
    ],
)
def test_a_store_with_other_tables_is_refused(tmp_path: Path, statement: str, why: str) -> None:
    """A trigger that somebody slipped in would run in our name."""
    made(tmp_path / "s.db")
    changed(tmp_path / "s.db", statement)
    with pytest.raises(StoreDamaged, match=why):
        Store.open(tmp_path / "s.db")


def test_somebody_elses_store_is_read_and_never_written(tmp_path: Path) -> None:
    """A store that came by mail is checked and read; nothing can be added."""
    record = made(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db", foreign=True) as store:
        assert len(store.reports()) == len(record.reports)
        with pytest.raises(StoreError, match="cannot be written"):
            store.add([Incoming(made_report(1))], when=WHEN)


# ------------------------------------------------------------------------------------------------ verifying
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET time = '2031-05-01' WHERE seq = 2",
        "UPDATE log SET actor = 'somebody' WHERE seq = 1",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
        "DELETE FROM log WHERE seq = 1",
        "UPDATE reports SET text = replace(text, 'Twelve', 'Thirty')",
        "UPDATE reports SET outlet = 'Another Paper'",
        "UPDATE reports SET details = replace(details, '2031', '2030')",
        "UPDATE raw SET packed = x'00' WHERE sha256 = (SELECT min(sha256) FROM raw)",
        "UPDATE records SET packed = NULL",
        "UPDATE records SET sha256 = upper(sha256)",
        "UPDATE claims SET words = words || ' not' WHERE id = 'c1'",
        "UPDATE claims SET status = 'corroborated'",
        "UPDATE propositions SET independent_sources = 9",
        "UPDATE story_reports SET story = 's2'",
        "UPDATE moves SET reason = 'another' WHERE number = 1",
        "DELETE FROM moves",
        "UPDATE decisions SET details = replace(details, 'two counts', 'no counts')",
        "DELETE FROM decisions",
        "DELETE FROM notices WHERE kind = 'refused'",
        "DELETE FROM findings",
        "INSERT INTO tombstones VALUES ('rx', '', '', 'because', 'me', '', 1)",
    ],
)
def test_every_change_behind_its_back_is_found(tmp_path: Path, statement: str) -> None:
    """Whatever row is changed, taken out or slipped in, verify says so."""
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        store.refuse(Notice("refused", None, "x", "x: no"), when=WHEN)
        store.decide(DISMISSED, story=STORY, when=WHEN)
    assert verify(tmp_path / "s.db") == ()
    changed(tmp_path / "s.db", "PRAGMA foreign_keys = OFF", statement)
    assert verify(tmp_path / "s.db") != ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET time = '2031-05-01' WHERE seq = 2",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
        "UPDATE reports SET text = replace(text, 'Twelve', 'Thirty')",
        "UPDATE raw SET packed = x'00' WHERE sha256 = (SELECT min(sha256) FROM raw)",
        "UPDATE records SET packed = NULL",
        "UPDATE moves SET reason = 'another' WHERE number = 1",
    ],
)
def test_a_reader_can_check_a_store_with_python_alone(tmp_path: Path, statement: str) -> None:
    """The script that stands alone finds nothing in a whole store, also after a takedown, and the change in a changed one."""

    def found() -> list[str]:
        store = sqlite3.connect(tmp_path / "s.db")
        try:
            return list(faults(store, None))
        finally:
            store.close()

    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        store.add([Incoming(made_report(1))], when=WHEN)
        store.decide(DISMISSED, story=STORY, when=WHEN)
        assert found() == []
        store.forget(made_report(1).id, reason="a takedown", when=WHEN)
    assert found() == []
    changed(tmp_path / "s.db", statement)
    assert found() != []


def test_a_log_made_anew_is_found_by_a_link_noted_earlier(tmp_path: Path) -> None:
    """A chain alone can be made anew; a link noted down elsewhere shows it."""
    with Store.open(tmp_path / "s.db") as store:
        keep_ferry(store)
        head = store.head()
    with Store.open(tmp_path / "other.db") as store:
        store.add([Incoming(made_report(1))], when=WHEN)
    assert verify(tmp_path / "s.db", head=head) == ()
    (fault,) = verify(tmp_path / "other.db", head=head)
    assert "made anew" in fault.what


def test_the_log_is_append_only(tmp_path: Path) -> None:
    """Even somebody with the file in another program is stopped by the tables themselves."""
    made(tmp_path / "s.db")
    database = apsw.Connection(str(tmp_path / "s.db"))
    for statement in ("UPDATE log SET actor = 'x'", "DELETE FROM log"):
        with pytest.raises(apsw.ConstraintError, match="append-only"):
            database.execute(statement)
    database.close()


def test_flipped_bits_never_go_unnoticed_as_something_else(tmp_path: Path) -> None:
    """A flipped bit in a row's bytes is found, or nothing that the store gives back differs."""
    record = made(tmp_path / "s.db")
    whole = (tmp_path / "s.db").read_bytes()
    chance = random.Random(3)
    text = record.reports[0].text.encode()
    at = whole.index(text[:40])
    for number in range(12):
        data = bytearray(whole)
        place = at + chance.randrange(40) if number % 2 else chance.randrange(100, len(whole))
        data[place] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(data)
        try:
            found = verify(path)
            with Store.open(path, read_only=True) as store:
                same = (store.reports(), store.record(STORY)) == (as_read(record), record)
        except StoreError:
            continue
        assert found or same, f"bit {place}"
        assert found or not number % 2, f"bit {place} of a report's text"


# ------------------------------------------------------------------------------------------------ taking down
def bytes_of(folder: Path) -> bytes:
    """Everything in the files of a folder, and everything that unpacks from within them."""
    data = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    unpacked = []
    for start in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)):
        try:
            unpacked.append(zlib.decompressobj().decompress(data[start:]))
        except zlib.error:
            continue
    return data + b"".join(unpacked)


def test_no_byte_of_a_report_taken_down_remains(tmp_path: Path) -> None:
    """Neither the text nor anything that quotes it is in the file or beside it; the chain still verifies."""
    secret = replace(ferry().reports[0])
    other = made_report(1)
    folder = tmp_path / "store"
    folder.mkdir()
    with Store.open(folder / "s.db") as store:
        keep_ferry(store)
        store.add([Incoming(other)], when=WHEN)
        store.keep_reading(Reading(secret, (), (), (), (), (), ()), "f")
        store.decide(DISMISSED, story=STORY, when=WHEN)
        asked = digest("Twelve passengers were hurt.")
        store.keep_answers(STORY, Answers(verdicts={asked: b"\x63\x01"}), "f", when=WHEN)
        assert b"engine room" in bytes_of(folder)
        assert asked in bytes_of(folder)
        done = store.forget(secret.id, reason="protects a source", when=WHEN, actor="A. Editor")
        assert (done.stories, done.records, done.readings, done.decisions, done.raw) == ((STORY,), 1, 1, 1, 1)
        left = bytes_of(folder)
        for words in ("engine room", "Twelve passengers", "Transport Ministry", "passenger", "Harbour Post"):
            assert words.encode() not in left, words
        assert asked not in left
        assert other.text[:60].encode() in left
        assert store.report(secret.id) is None
        assert store.record(STORY) is None
        story = store.story(STORY)
        assert story is not None
        assert (story.needs_telling, len(story.reports)) == (True, 1)
        assert [(told.version, told.removed) for told in store.versions(STORY)] == [(1, True)]
        assert store.search("ministry", kind="claim") == ()
    assert b"engine room" not in bytes_of(folder)
    assert verify(folder / "s.db") == ()


def test_what_was_taken_down_stays_out(tmp_path: Path) -> None:
    """The same report, or its text at another address, does not come in again; what is left is told anew."""
    record = made(tmp_path / "s.db")
    secret = record.reports[0]
    (other,) = (report for report in as_read(record) if report.id != secret.id)
    elsewhere = replace(secret, id="rother", url="https://example.org/again")
    with Store.open(tmp_path / "s.db") as store:
        store.forget(secret.id, reason="a takedown", when=WHEN)
        assert store.add([Incoming(secret), Incoming(elsewhere)], when=WHEN) == ()
        assert store.keep_record(STORY, record_of([other]), when=WHEN) == 2
        assert store.record(STORY) == record_of([other])
        with pytest.raises(StoreError, match="taken down before"):
            store.forget(secret.id, reason="again", when=WHEN)
        with pytest.raises(StoreError, match="no such report"):
            store.forget("rnone", reason="why", when=WHEN)
        with pytest.raises(StoreError, match="no reason"):
            store.forget(other.id, reason=" ", when=WHEN)
        tombstone = list(store.log())[-2]
        assert (tombstone.op, tombstone.object) == ("forget", secret.id)
    assert verify(tmp_path / "s.db") == ()


def test_a_decision_kept_with_another_story_goes_too(tmp_path: Path) -> None:
    """Two reports were parted by a person: the decision stands with the one, and goes when the other is taken down."""
    first, second = made_report(1), made_report(2)
    apart = Decision("different-story", (Target(source=first.id), Target(source=second.id)), "A", "8 May 2031", "two")
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(first), Incoming(second)], when=WHEN)
        store.assign(first.id, "one", reason="test", when=WHEN)
        store.assign(second.id, "two", reason="test", when=WHEN)
        store.decide(apart, story="one", when=WHEN)
        assert store.forget(second.id, reason="a takedown", when=WHEN).decisions == 1
        assert store.decisions() == ()
    assert verify(tmp_path / "s.db") == ()


def test_a_feed_fetched_again_loses_the_words_too(tmp_path: Path) -> None:
    """Bytes from the same address that hold the words go; the reports that came in them stay; reprints are named."""
    secret, other = made_report(1), made_report(2)
    reprint = replace(made_report(3), id="rreprint", text="Printed again.\n\n" + secret.text, segments=())
    feed = "https://example.org/feed"
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(secret, (), b"first " + secret.text.encode(), feed)], when=WHEN)
        store.add([Incoming(other, (), b"second " + (secret.text + other.text).encode(), feed)], when=WHEN)
        store.add([Incoming(reprint)], when=WHEN)
        done = store.forget(secret.id, reason="a takedown", when=WHEN)
        assert (done.raw, done.elsewhere) == (2, ("rreprint",))
        assert store.has(other.id)
        assert store.raw(other.id) is None


def test_a_feed_that_still_has_a_forgotten_report_brings_no_bytes_back(tmp_path: Path) -> None:
    """Fetched again with something new in it, the feed is kept as a hash alone."""
    secret, new = made_report(1), made_report(2)
    feed = (secret.text + new.text).encode()
    with Store.open(tmp_path / "s.db") as store:
        store.add([Incoming(secret)], when=WHEN)
        store.forget(secret.id, reason="a takedown", when=WHEN)
        assert store.add([Incoming(new, (), feed), Incoming(secret, (), feed)], when=WHEN) == (new.id,)
        assert store.raw(new.id) is None
        assert secret.text[:50].encode() not in bytes_of(tmp_path)
    assert verify(tmp_path / "s.db") == ()


def test_a_record_of_reports_that_are_not_kept_is_refused(tmp_path: Path) -> None:
    """Rows that would point at nothing are refused in words, and nothing of them stays."""
    with Store.open(tmp_path / "s.db") as store:
        record = keep_ferry(store)
        with pytest.raises(StoreError, match="add the reports first"):
            store.keep_record(STORY, record_of([made_report(1)]), when=WHEN)
        assert store.record(STORY) == record
        assert len(store.search("hurt", kind="claim")) == 2


def test_a_reader_that_holds_the_old_bytes_is_named(tmp_path: Path) -> None:
    """While somebody reads the old state the bytes cannot go; the same command again, later, clears them."""
    record = made(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db", patience=0.05) as store, Store.open(tmp_path / "s.db", read_only=True) as reader:
        reading_log = reader.log()
        next(reading_log)
        with pytest.raises(StoreBusy, match="still holds its old bytes"):
            store.forget(record.reports[0].id, reason="a takedown", when=WHEN)
        assert not store.has(record.reports[0].id)
        reading_log.close()  # type: ignore[attr-defined]
        store.forget(record.reports[0].id, reason="a takedown", when=WHEN)
        assert b"engine room" not in bytes_of(tmp_path)


# ------------------------------------------------------------------------------------------------ versions, copies
def test_a_step_up_makes_a_copy_first(tmp_path: Path) -> None:
    """What holds data is copied before it is changed; an empty store is not."""
    path = tmp_path / "s.db"
    made(path)
    database = apsw.Connection(str(path))
    steps = (*connections.migrations.steps(), "ALTER TABLE feeds ADD COLUMN title TEXT")
    connections.migrate(database, str(path), steps)
    assert database.pragma("user_version") == len(steps)
    database.close()
    before = f"s.db.before-{len(steps):04d}"
    assert verify(tmp_path / before) == ()
    assert [file.name for file in tmp_path.glob("*.before-*")] == [before]


def test_a_store_of_the_second_version_is_brought_up(tmp_path: Path) -> None:
    """What it holds stays, what networks answer finds its place, and the copy made before is of the second version."""
    path = tmp_path / "s.db"
    record = made(path)
    changed(path, "DROP TABLE answers", "PRAGMA user_version = 2")
    with Store.open(path) as store:
        assert store.record(STORY) == record
        store.keep_answers(STORY, Answers(), "one", when=WHEN)
    assert verify(path) == ()
    with apsw.Connection(str(tmp_path / "s.db.before-0003")) as copied:
        assert copied.pragma("user_version") == 2


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """A step is taken whole or not at all."""
    path = tmp_path / "s.db"
    made(path)
    database = apsw.Connection(str(path))
    steps = (*connections.migrations.steps(), "ALTER TABLE feeds ADD COLUMN title TEXT; SELECT nothing FROM nowhere")
    with pytest.raises(apsw.SQLError):
        connections.migrate(database, str(path), steps)
    database.close()
    assert verify(path) == ()


def test_a_copy_of_a_store_in_use_can_be_put_back(tmp_path: Path) -> None:
    """A copy stands alone, holds all that was kept when it was made, and is put where no file is."""
    path, copied, back = tmp_path / "s.db", tmp_path / "copy.db", tmp_path / "back.db"
    with Store.open(path) as store:
        record = keep_ferry(store)
        made_copy = backup(path, copied)
        store.add([Incoming(made_report(1))], when=WHEN)
        assert made_copy.head in {entry.link for entry in store.log()}
    assert made_copy.reports == 2
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    assert restore(copied, back).head == made_copy.head
    with Store.open(back) as store:
        assert store.record(STORY) == record
        assert not store.has(made_report(1).id)
    for target in (path, back):
        with pytest.raises(StoreError, match="already"):
            restore(copied, target)
    with pytest.raises(StoreError, match="already"):
        backup(path, copied)


@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_damaged_copy_is_not_put_back(tmp_path: Path, with_manifest: bool) -> None:
    """A copy that is not as it was made, by its manifest or by its own hashes, leaves nothing behind."""
    made(tmp_path / "s.db")
    backup(tmp_path / "s.db", tmp_path / "copy.db")
    changed(tmp_path / "copy.db", "UPDATE reports SET text = replace(text, 'Twelve', 'Thirty')")
    if not with_manifest:
        os.unlink(tmp_path / "copy.db.manifest.json")
    with pytest.raises(StoreDamaged):
        restore(tmp_path / "copy.db", tmp_path / "back.db")
    assert not list(tmp_path.glob("back.db*"))


# ------------------------------------------------------------------------------------------------ commands
def test_the_commands_for_keeping(tmp_path: Path) -> None:
    """backup, forget, verify and restore, as a person gives them."""
    record = made(tmp_path / "s.db")
    path, copied, back = (str(tmp_path / name) for name in ("s.db", "copy.db", "back.db"))
    run = CliRunner().invoke
    assert run(main, ["backup", path, copied]).exit_code == 0
    done = run(main, ["forget", record.reports[0].id, "--store", path, "--reason", "a takedown", "--on", WHEN])
    assert done.exit_code == 0
    assert "records 1, readings 0, decisions 0, raw inputs 1" in done.output
    assert f"the story {STORY} was told again without it" in done.output
    assert "everything holds" in run(main, ["verify", path]).output
    assert run(main, ["restore", copied, back]).exit_code == 0
    assert run(main, ["restore", copied, back]).exit_code == 1
    changed(Path(back), "UPDATE log SET actor = 'somebody' WHERE seq = 1")
    assert run(main, ["verify", back]).exit_code == 1
    assert run(main, ["verify", str(tmp_path / "none.db")]).exit_code == 3
    assert run(main, ["forget", "rnone", "--store", path, "--reason", "x"]).exit_code == 1


def test_a_span_that_no_longer_matches_has_its_own_exit_code(tmp_path: Path) -> None:
    """Exit 5 is a broken span, here in a reading whose report is shorter than it says."""
    made(tmp_path / "s.db")
    with Store.open(tmp_path / "s.db") as store:
        report = store.reports()[0]
        store.keep_reading(Reading(report, (), (), (), (), (), (replace_end(report.text),)), "f")
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "s.db")]).exit_code == 5


def replace_end(text: str) -> object:
    """A span that ends behind a text."""
    from whosays.model import Span

    return Span(len(text) - 1, len(text) + 5)


def test_packed_bytes_are_named_by_what_they_were() -> None:
    """Bytes are packed; only what they were before names them."""
    assert zlib.decompress(pack(b"words " * 100)) == b"words " * 100


def test_restoring_what_is_no_copy_names_the_file_given(tmp_path: Path) -> None:
    """The file is named as it was given, not the copy that was looked into; nothing is left behind."""
    (tmp_path / "a.txt").write_text("The ferry sank.")
    with pytest.raises(NoStore) as caught:
        restore(tmp_path / "a.txt", tmp_path / "new.db")
    assert caught.value.what == str(tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
