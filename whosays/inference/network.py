"""The network that reads two sentences side by side: eight-bit weights run by ONNX Runtime on one thread, checked before they are opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from whosays.data.weights import DamagedWeights, checked, network_of
from whosays.vectors.wordpiece import pieces

WEIGHTS = "inference.onnx"


class NoInference(RuntimeError):
    """ONNX Runtime is not installed, or the weights are not those that were published."""


@cache
def session() -> Any:
    """The network, opened once a process; raises :class:`NoInference`."""
    try:
        return network_of(checked(WEIGHTS, of="the network that compares sentences"))
    except (ImportError, DamagedWeights) as error:
        raise NoInference(f"sentences cannot be compared: {error}") from error


def compare(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[float, float, float]]:
    """For each pair: the probability that both answer one question, that not both can hold, that they say the same; cut to hundredths.

    One pair goes through at a time: eight-bit arithmetic scales by all that it is given at once, and a pair's figures must not
    depend on what is compared beside it. Hundredths, so that processors agree.
    """
    import numpy as np

    for first, second in pairs:
        left, right = pieces(first), pieces(second)[1:]
        given = {
            "pieces": np.array([left + right], dtype=np.int64),
            "places": np.arange(len(left) + len(right), dtype=np.int64)[None],
            "sides": np.array([[0] * len(left) + [1] * len(right)], dtype=np.int64),
        }
        one_question, conflict, same = (int(float(one) * 100 + 1e-3) / 100 for one in session().run(None, given)[0][0])
        yield one_question, conflict, same
