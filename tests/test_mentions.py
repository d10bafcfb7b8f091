"""Mentions of one report: names, adjectives, noun phrases, pronouns, and what they refer to."""

from __future__ import annotations

import pytest

from whosays.language import parse
from whosays.mentions import find_mentions
from whosays.model import Mention, Published, Report, Segment, SegmentRole


def report(body: str, headline: str | None = None, credit: str | None = None) -> Report:
    """A report made of an optional headline, an optional credit line, and a body."""
    text, segments = "", []
    zones: tuple[tuple[str | None, SegmentRole], ...] = (
        (headline, "headline"),
        (credit, "photo_credit"),
        (body, "body"),
    )
    for part, role in zones:
        if part is not None:
            segments.append(Segment(len(text), len(text) + len(part), role))
            text += part + "\n"
    return Report("r1", "r1.txt", None, None, None, "en", Published(None, "absent", (), ()), text, tuple(segments))


def mentions(body: str, headline: str | None = None, credit: str | None = None) -> list[Mention]:
    """All mentions of a small report."""
    return list(find_mentions(parse(report(body, headline, credit))))


def names(found: list[Mention]) -> dict[str, str]:
    """Name → kind."""
    return {m.text: m.kind for m in found if m.form == "name"}


def antecedent(found: list[Mention], text: str) -> str | None:
    """What the last mention with these words refers to, followed to the end of the chain."""
    by_id = {m.id: m for m in found}
    mention = [m for m in found if m.text == text][-1]
    steps = 0
    while mention.refers_to is not None and steps < 20:
        mention, steps = by_id[mention.refers_to], steps + 1
    return mention.text if steps else None


def test_spans_are_exact() -> None:
    """Every mention's text is the slice of the report at its offsets, and ids do not repeat."""
    source = report("Mayor Anna Lund said the bridge was closed. She blamed Oslo’s weather office.")
    found = find_mentions(parse(source))
    assert found
    assert all(source.text[m.start : m.end] == m.text for m in found)
    assert len({m.id for m in found}) == len(found)


def test_empty_report_has_no_mentions() -> None:
    """Nothing in, nothing out."""
    assert mentions("") == []


def test_name_comes_without_title_article_and_possessive() -> None:
    """ "Captain Jon Sund's" and "the Norge Bank" are named without what stands around the name."""
    found = names(mentions("Captain Jon Sund's crew left. The National Bank of Orvia lent Dr. Ida Holm money."))
    assert found["Jon Sund"] == "person"
    assert found["National Bank of Orvia"] == "organisation"
    assert found["Ida Holm"] == "person"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The body was found in Altai Krai on Friday.", "Altai Krai", "place"),
        ("He studied at Orrin University and left.", "Orrin University", "organisation"),
        ("She was taken to St Anne hospital at night.", "St Anne hospital", "facility"),
        ("The rocket left the Plesetsk cosmodrome.", "Plesetsk cosmodrome", "facility"),
        ("A spokesman for the Ministry of Health and Welfare spoke.", "Ministry of Health and Welfare", "organisation"),
        ("Nine died, the state emergency agency TAREMA said.", "TAREMA", "organisation"),
        ("Soldiers of the TARDOC held the hills.", "TARDOC", "organisation"),
        ("Carmaker Velmont called off the merger.", "Velmont", "organisation"),
        ("On Monday Velmont CEO Ingrid Falk resigned.", "Velmont", "organisation"),
        ("The judge heard Velmont Farn SA on Monday.", "Velmont Farn SA", "organisation"),
        ("The court heard Maria Sa on Monday.", "Maria Sa", "person"),
        ("Typhoon Lorna hit the coast at dawn.", "Typhoon Lorna", "event"),
        ("The mayor of Quarnholm stepped down.", "Quarnholm", "place"),
        ("A letter from DCI Sarah Holt arrived.", "Sarah Holt", "person"),
        ("Doctors treated Ahmed al-Rashid there.", "Ahmed al-Rashid", "person"),
        ("Dumfries and Galloway Council shut the road.", "Dumfries and Galloway Council", "organisation"),
        ("The court heard Jan van der Berg speak.", "Jan van der Berg", "person"),
        ("The ministry named Lee Ha-jun as its spokesman.", "Lee Ha-jun", "person"),
        ("The group Clear Sky denied it.", "Clear Sky", "organisation"),
        ("Officials at the Office of Rail and Road agreed.", "Office of Rail and Road", "organisation"),
        ("Pay is too low, the Dock Workers' Union said.", "Dock Workers' Union", "organisation"),
        ("The Women's Federation of Tarn agreed.", "Women's Federation of Tarn", "organisation"),
        ("The Dockers' pay is low.", "Dockers", "other"),
        ("The Lady Ottoline was towed to port.", "Lady Ottoline", "other"),
        ("Keeper Vanter banned for a year", "Vanter", "person"),
        (
            "The Centre for Flood Control and Prevention warned us.",
            "Centre for Flood Control and Prevention",
            "organisation",
        ),
    ],
)
def test_boundaries_and_kinds(sentence: str, name: str, kind: str) -> None:
    """Particles, hyphens and the words of a name decide where it ends and what it names."""
    assert names(mentions(sentence)).get(name) == kind


