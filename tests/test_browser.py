"""The pages in a real browser: every view of the example and of 200 reports, axe, hostile words, keys, light, links, buttons.

Skipped where no Chromium is installed; WHOSAYS_REQUIRE_BROWSER=1 makes that a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.xss import VIEWS, Seen, browser_path, hostile_everywhere, served, visit
from tests import factory
from tests.large_story import many_reports
from whosays.model import Record
from whosays.record import encode
from whosays.render import render
from whosays.web.jobs.work import Job, Works
from whosays.web.shelves.records import RecordShelf
from whosays.web.shelves.shelf import Task

CHROMIUM = browser_path()
REQUIRED = os.environ.get("WHOSAYS_REQUIRE_BROWSER") == "1"
pytestmark = pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="no Chromium is installed (Debian: chromium)")
STORIES = ("example", "large")
JUDGED = ("brief", "claims", "sources")  # views that are made otherwise of many reports than of few
PAGES = [(story, view) for story in STORIES for view in VIEWS] + [
    ("example", "export"), ("example", "ask?q=How+many+trips+abroad%3F"), ("hostile", "ask"), ("", ""), ("", "add"), ("", "jobs"), ("", "session"),
]  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><script>alert(2)</script>",
    "'><img src=x onerror=alert(3)>",
    "<img src=https://outside.example/pixel.gif>",
    "<svg/onload=alert(4)>",
    "<svg><script xlink:href='data:text/javascript,alert(5)'></script></svg>",
    "<iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "<a href=\"javascript:alert(7)\">x</a>",
    "<style>@import 'https://outside.example/x.css';</style>",
    "<link rel=stylesheet href=https://outside.example/x.css>",
    "<body onload=alert(8)>",
    "<details open ontoggle=alert(9)>",
    "<input autofocus onfocus=alert(10)>",
    "</textarea><script>alert(11)</script>",
    "</title><script>alert(12)</script>",
    "</style><script>alert(13)</script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(14)>",
    "<base href=https://outside.example/>",
    "<meta http-equiv=refresh content='0;url=https://outside.example/'>",
    "<form action=https://outside.example/><button>x</button></form>",
    "&lt;script&gt;alert(15)&lt;/script&gt;",
    "&#60;script&#62;alert(16)&#60;/script&#62;",
    "{{7*7}} ${7*7} <%= 7*7 %> {% raw %}",
    "\u202egpj.exe \u2066x\u2069 \u200f\u061c",
    "\x00\x07\x1b[31m \x7f \u2028 \u2029 \ufeff \ufffe",
    "`-alert(17)-` '-alert(18)-' \"-alert(19)-\" \\'; alert(20)//",
    "#\" onmouseover=\"alert(21)",
    "data:text/html,<script>alert(22)</script>",
)  # fmt: skip


@dataclass(slots=True)
class Recorded(Works):
    """Work that is noted and never done."""

    tasks: list[Task] = field(default_factory=list)

    def start(self, what: str, prepare: Callable[[], Task], *, story: str | None, end: Any = None) -> Job:
        """Note the task."""
        self.tasks.append(prepare())
        job = Job(len(self.jobs) + 1, what, story, "done", "done")
        self.jobs[job.number] = job
        return job


@dataclass(frozen=True, slots=True)
class Site:
    """A server with three stories, and the browser that looks at it."""

    base: str
    token: str
    works: Recorded
    browser: Any
    hostile: Record
    example: Record

    def page(self, seen: Seen, **options: Any) -> Any:
        """A page of a fresh profile, watched."""
        page = self.browser.new_context(**options).new_page()
        seen.watch(page)
        return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, example: Record) -> Iterator[Site]:
    """The example, the same in 200 reports, and a story of hostile words."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "WHOSAYS_REQUIRE_BROWSER=1 and no Chromium is installed (Debian: apt-get install chromium)"
    folder = tmp_path_factory.mktemp("stories")
    hostile = hostile_everywhere(factory.story(), " ".join(HOSTILE))
    for name, record in (("example", example), ("large", many_reports(example, 200)), ("hostile", hostile)):
        (folder / f"{name}.json").write_bytes(encode(record))
    shelf = RecordShelf.of([folder], folder=folder)
    works = Recorded(shelf.keep)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with served(shelf, works) as (base, token):
            yield Site(base, token, works, browser, hostile, example)
        browser.close()


