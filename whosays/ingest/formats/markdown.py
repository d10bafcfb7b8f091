"""Markdown, as clippers of web pages save it: the block in front says what the page states, the rest is its words without the marks.

Of the block in front ("---", then "name: value") the few fields that count are plain words or lists of them, so it is read line by line.
The words go through CommonMark (https://spec.commonmark.org/0.31.2/, with tables) to what a reader of the page would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt

from whosays.ingest.drafts import Draft, Refusal, Row
from whosays.ingest.formats.items import text_of
from whosays.ingest.formats.markup import words_of
from whosays.ingest.formats.text import decode
from whosays.ingest.metadata import Given
from whosays.ingest.zones.bylines import byline_of, names_in, signed

FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n((?:[^\n]{0,2000}\n){0,200}?)(?:---|\.\.\.)[ \t\r]*(?:\n|\Z)")
FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
# Names that clippers give to what counts, the first that has a value before the others.
TITLE = ("title", "headline")
ADDRESS = ("url", "source", "link", "source_url", "original_url")
PUBLISHED = ("published", "date_published", "published_date", "publish_date", "date")
OUTLET = ("site", "site_name", "publisher", "outlet", "publication", "source")
AUTHORS = ("author", "authors", "byline")
EMBEDDED = re.compile(r"!\[\[[^\[\]]{1,300}\]\]|\[\^[\w-]{1,40}\]:?")  # pictures and notes
LINKED = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
MARKED = re.compile(r"==([^=\n]{1,500})==")


def drafts(data: bytes, *, source: str, encoding: str | None) -> Iterator[Row]:
    """The draft of the clipping, or its refusal."""
    try:
        yield _draft(decode(data, source=source, encoding=encoding), source)
    except Refusal as refusal:
        yield refusal


def _draft(text: str, source: str) -> Draft:
    front = FRONT.match(text)
    stated = _fields(front.group(1)) if front else {}
    body = words_of(_markdown().render(_plain(text[front.end() :] if front else text)))
    if not body.strip():
        raise Refusal(source, "it holds no words beside what stands in front; there is nothing to read")
    title = " ".join(_first(stated, TITLE).split())
    given = Given(
        outlet=next((word for name in OUTLET for word in stated.get(name, ()) if "://" not in word), None),
        published=_first(stated, PUBLISHED) or None,
        url=next(
            (word for name in ADDRESS for word in stated.get(name, ()) if word.startswith(("http://", "https://"))),
            None,
        ),
        title=title or None,
    )
    authors = next((stated[name] for name in AUTHORS if stated.get(name)), ())
    return signed(Draft(source, text_of(title, body), given), byline_of(names_in(list(authors)) or ()))


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def _plain(text: str) -> str:
    """Words without the marks that note-takers add to Markdown: links to notes, embedded pictures, footnotes, highlights."""
    return MARKED.sub(r"\1", LINKED.sub(r"\1", EMBEDDED.sub("", text)))


def _first(stated: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> str:
    return next((stated[name][0] for name in names if stated.get(name)), "")


def _fields(block: str) -> dict[str, tuple[str, ...]]:
    """The values of each field of the block in front, by its name in small letters.

    >>> _fields('title: "Ferry back"\\nauthor:\\n  - "[[Ann Lee]]"\\ntags: [a, b]\\n')
    {'title': ('Ferry back',), 'author': ('Ann Lee',), 'tags': ('a', 'b')}
    """
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in block.splitlines():
        field, item = FIELD.fullmatch(line.rstrip()), ITEM.fullmatch(line.rstrip())
        if field:
            name, value = field.group(1).strip().lower().replace(" ", "_"), (field.group(2) or "").strip()
            listed = value[1:-1].split(",") if re.fullmatch(r"\[(?!\[).*\]", value) else [value]
            found[name] = _words(listed)
        elif item and name:
            found[name] = (*found[name], *_words([item.group(1)]))
    return found


def _words(values: list[str]) -> tuple[str, ...]:
    bare = (LINKED.sub(r"\1", value.strip().strip("\"'")).strip() for value in values)
    return tuple(value for value in bare if value)
