"""What a web address gave, as reports: the seam between fetching and the formats. It opens no connection itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.ingest.drafts import Refusal, Row
from whosays.ingest.metadata import Given
from whosays.ingest.paths import reports_in
from whosays.ingest.reading import rows
from whosays.model import Notice, Report

if TYPE_CHECKING:
    from whosays.fetch.outcomes import Fetched

# Kinds that say more than the first bytes do; what is not here is found from the bytes and the name.
FORMS = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/warc": "warc",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
}
WORDLESS = frozenset({"audio", "font", "image", "model", "video"})


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: the name it goes by, where it lies after all redirects, and its bytes with their stated kind."""

    source: str
    url: str
    content_type: str | None
    charset: str | None
    body: bytes


def page_of(got: Fetched, source: str) -> Page:
    """What was fetched, under the name it goes by."""
    return Page(source, got.url, got.content_type, got.charset, got.body)


def reports_of(
    page: Page,
    stated: Given,
    *,
    known: dict[str, str],
    encoding: str | None = None,
    form: str | None = None,
    originals: dict[str, bytes] | None = None,
) -> Iterator[Report | Notice]:
    """The reports in what an address gave, as :func:`~whosays.ingest.paths.iter_reports` gives them.

    ``stated`` (by the person who asks) comes before what a page says of itself.
    """
    try:
        form = form or _form(page)
    except Refusal as refusal:
        yield Notice("refused", None, refusal.source, str(refusal))
        return
    yield from reports_in(
        BytesIO(page.body),
        source=page.source,
        stated=stated,
        url=page.url,
        encoding=encoding or page.charset,
        form=form,
        known=known,
        originals=originals,
    )


def drafts_of(page: Page) -> Iterator[Row]:
    """The rows of what an address gave, by what its bytes show, its kind, its name; an address of a row's own comes first.

    A page's address is where it lies after all redirects. Raises :class:`~whosays.ingest.drafts.Refusal` for a kind that holds no words.
    """
    name = page.url.partition("?")[0]
    _, found = rows(
        BytesIO(page.body), name=name, source=page.source, form=_form(page), encoding=page.charset, url=page.url
    )
    yield from found


def _form(page: Page) -> str | None:
    kind = page.content_type or ""
    if kind.partition("/")[0] in WORDLESS:
        raise Refusal(
            page.source, f"the site calls it {kind}, which holds no words; give the address of the page itself"
        )
    return FORMS.get(kind)
