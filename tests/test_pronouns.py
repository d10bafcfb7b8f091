"""Whom "he", "she", "it" and "them" stand for where a title, a description, an object or a share stands beside the name."""

from __future__ import annotations

import pytest

from tests.test_mentions import antecedent, mentions
from whosays.ingest import read_text
from whosays.language import parse
from whosays.mentions import find_mentions
from whosays.model import Mention

MEANT = [
    # a title or a description is no less the subject than the name beside it
    ("Rob Lowe said two died. Governor Trent Hill had shut the road. He said on Sunday that rain was due.", "He", "Trent Hill"),
    ("Police chief Ned Orr said two died. President Joko Tarn ordered a review; he called it a tragedy.", "he", "Joko Tarn"),
    ("Italy's transport minister, Dan Toll, said the operator could be fined. He demanded its licence.", "He", "Dan Toll"),
    ("Police said the driver had lost control. The road was shut, Superintendent Anil Roy said. He asked for calm.", "He", "Anil Roy"),
    # a later word for the subject does not hide that it is the subject
    ("Judge Pia Orme spoke. Tarn's mother, Sheila, said her son was kind. She wept.", "She", "Sheila"),
    # who is called "Mrs" is not the man of that name
    ("Karl Maddox was jailed, his lawyer, Simone Kerr, said. Mrs Maddox was not in court. She was cleared in May.", "She", "Maddox"),
    # nobody is his own sister
    ("Three died, police chief Rolf Esk said. The governor, his sister, came.", "his", "Rolf Esk"),
    # no machine denies anything, who has just spoken may
    ("Ned Coyle told the Advertiser so. Skyhire, which owns the helicopter, said it was new. It denied that it was old.", "It", "Skyhire"),
    # "herself" is the subject of its clause, whom "she" then means
    ("Sofia Marin said she might stand. Okafor ruled herself out, she told State Wire.", "herself", "Okafor"),
    ("Sofia Marin said she might stand. Okafor ruled herself out, she told State Wire.", "she", "Okafor"),
    # the one who is told
    ("Ned Coyle was jailed. Judge Pia Orme told him that he had shown no remorse.", "he", "Ned Coyle"),
    # what is counted
    ("At least 111 people died in the fire, which burned 2,200 buildings, 86% of them homes.", "them", "2,200 buildings"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pronoun", "meant"), MEANT)
def test_who_is_meant(text: str, pronoun: str, meant: str) -> None:
    """The antecedent is the one a reader takes."""
    assert antecedent(mentions(text), pronoun) == meant


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        (
            "The storm cut power to the town; service was restored on Friday. It was the strongest tornado in years.",
            "It",
        ),
        (
            "The ambassador, Ned Orr, spoke. President Cy Ram called it a lie; his office agreed. "  # noqa: ISC004
            "The ministry summoned the ambassador; it said that he had apologised.",
            "he",
        ),
        (
            "Three were treated at Tarn Memorial Hospital. The railroad apologised. It promised to pay hotel bills.",
            "It",
        ),
    ],
)
def test_who_stays_open(text: str, pronoun: str) -> None:
    """A thing of another kind is not meant, nor one of two who are as near."""
    assert antecedent(mentions(text), pronoun) is None


JOINED = [
    (
        "Chief Moira Geddes said those killed were a father of three, aged 44, and his sister. She gave no names.",
        "his",
        "a father",
    ),
    ("A cargo ship rammed the Key Bridge in Baltimore, destroying it in seconds.", "it", "Key Bridge"),
    ("The station master in Larissa was arrested. He denies it.", "He", "The station master"),
]


@pytest.mark.parametrize(("text", "pronoun", "meant"), JOINED)
def test_grammar_names_or_bars_the_antecedent(text: str, pronoun: str, meant: str) -> None:
    """Who is named with his own; no subject of the verb that is understood; whoever is arrested."""
    assert antecedent(mentions(text), pronoun) == meant


def test_they_are_the_two_who_were_named_together() -> None:
    """No group further off is meant where two were named together; the two are no mention."""
    text = "Paramedics came. The chief said a woman and a man had been charged; they will appear in court."
    assert antecedent(mentions(text), "they") is None


def test_who_sends_a_report_is_not_who_it_speaks_of() -> None:
    """The agency in a dateline is no antecedent."""
    found = reading_of(
        "PORT TOLVA, Aug 15 (Beacon) - A quake struck Tolva. The civil protection agency said it had found two."
    )
    assert antecedent(found, "it") == "The civil protection agency"


def reading_of(text: str) -> list[Mention]:
    """The mentions of a report as it is read from a file."""
    return list(find_mentions(parse(read_text(text.encode(), source="x.txt"))))
