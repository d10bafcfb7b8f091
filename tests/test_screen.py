"""What a reader of the pages relies on: addresses to be fetched, every format, citations, the reasons of a count, times of versions."""

from __future__ import annotations

import asyncio
import io
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.datastructures import FormData, UploadFile
from starlette.testclient import TestClient

from tests import factory
from tests.test_render import Page
from tests.test_web import HOST, OURS, Browser, shelf_of
from whosays.cli.inputs import Inputs
from whosays.cli.serving import _files
from whosays.exports import formats
from whosays.fetch.outcomes import Fetched, FetchRefused
from whosays.model import LineageEdge, Notice, Origin, OriginGroup, Record, Report, TimelineEntry
from whosays.record import encode
from whosays.render import listings, render
from whosays.render.story import story_of
from whosays.web.app import application
from whosays.web.guard import Access
from whosays.web.jobs import adding
from whosays.web.jobs.reading import given_items
from whosays.web.jobs.work import Works
from whosays.web.shelves.held import Held
from whosays.web.shelves.shelf import Task

ADDRESS = "https://news.example/ferry"


def words(html: str) -> str:
    """The text of a page, blanks collapsed."""
    return " ".join(Page(html).text.split())


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A client for a shelf with the ferry story."""
    made = Browser(shelf_of(tmp_path / "stories", ferry=factory.story()))
    yield made
    made.works.close()


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """The tasks of jobs that are noted and never done."""
    found: list[Task] = []
    monkeypatch.setattr(Works, "_run", lambda self, job, prepare, end: (found.append(prepare()), end()))
    return found


def waited(found: list[Task]) -> Task:
    """The one task, once its thread has noted it."""
    for _ in range(200):
        if found:
            return found[0]
        time.sleep(0.01)
    raise AssertionError("no work was started")


# ------------------------------------------------------------------------------------------------ giving reports
def fetching(browser: Browser) -> TestClient:
    """A client of the same shelf on a server that fetches, in a session."""
    client = TestClient(
        application(browser.shelf, browser.access, browser.works, fetching=True), base_url=HOST, follow_redirects=False
    )
    client.post("/session", data={"token": browser.access.token}, headers=OURS)
    return client


def test_addresses_are_refused_where_fetching_is_off(browser: Browser) -> None:
    """The form has no field for them and says how to switch it on; what is sent all the same starts no work."""
    page = browser.client.get("/add").text
    assert "addresses" not in Page(page).values("name")
    assert "whosays serve --fetch" in page
    browser.begin()
    answer = browser.client.post("/add", data={"addresses": ADDRESS}, headers=OURS)
    assert answer.status_code == 422
    assert "--fetch" in answer.text
    bearer = {"authorization": f"Bearer {browser.access.token}"}
    answer = browser.client.post("/api/addresses", json={"addresses": [ADDRESS]}, headers=bearer)
    assert answer.status_code == 403
    assert not browser.works.jobs


def test_addresses_become_work_where_fetching_is_on(browser: Browser, tasks: list[Task]) -> None:
    """Each line is an address, each once; the job is called what it is, and is for the story that was chosen."""
    client = fetching(browser)
    assert "addresses" in Page(client.get("/add").text).values("name")
    form = {"addresses": f"{ADDRESS}\n\n{ADDRESS}\nhttps://post.example/a b", "story": "ferry"}
    assert client.post("/add", data=form, headers=OURS).status_code == 303
    task = waited(tasks)
    assert (task.addresses, task.story) == ((ADDRESS, "https://post.example/a%20b"), "ferry")
    (job,) = browser.works.jobs.values()
    assert job.what == "2 web addresses into “Ferry strikes pier”"


@pytest.mark.parametrize("line", ["file:///etc/passwd", "not an address", "https://", "javascript:alert(1)"])
def test_what_is_no_web_address_is_said(browser: Browser, line: str) -> None:
    """The line is named, and nothing is begun."""
    answer = fetching(browser).post("/add", data={"addresses": line}, headers=OURS)
    assert answer.status_code == 422
    assert not browser.works.jobs


def test_an_api_takes_addresses(browser: Browser, tasks: list[Task]) -> None:
    """The same for programs."""
    bearer = {"authorization": f"Bearer {browser.access.token}"}
    answer = fetching(browser).post("/api/addresses", json={"addresses": [ADDRESS]}, headers=bearer)
    assert answer.status_code == 202
    assert waited(tasks).addresses == (ADDRESS,)
    assert fetching(browser).post("/api/addresses", json={"addresses": ["x"]}, headers=bearer).status_code == 422


def test_what_an_address_gives_is_read_and_what_it_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page becomes a report under its address; a refusal is a notice; the files of the folder come first."""

    class Answers:
        """A fetcher that knows one page."""

        def __init__(self, policy: object) -> None:
            pass

        def fetch(self, address: str) -> Fetched | FetchRefused:
            """The page, or that there is none."""
            if address != ADDRESS:
                return FetchRefused(address, address, (), "status", "there is no such page", 404)  # type: ignore[arg-type]
            return Fetched(
                address, address, (), 200, b"Ferry sinks\n\nA ferry sank, police said.\n", "text/plain", "utf-8"
            )

    monkeypatch.setattr("whosays.intake.fetching.Fetcher", Answers)
    (tmp_path / "own.txt").write_text("A quiet day\n\nThe quay was quiet, a shopkeeper said.\n")
    said: list[str] = []
    task = Task(str(tmp_path), addresses=(ADDRESS, "https://gone.example/"))
    items = list(given_items(task, lambda step, *_: said.append(step)))
    assert [one.source for one in items if isinstance(one, Report)] == ["own.txt", ADDRESS]
    (notice,) = [one for one in items if isinstance(one, Notice)]
    assert "there is no such page" in notice.message
    assert said == [f"fetching {ADDRESS}", "fetching https://gone.example/"]


