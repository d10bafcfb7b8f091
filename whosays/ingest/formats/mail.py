"""The header of an e-mail (RFC 5322) on top of a text: its fields, and whether its words are packed for sending."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_FIELDS = 200
_FIELD = re.compile(
    r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]*((?:[^\r\n]|(?:\r\n|[\r\n])[ \t]+(?=[^\s])){0,4000})(?:\r\n|[\r\n]|\Z)"
)  # a line that begins with a blank goes on with the field above
_ENVELOPE = re.compile(r"From \S{1,300} [^\r\n]{1,100}(?:\r\n|[\r\n])")  # what a mailbox puts above each message
_PACKED = ("base64", "quoted-printable")


@dataclass(frozen=True, slots=True)
class Field:
    """A field's value with single blanks, and the characters of that value."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MailHeader:
    """The fields by name in small letters, the first of each name, and where each of its lines stands."""

    fields: dict[str, Field]
    lines: tuple[tuple[int, int], ...]


def mail_header(text: str) -> MailHeader | None:
    """The header on top of a text, closed by a blank line; without a sender and a subject or date it is none.

    >>> found = mail_header("From: Ida Holm <ida@example.org>\\nSubject: Quay fire\\n\\nTwo dockers were hurt.")
    >>> found.fields["subject"].value
    'Quay fire'
    """
    envelope = _ENVELOPE.match(text)
    at = envelope.end() if envelope else 0
    lines = [(0, len(envelope.group().rstrip()))] if envelope else []
    fields: dict[str, Field] = {}
    while len(lines) < MOST_FIELDS and (match := _FIELD.match(text, at)):
        end = match.start(2) + len(match[2].rstrip())
        fields.setdefault(match[1].lower(), Field(_unfolded(match[2]), match.start(2), end))
        lines.append((match.start(), max(end, match.end(1) + 1)))
        at = match.end()
    named = "from" in fields and not fields.keys().isdisjoint(("subject", "date", "sent"))
    closed = at >= len(text) or text[at] in "\r\n"
    return MailHeader(fields, tuple(lines)) if named and closed else None


def packed(text: str) -> str | None:
    """How the words of an e-mail are packed for sending, so that they cannot be read as they stand; ``None`` where they can."""
    header = mail_header(text)
    if header is None:
        return None
    encoding = header.fields.get("content-transfer-encoding")
    kind = header.fields.get("content-type")
    if kind is not None and kind.value.lower().startswith("multipart/"):
        return "in several parts"
    return encoding.value.lower() if encoding is not None and encoding.value.lower() in _PACKED else None


def _unfolded(value: str) -> str:
    """A value on one line, words encoded for sending ("=?utf-8?q?…?=") spelled out."""
    line = " ".join(value.split())
    if "=?" not in line:
        return line
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(line)))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return line
