"""What a report says of itself outside its prose: the header block on top of a text, and the rows of a
``meta.jsonl``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.ingest.formats.mail import mail_header

if TYPE_CHECKING:
    from whosays.model import Notice

FIELDS = ("outlet", "published", "url", "title")
META_FILE = "meta.jsonl"
LONGEST_META_LINE = 100_000  # code points; a longer row is malformed
_HEADER_LINE = re.compile(
    r"[ \t]{0,8}(outlet|published|url|title)[ \t]{0,8}:[ \t]*([^\r\n\u2028\u2029]*)(\r\n|[\r\n\u2028\u2029]|\Z)", re.I
)
_BLANK = re.compile(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029]|\Z)")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody states about a report; ``None`` where nothing is stated."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None

    def over(self, other: Given) -> Given:
        """These values, and the other's where these are absent."""
        return Given(
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
            title=self.title or other.title,
        )


@dataclass(frozen=True, slots=True)
class Header:
    """The header block of a text: its values, its lines, and where the date stands."""

    given: Given
    lines: tuple[tuple[int, int], ...]
    published_at: tuple[int, int] | None


NO_HEADER = Header(Given(), (), None)


def read_header(text: str) -> Header:
    """The ``Outlet:``, ``Published:``, ``URL:``, ``Title:`` lines at the very top, closed by a blank line.

    Two different fields are believed without the blank line; a single "Title: …" above prose is not. Else the header of an e-mail.
    """
    values: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    published_at: tuple[int, int] | None = None
    at = 0
    while match := _HEADER_LINE.match(text, at):
        name, value = match.group(1).lower(), match.group(2).strip()
        if value and name not in values:
            values[name] = value
            if name == "published":
                start = match.start(2) + len(match.group(2)) - len(match.group(2).lstrip())
                published_at = (start, start + len(value))
        end = match.end(2) if value else match.start(2)
        start = match.start(1)
        spans.append((start, start + len(text[start:end].rstrip())))
        at = match.end()
        if not match.group(3):
            break
    closed = at >= len(text) or bool(_BLANK.match(text, at))
    if not spans or not (closed or len(values) >= 2):
        return _of_mail(text)
    return Header(Given(**values), tuple(spans), published_at)


def _of_mail(text: str) -> Header:
    """The header of an e-mail: its subject is the headline, its date that of the report."""
    mail = mail_header(text)
    if mail is None:
        return NO_HEADER
    subject, sent = mail.fields.get("subject"), mail.fields.get("date") or mail.fields.get("sent")
    given = Given(title=subject.value or None if subject else None, published=sent.value or None if sent else None)
    return Header(given, mail.lines, (sent.start, sent.end) if sent and sent.value else None)


def header_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Where the lines of the header block stand."""
    return read_header(text).lines


def read_meta(content: str, *, source: str) -> tuple[dict[str, Given], tuple[Notice, ...]]:
    """Rows of a ``meta.jsonl``: file name → what is given; rows that are not usable become notices, the rest stands."""
    from whosays.model import Notice

    rows: dict[str, Given] = {}
    notices: list[Notice] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        file, given, wrong = _read_row(line)
        if wrong is None and rows.get(file, given) != given:
            wrong = f"{file!r} was described before in other words; the first row is used"
        if wrong is not None:
            notices.append(Notice("other", None, source, f"{source}, line {number}: {wrong}"))
        if file and file not in rows:
            rows[file] = given
    return rows, tuple(notices)


def _read_row(line: str) -> tuple[str, Given, str | None]:
    """(file, values, what is wrong) of one row; values of a wrong type are left out and named."""
    try:
        row = json.loads(line) if len(line) <= LONGEST_META_LINE else None
    except (ValueError, RecursionError):
        return "", Given(), "not JSON; the row is left out"
    if not isinstance(row, dict):
        return "", Given(), "not a JSON object; the row is left out"
    file = row.get("file")
    if not isinstance(file, str) or not file.strip():
        return "", Given(), 'no "file" with a file name; the row is left out'
    wrong = [name for name in FIELDS if row.get(name) is not None and not isinstance(row[name], str)]
    values = {name: row[name].strip() for name in FIELDS if isinstance(row.get(name), str) and row[name].strip()}
    message = f"{', '.join(wrong)} of {file!r} is not text and is left out" if wrong else None
    return file.strip().replace("\\", "/").removeprefix("./"), Given(**values), message
