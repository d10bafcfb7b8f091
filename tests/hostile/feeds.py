"""Hostile feeds, and hostile pages inside feeds."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.kinds import (
    ANY,
    LAST,
    NOT_REFUSED,
    ONLY_REFUSED,
    PARAGRAPHS,
    SECRET,
    STORY,
    Kind,
    feed,
    item,
    repeated,
)


def secret_file() -> Path:
    """A file of this machine that no report may show."""
    path = Path(tempfile.gettempdir()) / "whosays-hostile-secret.xml"
    path.write_bytes(feed(item(1, words=f"{STORY} {SECRET}")))
    return path


def entity_bomb(size: int) -> Iterator[bytes]:
    levels = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, size))
    yield feed(item(1, words=f"{STORY} &e{size - 1};"), doctype=f'<!DOCTYPE rss [<!ENTITY e0 "lol">{levels}]>')


def entity_of_many_mb(size: int) -> Iterator[bytes]:
    doctype = f'<!DOCTYPE rss [<!ENTITY e "{"x" * size}">]>'
    yield feed(item(1, words=f"{STORY} {'&e;' * (size // 10)}"), doctype=doctype)


def local_entity(size: int) -> Iterator[bytes]:
    doctype = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret_file().as_uri()}">]>'
    yield feed(item(1, words=f"{STORY} {'&e;' * size}"), doctype=doctype)


def outside_dtd(size: int) -> Iterator[bytes]:
    doctype = f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{secret_file().as_uri()}"> {"%p;" * size}]>'
    yield feed(item(1), doctype=doctype)


def included_file(size: int) -> Iterator[bytes]:
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret_file().as_uri()}"/>'
    yield feed(item(1, more=included * size))


def path_as_feed(size: int) -> Iterator[bytes]:
    yield str(secret_file()).encode() + b"\n" * size


def many_items(size: int) -> Iterator[bytes]:
    head, tail = feed("@").split(b"@")
    yield head
    for number in range(size):
        yield item(number, words=LAST).encode()
    yield tail


def attributes(size: int) -> Iterator[bytes]:
    flood = " ".join(f'a{n}="1"' for n in range(size))
    yield feed(f"<item {flood}><title>x</title></item>{item(1)}")


def angles(size: int) -> Iterator[bytes]:
    yield feed(item(1, words=f"{STORY} {'<' * size}"))


def nested(size: int) -> Iterator[bytes]:
    yield feed(item(1, more=f"{'<a>' * size}{'</a>' * size}"))


def namespaces(size: int) -> Iterator[bytes]:
    yield feed(item(1, more="".join(f'<n{n}:a xmlns:n{n}="urn:{n}"/>' for n in range(size))))


def guid_again(size: int) -> Iterator[bytes]:
    yield feed("".join(item(n, guid="the-same", words=f"Notice {n}. {STORY}") for n in range(size)))


def dangerous_links(size: int) -> Iterator[bytes]:
    links = (
        "javascript:alert(1)",
        "file:///etc/hostname",
        "//echo.example\\@10.0.0.1/",
        "data:text/html,x",
        "../" * 99,
    )
    yield feed("".join(item(n).replace(f"https://echo.example/{n}", links[n % len(links)]) for n in range(size)))


def dates(size: int) -> Iterator[bytes]:
    bombs = ("?" * size + "x", "1 " * size, "-" * size, "Mon, " * size, "99999999999999-01-01", "2016-13-45T99:99:99Z")
    yield feed("".join(item(n, more=f"<pubDate>{words}</pubDate>") for n, words in enumerate(bombs)))


def deep_page_inside(size: int) -> Iterator[bytes]:
    inside = "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + f"{'<div>' * size}<p>{LAST}</p>{'</div>' * size}"
    yield feed(item(1, words=f"<![CDATA[{inside}]]>"))


def attributes_inside(size: int) -> Iterator[bytes]:
    flood = " ".join(f"a{n}=1" for n in range(size))
    inside = f"<p>{'</p><p>'.join(PARAGRAPHS)}</p><p {flood}>{LAST}</p>"
    yield feed(item(1, words=f"<![CDATA[{inside}]]>"))


def escaped_again(size: int) -> Iterator[bytes]:
    words = "<p>" + STORY + "</p>"
    for _ in range(size):
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    yield feed(item(1, words=words))


def utf16_lie(size: int) -> Iterator[bytes]:
    yield feed("".join(item(n) for n in range(size))).decode().encode("utf-16-be")


def utf7_lie(size: int) -> Iterator[bytes]:
    yield feed("".join(item(n) for n in range(size))).replace(b"utf-8", b"utf-7")


def encoding_of_python(size: int) -> Iterator[bytes]:
    # codecs that are no encodings: feedparser asks Python for whatever the feed names
    yield feed("".join(item(n) for n in range(size))).replace(b'"utf-8"', b'"zlib_codec"')


def broken_utf8(size: int) -> Iterator[bytes]:
    yield feed(item(1, words="Lock \ud800 Q " + STORY).encode("utf-8", "surrogatepass").decode("latin-1") * size)


def control_characters(size: int) -> Iterator[bytes]:
    yield feed(item(1, words=f"{STORY} {'&#27;[31m&#0;&#8238;' * size}"))


def cut_off(size: int) -> Iterator[bytes]:
    yield feed("".join(item(n) for n in range(size)))[:-700]


def _json_feed(items: str) -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Wending Echo", "items": [{items}]}}'.encode()


def _json_item(number: int, words: str) -> str:
    return json.dumps({"id": str(number), "title": f"Lock {number}", "content_text": words})


def json_nested(size: int) -> Iterator[bytes]:
    yield _json_feed(f'{{"id": "1", "content_text": {json.dumps(STORY)}, "x": {"[" * size}{"]" * size}}}')


def json_surrogates(size: int) -> Iterator[bytes]:
    good, bad = json.dumps(STORY), json.dumps("x")[:-1] + "\\ud800" * size + '"'
    yield _json_feed(f'{{"id": "1", "content_text": {bad}}}, {{"id": "2", "content_text": {good}}}')


def json_items(size: int) -> Iterator[bytes]:
    head, tail = _json_feed("@").split(b"@")
    yield head
    yield from repeated(_json_item(1, LAST).encode() + b", ", size)
    yield _json_item(2, STORY).encode() + tail


def json_number(size: int) -> Iterator[bytes]:
    yield _json_feed(f'{{"id": {"9" * size}, "content_text": {json.dumps(STORY)}}}')


KINDS = (
    Kind("entity bomb (billion laughs)", ".rss", entity_bomb, 10, 12, ANY),
    Kind("entity of many MB", ".rss", entity_of_many_mb, 10_000, 1_000_000, ANY),
    Kind("entity of a local file (XXE)", ".rss", local_entity, 1, 1, ANY),
    Kind("outside DTD", ".rss", outside_dtd, 1, 1, ANY),
    Kind("XInclude of a local file", ".rss", included_file, 1, 1, ANY),
    Kind("path of a local file instead of a feed", ".rss", path_as_feed, 0, 0, ONLY_REFUSED),
    Kind("feed of very many items", ".rss", many_items, 400, 1_000_000),
    Kind("attribute flood in a feed", ".rss", attributes, 2_000, 100_000),
    Kind("flood of < in a feed", ".rss", angles, 5_000, 1_000_000),
    Kind("nested elements in a feed", ".rss", nested, 500, 200_000),
    Kind("flood of namespaces", ".rss", namespaces, 500, 100_000),
    Kind("guid used again", ".rss", guid_again, 20, 200, NOT_REFUSED),
    Kind("links that lead elsewhere", ".rss", dangerous_links, 5, 500, NOT_REFUSED),
    Kind("dates that are bombs", ".rss", dates, 1_000, 100_000, NOT_REFUSED),
    Kind("nested div in an item", ".rss", deep_page_inside, 300, 50_000, whole=True),
    Kind("attribute flood in an item", ".rss", attributes_inside, 2_000, 100_000, whole=True),
    Kind("escaped again and again", ".rss", escaped_again, 3, 40, ANY),
    Kind("UTF-16 feed that says UTF-8", ".rss", utf16_lie, 2, 100),
    Kind("feed that says UTF-7", ".rss", utf7_lie, 2, 100),
    Kind("feed that names a codec that is none", ".rss", encoding_of_python, 2, 100),
    Kind("feed of broken UTF-8", ".rss", broken_utf8, 1, 100),
    Kind("control characters in a feed", ".rss", control_characters, 100, 100_000),
    Kind("feed that is cut off", ".rss", cut_off, 5, 300),
    Kind("nested JSON Feed", ".json", json_nested, 2_000, 1_000_000),
    Kind("half characters in a JSON Feed", ".json", json_surrogates, 1, 100_000),
    Kind("JSON Feed of very many items", ".json", json_items, 300, 100_000),
    Kind("number of very many digits", ".json", json_number, 5_000, 5_000_000),
)