@pytest.fixture
def seen(site: Site) -> Seen:
    """What the browser does that it should not."""
    return Seen(site.base)


def address(site: Site, story: str, view: str) -> str:
    """Of a view of a story, or of a page without one."""
    return f"{site.base}/s/{story}/{view}" if story else f"{site.base}/{view}"


@pytest.fixture(scope="module")
def looking(site: Site) -> Iterator[tuple[Any, Seen]]:
    """One page for all the tests that only look, and what it did."""
    seen = Seen(site.base)
    made = site.page(seen)
    yield made, seen
    made.context.close()


@pytest.mark.parametrize("story, view", PAGES)
def test_every_view_is_accessible_and_quiet(site: Site, looking: tuple[Any, Seen], story: str, view: str) -> None:
    """axe finds nothing serious, the console says nothing, nothing outside is asked for, and a telephone needs no sideways scroll."""
    from axe_playwright_python.sync_playwright import Axe

    shown, seen = looking
    shown.set_viewport_size({"width": 1280, "height": 900})
    shown.goto(address(site, story, view))
    if story != "large" or view in JUDGED:
        # The colours of the large story are those of the example, and judging them thousands of times takes long.
        rules = {"color-contrast": {"enabled": story != "large"}}
        found = Axe().run(shown, options={"rules": rules, "resultTypes": ["violations"]}).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in grave] == []
    shown.set_viewport_size({"width": 360, "height": 740})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    seen.after(shown)
    faults, seen.faults = seen.faults, []
    assert faults == []


@pytest.mark.parametrize("view", [view for story, view in PAGES if story == "example"])
def test_links_are_large_enough_to_point_at(site: Site, looking: tuple[Any, Seen], view: str) -> None:
    """Every link and button is 24 pixels high, but for the marks inside a sentence."""
    shown, _ = looking
    shown.goto(address(site, "example", view))
    small = """[...document.querySelectorAll('a, button, summary')]
        .filter(one => !one.closest('.marks, .back, svg') && one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"""
    assert shown.evaluate(small) == []


def test_dark_is_accessible_too(site: Site, seen: Seen) -> None:
    """The colours of the dark scheme hold on the views that use most of them."""
    from axe_playwright_python.sync_playwright import Axe

    page = site.page(seen, color_scheme="dark")
    for view in ("brief", "disputes"):
        page.goto(address(site, "example", view))
        found = Axe().run(page).response["violations"]
        assert [(one["id"], view) for one in found if one["impact"] in ("serious", "critical")] == []
    assert seen.faults == []
    page.context.close()


def test_hostile_words_do_nothing(site: Site, seen: Seen) -> None:
    """In every place where text is shown, with all folds open and the pointer on it: no dialog, no request, no report."""
    page = site.page(seen)

    def touch(shown: Any) -> None:
        for selector in (".said", ".evidence", "summary"):
            if shown.locator(selector).count():
                shown.locator(selector).first.hover(force=True)
        if shown.locator(".evidence").count():  # what is pressed is offered in a line of its own
            shown.locator(".evidence").first.dispatch_event("click")
            assert shown.locator(".taking q").count() == 1

    visit(page, site.base, "hostile", site.hostile, seen, touch)
    assert seen.faults == []
    page.context.close()


