"""Independent origins: an origin counts once however often it is repeated, and what names nobody counts nothing."""

from __future__ import annotations

import pytest

from tests.conftest import Teller, known_failure, named, proposition
from whosays import pipeline
from whosays.model import Proposition, Record

CLOSES = "The old bridge in Selby will close on Friday"


def stated(tell: Teller, *reports: str, about: str = "old bridge in Selby will close") -> Proposition:
    """The proposition that all of these reports print; each gets a headline of its own."""
    headlines = ("Bridge news", "News from the river", "Traffic in the north", "Letter from the coast", "Evening notes")
    return proposition(tell(*(f"{h}\n\n{text}" for h, text in zip(headlines, reports, strict=False))), about)


def names(found: Proposition, stance: str = "asserts") -> set[str]:
    """The names of the origins that take this stance."""
    return {origin.name for origin in found.origins if origin.stance == stance}


# ------------------------------------------------------------------------------------------------ counts none
@pytest.mark.parametrize(
    "text",
    [
        f"{CLOSES}.",
        f"{CLOSES}, local media reported.",
        f"{CLOSES}, sources said.",
        f"{CLOSES}, several witnesses said.",
        f"{CLOSES}, officials said.",
        f"{CLOSES}, according to reports.",
        f"{CLOSES}, according to reports from Norway.",
        f"{CLOSES}, reports from Oslo said.",
        f"It was reported that {CLOSES[0].lower()}{CLOSES[1:]}.",
        f"{CLOSES}, experts said.",
        f"{CLOSES}, Norwegians said.",
    ],
    ids=[
        "outlet voice",
        "media",
        "sources",
        "witnesses",
        "officials of nobody",
        "reports",
        "reports from a country",
        "reports from a town",
        "impersonal",
        "experts",
        "the people of a country",
    ],
)
def test_who_is_not_named_counts_nothing(tell: Teller, text: str) -> None:
    """The outlet's own voice, impersonal passives and unnamed plurals are no origin."""
    found = stated(tell, text)
    assert found.independent_sources == 0
    assert found.independent_sources_entailed == 0
    assert not [origin for origin in found.origins if origin.stance == "asserts"]
    assert found.status in ("unattributed", "unconfirmed")


def test_several_reports_without_a_source_corroborate_nothing(tell: Teller) -> None:
    """Three papers that say it in their own voice, or by "sources", are none."""
    found = stated(tell, f"{CLOSES}.", f"{CLOSES}, sources said.", f"{CLOSES}, local media reported.")
    assert len(found.claims) == 3
    assert found.independent_sources == 0


def test_a_bare_name_is_the_fullest_that_it_may_be(tell: Teller) -> None:
    """ "Ministry says" in one report, "the interior ministry" in the next, "Korvia's interior ministry" in the third: one origin."""
    voices = ("the ministry", "the interior ministry", "Korvia's interior ministry")
    assert stated(tell, *(f"{CLOSES}, {voice} said." for voice in voices)).independent_sources == 1


def test_a_photo_credit_is_no_source(tell: Teller) -> None:
    """An agency that took the picture has said nothing."""
    record = tell(f"Bridge news\n\nReuters\n\n{CLOSES}.\n\nThe bridge on Monday.\nPhoto: Kyodo\n")
    assert proposition(record, "old bridge in Selby will close").independent_sources == 0
    assert not {origin.name for p in record.propositions for origin in p.origins} & {"Reuters", "Kyodo"}


# ------------------------------------------------------------------------------------------------ counts one
def test_one_unnamed_official_counts_one(tell: Teller) -> None:
    """One unnamed individual with a stated role is one origin."""
    assert stated(tell, f"{CLOSES}, a senior railway official said.").independent_sources == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{CLOSES}, said Mira Vane, a spokeswoman for the railway office.", "railway office"),
        (f"{CLOSES}, transport ministry spokeswoman Mira Vane said.", "transport ministry"),
        (f'He came at noon. "{CLOSES}," he said.', "an unnamed speaker"),
    ],
    ids=["for a body", "of a body", "nobody known"],
)
def test_an_origin_has_a_name_that_a_reader_can_use(tell: Teller, text: str, name: str) -> None:
    """A spokeswoman stands for her body wherever it is printed; a pronoun of nobody is no name."""
    assert names(stated(tell, text)) == {name}


