"""What is remembered of the last telling: found again for equal values only, bounded, and never to be seen in a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.story_scale import STORIES, read, write_reports
from whosays import inference, pipeline, remembered, vectors
from whosays.inference import open_inference
from whosays.model import Reading
from whosays.record import encode
from whosays.remembered import LastMade, of_two


@dataclass(frozen=True, slots=True)
class Word:
    """Something equal by value."""

    text: str


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Every test begins and ends with nothing remembered."""
    remembered.forget()
    yield
    remembered.forget()


def test_what_was_made_is_made_again_only_from_something_else() -> None:
    """Equal values give the very object of before, whichever objects they are; others are made anew, also under the same name."""
    held: LastMade[list[str]] = LastMade()
    first = held.of("r1", (Word("a"),), lambda: ["made of a"])
    assert held.of("r1", (Word("a"),), lambda: ["never made"]) is first
    assert held.of("r1", (Word("b"),), lambda: ["made of b"]) == ["made of b"]
    assert held.of("r1", (Word("a"),), lambda: ["made again"]) == ["made again"]


def test_no_more_is_held_than_asked() -> None:
    """What was made longest ago goes first."""
    held: LastMade[Word] = LastMade(most=2)
    first, second = held.same("a", Word("a")), held.same("b", Word("b"))
    held.same("c", Word("c"))
    assert held.same("b", Word("b")) is second
    assert held.same("a", Word("a")) is not first


def test_a_verdict_belongs_to_two_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found once for two objects in this order, found again for others, and all are dropped where one too many would be held."""
    judged: list[str] = []

    @of_two
    def verdict(a: Word, b: Word) -> str:
        judged.append(a.text + b.text)
        return judged[-1]

    a, b = Word("a"), Word("b")
    assert verdict(a, b) == verdict(a, b) == "ab"
    assert verdict(b, a) == "ba"
    assert verdict(Word("a"), b) == "ab"
    assert judged == ["ab", "ba", "ab"]
    monkeypatch.setattr(remembered, "PAIRS", 2)
    verdict(b, b)
    verdict(a, b)
    assert judged == ["ab", "ba", "ab", "bb", "ab"]


@pytest.fixture(scope="module")
def story() -> list[Reading]:
    """Reports of the ferry accident, and one of them once more with another date: one id, other contents."""
    readings = read(write_reports(STORIES / "S01_ferry_accident", 6))
    published = replace(readings[1].report.published, value="2031-03-01T08:00:00+00:00")
    return [*readings, replace(readings[1], report=replace(readings[1].report, published=published))]


def told(readings: Sequence[Reading]) -> str:
    """The record as a hash of its bytes."""
    return hashlib.sha256(encode(pipeline.tell(readings, one_story=True))).hexdigest()


@settings(max_examples=5, derandomize=True, deadline=None)
@given(st.lists(st.sets(st.integers(0, 5), min_size=2, max_size=6), min_size=2, max_size=4), st.booleans())
def test_no_record_shows_what_was_told_before(story: list[Reading], steps: list[set[int]], redated: bool) -> None:
    """Whatever stories were told before of these reports, in one form or another, the next is told as if none had been."""
    for number, step in enumerate(steps):
        chosen = [story[6 if at == 1 and redated and number % 2 else at] for at in sorted(step)]
        warm = told(chosen)
        if number == len(steps) - 1:
            remembered.forget()
            assert warm == told(chosen)


def test_a_takedown_leaves_nothing_of_a_report(story: list[Reading]) -> None:
    """After it nothing is held of what was told."""
    told(story[:2])
    assert any(remembered._HELD)
    remembered.forget()
    assert not any(remembered._HELD)


def test_a_takedown_forgets_the_sentences_that_were_compared() -> None:
    """Neither the network's verdicts nor the encoder's vectors keep a text behind it."""
    pair = ("The mill in Selby burned down on Sunday night.", "The mill in Selby still stands, its owner said.")
    open_inference().verdicts([pair])
    vectors.Vectors(frozenset(pair)).prepare(pair)
    assert inference._KNOWN
    assert vectors._KNOWN
    remembered.forget()
    assert not inference._KNOWN
    assert not vectors._KNOWN
