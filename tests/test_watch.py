"""Feeds watched: what is new is kept and told, what fails is said and tried again, and a watcher that is cut off goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import apsw
import pytest
from click.testing import CliRunner

from benchmarks.made_reports import made_report, record_of
from whosays import pipeline
from whosays.cli import fetching, main
from whosays.fetch.outcomes import Fetched, FetchRefused, Hop, NotModified
from whosays.ingest import Draft, report_of
from whosays.ingest.drafts import Row
from whosays.ingest.fetched import Page, drafts_of
from whosays.ingest.metadata import Given
from whosays.intake import add, catch_up, group, tell_touched
from whosays.model import Reading, Report
from whosays.store import Feed, Incoming, Store, StoreBusy
from whosays.watch import (
    Listener,
    News,
    Rhythm,
    Visitor,
    Watch,
    announce,
    pending,
    post_news,
    rounds,
    run_round,
    stamp,
    visiting,
)
from whosays.watch.posting import MOST_TRIES
from whosays.watch.visiting import visit

NEWS = "https://quellmark.example/feed.xml"
OTHER = "https://dorvane.example/feed.xml"
NOON = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)

FERRY = ("Ferry sinks off Quellmark", ("A ferry sank off Quellmark on Monday and 12 people died, the harbour police said. "
         "The ferry Halcyon was on its way from Quellmark to Tarn Island. "
         "The ferry Halcyon carried 40 passengers, the harbour police said."))  # fmt: skip
FERRY_2 = ("Quellmark ferry: what is known", ("The ferry Halcyon sank off Quellmark on Monday. The ferry Halcyon carried 65 "
           "passengers, its owner said. Rescuers from Tarn Island pulled 28 people out of the water."))  # fmt: skip
MINE = ("Miners freed in Dorvane", ("Nine miners were freed from the Hadley pit in Dorvane on Tuesday, the mining ministry said. "
        "They had been trapped for three days, 400 metres below ground."))  # fmt: skip


def rss(title: str, *entries: tuple[str, str], full: bool = True, links: str = "https://quellmark.example/") -> bytes:
    """A feed with these entries (title, words), whole or as headlines that lead to pages."""
    items = []
    for head, words in entries:
        content = f"<content:encoded>{escape('<p>' + words + '</p>')}</content:encoded>" if full else ""
        items.append(
            f"<item><title>{escape(head)}</title><link>{links}{len(words)}</link>{content}"
            "<pubDate>Wed, 07 May 2031 09:00:00 +0000</pubDate></item>"
        )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{''.join(items)}</channel></rss>"
    ).encode()


def page(head: str, words: str) -> bytes:
    """A web page with one article."""
    words += (
        " Boats from three villages joined the search on Monday evening. The lifeboat of Tarn Island was the first at the "
        "place, and it stayed there all night with its lamps on. Divers will go down to the wreck when the wind drops."
    )
    body = "".join(f"<p>{sentence.strip()}.</p>" for sentence in words.split(". "))
    return (
        f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{body}</article></body></html>".encode()
    )


@dataclass
class Web:
    """Answers to addresses, without a network: bytes, a refusal, or a function of the number of the request."""

    answers: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | FetchRefused:
        """What is written down for the address; the same bytes again are not sent again."""
        self.asked.append((url, etag))
        answer = self.answers[url]
        if isinstance(answer, bytes):
            mark = f'"{len(answer)}"'
            if etag == mark:
                return NotModified(url, url, (), etag=mark)
            return Fetched(url, url, (), 200, answer, etag=mark)
        assert isinstance(answer, Fetched | FetchRefused)
        return answer

    def count(self, url: str) -> int:
        """How often an address was asked for."""
        return sum(asked == url for asked, _ in self.asked)


def refused(url: str, message: str, *, reason: str = "server", retry_after: float | None = None) -> FetchRefused:
    return FetchRefused(url, url, (), reason, message, 503, retry_after)  # type: ignore[arg-type]


@dataclass
class Clock:
    """A clock that moves when somebody waits."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


@dataclass
class Desk:
    """A watch with its web and clock, and what it said."""

    web: Web
    clock: Clock
    watch: Watch
    news: list[News] = field(default_factory=list)

    def round(self) -> list[str]:
        """One round; the titles announced in it."""
        before = len(self.news)
        run_round(self.watch, self.news.append, progress=lambda message: None)
        return [one.announcement.title or "" for one in self.news[before:]]