def test_who_is_addressed_with_a_title_is_a_person() -> None:
    """ "Ms Quorn" further on makes a person of "Zelma Quorn", which the parser takes for a place."""
    found = names(mentions("Two assistants of Zelma Quorn, who is ill, were cleared. Ms Quorn was relieved."))
    assert found["Zelma Quorn"] == "person"


def test_shouted_words_are_no_names() -> None:
    """A word of the language in capitals, and words in capitals beside each other, name nothing."""
    assert names(mentions("Officials said EVERYONE must leave. The sign read KEEPS CLEARLY AHEAD.")) == {}


def test_glued_runs_are_cut() -> None:
    """A title or an adjective of a country inside a run of capitals is no part of the name."""
    found = mentions("French President Emmanuel Macron met UN Spokesperson Stephane Duval.")
    assert {"Emmanuel Macron", "Stephane Duval", "UN"} <= set(names(found))
    assert [m.country for m in found if m.form == "adjective"] == ["FR"]


def test_headline_in_title_case_yields_only_confirmed_names() -> None:
    """Common words that a headline capitalises are no names."""
    found = names(
        mentions("The mayor, Anna Lund, closed the bridge in Tarn.", "Anna Lund Closes Old Iron Bridge After Storm")
    )
    assert "Anna Lund" in found
    assert not any("Bridge" in name or "Storm" in name for name in found)


def test_country_forms_carry_their_code() -> None:
    """Names, short names and adjectives of a country share one ISO code; "the North" needs its country beside it."""
    found = mentions("North Korean soldiers left. South Korea said the North had agreed. North Korea was silent.")
    assert {m.text: m.country for m in found if m.country}.items() >= {
        "North Korean": "KP",
        "South Korea": "KR",
        "North": "KP",
    }.items()
    alone = mentions("The North of the island is flooded.")
    assert not any(m.country for m in alone)


def test_shared_adjective_has_no_country() -> None:
    """ "Congolese" fits two countries: neither is given."""
    found = mentions("Congolese officials spoke.")
    assert [m.country for m in found if m.text == "Congolese"] == [None]


def test_capital_that_speaks_is_a_government() -> None:
    """A capital is a body as speaker or party, and a city as a place where somebody goes."""
    found = mentions("Moscow denied the report. She flew to Moscow on Friday.")
    assert [(m.kind, m.country) for m in found if m.text == "Moscow"] == [("organisation", "RU"), ("place", None)]


def test_photo_credit_is_marked() -> None:
    """An agency in a credit line is a mention with that reason, so that nobody takes it for a source."""
    found = mentions("The bridge was closed.", credit="REUTERS")
    assert [(m.text, m.reason) for m in found if m.form == "name"] == [("REUTERS", "photo credit")]


