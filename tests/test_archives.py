"""Web archives, zips, folders and pipes: what is inside becomes reports, and nothing is unpacked without a budget."""

from __future__ import annotations

import gzip
import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import brotli
import pytest
from click.testing import CliRunner

from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.ingest import Draft, Refusal, Told, formats, read_paths, reading
from whosays.ingest.drafts import Row
from whosays.ingest.formats import warc, zips
from whosays.ingest.formats.text import text_draft
from whosays.ingest.formats.warc_bodies import Chunks
from whosays.ingest.metadata import Given

WORDS = "The ferry Kestrel lost power off Sandholm on Monday, the harbour master said."
OTHER = "Two tugs brought the ferry Kestrel back to Sandholm on Tuesday, the coastguard said."
MORE = "Nobody was hurt. The ferry carried two hundred and ten passengers, who went ashore at noon and were taken home by bus."
PAGE = (
    f"<!DOCTYPE html><html><head><title>Ferry drifts</title></head><body><article><h1>Ferry drifts off Sandholm</h1>"
    f"<p>{WORDS}</p><p>{OTHER}</p><p>{MORE}</p></article></body></html>"
)


# ---------------------------------------------------------------------------------------------------- WARC
def record(
    kind: str, body: bytes, *, url: str = "https://alden.example/1", more: str = "", length: int | None = None
) -> bytes:
    """One record of an archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-05T18:30:00Z\r\n"
        f"WARC-Target-URI: {url}\r\n{more}Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(
    body: bytes | str, *, content: str = "text/plain; charset=utf-8", status: int = 200, more: str = ""
) -> bytes:
    """What a server answered."""
    payload = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status} OK\r\nContent-Type: {content}\r\n{more}\r\n".encode() + payload


def response(body: bytes | str, *, length: int | None = None, **options: Any) -> bytes:
    """The record of an answer."""
    http = "Content-Type: application/http; msgtype=response\r\n"
    return record("response", answer(body, **options), more=http, length=length)


def taken(data: bytes) -> list[warc.Taken | Refusal | Told]:
    """What is in an archive."""
    return list(warc.records(io.BytesIO(data), source="a.warc"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_and_texts_are_taken_and_the_rest_counted(pack: Any) -> None:
    """Each with its number, address, time and encoding; other records are told with their counts."""
    archive = [record("warcinfo", b"a: b"), response(PAGE, content="text/html; charset=utf-8"), record("request", b""),
               response("x", status=404), response(b"\x89PNG", content="image/png"), response(WORDS)]  # fmt: skip
    page, text, told = taken(b"".join(pack(one) for one in archive))
    assert isinstance(page, warc.Taken)
    assert isinstance(text, warc.Taken)
    assert (page.source, page.page, page.url) == ("a.warc#2 https://alden.example/1", True, "https://alden.example/1")
    assert (page.data, page.when, page.encoding, page.cut) == (PAGE.encode(), "2031-05-05T18:30:00Z", "utf-8", None)
    assert (text.source, text.page, text.data) == ("a.warc#6 https://alden.example/1", False, WORDS.encode())
    assert isinstance(told, Told)
    assert told.message.endswith("1 request, 1 response of type image/png, 1 response with status 404, 1 warcinfo")


def test_encoded_answers_are_decoded() -> None:
    """Chunks and gzip, as servers send them."""
    chunks = f"{len(WORDS):x}\r\n{WORDS}\r\n0\r\n\r\n"
    archive = response(chunks, more="Transfer-Encoding: chunked\r\n")
    archive += response(gzip.compress(OTHER.encode()), more="Content-Encoding: gzip\r\n")
    assert [one.data.decode() for one in taken(archive) if isinstance(one, warc.Taken)] == [WORDS, OTHER]


@pytest.mark.parametrize(
    "coding, data",
    [
        ("deflate", zlib.compress(OTHER.encode())),
        ("deflate", zlib.compress(OTHER.encode(), wbits=-15)),
        ("br", brotli.compress(OTHER.encode())),
        ("gzip", OTHER.encode()),
    ],
    ids=["framed", "bare", "brotli", "undone by the archive"],
)
def test_packings_of_the_web(coding: str, data: bytes) -> None:
    """Each is undone; one that the archive had undone, but whose header it kept, is left as it is."""
    (one,) = taken(response(data, more=f"Content-Encoding: {coding}\r\n"))
    assert isinstance(one, warc.Taken)
    assert (one.data.decode(), one.cut) == (OTHER, None)


@pytest.mark.parametrize("step", [1, 3, 7, 64, 100_000])
def test_chunks_come_in_pieces(step: int) -> None:
    """Wherever the pieces of an answer end, its chunks are joined; words that are no chunks stay as they are."""
    data = b"".join(f"{size:x};a=b\r\n{'x' * size}\r\n".encode() for size in (1, 16, 255)) + b"0\r\n\r\n"
    for given, joined in ((data, b"x" * 272), (OTHER.encode() * 9, OTHER.encode() * 9)):
        chunks = Chunks()
        found = b"".join(b"".join(chunks.feed(given[at : at + step])) for at in range(0, len(given), step))
        assert found + chunks.rest() == joined
        assert chunks.finished


@pytest.mark.parametrize("more", ["Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n"])
def test_a_page_left_in_the_middle_does_not_cost_the_next(more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too large or whose packing is damaged is refused or told as cut; the records behind it are read."""
    monkeypatch.setattr(warc, "LARGEST", 100_000)
    pack = gzip.compress if "gzip" in more else brotli.compress
    noise = random.Random(1).randbytes(60_000)
    large, damaged = pack(noise + bytes(1_000_000)), b"\x1f\x8b" + b"\xff" * 60_000
    archive = b"".join(response(one, more=more) for one in (large, damaged, pack(noise)[:9_000])) + response(WORDS)
    first, second, third, last = taken(archive)
    assert isinstance(first, Refusal)
    assert isinstance(second, Refusal)
    assert isinstance(third, warc.Taken)
    assert "breaks off" in (third.cut or "")
    assert isinstance(last, warc.Taken)
    assert last.data == WORDS.encode()


