"""Conflicts that the network infers: what it is asked, and what it must leave alone however sure it is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import Answering, Teller, shown
from whosays.findings.figures.kinds_counted import two_kinds
from whosays.findings.network import inferred as network
from whosays.findings.network import second_reading
from whosays.inference import Verdict
from whosays.model import Finding, Record

OPEN = "The harbour bridge in Selby was open to lorries by noon on Wednesday, the port authority said."
CASES = Path(__file__).parent / "cases" / "findings"
SHUT = "Lorries were kept off the harbour bridge in Selby all Wednesday, the haulier Dag Moen said."


@pytest.fixture
def tell(tell: Teller) -> Teller:
    """Stories told anew, since the network answers otherwise in each test."""
    return Teller(readings=tell.readings)


def inferred(record: Record) -> list[Finding]:
    """The shown findings that rest on the network."""
    return [finding for finding in shown(record) if "network" in finding.computation]


def test_a_likely_conflict_is_shown_with_its_probability(tell: Teller, answering: Answering) -> None:
    """Two sentences of two reports; the computation says that nothing was computed."""
    answering(0.99, 0.99)
    (finding,) = inferred(tell(OPEN, SHUT))
    assert finding.kind == "contradiction"
    assert "nothing is computed" in finding.computation


def test_an_unlikely_one_is_not(tell: Teller, answering: Answering) -> None:
    """Below the least probability nothing is shown."""
    answering(0.6, 0.5)
    assert not inferred(tell(OPEN, SHUT))


Reads = Callable[[str, str], tuple[float, float, float]]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Reads], None]:
    """Sets what the network says of two sentences, in the order in which it reads them."""

    def set_to(reads: Reads) -> None:
        monkeypatch.setattr("whosays.inference._KNOWN", {})
        monkeypatch.setattr("whosays.inference.compare", lambda pairs: (reads(*pair) for pair in pairs))

    return set_to


def test_another_sentence_that_answers_the_question_is_a_rival_however_far(
    tell: Teller, reading: Callable[[Reads], None]
) -> None:
    """The nearest sentences are read first, and of a likely conflict all the others as well."""
    others = [f"Lorries left the harbour in Selby over the {way} bridge." for way in ("old", "new", "iron")]
    far = "Nobody has been paid since."
    texts = (OPEN, " ".join((SHUT, *others, far)))
    reading(lambda a, b: (0.95, 0.95, 0.01) if not {a, b} & {*others, far} else (0.0, 0.0, 0.0))
    assert inferred(tell(*texts))
    reading(lambda a, b: (0.95, 0.95, 0.01) if not {a, b} & {*others} else (0.0, 0.0, 0.0))
    assert not inferred(Teller(readings=tell.readings)(*texts))


def test_a_report_of_one_sentence_has_no_rivals(tell: Teller, answering: Answering) -> None:
    """Of sentences that nothing could rival more is asked than that they lead."""
    answering(0.9, 0.6)
    assert not inferred(tell(OPEN, SHUT))


def test_both_orders_must_read_as_a_conflict(tell: Teller, reading: Callable[[Reads], None]) -> None:
    """Which of two sentences is read first should tell nothing."""
    reading(lambda a, b: (0.99, 0.99, 0.0) if a <= b else (0.3, 0.1, 0.0))
    assert not inferred(tell(OPEN, SHUT))


def test_a_claim_is_read_beside_the_sentence_of_the_other(tell: Teller, reading: Callable[[Reads], None]) -> None:
    """Of two claims of one sentence the one that conflicts with the whole of the other sentence is set against it."""
    both = "The bank in Selby laid off nobody and it earned more, a clerk said."
    cut = "A third of its staff had to go, the mayor of Selby said."
    claims = ("it earned more", "The bank in Selby laid off nobody")
    reading(lambda a, b: (0.9, 0.0, 0.0) if claims[0] in (a, b) else (0.99, 0.99, 0.0))
    (finding,) = inferred(tell(both, cut))
    assert finding.readings[0].answer == claims[1]


def test_what_is_told_for_another_time_is_no_conflict(tell: Teller, answering: Answering) -> None:
    """A state told a day later is another state, whatever the network says."""
    answering(0.99, 0.99)
    record = tell.of(
        tell.reading(text, outlet=outlet, published=published)
        for text, outlet, published in (
            (OPEN, "Alden Post", "2031-05-07T18:00:00+00:00"),
            ("Lorries are kept off the harbour bridge in Selby.", "Bexley Times", "2031-05-09T18:00:00+00:00"),
        )
    )
    assert not inferred(record)


def test_what_is_told_as_a_condition_is_no_conflict(tell: Teller, answering: Answering) -> None:
    """Only what is told as so can conflict."""
    answering(0.99, 0.99)
    assert not inferred(tell(OPEN, "If the wind rises, lorries will be kept off the harbour bridge in Selby."))


def test_the_same_words_are_no_conflict(tell: Teller, answering: Answering) -> None:
    """A claim and the same with less in it agree."""
    answering(0.99, 0.99)
    assert not inferred(tell(OPEN, "The harbour bridge in Selby was open, police said."))


def test_what_one_voice_tells_together_is_no_conflict(tell: Teller, answering: Answering) -> None:
    """Nobody contradicts with the second of two statements a report that has the first alone; of another voice it may be."""
    answering(0.99, 0.99)
    alone = "The ferry Kestrel lost power off Selby on Wednesday, the harbour master said."
    both = "The ferry Kestrel lost power off Selby on Wednesday and drifted for three hours, the harbour master said."
    assert not inferred(tell(alone, both))
    other = "The ferry Kestrel lost power off Selby on Wednesday, police said, and drifted for three hours, a deckhand said."
    assert inferred(Teller(readings=tell.readings)(alone, other))


@pytest.mark.parametrize(
    "unanswered",
    [
        "The port authority did not return calls about the harbour bridge in Selby on Wednesday.",
        "The port authority declined to comment on the harbour bridge in Selby on Wednesday.",
    ],
)
def test_what_a_newsroom_was_not_told_is_no_answer(tell: Teller, answering: Answering, unanswered: str) -> None:
    """A question left open answers nothing, however surely the network reads a conflict in it."""
    answering(0.99, 0.99)
    assert inferred(tell(OPEN, SHUT))
    assert not inferred(tell(OPEN, unanswered))


def test_long_reports_need_a_surer_verdict() -> None:
    """Two reports conflict hardly oftener for being long, and have many more pairs of sentences to mistake for a conflict."""
    verdict = Verdict(one_question=0.97, conflict=0.97, same=0.0)
    short, long = (network._probability(verdict, (0.4, 0.4), pairs) for pairs in (16, 900))
    assert short >= network.LEAST > long


def test_only_what_is_counted_has_kinds() -> None:
    """Penalty shots are no blocked shots; "kilometres long" and "miles long" are one length, where the network reads two figures as one matter."""

    def figure(dimension: str, noun: str) -> Any:
        return SimpleNamespace(dimension=dimension, noun=noun)

    assert two_kinds(figure("count", "penalty shot"), figure("count", "blocked shot"))
    assert not two_kinds(figure("length", "kilometre long"), figure("length", "mile long"))


def test_figures_of_two_matters_are_no_alarm(tell: Teller, answering: Answering) -> None:
    """Claims worded alike that the network reads as two matters are kept as checked."""
    texts = (
        "The storm in Selby damaged 40 houses near the harbour, police said.",
        "The storm in Selby damaged 90 houses near the harbour and the mill, the mayor said.",
    )
    answering(0.9, 0.9)
    assert any(finding.slot == "number" for finding in shown(tell(*texts)))
    answering(0.01, 0.01)
    record = Teller(readings=tell.readings)(*texts)
    assert not shown(record)
    assert any("read as two matters" in f.computation and f.kind == "consistent" for f in record.findings)


FILLING = " ".join(f"The {word} of Selby was closed on Monday." for word in ("school", "mill", "bank", "church") * 4)


def test_more_is_asked_of_whole_articles(tell: Teller, answering: Answering) -> None:
    """What may be one question among a few sentences is too little among hundreds of pairs."""
    texts = (
        "The storm in Selby damaged 40 houses near the harbour, police said.",
        "The storm in Selby damaged 90 houses near the harbour and the mill, the mayor said.",
    )
    answering(0.15, 0.1)
    assert any(finding.slot == "number" for finding in shown(tell(*texts)))
    assert not shown(Teller(readings=tell.readings)(*(f"{text} {FILLING}" for text in texts)))


@pytest.mark.parametrize("case", ["headline-stronger", "hedge-dropped", "denial-omitted"])
def test_what_is_left_out_is_of_one_matter(tell: Teller, answering: Answering, case: str) -> None:
    """A hedge, a denial or a doubt of another matter is not left out."""
    reports = tomllib.loads((CASES / f"{case}.toml").read_text(encoding="utf-8"))["report"]
    answering(0.9, 0.1)
    kinds = {finding.kind for finding in shown(tell(*(report["text"] for report in reports)))}
    assert case in kinds
    answering(0.01, 0.01)
    record = Teller(readings=tell.readings)(*(report["text"] for report in reports))
    assert case not in {finding.kind for finding in shown(record)}


def test_a_second_reading_ends_at_the_first_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the passages of two sides, read in both orders, no more are read once two look like one question with two answers."""
    monkeypatch.setattr(second_reading, "_least", lambda story, one, pairs: 0.5)
    monkeypatch.setattr(second_reading, "_of_one_thing", lambda a, b: False)
    monkeypatch.setattr(second_reading, "sentence", lambda story, fact: fact)
    asked: list[tuple[str, str]] = []

    class Network:
        def verdicts(self, pairs: list[tuple[str, str]], *, turned: bool) -> list[Verdict]:
            asked.extend((b, a) if turned else (a, b) for a, b in pairs)
            return [Verdict(0.9, 0.9, 0.0) if pair == ("b", "d") else Verdict(0.0, 0.0, 0.0) for pair in pairs]

    story: Any = SimpleNamespace(fact_of={name: name for name in "abcd"})
    one: Any = SimpleNamespace(readings=[SimpleNamespace(claims=("a", "b", "c")), SimpleNamespace(claims=("d",))])
    network: Any = Network()
    assert not second_reading.two_matters(story, network, one)
    assert asked == [("a", "d"), ("d", "a"), ("b", "d")]
