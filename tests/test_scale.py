"""Many reports to many records: the same bytes with one worker, with processes and on a cluster; nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from whosays.cli import main
from whosays.decisions.matching import fingerprint as hash_of
from whosays.ingest import iter_reports
from whosays.model import Decision, Notice, Report, Target
from whosays.record import decode, pack, unpack
from whosays.scale import Dask, Local, Summary, run
from whosays.scale.engines import in_order
from whosays.scale.jobs import Outcome, ReadJob, read_partition

FERRY = (
    (
        "Ferry sinks off Quellmark\n\nA ferry sank off Quellmark on Monday and 12 people died, the harbour police said.\n"
        "The ferry Halcyon was on its way from Quellmark to Tarn Island.\n"
    ),
    (
        "Twelve dead as Quellmark ferry sinks\n\nTwelve people died when the ferry Halcyon sank off Quellmark on Monday, police said.\n"
        "Rescuers from Tarn Island pulled 40 people out of the water.\n"
    ),
)
MINE = (
    (
        "Miners freed in Dorvane\n\nNine miners were freed from the Hadley pit in Dorvane on Tuesday, the mining ministry said.\n"
        "They had been trapped for three days, 400 metres below ground.\n"
    ),
    (
        "Hadley pit: nine miners out\n\nRescuers in Dorvane freed nine miners from the Hadley pit on Tuesday, the ministry said.\n"
        "All nine were taken to the hospital in Dorvane.\n"
    ),
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports of each of two stories, and a file that is no report."""
    folder = tmp_path_factory.mktemp("inputs")
    for number, text in enumerate((*FERRY, *MINE), 1):
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def items(folder: Path) -> Iterator[Report | Notice]:
    return iter_reports([folder], published="2031-05-07T18:00:00+00:00")


