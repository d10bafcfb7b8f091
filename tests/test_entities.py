"""Entities of a story: which mentions of several reports are one, which stay apart, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from whosays.entities import resolve
from whosays.language import parse
from whosays.mentions import find_mentions
from whosays.model import Cast, Entity, Place, Published, Reading, Report, Segment, Span


def reading(name: str, body: str, places: Sequence[tuple[str, float, float]] = ()) -> Reading:
    """A reading of a report with only a body; ``places`` gives coordinates to the mentions with these words."""
    segments = (Segment(0, len(body), "body"),) if body else ()
    report = Report(name, name + ".txt", None, None, None, "en", Published(None, "absent", (), ()), body, segments)
    parsed = parse(report)
    found = find_mentions(parsed)
    located = tuple(
        Place(m.id, m.text, latitude, longitude, 10.0, "42", None, None, "test")
        for text, latitude, longitude in places
        for m in found
        if m.text == text
    )
    return Reading(report, found, (), (), located, (), tuple(Span(s.start, s.end) for s in parsed.sentences))


def cast(*bodies: str) -> Cast:
    """The cast of a story whose reports are r1, r2 …"""
    return resolve([reading(f"r{number}", body) for number, body in enumerate(bodies, 1)])


def entity_of(result: Cast, texts: str, bodies: Sequence[str], report: int = 1) -> Entity:
    """The entity of the last mention with these words in a report."""
    start = bodies[report - 1].rindex(texts)
    return next(
        e
        for e in result.entities
        for m in e.mentions
        if (m.report, m.start, m.end) == (f"r{report}", start, start + len(texts))
    )


def together(a: str, b: str, *bodies: str) -> bool:
    """Are the last mentions of ``a`` in the first report and of ``b`` in the last report one entity?"""
    result = cast(*bodies)
    return entity_of(result, a, bodies).id == entity_of(result, b, bodies, len(bodies)).id


SAME = [
    ("Anna Lund", "Lund", ["Anna Lund spoke.", "Mayor Anna Lund spoke. Then Lund left."]),
    ("Colby Memorial Hospital", "Colby Memorial",
     ["Two were taken to Colby Memorial Hospital.", "Colby Memorial said that all patients had been sent home."]),
    ("Lee Ha-jun", "Lee Ha Jun", ["The ministry named Lee Ha-jun.", "The ministry named Lee Ha Jun on Friday."]),
    ("Park Min-ho", "Park", ["Park Min-ho arrived.", "Park Min-ho arrived. A car took Park home."]),
    ("South Korea's Defense Ministry", "South Korean Defense Ministry",
     ["South Korea's Defense Ministry agreed.", "The South Korean Defense Ministry agreed."]),
    ("Donald Roe", "the prime minister",
     ["Prime Minister Donald Roe accepted.", "Nobody else spoke. Reporters waited for the prime minister"]),
    ("Asli Demir", "Aslı Demir", ["The novelist Asli Demir left.", "The novelist Aslı Demir left."]),
    ("Army Corps of Engineers", "Corps", ["The Army Corps of Engineers approved it. The Corps declined to comment."]),
    ("Paul Reedy", "Reedy", ["Father Paul Reedy denied it.", "Help came late, said Fr Reedy"]),
    ("Revolutionary Guards", "Guards", ["Officers of the Revolutionary Guards of Tarn left. Then the Guards said they would stay."]),
    ("Typhoon Lorna", "Lorna", ["Typhoon Lorna hit the coast at noon.", "At dawn Lorna hit the coast. Lorna turned."]),
    ("Banca Tarnese", "Tarnese", ["The lender Banca Tarnese closed.", "The lender Tarnese closed its doors."]),
    ("Marine Safety Board", "MSB", ["The Marine Safety Board (MSB) said so.", "The MSB said it would report."]),
    ("Corvin Steel", "Corvin", ["Corvin Steel bought the mine.", "The company Corvin said it had bought the mine."]),
    ("Perm Krai", "Perm Territory", ["It burned in Perm Krai.", "It burned in the Perm Territory."]),
    ("Tarn Avenue", "Tarn Ave", ["A car stood in Tarn Avenue.", "A car stood in Tarn Ave at noon."]),
    ("Selby County Courthouse", "Selby Courthouse",
     ["He was led to the Selby County Courthouse.", "He was led to the Selby Courthouse."]),
    ("Severn Daily Herald", "Daily Herald",
     ["The Severn Daily Herald reported it.", "The newspaper Daily Herald reported it."]),
    ("Corvin Steel Ltd", "Corvin Steel Limited",
     ["The company Corvin Steel Ltd bought it.", "The company Corvin Steel Limited bought it."]),
    ("Harbour Elections Commission", "Harbour Election Commission",
     ["The Harbour Elections Commission met.", "The Harbour Election Commission met."]),
    ("Bank of Velmora", "Velmora's central bank",
     ["The Bank of Velmora raised its rate.", "The rate rose, Velmora's central bank said."]),
    ("Bill Harrow", "William Harrow",
     ["Mayor Bill Harrow spoke.", "Mayor William Harrow spoke on Friday."]),
    ("Trooper Harrow", "William Harrow",
     ["William Harrow was hurt. Trooper Harrow was flown out.", "William Harrow was hurt."]),
    ("Giannis Kalogeras", "Yiannis Kalogeras",
     ["Union leader Giannis Kalogeras spoke.", "Union leader Yiannis Kalogeras spoke."]),
    ("Karl", "Lund's father",
     ["Anna Lund won. Her father Karl wept.", "Anna Lund won. Lund's father wept."]),
    ("Redding", "Paul Redding", ["Redding denied that he had advised the governor against the law.", "Attorney General Paul Redding was disappointed."]),
    ("St. Ottil", "St. Ottil's Hospital",
     ["Relatives of patients who died at St. Ottil's demanded answers.", "Two died at St. Ottil's Hospital."]),
    ("Britain", "UK", ["The fire spread across Britain.", "The fire spread across the UK."]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "bodies"), SAME)
def test_names_of_one_thing_are_joined(a: str, b: str, bodies: list[str]) -> None:
    """Short forms, hyphens, acronyms and the order of words do not split an entity."""
    assert together(a, b, *bodies)


APART = [
    ("Park Min-ho", "Park Min-su", ["Park Min-ho arrived.", "Park Min-su arrived."]),
    ("Karl Lund", "Anna Lund", ["Karl Lund arrived.", "Anna Lund arrived."]),
    ("Tarn City Bank", "Tarn River Bank", ["Tarn City Bank failed.", "Tarn River Bank failed."]),
    ("Technical University of Tarn", "University of Tarn",
     ["The Technical University of Tarn closed.", "The University of Tarn closed."]),
    ("Lund Bank AG", "Lund Bank GmbH",
     ["The company Lund Bank AG failed.", "The company Lund Bank GmbH failed."]),
    ("Marina Browning", "Marika Browning",
     ["Judge Marina Browning met Judge Marika Browning.", "Judge Marika Browning stayed."]),
    ("the driver", "the driver",
     ["The tram left the rails. Police questioned the driver.", "In a crash in May the driver died."]),
    ("a rescue official", "a rescue official", ["The sea was calm, a rescue official said.", "Winds were high, a rescue official said."]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "bodies"), APART)
def test_different_things_stay_apart(a: str, b: str, bodies: list[str]) -> None:
    """A shared family name, shared words of a name, or an equal description of an unnamed person joins nobody."""
    assert not together(a, b, *bodies)


def test_different_given_names_leave_a_judgement() -> None:
    """The veto is written down with its reason."""
    result = cast("Park Min-ho met Park Min-su.")
    assert {(m.a, m.b, m.judgement) for e in result.entities for m in e.merges} == {
        ("Park Min-ho", "Park Min-su", "different")
    }


def test_relative_does_not_take_the_family_name() -> None:
    """After "his father Karl Lund", "Lund" is still the one whose story it is."""
    body = "Peter Lund won the race. Lund thanked his father Karl Lund. Later Lund flew home."
    result = cast(body)
    start = body.rindex("Lund flew")
    assert result.of_mention
    winner = entity_of(result, "Peter Lund", [body])
    assert any(m.start == start for m in winner.mentions)


LATE = "Lund's yacht was seen at noon. Lund may sail today. {} also sailed."
OTHER = "Peter Lund left port. Lund waved."


@pytest.mark.parametrize("late", ["Karl Lund, the father of the skipper,", "Karl Lund"])
def test_short_name_before_a_full_name_is_held_against_the_other_reports(late: str) -> None:
    """Newspapers name in full first: who is called "Lund" before any full name is the Lund whom the other reports lead with."""
    bodies = [LATE.format(late), OTHER]
    result = cast(*bodies)
    skipper = entity_of(result, "Peter Lund", bodies, 2)
    early = {(m.report, m.start) for m in skipper.mentions}
    assert {("r1", 0), ("r1", bodies[0].index("Lund may"))} <= early
    assert skipper.id != entity_of(result, "Karl Lund", bodies).id


def test_short_name_before_a_relative_is_nobody_named() -> None:
    """With no other report the short name is not the relative who comes in behind; one without kinship it may be."""
    bodies = [LATE.format("Karl Lund, the father of the skipper,")]
    assert entity_of(cast(*bodies), "Lund", [bodies[0][: bodies[0].index("Lund may") + 4]]).name == "Lund"
    plain = [LATE.format("Karl Lund")]
    assert entity_of(cast(*plain), "Lund", [plain[0][: plain[0].index("Lund may") + 4]]).name == "Karl Lund"


SENIOR = "Karl Lund sat down. Karl Lund Jr. stood. Lund was tired."
ADDRESSED = [
    # who is meant by the last "Lund" of the last report, and the reports
    ("Ada Lund", ["Tom Lund left his wife. The wife, Ada Lund, waited. Mrs Lund is 40."]),
    ("Tom Lund", ["President Ada Lund spoke. Her cousin, Senator Tom Lund, sat. Ms. Lund smiled.", "Ms. Lund rose. Then came Sen. Lund"]),
    ("Ada Lund", ["Karl Lund left. His wife, Ada Lund, was cleared in May.", "Karl Lund was jailed. Lund is 58. Mrs Lund"]),
    ("Ada Lund", ["Her mother, Ada Lund, begged. Lucy Lund is nine.", "Lucy was found. Lucy Lund is well. Mrs Lund wept. Thanks came from Lund"]),
    ("Tom Lund", ["Lucy's father, Tom Lund, hoped. Lucy Lund is nine. Neighbours helped Lund"]),
    ("Tom Lund", ["Mayor Karl Lund left. The firm is run by Tom Lund, 34.", "Karl Lund is gone. The younger Lund"]),
    ("Tom Lund", ["Ada Lund, a teacher, left. Her husband is Councillor Tom Lund.", "Head teacher Ada Lund left. Councillor Lund"]),
    ("Ada Lund", ["Judge Ada Lund left.", "Head teacher Ada Lund left. Judge Lund"]),
    ("Karl Lund", ["Karl Lund was banned. His brother is Tom Lund.", "Karl Lund failed. “Karl erred,” said his agent. A ban awaits Lund"]),
    ("Karl Lund", ["Coach Karl Lund was sacked. His assistant Tom Lund, Karl's son, takes over. The club thanked Lund"]),
    ("Karl Lund", [SENIOR]),
    ("Karl Lund", [SENIOR, "Nobody asked Lund"]),
    ("Karl Lund Jr.", [SENIOR, "The younger man, Karl Jr."]),
]  # fmt: skip


@pytest.mark.parametrize(("who", "bodies"), ADDRESSED)
def test_titles_and_generations_tell_who_is_meant(who: str, bodies: list[str]) -> None:
    """ "Mrs", "Sen.", "Jr." and the order of introduction tell bearers of one family name apart, also in a report without full names."""
    result = cast(*bodies)
    last = bodies[-1].rindex("Lund" if "Jr." not in bodies[-1][-4:] else "Karl")
    holder = next(e for e in result.entities for m in e.mentions if (m.report, m.start) == (f"r{len(bodies)}", last))
    assert holder.name == who


def test_no_aeroplane_has_the_name_of_a_ship() -> None:
    """ "The USS Tarn" joined the search for the jet and is not the jet; a ferry may be the "MV Tarn"."""
    assert not together("The jet", "USS Tarn", "The jet vanished at sea. The USS Tarn joined the search.")
    assert together("The ferry", "MV Tarn", "The ferry sank at sea. The MV Tarn was old.")


def test_one_pronoun_excludes_nobody_who_is_named_in_short() -> None:
    """ "Kelly said he loved trains" may tell of another "he": Kelly is still the mother of the other report."""
    bodies = ["His mother, Kelly Harris, wept. She left.", "The mother wept. Kelly said he loved trains."]
    assert entity_of(cast(*bodies), "Kelly Harris", bodies).id == entity_of(cast(*bodies), "Kelly", bodies, 2).id


def test_father_and_son_of_one_name_are_two() -> None:
    """One report has "Karl Lund" and "Karl Lund Jr."; where no report has both they may be one."""
    people = [e for e in cast(SENIOR, "Karl Lund Jr. won.").entities if e.kind == "person"]
    assert {e.name: len({m.report for m in e.mentions}) for e in people} == {"Karl Lund": 1, "Karl Lund Jr.": 2}
    assert len(cast("Karl Lund won.", "Karl Lund Jr. won.").entities) == 1


def test_pet_form_of_the_only_bearer_is_the_same() -> None:
    """ "Steve" and "Steven" of one family name, which nobody else bears, are one; with a brother in the story they stay open."""
    assert together("Steve Lund", "Steven Lund", "Steve Lund paints.", "Yesterday Steven Lund won a race.")
    assert not together(
        "Steve Lund", "Steven Lund", "Steve Lund and Ada Lund paint.", "Yesterday Steven Lund won a race."
    )


def test_vehicles_of_two_owners_stay_apart() -> None:
    """Each report speaks of one train, but not of the same person's; "by train" is none."""
    assert together(
        "Karl Lund's train",
        "Lund's train",
        "Karl Lund's train left.",
        "Karl Lund came by train. Lund's train was late.",
    )
    assert not together(
        "Karl Lund's train", "Roe's train", "Karl Lund's train left.", "Ada Roe waved. Roe's train was late."
    )


