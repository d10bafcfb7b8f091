"""Fits the weights of ``whosays/findings/network/inferred.py``: ``python -m scripts.fit_inferred [NAME …]``.

Every pair of sentences across the two reports of each group in ``training/measured`` (or of the files named), which the network was not
taught with, is read in both orders. A logistic model is fitted by Newton's method over the log-odds of a conflict, those of saying the
same, how far the pair leads all other partners of either sentence, and how many pairs the group makes. Prints the weights, the average
precision with weights fitted on the other groups (in ten parts), and how much would be shown, and how much of it rightly, from several
probabilities on.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.inference import average_precision
from benchmarks.pairs import CONFLICTS, TRAINING, UNMARKED, Group, groups
from whosays.findings.network.inferred import FEWEST, SURELY, USUAL
from whosays.inference import Inference, Verdict, open_inference

PARTS, STEPS, RIDGE = 10, 25, 1e-3
FROM = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.87, 0.9)


def features(group: Group, inference: Inference) -> Iterator[tuple[list[list[float]], bool]]:
    """For each pair of a group the features in either order, and whether it is marked as a conflict."""
    sides = [[name for name in group.sentences if name.startswith(side)] for side in "AB"]
    pairs = [(a, b) for a in sides[0] for b in sides[1]]
    texts = [(group.sentences[a], group.sentences[b]) for a, b in pairs]
    read = dict(zip(pairs, inference.verdicts(texts), strict=True))
    turned = dict(zip(pairs, inference.verdicts(texts, turned=True), strict=True))
    for a, b in pairs:
        first = max((read[a, other].one_question for other in sides[1] if other != b), default=0.0)
        second = max((read[other, b].one_question for other in sides[0] if other != a), default=0.0)
        rows = [_row(verdict[a, b], first + second, len(pairs)) for verdict in (read, turned)]
        yield rows, group.marks.get((a, b), UNMARKED) in CONFLICTS


def _row(verdict: Verdict, rivals: float, beside: int) -> list[float]:
    lead, many = 2 * verdict.one_question - rivals, math.log(max(beside, FEWEST) / USUAL)
    return [1.0, _odds(verdict.conflict), _odds(verdict.same), lead, many]


def _odds(probability: float) -> float:
    held = min(max(probability, 1 - SURELY), SURELY)
    return math.log(held / (1 - held))


def fitted(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of the logistic model, by Newton's method with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        weights += np.linalg.solve(curve, slope)
    return weights


def shown(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The probability of each pair, in the order of reading that makes it less; ``rows`` has shape (pairs, 2, features)."""
    return (1 / (1 + np.exp(-rows @ weights))).min(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the weights and what they would show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", help="files of training/measured, without their ending; all if none is named"
    )
    names = parser.parse_args(arguments).files
    files = [file for file in sorted((TRAINING / "measured").glob("*.txt")) if not names or file.stem in names]
    inference, rows, right, part = open_inference(), [], [], []
    for number, group in enumerate(group for file in files for group in groups(file)):
        for row, is_conflict in features(group, inference):
            rows.append(row)
            right.append(is_conflict)
            part.append(number % PARTS)
    table, wanted, parts = np.array(rows), np.array(right), np.array(part)
    unseen = np.zeros(len(wanted))
    for one in range(PARTS):
        others = parts != one
        unseen[~others] = shown(table[~others], fitted(table[others].mean(1), wanted[others]))
    print("weights:", " ".join(f"{weight:.2f}" for weight in fitted(table.mean(1), wanted)))
    print(
        f"average precision {average_precision(list(zip(unseen.tolist(), wanted.tolist(), strict=True))):.3f} of {wanted.sum()}"
    )
    for least in FROM:
        chosen = unseen >= least
        print(
            f"from {least}: {chosen.sum()} shown, {wanted[chosen].mean():.2f} right, {wanted[chosen].sum() / wanted.sum():.3f} found"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