def desk(store: Store, *feeds: str, pages: bool = True) -> Desk:
    web, clock = Web(), Clock()
    visitor = Visitor(store, web, Rhythm(timedelta(minutes=15)), pages)
    return Desk(web, clock, Watch(visitor, feeds or (NEWS,), clock, clock.sleep))


def test_a_new_story_is_announced_once_and_a_change_when_it_comes(store: Store) -> None:
    """First round: a new story. The same feed again: nothing. A report that contradicts: a new dispute, with its story."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    assert one.round() == ["Ferry sinks off Quellmark"]
    one.clock.sleep(900)
    assert one.round() == []
    one.web.answers[NEWS] = rss("Quellmark News", FERRY_2, FERRY)
    one.clock.sleep(900)
    assert len(one.round()) == 1
    kinds = {change.kind for change in one.news[-1].announcement.changes}
    assert "conflict-new" in kinds
    assert len(store.stories()) == 1


def test_what_is_unchanged_is_asked_for_with_its_mark_and_not_read_again(store: Store) -> None:
    """The second visit sends the ETag of the first."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    one.round()
    one.clock.sleep(900)
    one.round()
    assert [mark is not None for _, mark in one.web.asked] == [False, True]


def test_a_feed_is_not_visited_before_it_is_due(store: Store) -> None:
    """Two rounds within a minute: one visit."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    one.round()
    one.clock.sleep(60)
    one.round()
    assert one.web.count(NEWS) == 1


def test_the_page_behind_a_headline_is_fetched_once(store: Store) -> None:
    """A feed of headlines: the report is read from its page, with the feed's date; the page is not asked for a second time."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY, full=False)
    link = f"https://quellmark.example/{len(FERRY[1])}"
    one.web.answers[link] = page(*FERRY)
    assert one.round() == ["Ferry sinks off Quellmark"]
    (report,) = store.reports()
    assert "harbour police said" in report.text
    assert report.url == link
    one.web.answers[NEWS] = rss("Quellmark News, all of it", FERRY, full=False)
    one.clock.sleep(900)
    one.round()
    assert one.web.count(link) == 1


def test_a_page_that_fails_is_asked_for_again_and_given_up_in_words(store: Store) -> None:
    """Three visits, then a row of refusals that says why; the feed itself goes on."""
    one = desk(store)
    link = f"https://quellmark.example/{len(FERRY[1])}"
    one.web.answers[NEWS] = rss("Quellmark News", FERRY, full=False)
    one.web.answers[link] = refused(link, "quellmark.example answers 503")
    for _ in range(5):
        one.round()
        one.clock.sleep(900)
    assert one.web.count(link) == 3
    assert any("503" in row.message for row in store.refusals())
    assert store.reports() == ()


def test_a_dead_feed_does_not_stop_the_others_and_is_visited_later_and_later(store: Store) -> None:
    """Its failures are rows with their reason; the wait doubles; when it is back, it counts from the start."""
    one = desk(store, OTHER, NEWS)
    one.web.answers = {OTHER: refused(OTHER, "no connection"), NEWS: rss("Quellmark News", FERRY)}
    waits = []
    for _ in range(4):
        one.round()
        feed = store.feed(OTHER)
        assert feed is not None
        assert feed.next_due is not None
        waits.append(datetime.fromisoformat(feed.next_due) - one.clock.now)
        one.clock.now = datetime.fromisoformat(feed.next_due)
    assert waits == [timedelta(minutes=15 * 2**number) for number in range(4)]
    assert len(store.reports()) == 1
    one.web.answers[OTHER] = rss("Dorvane Post", MINE)
    assert one.round() == ["Miners freed in Dorvane"]
    feed = store.feed(OTHER)
    assert feed is not None
    assert feed.failures == 0


def test_a_site_that_asks_for_patience_gets_it(store: Store) -> None:
    """Retry-After of two hours is kept, though the rhythm is a quarter of an hour."""
    one = desk(store)
    one.web.answers[NEWS] = refused(NEWS, "busy", reason="busy", retry_after=7200)
    one.round()
    feed = store.feed(NEWS)
    assert feed is not None
    assert feed.next_due == stamp(NOON + timedelta(hours=2))


