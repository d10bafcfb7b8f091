"""Hostile web archives and zips."""

from __future__ import annotations

import gzip
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.hostile.kinds import ANY, NOT_REFUSED, ONLY_REFUSED, STORY, Kind, page, paragraphs

PAGE = page(paragraphs())


def _record(content: bytes, *, length: int | str | None = None, more: str = "", kind: str = "response") -> bytes:
    """One WARC record, its length as it says."""
    size = len(content) if length is None else length
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://echo.example/lock\r\nWARC-Date: 2016-11-09T22:58:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"{more}Content-Length: {size}\r\n\r\n"
    ).encode() + content + b"\r\n\r\n"  # fmt: skip


def _http(body: bytes = PAGE, *, more: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body


def _zeros(size: int) -> Iterator[bytes]:
    """gzip of an article record and then of so many MB of nothing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(_record(_http()))
    yield packer.compress(_record(b"", length=size << 20)[:-4])
    for _ in range(size):
        yield packer.compress(bytes(1 << 20))
    yield packer.flush()


def gzip_bomb(size: int) -> Iterator[bytes]:
    yield from _zeros(size)


def double_gzip_bomb(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for piece in _zeros(size):
        yield packer.compress(piece)
    yield packer.flush()


def bomb_in_response(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(PAGE) + b"".join(packer.compress(bytes(1 << 20)) for _ in range(size)) + packer.flush()
    yield _record(_http(packed, more="Content-Encoding: gzip\r\n")) + _record(_http())


def gzip_page(size: int) -> Iterator[bytes]:
    yield gzip.compress(PAGE * size, mtime=0)


def header_lines(size: int) -> Iterator[bytes]:
    yield _record(_http())
    yield _record(_http(), more="".join(f"X-{n}: {n}\r\n" for n in range(size)))


def long_header(size: int) -> Iterator[bytes]:
    yield _record(_http()) + _record(_http(), more=f"X: {'x' * size}\r\n")


def http_header_lines(size: int) -> Iterator[bytes]:
    yield _record(_http(more="".join(f"X-{n}: {n}\r\n" for n in range(size)))) + _record(_http())


def length_too_long(size: int) -> Iterator[bytes]:
    yield _record(_http()) + _record(_http(), length=size)


def length_too_short(size: int) -> Iterator[bytes]:
    yield _record(_http(), length=size) + _record(_http())


def length_negative(size: int) -> Iterator[bytes]:
    yield _record(_http()) + _record(_http(), length=-size) + _record(_http())


def length_of_words(size: int) -> Iterator[bytes]:
    yield _record(_http()) + _record(_http(), length="9" * size)


def many_records(size: int) -> Iterator[bytes]:
    record = _record(b"", kind="metadata")
    yield _record(_http())
    for _ in range(size // 100):
        yield record * 100


def cut_member(size: int) -> Iterator[bytes]:
    whole = gzip.compress(_record(_http()), mtime=0)
    yield whole + whole[: len(whole) - size]


def chunks_that_lie(size: int) -> Iterator[bytes]:
    body = b"%x\r\n" % size + PAGE + b"\r\nzz\r\n0\r\n\r\n"
    yield _record(_http(body, more="Transfer-Encoding: chunked\r\n")) + _record(_http())


def no_newline(size: int) -> Iterator[bytes]:
    yield b"WARC/1.0" + b"A" * size


def other_encoding(size: int) -> Iterator[bytes]:
    yield _record(_http(b"\x1f\x8b" + bytes(size), more="Content-Encoding: br\r\n")) + _record(_http())


# --------------------------------------------------------------------------------------------------------- zips
def _zipped(members: list[tuple[ZipInfo | str, bytes]]) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the name given twice
        with ZipFile(held, "w", ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)
    return held.getvalue()


def _text(number: int = 0) -> bytes:
    return f"Notice {number}.\n\n{STORY}\n".encode()


def path_escape(size: int) -> Iterator[bytes]:
    names = (
        "../" * 20 + "etc/whosays-escaped.txt",
        "/etc/whosays-escaped.txt",
        "C:\\whosays-escaped.txt",
        "..\\..\\escaped.txt",
    )
    yield _zipped([(name, _text(n)) for n, name in enumerate(names * size)])


def symlink(size: int) -> Iterator[bytes]:
    link = ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    yield _zipped([(link, b"/etc/hostname"), *((f"{n}.txt", _text(n)) for n in range(size))])


def names_of_control(size: int) -> Iterator[bytes]:
    yield _zipped([("a\x1b[2J\u202etxt.exe" * size + ".txt", _text())])


def name_again(size: int) -> Iterator[bytes]:
    yield _zipped([("same.txt", _text(n)) for n in range(size)])


def overlap(size: int) -> Iterator[bytes]:
    """Many members, one body: each entry of the list points at the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = _text() + b" " * 10_000_000
    packed = packer.compress(plain) + packer.flush()
    sizes = (zlib.crc32(plain), len(packed), len(plain))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, *sizes, 5, 0) + b"a.txt"
    entries = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, *sizes, 9, 0, 0, 0, 0, 0, 0)
        + b"%05d.txt" % n
        for n in range(size)
    )
    start = len(local) + len(packed)
    yield local + packed + entries
    yield struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, size & 0xFFFF, size & 0xFFFF, len(entries), start, 0)


