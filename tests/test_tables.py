"""Tables and messages: JSON lines, CSV and ninjs; a bad row is refused with its line, and the rest goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rows import draft, why
from whosays.ingest import Refusal, Told, iter_reports, read_paths
from whosays.ingest.drafts import Row
from whosays.ingest.formats import ninjs, rows_csv, rows_jsonl
from whosays.ingest.formats.lines import Line, lines
from whosays.model import Report

WORDS = "The ferry Kestrel lost power off Sandholm on Monday, the harbour master said."
OTHER = "Two tugs brought the ferry Kestrel back to Sandholm on Tuesday, the coastguard said."


def of_jsonl(data: bytes | str, **options: Any) -> list[Row]:
    """The rows of JSON lines."""
    content = data.encode() if isinstance(data, str) else data
    return list(rows_jsonl.drafts(io.BytesIO(content), source="a.jsonl", **options))


def of_csv(data: bytes | str, **options: Any) -> list[Row]:
    """The rows of CSV."""
    content = data.encode() if isinstance(data, str) else data
    return list(rows_csv.drafts(io.BytesIO(content), source="a.csv", **options))


def of_ninjs(**message: Any) -> Row:
    """The one row of a message."""
    (row,) = ninjs.drafts(json.dumps(message).encode(), source="a.json")
    return row


# ---------------------------------------------------------------------------------------------------- lines
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_are_numbered_and_lose_their_ends(ends: str) -> None:
    """Empty lines count; the last one needs no end."""
    found = list(lines(io.BytesIO(ends.join(["one", "", "three"]).encode())))
    assert found == [Line(1, b"one", 3 + len(ends) - 1), Line(2, b"", len(ends) - 1), Line(3, b"three", 5)]


def test_lines_over_several_pieces() -> None:
    """A line longer than what is read at once is whole."""
    long = b"x" * 200_000
    assert [line.data for line in lines(io.BytesIO(long + b"\n" + long))] == [long, long]


class Endless(io.RawIOBase):
    """So many bytes of one line, made as they are read."""

    def __init__(self, size: int, tail: bytes) -> None:
        super().__init__()
        self.left = size
        self.tail = io.BytesIO(tail)
        self.largest = 0

    def read(self, size: int = -1) -> bytes:
        self.largest = max(self.largest, size)
        give = min(size, self.left)
        self.left -= give
        return b"x" * give or self.tail.read(size)


def test_a_line_of_any_length_is_passed_over_in_pieces() -> None:
    """100 MB without a line end are refused with their length, read in small pieces, and the next line is read."""
    stream = Endless(100_000_000, b"\n" + json.dumps({"text": WORDS}).encode())
    first, second = rows_jsonl.drafts(stream, source="a.jsonl")  # type: ignore[arg-type]
    assert "100.0 MB" in why(first)
    assert draft(second).source == "a.jsonl#2"
    assert stream.largest <= 1 << 16


# ---------------------------------------------------------------------------------------------------- JSON lines
def test_every_column_of_a_line_is_used() -> None:
    """Text as it stands; the rest as what is given; the item named by its line."""
    row = {"text": f" {WORDS}\n", "title": "Ferry", "outlet": "Alden Post", "url": "https://alden.example/1",
           "published": "Mon, 05 May 2031 18:30:00 +0200", "language": "en-GB"}  # fmt: skip
    (found,) = of_jsonl("\n" + json.dumps(row) + "\n")
    assert (draft(found).source, draft(found).text) == ("a.jsonl#2", f" {WORDS}\n")
    given = draft(found).given
    assert (given.title, given.outlet, given.url) == ("Ferry", "Alden Post", "https://alden.example/1")
    assert given.published == "Mon, 05 May 2031 18:30:00 +0200"


@pytest.mark.parametrize(
    "line, words",
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": "x"}', 'column "text" is missing'),
        ('{"text": ["a"]}', 'column "text" is missing'),
        ('{"text": " "}', 'column "text" is missing'),
        ('{"text": "a", "text": "b"}', "'text' twice"),
        ('{"text": "--- ..."}', "no letters"),
        ('{"text": "<html><p>words</p>"}', "web page"),
        ('{"text": "words", "language": "de"}', "German"),
        ('{"file": "a.txt"}', "meta.jsonl"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": ' + "9" * 10_000 + "}", "too long"),
    ],
)
def test_a_bad_line_is_refused_and_the_rest_goes_on(line: str, words: str) -> None:
    """Each with its own reason and its number."""
    first, second = (row for row in of_jsonl(line + "\n" + json.dumps({"text": WORDS})) if not isinstance(row, Told))
    assert words in why(first)
    assert isinstance(first, Refusal)
    assert first.source == "a.jsonl#1"
    assert draft(second).text == WORDS


def test_columns_that_are_not_known_are_told_once() -> None:
    """The names are listed, the rows read; a value that is no text is told with its report."""
    found = of_jsonl(
        json.dumps({"text": WORDS, "section": 1, "outlet": 7}) + "\n" + json.dumps({"text": OTHER, "desk": 2})
    )
    assert draft(found[0]).told == (Told("other", "outlet is not text and is left out"),)
    assert isinstance(found[2], Told)
    assert "'desk', 'section'" in found[2].message


@pytest.mark.parametrize("of, kind", [(of_jsonl, "jsonl"), (of_csv, "csv")])
def test_a_row_goes_by_its_own_id(of: Callable[[str], list[Row]], kind: str) -> None:
    """The id a row has is its name; without one, or with one that cannot stand in a name, it is its line."""
    ids = ["x1", "", "a#b", "34_2.ecb", "y" * 201]
    rows = [{"id": name, "text": WORDS} for name in ids]
    table = (
        "\n".join(map(json.dumps, rows))
        if kind == "jsonl"
        else "id,text\n" + "".join(f'{r["id"]},"{r["text"]}"\n' for r in rows)
    )
    first = 1 if kind == "jsonl" else 2
    names = [draft(row).source.removeprefix(f"a.{kind}#") for row in of(table)]
    assert names == ["x1", str(first + 1), str(first + 2), "34_2.ecb", str(first + 4)]


def test_a_number_is_an_id_and_a_bad_row_is_refused_by_its_own() -> None:
    """A number names its row as words do; what is no name is told; a refusal names the row as a report would be named."""
    number, told, refused = of_jsonl(
        '{"id": 4, "text": "Words."}\n{"id": [1], "text": "Words."}\n{"id": "x", "text": ""}'
    )
    assert (draft(number).source, draft(number).told) == ("a.jsonl#4", ())
    assert draft(told).told == (Told("other", "id is not text and is left out"),)
    assert isinstance(refused, Refusal)
    assert refused.source == "a.jsonl#x"


def test_a_headline_alone_is_read_and_told() -> None:
    """A row whose text is left empty is its headline, and says so; one that lacks the column is refused."""
    alone, lacking = of_jsonl(
        '{"title": "Ferry adrift off Sandholm", "text": " "}\n{"title": "Ferry adrift off Sandholm"}'
    )
    assert draft(alone).text == "Ferry adrift off Sandholm"
    assert [told.message for told in draft(alone).told] == [
        'its column "text" is empty; its title is read in its place'
    ]
    assert "missing" in why(lacking)


def test_other_encodings_are_asked_for() -> None:
    """A line that is not UTF-8 is refused with its number unless its encoding is named; UTF-16 is refused."""
    line = json.dumps({"text": "The café was closed, the mayor said."}, ensure_ascii=False).encode("cp1252")
    assert "line 1 is not UTF-8" in why(of_jsonl(line)[0])
    assert draft(of_jsonl(line, encoding="cp1252")[0]).text.startswith("The café")
    assert "'klingon'" in why(of_jsonl(line, encoding="klingon")[0])
    assert "UTF-16" in why(of_jsonl('{"text": "a"}'.encode("utf-16"))[0])


@pytest.mark.parametrize("of", [of_jsonl, of_csv])
def test_a_table_of_nothing_but_bad_rows_ends(of: Callable[[str], list[Row]]) -> None:
    """After a thousand in a row the rest is given up, in words."""
    found = of("text,title\n" + "a\n" * 5_000)
    assert len(found) < 1_010
    assert any("1,000 rows one after another" in row.message for row in found if isinstance(row, Refusal))


# ---------------------------------------------------------------------------------------------------- CSV
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_each_delimiter(delimiter: str) -> None:
    """Columns in any order and case; cells may hold line ends and quotation marks; the item is named by its first line."""
    text = 'He said "no".\nThen he left.'
    quoted = '"' + text.replace('"', '""') + '"'
    found = of_csv(
        f"\ufeffTitle{delimiter}TEXT\r\nOne{delimiter}{quoted}\r\n\r\nTwo{delimiter}{WORDS.split(',')[0]}\r\n"
    )
    assert [(draft(row).source, draft(row).given.title) for row in found] == [("a.csv#2", "One"), ("a.csv#5", "Two")]
    assert draft(found[0]).text == text


def test_a_row_with_other_cells_than_the_header_is_refused() -> None:
    """With both counts; an open quotation mark is named."""
    found = of_csv(f'text,title\n"{WORDS}",a,b\n"{OTHER}",a\n"open')
    assert "3 cells where the header names 2" in why(found[0])
    assert draft(found[1]).text == OTHER
    assert "quotation mark" in why(found[2])


@pytest.mark.parametrize(
    "data, words",
    [
        ("", "names nothing"),
        ("headline,body\na,b\n", "no column \"text\" (it names 'headline', 'body')"),
        ("text,text\na,b\n", "'text' twice"),
        ("text,title\n", "no row below"),
        ("text\n\n\n", "no row below"),
    ],
)
def test_a_table_without_reports_is_refused(data: str, words: str) -> None:
    """The header is shown, and what it should name."""
    assert words in why(of_csv(data)[0])


def test_a_cell_of_many_characters_is_read() -> None:
    """Python's own limit of 131,072 characters for a cell does not hold here."""
    text = "The ferry is late. " * 20_000
    assert draft(of_csv(f"text\n{text}\n")[0]).text == text