@pytest.mark.parametrize("left", [0, 12, 40, 200])
def test_a_member_that_is_cut_off_does_not_cost_the_ones_before(left: int) -> None:
    """The second record's gzip breaks off: the first is read, and what stands behind it is refused in words."""
    first, second = gzip.compress(response(WORDS)), gzip.compress(response(OTHER * 100))
    found = taken(first + second[:left])
    assert isinstance(found[0], warc.Taken)
    assert found[0].data == WORDS.encode()
    assert all(isinstance(one, Refusal) or (isinstance(one, warc.Taken) and one.cut) for one in found[1:])
    assert len(found) > 1 or not left


def test_what_is_cut_is_told() -> None:
    """An archive that says that it kept a part, and one whose page is shorter than announced, are not passed on in silence."""
    said = record("response", answer(WORDS), more="Content-Type: application/http\r\nWARC-Truncated: length\r\n")
    (one,) = taken(said)
    assert isinstance(one, warc.Taken)
    assert "it says: length" in (one.cut or "")
    found = taken(response(WORDS, length=5_000))
    assert any((isinstance(one, warc.Taken) and one.cut) or isinstance(one, Refusal) for one in found)


def test_both_layers_of_compression_have_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that unpacks too far is refused and the next one read; an archive that does ends there."""
    monkeypatch.setattr(warc, "LARGEST", 100_000)
    bomb = response(gzip.compress(bytes(10_000_000)), more="Content-Encoding: gzip\r\n")
    refused, good = taken(bomb + response(WORDS))
    assert isinstance(refused, Refusal)
    assert isinstance(good, warc.Taken)
    monkeypatch.setattr(warc, "FREE", 1_000_000)
    found = taken(gzip.compress(response(WORDS) + response(bytes(40_000_000), content="image/png")))
    assert isinstance(found[0], warc.Taken)
    assert any(isinstance(one, Refusal) and "a bomb" in one.message for one in found)


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "no WARC record"),
        (gzip.compress(gzip.compress(response(WORDS))), "record 0"),
        (b"WARC/1.0\r\n" + b"X: " + b"a" * 1_000_000, "record 0"),
        (b"WARC/1.0\r\n" + b"X: a\r\n" * 200_000, "record 0"),
        (gzip.compress(response(WORDS))[:-40], "record"),
        (record("warcinfo", b"a: b"), "none of its 1 records"),
        (b"words that are no archive", "record 0"),
    ],
)
def test_broken_archives_are_refused(data: bytes, words: str) -> None:
    """In words, with the place up to which they were read."""
    assert any(isinstance(one, Refusal) and words in one.message for one in taken(data))


def test_an_archive_becomes_reports(tmp_path: Path) -> None:
    """Pages and texts as reports; where a page has no date, the archive's claim is told and not believed."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        gzip.compress(response(PAGE, content="text/html"))
        + gzip.compress(response(f"Published: 2031-05-04\nOutlet: Post\n\n{OTHER}"))
    )
    read = read_paths([path])
    assert [report.source for report in read.reports] == [f"a.warc.gz#{n} https://alden.example/1" for n in (1, 2)]
    assert WORDS in read.reports[0].text
    assert read.reports[0].published.value is None
    assert [report.url for report in read.reports] == ["https://alden.example/1"] * 2
    assert any("claims to have taken it on 2031-05-05" in notice.message for notice in read.notices)


