"""The network of ``whosays.inference`` as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights).

Six layers of MiniLM (Wang, Wei, Dong, Bao, Yang, Zhou 2020), begun from the weights of all-MiniLM-L6-v2 (Apache-2.0). The first piece's
vector and the mean of all go through one hidden layer to three outputs: one question, conflict, the same.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

LAYERS, HEADS, WIDTH, INNER, VOCABULARY, LONGEST = 6, 12, 384, 1536, 30522, 512
OUTPUTS = 3  # one question, conflict, the same
DROPPED = 0.1
READ = 128  # pieces of a pair: two sentences of 64 at most
NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "last": "output.LayerNorm",
}


class Layer(nn.Module):
    """Self-attention and two dense layers, each with its residual and norm (Vaswani et al. 2017)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.last = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, given: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Shape (pairs, pieces, width) in and out."""
        pairs, length, width = given.shape
        parts = [
            part(given).view(pairs, length, HEADS, width // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        dropped = DROPPED if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=seen, dropout_p=dropped)
        mixed = self.mixed(mixed.transpose(1, 2).reshape(pairs, length, width))
        given = self.norm(given + functional.dropout(mixed, DROPPED, self.training))
        made = self.outer(functional.gelu(self.inner(given)))
        return self.last(given + functional.dropout(made, DROPPED, self.training))


class Network(nn.Module):
    """Two sentences of pieces in, three logits out: one question, conflict, the same."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Embedding(2, WIDTH)
        self.start = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.verdict = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, pieces: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
        """``pieces`` (padded with 0) and ``sides`` (0 or 1) of shape (pairs, pieces); logits of shape (pairs, 3)."""
        seen = pieces != 0
        places = torch.arange(pieces.shape[1])[None]
        made = self.start(self.word(pieces) + self.position(places) + self.kind(sides))
        made = functional.dropout(made, DROPPED, self.training)
        for layer in self.layers:
            made = layer(made, seen[:, None, None, :])
        weight = seen[..., None].float()
        mean = (made * weight).sum(1) / weight.sum(1)
        hidden = torch.tanh(self.hidden(torch.cat([made[:, 0], mean], 1)))
        return self.verdict(functional.dropout(hidden, DROPPED, self.training))


def begun_from(file: Path) -> Network:
    """The network with the weights of a BERT of this size (``model.safetensors``); the two last layers are new."""
    given = {name.removeprefix("bert."): values for name, values in load_file(file).items()}
    weights = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "position.weight": given["embeddings.position_embeddings.weight"],
        "kind.weight": given["embeddings.token_type_embeddings.weight"],
    }
    for part in ("weight", "bias"):
        weights[f"start.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for number in range(LAYERS):
            for own, theirs in NAMES.items():
                weights[f"layers.{number}.{own}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    network = Network()
    missing, unknown = network.load_state_dict(weights, strict=False)
    if unknown or any(not name.startswith(("hidden", "verdict")) for name in missing):
        raise ValueError(f"{file}: not a BERT of {LAYERS} layers of {WIDTH}: {missing} missing, {unknown} unknown")
    return network


class _Graph:
    """ONNX nodes and constants, added by name."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.weights, self.nodes, self.constants = weights, [], []

    def constant(self, name: str, value: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, given: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, given, [name], name=name, **attributes))
        return name

    def weight(self, name: str) -> Any:
        return self.weights[name].float().numpy()

    def dense(self, given: str, name: str) -> str:
        product = self.node("MatMul", [given, self.constant(f"{name}.w", self.weight(f"{name}.weight").T)], f"{name}.x")
        return self.node("Add", [product, self.constant(f"{name}.b", self.weight(f"{name}.bias"))], f"{name}.y")

    def norm(self, given: str, name: str) -> str:
        constants = [self.constant(f"{name}.{part}", self.weight(f"{name}.{part}")) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [given, *constants], f"{name}.y", axis=-1, epsilon=1e-12)

    def head(self, given: str, name: str, order: list[int]) -> str:
        split = self.node("Reshape", [self.dense(given, name), "split"], f"{name}.s")
        return self.node("Transpose", [split], f"{name}.t", perm=order)

    def layer(self, given: str, name: str) -> str:
        query, value = (self.head(given, f"{name}.{part}", [0, 2, 1, 3]) for part in ("query", "value"))
        key = self.head(given, f"{name}.key", [0, 2, 3, 1])
        scores = self.node("Mul", [self.node("MatMul", [query, key], f"{name}.scores"), "scale"], f"{name}.scaled")
        shares = self.node("Softmax", [scores], f"{name}.shares", axis=-1)
        mixed = self.node("MatMul", [shares, value], f"{name}.values")
        mixed = self.node("Transpose", [mixed], f"{name}.turned", perm=[0, 2, 1, 3])
        mixed = self.dense(self.node("Reshape", [mixed, "join"], f"{name}.joined"), f"{name}.mixed")
        given = self.norm(self.node("Add", [given, mixed], f"{name}.first"), f"{name}.norm")
        inner = self.node("Gelu", [self.dense(given, f"{name}.inner")], f"{name}.gelu")
        return self.norm(
            self.node("Add", [given, self.dense(inner, f"{name}.outer")], f"{name}.second"), f"{name}.last"
        )


def as_onnx(weights: dict[str, Any]) -> onnx.ModelProto:
    """The taught network as an ONNX graph for pairs of one length, without padding; gives probabilities."""
    graph = _Graph(weights)
    for name, value in (
        ("word", graph.weight("word.weight")),
        ("position", graph.weight("position.weight")[:READ]),
        ("kind", graph.weight("kind.weight")),
        ("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64)),
        ("join", np.array([0, 0, WIDTH], np.int64)),
        ("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32)),
        ("nought", np.array([0], np.int64)),
        ("one", np.array([1], np.int64)),
    ):
        graph.constant(name, value)
    looked_up = [
        graph.node("Gather", list(pair), f"{pair[0]}.y")
        for pair in (("word", "pieces"), ("position", "places"), ("kind", "sides"))
    ]
    placed = graph.node("Add", looked_up[:2], "placed")
    made = graph.norm(graph.node("Add", [placed, looked_up[2]], "embedded"), "start")
    for number in range(LAYERS):
        made = graph.layer(made, f"layers.{number}")
    first = graph.node("Squeeze", [graph.node("Slice", [made, "nought", "one", "one"], "head"), "one"], "first")
    mean = graph.node("ReduceMean", [made, "one"], "mean", keepdims=0)
    hidden = graph.node("Tanh", [graph.dense(graph.node("Concat", [first, mean], "both", axis=1), "hidden")], "tanh")
    graph.node("Sigmoid", [graph.dense(hidden, "verdict")], "probabilities")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "length"])
        for name in ("pieces", "places", "sides")
    ]
    outputs = [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["pairs", OUTPUTS])]
    made_graph = helper.make_graph(graph.nodes, "inference", inputs, outputs, graph.constants)
    model = helper.make_model(made_graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def in_eight_bits(weights: dict[str, Any]) -> bytes:
    """The bytes of the ONNX file with eight-bit weights, one scale a column."""
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder, "full.onnx"), Path(folder, "small.onnx")
        onnx.save(as_onnx(weights), full)
        quantize_dynamic(
            full, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )
        return small.read_bytes()
