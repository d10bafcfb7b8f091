"""Writes the two ONNX graphs that the parser reckons with: ``python -m scripts.build_products``.

They hold no weights: those of the pipeline in use go in beside what is read. Needs onnx. Gives the same bytes each time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import onnx
from onnx import NodeProto, TensorProto, helper

DATA = Path(__file__).resolve().parent.parent / "whosays" / "data"
PIECES = 3  # of a unit of the maxout layers that spaCy's pipelines are made of
STEADY = 1e-8  # added to the variance, as Thinc's norm does


def graph(name: str, nodes: list[NodeProto], given: dict[str, int]) -> bytes:
    """The bytes of a graph of these nodes; ``given`` are the names of what goes in, with their dimensions."""
    inputs = [helper.make_tensor_value_info(one, TensorProto.FLOAT, [None] * size) for one, size in given.items()]
    outputs = [helper.make_tensor_value_info("made", TensorProto.FLOAT, [None, None])]
    model = helper.make_model(
        helper.make_graph(nodes, name, inputs, outputs), opset_imports=[helper.make_opsetid("", 20)], ir_version=9
    )
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def product() -> bytes:
    """A matrix times another, given turned."""
    return graph("product", [helper.make_node("Gemm", ["x", "weights"], ["made"], transB=1)], {"x": 2, "weights": 2})


def maxout() -> bytes:
    """A dense layer of which each unit is the greatest of its pieces (Goodfellow et al. 2013), brought to mean 0 and variance 1."""
    pieces = [f"piece{number}" for number in range(PIECES)]
    nodes = [
        helper.make_node("Gemm", ["x", "weights", "biases"], ["all"], transB=1),
        helper.make_node("Split", ["all"], pieces, axis=1, num_outputs=PIECES),
        helper.make_node("Max", pieces, ["greatest"]),
        helper.make_node("LayerNormalization", ["greatest", "scale", "shift"], ["made"], epsilon=STEADY),
    ]
    return graph("maxout", nodes, {"x": 2, "weights": 2, "biases": 1, "scale": 1, "shift": 1})


if __name__ == "__main__":
    for name, raw in (("product.onnx", product()), ("maxout.onnx", maxout())):
        (DATA / name).write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        (DATA / name).with_suffix(".sha256").write_text(f"{digest}  {name}\n", encoding="ascii")
        print(f"{name}: {len(raw)} bytes, {digest}")
