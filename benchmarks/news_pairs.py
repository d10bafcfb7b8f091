"""Pairs of sentences of real news with marks: only where they stand in the ECB+ corpus is kept, never their words.

ECB+ (A. Cybulska, P. Vossen 2014; annotation CC BY 3.0) holds two events of one kind for each topic, with several reports of each. A row of
a table names two of its files, a sentence of each (its number there), and their mark (``training/README.md``).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.pairs import TRAINING, Example

TAUGHT, MEASURED = TRAINING / "news_pairs.tsv", TRAINING / "measured" / "news_pairs.tsv"
CLAIMS_MEASURED = TRAINING / "measured" / "news_claims.tsv"
FURTHER = TRAINING / "further" / "news_pairs.tsv", TRAINING / "further" / "news_claims.tsv"
HELD_BACK = ("9", "21", "31")  # topics of which nothing is taught
# Tokens, and the same as print has them: quotation marks, commas, clitics, hyphens, figures, hours, initials.
SPACES = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r" ([.,;:!?%)\]’'])"), r"\1"),
    (re.compile(r" ”"), "”"),
    (re.compile(r"([(\[$£€“]) "), r"\1"),
    (re.compile(r"([’']) (s|re|ve|ll|d|m|t)\b"), r"\1\2"),
    (re.compile(r" (n't|'s|'re|'ve|'ll|'d|'m)\b"), r"\1"),
    (re.compile(r'^" |(?<=[ (])" (?=[^"]*")'), '"'),
    (re.compile(r'(?<=[.,!?]) "(?= |$)'), '"'),
    (re.compile(r"(?<=\w) - (?=\w)"), "-"),
    (re.compile(r"(?<=\d), (?=\d{3}\b)"), ","),
    (re.compile(r"(?<=\d)([.:]) (?=\d\d?\b)"), r"\1"),
    (re.compile(r"\b([ap]\.) m\."), r"\1m."),
    (re.compile(r"\b([A-Z]\.) (?=[A-Z]\.)"), r"\1"),
)


@cache
def sentences(file: Path) -> dict[int, str]:
    """The sentences of a document of ECB+ by number."""
    found: dict[int, list[str]] = {}
    for token in ElementTree.parse(file).getroot().iter("token"):
        found.setdefault(int(token.get("sentence") or 0), []).append(token.text or "")
    told = {}
    for number, words in sorted(found.items()):
        text = " ".join(words)
        for pattern, put in SPACES:
            text = pattern.sub(put, text)
        told[number] = text
    return told


def annotated(folder: Path, table: Path) -> list[Example]:
    """The pairs of a table with their marks, read from the folder ``ECB+``; raises FileNotFoundError and KeyError where it has other files."""
    with table.open(encoding="utf-8", newline="") as rows:
        read = csv.DictReader((line for line in rows if not line.startswith("#")), delimiter="\t")
        return [(_text(folder, row, "first"), _text(folder, row, "second"), row["mark"]) for row in read]


def _text(folder: Path, row: dict[str, str], side: str) -> str:
    """The sentence of one side of a row, or the claim in it."""
    sentence = sentences(folder / row[side].partition("_")[0] / row[side])[int(row[f"{side}_sentence"])]
    return sentence[int(row[f"{side}_start"]) : int(row[f"{side}_end"])] if f"{side}_start" in row else sentence
