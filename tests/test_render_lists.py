"""Lists under a brief: each line can be read by itself, and none says what another says."""

from __future__ import annotations

from tests.conftest import Teller
from whosays.model import Record
from whosays.render import outline
from whosays.render.blocks import Line

FIRST = (
    "Port chief resigns\n\n"
    "Ole Brandt resigned as chief of the port of Larn on Friday after reports emerged that he had sold port land.\n\n"
    "The harbour council ordered Brandt to pay back 2 million crowns. In March he sold his shares. A decision is expected in June.\n\n"
    "The port, which opened in 1975, employs 300 people. Brandt, speaking on Friday, promised that he would repay the money to keep the "
    "port open.\n"
)
SECOND = (
    "Chief of port steps down\n\nOle Brandt stepped down as chief of the port of Larn on Friday.\n\n"
    "The port has recently been searched by police. Inspectors had opened the gates in 2019.\n"
)


def lines(record: Record, heading: str) -> list[Line]:
    """The lines of one list of the brief's view."""
    sections = (section for section in outline.outline(record, "brief") if section.heading == heading)
    return [block for section in sections for block in section.blocks if isinstance(block, Line)]


def test_what_one_report_has_stands_alone(tell: Teller) -> None:
    """No half clause ("reports emerged", "ordered Brandt" without what), nobody's "he"; the whole sentence in its place."""
    told = [line.text for line in lines(tell(FIRST, SECOND), "Only one report has")]
    assert told
    assert not [text for text in told if text.startswith(("reports emerged", "which", "to ", "he ", "In March he"))]
    assert not [text for text in told if text.endswith("ordered Brandt")]
    assert len(set(told)) == len(told)


def test_an_aim_is_no_expectation(tell: Teller) -> None:
    """ "To keep the port open" is not listed as something expected; what he would do is, in its sentence."""
    told = [line.text for line in lines(tell(FIRST, SECOND), "Denied, expected, unconfirmed")]
    assert not [text for text in told if text.startswith("to keep")]
    assert [text for text in told if "he would repay" in text and "Brandt" in text]


def test_a_row_of_the_timeline_says_what_and_when(tell: Teller) -> None:
    """ "Recently" is no time, and "which opened in 1975" is told as its sentence."""
    told = lines(tell(FIRST, SECOND), "Timeline")
    assert not [line for line in told if "recently" in line.text]
    assert [line.text for line in told if line.lead == "1975"] == ["The port, which opened in 1975, employs 300 people"]