def test_no_origin_is_called_by_a_small_word(told: dict[str, Record], example: Record) -> None:
    """ "He", "its" and "a" are no names of origins."""
    called = {o.name.lower() for r in (*told.values(), example) for p in r.propositions for o in p.origins}
    assert not called & {"he", "she", "it", "they", "its", "their", "a", "an", "the"}


ONE_INSTITUTION = {
    "spokesman": (
        f"{CLOSES}, the Tarsola Transport Ministry said.",
        f"{CLOSES}, a spokesman for the Tarsola Transport Ministry said.",
    ),
    "the ministry": (
        f"{CLOSES}, the Tarsola Transport Ministry said.",
        f"The Tarsola Transport Ministry runs the bridges. {CLOSES}, the ministry said.",
    ),
    "named before": (
        f"{CLOSES}, the Tarsola Transport Ministry said.",
        f"{CLOSES}, Tarsola Transport Ministry spokeswoman Ida Holm said.",
    ),
    "named behind": (
        f"{CLOSES}, the Tarsola Transport Ministry said.",
        f"{CLOSES}, said Ida Holm, a spokeswoman for the Tarsola Transport Ministry.",
    ),
    "lower case": (
        f"{CLOSES}, Tarsola's transport ministry said.",
        f"{CLOSES}, transport ministry spokeswoman Ida Holm said.",
    ),
    "bare": (
        f"{CLOSES}, the Transport Ministry said.",
        f"{CLOSES}, Tarsola's transport ministry said.",
    ),
    "turned round": (
        f"{CLOSES}, the Ministry of Transport said.",
        f"{CLOSES}, Tarsola's transport ministry said.",
    ),
    "a state and its ministry": (
        f"{CLOSES}, Tarsola says.",
        f"{CLOSES}, Tarsola's transport ministry said.",
    ),
    "company": (
        f"{CLOSES}, Corrib Tooling said.",
        f"Corrib Tooling runs the bridge. {CLOSES}, the company said.",
    ),
    "one government": (
        f"{CLOSES}, U.S. officials said.",
        f"{CLOSES}, American officials said.",
    ),
    "surname": (
        f"{CLOSES}, Mayor Olav Brandt said.",
        f"Mayor Olav Brandt came to the river on Monday. {CLOSES}, Brandt said.",
    ),
    "the police": (
        f"{CLOSES}, the police said.",
        f"{CLOSES}, the police said.",
    ),
    "police": (
        f"{CLOSES}, police said.",
        f"{CLOSES}, the police said.",
        f"{CLOSES}, a police spokesman said.",
    ),
    "the police of a town": (
        f"{CLOSES}, Selby police said.",
        f"{CLOSES}, the police said.",
    ),
    "the fire brigade": (
        f"{CLOSES}, the fire brigade said.",
        f"{CLOSES}, the fire brigade said.",
    ),
    "the company": (
        f"{CLOSES}, the company said.",
        f"{CLOSES}, the company said.",
    ),
    "spokesman by surname": (
        f"{CLOSES}, Harrow Council spokesman Paul Dahl said.",
        f"Harrow Council spokesman Paul Dahl met reporters. {CLOSES}, Dahl said.",
    ),
    "a branch": (
        f"The International Seafarers League (ISL) has a home in Selby. {CLOSES}, the International Seafarers League said.",
        f"{CLOSES}, ISL Africa said.",
    ),
    "its website": (
        f"{CLOSES}, the company said.",
        f"{CLOSES}, according to the company's website.",
    ),
    "the picture's credit in front": (
        f"{CLOSES}, Selby Police said.",
        f"Reuters Police have confirmed that {CLOSES[0].lower()}{CLOSES[1:]}.",
    ),
    "agency": (
        f"{CLOSES}, Japan's Kyodo news agency reported.",
        f"{CLOSES}, Kyodo reported.",
        f"{CLOSES}, according to Kyodo News.",
    ),
}


