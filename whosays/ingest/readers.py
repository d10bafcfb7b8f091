"""Which reader reads a file: the suffix decides. The built-in ones come through the same hook as those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whosays.hookspecs import Reader
from whosays.ingest.metadata import Given
from whosays.ingest.refusal import Refusal
from whosays.plugins import guarded, readers

if TYPE_CHECKING:
    from whosays.ingest.drafts import Draft

SUFFIXES = (".txt", ".text")


def register_readers() -> tuple[Reader, ...]:
    """Plain text, which also reads what has no suffix that is known."""
    return (Reader("text", SUFFIXES, _text),)


def _text(data: bytes, *, source: str, given: Given, encoding: str | None) -> tuple[Draft, ...]:
    """One report."""
    from whosays.ingest.formats.text import text_draft

    return (text_draft(data, source=source, given=given, encoding=encoding),)


def suffixes() -> tuple[str, ...]:
    """How the files end that are taken from a folder."""
    return tuple(suffix for reader in readers() for suffix in reader.suffixes)


def drafts_of(data: bytes, *, name: str, source: str, given: Given, encoding: str | None) -> tuple[Draft, ...]:
    """The drafts in a file of this name; raises :class:`~whosays.ingest.drafts.Refusal` where its reader refuses it.

    A reader of a plug-in that fails is told, and the file is refused.
    """
    found = next((one for one in readers() if name.lower().endswith(one.suffixes)), None)
    if found is None or found.drafts is _text:
        return _text(data, source=source, given=given, encoding=encoding)
    return _guarded(found, data, source=source, given=given, encoding=encoding)


def _guarded(reader: Reader, data: bytes, *, source: str, given: Given, encoding: str | None) -> tuple[Draft, ...]:
    def read() -> Iterable[Draft] | Refusal:
        try:
            return tuple(reader.drafts(data, source=source, given=given, encoding=encoding))
        except Refusal as refusal:
            return refusal

    from whosays.ingest.drafts import Draft

    found = guarded(reader.name, read)
    if isinstance(found, Refusal):
        raise found
    if found is None or not all(isinstance(one, Draft) for one in found):
        raise Refusal(source, f"the plug-in that reads it ({reader.name}) failed; save its words as a text file")
    return tuple(found)