def test_family_name_of_two_people_is_left_open() -> None:
    """Two bearers, no sign which: an unsure row, no merge."""
    body = "Karl Lund and Peter Lund voted no. The hall was full and Lund was cheered."
    result = cast(body)
    merges = {m.judgement for e in result.entities for m in e.merges if "Lund" in (m.a, m.b)}
    assert merges == {"unsure"}


NAMESAKES = [
    "Sheriff Dana Cole spoke. Harrow Power chairman Dana Cole, who shares a name with the sheriff, agreed.",
    "Winger Tadeu Riba signed. The goalkeeping coach, also called Tadeu Riba, stays.",
    "Captain Jon Hall was last. Among the rescued is a schoolboy, Jon Hall, who is not related to the captain.",
    "Secretary Ottoline Ham objected. A cousin and namesake, Ottoline Ham, sits on the board.",
]


@pytest.mark.parametrize("body", NAMESAKES)
def test_namesakes_stay_apart(body: str) -> None:
    """Where the text says that two people bear one name, there are two entities with ids of their own."""
    result = cast(body)
    bearers = [e for e in result.entities if e.kind == "person" and any(m.form == "name" for m in e.mentions)]
    assert len(bearers) == 2
    assert bearers[0].name == bearers[1].name
    assert bearers[0].id != bearers[1].id
    assert any(m.judgement == "different" for m in bearers[0].merges)