@pytest.mark.parametrize("reports", named({name: [reports] for name, reports in ONE_INSTITUTION.items()}, failing={}))
def test_one_institution_under_all_its_names_is_one(tell: Teller, reports: tuple[str, ...]) -> None:
    """A ministry, its spokesman and "the ministry" are one origin; so are a person's names, and one country's officials."""
    found = stated(tell, *reports)
    assert len(found.claims) == len(reports)
    assert found.independent_sources == 1, names(found)
    assert found.status == "single-source"


@pytest.mark.parametrize("number", [2, 5, 10])
def test_reprints_of_one_wire_are_one(tell: Teller, number: int) -> None:
    """Ten papers that print one agency's text have one origin between them."""
    wire = (
        f"Bridge in Selby to close\n\nHARROW, May 7 (Reuters) - {CLOSES}, the transport ministry said. Engineers found cracks in two piers, "
        "Reuters reported. The ferry Maribel will carry cars over the river until the autumn."
    )
    record = tell(*[wire] * number)
    for part, origin in (("will close on Friday", "ministry"), ("cracks in two piers", "Reuters")):
        found = proposition(record, part)
        assert len(found.claims) == number
        assert found.independent_sources == 1
        assert origin in names(found).pop().lower() or origin in names(found)
    assert len(record.lineage.groups) == 1
    assert len(record.lineage.groups[0].reports) == number


def test_an_agency_and_unnamed_media_are_one(tell: Teller) -> None:
    """Of two co-sources only the named one counts."""
    found = stated(tell, f"{CLOSES}, Reuters and local media reported.")
    assert found.independent_sources == 1
    assert names(found) == {"Reuters"}


def test_who_cites_an_agency_is_not_a_second_source(tell: Teller) -> None:
    """Three papers that cite one agency are one."""
    found = stated(
        tell,
        f"{CLOSES}, Reuters reported.",
        f"{CLOSES}, according to Reuters.",
        f"Reuters reported that {CLOSES[0].lower()}{CLOSES[1:]}.",
    )
    assert len(found.claims) == 3
    assert found.independent_sources == 1


MAY_BE_ONE = {
    "a resident": (f"{CLOSES}, a resident said.", f"{CLOSES}, Mira Vane said."),
    "a pronoun": (f'He came at noon. "{CLOSES}," he said.', f"{CLOSES}, Mira Vane said."),
    "people in the plural": (f"{CLOSES}, investigators said.", f"{CLOSES}, the Tarsola Transport Ministry said."),
    "findings of a body": (
        f"{CLOSES}, according to the findings of the Tarsola Transport Ministry.",
        f"{CLOSES}, the Tarsola Transport Ministry said.",
    ),
    "an official and the body": (
        f"{CLOSES}, said Mira Vane, head of the Tarsola Transport Ministry.",
        f"{CLOSES}, the Tarsola Transport Ministry said.",
    ),
}


MAY_BE_ONE |= {
    "the police under three names": (
        f"{CLOSES}, police said.",
        f"{CLOSES}, officers said.",
        f"{CLOSES}, Detective Ida Holm said.",
    ),
    "an office in a body without a name": (
        f"{CLOSES}, commission chair Ida Holm said.",
        f"{CLOSES}, the commission said.",
    ),
    "a body and the office behind the name": (
        f"{CLOSES}, said Ida Holm, the commission's chair.",
        f"{CLOSES}, the commission said.",
    ),
    "a president and his government": (
        f"{CLOSES}, Norwegian President Olav Brandt said.",
        f"{CLOSES}, the Norwegian government said.",
    ),
    "a president and his minister": (
        f"{CLOSES}, Norwegian President Olav Brandt said.",
        f"{CLOSES}, Norwegian transport minister Mira Vane said.",
    ),
    "two people of one body": (
        f"{CLOSES}, said Mira Vane, head of the Tarsola Transport Ministry.",
        f"{CLOSES}, said Olav Brandt, an engineer at the Tarsola Transport Ministry.",
    ),
    "a rank and somebody of a named force": (
        f"{CLOSES}, Detective Ida Holm said.",
        f"{CLOSES}, said Olav Brandt, a superintendent at Selby Police.",
    ),
    "one sentence in two mouths": (
        f'"{CLOSES}," Mira Vane said.',
        f'"{CLOSES}," Olav Brandt said.',
    ),
}


