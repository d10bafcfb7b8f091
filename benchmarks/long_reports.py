"""Reports of one story as long as newspapers print them: for measuring what a crowd of reports costs, not what is read in them.

Some sentences are those of the invented ferry accident (``tests/stories``), told by most reports, with figures and voices changed as in
``benchmarks.story_scale``; the others are made from the frames below, whose people, places and figures few reports share. Of ten
reports one is an agency's, four are reprints of it, whole or cut short, and five have their own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.story_scale import STORIES, changed, sentences_of

STORY = "S01_ferry_accident"
SHORTEST, LONGEST = 300, 450  # words of a report
TOLD = (5, 9)  # sentences of the story that a report tells

PEOPLE = (
    "Agnes Holt", "Birger Tamm", "Cecilie Rook", "Dagny Frost", "Edvard Lunn", "Frida Voss", "Gunnar Pell", "Hedda Crane",
    "Isak Morn", "Jorun Beck", "Kaspar Wile", "Liv Sandal", "Magnus Orr", "Nora Telle", "Oskar Brand", "Petra Nils",
    "Ragna Steen", "Sten Hauge", "Tuva Marsh", "Ulrik Dahl", "Vilde Storm", "Yngve Falk",
)  # fmt: skip
ROLES = (
    "retired pilot", "nurse", "fisherman", "transport minister", "union leader", "naval architect", "shop owner", "deckhand",
    "rescue diver", "insurance broker", "lawyer for the families", "meteorologist", "hospital director", "teacher",
)  # fmt: skip
PLACES = (
    "Strandby", "Quellmark", "Nordhav", "Tarnholm", "Ostervik", "Brannoc", "Hellesund", "Marstrand Sound", "Vesterby", "Lomhavn",
)  # fmt: skip
FRAMES = (
    "{person}, a {role} from {place}, said that {number} people had been waiting on the quay since dawn.",
    "“We heard a noise like thunder and then the lights went out,” {person}, a {role}, told reporters in {place}.",
    "The government in {place} has promised {number} million crowns for the families of the victims.",
    "Divers from {place} will search the wreck again on {day}, {person} said.",
    "Police in {place} have questioned {number} members of the crew, according to {person}, a {role}.",
    "The ship was built in {year} at a yard in {place} and had been inspected {number} times since.",
    "{person} denied that the alarm had been switched off.",
    "A helicopter from {place} lifted {number} survivors from the water before {hour} a.m.",
    "The water was about {number} metres deep where the ship went down, the {role} {person} estimated.",
    "“Nobody told us where the life jackets were,” said {person}, who was travelling to {place} with two children.",
    "Prime Minister {person} is expected to visit {place} on {day}.",
    "The company's shares fell {number} percent when trading opened on {day}.",
    "A memorial service will be held in the church of {place} on {day} evening, the {role} {person} announced.",
    "According to {person}, the captain had asked for a pilot {number} minutes before the collision.",
    "Schools in {place} stayed closed on {day}, and flags flew at half-mast.",
    "{person}, a {role}, criticised the company for having cut {number} jobs on board last year.",
    "In {year} another ferry ran aground off {place}, and {number} passengers were hurt.",
    "The prosecutor {person} opened an inquiry into negligence on {day}.",
    "The ministry said the inquiry could take {number} months.",
    "Volunteers in {place} collected blankets and food for {number} people, {person} said.",
    "“This should never have happened,” {person} told the newspaper. “We warned them in {year}.”",
    "The {role} {person} may be called as a witness, a court official in {place} said on {day}.",
    "Traffic between {place} and the mainland was suspended for {number} days.",
    "An oil slick of {number} kilometres has been seen near {place}, the {role} {person} said.",
    "Families gathered at a hotel in {place}, where {person} read out {number} names.",
    "{person} said he had bought his ticket in {place} only {number} minutes before the ship left.",
    "The opposition leader {person} demanded that the transport minister resign by {day}.",
    "The wind reached {number} knots off {place} during the night, {person}, a {role}, recalled.",
    "The shipping authority withdrew the licence of the sister ship, which sails from {place}, on {day}.",
    "“I held on to a door for {number} minutes,” {person}, a {role}, said from his hospital bed in {place}.",
    "Insurers estimate the damage at {number} million crowns, the {role} {person} said in {place}.",
    "A court in {place} will decide on {day} whether {person} can be held in custody.",
    "The bishop of {place}, {person}, prayed with the relatives of {number} missing passengers.",
    "The black box was found on {day} and taken to {place}, {person} confirmed.",
    "It was not clear how many passengers had boarded in {place} without a ticket.",
    "Neighbouring countries have sent {number} boats to help with the search off {place}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SLOT = re.compile(r"\{(\w+)\}")


def write_long_reports(number: int) -> list[tuple[str, str]]:
    """(outlet, text) of so many reports of one story, the same at every call."""
    draw = random.Random(STORY)
    heads, told = sentences_of(STORIES / STORY)
    wires: list[list[str]] = []
    written: list[tuple[str, str]] = []
    for at in range(number):
        kind = at % 10
        if kind == 0:
            wires.append(_own(told, draw))
        if 0 < kind < 5:
            body = list(draw.choice(wires))
            body = body[: draw.randint(2 * len(body) // 3, len(body))]
        else:
            body = list(wires[-1]) if kind == 0 else _own(told, draw)
        if kind < 5:
            body[0] = f"QUELLMARK, March 4 (Nordhav Press) - {body[0]}"
        paragraphs = [" ".join(body[first : first + 3]) for first in range(0, len(body), 3)]
        written.append((f"Paper {at}", "\n\n".join((draw.choice(heads), *paragraphs)) + "\n"))
    return written


def _own(told: Sequence[str], draw: random.Random) -> list[str]:
    """One writer's sentences: the story's first, then those among them that few others have."""
    body = [changed(sentence, draw) for sentence in draw.sample(list(told), draw.randint(*TOLD))]
    frames = draw.sample(FRAMES, len(FRAMES))
    wanted = draw.randint(SHORTEST, LONGEST)
    while sum(len(sentence.split()) for sentence in body) < wanted and frames:
        body.insert(draw.randint(min(3, len(body)), len(body)), _filled(frames.pop(), draw))
    return body


def _filled(frame: str, draw: random.Random) -> str:
    values = {
        "person": draw.choice(PEOPLE),
        "role": draw.choice(ROLES),
        "place": draw.choice(PLACES),
        "number": str(len(frame) % 70 + 5 * draw.randint(1, 3)),  # reports differ, but not every one from every other
        "year": str(draw.randint(1988, 2024)),
        "hour": str(draw.randint(1, 9)),
        "day": draw.choice(DAYS),
    }
    return SLOT.sub(lambda slot: values[slot[1]], frame)
