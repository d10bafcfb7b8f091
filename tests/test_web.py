"""The served pages: every address, what stands before them, what a reader can change, and what is refused."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests import factory
from tests.conftest import EXAMPLE, ROOT, Teller
from tests.large_story import many_reports
from tests.test_render import Page, hostile
from whosays.cli import main
from whosays.model import Decision, Obeyed, Passage, Record, Target
from whosays.record import decode, encode
from whosays.render import wording
from whosays.web import CannotServe, serve
from whosays.web.app import application
from whosays.web.guard import HEADERS, LARGEST, POLICY, Access, Guard
from whosays.web.jobs.work import Works
from whosays.web.pages.shell import PARTS
from whosays.web.shelves.folders import stories_of
from whosays.web.shelves.records import RecordShelf
from whosays.web.shelves.shelf import NoStory, Sheaf, Stated, Task

HOST = "http://127.0.0.1:8765"
OURS = {"origin": HOST, "sec-fetch-site": "same-origin"}
PAGES = ["/", "/add", "/jobs", "/session", *[f"/s/ferry/{part}" for part, _ in PARTS], "/s/ferry/report/r1",
         "/s/ferry/claim/c1", "/s/ferry/export", "/s/ferry/ask", "/s/ferry/ask?q=How+many+people+were+hurt%3F"]  # fmt: skip
DATA = ["/s/ferry/ask.json?q=Who+was+hurt%3F",
        "/stories.json", "/jobs.json", "/add.json", "/s/ferry/claim/c1.json", "/s/ferry/export.json", "/s/ferry/record.json", "/s/ferry/report/r1.json",
        *[f"/s/ferry/{part}.json" for part, _ in PARTS]]  # fmt: skip


def shelf_of(folder: Path, **records: Record) -> RecordShelf:
    """A shelf of these records by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in records.items():
        (folder / f"{name}.json").write_bytes(encode(record))
    return RecordShelf.of([folder], folder=folder)


