"""Teaches the weights of ``whosays.certainty``: ``python -m scripts.train_factuality BASE DATA``.

BASE is ``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0). DATA is the folder ``glue_data`` of
https://github.com/njjiang/factuality_bert (MIT): of it UDS-IH2 (train), MegaVeridicality (train and test) and MEANTIME (train, CC BY
4.0, but for the sentences of the ten articles in ``tests/meantime_claims``, on which the claims are measured) are learned from; the
development parts are only measured on, and of UW nothing else is opened. What a news writer commits to is learned from
``training/factuality.txt``, invented sentences. Needs torch, onnx, onnxruntime and safetensors, of which whosays itself
needs onnxruntime alone. Writes ``whosays/data/certainty.onnx`` and ``certainty.sha256``: seeds are fixed and sums run on one thread,
so one machine makes the same bytes again. Takes a quarter of an hour on one core; ``--taught FILE`` keeps the network with its eight-bit
weights as it was taught, or spares teaching it where FILE is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from scripts.certainty_network import Network, as_shipped, begun_from, holding, in_eight_bits, ranges, read_back
from whosays.certainty.network import READ
from whosays.vectors.wordpiece import between_marks, pieces_of

HOME = Path(__file__).resolve().parent.parent
OWN = HOME / "training" / "factuality.txt"
ARTICLES = HOME / "tests" / "meantime_claims"
DATA = HOME / "whosays" / "data"
HAPPENED, VERIDICAL, COMMITTED = range(3)  # outputs of the network
TAUGHT = (
    ("UDS_IH2", "train", HAPPENED),
    ("MV2", "train", VERIDICAL),
    ("MV2", "test", VERIDICAL),
    ("MEANTIME", "train", COMMITTED),
)
MEASURED = (("UDS_IH2", HAPPENED), ("MV2", VERIDICAL), ("UW", COMMITTED))
WEIGHT = {HAPPENED: 1.0, VERIDICAL: 0.5, COMMITTED: 2.0}
EPOCHS, BATCH, RATE, NEW_RATE, WARMING, DECAY = 2, 24, 5e-5, 3e-4, 0.1, 0.01
SCALED_BY = 16  # of the sentences learned from, each such sets the scales of the shipped network's arithmetic
LEAST_WORDS = 8  # a batch of fewer words counts as much as one of these
MARKED = re.compile(r"\[([^|\[\]]+)\|(-?[\d.]+)\]")
# Words as the corpora cut them: "did | n't", "Orsk | 's".
WORD = re.compile(r"\w+(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b|\w+(?:[-.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence's pieces, the stretches of pieces of its marked words with their scores, and the way they were asked for."""

    pieces: list[int]
    marked: list[tuple[int, int, float]]
    output: int


def example(words: Sequence[str], scores: Sequence[tuple[int, float]], output: int) -> Example:
    """Pieces of the words, up to as many as the network reads, and where the marked ones stand."""
    starts, numbers = [1], []
    for word in words:
        numbers += pieces_of(word)
        starts.append(1 + len(numbers))
    marked = [(starts[n], starts[n + 1], score) for n, score in scores if n < len(words) and starts[n + 1] <= READ + 1]
    return Example(between_marks(numbers[:READ]), marked, output)


def letters(text: str) -> str:
    """A text without blanks and marks, in lower case, as two corpora may print it differently."""
    return re.sub(r"\W+", "", text).lower()


def of_corpus(file: Path, output: int) -> Iterator[Example]:
    """The sentences of a corpus but those of the measured articles; words are what stands between two spaces."""
    articles = [letters(article.read_text(encoding="utf-8")) for article in sorted(ARTICLES.glob("*.txt"))]
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            if output == COMMITTED and any(letters(row["text"]) in article for article in articles):
                continue
            scores = [(target["span1"][0], float(target["label"])) for target in row["targets"]]
            yield example(row["text"].split(), scores, output)


