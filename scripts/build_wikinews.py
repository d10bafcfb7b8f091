"""Makes ``tests/wikinews/*.json`` from the cross-document file of the MEANTIME corpus: ``python scripts/build_wikinews.py meantime.conll``.

MEANTIME (CC BY 4.0): Minard, Speranza, Urizar, Altuna, van Erp, Schoen and van Son, "MEANTIME, the NewsReader Multilingual Event and
Time Corpus", LREC 2016; its English texts are Wikinews articles (CC BY 2.5). Of each of its four topics the first articles with
enough names are taken.
Words are joined to running text again, and of the annotated entities only names are kept: mentions of people, organisations and places
in which every word has a capital.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ARTICLES = 6  # of each topic
FEWEST_NAMES = 5  # an article with fewer shows little
LONGEST_NAME = 5  # words
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
CHAIN = re.compile(
    r"(?P<open>\()?(?:cross_intra|cross|intra)_(?P<chain>(?P<kind>[A-Z]{3})\w+?)(?P<close>\))?(?:\||$|\s)"
)
NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]”’]|'s|n't|'re|'ve|'ll|'d|'m|''|'|\.\.\.)")
NO_SPACE_AFTER = ("(", "[", "$", "£", "€", "“", "``", "#")
OUT = Path(__file__).resolve().parent.parent / "tests" / "wikinews"


def articles(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Name and rows (document, sentence, number, word, chains) of each article."""
    name, rows = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#begin"):
            name, rows = line.split("(")[1].split(")")[0], []
        elif line.startswith("#end"):
            yield name, rows
        elif line.strip():
            rows.append(line.split("\t"))


def joined(rows: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Running text, a line for each of the first two sentences (headline and date), and where each word stands in it."""
    text, places, before, sentence, quoted = "", [], "", rows[0][1], False
    for row in rows:
        word = {"``": '"', "''": '"'}.get(row[3], row[3])
        closing = row[3] in ("''", '"') and quoted
        if row[3] in ("``", '"', "''"):
            quoted = not quoted
        if row[1] != sentence:
            text += "\n\n" if int(sentence) < 2 else " "
            sentence = row[1]
        elif (
            text
            and before not in NO_SPACE_AFTER
            and not (before == '"' and quoted)
            and not closing
            and not NO_SPACE_BEFORE.match(row[3])
        ):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        before = '"' if row[3] in ("``", '"') else row[3]
    return text, places


def names(rows: list[list[str]], places: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, chain and kind of each name."""
    begun: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for mark in CHAIN.finditer(row[-1]):
            if mark["open"]:
                begun.setdefault(mark["chain"], []).append(number)
            if not mark["close"] or not begun.get(mark["chain"]):
                continue
            first = begun[mark["chain"]].pop()
            words = [r[3] for r in rows[first : number + 1]]
            if mark["kind"] in KINDS and len(words) <= LONGEST_NAME and all(w[0].isupper() for w in words):
                yield places[first][0], places[number][1], mark["chain"], KINDS[mark["kind"]]


def main() -> None:
    """One file for each topic."""
    for topic, group in groupby(articles(Path(sys.argv[1])), key=lambda pair: pair[0].split("/")[0]):
        made = []
        for name, rows in group:
            text, places = joined(rows)
            found = sorted(set(names(rows, places)))
            if len(found) >= FEWEST_NAMES and len(made) < ARTICLES:
                made.append({"id": name.split("/")[1], "text": text, "names": found})
        path = OUT / f"{topic.removeprefix('corpus_')}.json"
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
