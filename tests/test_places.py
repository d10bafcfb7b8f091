"""Places: names are looked up exactly, weighed against what the report says, and left unlocated where it does not help."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path

import pytest

from whosays import gazetteer
from whosays.gazetteer import Gazetteer, GazetteerError, Toponym, fold_name, open_gazetteer, write_gazetteer
from whosays.model import Mention, Parse, Place, Published, Report, Segment
from whosays.normalize.places import locate

DATA = files("whosays").joinpath("data")


def report(text: str, outlet: str | None = None, dateline: int = 0) -> Parse:
    """A parse that holds the text alone; places need neither tokens nor tree."""
    zones = [Segment(0, dateline, "dateline")] if dateline else []
    zones.append(Segment(dateline, len(text), "body"))
    published = Published(None, "absent", (), ())
    return Parse(Report("r", "r.txt", outlet, None, None, "en", published, text, tuple(zones)), (), (), (), ())


def mention(text: str, name: str, *, adjective: bool = False, country: str | None = None, nth: int = 0) -> Mention:
    """The nth occurrence of a name as a place mention."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    form = "adjective" if adjective else "name"
    return Mention(
        f"m{start}", "r", start, start + len(name), form, "place", name, name.split()[-1], "sing", None, None, country
    )


def places(text: str, *names: str, outlet: str | None = None) -> dict[str, Place]:
    """Places of the first occurrence of each name."""
    found = locate(report(text, outlet), [mention(text, name) for name in names])
    return {place.name: place for place in found}


def km(place: Place, latitude: float, longitude: float) -> float:
    """Distance of a located place from a point."""
    assert place.latitude is not None, place.reason
    assert place.longitude is not None, place.reason
    p, q = math.radians(place.latitude), math.radians(latitude)
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(longitude - place.longitude) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


# ------------------------------------------------------------------------------------------------ how a name is used
@pytest.mark.parametrize(
    "text",
    [
        "A Lebanon man was held in Boone County, Indiana, on Friday.",
        "Roe, 60, of 14 Elm Ave., Lebanon, was held in Boone County, Indiana, on Friday.",
        "Lebanon High School is the largest of Boone County, Indiana.",
    ],
)
def test_a_town_has_people_and_addresses(text: str) -> None:
    """A country's name in front of a town's people and schools, or behind a street, is the town's."""
    assert km(places(text, "Lebanon", "Boone County", "Indiana")["Lebanon"], 40.05, -86.47) < 30


def test_a_country_spoken_of_stays_the_country() -> None:
    """ "A Lebanon man" in a report that says "Lebanese" is no man of a town."""
    text = "A Lebanon man was held. Lebanese officials said he had left Beirut for Paris."
    marked = [
        mention(text, "Lebanon"),
        mention(text, "Lebanese", adjective=True, country="LB"),
        mention(text, "Beirut"),
    ]
    assert locate(report(text), marked)[0].country == "LB"


def test_a_hamlet_is_not_meant_by_a_states_name() -> None:
    """California in a report on Maryland is the state, not the town of Maryland."""
    text = "Crews from Baltimore and Annapolis, Maryland, flew to a base in California on Sunday."
    found = places(text, "Baltimore", "Annapolis", "Maryland", "California")
    assert km(found["California"], 37.2, -119.5) < 200


def test_a_demonym_tells_the_country_from_the_state() -> None:
    """Georgia is the country where the report says "Georgian", though the United States are named, too."""
    text = "Russia and the United States spoke of the war in Georgia. Georgian troops had withdrawn."
    marked = [mention(text, name) for name in ("Russia", "United States", "Georgia")]
    marked.append(mention(text, "Georgian", adjective=True, country="GE"))
    assert [place.country for place in locate(report(text), marked) if place.name == "Georgia"] == ["GE"]


def test_a_dateline_without_a_state_is_the_known_city() -> None:
    """ "HOUSTON (AP) —" is the city that agencies mean, though the report is about Pennsylvania."""
    text = "HOUSTON (AP) — Workers from Pittsburgh and Washington, Pa., began repairs on Monday."
    found = places(text, "HOUSTON", "Pittsburgh", "Washington", "Pa.")
    assert km(found["HOUSTON"], 29.76, -95.37) < 30
    assert found["HOUSTON"].reason == "agencies mean this city in a dateline without a state"
    assert km(found["Washington"], 40.17, -80.25) < 20