def given(*fields: tuple[str, str | UploadFile]) -> adding.Given:
    """What a form gives to read."""
    return asyncio.run(adding.given(FormData(fields)))


def test_a_pasted_text_is_kept_as_it_was_pasted() -> None:
    """What is known about it stands in a file beside it, so that its characters are those that were pasted."""
    found = given(("text", "Quay quiet\r\n\r\nThe quay was quiet."), ("outlet", " Harbour  Post"), ("published", ""))
    assert found.files["pasted.txt"] == b"Quay quiet\n\nThe quay was quiet.\n"
    assert json.loads(found.files["meta.jsonl"]) == {"file": "pasted.txt", "outlet": "Harbour Post"}
    assert found.words == "a pasted text"
    assert set(given(("text", "The quay was quiet.")).files) == {"pasted.txt"}


def test_what_is_known_stands_on_top_where_a_meta_file_was_uploaded() -> None:
    """The uploaded file stays what it is, and the job counts what a person gave."""
    uploads = [UploadFile(io.BytesIO(b"x"), filename=name) for name in ("meta.jsonl", "pasted.txt")]
    found = given(*[("files", one) for one in uploads], ("text", "The quay was quiet."), ("outlet", "Harbour Post"))
    assert found.files == {
        "meta.jsonl": b"x",
        "pasted.txt": b"x",
        "pasted-2.txt": b"Outlet: Harbour Post\n\nThe quay was quiet.\n",
    }
    assert found.words == "a pasted text and 2 files"


# ------------------------------------------------------------------------------------------------ taking along
def test_every_format_can_be_had_from_the_page(browser: Browser) -> None:
    """The page of exports links all formats, and each link hands over a file."""
    page = Page(browser.client.get("/s/ferry/export").text)
    links = {href for href in page.values("href") if "/export/" in href}
    assert links == {f"/s/ferry/export/{name}" for name in formats()}
    for link in sorted(links):
        answer = browser.client.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    assert browser.client.get("/s/ferry/export/crystal-ball").status_code == 404


def test_a_claim_has_a_page_of_its_own(browser: Browser) -> None:
    """Words, chain, statement and dispute of one claim, ready to be cited; the matrix links it; unknown ones are said."""
    page = words(browser.client.get("/s/ferry/claim/c1").text)
    assert "“Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday”" in page
    assert "Transport Ministry – speaker said" in page
    assert "Twelve passengers were hurt. – disputed, 1 independent source" in page
    assert "How many people were hurt? – contradiction" in page
    shown = Page(browser.client.get("/s/ferry/claim/c1").text)
    assert any("Harbour Post" in cited for cited in shown.values("data-cite"))
    assert "/s/ferry/claim/c1" in Page(browser.client.get("/s/ferry/claims").text).values("href")
    assert browser.client.get("/s/ferry/claim/c9").status_code == 404