def test_titles_and_appositions_belong_to_their_name() -> None:
    """A role before, after or as predicate of a name refers to it."""
    found = mentions("Police inspector Hanne Dahl arrived. Piet Lumm, an economist, agreed. Ida Holm is a lawyer.")
    assert antecedent(found, "Police inspector") == "Hanne Dahl"
    assert antecedent(found, "an economist") == "Piet Lumm"
    assert antecedent(found, "a lawyer") == "Ida Holm"


def test_definite_phrase_finds_its_only_antecedent() -> None:
    """ "The ship" is the ferry when one vessel is in the report."""
    found = mentions("A car ferry sank on Monday. The ship was old. Another boat was near.")
    assert antecedent(found, "The ship") == "A car ferry"


def test_definite_phrase_with_two_antecedents_stays_open() -> None:
    """Two ferries: "the ferry" is neither."""
    found = mentions("A car ferry sank on Monday. A second ferry turned back. The ferry was old.")
    assert antecedent(found, "The ferry") is None


def test_year_tells_events_apart() -> None:
    """ "The 2018 summit" is not the summit of today."""
    found = mentions("A summit was held in Tarn on Monday. The 2018 summit had failed.")
    assert antecedent(found, "The 2018 summit") is None


def test_ships_with_the_names_of_people() -> None:
    """The noun for a ship in front of a name makes it a ship's, also where the name begins with a title."""
    found = names(
        mentions(
            "The trawler Anna Lisa sank off Tarn and its crew were rescued by the tanker Maria Dolores. "
            "The ferry Princess Ida, the cruise ship Queen Helena and the lifeboat Grace Darling took part in the search."
        )
    )
    ships = ("Anna Lisa", "Maria Dolores", "Princess Ida", "Queen Helena", "Grace Darling")
    assert {name: found.get(name) for name in ships} == dict.fromkeys(ships, "vehicle")


def test_a_trade_in_front_of_a_name_is_no_part_of_it() -> None:
    """ "Carmaker" and "Striker" at the head of a sentence only say what the named are."""
    found = names(mentions("Carmaker Velmo said it would cut jobs. Striker Daniel Obi scored in Tarn."))
    assert {"Velmo", "Daniel Obi"} <= set(found)


def test_pronoun_takes_the_subject() -> None:
    """A pronoun takes the nearest compatible subject, by gender where a name tells it."""
    found = mentions("Anna Lund met Peter Roe in Tarn. She said the bridge was closed.")
    assert antecedent(found, "She") == "Anna Lund"


def test_pronoun_is_not_the_object_of_its_own_verb() -> None:
    """In "he might meet Roe", he is somebody else."""
    found = mentions("Karl Lund left on Monday. Peter Roe stayed. He will meet Roe on Friday.")
    assert antecedent(found, "He") != "Peter Roe"


def test_pronoun_is_nobody_who_is_named_below_its_own_verb() -> None:
    """ "He did not know Marsh's address" is not said of Marsh; "he left and Marsh came" bars nobody."""
    found = mentions("Arthur Marsh was stopped on Tuesday. He did not know Marsh's address.")
    assert antecedent(found, "He") is None
    found = mentions("Arthur Marsh was stopped on Tuesday. He drove on and the wife of Marsh followed.")
    assert antecedent(found, "He") == "Arthur Marsh"


def test_pronoun_in_a_quotation_is_not_who_is_quoted() -> None:
    """Who says "he sank the boat" speaks of another; outside the marks he may be meant."""
    found = mentions('Karl Lund spoke at noon. "He sank the boat," Lund said.')
    assert antecedent(found, "He") is None
    found = mentions('"The boat sank," Karl Lund said. He left at noon.')
    assert antecedent(found, "He") == "Karl Lund"


