"""Which format an input has: what its first bytes show, then what its name says."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import PurePosixPath
from typing import Literal, get_args

from whosays.ingest.refusal import Refusal

Format = Literal["html", "feed", "warc", "jsonl", "csv", "ninjs", "markdown", "zip", "text"]
FORMATS: tuple[str, ...] = get_args(Format)
CONTAINERS = ("feed", "warc", "jsonl", "csv", "zip")  # formats in which one input holds many reports
HEAD = 1 << 16  # bytes looked at
LARGEST = 20_000_000  # bytes; a text or document of this size or more is refused

SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".warc": "warc", ".warc.gz": "warc",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".json": "ninjs", ".md": "markdown", ".markdown": "markdown", ".zip": "zip",
}  # fmt: skip
# Suffixes under which many other things lie: in a folder, content must say that these are reports.
UNSURE = (".xml", ".jsonl", ".ndjson", ".csv", ".tsv", ".json", ".md", ".markdown")
_CLIPPED = re.compile(r"---[ \t]*\r?\n(?:[^\n]{0,2000}\n){0,60}?(?:url|source|link|site|published|date)[ \t]*:", re.I)

_UNREAD = (
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"), (b"\x04\x22\x4d\x18", "compressed with LZ4"), (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!", "a RAR archive"),
)  # fmt: skip
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/")
_PROLOGUE = re.compile(
    r"(?:\s{1,999}|<\?[^>]{0,2000}\?>|<!--(?:[^-]|-(?!->)){0,9000}-->|<!doctype(?!\s+html)[^\[>]{0,2000}(?:\[[^\]]{0,9000}\]\s*)?>)",
    re.I,
)
_ROOT = re.compile(r"<!?([a-z][\w.:-]{0,40})", re.I)
_PAGE_ROOTS = frozenset("html head body doctype div p article section main table h1 meta".split())
_TEXT_KEY = re.compile(r'[{,]\s*"text"\s*:')
_RECORD = re.compile(r'\{\s*"record_version"\s*:')
_URI_KEY = re.compile(r'"uri"\s*:')
_NINJS_KEY = re.compile(r'"(?:body_\w{1,20}|bodies|headlines?|versioncreated)"\s*:')


def suffix_of(name: str) -> str:
    """The suffix in lower case, with what stands before ``.gz``."""
    path = PurePosixPath(name.replace("\\", "/"))
    return "".join(path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]).lower()


def detect(head: bytes, *, name: str, source: str) -> Format:
    """The format of an input by its first bytes, else by its name, else plain text.

    Raises :class:`~whosays.ingest.drafts.Refusal` for what is plainly something that is not read.
    """
    return by_content(head, source=source, suffix=suffix_of(name)) or SUFFIXES.get(suffix_of(name), "text")


def by_content(head: bytes, *, source: str, suffix: str = "") -> Format | None:
    """What the first bytes show, or ``None`` where they could be any text."""
    found = _by_magic(head, source)
    if found:
        return found
    start = _characters(head).lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _by_root(start, suffix)
    if start.startswith("{"):
        return _by_keys(start, suffix)
    if suffix in (".csv", ".tsv") and re.search(r"\btext\b", start.split("\n", 1)[0], re.I):
        return "csv"
    if SUFFIXES.get(suffix) == "markdown" and _CLIPPED.match(start):
        return "markdown"
    return None


def is_record(start: str) -> bool:
    """Do the first characters show a record of whosays itself?"""
    return bool(_RECORD.match(start))


def _by_magic(head: bytes, source: str) -> Format | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if any(mark in head[:200] for mark in _OFFICE):
            raise Refusal(source, "it is a Word, OpenDocument or e-book file; save its words as a text file first")
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        inside = _inflated(head)
        if inside.startswith(b"WARC/"):
            return "warc"
        _refuse_arc(inside, source)
        raise Refusal(source, "it is a gzip file that holds no web archive (WARC); unpack it and give what is inside")
    _refuse_arc(head, source)
    for magic, what in _UNREAD:
        if head.startswith(magic):
            raise Refusal(source, f"it is {what}; unpack it and give what is inside")
    return None


def _refuse_arc(head: bytes, source: str) -> None:
    if head.startswith(b"filedesc:"):
        raise Refusal(source, "it is an ARC file, the web archive before WARC; convert it to WARC first")


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 1_000)
    except zlib.error:
        return b""


def _characters(head: bytes) -> str:
    """The first characters, well enough to see markup: UTF-16 by its mark or its NULs, else one byte each."""
    if head.startswith(b"\xff\xfe") or head[1:2] == b"\x00":
        return head.decode("utf-16-le", "replace")
    if head.startswith(b"\xfe\xff") or head[:1] == b"\x00":
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _by_root(start: str, suffix: str) -> Format | None:
    """A page or a feed, by the first element behind declarations and comments."""
    at = 0
    while match := _PROLOGUE.match(start, at):
        at = match.end()
    root = _ROOT.match(start, at)
    if root is None:
        return None
    name = root.group(1).rpartition(":")[2].casefold()
    if name in _PAGE_ROOTS:
        return "html"
    if name in ("rss", "feed", "rdf", "channel") or start.startswith("<?xml"):
        return "feed"
    return SUFFIXES.get(suffix)


def _by_keys(start: str, suffix: str) -> Format | None:
    """A JSON Feed, a ninjs message or JSON lines, by the names in the first object."""
    if "jsonfeed.org/version" in start:
        return "feed"
    if is_record(start) and suffix not in UNSURE:
        return "ninjs"  # whose reader says what it is
    line = start.split("\n", 1)[0]
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        first = None
    names = first.keys() if isinstance(first, dict) else None
    if "text" in names if names is not None else _TEXT_KEY.search(line):
        return "jsonl"
    if _URI_KEY.search(start) and _NINJS_KEY.search(start):
        return "ninjs"
    return "jsonl" if suffix in (".jsonl", ".ndjson") and _TEXT_KEY.search(start) else None
