"""Reading what is given: files, folders and standard input become reports; whatever cannot be read is told in words."""

from __future__ import annotations

from whosays.ingest.paths import Ingested, read_paths
from whosays.ingest.text import Refusal, read_text
from whosays.ingest.zones import find_zones

__all__ = ["Ingested", "Refusal", "find_zones", "read_paths", "read_text"]