@pytest.mark.parametrize("reports", named({name: [reports] for name, reports in MAY_BE_ONE.items()}, failing={}))
def test_who_may_be_the_other_is_one(tell: Teller, reports: tuple[str, ...]) -> None:
    """Somebody unnamed may be whom another report names; a body's findings and its officials are the body: one origin."""
    found = stated(tell, *reports)
    assert len(found.claims) == len(reports)
    assert found.independent_sources == 1, names(found)


def test_two_police_forces_are_two(tell: Teller) -> None:
    """Bodies with names of their own stay apart."""
    found = stated(tell, f"{CLOSES}, Selby Police said.", f"{CLOSES}, Harrow Police said.")
    assert found.independent_sources == 2, names(found)


def test_somebody_of_one_force_is_not_another_force(tell: Teller) -> None:
    """Nor is he who has left an office the government."""
    force = stated(
        tell, f"{CLOSES}, Harrow Police said.", f"{CLOSES}, said Olav Brandt, a superintendent at Selby Police."
    )
    left = stated(
        tell, f"{CLOSES}, former Norwegian president Olav Brandt said.", f"{CLOSES}, the Norwegian government said."
    )
    assert (force.independent_sources, left.independent_sources) == (2, 2)


def test_somebody_unnamed_in_a_headline_is_nobody(tell: Teller) -> None:
    """The text below a headline says who the resident is."""
    record = tell(
        f"{CLOSES}, resident says\n\nThe mayor has agreed.", f"News from the river\n\n{CLOSES}, Mira Vane said."
    )
    every = [o.name for p in record.propositions for o in p.origins if o.stance == "asserts"]
    assert every == ["Mira Vane"]


def test_a_recording_of_the_outlet_s_own_is_its_own_witness(tell: Teller) -> None:
    """What the outlet recorded itself it has heard itself."""
    said = f"“{CLOSES}, whoever pays for it,”"
    found = stated(tell, f"{said} Mira Vane said.", f"{said} a recording made by this newspaper shows.")
    assert names(found) == {"Mira Vane", "Bexley Times"}


def test_an_agency_with_two_reports_in_the_story_passes_on_the_sources_of_both(tell: Teller) -> None:
    """Who cites the agency has no other sources than its reports name."""
    found = stated(
        tell,
        f"SELBY, May 7 (Reuters) - {CLOSES}, the road office of Selby said.",
        f"SELBY, May 7 (Reuters) - Harrow is cut off. {CLOSES}, engineer Mira Vane said, and the ferry Maribel will carry the cars.",
        f"{CLOSES}, Reuters reported.",
    )
    assert names(found) == {"road office of Selby", "Mira Vane"}


def test_an_agency_in_the_story_passes_on_its_source(tell: Teller) -> None:
    """Who cites the agency's report, which names its own source, has no other."""
    found = stated(
        tell,
        f"SELBY, May 7 (Reuters) - {CLOSES}, the road office of Selby said.",
        f"{CLOSES}, Reuters reported.",
    )
    assert found.independent_sources == 1, names(found)


