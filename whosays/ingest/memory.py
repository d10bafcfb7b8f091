"""Inputs that were given before are known by their bytes: what they gave is said again, and nothing is read.

A mark stands for the bytes, the name, what is stated of the input, and the program that reads it: where any of these is another, the
input is read. Only files of the built-in formats have one: what the reader of a plug-in gives is asked for each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from whosays.ingest.formats import SUFFIXES, suffix_of
from whosays.version import VERSION

if TYPE_CHECKING:
    from whosays.ingest.metadata import Given
    from whosays.model import NoticeKind

MOST_ITEMS = 100_000  # of an input that is remembered; one that gives more is read each time
# What decides what an input gives: these files and rooms of the package, and these packages below them.
SOURCES = (
    *(
        "ingest",
        "sandbox",
        "unpacking.py",
        "text/turns.py",
        "values/calendar.py",
        "words/agencies.py",
        "model/reports.py",
    ),
    *("data/__init__.py", "data/agencies.tsv", "data/ingest_*"),
)
PACKAGES = frozenset(
    "ada-url brotli charset-normalizer fastwarc feedparser htmldate lxml lxml-html-clean msgspec py3langid trafilatura".split()
)
# A report by its id and the name it went by, or a notice: kind, report, source, message.
Item = tuple[str, str] | tuple["NoticeKind", str | None, str | None, str]


class Memory(Protocol):
    """What somebody remembers of inputs."""

    def recall(self, mark: str) -> Iterable[Item] | None:
        """What the input with this mark gave, in its order; ``None`` where that is not known, or not all of it is there still."""

    def note(self, mark: str, items: Iterable[Item]) -> None:
        """Remember what an input gave, once all of it is kept."""

    def known(self, report: str) -> None:
        """A report that was recalled, once for each."""


def mark_of(
    stream: BinaryIO, name: str, *, stated: Given, described: Given, form: str | None, encoding: str | None
) -> str | None:
    """The mark of an open file, which is then at its start again; ``None`` where it has none."""
    if suffix_of(name) not in SUFFIXES or not stream.seekable():
        return None
    said = [_given(stated), _given(described), form, encoding, name, program()]
    total = hashlib.sha256(json.dumps(said).encode("utf-8"))
    total.update(hashlib.file_digest(stream, "sha256").digest())  # type: ignore[arg-type]
    stream.seek(0)
    return total.hexdigest()


def state_of(stream: BinaryIO) -> tuple[int, int]:
    """Size and time of the last change of an open file: was it written to while it was read?"""
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


@cache
def program() -> str:
    """SHA-256 over what decides what an input gives: sources, tables, and the versions of what parses."""
    root = Path(__file__).resolve().parent.parent
    total = hashlib.sha256(f"{VERSION} {sys.version_info.major}.{sys.version_info.minor}".encode())
    for pattern in SOURCES:
        for place in sorted(root.glob(pattern)):
            for file in _files(str(place)):
                with open(file, "rb") as stream:
                    total.update(file.removeprefix(str(root)).encode("utf-8") + b"\0" + stream.read())
    total.update(json.dumps(sorted(_versions())).encode("utf-8"))
    return total.hexdigest()


def _files(place: str) -> Iterable[str]:
    """A file, or the files below a folder by name."""
    if os.path.isfile(place):
        return [place]
    return sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(place)
        for name in names
        if not folder.endswith("__pycache__")
    )


def _versions() -> set[str]:
    """The installed packages that parse, each with its version, by the folders that say what is installed (no need to open them)."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found |= {
            name
            for name in names
            if name.endswith(".dist-info") and name.partition("-")[0].lower().replace("_", "-") in PACKAGES
        }
    return found


def _given(given: Given) -> list[str | None]:
    return [given.outlet, given.published, given.url, given.title]
