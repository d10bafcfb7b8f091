"""Quantities: numbers of a sentence with bounds, unit and what they count or measure."""

from __future__ import annotations

import pytest

from whosays.language import parse
from whosays.model import Published, Quantity, Report, Segment
from whosays.normalize.numerals import number, vague
from whosays.normalize.quantities import find_quantities
from whosays.normalize.times import find_times
from whosays.values.units import convertible, to_base


def quantities(text: str) -> tuple[Quantity, ...]:
    published = Published("2031-03-04", "given", (), ())
    parsed = parse(Report("r1", "r1.txt", None, None, None, "en", published, text, (Segment(0, len(text), "body"),)))
    return find_quantities(parsed, find_times(parsed))


def only(text: str) -> tuple[str, Quantity]:
    found = quantities(text)
    assert len(found) == 1, [(text[one.start : one.end], one.unit, one.of) for one in found]
    return text[found[0].start : found[0].end], found[0]


BOUNDS = [
    ("The ferry carried 140 people.", "140 people", 140, 140, False),
    ("The ferry carried at least 140 people.", "at least 140 people", 140, None, False),
    ("The ferry carried more than 140 people.", "more than 140 people", 140, None, False),
    ("The ferry carried over 140 people.", "over 140 people", 140, None, False),
    ("The ferry carried up to 140 people.", "up to 140 people", None, 140, False),
    ("The ferry carried as many as 140 people.", "as many as 140 people", None, 140, False),
    ("The ferry carried fewer than 140 people.", "fewer than 140 people", None, 140, False),
    ("The ferry carried nearly 140 people.", "nearly 140 people", None, 140, True),
    ("The ferry carried almost 140 people.", "almost 140 people", None, 140, True),
    ("The ferry carried about 140 people.", "about 140 people", 140, 140, True),
    ("The ferry carried around 140 people.", "around 140 people", 140, 140, True),
    ("The ferry carried some 140 people.", "some 140 people", 140, 140, True),
    ("The ferry carried an estimated 140 people.", "an estimated 140 people", 140, 140, True),
    ("The ferry carried exactly 140 people.", "exactly 140 people", 140, 140, False),
    ("The ferry carried only 140 people.", "only 140 people", 140, 140, False),
    ("The ferry carried between 120 and 140 people.", "between 120 and 140 people", 120, 140, False),
    ("The ferry carried 120 to 140 people.", "120 to 140 people", 120, 140, False),
    ("The ferry carried 120-140 people.", "120-140 people", 120, 140, False),
    ("The ferry carried between eight and 10 people.", "between eight and 10 people", 8, 10, False),
    ("The ferry carried a dozen people.", "a dozen people", 12, 12, False),
    ("The ferry carried dozens of people.", "dozens of people", 24, None, True),
    ("The ferry carried several hundred people.", "several hundred people", 300, 900, True),
    ("The ferry carried hundreds of people.", "hundreds of people", 200, None, True),
    ("The ferry carried tens of thousands of people.", "tens of thousands of people", 20000, None, True),
    ("The ferry carried 12,000 people.", "12,000 people", 12000, 12000, False),
    ("The ferry carried half a million people.", "half a million people", 500000, 500000, False),
    ("The ferry carried 1.5 million people.", "1.5 million people", 1500000, 1500000, False),
    ("The ferry carried four people.", "four people", 4, 4, False),
    ("The ferry carried twenty-five people.", "twenty-five people", 25, 25, False),
    ("The ferry carried 140 people or more.", "140 people or more", 140, None, False),
    ("The ferry carried 140-plus people.", "140-plus people", 140, None, False),
    ("The ferry carried 1,40,000 people.", "1,40,000 people", 140000, 140000, False),
    ("The ferry carried 1.400.000 people.", "1.400.000 people", 1400000, 1400000, False),
    ("The ferry carried one hundred and one people.", "one hundred and one people", 101, 101, False),
    ("The ferry carried three lakh people.", "three lakh people", 300000, 300000, False),
]


@pytest.mark.parametrize("text, words, low, high, approx", BOUNDS)
def test_bounds(text: str, words: str, low: float | None, high: float | None, approx: bool) -> None:
    """Bounding and approximating words belong to the expression and decide the open end."""
    found, one = only(text)
    assert (found, one.low, one.high, one.approx, one.unit) == (words, low, high, approx, "person")