def test_who_says_a_quotation_is_nobody_of_whom_it_speaks() -> None:
    """Of the two men, he who said it is the one whom the quotation does not name."""
    text = 'Karl Lund accused Peter Roe of waste. "Nothing that Roe does will save the bridge. Peter Roe wants a harbour," he said.'
    assert antecedent(mentions(text), "he") == "Karl Lund"


def test_who_argues_behind_a_quotation_is_not_whom_it_named_last() -> None:
    """The paragraph goes on with the speaker, not with the man of whom he spoke."""
    text = '"The plan is bad," the engineer said. "First of all, Peter Roe was trained in Tarn."\n\nHe argued that the bridge will hold.'
    assert antecedent(mentions(text), "He") == "the engineer"


def test_pronoun_between_two_men_stays_open() -> None:
    """Two equally good candidates: none is chosen, and the reason says so."""
    found = mentions("Karl Lund and Peter Roe arrived. His car was late.")
    assert [(m.refers_to, m.reason) for m in found if m.text == "His"] == [(None, "two candidates")]


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that the bridge was closed.",
        "Velmo Steel left Tarn. It took months for the town to recover.",
        "Velmo Steel left Tarn. The law makes it easier to vote.",
        "Velmo Steel left Tarn. When it comes to taxes, nobody is content.",
        "Velmo Steel left Tarn. It is premature to say more.",
    ],
)
def test_empty_it_has_no_mention(text: str) -> None:
    """ "It is clear that" points at nothing."""
    assert not any(m.text.lower() == "it" for m in mentions(text))


@pytest.mark.parametrize(
    ("text", "pronoun", "whom"),
    [
        ("Velmo Steel bought the mill on Friday. It raised the wages.", "It", "Velmo Steel"),
        ("The bill passed the Senate on Friday. It would raise the fee.", "It", None),
        ("Velmo Steel said it would raise the wages.", "it", "Velmo Steel"),
        ("Velmo Steel closed the mill. “It was too late,” Ada Roe said.", "It", None),
        ("Velmo Steel closed the mill. Many praise it.", "it", None),
        ("Velmo Steel and Corrib Tooling closed their mills.", "their", None),
        ("The letters were read to the pilots. They were burnt afterwards.", "They", None),
        ("The pilots read the letters. They said nothing.", "They", "The pilots"),
    ],
)
def test_what_a_thing_may_be_is_left_open_beside_other_nouns(text: str, pronoun: str, whom: str | None) -> None:
    """A bill is no mention, and may still be what "it" stands for; quotations speak of what they name; no thing says anything."""
    assert antecedent(mentions(text), pronoun) == whom


def test_government_phrase_is_a_name() -> None:
    """ "The U.S. government" is a body with its country; the adjective in it is a mention of the country."""
    found = mentions("The U.S. government said nothing. Officials left.")
    assert names(found).get("U.S. government") == "organisation"
    assert [(m.form, m.country) for m in found if m.text == "U.S."] == [("adjective", "US")]


def test_mentions_do_not_depend_on_the_run() -> None:
    """The same report gives the same mentions."""
    source = report("Karl Lund and Peter Roe met in Tarn. The two men said it would rain.")
    assert find_mentions(parse(source)) == find_mentions(parse(source))


