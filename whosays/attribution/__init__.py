"""Who says so: cues, sources and contents become chains outlet ← agency ← official on every claim."""

from __future__ import annotations

from whosays.attribution.chains import attribute

__all__ = ["attribute"]