MEASURES = [
    ("The fire burned 12,000 hectares of forest.", 12000, "ha", "forest"),
    ("A burned area of 120 square kilometres was seen.", 120, "km2", "area"),
    ("The fund bought 30,000 acres of land.", 30000, "acre", "land"),
    ("The ship was making 18 knots.", 18, "[kn_i]", "ship"),
    ("The train was moving at 33 kilometres an hour.", 33, "km/h", "train"),
    ("The lorry held 12 tonnes of flour.", 12, "t", "flour"),
    ("Turnout was 58 percent.", 58, "%", "turnout"),
    ("The fire was 35 per cent contained.", 35, "%", "contained"),
    ("Inflation is running at 6%.", 6, "%", "inflation"),
    ("The mayor won 48.2 percent of the vote.", 48.2, "%", "vote"),
    ("The bank cut its rate by 25 basis points.", 25, "bp", "rate"),
    ("The bank cut its rate by a quarter point.", 0.25, "pp", "rate"),
    ("The club paid a fee of $3.2 billion.", 3.2e9, "USD", "fee"),
    ("The club paid a fee of 42 million euros.", 42e6, "EUR", "fee"),
    ("The 42m euro deal was signed.", 42e6, "EUR", "deal"),
    ("The club paid a fee of £36m.", 36e6, "GBP", "fee"),
    ("A 6.1-magnitude earthquake struck.", 6.1, "magnitude", "earthquake"),
    ("The siege went on for 18 months.", 18, "mo", None),
    ("A train ride of six hours followed.", 6, "h", "ride"),
    ("The army has seen two decades of war.", 20, "a", "war"),
    ("The talks take a fortnight.", 2, "wk", "talk"),
    ("The harbour earned US$ 7.2 bn.", 7.2e9, "USD", None),
    ("The harbour earned AU$ 40 million.", 40e6, "AUD", None),
    ("The harbour earned SGD 40 million.", 40e6, "SGD", None),
    ("The harbour asks for a fee of Rs 5,000.", 5000, "rupee", "fee"),
    ("The harbour asks for a fee of 4,50 €.", 4.5, "EUR", "fee"),
    ("A fine of two crore rupees was paid.", 2e7, "rupee", "fine"),
    ("A minimum of £3m was stolen.", None, "GBP", "steal"),
    ("The pier is 2.5km long.", 2.5, "km", "long"),
    ("The temperature fell to minus 12 degrees.", -12, "deg", "temperature"),
    ("The temperature fell to -12°C.", -12, "Cel", "temperature"),
    ("One in ten pupils was absent.", 10, "%", "pupil"),
    ("Half the houses were empty.", 50, "%", "house"),
    ("Nine tenths of the ice melted.", 90, "%", "ice"),
    ("The herd shrank by a fifth in May.", 20, "%", "herd"),
    ("Shares of shipyards fell 3 percent.", 3, "%", "share"),
]


@pytest.mark.parametrize("text, value, unit, of", MEASURES)
def test_measures(text: str, value: float, unit: str, of: str | None) -> None:
    """A measure has a unit of the table and says what it measures."""
    _, one = only(text)
    assert (one.high, one.unit) == (value, unit)
    assert one.low == value or (value is None and one.low is not None)
    assert of is None or (one.of is not None and of in one.of.split())


