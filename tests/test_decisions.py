"""Human decisions: written from a record, kept in a file, obeyed by later runs, and never silently dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from whosays.check import broken_references
from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.decisions import BadDecisions, as_line, decisions_schema, parse_decisions
from whosays.model import Decision, Entity, Proposition, Record, Target
from whosays.record import decode

POST = """\
Outlet: Harbour Post
Published: 2031-05-07T09:00:00+00:00

Kestrel runs aground off Sandholm

The ferry Kestrel ran aground off Sandholm on Tuesday. The bridge was empty, a rescue worker said.
Twelve people were hurt, fire chief Tobin Abelar said.

The pier in Sandholm stays closed until Friday, the harbour board said. Conrad Vale, who owns the ferry, left the town in a hurry.
Nobody answers the telephone in the office of the company, which has been run from two rooms above a bakery for some years.
"""
LEDGER = """\
Outlet: Island Ledger
Published: 2031-05-07T10:00:00+00:00

Ferry aground in the strait

The bridge of the ferry was empty, a lifeboat man said.
The pier in Sandholm stays closed until Friday, the Port Council said.

On the beach stood Conrad Vale, who studies music. Firefighters arrived late, Tobin Abelard said, because of a fallen tree. Shops
near the water opened at noon as on any other day, and children looked for planks that the tide had carried up the sand.
"""
SIGNED = ("--by", "Maud Ferring", "--on", "8 May 2031", "--reason", "asked both of them")


def run(*arguments: object) -> Result:
    """The command, with its two streams apart."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


class Desk:
    """A folder with two reports, their record, and a decisions file."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.file = folder / "decisions.jsonl"
        self.record = folder / "record.json"
        self.write("post.txt", POST)
        self.write("ledger.txt", LEDGER)

    def write(self, name: str, text: str) -> None:
        """Put a report into the folder."""
        (self.reports / name).write_text(text, encoding="utf-8")

    def brief(self, *more: object) -> Record:
        """The record of the reports, with the decisions where there are some."""
        decided = ("-d", self.file) if self.file.exists() else ()
        result = run("brief", self.reports, "--one-story", "-o", self.record, *decided, *more)
        assert result.exit_code == Exit.OK, result.stderr
        self.warnings = result.stderr
        return decode(self.record.read_bytes())

    def decide(self, *command: object) -> None:
        """Write one decision."""
        words = command[:2] if command[0] == "correct" else command[:1]
        result = run(*words, self.record, *command[len(words) :], "-d", self.file, *SIGNED)
        assert result.exit_code == Exit.OK, result.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two reports in a folder."""
    return Desk(tmp_path)


def bearers(record: Record, name: str) -> list[Entity]:
    """The entities that have a mention with this name."""
    texts = {report.id: report.text for report in record.reports}
    return [e for e in record.entities if any(texts[m.report][m.start : m.end] == name for m in e.mentions)]


def proposition(record: Record, words: str) -> Proposition:
    """The proposition that states these words."""
    return next(p for p in record.propositions if words in p.statement)


def outcome(record: Record) -> list[tuple[str, bool]]:
    """Every decision of the record: which, and was it applied."""
    return [(one.decision, one.applied) for one in record.decisions]


# ------------------------------------------------------------------------------------------------ each kind, end to end
def test_merge_puts_two_names_together(desk: Desk) -> None:
    """Two bodies become one entity and one origin; the reason names who decided, when and why."""
    before = desk.brief()
    assert proposition(before, "stays closed").independent_sources == 2
    desk.decide("merge", "the harbour board", "Port Council")
    after = desk.brief()
    assert bearers(after, "the harbour board") == bearers(after, "Port Council")
    assert proposition(after, "stays closed").independent_sources == 1
    assert proposition(after, "stays closed").status == "single-source"
    (merge,) = [m for m in bearers(after, "Port Council")[0].merges if "Maud Ferring" in m.reason]
    assert (merge.judgement, merge.reason) == ("same", "decided by Maud Ferring (8 May 2031): asked both of them")
    assert outcome(after) == [("merge", True)]
    assert broken_references(after) == ()


