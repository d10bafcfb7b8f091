"""The gold of quantities, its scorer, and the floors of the program on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks import quantities, scoreboard

CASES = quantities.load(scoreboard.QUANTITIES)
FORMS = scoreboard.QUANTITIES.with_name("quantities_forms.txt")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as a record would have it."""

    start: int
    end: int
    low: float | None
    high: float | None
    approx: bool
    unit: str | None
    of: str | None


def test_two_hundred_cases_in_two_halves() -> None:
    """Half of the cases may be looked at; both halves hold written and printed sentences."""
    assert len(CASES) == len({case.title for case in CASES}) == 200
    for half in (True, False):
        titles = [case.title for case in CASES if case.development is half]
        assert sum("written" in title for title in titles) == sum("Wikinews" in title for title in titles) == 50


def test_the_rounds_may_all_be_looked_at() -> None:
    """Six rounds of sentences written later; none of them is also among the two hundred."""
    rounds = quantities.load(scoreboard.QUANTITY_ROUNDS)
    assert len(rounds) == len({case.title for case in rounds}) == 713
    assert all(case.development for case in rounds)
    assert not {case.text for case in rounds} & {case.text for case in CASES}


@pytest.mark.parametrize("case", quantities.load(FORMS), ids=lambda case: case.text)
def test_forms_are_read_whole(case: quantities.Case) -> None:
    """Each quantity of the case is right in all its parts, and no other is read."""
    found = scoreboard.read_quantities(case.text)
    assert [
        (case.text[row.wanted.start : row.wanted.end], row.wrong) for row in quantities.judge(case, found) if row.wrong
    ] == []
    assert len(found) == len(case.wanted)


def _perfect(case: quantities.Case) -> list[Figure]:
    """What the gold says, in the first reading of each."""
    return [
        Figure(w.start, w.end, value.low, value.high, bool(value.approx), w.units[0], w.of[0])
        for w in case.wanted
        for value in w.values[:1]
    ]


def test_the_gold_scores_full_against_itself() -> None:
    """What the reader marked is right by the scorer, and nothing at all is wrong."""
    by_text = {case.text: case for case in CASES}
    assert set(quantities.score(CASES, lambda text: _perfect(by_text[text])).values()) == {1.0}
    assert set(quantities.score(CASES, lambda text: []).values()) == {0.0}


SPOILED = [
    (Figure(6, 24, 13, None, False, "person", "killed"), ("value",)),
    (Figure(6, 24, 12, None, True, "person", "killed"), ("value",)),
    (Figure(6, 24, 12, None, False, "sheep", "killed"), ("unit",)),
    (Figure(6, 24, 12, None, False, "person", "injured"), ("of",)),
    (Figure(30, 40, 12, None, False, "person", "killed"), ("missing",)),
    (Figure(15, 24, 12, None, False, "person", "killed or so"), ()),
]


@pytest.mark.parametrize("found, wrong", SPOILED)
def test_what_is_wrong_is_named(found: Figure, wrong: tuple[str, ...], tmp_path: Path) -> None:
    """A wrong end, approximation, unit or counted thing each makes a quantity wrong; a shorter span does not."""
    file = tmp_path / "cases.txt"
    file.write_text(
        "1, development, written\n.\nFire. at least 12 people died.\n.\nat least 12 people | 12.. | person | killed or die\n.\n"
    )
    (case,) = quantities.load(file)
    assert [row.wrong for row in quantities.judge(case, [found])] == [wrong]


def test_words_that_the_text_lacks_are_refused(tmp_path: Path) -> None:
    """A slip in the gold is told with the case and the words."""
    file = tmp_path / "cases.txt"
    file.write_text("1, development, written\n.\nTwo ships.\n.\nthree ships | 3 | ship | -\n.\n")
    with pytest.raises(ValueError, match="1, development, written: the text does not hold 'three ships'"):
        quantities.load(file)


def test_the_floors_hold() -> None:
    """The program reads at least as many quantities right as it once did."""
    floors = json.loads(scoreboard.FLOORS.read_text(encoding="utf-8"))
    assert scoreboard.missed_floors({"quantities": scoreboard.measure_quantities()}, floors) == []
