"""Sentences of two reports read side by side: which lie near each other, and which of them the network is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from tests.conftest import Teller
from whosays import inference

OPEN = "The swimming hall in Selby was open to schools by noon on Wednesday, the mayor said."
SHUT = "Schools were kept out of the swimming hall in Selby all Wednesday, the teacher Dag Moen said."
MAYBE = "Schools may have been kept out of the swimming hall in Selby all Wednesday, a parent said."
ONLY_IF = "If the boiler fails, schools will be kept out of the swimming hall in Selby, the teacher Dag Moen said."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the network is asked, from the beginning; it reads every pair as two matters."""
    pairs: list[tuple[str, str]] = []

    def compare(given: Iterable[tuple[str, str]]) -> Iterator[tuple[float, float, float]]:
        for pair in given:
            pairs.append(pair)
            yield 0.0, 0.0, 0.0

    monkeypatch.setattr(inference, "_KNOWN", {})
    monkeypatch.setattr(inference, "compare", compare)
    return pairs


def told(tell: Teller, *texts: str) -> None:
    """A story told anew."""
    Teller(readings=tell.readings)(*texts)


def test_what_may_conflict_is_read_once(tell: Teller, asked: list[tuple[str, str]]) -> None:
    """Two sentences that tell two things as so, of one place and time."""
    told(tell, OPEN, SHUT)
    assert asked.count((min(OPEN, SHUT), max(OPEN, SHUT))) == 1


@pytest.mark.parametrize("other", [MAYBE, ONLY_IF], ids=["hedged", "on a condition"])
def test_what_nothing_follows_from_is_not_read(tell: Teller, asked: list[tuple[str, str]], other: str) -> None:
    """Claims that can neither be joined nor set against each other, whatever the network said."""
    told(tell, OPEN, other)
    assert (min(OPEN, other), max(OPEN, other)) not in asked