def test_an_outlet_that_cites_itself_in_short_passes_on_its_source(tell: Teller) -> None:
    """ "The Mail reported on Monday": the Eskdale Mail has it from whom it named then."""
    first = tell.reading(f"Bridge news\n\n{CLOSES}, the road office of Selby said.", outlet="Eskdale Mail")
    again = tell.reading(
        f"Evening notes\n\nThe Mail reported on Monday that the {CLOSES[4:]}. Shops will open.", outlet="Eskdale Mail"
    )
    found = proposition(pipeline.tell([first, again], one_story=True), "old bridge in Selby will close")
    assert names(found) == {"road office of Selby"}


def test_an_unnamed_one_beside_a_name_in_one_report_is_another(tell: Teller) -> None:
    """A report that gives a resident and a name tells two people apart."""
    found = stated(tell, f"{CLOSES}, Mira Vane and a resident said.")
    assert found.independent_sources == 2, names(found)


def test_agencies_that_one_report_alone_names_are_one(tell: Teller) -> None:
    """That several agencies had it is the outlet's own word: one origin, and no corroboration."""
    found = stated(tell, f"{CLOSES}, Reuters and Kyodo reported.")
    assert (found.independent_sources, found.status) == (1, "single-source")


# ------------------------------------------------------------------------------------------------ counts two
TWO_NAMES = {
    "agencies": (f"{CLOSES}, Reuters reported.", f"{CLOSES}, Kyodo reported."),
    "people": (f"{CLOSES}, Mayor Olav Brandt said.", f"{CLOSES}, engineer Mira Vane said."),
    "people in one report": (f"{CLOSES}, Mayor Olav Brandt and engineer Mira Vane said.",),
    "governments": (f"{CLOSES}, U.S. officials said.", f"{CLOSES}, Norwegian officials said."),
    "company and ministry": (f"{CLOSES}, Corrib Tooling said.", f"{CLOSES}, the Tarsola Transport Ministry said."),
}


@pytest.mark.parametrize("reports", named({name: [reports] for name, reports in TWO_NAMES.items()}, failing={}))
def test_two_names_are_two(tell: Teller, reports: tuple[str, ...]) -> None:
    """Two named origins that do not derive from each other corroborate."""
    found = stated(tell, *reports)
    assert found.independent_sources == 2, names(found)
    assert found.status == "corroborated"


# ------------------------------------------------------------------------------------------------ stance and value
def test_two_denials_do_not_corroborate(tell: Teller) -> None:
    """Two parties denying the same thing are no source of it."""
    found = stated(
        tell,
        "Corrib Tooling denied that it bribed inspectors in Tarsola.",
        "Aldvane Motors denied that Corrib Tooling bribed inspectors in Tarsola.",
        about="bribed inspectors",
    )
    assert found.independent_sources == 0
    assert found.status == "denied"
    assert names(found, "denies") == {"Corrib Tooling", "Aldvane Motors"}


def test_a_denial_does_not_count_for_what_it_denies(tell: Teller) -> None:
    """One who asserts and one who denies: one origin, disputed."""
    found = stated(
        tell,
        "Corrib Tooling bribed inspectors in Tarsola, prosecutor Mira Vane said.",
        "Corrib Tooling denied that it bribed inspectors in Tarsola.",
        about="bribed inspectors",
    )
    assert found.independent_sources == 1
    assert found.status == "disputed"
    assert names(found, "denies") == {"Corrib Tooling"}


def test_a_lower_bound_does_not_corroborate_the_figure(tell: Teller) -> None:
    """146 entails "at least 140"; "at least 140" is no second source of 146."""
    record = tell(
        "Ferry sinks\n\nThe ferry Maribel carried at least 140 passengers on Tuesday, the coast guard said.",
        "Divers search\n\nThe island ferry Maribel carried 146 passengers on Tuesday, the harbour office said.",
    )
    assert _count_for(record, "146 passengers") == 1


@known_failure("one figure that agrees is taken for the whole statement")
def test_a_part_does_not_corroborate_the_whole(tell: Teller) -> None:
    """Who counts three children is no second source of twelve dead."""
    record = tell(
        "Blaze\n\nThe fire in Harrow killed 12 people, including three children, the fire brigade said.",
        "Losses\n\nThe fire in Harrow killed three children, the police said.",
    )
    assert _count_for(record, "12 people") == 1


