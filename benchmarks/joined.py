"""Which sentences of real news become one statement: ``python -m benchmarks.joined ECBPLUS [TABLE]``.

A table of marked pairs of sentences (``training/README.md``; by default that of three topics of which nothing was taught) names documents
of the ECB+ corpus. Those of each event are told as one story. A pair is joined where one proposition has a claim that begins in each of
its sentences: it should where the mark is "=", and should not where it is any other.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.figures import Figures
from benchmarks.news_pairs import MEASURED, sentences
from whosays import pipeline
from whosays.ingest.formats.text import read_text
from whosays.model import Record

SAME = "="
Sentence = tuple[str, int]  # a file, and the number of a sentence in it


def event_of(file: str) -> tuple[str, str]:
    """Topic and ending of a file of ECB+: the reports of one event have both in common."""
    return file.partition("_")[0], file.lstrip("0123456789_")


def marked(table: Path) -> list[tuple[Sentence, Sentence, str]]:
    """The pairs of a table, each with its mark, those of one event together."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    pairs = [
        ((row["first"], int(row["first_sentence"])), (row["second"], int(row["second_sentence"])), row["mark"])
        for row in rows
        if event_of(row["first"]) == event_of(row["second"])
    ]
    return sorted(pairs, key=lambda pair: event_of(pair[0][0]))


def told(folder: Path, files: Iterable[str]) -> tuple[Record, dict[str, Sentence]]:
    """The record of these documents as one story, without lines that are addresses, and the sentence in which each claim begins."""
    reports, begins = [], {}
    for file in files:
        kept = {
            number: text for number, text in sentences(folder / event_of(file)[0] / file).items() if "http" not in text
        }
        starts, text = [], ""
        for number, one in kept.items():
            starts.append((len(text), number))
            text += f"{one}\n\n"
        reports.append(read_text(text.encode(), source=file, outlet=file))
        begins[reports[-1].id] = file, starts
    record = pipeline.tell([pipeline.read_report(report) for report in reports], one_story=True)
    return record, {
        claim.id: (
            begins[claim.report][0],
            max((at, n) for at, n in begins[claim.report][1] if at <= claim.spans[0].start)[1],
        )
        for claim in record.told
    }


def score(folder: Path, table: Path) -> Figures:
    """Shares of the pairs that are joined, of those that say the same and of all others."""
    joined: dict[bool, list[bool]] = {True: [], False: []}
    for _, group in groupby(marked(table), key=lambda pair: event_of(pair[0][0])):
        pairs = list(group)
        record, begins = told(folder, sorted({file for first, second, _ in pairs for file, _ in (first, second)}))
        held: dict[Sentence, set[str]] = {}
        for proposition in record.propositions:
            for claim in proposition.claims:
                held.setdefault(begins[claim], set()).add(proposition.id)
        for first, second, mark in pairs:
            joined[mark == SAME].append(not held.get(first, set()).isdisjoint(held.get(second, ())))
    return {
        "same": float(len(joined[True])),
        "others": float(len(joined[False])),
        "same_joined": sum(joined[True]) / max(1, len(joined[True])),
        "others_joined": sum(joined[False]) / max(1, len(joined[False])),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("ecbplus", type=Path, help="folder ECB+ of the ECB+ corpus")
    parser.add_argument("table", type=Path, nargs="?", default=MEASURED, help="marked pairs of sentences")
    options = parser.parse_args(arguments)
    for name, value in score(options.ecbplus, options.table).items():
        print(f"{name:<16}{value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