def test_disputed_words_can_be_cited(browser: Browser) -> None:
    """Every quotation of a dispute carries its words and its citation."""
    page = Page(browser.client.get("/s/ferry/disputes").text)
    assert len(page.values("data-words")) == len(page.values("data-cite")) >= 4


def test_what_is_denied_or_expected_leads_to_who_says_so(browser: Browser) -> None:
    """In the brief such a statement is a link to its row among the claims; in a file that holds no claims it is none."""
    assert "/s/ferry/claims?at=p2#statement-p2" in Page(browser.client.get("/s/ferry/brief").text).values("href")
    assert "#statement-p2" in Page(render(factory.story(), "html")).values("href")
    assert "#statement-p2" not in Page(render(factory.story(), "html", view="brief")).values("href")


# ------------------------------------------------------------------------------------------------ why a count is what it is
def counted_twice(*edges: LineageEdge, groups: tuple[OriginGroup, ...] = ()) -> Record:
    """The ferry story with a statement that two sources count for, one in each report."""
    record = factory.story()
    both = (
        Origin("Transport Ministry", "e2", ("c1",), "direct", "asserts"),
        Origin("fire brigade", "e3", ("c4",), "direct", "asserts"),
    )
    first = replace(record.propositions[0], claims=("c1", "c4"), origins=both, independent_sources=2)
    lineage = replace(record.lineage, edges=edges, groups=groups)
    return replace(record, propositions=(first, *record.propositions[1:]), lineage=lineage)


@pytest.mark.parametrize(
    "edges, groups, said",
    [
        ((), (), "between which no shared text, common agency or citation was found"),
        (
            (LineageEdge("r2", "r1", "copies", ((factory.passage("r2", "hurt"), factory.passage("r1", "hurt")),)),),
            (),
            "though Island Ledger copies Harbour Post (1 shared passage)",
        ),
        ((), (OriginGroup("Coastal Agency", ("r1", "r2"), ()),), "though both go back to Coastal Agency"),
    ],
)
def test_a_count_shows_what_speaks_for_and_against_it(
    tmp_path: Path, edges: tuple[LineageEdge, ...], groups: tuple[OriginGroup, ...], said: str
) -> None:
    """Two sources that count as separate stand with what was found between their reports, also where it speaks against them."""
    client = Browser(shelf_of(tmp_path / "stories", ferry=counted_twice(*edges, groups=groups))).client
    page = words(client.get("/s/ferry/claims").text)
    assert f"Transport Ministry and fire brigade: two names in different reports, {said}" in page.replace(
        "Ministry and fire brigade : ", "Ministry and fire brigade: "
    )


def test_one_origin_is_one_card(tmp_path: Path) -> None:
    """Two groups of one name count once and are shown as one, so that the page lists as many origins as it says."""
    groups = (OriginGroup("Harbour Post", ("r1",), ()), OriginGroup("Harbour Post", ("r2",), ()))
    client = Browser(shelf_of(tmp_path / "stories", ferry=counted_twice(groups=groups))).client
    page = words(client.get("/s/ferry/lineage").text)
    assert "2 reports, 1 independent origin" in page
    assert "Several reports, one origin" in page
    assert "One report, one origin" not in page


# ------------------------------------------------------------------------------------------------ times
def test_a_part_of_a_day_says_its_hours() -> None:
    """ "Early on Tuesday" stands with the hours it may lie in; a whole day does not."""
    record = factory.story()
    early = TimelineEntry("2031-05-06T00:00", "2031-05-06T09:00", None, "part", ("c1",), ("p1",))
    whole = TimelineEntry("2031-05-07T00:00", "2031-05-07T23:59", None, "day", ("c4",), ("p4",))
    found = [one.when for one in listings.moments(story_of(replace(record, timeline=(early, whole))))]
    assert found == ["6 May 2031, within 00:00–09:00", "7 May 2031"]


