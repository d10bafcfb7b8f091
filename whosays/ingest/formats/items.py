"""The items of a feed, whatever its format: title and words become one text, a headline alone is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats.table_rows import is_english, language_words
from whosays.ingest.metadata import Given
from whosays.ingest.zones.bylines import byline_of, signed

_CUT = ("[…]", "[...]", "…", "...")  # how a feed shows that its page goes on


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: ``content`` is the whole report, ``summary`` what a feed shows of it; "" where the feed has none."""

    guid: str
    url: str
    title: str
    content: str
    summary: str
    published: str
    outlet: str
    language: str
    authors: tuple[str, ...] = ()


def rows_of_items(items: Iterable[Item], *, source: str, outlet: str | None) -> Iterator[Row]:
    """A draft or a refusal for each item. The same guid over other words is told, and both are kept."""
    guids: dict[str, tuple[int, tuple[str, ...]]] = {}
    for number, item in enumerate(items, 1):
        place = f"{source}#{number}"
        told: tuple[Told, ...] = ()
        words = (item.title, item.content, item.summary)
        if item.guid:
            first, known = guids.setdefault(item.guid, (number, words))
            if known != words:
                told = (Told("other", f"it has the guid of #{first} but other words; both are kept"),)
        yield _row(item, told, source=place, outlet=outlet)


def _row(item: Item, told: tuple[Told, ...], *, source: str, outlet: str | None) -> Row:
    if item.language and not is_english(item.language):
        return Refusal(
            source, f"it is stated to be in {language_words(item.language)}; only English reports can be read"
        )
    body = item.content or item.summary
    title = " ".join(item.title.split())
    if not body or " ".join(body.split()) == title:
        if not title:
            return Refusal(source, "the entry holds neither a headline nor words; there is nothing to read")
        where = f" ({item.url[:200]})" if item.url else ""
        return Refusal(source, f"only a headline; fetch its page{where}", page=item.url or None)
    cut = not item.content or body.endswith(_CUT)
    if not item.content:
        told += (Told("other", "only the feed's summary was read; the whole report stands on its page"),)
    elif cut:
        told += (Told("other", "the feed cuts the report short; the whole report stands on its page"),)
    given = Given(item.outlet or outlet, item.published or None, item.url or None, title or None)
    draft = Draft(source, text_of(title, body), given, told=told, page=(item.url or None) if cut else None)
    return signed(draft, byline_of(item.authors))


def text_of(title: str, body: str) -> str:
    """Headline and words as one text; a headline that the words begin with is not repeated."""
    if not title or body.split("\n", 1)[0].strip() == title:
        return body
    return f"{title}\n\n{body}"
