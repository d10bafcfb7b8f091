"""Reading what is given: files, folders and standard input become reports; whatever cannot be read is told in words."""

from __future__ import annotations

from whosays.ingest.drafts import Draft, Refusal, Told
from whosays.ingest.paths import Ingested, iter_reports, read_paths, reports_in
from whosays.ingest.reports import report_of
from whosays.ingest.text import read_text
from whosays.ingest.zones import find_zones

__all__ = [
    "Draft",
    "Ingested",
    "Refusal",
    "Told",
    "find_zones",
    "iter_reports",
    "read_paths",
    "read_text",
    "report_of",
    "reports_in",
]
