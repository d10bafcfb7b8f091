"""Words of reports made fit for a format: encodings, XML, spreadsheet cells, file names. What is shown never gets shorter."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, count

from whosays.model import Record
from whosays.render.wording import visible

# A cell that begins with one of these is a formula to a spreadsheet, also behind blanks and in full width (OWASP, CSV injection).
FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\t\r\n|%＝＋－＠﹢﹣﹦﹫−]")
UNNAMABLE = re.compile(
    r"""[\x00-\x1f\x7f-\x9f"*/:<>?\\|#^\[\]`%$]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"""
)
RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
LONGEST_NAME = 120  # bytes of a file name; file systems take 255, synchronising tools less
HALVES = re.compile(r"[\ud800-\udfff]")
XML_UNFIT = re.compile("[\ufffe\uffff]")  # beside the controls and surrogates


def utf8(text: str) -> bytes:
    """The text in UTF-8; a lone surrogate, which no encoding has, becomes U+FFFD."""
    return whole(text).encode("utf-8")


def whole(text: str) -> str:
    """The text with lone surrogates, halves of a character, as U+FFFD."""
    return HALVES.sub("\ufffd", text)


def json_bytes(value: object) -> bytes:
    """JSON, keys in the order given, one newline at the end."""
    return utf8(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def json_lines(rows: Iterable[object]) -> bytes:
    """One JSON object a line."""
    return utf8("".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows))


def one_line(text: str) -> str:
    """The text with its blanks and line ends collapsed."""
    return " ".join(text.split())


def for_xml(text: str) -> str:
    """The text with what XML 1.0 cannot hold made visible: control characters as their pictures, the rest as U+FFFD."""
    return XML_UNFIT.sub("\ufffd", visible(text))


def cell(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it: what would be a formula gets an apostrophe in front."""
    return "'" + text if FORMULA.match(text) else text


def file_name(text: str, taken: set[str], *, otherwise: str) -> str:
    """A file name without suffix that every system takes, unlike those taken (which it joins), also in another case."""
    stem = one_line(UNNAMABLE.sub(" ", unicodedata.normalize("NFC", text))).strip(". ")
    while len(stem.encode("utf-8")) > LONGEST_NAME:
        stem = stem[:-1].rstrip(". ")
    if not stem or RESERVED.fullmatch(stem):
        stem = f"{stem} {otherwise}".strip()
    numbered = (f"{stem} {number}" for number in range(2, 10))
    told_apart = (f"{stem} {otherwise}" + (f" {number}" if number > 1 else "") for number in count(1))
    tries = chain(
        (stem,), numbered, told_apart
    )  # a crowd of one name is told apart by ids, not counted through each time
    name = next(one for one in tries if _folded(one) not in taken)
    taken.add(_folded(name))
    return name


def _folded(name: str) -> str:
    """What two names share that some file system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def file_stem(record: Record) -> str:
    """What the file of a story is called."""
    return file_name(record.story.id, set(), otherwise="story")