# ---------------------------------------------------------------------------------------------------- zip
def packed(members: dict[str, bytes | str], **options: Any) -> bytes:
    """A zip of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def of_zip(data: bytes) -> list[Row]:
    """The rows of a zip whose members are all read as text."""

    def read(stream: BinaryIO, name: str, source: str) -> Iterator[Row]:
        yield text_draft(stream.read(), source=source, given=Given())

    return list(zips.drafts(io.BytesIO(data), source="a.zip", read=read))


def refusals(rows: list[Row]) -> dict[str, str]:
    """Source → reason of what was refused."""
    return {row.source: row.message for row in rows if isinstance(row, Refusal)}


def test_members_are_read_like_the_files_of_a_folder(tmp_path: Path) -> None:
    """The same reports in the same order, with the ``meta.jsonl`` beside them; only the names show the archive."""
    members: dict[str, bytes | str] = {"b.txt": OTHER, "in/a.txt": WORDS, "in/meta.jsonl": json.dumps({"file": "a.txt", "outlet": "Post"}),
               "pic.png": b"\x89PNG", "t.jsonl": json.dumps({"text": MORE}), ".hidden.txt": "no", "__MACOSX/b.txt": "no"}  # fmt: skip
    folder = tmp_path / "folder"
    for name, data in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "__MACOSX/b.txt").unlink()
    (tmp_path / "a.zip").write_bytes(packed(members))
    as_folder, as_zip = read_paths([folder]), read_paths([tmp_path / "a.zip"])
    assert [report.id for report in as_zip.reports] == [report.id for report in as_folder.reports]
    assert [report.source for report in as_zip.reports] == ["a.zip#b.txt", "a.zip#in/a.txt", "a.zip#t.jsonl#1"]
    assert as_zip.reports[1].outlet == "Post"
    assert ["pic.png" in notice.message for notice in as_zip.notices] == [True]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/passwd", "in/../../up.txt", "..\\up.txt", "c:/boot.txt"])
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is a label: such a member is refused by name, the rest is read, and no file is written."""
    monkeypatch.chdir(tmp_path)
    found = of_zip(packed({name: WORDS, "good.txt": OTHER}))
    assert [row.text for row in found if isinstance(row, Draft)] == [OTHER]
    assert ["leads out of the archive" in reason for reason in refusals(found).values()] == [True]
    assert list(tmp_path.rglob("*")) == []


def test_members_that_are_not_opened() -> None:
    """Links, archives in archives, bombs, and other ways of packing, each with its reason."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("in.zip", packed({"a.txt": WORDS}))
        archive.writestr("in.warc.gz", b"x")
        archive.writestr("bomb.txt", bytes(5_000_000))
        archive.writestr("odd.txt", WORDS, zipfile.ZIP_BZIP2)
        archive.writestr("good.txt", WORDS)
    found = of_zip(held.getvalue())
    assert [row.source for row in found if isinstance(row, Draft)] == ["a.zip#good.txt"]
    told = refusals(found)
    for name, words in {"link.txt": "a link", "in.zip": "archive inside an archive", "in.warc.gz": "archive inside an archive",
                        "bomb.txt": "a bomb", "odd.txt": "packed in a way"}.items():  # fmt: skip
        assert words in told[f"a.zip#{name}"]


def test_an_archive_in_disguise_is_not_opened(tmp_path: Path) -> None:
    """A zip under the name of a text is an archive inside an archive all the same."""
    (tmp_path / "a.zip").write_bytes(
        packed({"a.txt": packed({"b.txt": WORDS}), "c.txt": gzip.compress(response(WORDS))})
    )
    read = read_paths([tmp_path / "a.zip"])
    assert read.reports == ()
    assert all("archive inside an archive" in notice.message for notice in read.notices if notice.kind == "refused")
    assert len(read.notices) == 2


def test_encrypted_members_and_lying_sizes_are_refused() -> None:
    """The flag of encryption, and a size in the list that the bytes do not keep."""
    data = bytearray(packed({"a.txt": WORDS}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "encrypted" in refusals(of_zip(bytes(data)))["a.zip#a.txt"]
    data = bytearray(packed({"a.txt": WORDS * 100}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "cannot be unpacked" in refusals(of_zip(bytes(data)))["a.zip#a.txt"]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"PK\x03\x04 and nothing", "list of members is missing"),
        (b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 60_000, 60_000, 10, 0, 0), "more than 20,000 members"),
        (b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 4_000_000_000, 0, 0), "more than 20,000 members"),
        (b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 46, 0, 0), "no zip archive that can be read"),
        (packed({}), "no member that is read"),
        (packed({"a.png": b"x"}), "no member that is read"),
        (packed({"a.txt": WORDS})[:-30], "list of members is missing"),
    ],
)
def test_archives_that_cannot_be_read(data: bytes, words: str) -> None:
    """A list that is missing, lies or is too long is refused before it is read."""
    assert any(words in reason for reason in refusals(of_zip(data)).values())


def test_the_sum_of_all_members_has_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beyond it is refused member by member."""
    monkeypatch.setattr(zips, "LARGEST_SUM", 100)
    assert list(refusals(of_zip(packed({"a.txt": WORDS, "b.txt": OTHER})))) == ["a.zip#b.txt"]


