"""ninjs, the JSON in which news agencies send messages (IPTC, versions 1.x to 3.x): one message is one report.

Versions 1 name their words ``headline`` and ``body_…``; from 2 on, ``headlines`` and ``bodies`` are lists.
Source: https://www.iptc.org/std/ninjs/userguide/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whosays.ingest.drafts import Draft, Refusal, Row, Told
from whosays.ingest.formats.items import text_of
from whosays.ingest.formats.json_values import read_json, words_in
from whosays.ingest.formats.markup import words_of
from whosays.ingest.formats.table_rows import is_english, language_words
from whosays.ingest.metadata import Given
from whosays.ingest.zones.bylines import byline_of, names_in, signed

NEVER_PUBLISHED = ("canceled", "cancelled", "withheld")


def looks_like_ninjs(value: dict[str, Any]) -> bool:
    """Does the object have what every message has (``uri``) and a body, a headline or a type of the standard?"""
    named = any(name.startswith("body_") for name in value) or {"bodies", "headlines", "headline"} & value.keys()
    return "uri" in value and (bool(named) or "versioncreated" in value)


def drafts(data: bytes, *, source: str) -> Iterator[Row]:
    """The draft of the message, or its refusal."""
    try:
        yield _draft(read_json(data, source=source), source)
    except Refusal as refusal:
        yield refusal


def _draft(message: dict[str, Any], source: str) -> Draft:
    if "record_version" in message:
        raise Refusal(
            source, "it is a record that whosays wrote, no report; look at it with “whosays show”, or give its reports"
        )
    if not looks_like_ninjs(message):
        raise Refusal(source, "it is JSON but no ninjs message: it needs a uri and a headline or a body")
    if words_in(message, "pubstatus").casefold() in NEVER_PUBLISHED:
        raise Refusal(source, f"the agency marks the message as {words_in(message, 'pubstatus')}; it was not published")
    language = words_in(message, "language")
    if language and not is_english(language):
        raise Refusal(source, f"it is stated to be in {language_words(language)}; only English reports can be read")
    title = " ".join((_main(message.get("headlines")) or _words(message, "headline", "")).split())
    body = _listed_body(message.get("bodies")) or _named_body(message)
    if not body:
        kind = words_in(message, "type")
        what = f"a {kind}" if kind not in ("", "text") else "a message"
        raise Refusal(source, f"it is {what} without a body in words; there is nothing to read")
    names = names_in(words_in(message, "byline") or words_in(message, "by")) or ()
    uri = words_in(message, "uri")
    given = Given(
        outlet=_outlet(message) or None,
        published=words_in(message, "versioncreated") or words_in(message, "firstcreated") or None,
        url=uri if uri.startswith(("http://", "https://")) else None,
        title=title or None,
    )
    draft = Draft(source, text_of(title, body), given, told=tuple(_told(message)))
    return signed(draft, byline_of(names))


def _told(message: dict[str, Any]) -> Iterator[Told]:
    """What a reader of the report should know of the message."""
    if until := words_in(message, "embargoed"):
        yield Told("other", f"the agency holds it back (embargo) until {until[:60]}")
    if words_in(message, "representationtype") == "incomplete":
        yield Told("truncated", "the message says that it is incomplete")
    if associated := message.get("associations"):
        count = len(associated) if isinstance(associated, dict | list) else 1
        yield Told("other", f"{count} associated item{'s' if count > 1 else ''} (pictures, other messages) not read")


def _outlet(message: dict[str, Any]) -> str:
    """Who sends it: the provider or source named, else who holds the copyright."""
    for name in ("provider", "source"):
        found = message.get(name)
        if words := words_in(found, "name") if isinstance(found, dict) else words_in(message, name):
            return words
    infosources = message.get("infosources", message.get("infosource"))
    for info in infosources if isinstance(infosources, list) else ():
        if words := words_in(info, "name"):
            return words
    return words_in(message, "copyrightholder")


def _main(headlines: Any) -> str:
    """The headline with the role "main", else the first."""
    found = [one for one in headlines if isinstance(one, dict)] if isinstance(headlines, list) else []
    found.sort(key=lambda one: words_in(one, "role") != "main")
    return next((words for one in found if (words := _valued(one))), "")


def _listed_body(bodies: Any) -> str:
    """The richest body: marked up before plain, since it tells its paragraphs apart."""
    found = [one for one in bodies if isinstance(one, dict)] if isinstance(bodies, list) else []
    found.sort(key=lambda one: (words_in(one, "role") not in ("", "main", "text", "html", "xhtml"), not _is_html(one)))
    return next((words for one in found if (words := _valued(one))), "")


def _valued(one: dict[str, Any]) -> str:
    value = words_in(one, "value")
    return words_of(value) if _is_html(one) else value


def _is_html(one: dict[str, Any]) -> bool:
    return "html" in words_in(one, "contenttype").casefold()


def _named_body(message: dict[str, Any]) -> str:
    """The body of versions 1: ``body_html`` and ``body_xhtml`` before ``body_text`` and names of a provider's own."""
    names = [name for name in message if name.startswith("body_") and isinstance(message[name], str)]
    names.sort(key=lambda name: (name not in ("body_html", "body_xhtml"), name != "body_text", name))
    return next((words for name in names if (words := _words(message, name, name))), "")


def _words(message: dict[str, Any], name: str, marked: str) -> str:
    value = words_in(message, name)
    return words_of(value) if "html" in marked else value
