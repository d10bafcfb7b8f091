"""The pages on a store: its stories, versions, decisions and new reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import factory
from tests.stores import take_down_elsewhere
from tests.test_web import OURS, PAGES, Browser, form
from whosays import pipeline
from whosays.cli import main
from whosays.decisions import BadDecisions
from whosays.ingest import iter_reports
from whosays.intake import add
from whosays.model import Decision, Reading, Record, Report, Target
from whosays.store import Incoming, Store
from whosays.web.jobs.taking_in import work_in_store
from whosays.web.jobs.work import Works
from whosays.web.pages.forms import mark_of
from whosays.web.pages.shell import PARTS
from whosays.web.shelves.shelf import CannotKeep, NoStory, Task
from whosays.web.shelves.stored import StoreShelf
from whosays.web.shelves.summaries import as_given

WHEN = "2031-05-08T09:00:00+00:00"


@pytest.fixture
def shelf(tmp_path: Path) -> StoreShelf:
    """A store with the ferry story, told once, and a story that is not told."""
    path = tmp_path / "stories.db"
    record = factory.story()
    with Store.open(path) as store:
        store.add([Incoming(as_given(report)) for report in record.reports], when=WHEN)
        for report in record.reports:
            store.assign(report.id, "ferry", reason="test", when=WHEN)
        store.keep_record("ferry", record, when=WHEN)
    return StoreShelf(path, clock=lambda: WHEN)


def test_the_pages_show_a_story_of_the_store(shelf: StoreShelf) -> None:
    """List and every part of the story, as with records in files."""
    client = Browser(shelf).client
    (listed,) = client.get("/stories.json").json()["stories"]
    assert (listed["name"], listed["reports"], listed["version"]) == ("ferry", 2, 1)
    for path in PAGES:
        assert client.get(path).status_code == 200, path
    for part, _ in PARTS:
        assert client.get(f"/s/ferry/{part}.json").status_code == 200, part


def test_a_takedown_elsewhere_reaches_the_pages(shelf: StoreShelf) -> None:
    """A report that another process takes down is in no page any more, and nothing that was made of it is held."""
    client, report = Browser(shelf).client, factory.story().reports[0]
    assert client.get("/s/ferry/record.json").status_code == 200
    (before,) = client.get("/stories.json").json()["stories"]
    assert before["title"]
    take_down_elsewhere(shelf.path, report.id)
    (after,) = client.get("/stories.json").json()["stories"]
    assert after["title"] is None
    assert client.get("/s/ferry/record.json").status_code == 404
    assert not shelf._records


def test_reading_changes_nothing_in_the_store(shelf: StoreShelf) -> None:
    """The store is opened read-only for every page."""
    before = shelf.path.read_bytes()
    client = Browser(shelf).client
    for path in PAGES:
        client.get(path)
    assert shelf.path.read_bytes() == before


PAIR = (Target(name="Ada Lorne", kind="person"), Target(name="Transport Ministry", kind="organisation"))


def test_a_decision_is_kept_in_the_store(shelf: StoreShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A button writes the decision; what contradicts an earlier one is refused."""
    started: list[Task] = []
    monkeypatch.setattr(Works, "start", lambda self, what, prepare, *, story: started.append(prepare()))
    browser = Browser(shelf)
    browser.begin()
    assert browser.client.post("/s/ferry/decide", data=form("dismiss", "f1"), headers=OURS).status_code == 303
    assert (started[0].store, started[0].story, started[0].folder) == (str(shelf.path), "ferry", None)
    assert [one.decision for one in shelf.sheaf("ferry").decisions] == ["dismiss"]
    shelf.decide("ferry", Decision("merge", PAIR, "A", "2031-05-08", "one"))
    with pytest.raises(BadDecisions):
        shelf.decide("ferry", Decision("split", PAIR, "B", "2031-05-08", "two"))
    assert len(shelf.sheaf("ferry").decisions) == 2


