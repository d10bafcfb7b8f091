"""Feeds, JSON and archives made by others to break readers: every item a report or a refusal in words, no exception, no hang.

``python -m benchmarks.feeds FOLDER`` reads every file of a folder by itself, as ``whosays brief FILE`` would, and prints the
files, the entries that feedparser counts in the feeds among them, what became of each, and the slowest file.
"""

from __future__ import annotations

import argparse
import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from whosays.ingest import iter_reports
from whosays.model import Notice, Report

REASON = 60


@dataclass(slots=True)
class Figures:
    """What was counted over the files."""

    files: int = 0
    entries: int = 0
    reports: int = 0
    duplicates: int = 0
    refused_entries: int = 0
    refused_files: int = 0
    entries_of_refused_files: int = 0
    uneven: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)


def measure(files: list[Path], *, form: str | None) -> Figures:
    """The figures over the files, each read by itself."""
    figures = Figures()
    for path in files:
        figures.files += 1
        begun = time.perf_counter()
        try:
            found = list(iter_reports([path], form=form))
        except Exception as error:  # what is measured: none may come this far
            figures.exceptions.append(f"{path}: {type(error).__name__}: {error}")
            continue
        figures.seconds.append((time.perf_counter() - begun, str(path)))
        _count(figures, path, found)
    return figures


def _count(figures: Figures, path: Path, found: list[Report | Notice]) -> None:
    """Adds one file; for a feed, entries must be reports, refusals and duplicates, none missing."""
    told = [one for one in found if isinstance(one, Notice)]
    refused = [notice for notice in told if notice.kind == "refused"]
    of_items = [notice for notice in refused if re.search(r"#\d+$", (notice.source or "").partition(" ")[0])]
    reports = sum(isinstance(one, Report) for one in found)
    duplicates = sum(notice.kind == "duplicate" for notice in told)
    figures.reports += reports
    figures.duplicates += duplicates
    figures.refused_entries += len(of_items)
    figures.refused_files += len(refused) - len(of_items)
    for notice in refused:
        figures.reasons[_reason(notice)] += 1
    entries = entries_in(path)
    figures.entries += entries
    if len(refused) > len(of_items):
        figures.entries_of_refused_files += entries
    elif entries and entries != reports + duplicates + len(of_items):
        figures.uneven.append(f"{path}: {entries} entries, {reports} + {duplicates} + {len(of_items)}")


def entries_in(path: Path) -> int:
    """The entries that feedparser finds in a file of XML; 0 in another."""
    if path.suffix != ".xml":
        return 0
    import feedparser

    return len(feedparser.parse(io.BytesIO(path.read_bytes())).entries)


def _reason(notice: Notice) -> str:
    """A refusal's words without what is particular to the file."""
    words = notice.message.removeprefix(f"{notice.source}: ")
    return re.sub(r"\([^)]*\)|'[^']*'|\d+", "…", words)[:REASON]


def lines(figures: Figures) -> Iterator[str]:
    """The figures as they are printed."""
    yield f"files {figures.files}, entries {figures.entries}"
    yield (
        f"reports {figures.reports}, refused entries {figures.refused_entries}, duplicates {figures.duplicates}, "
        f"refused files {figures.refused_files} (with {figures.entries_of_refused_files} entries)"
    )
    yield f"entries that became neither: {len(figures.uneven)}"
    yield from (f"  {one}" for one in figures.uneven[:20])
    yield f"exceptions {len(figures.exceptions)}"
    yield from (f"  {one}" for one in figures.exceptions[:20])
    for reason, count in sorted(figures.reasons.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {reason}"
    slowest = sorted(figures.seconds, reverse=True)[:3]
    yield "slowest: " + ", ".join(f"{seconds:.2f} s {Path(path).name}" for seconds, path in slowest)


def main() -> None:
    """Reads the folder given and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="form", help="read every file as this format")
    asked = parser.parse_args()
    files = sorted(path for path in asked.folder.rglob("*") if path.is_file() and path.name != "LICENSE")
    print("\n".join(lines(measure(files, form=asked.form))))


if __name__ == "__main__":
    main()
