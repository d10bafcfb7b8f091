"""A web page with an article: its words, its zones, and what it states of itself.

The rooms of this package: ``markup`` (limits, and an independent count of the text), ``encoding``, ``tree``, ``stated`` (metadata),
``dates``, ``article`` (the body), ``heads`` (headline, dek, byline, date), ``pictures`` (captions, credits), ``refusals``, ``layout``, and
``reading``, which puts them in order.
"""

from __future__ import annotations

from dataclasses import replace

from whosays.ingest.drafts import Draft, Refusal, Told
from whosays.ingest.formats import LARGEST
from whosays.ingest.html.encoding import decode_page
from whosays.ingest.html.markup import scan
from whosays.ingest.html.reading import read_page
from whosays.ingest.html.tree import parse, shown
from whosays.ingest.metadata import Given

NOTHING_GIVEN = Given()
SLACK = 30  # characters of text that the tree may hold less than the markup: broken tags are read in more ways than one


def page_draft(
    data: bytes, *, source: str, url: str | None = None, given: Given = NOTHING_GIVEN, encoding: str | None = None
) -> Draft:
    """The report on a web page; :class:`Refusal` where there is no article or the page breaks a limit.

    ``url`` is where the page was found, ``given`` what the user states (it comes first), ``encoding`` what the server declared. The text
    is the page's characters with its white space (blanks, tabs, line ends, no-break blanks) as one blank, a line for each block;
    nothing else is changed, and no normal form is applied. Its layout: :mod:`whosays.ingest.html.layout`.
    """
    if len(data) >= LARGEST:
        raise Refusal(source, f"it has {LARGEST // 1_000_000} MB or more; pages of that size are not read")
    if not data.strip():
        raise Refusal(source, "it is empty; there is nothing to read")
    page, told = decode_page(data, source=source, encoding=encoding)
    page = page.replace("\x00", "")
    markup = scan(page, source=source)
    if not markup.tags:
        raise Refusal(source, "it is no web page: there are no tags in it; give it as plain text")
    root = parse(page)
    held = shown(root)
    if held < markup.shown - SLACK:
        lost = markup.shown - held
        told += (Told("truncated", f"the parser lost {lost:,} of the {markup.shown:,} characters of text on the page"),)
    draft = read_page(root, source=source, url=url, given=given)
    return replace(draft, told=told + draft.told)