def test_a_hedged_statement_does_not_corroborate_the_plain_one(tell: Teller) -> None:
    """ "May have been" by one and "was" by another: the plain statement has one origin."""
    record = tell(
        "Blaze\n\nThe fire in Harrow was possibly caused by a faulty cable, engineer Mira Vane said.",
        "Losses\n\nThe fire in Harrow was caused by a faulty cable, Mayor Olav Brandt said.",
    )
    assert _count_for(record, "was caused") == 1


def test_what_hangs_on_a_condition_does_not_corroborate(tell: Teller) -> None:
    """ "If they agree, she will" is no second source of "she will"."""
    record = tell(
        "Talks\n\nIf the delegations agree, President Ada Lorne will meet Premier Olav Brandt in Selby, spokesman Paul Dahl said.",
        "Summit\n\nPresident Ada Lorne will meet Premier Olav Brandt in Selby, the palace said.",
    )
    assert _count_for(record, "will meet Premier Olav Brandt in Selby") == 1


def test_a_withdrawn_statement_has_no_origin_in_who_withdrew_it(tell: Teller) -> None:
    """A paper that withdraws its report does not stand behind it."""
    record = tell(
        "Gift\n\nMayor Olav Brandt received 40,000 crowns from Corrib Tooling, the Alden Post has learned.",
        "Council\n\nThe council met in Selby on Friday.\n\nCorrection: The Bexley Times reported on Tuesday that Mayor Olav Brandt received "
        "40,000 crowns from Corrib Tooling. That report was wrong, and the newspaper withdraws it.",
    )
    assert "Bexley Times" not in {origin.name for p in record.propositions for origin in p.origins}


def _count_for(record: Record, part: str) -> int:
    """The largest count of a proposition that states these words; 1 where they only stand behind a wider statement."""
    assert any(part in report.text for report in record.reports)
    return max((p.independent_sources for p in record.propositions if part in p.statement), default=1)


# ------------------------------------------------------------------------------------------------ what always holds
def test_counts_follow_from_the_origins(told: dict[str, Record], example: Record) -> None:
    """The counts are the numbers of different origins that assert, direct ones and all; they never exceed the origins named."""
    several = 0
    for record in (*told.values(), example):
        for proposition_ in record.propositions:
            direct = {(o.name, o.entity) for o in proposition_.origins if o.stance == "asserts" and o.how == "direct"}
            every = {(o.name, o.entity) for o in proposition_.origins if o.stance == "asserts"}
            assert proposition_.independent_sources == len(direct)
            assert proposition_.independent_sources_entailed == len(every)
            assert all(origin.name.strip() for origin in proposition_.origins)
            several += len(direct) > 1
    assert several


def test_no_origin_counts_twice_under_one_name(told: dict[str, Record], example: Record) -> None:
    """Two origins of one proposition differ in more than an article or a capital."""
    several = 0
    for record in (*told.values(), example):
        for found in record.propositions:
            asserting = [o.name.lower().removeprefix("the ") for o in found.origins if o.stance == "asserts"]
            assert len(asserting) == len(set(asserting)), found.statement
            several += len(asserting) > 1
    assert several


def test_origins_stand_behind_claims_of_their_proposition(told: dict[str, Record], example: Record) -> None:
    """A direct origin is cited with claims of the proposition itself, an entailed one with claims that refine one of them."""
    met = set()
    for record in (*told.values(), example):
        narrower = {(r.a, r.b) for r in record.relations if r.kind == "refines"}
        for found in record.propositions:
            for origin in found.origins:
                assert origin.claims
                met.add(origin.how)
                for claim in origin.claims:
                    if origin.how == "direct":
                        assert claim in found.claims
                    else:
                        assert any((claim, own) in narrower for own in found.claims)
    assert "direct" in met


