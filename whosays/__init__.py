"""Many news reports of one story in, one sourced record out: what is said, who says so, and where they disagree.

The verbs: :func:`read` files into reports, :func:`analyze` reports into a record, :func:`ask` a record a question,
:func:`rendered` a record as text,
Markdown, HTML or JSON, :func:`encode` and :func:`decode` its bytes. Importing this module loads none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.ingest import read_paths as read
    from whosays.model import Decision, Notice, Record, Report
    from whosays.pipeline import ask
    from whosays.record import decode, encode, schema
    from whosays.render import render as rendered

__version__ = "0.1.0"
__all__ = ["read", "analyze", "ask", "rendered", "encode", "decode", "schema", "Record", "Report"]

# Each verb's room. ``rendered`` is not called ``render``, since that is the room's own name.
ROOMS = {
    "read": ("whosays.ingest", "read_paths"),
    "ask": ("whosays.pipeline", "ask"),
    "rendered": ("whosays.render", "render"),
    "encode": ("whosays.record", "encode"),
    "decode": ("whosays.record", "decode"),
    "schema": ("whosays.record", "schema"),
    "Record": ("whosays.model", "Record"),
    "Report": ("whosays.model", "Report"),
}


def analyze(
    reports: Iterable[Report],
    *,
    notices: Sequence[Notice] = (),
    one_story: bool = False,
    decisions: Sequence[Decision] = (),
) -> Record:
    """The record of one story, from its reports, in whatever order they come; what people decided is obeyed.

    Raises :class:`whosays.pipeline.UnrelatedReports` when they do not share a story, unless ``one_story`` is set.
    """
    from whosays import pipeline
    from whosays.decisions import correct_reports

    readings = [pipeline.read_report(report) for report in correct_reports(tuple(reports), decisions)]
    return pipeline.tell(readings, notices=notices, one_story=one_story, decisions=decisions)


def __getattr__(name: str) -> object:
    """Load a verb when it is first asked for."""
    if name not in ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = ROOMS[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