def test_a_feed_that_is_gone_is_not_visited_again(store: Store) -> None:
    """410: one visit, and it is said."""
    one = desk(store)
    one.web.answers[NEWS] = refused(NEWS, "it is gone (410)", reason="gone")
    for _ in range(3):
        one.round()
        one.clock.sleep(90_000)
    assert one.web.count(NEWS) == 1
    assert any("not visited again" in row.message for row in store.refusals())


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(store: Store) -> None:
    """A permanent redirect is remembered."""
    moved = "https://quellmark.example/new.xml"
    body = rss("Quellmark News", FERRY)
    one = desk(store)
    one.web.answers = {NEWS: Fetched(NEWS, moved, (Hop(NEWS, 301),), 200, body), moved: body}
    one.round()
    one.clock.sleep(900)
    one.round()
    assert [url for url, _ in one.web.asked] == [NEWS, moved]


def test_a_hostile_feed_is_a_row_of_refusals(store: Store) -> None:
    """Bytes that are no feed fail the visit in words; nothing is kept of them as a report."""
    one = desk(store)
    one.web.answers[NEWS] = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    )
    one.round()
    assert store.reports() == ()
    assert len(store.refusals()) == 1


def test_an_empty_feed_is_no_failure(store: Store) -> None:
    """A feed without an entry is visited again as often as one that works, and its first entry is read."""
    one = desk(store, NEWS)
    one.web.answers[NEWS] = rss("Quellmark News")
    one.round()
    feed = store.feed(NEWS)
    assert feed is not None
    assert (feed.failures, feed.note) == (0, None)
    one.clock.sleep(900)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    assert one.round() == ["Ferry sinks off Quellmark"]


def test_a_clock_that_jumped_does_not_silence_a_feed(store: Store) -> None:
    """A visit planned a year ahead was planned by a wrong clock: it is made now."""
    store.keep_feed(
        Feed(NEWS, next_due=stamp(NOON + timedelta(days=365)), last_visit=stamp(NOON + timedelta(days=364)))
    )
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    assert one.round() == ["Ferry sinks off Quellmark"]


@pytest.mark.parametrize("cut", ["added", "grouped", "told"])
def test_a_watcher_cut_off_anywhere_goes_on_where_it_stopped(store: Store, cut: str) -> None:
    """Reports kept but not grouped, grouped but not told, told but not announced: the next round does what is left, once."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    visit(one.watch.visitor, Feed(NEWS), now=one.clock.now)
    if cut in ("grouped", "told"):
        group(store, when=stamp(one.clock.now))
    if cut == "told":
        assert [told.why for told in tell_touched(store, when=stamp(one.clock.now))] == [None]
    assert one.round() == ["Ferry sinks off Quellmark"]
    assert list(pending(store)) == []
    assert one.web.count(NEWS) == 1


def test_two_stories_of_one_feed_are_told_apart(store: Store) -> None:
    """Only the story that a new report belongs to is told again."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY, MINE)
    assert sorted(one.round()) == ["Ferry sinks off Quellmark", "Miners freed in Dorvane"]
    versions = {story.title: story.versions for story in store.stories()}
    one.web.answers[NEWS] = rss("Quellmark News", FERRY_2, FERRY, MINE)
    one.clock.sleep(900)
    one.round()
    after = {story.title: story.versions for story in store.stories()}
    assert after["Miners freed in Dorvane"] == versions["Miners freed in Dorvane"] == 1
    assert max(after.values()) == 2


def test_a_store_held_by_another_ends_a_round_and_not_the_watch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes for too long: the round is broken off in words, and the next one does what is left."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    keep_reading = Store.keep_reading
    tries: list[str] = []

    def busy_once(self: Store, reading: Reading, fingerprint: str) -> None:
        tries.append(reading.report.id)
        if len(tries) == 1:
            raise StoreBusy("news.db", "in use by another process, which is writing", "try again")
        keep_reading(self, reading, fingerprint)

    monkeypatch.setattr(Store, "keep_reading", busy_once)
    going = rounds(one.watch, one.news.append)
    broken, whole = next(going), next(going)
    assert "in use by another process" in (broken.trouble or "")
    assert (whole.trouble, whole.announced, len(one.news)) == (None, 1, 1)
    assert one.web.count(NEWS) == 1


def test_a_story_that_went_into_another_is_not_announced(store: Store) -> None:
    """A version was told and not announced, then its reports were put into another story: nobody is told of it."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY, MINE)
    for feed in one.watch.feeds:
        visit(one.watch.visitor, Feed(feed), now=one.clock.now)
    group(store, when=stamp(one.clock.now))
    assert len(list(tell_touched(store, when=stamp(one.clock.now)))) == 2
    kept, gone = store.stories()
    store.assign(gone.reports[0], kept.id, reason="a test", when=stamp(one.clock.now), pinned=True)
    assert [news.announcement.story for news in pending(store)] == [kept.id]


def test_a_report_that_cannot_be_read_is_told_of_in_its_round(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round names it once; it is not tried again."""

    def breaking(report: Report) -> Reading:
        raise ValueError("broken on purpose")

    monkeypatch.setattr(pipeline, "read_report", breaking)
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    assert [len(run_round(one.watch, one.news.append).unread) for _ in range(2)] == [1, 0]