def test_corroborated_means_two(told: dict[str, Record], example: Record) -> None:
    """ "Corroborated" needs two origins, "single-source" has one, "unattributed" none."""
    met = set()
    for record in (*told.values(), example):
        for found in record.propositions:
            met.add(found.status)
            if found.status == "corroborated":
                assert found.independent_sources >= 2
            if found.status == "single-source":
                assert found.independent_sources == 1
            if found.status == "unattributed":
                assert found.independent_sources == 0
    assert met >= {"corroborated", "single-source", "unattributed"}


def test_one_report_alone_corroborates_only_what_it_attributes_to_two(tell: Teller) -> None:
    """A single report has no second voice of its own."""
    record = tell(f"Bridge news\n\n{CLOSES}. {CLOSES}, the transport ministry said.")
    assert max(p.independent_sources for p in record.propositions) == 1


# ------------------------------------------------------------------------------------------------ who adds nothing
@pytest.mark.parametrize(
    "reports, count",
    [
        ((f"{CLOSES}, the road office said.", f"The mayor, Ida Holm, said he had heard from the road office that {CLOSES[0].lower()}{CLOSES[1:]}."), 1),
        ((f"{CLOSES}, the Tarsola communications ministry said.", f"{CLOSES}, the Tarsola ministry said."), 1),
        ((f"{CLOSES}, Corrib Tooling said.", f"{CLOSES}, the company said."), 1),
        ((f"{CLOSES}, according to agency reports.",), 0),
    ],
    ids=["hearsay", "a ministry by half its name", "the company", "agency reports"],
)  # fmt: skip
def test_who_repeats_or_cannot_be_told_adds_nothing(tell: Teller, reports: tuple[str, ...], count: int) -> None:
    """Who has it from another, a shorter name of one body, and a crowd are no further origin."""
    assert stated(tell, *reports).independent_sources == count


def test_who_takes_it_for_granted_has_not_said_it(tell: Teller) -> None:
    """ "People ran out when the quake struck": the speaker tells of the people, and adds nothing to the quake."""
    record = tell(
        "News\n\nA strong quake struck Selby on Tuesday, the survey office said.",
        "More\n\nPeople ran into the street when the strong quake struck Selby, Mira Vane said.",
    )
    assert names(proposition(record, "quake struck Selby")) == {"survey office"}


def test_who_says_which_is_meant_has_not_said_it(tell: Teller) -> None:
    """Who speaks of "three who were hurt in the crash" is no second source of the crash."""
    crash = "A private helicopter crashed in a field near Selby on Tuesday"
    found = stated(
        tell,
        f"{crash}, killing its pilot, police said.",
        "Karl Vint is among three people who were injured in a helicopter crash near Selby, the hospital of Harrow said.",
        about="helicopter crashed",
    )
    assert names(found) == {"police"}


def test_a_court_has_said_what_it_rules(tell: Teller) -> None:
    """ "The court sentenced him": a ruling is the court's own word, whoever prints it; a club that fines a player is no court."""
    record = tell(
        "Court news\n\nThe district court in Selby sentenced Ivo Marsh to nine years in prison on Monday.",
        "River news\n\nThe district court in Selby sentenced Ivo Marsh to nine years in prison on Monday, in a hall by the river.",
    )
    found = proposition(record, "sentenced Ivo Marsh")
    assert len(found.claims) == 2
    assert names(found) == {"district court"}
    fined = tell("Football\n\nThe rowing club in Selby fined Ivo Marsh 200 euros on Monday.")
    assert not names(proposition(fined, "fined Ivo Marsh"))


def test_a_newsroom_that_is_cited_adds_nothing_to_a_name(tell: Teller) -> None:
    """What another outlet tells in its own voice may come from those who are named; alone, it is all there is."""
    cited = f"{CLOSES}, Sky News reported."
    assert names(stated(tell, cited)) == {"Sky News"}
    beside = stated(tell, cited, f"{CLOSES}, mayor Ida Holm said.")
    assert beside.independent_sources == 1
    assert names(beside) == {"Ida Holm"}


