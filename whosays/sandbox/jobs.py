"""The jobs that a child may do: each a function that takes bytes and gives plain values, and what it needs imported first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# "package.module:function" and the modules to import before the child is locked in: what they load from the disk, they load
# then, and the time it takes is not the document's.
_READERS = "whosays.ingest.hostile:"
JOBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        f"{_READERS}page": (
            "whosays.ingest.hostile",
            "whosays.ingest.html",
            "lxml.html",
            "trafilatura",
            "trafilatura.settings",
            "htmldate",
        ),
        f"{_READERS}feed": (
            "whosays.ingest.hostile",
            "whosays.ingest.formats.feeds",
            "whosays.ingest.formats.json_feed",
            "feedparser",
        ),
        f"{_READERS}message": ("whosays.ingest.hostile", "whosays.ingest.formats.ninjs"),
        f"{_READERS}clipping": ("whosays.ingest.hostile", "whosays.ingest.formats.markdown"),
        f"{_READERS}json_lines": ("whosays.ingest.hostile", "whosays.ingest.formats.rows_jsonl"),
        f"{_READERS}csv_rows": ("whosays.ingest.hostile", "whosays.ingest.formats.rows_csv"),
        f"{_READERS}web_archive": (
            "whosays.ingest.hostile",
            "whosays.ingest.formats.warc",
            "whosays.ingest.formats.warc_bodies",
            "fastwarc.warc",
        ),
    }
)
