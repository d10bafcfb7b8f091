"""Builds ``whosays/data/wordnet.tsv`` from the database files of WordNet 3.1: ``python scripts/build_wordnet.py FOLDER``.

FOLDER holds ``index.sense`` and ``data.noun``, ``data.verb``, ``data.adj``, ``data.adv``, as Princeton publishes them. Kept are single words
that stand in the tagged texts of WordNet. Each word has two lists: *same*, the other words of its leading senses and the words derived
from them ("arrive": "arrival"), and *wider*, the words of the senses directly above them ("venture": "travel").
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "whosays" / "data" / "wordnet.tsv"
SOURCE = "# From WordNet 3.1, Copyright 2011 by Princeton University, under the WordNet licence (see NOTICE); made by scripts/build_wordnet.py."
FILES = {"n": "data.noun", "v": "data.verb", "a": "data.adj", "s": "data.adj", "r": "data.adv"}
SENSE_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
MOST_SENSES = 3  # senses of a word in each part of speech that are believed, the commonest first
MOST_WIDER = 2  # of these, senses from which the sense above is taken
LEAST = 1  # times that a sense must stand in the tagged texts; the first sense of a word needs none
DERIVED, ABOVE = "+", ("@", "@i")
Synset = tuple[list[str], list[tuple[str, str, str, int, int]]]


def senses(folder: Path) -> dict[str, list[tuple[str, str, int]]]:
    """Of each lemma its senses: part of speech, offset, count in the tagged texts; by part of speech, then commonness."""
    found: dict[str, list[tuple[str, int, str, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if lemma.isalpha():
            found[lemma].append((SENSE_TYPES[rest[0]], int(number), offset, int(count)))
    return {lemma: [(pos, offset, count) for pos, _, offset, count in sorted(rows)] for lemma, rows in found.items()}


def synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """Words and pointers (kind, part of speech, offset, word here, word there) of each synset."""
    found: dict[tuple[str, str], Synset] = {}
    for pos in "nvar":
        for line in (folder / FILES[pos]).read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            cells = line.partition("|")[0].split()
            size = int(cells[3], 16)
            words = [cells[4 + 2 * i].partition("(")[0].lower() for i in range(size)]
            at = 4 + 2 * size
            pointers = [cells[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(cells[at]))]
            found[pos, cells[0]] = (
                words,
                [
                    (kind, "a" if p == "s" else p, offset, int(ends[:2], 16), int(ends[2:], 16))
                    for kind, offset, p, ends in pointers
                ],
            )
    return found


def relatives(folder: Path) -> list[tuple[str, str, str]]:
    """Rows of the table: word, same, wider."""
    of_lemma, of_synset = senses(folder), synsets(folder)
    common = {lemma for lemma, rows in of_lemma.items() if sum(count for _, _, count in rows) >= LEAST}
    rows = []
    for lemma in sorted(common):
        same: set[str] = set()
        wider: set[str] = set()
        seen: dict[str, int] = defaultdict(int)
        for pos, offset, count in of_lemma[lemma]:
            seen[pos] += 1
            if seen[pos] > MOST_SENSES or (count < LEAST and seen[pos] > 1):
                continue
            words, pointers = of_synset[pos, offset]
            same.update(words)
            for kind, p, o, here, there in pointers:
                if (p, o) not in of_synset:
                    continue
                if kind == DERIVED and words[here - 1] == lemma:
                    same.add(of_synset[p, o][0][there - 1])
                elif kind in ABOVE and seen[pos] <= MOST_WIDER:
                    wider.update(of_synset[p, o][0])
        same, wider = (same & common) - {lemma}, (wider & common) - same - {lemma}
        if same or wider:
            rows.append((lemma, "|".join(sorted(same)), "|".join(sorted(wider))))
    return rows


def main() -> None:
    """Writes the table and says how large it is."""
    rows = relatives(Path(sys.argv[1]))
    lines = [SOURCE, "word\tsame\twider", *("\t".join(row) for row in rows)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