def test_spelling_needs_both_parts_and_company() -> None:
    """Two spellings join when both parts sound alike and a role agrees; the reason names it."""
    bodies = ["Emergency manager Tobin Abelar spoke.", "Emergency manager Tobyn Abellar spoke."]
    result = cast(*bodies)
    entity = entity_of(result, "Tobin Abelar", bodies)
    assert entity.id == entity_of(result, "Tobyn Abellar", bodies, 2).id
    assert any("sound alike" in m.reason and m.judgement == "same" for m in entity.merges)


def test_merges_of_phrases_are_shown_in_words() -> None:
    """A judgement names the words that it joins, not ids that nobody can read."""
    result = cast(
        "The tram left the rails. Police questioned the driver.", "The tram was fast. Police arrested the driver."
    )
    rows = {(m.a, m.b, m.reason) for e in result.entities for m in e.merges}
    assert ("The tram", "The tram", "each report speaks of one tram") in rows


def test_family_name_taken_for_a_body_is_the_persons() -> None:
    """A surname that the parser takes for a company is the person's, where the story has one of that name."""
    bodies = [
        "Author Stephenie Ferring spoke. Ferring sold the film to Severn Pictures.",
        "Ferring's publisher denied it.",
    ]
    result = cast(*bodies)
    assert entity_of(result, "Stephenie Ferring", bodies).id == entity_of(result, "Ferring", bodies, 2).id
    assert entity_of(result, "Stephenie Ferring", bodies).kind == "person"