# ------------------------------------------------------------------------------------------------ places among names
def inner(found: list[Mention]) -> set[str]:
    """Places within longer names."""
    return {m.text for m in found if m.reason == "part of a longer name"}


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The Ohio Department of Health closed the shop on Monday.", "Ohio"),
        ("She studied at the University of Kansas for two years.", "Kansas"),
        ("The Harlow Vale Police Department asked for help on Monday.", "Harlow Vale"),
        ("He was taken to the Pender County Jail on Monday.", "Pender County"),
        ("The Pender County School District closed on Monday.", "Pender County"),
        ("The Springfield City Schools closed on Monday.", "Springfield"),
    ],
)
def test_a_body_names_its_home(sentence: str, place: str) -> None:
    """The place within the name of a body is a mention of its own, in attributive form."""
    found = mentions(sentence)
    assert place in inner(found)
    assert all(m.kind == "place" and m.form == "adjective" for m in found if m.reason == "part of a longer name")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Boston Globe printed the letter on Monday.",
        "The house on Memphis Street burned down on Monday.",
        "The Metropolitan Police asked for help on Monday.",
        "The New York Times printed the letter on Monday.",
    ],
)
def test_papers_streets_and_common_words_name_no_home(sentence: str) -> None:
    """A paper's name, a street's and a body's common words speak of no place."""
    assert inner(mentions(sentence)) == set()


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Anna Lund, 30, of Vorsby, was not hurt in the crash.", "Vorsby"),
        ("Fields in Hayes and Dundy counties stood under water.", "Dundy"),
        ("State Sen. Anna Lund, D-Charleston, voted against the bill.", "Charleston"),
        ("A Gainesville man was hurt when his car left the road.", "Gainesville"),
    ],
)
def test_local_news_says_what_is_a_place(sentence: str, place: str) -> None:
    """Ages, shared words, party tags and the word behind a name tell a town from a person or a firm."""
    assert names(mentions(sentence))[place] == "place"


def test_ailments_are_no_places() -> None:
    """What spreads like a disease is not where it broke out, however often "of" and "from" stand before it."""
    found = names(mentions("Two people died from Zarvola. Doctors fear that the Zarvola virus will spread."))
    assert found["Zarvola"] == "other"


def test_a_road_keeps_its_number() -> None:
    """ "Highway 82" is one name; "Highway" alone is none of a place."""
    found = names(mentions("A truck left Highway 82 near the river on Monday."))
    assert found["Highway 82"] == "facility"


def test_a_dateline_ends_at_a_dash() -> None:
    """The town in capitals that opens a report is a name, whatever the sentence behind the dash."""
    found = names(mentions("CHARLESTON, W.Va. -- The bridge was closed on Monday."))
    assert found["CHARLESTON"] == "place"


@pytest.mark.parametrize("town", ["ST. LOUIS", "MT. VERNON", "FT. LAUDERDALE"])
def test_a_shortened_word_belongs_to_a_dateline(town: str) -> None:
    """The parser cuts "ST. LOUIS" at its point; the town is one name."""
    assert names(mentions(f"{town} -- The bridge was closed on Monday."))[town] == "place"


def test_a_list_of_states_is_no_headline() -> None:
    """A sentence that is a list of names has its names read."""
    found = names(mentions("Affected are: Alabama, Arizona, Arkansas, Colorado, Idaho, Kansas and Ohio."))
    assert {"Alabama", "Arizona", "Kansas", "Ohio"} <= set(found)


def test_a_surname_that_is_a_common_word_is_a_name() -> None:
    """Behind a full name of a person the bare surname is a name, though the parser takes it for a noun."""
    found = names(
        mentions("The chief executive, Steve Bells, left. They said that it was Bells, not Orlov, who decided.")
    )
    assert found["Bells"] == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Two men were held in King's Lynn.", "King's Lynn", "place"),
        ("A fire broke out in Lee's Summit.", "Lee's Summit", "place"),
        ("Storms hit St John's in Newfoundland.", "St John's", "place"),
        ("Mr Berlin, a teacher, said he saw nothing.", "Berlin", "person"),
        ("Ms Georgia Hill won the seat.", "Georgia Hill", "person"),
        ("Washington, who played for Harlow, has retired.", "Washington", "person"),
        ("Sofia, 12, was found alive in a barn.", "Sofia", "person"),
        ("The mayor of Paris, who is ill, resigned.", "Paris", "place"),
        ("Mr Paris flew to Paris. In Paris he was met by the mayor of Paris near Paris.", "Paris", "place"),
    ],
)
def test_people_called_like_places_and_places_with_a_possessive(text: str, name: str, kind: str) -> None:
    """A courtesy title and "who" show a person; a possessive may stand inside the one name of a town."""
    assert names(mentions(text))[name] == kind


