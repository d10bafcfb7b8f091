"""Reports into a store: kept once, grouped, told; what people decide about stories is obeyed, also by what comes later."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whosays import pipeline
from whosays.cli import main
from whosays.ingest import iter_reports, memory, paths
from whosays.intake import add, decide, forget, group, grouping, tell_story, tell_touched
from whosays.model import Decision, Notice, Reading, Record, Report, Target
from whosays.parsers import NoParser
from whosays.record import encode
from whosays.store import Store, StoreBusy, verify
from whosays.watch import News, announce

WHEN = "2031-05-08T06:00:00+00:00"
DATED = "Published: 2031-05-07T1{}:00:00+00:00\nOutlet: {}\n\n{}"
FERRY = (
    "Ferry sinks off Quellmark\n\nA ferry sank off Quellmark on Monday and 12 people died, the harbour police said.\n"
    "The ferry Halcyon was on its way from Quellmark to Tarn Island.\n"
)
FERRY_2 = (
    "Quellmark ferry: what is known\n\nThe ferry Halcyon sank off Quellmark on Monday and 12 people died, police said.\n"
    "Rescuers from Tarn Island pulled 28 people out of the water.\n"
)
MINE = (
    "Miners freed in Dorvane\n\nNine miners were freed from the Hadley pit in Dorvane on Tuesday, the mining ministry said.\n"
    "They had been trapped for three days, 400 metres below ground.\n"
)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two reports of one story and one of another."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number, (outlet, text) in enumerate((("Post", FERRY), ("Herald", FERRY_2), ("Mail", MINE)), 1):
        (folder / f"r{number}.txt").write_text(DATED.format(number, outlet, text), encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db") as opened:
        yield opened


def take(store: Store, folder: Path) -> None:
    """All of a folder, told."""
    add(store, iter_reports([folder]), when=WHEN)
    group(store, when=WHEN)
    assert all(told.why is None for told in tell_touched(store, when=WHEN))


def sources(store: Store) -> list[list[str]]:
    """The stories by the file names of their reports."""
    names = {report.id: report.source for report in store.reports()}
    return sorted(sorted(names[one] for one in story.reports) for story in store.stories() if story.reports)


def broken(read_report: Callable[[Report], Reading], source: str) -> Callable[[Report], Reading]:
    """A reading of reports that fails on one of them."""

    def reading(report: Report) -> Reading:
        if report.source == source:
            raise ValueError("broken on purpose")
        return read_report(report)

    return reading


def about(kind: str, *names: str) -> Decision:
    return Decision(kind, tuple(Target(source=name) for name in names), "desk", "8 May 2031", "looked at")  # type: ignore[arg-type]


def test_a_record_of_the_store_is_what_a_fresh_telling_gives(store: Store, inputs: Path) -> None:
    """Readings that were kept and come back, story by story, make the same bytes."""
    take(store, inputs)
    assert sources(store) == [["r1.txt", "r2.txt"], ["r3.txt"]]
    for story in store.stories():
        record = store.record(story.id)
        assert record is not None
        fresh = pipeline.tell(
            [pipeline.read_report(report) for report in store.reports(story=story.id)], one_story=True
        )
        assert encode(record) == encode(fresh)


def test_the_bytes_a_report_was_read_from_are_kept(store: Store, inputs: Path) -> None:
    """A file that holds one report is kept as it came; of a table only the report is."""
    (inputs / "rows.jsonl").write_text(json.dumps({"text": MINE.replace("Nine", "Ten"), "title": "Ten miners"}) + "\n")
    originals: dict[str, bytes] = {}
    add(store, iter_reports([inputs], originals=originals), when=WHEN, originals=originals)
    kept = {report.source: store.raw(report.id) for report in store.reports()}
    assert kept["r1.txt"] == (inputs / "r1.txt").read_bytes()
    assert [source for source, data in kept.items() if data is None] == ["rows.jsonl#1"]
    assert originals == {}


def test_what_the_store_has_is_known(store: Store, inputs: Path) -> None:
    """The same folder again: nothing new, nothing to tell."""
    take(store, inputs)
    again = add(store, iter_reports([inputs]), when=WHEN)
    assert (len(again.new), again.known) == (0, 3)
    assert group(store, when=WHEN) == 0
    assert list(tell_touched(store, when=WHEN)) == []


def test_reports_in_any_order_make_the_same_stories(tmp_path: Path, inputs: Path) -> None:
    """One at a time and backwards, or all at once: the same records."""
    told = []
    for name, parts in (("a", [None]), ("b", ["r3.txt", "r2.txt", "r1.txt"])):
        with Store.open(tmp_path / f"{name}.db") as store:
            for part in parts:
                take(store, inputs / part if part else inputs)
            records = [store.record(story.id) for story in store.stories() if story.reports]
            told.append(sorted(encode(record) for record in records if record))
    assert told[0] == told[1]


def test_an_archive_of_years_loses_no_story(store: Store, inputs: Path) -> None:
    """Stories that begin and lie too far back within one call are written down and told, with the reasons of their joins."""
    for number, (outlet, text) in enumerate((("Post", MINE), ("Herald", MINE.replace("freed", "rescued"))), 1):
        old = f"Published: 2019-01-0{number}T10:00:00+00:00\nOutlet: {outlet}\n\n{text}"
        (inputs / f"old{number}.txt").write_text(old, encoding="utf-8")
    take(store, inputs)
    assert sources(store) == [["old1.txt", "old2.txt"], ["r1.txt", "r2.txt"], ["r3.txt"]]
    assert all(story.versions == 1 for story in store.stories())
    group(store, when=WHEN)
    assert sources(store) == [["old1.txt", "old2.txt"], ["r1.txt", "r2.txt"], ["r3.txt"]]


def test_a_report_that_cannot_be_read_is_a_row_and_holds_up_nobody(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said once, stays without a story, and is not tried again at every turn."""
    read_report = pipeline.read_report
    tried: list[str] = []

    def breaking(report: Report) -> object:
        tried.append(report.source)
        if report.source == "r2.txt":
            raise ValueError("broken on purpose")
        return read_report(report)

    monkeypatch.setattr(pipeline, "read_report", breaking)
    take(store, inputs)
    take(store, inputs)
    assert sources(store) == [["r1.txt"], ["r3.txt"]]
    assert tried.count("r2.txt") == 1
    assert any("broken on purpose" in row.message for row in store.refusals())


