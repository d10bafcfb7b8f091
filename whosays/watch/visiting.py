"""One visit to a feed: what is new in it is fetched, read and kept; what fails is said, kept as a row, and tried again.

Whatever is kept is kept before it is forgotten that it is new: a visit that is cut off anywhere is made again from the start, and
finds what it had kept already.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from whosays.fetch import Fetched, FetchRefused, NotModified
from whosays.ingest import Draft, Refusal, Told, report_of
from whosays.ingest.drafts import Row
from whosays.ingest.fetched import drafts_of, page_of
from whosays.ingest.memory import program
from whosays.model import Notice
from whosays.store import Feed, Incoming, Store
from whosays.watch.schedule import Rhythm, stamp

MOST_TRIES = 3  # visits on which the page of an entry is asked for
REMEMBERED = timedelta(days=90)  # an entry that its feed has not shown for so long is forgotten; its report stays


class Fetches(Protocol):
    """Something that fetches: :class:`whosays.fetch.Fetcher`, or a test's own."""

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | FetchRefused:
        """The answer of an address."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit brought: ids of new reports, how many entries were known, what went wrong in words."""

    feed: str
    new: tuple[str, ...]
    known: int
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who visits: where things are kept, how they are fetched, how often; ``pages`` asks for the page behind a short entry."""

    store: Store
    fetcher: Fetches
    rhythm: Rhythm
    pages: bool = True


def visit(visitor: Visitor, feed: Feed, *, now: datetime) -> Visit:
    """Ask for a feed, keep what is new in it, and plan its next visit."""
    store, rhythm = visitor.store, visitor.rhythm
    answer = visitor.fetcher.fetch(feed.moved_to or feed.url, etag=feed.etag, last_modified=feed.last_modified)
    seen = replace(feed, last_visit=stamp(now), moved_to=answer.moved_to or feed.moved_to)
    if isinstance(answer, NotModified):
        store.keep_feed(replace(seen, next_due=rhythm.after_success(now), failures=0, note=None))
        return Visit(feed.url, (), 0, ())
    if isinstance(answer, FetchRefused):
        return _failed(
            visitor, seen, answer.message, now=now, retry_after=answer.retry_after, gone=answer.reason == "gone"
        )
    same = _bytes_of(answer)
    if store.state(_state(feed)) == same:
        store.keep_feed(
            replace(
                seen,
                etag=answer.etag,
                last_modified=answer.last_modified,
                next_due=rhythm.after_success(now),
                failures=0,
                note=None,
            )
        )
        return Visit(feed.url, (), 0, ())
    brought = _Brought()
    try:
        for row in drafts_of(page_of(answer, feed.url)):
            _take(visitor, feed, row, brought, now=now)
    except Refusal as refusal:
        return _failed(visitor, seen, refusal.message, now=now, retry_after=None, gone=False)
    if brought.refused and not (brought.new or brought.known or brought.waiting):
        return _failed(visitor, seen, brought.refused[0], now=now, retry_after=None, gone=False)
    etag, last_modified = (None, None) if brought.waiting else (answer.etag, answer.last_modified)
    due = rhythm.after_success(now)
    utc = now.astimezone(UTC)
    store.keep_seen(feed.url, brought.seen, when=stamp(utc), before=stamp(utc - REMEMBERED))
    store.keep_state(_state(feed), b"" if brought.waiting else same)
    store.keep_feed(replace(seen, etag=etag, last_modified=last_modified, next_due=due, failures=0, note=None))
    return Visit(feed.url, tuple(brought.new), brought.known, tuple(brought.troubles))


def _failed(
    visitor: Visitor, feed: Feed, message: str, *, now: datetime, retry_after: float | None, gone: bool
) -> Visit:
    """The feed gave nothing: later next time; a feed that is gone for good is not visited again."""
    failures = feed.failures + 1
    due = None if gone else visitor.rhythm.after_failure(now, failures=failures, retry_after=retry_after)
    words = f"{feed.url}: {message.removeprefix(feed.url + ': ')}" + ("; it is not visited again" if gone else "")
    visitor.store.refuse(Notice("refused", None, feed.url, words), when=stamp(now), fetched=feed.url)
    visitor.store.keep_feed(replace(feed, failures=failures, next_due=due, note=message))
    return Visit(feed.url, (), 0, (words,))


@dataclass(slots=True)
class _Brought:
    """What the entries of a feed came to; ``refused`` are those without a report, ``waiting`` those to be asked for again at the next
    visit; ``troubles`` is all that is to be told.
    """

    new: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    known: int = 0
    waiting: int = 0
    seen: list[str] = field(default_factory=list)


def _state(feed: Feed) -> str:
    """The name under which a store keeps what a feed gave last."""
    return f"feed {feed.url}"


def _bytes_of(answer: Fetched) -> bytes:
    """What tells one answer of a feed from another, and from what another program would read in it."""
    said = "\x1f".join((answer.url, answer.content_type or "", answer.charset or "", program()))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass") + b"\0" + answer.body).digest()


def _take(visitor: Visitor, feed: Feed, row: Row, brought: _Brought, *, now: datetime) -> None:
    """Keep the report of an entry, from its page where the feed does not hold it whole; mark the entry as dealt with."""
    if isinstance(row, Told):
        brought.troubles.append(f"{feed.url}: {row.message}")
        return
    store, mark = visitor.store, entry_mark(feed.url, row)
    brought.seen.append(mark)
    tries = store.tries(mark)
    if tries is None:
        brought.known += 1
        return
    raw: bytes | None = None
    trouble: str | None = None
    if visitor.pages and row.page:
        answer = visitor.fetcher.fetch(row.page)
        if isinstance(answer, Fetched):
            raw = answer.body
            row, trouble = _from_page(answer, row)
        elif isinstance(answer, FetchRefused):
            trouble = answer.message
            if answer.passing and tries + 1 < MOST_TRIES:
                store.keep_tries(mark, tries + 1, feed=feed.url, when=stamp(now.astimezone(UTC)))
                brought.waiting += 1
                brought.troubles.append(f"{row.page}: {trouble}; it is asked for again at the next visit")
                return
    with store.transaction():
        _keep(store, row, raw, trouble, brought, now=now)
        store.keep_tries(mark, None, feed=feed.url, when=stamp(now.astimezone(UTC)))


def _keep(
    store: Store, row: Draft | Refusal, raw: bytes | None, trouble: str | None, brought: _Brought, *, now: datetime
) -> None:
    """The report of an entry into the store, or the reason why there is none."""
    try:
        if isinstance(row, Refusal):
            raise row
        report, notices = report_of(row)
    except Refusal as refusal:
        source = refusal.page or refusal.source
        words = f"{source}: {trouble or refusal.message}"
        store.refuse(Notice("refused", None, source, words), when=stamp(now), raw=raw, fetched=refusal.page)
        brought.troubles.append(words)
        brought.refused.append(words)
        return
    if trouble:
        said = f"{report.source}: its page was not read ({trouble})"
        notices = (*notices, Notice("other", report.id, report.source, said))
    brought.new += store.add([Incoming(report, notices, raw, report.url)], when=stamp(now))


def _from_page(answer: Fetched, entry: Draft | Refusal) -> tuple[Draft | Refusal, str | None]:
    """The report on an entry's page, with what the feed states where the page states nothing; else the entry, and why."""
    try:
        found = [row for row in drafts_of(page_of(answer, entry.page or answer.url)) if not isinstance(row, Told)]
        if len(found) != 1 or not isinstance(found[0], Draft):
            raise found[0] if found and isinstance(found[0], Refusal) else Refusal(answer.url, "it is not one report")
    except Refusal as refusal:
        return entry, refusal.message
    page = found[0]
    return (replace(page, given=page.given.over(entry.given)) if isinstance(entry, Draft) else page), None


def entry_mark(feed: str, row: Draft | Refusal) -> str:
    """What tells an entry from every other of its feed: its words and address, not its guid, which feeds use twice."""
    given = row.given if isinstance(row, Draft) else None
    words = row.text if isinstance(row, Draft) else row.message
    stated = (given.url, given.title, given.published) if given else ()
    joined = "\x1f".join([feed, row.page or "", words, *(one or "" for one in stated)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
