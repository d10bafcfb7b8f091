"""Every kind of hostile file ends in a report, a report that is marked as cut, or a refusal in words; nothing leaks or hangs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.generate import KINDS, write
from tests.hostile.kinds import MARK, SECRET, Kind
from whosays.ingest import read_paths

INNER_WORDS = ("Traceback", "object at 0x", "Exception:")


def test_there_are_all_the_kinds() -> None:
    """At least the 37 of the list, each under one name."""
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 37


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_hostile_file_ends_well(kind: Kind, tmp_path: Path) -> None:
    """A report, a cut report or a refusal, as its kind allows; a whole report holds its last words; no local file shows."""
    path = write(kind, tmp_path, large=False)
    found = read_paths([path])
    told = " ".join(notice.message for notice in found.notices)
    kinds = {notice.kind for notice in found.notices}
    end = "truncated" if found.reports and "truncated" in kinds else "report" if found.reports else "refused"
    assert found.reports or "refused" in kinds, told
    assert end in kind.ends, told
    if kind.whole and end == "report":
        assert MARK in found.reports[0].text
    assert not any(words in told for words in INNER_WORDS), told
    assert SECRET not in told + "".join(report.text for report in found.reports)