# ------------------------------------------------------------------------------------------------ the command
class NoWeb:
    """A web in which nobody answers; it remembers who was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> FetchRefused:
        """Nobody is there."""
        self.asked.append(url)
        return refused(url, "nobody answers")


def test_a_feed_spelt_twice_is_visited_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another case of the host, its port written out, a fragment: one feed."""
    web = NoWeb()
    monkeypatch.setattr(fetching, "the_fetcher", lambda: web)
    spelt = [NEWS, "HTTPS://Quellmark.EXAMPLE:443/feed.xml", f"{NEWS}#latest"]
    done = CliRunner().invoke(main, ["watch", *spelt, "--store", str(tmp_path / "news.db"), "--once"])
    assert done.exit_code == 4, done.output
    assert web.asked == [NEWS]


@pytest.mark.parametrize(
    "arguments",
    [
        ["feeds.xml"],
        ["ftp://quellmark.example/feed.xml"],
        [NEWS, "--webhook", "file:///etc/passwd"],
        [NEWS, "--every", "999999d"],
    ],
)
def test_what_cannot_be_watched_is_a_mistake_in_the_command(tmp_path: Path, arguments: list[str]) -> None:
    """No address of a web page, or no stretch of time: said at once, and no store is made."""
    done = CliRunner().invoke(main, ["watch", *arguments, "--store", str(tmp_path / "news.db"), "--once"])
    assert done.exit_code == 2, done.output
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_a_watch_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted between keeping and telling: exit 130, no traceback, and the next round tells."""
    path = tmp_path / "news.db"
    web = Web({NEWS: rss("Quellmark News", FERRY)})
    monkeypatch.setattr(fetching, "the_fetcher", lambda: web)

    def interrupted(*reports: object) -> Reading:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read_report", interrupted)
        done = CliRunner().invoke(main, ["watch", NEWS, "--store", str(path), "--once"])
    assert done.exit_code == 130, done.output
    again = CliRunner().invoke(main, ["watch", NEWS, "--store", str(path), "--once"])
    assert again.exit_code == 0, again.output
    assert "Ferry sinks off Quellmark" in again.stdout
    assert web.count(NEWS) == 1


def test_a_second_watch_of_one_store_is_refused(tmp_path: Path) -> None:
    """Two would visit every feed twice: the second says so and ends."""
    path = tmp_path / "news.db"
    with Store.open(path) as opened, opened.sole("watch"):
        done = CliRunner().invoke(main, ["watch", NEWS, "--store", str(path), "--once"])
    assert done.exit_code == 1
    assert "another process" in done.output


# ------------------------------------------------------------------------------------------------ posts
@dataclass
class Hook:
    """Somebody who takes posts, or does not."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    works: bool = True

    def post(self, message: dict[str, Any]) -> str | None:
        self.asked += 1
        if not self.works:
            return "it was not taken (status 503)"
        self.taken.append(message)
        return None


def hooked(store: Store, hook: Hook, *feeds: str) -> Desk:
    """A desk whose changes are posted."""
    made = desk(store, *feeds)
    made.watch = replace(made.watch, listener=Listener("https://chat.example/hook", hook.post))
    return made


def test_a_post_that_failed_is_made_again_with_what_came_since(tmp_path: Path) -> None:
    """Two rounds fail, in two processes; the third posts the story as it stands then, once. What was printed is not printed again."""
    hook = Hook(works=False)
    with Store.open(tmp_path / "news.db") as store:
        one = hooked(store, hook)
        one.web.answers[NEWS] = rss("Quellmark News", FERRY)
        assert one.round() == ["Ferry sinks off Quellmark"]
        assert hook.asked == 1
        done = run_round(one.watch, one.news.append)
        assert done.unposted == (
            "it was not taken (status 503): the change in 'Ferry sinks off Quellmark' is posted again in the next round",
        )
    with Store.open(tmp_path / "news.db") as store:
        two = hooked(store, hook)
        two.clock.sleep(900)
        two.web.answers[NEWS] = rss("Quellmark News", FERRY, FERRY_2)
        hook.works = True
        assert two.round() == ["Ferry sinks off Quellmark"]
        assert [(one["before"], one["reports"]) for one in hook.taken] == [(0, 2)]
        two.clock.sleep(900)
        assert two.round() == []
        assert hook.asked == 3