def test_a_towns_council_is_the_towns() -> None:
    """ "Dublin City Council" in Ohio is the council of Dublin, Ohio; so is "the City of Dublin"."""
    text = "Dublin City Council met on Monday. The City of Dublin in Ohio lies near Columbus, Ohio. Dublin is growing."
    marked = [mention(text, name) for name in ("Dublin City", "City of Dublin", "Ohio", "Columbus")]
    assert all(km(place, 40.1, -83.1) < 40 for place in locate(report(text), marked) if "Dublin" in place.name)


def test_a_list_of_towns_with_a_countrys_name_is_no_chain() -> None:
    """ "From Crockett, Palestine and Lufkin": nothing of the first name lies in the second, so it is a list."""
    text = "Volunteers came from Crockett, Palestine and Lufkin in East Texas."
    found = places(text, "Crockett", "Palestine", "Lufkin", "Texas")
    assert km(found["Crockett"], 31.32, -95.46) < 20


def test_a_comparison_is_no_container() -> None:
    """ "The Nice of Russia" is not in Russia, and Nice stays where it is."""
    text = "The resort wants to be the Nice of Russia, officials in Sochi and Paris said. France has many resorts."
    found = places(text, "Nice", "Russia", "Sochi", "Paris", "France")
    assert found["Nice"].country == "FR"


def test_a_state_may_stand_in_its_country() -> None:
    """ "Toronto, Ontario, Canada" is a chain, though both of the last two are areas."""
    text = "The firm of Toronto, Ontario, Canada, won the order of Columbus, Ohio."
    assert km(places(text, "Toronto", "Ontario", "Canada", "Columbus", "Ohio")["Ontario"], 50.0, -86.0) < 500


def test_the_surroundings_of_a_city_before_a_small_region_of_its_name() -> None:
    """ "The Charlotte region" of a report on North Carolina is no parish of an island."""
    text = "The Charlotte region is growing, planners in Raleigh, North Carolina, said."
    assert km(places(text, "Charlotte", "Raleigh", "North Carolina")["Charlotte"], 35.2, -80.8) < 30


def test_only_the_seat_of_government_is_a_capital() -> None:
    """Of the towns called Washington or Delhi one is a capital; namesakes are towns."""
    for name, region in (("Washington", "US.DC"), ("New Delhi", "IN.07"), ("London", "GB.ENG")):
        seats = [place.region for place in open_gazetteer().look_up(name) if place.kind == "capital"]
        assert seats == [region]


def test_a_part_of_a_papers_site_has_its_home() -> None:
    """ "news.example.com" is at home where "example.com" is."""
    text = "A driver from Newark was hurt."
    for outlet in ("newarkadvocate.com", "news.newarkadvocate.com"):
        assert km(places(text, "Newark", outlet=outlet)["Newark"], 40.06, -82.4) < 20


