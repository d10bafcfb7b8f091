"""Which claims say the same: other words join, another value, polarity, time or actor keeps apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Teller, named, outlet, proposition, propositions, words
from whosays.alignment.contrast import may_be_one_act, one_act
from whosays.alignment.features import features
from whosays.alignment.meaning import nearness_asked
from whosays.findings.answers.contraries import content_of
from whosays.findings.evidence import words_of
from whosays.model import Facts, Measure, Record, key
from whosays.values.measures import agree, disjoint


def measure(*, low: float | None = None, high: float | None = None, approx: bool = False) -> Measure:
    """A number of people between two bounds."""
    return Measure(
        quantity="q", low=low, high=high, approx=approx, unit="person", what=frozenset(), shown="", toll=frozenset()
    )


def together(record: Record, *parts: str) -> bool:
    """Do claims with these words stand in one proposition?"""
    members = [{p.id for p in propositions(record, part)} for part in parts]
    return bool(set.intersection(*members))


# ------------------------------------------------------------------------------------------------ one statement
@pytest.mark.parametrize(
    "one, other, printed",
    [
        (
            "The old bridge in Selby will close on Friday, the transport ministry said.",
            "The transport ministry said the old bridge in Selby will close on Friday.",
            "old bridge in Selby will close",
        ),
        (
            "Corrib Tooling bought the Harrow foundry in March, the company said.",
            "The Harrow foundry was bought by Corrib Tooling in March, the union said.",
            "foundry",
        ),
        (
            "Mayor Olav Brandt opened the museum in Selby on Monday.",
            "Olav Brandt, the mayor, opened the museum in Selby on Monday.",
            "opened the museum",
        ),
        (
            "The wildfire has burned 12,000 hectares of forest near Dell Crossing, the fire service said.",
            "The wildfire has burned 120 square kilometres of forest near Dell Crossing, the forest owners said.",
            "has burned",
        ),
    ],
    ids=["source before or after", "active or passive", "title or apposition", "units"],
)
def test_the_same_in_other_words_is_one_proposition(tell: Teller, one: str, other: str, printed: str) -> None:
    """Word order, voice, titles and units do not make two statements of one."""
    record = tell(f"First report\n\n{one}", f"Second report\n\n{other}")
    found = proposition(record, printed)
    assert {outlet(record, claim) for claim in found.claims} == {"Alden Post", "Bexley Times"}


IN_OTHER_WORDS = {
    "another verb": (
        "Stane Obrecht could seek a recount, an aide said.",
        "Stane Obrecht could ask for a recount, a friend said.",
        "could seek",
        "could ask",
    ),
    "a figure rounded": (
        "Turnout was 73 percent, the newspaper said.",
        "The final turnout was 72.6 percent, the commission said.",
        "73 percent",
        "72.6 percent",
    ),
    "a cause turned round": (
        "A fallen power line might have started the fire, the fire chief said.",
        "The fire might have been started by a fallen power line, a witness said.",
        "A fallen power line",
        "been started by",
    ),
}


@pytest.mark.parametrize("one, other, a, b", named(IN_OTHER_WORDS, failing={}))
def test_near_in_meaning_is_one_proposition(tell: Teller, one: str, other: str, a: str, b: str) -> None:
    """Few words in common, and the same said: figures agree, nobody else is named, nothing is opposed."""
    record = tell(f"First report\n\n{one}", f"Second report\n\n{other}")
    assert together(record, a, b)


def test_a_chain_of_likenesses_is_no_likeness(tell: Teller) -> None:
    """A headline with two events does not make one of them: the quake and its dead stay two statements."""
    record = tell(
        "Quake hits Selby: 24 dead and dozens injured\n\nA strong earthquake struck Selby on Tuesday. The mayor said 24 people had died.",
        "Earthquake of magnitude 6.1 strikes Selby killing 24\n\nA magnitude 6.1 earthquake struck Selby on Tuesday.",
        "Strong quake in Selby\n\nA strong earthquake struck Selby on Tuesday. The hospital said 24 people had died and dozens were injured.",
    )
    assert not together(record, "earthquake struck Selby", "24 people had died")


def test_a_headline_belongs_to_its_text(tell: Teller) -> None:
    """A headline that says what its text says is no second statement."""
    record = tell(
        "Corrib Tooling closes Harrow factory\n\nCorrib Tooling closed its factory in Harrow on Monday, the company said."
    )
    assert together(record, "closes Harrow factory", "closed its factory")


ANOTHER_VALUE = {
    "number": (
        "The ferry Maribel carried 146 passengers on Tuesday.",
        "The ferry Maribel carried 98 passengers on Tuesday.",
        "146",
        "98",
    ),
    "length": (
        "The Dell Bridge is 300 metres long, the road office said.",
        "The Dell Bridge is 450 metres long, the mayor said.",
        "300",
        "450",
    ),
    "one of two numbers": (
        "Parliament passed the law by 120 votes to 88 on Monday.",
        "Parliament passed the law by 118 votes to 88 on Monday.",
        "120 votes",
        "118 votes",
    ),
    "polarity": (
        "Corrib Tooling closed its factory in Harrow on Monday.",
        "Corrib Tooling did not close its factory in Harrow on Monday.",
        "closed its factory",
        "did not close",
    ),
    "day": (
        "President Ada Lorne visited Selby on 3 March.",
        "President Ada Lorne visited Selby on 28 April.",
        "3 March",
        "28 April",
    ),
    "actor": (
        "Mayor Olav Brandt opened the museum in Selby on Monday.",
        "Minister Ada Lorne opened the museum in Selby on Monday.",
        "Olav Brandt",
        "Ada Lorne",
    ),
    "place": (
        "Corrib Tooling opened a plant in Harrow on Monday.",
        "Corrib Tooling opened a plant in Selby on Monday.",
        "in Harrow",
        "in Selby",
    ),
    "a bound far below": (
        "At least 40 passengers were hurt in the crash, the police said.",
        "In the crash 120 passengers were hurt, the hospital said.",
        "At least 40",
        "120 passengers",
    ),
    "shares of a vote": (
        "The Harbour Party won the election on Sunday with 38.2 percent of the vote, the commission said.",
        "The Harbour Party won 38.4 percent of the vote on Sunday, final results showed.",
        "38.2 percent",
        "38.4 percent",
    ),
    "one speaker and one name": (
        "The strike, called by the Transport and Harbour Union, began at noon, union leader Ida Holm said.",
        "The Transport and Harbour Union has accepted the invitation, union leader Ida Holm said.",
        "called by the Transport",
        "accepted the invitation",
    ),
    "opposites": (
        "Captain Jon Hallvik was the first to leave the ship, a passenger said.",
        "Captain Jon Hallvik was the last to leave the ship, the owner said.",
        "first to leave",
        "last to leave",
    ),
    "who did it to whom": (
        "Corrib Tooling sued Aldvane Motors in March.",
        "Aldvane Motors sued Corrib Tooling in March.",
        "Corrib Tooling sued",
        "Aldvane Motors sued",
    ),
}


@pytest.mark.parametrize("one, other, a, b", named(ANOTHER_VALUE, failing={}))
def test_another_value_is_another_proposition(tell: Teller, one: str, other: str, a: str, b: str) -> None:
    """One proposition has one number, polarity, day, actor, place and direction."""
    record = tell(f"First report\n\n{one}", f"Second report\n\n{other}")
    assert not together(record, a, b)


def test_the_narrower_of_two_claims_refines_the_wider(tell: Teller) -> None:
    """``refines`` runs from the claim that says more to the one that says less."""
    record = tell(
        "First report\n\nCorrib Tooling closed its factory in Harrow, the company said.",
        "Second report\n\nCorrib Tooling closed its engine factory in Harrow on Monday because of falling orders from Norway, the union said.",
    )
    by_id = {claim.id: claim for claim in record.claims}
    refines = [relation for relation in record.relations if relation.kind == "refines"]
    assert all(len(words(record, by_id[r.a])) > len(words(record, by_id[r.b])) for r in refines)
    assert refines or together(record, "engine factory", "closed its factory in Harrow")


@pytest.mark.parametrize("number", [2, 6, 10, 20])
def test_however_many_print_it_it_stays_one_statement(tell: Teller, number: int) -> None:
    """What twenty reports print word for word is one proposition, as with two."""
    text = "Bridge in Selby closes\n\nThe old bridge in Selby will close on Friday, the transport ministry said. Engineers found cracks in two piers."
    record = tell(*[text] * number)
    assert len(proposition(record, "will close on Friday").claims) == number
    assert len(proposition(record, "found cracks").claims) == number


# ------------------------------------------------------------------------------------------------ relations
def test_relations_have_reasons_and_ends(told: dict[str, Record]) -> None:
    """Every relation joins two different claims that exist, once, and says why."""
    for record in told.values():
        assert record.relations
        claims = {claim.id for claim in record.claims}
        seen = [(r.a, r.b, r.kind) for r in record.relations]
        assert len(seen) == len(set(seen))
        for relation in record.relations:
            assert relation.a != relation.b
            assert {relation.a, relation.b} <= claims
            assert relation.reason.strip()


def test_same_and_contradicts_exclude_each_other(told: dict[str, Record]) -> None:
    """No pair of claims both says the same and contradicts."""
    met = set()
    for record in told.values():
        same = {frozenset((r.a, r.b)) for r in record.relations if r.kind in ("same", "copy")}
        against = {frozenset((r.a, r.b)) for r in record.relations if r.kind == "contradicts"}
        assert not same & against
        met |= {relation.kind for relation in record.relations}
    assert met >= {"same", "contradicts"}


def test_a_proposition_never_contradicts_itself(told: dict[str, Record]) -> None:
    """Two claims that contradict each other never stand in one proposition."""
    contradictions = 0
    for record in told.values():
        of = {claim: p.id for p in record.propositions for claim in p.claims}
        against = [relation for relation in record.relations if relation.kind == "contradicts"]
        assert not [relation for relation in against if of[relation.a] == of[relation.b]]
        contradictions += len(against)
    assert contradictions


# ------------------------------------------------------------------------------------------------ measures
def test_bounds_decide_whether_two_measures_can_both_be_true() -> None:
    """Bounds are inclusive and may be open; an approximate value reaches a tenth further."""
    assert not disjoint(measure(low=140), measure(low=146, high=146))
    assert not disjoint(measure(low=140), measure(low=140, high=140))
    assert disjoint(measure(low=140), measure(low=139, high=139))
    assert disjoint(measure(low=140), measure(high=90))
    assert not disjoint(measure(low=9000, high=9000, approx=True), measure(low=9150, high=9150))
    assert disjoint(measure(low=9000, high=9000, approx=True), measure(low=12000, high=12000))
    assert not disjoint(measure(), measure(low=12000, high=12000))


@pytest.mark.parametrize("coarse, fine", [(12000, 11980), (73, 72.6), (4.8, 4.75), (1180, 1179.6)])
def test_a_round_figure_agrees_with_the_exact_one(coarse: float, fine: float) -> None:
    """A figure stands for another at its own precision, in either order."""
    one, other = measure(low=coarse, high=coarse), measure(low=fine, high=fine)
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize("one, other", [(12, 17), (146, 98), (12000, 12700), (48.2, 48.9), (7, 10), (0, 1), (100, 150)])
def test_figures_further_apart_than_rounding_do_not_agree(one: float, other: float) -> None:
    """Neither of two figures rounds to the other."""
    assert not agree(measure(low=one, high=one), measure(low=other, high=other))
    assert not agree(measure(low=other, high=other), measure(low=one, high=one))


# ------------------------------------------------------------------------------------------------ one word apart
ONE_WORD_APART = {
    "another act": (
        "The minister visited the flooded village of Orlen, the police said.",
        "The minister left the flooded village of Orlen, the harbour master said.",
        "visited the",
        "left the",
    ),
    "an act undone": (
        "The council banned the drum festival in Selby, the mayor said.",
        "The council lifted its ban on the drum festival in Selby, the clerk said.",
        "banned the",
        "lifted its ban",
    ),
    "a verb with its particle": (
        "The union called a strike at the harbour, the police said.",
        "The union called off a strike at the harbour, the harbour master said.",
        "called a strike",
        "called off",
    ),
    "another thing in one role": (
        "Divers recovered the captain of the boat, the police said.",
        "Divers recovered the engine of the boat, the harbour master said.",
        "the captain",
        "the engine",
    ),
    "another cause": (
        "Rain delayed the search for the boat, the police said.",
        "Fog delayed the search for the boat, the harbour master said.",
        "Rain delayed",
        "Fog delayed",
    ),
    "opposite words": (
        "The east gate of the stadium was locked, the police said.",
        "The west gate of the stadium was locked, the club said.",
        "east gate",
        "west gate",
    ),
    "the other side": (
        "The engine of the ship failed before the collision, the police said.",
        "The engine of the ship failed after the collision, the captain said.",
        "failed before",
        "failed after",
    ),
    "who did it to whom": (
        "The suspect fired at the guard, the police said.",
        "The guard fired at the suspect, a clerk said.",
        "The suspect fired",
        "The guard fired",
    ),
    "what it was about": (
        "The strike was about pay, the union said.",
        "The strike was about working hours, the company said.",
        "about pay",
        "about working hours",
    ),
    "an age only says who is meant": (
        "Ilse Tamm, 16, was charged this week by a military court.",
        "Crowds have since hailed Ilse Tamm, 16, as an icon in their fight.",
        "charged this week",
        "icon in their fight",
    ),
}


@pytest.mark.parametrize("one, other, a, b", named(ONE_WORD_APART, failing={}))
def test_one_word_apart_is_another_statement(tell: Teller, one: str, other: str, a: str, b: str) -> None:
    """Nearly the same words, another act, thing or side: two statements, however near their vectors are."""
    record = tell(f"First report\n\n{one}", f"Second report\n\n{other}")
    assert not together(record, a, b)


UNDATED = {
    "hours": ("at dawn", "at noon"),
    "clock times": ("at 06:10", "at 16:40"),
    "days of the week": ("on Friday", "on Saturday"),
    "days of the year": ("on 3 May", "on 5 May"),
}


@pytest.mark.parametrize("one, other", UNDATED.values(), ids=UNDATED)
def test_without_a_date_other_hours_and_days_keep_apart(one: str, other: str) -> None:
    """ "At dawn" and "at noon" of reports that no date is given for are not one statement of two sources."""
    from whosays import analyze
    from whosays.ingest.formats.text import read_text

    record = analyze(
        [
            read_text(f"Orlen\n\nPolice said the bridge over the Orlen collapsed {one}.\n".encode(), source="a.txt"),
            read_text(
                f"The river\n\nA pilot said the bridge over the Orlen collapsed {other}.\n".encode(), source="b.txt"
            ),
        ]
    )
    assert not together(record, f"collapsed {one}", f"collapsed {other}")


IN_ONE_ACT = {
    "a verb with its noun": (
        "Nine people lost their lives in Selby, the mayor said.",
        "Nine people died in Selby, the clinic said.",
        "lost their lives",
        "people died",
    ),
    "a verb akin": (
        "The rescue ship was dispatched on Friday, the navy said.",
        "A rescue ship was sent on Friday, the owner said.",
        "was dispatched",
        "was sent",
    ),
    "not known": (
        "The cause of the fire is not known, the police said.",
        "The cause of the fire is still unclear, the mayor said.",
        "is not known",
        "still unclear",
    ),
    "one figure of acts akin": (
        "The gale wrecked a dozen greenhouses, the mayor said.",
        "Twelve greenhouses behind the station were destroyed, a gardener said.",
        "wrecked a dozen",
        "were destroyed",
    ),
    "a noun of the act": (
        "The committee approved the new budget, the mayor said.",
        "The new budget was passed by the committee, the clerk said.",
        "approved the",
        "was passed",
    ),
    "one minute in two zones": (
        "The rocket left the pad at 9:52 p.m. Eastern time on 4 May 2031, the company said.",
        "Lift-off came at 03:52 Central European Summer Time on 5 May 2031, an engineer said.",
        "left the pad",
        "Lift-off came",
    ),
    "two units, each rounded": (
        "The quake struck Selby at a depth of 10 kilometres (6 miles), the survey said.",
        "The quake struck Selby at a depth of some six miles, an official said.",
        "10 kilometres",
        "six miles",
    ),
}


@pytest.mark.parametrize("one, other, a, b", named(IN_ONE_ACT, failing={}))
def test_one_act_in_other_words_is_one_statement(tell: Teller, one: str, other: str, a: str, b: str) -> None:
    """Another verb for the same act, a denial in positive words, one instant, one depth."""
    record = tell(f"First report\n\n{one}", f"Second report\n\n{other}")
    assert together(record, a, b)


# ------------------------------------------------------------------------------------------------ acts and spans of years
def fact(text: str, predicate: str, agent: str, *terms: str, **other: Any) -> Facts:
    """A claim by its wording, who does what, and its other words."""
    given: dict[str, Any] = {
        "claim": text, "report": "r", "predicate": predicate, "agents": frozenset({agent}), "patients": frozenset(),
        "entities": frozenset(), "terms": frozenset(terms), "measures": (), "earliest": None, "latest": None, "clocks": (),
        "as_of": "2031-05-07T12:00+00:00", "place": None, "negative": False, "factuality": "certain", "stance": "asserts",
        "speaker": None, "told": "done", "zone": "body", "text": text,
    }  # fmt: skip
    return Facts(**{**given, **other})


def test_where_somebody_is_tells_no_act_of_something_else() -> None:
    """ "Her friend was on the tram" is not that it derailed; "the derailment was at noon" may be."""
    derailed = fact("the tram derailed", "derail", "tram", "derail", "tram")
    assert not may_be_one_act(fact("her friend was on the tram", "be", "friend", "friend", "tram"), derailed)
    assert may_be_one_act(fact("the derailment was at noon", "be", "derail", "derail"), derailed)


def test_who_somebody_is_tells_no_act() -> None:
    """ "The toppled president Karl Vint" is not that the president was held; "the crash" may be that a tram crashed."""
    held = fact("the president was held", "hold", "president", "hold", "president")
    assert not one_act(fact("the toppled president Karl Vint", "president", "Vint", "president", "topple"), held)
    left = fact("the train went north", "travel", "train", "travel", "train", "north")
    assert one_act(fact("its way north", "way", "train", "travel", "way"), left)
    crashed = fact("the tram crashed", "crash", "tram", "crash", "tram")
    assert one_act(fact("passengers told of the crash", "tell", "passenger", "tell", "crash"), crashed)


@pytest.mark.parametrize("word", ["explode", "engine", "establishment", "entertainment", "investigation"])
def test_a_class_word_is_no_name(word: str) -> None:
    """However it begins, and however long it is; the id of an entity is one."""
    told, ida = fact(f"the {word} shook Selby", "shake", word, word), key("e", "person", "Ida Holm")
    named = fact("she shook Selby", "shake", ida)
    assert words_of(told) == features(told) == content_of(told) | {"shake"} == {word, "shake"}
    assert words_of(named) == features(named) == {f"@{ida}", "shake"}
    assert not content_of(named)


@pytest.mark.parametrize(("months", "joined"), [(144, True), (132, False)])
def test_years_counted_are_those_since_the_year_named(months: float, joined: bool) -> None:
    """In May 2031 "in her 12 years in power" is "since taking power in 2019"; "in her 11 years" is not."""
    years = Measure("q", months, months, approx=False, unit="mo", what=frozenset(), toll=frozenset(), shown="12 years")
    counted = fact("in her 12 years in power", "power", "e1", "power", "year", measures=(years,))
    named = fact("since taking power in 2019", "power", "e1", "power", "take", earliest="2019-01-01T00:00:00+00:00")
    least = nearness_asked(counted, named, frozenset({"e1", "power"})).least(counted, named, {}, 0.58)
    assert (least is not None) is joined