def test_a_time_stands_beside_the_words_that_give_it() -> None:
    """Where a statement is worded as another report has it, the entry shows the words around its own claims."""
    record = factory.story()
    entry = TimelineEntry("2031-05-06", "2031-05-06", None, "day", ("c4",), ("p1",))
    (moment,) = listings.moments(story_of(replace(record, timeline=(entry,))))
    assert moment.said.startswith("Fifteen people were hurt when the Maribel struck a pier")


def test_versions_carry_the_time_they_were_told(tmp_path: Path) -> None:
    """A version that is put away keeps its time; page, header and API show it."""
    shelf = shelf_of(tmp_path / "stories", ferry=factory.story())
    os.utime(tmp_path / "stories" / "ferry.json", (1_936_000_000, 1_936_000_000))
    shelf.keep("ferry", counted_twice())
    assert shelf.told("ferry")[1] == "2031-05-08T09:46:40+00:00"
    client = Browser(shelf).client
    assert "version 1, 8 May 2031, 09:46 (UTC)" in client.get("/s/ferry/changed").text
    assert "version 2, told " in client.get("/s/ferry/brief").text
    assert client.get("/stories.json").json()["stories"][0]["told"].endswith("+00:00")


# ------------------------------------------------------------------------------------------------ sending
def test_answers_are_compressed_for_who_asks(browser: Browser) -> None:
    """Pages and data are sent with gzip where the browser takes it, the same bytes without, small answers as they are."""
    for path in ("/s/ferry/brief", "/s/ferry/record.json", "/static/page.css"):
        plain = browser.client.get(path, headers={"accept-encoding": "identity"})
        packed = browser.client.get(path, headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["vary"].lower() == "accept-encoding"
        assert packed.content == plain.content
        assert int(packed.headers["content-length"]) < len(plain.content) == int(plain.headers["content-length"])
        assert packed.headers["content-security-policy"]
    assert "content-encoding" not in browser.client.get("/jobs.json", headers={"accept-encoding": "gzip"}).headers


def test_a_record_is_encoded_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for again, the same version is not encoded again; a new version is."""
    made: list[Record] = []
    monkeypatch.setattr("whosays.web.pages.story_pages.encode", lambda record: made.append(record) or encode(record))
    first = browser.client.get("/s/ferry/record.json").content
    assert browser.client.get("/s/ferry/record.json").content == first
    assert len(made) == 1
    browser.shelf.keep("ferry", counted_twice())
    assert browser.client.get("/s/ferry/record.json").content == encode(counted_twice())
    assert len(made) == 2


def test_what_is_held_has_a_limit() -> None:
    """The answers asked for longest ago go first; one that is larger than all room is made all the same."""
    held, record, made = Held(largest=10), factory.story(), list[str]()

    def answer(which: str, size: int) -> bytes:
        return held.get("ferry", which, record, lambda: made.append(which) or bytes(size))

    for which, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("d", 99)):
        assert len(answer(which, size)) == size
    assert made == ["a", "b", "c", "b", "d"]


# ------------------------------------------------------------------------------------------------ what cannot be opened
def test_serve_names_what_is_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A truncated record and one of another version are named on standard error, and are no stories in the list."""
    whole = encode(factory.story())
    other = json.dumps({**json.loads(whole), "record_version": 9})
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "ferry.json").write_bytes(whole)
    (folder / "cut.json").write_bytes(whole[:5000])
    (folder / "other.json").write_text(other)
    shelf = _files(Inputs((str(folder),)), tmp_path / "kept")
    said = capsys.readouterr().err
    assert "not shown: cut.json is not a valid record: not JSON" in said
    assert "the record has version 9, this whosays reads version 1" in said
    client = TestClient(application(shelf, Access.of(("127.0.0.1",), 8765), Works()), base_url=HOST)
    assert "1 story, and 2 files that cannot be opened" in words(client.get("/").text)


def test_too_much_is_known_before_it_is_sent(browser: Browser) -> None:
    """The form says how much is taken, for the script that warns before anything is sent."""
    assert Page(browser.client.get("/add").text).values("data-largest") == [str(32 * 2**20)]