def test_people_put_reports_together_and_apart_and_it_sticks(store: Store, inputs: Path) -> None:
    """Apart, then a further report of the same story: what was parted stays parted; together the other way round."""
    take(store, inputs)
    decide(
        store,
        [about("different-story", "r1.txt", "r2.txt"), about("same-story", "r2.txt", "r3.txt")],
        story=None,
        when=WHEN,
    )
    assert all(told.why is None for told in tell_touched(store, when=WHEN))
    assert sources(store) == [["r1.txt"], ["r2.txt", "r3.txt"]]
    (inputs / "r4.txt").write_text(
        DATED.format(4, "Gazette", FERRY.replace("Monday", "Monday evening")), encoding="utf-8"
    )
    take(store, inputs)
    (with_first,) = [names for names in sources(store) if "r1.txt" in names]
    assert "r2.txt" not in with_first


def test_a_decision_that_names_nothing_here_is_said(store: Store, inputs: Path) -> None:
    """Its report is not in the store: it is not kept, and the reason is told."""
    take(store, inputs)
    taken = decide(store, [about("same-story", "r1.txt", "elsewhere.txt")], story=None, when=WHEN)
    assert taken.new == 0
    assert "elsewhere.txt" in taken.unmet[0][1]


def test_a_store_that_is_busy_does_not_make_a_report_unreadable(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the store cannot do just now is no fault of the report: it stays to be grouped, and next time it is."""

    def busy(self: Store, reading: object, fingerprint: str) -> None:
        raise StoreBusy("desk.db", "in use by another process", "try again")

    add(store, iter_reports([inputs]), when=WHEN)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "keep_reading", busy)
        with pytest.raises(StoreBusy):
            group(store, when=WHEN)
    assert group(store, when=WHEN) == 3


def test_a_program_without_its_model_calls_no_report_unreadable(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing model is said as what it is, once; no report is marked."""

    def missing(report: Report) -> object:
        raise NoParser("no English model is installed")

    add(store, iter_reports([inputs]), when=WHEN)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read_report", missing)
        with pytest.raises(NoParser):
            group(store, when=WHEN)
    assert store.refusals() == ()
    assert group(store, when=WHEN) == 3


def test_what_cannot_be_read_is_said(store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever groups is told of each report that could not be read to its end."""
    monkeypatch.setattr(pipeline, "read_report", broken(pipeline.read_report, "r2.txt"))
    add(store, iter_reports([inputs]), when=WHEN)
    told: list[Notice] = []
    assert group(store, when=WHEN, unread=told.append) == 2
    assert [notice.source for notice in told] == ["r2.txt"]


def test_a_report_taken_down_while_it_is_read_holds_up_nobody(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process forgets it between the reading and the grouping: the others are grouped, nothing of it stays."""
    read_report = pipeline.read_report

    def forgotten_meanwhile(report: Report) -> object:
        reading = read_report(report)
        if report.source == "r2.txt":
            with Store.open(store.path) as other:
                other.forget(report.id, reason="a source at risk", when=WHEN)
        return reading

    monkeypatch.setattr(pipeline, "read_report", forgotten_meanwhile)
    take(store, inputs)
    assert sources(store) == [["r1.txt"], ["r3.txt"]]
    assert store.refusals() == ()


def test_a_report_taken_down_after_it_was_read_holds_up_nobody(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when the last report of the batch has been read."""
    add(store, iter_reports([inputs]), when=WHEN)

    def then_forget(message: str | None) -> None:
        if message == "grouping the reports":
            (gone,) = (report.id for report in store.reports() if report.source == "r2.txt")
            with Store.open(store.path) as other:
                other.forget(gone, reason="a source at risk", when=WHEN)

    assert group(store, when=WHEN, progress=then_forget) == 2


def test_a_report_taken_down_while_its_story_is_told_is_in_no_record(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record that was under way is not kept; the story is told without the report next time."""
    add(store, iter_reports([inputs]), when=WHEN)
    group(store, when=WHEN)
    tell = pipeline.tell
    gone = next(report.id for report in store.reports() if report.source == "r2.txt")

    def forgotten_meanwhile(readings: list[Reading], **options: object) -> Record:
        record = tell(readings, **options)  # type: ignore[arg-type]
        if store.has(gone):
            with Store.open(store.path) as other:
                other.forget(gone, reason="a source at risk", when=WHEN)
        return record

    monkeypatch.setattr(pipeline, "tell", forgotten_meanwhile)
    told = list(tell_touched(store, when=WHEN))
    assert len(told) == 2
    again = list(tell_touched(store, when=WHEN))
    assert all(one.why is None for one in again)
    for story in store.stories():
        for version in store.versions(story.id):
            record = store.record(story.id, version=version.version)
            assert record is None or gone not in {report.id for report in record.reports}


def test_a_story_that_cannot_be_told_holds_up_no_other(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong inside one story is said of it in words, and the next one is told."""
    add(store, iter_reports([inputs]), when=WHEN)
    group(store, when=WHEN)
    tell = pipeline.tell

    def breaking(readings: list[Reading], **options: object) -> Record:
        if len(readings) == 2:
            raise KeyError("broken on purpose")
        return tell(readings, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "tell", breaking)
        told = list(tell_touched(store, when=WHEN))
    assert sorted(one.why is None for one in told) == [False, True]
    (why,) = (one.why for one in told if one.why)
    assert "broken on purpose" in why
    assert [one.why for one in tell_touched(store, when=WHEN)] == [None]


def test_a_story_that_lost_its_reports_needs_no_telling(store: Store, inputs: Path) -> None:
    """Its reports moved to another story while it was being told, and then a person decides about it: nothing is told."""
    take(store, inputs)
    mine = next(story for story in store.stories() if len(story.reports) == 1)
    ferry = next(story for story in store.stories() if len(story.reports) == 2)
    record = store.record(mine.id)
    assert record is not None
    store.assign(mine.reports[0], ferry.id, reason="a test", when=WHEN, pinned=True)
    assert tell_story(store, mine, when=WHEN).why
    store.keep_record(mine.id, record, when=WHEN)
    store.decide(about("different-story", "r1.txt", "r3.txt"), story=mine.id, when=WHEN)
    assert [story.id for story in store.stories(needs_telling=True)] == [ferry.id]
    assert [one.why for one in tell_touched(store, when=WHEN)] == [None]


def test_the_same_decision_can_be_made_about_two_stories(store: Store, inputs: Path) -> None:
    """A merge of two names in one story says nothing of another, where it is new; twice in one file it is one."""
    take(store, inputs)
    one, other = (story.id for story in store.stories())
    merge = Decision("merge", (Target(name="Halcyon"), Target(name="Hadley")), "desk", "8 May 2031", "looked at")
    assert decide(store, [merge, merge], story=one, when=WHEN).new == 1
    assert decide(store, [merge], story=one, when=WHEN).known == 1
    assert decide(store, [merge], story=other, when=WHEN).new == 1
    assert len(store.decisions()) == 2


def test_many_decisions_look_at_the_reports_once(store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports of a store are many: they are loaded once for a file of decisions, and not at all where none needs them."""
    take(store, inputs)
    asked: list[object] = []
    reports = Store.reports

    def counted(self: Store, ids: object = None, *, story: str | None = None) -> object:
        if ids is None and story is None:
            asked.append(ids)
        return reports(self, ids, story=story)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "reports", counted)
    pairs = [about("different-story", "r1.txt", "r3.txt"), about("different-story", "r2.txt", "r3.txt")]
    decide(store, pairs, story=None, when=WHEN)
    assert len(asked) == 1


# ------------------------------------------------------------------------------------------------ commands
def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_commands_of_a_store(tmp_path: Path, inputs: Path) -> None:
    """add, stories, story, decide, forget: as a person gives them."""
    path = str(tmp_path / "desk.db")
    done = run("add", str(inputs), "--store", path)
    assert done.exit_code == 0, done.output
    assert "Ferry sinks off Quellmark" in done.stdout
    assert "3 new, 0 known, 0 refused" in done.stderr
    rows = [json.loads(line) for line in run("stories", "--store", path, "-f", "json").stdout.splitlines()]
    assert {row["title"] for row in rows} == {"Ferry sinks off Quellmark", "Miners freed in Dorvane"}
    ferry = next(row for row in rows if "Ferry" in row["title"])
    assert "2 reports" in run("stories", "--store", path).stdout
    assert "12 people died" in run("story", ferry["story"], "--store", path).stdout
    assert run("story", "s0", "--store", path).exit_code == 3
    line = {
        "decision": "different-story",
        "about": [{"source": "r1.txt"}, {"source": "r2.txt"}],
        "by": "desk",
        "on": "8 May",
        "reason": "two",
    }
    (tmp_path / "d.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    decided = run("decide", str(tmp_path / "d.jsonl"), "--store", path)
    assert decided.exit_code == 0, decided.output
    assert "1 new, 0 known" in decided.stderr
    assert len(run("stories", "--store", path, "-f", "json").stdout.splitlines()) == 3
    assert "0 new, 1 known" in run("decide", str(tmp_path / "d.jsonl"), "--store", path).stderr
    taken_down = run("forget", ferry["reports"][0], "--store", path, "--reason", "a source at risk")
    assert taken_down.exit_code == 0, taken_down.output
    assert "everything holds" in run("verify", path).stdout


def test_nothing_to_add_ends_in_words(tmp_path: Path) -> None:
    """An input without a report: exit 3, and the refusal stays a row in the store."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run("add", str(tmp_path / "empty.txt"), "--store", str(tmp_path / "desk.db"))
    assert done.exit_code == 3
    assert "nothing to read" in done.stderr
    with Store.open(tmp_path / "desk.db") as store:
        assert len(store.refusals()) == 1


def test_an_inside_decision_needs_its_story(tmp_path: Path, inputs: Path) -> None:
    """merge is about one story: without --story the command says so."""
    path = str(tmp_path / "desk.db")
    run("add", str(inputs / "r1.txt"), "--store", path)
    line = {
        "decision": "merge",
        "about": [{"name": "Halcyon"}, {"name": "Quellmark"}],
        "by": "desk",
        "on": "8 May",
        "reason": "a test",
    }
    (tmp_path / "d.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    done = run("decide", str(tmp_path / "d.jsonl"), "--store", path)
    assert done.exit_code == 2
    assert "--story" in done.output


def test_a_failure_to_tell_shows_in_the_exit_code(
    tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that could not be read, or a story that could not be told: the rest is done, exit 4, each said by name."""
    monkeypatch.setattr(pipeline, "read_report", broken(pipeline.read_report, "r2.txt"))
    done = run("add", str(inputs), "--store", str(tmp_path / "desk.db"))
    assert done.exit_code == 4
    assert "r2.txt: it could not be read to its end" in done.stderr


# ------------------------------------------------------------------------------------------------ what was given before
def given(tmp_path: Path, *arguments: str) -> Result:
    """A command on the store of a folder."""
    return run(*arguments, "--store", str(tmp_path / "desk.db"))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the inputs that are read from now on."""
    read: list[str] = []
    was = paths.reports_in

    def reports_in(stream: object, *, source: str, **options: object) -> Iterator[Report | Notice]:
        read.append(source)
        yield from was(stream, source=source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(paths, "reports_in", reports_in)
    return read


def test_what_a_store_has_taken_in_is_not_read_again(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files again are known by their bytes; what was told of them is told again, and a file that changed is read."""
    (inputs / "r9.txt").write_bytes((inputs / "r1.txt").read_bytes())
    (inputs / "empty.txt").write_text("  ")
    first = given(tmp_path, "add", str(inputs))
    read = counted(monkeypatch)
    again = given(tmp_path, "add", str(inputs))
    assert read == []
    said = [one.stderr.replace("3 new, 0 known", "0 new, 3 known") for one in (first, again)]
    assert said[0] == said[1]
    assert (first.exit_code, again.exit_code) == (4, 4)
    assert "r9.txt: the same report as r1.txt; counted once" in again.stderr
    assert "empty.txt: it holds only blanks" in again.stderr or "it is empty" in again.stderr
    (inputs / "r2.txt").write_text(DATED.format(2, "Herald", FERRY_2 + "The harbour stays closed until Friday.\n"))
    assert "1 new, 2 known, 1 refused" in given(tmp_path, "add", str(inputs)).stderr
    assert read == ["r2.txt"]


def test_what_is_stated_of_an_input_is_a_part_of_it(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes under another outlet are another report: on the command line, or in the file beside them."""
    given(tmp_path, "add", str(inputs))
    read = counted(monkeypatch)
    assert "3 new, 0 known" in given(tmp_path, "add", str(inputs), "--outlet", "Quellmark Radio").stderr
    assert len(read) == 3
    (inputs / "meta.jsonl").write_text(json.dumps({"file": "r1.txt", "outlet": "Tarn Gazette"}) + "\n")
    assert "1 new, 2 known" in given(tmp_path, "add", str(inputs)).stderr
    assert read[3:] == ["r1.txt"]


def test_another_program_reads_anew(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a later program might read otherwise is read by it."""
    given(tmp_path, "add", str(inputs))
    read = counted(monkeypatch)
    monkeypatch.setattr(memory, "program", lambda: "a later one")
    assert "0 new, 3 known" in given(tmp_path, "add", str(inputs)).stderr
    assert len(read) == 3


def test_what_was_taken_down_stays_out_and_leaves_nothing_behind(inputs: Path, tmp_path: Path) -> None:
    """The file is given again: its report stays out, and no memory of the file holds its name or words."""
    given(tmp_path, "add", str(inputs))
    with Store.open(tmp_path / "desk.db") as store:
        report = next(one for one in store.reports() if one.source == "r3.txt")
        store.forget(report.id, reason="a source at risk", when=WHEN)
    again = given(tmp_path, "add", str(inputs))
    assert "0 new" in again.stderr
    with Store.open(tmp_path / "desk.db") as store:
        assert not store.has(report.id)
    assert b"Hadley" not in b"".join(file.read_bytes() for file in tmp_path.glob("desk.db*"))


def test_what_decides_a_mark_is_all_that_reading_loads() -> None:
    """Every module of the package that reading a page and a table loads is a part of the mark, so a change in it reads anew."""
    code = (
        "import sys; from whosays.ingest import hostile, reports, readers, paths\n"
        "from whosays.ingest.formats import feeds, json_feed, ninjs, rows_csv, rows_jsonl, warc, zips\n"
        "from whosays.ingest import fetched\n"
        "from whosays.ingest.html import page_draft; import whosays.sandbox.worker\n"
        "print([n for n in sys.modules if n.startswith('whosays.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # what only loads and names things, and the types: they decide nothing of a report
    others = ("model", "data", "version", "on_demand", "plugins", "hookspecs", "ingest", "sandbox", "remembered")
    fronts = {"text", "values", "words"}  # of rooms with nothing in them
    loaded = {name.split(".", 1)[1] for name in ast.literal_eval(done.stdout)} - fronts
    deciding = {f"{name.replace('.', '/')}.py" for name in loaded if name.split(".")[0] not in others}
    assert deciding <= set(memory.SOURCES)


def test_where_nothing_is_new_nothing_that_reads_is_loaded(inputs: Path, tmp_path: Path) -> None:
    """The second time neither the types nor the codec nor the readers are loaded: a folder can be given every minute."""
    arguments = ["add", str(inputs), "--store", str(tmp_path / "desk.db")]
    code = f"import sys; from whosays.cli import main; main({arguments}, standalone_mode=False); print([*sys.modules])"
    given(tmp_path, "add", str(inputs))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert not loaded & {
        "whosays.model",
        "whosays.ingest.reports",
        "whosays.clustering",
        "msgspec",
        "numpy",
        "spacy",
        "whosays.fetch",
    }


def test_a_story_that_only_gained_a_report_is_one_line(inputs: Path, tmp_path: Path) -> None:
    """Nothing new is said by a reprint: a line with the story, and how many reports it has now; as JSON, a line without changes."""
    given(tmp_path, "add", str(inputs))
    for number, form in ((7, "text"), (8, "json")):
        file = tmp_path / f"r{number}.txt"
        file.write_text(DATED.format(5, "Post", FERRY.replace("Ferry sinks", "Ferry sinks " + "again " * (number - 7))))
        done = given(tmp_path, "add", str(file), "-f", form)
        if form == "text":
            (line,) = filter(None, done.stdout.splitlines())
            assert line.startswith("Ferry sinks off Quellmark (+1 report, now 3 reports from ")
        else:
            assert (json.loads(done.stdout)["gained"], json.loads(done.stdout)["reports"]) == (1, 4)


def test_two_that_announce_at_once_say_each_thing_once(inputs: Path, store: Store) -> None:
    """While one prints, another finds the lock taken; afterwards nothing is left to say."""
    take(store, inputs)
    said: list[str] = []

    def slow(news: News) -> None:
        said.append(news.announcement.story)
        with Store.open(store.path) as other, pytest.raises(StoreBusy, match="announce"), other.sole("announce"):
            pass

    assert announce(store, slow) == 2
    assert announce(store, slow) == 0
    assert len(said) == len(set(said)) == 2


def test_a_takedown_leaves_the_grouping_of_the_others(
    inputs: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grouping is not made anew from all reports, holds nothing of the one taken down, and is what a new one would be."""
    take(store, inputs)
    gone = next(one for one in store.reports() if one.source == "r2.txt")
    forget(store, gone.id, reason="a source at risk", when=WHEN, actor="desk")
    kept = store.state("clustering")
    assert kept is not None
    assert gone.id.encode() not in kept
    assert b"Rescuers" not in kept
    assert sources(store) == [["r1.txt"], ["r3.txt"]]
    monkeypatch.setattr(grouping, "profile", None)  # nothing is looked at again
    kept_on = grouping.clusterer_of(store)
    monkeypatch.undo()
    store.keep_state("clustering", b"{}")
    assert grouping.clusterer_of(store).live() == kept_on.live()
    assert verify(store.path) == ()
