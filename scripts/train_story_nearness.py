"""Writes ``whosays/data/story_nearness.tsv`` from ECB+: ``python -m scripts.train_story_nearness ECBPLUS``.

ECBPLUS is the folder ``ECB+`` of the ECB+ corpus (Cybulska, Vossen 2014; annotation CC BY 3.0). Each topic holds two events of one
type: two trials, two earthquakes. Trained are the weights of what a pair of documents shares, by logistic regression, over the pairs that
share anything, of the topics that the development set of story grouping does not hold. No text is kept. The corpus has no publication
dates, so the weight of the days between is no trained one. Gives the same bytes from the same files.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import numpy as np

from whosays.clustering.nearness import NO_STORY, compare, features, sketch
from whosays.clustering.profile import profile_of
from whosays.vectors.encoder import encode

TARGET = Path(__file__).parent.parent / "whosays" / "data" / "story_nearness.tsv"
TOPICS = ("1", "5", "9", "13", "19", "23", "27", "31", "35")
FEATURES = ("everything", "names", "numbers", "lead")
HEADER = (
    "# Weights of what two reports share, for the log-odds that they tell one story: logistic regression (L2, 1) over pairs of ECB+\n"
    "# documents (annotation CC BY 3.0), topics {topics}; scripts/train_story_nearness.py. No text is kept.\n"
    "feature\tweight\twith_vectors\n"
)
Table = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def documents(corpus: Path) -> list[tuple[str, str, str]]:
    """Event (topic and part), first sentence, other sentences of each document."""
    found = []
    for topic in TOPICS:
        for path in sorted((corpus / topic).glob("*.xml")):
            sentences: dict[int, list[str]] = {}
            for token in ET.parse(path).getroot().iter("token"):
                sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
            lines = [plain(words) for _, words in sorted(sentences.items())]
            lines = lines[1:] if lines[0].startswith("http") else lines
            part = "plus" if "plus" in path.stem else "ecb"
            found.append((f"{topic}{part}", lines[0], "\n".join(lines[1:])))
    return found


def plain(words: list[str]) -> str:
    """Tokens as a newspaper prints them."""
    line = re.sub(r" ([.,;:!?)%]|'s\b|n't\b)", r"\1", " ".join(words))
    return re.sub(r"([($]) ", r"\1", line).replace("`` ", '"').replace(" ''", '"')


def train(given: Table, told: Table) -> Table:
    """Weights and, last, the constant: Newton's method for logistic regression with a penalty of 1 on the squared weights."""
    columns = np.hstack([given, np.ones((len(given), 1))])
    penalty = np.diag([1.0] * given.shape[1] + [1e-6])
    weights = np.zeros(columns.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (likely - told) + penalty @ weights
        bend = (columns * (likely * (1 - likely))[:, None]).T @ columns + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Trains twice, without and with the nearness of the sentence vectors, and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="ECBPLUS")
    texts = documents(parser.parse_args().corpus)
    sketches = [sketch(profile_of(str(n), title, body, None)) for n, (_, title, body) in enumerate(texts)]
    vectors = encode(one.opening for one in sketches)
    rows, told = [], []
    for (a, one), (b, other) in combinations(enumerate(sketches), 2):
        pair = compare(one, other)
        if pair and pair.cosine > NO_STORY:
            shared = features(one, other, pair.cosine)
            rows.append([shared[name] for name in FEATURES] + [float(vectors[a] @ vectors[b])])
            told.append(float(texts[a][0] == texts[b][0]))
    table, labels = np.array(rows), np.array(told)
    alone, both = train(table[:, :-1], labels), train(table, labels)
    lines = [f"{name}\t{alone[n]:.2f}\t{both[n]:.2f}" for n, name in enumerate(FEATURES)]
    lines += [f"vectors\t0.00\t{both[-2]:.2f}", f"constant\t{alone[-1]:.2f}\t{both[-1]:.2f}"]
    TARGET.write_text(HEADER.format(topics=", ".join(TOPICS)) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(texts)} documents, {len(labels)} pairs, {int(labels.sum())} of one event")


if __name__ == "__main__":
    main()
