"""The network of ``whosays.inference`` as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights).

Twelve layers of MiniLM (``scripts/minilm.py``). The first piece's vector and the mean of all go through one hidden layer to three
outputs: one question, conflict, the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto, helper
from torch import nn
from torch.nn import functional

from scripts import minilm
from scripts.minilm import DROPPED, WIDTH, Encoder, Graph, begin

LAYERS = 12
OUTPUTS = 3  # one question, conflict, the same


class Network(Encoder):
    """Two sentences of pieces in, three logits out: one question, conflict, the same."""

    def __init__(self) -> None:
        super().__init__(LAYERS)
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.verdict = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, pieces: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
        """``pieces`` (padded with 0) and ``sides`` (0 or 1) of shape (pairs, pieces); logits of shape (pairs, 3)."""
        made = self.encoded(pieces, sides)
        weight = (pieces != 0)[..., None].float()
        mean = (made * weight).sum(1) / weight.sum(1)
        hidden = torch.tanh(self.hidden(torch.cat([made[:, 0], mean], 1)))
        return self.verdict(functional.dropout(hidden, DROPPED, self.training))


def begun_from(file: Path) -> Network:
    """The network with the weights of a BERT of this size; the two last layers are new."""
    network = Network()
    begin(network, file)
    return network


def begun_from_shipped(file: Path) -> Network:
    """The network with the weights of an ONNX file that ``in_eight_bits`` made; raises ValueError at one of another shape."""
    network, given = Network(), minilm.constants(onnx.load(str(file)).graph)
    weights = network.state_dict()
    for name, values in weights.items():
        layer, part = name.rsplit(".", 1)
        if name in given:  # of a norm
            found = given[name]
        elif layer in given:  # a table that pieces are looked up in; of places only those that are read
            found = given[layer]
        else:
            found = given[f"{layer}.{part[0]}"].T
        if found.shape[1:] != tuple(values.shape[1:]):
            raise ValueError(f"{file}: {name} has the shape {found.shape} instead of {tuple(values.shape)}")
        values[: len(found)] = torch.tensor(found)
    network.load_state_dict(weights)
    return network


def as_onnx(weights: dict[str, Any]) -> Any:
    """The taught network as an ONNX graph for pairs of one length, without padding; gives probabilities."""
    graph = Graph(weights)
    made = graph.encoded(LAYERS, sides="sides")
    first = graph.node("Squeeze", [graph.node("Slice", [made, "nought", "one", "one"], "head"), "one"], "first")
    mean = graph.node("ReduceMean", [made, "one"], "mean", keepdims=0)
    hidden = graph.node("Tanh", [graph.dense(graph.node("Concat", [first, mean], "both", axis=1), "hidden")], "tanh")
    graph.node("Sigmoid", [graph.dense(hidden, "verdict")], "probabilities")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "length"])
        for name in ("pieces", "places", "sides")
    ]
    outputs = [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["pairs", OUTPUTS])]
    return graph.model("inference", inputs, outputs)


def in_eight_bits(weights: dict[str, Any]) -> bytes:
    """The bytes of the ONNX file with eight-bit weights."""
    return minilm.in_eight_bits(as_onnx(weights))
