"""Event rows: what gets one, what gets none, and which rows are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.brief_records import Story
from whosays.brief.events import codes, events
from whosays.model import Event, Record

CODES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)


def told(text: str, verb: str, lemma: str, **given: object) -> tuple[Event, ...]:
    """The rows of a story of one claim, whose agent is Norland and whose patient is Sudria, where the words name them."""
    story = Story({"r1": text})
    parties = {}
    for role, id, name in (("agent", "norland", "Norland"), ("patient", "sudria", "Sudria")):
        if name in text:
            story.entity(id, "place", name, ("r1", name))
            parties[role] = (name, id)
    story.claim("c1", "r1", text.rstrip("."), verb, lemma, **(parties | given))
    return events(story.record())


def test_every_code_of_the_table_is_a_plover_code() -> None:
    """The table knows all sixteen PLOVER types and no other."""
    assert set(codes().values()) == CODES


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "code"),
    [
        ("Norland warned Sudria.", "warned", "warn", "THREATEN"),
        ("Norland visited Sudria.", "visited", "visit", "CONSULT"),
        ("Norland shelled Sudria.", "shelled", "shell", "ASSAULT"),
        ("Norland accused Sudria.", "accused", "accuse", "ACCUSE"),
        ("Norland pulled out of Sudria.", "pulled", "pull", "RETREAT"),
    ],
)
def test_an_act_is_coded_by_its_verb(text: str, verb: str, lemma: str, code: str) -> None:
    """Verb, or verb and particle, gives the code; agent and patient become actor and recipient."""
    (row,) = told(text, verb, lemma)
    assert (row.code, row.actors, row.status, row.claims) == (code, ("norland",), "occurred", ("c1",))


def test_a_light_verb_takes_its_code_from_the_noun() -> None:
    """ "Held talks" is CONSULT; holding alone is nothing."""
    (row,) = told("Norland held talks.", "held", "hold", theme="talks")
    assert row.code == "CONSULT"
    assert told("Norland held shares.", "held", "hold", theme="shares") == ()


def test_who_is_under_sanctions_receives_them() -> None:
    """ "Is under Sudria's sanctions": those named with the noun act, the subject bears them."""
    (row,) = told(
        "Norland is under a Sudria embargo.", "is", "be", topic="a Sudria embargo", patient=("Norland", "norland")
    )
    assert (row.code, row.actors, row.recipients) == ("SANCTION", ("sudria",), ("norland",))


@pytest.mark.parametrize("factuality", ["possible", "conditional", "hypothetical", "probable", "retracted"])
def test_what_could_happen_has_no_row(factuality: str) -> None:
    """Only acts reported as done, intended, or denied have rows."""
    assert told("Norland may attack Sudria.", "attack", "attack", factuality=factuality) == ()


def test_a_denied_possibility_has_no_coded_row() -> None:
    """ "Denied that it could supply arms" denies no act that was reported as done."""
    rows = told("Norland could supply Sudria.", "supply", "supply", factuality="denied")
    assert [r.code for r in rows] == []


def test_a_negated_act_has_no_row() -> None:
    """ "Did not attack" is no attack."""
    assert told("Norland did not attack Sudria.", "attack", "attack", polarity="-") == ()


@pytest.mark.parametrize(
    ("factuality", "status"), [("expected", "intended"), ("denied", "denied"), ("unconfirmed", "alleged")]
)
def test_status_follows_factuality(factuality: str, status: str) -> None:
    """Planned, denied and unconfirmed acts are marked as such."""
    (row,) = told("Norland will attack Sudria.", "attack", "attack", factuality=factuality)
    assert row.status == status


def test_a_potential_deal_is_no_agreement() -> None:
    """A noun under "potential" or "possible" names nothing that happened."""
    assert told("Norland has a potential deal.", "has", "have", theme="a potential deal") == ()


def test_releasing_a_statement_frees_nobody() -> None:
    """ "Released a statement" is not CONCEDE; releasing a prisoner is."""
    assert told("Norland released a statement.", "released", "release", theme="a statement") == ()
    assert told("Norland released a prisoner.", "released", "release", theme="a prisoner")[0].code == "CONCEDE"


def test_one_act_told_twice_is_one_row() -> None:
    """Two reports of one proposition give one row with both claims and the finer date."""
    story = Story({"r1": "Norland warned Sudria on Monday.", "r2": "Norland has warned Sudria."})
    story.entity("norland", "place", "Norland", ("r1", "Norland"), ("r2", "Norland"))
    story.entity("sudria", "place", "Sudria", ("r1", "Sudria"), ("r2", "Sudria"))
    story.time("t1", "r1", "on Monday", "2031-05-12", "2031-05-12T00:00", "2031-05-12T23:59")
    for id, report, words, times in (
        ("c1", "r1", "Norland warned Sudria on Monday", ("t1",)),
        ("c2", "r2", "Norland has warned Sudria", ()),
    ):
        story.claim(
            id, report, words, "warned", "warn", agent=("Norland", "norland"), patient=("Sudria", "sudria"), times=times
        )
    story.proposition("p1", ["c1", "c2"])
    (row,) = events(story.record())
    assert (row.claims, row.date, row.background) == (("c1", "c2"), "2031-05-12", False)


def test_old_acts_are_background_and_keep_their_own_rows() -> None:
    """A visit of April 2019 is background in a story of May 2031 and never merges with this week's."""
    story = Story({"r1": "Norland visited Sudria in April 2019. Norland visited Sudria on Monday."})
    story.entity("norland", "place", "Norland", ("r1", "Norland"))
    story.entity("sudria", "place", "Sudria", ("r1", "Sudria"))
    story.time("t1", "r1", "April 2019", "2019-04", "2019-04-01T00:00", "2019-04-30T23:59", "month")
    story.time("t2", "r1", "on Monday", "2031-05-12", "2031-05-12T00:00", "2031-05-12T23:59")
    both = {"agent": ("Norland", "norland"), "patient": ("Sudria", "sudria")}
    story.claim("c1", "r1", "Norland visited Sudria in April 2019", "visited", "visit", times=("t1",), **both)
    story.claim("c2", "r1", "Norland visited Sudria on Monday", "visited", "visit", times=("t2",), **both)
    story.proposition("p1", ["c1", "c2"])
    assert [(r.date, r.background) for r in events(story.record())] == [("2031-05-12", False), ("2019-04", True)]


