"""Weights that ship with the package: read whole, and refused where they are not those that were published with it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any


class DamagedWeights(RuntimeError):
    """The weights in the package are not those that were published with it."""


@cache
def sha256_of(name: str) -> str:
    """SHA-256 of the weights ``data/<name>``, as published beside them under the same name, ending in ``.sha256``."""
    return files(__package__).joinpath(f"{name.rpartition('.')[0]}.sha256").read_text(encoding="ascii").split()[0]


def checked(name: str, *, of: str) -> bytes:
    """The bytes of ``data/<name>``, weights ``of`` what; DamagedWeights where they have changed."""
    raw = files(__package__).joinpath(name).read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != sha256_of(name):
        raise DamagedWeights(
            f"the weights of {of} ({name}) have SHA-256 {found}, not {sha256_of(name)}; install whosays again"
        )
    return raw


def network_of(raw: bytes) -> Any:
    """A network from the bytes of an ONNX file, run by ONNX Runtime on one thread; ImportError where that is not installed."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Processors without VNNI add pairs of eight-bit products in sixteen bits, which overflow; with this they add as all others do.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
