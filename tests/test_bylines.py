"""Bylines that tables, feeds and callers keep beside the words: a line of the text, a zone of its own, a credit for lineage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import whosays
from whosays.ingest import Draft, Told, read_paths, read_text
from whosays.ingest.drafts import Row
from whosays.ingest.formats import feeds, json_feed, rows_csv
from whosays.ingest.zones.bylines import LONGEST, byline_of, names_in
from whosays.model import Report
from whosays.render.wording import origins

TITLE = "Ferry drifts off Sandholm"
WORDS = "The ferry Kestrel lost power off Sandholm on Monday, the harbour master said. Nobody was hurt."
OTHER = "A ferry with passengers drifted for hours off Sandholm on Monday after its engine failed, according to the harbour master."


def zone(report: Report, role: str) -> list[str]:
    """The words of the zones with this role."""
    return [report.text[segment.start : segment.end] for segment in report.segments if segment.role == role]


def rows_of(path: Path, *given: dict[str, Any]) -> whosays.Ingested:
    """The reports of these JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in given))
    return read_paths([path])


def test_one_agency_in_two_bylines_is_one_origin(tmp_path: Path) -> None:
    """Two outlets, other words, both signed AP: one origin. Signed by two people of their own they are two."""
    first = {"text": f"{TITLE}\n\n{WORDS}", "title": TITLE, "outlet": "Alden Post", "published": "2031-05-05"}
    second = {"text": OTHER, "outlet": "Tarn Gazette", "published": "2031-05-05"}
    signed = rows_of(tmp_path / "a.jsonl", first | {"byline": "AP"}, second | {"authors": ["Ann Lee", "AP"]})
    assert not signed.notices
    assert origins(whosays.analyze(signed.reports)) == 1
    own = rows_of(tmp_path / "b.jsonl", first | {"byline": "Bo Ray"}, second | {"authors": ["Ann Lee"]})
    assert origins(whosays.analyze(own.reports)) == 2


@pytest.mark.parametrize("column", ["byline", "author", "authors", "credit"])
def test_columns_of_csv(tmp_path: Path, column: str) -> None:
    """The column has four names, and each is read; the zone is the byline's, between headline and body."""
    (tmp_path / "a.csv").write_text(f'text,title,{column}\n"{TITLE}\n\n{WORDS}",{TITLE},Reuters staff\n')
    read = read_paths([tmp_path / "a.csv"])
    (report,) = read.reports
    assert report.text == f"{TITLE}\n\nBy Reuters staff\n\n{WORDS}"
    assert [segment.role for segment in report.segments] == ["headline", "byline", "body"]
    assert not read.notices


@pytest.mark.parametrize(
    "value, line",
    [
        ("AP", "By AP"),
        ("dpa", "By dpa"),
        ("by Ann Lee", "By Ann Lee"),
        ("from Reuters", "From Reuters"),
        (["By Ann Lee", {"name": "AP"}, "AP"], "By Ann Lee, AP"),
        ({"name": "Ann  Lee"}, "By Ann Lee"),
        ("Reporting by Ann Lee; Editing by Bo Ray", "Reporting by Ann Lee; Editing by Bo Ray"),
        (None, None),
        ("  ", None),
        ([], None),
    ],
)
def test_how_a_byline_is_worded(value: Any, line: str | None) -> None:
    """As papers print it; what is worded already is kept; nothing given is no byline."""
    names = names_in(value)
    assert names is not None
    assert byline_of(names) == line


@pytest.mark.parametrize(
    "value", [7, True, ["Ann Lee", 7], "https://people.example/ann", "Photo: Ann Lee", "—", "x" * (LONGEST + 1)]
)
def test_what_names_nobody_is_told(tmp_path: Path, value: Any) -> None:
    """Figures, addresses, credits of pictures: left out with a note, and the report is read."""
    read = rows_of(tmp_path / "a.jsonl", {"text": WORDS, "byline": value})
    assert [report.text for report in read.reports] == [WORDS]
    assert [notice.message for notice in read.notices] == [
        "a.jsonl#1: no name can be read in byline, which is left out; give a name or a list of names"
    ]


