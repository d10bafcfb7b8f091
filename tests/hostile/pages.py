"""Hostile web pages."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.hostile.kinds import (
    ANY,
    LAST,
    MARK,
    NOT_REFUSED,
    PARAGRAPHS,
    TITLE,
    Kind,
    page,
    paragraphs,
)

FIRST = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def _around(before: str, after: str, size: int, *, head: str = "") -> Iterator[bytes]:
    """The last paragraph inside so many layers."""
    yield page(f"{FIRST}{before * size}<p>{LAST}</p>{after * size}", head=head)


def attribute_flood(size: int) -> Iterator[bytes]:
    flood = " ".join(f"a{n}=1" for n in range(size))
    yield page(f"{FIRST}<p {flood}>{LAST}</p>")


def long_attribute(size: int) -> Iterator[bytes]:
    yield page(f'{FIRST}<p title="{"x" * size}">{LAST}</p>')


def many_classes(size: int) -> Iterator[bytes]:
    flood = " ".join(f"c{n}" for n in range(size))
    yield page(f'{FIRST}<p class="{flood}">{LAST}</p>')


def deep_divs(size: int) -> Iterator[bytes]:
    yield from _around("<div>", "</div>", size)


def deep_fonts(size: int) -> Iterator[bytes]:
    yield from _around("<font>", "", size)


def deep_tables(size: int) -> Iterator[bytes]:
    yield from _around("<table><tr><td>", "</td></tr></table>", size)


def deep_lists(size: int) -> Iterator[bytes]:
    yield from _around("<ul><li>", "</li></ul>", size)


def deep_quotes(size: int) -> Iterator[bytes]:
    yield from _around("<blockquote>", "</blockquote>", size)


def deep_templates(size: int) -> Iterator[bytes]:
    yield from _around("<svg><foreignObject>", "</foreignObject></svg>", size)


def formatting_bomb(size: int) -> Iterator[bytes]:
    # each <p> makes a parser copy all formatting elements that were never closed
    body = "".join(f"<a><b><i><u><font color={n}><p>" for n in range(size))
    yield page(f"{FIRST}{body}<p>{LAST}</p>")


def misnested(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{'<b><table><a><tr></b><td></a>' * size}<p>{LAST}</p>")


def huge_text(size: int) -> Iterator[bytes]:
    sentence = "The board spoke of the lock again and again. "
    yield page(f"<p>{' '.join(PARAGRAPHS)} {sentence * (size // len(sentence))}{LAST}</p>")


def plain_paragraphs(size: int) -> Iterator[bytes]:
    body = "".join(f"<p>On day {n} the board said that the lock would open soon.</p>" for n in range(size))
    yield page(f"{FIRST}{body}<p>{LAST}</p>")


def links(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{''.join(f'<a href=/{n}>more {n}</a> ' for n in range(size))}<p>{LAST}</p>")


def cells(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}<table>{'<tr><td>1</td><td>2</td></tr>' * size}</table><p>{LAST}</p>")


def empty_tables(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{'<table>' * size}<p>{LAST}</p>")


def angle_flood(size: int) -> Iterator[bytes]:
    yield page(f"{paragraphs()}{'<' * size}")


def open_comments(size: int) -> Iterator[bytes]:
    yield page(f"{paragraphs()}{'<!--' * size}")


def open_tags(size: int) -> Iterator[bytes]:
    yield page(f"{paragraphs()}{'<a ' * size}")


def entity_flood(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}<p>{'&amp;&#x41;&nosuch;&#99999999;' * size}</p><p>{LAST}</p>")


def nul_page(size: int) -> Iterator[bytes]:
    yield page(paragraphs(last="\0" * size + LAST))


def hidden_by_nul(size: int) -> Iterator[bytes]:
    yield page(paragraphs()).replace(b"<p>", b"<\0p\0>" * max(1, size))


def data_picture(size: int) -> Iterator[bytes]:
    yield page(f'{FIRST}<img src="data:image/png;base64,{"A" * size}"><p>{LAST}</p>')


def script_flood(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{'<script>if (a < b) {{ document.write(1) }}</script>' * size}<p>{LAST}</p>")


def deep_linked_data(size: int) -> Iterator[bytes]:
    head = f'<script type="application/ld+json">{"[" * size}{"]" * size}</script>'
    yield page(paragraphs(), head=head)


def huge_linked_data(size: int) -> Iterator[bytes]:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "keywords": ["lock"] * size})
    yield page(paragraphs(), head=f'<script type="application/ld+json">{data}</script>')


def _dated(words: str) -> bytes:
    stated = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": words})
    head = (
        f'<meta property="article:published_time" content="{words}"><time datetime="{words}">{words}</time>'
        f'<script type="application/ld+json">{stated}</script>'
    )
    return page(f'{paragraphs()}<p class="date">{words}</p>', head=head)


def date_of_question_marks(size: int) -> Iterator[bytes]:
    yield _dated("?" * size + "x")


def date_of_ones(size: int) -> Iterator[bytes]:
    yield _dated("1 " * size)


def date_of_months(size: int) -> Iterator[bytes]:
    yield _dated("May " * size + "2016 " * size)


def says_utf8_is_utf16(size: int) -> Iterator[bytes]:
    yield page(paragraphs() * size).decode().encode("utf-16-le")


def says_utf7(size: int) -> Iterator[bytes]:
    yield page(paragraphs() * size).replace(b"utf-8", b"utf-7")


def says_utf8_is_latin(size: int) -> Iterator[bytes]:
    yield page((paragraphs() + "<p>Café Général, naïve façade.</p>") * size).decode().encode("cp1252")


def unknown_encoding(size: int) -> Iterator[bytes]:
    yield page(paragraphs()).replace(b"utf-8", b"x" * size)


def combining_flood(size: int) -> Iterator[bytes]:
    marks = "\u0301" * size
    yield page(f"{FIRST}<p>a{marks}</p><p>{LAST}</p>")


def title_flood(size: int) -> Iterator[bytes]:
    yield page(paragraphs()).replace(TITLE.encode(), b"Barge " * size, 1)


def blank_flood(size: int) -> Iterator[bytes]:
    blanks = "\n \t\u00a0" * size
    yield page(f"{FIRST}{blanks}<p>{blanks}{LAST}{blanks}</p>")


def breaks(size: int) -> Iterator[bytes]:
    yield page(f"<p>{'<br>'.join(PARAGRAPHS)}{'<br>' * size}{LAST}</p>")


def metadata_flood(size: int) -> Iterator[bytes]:
    head = "".join(f'<meta name="author" content="By Writer {n}">' for n in range(size))
    yield page(paragraphs(), head=head)


def plain_opening(size: int) -> Iterator[bytes]:
    yield page(f"<plaintext>{' '.join(PARAGRAPHS)}{'<p>' * size}{LAST}")


# What somebody would send who knows the limits of the reader: each just below them.
def below_depth(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{('<div>' * 950 + 'x' + '</div>' * 950) * size}<p>{LAST}</p>")


def below_attributes(size: int) -> Iterator[bytes]:
    tag = f"<p {' '.join(f'a{n}=1' for n in range(500))}>so</p>"
    yield page(f"{FIRST}{tag * size}<p>{LAST}</p>")


def below_formatting(size: int) -> Iterator[bytes]:
    tags = "".join(f"<b><i><u><font color={n}>" for n in range(200))
    yield page(f"{FIRST}<p>{tags}{'<p>so' * size}<p>{LAST}</p>")


def below_tags(size: int) -> Iterator[bytes]:
    yield page(f"{FIRST}{'<p>The board said so.</p>' * size}<p>{LAST}</p>")


KINDS = (
    Kind("attribute flood", ".html", attribute_flood, 2_000, 200_000, whole=True),
    Kind("one long attribute", ".html", long_attribute, 200_000, 15_000_000, whole=True),
    Kind("flood of classes", ".html", many_classes, 5_000, 300_000, whole=True),
    Kind("nested div", ".html", deep_divs, 300, 100_000, whole=True),
    Kind("nested font, never closed", ".html", deep_fonts, 1_000, 75_000, whole=True),
    Kind("nested tables", ".html", deep_tables, 300, 20_000, whole=True),
    Kind("nested lists", ".html", deep_lists, 300, 50_000, whole=True),
    Kind("nested quotations", ".html", deep_quotes, 300, 50_000, whole=True),
    Kind("nested drawings", ".html", deep_templates, 300, 20_000, whole=True),
    Kind("formatting bomb", ".html", formatting_bomb, 60, 5_000, whole=True),
    Kind("tags crossed over", ".html", misnested, 200, 20_000, whole=True),
    Kind("one text of many MB", ".html", huge_text, 500_000, 12_000_000, whole=True),
    Kind("very many paragraphs", ".html", plain_paragraphs, 2_000, 140_000, whole=True),
    Kind("very many links", ".html", links, 2_000, 150_000, whole=True),
    Kind("very many cells", ".html", cells, 2_000, 200_000, whole=True),
    Kind("tables never filled", ".html", empty_tables, 500, 20_000, whole=True),
    Kind("flood of <", ".html", angle_flood, 20_000, 1_000_000, whole=True),
    Kind("comments never closed", ".html", open_comments, 5_000, 500_000, whole=True),
    Kind("tags never closed", ".html", open_tags, 5_000, 500_000, whole=True),
    Kind("flood of entities", ".html", entity_flood, 5_000, 300_000, whole=True),
    Kind("NULs in a page", ".html", nul_page, 1_000, 5_000_000, whole=True),
    Kind("tags hidden by NULs", ".html", hidden_by_nul, 1, 10_000),
    Kind("picture inside the page", ".html", data_picture, 100_000, 10_000_000, whole=True),
    Kind("flood of scripts", ".html", script_flood, 2_000, 200_000, whole=True),
    Kind("nested JSON-LD", ".html", deep_linked_data, 5_000, 1_000_000, whole=True),
    Kind("JSON-LD of many MB", ".html", huge_linked_data, 10_000, 1_000_000, whole=True),
    Kind("date of question marks", ".html", date_of_question_marks, 1_000, 100_000, NOT_REFUSED, whole=True),
    Kind("date of ones", ".html", date_of_ones, 1_000, 100_000, NOT_REFUSED, whole=True),
    Kind("date of months", ".html", date_of_months, 1_000, 100_000, NOT_REFUSED, whole=True),
    Kind("UTF-16 that says UTF-8", ".html", says_utf8_is_utf16, 1, 1_000, whole=True),
    Kind("says UTF-7", ".html", says_utf7, 1, 1_000, whole=True),
    Kind("cp1252 that says UTF-8", ".html", says_utf8_is_latin, 1, 1_000, whole=True),
    Kind("encoding of no name", ".html", unknown_encoding, 20, 1_000_000, whole=True),
    Kind("flood of combining marks", ".html", combining_flood, 5_000, 2_000_000, whole=True),
    Kind("title of many MB", ".html", title_flood, 5_000, 1_000_000, whole=True),
    Kind("flood of blanks", ".html", blank_flood, 5_000, 1_000_000, whole=True),
    Kind("flood of line breaks", ".html", breaks, 5_000, 1_000_000, whole=True),
    Kind("flood of authors", ".html", metadata_flood, 2_000, 200_000, whole=True),
    Kind("nested 950 deep, over and over", ".html", below_depth, 2, 100, whole=True),
    Kind("500 attributes, over and over", ".html", below_attributes, 20, 4_000, whole=True),
    Kind("800 open formats, over and over", ".html", below_formatting, 20, 10_000, whole=True),
    Kind("190,000 tags", ".html", below_tags, 1_000, 95_000, whole=True),
    Kind("plaintext to the end", ".html", plain_opening, 500, 100_000, ANY),
)

__all__ = ["KINDS", "MARK"]
