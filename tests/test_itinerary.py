"""Where travellers were, and in what order."""

from __future__ import annotations

from tests.brief_records import Story
from whosays.brief.itinerary import itineraries
from whosays.brief.timeline import timeline
from whosays.model import Itinerary, Leg

TEXT = (
    "The president left Orlo on Monday. Her train reached Velmora on Wednesday morning. "
    "At the border post of Tarn she left her train. The train has since crossed a bridge. "
    "She may visit Dunmore. She visited Velmora in April 2019."
)


def journey(**changed: str) -> Story:
    """A president's train journey: two dated legs, two undated ones, one that is only possible, one years ago."""
    story = Story({"r1": TEXT})
    story.entity(
        "president", "person", "Mara Venn", ("r1", "The president"), ("r1", "Her"), ("r1", "she"), ("r1", "her")
    )
    story.entity("train", "vehicle", "the train", ("r1", "Her train"), ("r1", "The train"), ("r1", "her train"))
    for id, kind, name in (
        ("orlo", "place", "Orlo"), ("velmora", "place", "Velmora"), ("tarn", "place", "Tarn"),
        ("bridge", "facility", "a bridge"), ("dunmore", "place", "Dunmore"),
    ):  # fmt: skip
        story.entity(id, kind, name, ("r1", name))
    story.time("t1", "r1", "on Monday", "2031-05-12", "2031-05-12T00:00", "2031-05-12T23:59")
    story.time("t2", "r1", "on Wednesday morning", "2031-05-14TMO", "2031-05-14T06:00", "2031-05-14T12:00", "part")
    story.time("t3", "r1", "April 2019", "2019-04", "2019-04-01T00:00", "2019-04-30T23:59", "month")
    story.claim("c1", "r1", "The president left Orlo on Monday", "left", "leave", agent=("The president", "president"),
                patient=("Orlo", "orlo"), times=("t1",))  # fmt: skip
    story.claim("c2", "r1", "Her train reached Velmora on Wednesday morning", "reached", "reach",
                agent=("Her train", "train"), patient=("Velmora", "velmora"), times=("t2",))  # fmt: skip
    story.claim("c3", "r1", "At the border post of Tarn she left her train", "left", "leave", agent=("she", "president"),
                patient=("her train", "train"), place=("the border post of Tarn", "tarn"))  # fmt: skip
    story.claim("c4", "r1", "The train has since crossed a bridge", "crossed", "cross", agent=("The train", "train"),
                patient=("a bridge", "bridge"))  # fmt: skip
    story.claim("c5", "r1", "She may visit Dunmore", "visit", "visit", agent=("She", "president"),
                patient=("Dunmore", "dunmore"), factuality=changed.get("dunmore", "possible"))  # fmt: skip
    story.claim("c6", "r1", "She visited Velmora in April 2019", "visited", "visit", agent=("She", "president"),
                patient=("Velmora", "velmora"), times=("t3",))  # fmt: skip
    return story


def only(found: tuple[Itinerary, ...]) -> Itinerary:
    """The single itinerary of a record."""
    (itinerary,) = found
    return itinerary


def leg(itinerary: Itinerary, place: str, nth: int = -1) -> tuple[int, Leg]:
    """The nth leg at a place, with its position."""
    return [(n, leg) for n, leg in enumerate(itinerary.legs) if leg.place == place][nth]


def test_a_person_and_their_train_travel_together() -> None:
    """ "Her train" joins the train's legs to the person's, and the person leads."""
    itinerary = only(itineraries(journey().record(), {}))
    assert itinerary.traveller == "president"
    assert {x.place for x in itinerary.legs} == {"orlo", "velmora", "tarn", "bridge", "dunmore"}


def test_two_trains_of_two_people_stay_apart() -> None:
    """Without a word that says whose the train is, nobody rides in it."""
    story = Story({"r1": "Mara Venn reached Orlo. The express left Tarn. The express reached Velmora."})
    story.entity("venn", "person", "Mara Venn", ("r1", "Mara Venn"))
    story.entity("express", "vehicle", "the express", ("r1", "The express"))
    for place in ("Orlo", "Tarn", "Velmora"):
        story.entity(place.lower(), "place", place, ("r1", place))
    story.claim(
        "c1", "r1", "Mara Venn reached Orlo", "reached", "reach", agent=("Mara Venn", "venn"), patient=("Orlo", "orlo")
    )
    story.claim(
        "c2", "r1", "The express left Tarn", "left", "leave", agent=("The express", "express"), patient=("Tarn", "tarn")
    )
    story.claim(
        "c3",
        "r1",
        "The express reached Velmora",
        "reached",
        "reach",
        agent=("The express", "express"),
        patient=("Velmora", "velmora"),
    )
    found = itineraries(story.record(), {})
    assert {i.traveller: [x.place for x in i.legs] for i in found} == {"express": ["tarn", "velmora"], "venn": ["orlo"]}


def test_dates_order_legs_and_an_undated_leg_has_no_known_order() -> None:
    """Monday comes before Wednesday; where the stop at Tarn stands in that, the text does not say."""
    itinerary = only(itineraries(journey().record(), {}))
    orlo, velmora = leg(itinerary, "orlo")[0], leg(itinerary, "velmora")
    assert orlo in velmora[1].after
    assert leg(itinerary, "tarn")[1].after == ()


def test_since_puts_a_leg_after_the_one_told_before_it() -> None:
    """ "The train has since crossed" follows the stop that the sentence before tells of."""
    itinerary = only(itineraries(journey().record(), {}))
    assert leg(itinerary, "tarn")[0] in leg(itinerary, "bridge")[1].after


