"""Text wrapped at a fixed width is read by the paragraph, and comes back as it was given."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from whosays.check import faults
from whosays.ingest.formats.text import read_text
from whosays.model import Record, Report
from whosays.pipeline import read_alone, read_report
from whosays.text.line_ends import as_given, unwrapped

REPORTS = sorted((Path(__file__).parent / "stories").glob("S0*/r*.txt"))


def given(text: str) -> Report:
    return read_text(text.encode(), source="r.txt", outlet=None, published="2031-03-04")


def wrapped(text: str, width: int, end: str) -> str:
    """The text with every longer line broken at the last blank before the width."""
    lines = (
        textwrap.wrap(line, width, break_on_hyphens=False) if len(line) > width else [line] for line in text.split("\n")
    )
    return end.join(part for line in lines for part in line)


def told(record: Record) -> list[object]:
    """All that is claimed, without offsets: words, certainty, sources."""
    text = record.reports[0].text
    return [
        (
            [" ".join(text[span.start : span.end].split()) for span in claim.spans],
            claim.factuality,
            [source.name for step in claim.chain for source in step.sources],
        )
        for claim in record.claims
    ]


@pytest.mark.parametrize("width, end", [(66, "\n"), (80, "\r\n")], ids=["66-lf", "80-crlf"])
def test_wrapped_text_says_the_same(width: int, end: str) -> None:
    """The made stories, each report in one line a paragraph and wrapped: the same claims, and the text as it was given."""
    for path in REPORTS:
        text = path.read_text()
        broken = wrapped(text, width, end)
        record = read_alone(read_report(given(broken)))
        assert record.reports[0].text == broken
        assert not faults(record)
        assert told(record) == told(read_alone(read_report(given(text)))), path


def test_line_ends_between_paragraphs_stay() -> None:
    """Only line ends inside a paragraph are read as blanks; every character keeps its place."""
    text = (
        "Ferry line to close\n\nThe ferry line to the island of Ostrel will be closed\nfrom March, the operator said on "
        "Monday in a letter to\nthe harbour board, which had asked for another year\nof service. Nobody loses a post.\n\n"
        "The board meets on Friday.\n"
    )
    report = given(text)
    read, ends = unwrapped(report)
    assert len(read.text) == len(text)
    assert read.text.count("\n") == text.count("\n") - 3 == 5
    assert [text[end.at] for end in ends] == ["\n"] * 3
    assert as_given(read, ends) == report


def test_lists_stay_lists() -> None:
    """Short lines below each other are no wrapped paragraph."""
    report = given("Results of the vote\n\nOstrel: 412 for\nHalberg: 96 for\nTolva: 1,204 against\nVennes: 88 for\n")
    assert unwrapped(report) == (report, ())


def test_a_single_line_that_runs_on_is_no_paragraph() -> None:
    """A denial over a line end stays a denial, however few the lines and however long."""
    text = (
        "Ferry inquiry\n\nThe ferry Maribel struck the north pier at Tolva on Tuesday, the harbour police said. The owner, Asta Lund, "
        "denied on Wednesday that the\ncrew of the ferry had been asleep.\n"
    )
    (claim,) = (claim for claim in read_report(given(text)).claims if claim.predicate == "be asleep")
    assert claim.factuality == "denied"
    assert [source.name for source in claim.chain[-1].sources] == ["Asta Lund"]


CUT = """\
Ferry to resume next week

The provincial govern-
ment said on Monday that the ferry to Ostrel would re-\r
sume service next week after inspec-
tors found no fault in the en-
gines.

Opposition leader Mara Holt de-
nied that she had asked for the well-
known closure.
"""


def test_words_cut_at_a_line_end_are_read_whole() -> None:
    """A denial, a source and a plain claim over cut words; every span points at the words as printed, to their last letter."""
    record = read_alone(read_report(given(CUT)))
    assert record.reports[0].text == CUT
    assert not faults(record)
    found = {CUT[claim.spans[0].start : claim.spans[-1].end]: claim for claim in record.told}
    (closure,) = (claim for words, claim in found.items() if "she had asked" in words)
    assert closure.factuality == "denied"
    assert any(words.endswith("en-\ngines") for words in found)
    assert not any(words.endswith(("inspec", "en-\ngin")) for words in found)
    (government,) = (entity for entity in record.entities if "government" in entity.name)
    mention = government.mentions[0]
    assert CUT[mention.start : mention.end] == "The provincial govern-\nment"


def test_compounds_and_dashes_at_a_line_end_stay_two() -> None:
    """A hyphen before a capital or a figure, and a dash, cut no word."""
    text = "The ferry from Ostrel to Nord-\nHalberg carries up to 140 passengers a day in summer and 90 -\nno more - in winter, the line said.\n"
    _, ends = unwrapped(given(text))
    assert not [end for end in ends if end.mark.startswith("-")]