def test_hostile_words_do_nothing_in_the_single_file(site: Site, tmp_path: Path) -> None:
    """The same for the page that is a file."""
    seen = Seen("file://")
    page = site.page(seen)
    (tmp_path / "page.html").write_text(render(site.hostile, "html"), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    seen.after(page)
    assert seen.faults == []
    assert page.locator("h1").count() == 1
    page.context.close()


def test_sentences_and_passages_light_each_other(site: Site, seen: Seen) -> None:
    """Pointing at a sentence lights its passages beside it; pointing at a passage lights its sentences."""
    page = site.page(seen)
    page.goto(address(site, "example", "brief"))
    first = page.locator(".said").first
    first.hover()
    ids = (first.get_attribute("data-passages") or "").split()
    assert ids
    assert all("lit" in (page.locator(f"[id='{one}']").get_attribute("class") or "") for one in ids)
    page.locator(f"[id='{ids[-1]}']").hover()
    assert "lit" in (first.get_attribute("class") or "")
    page.context.close()


def test_keys_lead_through_the_page(site: Site, seen: Seen) -> None:
    """j and k step, Enter shows the passage, ? the keys, a number another part of the story."""
    page = site.page(seen)
    page.goto(address(site, "example", "brief"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "s2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "s1"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash.length") > 10
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.wait_for_url("**/disputes")
    page.keyboard.press("9")
    page.wait_for_url("**/sources")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/*")
    assert seen.faults == []
    page.context.close()


def test_a_story_is_opened_from_the_list_by_keys(site: Site, seen: Seen) -> None:
    """j goes to a story, Enter opens it, a digit goes to a part, e hands over the record."""
    page = site.page(seen)
    page.goto(f"{site.base}/?q=train")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brief")
    page.keyboard.press("2")
    page.wait_for_url("**/claims")
    with page.expect_download() as download:
        page.keyboard.press("e")
    assert download.value.suggested_filename == "record.json"
    page.context.close()


def test_what_came_since_the_last_visit_is_marked(site: Site, seen: Seen) -> None:
    """A story that was not in the list the last time has a badge; those that were have none."""
    page = site.page(seen)
    page.goto(f"{site.base}/")
    assert page.locator(".news:visible").count() == 0
    page.evaluate("localStorage.setItem('whosays-listed', JSON.stringify(['example', 'hostile']))")
    page.goto(f"{site.base}/")
    page.locator(".news:visible").wait_for()
    assert page.locator("li:has(.news:visible)").get_attribute("data-story") == "large"
    page.context.close()


def test_a_citation_is_copied(site: Site, seen: Seen) -> None:
    """Words, outlet, time and a link to them."""
    page = site.page(seen, permissions=["clipboard-read", "clipboard-write"])
    page.goto(address(site, "example", "brief"))
    page.locator(".fold summary").click()
    page.locator(".fold .cite").first.click()
    page.locator(".fold .cite", has_text="copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“North Korean leader")
    assert "Calderby Gazette, 12 September 2023" in copied
    assert f"{site.base}/s/example/brief#" in copied
    page.context.close()


def test_pressed_words_can_be_taken_along(site: Site, seen: Seen) -> None:
    """Marked words of a source become a citation without the numbers of the brief, with a link to their report; Escape ends it."""
    page = site.page(seen, permissions=["clipboard-read", "clipboard-write"])
    page.goto(address(site, "example", "brief"))
    page.locator(".linked .evidence.cited").first.click()
    page.locator(".taking .cite", has_text="citation").click()
    page.locator(".taking .cite", has_text="copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    quoted = copied.partition("”")[0].lstrip("“")
    assert any(quoted in " ".join(report.text.split()) for report in site.example.reports)
    link = copied.rpartition(" ")[2]
    assert link.startswith(f"{site.base}/s/example/report/")
    page.goto(link)
    assert page.locator(".evidence:target").count() == 1
    page.goto(address(site, "example", "sources"))
    page.locator(".evidence").first.click()
    assert page.locator(".taking").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".taking").count() == 0
    assert seen.faults == []
    page.context.close()


def test_the_matrix_of_the_single_file_filters_and_sorts_itself(site: Site, seen: Seen, tmp_path: Path) -> None:
    """Search, status and order work without a server; rows that are folded come to light."""
    file = tmp_path / "story.html"
    file.write_text(render(site.example, "html"), encoding="utf-8")
    page = site.page(seen)
    page.goto(file.as_uri())
    page.locator("[role=search] input").fill("trains")
    shown = page.locator(".matrix tbody tr:visible th").all_inner_texts()
    assert shown
    assert all("trains" in one for one in shown)
    assert page.locator("[role=search] [role=status]").inner_text().startswith(f"{len(shown)} of ")
    page.locator("[role=search] input").fill("")
    page.locator("[role=search] select").nth(1).select_option("statement")
    first = page.locator(".matrix").first.locator("tbody tr:visible th > span:first-child").all_inner_texts()
    assert first == sorted(first, key=str.lower)
    page.context.close()


def test_the_page_of_a_claim_is_accessible(site: Site, looking: tuple[Any, Seen]) -> None:
    """axe finds nothing serious, and a telephone needs no sideways scroll."""
    from axe_playwright_python.sync_playwright import Axe

    shown, seen = looking
    shown.goto(address(site, "example", f"claim/{site.example.claims[0].id}"))
    found = Axe().run(shown, options={"resultTypes": ["violations"]}).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    shown.set_viewport_size({"width": 360, "height": 740})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    assert seen.faults == []


def test_a_narrow_screen_shows_who_says_it(site: Site, seen: Seen) -> None:
    """At 360 px the signs of the reports that have a statement stand below it, under the reports' names, inside the page."""
    page = site.page(seen, viewport={"width": 360, "height": 740})
    page.goto(address(site, "example", "claims"))
    cell = page.locator(".matrix td[data-column]").first
    box = cell.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    named = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert cell.get_attribute("data-column") in named
    page.goto(address(site, "example", "map"))
    assert page.locator(".map").bounding_box()["width"] <= 360
    page.context.close()


def test_a_file_too_large_is_refused_before_it_is_sent(site: Site, seen: Seen, tmp_path: Path) -> None:
    """Fifty megabytes are said to be too much, and the form stays."""
    large = tmp_path / "large.txt"
    large.write_bytes(b"The mayor said so.\n" * (50 * 2**20 // 19))
    page = site.page(seen)
    page.goto(address(site, "", "add"))
    page.locator("#files").set_input_files(large)
    page.locator("button", has_text="Read them").click()
    page.locator(".too-much:visible").wait_for()
    assert "at most 32 MiB" in page.locator(".too-much").inner_text()
    assert page.url.endswith("/add")
    page.context.close()


def test_a_paste_too_large_is_refused_before_it_is_shown(site: Site, seen: Seen) -> None:
    """Fifty megabytes would hold the browser up for minutes; they are said to be too much, and the field stays as it was."""
    page = site.page(seen)
    page.goto(address(site, "", "add"))
    page.locator("#pasted").fill("Here already.")
    pasted = """field => { const held = new DataTransfer(); held.setData("text/plain", "The mayor said so.\\n".repeat(50 * 2 ** 20 / 19));
      return field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true})); }"""
    assert page.locator("#pasted").evaluate(pasted) is False
    assert "These are 50 MiB, and at most 32 MiB" in page.locator(".too-much:visible").inner_text()
    assert page.locator("#pasted").input_value() == "Here already."
    page.context.close()


def test_light_and_dark_are_chosen_and_kept(site: Site, seen: Seen) -> None:
    """The button turns the page, and the next page stays as it is."""
    page = site.page(seen, color_scheme="light")
    page.goto(address(site, "example", "brief"))
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".theme").click()
    page.goto(address(site, "example", "map"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.context.close()


def test_the_printed_address_opens_a_session_and_a_button_decides(site: Site, seen: Seen) -> None:
    """The token leaves the address, its cookie is closed to scripts, and a form reaches the server with its origin."""
    page = site.page(seen)
    with page.expect_response("**/session"):
        page.goto(f"{site.base}/#token={site.token}")
    assert "token" not in page.url
    assert page.evaluate("document.cookie") == ""
    page.goto(address(site, "example", "disputes"))
    page.locator("summary", has_text="Dismiss").first.click()
    form = page.locator("form").filter(has_text="Why").first
    form.locator("[name=reason]").fill("looked at it")
    form.locator("[name=by]").fill("A. Reader")
    form.locator("button").click()
    page.wait_for_url("**/jobs")
    assert [one.decision for one in site.works.tasks[-1].sheaf.decisions] == ["dismiss"]
    assert seen.faults == []
    page.context.close()


def test_the_page_reads_without_script(site: Site, seen: Seen) -> None:
    """Brief, passages, sources and the filter of the matrix are there without a line of script."""
    page = site.page(seen, java_script_enabled=False)
    page.goto(address(site, "example", "brief"))
    page.locator(".marks a").first.click()
    assert "#" in page.url
    page.goto(address(site, "example", "claims"))
    page.locator("#search").fill("trips")
    page.locator(".facets button").click()
    assert "trips" in page.locator("tbody").inner_text()
    page.context.close()