class Browser:
    """A client with its shelf, and the work that it started."""

    def __init__(self, shelf: Any, **access: Any) -> None:
        self.shelf = shelf
        self.access = Access.of(("127.0.0.1", "localhost"), 8765, token="the-token-of-the-test", **access)
        self.works = Works(shelf.keep) if isinstance(shelf, RecordShelf) else Works()
        self.client = TestClient(application(shelf, self.access, self.works), base_url=HOST, follow_redirects=False)

    def begin(self) -> None:
        """Open a session."""
        assert self.client.post("/session", data={"token": self.access.token}, headers=OURS).status_code == 303

    def wait(self) -> None:
        """Until nothing is being done any more."""
        for _ in range(600):
            if all(job.state != "running" for job in self.works.jobs.values()):
                return
            time.sleep(0.05)
        raise AssertionError("the work did not end")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A client for a shelf with the ferry story."""
    made = Browser(shelf_of(tmp_path / "stories", ferry=factory.story()))
    yield made
    made.works.close()


# ------------------------------------------------------------------------------------------------ pages
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_a_whole_page(browser: Browser, path: str) -> None:
    """One heading, one main part, a language, a way past the navigation, and no script or style inside it."""
    answer = browser.client.get(path)
    assert answer.status_code == 200
    page = Page(answer.text)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == tags.count("main") == 1
    assert ("html", {"lang": "en"}) in page.elements
    assert "#content" in page.values("href")
    assert "style" not in tags
    assert [attrs.get("src") for tag, attrs in page.elements if tag == "script"] == [
        "/static/theme.js", "/static/page.js", "/static/app.js",
    ]  # fmt: skip
    assert not page.values("style")
    ids = page.values("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", DATA)
def test_every_page_is_there_as_json(browser: Browser, path: str) -> None:
    """Each address with .json gives the data of the page."""
    answer = browser.client.get(path)
    if path.endswith("changed.json"):
        assert answer.json()["difference"]["changes"] == []
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()


def test_links_between_pages_lead_somewhere(browser: Browser) -> None:
    """Every link of every page of a story is answered, and its fragment is on the page it leads to."""
    seen: dict[str, set[str]] = {}
    links: set[tuple[str, str]] = set()
    for path in PAGES:
        page = Page(browser.client.get(path).text)
        seen[path] = set(page.values("id"))
        for href in page.values("href"):
            target, _, fragment = href.partition("#")
            if not target.startswith("http"):
                links.add((target or path, fragment))
    for target, fragment in sorted(links):
        path = target.partition("?")[0]
        if path not in seen:
            answer = browser.client.get(target)
            assert answer.status_code in (200, 307), target
            seen[path] = (
                set(Page(answer.text).values("id")) if "html" in answer.headers.get("content-type", "") else set()
            )
        assert not fragment or fragment in seen[path], f"{target}#{fragment}"


def test_json_has_the_names_of_the_record(browser: Browser) -> None:
    """Edges are written with "from" and "to", as in the record itself."""
    edges = browser.client.get("/s/ferry/lineage.json").json()["lineage"]["edges"]
    assert edges == json.loads(encode(factory.story()))["lineage"]["edges"]


def test_the_record_is_handed_over_unchanged(browser: Browser) -> None:
    """The export is byte for byte what the command line writes."""
    assert browser.client.get("/s/ferry/record.json").content == encode(factory.story())


def test_a_text_is_handed_over_as_a_file(browser: Browser) -> None:
    """A report's own text is never rendered: plain text, as an attachment, in a sandbox."""
    answer = browser.client.get("/s/ferry/report/r1.txt")
    assert answer.text == factory.POST
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_the_single_file_is_handed_over(browser: Browser) -> None:
    """The page that needs nothing else comes as a file; shown here it would be under another policy than its own."""
    answer = browser.client.get("/s/ferry/page.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "Ferry strikes pier" in answer.text


@pytest.mark.parametrize("path", ["/nothing", "/s/nothing/brief", "/s/ferry/nothing", "/s/ferry/report/nothing", "/static/../app.py",
                                  "/static/nothing", "/s/ferry/attribution?claim=x", "/s/ferry/changed?since=7"])  # fmt: skip
def test_what_is_not_there_is_said(browser: Browser, path: str) -> None:
    """A page that is not there is an ordinary page that says so and leads on, with the same headers."""
    answer = browser.client.get(path)
    if path.endswith("since=7"):  # told once: there is nothing to compare, whatever is asked
        assert answer.status_code == 200
        return
    assert answer.status_code == 404
    assert answer.headers["content-security-policy"] == POLICY
    if not path.startswith("/static/"):
        assert "Not found</h2>" in answer.text
        assert '<a href="/" class="button">All stories</a>' in answer.text


def test_the_brief_stands_beside_its_sources(browser: Browser) -> None:
    """Each sentence knows the ids of its passages, each of which is on the same page."""
    page = Page(browser.client.get("/s/ferry/brief").text)
    ids = set(page.values("id"))
    passages = [one for value in page.values("data-passages") for one in value.split()]
    assert passages
    assert set(passages) <= ids


def test_a_count_says_why(browser: Browser) -> None:
    """Counted origins with their chain, another stance, and claims without a source, each under its heading."""
    text = " ".join(Page(browser.client.get("/s/ferry/claims").text).text.split())
    assert "Counted: 1" in text
    assert "Harbour Post ← Transport Ministry" in text
    assert "Not counted: another stance" in text
    assert "denies it, so it does not support it" in text


def test_claims_are_filtered_sorted_and_cut(tmp_path: Path) -> None:
    """The server filters by words and status, sorts, and cuts into pages; a permalink leads to the page that holds the statement."""
    record = factory.story()
    many = tuple(replace(record.propositions[0], id=f"p{n}", statement=f"Statement {n:03}") for n in range(150))
    client = Browser(shelf_of(tmp_path, big=replace(record, propositions=many))).client
    assert "150 statements, page 1 of 3" in Page(client.get("/s/big/claims").text).text
    assert "12 statements" in Page(client.get("/s/big/claims?q=statement+01").text).text
    assert "No statement fits" in Page(client.get("/s/big/claims?q=nothing+at+all").text).text
    last = client.get("/s/big/claims?sort=statement&at=p149").text
    assert 'id="statement-p149"' in last
    assert 'id="statement-p001"' not in last
    assert client.get("/s/big/claims?page=99999999&sort=x&status=x").status_code == 200


def test_a_narrowed_page_has_narrowed_json(tmp_path: Path) -> None:
    """The link to the data of a page carries what the page is narrowed to, and the data are narrowed like it."""
    record = factory.story()
    many = tuple(replace(record.propositions[0], id=f"p{n}", statement=f"Statement {n:03}") for n in range(150))
    client = Browser(shelf_of(tmp_path, big=replace(record, propositions=many))).client
    for path in ("/s/big/claims?q=statement+01&sort=statement", "/?q=nothing+here"):
        (link,) = [one for one in Page(client.get(path).text).values("href") if ".json" in one and "record" not in one]
        assert link.partition("?")[2] == path.partition("?")[2]
        found = client.get(link).json()
        assert len(found.get("propositions", [])) == (12 if "/s/" in path else 0)
        assert not found.get("stories")
    assert len(client.get("/s/big/claims.json").json()["propositions"]) == 150
    assert {one["id"] for one in client.get("/s/big/claims.json?q=001").json()["claims"]} == set(many[1].claims)


def test_columns_are_reports_origins_or_ways(tmp_path: Path, example: Record) -> None:
    """Few reports have a column each; many stand under their origins; beyond that the ways are counted; a reader may choose."""
    origins = {group.origin for group in example.lineage.groups}
    many = many_reports(example, 14)
    ids = [report.id for report in many.reports]
    rest = tuple(one for one in ids if one not in {r for group in example.lineage.groups for r in group.reports})
    groups = (*example.lineage.groups, replace(example.lineage.groups[0], origin="Far Agency", reports=rest))
    client = Browser(
        shelf_of(tmp_path, few=example, many=replace(many, lineage=replace(many.lineage, groups=groups)), large=many_reports(example, 200))
    ).client  # fmt: skip

    def heads(address: str) -> list[str]:
        page = client.get(address).text
        return [re.sub("<[^>]*>", "", one) for one in re.findall('<th scope="col">(.*?)</th>', page)][2:]

    assert len(heads("/s/few/claims")) == len(example.reports)
    assert {re.sub(r" \(.*", "", head) for head in heads("/s/few/claims?columns=origins")} == origins
    assert f"Far Agency ({len(rest)} reports)" in heads("/s/many/claims")
    assert len(heads("/s/many/claims")) == len(origins) + 1
    assert len(heads("/s/many/claims?columns=reports")) == 14
    for query in ("", "?columns=reports", "?columns=origins", "?columns=nothing"):
        assert "● asserts" in heads(f"/s/large/claims{query}")


def test_other_points_are_counted_in_list_and_header(tmp_path: Path) -> None:
    """A later figure is no disagreement, and yet something to look at: the number leads to it."""
    story = factory.story()
    point = replace(story, findings=(replace(story.findings[0], kind="update", shown=True),))
    client = Browser(shelf_of(tmp_path, point=point)).client
    assert "1</strong> other point" in client.get("/").text
    assert "1</strong> other point</a>" in client.get("/s/point/brief").text


def test_no_disagreement_found_is_not_agreement(tmp_path: Path) -> None:
    """Where none was found, the list, the header and the page of disputes do not say that the reports agree."""
    quiet = replace(factory.story(), findings=())
    client = Browser(shelf_of(tmp_path, quiet=quiet)).client
    assert "no disagreement found" in client.get("/").text
    assert "no disagreement found" in client.get("/s/quiet/brief").text
    assert "does not mean that they agree" in client.get("/s/quiet/disputes").text


def test_many_passages_are_a_short_row(tmp_path: Path) -> None:
    """Behind a sentence stand six numbers; the rest are one link to the list, which has every passage."""
    record = factory.story()
    first = record.reports[0]
    report = replace(first, text=first.text + "It rained. " * 20)
    passages = tuple(Passage(report.id, at, at + 9) for at in range(len(first.text), len(report.text), 11))
    brief = replace(record.brief, sentences=(replace(record.brief.sentences[0], passages=passages),))
    long = replace(record, reports=(report, *record.reports[1:]), brief=brief)
    client = Browser(shelf_of(tmp_path, long=long)).client
    page = client.get("/s/long/brief").text
    marks = page[page.index('class="marks"') :].partition("</sup>")[0]
    assert marks.count("<a ") == 7
    assert ">+14</a>" in marks
    assert 'href="#cite-7"' in marks
    assert page.count('<li id="cite-') == 20


def test_a_refusal_is_a_page_for_a_browser(browser: Browser) -> None:
    """A form without a session ends on a page that says what to do and leads there; programs get a line of text."""
    shown = browser.client.post("/add", headers={**OURS, "accept": "text/html,*/*"}, data={"text": "x"})
    assert shown.status_code == 403
    assert "/session" in Page(shown.text).values("href")
    assert "no session" in shown.text.lower()
    assert shown.headers["content-security-policy"] == POLICY
    assert (
        browser.client.post("/add", headers=OURS, data={"text": "x"}).headers["content-type"].startswith("text/plain")
    )
    elsewhere = browser.client.get("/", headers={"host": "evil.example", "accept": "text/html"})
    assert elsewhere.headers["content-type"].startswith("text/plain")


def test_stories_are_found(tmp_path: Path) -> None:
    """The list is narrowed by words, outlet and day; what does not fit is not shown."""
    other = replace(
        factory.story(), story=replace(factory.story().story, title="Another one", last_published="2040-01-01")
    )
    client = Browser(shelf_of(tmp_path, ferry=factory.story(), other=other)).client
    for query, found in (
        ("q=pier", 1),
        ("q=harbour", 2),
        ("outlet=Harbour+Post", 2),
        ("outlet=Nobody", 0),
        ("since=2035-01-01", 1),
    ):
        assert len(client.get(f"/stories.json?{query}").json()["stories"]) == found, query


# ------------------------------------------------------------------------------------------------ odd stories
def test_an_empty_story_has_every_page(tmp_path: Path) -> None:
    """One report, no dates, no places, nothing found: every page says so and none fails."""
    record = factory.story()
    report = replace(record.reports[0], published=replace(record.reports[0].published, value=None), segments=())
    empty = replace(
        record, reports=(report,), entities=(), times=(), quantities=(), claims=(), relations=(), propositions=(), findings=(),
        lineage=replace(record.lineage, groups=(), edges=()), timeline=(), itinerary=(), events=(), event_chains=(),
        brief=replace(record.brief, sentences=()), notices=(),
        story=replace(record.story, title=None, first_published=None, last_published=None),
    )  # fmt: skip
    client = Browser(shelf_of(tmp_path, none=empty)).client
    for part, _ in PARTS:
        assert client.get(f"/s/none/{part}").status_code == 200, part


def test_what_is_no_record_is_listed_with_its_fault(tmp_path: Path) -> None:
    """A truncated record, one of another version and a file that is none stand in the list and say what is wrong."""
    (tmp_path / "cut.json").write_bytes(encode(factory.story())[:500])
    (tmp_path / "later.json").write_bytes(
        encode(factory.story()).replace(b'"record_version": 1', b'"record_version": 99')
    )
    (tmp_path / "none.json").write_bytes(b"\xff\xfe\x00")
    client = Browser(shelf_of(tmp_path, ferry=factory.story())).client
    text = " ".join(Page(client.get("/").text).text.split())
    assert "cut.json is not a valid record" in text
    assert "the record has version 99, this whosays reads version 1" in text
    assert client.get("/s/cut/brief").status_code == 422
    assert client.get("/s/ferry/brief").status_code == 200


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Titles, names, texts and questions full of markup appear as text on every page."""
    client = Browser(shelf_of(tmp_path, bad=hostile())).client
    for path in [
        "/",
        "/add",
        *[f"/s/bad/{part}" for part, _ in PARTS],
        "/s/bad/report/r1",
        "/s/bad/claim/c1",
        "/s/bad/export",
    ]:
        page = Page(client.get(path).text)
        for tag, attrs in page.elements:
            assert tag not in ("img", "iframe", "object", "embed"), (path, tag)
            assert not [name for name in attrs if name.startswith("on") or name in ("style", "srcdoc")], (path, tag)
        assert not [href for href in page.values("href") if not href.startswith(("#", "/", "https://"))], path
        assert [tag for tag, _ in page.elements].count("script") == 3


def test_names_keep_their_direction_to_themselves(browser: Browser) -> None:
    """A name that is written from the right stands in an element of its own, so that it cannot turn what follows."""
    page = browser.client.get("/s/ferry/cast").text
    assert "<bdi>Transport Ministry</bdi>" in page


def test_a_story_of_two_hundred_reports_has_every_page(tmp_path: Path, example: Record) -> None:
    """Long lists are cut or folded: no page of a story of 200 reports is larger than two megabytes."""
    client = Browser(shelf_of(tmp_path, big=many_reports(example, 200))).client
    for part, _ in PARTS:
        answer = client.get(f"/s/big/{part}")
        assert answer.status_code == 200
        assert len(answer.content) < 2_000_000, part


# ------------------------------------------------------------------------------------------------ the guard
@pytest.mark.parametrize("path", ["/", "/nothing", "/s/ferry/map", "/static/app.js", "/s/ferry/nothing.json"])
def test_every_answer_has_the_headers(browser: Browser, path: str) -> None:
    """Policy, nosniff, no referrer, isolation: on pages, files and errors alike."""
    answer = browser.client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value or name == "cache-control"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8766", "localhost.evil.example:8765",
                                  "127.0.0.1:8765.evil.example", "", "127.0.0.1:8765@evil.example"])  # fmt: skip
def test_only_our_host_names_are_answered(browser: Browser, host: str) -> None:
    """The Host header with its port is checked before anything is looked up, and a refusal has the headers too."""
    answer = browser.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"] == POLICY


def test_a_server_in_front_is_named_with_its_scheme() -> None:
    """Behind a server that speaks HTTPS its name is a host without our port, and its address the origin of changes."""
    access = Access.of(("127.0.0.1", "https://Stories.example/"), 8765)
    assert access.hosts == {"127.0.0.1:8765", "stories.example"}
    assert access.origins == {"http://127.0.0.1:8765", "https://stories.example"}


def test_localhost_is_answered(browser: Browser) -> None:
    """The name is ours, in whatever case it is written."""
    assert browser.client.get("/", headers={"host": "LocalHost:8765"}).status_code == 200


CHANGES = ["/session", "/add", "/jobs/1/cancel", "/s/ferry/decide", "/", "/nothing"]


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": HOST},
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "https://127.0.0.1:8765", "sec-fetch-site": "same-origin"},
        {"origin": "http://127.0.0.1:8766", "sec-fetch-site": "same-site"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_change_from_elsewhere_is_refused(browser: Browser, path: str, headers: dict[str, str]) -> None:
    """Without our own origin and the browser's word that the page is ours nothing is changed, session or not."""
    browser.begin()
    assert browser.client.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_change_without_session_is_refused(browser: Browser, method: str) -> None:
    """Every method but GET and HEAD needs the session, known address or not."""
    for path in ("/add", "/s/ferry/decide", "/"):
        assert browser.client.request(method, path, headers=OURS).status_code == 403


@pytest.mark.parametrize(
    "cookie",
    ["whosays-8765=wrong", "whosays-8765=", "whosays-8766={session}", "whosays-8765={session}; whosays-8765=x"],
)
def test_a_wrong_cookie_is_no_session(browser: Browser, cookie: str) -> None:
    """The session's value alone counts, once, under this port's name."""
    value = cookie.format(session=browser.access.session)
    assert browser.client.post("/jobs/1/cancel", headers={**OURS, "cookie": value}).status_code == 403


def test_the_token_opens_a_session(browser: Browser) -> None:
    """The cookie is for this site only and closed to scripts; a wrong token gives none, and the token is in no page."""
    wrong = browser.client.post("/session", data={"token": "wrong"}, headers=OURS)
    assert wrong.status_code == 403
    assert "set-cookie" not in wrong.headers
    right = browser.client.post("/session", data={"token": browser.access.token}, headers=OURS)
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert right.headers["location"] == "/"
    for path in PAGES:
        text = browser.client.get(path).text
        assert browser.access.token not in text
        assert browser.access.session not in text


@pytest.mark.parametrize("path", ["/add", "/session", "/s/ferry/decide", "/jobs/1/cancel"])
def test_reading_changes_nothing(browser: Browser, path: str, tmp_path: Path) -> None:
    """No address changes anything when it is only asked for."""
    browser.begin()
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.json*")}
    for one in [*PAGES, *DATA, f"{path}?decision=dismiss&about=f1&by=x&reason=y&token={browser.access.token}"]:
        browser.client.get(one)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.json*")} == before
    assert not browser.works.jobs


def test_more_than_the_largest_body_is_not_read(browser: Browser) -> None:
    """Said at once where the length is given, and when it comes where it is not; a length that is no number is refused."""
    browser.begin()
    declared = browser.client.post("/add", headers={**OURS, "content-length": str(LARGEST + 1)})
    assert declared.status_code == 413
    assert browser.client.post("/add", headers={**OURS, "content-length": "-1"}).status_code == 400
    small = Guard(application(browser.shelf, browser.access, browser.works), browser.access, largest=1000)
    client = TestClient(small, base_url=HOST, cookies=browser.client.cookies)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/session", content=(b"x" * 500 for _ in range(4)), headers={**OURS, **kind}).status_code == 413


def test_an_unforeseen_error_keeps_its_inside(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of an error has the headers and names the kind of error, never a path, a value or a traceback."""

    def broken(shelf: RecordShelf, name: str, version: int | None = None) -> Record:
        raise RuntimeError("secret <b>inside</b>")

    monkeypatch.setattr(RecordShelf, "record", broken)
    client = TestClient(
        application(browser.shelf, browser.access, browser.works), base_url=HOST, raise_server_exceptions=False
    )
    answer = client.get("/s/ferry/brief")
    assert answer.status_code == 500
    assert "RuntimeError" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_public_server_shows_nothing_without_session(tmp_path: Path) -> None:
    """Where others can reach the server, reading needs the session too."""
    browser = Browser(shelf_of(tmp_path, ferry=factory.story()), private=True)
    for path in ("/stories.json", "/s/ferry/brief", "/s/ferry/record.json", "/nothing", "/session/../jobs", "/staticx"):
        assert browser.client.get(path).status_code == 401, path
    assert browser.client.get("/").headers["location"] == "/session"
    assert browser.client.get("/session").status_code == 200
    assert browser.client.get("/static/page.css").status_code == 200
    browser.begin()
    assert browser.client.get("/s/ferry/brief").status_code == 200


def test_serving_others_needs_to_be_meant(tmp_path: Path) -> None:
    """An address that others can reach needs --public, and that a token that cannot be guessed."""
    shelf = shelf_of(tmp_path, ferry=factory.story())
    with pytest.raises(CannotServe, match="--public"):
        serve(shelf, host="0.0.0.0")
    with pytest.raises(CannotServe, match="token"):
        serve(shelf, host="0.0.0.0", public=True)
    with pytest.raises(CannotServe, match="fewer than 16"):
        serve(shelf, host="0.0.0.0", public=True, token="short")


def test_the_command_serves_and_ends(tmp_path: Path) -> None:
    """It prints one address with the token, answers there, and ends at Ctrl-C without a complaint."""
    (tmp_path / "ferry.json").write_bytes(encode(factory.story()))
    command = [sys.executable, "-m", "whosays", "serve", "ferry.json", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WHOSAYS_TOKEN": "a-token-for-this-test"}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        address, _, token = process.stdout.readline().strip().partition("#token=")
        assert token == "a-token-for-this-test"
        assert "Ferry strikes pier" in httpx.get(f"{address}s/ferry/brief").text
        assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, 130)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["nothing.json"], "there is no such file or folder"),
        (["empty"], "neither a record nor a report"),
        (["report.txt"], "give the folder"),
        (["--host", "0.0.0.0"], "say --public"),
        (["--host", "0.0.0.0", "--public"], "there is no encryption"),
    ],
)
def test_what_cannot_be_served_is_said(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that says what is wrong, and no server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHOSAYS_TOKEN", raising=False)
    (tmp_path / "empty").mkdir()
    (tmp_path / "report.txt").write_text(factory.POST)
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert result.exit_code in (1, 3)
    assert says in result.output


def test_a_folder_is_told_again_when_reports_come(tmp_path: Path) -> None:
    """New reports in a folder are told with the old ones; nothing new, nothing done; a folder of the same name is another story."""
    keep, said = tmp_path / "keep", []

    def served(folder: Path) -> list[str]:
        said.clear()
        return [one.stem for one in stories_of(folder, keep, say=said.append, progress=lambda words: None)]

    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "1.txt").write_text("Outlet: Harbour Post\n\n" + factory.POST)
    assert served(folder) == ["ferry"]
    first = (keep / "ferry.json").read_bytes()
    assert served(folder) == ["ferry"]
    assert (said, (keep / "ferry.json").read_bytes()) == ([], first)
    (folder / "2.txt").write_text("Outlet: The Ledger\n\n" + factory.LEDGER)
    assert served(folder) == ["ferry"]
    assert "1 new report: told again" in said[0]
    assert (keep / "ferry.versions" / "1.json").read_bytes() == first
    assert len(decode((keep / "ferry.json").read_bytes()).reports) == 2
    other = tmp_path / "elsewhere" / "ferry"
    other.mkdir(parents=True)
    (other / "1.txt").write_text("Outlet: Hill News\n\nThe mayor of Tarn opened a library on Friday.\n")
    assert served(other) == ["ferry-2"]
    (folder / "3.txt").write_text((other / "1.txt").read_text())
    assert sorted(served(folder)) == ["ferry", "ferry-2"]
    (folder / "3.txt").write_text("Outlet: Hill News\n\nRain fell on the wheat of Orvale for nine days in April.\n")
    assert served(folder) == ["ferry"]
    assert "do not share this story" in said[0]


def test_a_folder_of_two_stories_is_two(tmp_path: Path) -> None:
    """Reports that share no story are told apart, each under its title, and found again."""
    folder, keep = tmp_path / "mixed", tmp_path / "keep"
    folder.mkdir()
    (folder / "1.txt").write_text("Outlet: Harbour Post\n\n" + factory.POST)
    (folder / "2.txt").write_text(
        "Outlet: Hill News\n\nLibrary opens in Tarn\n\nThe mayor of Tarn opened a library on Friday. It holds 9,000 books.\n"
    )
    told = stories_of(folder, keep, say=print, progress=lambda words: None)
    assert len(told) == 2
    assert sorted(stories_of(folder, keep, say=print, progress=lambda words: None)) == sorted(told)


def test_what_is_stated_of_a_folder(tmp_path: Path) -> None:
    """Encoding, outlet and date are what ``brief`` takes them for, when a folder is told and when it is told again."""
    folder, keep = tmp_path / "ferry", tmp_path / "keep"
    folder.mkdir()
    stated = Stated(outlet="Harbour Post", published="2031-05-07", encoding="cp1252")
    for name, words in (("1.txt", factory.POST), ("2.txt", factory.LEDGER)):
        (folder / name).write_bytes(f"{words}\n\nA café on the quay stayed open.\n".encode("cp1252"))
        (told,) = stories_of(folder, keep, stated, say=print, progress=lambda words: None)
        reports = decode(told.read_bytes()).reports
        assert {(one.outlet, (one.published.value or "")[:10]) for one in reports} == {("Harbour Post", "2031-05-07")}
    assert len(reports) == 2


def test_feeds_are_no_records(tmp_path: Path) -> None:
    """A folder of reports in JSON is read as reports; a file that is a record, even a broken one, is shown as that."""
    (tmp_path / "feed.json").write_text('{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}')
    result = CliRunner().invoke(main, ["serve", str(tmp_path), "--keep", str(tmp_path / "keep")])
    assert result.exit_code == 3
    assert "neither a record nor a report" in result.output


# ------------------------------------------------------------------------------------------------ decisions
def form(kind: str, about: str, **fields: str) -> dict[str, str]:
    """What the page's form sends."""
    return {"decision": kind, "about": about, "by": "A. Reader", "reason": "looked at it", **fields}


@pytest.mark.parametrize(
    "fields",
    [
        form("dismiss", "f1"), form("confirm", "f1"), form("merge", "e1", other="Transport Ministry"),
        form("same-origin", "r1", other="r2"), form("different-origin", "r1", other="r2"),
        form("correct-outlet", "r1", value="Harbour Times"), form("correct-date", "r1", value="2031-05-08"),
        form("correct-attribution", "c1"),
    ],
    ids=lambda fields: fields["decision"],
)  # fmt: skip
def test_a_decision_is_kept(
    browser: Browser, fields: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each button writes one line that the command line reads, and the story is told again in the background."""
    started: list[Task] = []
    monkeypatch.setattr(Works, "start", lambda self, what, prepare, *, story: started.append(prepare()))
    browser.begin()
    answer = browser.client.post("/s/ferry/decide", data=fields, headers=OURS)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/jobs"), answer.text
    (task,) = started
    (decision,) = task.sheaf.decisions
    assert (decision.decision, decision.by, decision.reason) == (fields["decision"], "A. Reader", "looked at it")
    assert (tmp_path / "stories" / "ferry.decisions.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    "fields",
    [
        form("nothing", "f1"), form("dismiss", "no such finding"), form("dismiss", "f1") | {"by": " "}, {}, form("merge", "e1", other="e1"),
        form("correct-date", "r1", value="yesterday"), form("dismiss", "f1") | {"reason": "x" * 3000}, form("merge", "e1", other="Nobody"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused(browser: Browser, fields: dict[str, str], tmp_path: Path) -> None:
    """A form that does not make a decision is refused with the reason, and nothing is written."""
    browser.begin()
    answer = browser.client.post("/s/ferry/decide", data=fields, headers=OURS)
    assert answer.status_code == 422
    assert "not decided" in answer.text
    assert not list(tmp_path.rglob("*.jsonl"))


def test_a_decision_is_taken_back(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the brief each decision has a button; its line becomes a comment with the name, and what it forbade is possible."""
    started: list[Task] = []
    monkeypatch.setattr(Works, "start", lambda self, what, prepare, *, story: started.append(prepare()))
    browser.begin()
    pair = (Target(name="Ada Lorne", kind="person"), Target(name="Transport Ministry", kind="organisation"))
    first, second = (
        Decision("merge", pair, "A", "2031-05-08", "one"),
        Decision("correct-outlet", (Target(source="ledger.txt"),), "A", "9 May", "two", "Ledger"),
    )
    for decision in (first, second):
        browser.shelf.decide("ferry", decision)
    told = [
        Obeyed(1, d.decision, d.by, d.on, d.reason, d.value, d.about, True, "", (), (), (), ()) for d in (first, second)
    ]
    record = browser.shelf.record("ferry")
    (tmp_path / "stories" / "ferry.json").write_bytes(encode(replace(record, decisions=tuple(told))))
    page = Page(browser.client.get("/s/ferry/brief").text)
    assert page.values("action") == ["/s/ferry/undo"] * 2
    marks = [attrs["value"] for tag, attrs in page.elements if tag == "input" and attrs.get("name") == "about"]
    for fields in ({"about": marks[0]}, {"about": "0" * 16, "by": "B"}, {}):
        answer = browser.client.post("/s/ferry/undo", data=fields, headers=OURS)
        assert (answer.status_code, "not taken back" in answer.text) == (422, True)
    assert (
        browser.client.post("/s/ferry/undo", data={"about": marks[0], "by": "B. Reader"}, headers=OURS).status_code
        == 303
    )
    assert [one.decision for one in started[0].sheaf.decisions] == ["correct-outlet"]
    assert "# taken back by B. Reader: {" in (tmp_path / "stories" / "ferry.decisions.jsonl").read_text()
    browser.shelf.decide("ferry", Decision("split", pair, "B", "2031-05-08", "three"))


def test_what_was_decided_and_not_told_yet_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server may end, or the work be cancelled, before a story is told with a decision: the brief says so and has a button."""
    started: list[Task] = []
    monkeypatch.setattr(Works, "start", lambda self, what, prepare, *, story: started.append(prepare()))
    assert "Decided since" not in browser.client.get("/s/ferry/brief").text
    decision = Decision("correct-outlet", (Target(source="ledger.txt"),), "A", "9 May", "two", "Ledger")
    browser.shelf.decide("ferry", decision)
    page = browser.client.get("/s/ferry/brief").text
    assert "does not obey yet: 1 made" in page
    assert Page(page).values("action") == ["/s/ferry/tell"]
    browser.begin()
    assert browser.client.post("/s/ferry/tell", headers=OURS).status_code == 303
    assert [one.decision for one in started[0].sheaf.decisions] == ["correct-outlet"]


def test_decisions_from_elsewhere_are_kept_with_new_ones(browser: Browser, tmp_path: Path) -> None:
    """A record told with a file of decisions that does not stand beside it keeps obeying them when something is decided."""
    made = Decision("correct-outlet", (Target(source="ledger.txt"),), "A", "9 May", "two", "Ledger")
    told = Obeyed(1, made.decision, made.by, made.on, made.reason, made.value, made.about, True, "", (), (), (), ())
    record = browser.shelf.record("ferry")
    (tmp_path / "stories" / "ferry.json").write_bytes(encode(replace(record, decisions=(told,))))
    assert "Decided since" not in browser.client.get("/s/ferry/brief").text
    browser.shelf.decide(
        "ferry", replace(made, value="The Ledger", reason="see its masthead", about=(Target(source="r1"),))
    )
    assert [one.value for one in browser.shelf.sheaf("ferry").decisions] == ["Ledger", "The Ledger"]
    assert "does not obey yet: 1 made" in browser.client.get("/s/ferry/brief").text
    browser.shelf.take_back("ferry", browser.shelf.decisions("ferry")[0], "B")
    assert [one.value for one in browser.shelf.decisions("ferry")] == ["The Ledger"]


def test_a_broken_line_of_decisions_is_named(browser: Browser, tmp_path: Path) -> None:
    """A person edits the file and gets it wrong: the brief is shown, with the line and what is wrong with it."""
    (tmp_path / "stories" / "ferry.decisions.jsonl").write_text('{"decision": "dismiss"}\n')
    answer = browser.client.get("/s/ferry/brief")
    assert answer.status_code == 200
    assert "ferry.decisions.jsonl, line 1" in Page(answer.text).text


def test_decisions_that_contradict_each_other_are_refused(browser: Browser) -> None:
    """The second of two that cannot both be obeyed is not written."""
    shelf = browser.shelf
    pair = (Target(name="Ada Lorne", kind="person"), Target(name="Transport Ministry", kind="organisation"))
    shelf.decide("ferry", Decision("merge", pair, "A", "2031-05-08", "one"))
    with pytest.raises(ValueError, match="line"):
        shelf.decide("ferry", Decision("split", pair, "B", "2031-05-08", "two"))
    assert len(shelf.sheaf("ferry").decisions) == 1


def test_a_dismissed_finding_is_gone_and_what_changed_says_so(tmp_path: Path, tell: Teller) -> None:
    """From the button to the new record: told again in a process of its own, the old version kept, the change shown."""
    example = tell(
        "The ferry sank off Selby on Monday and twelve people died, police said.",
        "The ferry sank off Selby on Monday and nineteen people died, police said.",
    )
    browser = Browser(shelf_of(tmp_path, train=example))
    browser.begin()
    finding = wording.disagreements(example)[0]
    assert browser.client.post("/s/train/decide", data=form("dismiss", finding.id), headers=OURS).status_code == 303
    browser.wait()
    (job,) = browser.works.jobs.values()
    assert (job.state, job.fault) == ("done", None)
    after = browser.shelf.record("train")
    assert len(wording.disagreements(after)) == len(wording.disagreements(example)) - 1 == 0
    assert browser.shelf.versions("train") == (1, 2)
    assert browser.shelf.record("train", 1) == example
    assert "No longer disputed" in browser.client.get("/s/train/changed").text
    with pytest.raises(NoStory):
        browser.shelf.record("train", 3)


# ------------------------------------------------------------------------------------------------ new reports
def test_a_pasted_report_becomes_a_story(browser: Browser) -> None:
    """Pasted text and an uploaded file are read in the background, told, and kept as a new story."""
    browser.begin()
    upload = ("../../a report.txt", (EXAMPLE / "01-orrin-wire-service.txt").read_bytes(), "text/plain")
    fields = {"text": "Twelve people were hurt in Selby on Monday, police said.", "outlet": "Selby Post", "one_story": "yes",
              "published": "2031-05-07"}  # fmt: skip
    answer = browser.client.post("/add", data=fields, files={"files": upload}, headers=OURS)
    assert answer.status_code == 303
    browser.wait()
    (job,) = browser.works.jobs.values()
    assert (job.state, job.fault) == ("done", None)
    (name,) = job.kept
    record = browser.shelf.record(name)
    assert {report.source for report in record.reports} == {"a report.txt", "pasted.txt"}
    assert "Selby Post" in {report.outlet for report in record.reports}
    assert browser.client.get(f"/s/{name}/brief").status_code == 200


def test_nothing_given_is_said(browser: Browser) -> None:
    """An empty form starts no work."""
    browser.begin()
    answer = browser.client.post("/add", data={"text": "  "}, headers=OURS)
    assert answer.status_code == 422
    assert not browser.works.jobs


def test_work_can_be_cancelled(browser: Browser) -> None:
    """A job that is cancelled keeps nothing, and its process ends."""
    browser.begin()
    job = browser.works.start(
        "a long one", lambda: Task(None, Sheaf(factory.story().reports, (), ()), True), story=None
    )
    assert browser.client.post(f"/jobs/{job.number}/cancel", headers=OURS).status_code == 303
    assert job.state == "cancelled"
    browser.wait()
    assert not job.kept
    assert "cancelled" in Page(browser.client.get("/jobs").text).text


def test_a_question_is_answered_on_a_page(browser: Browser) -> None:
    """The words that answer it, or that the reports do not say; what is no question is said, and as JSON refused."""
    asked = Page(browser.client.get("/s/ferry/ask", params={"q": "How many people were hurt?"}).text)
    plain = browser.client.get("/s/ferry/ask.json", params={"q": "How many people were hurt?"}).json()
    assert plain["answerable"]
    assert all(statement["answer"] in asked.text for statement in plain["statements"])
    nothing = browser.client.get("/s/ferry/ask", params={"q": "How many storms?"}).text
    assert "The reports do not say." in Page(nothing).text
    for no_question in ("12", "a" * 501):
        assert "Ask in English" in Page(browser.client.get("/s/ferry/ask", params={"q": no_question}).text).text
        assert browser.client.get("/s/ferry/ask.json", params={"q": no_question}).status_code == 422
    echoed = browser.client.get("/s/ferry/ask", params={"q": 'Who is <b>"x"</b>?'}).text
    assert "<b>" not in echoed


def test_no_page_names_a_place_outside(browser: Browser) -> None:
    """Scripts, styles and pictures come from this server; links out are only those of the reports."""
    for path in PAGES:
        page = Page(browser.client.get(path).text)
        assert all(src.startswith("/static/") for src in page.values("src"))
        outside = [href for href in page.values("href") if re.match(r"[a-z]+:", href)]
        assert all(href.startswith("https://example.org/") for href in outside)
