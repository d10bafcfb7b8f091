"""Feeds: RSS, Atom and JSON Feed; every entry is a report or a refusal in words."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.rows import draft, why
from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.ingest import Told, read_paths, reports_in
from whosays.ingest.drafts import Row
from whosays.ingest.formats import feeds, json_feed
from whosays.ingest.formats.markup import words_of
from whosays.ingest.metadata import Given
from whosays.model import Notice, Report

WORDS = "The ferry Kestrel lost power off Sandholm on Monday, the harbour master said."
OTHER = "Two tugs brought the ferry Kestrel back to Sandholm on Tuesday, the coastguard said."
ITEM = (
    "<item><title>Ferry drifts</title><link>https://alden.example/1</link><guid>1</guid>"
    "<pubDate>Mon, 05 May 2031 18:30:00 +0200</pubDate>{}</item>"
)
CONTENT = "<content:encoded><![CDATA[{}]]></content:encoded>"


def rss(*items: str, title: str = "Alden Post") -> bytes:
    """A feed with these items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    ).encode()


def of(data: bytes) -> list[Row]:
    """The rows of a feed."""
    return list(feeds.drafts(data, source="f.xml"))


def of_json(**feed: Any) -> list[Row]:
    """The rows of a JSON Feed."""
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Alden Post", **feed}
    return list(json_feed.drafts(json.dumps(whole).encode(), source="f.json"))


def told(row: Row) -> str:
    """What a draft's reader must know."""
    return " / ".join(one.message for one in draft(row).told)


# ---------------------------------------------------------------------------------------------------- RSS and Atom
def test_an_item_with_its_content_is_a_report() -> None:
    """Headline and paragraphs as the text; the date as it is written, with its zone; the feed's title as the outlet."""
    (found,) = of(
        rss(ITEM.format("<description>short</description>" + CONTENT.format(f"<p>{WORDS}</p><p>{OTHER}</p>")))
    )
    assert draft(found).text == f"Ferry drifts\n\n{WORDS}\n\n{OTHER}"
    given = draft(found).given
    assert (given.outlet, given.url, given.title) == ("Alden Post", "https://alden.example/1", "Ferry drifts")
    assert given.published == "Mon, 05 May 2031 18:30:00 +0200"
    assert (draft(found).source, draft(found).told) == ("f.xml#1", ())


def test_a_summary_is_read_and_told() -> None:
    """An item that holds only a summary gives its words and says so; so does a content that is cut."""
    (found,) = of(rss(ITEM.format(f"<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description>")))
    assert draft(found).text == f"Ferry drifts\n\n{WORDS}"
    assert "only the feed's summary" in told(found)
    (found,) = of(rss(ITEM.format(CONTENT.format(f"<p>{WORDS} […]</p>"))))
    assert "cuts the report short" in told(found)


