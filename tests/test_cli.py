"""The command line: results alone on standard output, messages on standard error, exit codes as promised."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import factory
from whosays import pipeline
from whosays.cli import about, main, register_commands
from whosays.cli.exits import Exit
from whosays.model import Reading, Record, Report, Span
from whosays.record import decode, encode

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: object, stdin: str | bytes | None = None, **environment: str) -> Result:
    """The command, with its two streams apart."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin, env=environment or None)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A sound record in a file."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with the two reports of the story as text files."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "post.txt").write_text("Outlet: Harbour Post\nPublished: 2031-05-07\n\n" + factory.POST, encoding="utf-8")
    (folder / "ledger.txt").write_text(
        "Outlet: Island Ledger\nPublished: 2031-05-07\n\n" + factory.LEDGER, encoding="utf-8"
    )
    return folder


def read_nothing(report: Report) -> Reading:
    """In place of the per-report half, where a test is about the command alone."""
    return Reading(report, (), (), (), (), (), ())


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline replaced by the story made by hand: no language model is loaded."""

    def tell(
        readings: Sequence[Reading],
        *,
        notices: Sequence[object] = (),
        one_story: bool = False,
        decisions: Sequence[object] = (),
    ) -> Record:
        assert decisions == ()
        if len(readings) > 1 and not one_story and not any("Ledger" in (one.report.outlet or "") for one in readings):
            raise pipeline.UnrelatedReports("these reports do not share one story: a.txt; b.txt")
        return replace(factory.story(), notices=tuple(notices))  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_report", read_nothing)
    monkeypatch.setattr(pipeline, "read_alone", lambda reading: replace(factory.story(), reports=(reading.report,)))
    monkeypatch.setattr(pipeline, "tell", tell)


# ------------------------------------------------------------------------------------------------ brief
@pytest.mark.usefixtures("light")
def test_brief_prints_the_result_alone(reports: Path) -> None:
    """Standard output carries the brief and nothing else."""
    result = run("brief", reports)
    assert result.exit_code == Exit.OK
    assert result.stdout.startswith("Ferry strikes pier\n2 reports")
    assert result.stderr == ""


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("name, start", [("b.html", "<!DOCTYPE"), ("b.md", "# "), ("b.json", "{"), ("b.txt", "Ferry")])
def test_the_name_of_the_output_says_the_format(reports: Path, tmp_path: Path, name: str, start: str) -> None:
    """Without -f the suffix of -o decides; nothing is printed."""
    result = run("brief", reports, "-o", tmp_path / name)
    assert result.exit_code == Exit.OK
    assert result.stdout == ""
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.usefixtures("light")
def test_refused_inputs_do_not_stop_the_rest(reports: Path) -> None:
    """One missing and one binary file are told; the brief of the others is printed, with exit 4."""
    (reports / "noise.txt").write_bytes(bytes(range(256)) * 20)
    result = run("brief", reports, reports / "missing.txt")
    assert result.exit_code == Exit.SOME_REFUSED
    assert result.stdout.startswith("Ferry strikes pier")
    assert "noise.txt" in result.stderr
    assert "missing.txt: there is no such file" in result.stderr
    assert "2 read, 2 refused" in result.stderr


def test_nothing_readable_is_exit_3(tmp_path: Path) -> None:
    """Without a single report there is no brief, only the reasons."""
    result = run("brief", tmp_path)
    assert result.exit_code == Exit.NO_INPUT
    assert result.stdout == ""
    assert "nothing to read" in result.stderr


@pytest.mark.usefixtures("light")
def test_unrelated_reports_are_exit_6(reports: Path) -> None:
    """Reports of two stories are not forced together, unless --one-story says so."""
    (reports / "ledger.txt").write_text("Outlet: Other\n\nA new bakery opened in town on Monday.\n", encoding="utf-8")
    result = run("brief", reports)
    assert result.exit_code == Exit.UNRELATED
    assert "do not share one story" in result.stderr
    assert run("brief", reports, "--one-story").exit_code == Exit.OK


@pytest.mark.usefixtures("light")
def test_standard_input_is_a_report() -> None:
    """`-` reads a report from standard input."""
    assert run("brief", "-", stdin=factory.POST).exit_code == Exit.OK


@pytest.mark.usefixtures("light")
def test_an_output_that_cannot_be_written_is_told(reports: Path, tmp_path: Path) -> None:
    """A folder that is not there, or a folder instead of a file, is a plain message and exit 1."""
    for place in (tmp_path / "no" / "such" / "brief.md", reports):
        result = run("brief", reports, "-o", place)
        assert result.exit_code == Exit.FAILURE
        assert "cannot be written" in result.stderr


# ------------------------------------------------------------------------------------------------ ask and diff
def test_ask_prints_words_and_sources(record: Path) -> None:
    """The answer alone on standard output, with the exact words and who says them."""
    result = run("ask", record, "How many passengers were hurt?")
    assert result.exit_code == Exit.OK
    assert "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday" in " ".join(
        result.stdout.split()
    )
    assert "Transport Ministry" in result.stdout
    assert result.stderr == ""


def test_ask_says_where_the_reports_do_not(record: Path, tmp_path: Path) -> None:
    """No answer is exit 7, with the refusal as the result, in JSON too."""
    result = run("ask", record, "How old is the captain?")
    assert (result.exit_code, result.stdout) == (Exit.NOT_SAID, "How old is the captain?\nThe reports do not say.\n")
    assert run("ask", record, "How old is the captain?", "-o", tmp_path / "a.json").exit_code == Exit.NOT_SAID
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answerable"] is False


@pytest.mark.parametrize(
    ("question", "complaint"), [("?! 12", "holds no word"), ("why " * 200, "799 characters"), ("", "holds no word")]
)
def test_ask_wants_a_question(record: Path, question: str, complaint: str) -> None:
    """What is no question, or too long for one, is a usage error that says what to do."""
    result = run("ask", record, question)
    assert result.exit_code == Exit.USAGE
    assert complaint in result.stderr


def test_ask_takes_a_record_from_standard_input(record: Path) -> None:
    """`-` is standard input; what is no record is exit 3."""
    assert run("ask", "-", "Was the captain on the bridge?", stdin=record.read_bytes()).exit_code in (
        Exit.OK,
        Exit.NOT_SAID,
    )
    assert run("ask", "-", "Who?", stdin="{}").exit_code == Exit.NO_INPUT


def test_ask_and_diff_have_two_formats(record: Path, tmp_path: Path) -> None:
    """An output whose name asks for another format is a usage error."""
    for arguments in (["ask", record, "Who was hurt?"], ["diff", record, record]):
        result = run(*arguments, "-o", tmp_path / "page.html")
        assert result.exit_code == Exit.USAGE
        assert "text or json" in result.stderr


def test_diff_prints_what_changed(record: Path, tmp_path: Path) -> None:
    """The same record: nothing, exit 0 with --exit-code; another: the changes, exit 1 with --exit-code, else 0."""
    same = run("diff", record, record, "--exit-code")
    assert same.exit_code == Exit.OK
    assert "nothing changed" in same.stdout
    later = tmp_path / "later.json"
    story = factory.story()
    first, *rest = story.propositions
    later.write_bytes(encode(replace(story, propositions=(replace(first, status="retracted"), *rest))))
    assert run("diff", record, later).exit_code == Exit.OK
    told = run("diff", record, later, "--exit-code")
    assert told.exit_code == Exit.FAILURE
    assert "Stands less firmly" in told.stdout
    (change,) = json.loads(run("diff", record, later, "-f", "json").stdout)["changes"]
    assert change["kind"] == "status-lowered"


def test_diff_of_two_stories_is_exit_6(record: Path, tmp_path: Path) -> None:
    """Records that share no report are named, with what to do."""
    other = tmp_path / "other.json"
    story = factory.story()
    alone = replace(
        story, reports=tuple(replace(r, id=f"x{r.id}", text=r.text.replace("e", "u"), url=None) for r in story.reports),
        entities=(), claims=(), propositions=(), findings=(), times=(), quantities=(), relations=(), timeline=(), itinerary=(), events=(),
        lineage=replace(story.lineage, groups=(), edges=()), brief=replace(story.brief, sentences=()),
    )  # fmt: skip
    other.write_bytes(encode(alone))
    result = run("diff", record, other)
    assert result.exit_code == Exit.UNRELATED
    assert "share no report" in result.stderr


def test_diff_reads_one_record_from_standard_input(record: Path) -> None:
    """One of the two may come from standard input, not both."""
    assert run("diff", "-", record, stdin=record.read_bytes()).exit_code == Exit.OK
    assert run("diff", "-", "-", stdin=record.read_bytes()).exit_code == Exit.USAGE


def test_wrong_usage_is_exit_2() -> None:
    """No path, an unknown format and an unknown command are usage errors."""
    for arguments in (["brief"], ["brief", "x", "-f", "pdf"], ["nonsense"], ["read", "x"]):
        assert run(*arguments).exit_code == Exit.USAGE


def test_an_interrupt_is_exit_130(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends quietly."""

    def interrupted(report: Report) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_report", interrupted)
    result = run("brief", reports)
    assert result.exit_code == Exit.INTERRUPTED
    assert result.stderr == "whosays: interrupted\n"


