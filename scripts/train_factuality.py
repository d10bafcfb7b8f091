"""Trains the weights of ``whosays.certainty``: ``python -m scripts.train_factuality DATA``.

DATA is the folder ``glue_data`` of https://github.com/njjiang/factuality_bert (MIT), with UDS_IH2 and MV2 in it. Learns from
UDS-IH2 (train) and MegaVeridicality (train and test; its dev part is kept for measuring); UW is never opened. Writes
``whosays/data/certainty.npz`` and ``certainty.sha256``: the same bytes every time on one version of numpy, since seeds are fixed,
sums run on one thread and embeddings are rounded to eight bits. Takes a few minutes, most of it parsing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np

from whosays.certainty.features import Group, features
from whosays.certainty.network import BUCKETS, bucket
from whosays.ingest.text import read_text
from whosays.language import parse

HOME = Path(__file__).resolve().parent.parent / "whosays" / "data"
CORPORA = (("UDS_IH2", ("train",), 0), ("MV2", ("train", "test"), 1))
HEADS = 2
SENTENCES = 50  # put into one text at a time, one a paragraph
MEMBERS = 3  # networks side by side, averaged
SIZE, HIDDEN, EPOCHS, BATCH, RATE = 16, 32, 5, 128, 0.05
DROPPED, HIDDEN_DROPPED = 0.3, 0.2
RAREST = 3  # a bucket that fewer examples use is left empty


def targets(file: Path) -> Iterator[tuple[list[str], float]]:
    """Features and score of every target word of a file that the parse holds."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    for first in range(0, len(lines), SENTENCES):
        text, wanted = "", []
        for line in lines[first : first + SENTENCES]:
            starts, words = [], line["text"].split()
            for word in words:
                starts.append(len(text))
                text += f"{word} "
            text = text[:-1] + "\n\n"
            wanted += [
                (starts[t["span1"][0]], float(t["label"])) for t in line["targets"] if t["span1"][0] < len(words)
            ]
        parsed = parse(read_text(text.encode(), source="training.txt"))
        at = [token.start for token in parsed.tokens]
        groups: dict[int, Group] = {}
        for start, score in wanted:
            index = bisect_right(at, start) - 1
            if index >= 0 and start < parsed.tokens[index].end:
                yield features(parsed, index, groups), score


