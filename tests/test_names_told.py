"""What kind of thing a name names where the words around it say so, and where a dateline's places end."""

from __future__ import annotations

import pytest

from tests.test_mentions import mentions, names
from tests.test_pronouns import reading_of


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Typhoon Goni killed at least 16 people in the islands.", "Typhoon Goni", "event"),
        ("Storm Babet had brought rain to the valley.", "Babet", "event"),
        ("The men lived on Albert Street in the centre.", "Albert Street", "facility"),
        ("A landslide hit the village of Ask on Monday.", "Ask", "place"),
        ("Ten skiers were found in the resort of Lech.", "Lech", "place"),
        ("He set out aboard the Curlew on Monday.", "Curlew", "vehicle"),
        ("The Boeing 737-800 lost contact over the hills. Boeing said it was sad.", "Boeing 737", "vehicle"),
        ("The Boeing 737-800 lost contact over the hills. Boeing said it was sad.", "Boeing", "organisation"),
        ("A knife was found in the River Medway near the weir.", "River Medway", "place"),
        ("The flagship of the Black Sea Fleet sank.", "Black Sea Fleet", "organisation"),
        ("A skipper went missing off Land's End on Sunday.", "Land's End", "place"),
    ],
)
def test_kind_of_a_name(text: str, name: str, kind: str) -> None:
    """Storms, streets, settlements, ships, aircraft and fleets are told by the word beside the name."""
    assert names(mentions(text)).get(name) == kind


@pytest.mark.parametrize(
    ("dateline", "places"),
    [
        ("PORT-AU-PRINCE, Haiti, Aug 15 (Beacon) -", ["PORT-AU-PRINCE", "Haiti"]),
        ("NEW YORK, Feb 9 -", ["NEW YORK"]),
        ("ANKARA/BEIRUT, Feb 7 -", ["ANKARA", "BEIRUT"]),
        ("BEIRUT, Aug 5 -", ["BEIRUT"]),
    ],
)
def test_places_of_a_dateline(dateline: str, places: list[str]) -> None:
    """What stands in capitals before the date is the place, its hyphens included; two cities are two."""
    found = reading_of(
        f"Outlet: Alden Post\nPublished: 2031-02-09\n\nQuake kills two\n{dateline} Two people died on Monday.\n"
    )
    assert [m.text for m in found if m.kind == "place"][: len(places)] == places


def test_no_description_in_a_list() -> None:
    """ "Ada Roe, her husband and two guards" are four people: the husband is not Ada Roe."""
    found = mentions("Ada Roe, her husband and two guards left on Friday.")
    husband = next(m for m in found if m.text == "her husband")
    assert husband.refers_to is None


@pytest.mark.parametrize(
    "text", ["A ferry with 22 crew on board sank.", "A ban remained in force.", "The river burst its banks."]
)
def test_idioms_name_nobody(text: str) -> None:
    """Neither "on board" nor "in force" nor the banks of a river is a body."""
    assert [m.text for m in mentions(text) if m.kind == "organisation"] == []


def test_the_coast_guard_is_a_body() -> None:
    """ "The coast guard" is no man who guards."""
    assert [m.kind for m in mentions("The coast guard said two had died.") if "guard" in m.text] == ["organisation"]