def test_help_lists_every_command_whole_under_a_heading() -> None:
    """No summary is cut, and no command stands nowhere."""
    told = run("--help").stdout
    listed = [line for line in told.partition("Reading:")[2].splitlines() if line.startswith("  ")]
    assert [line.split()[0] for line in listed] == [command.name for command in register_commands()]
    assert all(line[20:].endswith((".", "?")) and "..." not in line and len(line) <= 80 for line in listed)


def test_an_option_that_is_missing_says_what_it_is() -> None:
    """The line names it and says what it is for."""
    told = run("stories")
    assert told.exit_code == Exit.USAGE
    assert "Missing option '--store'. The store: one SQLite file." in told.stderr


def test_a_name_is_not_merged_with_itself(record: Path, tmp_path: Path) -> None:
    """A decision that changes nothing is not written."""
    file = tmp_path / "decisions.jsonl"
    signed = ("-d", file, "--by", "A", "--on", "7 May", "--reason", "r")
    name = decode(record.read_bytes()).entities[0].name
    told = run("merge", record, name, name, *signed)
    assert told.exit_code == Exit.NO_INPUT
    assert "are one already; name two" in told.stderr
    assert not file.exists()


def test_a_terminal_is_not_filled_with_bytes(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word file goes to a file or a pipe; text goes to the terminal too."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    told = run("export", record, "--to", "docx")
    assert (told.exit_code, told.stdout) == (Exit.USAGE, "")
    assert "name a file with -o FILE" in told.stderr
    assert run("export", record, "--to", "geojson").exit_code == Exit.OK


def test_a_missing_language_model_is_told(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a parser the message says what is missing and where to look; no traceback."""
    from whosays import parsers

    monkeypatch.setattr(parsers, "PINNED", ())
    monkeypatch.delenv("WHOSAYS_PIPELINE", raising=False)
    for arguments in (["brief", reports], ["read", reports, "-o", reports / "out"]):
        result = run(*arguments)
        assert result.exit_code == Exit.FAILURE
        assert "no English language model" in result.stderr
        assert "whosays doctor" in result.stderr


# ------------------------------------------------------------------------------------------------ read
@pytest.mark.usefixtures("light")
def test_read_writes_one_record_for_each_report(reports: Path, tmp_path: Path) -> None:
    """Each report becomes DIR/<stem>.json; the files are listed on standard output."""
    out = tmp_path / "out" / "deep"
    result = run("read", reports, "-o", out, "--workers", 1)
    assert result.exit_code == Exit.OK
    assert result.stdout.split() == [str(out / "ledger.json"), str(out / "post.json")]
    assert decode((out / "post.json").read_bytes()).reports[0].outlet == "Harbour Post"


@pytest.mark.usefixtures("light")
def test_read_keeps_reports_of_one_name_apart(reports: Path, tmp_path: Path) -> None:
    """Two files of one stem get two records, and the user is told."""
    (reports / "more").mkdir()
    (reports / "more" / "POST.txt").write_text(factory.LEDGER + "More to come.\n", encoding="utf-8")
    result = run("read", reports, "-o", tmp_path / "out", "--workers", 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["POST.json", "ledger.json", "post-2.json"]
    assert "post.json is taken by another report; written as post-2.json" in result.stderr


@pytest.mark.usefixtures("light")
def test_read_writes_a_record_for_a_duplicate_too(reports: Path, tmp_path: Path) -> None:
    """A report given twice under two names is one report with two files."""
    (reports / "copy.txt").write_bytes((reports / "post.txt").read_bytes())
    result = run("read", reports, "-o", tmp_path / "out", "--workers", 1)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["copy.json", "ledger.json", "post.json"]
    assert "given twice" in result.stderr


@pytest.mark.usefixtures("light")
def test_read_goes_on_after_a_report_that_fails(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in one report is told in a line; the others are written, exit 4."""

    def fail_on_post(report: Report) -> Reading:
        if report.source == "post.txt":
            raise ValueError("broken")
        return read_nothing(report)

    monkeypatch.setattr(pipeline, "read_report", fail_on_post)
    result = run("read", reports, "-o", tmp_path / "out", "--workers", 1)
    assert result.exit_code == Exit.SOME_REFUSED
    assert "failed: post.txt: ValueError: broken" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ledger.json"]


@pytest.mark.usefixtures("light")
def test_read_needs_a_folder_to_write_to(reports: Path, record: Path) -> None:
    """A file in the place of the folder is told."""
    result = run("read", reports, "-o", record)
    assert result.exit_code == Exit.FAILURE
    assert "cannot be made a folder" in result.stderr


def test_read_over_processes_gives_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    """Real reports through two worker processes: the same files as through one."""
    for number in range(3):
        text = f"Fire crews were called {number + 3} times on Sunday, the fire brigade said.\n"
        (reports / f"fire-{number}.txt").write_text(text, encoding="utf-8")
    assert run("read", reports, "-o", tmp_path / "out1", "--workers", 1).exit_code == Exit.OK
    done = subprocess.run(
        [sys.executable, "-m", "whosays", "read", str(reports), "-o", str(tmp_path / "out2"), "--workers", "2"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    alone = {path.name: path.read_bytes() for path in (tmp_path / "out1").iterdir()}
    assert alone == {path.name: path.read_bytes() for path in (tmp_path / "out2").iterdir()}
    assert len(alone) == 5
    assert decode(alone["fire-0.json"]).claims


# ------------------------------------------------------------------------------------------------ show, check, schema
@pytest.mark.parametrize(
    "form, start", [("text", "Ferry"), ("md", "# Ferry"), ("html", "<!DOCTYPE html>"), ("json", "{")]
)
def test_show_in_every_format(record: Path, form: str, start: str) -> None:
    """A record is shown as asked."""
    result = run("show", record, "-f", form)
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert result.stdout.startswith(start)


def test_show_one_view(record: Path) -> None:
    """--view picks one part; with JSON it makes no sense and is refused."""
    assert "Cast" in run("show", record, "--view", "cast").stdout
    assert run("show", record, "--view", "cast", "-f", "json").exit_code == Exit.USAGE


def test_show_one_report(record: Path) -> None:
    """--report goes with --view report, and picks one report by its id; a report that is not there is named."""
    name = decode(record.read_bytes()).reports[0].id
    shown = run("show", record, "--view", "report", "--report", name)
    assert (shown.exit_code, shown.stdout.count(f"({name})")) == (Exit.OK, 1)
    assert "1 report" in shown.stdout
    assert run("show", record, "--report", name).exit_code == Exit.USAGE
    missing = run("show", record, "--view", "report", "--report", "nobody.txt")
    assert (missing.exit_code, "no report is called 'nobody.txt'" in missing.stderr) == (Exit.USAGE, True)


def test_show_json_is_canonical(record: Path) -> None:
    """However a record's JSON is laid out, `show -f json` prints the canonical bytes."""
    canonical = record.read_bytes()
    record.write_text(json.dumps(json.loads(canonical)), encoding="utf-8")
    assert run("show", record, "-f", "json").stdout_bytes == canonical
    assert run("show", "-", "-f", "json", stdin=canonical).stdout_bytes == canonical


@pytest.mark.parametrize("command", ["show", "check"])
def test_what_is_no_record_is_told(command: str, tmp_path: Path) -> None:
    """A folder, a missing file, a text and a record of another version: one line each, exit 3, no traceback."""
    text, later = tmp_path / "text.txt", tmp_path / "later.json"
    text.write_text("A report.", encoding="utf-8")
    later.write_text('{"record_version": 9}', encoding="utf-8")
    words = {tmp_path: "folder", tmp_path / "nothing.json": "cannot be opened", text: "not JSON", later: "version 9"}
    for path, word in words.items():
        result = run(command, path)
        assert result.exit_code == Exit.NO_INPUT
        assert word in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert result.stdout == ""


def test_check_of_a_sound_record(record: Path) -> None:
    """All spans hold: exit 0 and the number of spans."""
    result = run("check", record)
    assert result.exit_code == Exit.OK
    assert "spans in 2 reports hold" in result.stdout


def test_check_lists_broken_spans(record: Path) -> None:
    """A span that left its text is listed with its path, exit 5."""
    story = factory.story()
    claims = (replace(story.claims[0], spans=(Span(0, 100_000),)), *story.claims[1:])
    record.write_bytes(encode(replace(story, claims=claims)))
    result = run("check", record)
    assert result.exit_code == Exit.BROKEN_SPAN
    assert result.stdout.startswith("$.claims[0].spans[0]: [0, 100000) is outside")
    assert "1 of" in result.stderr


def test_check_takes_a_span_that_ends_before_it_starts_for_broken(record: Path) -> None:
    """Such a span cannot even be read; it is a broken span all the same."""
    plain = json.loads(record.read_bytes())
    plain["claims"][0]["spans"][0] = {"start": 9, "end": 4}
    record.write_text(json.dumps(plain), encoding="utf-8")
    result = run("check", record)
    assert result.exit_code == Exit.BROKEN_SPAN
    assert "not a span: [9, 4) (at $.claims[0].spans[0])" in result.stderr


def test_check_lists_references_that_lead_nowhere(record: Path) -> None:
    """An id that is not there is a failure, though no span is broken."""
    record.write_bytes(encode(replace(factory.story(), propositions=())))
    result = run("check", record)
    assert result.exit_code == Exit.FAILURE
    assert "no 'p1' among the propositions" in result.stdout


def test_schema_is_json() -> None:
    """The schema is printed as JSON."""
    assert "Claim" in json.loads(run("schema").stdout)["$defs"]


# ------------------------------------------------------------------------------------------------ stages, doctor
def test_stages_are_listed_in_order() -> None:
    """Every stage of the pipeline is printed with what it takes, what it gives and what it does."""
    lines = run("stages").stdout.splitlines()
    at = [
        lines.index(next(x for x in lines if f" {s.name}: {', '.join(s.takes)} → {s.gives}" in x))
        for s in pipeline.STAGES
    ]
    assert at == sorted(at)
    assert all(stage.summary and f"     {stage.summary}" in lines for stage in pipeline.STAGES)


def test_doctor_says_what_is_in_use() -> None:
    """Python, packages, model with its hash, gazetteer and the source of each table."""
    result = run("doctor")
    assert result.exit_code == Exit.OK
    for words in (
        "Python: 3.",
        "package spacy: 3.",
        "language model: en_core_web",
        "sha256",
        "gazetteer: ",
        "table agencies.tsv: ",
        "sandbox, CPU time: closed (took more than 0.2 s of CPU)",
        "sandbox, network: ",
        "sandbox, reading files: ",
    ):
        assert words in result.stdout
    assert "MISSING" not in result.stdout
    assert ": empty" not in result.stdout


def test_doctor_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing part is named with what to do, exit 1."""
    monkeypatch.setattr(about, "PACKAGES", ("click", "no-such-package"))
    result = run("doctor")
    assert result.exit_code == Exit.FAILURE
    assert "package no-such-package: MISSING. install whosays again" in result.stdout


def test_doctor_knows_every_dependency() -> None:
    """The packages that it looks for are those of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {line.split("=")[0].split(">")[0].split("<")[0].strip() for line in project["dependencies"]}
    assert set(about.PACKAGES) == named


# ------------------------------------------------------------------------------------------------ terminals
def test_colour_obeys_the_environment(record: Path) -> None:
    """No colour for a pipe; FORCE_COLOR demands it; NO_COLOR wins over both."""
    assert "\x1b" not in run("show", record).stdout
    assert "\x1b[" in run("show", record, FORCE_COLOR="1").stdout
    assert "\x1b" not in run("show", record, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_hostile_file_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Escape sequences in the name of a file are shown, not obeyed."""
    for command in ("brief", "show"):
        result = run(command, tmp_path / "\x1b[2Jred.txt")
        assert result.exit_code == Exit.NO_INPUT
        assert "\x1b" not in result.stderr
        assert "[2Jred.txt" in result.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes break in another way on this system")
def test_a_broken_pipe_is_quiet(record: Path) -> None:
    """A reader that goes away early, as `| head -1` does, sees no traceback."""
    code = f"from whosays.cli import main\nmain(['show', {str(record)!r}, '-f', 'html'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait()


def test_results_are_utf8_whatever_the_locale(record: Path) -> None:
    """A C locale does not turn the arrows and dashes into an error."""
    done = subprocess.run(
        [sys.executable, "-c", f"from whosays.cli import main\nmain(['show', {str(record)!r}])"],
        cwd=ROOT, capture_output=True, check=True, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert "Harbour Post ← Transport Ministry" in done.stdout.decode("utf-8")


def test_what_is_no_record_is_told_apart(record: Path, tmp_path: Path) -> None:
    """A store, and a record of another version, are named as such, with what to do."""
    store = tmp_path / "desk.db"
    store.write_bytes(b"SQLite format 3\x00" + bytes(100))
    other = tmp_path / "other.json"
    other.write_text(
        record.read_text(encoding="utf-8").replace('"record_version": 1', '"record_version": 7'), encoding="utf-8"
    )
    for path, told in ((store, "whosays stories"), (other, "tell the story again")):
        result = run("show", path)
        assert result.exit_code == Exit.NO_INPUT
        assert told in result.stderr


def test_a_date_that_is_none_is_wrong_usage(reports: Path) -> None:
    """It would hold for every report, so it is refused before any is read."""
    result = run("brief", reports, "--published", "yesterday")
    assert result.exit_code == Exit.USAGE
    assert "cannot be read as one day" in result.output


def test_the_folder_of_a_run_is_named_as_every_output(reports: Path) -> None:
    """``--output``, as everywhere; a missing format of an export is asked for with the formats there are."""
    assert "--output DIR" in run("run", "--help").output
    result = run("export", reports / "none.json")
    assert result.exit_code == Exit.USAGE
    assert "say the format with --to: text, md" in result.output
