"""The stages in their order, and what holds of every record they make: six stories with gold, and the example."""

from __future__ import annotations

import inspect
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import STORIES, Teller, words
from whosays import pipeline
from whosays.brief.founded import LONGEST_PASSAGE, unfounded
from whosays.brief.lookup import index
from whosays.check import broken_references, broken_spans
from whosays.cli import main
from whosays.model import Notice, Passage, Record, Report
from whosays.record import decode, encode

NAMES = [folder.name for folder in STORIES]
EVERY = [*NAMES, "example"]
NO_CONFLICT = ("numeric_non_contradiction", "date_timezone")
FERRY = "Ferry adrift off Sandholm\n\nThe ferry Kestrel lost power off Sandholm on Monday with 210 passengers, harbour master Edda Brink said."
FERRY_TOO = (
    "Kestrel towed home\n\nTwo tugs towed the ferry Kestrel to Sandholm on Monday, harbour master Edda Brink said."
)
BUDGET = (
    "Council passes budget\n\nCouncillors in Great Aldersham voted by nine to four for a levy on second homes on Tuesday. Treasurer Pia Oss "
    "expects two million crowns a year, to be spent on buses and on the swimming pool in Larch Lane."
)


@pytest.fixture(params=EVERY)
def record(request: pytest.FixtureRequest, told: dict[str, Record], example: Record) -> Record:
    """Each story in turn."""
    return example if request.param == "example" else told[request.param]


# ------------------------------------------------------------------------------------------------ the list of stages
def test_each_stage_takes_what_was_made_before() -> None:
    """The list runs once, forward: a stage takes only what was given or made by an earlier one, and gives a new name."""
    given_to_story = {"readings", "decisions", "answers"}
    for stages, given in ((pipeline.REPORT_STAGES, {"report"}), (pipeline.STORY_STAGES, given_to_story)):
        made = set(given)
        for stage in stages:
            assert set(stage.takes) <= made, stage.name
            assert stage.gives not in made, stage.name
            made.add(stage.gives)


def test_every_stage_says_what_it_does() -> None:
    """``whosays stages`` prints a sentence for each stage, and takes as many values as its function has parameters."""
    for stage in pipeline.STAGES:
        assert stage.summary.endswith((".", ":")) or len(stage.summary) > 20, stage.name
        required = [
            p for p in inspect.signature(stage.function).parameters.values()
            if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
        ]  # fmt: skip
        assert len(required) <= len(stage.takes), stage.name


def test_run_changes_nothing_it_was_given() -> None:
    """The values given stay as they are; every value made is there by name."""
    given = {"number": 2}
    double = pipeline.Stage("report", "double", lambda number: 2 * number, ("number",), "doubled")
    add = pipeline.Stage("report", "add", lambda number, doubled: number + doubled, ("number", "doubled"), "sum")
    assert pipeline.run((double, add), given) == {"number": 2, "doubled": 4, "sum": 6}
    assert given == {"number": 2}


# ------------------------------------------------------------------------------------------------ every record
def test_spans_and_references_hold(record: Record) -> None:
    """Every span lies in its report and holds text; every id that is pointed at exists, once."""
    assert broken_spans(record) == ()
    assert broken_references(record) == ()


def test_the_codec_gives_the_record_back(record: Record) -> None:
    """Decoding what was encoded gives an equal record, and the same bytes again."""
    data = encode(record)
    assert decode(data) == record
    assert encode(decode(data)) == data


def test_each_claim_belongs_to_a_proposition(record: Record) -> None:
    """No claim is lost between the reports and the propositions; a proposition holds no claim twice."""
    held = [claim for p in record.propositions for claim in p.claims]
    assert set(held) == {claim.id for claim in record.told}
    assert all(p.claims and len(p.claims) == len(set(p.claims)) for p in record.propositions)


def test_a_proposition_states_itself_in_printed_words(record: Record) -> None:
    """A statement is the wording of one of its claims: nothing is put into anybody's mouth."""
    claims = {claim.id: claim for claim in record.claims}
    assert record.propositions
    for p in record.propositions:
        printed = [" ".join(words(record, claims[c]).split(" … ")) for c in p.claims]
        assert p.statement in printed