def many_members(size: int) -> Iterator[bytes]:
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    yield head
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    for _ in range(size // 100):
        yield entry * 100
    count = size // 100 * 100
    yield struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count & 0xFFFF, count & 0xFFFF, count * len(entry), len(head), 0)


def zip_bomb(size: int) -> Iterator[bytes]:
    yield _zipped([("good.txt", _text()), ("bomb.txt", _text() + b" " * (size << 20))])


def zip_in_zip(size: int) -> Iterator[bytes]:
    inside = _zipped([("good.txt", _text())])
    for _ in range(size):
        inside = _zipped([("more.zip", inside)])
    yield inside


def sizes_that_lie(size: int) -> Iterator[bytes]:
    whole = bytearray(_zipped([("good.txt", _text(1)), ("lies.txt", _text() * size)]))
    at = whole.rfind(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 10)  # the plain size of the last member in the list
    yield bytes(whole)


def locked(size: int) -> Iterator[bytes]:
    whole = bytearray(_zipped([(f"{n}.txt", _text(n)) for n in range(size)]))
    at = -1
    while (at := whole.find(b"PK\x01\x02", at + 1)) >= 0:
        whole[at + 8] |= 1
    yield bytes(whole)


def cut_zip(size: int) -> Iterator[bytes]:
    yield _zipped([("good.txt", _text())])[:-size]


def page_bombs(size: int) -> Iterator[bytes]:
    bomb = page(f"{paragraphs()}{'<font>' * 20_000}")
    yield _zipped([*((f"{n}.html", bomb) for n in range(size)), ("good.txt", _text())])


KINDS = (
    Kind("gzip bomb", ".warc.gz", gzip_bomb, 80, 1_000, ANY),
    Kind("double gzip bomb", ".warc.gz", double_gzip_bomb, 80, 1_000, ONLY_REFUSED),
    Kind("gzip bomb in a response", ".warc", bomb_in_response, 30, 500, ANY),
    Kind("gzip that is no archive", ".html", gzip_page, 1, 1_000, ONLY_REFUSED),
    Kind("flood of WARC headers", ".warc", header_lines, 5_000, 1_000_000, NOT_REFUSED),
    Kind("WARC header of many MB", ".warc", long_header, 100_000, 50_000_000, NOT_REFUSED),
    Kind("flood of HTTP headers", ".warc", http_header_lines, 5_000, 500_000),
    Kind("Content-Length too long", ".warc", length_too_long, 10**6, 10**18, NOT_REFUSED),
    Kind("Content-Length too short", ".warc", length_too_short, 100, 100, ANY),
    Kind("Content-Length below nought", ".warc", length_negative, 5, 5, NOT_REFUSED),
    Kind("Content-Length of very many digits", ".warc", length_of_words, 40, 60_000, NOT_REFUSED),
    Kind("archive of very many records", ".warc", many_records, 2_000, 1_000_000, NOT_REFUSED),
    Kind("archive that is cut off", ".warc.gz", cut_member, 100, 100, ANY),
    Kind("chunks that lie", ".warc", chunks_that_lie, 10**9, 10**15, ANY),
    Kind("archive without a line end", ".warc", no_newline, 100_000, 50_000_000, ONLY_REFUSED),
    Kind("Content-Encoding that lies", ".warc", other_encoding, 100, 1_000_000, ANY),
    Kind("zip with paths that escape", ".zip", path_escape, 1, 20),
    Kind("zip with a symbolic link", ".zip", symlink, 2, 20, NOT_REFUSED),
    Kind("zip with control characters in names", ".zip", names_of_control, 1, 1_000),
    Kind("zip with one name many times", ".zip", name_again, 3, 100, NOT_REFUSED),
    Kind("zip whose members overlap", ".zip", overlap, 20, 15_000),
    Kind("zip of very many members", ".zip", many_members, 60_000, 1_000_000, ONLY_REFUSED),
    Kind("zip bomb", ".zip", zip_bomb, 30, 1_000, NOT_REFUSED),
    Kind("zip in a zip in a zip", ".zip", zip_in_zip, 3, 50, ONLY_REFUSED),
    Kind("zip whose sizes lie", ".zip", sizes_that_lie, 10, 1_000),
    Kind("zip that is locked", ".zip", locked, 2, 50, ONLY_REFUSED),
    Kind("zip that is cut off", ".zip", cut_zip, 30, 30, ONLY_REFUSED),
    Kind("zip with hostile pages", ".zip", page_bombs, 1, 5, NOT_REFUSED),
)
