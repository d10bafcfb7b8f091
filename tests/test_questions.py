"""Questions to a record: what is found, how it is put side by side, and when the reports do not say."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks import questions as measure
from tests.conftest import ROOT, Teller
from whosays.model import Answer, Finding, Record, Side
from whosays.pipeline import ask, parse_question
from whosays.questions import answer_from, story_of
from whosays.questions.nearness import base_forms, nearness
from whosays.render.answers import as_text
from whosays.render.jsonfile import as_json

CASES = measure.load(ROOT / "tests" / "cases" / "questions.txt", ROOT / "tests" / "stories")
DAM = (
    "Dam wall cracks above Orrin\n\nThe wall of the Orrin dam cracked on Monday night, the water board said. Engineer Mara Tolley "
    'found the crack at 21:40. About 4,000 people live below the wall.\n\n"We heard a bang," said Jon Reeve, who keeps the sluice. '
    "The board denied that the wall was old. The reservoir holds 12 million cubic metres of water because three rivers feed it.\n"
)
DAM_LATER = (
    "Crack in Orrin dam: 5,500 people at risk\n\nThe Orrin dam cracked after a landslide, Mayor Petra Lindqvist said on Tuesday. "
    "Some 5,500 people live below the wall, she said. The mayor will close the valley road on Friday.\n"
)


@pytest.fixture(scope="module")
def dam(tell: Teller) -> Record:
    """Two reports of a cracked dam."""
    return tell(DAM, DAM_LATER)


def shown(record: Record, answer: Answer) -> list[str]:
    """The exact words of the passages."""
    texts = {report.id: report.text for report in record.reports}
    return [" ".join(texts[p.report][p.start : p.end].split()) for p in answer.passages]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who found the crack?", "Engineer Mara Tolley found the crack at 21:40"),
        ("When did Mara Tolley find the crack?", "Engineer Mara Tolley found the crack at 21:40"),
        ("Where is the crack?", "The wall of the Orrin dam cracked on Monday night"),
        ("What did Jon Reeve say?", "We heard a bang"),
        ('Who said "We heard a bang"?', "We heard a bang"),
        ("Who denied that the wall was old?", "The board denied that the wall was old"),
        ("Did the dam crack?", "The wall of the Orrin dam cracked on Monday night"),
        ("Why did the dam crack?", "The Orrin dam cracked after a landslide"),
        ("How many people live below the wall?", "About 4,000 people live below the wall"),
        ("How much water does the reservoir hold?", "The reservoir holds 12 million cubic metres of water"),
        ("When will the mayor close the road?", "The mayor will close the valley road on Friday"),
        ("Who is Petra Lindqvist?", "Mayor Petra Lindqvist"),
    ],
)
def test_each_kind_of_question_finds_its_words(dam: Record, question: str, words: str) -> None:
    """Who, when, where, what somebody said, who denied, whether, why, how many, how much: the exact words are among the first passages."""
    answer = ask(dam, question)
    assert answer.answerable
    assert any(words in passage for passage in shown(dam, answer)[:3])


def test_who_holds_an_office_is_answered_by_name(tell: Teller) -> None:
    """ "The mayor" is in the cast, and yet the question asks for a name, which is said once."""
    record = tell("Bridge at Larmont shut\n\nLarmont's mayor, Tom Brandel, called for an inquiry on Tuesday.\n")
    assert ask(record, "Who is the mayor?").statements[0].answer == "Larmont's mayor (Tom Brandel)"


QUAY = (
    "Five hurt as quay gives way in Tarn\n\nTARN, Ostland - Five people, among them a 17-year-old deckhand, were hurt when a quay "
    "collapsed in Tarn on Monday, police said. It broke up at 6:10 a.m., harbour master Edda Brus said.\n\n"
    "Skipper Jon Reeve made two trips to the quay. The number of ships at the quay rose to nine.\n"
)
QUAY_LATER = (
    "Tarn quay: seven hurt\n\nSeven people were hurt when the quay collapsed in Tarn, a village in northern Ostland, police said.\n\n"
    "The builder Brandel denied that the quay was old. Brandel said it had built twelve quays. Mayor Tom Akers promised money. "
    "The transport ministry did not promise money. Two engineers were questioned, the mayor said. "
    "Some 3 miles of the road were flooded. The road was closed for two weeks.\n"
)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("How many trips?", ["two trips"]),
        ("Number of engineers?", ["Two engineers"]),
        ("How many were questioned?", ["Two engineers"]),
        ("How many people were questioned?", ["Two engineers"]),
        ("How old was the deckhand?", ["17-year-old"]),
        ("Who denied it?", ["Brandel"]),
        ("What did Brandel deny?", ["Brandel denied that the quay was old"]),
        ("Who promised money?", ["Tom Akers"]),
        ("Who did not promise money?", ["The transport ministry"]),
        ("Where is Tarn?", ["Ostland"]),
        ("How many ships?", ["nine"]),
        ("How many kilometres of the road were flooded?", ["Some 3 miles"]),
        ("How many days was the road closed?", ["two weeks"]),
        ("How many weeks will it take?", []),
    ],
)
def test_what_is_answered_and_nothing_beside_it(tell: Teller, question: str, answers: list[str]) -> None:
    """The thing asked for alone is enough; another figure, another stance, who did not do it and the next best place are no answers."""
    found = [statement.answer for statement in ask(tell(QUAY, QUAY_LATER), question).statements]
    assert list(dict.fromkeys(found)) == answers


@pytest.mark.parametrize(
    "question",
    [
        "How old is Mara Tolley?",
        "Who built the dam?",
        "How many people died?",
        "What did Jon Reeve say about the mayor?",
        "When was the Orrin dam built?",
        "Where was Petra Lindqvist born?",
        "Who is the chairman of the water board?",
        "How long will the repair take?",
        "What did Anton Berg say?",
        "At what hour did the mayor close the road?",
        "Did Mara Tolley resign?",
        "Which minister visited the dam?",
    ],
)
def test_what_the_reports_do_not_say_is_refused(dam: Record, question: str) -> None:
    """A known person with another attribute, an act nobody reports, a person nobody names: nothing is put in its place."""
    answer = ask(dam, question)
    assert (answer.answerable, answer.claims, answer.passages, answer.statements) == (False, (), (), ())
    assert answer.answer == "The reports do not say."


def test_both_sides_of_a_disagreement_are_shown(told: dict[str, Record]) -> None:
    """Where the best answer stands in a finding, the other side comes right behind it and the finding is named."""
    record = told["S01_ferry_accident"]
    answer = ask(record, "How many life rafts were launched?")
    finding = next(one for one in record.findings if one.id == answer.disagreement)
    assert finding.kind == "contradiction"
    assert [statement.answer for statement in answer.statements[:2]] == ["four life rafts", "six life rafts"]
    assert answer.answer.startswith(
        "The reports disagree: “four life rafts” (Ilse Maarn); “six life rafts” (Olav Brenk)"
    )


def test_a_disagreement_that_is_not_shown_is_not_named(told: dict[str, Record]) -> None:
    """Findings kept without alarm are no disagreement."""
    record = told["S01_ferry_accident"]
    silent = replace(record, findings=tuple(replace(finding, shown=False) for finding in record.findings))
    assert ask(silent, "How many life rafts were launched?").disagreement is None


def test_a_disagreement_on_something_else_is_not_brought_in(told: dict[str, Record]) -> None:
    """A question of place is not answered with the two sides of a dispute about a number."""
    record = told["S01_ferry_accident"]
    answer = ask(record, "Where did Brenk count the rafts?")
    assert answer.disagreement is None
    assert all("four" not in statement.answer for statement in answer.statements)


def test_a_running_figure_is_told_from_its_end(told: dict[str, Record]) -> None:
    """A toll that rose: the latest figure first, each with the time it was true."""
    answer = ask(told["S01_ferry_accident"], "How many people died in the disaster?")
    assert answer.answer.startswith("A running figure, the latest first: ")
    assert "17" in answer.statements[0].answer
    assert any("12" in statement.answer for statement in answer.statements[1:])
    assert answer.statements[0].as_of is not None


def test_each_statement_says_who_and_how_it_stands(told: dict[str, Record]) -> None:
    """Sources run from the outlet outward; status and count are those of the proposition."""
    answer = ask(told["S05_election_count"], "Did the monitors find fraud?")
    (statement,) = [one for one in answer.statements if "found no fraud" in one.answer]
    assert statement.sources == ("Tarsola Press Bureau", "Clear Box")
    assert (statement.status, statement.independent_sources) == ("single-source", 1)


def test_namesakes_are_kept_apart(told: dict[str, Record]) -> None:
    """The age of a schoolboy is not that of the captain who shares his name."""
    assert not ask(told["S01_ferry_accident"], "How old is Captain Jon Hallvik?").answerable


def test_a_pronoun_is_taken_for_the_main_person_and_said_so(tell: Teller) -> None:
    """ "He" is the person whom the reports name most; the answer says so."""
    record = tell(
        "Jon Reeve left Calder on Monday. Jon Reeve met farmers in Tarn. Lena Moss stayed. Jon Reeve spoke of rain.\n"
    )
    answer = ask(record, "When did he leave Calder?")
    assert answer.answerable
    assert "Jon Reeve" in answer.taken_for[0]


def test_nothing_but_words_of_the_reports_is_answered(told: dict[str, Record]) -> None:
    """Every quoted part of an answer stands in a report or is a name of the cast; every passage lies in its text."""
    for name, record in told.items():
        text = " ".join(" ".join(report.text.split()) for report in record.reports)
        names = {entity.name for entity in record.entities}
        for case in (case for case in CASES if case.story == name):
            answer = ask(record, case.text)
            for statement in answer.statements:
                for part in statement.answer.split(", "):
                    plain = part.split(" (")[0].split(" … ")[0]
                    assert plain in text or plain in names, (case.text, part)
            assert all(passage for passage in shown(record, answer))


def test_the_questions_of_the_stories(told: dict[str, Record]) -> None:
    """The scored set: at least 24 of 27 right and 12 of 12 refused where it was tuned, 21 of 27 and 12 of 12 where it was not."""
    records = {name: json.loads(json.dumps(asdict(record), ensure_ascii=False)) for name, record in told.items()}
    verdicts = measure.verdicts(CASES, records, lambda story, question: asdict(ask(told[story], question)))
    figures = measure.score(verdicts)
    assert len(verdicts) == 78
    assert figures["refusals_right_development"] == figures["refusals_right_held_out"] == 1.0
    assert figures["answers_right_development"] >= 24 / 27
    assert figures["answers_right_held_out"] >= 21 / 27


def test_questions_about_another_story_are_refused(told: dict[str, Record]) -> None:
    """Asked of the wrong record, nearly every question of the set has no answer: at most 3 in 100 find something."""
    stories = {name: story_of(record) for name, record in told.items()}
    parses = {case.text: parse_question(case.text) for case in CASES}
    asked = [(case, name) for case in CASES for name in told if name != case.story]
    found = [(case.text, name) for case, name in asked if answer_from(stories[name], parses[case.text]).answerable]
    assert len(found) <= 0.03 * len(asked), found


def test_the_measure_refuses_words_that_are_not_there(tmp_path: Path) -> None:
    """Evidence that stands in no report is an error of the set, not a miss of the program."""
    story = tmp_path / "S"
    story.mkdir()
    (story / "r1.txt").write_text("A dam broke.", encoding="utf-8")
    cases = tmp_path / "questions.txt"
    cases.write_text("= S development\n? What broke?\nr1: A wall broke\n", encoding="utf-8")
    with pytest.raises(ValueError, match="A wall broke"):
        measure.load(cases, tmp_path)


def test_the_measure_wants_half_of_the_words_among_the_first_three() -> None:
    """A passage that holds less than half of the evidence, or comes fourth, is no right answer."""
    text = "The old dam broke at noon."
    record = {"reports": [{"id": "a", "text": text}]}
    case = measure.Question("S", "development", "What broke?", ((text, 0, 25),))

    def answer(*spans: tuple[int, int]) -> dict[str, object]:
        return {"answerable": True, "passages": [{"report": "a", "start": s, "end": e} for s, e in spans]}

    assert measure.is_right(case, answer((4, 18)), record)
    assert not measure.is_right(case, answer((4, 8)), record)
    assert not measure.is_right(case, answer((0, 3), (0, 3), (0, 3), (4, 25)), record)
    assert not measure.is_right(replace(case, evidence=()), answer((4, 18)), record)


def test_nearness_of_words() -> None:
    """One lemma, one class, a synonym in both directions, the sense above; nothing in common is nothing."""
    assert nearness("sink", "sink") == 1.0
    assert nearness("die", "dead") > nearness("gather", "assemble") > nearness("seize", "take") > 0
    assert nearness("hold", "agree") == 0.0
    assert {"stopped", "stop"} <= base_forms("stopped")


def test_text_shows_words_sources_and_the_finding(told: dict[str, Record]) -> None:
    """The page for a terminal holds the question, each passage with its chain, and the computation of the disagreement."""
    record = told["S01_ferry_accident"]
    page = as_text(record, ask(record, "How many life rafts were launched?"), width=100)
    assert "The Quellmark Courier ← Olav Brenk, characters 316–357" in page
    assert "“Brenk counted six life rafts in the water”" in page
    assert "difference 2" in page
    assert max(len(line) for line in page.splitlines()) <= 100


def test_json_holds_what_the_record_page_promises(told: dict[str, Record]) -> None:
    """Question, answerable, answer, claims, passages and disagreement; the same bytes every time."""
    record = told["S03_football_transfer"]
    page = as_json(ask(record, "How tall is Tadeu Ribamar?"))
    assert page == as_json(ask(record, "How tall is Tadeu Ribamar?"))
    first = list(json.loads(page))[:6]
    assert first == ["question", "answerable", "answer", "claims", "passages", "disagreement"]
    assert json.loads(page)["answerable"] is False


def test_a_finding_without_the_best_claim_is_not_the_disagreement(told: dict[str, Record]) -> None:
    """Only a finding that the best answer itself stands in is named."""
    record = told["S01_ferry_accident"]
    stray = Finding("f0", "contradiction", "number", "?", (Side("one", ("nowhere",), 0),), "", None, (), (), True)
    answer = ask(replace(record, findings=(stray,)), "Was the sea calm?")
    assert answer.answerable
    assert answer.disagreement is None
