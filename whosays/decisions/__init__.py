"""Human decisions: kept in a file that a person can read and edit, obeyed by later runs, never silently dropped.

Nothing in a decision depends on a run: entities are named by their names, reports by the hash of their text, claims and
findings by the words they rest on.
"""

from __future__ import annotations

from whosays.decisions.attributions import correct_attributions
from whosays.decisions.cast import decided_cast
from whosays.decisions.concerning import concerns, concerns_names, names_a_report
from whosays.decisions.consistency import BadDecisions
from whosays.decisions.file import as_line, decisions_schema, parse_decisions
from whosays.decisions.findings import judge_findings
from whosays.decisions.grouping import decided_pairs
from whosays.decisions.lineage import count_once, decide_origins
from whosays.decisions.outcomes import decision_notices, obeyed
from whosays.decisions.reports import correct_reports

__all__ = [
    "BadDecisions",
    "as_line",
    "concerns",
    "concerns_names",
    "correct_attributions",
    "correct_reports",
    "count_once",
    "decide_origins",
    "decided_cast",
    "decided_pairs",
    "decision_notices",
    "decisions_schema",
    "judge_findings",
    "names_a_report",
    "obeyed",
    "parse_decisions",
]