def test_names_that_the_program_gives_can_be_decided_on(desk: Desk) -> None:
    """A government is called so by the program alone; a decision that names it is found again when it is called otherwise."""
    desk.write(
        "third.txt", "Ferry talks\n\nWashington warned the harbour board on Monday. US officials left Sandholm.\n"
    )
    assert "US government" in {entity.name for entity in desk.brief().entities}
    desk.decide("merge", "US government", "Port Council")
    after = desk.brief()
    assert bearers(after, "Washington") == bearers(after, "Port Council")
    assert outcome(after) == [("merge", True)]


def test_merge_comes_before_the_programs_own_judgement(desk: Desk) -> None:
    """Two given names, which the program keeps apart, are one person when people say so."""
    desk.write("third.txt", POST.replace("Tobin Abelar", "Marek Abelar"))
    assert bearers(desk.brief(), "Tobin Abelar") != bearers(desk.brief(), "Marek Abelar")
    desk.decide("merge", "Tobin Abelar", "Marek Abelar")
    after = desk.brief()
    assert bearers(after, "Tobin Abelar") == bearers(after, "Marek Abelar")


def test_split_tells_two_bearers_of_one_name_apart(desk: Desk) -> None:
    """A name is narrowed by the report it stands in; each bearer is an entity of its own."""
    assert len(bearers(desk.brief(), "Conrad Vale")) == 1
    desk.decide("split", "Conrad Vale@post.txt", "Conrad Vale@ledger.txt")
    after = desk.brief()
    assert len(bearers(after, "Conrad Vale")) == 2
    assert all(any(m.judgement == "different" for m in e.merges) for e in bearers(after, "Conrad Vale"))
    assert outcome(after) == [("split", True)]


def test_split_within_one_report_goes_by_words(desk: Desk) -> None:
    """Where one report has two bearers, words around the name say which mention is meant."""
    desk.write("post.txt", POST.replace("Nobody answers", "Conrad Vale, 12, waved. Nobody answers"))
    assert len(bearers(desk.brief(), "Conrad Vale")) == 1
    desk.decide("split", "Conrad Vale@post.txt@Conrad Vale, who owns", "Conrad Vale@post.txt@Conrad Vale, 12")
    assert len(bearers(desk.brief(), "Conrad Vale")) == 2


def test_split_and_merge_together(desk: Desk) -> None:
    """What is kept apart is kept apart first; what is put together then takes the right one."""
    desk.brief()
    desk.decide("split", "Conrad Vale@post.txt", "Conrad Vale@ledger.txt")
    desk.brief()
    desk.decide("merge", "Conrad Vale@ledger.txt", "Tobin Abelard")
    after = desk.brief()
    together = bearers(after, "Tobin Abelard")
    assert [e for e in bearers(after, "Conrad Vale") if e in together]
    assert len(bearers(after, "Conrad Vale")) == 2
    assert outcome(after) == [("split", True), ("merge", True)]


def test_same_origin_counts_unnamed_sources_once(desk: Desk) -> None:
    """Two reports with one origin are one group, and their unnamed eyewitnesses are one source; named bodies stay two."""
    before = desk.brief()
    assert proposition(before, "empty").independent_sources == 2
    desk.decide("same-origin", "post.txt", "Island Ledger")
    after = desk.brief()
    assert [len(group.reports) for group in after.lineage.groups] == [2]
    assert proposition(after, "empty").independent_sources == 1
    assert proposition(after, "empty").status == "single-source"
    assert proposition(after, "stays closed").independent_sources == 2
    assert outcome(after) == [("same-origin", True)]


def test_different_origin_takes_a_report_out_of_its_group(desk: Desk) -> None:
    """A copy that people call no copy stands alone."""
    desk.write("copy.txt", POST.replace("Harbour Post", "Strait Times").replace("09:00", "12:00"))
    before = desk.brief()
    assert sorted(len(group.reports) for group in before.lineage.groups)[-1] >= 2
    desk.decide("different-origin", "post.txt", "copy.txt")
    after = desk.brief()
    (copy,) = [report.id for report in after.reports if report.source == "copy.txt"]
    assert [group.reports for group in after.lineage.groups if copy in group.reports] == [(copy,)]
    assert outcome(after) == [("different-origin", True)]


