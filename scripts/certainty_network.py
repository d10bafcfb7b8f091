"""The network of ``whosays.certainty`` as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights).

The first layers of MiniLM (``scripts/minilm.py``) read a sentence; the mean of a word's pieces goes through one hidden layer to one
output for each way of asking.
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

LAYERS = 3
OUTPUTS = 3  # happened (UDS), veridical (MegaVeridicality), the writer's commitment (news)


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


def as_onnx(weights: dict[str, Any]) -> Any:
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


def in_eight_bits(weights: dict[str, Any]) -> bytes:
    """The bytes of the ONNX file with eight-bit weights; the last layers stay whole, lest a word's figures hang on those beside it."""
    return minilm.in_eight_bits(as_onnx(weights), whole=("hidden.x", "judged.x"))
