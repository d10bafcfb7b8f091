"""Plain text in, :class:`~whosays.model.Report` out: the characters unchanged, zones found, the date as given."""

from __future__ import annotations

import codecs
import re
from datetime import date

from whosays.ingest.datelines import dateline_day
from whosays.ingest.given_dates import GivenDate, read_given_date
from whosays.ingest.hidden import hidden_notice, homoglyph_notice
from whosays.ingest.language import find_language, language_name
from whosays.ingest.metadata import Given, Header, read_header
from whosays.ingest.unread import hard_to_read, set_aside
from whosays.ingest.unread import notices as unread_notices
from whosays.ingest.zones import find_zones
from whosays.model import DateCandidate, Notice, Passage, Published, Report, Segment, key

LARGEST = 20_000_000  # bytes; a text of this size or more is refused
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
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02  # share of control characters above which a text is taken for binary
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<\?xml\s)", re.I)


class Refusal(ValueError):
    """An input that cannot be read as a report: which one, and why, in words for the person who gave it."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message


def read_text(
    data: bytes,
    *,
    source: str,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
) -> Report:
    """The report in these bytes, or :class:`Refusal`; what is given here comes before what the text's header block
    says.
    """
    given = Given(outlet=outlet, published=published, url=url, title=title)
    return read_text_with_notices(data, source=source, given=given, encoding=encoding)[0]


def read_text_with_notices(
    data: bytes, *, source: str, given: Given, encoding: str | None = None
) -> tuple[Report, tuple[Notice, ...]]:
    """As :func:`read_text`, with what a user must know: unreadable or clashing dates, invisible characters,
    look-alikes.
    """
    text = decode(data, source=source, encoding=encoding)
    header = read_header(text)
    stated = given.over(header.given)
    segments = find_zones(text, title=stated.title)
    if not any(segment.role != "metadata_prefix" for segment in segments):
        raise Refusal(source, "it has a header but no text below it; there is nothing to read")
    language = find_language(text, segments)
    if language not in (None, "en"):
        raise Refusal(source, f"it is written in {language_name(language or '')}; only English reports can be read")
    segments, left_out = set_aside(text, segments)
    dates, troubles = _find_dates(text, segments, given.published, header)
    value = dates[0][0].value if dates else None
    report_id = key("r", stated.outlet, stated.url, value, text)
    report = Report(
        id=report_id,
        source=source,
        outlet=stated.outlet,
        title=stated.title or _headline(text, segments),
        url=stated.url,
        language=language,
        published=_published(dates, report_id),
        text=text,
        segments=segments,
    )
    notices = [Notice("other", report_id, source, f"{source}: {trouble}") for trouble in troubles]
    if report.published.candidates:
        days = ", ".join(candidate.value for candidate in report.published.candidates)
        notices.append(
            Notice("date-clash", report_id, source, f"{source}: dates that do not agree: {days}; {value} is used")
        )
    notices += unread_notices((*left_out, *hard_to_read(text, segments)), report=report_id, source=source)
    for notice in (
        hidden_notice(text, report=report_id, source=source),
        homoglyph_notice(text, report=report_id, source=source),
    ):
        if notice:
            notices.append(notice)
    return report, tuple(notices)


# -------------------------------------------------------------------------------------------------------- bytes to text
def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """The text in these bytes: UTF-8 first, then a Unicode byte order mark, then the declared encoding; else
    :class:`Refusal`.
    """
    if len(data) >= LARGEST:
        raise Refusal(
            source,
            f"it has {len(data) / 1e6:.1f} MB; texts of {LARGEST // 1_000_000} MB or more are not read; split it",
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
    _check_is_prose(text, source, encoding)
    return text


def _wide(encoding: str | None) -> bool:
    """Does the declared encoding use two or four bytes a character? With its NUL bytes it passes for UTF-8."""
    return encoding is not None and encoding.lower().replace("_", "-").replace("-", "").startswith(
        ("utf16", "utf32", "ucs")
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


def _check_is_prose(text: str, source: str, encoding: str | None) -> None:
    """Refuse blank texts, binary data that happens to decode, and web pages."""
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\x85\xa0\u2028\u2029"):
        raise Refusal(source, "it holds only blanks; there is nothing to read")
    if "\x00" in text:
        hint = "" if encoding else "; if it is UTF-16, say so with --encoding utf-16"
        raise Refusal(source, f"it is a binary file (it holds NUL characters), not plain text{hint}")
    if len(_CONTROL.findall(text)) > max(4, _MOST_CONTROL * len(text)):
        raise Refusal(source, "it is mostly control characters: a binary file, not plain text")
    if not re.search(r"[^\W_]", text):
        raise Refusal(source, "it holds no letters and no figures; there is nothing to read")
    if _MARKUP.match(text):
        raise Refusal(source, "it is a web page or XML file, not plain text; save its words as a text file first")


# ------------------------------------------------------------------------------------------------------------- the date
def _find_dates(
    text: str, segments: tuple[Segment, ...], given: str | None, header: Header
) -> tuple[list[tuple[GivenDate, tuple[int, int] | None]], list[str]]:
    """Dates that are given, best first, each with where it stands; and what could not be read."""
    dates: list[tuple[GivenDate, tuple[int, int] | None]] = []
    troubles: list[str] = []
    stated: list[tuple[str, tuple[int, int] | None]] = [(given, None)] if given else []
    if header.given.published:
        stated.append((header.given.published, header.published_at))
    for words, where in stated:
        found = read_given_date(words)
        if found is None:
            troubles.append(
                f"the date {words[:60]!r} cannot be read as one day; write it as 2016-11-09 or 2016-11-09T22:58+00:00"
            )
            continue
        if found.weekday_clash:
            troubles.append(f"in the date {words[:60]!r} the weekday does not fit the day; the day is used")
        dates.append((found, where))
    printed: list[tuple[GivenDate, tuple[int, int] | None]] = []
    in_header = {start for start, _ in header.lines}
    for segment in segments:
        where = _dated_words(text, segment) if segment.start not in in_header else None
        found = read_given_date(text[where[0] : where[1]]) if where else None
        if found:
            printed.append((found, where))
    # of two printed forms of one day ("July 2, 2013", "July 2, 2013 15:01 GMT") the one with the clock says more
    first = printed[0][0].value[:10] if printed else ""
    return dates + sorted(printed, key=lambda item: (item[0].value[:10] != first, -len(item[0].value))), troubles


def _dated_words(text: str, segment: Segment) -> tuple[int, int] | None:
    """Where a date with its year may stand in a date line or a dateline."""
    if segment.role == "metadata_prefix":
        return segment.start, segment.end
    if segment.role == "dateline":
        day = dateline_day(text[segment.start : segment.end])
        return (segment.start + day[0], segment.start + day[1]) if day else None
    return None


def _published(dates: list[tuple[GivenDate, tuple[int, int] | None]], report: str) -> Published:
    """The first date counts; where another names a day more than one away, all are kept as candidates.

    One day of difference is no clash: time zones and "updated" lines make that every day.
    """
    if not dates:
        return Published(None, "absent", (), ())
    best = dates[0][0].value
    evidence = tuple(
        Passage(report, where[0], where[1]) for found, where in dates if where and _days_apart(found.value, best) == 0
    )
    clash = any(_days_apart(found.value, best) > 1 for found, _ in dates)
    candidates: dict[str, tuple[Passage, ...]] = {}
    for found, where in dates if clash else []:
        candidates[found.value] = candidates.get(found.value, ()) + (
            (Passage(report, where[0], where[1]),) if where else ()
        )
    return Published(best, "given", evidence, tuple(DateCandidate(value, spans) for value, spans in candidates.items()))


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def _headline(text: str, segments: tuple[Segment, ...]) -> str | None:
    return next((text[segment.start : segment.end] for segment in segments if segment.role == "headline"), None)