def test_homes_of_newspapers_are_in_the_gazetteer() -> None:
    """Every town of the table lies in the region it is filed under."""
    for line in DATA.joinpath("outlet_places.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        _, _, town, region = line.split("\t")
        assert any(region in (one.region, one.country) for one in open_gazetteer().look_up(town)), line


# ------------------------------------------------------------------------------------------------ what the text states
def test_a_stated_state_beats_a_famous_namesake() -> None:
    """ "Paris, Texas" is in Texas, and the bare "Paris" of the same report means the same town."""
    text = "A barn burned in Paris, Texas, on Monday. Firefighters from Paris came late."
    found = locate(report(text), [mention(text, "Paris"), mention(text, "Texas"), mention(text, "Paris", nth=1)])
    assert km(found[0], 33.66, -95.55) < 20
    assert km(found[2], 33.66, -95.55) < 20
    assert found[0].container == "Texas"


def test_a_city_without_context_is_the_famous_one() -> None:
    """ "Paris" alone is the capital of France."""
    assert km(places("The ministers met in Paris on Monday.", "Paris")["Paris"], 48.85, 2.35) < 20


@pytest.mark.parametrize(
    ("text", "name", "state", "latitude", "longitude"),
    [
        ("The river rose near Charleston, W.Va., overnight.", "Charleston", "W.Va.", 38.35, -81.63),
        ("The ship left Charleston, S.C., at noon.", "Charleston", "S.C.", 32.78, -79.93),
        ("A court in Walker County, Texas, will hear it.", "Walker County", "Texas", 30.74, -95.57),
        ("A court in Walker County, Alabama, will hear it.", "Walker County", "Alabama", 33.80, -87.30),
        ("Troops left Tripoli in Lebanon on Friday.", "Tripoli", "Lebanon", 34.44, 35.84),
    ],
)
def test_containers_choose(text: str, name: str, state: str, latitude: float, longitude: float) -> None:
    """Abbreviated states, counties and countries decide between namesakes."""
    place = places(text, name, state)[name]
    assert km(place, latitude, longitude) < 40
    assert place.container == state


def test_a_possessive_or_demonym_holds_what_follows() -> None:
    """ "Lebanon's Tripoli" and "the Libyan city of Tripoli" are two towns."""
    text = "Shops shut in Lebanon's Tripoli."
    assert km(places(text, "Lebanon", "Tripoli")["Tripoli"], 34.44, 35.84) < 30
    text = "Shops shut in the Libyan city of Tripoli."
    found = locate(report(text), [mention(text, "Libyan", adjective=True, country="LY"), mention(text, "Tripoli")])
    assert km(found[1], 32.88, 13.19) < 30


def test_a_list_of_states_is_no_chain() -> None:
    """In "Texas, Oklahoma and Kansas" no state lies in the next."""
    found = places("Storms crossed Texas, Oklahoma and Kansas.", "Texas", "Oklahoma", "Kansas")
    assert [place.container for place in found.values()] == [None, None, None]
    assert km(found["Texas"], 31.4, -99.3) < 100


# ------------------------------------------------------------------------------------------------ what the report suggests
def test_georgia_is_a_state_or_a_country() -> None:
    """The neighbours named in the report decide."""
    found = places(
        "Voters in Georgia chose a mayor. Crowds in Atlanta and Savannah cheered.", "Georgia", "Atlanta", "Savannah"
    )
    assert found["Georgia"].country == "US"
    text = "Voters in Georgia chose a mayor. Crowds in Tbilisi and Batumi cheered, and Armenia sent its wishes."
    assert places(text, "Georgia", "Tbilisi", "Batumi", "Armenia")["Georgia"].country == "GE"


def test_neighbours_choose_between_small_towns() -> None:
    """Without a state, towns that lie together are taken together."""
    text = "Crews from Lima, Findlay and Bowling Green joined those of Toledo."
    found = places(text, "Lima", "Findlay", "Bowling Green", "Toledo")
    assert km(found["Findlay"], 41.04, -83.65) < 20
    assert km(found["Bowling Green"], 41.37, -83.65) < 20


def test_a_county_and_its_town_choose_each_other() -> None:
    """Huntsville in Walker County is the one in Texas, though Alabama has a larger Huntsville and a Walker County, too."""
    found = places("Walker County deputies searched a house in Huntsville on Monday.", "Walker County", "Huntsville")
    assert km(found["Huntsville"], 30.72, -95.55) < 30
    assert km(found["Walker County"], 30.74, -95.57) < 30


@pytest.mark.parametrize(
    ("outlet", "town"),
    [("palestineherald.com", "Palestine"), ("news.palestine.com", "Palestine"), ("onlinepalestine.com", "Palestine")],
)
def test_an_outlets_town_before_the_country_of_its_name(outlet: str, town: str) -> None:
    """The Palestine Herald means the town in Texas, in attributive form, too."""
    text = "Palestine police, of Anderson County, Texas, arrested a man."
    marked = [
        mention(text, town, adjective=True, country="PS"),
        mention(text, "Anderson County"),
        mention(text, "Texas"),
    ]
    assert km(locate(report(text, outlet), marked)[0], 31.76, -95.63) < 20


def test_washington_is_the_capital_unless_the_report_is_about_the_state() -> None:
    """The state of the same name needs a name of the state beside it."""
    assert km(places("Envoys flew to Washington on Monday.", "Washington")["Washington"], 38.9, -77.0) < 20
    found = places("Voters in Spokane and elsewhere in Washington chose.", "Spokane", "Washington")
    assert km(found["Washington"], 47.4, -120.5) < 200


def test_the_outlet_is_at_home_somewhere() -> None:
    """A local paper's towns lie around its own, whether the outlet is given by domain or by name."""
    text = "The council of Newark met with that of Heath."
    for outlet in ("newarkadvocate.com", "Newark Advocate"):
        assert km(places(text, "Newark", "Heath", outlet=outlet)["Newark"], 40.06, -82.40) < 20


def test_a_dateline_weighs_more_than_a_passing_name() -> None:
    """A report dated in Britain means the British Birmingham."""
    text = "LONDON — Workers in Birmingham walked out, a union said."
    marks = [mention(text, "LONDON"), mention(text, "Birmingham")]
    assert km(locate(report(text, dateline=9), marks)[1], 52.48, -1.90) < 20


def test_an_outlet_named_after_a_town_means_it() -> None:
    """In the paper of a Lebanon in Indiana, "Lebanon" is the town; elsewhere it is the country."""
    text = "Lebanon Police stopped a car in Boone County, Indiana, on Thursday."
    assert (
        km(places(text, "Lebanon", "Boone County", "Indiana", outlet="lebanonreporter.com")["Lebanon"], 40.05, -86.47)
        < 30
    )
    assert places("Talks were held in Lebanon.", "Lebanon", outlet="example.com")["Lebanon"].country == "LB"


def test_a_country_domain_supports_its_country() -> None:
    """A paper under a country's own domain means that country's towns; a domain sold to all the world says nothing."""
    assert places("A shop in Gori burned down.", "Gori", outlet="news.example.ge")["Gori"].country == "GE"
    assert places("A shop in Gori burned down.", "Gori", outlet="news.example.io")["Gori"].latitude is None


def test_courts_and_schools_tell_the_country() -> None:
    """ "High School" and "Sheriff's Office" are words of American papers: their Alexandria is none in Egypt."""
    text = "The Sheriff's Office said students of the High School in Alexandria were safe."
    assert places(text, "Alexandria")["Alexandria"].country == "US"
    assert places("Students in Alexandria were safe.", "Alexandria")["Alexandria"].country == "EG"


def test_a_region_called_after_its_town() -> None:
    """ "the Houston region" lies around Houston; a krai is never a town of its name."""
    found = places("Nine cases were found in the Houston region.", "Houston")["Houston"]
    assert km(found, 29.76, -95.37) < 30
    assert found.reason is not None


def test_a_list_of_towns_is_no_chain() -> None:
    """ "Cleveland, Columbus and Dayton": a county of the second name holds none of the first."""
    text = "Trains will link Cleveland, Columbus and Dayton in Ohio."
    found = places(text, "Cleveland", "Columbus", "Dayton", "Ohio")
    assert km(found["Cleveland"], 41.5, -81.69) < 30


def test_a_country_in_attributive_form_may_be_a_state() -> None:
    """ "Georgia residents" in a report about Atlanta are no people of the Caucasus."""
    text = "Atlanta and Savannah, Georgia, are safe. Georgia residents may return."
    found = locate(
        report(text),
        [
            mention(text, "Atlanta"),
            mention(text, "Savannah"),
            mention(text, "Georgia"),
            mention(text, "Georgia", nth=1, adjective=True, country="GE"),
        ],
    )
    assert km(found[3], 32.6, -83.4) < 100


def test_regions_are_not_moved_by_towns_filed_astray() -> None:
    """Hebei lies around Beijing."""
    assert km(places("Farmers in Hebei in China were warned.", "Hebei", "China")["Hebei"], 39.0, 116.0) < 200


# ------------------------------------------------------------------------------------------------ what stays unlocated
@pytest.mark.parametrize(
    ("text", "name", "latitude", "longitude"),
    [
        ("A boat capsized on the Niger near the market.", "Niger", 12.0, 2.0),
        ("Troops crossed the Dnipro river.", "Dnipro", 49.0, 33.0),
        ("The Mississippi burst its banks.", "Mississippi", 38.0, -90.5),
        ("Thousands fled the island of Lesbos.", "Lesbos", 39.2, 26.3),
    ],
)
def test_rivers_and_islands_by_the_words_around(text: str, name: str, latitude: float, longitude: float) -> None:
    """A river with its article or its word is no country, state or town of the name."""
    assert km(places(text, name)[name], latitude, longitude) < 10


def test_an_island_is_no_suburb_elsewhere() -> None:
    """An island that the gazetteer lacks stays unlocated, whatever small town has its name."""
    assert places("Police searched the island of Skye.", "Skye")["Skye"].latitude is None


def test_a_states_governor_is_of_the_state() -> None:
    """The article before a state's name says nothing where a noun follows."""
    found = places("The Mississippi governor resigned; Ohio did nothing.", "Mississippi", "Ohio")
    assert km(found["Mississippi"], 32.7, -89.7) < 10


def test_an_unknown_name_keeps_its_container() -> None:
    """A name no table holds gets no coordinates, but the region that the text names, its country and radius."""
    place = places("The train stopped at Zarechinka in Primorsky Krai.", "Zarechinka", "Primorsky Krai")["Zarechinka"]
    assert (place.latitude, place.longitude) == (None, None)
    assert (place.container, place.country) == ("Primorsky Krai", "RU")
    assert place.radius_km is not None
    assert place.radius_km > 100


def test_another_spelling_is_never_taken_across_countries() -> None:
    """Every name that only other countries' places bear as a second spelling stays unlocated."""
    known = open_gazetteer()
    for name, away in (("Breslau", "Canada"), ("Damiette", "Japan"), ("Cracow", "Brazil")):
        bearers = [place for place in known.look_up(name) if not place.primary]
        assert bearers, "the case needs a name that is a second spelling"
        found = places(f"A train reached {name} on Monday, officials in {away} said.", name, away)[name]
        assert found.country not in {place.country for place in bearers}


def test_another_spelling_is_taken_in_its_country() -> None:
    """The same spelling is believed where the report names the country."""
    assert (
        km(places("A train reached Cracow, officials in Poland said.", "Cracow", "Poland")["Cracow"], 50.06, 19.94) < 20
    )


def test_a_small_place_in_a_country_not_named_is_not_taken() -> None:
    """A hamlet's namesake elsewhere stays unlocated where the report speaks of other countries."""
    place = places("Monks of Soldeu wrote to France, Spain and Japan.", "Soldeu", "Japan")["Soldeu"]
    assert place.latitude is None


def test_namesakes_of_like_size_are_left_open() -> None:
    """ "Springfield" without any context has two candidates and gets none."""
    assert places("A shop in Springfield closed.", "Springfield")["Springfield"].latitude is None


# ------------------------------------------------------------------------------------------------ forms of names
def test_demonyms_stand_for_the_country() -> None:
    """An adjective is placed at its country, with the country's radius."""
    text = "A Cypriot ship sank."
    (place,) = locate(report(text), [mention(text, "Cypriot", adjective=True, country="CY")])
    assert place.country == "CY"
    assert km(place, 35.0, 33.0) < 50


def test_abbreviations_count_only_as_printed() -> None:
    """ "La." after a comma is Louisiana, "L.A." is the city; "La" alone is an article."""
    assert km(places("He moved to Monroe, La., in May.", "Monroe", "La.")["La."], 31.0, -92.0) < 150
    assert km(places("He moved to L.A. in May.", "L.A.")["L.A."], 34.05, -118.24) < 20
    assert places("He wrote La in May.", "La")["La"].latitude is None


def test_parts_and_kinds_of_places() -> None:
    """Words for a kind are set aside, a part of a place lies roughly at the place."""
    found = places("Rain fell on Osaka Prefecture and northern Japan.", "Osaka Prefecture", "northern Japan")
    assert km(found["Osaka Prefecture"], 34.6, 135.5) < 60
    assert found["northern Japan"].country == "JP"
    assert found["northern Japan"].geonames is None


def test_places_come_in_text_order_and_again_the_same() -> None:
    """The order in which mentions are given changes nothing."""
    text = "Floods hit Lyon, Turin and Geneva."
    marks = [mention(text, name) for name in ("Lyon", "Turin", "Geneva")]
    assert locate(report(text), marks) == locate(report(text), marks[::-1])
    assert [place.name for place in locate(report(text), marks)] == ["Lyon", "Turin", "Geneva"]


def test_no_mention_no_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report without places never opens the file."""
    monkeypatch.setattr("whosays.normalize.places.open_gazetteer", lambda: pytest.fail("opened"))
    assert locate(report("Nothing."), []) == ()


# ------------------------------------------------------------------------------------------------ the gazetteer
@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("St. Paul", "saint paul"),
        ("Mt. Pleasant", "mount pleasant"),
        ("Saint-Étienne", "saint etienne"),
        ("The Hague", "hague"),
        ("Łódź", "lodz"),
        ("O’Fallon", "ofallon"),
        ("W. Va.", "w va"),
        ("Winston-Salem", "winston salem"),
    ],
)
def test_folding(printed: str, folded: str) -> None:
    """Names are filed without accents, case and points, abbreviations spelled out."""
    assert fold_name(printed) == folded


def test_every_country_is_filed() -> None:
    """Each country of the table is found under its name, in its own country."""
    missing = []
    for line in DATA.joinpath("countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "alpha2")):
            code, name, *_ = line.split("\t")
            if not any(p.kind == "country" and p.country == code for p in open_gazetteer().look_up(name)):
                missing.append(name)
    assert missing == []


@pytest.mark.parametrize(
    "table", ["places_supplement.tsv", "regions.tsv", "country_points.tsv", "outlet_places.tsv", "dateline_cities.tsv"]
)
def test_tables_name_their_source(table: str) -> None:
    """The first line of each table says where its rows come from."""
    assert DATA.joinpath(table).read_text(encoding="utf-8").startswith("# source: ")


def test_the_supplement_is_filed_where_it_says() -> None:
    """Every row of the supplement has coordinates on the globe and is found under its name."""
    for line in DATA.joinpath("places_supplement.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, _, _, latitude, longitude, radius = line.split("\t")
        assert abs(float(latitude)) <= 90, name
        assert abs(float(longitude)) <= 180, name
        assert float(radius) > 0, name
        assert any(place.kind == "feature" for place in open_gazetteer().look_up(name)), name


def test_what_is_written_is_found(tmp_path: Path) -> None:
    """Every entry is found again, over many blocks, and the same entries in another order give the same bytes."""
    entries = [
        (f"place {n:05}", Toponym("city", n % 3 > 0, "XX", "XX.1", n % 90, -n % 180, 2.0, n, str(n + 1)))
        for n in range(4000)
    ]
    write_gazetteer(tmp_path / "a", entries)
    write_gazetteer(tmp_path / "b", reversed(entries))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    written = Gazetteer((tmp_path / "a").read_bytes())
    assert len(written) == len(entries)
    for name, place in entries[:: len(entries) // 97]:
        (found,) = written.look_up(name)
        assert (found.geonames, found.primary, found.latitude) == (place.geonames, place.primary, place.latitude)
    assert written.look_up("place 99999") == ()
    assert written.look_up("") == ()


def test_a_file_that_is_no_gazetteer_is_refused() -> None:
    """The error says what is wrong and what to do."""
    with pytest.raises(GazetteerError, match=r"not a gazetteer.*rebuild it or reinstall"):
        Gazetteer(b"SQLite format 3\x00")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error names the path."""
    with pytest.raises(GazetteerError, match="no gazetteer at"):
        gazetteer.open_gazetteer(tmp_path / "none")


def test_a_city_that_dwarfs_its_namesakes_at_home() -> None:
    """ "Newcastle" of a report from England is the city on the Tyne, though its own name is longer, and no village of the Kingdom."""
    found = places("England saw snow. It fell in Newcastle and Durham.", "England", "Newcastle", "Durham")
    assert found["Newcastle"].latitude == pytest.approx(54.97, abs=0.1)


@pytest.mark.parametrize(
    ("text", "name", "latitude"),
    [
        ("GENEVA, March 14 (Reuters) - Syrups made in Iraq and India are unsafe.", "GENEVA", 46.2),
        ("NEW YORK, Feb 9 - The firm said it would cut jobs.", "NEW YORK", 40.7),
    ],
)
def test_a_dateline_with_a_day_is_the_known_city(text: str, name: str, latitude: float) -> None:
    """The day and the agency behind the city do not hide that it stands without a country."""
    assert places(text, name)[name].latitude == pytest.approx(latitude, abs=0.2)


def test_congo_is_the_larger_one() -> None:
    """The press means Kinshasa's country by the bare name, and Brazzaville's where it speaks of that."""
    text = "BUNIA, Congo - Fighters killed a dozen people."
    found = locate(report(text), [mention(text, "Congo", country="CD")])
    assert found[0].country == "CD"
