"""Hostile tables (JSON lines, CSV) and texts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.hostile.kinds import ANY, LAST, NOT_REFUSED, PARAGRAPHS, STORY, Kind, repeated

ROW = json.dumps({"text": STORY}).encode() + b"\n"
ROWS = (ROW, json.dumps({"text": STORY, "title": "Second"}).encode() + b"\n")
FIRST = "\n\n".join(PARAGRAPHS)


def long_line(size: int) -> Iterator[bytes]:
    yield ROW + b'{"text": "'
    yield from repeated(b"The lock was closed. ", size // 21)
    yield b'"}\n' + ROWS[1].replace(b"Lower Wending", b"Upper Wending")


def nested_line(size: int) -> Iterator[bytes]:
    yield ROW + b'{"x": ' + b"[" * size + b"]" * size + b', "text": "a"}\n'


def half_characters(size: int) -> Iterator[bytes]:
    yield ROW + (b'{"text": "' + b"\\udc80\\ud800" * size + b'"}\n')


def nuls(size: int) -> Iterator[bytes]:
    yield ROW + b"\0" * size + b"\n" + b'{"text": "' + b"\\u0000" * size + b'"}\n'


def long_number(size: int) -> Iterator[bytes]:
    yield ROW + b'{"date": ' + b"9" * size + b', "text": "The lock was closed on Tuesday."}\n'


def names_again(size: int) -> Iterator[bytes]:
    yield b"{" + b'"text": "x", ' * size + ROW[1:]


def many_rows(size: int) -> Iterator[bytes]:
    for number in range(size):
        yield (
            json.dumps({"text": f"Notice {number}: the lock at Lower Wending was closed, the board said."}).encode()
            + b"\n"
        )


def many_names(size: int) -> Iterator[bytes]:
    yield json.dumps({f"k{n}": n for n in range(size)} | {"text": STORY}).encode() + b"\n"


def open_quote(size: int) -> Iterator[bytes]:
    yield b'outlet,text\nEcho,"' + STORY.encode() + b'"\nEcho,"never closed '
    yield from repeated(b"the lock\n", size)


def many_columns(size: int) -> Iterator[bytes]:
    yield b"text" + b",c" * size + b'\n"' + STORY.encode() + b'"' + b",x" * size + b"\n"


def formulas(size: int) -> Iterator[bytes]:
    yield b"outlet,text\n" + b"".join(b'=cmd|calc,"' + STORY.encode() + b'"\n' for _ in range(size))


def csv_nuls(size: int) -> Iterator[bytes]:
    yield b'outlet,text\n"E' + b"\0" * size + b'cho","' + STORY.encode() + b'"\n'


def one_line(size: int) -> Iterator[bytes]:
    yield FIRST.encode() + b"\n\n"
    yield from repeated(b"The lock was closed and the board said so. ", size // 43)
    yield LAST.encode()


def combining(size: int) -> Iterator[bytes]:
    flood = "\u0300\u0489" * size
    yield f"{FIRST}\n\nThe keeper Z{flood}\n\n{LAST}\n".encode()


def bidi(size: int) -> Iterator[bytes]:
    flood = "\u202e\u2066denied\u2069\u202c " * size
    yield f"{FIRST}\n\n{flood}\n\n{LAST}\n".encode()


def invisible(size: int) -> Iterator[bytes]:
    flood = "\u200b\u2060\U000e0041" * size
    yield f"{FIRST}\n\n{flood}\n\n{LAST}\n".encode()


def surrogate_bytes(size: int) -> Iterator[bytes]:
    yield f"{STORY}\n".encode() + b"\xed\xa0\x80\xed\xb0\x80\xc0\xaf\xff" * size


def text_nuls(size: int) -> Iterator[bytes]:
    yield f"{FIRST}\n\n".encode() + b"\0" * size + f"\n\n{LAST}\n".encode()


def odd_utf16(size: int) -> Iterator[bytes]:
    yield b"\xff\xfe" + f"{STORY}\n".encode("utf-16-le") * size + b"\x41"


def utf32_mark(size: int) -> Iterator[bytes]:
    yield b"\xff\xfe\0\0" + f"{STORY}\n".encode("utf-32-le") * size


def utf7_text(size: int) -> Iterator[bytes]:
    yield f"{STORY}\n+ADw-script+AD4- +2ADcAA-\n".encode() * size


def escapes(size: int) -> Iterator[bytes]:
    flood = "\x1b]0;owned\x07\x1b[2J\x9b31m" * size
    yield f"{FIRST}\n\n{flood}\n\n{LAST}\n".encode()


def header_flood(size: int) -> Iterator[bytes]:
    yield b"".join(b"Outlet: Echo %d\n" % n for n in range(size)) + b"\n" + f"{STORY}\n".encode()


def headlines(size: int) -> Iterator[bytes]:
    yield b"LOCK CLOSED\n" * size + f"\n{STORY}\n".encode()


def date_text(size: int) -> Iterator[bytes]:
    yield f"Date: {'?' * size}x\nTitle: {'1 ' * size}\n\n{STORY}\n".encode()


def quotation_marks(size: int) -> Iterator[bytes]:
    yield f"{FIRST}\n\n{'“' * size}{'(' * size}\n\n{LAST}\n".encode()


KINDS = (
    Kind("one line of 1 GB", ".jsonl", long_line, 3_000_000, 1_000_000_000, NOT_REFUSED),
    Kind("nested JSON in a line", ".jsonl", nested_line, 5_000, 5_000_000),
    Kind("half characters in JSON lines", ".jsonl", half_characters, 10, 500_000),
    Kind("NULs in JSON lines", ".jsonl", nuls, 1_000, 2_000_000),
    Kind("number of very many digits in a line", ".jsonl", long_number, 5_000, 5_000_000),
    Kind("the same name again and again", ".jsonl", names_again, 1_000, 500_000),
    Kind("JSON lines of very many rows", ".jsonl", many_rows, 200, 20_000, NOT_REFUSED),
    Kind("object of very many names", ".jsonl", many_names, 2_000, 500_000),
    Kind("quotation mark never closed", ".csv", open_quote, 5_000, 5_000_000),
    Kind("very many columns", ".csv", many_columns, 2_000, 1_000_000),
    Kind("formulas in cells", ".csv", formulas, 3, 100, NOT_REFUSED),
    Kind("NULs in CSV", ".csv", csv_nuls, 10, 100_000),
    Kind("one line of 15 MB", ".txt", one_line, 100_000, 15_000_000, whole=True),
    Kind("combining marks in a text", ".txt", combining, 2_000, 2_000_000, whole=True),
    Kind("bidi controls", ".txt", bidi, 500, 100_000, whole=True),
    Kind("invisible characters", ".txt", invisible, 500, 500_000, whole=True),
    Kind("bytes that are no UTF-8", ".txt", surrogate_bytes, 10, 100_000),
    Kind("NULs in a text", ".txt", text_nuls, 1_000, 5_000_000),
    Kind("UTF-16 of an odd length", ".txt", odd_utf16, 1, 1_000),
    Kind("UTF-32", ".txt", utf32_mark, 1, 1_000),
    Kind("UTF-7 in a text", ".txt", utf7_text, 1, 1_000, NOT_REFUSED),
    Kind("escape sequences of terminals", ".txt", escapes, 100, 100_000),
    Kind("flood of header lines", ".txt", header_flood, 1_000, 300_000),
    Kind("flood of headlines", ".txt", headlines, 500, 200_000, ANY),
    Kind("dates and titles that are bombs", ".txt", date_text, 1_000, 1_000_000),
    Kind("flood of opening quotation marks", ".txt", quotation_marks, 1_000, 1_000_000),
)
