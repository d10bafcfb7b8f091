"""The network of ``whosays.certainty`` as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights).

The first layers of MiniLM (``scripts/minilm.py``) read a sentence; the mean of a word's pieces goes through one hidden layer to one
output for each way of asking. What is shipped works out the last layer for the words asked for alone: all pieces answer, only theirs ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

from scripts import minilm
from scripts.minilm import DROPPED, HEADS, READ, WIDTH, Encoder, Graph, begin

LAYERS = 3
MOST = 63  # of a weight: where a processor adds two products in 16 bits, these never overflow
RUNTIME = "com.microsoft"  # ONNX Runtime's own operators, of which one is used
OUTPUTS = 3  # happened (UDS), veridical (MegaVeridicality), the writer's commitment (news)
Weights = dict[str, Any]
Range = tuple[float, float]


class Network(Encoder):
    """Sentences of pieces in, the outputs for some of their words out."""

    def __init__(self) -> None:
        super().__init__(LAYERS)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.judged = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, pieces: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
        """``pieces`` (padded with 0) of shape (sentences, pieces), ``words`` of shape (words, 3): sentence, first piece, end."""
        made = self.encoded(pieces, torch.zeros_like(pieces)).float()
        summed = functional.pad(made.cumsum(1), (0, 0, 1, 0))
        row, first, end = words.unbind(1)
        mean = (summed[row, end] - summed[row, first]) / (end - first)[:, None]
        hidden = torch.tanh(self.hidden(mean))
        return self.judged(functional.dropout(hidden, DROPPED, self.training))


def begun_from(file: Path) -> Network:
    """The network with the weights of a BERT of this width (``model.safetensors``); the two last layers are new."""
    network = Network()
    begin(network, file)
    return network


def as_onnx(weights: Weights) -> Any:
    """The taught network as an ONNX graph for one sentence and the shares that its pieces have in each word asked for."""
    graph = Graph(weights)
    made = graph.node("Squeeze", [graph.encoded(LAYERS), "nought"], "sentence")
    mean = graph.node("MatMul", ["shares", made], "mean")
    graph.node(
        "Identity", [graph.dense(graph.node("Tanh", [graph.dense(mean, "hidden")], "tanh"), "judged")], "outputs"
    )
    inputs = [
        *(helper.make_tensor_value_info(name, TensorProto.INT64, ["one", "length"]) for name in ("pieces", "places")),
        helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["words", "length"]),
    ]
    outputs = [helper.make_tensor_value_info("outputs", TensorProto.FLOAT, ["words", OUTPUTS])]
    return graph.model("certainty", inputs, outputs)


def in_eight_bits(weights: Weights) -> bytes:
    """The bytes of the ONNX file with eight-bit weights; the last layers stay whole, lest a word's figures hang on those beside it."""
    return minilm.in_eight_bits(as_onnx(weights), whole=("hidden.x", "judged.x"))


def read_back(raw: bytes) -> Weights:
    """The weights of such a file, as its eight bits have them."""
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load_model_from_string(raw).graph.initializer}
    for name in [name for name in held if name.endswith("_quantized")]:
        plain = name.removesuffix("_quantized")
        zero = held[f"{plain}_zero_point"].astype(np.float32)
        held[plain] = (held[name].astype(np.float32) - zero) * held[f"{plain}_scale"]
    found = {name: held[name] for name in held if name.endswith((".weight", ".bias"))}
    for name in ("word", "position"):
        found[f"{name}.weight"] = held[name]
    found["kind.weight"] = held["kind"][None]
    for name in [name for name in held if name.endswith(".w")]:
        plain = name.removesuffix(".w")
        found |= {f"{plain}.weight": held[name].T, f"{plain}.bias": held[f"{plain}.b"]}
    return {name: torch.tensor(np.ascontiguousarray(values, np.float32)) for name, values in found.items()}


def holding(weights: Weights) -> Network:
    """The network with these weights; the tables may be shorter than those it is taught with."""
    network = Network()
    own = network.state_dict()
    for name, values in weights.items():
        own[name][: len(values)] = values
    network.load_state_dict(own)
    return network.eval()


def ranges(network: Network, sentences: Iterable[tuple[list[int], Any]]) -> dict[str, Range]:
    """The least and the greatest value that goes into each dense part, over the pieces of sentences and their words."""
    found: dict[str, Range] = {}

    def watch(name: str, part: nn.Module) -> Any:
        def note(_: nn.Module, given: tuple[torch.Tensor], __: torch.Tensor) -> None:
            low, high = found.get(name, (0.0, 0.0))
            found[name] = min(low, float(given[0].min())), max(high, float(given[0].max()))

        return part.register_forward_hook(note)

    parts = {name: part for name, part in network.named_modules() if name.startswith(("layers", "hidden"))}
    watched = [watch(name, part) for name, part in parts.items() if isinstance(part, nn.Linear)]
    with torch.no_grad():
        for pieces, words in sentences:
            network(torch.tensor([pieces]), torch.tensor([(0, *word[:2]) for word in words]))
    for one in watched:
        one.remove()
    return found