COUNTS = [
    ("Seven dead after landslide", 7, "person", "dead"),
    ("The landslide left 17 dead.", 17, "person", "dead"),
    ("The death toll rose to 31.", 31, "person", "dead"),
    ("The number of dead had risen to 17.", 17, "person", "dead"),
    ("Police said 12 people were confirmed dead.", 12, "person", "dead"),
    ("Police said 249 people were injured.", 249, "person", "injured"),
    ("Police counted 249 people injured.", 249, "person", "injured"),
    ("The blast struck a bus, killing three people.", 3, "person", "kill"),
    ("Police said 17 people were still missing.", 17, "person", "missing"),
    ("There were 140 people aboard.", 140, "person", "aboard"),
    ("He said 140 people were on board.", 140, "person", "aboard"),
    ("The crew launched four life rafts.", 4, "raft", "launch"),
    ("The king has made seven trips.", 7, "trip", None),
    ("The king has ventured abroad ten times.", 10, "time", "venture abroad"),
    ("The minister resigned twice.", 2, "time", "resign"),
    ("He has fled only once.", 1, "time", "flee"),
    ("No deaths have been reported.", 0, "death", "report"),
    ("No plants would be shut.", 0, "plant", "shut"),
    ("Two plants are to be shut.", 2, "plant", "shut"),
    ("Four of those trips were short.", 4, "trip", "part short"),
    ("The 39-year-old waved.", 39, "a", "age"),
    ("The witness, aged 61, waved.", 61, "a", "age"),
    ("The coach, 51, is said to be leaving.", 51, "a", "age"),
    ("He arrived as a boy of nine.", 9, "a", "age"),
    ("His brother, aged nine, waved.", 9, "a", "age"),
    ("A crowd of 300 gathered.", 300, "person", "crowd"),
    ("A 300-strong crowd gathered.", 300, "person", "crowd"),
    ("The storm killed three.", 3, "person", "kill"),
    ("It is a two-bedroom flat.", 2, "bedroom", "flat"),
    ("The march was joined by 300 farmers.", 300, "farmer", "join"),
    ("The blast killed himself and three others.", 3, "person", "kill"),
]


@pytest.mark.parametrize("text, value, unit, of", COUNTS)
def test_counts(text: str, value: float, unit: str, of: str | None) -> None:
    """A counted noun gives the unit, and what the counted ones are, do or undergo gives ``of``."""
    _, one = only(text)
    assert (one.low, one.high, one.unit, one.of) == (value, value, unit, of)


NOT_QUANTITIES = [
    "It happened on 4 March 2019.",
    "It happened at 23:40 local time.",
    "It happened in 1987.",
    "The third attempt failed.",
    "The 21st meeting failed.",
    "One of the ministers left.",
    "The leaders met one-on-one.",
    "Flight 370 vanished.",
    "He lives at 10 Downing Street.",
    "She wears the number seven shirt.",
    "The club won 3-1 at home.",
    "It is twice as high as the tower.",
    "He was once a boxer.",
    "There is no confirmation.",
    "Call 555 0199 for help.",
    "It violates Article 5 of the treaty.",
    "The price is three times higher.",
    "The boat was sold by a third party.",
    "The serial number is 0417.",
    "The team beat the plan 3-1.",
]


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_what_is_no_quantity(text: str) -> None:
    """Dates, ordinals, parts of names, scores, telephone numbers and comparisons count nothing."""
    assert [text[one.start : one.end] for one in quantities(text)] == []


def test_a_change_is_two_figures() -> None:
    """ "from 12 to 17" is no range but two figures."""
    found = quantities("The toll rose from 12 to 17.")
    assert [(one.low, one.high) for one in found] == [(12, 12), (17, 17)]


def test_a_vote_is_two_figures() -> None:
    """ "six to three" runs downward: two numbers of votes."""
    found = quantities("The committee voted six to three.")
    assert [(one.low, one.high, one.unit) for one in found] == [(6, 6, "vote"), (3, 3, "vote")]


@pytest.mark.parametrize("text", ["The council voted 31-24 to close it.", "It closed by a 31-24 vote."])
def test_a_vote_with_a_hyphen(text: str) -> None:
    """ "31-24" is a vote where the sentence speaks of voting."""
    assert [(one.low, one.high, one.unit) for one in quantities(text)] == [(31, 31, "vote"), (24, 24, "vote")]


SEVERAL = [
    ("Ruiz cut 4,300 jobs in Orlen, 3,700 in Tarn and 400 in Corvo.", [(4300, "job"), (3700, "job"), (400, "job")]),
    ("The shares rose 2.3 percent to 14.20 francs.", [(2.3, "%"), (14.2, "franc")]),
    ("Crude was down $2.86 to $77.11.", [(2.86, "USD"), (77.11, "USD")]),
    ("The two shares fell by 1.5 and 3 percent.", [(1.5, "%"), (3, "%")]),
    ("The mayor said 17 of the 23 schools would open.", [(17, "school"), (23, "school")]),
]


