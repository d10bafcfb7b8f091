"""Which characters the bytes of a page stand for, where its own word for it may be wrong."""

from __future__ import annotations

import codecs
import re

from whosays.ingest.drafts import Refusal, Told

HEAD = 4_096  # bytes in which a page declares its encoding (the standard says 1,024; real pages are late)
WESTERN = 0.15  # share of bytes beyond ASCII below which a text is in Latin letters
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(r"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:.-]{2,40})", re.I)
_TAG = re.compile(r"<[^<>]{0,300}>")
_XML = re.compile(r"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([a-zA-Z0-9_:.-]{2,40})", re.I)
# What browsers read under these names (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "iso8859-11": "cp874", "big5": "big5hkscs", "utf-16": "utf-16-le",
}  # fmt: skip
_NO_TEXT = frozenset(
    "unicode-escape unicode_escape raw-unicode-escape raw_unicode_escape idna punycode undefined utf-7 mbcs oem".split()
)


def decode_page(data: bytes, *, source: str, encoding: str | None = None) -> tuple[str, tuple[Told, ...]]:
    """The page's characters, and what to tell where its declaration was wrong.

    A byte order mark comes first, then ``encoding`` (as the server states it), then the page's own declaration, then detection.
    Bytes that are plainly UTF-8 are read as UTF-8, whatever was declared.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name, ())
    stated = [name for name in (_known(encoding), _known(_declared(data))) if name]
    wide = next((name for name in stated[:1] if name.startswith(("utf-16", "utf-32"))), None)
    if encoding and wide and b"\x00" in data[:HEAD]:
        return _lenient(data, wide, ())
    if data[:HEAD].count(b"\x00") > len(data[:HEAD]) // 4:
        return _lenient(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", ())
    plain = _strict(data, "utf-8")
    if plain is not None and not (stated and data.isascii() and stated[0].startswith("iso2022")):
        wrong = stated and stated[0] != "utf-8" and not data.isascii()
        told = (Told("other", f"it declares {stated[0]} but is UTF-8, and is read as that"),) if wrong else ()
        return plain, told
    return _not_utf8(data, stated, source)


def _not_utf8(data: bytes, stated: list[str], source: str) -> tuple[str, tuple[Told, ...]]:
    for name in stated:
        text = _strict(data, name) if name != "utf-8" else None
        if text is not None:
            return text, ()
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = sum(not char.isascii() for char in data.decode("utf-8", "ignore"))
    if ("utf-8" in stated or not stated) and whole > broken:  # other encodings hardly ever make whole sequences
        return _lenient(data, "utf-8", ())
    guess = _detect(data)
    text = _strict(data, guess) if guess else None
    if text is None:
        raise Refusal(
            source, "its encoding cannot be found out; give it with --encoding, for instance --encoding cp1252"
        )
    declared = (
        f"it declares {stated[0]} but is not; " if stated else "it does not say in which encoding it is written; "
    )
    return text, (Told("other", f"{declared}it is read as {guess}"),)


def _lenient(data: bytes, name: str, told: tuple[Told, ...]) -> tuple[str, tuple[Told, ...]]:
    text = _strict(data, name)
    if text is not None:
        return text, told
    text = data.decode(name, "replace")
    bad = text.count("\ufffd")
    return text, (
        *told,
        Told("other", f"{bad} places in it are no {name}; a replacement character (U+FFFD) stands there"),
    )


def _strict(data: bytes, name: str) -> str | None:
    try:
        if name == "cp1252":  # five bytes without a character are control characters, as browsers read them
            return re.sub(
                "[\udc80-\udcff]", lambda bad: chr(ord(bad[0]) - 0xDC00), data.decode(name, "surrogateescape")
            )
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _declared(data: bytes) -> str | None:
    head = data[:HEAD].decode("latin-1")  # a character for each byte
    match = _XML.search(head) or _DECLARED.search(head)
    return match.group(1) if match else None


def _known(label: str | None) -> str | None:
    """Python's name of what a label means to a browser."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_TEXT else _MEANT.get(name, name)


def _detect(data: bytes) -> str | None:
    """The likeliest encoding of bytes that nobody rightly names."""
    text = _TAG.sub("", data[:100_000].decode("latin-1"))
    if sum(not char.isascii() for char in text) < WESTERN * len(text):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    name = _known(best.encoding if best else None)
    # between the encodings of Western Europe only rare letters decide; browsers take Windows-1252
    return (
        "cp1252" if name is None or name in ("cp1250", "iso8859-15", "cp1252", "mac-roman", "cp850", "cp437") else name
    )