def test_many_names_are_cut_to_a_line() -> None:
    """A byline is one line of bounded length."""
    line = byline_of(tuple(f"Ann Lee the {number}th" for number in range(40)))
    assert line is not None
    assert 100 < len(line) <= LONGEST + len("By ")


def test_several_columns_are_one_byline(tmp_path: Path) -> None:
    """All names count, none twice."""
    (report,) = rows_of(
        tmp_path / "a.jsonl", {"text": WORDS, "author": "Ann Lee", "credit": "AP", "byline": "by ann lee"}
    ).reports
    assert zone(report, "byline") == ["By ann lee, AP"]


@pytest.mark.parametrize("shown", ["By Ann Lee", "Ann Lee", "By Ann Lee and Bo Ray in Ostrel", "ANN LEE"])
def test_a_byline_that_the_text_shows_is_not_repeated(shown: str) -> None:
    """The text stays as it is, and the line is a byline, also where its own words would not tell."""
    text = f"{TITLE}\n\n{shown}\n\n{WORDS}"
    report = read_text(text.encode(), source="a.txt", byline="Ann Lee")
    assert report.text == text
    assert zone(report, "byline") == [shown]


@pytest.mark.parametrize(
    "text, signed",
    [
        (WORDS, f"By AP\n\n{WORDS}"),
        (f"{TITLE}\n{WORDS}\n{OTHER}", f"{TITLE}\n\nBy AP\n\n{WORDS}\n{OTHER}"),
        (f"Outlet: Post\nTitle: {TITLE}\n\n{WORDS}", f"Outlet: Post\nTitle: {TITLE}\n\nBy AP\n\n{WORDS}"),
        (f"{TITLE}\r\n\r\n{WORDS}", f"{TITLE}\n\nBy AP\r\n\r\n{WORDS}"),
    ],
)
def test_where_a_byline_is_put(text: str, signed: str) -> None:
    """Behind header block and headline, else on top; all other characters stay."""
    report = read_text(text.encode(), source="a.txt", byline="AP")
    assert report.text == signed
    assert zone(report, "byline") == ["By AP"]
    assert "".join(zone(report, "body")).startswith("The ferry")


def draft(row: Row) -> Draft:
    """The row, which must be a draft."""
    assert isinstance(row, Draft), row
    return row


def test_authors_of_feeds() -> None:
    """``dc:creator``, the name behind an e-mail address, the authors of a JSON Feed."""
    entry = "<item><title>{0}</title>{1}<description>" + WORDS + "</description></item>"
    authors = [
        "<dc:creator>Ann Lee</dc:creator><dc:creator>&lt;b&gt;AP&lt;/b&gt;</dc:creator>",
        "<author>ann@post.example (Ann Lee)</author>",
        "<author>ann@post.example</author>",
    ]
    entries = "".join(entry.format(f"Ferry drifts {number}", one) for number, one in enumerate(authors))
    xml = f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>P</title>{entries}</channel></rss>'
    found = [draft(row).byline for row in feeds.drafts(xml.encode(), source="a.xml")]
    assert found == ["By Ann Lee, AP", "By Ann Lee", None]
    items = [{"id": "1", "title": TITLE, "content_text": WORDS, "authors": [{"name": "Ann Lee"}, {"name": "AP"}]}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": items}
    (row,) = json_feed.drafts(json.dumps(feed).encode(), source="a.json")
    assert draft(row).text == f"{TITLE}\n\nBy Ann Lee, AP\n\n{WORDS}"


def test_a_table_without_bylines_is_what_it_was() -> None:
    """Empty cells add nothing and tell nothing."""
    import io

    (row,) = rows_csv.drafts(io.BytesIO(f'text,byline\n"{WORDS}",\n'.encode()), source="a.csv")
    assert not isinstance(row, Told)
    assert draft(row).text == WORDS
    assert not draft(row).told
