"""MiniLM as it is taught (PyTorch) and as it is shipped (ONNX with eight-bit weights): what the two networks of whosays share.

The encoder of Wang, Wei, Dong, Bao, Yang, Zhou 2020, begun from published weights, of which the first layers may be enough:
``model.safetensors`` of all-MiniLM-L6-v2, or the eight-bit ONNX file of ms-marco-MiniLM-L-12-v2 (both Apache-2.0).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

HEADS, WIDTH, INNER, VOCABULARY, LONGEST = 12, 384, 1536, 30522, 512
DROPPED = 0.1
READ = 128  # pieces that go in at once
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


class Encoder(nn.Module):
    """Pieces in, a vector for each: the first ``layers`` of MiniLM."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Embedding(2, WIDTH)
        self.start = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def encoded(self, pieces: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
        """``pieces`` (padded with 0) and ``sides`` (0 or 1) of shape (texts, pieces); vectors of shape (texts, pieces, width)."""
        seen = pieces != 0
        places = torch.arange(pieces.shape[1])[None]
        made = self.start(self.word(pieces) + self.position(places) + self.kind(sides))
        made = functional.dropout(made, DROPPED, self.training)
        for layer in self.layers:
            made = layer(made, seen[:, None, None, :])
        return made


def begin(network: Encoder, file: Path) -> None:
    """Gives the encoder the weights of a BERT of this size (safetensors or eight-bit ONNX); whatever else the network has stays new."""
    published = load_file(file) if file.suffix == ".safetensors" else _of_onnx(file)
    given = {name.removeprefix("bert."): values for name, values in published.items()}
    weights = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "position.weight": given["embeddings.position_embeddings.weight"],
        "kind.weight": given["embeddings.token_type_embeddings.weight"],
    }
    for part in ("weight", "bias"):
        weights[f"start.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for number in range(len(network.layers)):
            for own, theirs in NAMES.items():
                weights[f"layers.{number}.{own}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    missing, unknown = network.load_state_dict(weights, strict=False)
    if unknown or any(name.startswith(("word", "position", "kind", "start", "layers")) for name in missing):
        raise ValueError(f"{file}: not a BERT of width {WIDTH}: {missing} missing, {unknown} unknown")


def constants(graph: onnx.GraphProto) -> dict[str, Any]:
    """The constants of a graph by name, those in eight bits beside what they stand for."""
    given = {constant.name: numpy_helper.to_array(constant) for constant in graph.initializer}
    for name in [name.removesuffix("_quantized") for name in given if name.endswith("_quantized")]:
        steps = given[f"{name}_quantized"].astype(np.float32) - given[f"{name}_zero_point"].astype(np.float32)
        given[name] = steps * given[f"{name}_scale"]
    return given


def _of_onnx(file: Path) -> dict[str, torch.Tensor]:
    """The weights of an exported BERT by the names they had: a dense layer's matrix has lost its own, and is found before its bias."""
    graph = onnx.load(str(file)).graph
    given = constants(graph)
    maker = {output: node for node in graph.node for output in node.output}
    found = {name: values for name, values in given.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        bias = next((name for name in node.input if name.endswith(".bias")), None)
        if node.op_type != "Add" or bias is None:
            continue
        made = maker.get(next(name for name in node.input if name != bias))
        while made is not None and made.op_type not in ("MatMul", "MatMulInteger"):
            made = maker.get(made.input[0])  # the product may be cast and scaled on its way
        if made is not None:
            matrix = given[made.input[1].removesuffix("_quantized")]
            found[f"{bias.removesuffix('.bias')}.weight"] = matrix.T
    return {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in found.items()}


class Graph:
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

    def embedded(self, sides: str | None) -> str:
        """Vectors of ``pieces`` at ``places``, and of their ``sides`` where there are two."""
        for name, value in (
            ("word", self.weight("word.weight")),
            ("position", self.weight("position.weight")[:READ]),
            ("kind", self.weight("kind.weight") if sides else self.weight("kind.weight")[0]),
            ("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64)),
            ("join", np.array([0, 0, WIDTH], np.int64)),
            ("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32)),
            ("nought", np.array([0], np.int64)),
            ("one", np.array([1], np.int64)),
        ):
            self.constant(name, value)
        tables = [("word", "pieces"), ("position", "places"), *([("kind", sides)] if sides else [])]
        looked_up = [self.node("Gather", [table, by], f"{table}.y") for table, by in tables]
        placed = self.node("Add", looked_up[:2], "placed")
        return self.norm(self.node("Add", [placed, looked_up[2] if sides else "kind"], "embedded"), "start")

    def encoded(self, layers: int, sides: str | None = None) -> str:
        """Vectors of ``pieces`` after all layers."""
        made = self.embedded(sides)
        for number in range(layers):
            made = self.layer(made, f"layers.{number}")
        return made

    def model(self, name: str, inputs: list[Any], outputs: list[Any], *others: str) -> onnx.ModelProto:
        """The whole graph, checked; ``others`` are sets of operators beside the standard one."""
        made = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        sets = [helper.make_opsetid("", 20), *(helper.make_opsetid(other, 1) for other in others)]
        model = helper.make_model(made, opset_imports=sets, ir_version=9)
        onnx.checker.check_model(model)
        return model


def in_eight_bits(model: onnx.ModelProto, *, whole: tuple[str, ...] = ()) -> bytes:
    """The bytes of an ONNX file with eight-bit weights, one scale a column; nodes named in ``whole`` keep theirs."""
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder, "full.onnx"), Path(folder, "small.onnx")
        onnx.save(model, full)
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=list(whole),
        )
        return small.read_bytes()
