"""Whether reports share a story."""

from __future__ import annotations

from whosays.model import Published, Reading, Report
from whosays.relatedness import ALIKE, likeness, share_a_story

FERRY = (
    "Ferry adrift off Sandholm\nThe ferry Kestrel lost power off Sandholm on Monday with 210 passengers, harbour master Edda Brink said. "
    "Two tugs from Vall reached the Kestrel by noon and towed her to the quay."
)
FERRY_TOO = (
    "Passengers tell of dark night\nLights went out on the Kestrel before dawn, passengers from Vall recalled. Brink praised the crews of the "
    "tugs that brought the ship to Sandholm."
)
BUDGET = (
    "Council passes budget\nCouncillors in Great Aldersham voted by nine to four for a levy on second homes on Tuesday. Treasurer Pia Oss "
    "expects two million crowns a year, to be spent on buses and on the swimming pool in Larch Lane."
)


def reading(name: str, text: str) -> Reading:
    """A reading with nothing but its report."""
    report = Report(name, f"{name}.txt", None, None, None, "en", Published(None, "absent", (), ()), text, ())
    return Reading(report, (), (), (), (), (), ())


def test_one_story_is_one_group() -> None:
    """Reports of one event with other words and the same names share a story."""
    assert share_a_story([reading("b", FERRY), reading("a", FERRY_TOO)]) == (frozenset({"a", "b"}),)


def test_two_stories_are_two_groups() -> None:
    """Reports of two events share weekdays and words of the trade, and no story."""
    readings = [reading("a", FERRY), reading("b", BUDGET), reading("c", FERRY_TOO)]
    assert share_a_story(readings) == (frozenset({"a", "c"}), frozenset({"b"}))
    assert likeness(readings[0], readings[1]) < ALIKE / 2


def test_the_trades_words_alone_join_nobody() -> None:
    """Officials, spokesmen, weekdays and numbers in common are not a story in common."""
    one = reading("a", "A spokesman said\nOfficials said on Monday that two people had been injured, police reported.")
    other = reading(
        "b", "Police said\nOfficials told reporters on Monday that three people were dead, a spokesman said."
    )
    assert len(share_a_story([one, other])) == 2


def test_order_and_single_reports() -> None:
    """The order given changes nothing; one report is one story; none are no story."""
    readings = [reading("a", FERRY), reading("b", BUDGET), reading("c", FERRY_TOO)]
    assert share_a_story(readings[::-1]) == share_a_story(readings)
    assert share_a_story(readings[:1]) == (frozenset({"a"}),)
    assert share_a_story([]) == ()