class FixedGraph(Graph):
    """A graph whose dense parts reckon in eight bits by scales that do not depend on what is read.

    So a word's figures hang on its sentence alone, whatever else is asked for.
    """

    def __init__(self, weights: Weights, ranges: dict[str, Range]) -> None:
        super().__init__(weights)
        self.ranges = ranges

    def fixed(self, given: str, *names: str) -> str:
        """The dense parts of these names, of which all read the same, side by side."""
        low, high = self.ranges[names[0]]
        step = np.float32((high - low) / 255)
        scale, zero = (
            self.constant(f"{names[0]}.step", step),
            self.constant(f"{names[0]}.zero", np.uint8(round(-low / step))),
        )
        read = self.node("QuantizeLinear", [given, scale, zero], f"{names[0]}.read")
        factors = [(WIDTH // HEADS) ** -0.5 if name.endswith("query") else 1.0 for name in names]
        pairs = list(zip(names, factors, strict=True))
        whole = np.concatenate([self.weight(f"{name}.weight").T * by for name, by in pairs], axis=1)
        added = np.concatenate([self.weight(f"{name}.bias") * by for name, by in pairs])
        steps = np.maximum(np.abs(whole).max(axis=0), 1e-9) / MOST
        constants = (
            self.constant(f"{names[0]}.w", np.round(whole / steps).astype(np.int8)),
            scale,
            self.constant(f"{names[0]}.steps", steps.astype(np.float32)),
            zero,
            self.constant(f"{names[0]}.zeros", np.zeros(len(steps), np.int8)),
            self.constant(f"{names[0]}.b", added.astype(np.float32)),
        )
        return self.node("MatMulIntegerToFloat", [read, *constants], f"{names[0]}.y", domain=RUNTIME)

    def heads(self, given: str, *names: str) -> list[str]:
        """Queries, keys or values, each of shape (heads, pieces, width of a head)."""
        first = names[0]
        shape = self.constant(f"{first}.shape", np.array([0, len(names) * HEADS, WIDTH // HEADS], np.int64))
        cut = self.node("Reshape", [self.fixed(given, *names), shape], f"{first}.cut")
        turned = self.node("Transpose", [cut], f"{first}.turned", perm=[1, 0, 2])
        if len(names) == 1:
            return [turned]
        made = [f"{name}.heads" for name in names]
        self.nodes.append(helper.make_node("Split", [turned], made, name=f"{first}.split", num_outputs=len(names)))
        return made

    def after(self, given: str, query: str, key: str, value: str, name: str) -> str:
        """The layer of this name from its queries, keys and values on."""
        turned = self.node("Transpose", [key], f"{name}.keys", perm=[0, 2, 1])
        shares = self.node("Softmax", [self.node("MatMul", [query, turned], f"{name}.scores")], f"{name}.shares")
        mixed = self.node("MatMul", [shares, value], f"{name}.values")
        mixed = self.node("Transpose", [mixed], f"{name}.turned", perm=[1, 0, 2])
        mixed = self.fixed(self.node("Reshape", [mixed, "join"], f"{name}.joined"), f"{name}.mixed")
        given = self.norm(self.node("Add", [given, mixed], f"{name}.first"), f"{name}.norm")
        outer = self.fixed(self.node("Gelu", [self.fixed(given, f"{name}.inner")], f"{name}.gelu"), f"{name}.outer")
        return self.norm(self.node("Add", [given, outer], f"{name}.second"), f"{name}.last")

    def start(self) -> str:
        """Vectors of ``pieces`` at ``places``; the table of pieces has eight bits."""
        table = self.weight("word.weight")
        step = np.float32((table.max() - table.min()) / 255)
        zero = np.round(-table.min() / step)
        self.constant("word", np.clip(np.round(table / step) + zero, 0, 255).astype(np.uint8))
        self.constant("word.step", step)
        self.constant("word.zero", np.uint8(zero))
        self.constant("position", self.weight("position.weight")[:READ] + self.weight("kind.weight")[0])
        self.constant("join", np.array([0, WIDTH], np.int64))
        found = self.node("Gather", ["word", "pieces"], "word.x")
        word = self.node("DequantizeLinear", [found, "word.step", "word.zero"], "word.y")
        place = self.node("Gather", ["position", "places"], "position.y")
        return self.norm(self.node("Add", [word, place], "placed"), "start")


def as_shipped(weights: Weights, ranges: dict[str, Range]) -> bytes:
    """The bytes of the ONNX file for one sentence, the pieces of the words asked for, and the shares of these pieces in the words."""
    graph = FixedGraph(weights, ranges)
    made = graph.start()
    *names, last = [f"layers.{number}" for number in range(LAYERS)]
    for name in names:
        made = graph.after(made, *graph.heads(made, *(f"{name}.{part}" for part in ("query", "key", "value"))), name)
    key, value = graph.heads(made, f"{last}.key", f"{last}.value")
    asking = graph.node("Gather", [made, "asking"], "asking.y")
    (query,) = graph.heads(asking, f"{last}.query")
    mean = graph.node("MatMul", ["shares", graph.after(asking, query, key, value, last)], "mean")
    outputs = graph.dense(graph.node("Tanh", [graph.fixed(mean, "hidden")], "tanh"), "judged")
    graph.node("Identity", [outputs], "outputs")
    inputs = [
        *(helper.make_tensor_value_info(name, TensorProto.INT64, ["length"]) for name in ("pieces", "places")),
        helper.make_tensor_value_info("asking", TensorProto.INT64, ["some"]),
        helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["words", "some"]),
    ]
    model: onnx.ModelProto = graph.model(
        "certainty", inputs, [helper.make_tensor_value_info("outputs", TensorProto.FLOAT, ["words", OUTPUTS])], RUNTIME
    )
    return bytes(model.SerializeToString())
