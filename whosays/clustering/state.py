"""What is kept of a clusterer between two runs, as JSON, and the settings that it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whosays.clustering.profile import Profile

STATE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """``threshold``: log-odds that two groups need on average to be one. ``window``: days after its last report that a story can still
    be joined, ``None`` for ever. ``most``: leads that hang together and are still grouped at once; more are grouped
    in pieces. ``vectors``: ask the sentence encoder near the threshold, where it is installed.
    """

    threshold: float = -2.0
    window: float | None = None
    most: int = 40
    vectors: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """All that a store must keep of a clusterer, as JSON: see :meth:`Clusterer.state`."""

    version: int
    settings: Settings
    hour: int | None
    profiles: tuple[Profile, ...]
    seen: Mapping[str, float]
    edges: Mapping[str, Mapping[str, int]]
    lead_of: Mapping[str, str]
    same: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]


def encode(state: State) -> bytes:
    """The state as JSON."""
    import msgspec

    return msgspec.json.encode(state)


def decode(kept: bytes) -> State:
    """The state in these bytes; raises ``ValueError`` where they are none, or of another version."""
    import msgspec

    try:
        state = msgspec.json.decode(kept, type=State)
    except msgspec.MsgspecError as error:
        raise ValueError(f"these bytes are no state of a clusterer: {error}") from None
    if state.version != STATE_VERSION:
        raise ValueError(f"the state has version {state.version}, not {STATE_VERSION}; add the reports anew")
    return state
