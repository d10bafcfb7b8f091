"""RSS and Atom feeds: each entry is a report, with the date as the feed writes it.

``feedparser`` is given a stream and nothing else: it takes bytes and strings for the names of files and opens them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from whosays.ingest.drafts import Refusal, Row, Told
from whosays.ingest.formats.markup import words_of
from whosays.ingest.formats.text import LARGEST
from whosays.ingest.refusal import reason_of

if TYPE_CHECKING:
    from whosays.ingest.formats.items import Item

MOST_ITEMS = 2_000
EMPTY = "the feed holds no entry"  # not yet, or not any more: for a watcher that is no fault
LONGEST_TAG = 1 << 16  # bytes of one tag; feedparser's work grows with the square of the attributes
_ITEM = re.compile(rb"<(?:\w{1,40}:)?(?:item|entry)[\s>/]")
_LONG_TAG = re.compile(rb"<[^<>!?][^<>]{%d}" % LONGEST_TAG)  # no comment, no CDATA: those may be as long as they like
_BEHIND_ADDRESS = re.compile(r"\S@\S{1,200}\s\(([^()]{2,160})\)$")
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}\[[^\]]{0,200000}<!ENTITY", re.I)


def drafts(data: bytes, *, source: str) -> Iterator[Row]:
    """A draft or a refusal for each entry of a feed, in its order; ``source#n`` is its n-th entry."""
    from whosays.ingest.formats.items import rows_of_items

    try:
        data, left = _within_limits(data, source)
        feed = _parse(data, source)
    except Refusal as refusal:
        yield refusal
        return
    if not feed.entries:
        yield Told("other", EMPTY)
        return
    outlet = _words(feed.feed.get("title_detail")) or None
    broken = None if left else _fault(feed)  # what was cut off here is not the feed's fault
    yield from rows_of_items((_item(entry) for entry in feed.entries), source=source, outlet=outlet)
    if broken:
        yield Told("other", f"it is not well-formed XML ({broken}); it was read as far as its entries could be told")
    if left:
        yield Refusal(
            source, f"it has {left + MOST_ITEMS:,} entries; the first {MOST_ITEMS:,} are read; split it for the rest"
        )


def _within_limits(data: bytes, source: str) -> tuple[bytes, int]:
    """The bytes up to the last entry that is read, and how many entries are left out; or :class:`Refusal`."""
    if len(data) >= LARGEST:
        raise Refusal(source, f"the feed has {LARGEST // 1_000_000} MB or more and is not read; split it")
    plain = (
        data.replace(b"\x00", b"") if b"\x00" in data[:64] else data
    )  # UTF-16 and UTF-32 pass for ASCII without NULs
    if _OWN_ENTITIES.search(plain):
        raise Refusal(source, "the feed declares entities of its own (<!ENTITY …>); that is never read")
    if _LONG_TAG.search(plain):
        raise Refusal(source, f"the feed has a tag of more than {LONGEST_TAG // 1024} KiB; that is no feed of news")
    if plain.count(b"<") > 4 * plain.count(b">") + 1_000:
        raise Refusal(source, "it is no XML: it opens far more tags than it closes")
    starts = [match.start() for match in _ITEM.finditer(plain)]
    left = len(starts) - MOST_ITEMS
    if left <= 0:
        return data, 0
    if plain is not data:
        raise Refusal(source, f"the feed has {len(starts):,} entries; at most {MOST_ITEMS:,} are read; split it")
    return data[: starts[MOST_ITEMS]], left


def _parse(data: bytes, source: str) -> Any:
    """What feedparser makes of the bytes; :class:`Refusal` where that is no feed."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and not feed.get("version") and not feed.feed:
        broken = _fault(feed)
        raise Refusal(
            source, "it is no feed that is known here (RSS, Atom, JSON Feed)" + (f": {broken}" if broken else "")
        )
    return feed


def _fault(feed: Any) -> str | None:
    """What is wrong with a feed's XML; another encoding than declared is none where it could be read."""
    if not feed.bozo:
        return None
    error = feed.get("bozo_exception")
    if type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType", "UndeclaredNamespace"):
        return None
    return reason_of(error)


def _item(entry: Any) -> Item:
    """An entry in the terms that all feeds share."""
    from whosays.ingest.formats.items import Item

    contents = [_words(content) for content in entry.get("content") or ()]
    full = max(contents, key=len, default="")
    # feedparser repeats the content as the summary where there is none
    summary = _words(entry.get("summary_detail")) or ("" if full else _plain(entry.get("summary")))
    origin = entry.get("source")
    return Item(
        guid=_plain(entry.get("id")),
        url=_plain(entry.get("link")),
        title=_words(entry.get("title_detail")) or _plain(entry.get("title")),
        content=full if len(full) >= len(summary) else "",
        summary=summary,
        published=_plain(entry.get("published")) or _plain(entry.get("updated")) or _plain(entry.get("created")),
        outlet=_plain(origin.get("title")) if isinstance(origin, dict) else "",
        language="",
        authors=_authors(entry),
    )


def _authors(entry: Any) -> tuple[str, ...]:
    """Who wrote an entry, by name; of an e-mail address, which RSS asks for, the name in brackets behind it."""
    from whosays.ingest.zones.bylines import names_in

    told = entry.get("authors") or []
    if any("email" in one for one in told):  # feedparser cuts such names at the wrong place
        named = _BEHIND_ADDRESS.search(_plain(entry.get("author")))
        return (names_in(named.group(1)) if named else None) or ()
    return names_in([words_of(_plain(one.get("name"))) for one in told]) or ()


def _words(detail: Any) -> str:
    """The words of a construct that says what it is: plain text as it stands, markup as a reader sees it."""
    value = _plain(detail.get("value")) if isinstance(detail, dict) else ""
    if value and "html" in str(detail.get("type") or "").casefold():
        return words_of(value)
    return value


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
