"""The small stories of ``tests/cases/disputes`` and their scorer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import disputes

TWO_REPORTS = """
[[case]]
id = "bridge"
[[case.report]]
outlet = "Ford Post"
published = "2031-05-05T16:00+02:00"
headline = "Bridge shut"
text = '''Ida Brandt has made seven trips abroad since taking office, the county said on Monday.

Ida Brandt said that the bridge was built by monks.'''
[[case.report]]
outlet = "Ellmouth Echo"
published = "2031-05-05T18:00+02:00"
headline = "Detours for drivers"
text = '''Ida Brandt has made ten trips abroad since taking office, the police said on Monday.

Ida Brandt said that the bridge was built by monks.'''
[[case.expect]]
kind = "contradiction"
slot = "number"
reports = [1, 2]
passages = ["Ida Brandt has made seven trips abroad", "Ida Brandt has made ten trips abroad"]
why = "seven against ten"
[[case.silent]]
reports = [1, 2]
passages = ["that the bridge was built by monks", "that the bridge was built by monks"]
why = "the same"
[[case.statement]]
reports = [1, 2]
passages = ["that the bridge was built by monks", "that the bridge was built by monks"]
independent = 1
why = "one speaker"
"""


@pytest.fixture
def told(tmp_path: Path) -> disputes.Told:
    """A case whose conflict stands in two sentences of one form."""
    (tmp_path / "case.toml").write_text(TWO_REPORTS, encoding="utf-8")
    (case,) = disputes.load(tmp_path / "case.toml")
    return disputes.Told(case, disputes.tell(case))


def test_a_conflict_counts_when_its_two_passages_stand_in_different_answers(told: disputes.Told) -> None:
    """The same finding answers neither for the silent pair nor for another kind."""
    assert told.found(told.case.expected[0]) == "contradiction"
    assert told.found(told.case.silent[0]) is None
    assert [expected for _, expected in told.conflicts()] == [True]


def test_a_conflict_that_no_case_expects_costs_precision(told: disputes.Told) -> None:
    """And the reader of the mistakes is shown its question and answers."""
    bare = disputes.Case(told.case.id, told.case.texts, told.case.outlets, told.case.published, (), (), ())
    row = disputes.Told(bare, told.record)
    assert disputes.score([row])["dispute_precision"] == 0.0
    assert "not expected" in "\n".join(disputes.mistakes([row]))


def test_a_statement_is_joined_and_counted_by_the_proposition_that_holds_it(told: disputes.Told) -> None:
    """Both reports have it from one speaker: one source."""
    assert told.counted(told.case.statements[0]) == (True, 1)
    figures = disputes.score([told])
    assert figures["statement_joined"] == figures["count_accuracy"] == 1.0
    assert figures["count_over"] == 0.0


def test_a_passage_that_does_not_stand_in_its_report_is_refused(tmp_path: Path) -> None:
    """The words and the report are named."""
    (tmp_path / "case.toml").write_text(TWO_REPORTS.replace('["Ida Brandt has', '["Ida Brandt had'), encoding="utf-8")
    with pytest.raises(ValueError, match="bridge, report 1: not exactly once in its text: 'Ida Brandt had"):
        disputes.load(tmp_path / "case.toml")


@pytest.mark.parametrize("half", ["dev", "held"])
def test_cases_of_both_halves_hold_conflicts_and_pairs_that_are_none(half: str) -> None:
    """Every passage stands once in its report, and no case is in both halves."""
    cases = [case for path in disputes.files(half) for case in disputes.load(path)]
    others = [case for path in disputes.files("held" if half == "dev" else "dev") for case in disputes.load(path)]
    assert len({case.id for case in cases}) == len(cases) >= 40
    assert not {case.texts for case in cases} & {case.texts for case in others}
    assert sum(bool(case.expected) for case in cases) >= 15
    assert sum(bool(case.silent) for case in cases) >= 15


def test_the_page_counts_the_small_stories() -> None:
    """docs/design/disputes.md names every file of cases, with the number of stories and of conflicts in each row."""
    page = (disputes.CASES.parents[2] / "docs" / "design" / "disputes.md").read_text(encoding="utf-8")
    rows = page.partition("<!-- disputes -->")[2].partition("<!-- end of disputes -->")[0].strip().splitlines()[2:]
    named = []
    for row in rows:
        files, stories, conflicts, _ = (cell.strip() for cell in row.strip("|").split("|"))
        names = re.findall(r"`(\w+)`", files)
        cases = [case for name in names for case in disputes.load(disputes.CASES / f"{name}.toml")]
        expected = [one for case in cases for one in case.expected if one.kind in disputes.CONFLICTS]
        assert (int(stories), int(conflicts)) == (len(cases), len(expected)), row
        named += names
    assert sorted(named) == sorted(path.stem for path in disputes.CASES.glob("*.toml"))