def test_adjectives_of_continents_are_mentions_and_stay_in_names_of_bodies() -> None:
    """ "Asian" is an adjective without a country and no place; "European Commission" is one name."""
    found = mentions("Asian markets fell. The European Commission spoke of a European crisis.")
    adjectives = [(m.text, m.country, m.kind) for m in found if m.form == "adjective"]
    assert adjectives == [("Asian", None, "other"), ("European", None, "other")]
    assert "European Commission" in names(found)


def test_a_full_stop_behind_initials_with_an_ampersand_is_no_part_of_the_name() -> None:
    """ "AT&T." at the end of a sentence is the name and a full stop."""
    assert "AT&T" in names(mentions("The orders overwhelmed Verizon and AT&T. Many buyers had to wait."))


def test_a_name_begins_anew() -> None:
    """A heading that runs into the text does not double the name."""
    assert "Ada Roe" in names(mentions("Ada Roe Ada Roe's long speech was dull. Ada Roe left."))
    assert "Ada Roe Ada Roe" not in names(mentions("Ada Roe Ada Roe's long speech was dull. Ada Roe left."))


def test_whose_a_committee_is_tells_two_apart() -> None:
    """The House committee is not the Senate committee; "the committee" may then be either."""
    text = "The Senate intelligence committee met. The House intelligence committee wrote to Roe. The committee wants an answer."
    found = mentions(text)
    assert antecedent(found, "The House intelligence committee") is None
    assert antecedent(found, "The committee") is None


OF_BODIES = [
    # two fields are two offices; a firm is no union, an office that is brought in with its field nobody named before
    ("The interior ministry gave a toll. Troops left, the defence ministry said.", "the defence ministry", None),
    ("The interior ministry gave a toll. Troops left, the ministry said.", "the ministry", "The interior ministry"),
    ("The dockers' union TARDU wants more. The company said no.", "The company", None),
    ("The environmental group Clear Tarn wants it shut. The company said no.", "The company", None),
    ("The mining group Tarn Vela wants more. The company said no.", "The company", "Tarn Vela"),
    ("A sergeant told the Meridian that the siren was late. The company changed its account.", "The company", None),
    ("Tarn Rovers dropped him. He failed a test, the national anti-doping agency said.", "the national anti-doping agency", None),
    # somebody's leader may be another
    ("President Karl Vint was safe. He spoke with the leader of Velmora.", "the leader", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "meant"), OF_BODIES)
def test_which_office_or_firm_a_phrase_means(text: str, phrase: str, meant: str | None) -> None:
    """A description leads back to a body that may be called so, and to no other."""
    assert antecedent(mentions(text), phrase) == meant


def test_who_speaks_behind_a_name_is_not_that_name() -> None:
    """An apposition ends with a comma: "the brother of Karl Vint, a lawyer for the family said"."""
    text = "Officers detained the brother of Karl Vint, a lawyer for the family said."
    assert antecedent(mentions(text), "a lawyer") is None
    text = "Officers detained the brother of Karl Vint, a lawyer from Tarn."
    assert antecedent(mentions(text), "a lawyer") == "Karl Vint"


def test_ships_with_the_names_of_places() -> None:
    """An article and a ship's noun in apposition outweigh the place of that name, a country's included."""
    found = names(mentions("The Norfolk, a cargo ship, hit a pier in Selby. A ferry, the Estonia, came to its aid."))
    assert (found["Norfolk"], found["Estonia"], found["Selby"]) == ("vehicle", "vehicle", "place")
    assert names(mentions("A ferry sank off Norfolk, a county in Estonia."))["Norfolk"] == "place"


def test_who_wrote_a_report_has_no_part_in_it() -> None:
    """A person in a byline is no mention; the same name in the body is one."""
    text = "By Olav Vane\nA ferry sank off Selby, Olav Vane said.\n"
    zones = (Segment(0, 12, "byline"), Segment(13, len(text) - 1, "body"))
    source = Report("r1", "r1.txt", None, None, None, "en", Published(None, "absent", (), ()), text, zones)
    assert [m.start for m in find_mentions(parse(source)) if m.text == "Olav Vane"] == [text.rindex("Olav")]


