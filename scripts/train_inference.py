"""Teaches the weights of ``whosays.inference``: ``python -m scripts.train_inference BASE ECBPLUS [--further | --without NAME]``.

BASE is ``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0), ECBPLUS the folder ``ECB+`` of the ECB+ corpus (annotation CC BY 3.0):
sentences of two of its reports of one event stand side by side peacefully far more often than not, so such pairs of every second topic
teach what is no conflict in real news; of some, ``training/news_pairs.tsv`` tells what they are. All else is learned from
``training/pairs``, invented groups of sentences. ``--further`` goes on from the shipped weights with ``training/further``, more such
pairs and pairs of claims in them, some twenty minutes on one core. Needs torch, onnx, onnxruntime and safetensors, which whosays
itself does not (all but onnxruntime). Writes ``whosays/data/inference.onnx`` and ``inference.sha256``: seeds are fixed
and sums run on one thread, so one machine makes the same bytes again. ``--without NAME`` leaves one file out, prints how the network
does on it, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.news_pairs import FURTHER, HELD_BACK, TAUGHT, annotated, sentences
from benchmarks.pairs import TRAINING, UNMARKED, Example, Group, groups
from scripts.inference_network import Network, begun_from, in_eight_bits
from scripts.minilm import read_back
from whosays.vectors.wordpiece import pieces

HOME = Path(__file__).resolve().parent.parent
PAIRS = TRAINING / "pairs"
DATA = HOME / "whosays" / "data"
# What a mark says: one question, conflict, the same.
MARKS = {
    "x": (1, 1, 0),
    "~": (1, 1, 0),
    ">": (1, 1, 0),
    "=": (1, 0, 1),
    "o": (0, 0, 0),
    UNMARKED: (0, 0, 0),
    "news": (0, 0, 0),
}
OUTPUTS = ("one question", "conflict", "the same")
EPOCHS, BATCH, WARMING, DECAY = 3, 32, 0.1, 0.01
RATES = 2e-4, 5e-5  # of the two new layers, and of those below
AGAIN = 4  # when a taught network is taught further, every fourth group is repeated …
FURTHER_RATES = 3e-5, 3e-5  # … at these rates
NEAREST, DRAWN = 3, 3  # unmarked pairs of a group in each epoch: those that share most words, and others
FROZEN = 1  # layers from below that stay as they were, with the embeddings
FROM_NEWS = 30  # pairs of a subtopic of ECB+ without a mark
LEAST, MOST = 6, 45  # words of a sentence of these
WORD = re.compile(r"[A-Za-z]{4,}|\d+")


def from_news(folder: Path, tables: Sequence[Path]) -> list[Example]:
    """Pairs of sentences of two reports of one event that share words, of every second topic of ECB+; those with a mark first."""
    topics = sorted((topic for topic in folder.iterdir() if topic.name.isdigit()), key=lambda topic: int(topic.name))
    drawn = random.Random(0)
    marked = [example for table in tables for example in annotated(folder, table)]
    judged = {frozenset(pair) for *pair, _ in marked}
    found = [*marked, *((second, first, mark) for first, second, mark in marked)]
    for topic in (topic for topic in topics[::2] if topic.name not in HELD_BACK):
        for ending in ("ecb", "ecbplus"):
            named = re.compile(rf"\d+_\d+{ending}\.xml")
            texts = [whole(sentences(file).values()) for file in sorted(topic.iterdir()) if named.fullmatch(file.name)]
            near = [
                (first, second, "news")
                for number, text in enumerate(texts)
                for other in texts[number + 1 :]
                for first in text
                for second in other
                if 0.15 <= shared(first, second) < 0.8 and frozenset((first, second)) not in judged
            ]
            drawn.shuffle(near)
            found += near[:FROM_NEWS]
    return found


def whole(texts: Iterable[str]) -> list[str]:
    """Those that have the length of a sentence, and are no address."""
    return [text for text in texts if LEAST <= len(text.split()) <= MOST and "http" not in text]


def shared(first: str, second: str) -> float:
    """Share of the words of the shorter sentence that stand in the other, 0 … 1."""
    left, right = ({word.lower() for word in WORD.findall(text)} for text in (first, second))
    return len(left & right) / max(1, min(len(left), len(right)))


def of_an_epoch(taught: Sequence[Group], news: Sequence[Example], drawn: random.Random) -> list[Example]:
    """All marked pairs, some unmarked ones of each group, and those of the news; either sentence first."""
    found = list(news)
    for group in taught:
        examples = list(group.examples())
        marked = [example for example in examples if example[2] != UNMARKED]
        # What stands in a marked pair is the most telling beside the others: how a sentence is worded makes no conflict.
        telling = {sentence for first, second, _ in marked for sentence in (first, second)}
        plain = sorted((example for example in examples if example[2] == UNMARKED), key=lambda pair: -shared(*pair[:2]))
        nearest, others = plain[:NEAREST], plain[NEAREST:]
        drawn.shuffle(others)
        others.sort(key=lambda example: (example[0] in telling) + (example[1] in telling), reverse=True)
        found += marked + nearest + others[:DRAWN]
    found = [(second, first, mark) if drawn.random() < 0.5 else (first, second, mark) for first, second, mark in found]
    drawn.shuffle(found)
    return found


def in_batches(examples: Sequence[Example], size: int) -> list[list[int]]:
    """Positions of examples of like length, a batch at a time."""
    order = sorted(range(len(examples)), key=lambda place: len(examples[place][0]) + len(examples[place][1]))
    return [order[start : start + size] for start in range(0, len(order), size)]


def tensors(examples: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pieces and sides of pairs, padded to the longest."""
    cut = [(pieces(first), pieces(second)[1:]) for first, second, _ in examples]
    longest = max(len(left) + len(right) for left, right in cut)
    given, sides = torch.zeros(len(cut), longest, dtype=torch.long), torch.zeros(len(cut), longest, dtype=torch.long)
    for row, (left, right) in enumerate(cut):
        given[row, : len(left) + len(right)] = torch.tensor(left + right)
        sides[row, len(left) : len(left) + len(right)] = 1
    return given, sides