def test_statements_and_denials_have_rows_without_a_code() -> None:
    """A named party that says or denies something in its own name is an actor; an agency that passes on is not."""
    text = "The rate is high, the ministry said. The rate is low, Nordwire reported. The rate fell, the bank denied."
    story = Story({"r1": text})
    for id, name in (("ministry", "the ministry"), ("nordwire", "Nordwire"), ("bank", "the bank")):
        story.entity(id, "organisation", name, ("r1", name))
    story.claim("c1", "r1", "The rate is high", "is", "be", by=("the ministry", "said", "ministry"))
    story.claim("c2", "r1", "The rate is low", "is", "be", by=("Nordwire", "reported", "nordwire"), role="agency")
    story.claim("c3", "r1", "The rate fell", "fell", "fall", by=("the bank", "denied", "bank"), factuality="denied")
    assert [(r.actors, r.code, r.status) for r in events(story.record())] == [
        (("ministry",), None, "occurred"),
        (("bank",), None, "denied"),
    ]


def test_a_ship_that_strikes_rocks_attacks_nobody() -> None:
    """What ships, quakes and storms do is an accident, whatever kind of thing the ship's name was taken for."""
    story = Story({"r1": "The ferry Tolva struck rocks off Harl."})
    story.entity("tolva", "person", "Tolva", ("r1", "Tolva"))
    story.claim(
        "c1", "r1", "The ferry Tolva struck rocks", "struck", "strike", agent=("Tolva", "tolva"), patient="rocks"
    )
    assert events(story.record()) == ()
    story = Story({"r1": "The ferry Tolva struck Harl pier."})
    story.entity("tolva", "organisation", "Tolva", ("r1", "Tolva"))
    story.entity("harl", "place", "Harl", ("r1", "Harl"))
    story.claim(
        "c1",
        "r1",
        "The ferry Tolva struck Harl pier",
        "struck",
        "strike",
        agent=("Tolva", "tolva"),
        patient=("Harl pier", "harl"),
    )
    assert events(story.record()) == ()


def test_a_participle_has_its_doer_behind_by() -> None:
    """ "Girls abducted by the rebels": the girls undergo it. Without "by" nobody is known to have done it."""
    story = Story({"r1": "Norland girls abducted by Sudria rebels. Norland girls abducted on Monday."})
    story.entity("girls", "group", "Norland girls", ("r1", "Norland girls"))
    story.entity("rebels", "group", "Sudria rebels", ("r1", "Sudria rebels"))
    both = {"agent": ("Norland girls", "girls"), "goal": ("Sudria rebels", "rebels")}
    story.claim("c1", "r1", "Norland girls abducted by Sudria rebels", "abducted", "abduct", **both)
    (row,) = events(replace_role(story, "goal", "agent"))
    assert (row.actors, row.recipients) == (("rebels",), ("girls",))
    story.claims.clear()
    story.claim("c2", "r1", "Norland girls abducted on Monday", "abducted", "abduct", agent=("Norland girls", "girls"))
    assert events(story.record()) == ()


def replace_role(story: Story, old: str, new: str) -> Record:
    """The story's record with the arguments of one role given another."""
    record = story.record()
    claims = tuple(
        replace(c, arguments=tuple(replace(a, role=new) if a.role == old else a for a in c.arguments))  # type: ignore[arg-type]
        for c in record.claims
    )
    return replace(record, claims=claims)


def test_whose_release_it_is_does_not_release() -> None:
    """ "The captives' release": they are let out, nobody is named who lets them out."""
    assert told("After Norland's release talks ended.", "release", "release") == ()


def test_a_noun_is_no_act_of_its_verb() -> None:
    """ "The Norland champion" champions nobody."""
    assert told("Sudria met the Norland champion.", "champion", "champion") == ()


def test_a_passive_plan_is_not_the_plan_of_whoever_tells_it() -> None:
    """ "The girls will be freed, the minister said" does not make the minister free them."""
    story = Story({"r1": "The girls will be freed, the minister said."})
    story.entity("girls", "group", "the girls", ("r1", "The girls"))
    story.entity("minister", "person", "the minister", ("r1", "the minister"))
    story.claim(
        "c1", "r1", "The girls will be freed", "freed", "free", patient=("The girls", "girls"),
        by=("the minister", "said", "minister"), factuality="expected",
    )  # fmt: skip
    assert [row for row in events(story.record()) if row.code] == []