# ---------------------------------------------------------------------------------------------------- which format
@pytest.mark.parametrize(
    "name, head, form",
    [
        ("a.txt", b"Words.", "text"),
        ("a.txt", b"<!DOCTYPE html><p>", "html"),
        ("a", b"\n<!-- x --><html lang='en'>", "html"),
        ("a", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><html>", "html"),
        ("a", b"<?xml version='1.0'?><!-- a --><rss version='2.0'>", "feed"),
        ("a", b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "feed"),
        ("a", "<?xml version='1.0' encoding='utf-16'?><feed>".encode("utf-16"), "feed"),
        ("a", b"<rdf:RDF xmlns='x'>", "feed"),
        ("a", b'{"version": "https://jsonfeed.org/version/1", "items": []}', "feed"),
        ("a.json", b'{\n "uri": "urn:1",\n "headline": "x"}', "ninjs"),
        ("a", b'{"text": "words"}\n{"text": "words"}', "jsonl"),
        ("a", b'{"text": "' + b"x" * 70_000, "jsonl"),
        ("a.json", b'{"a": 1}', "ninjs"),
        ("a.csv", b"text\nwords", "csv"),
        ("a", b"PK\x03\x04", "zip"),
        ("a", b"WARC/1.1\r\n", "warc"),
        ("a.txt", gzip.compress(b"WARC/1.0\r\n"), "warc"),
        ("a.html", b"words", "html"),
        ("a", b"{curly} words", "text"),
        ("a", b"<p>1 < 2</p>", "html"),
        ("a", b"<3 said she", "text"),
    ],
)
def test_the_format_is_found(name: str, head: bytes, form: str) -> None:
    """By the first bytes, and by the name where they say nothing."""
    assert formats.detect(head, name=name, source=name) == form


@pytest.mark.parametrize(
    "head, words",
    [
        (gzip.compress(b"words"), "gzip"),
        (b"\x1f\x8bbroken", "gzip"),
        (b"filedesc://a.arc 0.0.0.0", "ARC"),
        (gzip.compress(b"filedesc://a.arc"), "ARC"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "Word"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "e-book"),
    ],
)
def test_what_is_plainly_not_read_is_named(head: bytes, words: str) -> None:
    """Other archives and documents are refused by their kind."""
    with pytest.raises(Refusal, match=words):
        formats.detect(head, name="a", source="a")


def test_a_format_that_is_told_is_taken() -> None:
    """A reader that is asked for reads, whatever the bytes look like."""
    form, rows = reading.rows(io.BytesIO(WORDS.encode()), name="a.html", source="a.html", form="text")
    assert (form, [row.text for row in rows if isinstance(row, Draft)]) == ("text", [WORDS])


def test_a_pipe_gives_in_small_pieces() -> None:
    """Nothing is lost where a pipe gives fewer bytes than asked for."""

    class Slow(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = io.BytesIO(data)

        def read(self, size: int = -1) -> bytes:
            return self.rest.read(min(size, 1_000) if size > 0 else -1)

        def seekable(self) -> bool:
            return False

    for data in ((WORDS + "\n") * 2_000).encode(), packed({"a.txt": zlib.compress(b"x").hex() + WORDS}):
        _, rows = reading.rows(Slow(data), name="stdin", source="stdin")  # type: ignore[arg-type]
        (row,) = rows
        assert isinstance(row, Draft)
        assert row.text.rstrip().endswith(WORDS)


# ---------------------------------------------------------------------------------------------------- commands
def run(*arguments: object, stdin: bytes | None = None) -> Any:
    """The command with its streams apart."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def test_brief_of_a_zip_and_of_a_page_through_a_pipe(tmp_path: Path) -> None:
    """What a newsroom has: an archive of stories, a page saved and piped."""
    (tmp_path / "stories.zip").write_bytes(packed({"a.txt": WORDS, "b.html": PAGE}))
    result = run("brief", tmp_path / "stories.zip")
    assert result.exit_code == Exit.OK, result.output
    assert "harbour master" in result.stdout
    result = run("brief", "-", stdin=PAGE.encode())
    assert result.exit_code == Exit.OK, result.output
    assert "harbour master" in result.stdout
    result = run("brief", "-", stdin=packed({"a.txt": WORDS}))
    assert result.exit_code == Exit.OK, result.output
