"""What changed between an earlier and a later record of one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.reports import Interval, Passage

ChangeKind = Literal[
    "withdrawn", "figure", "conflict-new", "status-lowered", "conflict-gone", "point-new", "point-gone", "status-raised",
    "statement-new", "statement-gone", "report-new", "report-revised", "report-gone", "origin-new", "origin-gone",
    "reports-joined", "reports-parted", "joined", "parted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """How something stood in one of the two records: in words, with its claims, the words it rests on and when they were true.

    ``as_of`` is the latest own time of its claims, else the day their report came out.
    """

    words: str
    claims: tuple[str, ...]
    passages: tuple[Passage, ...]
    as_of: Interval | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, what it is about, how that stood before and after (``None``: not there), and the reasoning."""

    kind: ChangeKind
    what: str
    before: Version | None
    after: Version | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, the most important first. Claims and passages of ``before`` are the older record's, those of ``after`` the newer's.

    ``shared`` is the number of reports that both records hold.
    """

    old_story: str
    new_story: str
    old_reports: int
    new_reports: int
    shared: int
    changes: tuple[Change, ...]