def number_conflict(desk: Desk) -> Record:
    """The record of two reports that disagree about a settled number."""
    desk.write("post.txt", POST.replace("left the town", "owns seven ships and left the town"))
    desk.write("post.txt", POST + "\nVale has owned seven ships since 2020.\n")
    desk.write("ledger.txt", LEDGER + "\nVale has owned ten ships since 2020.\n")
    record = desk.brief()
    assert [f.kind for f in record.findings if f.slot == "number" and f.shown] == ["contradiction"]
    return record


def test_dismissed_finding_is_kept_and_disputes_nothing(desk: Desk) -> None:
    """It stays in the record, is not shown, and the propositions it disputed are disputed no more."""
    before = number_conflict(desk)
    assert any(p.status == "disputed" for p in before.propositions)
    desk.decide("dismiss", "seven ships")
    after = desk.brief()
    (finding,) = [f for f in after.findings if f.kind == "contradiction"]
    assert not finding.shown
    assert not any(p.status == "disputed" for p in after.propositions)
    assert not any(r.kind == "contradicts" for r in after.relations)
    assert after.decisions[0].findings == (finding.id,)
    assert "Disputed" not in run("show", desk.record).stdout


def test_confirmed_finding_stays_and_says_so(desk: Desk) -> None:
    """It is shown as before; the record names who looked at it."""
    number_conflict(desk)
    desk.decide("confirm", "ten ships")
    after = desk.brief()
    assert [f.shown for f in after.findings if f.kind == "contradiction"] == [True]
    assert outcome(after) == [("confirm", True)]
    for form in ("text", "md", "html"):
        assert "Maud Ferring" in run("show", desk.record, "-f", form).stdout


def test_corrected_outlet_is_the_outlet_of_every_chain(desk: Desk) -> None:
    """The report keeps its id; its claims are told by the right outlet."""
    before = desk.brief()
    desk.decide("correct", "outlet", "post.txt", "Sandholm Gazette")
    after = desk.brief()
    (report,) = [one for one in after.reports if one.source == "post.txt"]
    assert report.id in {one.id for one in before.reports}
    assert report.outlet == "Sandholm Gazette"
    assert {c.chain[0].sources[0].name for c in after.claims if c.report == report.id} == {"Sandholm Gazette"}
    assert outcome(after) == [("correct-outlet", True)]


def test_corrected_date_moves_relative_times(desk: Desk) -> None:
    """ "On Tuesday" is the Tuesday before the right day; the date that was given stays as a candidate."""
    desk.brief()
    desk.decide("correct", "date", "post.txt", "2031-05-14T09:00+00:00")
    after = desk.brief()
    (report,) = [one for one in after.reports if one.source == "post.txt"]
    assert report.published.value == "2031-05-14T09:00+00:00"
    assert [c.value[:10] for c in report.published.candidates] == ["2031-05-07"]
    tuesday = next(t for t in after.times if t.report == report.id and report.text[t.start : t.end] == "Tuesday")
    assert tuesday.value == "2031-05-13"


def test_corrected_attribution_changes_the_chain_and_the_count(desk: Desk) -> None:
    """The claim is said by the source that people name, and counts for it."""
    desk.brief()
    desk.decide("correct", "attribution", "The pier in Sandholm stays closed@ledger.txt", "the harbour board")
    after = desk.brief()
    closed = proposition(after, "stays closed")
    assert closed.independent_sources == 1
    (claim,) = [c for c in after.claims if c.id in after.decisions[0].claims]
    assert [step.sources[0].name for step in claim.chain] == ["Island Ledger", "the harbour board"]
    assert broken_references(after) == ()


def test_attribution_can_be_given_back_to_the_outlet(desk: Desk) -> None:
    """Without a source the outlet itself says it."""
    desk.brief()
    desk.decide("correct", "attribution", "The pier in Sandholm stays closed@ledger.txt")
    after = desk.brief()
    (claim,) = [c for c in after.claims if c.id in after.decisions[0].claims]
    assert (claim.attribution, len(claim.chain)) == ("outlet_voice", 1)
    assert proposition(after, "stays closed").independent_sources == 1