def test_nobody_is_described_by_himself() -> None:
    """In "the father of the leader" the leader is another; the father stays in mind for the next "he"."""
    body = "Ada Roe leads the party. A guard, Tom Hill, who kept the gate, knew all. Karl Roe, the father of the leader, was ill. He died in May."
    found = mentions(body)
    assert antecedent(found, "the leader") == "Ada Roe"
    assert antecedent(found, "He") == "Karl Roe"


def test_relative_named_later_takes_no_short_form() -> None:
    """ "Roe" before "Karl Roe, her father" is not Karl; after a headline alone the full name is the one meant."""
    found = mentions("Roe won the vote. Karl Roe, the father of the mayor, wept. He left.", "Town votes")
    assert antecedent(found, "He") == "Karl Roe"
    found = mentions("Karl Roe, the son of a baker, won the vote.", "Roe wins")
    assert antecedent(found, "the son") == "Karl Roe"


def test_headline_announces_a_role() -> None:
    """A role in a headline is the person beside whose name the text puts it; not one of another country."""
    assert (
        antecedent(mentions("Mayor Ada Holm said on Monday that she would go.", "Mayor resigns"), "Mayor") == "Ada Holm"
    )
    found = mentions("French President Karl Roe landed.", "Polish president falls ill")
    assert next(m for m in found if m.text == "Polish president").refers_to is None


@pytest.mark.parametrize(
    ("headline", "body", "announced", "first"),
    [
        ("Nurse found dead", "A nurse was found dead on Monday.", "Nurse", True),
        ("Villages shaken by quake", "A strong quake shook the hills.", "quake", True),
        ("Coast without tsunami", "No tsunami was seen.", "tsunami", False),
        ("Man sent to prison", "A prison in Tarn burned down.", "prison", False),
    ],
)
def test_headline_announces_what_the_text_brings_in(headline: str, body: str, announced: str, first: bool) -> None:
    """A person or event that the headline names without an article is the one that the text brings in; "no tsunami" is none."""
    found = mentions(body, headline)
    by_id = {m.id: m for m in found}
    later = [m for m in found if m.start > len(headline) and m.head == announced.lower()]
    assert [m.refers_to is not None and by_id[m.refers_to].text == announced for m in later] == [first]


def test_officers_of_two_countries_stay_apart() -> None:
    """ "The Polish minister" is not the French one, the only minister so far."""
    found = mentions("The French minister left early. The Polish minister stayed.")
    assert antecedent(found, "The Polish minister") is None


def test_a_title_with_a_hyphen_is_one() -> None:
    """ "Secretary-General" is a title, and its hyphen nobody."""
    found = mentions("U.N. Secretary-General Ada Roe spoke.")
    assert [m.text for m in found if m.kind == "person"] == ["U.N. Secretary-General", "Ada Roe"]


def test_an_age_before_a_noun_is_no_second_person() -> None:
    """ "A 44-year-old man" is one mention; "the 44-year-old" alone is one too."""
    found = mentions("Police arrested a 44-year-old man on Monday. The 44-year-old denied it.")
    assert [m.text for m in found if "year" in m.text] == ["a 44-year-old man", "The 44-year-old"]


def test_a_paper_is_no_person() -> None:
    """Who is called "the" and one name is no person, but for families."""
    found = {m.text: m.kind for m in mentions("Ada Roe told the Argus that she had left. The Lund family stayed.")}
    assert found["Argus"] != "person"
    assert found["Lund"] == "person"


def test_police_are_those_spoken_of() -> None:
    """ "Police" without an article are the police of the report so far."""
    found = mentions("Police searched the quarry. Divers came. The mayor praised police.")
    assert antecedent(found, "police") == "Police"
