"""Reading what is given: files, folders and standard input become reports; whatever cannot be read is told in words.

What the names stand for is loaded when it is first asked for: what a store has already is passed over without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.on_demand import loader

if TYPE_CHECKING:
    from whosays.ingest.drafts import Draft, Refusal, Told
    from whosays.ingest.formats.text import read_text
    from whosays.ingest.paths import Ingested, iter_reports, read_paths, reports_in
    from whosays.ingest.reports import report_of
    from whosays.ingest.zones.found import find_zones

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

_PLACES = {
    "drafts": ("Draft", "Refusal", "Told"),
    "paths": ("Ingested", "iter_reports", "read_paths", "reports_in"),
    "reports": ("report_of",),
    "formats.text": ("read_text",),
    "zones.found": ("find_zones",),
}

__getattr__ = loader(__name__, _PLACES)
