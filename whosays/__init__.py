"""Many news reports of one story in, one sourced record out: what is said, who says so, and where they disagree.

The verbs: :func:`read` files into reports, :func:`analyze` reports into a record, :func:`ask` a record a question, :func:`diff` two
records, :func:`faults` of a record; :func:`rendered` a record as text, Markdown, HTML or JSON, :func:`export` it for other tools,
:func:`encode` and :func:`decode` its bytes, :func:`schema` of them. Importing this module loads none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from whosays.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.check import faults
    from whosays.differences import compare as diff
    from whosays.exports import export
    from whosays.ingest import read_paths as read
    from whosays.model import Answer, Brief, Claim, Decision, Difference, Finding, Notice, Proposition, Record, Report
    from whosays.pipeline import ask
    from whosays.record import decode, encode, schema
    from whosays.render import render as rendered

__version__ = VERSION
__all__ = [
    "read",
    "analyze",
    "ask",
    "diff",
    "faults",
    "rendered",
    "export",
    "encode",
    "decode",
    "schema",
    "Record",
    "Report",
    "Claim",
    "Proposition",
    "Finding",
    "Brief",
    "Answer",
    "Difference",
    "Decision",
    "Notice",
]

# Each verb's room. ``rendered`` and ``faults`` are not called ``render`` and ``check``, since those are the rooms' own names.
ROOMS = {
    "read": ("whosays.ingest", "read_paths"),
    "ask": ("whosays.pipeline", "ask"),
    "diff": ("whosays.differences", "compare"),
    "faults": ("whosays.check", "faults"),
    "rendered": ("whosays.render", "render"),
    "export": ("whosays.exports", "export"),
    "encode": ("whosays.record", "encode"),
    "decode": ("whosays.record", "decode"),
    "schema": ("whosays.record", "schema"),
    **{name: ("whosays.model", name) for name in __all__ if name[0].isupper()},
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
