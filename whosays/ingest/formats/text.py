"""Plain text: bytes in, the characters unchanged out, or the reason why these bytes are no text."""

from __future__ import annotations

import codecs
import re

from whosays.ingest.drafts import Draft, Refusal
from whosays.ingest.formats import LARGEST as LARGEST
from whosays.ingest.formats.mail import packed
from whosays.ingest.metadata import Given
from whosays.ingest.reports import report_of
from whosays.ingest.zones.bylines import byline_of, names_in, signed
from whosays.model import Report

_UNICODE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a ZIP archive (a Word or OpenDocument file, perhaps)"), (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"), (b"BZh", "a bzip2 archive"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file"),
)  # fmt: skip
HEAD = 2_000  # characters in which NULs are counted
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02  # share of control characters above which a text is taken for binary
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<\?xml\s)", re.I)


def read_text(
    data: bytes,
    *,
    source: str,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    encoding: str | None = None,
) -> Report:
    """The report in these bytes, or :class:`Refusal`; what is given here comes before what the text's header block
    says. A ``byline`` that the text does not show becomes a line of it.
    """
    given = Given(outlet=outlet, published=published, url=url, title=title)
    draft = text_draft(data, source=source, given=given, encoding=encoding)
    return report_of(signed(draft, byline_of(names_in(byline) or ())))[0]


def text_draft(data: bytes, *, source: str, given: Given, encoding: str | None = None) -> Draft:
    """The draft of one report in plain text, or :class:`Refusal`."""
    return Draft(source, decode(data, source=source, encoding=encoding), given)


def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """The text in these bytes: UTF-8 first, then a Unicode byte order mark, then the declared encoding; else
    :class:`Refusal`.
    """
    if len(data) >= LARGEST:
        raise Refusal(
            source,
            f"it has {LARGEST // 1_000_000} MB or more; texts of that size are not read; split it",
        )
    if not data.strip():
        raise Refusal(source, "it is empty; there is nothing to read")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Refusal(source, f"it is {what}, not plain text; save its words as a text file first")
    text = None if b"\x00" in data and _wide(encoding) else _decode_unicode(data)
    if text is None and encoding is not None:
        text = _decode_declared(data, encoding, source)
    if text is None:
        raise Refusal(source, _undecodable(data))
    check_is_prose(text, source, encoding)
    return text


def _wide(encoding: str | None) -> bool:
    """Does the declared encoding use two or four bytes a character? With its NUL bytes it passes for UTF-8."""
    return encoding is not None and encoding.lower().replace("_", "-").replace("-", "").startswith(
        ("utf16", "utf32", "ucs")
    )


def _wide_encoding(head: str) -> str | None:
    """In which encoding of two or four bytes English would have its NULs where this has them."""
    half = len(head) // 2
    first, second = head[::2].count("\0"), head[1::2].count("\0")
    order = "be" if first > second else "le"
    if first == second or max(first, second) <= 0.8 * half:
        return None
    return (
        f"utf-32-{order}" if min(first, second) > 0.4 * half else f"utf-16-{order}" if not min(first, second) else None
    )


def _decode_unicode(data: bytes) -> str | None:
    for mark, name in _UNICODE_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_declared(data: bytes, encoding: str, source: str) -> str:
    try:
        # escapes and host names are codecs of Python, not encodings that a file is written in
        if codecs.lookup(encoding).name in (
            "unicode-escape",
            "raw-unicode-escape",
            "unicode_escape",
            "raw_unicode_escape",
            "idna",
            "punycode",
        ):
            raise LookupError(encoding)
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise Refusal(source, f"{encoding!r} is no text encoding that is known here; try cp1252 or utf-16") from None
    except (UnicodeError, ValueError):
        raise Refusal(
            source, f"it is neither UTF-8 nor {encoding}; find out its encoding and give it with --encoding"
        ) from None


def _undecodable(data: bytes) -> str:
    """Why bytes that are not UTF-8 are refused: a binary file, or a text in an encoding nobody named."""
    sample = data[:65_536]
    if b"\x00" in sample or sum(byte < 9 or 13 < byte < 27 for byte in sample) > 0.02 * len(sample):
        return "it is a binary file, not plain text; save its words as a text file first"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (
            f"it is not UTF-8 (byte {error.start} is 0x{data[error.start]:02X}); "
            "give its encoding with --encoding, for instance --encoding cp1252"
        )
    return "it is cut off inside a character; give its encoding with --encoding"


def check_is_prose(text: str, source: str, encoding: str | None) -> None:
    """Refuse blank texts, binary data that happens to decode, and web pages."""
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\x85\xa0\u2028\u2029"):
        raise Refusal(source, "it holds only blanks; there is nothing to read")
    if "\x00" in text:
        name = None if encoding else _wide_encoding(text[:HEAD])
        hint = f"; if it is a text in wide characters, say so with --encoding {name}" if name else ""
        raise Refusal(source, f"it is a binary file (it holds NUL characters), not plain text{hint}")
    if len(_CONTROL.findall(text)) > max(4, _MOST_CONTROL * len(text)):
        raise Refusal(source, "it is mostly control characters: a binary file, not plain text")
    if not re.search(r"[^\W_]", text):
        raise Refusal(source, "it holds no letters and no figures; there is nothing to read")
    if (how := packed(text)) is not None:
        raise Refusal(
            source,
            f"it is an e-mail whose words are packed for sending ({how}); open it in a mail program and save its words as text",
        )
    if _MARKUP.match(text):
        raise Refusal(source, "it is a web page or XML file, not plain text; save its words as a text file first")
