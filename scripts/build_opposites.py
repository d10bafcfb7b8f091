"""Build ``whosays/data/opposites.tsv`` from the Open English WordNet.

    python -m scripts.build_opposites FOLDER

FOLDER holds the project's ``entries-*.yaml`` (https://github.com/globalwordnet/english-wordnet, folder ``src/yaml``). Only the
lines that name a lemma, its senses' antonyms and nothing else are read, so that no YAML library is needed.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "whosays" / "data" / "opposites.tsv"
SOURCE = (
    "# Antonyms of single words from the Open English WordNet (https://en-word.net, CC BY 4.0), by scripts/build_opposites.py; "
    "adapted: senses joined, names and phrases left out."
)
LEMMA = re.compile(r"^(\S[^:]*):\s*$")
ANTONYM = re.compile(r"^\s+- '?([^%']+)%\d:")
WORD = re.compile(r"[a-z]{2,}")


def antonyms(folder: Path) -> dict[str, set[str]]:
    """Lemma → its antonyms in any sense, both ways; raises ``SystemExit`` where the folder holds no entries."""
    files = sorted(folder.glob("entries-*.yaml"))
    if not files:
        raise SystemExit(f"{folder} holds no entries-*.yaml; give the folder src/yaml of the Open English WordNet")
    found: dict[str, set[str]] = defaultdict(set)
    for file in files:
        lemma, listing = "", False
        for line in file.read_text(encoding="utf-8").splitlines():
            if head := LEMMA.match(line):
                lemma, listing = head[1].strip("'\""), False
            elif re.match(r"^\s+(?:- )?antonym:", line):
                listing = True
            elif listing and (other := ANTONYM.match(line)):
                if WORD.fullmatch(lemma) and WORD.fullmatch(other[1]):
                    found[lemma].add(other[1])
                    found[other[1]].add(lemma)
            else:
                listing = False
    return found


def main(folder: Path) -> None:
    """Write the table, words in the order of the alphabet."""
    found = antonyms(folder)
    rows = [f"{word}\t{' '.join(sorted(found[word]))}" for word in sorted(found)]
    OUT.write_text("\n".join([SOURCE, "word\topposites", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} words in {OUT.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