def examples(data: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Padded buckets, scores and head of every training example, in the order of the files."""
    rows, scores, heads = [], [], []
    for corpus, parts, head in CORPORA:
        for part in parts:
            for named, score in targets(data / corpus / f"{part}.jsonl"):
                rows.append(sorted({bucket(feature) for feature in named}))
                scores.append(score)
                heads.append(head)
    used = np.bincount(np.array([number for row in rows for number in row]), minlength=BUCKETS)
    padded = np.zeros((len(rows), max(map(len, rows))), np.int32)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return np.where(used[padded] >= RAREST, padded, 0), np.array(scores), np.array(heads)


class Network:
    """Embeddings, a hidden layer and one output for each corpus, learned with Adagrad and a bounded error."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.embeddings = self.random.normal(0, 0.3, (BUCKETS, SIZE))
        self.embeddings[0] = 0
        self.inner = self.random.normal(0, (2 / SIZE) ** 0.5, (SIZE, HIDDEN))
        self.inner_bias = np.zeros(HIDDEN)
        self.outer = self.random.normal(0, (1 / HIDDEN) ** 0.5, (HIDDEN, HEADS))
        self.outer_bias = np.zeros(HEADS)
        self.steps = {name: np.full_like(getattr(self, name), 1e-4) for name in PARTS}

    def learn(self, rows: np.ndarray, scores: np.ndarray, heads: np.ndarray, rate: float) -> None:
        """One step down the gradient of the bounded squared error over one batch."""
        rows = np.where(self.random.random(rows.shape) < DROPPED, 0, rows)
        root = np.sqrt(np.maximum((rows > 0).sum(1, keepdims=True), 1))
        summed = self.embeddings[rows].sum(1) / root
        hidden = np.maximum(summed @ self.inner + self.inner_bias, 0)
        mask = (self.random.random(hidden.shape) >= HIDDEN_DROPPED) / (1 - HIDDEN_DROPPED)
        outputs = (hidden * mask) @ self.outer + self.outer_bias
        here = np.arange(len(rows))
        slope = np.zeros_like(outputs)
        slope[here, heads] = np.clip(outputs[here, heads] - scores, -1.5, 1.5) / len(rows)
        below = (slope @ self.outer.T) * mask * (hidden > 0)
        into = (below @ self.inner.T) / root
        self._step("outer", (hidden * mask).T @ slope, rate)
        self._step("outer_bias", slope.sum(0), rate)
        self._step("inner", summed.T @ below, rate)
        self._step("inner_bias", below.sum(0), rate)
        touched, where = np.unique(rows.ravel(), return_inverse=True)
        spread = np.repeat(into, rows.shape[1], axis=0)
        slopes = np.stack([np.bincount(where.ravel(), spread[:, j], len(touched)) for j in range(SIZE)], 1)
        slopes[touched == 0] = 0
        self.steps["embeddings"][touched] += slopes**2
        self.embeddings[touched] -= 3 * rate * slopes / np.sqrt(self.steps["embeddings"][touched])

    def _step(self, name: str, slope: np.ndarray, rate: float) -> None:
        self.steps[name] += slope**2
        setattr(self, name, getattr(self, name) - rate * slope / np.sqrt(self.steps[name]))


PARTS = ("embeddings", "inner", "inner_bias", "outer", "outer_bias")


def train(rows: np.ndarray, scores: np.ndarray, heads: np.ndarray, seed: int) -> Network:
    """A network after all epochs, the rate falling to nothing."""
    network = Network(seed)
    for epoch in range(EPOCHS):
        order = network.random.permutation(len(rows))
        rate = RATE * (1 - epoch / EPOCHS) ** 0.5
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            network.learn(rows[batch], scores[batch], heads[batch], rate)
    return network


def packed(networks: list[Network], rows: np.ndarray) -> dict[str, np.ndarray]:
    """The average of networks as one wide network, embeddings in eight bits, unused buckets empty."""
    wide = np.concatenate([network.embeddings for network in networks], axis=1)
    wide[np.setdiff1d(np.arange(BUCKETS), np.unique(rows))] = 0
    wide[0] = 0
    unit = np.abs(wide).max(axis=0) / 127
    inner = np.zeros((SIZE * len(networks), HIDDEN * len(networks)))
    for place, network in enumerate(networks):
        inner[place * SIZE : (place + 1) * SIZE, place * HIDDEN : (place + 1) * HIDDEN] = network.inner
    return {
        "embeddings": np.rint(wide / unit).astype(np.int8),
        "unit": unit.astype(np.float32),
        "inner": inner.astype(np.float32),
        "inner_bias": np.concatenate([network.inner_bias for network in networks]).astype(np.float32),
        "outer": (np.concatenate([network.outer for network in networks]) / len(networks)).astype(np.float32),
        "outer_bias": np.mean([network.outer_bias for network in networks], axis=0).astype(np.float32),
    }


def main() -> None:
    """Reads the data, trains, writes the weights and says their digest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder glue_data")
    rows, scores, heads = examples(parser.parse_args().data)
    weights = packed([train(rows, scores, heads, seed) for seed in range(MEMBERS)], rows)
    np.savez_compressed(HOME / "certainty.npz", allow_pickle=False, **weights)
    digest = hashlib.sha256((HOME / "certainty.npz").read_bytes()).hexdigest()
    (HOME / "certainty.sha256").write_text(f"{digest}  certainty.npz\n", encoding="ascii")
    print(f"{len(rows)} examples, {(HOME / 'certainty.npz').stat().st_size} bytes, {digest}")


if __name__ == "__main__":
    main()
