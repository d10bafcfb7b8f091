"""JSON Feed (https://www.jsonfeed.org/version/1.1/): each item is a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whosays.ingest.drafts import Refusal, Row, Told
from whosays.ingest.formats.feeds import EMPTY, MOST_ITEMS
from whosays.ingest.formats.items import Item, rows_of_items
from whosays.ingest.formats.json_values import read_json, words_in
from whosays.ingest.formats.markup import words_of
from whosays.ingest.zones.bylines import names_in

MARK = "jsonfeed.org/version"


def drafts(data: bytes, *, source: str) -> Iterator[Row]:
    """A draft or a refusal for each item, in order; ``source#n`` is the n-th."""
    try:
        feed = read_json(data, source=source)
        items = _items(feed, source)
    except Refusal as refusal:
        yield refusal
        return
    if not items:
        yield Told("other", EMPTY)
        return
    language = words_in(feed, "language")
    yield from rows_of_items(
        (_item(item, language) for item in items[:MOST_ITEMS]), source=source, outlet=words_in(feed, "title") or None
    )
    if len(items) > MOST_ITEMS:
        yield Refusal(source, f"it has {len(items):,} items; the first {MOST_ITEMS:,} are read; split it for the rest")


def _items(feed: dict[str, Any], source: str) -> list[Any]:
    items = feed.get("items")
    if MARK not in words_in(feed, "version") or not isinstance(items, list):
        raise Refusal(source, "it is JSON but no JSON Feed: it needs a version of jsonfeed.org and a list of items")
    return items


def _item(item: Any, language: str) -> Item:
    """An item in the terms that all feeds share; something that is no object is an item without words."""
    found = item if isinstance(item, dict) else {}
    return Item(
        guid=words_in(found, "id"),
        url=words_in(found, "url") or words_in(found, "external_url"),
        title=words_in(found, "title"),
        content=words_in(found, "content_text") or words_of(words_in(found, "content_html")),
        summary=words_in(found, "summary"),
        published=words_in(found, "date_published") or words_in(found, "date_modified"),
        outlet="",
        language=words_in(found, "language") or language,
        authors=names_in(found.get("authors") or found.get("author")) or (),
    )