# ------------------------------------------------------------------------------------------------ later runs
def test_decisions_hold_when_files_are_renamed_and_reports_are_added(desk: Desk) -> None:
    """A report is known by its text, whatever its file is called, and whatever else is in the story."""
    desk.brief()
    desk.decide("correct", "outlet", "post.txt", "Sandholm Gazette")
    desk.decide("split", "Conrad Vale@post.txt", "Conrad Vale@ledger.txt")
    (desk.reports / "post.txt").rename(desk.reports / "a-new-name.txt")
    desk.write("more.txt", "Sandholm ferry\n\nThe ferry Kestrel ran aground off Sandholm, Anna Lund said.\n")
    assert outcome(desk.brief()) == [("correct-outlet", True), ("split", True)]


def test_a_decision_about_another_text_is_kept_with_a_warning(desk: Desk) -> None:
    """A file of the same name with another text is another report: nothing is applied, and it is said why."""
    desk.brief()
    desk.decide("correct", "outlet", "post.txt", "Sandholm Gazette")
    desk.write("post.txt", POST.replace("Twelve", "Thirteen"))
    after = desk.brief()
    assert outcome(after) == [("correct-outlet", False)]
    assert "the text of post.txt is another one" in after.decisions[0].note
    assert "decision on line 1 (correct-outlet) not applied" in desk.warnings
    assert any("line 1" in notice.message for notice in after.notices)
    assert {report.outlet for report in after.reports} == {"Harbour Post", "Island Ledger"}


def write_lines(desk: Desk, *decisions: dict[str, Any]) -> None:
    """A decisions file written by hand."""
    signed = {"by": "M. F.", "on": "2031-05-08", "reason": "known"}
    lines = ["# our decisions", "", *(json.dumps({**one, **signed}) for one in decisions)]
    desk.file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ([{"name": "Nobody Known"}, {"name": "Port Council"}], "nobody and nothing is called “Nobody Known”"),
        ([{"name": "Conrad Vale", "source": "gone.txt"}, {"name": "Port Council"}], "no report is called gone.txt"),
        (
            [{"name": "Conrad Vale", "source": "post.txt", "words": "the"}, {"name": "Port Council"}],
            "give more words",
        ),
    ],
)
def test_what_finds_nothing_is_said_with_the_reason(desk: Desk, about: list[dict[str, str]], why: str) -> None:
    """A hand-written decision that meets nothing, or too much, changes nothing and says why."""
    write_lines(desk, {"decision": "merge", "about": about})
    record = desk.brief()
    assert outcome(record) == [("merge", False)]
    assert why in record.decisions[0].note
    assert record.decisions[0].line == 3


def test_a_hand_written_line_needs_no_hash(desk: Desk) -> None:
    """A file name is enough where one report is called so."""
    write_lines(desk, {"decision": "correct-outlet", "about": [{"source": "post.txt"}], "value": "Gazette"})
    assert outcome(desk.brief()) == [("correct-outlet", True)]


def test_no_decisions_leave_the_record_as_it_was(desk: Desk) -> None:
    """An empty file changes nothing."""
    before = desk.brief()
    desk.file.write_text("# nothing yet\n", encoding="utf-8")
    assert desk.brief() == before


# ------------------------------------------------------------------------------------------------ contradictions
def line(decision: str, *about: dict[str, Any], **more: str) -> str:
    """One line of a file."""
    return json.dumps({"decision": decision, "about": about, "by": "a", "on": "b", "reason": "c", **more})


A, B, C = {"name": "Ann Lee"}, {"name": "Ann Leigh"}, {"name": "A. Lee"}
R1, R2 = {"source": "r1.txt"}, {"source": "r2.txt"}
CLASH = {"finding": "contradiction", "slot": "number", "passages": [{"source": "r1.txt", "words": "seven ships"}]}


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([line("merge", A, B), line("split", B, A)], "lines 1 and 2"),
        ([line("merge", A, B), line("merge", B, C), line("split", A, C)], "lines 1 and 2 and 3"),
        ([line("same-origin", R1, R2), "", line("different-origin", R1, R2)], "lines 1 and 3"),
        ([line("dismiss", CLASH), line("confirm", CLASH)], "lines 1 and 2"),
        ([line("correct-outlet", R1, value="X"), line("correct-outlet", R1, value="Y")], "lines 1 and 2"),
        ([line("split", A, A)], "line 1 contradicts itself"),
    ],
)
def test_contradicting_lines_are_named(lines: list[str], named: str) -> None:
    """Two decisions that cannot both be obeyed are an error with the numbers of both lines."""
    with pytest.raises(BadDecisions, match=named):
        parse_decisions("\n".join(lines))