def test_a_line_that_cannot_be_decoded_does_not_end_the_table() -> None:
    """It is refused with its number; the row behind it is read."""
    data = b"text,title\nThe caf\xe9 was closed,a\nThe mayor said so on Monday,b\n"
    found = of_csv(data)
    assert "line 2 is not UTF-8" in why(found[0])
    assert draft(found[1]).given.title == "b"


# ---------------------------------------------------------------------------------------------------- ninjs
def test_ninjs_of_version_1() -> None:
    """Headline, byline and body make the text; the paragraphs of marked-up bodies are kept; dates and sender are given."""
    found = of_ninjs(uri="https://agency.example/1", type="text", versioncreated="2031-05-05T18:30:00+02:00", language="en",
                     headline="Ferry drifts", byline="Ann Lee", body_text=f"{WORDS} {OTHER}", copyrightholder="Orrin Wire",
                     body_xhtml=f"<p>{WORDS}</p><p>{OTHER}</p>")  # fmt: skip
    assert draft(found).text == f"Ferry drifts\n\nBy Ann Lee\n\n{WORDS}\n\n{OTHER}"
    given = draft(found).given
    assert (given.outlet, given.published) == ("Orrin Wire", "2031-05-05T18:30:00+02:00")
    assert (given.url, given.title) == ("https://agency.example/1", "Ferry drifts")


