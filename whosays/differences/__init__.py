"""What changed between two records of one story: withdrawn, later figures, new and settled disputes, support, reports, cast."""

from __future__ import annotations

from whosays.differences.comparing import compare
from whosays.differences.pairing import UnrelatedRecords

__all__ = ["UnrelatedRecords", "compare"]