def test_who_counted_is_the_source(tell: Teller) -> None:
    """ "Police counted 22,000 people": the outlet passes on a count of the police."""
    record = tell("March\n\nPolice counted 22,000 people in the main square of Selby on Sunday.")
    assert names(proposition(record, "counted 22,000")) == {"Police"}


@pytest.mark.parametrize(
    ("named", "called"),
    [
        ("festival director Ida Holm said", "the festival's director said"),
        ("Ida Holm, the festival's director, said", "the director said"),
        ("her lawyer, Ida Holm, said", "Berit Lund's attorney said"),
        ("the actress's rep Ida Holm said", "Berit Lund's publicist said"),
    ],
)
def test_an_office_and_its_named_holder_are_one(tell: Teller, named: str, called: str) -> None:
    """Who is named with an office in one report and called by it in the next is one origin."""
    found = stated(tell, f"{CLOSES}, {named}.", f"{CLOSES}, {called}.")
    assert found.independent_sources == 1


def test_a_report_takes_an_office_up_with_the_name(tell: Teller) -> None:
    """ "The bridge's engineer said. The engineer, Ida Holm, …" quotes one person."""
    taken = f"{CLOSES}, the bridge's engineer said.\n\nThe engineer, Ida Holm, said that the old bridge in Selby will close on Friday."
    assert stated(tell, taken, f"{CLOSES}, Ida Holm said.").independent_sources == 1


def test_who_asks_states_nothing(tell: Teller) -> None:
    """Three who ask whether a thing is so do not corroborate it."""
    asked = "Ida Holm asked whether the old bridge in Selby will close on Friday."
    found = stated(tell, asked, asked.replace("Ida Holm", "Jan Vik"), asked.replace("Ida Holm", "Mayor Berit Lund"))
    assert found.independent_sources == 0
    assert found.status != "corroborated"


def test_two_words_for_one_office_are_one(tell: Teller) -> None:
    """ "Her lawyer" and "her attorney" may be one person, and nothing shows two."""
    found = stated(tell, f"{CLOSES}, Berit Lund's lawyer said.", f"{CLOSES}, Berit Lund's attorney said.")
    assert found.independent_sources == 1


def test_offices_of_two_owners_are_two(tell: Teller) -> None:
    """The union's lawyer is not the railway's lawyer Jan Vik."""
    found = stated(tell, f"{CLOSES}, the union's lawyer said.", f"{CLOSES}, the railway's lawyer Jan Vik said.")
    assert found.independent_sources == 2


@pytest.mark.parametrize(
    ("named", "body"),
    [("police chief Ida Holm said", "police said"), ("fire captain Ida Holm said", "the fire brigade said")],
)
def test_a_rank_in_small_letters_speaks_for_its_body(tell: Teller, named: str, body: str) -> None:
    """The police and their chief are one origin, however the rank is written."""
    assert stated(tell, f"{CLOSES}, {named}.", f"{CLOSES}, {body}.").independent_sources == 1


def test_an_agency_is_no_second_source_beside_whom_it_quotes(tell: Teller) -> None:
    """Who is cited for a later figure, and has the earlier one from the coastguard, has this one from it too, for all that is shown."""
    wire = "Fire on ferry\n\nTARN, May 7 (Corvin) - Four people died in a fire on the ferry Maribel on Wednesday, the coastguard said.\n"
    later = "Ferry fire\n\nThe number of dead in the fire on the ferry Maribel has risen to six, the coastguard said on Wednesday evening.\n"
    cites = "Ferry owner blamed\n\nSix people died in the fire on the ferry Maribel on Wednesday, according to Corvin News Service.\n"
    outlets = {"Corvin News Service": wire, "Isle Herald": later, "Coast Radio": cites}
    record = tell.of([tell.reading(text, outlet=outlet) for outlet, text in outlets.items()])
    assert names(proposition(record, "risen to six")) == {"coastguard"}