def test_contradictions_under_different_names_are_found_in_the_run(desk: Desk) -> None:
    """One line names a body by its name, the other by its report too; together they cannot be obeyed."""
    write_lines(
        desk,
        {"decision": "merge", "about": [{"name": "the harbour board"}, {"name": "Port Council"}]},
        {"decision": "split", "about": [{"name": "the harbour board", "source": "post.txt"}, {"name": "Port Council"}]},
    )
    result = run("brief", desk.reports, "--one-story", "-d", desk.file)
    assert result.exit_code == Exit.FAILURE
    assert "lines 3 and 4 contradict each other" in result.stderr


def test_a_command_writes_nothing_that_contradicts_the_file(desk: Desk) -> None:
    """The file stays as it was, and the message names the lines."""
    desk.brief()
    desk.decide("merge", "the harbour board", "Port Council")
    before = desk.file.read_bytes()
    result = run("split", desk.record, "the harbour board", "Port Council", "-d", desk.file, *SIGNED)
    assert result.exit_code == Exit.FAILURE
    assert "not written" in result.stderr
    assert desk.file.read_bytes() == before


# ------------------------------------------------------------------------------------------------ the file
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "a decision is a JSON object"),
        ("[" * 100_000, "line 1: "),
        (line("merge", A), "'merge' is about 2, not 1"),
        (line("merge", A, {"source": "r1.txt"}), "each needs a 'name'"),
        (line("marry", A, B), "marry"),
        (line("merge", A, B, value="x"), "takes no 'value'"),
        (line("correct-outlet", R1), "needs a 'value'"),
        (line("correct-date", R1, value="last Friday"), "'last Friday' is no date"),
        (line("correct-attribution", R1), "give 'words'"),
        (line("dismiss", {"finding": "contradiction", "slot": "number"}), "at least one of its 'passages'"),
        (line("merge", A, {**B, "age": "4"}), "no field 'age'"),
        ("\n# fine\n" + line("merge", A, B).replace('"c"', '" "'), "line 3: 'reason' is empty"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(text: str, fault: str) -> None:
    """The number of the line, what is wrong with it."""
    with pytest.raises(BadDecisions) as caught:
        parse_decisions(text, name="decisions.jsonl")
    assert fault in str(caught.value)


def test_lines_read_back_what_was_written() -> None:
    """A decision as a line and back is the same decision."""
    decision = Decision(
        "merge", (Target(name="Ann Lee", kind="person"), Target(name="李安")), "M", "now", "why", line=1
    )
    assert parse_decisions(as_line(decision)) == (decision,)


def test_the_schema_of_a_line_names_every_kind() -> None:
    """What the file may hold is published."""
    kinds = decisions_schema()["$defs"]["Decision"]["properties"]["decision"]["enum"]
    assert {"merge", "split", "dismiss", "confirm", "correct-date"} <= set(kinds)
    assert "merge" in run("schema", "--decisions").stdout


def test_the_commands_refuse_what_the_record_does_not_have(desk: Desk) -> None:
    """A name, report or finding that is not there ends the command with what there is."""
    desk.brief()
    for command in (
        ("merge", desk.record, "Nobody Known", "Port Council"),
        ("same-origin", desk.record, "post.txt", "gone.txt"),
        ("dismiss", desk.record, "no such words"),
        ("correct", "attribution", desk.record, "the@post.txt", "x"),
    ):
        result = run(*command, "-d", desk.file, *SIGNED)
        assert result.exit_code == Exit.NO_INPUT, command
        assert not desk.file.exists()


def test_the_file_is_listed_and_checked(desk: Desk) -> None:
    """``whosays decisions`` prints each line in plain words."""
    desk.brief()
    desk.decide("merge", "the harbour board", "Port Council")
    assert run("decisions", desk.file).stdout == (
        "1: merge “the harbour board” / “Port Council” (Maud Ferring, 8 May 2031: asked both of them)\n"
    )
    assert run("decisions", desk.reports / "gone.jsonl").exit_code == Exit.NO_INPUT