def test_reports_are_kept_unchanged(record: Record, told: dict[str, Record]) -> None:
    """The text of a report is the decoded file."""
    files = {path.read_text(encoding="utf-8") for path in (Path(__file__).parent).glob("stories/*/r*.txt")}
    files |= {path.read_text(encoding="utf-8") for path in (Path(__file__).parent.parent).glob("examples/*/*.txt")}
    assert {report.text for report in record.reports} <= files


def test_chains_begin_with_the_outlet(record: Record) -> None:
    """Who says so starts at the outlet of the claim's report and goes outward; only what is attributed goes further."""
    assert {claim.attribution == "outlet_voice" for claim in record.claims} == {True, False}
    for claim in record.claims:
        assert claim.chain[0].role == "outlet"
        assert all(step.role != "outlet" for step in claim.chain[1:])
        if claim.attribution == "outlet_voice":
            assert len(claim.chain) == 1
        assert all(step.sources for step in claim.chain)


def test_the_brief_stands_on_its_passages(record: Record) -> None:
    """Every sentence has passages of at most a sentence, and says nothing that they do not say."""
    look = index(record)
    assert record.brief.sentences
    for sentence in record.brief.sentences:
        assert sentence.passages
        assert all(len(_passage(record, passage).split()) <= LONGEST_PASSAGE for passage in sentence.passages)
        assert unfounded(look, sentence) == (), sentence.text


def test_the_brief_repeats_no_sentence(record: Record) -> None:
    """No sentence of the brief is printed twice."""
    texts = [sentence.text for sentence in record.brief.sentences]
    assert len(texts) == len(set(texts))


def test_lists_are_in_a_fixed_order(record: Record) -> None:
    """Reports stand by id; claims, times and quantities by report."""
    reports = [report.id for report in record.reports]
    assert reports == sorted(reports)
    for things in (record.claims, record.times, record.quantities):
        order = [reports.index(thing.report) for thing in things]
        assert order == sorted(order)


def test_check_passes(record: Record, tmp_path: Path) -> None:
    """``whosays check`` finds nothing wrong with it."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(record))
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 0, result.stderr


def _passage(record: Record, passage: Passage) -> str:
    return next(report.text for report in record.reports if report.id == passage.report)[passage.start : passage.end]


# ------------------------------------------------------------------------------------------------ what must stay silent
@pytest.mark.parametrize("story", NAMES)
def test_planted_agreements_raise_no_alarm(story: str, told: dict[str, Record]) -> None:
    """Figures that agree after bounds, units, rounding and time, and one instant in two zones, are never set against each other."""
    record, folder = told[story], next(one for one in STORIES if one.name == story)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    rows = {row["id"]: row for row in gold["claims"]}
    checked = 0
    for planted in (one for one in gold["phenomena"] if one["type"] in NO_CONFLICT):
        groups = [_claims_at(record, folder, gold, rows[claim]) for claim in planted["claims"]]
        checked += all(groups)
        for relation in record.relations:
            if relation.kind in ("contradicts", "in-tension"):
                hit = [number for number, group in enumerate(groups) if {relation.a, relation.b} & group]
                one_statement = any({relation.a, relation.b} <= group for group in groups)
                assert len(hit) < 2 or one_statement, f"{planted['id']} ({planted['note']}): {relation.reason}"
    assert checked


def _claims_at(record: Record, folder: Path, gold: dict[str, list[dict[str, str]]], row: dict[str, object]) -> set[str]:
    """Claims of the record about the words of one claim of the gold: their evidence covers most of each other's."""
    file = next(one["file"] for one in gold["documents"] if one["id"] == row["doc"])
    text = (folder / file).read_text(encoding="utf-8")
    report = next(one.id for one in record.reports if one.text == text)
    wanted = {n for e in row["evidence"] for n in range(e["start"], e["end"])}  # type: ignore[attr-defined]
    found = set()
    for claim in record.claims:
        own = {n for span in claim.spans for n in range(span.start, span.end)}
        if claim.report == report and 2 * len(own & wanted) > min(len(own), len(wanted)):
            found.add(claim.id)
    return found