def test_ninjs_of_version_2() -> None:
    """The main headline and the marked-up body of the lists; a uri that is no address is none; the source named."""
    found = of_ninjs(uri="urn:newsml:1", infosources=[{"name": "Orrin Wire"}],
                     headlines=[{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry drifts"}],
                     bodies=[{"contenttype": "text/plain", "value": WORDS},
                             {"contenttype": "text/html", "value": f"<section><p>{WORDS}</p>{OTHER}</section>"}])  # fmt: skip
    assert draft(found).text == f"Ferry drifts\n\n{WORDS}\n\n{OTHER}"
    assert (draft(found).given.url, draft(found).given.outlet) == (None, "Orrin Wire")


@pytest.mark.parametrize(
    "more, words",
    [
        ({"pubstatus": "canceled", "body_text": WORDS}, "canceled"),
        ({"language": "sv", "body_text": WORDS}, "Swedish"),
        ({"type": "picture"}, "a picture without a body"),
        ({"bodies": [7, {"value": 9}]}, "a message without a body"),
    ],
)
def test_messages_that_are_no_report(more: dict[str, Any], words: str) -> None:
    """Withdrawn, in another language, or without words."""
    assert words in why(of_ninjs(uri="urn:1", headline="Ferry drifts", **more))


def test_what_a_message_holds_back_is_told() -> None:
    """An embargo, an incomplete text and items that are not read."""
    found = of_ninjs(uri="urn:1", body_text=WORDS, embargoed="2031-05-06T00:00:00Z", representationtype="incomplete",
                     associations={"picture": {}})  # fmt: skip
    told = [(one.kind, one.message) for one in draft(found).told]
    assert [kind for kind, _ in told] == ["other", "truncated", "other"]
    assert "2031-05-06" in told[0][1]
    assert "1 associated item (" in told[2][1]


@pytest.mark.parametrize("data", [b"[]", b'"x"', b"{", b"\xff\xfe\xfa", b'{"a": 1}', b"[" * 100_000])
def test_json_that_is_no_message(data: bytes) -> None:
    """A refusal in words, whatever JSON it is."""
    (found,) = ninjs.drafts(data, source="a.json")
    assert why(found)


# ---------------------------------------------------------------------------------------------------- files
def test_tables_and_messages_as_files(tmp_path: Path) -> None:
    """Found by their bytes and names, read in the sandbox, told with the file's name."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": WORDS, "outlet": "Post"}) + "\n{\n")
    (tmp_path / "b.csv").write_text(f'text,published\n"{OTHER}",2031-05-06\n')
    (tmp_path / "c.json").write_text(json.dumps({"uri": "urn:1", "headline": "Ferry", "body_text": f"{WORDS} {OTHER}"}))
    (tmp_path / "record.json").write_text('{"record_version": 1}')
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    read = read_paths([tmp_path])
    assert [report.source for report in read.reports] == ["a.jsonl#1", "b.csv#2", "c.json"]
    assert [(notice.kind, notice.source) for notice in read.notices] == [
        ("refused", "a.jsonl#2"),
        ("other", "other.csv"),
        ("other", "record.json"),
    ]
    assert read_paths([tmp_path], outlet="Herald").reports[0].outlet == "Herald"


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """A lone surrogate, which JSON can write and no text holds."""
    (tmp_path / "a.jsonl").write_text('{"text": "The ferry \\ud800 sank on Monday."}\n')
    (notice,) = read_paths([tmp_path]).notices
    assert "half a character" in notice.message


def test_reports_come_one_at_a_time(tmp_path: Path) -> None:
    """The first of many is there before the last is read: the iteration holds no list."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(
            json.dumps({"text": f"Train {n} left the rails near Ostrel, police said."}) + "\n" for n in range(3_000)
        )
    )
    found = iter_reports([path])
    first = next(found)
    assert isinstance(first, Report)
    assert first.source == "a.jsonl#1"
    found.close()  # type: ignore[attr-defined]
    assert sum(isinstance(one, Report) for one in iter_reports([path])) == 3_000
