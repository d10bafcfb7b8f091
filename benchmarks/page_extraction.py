"""Article text of web pages beside trafilatura alone: ``python -m benchmarks.page_extraction FOLDER``.

FOLDER holds the pages of the article extraction benchmark (``html/*.html.gz``, ``ground-truth.json``). Score as that benchmark
computes it: shares of common four-word sequences of each page, averaged over pages. Prints precision, recall and F1 of the body zones
of :func:`whosays.ingest.html.page_draft`, of trafilatura alone in the same run (as it comes without comments, and asked for precision), and
how many pages have each zone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from whosays.ingest.drafts import Draft, Refusal
from whosays.ingest.html import page_draft

BODY = ("body", "dateline", "correction")  # the zones that the benchmark calls the body of an article
WORDS = 4
Shares = tuple[float, float, float]


def shares(true: str, found: str) -> Shares:
    """(common, only found, only true) sequences of four words, as shares of all."""
    wanted, given = _sequences(true), _sequences(found)
    common = sum((wanted & given).values())
    extra, missing = sum((given - wanted).values()), sum((wanted - given).values())
    whole = common + extra + missing or 1
    return common / whole, extra / whole, missing / whole


def _sequences(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[n : n + WORDS]) for n in range(max(1, len(tokens) - WORDS + 1)) if tokens)


def scores(rows: list[Shares]) -> tuple[float, float, float]:
    """Precision and recall averaged over the pages, and their F1."""
    precision = statistics.mean([tp / (tp + fp) if tp + fp else 0.0 for tp, fp, fn in rows if tp + fp > 0])
    recall = statistics.mean([tp / (tp + fn) if tp + fn else 0.0 for tp, fp, fn in rows if tp + fn > 0])
    return precision, recall, 2 * precision * recall / (precision + recall)


def pages(folder: Path) -> Iterator[tuple[str, bytes, str, str | None]]:
    """(name, bytes, true text, address) of each page."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "html").glob("*.html.gz")):
        name = path.name.partition(".")[0]
        yield name, gzip.decompress(path.read_bytes()), truth[name]["articleBody"], truth[name].get("url")


def body_of(draft: Draft) -> str:
    """The words in the body zones of a page."""
    return "\n".join(draft.text[s.start : s.end] for s in draft.segments or () if s.role in BODY)


def f1_of(folder: Path) -> float:
    """F1 of the body zones over all pages of a folder; a page that is refused has found nothing."""
    rows = []
    for name, data, true, address in pages(folder):
        try:
            found = body_of(page_draft(data, source=name, url=address, encoding="utf-8"))
        except Refusal:
            found = ""
        rows.append(shares(true, found))
    return scores(rows)[2]


def main(arguments: list[str] | None = None) -> int:
    """Prints both readers' figures; with ``--misses``, the pages on which ours is worse."""
    parser = argparse.ArgumentParser(prog="page_extraction", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with html/ and ground-truth.json")
    parser.add_argument("--misses", action="store_true", help="print the pages on which ours scores lower")
    options = parser.parse_args(arguments)
    from trafilatura import extract

    ours: list[Shares] = []
    theirs: list[Shares] = []
    careful: list[Shares] = []
    zones: Counter[str] = Counter()
    refused = 0
    for name, data, true, address in pages(options.folder):
        try:
            draft = page_draft(data, source=name, url=address, encoding="utf-8")
            found = body_of(draft)
            zones.update({segment.role for segment in draft.segments or ()})
        except Refusal as refusal:
            found, refused = "", refused + 1
            print(f"refused: {refusal.message} ({name[:16]}, {len(true.split())} words)")
        page = data.decode("utf-8", "replace")
        alone = extract(page, include_comments=False) or ""
        careful.append(shares(true, extract(page, include_comments=False, favor_precision=True) or ""))
        ours.append(shares(true, found))
        theirs.append(shares(true, alone))
        if options.misses and ours[-1][0] < theirs[-1][0] - 0.005:
            print(f"{name[:16]} ours {_line(ours[-1])} trafilatura {_line(theirs[-1])}")
    for label, rows in (("whosays", ours), ("trafilatura alone", theirs), ("the same, precision", careful)):
        precision, recall, f1 = scores(rows)
        print(f"{label:<20} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(rows)} pages)")
    print(
        "pages with " + ", ".join(f"{role} {count}" for role, count in sorted(zones.items())) + f"; refused {refused}"
    )
    return 0


def _line(row: Shares) -> str:
    return " ".join(f"{share:.3f}" for share in row)


if __name__ == "__main__":
    sys.exit(main())