def test_a_decision_in_the_store_is_taken_back(shelf: StoreShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form of the page reaches the store, which obeys the decision no more."""
    monkeypatch.setattr(Works, "start", lambda self, what, prepare, *, story: None)
    shelf.decide("ferry", Decision("merge", PAIR, "A", "2031-05-08", "one"))
    (held,) = shelf.sheaf("ferry").decisions
    browser = Browser(shelf)
    browser.begin()
    answer = browser.client.post("/s/ferry/undo", data={"about": mark_of(held), "by": "B. Editor"}, headers=OURS)
    assert answer.status_code == 303
    assert shelf.sheaf("ferry").decisions == ()
    shelf.decide("ferry", Decision("split", PAIR, "B", "2031-05-08", "two"))


def test_a_told_record_is_a_new_version(shelf: StoreShelf) -> None:
    """A record told again is a version more, each with the time it was told; the page of changes shows both times."""
    record = factory.story()
    changed = replace(record, story=replace(record.story, title="Another title"))
    with Store.open(shelf.path) as store:
        store.keep_record("ferry", changed, when="2031-05-09T10:30:00+00:00")
    assert shelf.versions("ferry") == (1, 2)
    assert shelf.record("ferry").story.title == "Another title"
    assert shelf.record("ferry", 1) == record
    assert shelf.told("ferry") == {1: WHEN, 2: "2031-05-09T10:30:00+00:00"}
    client = Browser(shelf).client
    page = client.get("/s/ferry/changed").text
    assert "version 1, 8 May 2031, 09:00 (UTC)" in page
    assert "version 2, told 9 May 2031, 10:30 (UTC)" in page
    assert client.get("/api/stories/ferry/versions").json()["tellings"][1] == {
        "version": 2,
        "told": "2031-05-09T10:30:00+00:00",
    }


def test_files_go_into_the_store_and_find_their_stories(tmp_path: Path) -> None:
    """Two files of two stories: two stories, told; the same again is said to be known; a third joins the story it was given for."""
    path = tmp_path / "desk.db"
    Store.open(path).close()
    folder = tmp_path / "given"
    folder.mkdir()
    texts = {
        "ferry.txt": "Ferry sinks off Quellmark\n\nA ferry sank off Quellmark on Monday and 12 people died, the harbour police said.\n",
        "mine.txt": "Miners freed in Dorvane\n\nNine miners were freed from the Hadley pit in Dorvane on Tuesday, rescuers said.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    shelf = StoreShelf(path, clock=lambda: WHEN)
    said: list[str] = []
    names = work_in_store(shelf.task(None, str(folder), together=False), lambda step, *_, **__: said.append(step))
    assert len(names) == 2
    assert {story.title for story in shelf.stories()} == {"Ferry sinks off Quellmark", "Miners freed in Dorvane"}
    with pytest.raises(ValueError, match="no new report"):
        work_in_store(shelf.task(None, str(folder), together=False), lambda step, *_, **__: None)
    (folder / "late.txt").write_text(
        "A quiet day on the quay\n\nThe quay was quiet on Friday, a shopkeeper said.\n", encoding="utf-8"
    )
    ferry = next(story.name for story in shelf.stories() if story.title == "Ferry sinks off Quellmark")
    assert work_in_store(shelf.task(ferry, str(folder), together=True), lambda step, *_, **__: None) == [ferry]
    assert shelf.story(ferry).reports == 2
    assert work_in_store(shelf.task(ferry, None, together=True), lambda step, *_, **__: None) == [ferry]


FERRY = (
    "Ferry sinks off Quellmark\n\nA ferry sank off Quellmark on Monday and 12 people died, the harbour police said.\n"
)
QUAY = "A quiet day on the quay\n\nThe quay was quiet on Friday, a shopkeeper said.\n"


def given(tmp_path: Path, **texts: str) -> tuple[StoreShelf, str]:
    """An empty store, and a folder with these texts."""
    path, folder = tmp_path / "desk.db", tmp_path / "given"
    Store.open(path).close()
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return StoreShelf(path, clock=lambda: WHEN), str(folder)


def silent(step: str, *counts: int, told: tuple[str, ...] = ()) -> None:
    """Where nobody listens."""


def test_work_that_was_cut_off_is_finished_when_it_is_given_again(tmp_path: Path) -> None:
    """The reports were kept and the process ended: the same files again are grouped, told, and put into one story."""
    shelf, folder = given(tmp_path, ferry=FERRY, quay=QUAY)
    with Store.open(shelf.path) as store:
        add(store, iter_reports([folder]), when=WHEN)
    (name,) = work_in_store(shelf.task(None, folder, together=True), silent)
    assert shelf.story(name).reports == 2


def test_a_story_that_cannot_be_told_does_not_hold_up_what_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named among the notices, and the new report's story is told."""
    shelf, folder = given(tmp_path, ferry=FERRY, quay=QUAY)
    tell = pipeline.tell

    def breaking(readings: list[Reading], **options: object) -> Record:
        if readings[0].report.source == "ferry.txt":
            raise KeyError("broken on purpose")
        return tell(readings, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "tell", breaking)
    notices: list[str] = []
    task = shelf.task(None, folder, together=False)
    (name,) = work_in_store(task, lambda step, *_, told=(): notices.extend(told))
    assert shelf.story(name).title == "A quiet day on the quay"
    assert "broken on purpose" in "".join(notices)


def test_reports_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing could be told: the reason is the report's, not a guess."""
    shelf, folder = given(tmp_path, ferry=FERRY)

    def breaking(report: Report) -> Reading:
        raise KeyError("broken on purpose")

    monkeypatch.setattr(pipeline, "read_report", breaking)
    with pytest.raises(ValueError, match="broken on purpose"):
        work_in_store(shelf.task(None, folder, together=False), silent)


def test_a_story_that_is_gone_by_then_is_said(tmp_path: Path) -> None:
    """It was chosen on the page and lost its reports before its turn came."""
    shelf, folder = given(tmp_path, ferry=FERRY, quay=QUAY)
    first, second = work_in_store(shelf.task(None, folder, together=False), silent)
    with Store.open(shelf.path) as store:
        (moved,) = store.reports(story=first)
        store.assign(moved.id, second, reason="a test", when=WHEN, pinned=True)
    with pytest.raises(ValueError, match="no report any more"):
        work_in_store(shelf.task(first, folder, together=True), silent)


def test_what_is_not_in_the_store_is_said(shelf: StoreShelf, tmp_path: Path) -> None:
    """No such story, no such version, no such file."""
    with pytest.raises(NoStory, match="no such story"):
        shelf.record("nothing")
    with pytest.raises(NoStory, match="no version 7"):
        shelf.record("ferry", 7)
    with pytest.raises(CannotKeep):
        StoreShelf(tmp_path / "nowhere.db").stories()


def test_a_store_that_is_none_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names the file and what is wrong with it, and serves nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "no.db").write_bytes(b"not a store at all, and long enough to look like something" * 40)
    for name in ("no.db", "nowhere.db"):
        result = CliRunner().invoke(main, ["serve", "--store", name])
        assert result.exit_code == 3
        assert name in result.output


def test_a_store_and_paths_do_not_go_together(tmp_path: Path) -> None:
    """Which of the two to show cannot be guessed; WHOSAYS_STORE gives way to a path."""
    result = CliRunner().invoke(main, ["serve", str(tmp_path), "--store", str(tmp_path / "s.db")])
    assert result.exit_code == 2
    assert "not both" in result.output
