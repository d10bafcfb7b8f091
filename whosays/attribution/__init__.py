"""Who says so: cues, sources and contents become chains outlet ← agency ← official on every claim."""

from __future__ import annotations

from whosays.attribution.chains import attribute
from whosays.attribution.embedded import find_embedded

__all__ = ["attribute", "find_embedded"]
