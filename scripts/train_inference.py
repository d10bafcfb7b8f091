"""Teaches the weights of ``whosays.inference``: ``python -m scripts.train_inference BASE ECBPLUS [--kept FILE] [--without NAME]``.

BASE is the eight-bit ``model.onnx`` of ms-marco-MiniLM-L-12-v2 (Apache-2.0), a network that already reads two texts side by side;
ECBPLUS the folder ``ECB+`` of the ECB+ corpus (annotation CC BY 3.0): sentences of two of its reports of one event stand side by side
peacefully far more often than not, so such pairs of every second topic teach what is no conflict in real news; of some,
``training/news_pairs.tsv`` and ``training/further`` tell what they are. All else is learned from ``training/pairs``, invented groups of
sentences; those of whole articles join in the second and third of three epochs. Needs torch, onnx, onnxruntime and safetensors, which whosays
itself does not (all but onnxruntime). Writes ``whosays/data/inference.onnx`` and ``inference.sha256``: seeds are fixed and sums run
on two threads, so one machine makes the same bytes again, in some three hours. ``--onward`` teaches one more epoch, in bfloat16, from the
weights that are there; the shipped ones were made by the one and then the other. ``--kept FILE`` keeps the state of the work every few
minutes and goes on from there. ``--without NAME`` leaves one file out, prints how the network does on it, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

from benchmarks.news_pairs import FURTHER, HELD_BACK, TAUGHT, annotated, sentences
from benchmarks.pairs import TRAINING, UNMARKED, Example, Group, groups
from scripts.inference_network import Network, begun_from, begun_from_shipped, in_eight_bits
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
BATCH, WARMING, DECAY = 32, 0.1, 0.01
THREADS, KEPT_AFTER = 2, 200  # steps
# How the names of files with whole articles begin, and after how many epochs they join.
JOINING = {"whole_articles": 1, "peaceful_twins": 2, "running_stories": 2, "bare_claims": 2}
OF_ARTICLES = 9  # unmarked pairs of two whole articles that share most words, and as many others
MOMENTS = "step", "exp_avg", "exp_avg_sq"  # what the optimizer keeps of each weight
FROZEN = 2  # layers from below that stay as they were, with the embeddings
FROM_NEWS = 30  # pairs of a subtopic of ECB+ without a mark
LEAST, MOST = 6, 45  # words of a sentence of these
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """How fast the new layers and those below learn; of each epoch the share of short groups and news that it draws, how many unmarked pairs
    of a short group it takes as ``OF_ARTICLES`` of a whole one, and how many epochs the groups that join late count as gone by."""

    rates: tuple[float, float]
    drawn: tuple[float, ...]
    of_sentences: tuple[int, ...]
    begun: int = 0
    narrow: bool = False  # sums in bfloat16

    @property
    def epochs(self) -> int:
        return len(self.drawn)


FIRST = Plan((2e-4, 5e-5), (1.0, 1.0, 0.5), (3, 3, 1))
# Short groups again as often as whole articles: the third epoch above forgot some of what they teach.
ONWARD = Plan((6e-5, 3e-5), (1.0,), (2,), begun=3, narrow=True)
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


def of_an_epoch(
    taught: Sequence[Group], news: Sequence[Example], drawn: random.Random, *, unmarked: int
) -> list[Example]:
    """All marked pairs, twice ``unmarked`` others of each group, and those of the news; either sentence first."""
    found = list(news)
    for group in taught:
        examples = list(group.examples())
        marked = [example for example in examples if example[2] != UNMARKED]
        # What stands in a marked pair is the most telling beside the others: how a sentence is worded makes no conflict.
        telling = {sentence for first, second, _ in marked for sentence in (first, second)}
        plain = sorted((example for example in examples if example[2] == UNMARKED), key=lambda pair: -shared(*pair[:2]))
        nearest, others = plain[:unmarked], plain[unmarked:]
        drawn.shuffle(others)
        others.sort(key=lambda example: (example[0] in telling) + (example[1] in telling), reverse=True)
        found += marked + nearest + others[:unmarked]
    found = [(second, first, mark) if drawn.random() < 0.5 else (first, second, mark) for first, second, mark in found]
    drawn.shuffle(found)
    return found


def some(given: Sequence[T], share: float, drawn: random.Random) -> Sequence[T]:
    """A share of them, drawn by chance; all of them where it is 1."""
    return given if share == 1 else drawn.sample(given, int(share * len(given)))


def joins_after(name: str) -> int:
    """After how many epochs the groups of a file join."""
    return next((epochs for begin, epochs in JOINING.items() if name.startswith(begin)), 0)


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


class Course:
    """A network that is being taught, with all that the next step hangs on, so that the work can stop and go on."""

    def __init__(self, network: Network, plan: Plan, kept: Path | None) -> None:
        self.network, self.plan, self.kept = network, plan, kept
        for part in (network.word, network.position, *network.layers[:FROZEN]):
            part.requires_grad_(False)
        new = [values for part in (network.hidden, network.verdict) for values in part.parameters()]
        old = [
            values
            for name, values in network.named_parameters()
            if values.requires_grad and not name.startswith(("hidden", "verdict"))
        ]
        self.taught = [*new, *old]
        self.optimizer = torch.optim.AdamW([{"params": new}, {"params": old}], weight_decay=DECAY)
        self.epoch, self.step = 0, 0
        if kept is not None and kept.exists():
            self._go_on(load_file(kept))

    def _go_on(self, state: dict[str, torch.Tensor]) -> None:
        torch.set_rng_state(state.pop("drawn"))
        self.epoch, self.step = state.pop("at").tolist()
        self.network.load_state_dict(
            {name[8:]: values for name, values in state.items() if name.startswith("network.")}
        )
        for place, values in enumerate(self.taught):
            self.optimizer.state[values] = {part: state[f"{part}.{place}"].clone() for part in MOMENTS}

    def keep(self) -> None:
        """Writes the state, where it is to be kept."""
        if self.kept is None:
            return
        state = {"drawn": torch.get_rng_state(), "at": torch.tensor([self.epoch, self.step])}
        state |= {f"network.{name}": values.contiguous() for name, values in self.network.state_dict().items()}
        for place, values in enumerate(self.taught):
            state |= {f"{part}.{place}": self.optimizer.state[values][part] for part in MOMENTS}
        save_file(state, self.kept.with_suffix(".new"))
        self.kept.with_suffix(".new").replace(self.kept)

    def teach(self, examples: Sequence[Example]) -> None:
        """One epoch, from where it was left."""
        self.network.train()
        order, total, since = in_batches(examples, BATCH), 0.0, 0
        random.Random(self.epoch).shuffle(order)
        for number, chosen in enumerate(order[self.step :], self.step):
            done = (self.epoch + number / len(order)) / self.plan.epochs
            share = min(1.0, (done + 1 / len(order) / self.plan.epochs) / WARMING) * max(0.02, 1 - done)
            for group, rate in zip(self.optimizer.param_groups, self.plan.rates, strict=True):
                group["lr"] = rate * share
            self.optimizer.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.narrow):
                loss = _loss(self.network, [examples[place] for place in chosen])
            loss.backward()
            nn.utils.clip_grad_norm_(self.taught, 1.0)
            self.optimizer.step()
            total, since, self.step = total + loss.item(), since + 1, number + 1
            if self.step % KEPT_AFTER == 0:
                print(f"epoch {self.epoch + 1}, {self.step} of {len(order)}: loss {total / since:.4f}", flush=True)
                total, since = 0.0, 0
                self.keep()
        self.epoch, self.step = self.epoch + 1, 0
        self.keep()


def _loss(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    """Cross-entropy of all outputs; whether two sentences of the news answer one question, or say the same, is not known."""
    wanted = torch.tensor([MARKS[mark] for _, _, mark in batch], dtype=torch.float)
    known = {mark: [1.0, 1.0, 1.0] for mark in MARKS} | {"news": [0.0, 1.0, 0.0]}
    weight = torch.tensor([known[mark] for _, _, mark in batch])
    losses = functional.binary_cross_entropy_with_logits(network(*tensors(batch)), wanted, reduction="none")
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
    parser.add_argument("base", type=Path, help="model.onnx of ms-marco-MiniLM-L-12-v2")
    parser.add_argument("ecbplus", type=Path, help="folder ECB+ of the ECB+ corpus")
    parser.add_argument(
        "--kept", type=Path, metavar="FILE", help="where the state of the work is kept, and gone on from"
    )
    parser.add_argument(
        "--epochs", type=int, default=FIRST.epochs, help="stop after so many, and write nothing before the last"
    )
    parser.add_argument("--onward", action="store_true", help="one more epoch, from the weights in the repository")
    parser.add_argument("--without", metavar="NAME", help="a file of training/pairs to measure on, without its ending")
    options = parser.parse_args(arguments)
    by_file = {file.stem: groups(file) for file in sorted(PAIRS.glob("*.txt"))}
    if options.without is not None and options.without not in by_file:
        parser.error(f"no file {options.without} in {PAIRS}; there are {', '.join(by_file)}")
    taught = {name: found for name, found in by_file.items() if name != options.without}
    single = [group for name, found in taught.items() for group in found if not joins_after(name)]
    torch.manual_seed(1)
    torch.set_num_threads(THREADS)
    news = from_news(options.ecbplus, [TAUGHT, *FURTHER])
    plan = ONWARD if options.onward else FIRST
    begun = begun_from_shipped(DATA / "inference.onnx") if options.onward else begun_from(options.base)
    course = Course(begun, plan, options.kept)
    while course.epoch < min(plan.epochs, options.epochs):
        gone = plan.begun + course.epoch
        drawn = random.Random(gone)
        whole = [g for name, found in taught.items() for g in found if 0 < joins_after(name) <= gone]
        of_whole = of_an_epoch(whole, [], drawn, unmarked=OF_ARTICLES)
        of_news, short = (some(given, plan.drawn[course.epoch], drawn) for given in (news, single))
        course.teach(of_an_epoch(short, [*of_news, *of_whole], drawn, unmarked=plan.of_sentences[course.epoch]))
    network = course.network.eval()
    if options.without is not None:
        print(measured(network, [example for group in by_file[options.without] for example in group.examples()]))
        return 0
    if course.epoch < plan.epochs:
        return 0
    raw = in_eight_bits(network.state_dict())
    (DATA / "inference.onnx").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    (DATA / "inference.sha256").write_text(f"{digest}  inference.onnx\n", encoding="ascii")
    print(digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