def of_own(file: Path) -> Iterator[Example]:
    """The invented sentences, one a line, each marked word as ``[word|score]``."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, start = "", 0
        scored: dict[int, float] = {}
        for number, part in enumerate(MARKED.split(line.strip())):
            if number % 3 == 2:
                scored[start] = float(part)
            else:
                start = len(text)
                text += part
        cut = list(WORD.finditer(text))
        scores = [(n, scored[word.start()]) for n, word in enumerate(cut) if word.start() in scored]
        if len(scores) != len(scored):
            raise ValueError(f"{file.name}: a mark within a word: {line}")
        yield example([word.group() for word in cut], scores, COMMITTED)


def in_batches(examples: Sequence[Example], drawn: random.Random) -> list[list[Example]]:
    """Examples of like length, a batch at a time, in any order."""
    order = list(examples)
    drawn.shuffle(order)
    order.sort(key=lambda one: len(one.pieces) + drawn.random() * 4)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    drawn.shuffle(batches)
    return batches


def tensors(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded pieces, the marked words, their scores and their outputs."""
    given = torch.zeros(len(batch), max(len(one.pieces) for one in batch), dtype=torch.long)
    for row, one in enumerate(batch):
        given[row, : len(one.pieces)] = torch.tensor(one.pieces)
    found = [(row, *mark, one.output) for row, one in enumerate(batch) for mark in one.marked]
    words = torch.tensor([row[:3] for row in found])
    return given, words, torch.tensor([row[3] for row in found]), torch.tensor([row[4] for row in found])


def loss_of(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    """The bounded squared error of each word's own output."""
    given, words, scores, outputs = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        judged = network(given, words)
    judged = judged.float().gather(1, outputs[:, None])[:, 0]
    weights = torch.tensor([WEIGHT[int(output)] for output in outputs])
    errors = functional.smooth_l1_loss(judged, scores, reduction="none")
    return (errors * weights).sum() / max(LEAST_WORDS, len(scores))


def teach(examples: Sequence[Example], base: Path) -> Network:
    """A network taught on all examples; the tables of pieces and places stay as they were."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    network = begun_from(base)
    for part in (network.word, network.position):
        part.requires_grad_(False)
    new = [values for part in (network.hidden, network.judged) for values in part.parameters()]
    old = [
        values
        for name, values in network.named_parameters()
        if values.requires_grad and not name.startswith(("hidden", "judged"))
    ]
    optimizer = torch.optim.AdamW([{"params": new}, {"params": old}], weight_decay=DECAY)
    steps, step = EPOCHS * -(-len(examples) // BATCH), 0
    for epoch in range(EPOCHS):
        network.train()
        total = 0.0
        for batch in in_batches(examples, random.Random(epoch)):
            step += 1
            share = min(1.0, step / (WARMING * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (NEW_RATE, RATE), strict=True):
                group["lr"] = rate * share
            optimizer.zero_grad()
            loss = loss_of(network, batch)
            loss.backward()
            nn.utils.clip_grad_norm_([*new, *old], 1.0)
            optimizer.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples):.4f} over {len(examples)} sentences", flush=True)
    return network.eval()


def measured(network: Network, examples: Sequence[Example]) -> list[float]:
    """The correlation of each output with the scores of all marked words."""
    judged, scores = [], []
    with torch.no_grad():
        for start in range(0, len(examples), BATCH):
            given, words, wanted, _ = tensors(examples[start : start + BATCH])
            judged.append(network(given, words).numpy())
            scores.append(wanted.numpy())
    found = np.concatenate(judged)
    return [float(np.corrcoef(found[:, output], np.concatenate(scores))[0, 1]) for output in range(found.shape[1])]


def main(arguments: list[str] | None = None) -> int:
    """Teaches, writes the weights, and prints what the network alone is worth on the development parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("data", type=Path, help="the folder glue_data")
    parser.add_argument("--taught", type=Path, help="keeps the taught network, or uses it")
    options = parser.parse_args(arguments)
    read = [one for name, part, output in TAUGHT for one in of_corpus(options.data / name / f"{part}.jsonl", output)]
    examples = [one for one in (*read, *of_own(OWN)) if one.marked]
    taught = options.taught.read_bytes() if options.taught and options.taught.exists() else None
    if taught is None:
        taught = in_eight_bits(teach(examples, options.base).state_dict())
        if options.taught:
            options.taught.write_bytes(taught)
    torch.set_num_threads(1)
    weights = read_back(taught)
    network = holding(weights)
    raw = as_shipped(weights, ranges(network, ((one.pieces, one.marked) for one in examples[::SCALED_BY])))
    (DATA / "certainty.onnx").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    (DATA / "certainty.sha256").write_text(f"{digest}  certainty.onnx\n", encoding="ascii")
    print(f"{len(raw)} bytes, {digest}")
    for name, output in MEASURED:
        dev = [one for one in of_corpus(options.data / name / "dev.jsonl", output) if one.marked]
        print(f"{name} dev: r of the three outputs", *(f"{r:.3f}" for r in measured(network, dev)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