def files(folder: Path) -> dict[str, bytes]:
    """What a run wrote for its user: records and the list of stories."""
    found = [*sorted((folder / "records").glob("*.json")), folder / "stories.json"]
    return {path.name: path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def alone(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """A run in this process."""
    out = tmp_path_factory.mktemp("alone")
    with Local(1) as engine:
        return out, run(items(inputs), out=out, engine=engine)


def test_each_story_gets_a_record_of_its_own(alone: tuple[Path, Summary]) -> None:
    """Two stories in, two records out; the file that is no report is a refusal, and the rest goes on."""
    out, summary = alone
    assert sorted(sorted(story.sources) for story in summary.stories) == [["r1.txt", "r2.txt"], ["r3.txt", "r4.txt"]]
    for story in summary.stories:
        record = decode((out / story.file).read_bytes())
        assert sorted(report.source for report in record.reports) == sorted(story.sources)
        assert record.claims
    assert [notice.source for notice in summary.refused] == ["empty.txt"]


def test_processes_write_the_same_bytes(inputs: Path, alone: tuple[Path, Summary], tmp_path: Path) -> None:
    """Two worker processes, another order of arrival: every file is the same."""
    with Local(2) as engine:
        run(reversed(list(items(inputs))), out=tmp_path, engine=engine)
    mine, theirs = files(tmp_path), files(alone[0])
    assert {name: data for name, data in mine.items() if name != "stories.json"} == {
        name: data for name, data in theirs.items() if name != "stories.json"
    }


def test_a_cluster_writes_the_same_bytes(inputs: Path, alone: tuple[Path, Summary], tmp_path: Path) -> None:
    """Two workers of a Dask cluster on this machine write every file as one process does."""
    pytest.importorskip("distributed", reason="the extra “scale” is not installed")
    with Dask(workers=2) as engine:
        run(items(inputs), out=tmp_path, engine=engine)
    assert files(tmp_path) == files(alone[0])


def test_what_is_there_is_not_done_again(inputs: Path, alone: tuple[Path, Summary]) -> None:
    """A second run into the same folder reads and tells nothing, and says so."""
    out, _ = alone
    before = files(out)
    with Local(1) as engine:
        again = run(items(inputs), out=out, engine=engine)
    assert again.read == 0
    assert not any(story.again for story in again.stories)
    assert files(out) == before


def test_only_the_story_that_changed_is_told_again(inputs: Path, tmp_path: Path) -> None:
    """With one more report of one story, one report is read and one story told; the old file of that story goes or is renewed."""
    given = list(items(inputs))
    held_back = next(item for item in given if isinstance(item, Report) and item.source == "r2.txt")
    with Local(1) as engine:
        run([item for item in given if item is not held_back], out=tmp_path, engine=engine)
        later = run(given, out=tmp_path, engine=engine)
    assert later.read == 1
    assert [sorted(story.sources) for story in later.stories if story.again] == [["r1.txt", "r2.txt"]]
    assert len(list((tmp_path / "records").glob("*.json"))) == 2


def test_a_report_that_cannot_be_read_does_not_end_the_run(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that breaks the reader is named with the reason; the others are told."""
    from whosays import pipeline

    read_report = pipeline.read_report

    def breaking(report: Report) -> object:
        if report.source == "r3.txt":
            raise ValueError("broken on purpose")
        return read_report(report)

    monkeypatch.setattr(pipeline, "read_report", breaking)
    with Local(1) as engine:
        summary = run(items(inputs), out=tmp_path, engine=engine)
    (failed,) = [notice for notice in summary.refused if notice.report]
    assert failed.source == "r3.txt"
    assert "broken on purpose" in failed.message
    assert sorted(sorted(story.sources) for story in summary.stories) == [["r1.txt", "r2.txt"], ["r4.txt"]]


def test_parts_come_back_in_their_order_and_never_all_at_once() -> None:
    """Results stand in the order of the parts, and at most twice as many parts as workers are taken ahead."""
    taken: list[int] = []

    class Slow:
        workers = 2

        def submit(self, job: object, part: bytes) -> object:
            taken.append(len(part))
            return type("Promise", (), {"result": lambda self: part})()

    ahead = 0
    given = 0
    for result in in_order(Slow(), lambda part: part, (b"x" * number for number in range(1, 20))):  # type: ignore[arg-type]
        given += 1
        assert len(result) == given
        ahead = max(ahead, len(taken) - given + 1)
    assert given == 19
    assert ahead <= 4


def test_a_reading_that_is_there_is_left_alone(inputs: Path, tmp_path: Path) -> None:
    """The job itself finds what an earlier one made."""
    report = next(item for item in items(inputs) if isinstance(item, Report))
    job = pack(ReadJob(str(tmp_path), (report,), (report.id,)))
    (first,) = unpack(read_partition(job), tuple[Outcome, ...])
    (second,) = unpack(read_partition(job), tuple[Outcome, ...])
    assert (first.again, second.again) == (True, False)
    assert replace(first, again=False) == second


def test_a_decision_that_names_a_report_by_its_hash_is_obeyed(inputs: Path, tmp_path: Path) -> None:
    """The driver holds no texts, and knows the report that is meant all the same; what reaches nothing is said."""
    found = [item for item in items(inputs) if isinstance(item, Report)]
    ferry, mine = (next(one for one in found if word in one.text) for word in ("Halcyon", "Hadley"))
    about = tuple(Target(sha256=hash_of(one.text)) for one in (ferry, mine))
    same = Decision("same-story", about, "desk", "8 May 2031", "one desk")
    lost = replace(same, about=(Target(source="elsewhere.txt"), about[0]), line=2)
    with Local(1) as engine:
        summary = run(items(inputs), out=tmp_path, engine=engine, decisions=(same, lost))
    assert any({ferry.source, mine.source} <= set(story.sources) for story in summary.stories)
    assert [one.line for one, _ in summary.unmet] == [2]


def test_a_record_holds_the_decisions_that_concern_it(inputs: Path, tmp_path: Path) -> None:
    """A decision about one story stands in its record alone, and another decision about it tells no other story again."""
    found = [item for item in items(inputs) if isinstance(item, Report)]
    ferry, mine = (next(one for one in found if word in one.text) for word in ("Halcyon", "Hadley"))
    outlet = Decision(
        "correct-outlet", (Target(source=ferry.source),), "desk", "8 May 2031", "a letter", "Quellmark Echo"
    )
    names = Decision("split", (Target(name="Hadley"), Target(name="Dorvane")), "desk", "8 May 2031", "a pit", line=2)
    gone = replace(outlet, about=(Target(source="elsewhere.txt"),), line=3)
    with Local(1) as engine:
        first = run(items(inputs), out=tmp_path, engine=engine)
        second = run(items(inputs), out=tmp_path, engine=engine, decisions=(outlet, names, gone))
    assert first.unmet == ()
    assert [one.line for one, _ in second.unmet] == [3]
    records = {story.file: decode((tmp_path / story.file).read_bytes()) for story in second.stories}
    held = {}
    for record in records.values():
        for report in record.reports:
            held[report.source] = [one.line for one in record.decisions]
            assert (report.outlet == "Quellmark Echo") == (report.source == ferry.source)
    assert held[ferry.source] == [0]
    assert held[mine.source] == [2]
    with Local(1) as engine:
        third = run(items(inputs), out=tmp_path, engine=engine, decisions=(names,))
    assert {ferry.source in story.sources for story in third.stories if story.again} == {True}


def test_decisions_that_cannot_both_be_obeyed_end_in_words(inputs: Path, tmp_path: Path) -> None:
    """Named by hash here and by name there, which only the reports show: one line, no traceback."""
    found = [item for item in items(inputs) if isinstance(item, Report)][:2]
    by_name = [{"source": one.source} for one in found]
    by_hash = [{"sha256": hash_of(one.text)} for one in found]
    lines = [
        json.dumps({"decision": kind, "about": about, "by": "desk", "on": "8 May", "reason": "a test"})
        for kind, about in (("same-story", by_name), ("different-story", by_hash))
    ]
    decided = tmp_path / "d.jsonl"
    decided.write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ["run", str(inputs), "-o", str(tmp_path / "out"), "--workers", "1", "-d", str(decided)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert "together" in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_list_of_stories_leads_to_no_file_elsewhere(inputs: Path, tmp_path: Path) -> None:
    """A list that somebody else wrote names a file outside the folder: it is not taken away."""
    precious = tmp_path / "precious.json"
    precious.write_text("{}", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    rows = {"stories": [{"story": "../../precious", "made_of": "x"}]}
    (out / "stories.json").write_text(json.dumps(rows), encoding="utf-8")
    with Local(1) as engine:
        run(items(inputs), out=out, engine=engine)
    assert precious.exists()