def test_a_country_is_entered_before_the_places_inside_it() -> None:
    """With ISO codes the arrival in a country precedes an undated stop at a place that lies in it."""
    story = Story({"r1": "Mara Venn arrived in Norway. Mara Venn stopped in Narvik."})
    story.entity("venn", "person", "Mara Venn", ("r1", "Mara Venn"))
    story.entity("no", "place", "Norway", ("r1", "Norway"))
    story.entity("narvik", "place", "Narvik", ("r1", "Narvik"))
    story.claim(
        "c1",
        "r1",
        "Mara Venn stopped in Narvik",
        "stopped",
        "stop",
        agent=("Mara Venn", "venn"),
        place=("Narvik", "narvik"),
    )
    story.claim(
        "c2",
        "r1",
        "Mara Venn arrived in Norway",
        "arrived",
        "arrive",
        agent=("Mara Venn", "venn"),
        place=("Norway", "no"),
    )
    legs = only(itineraries(story.record(), {"no": "NO", "narvik": "NO"})).legs
    assert [x.place for x in legs] == ["no", "narvik"]
    assert legs[1].after == (0,)


def test_leaving_a_vehicle_is_a_stop_not_a_departure() -> None:
    """Who leaves a train at Tarn is at Tarn."""
    position, tarn = leg(only(itineraries(journey().record(), {})), "tarn")
    assert tarn.status == "reported"
    assert position > leg(only(itineraries(journey().record(), {})), "orlo")[0]


def test_a_possible_place_is_a_candidate_and_a_denied_one_denied() -> None:
    """ "May visit" is no sighting; neither is a visit that somebody denies."""
    assert leg(only(itineraries(journey().record(), {})), "dunmore")[1].status == "candidate"
    assert leg(only(itineraries(journey(dunmore="denied").record(), {})), "dunmore")[1].status == "denied"


def test_an_old_visit_is_another_stay() -> None:
    """A visit of 2019 does not lend its date to this year's arrival at the same place."""
    itinerary = only(itineraries(journey().record(), {}))
    assert leg(itinerary, "velmora", 0)[1].earliest == "2019-04-01T00:00"
    assert leg(itinerary, "velmora", 1)[1].claims == ("c2",)


def test_two_origins_corroborate_a_leg() -> None:
    """A leg whose proposition has two independent sources is corroborated."""
    story = journey()
    story.proposition("p1", ["c2"], {"the palace": ["c2"], "the railway": ["c2"]})
    assert leg(only(itineraries(story.record(), {})), "velmora")[1].status == "corroborated"


def test_habits_and_negations_are_no_legs() -> None:
    """ "Often visits" and "did not visit" put nobody anywhere."""
    story = Story({"r1": "Mara Venn often visits Orlo. Mara Venn did not reach Tarn."})
    story.entity("venn", "person", "Mara Venn", ("r1", "Mara Venn"))
    story.entity("orlo", "place", "Orlo", ("r1", "Orlo"))
    story.entity("tarn", "place", "Tarn", ("r1", "Tarn"))
    story.claim(
        "c1",
        "r1",
        "Mara Venn often visits Orlo",
        "visits",
        "visit",
        agent=("Mara Venn", "venn"),
        patient=("Orlo", "orlo"),
    )
    story.claim(
        "c2",
        "r1",
        "Mara Venn did not reach Tarn",
        "reach",
        "reach",
        agent=("Mara Venn", "venn"),
        patient=("Tarn", "tarn"),
        polarity="-",
    )
    assert itineraries(story.record(), {}) == ()


def test_what_is_over_by_midnight_stands_before_the_day_that_begins_then() -> None:
    """In whatever offset midnight is told; "by midnight" and "on Tuesday" are not apart by the length of their times."""
    story = Story({"r1": "The line opened on Tuesday. It will be clear by midnight."})
    story.time("t1", "r1", "on Tuesday", "2031-05-13", "2031-05-13T00:00", "2031-05-13T23:59")
    story.time("t2", "r1", "by midnight", "2031-05-13T00:00", None, "2031-05-13T00:00+02:00", "hour")
    story.claim("c1", "r1", "The line opened on Tuesday", "opened", "open", times=("t1",))
    story.claim("c2", "r1", "It will be clear by midnight", "clear", "clear", times=("t2",))
    assert [e.claims for e in timeline(story.record())] == [("c2",), ("c1",)]


def test_the_timeline_has_one_entry_for_each_proposition_and_interval() -> None:
    """Two claims of one proposition on one day are one entry; the old visit comes first; undated claims have none."""
    story = journey()
    story.proposition("p1", ["c1", "c2"])
    entries = timeline(story.record())
    assert [e.claims for e in entries] == [("c6",), ("c1",), ("c2",)]
    assert [e.propositions for e in entries] == [(), ("p1",), ("p1",)]
    assert entries[0].grain == "month"


def test_claims_that_share_a_proposition_and_a_day_share_an_entry() -> None:
    """The same day in two reports is one line of the timeline."""
    story = Story({"r1": "It rained on Monday.", "r2": "On Monday there was rain."})
    story.time("t1", "r1", "on Monday", "2031-05-12", "2031-05-12T00:00", "2031-05-12T23:59")
    story.time("t2", "r2", "On Monday", "2031-05-12", "2031-05-12T00:00", "2031-05-12T23:59")
    story.claim("c1", "r1", "It rained on Monday", "rained", "rain", times=("t1",))
    story.claim("c2", "r2", "there was rain", "was", "be", times=("t2",))
    story.proposition("p1", ["c1", "c2"])
    assert [e.claims for e in timeline(story.record())] == [("c1", "c2")]
