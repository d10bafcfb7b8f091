"""Which layers of the sandbox hold on this machine: found by trying, not by asking for versions."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from whosays.sandbox.limits import JobFailed, Killed, Limits, Unsandboxed
from whosays.sandbox.pool import Pool

_PROBE = "whosays.sandbox.probes:attempt"
_LIMITS = Limits(cpu_s=0.2, wall_s=5.0)
# What is tried, and what it is called.
_TRIED = (
    ("cpu", "CPU time"),
    ("memory", "memory"),
    ("network", "network"),
    ("files", "reading files"),
    ("writing", "writing files"),
    ("processes", "other programs"),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that a child is kept from, whether it is, and what happened when it was tried."""

    name: str
    holds: bool
    seen: str


def layers() -> tuple[Layer, ...]:
    """What a child on this machine is kept from; each was tried in a child."""
    with tempfile.TemporaryDirectory(prefix="whosays-") as folder:
        file = Path(folder, "a-file-of-yours.txt")
        file.write_bytes(b"yours\n")
        try:
            with Pool(workers=1, limits=_LIMITS, jobs={_PROBE: ()}) as pool:
                return tuple(_try(pool, what, name, str(file)) for what, name in _TRIED)
        except Unsandboxed as error:
            return (Layer("a process of its own", False, str(error)),)


def _try(pool: Pool, what: str, name: str, path: str) -> Layer:
    try:
        refused = pool.run(_PROBE, b"", {"what": what, "path": path}, gives=str)
    except Killed as killed:
        expected = killed.spent == what or (what == "cpu" and killed.spent == "wall")
        return Layer(name, expected or killed.spent == "crash", killed.reason)
    except JobFailed as failed:
        return Layer(name, False, failed.message)
    return Layer(name, bool(refused), refused or "it was done")