# ------------------------------------------------------------------------------------------------ stories and their edges
def test_two_stories_are_not_forced_together(tell: Teller) -> None:
    """Unrelated reports are named, with what to do; ``one_story`` takes them together all the same."""
    readings = [tell.reading(FERRY, outlet="Alden Post"), tell.reading(BUDGET, outlet="Bexley Times")]
    with pytest.raises(pipeline.UnrelatedReports, match=r"do not share one story.*--one-story") as told:
        pipeline.tell(readings)
    assert "alden-post.txt" in str(told.value)
    assert "bexley-times.txt" in str(told.value)
    assert len(pipeline.tell(readings, one_story=True).reports) == 2


def test_one_story_is_told_without_being_asked(tell: Teller) -> None:
    """Reports that share their people and places need no option."""
    record = pipeline.tell([tell.reading(FERRY, outlet="Alden Post"), tell.reading(FERRY_TOO, outlet="Bexley Times")])
    assert len(record.reports) == 2


def test_one_report_is_a_story(tell: Teller) -> None:
    """One report gives a sound record; nothing in it is corroborated, nobody contradicts anybody."""
    record = pipeline.tell([tell.reading(FERRY, outlet="Alden Post")])
    assert record.claims
    assert broken_spans(record) == broken_references(record) == ()
    assert not [p for p in record.propositions if p.independent_sources > 1]
    assert not [finding for finding in record.findings if finding.shown]


def test_a_report_without_claims_is_no_trouble(tell: Teller) -> None:
    """A report that holds no statement beside one that does."""
    record = tell("Photo of the day\n", FERRY)
    assert len(record.reports) == 2
    assert broken_spans(record) == broken_references(record) == ()


def test_undated_reports_are_told(tell: Teller) -> None:
    """Without any date there is still a record; nothing is made up for the header."""
    record = tell.of(
        [tell.reading(FERRY, outlet="Alden Post", published=None), tell.reading(FERRY_TOO, published=None)]
    )
    assert record.story.first_published is None
    assert all(report.published.value is None for report in record.reports)
    assert broken_spans(record) == broken_references(record) == ()


def test_notices_are_kept(tell: Teller) -> None:
    """What was refused or left out on the way in stands in the record."""
    notice = Notice("refused", None, "noise.txt", "noise.txt: it is a binary file")
    record = pipeline.tell([tell.reading(FERRY)], notices=[notice])
    assert notice in record.notices


def test_a_report_read_alone_has_no_story(tell: Teller) -> None:
    """The per-report half alone: claims, entities, times and quantities; no propositions, findings or brief."""
    record = pipeline.read_alone(tell.reading(FERRY, outlet="Alden Post"))
    assert record.claims
    assert record.entities
    assert record.quantities
    assert record.propositions == record.findings == record.brief.sentences == record.relations == ()
    assert broken_spans(record) == broken_references(record) == ()
    assert decode(encode(record)) == record


def test_claims_do_not_depend_on_the_other_reports(tell: Teller) -> None:
    """The per-report half needs nothing but its report: the same spans and wording, alone or beside others."""
    one, other = tell.reading(FERRY, outlet="Alden Post"), tell.reading(FERRY_TOO, outlet="Bexley Times")
    alone = pipeline.read_alone(one)
    both = pipeline.tell([one, other])
    mine = [claim for claim in both.claims if claim.report == one.report.id]
    bare = [(c.id, c.spans, c.predicate, c.polarity, c.factuality, c.terms) for c in alone.claims]
    assert [(c.id, c.spans, c.predicate, c.polarity, c.factuality, c.terms) for c in mine] == bare


def test_what_is_known_of_a_report_is_kept(tell: Teller) -> None:
    """Outlet, date and source stand in the record as given."""
    report: Report = tell.reading(FERRY, outlet="Alden Post").report
    (kept,) = pipeline.tell([tell.reading(FERRY, outlet="Alden Post")]).reports
    assert replace(kept, published=report.published) == report