def test_look_alike_letters_are_never_merged() -> None:
    """A name with one Cyrillic letter is another name, whatever it looks like."""
    bodies = ["Mayor Anna Lund spoke.", "Mayor Аnna Lund spoke."]
    result = cast(*bodies)
    entity = entity_of(result, "Anna Lund", bodies)
    assert {m.report for m in entity.mentions if m.form == "name"} == {"r1"}


def test_spelling_alone_is_unsure() -> None:
    """Without anything else in common two spellings stay apart, marked unsure."""
    bodies = ["Tobin Abelar paints.", "Yesterday Tobyn Abellar won a race."]
    result = cast(*bodies)
    entity = entity_of(result, "Tobin Abelar", bodies)
    assert entity.id != entity_of(result, "Tobyn Abellar", bodies, 2).id
    assert [m.judgement for m in entity.merges] == ["unsure"]


def test_government_has_one_entity_apart_from_its_country() -> None:
    """Capital, officials and "government" are one body; the country is a place."""
    bodies = [
        "Washington denied it. US officials left.",
        "The U.S. government denied it. Snow fell across the United States.",
    ]
    result = cast(*bodies)
    state = entity_of(result, "Washington", bodies)
    assert state.name == "US government"
    assert (
        state.id == entity_of(result, "US officials", bodies).id == entity_of(result, "U.S. government", bodies, 2).id
    )
    country = entity_of(result, "United States", bodies, 2)
    assert (country.kind, country.name) == ("place", "United States")
    assert result.country_of[state.id] == result.country_of[country.id] == "US"