def test_a_post_is_not_tried_for_ever(store: Store) -> None:
    """After so many rounds it is given up, in words; a later change is posted."""
    hook = Hook(works=False)
    one = hooked(store, hook)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    said = [run_round(one.watch, one.news.append).unposted for _ in range(MOST_TRIES + 2)]
    assert hook.asked == MOST_TRIES
    assert "is not posted again" in said[MOST_TRIES - 1][0]
    assert said[MOST_TRIES:] == [(), ()]
    hook.works = True
    one.clock.sleep(900)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY, FERRY_2)
    one.round()
    assert [one["before"] for one in hook.taken] == [0]


def test_who_listens_from_now_on_hears_of_what_is_new(store: Store) -> None:
    """A webhook given later gets no old stories; what “add” printed meanwhile is posted all the same, since it is another listener."""
    one = desk(store)
    one.web.answers[NEWS] = rss("Quellmark News", FERRY)
    one.round()
    hook = Hook()
    heard = hooked(store, hook)
    heard.web, heard.clock = one.web, one.clock
    heard.watch = replace(one.watch, listener=Listener("https://chat.example/hook", hook.post))
    heard.round()
    assert hook.taken == []
    add(
        store,
        [report_of(Draft("mine.txt", "\n\n".join(MINE), Given(published="2031-05-07T13:00:00+00:00")))[0]],
        when=stamp(NOON),
    )
    assert [told.why for told in catch_up(store, when=stamp(NOON))] == [None]
    assert announce(store, lambda news: None) == 1
    heard.round()
    assert [one["title"] for one in hook.taken] == ["Miners freed in Dorvane"]


def test_a_dead_listener_costs_a_round_three_posts(store: Store) -> None:
    """Five stories wait: after three failures in a row the others wait for the next round, without another minute of silence each."""
    hook = Hook(works=False)
    told = [made_report(number, words=60) for number in range(5)]
    with store.transaction():
        store.add([Incoming(report) for report in told], when=stamp(NOON))
        for report in told:
            store.assign(report.id, f"s{report.id}", reason="made", when=stamp(NOON))
    store.listens("https://chat.example/hook", when=stamp(NOON))
    for report in told:
        store.keep_record(f"s{report.id}", record_of([report]), when=stamp(NOON))
    assert len(list(post_news(store, Listener("https://chat.example/hook", hook.post)))) == 3
    assert hook.asked == 3
    hook.works = True
    assert list(post_news(store, Listener("https://chat.example/hook", hook.post))) == []
    assert len(hook.taken) == 5


# ------------------------------------------------------------------------------------------------ what is remembered of feeds
def test_the_same_bytes_of_a_feed_are_not_parsed_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed without a mark of its own that sends the same again costs a comparison."""
    one = desk(store)
    body = rss("Quellmark News", FERRY)
    one.web.answers[NEWS] = Fetched(NEWS, NEWS, (), 200, body)
    one.round()
    parsed: list[object] = []

    def parse(page: Page) -> Iterator[Row]:
        parsed.append(page)
        return drafts_of(page)

    monkeypatch.setattr(visiting, "drafts_of", parse)
    one.clock.sleep(900)
    assert one.round() == []
    assert parsed == []
    one.web.answers[NEWS] = Fetched(NEWS, NEWS, (), 200, body + b"<!-- later -->")
    one.clock.sleep(900)
    assert one.round() == []
    assert len(parsed) == 1


def test_an_entry_is_remembered_as_long_as_its_feed_shows_it(store: Store) -> None:
    """What a feed has not shown for three months is forgotten, and its report kept; what it still shows is known for ever."""
    one = desk(store)
    for day in range(0, 200, 10):
        notice = (f"Notice {day}", f"The harbour of Quellmark is closed on day {day}, police said.")
        one.web.answers[NEWS] = Fetched(NEWS, NEWS, (), 200, rss("Quellmark News", FERRY, notice))
        one.round()
        one.clock.sleep(10 * 86_400)
    marks = apsw.Connection(store.path).execute("SELECT count(*), count(DISTINCT feed) FROM entries").fetchone()
    assert marks is not None
    assert 9 <= marks[0] <= 12
    assert marks[1] == 1
    assert len(store.reports()) == 21
