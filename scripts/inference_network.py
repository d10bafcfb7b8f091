"""The network of ``whosays.inference`` as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights).

Six layers of MiniLM (``scripts/minilm.py``). The first piece's vector and the mean of all go through one hidden layer to three
outputs: one question, conflict, the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from onnx import TensorProto, helper
from torch import nn
from torch.nn import functional

from scripts import minilm
from scripts.minilm import DROPPED, WIDTH, Encoder, Graph, begin

LAYERS = 6
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
    """The network with the weights of a BERT of this size (``model.safetensors``); the two last layers are new."""
    network = Network()
    begin(network, file)
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
