"""Work grows with a text and not with its square: lines and calls of the interpreter are counted, so no clock decides."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays import pipeline
from whosays.blocking import around, neighbours
from whosays.ingest.formats.text import read_text
from whosays.language import parse

SAYING = (
    "The mayor denied that the bridge number {} had been closed.",
    "Police said {} people were hurt in Selby.",
    "The company sold {} lorries to Tarsola, the ministry said.",
    "Officials denied that {} workers would lose their jobs.",
)
TELLING = (
    'Ida Holm of Tarsola Steel said on Monday that she had "never seen the plan" of {} pages.',
    "The train left Selby at {}:15 on Sunday and may close the line if it rains.",
    "The strait was crossed in {} hours by the ferry Aldis, which sank 55 km south of Selby.",
    "Mr Holm, the mayor of Selby, corrected an earlier statement: {} people had died.",
    "The council voted {} to 3 for the one-on-one talks, the AP reported, citing Tarsola Steel (TS).",
)
SYLLABLES = "ba re lo min tor vel san dra kel om fer gar hul nis pe qua rud sel tam".split()
LISTED = (
    "Fire in {0} hurts a driver from {1} Street.",
    "The mayor of {0}, {1} {2}, told Reuters that he had not been asked.",
    "“We saw the smoke over {0},” said {1} {2}, whom a man at the {0} Harbour Company had called.",
    "The driver was taken to {0}, but the police in {1} said that nobody there had seen her on 4 May.",
)
RETOLD = """Selby mill closes

Tarsola Steel closed its mill in Selby on Monday and {} people were hurt, the Selby Council said.
The mill in Selby will not open again, the Selby Council said. Ida Holm of Tarsola Steel denied the fraud.
"""
# The places where a crowd of like claims is cut to the nearest; small here, so that a short text is already a crowd.
CROWDS = (
    ("whosays.findings.figures.numbers", "REACH"),
    ("whosays.findings.evidence", "NEAREST"),
    ("whosays.findings.evidence", "REACH"),
    ("whosays.findings.when_where.times", "REACH"),
    ("whosays.findings.when_where.places", "REACH"),
    ("whosays.findings.figures.votes", "REACH"),
    ("whosays.findings.when_where.durations", "REACH"),
    ("whosays.findings.answers.contraries", "REACH"),
    ("whosays.findings.when_where.occurrences", "REACH"),
    ("whosays.alignment.pairs", "REACH"),
    ("whosays.mentions.descriptions", "RECALLED"),
    ("whosays.brief.events", "REACH"),
    ("whosays.event_chains", "CROWD"),
    ("whosays.event_chains", "REACH"),
)


def steps(sayings: tuple[str, ...], sentences: int) -> Counter[str]:
    """Steps by function that one text of so many sentences takes."""
    draw = random.Random(1)
    said = [draw.choice(sayings).format(draw.randrange(10, 24)) for _ in range(sentences)]
    text = "\n\n".join(" ".join(said[at : at + 8]) for at in range(0, sentences, 8)) + "\n"
    return steps_of(text)


def listed(lines: int) -> str:
    """So many short lines, each about somebody and somewhere that no other line names, some said by who speaks next."""
    draw = random.Random(2)
    names = ("".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(3 * lines))
    return "\n\n".join(f"{draw.choice(LISTED).format(*(next(names) for _ in range(3)))}" for _ in range(lines)) + "\n"


def steps_of(text: str) -> Counter[str]:
    """Lines run, and calls, by function that one text takes behind the parser."""
    report = read_text(text.encode(), source="a.txt", published="2031-05-07")
    made = {"report": report, "parse": parse(report)}
    return steps_in(lambda: pipeline.tell([pipeline.run(pipeline.REPORT_STAGES[1:], made)["reading"]]))


def steps_in(work: Callable[[], object]) -> Counter[str]:
    """Lines run, and calls, by function; every turn of a loop is a line."""
    counting: dict[CodeType, tuple[list[int], Any]] = {}

    def counter(code: CodeType) -> tuple[list[int], Any]:
        count = [0]

        def step(frame: FrameType, event: str, argument: Any) -> Any:
            if event == "line":
                count[0] += 1
            return step

        return count, step

    def watch(frame: FrameType, event: str, argument: Any) -> Any:
        held = counting.get(frame.f_code)
        if held is None:
            held = counting[frame.f_code] = counter(frame.f_code)
        held[0][0] += 1
        return held[1]

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        work()
    finally:
        sys.settrace(before)
    counted: Counter[str] = Counter()
    for code, ((count,), _) in counting.items():
        counted[f"{code.co_filename.rpartition('whosays/')[2]} {code.co_name}"] += count
    return counted


@pytest.mark.parametrize("sayings", [SAYING, TELLING], ids=["numbered", "told"])
def test_twice_the_text_is_about_twice_the_work(sayings: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """No function's work is squared, on texts in which everything is about the same."""
    for module, name in CROWDS:
        assert getattr(sys.modules[module], name) > 2
        monkeypatch.setattr(sys.modules[module], name, 2)
    steps(sayings, 8)  # what is loaded once
    once, twice = steps(sayings, 80), steps(sayings, 160)
    assert sum(once.values()) > 1_000_000
    assert sum(twice.values()) < 2.3 * sum(once.values())
    squared = {name: (once[name], n) for name, n in twice.items() if n > 3 * once[name] + 8_000}
    assert not squared


def test_many_names_and_lines_are_about_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is looked for among all names, no line or claim among all others."""
    for module, name in (*CROWDS, ("whosays.side_by_side", "ALL"), ("whosays.side_by_side", "REACH")):
        monkeypatch.setattr(sys.modules[module], name, 2)
    steps_of(listed(8))  # what is loaded once
    once, twice = steps_of(listed(120)), steps_of(listed(240))
    squared = {name: (once[name], n) for name, n in twice.items() if n > 2.7 * once[name] + 8_000}
    assert not squared


def test_what_many_reports_print_is_looked_at_once_for_each() -> None:
    """Names printed alike are paired once, and what the reports make of a proposition is counted once for all of its claims."""

    def told(number: int) -> Counter[str]:
        texts = [RETOLD.format(3 + at % 2).encode() for at in range(number)]
        reports = [read_text(text, source=f"{at}.txt", outlet=f"Paper {at}") for at, text in enumerate(texts)]
        readings = [pipeline.read_report(report) for report in reports]
        return steps_in(lambda: pipeline.tell(readings, one_story=True))

    told(2)  # what is loaded once
    once, twice = told(6), told(12)
    assert 0 < twice["entities/bodies.py _pairs"] == once["entities/bodies.py _pairs"]
    assert 0 < twice["brief/beginning.py _places"] < 2.5 * once["brief/beginning.py _places"]


@given(st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=30), st.integers(1, 40))
def test_neighbours_are_pairs_that_share_a_key(keys: list[frozenset[str]], reach: int) -> None:
    """Each pair once and in order; all of them while the crowd is within reach."""
    found = list(neighbours(keys, reach))
    assert found == sorted(set(found))
    sharing = [(i, j) for i in range(len(keys)) for j in range(i + 1, len(keys)) if keys[i] & keys[j]]
    assert set(found) <= set(sharing)
    if reach >= len(keys):
        assert found == sharing


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(-5, 55), st.integers(0, 60))
def test_around_takes_the_nearest_on_either_side(positions: list[int], place: int, reach: int) -> None:
    """As many as reach below, as many from there on."""
    below, above = [p for p in positions if p < place], [p for p in positions if p >= place]
    assert list(around(positions, place, reach)) == below[max(0, len(below) - reach) :] + above[:reach]
