"""Pairs of names, labelled the same or not: ``python -m benchmarks.names``.

The pairs are nomenklatura's ``contrib/name_bench`` (MIT), which lie outside the repository: 826 pairs, two thirds of them persons. A hash
of the pair puts it into the half that the comparison was tuned on or into the half that was never looked at. A pair counts as found
where the comparison says that the two may be one name; what the cast makes of that is stricter.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figures

PAIRS = Path("data", "names", "contrib", "name_bench", "cases.csv")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one, whether they are persons' names, and the half the pair is in."""

    a: str
    b: str
    same: bool
    person: bool
    held_out: bool


def load(path: Path) -> list[Pair]:
    """The pairs of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_pair(row) for row in csv.DictReader(lines)]


def _pair(row: dict[str, str]) -> Pair:
    digest = hashlib.sha256(f"{row['schema']}\x1f{row['name1']}\x1f{row['name2']}".encode()).hexdigest()
    held_out = int(digest[:8], 16) % 2 == 1
    return Pair(row["name1"], row["name2"], row["is_match"] == "true", row["schema"] == "Person", held_out)


def may_be_one(pair: Pair) -> bool:
    """What whosays says of a pair."""
    from whosays.entities.body_names import compare_bodies
    from whosays.entities.person_names import compare_names

    return (compare_names if pair.person else compare_bodies)(pair.a, pair.b).matches


def score(pairs: Iterable[Pair], says: Callable[[Pair], bool] = may_be_one) -> Figures:
    """F1 of "the same name" over all pairs and over persons alone, and over persons in each half; precision over persons."""
    said = [(pair, says(pair)) for pair in pairs]
    persons = [row for row in said if row[0].person]
    figures = {
        "name_pairs_f1": f1(said),
        "name_pairs_f1_held_out": f1([row for row in said if row[0].held_out]),
        "person_pairs_f1": f1(persons),
        "person_pairs_f1_tuning": f1([row for row in persons if not row[0].held_out]),
        "person_pairs_f1_held_out": f1([row for row in persons if row[0].held_out]),
    }
    named = [pair.same for pair, one in persons if one]
    return {**figures, "person_pairs_precision": sum(named) / len(named) if named else 0.0}


def f1(said: Iterable[tuple[Pair, bool]]) -> float:
    """Harmonic mean of precision and recall of what was called one name; 0 where nothing was right."""
    rows = list(said)
    right = sum(pair.same and one for pair, one in rows)
    wrong = sum(pair.same != one for pair, one in rows)
    return 2 * right / (2 * right + wrong) if right else 0.0


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; with ``-v`` every mistake in the tuning half."""
    parser = argparse.ArgumentParser(prog="names", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="list the mistakes in the tuning half")
    options = parser.parse_args(arguments)
    gold = os.environ.get("WHOSAYS_GOLD")
    if not gold:
        parser.error(f"set WHOSAYS_GOLD; the pairs are looked for in ../{PAIRS} beside it")
    pairs = load(Path(gold).parent / PAIRS)
    for pair in pairs if options.verbose else ():
        if not pair.held_out and may_be_one(pair) != pair.same:
            print("missed" if pair.same else "wrong", pair.a, pair.b, sep=" | ")
    for name, value in score(pairs).items():
        print(f"{name:<32}{value:>9.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