def teach(
    network: Network, epochs: Sequence[Sequence[Example]], rates: tuple[float, float], *, in_halves: bool
) -> Network:
    """The network, taught one epoch of examples after the other; ``rates`` are those of the two new layers and of all others.

    ``in_halves`` multiplies in bfloat16: twice as fast where the processor knows it, and very slow where it does not.
    """
    still = [network.word, network.position, *network.layers[:FROZEN]]
    for part in still:
        part.requires_grad_(False)
    new = [values for part in (network.hidden, network.verdict) for values in part.parameters()]
    old = [
        values
        for name, values in network.named_parameters()
        if values.requires_grad and not name.startswith(("hidden", "verdict"))
    ]
    optimizer = torch.optim.AdamW([{"params": new}, {"params": old}], weight_decay=DECAY)
    steps, step = sum(-(-len(examples) // BATCH) for examples in epochs), 0
    for number, examples in enumerate(epochs):
        network.train()
        order, total = in_batches(examples, BATCH), 0.0
        random.Random(number).shuffle(order)
        for chosen in order:
            step += 1
            share = min(1.0, step / (WARMING * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            batch = [examples[place] for place in chosen]
            optimizer.zero_grad()
            loss = _loss(network, batch, in_halves=in_halves)
            loss.backward()
            nn.utils.clip_grad_norm_([*new, *old], 1.0)
            optimizer.step()
            total += loss.item() * len(batch)
        print(f"epoch {number + 1}: loss {total / len(examples):.4f} over {len(examples)} pairs", flush=True)
    return network.eval()


def _loss(network: Network, batch: Sequence[Example], *, in_halves: bool) -> torch.Tensor:
    """Cross-entropy of all outputs; whether two sentences of the news answer one question, or say the same, is not known."""
    wanted = torch.tensor([MARKS[mark] for _, _, mark in batch], dtype=torch.float)
    known = {mark: [1.0, 1.0, 1.0] for mark in MARKS} | {"news": [0.0, 1.0, 0.0]}
    weight = torch.tensor([known[mark] for _, _, mark in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=in_halves):
        logits = network(*tensors(batch))
    losses = functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none")
    return (losses * weight).sum() / weight.sum()


def measured(network: Network, examples: Sequence[Example]) -> str:
    """Average precision of each output, and the share found where seven and nine of ten shown are right."""
    with torch.no_grad():
        found = np.zeros((len(examples), len(OUTPUTS)))
        for chosen in in_batches(examples, BATCH):
            found[chosen] = torch.sigmoid(network(*tensors([examples[place] for place in chosen]))).numpy()
    lines = []
    for output, name in enumerate(OUTPUTS):
        right = np.array([MARKS[mark][output] for _, _, mark in examples])[np.argsort(-found[:, output], kind="stable")]
        precision = np.cumsum(right) / np.arange(1, len(right) + 1)
        reached = [
            max((np.cumsum(right)[precision >= least] / right.sum()).tolist(), default=0.0) for least in (0.7, 0.9)
        ]
        average = float((precision * right).sum() / right.sum())
        lines.append(
            f"{name}: average precision {average:.3f} (by chance {right.mean():.3f}), recall {reached[0]:.2f} at precision .7, {reached[1]:.2f} at .9"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Teaches, and writes the weights; with ``--without`` measures on what was left out instead."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("ecbplus", type=Path, help="folder ECB+ of the ECB+ corpus")
    parser.add_argument("--further", action="store_true", help="go on from the weights that are there: one epoch")
    parser.add_argument("--without", metavar="NAME", help="a file of training/pairs to measure on, without its ending")
    options = parser.parse_args(arguments)
    if options.further and options.without is not None:
        parser.error("--further goes on from weights that were taught all files; nothing is left to measure --without")
    by_file = {file.stem: groups(file) for file in sorted(PAIRS.glob("*.txt"))}
    if options.without is not None and options.without not in by_file:
        parser.error(f"no file {options.without} in {PAIRS}; there are {', '.join(by_file)}")
    taught = [group for name, found in by_file.items() for group in found if name != options.without]
    torch.manual_seed(1)
    torch.set_num_threads(1)
    news = from_news(options.ecbplus, [TAUGHT, *FURTHER] if options.further else [TAUGHT])
    if options.further:
        network = begun_from(options.base)
        read_back(network, DATA / "inference.onnx")
        teach(network, [of_an_epoch(taught[::AGAIN], news, random.Random(EPOCHS))], FURTHER_RATES, in_halves=False)
    else:
        epochs = [of_an_epoch(taught, news, random.Random(epoch)) for epoch in range(EPOCHS)]
        network = teach(begun_from(options.base), epochs, RATES, in_halves=True)
    if options.without is not None:
        print(measured(network, [example for group in by_file[options.without] for example in group.examples()]))
        return 0
    raw = in_eight_bits(network.state_dict())
    (DATA / "inference.onnx").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    (DATA / "inference.sha256").write_text(f"{digest}  inference.onnx\n", encoding="ascii")
    print(digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