def test_office_without_name_finds_its_only_holder() -> None:
    """ "The sheriff" of one report is the sheriff named in another."""
    assert together(
        "Dana Cole", "the sheriff", "Sheriff Dana Cole ordered people to leave.", "It burns, the sheriff said."
    )


def test_every_mention_but_open_pronouns_has_an_entity() -> None:
    """``of_mention`` covers all names and phrases; a pronoun without antecedent is left out."""
    item = reading("r1", "Karl Lund and Peter Roe arrived. His car was late.")
    result = resolve([item])
    missing = {m.text for m in item.mentions if m.id not in result.of_mention}
    assert missing == {"His"}


def test_order_of_reports_does_not_matter() -> None:
    """The cast is the same whichever report comes first."""
    readings = [
        reading("r1", "Mayor Anna Lund said the ferry sank near Tarn."),
        reading("r2", "The ferry sank, Lund said. The Marine Board agreed."),
        reading("r3", "Anna Lund, the mayor, blamed the Marine Board."),
    ]
    assert resolve(readings) == resolve(readings[::-1]) == resolve([readings[1], readings[2], readings[0]])


def test_coordinates_come_from_the_places() -> None:
    """An entity lies where most of its mentions were located."""
    result = resolve([reading("r1", "It sank off Tarn. Boats left Tarn.", [("Tarn", 61.5, 5.0)])])
    entity = next(e for e in result.entities if e.name == "Tarn")
    assert entity.place is not None
    assert (entity.place.latitude, entity.place.longitude, entity.links.geonames) == (61.5, 5.0, "42")


def test_no_readings_give_an_empty_cast() -> None:
    """Nothing in, nothing out."""
    assert resolve([]) == Cast((), {}, {})
