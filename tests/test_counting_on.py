"""Shares of a vote that move as the count goes on are an update, in the order of what was counted."""

from __future__ import annotations

from tests.conftest import Teller
from whosays.model import Finding, Record

EARLY = "Ballots in Orsa\n\nIda Holm had 51.2 percent of the vote with 40 percent of ballots counted, the electoral office said.\n"
LATE = "Night of counting\n\nIda Holm had 48.7 percent with 95 percent of ballots counted, the electoral office said.\n"
FINAL = "Result in Orsa\n\nIda Holm took 48.1 percent of the vote, the electoral office said on Monday.\n"


def shares(record: Record) -> list[Finding]:
    """The findings about somebody's share of the vote."""
    return [one for one in record.findings if one.question.startswith("What share of the vote")]


def test_a_share_moves_as_the_count_goes_on(tell: Teller) -> None:
    """Three stages, the last without a word of counting, are one update with its course, and nothing alarms."""
    record = tell(FINAL, LATE, EARLY)
    (found,) = shares(record)
    assert (found.kind, found.slot) == ("update", "number")
    assert [side.answer for side in found.readings] == ["51.2 %", "48.7 %", "48.1 %"]
    assert found.computation.startswith(
        "51.2 % with 40 % counted, 48.7 % with 95 % counted, 48.1 % with everything counted"
    )
    assert not [one for one in record.findings if one.kind in ("contradiction", "tension")]


def test_shares_of_two_candidates_are_two_questions(tell: Teller) -> None:
    """Another candidate's share says nothing of the first one's."""
    other = LATE.replace("Ida Holm", "Jan Vik")
    assert not shares(tell(EARLY, other))


def test_one_stage_with_two_shares_is_no_update(tell: Teller) -> None:
    """Of two shares with as much counted, neither follows the other."""
    assert not shares(tell(EARLY, EARLY.replace("51.2", "49.9").replace("Ballots in", "Votes in")))


def test_a_share_without_a_stage_or_a_result_is_not_placed(tell: Teller) -> None:
    """A poll gives a share too, and no count stands behind it."""
    poll = "Poll before the vote\n\nIda Holm had 44 percent in a poll, the institute said.\n"
    assert not shares(tell(EARLY, poll))