@pytest.mark.parametrize("text, expected", SEVERAL)
def test_figures_beside_each_other(text: str, expected: list[tuple[float, str]]) -> None:
    """A bare number counts what the one before it counted; a unit printed once is of both; a change and a level are two."""
    found = [(one.low, one.unit) for one in quantities(text)]
    assert found[-len(expected) :] == expected


def test_a_conversion_in_brackets_is_of_the_same_thing() -> None:
    """ "300 hectares (740 acres) of forest": both are forest."""
    assert [one.of for one in quantities("The fire burned 300 hectares (740 acres) of forest.")] == ["forest", "forest"]


def test_durations_take_their_bounds_from_the_time() -> None:
    """Durations are quantities too, with the bounds of their approximator."""
    found = quantities("It took nearly 24 hours. The siege lasted more than 18 months.")
    assert [(one.low, one.high, one.approx, one.unit) for one in found] == [
        (None, 24, True, "h"),
        (18, None, False, "mo"),
    ]


def test_percent_and_money_side_by_side() -> None:
    """A share and a price joined by "to" are two figures, each with its own unit."""
    found = quantities("The shares fell 4.75% to $12.40.")
    assert [(one.low, one.unit) for one in found] == [(4.75, "%"), (12.4, "USD")]


def test_offsets_are_those_of_the_text() -> None:
    """Each quantity slices to its own words, after characters beyond the basic plane too."""
    text = "𝕏 said: “some 300 farmers” marched."
    found, _ = only(text)
    assert found == "some 300 farmers"


def test_ids_are_of_place() -> None:
    """The id of a quantity depends on report and characters only."""
    assert quantities("He saw 12 ships.")[0].id == quantities("He saw 12 ships. He left.")[0].id


NUMBERS = [
    ("12,000", 12000), ("4.75", 4.75), ("42m", 42e6), ("3.2bn", 3.2e9), ("3.2 billion", 3.2e9), ("2 1/2", 2.5), ("1½", 1.5),
    ("four", 4), ("twenty-four", 24), ("one hundred and twenty", 120), ("three thousand two hundred", 3200), ("a dozen", 12),
    ("two dozen", 24), ("half a million", 5e5), ("two and a half million", 2.5e6), ("a hundred thirty million", 130e6), ("forty winks", None),
]  # fmt: skip


@pytest.mark.parametrize("words, value", NUMBERS)
def test_numbers(words: str, value: float | None) -> None:
    """Digits, scales, fractions and number words have one value; other words have none."""
    assert number(words) == value


def test_vague_numbers() -> None:
    """Vague words have the bounds of the table."""
    assert vague("dozens") == (24, None)
    assert vague("a few thousand") == (3000, 9000)
    assert vague("twelve") is None


def test_units_convert_within_a_dimension() -> None:
    """Area into area, never area into length, money into money, or years into days."""
    assert convertible("km2", "ha") == pytest.approx(100)
    assert convertible("h", "min") == pytest.approx(60)
    assert convertible("a", "mo") == pytest.approx(12)
    assert convertible("bp", "pp") == pytest.approx(0.01)
    assert convertible("trip", "trip") == 1
    for pair in (("km2", "km"), ("EUR", "USD"), ("a", "d"), ("trip", "person"), (None, "h"), ("%", "pp")):
        assert convertible(*pair) is None


def test_base_units() -> None:
    """Values go to the base unit of their dimension; what has none stays."""
    assert to_base(18, "[kn_i]")[0] == pytest.approx(33.336)
    assert to_base(120, "km2") == to_base(12000, "ha")
    assert to_base(7, "trip") == (7, "trip")
    assert to_base(None, "h") == (None, "s")
    assert to_base(58, "%") == (58, "%")


@pytest.mark.parametrize(
    "text",
    [
        "Smoke from 400 fires hid the sun, and the air quality index climbed to 484.",
        "The rand fell 3% to a record low of 19.51 to the dollar.",
    ],
)
def test_a_level_of_something_else_takes_no_unit(text: str) -> None:
    """An index or a rate that climbs or falls to a number is not counted in what its sentence counted before."""
    assert quantities(text)[-1].unit is None


def test_all_but_two_says_nothing_of_the_two() -> None:
    """ "All but two were freed": the two are counted, and were not freed."""
    first, second = quantities("All but two of the 40 hostages were freed.")
    assert (first.low, first.unit, first.of) == (2, "hostage", None)
    assert second.low == 40
