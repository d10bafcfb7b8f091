"""What figures measure: reports of one story that count one thing in other words, and figures of two things that only look alike."""

from __future__ import annotations

import pytest

from whosays import pipeline
from whosays.ingest.formats.text import read_text

MINE = "A coal mine collapsed near Dorsk on Tuesday."
BANK = "Thieves robbed a bank in Morna on Monday."
STORM = "A storm hit the coast of Veland on Sunday."
ROAD = "A lorry overturned on the A9 near Brank on Friday."
QUAKE = "An earthquake shook Zarand on Monday."
APART = (
    (MINE, "Eleven miners are dead.", "Fourteen men lost their lives underground."),
    (MINE, "No one was hurt.", "Six people were injured."),
    (ROAD, "The motorway was closed for four hours.", "The road stayed shut for nine hours."),
    (BANK, "Three masked men stormed the branch.", "Five robbers burst into the bank."),
    (BANK, "The robbers made off with 200,000 euros.", "Some 450,000 euros in cash were stolen."),
    (STORM, "The power cut lasted six hours.", "Homes were without electricity for 14 hours."),
    (STORM, "About 30,000 homes lost power.", "Some 75,000 households were without electricity."),
    (QUAKE, "The quake had a magnitude of 5.1.", "It measured 5.9 on the Richter scale."),
    ("Inmates broke out of Pelk jail on Monday.", "Twelve prisoners escaped.", "Nine inmates are on the run."),
    ("A bridge opened in Selm on Saturday.", "It cost 80 million euros.", "The price tag was 125 million euros."),
)
ALIKE = (
    (MINE, "Eleven miners are dead.", "Two rescuers died when they went in."),
    (MINE, "No children were hurt.", "Six people were injured."),
    (ROAD, "The motorway was closed for four hours.", "The slip road was shut for twenty minutes."),
    (STORM, "About 30,000 homes lost power.", "By evening 4,000 homes were still without power."),
    (QUAKE, "The quake had a magnitude of 5.1.", "An aftershock of magnitude 4.2 followed."),
    ("A bridge opened in Selm on Saturday.", "It cost 80 million euros.", "The access roads cost 12 million euros."),
    ("A court convicted two men.", "Jan Holt was jailed for five years.", "His accomplice was sentenced to two years."),
)


def conflicts(lead: str, one: str, two: str) -> list[str]:
    """Kinds of the conflicts shown of two reports of one evening."""
    told = (("News from the region", one, "Alpha News", 11), ("What we know", two, "Beta Post", 12))
    reports = [
        read_text(
            f"{headline}\n\n{lead} {text}\n".encode(),
            source=f"{hour}.txt", outlet=outlet, published=f"2031-05-05T{hour}:00+00:00",
        )
        for headline, text, outlet, hour in told
    ]  # fmt: skip
    record = pipeline.tell([pipeline.read_report(report) for report in reports], one_story=True)
    return [one.kind for one in record.findings if one.shown and one.kind in ("contradiction", "tension")]


@pytest.mark.parametrize(("lead", "one", "two"), APART)
def test_one_thing_measured_in_other_words_is_shown(lead: str, one: str, two: str) -> None:
    """Two figures of one attribute that cannot both be true are shown, whatever verbs and nouns tell it."""
    assert conflicts(lead, one, two)


@pytest.mark.parametrize(("lead", "one", "two"), ALIKE)
def test_figures_of_two_things_are_left_alone(lead: str, one: str, two: str) -> None:
    """A part, an aftershock, an accomplice, who is left, another trade: no conflict."""
    assert not conflicts(lead, one, two)
