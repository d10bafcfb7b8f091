"""The parser's arithmetic by ONNX Runtime, on one thread.

spaCy multiplies matrices with BLIS, which has code of its own for few processors and takes three times as long on all others; and it runs
each step of a layer on its own. What is reckoned is the same but for the last digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from thinc.api import Model, NumpyOps

from whosays.data.weights import checked, network_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PRODUCT, MAXOUT = "product.onnx", "maxout.onnx"
PIECES = 3  # of a unit of the maxout layers that spaCy's pipelines are made of
# What gives each word a vector from its forms alone: spaCy's MultiHashEmbed without vectors from elsewhere.
WORDS = re.compile(
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)>>with_array\(maxout>>layernorm(?:>>dropout)?\)>>ragged2list"
)
RECALLED = "recalled_words"
MOST = 20_000  # vectors of words kept, of 400 bytes
EVEN = 16  # rows of a product come in as many or a multiple: a single one would be worked out otherwise, to other last digits


@cache
def _graph(name: str) -> Any:
    """One of the two, opened once a process; raises :class:`~whosays.data.weights.DamagedWeights`."""
    return network_of(checked(name, of="the parser's arithmetic"))


class Products(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """Thinc's arithmetic in main memory, with other products."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """As a layer asks for it when it reads: a row for each word by a row for each unit."""
        if trans1 or not trans2 or not len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        (made,) = _graph(PRODUCT).run(None, {"x": x, "weights": y})
        if out is None:
            return made
        out[:] = made
        return out


def quicken(pipeline: Language) -> None:
    """Gives this arithmetic to all parts of a pipeline that reckon in main memory and with nothing better than BLIS."""
    ops = Products()
    for model in _models(pipeline):
        for node in [node for node in model.walk() if type(node.ops) is NumpyOps]:
            node.ops = ops
            if _is_maxout(node):
                model.replace_node(node, _in_one(node))
        for node in [node for node in model.walk() if node.ops is ops and WORDS.fullmatch(node.name)]:
            model.replace_node(node, _recalled(node))


def forget(pipeline: Language) -> None:
    """Drops the vectors that were recalled: only a measurement needs it."""
    for model in _models(pipeline):
        for node in model.walk():
            if node.name == RECALLED:
                node.attrs["known"].clear()


def _models(pipeline: Language) -> Iterator[Model[Any, Any]]:
    for _, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        if isinstance(model, Model):
            yield model


def _is_maxout(node: Model[Any, Any]) -> bool:
    """Is it a maxout layer with its norm?"""
    names = [layer.name for layer in node.layers]
    return names == ["maxout", "layernorm"] and node.layers[0].get_dim("nP") == PIECES


def _in_one(node: Model[Any, Any]) -> Model[Any, Any]:
    """Such a layer, worked out in one step when it reads."""
    import numpy as np

    dense, norm = node.layers
    by_unit: Any = (
        dense.get_param("W"),
        dense.get_param("b"),
    )  # then by piece; the graph takes them by piece, then by unit
    weights, biases = (np.concatenate(values.swapaxes(0, 1)) for values in by_unit)
    given = {"weights": weights, "biases": biases, "scale": norm.get_param("G"), "shift": norm.get_param("b")}

    def forward(_: Model[Any, Any], x: Any, is_train: bool) -> tuple[Any, Any]:
        if is_train or not len(x):
            return node(x, is_train)
        return _graph(MAXOUT).run(None, {"x": x, **given})[0], None

    return Model("maxout_in_one", forward, dims={"nO": dense.get_dim("nO"), "nI": dense.get_dim("nI")}, ops=node.ops)


def _recalled(node: Model[Any, Any]) -> Model[Any, Any]:
    """Such a layer, asked for each word once."""
    import numpy as np

    forms, _, hashed, mixed, _ = node.layers
    known: dict[bytes, Any] = {}

    def learned(rows: Sequence[bytes]) -> dict[bytes, Any]:
        padded = [*rows, *[rows[0]] * (-len(rows) % EVEN)]
        given = np.frombuffer(b"".join(padded), dtype="uint64").reshape(len(padded), -1)
        made = mixed.predict(hashed.predict(given))
        return {row: vector.copy() for row, vector in zip(rows, made, strict=False)}  # a view would keep all of them

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            return node(docs, is_train)
        read = [np.ascontiguousarray(rows) for rows in forms.predict(docs)]
        keys = [rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist() for rows in read]
        found = {key: known.get(key) for row in keys for key in row}
        new = [key for key, vector in found.items() if vector is None]
        if len(known) + len(new) > MOST:
            known.clear()
        if new:
            more = learned(new)
            known.update(more)
            found.update(more)
        empty = node.ops.alloc2f(0, mixed.get_dim("nO"))
        return [np.array([found[key] for key in row]) if row else empty for row in keys], None

    return Model(RECALLED, forward, dims={"nO": mixed.get_dim("nO")}, attrs={"known": known}, ops=node.ops)