def test_atom() -> None:
    """Content of an entry, "updated" where nothing says "published", and the feed an entry was taken from."""
    data = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>
      <entry><id>a</id><title type="html">Ferry &lt;b&gt;drifts&lt;/b&gt;</title><updated>2031-05-05T18:30:00+02:00</updated>
        <link href="https://alden.example/1"/><source><title>Alden Post</title></source>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p><p>{OTHER}</p></div></content></entry>
      <entry><id>b</id><title>Tugs</title><summary type="text">{OTHER} 3 &lt; 4</summary></entry></feed>"""
    first, second = of(data.encode())
    assert draft(first).text == f"Ferry drifts\n\n{WORDS}\n\n{OTHER}"
    assert (draft(first).given.outlet, draft(first).given.published) == ("Alden Post", "2031-05-05T18:30:00+02:00")
    assert draft(second).text == f"Tugs\n\n{OTHER} 3 < 4"
    assert draft(second).given.outlet == "Planet"


def test_a_headline_alone_is_refused() -> None:
    """With the address of its page; an entry with nothing at all says that."""
    first, second, third = of(
        rss(ITEM.format(""), "<item></item>", ITEM.format("<description>Ferry  drifts</description>"))
    )
    assert why(first) == "only a headline; fetch its page (https://alden.example/1)"
    assert "neither a headline nor words" in why(second)
    assert "only a headline" in why(third)


def test_the_same_guid_over_other_words_is_another_report(tmp_path: Path) -> None:
    """Content decides: a changed entry is kept beside the first and told; an equal one is a duplicate."""
    path = tmp_path / "f.xml"
    path.write_bytes(rss(*(ITEM.format(f"<description>{words}</description>") for words in (WORDS, OTHER, WORDS))))
    read = read_paths([path])
    assert [report.source for report in read.reports] == ["f.xml#1", "f.xml#2"]
    assert any(
        "the guid of #1 but other words" in notice.message for notice in read.notices if notice.source == "f.xml#2"
    )
    assert [notice.source for notice in read.notices if notice.kind == "duplicate"] == ["f.xml#3"]


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    """XML that is not well-formed gives its entries, and says that it is broken."""
    found = of(
        rss(ITEM.format(f"<description>{WORDS}</description>")).removesuffix(b"</channel></rss>") + b"<item><title>x"
    )
    assert WORDS in draft(found[0]).text
    assert any(isinstance(row, Told) and "not well-formed" in row.message for row in found)


@pytest.mark.parametrize(
    "data, words",
    [
        (b"<?xml version='1.0'?><note>words</note>", "no feed that is known"),
        (b"<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><item/></channel></rss>", "<!ENTITY"),
        (b"<rss><channel><item " + b"a='1' " * 20_000 + b"/></channel></rss>", "64 KiB"),
        (b"<rss>" + b"<" * 10_000, "more tags than it closes"),
        (b"", "no feed that is known"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, words: str) -> None:
    """Each in its own words, before feedparser spends its time on it."""
    (row,) = of(data)
    assert words in why(row)


@pytest.mark.parametrize(
    "name, data",
    [
        ("post.rss", b"<rss version='2.0'><channel><title>Post</title></channel></rss>"),
        ("post.json", b'{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": []}'),
    ],
)
def test_a_feed_without_entries_is_no_fault_but_nothing_to_read(name: str, data: bytes, tmp_path: Path) -> None:
    """Its reader tells that it is empty; given as a report it is refused in those words."""
    (row,) = (json_feed if name.endswith("json") else feeds).drafts(data, source=name)
    assert isinstance(row, Told)
    assert row.message == "the feed holds no entry"
    (tmp_path / name).write_bytes(data)
    found = read_paths([tmp_path / name])
    assert not found.reports
    assert [(told.kind, told.message) for told in found.notices] == [
        ("refused", f"{name}: the feed holds no entry; there is nothing to read")
    ]


def test_entries_beyond_the_cap_are_told() -> None:
    """The first 2,000 of a long feed are read; how many there are is said."""
    found = of(rss(*["<item><title>a</title></item>"] * 2_500))
    assert len(found) == 2_001
    assert "has 2,500 entries; the first 2,000 are read" in why(found[-1])


@pytest.mark.parametrize("content", [b"secret.xml", b"file:///etc/hostname", b"http://127.0.0.1/feed"])
def test_a_feed_that_names_a_file_opens_none(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """feedparser opens what it is given as bytes or string; it is never given either."""
    (tmp_path / "secret.xml").write_bytes(rss(ITEM.format(f"<description>{WORDS}</description>")))
    monkeypatch.chdir(tmp_path)
    assert os.path.exists("secret.xml")
    (row,) = of(content)
    assert "no feed" in why(row)


# ---------------------------------------------------------------------------------------------------- JSON Feed
def test_json_feed() -> None:
    """Text before markup, summary as a summary, the external address where there is no own; other languages refused."""
    found = of_json(items=[
        {"id": "1", "url": "https://a.example/1", "title": "Ferry", "content_html": f"<p>{WORDS}</p>", "date_published": "2031-05-05"},
        {"id": "2", "external_url": "https://a.example/2", "summary": OTHER},
        {"id": "3", "title": "Fähre", "content_text": "Die Fähre", "language": "de"},
        7,
    ])  # fmt: skip
    assert draft(found[0]).text == f"Ferry\n\n{WORDS}"
    assert draft(found[0]).given.published == "2031-05-05"
    assert (draft(found[1]).text, draft(found[1]).given.url) == (OTHER, "https://a.example/2")
    assert "only the feed's summary" in told(found[1])
    assert "German" in why(found[2])
    assert "neither a headline nor words" in why(found[3])


@pytest.mark.parametrize("feed", [{"items": 7}, {}, {"version": "2", "items": [{}]}])
def test_json_that_is_no_feed(feed: dict[str, Any]) -> None:
    """A refusal in words."""
    (row,) = of_json(**feed)
    assert why(row)


# ---------------------------------------------------------------------------------------------------- markup
@pytest.mark.parametrize(
    "markup, words",
    [
        ("plain &amp; simple", "plain & simple"),
        ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<script>b</script>c<style>d</style>", "ac"),
        ("a<script>b", "a"),
        ("<b>bo</b>ld <!-- no --> end", "bold end"),
        ("1 < 2 and <p", "1 < 2 and"),
        ("</script></p>words", "words"),
    ],
)
def test_markup_to_words(markup: str, words: str) -> None:
    """What a reader sees, a line for each paragraph."""
    assert words_of(markup).startswith(words)


def test_no_depth_drops_words() -> None:
    """Words below a thousand levels are read: nothing is silently shorter."""
    assert words_of("<div>" * 1_000 + WORDS + "</div>" * 1_000 + OTHER) == f"{WORDS}\n\n{OTHER}"


def test_what_a_blog_writes_under_its_entries_is_no_claim(tmp_path: Path) -> None:
    """ "The post … appeared first on …" is kept in the text and named as furniture; a video that appeared first is a claim."""
    foot = "The post Ferry drifts appeared first on Alden Post."
    video = "A video of the ferry appeared first on a channel of the coastguard."
    path = tmp_path / "f.xml"
    path.write_bytes(rss(ITEM.format(CONTENT.format(f"<p>{WORDS}</p><p>{video}</p><p>{foot}</p>"))))
    (report,) = read_paths([path]).reports
    roles = {report.text[one.start : one.end]: one.role for one in report.segments}
    assert (roles[foot], roles[video], roles["Ferry drifts"]) == ("boilerplate", "body", "headline")


def test_long_words_without_a_tag_are_no_tag() -> None:
    """Words of any length in CDATA or a comment pass the cap on the length of tags."""
    long = "The ferry is late. " * 5_000
    (row,) = of(rss("<!--" + "x" * 100_000 + "-->" + ITEM.format(CONTENT.format(long))))
    assert draft(row).text.endswith(long.strip())


def test_bytes_that_came_from_elsewhere_are_read(tmp_path: Path) -> None:
    """A stream with an address, as a fetched page has; ids of reports read before make duplicates."""
    known: dict[str, str] = {}
    options: dict[str, Any] = {
        "source": "ferry.txt",
        "url": "https://alden.example/1",
        "stated": Given(outlet="Post"),
        "known": known,
    }
    (report,) = reports_in(io.BytesIO(WORDS.encode()), **options)
    assert isinstance(report, Report)
    assert (report.url, report.outlet, known) == ("https://alden.example/1", "Post", {report.id: "ferry.txt"})
    (notice,) = reports_in(io.BytesIO(WORDS.encode()), **options)
    assert isinstance(notice, Notice)
    assert notice.kind == "duplicate"


# ---------------------------------------------------------------------------------------------------- commands
def run(*arguments: object, stdin: bytes | None = None) -> Any:
    """The command with its streams apart."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def test_brief_of_a_feed(tmp_path: Path) -> None:
    """A feed given as a file, or through a pipe; the refused entry is told and the rest is done."""
    data = rss(ITEM.format(CONTENT.format(f"<p>{WORDS}</p>")), ITEM.format(""))
    (tmp_path / "f.xml").write_bytes(data)
    for arguments, stdin, name in ([tmp_path / "f.xml"], None, "f.xml"), (["-"], data, "stdin"):
        result = run("brief", *arguments, stdin=stdin)
        assert result.exit_code == Exit.SOME_REFUSED, result.output
        assert "harbour master" in result.stdout
        assert f"{name}#2: only a headline" in result.stderr


def test_read_names_a_file_for_each_entry(tmp_path: Path) -> None:
    """The file of an item carries its number."""
    (tmp_path / "f.xml").write_bytes(
        rss(*(ITEM.format(f"<description>{words}</description>") for words in (WORDS, OTHER)))
    )
    result = run("read", tmp_path / "f.xml", "-o", tmp_path / "out", "--workers", "1")
    assert result.exit_code == Exit.OK, result.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["f-1.json", "f-2.json"]


def test_the_format_can_be_said(tmp_path: Path) -> None:
    """``--as`` comes before what bytes and names say; it offers the formats that are read."""
    from whosays.cli.inputs import KINDS
    from whosays.ingest.formats import FORMATS

    assert KINDS == FORMATS
    (tmp_path / "a.xml").write_text(WORDS)
    assert run("brief", tmp_path / "a.xml").exit_code == Exit.NO_INPUT
    assert run("brief", tmp_path / "a.xml", "--as", "text").exit_code == Exit.OK
    assert run("brief", tmp_path / "a.xml", "--as", "docx").exit_code == Exit.USAGE
