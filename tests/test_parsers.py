"""Which pipeline reads the reports: the pinned one, whatever else is installed, unless another is asked for; the record names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner, Result

from whosays import language, parsers
from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.ingest.formats.text import read_text
from whosays.parsers import NoParser, installed, larger, pipeline_name, using

REPORT = "Outlet: Alden Post\nPublished: 2031-05-07\n\nFerry adrift\n\nThe ferry Kestrel lost power, harbour master Edda Brink said.\n"
PACKAGE = "import spacy\n\n\ndef load(**given):\n    return spacy.load({folder!r}, **given)\n"


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins without a choice and with no pipeline loaded, and leaves none behind."""
    monkeypatch.delenv(parsers.VARIABLE, raising=False)
    yield
    language._load.cache_clear()
    language._model.cache_clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of one's own on disk: the usual one under another name."""
    place = tmp_path_factory.mktemp("pipelines") / "own"
    pipeline = spacy.load(pipeline_name())
    pipeline.meta.update(name="newsroom", version="9.1.0")
    pipeline.to_disk(place)
    return place


@pytest.fixture
def stand_in(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed package with the name of a larger pipeline."""
    site = tmp_path / "site"
    (site / "en_core_web_trf").mkdir(parents=True)
    (site / "en_core_web_trf" / "__init__.py").write_text(PACKAGE.format(folder=str(folder)), encoding="utf-8")
    about = site / "en_core_web_trf-9.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: en-core-web-trf\nVersion: 9.1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    return "en_core_web_trf"


def run(*arguments: object) -> Result:
    """The command; a traceback is never an answer."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """One report on disk."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def models(result: Result) -> list[tuple[str, str]]:
    """Name and version of the models that a record names."""
    assert result.exit_code == Exit.OK, result.stderr
    return [(model["name"], model["version"]) for model in json.loads(result.stdout)["generator"]["models"]]


def test_what_is_installed_does_not_decide(report: Path, stand_in: str) -> None:
    """With a larger pipeline beside it the record is the same to the byte, and made with the pinned one."""
    assert stand_in in larger()
    assert pipeline_name() in parsers.PINNED
    assert models(run("brief", report, "-f", "json"))[0][0].startswith("en_core_web_sm")


@pytest.mark.parametrize("asked", ["best", "en_core_web_trf"])
def test_a_larger_pipeline_is_found_where_it_is_asked_for(report: Path, stand_in: str, asked: str) -> None:
    """By its name, or as the best that is installed; the record names it with its version."""
    assert models(run("brief", report, "-f", "json", "--pipeline", asked))[0] == ("en_newsroom", "9.1.0")
    assert pipeline_name() in parsers.PINNED, "the choice ends with the command"


def test_the_environment_asks_too(report: Path, stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """``WHOSAYS_PIPELINE`` does what the option does; the option comes first."""
    monkeypatch.setenv(parsers.VARIABLE, "best")
    assert models(run("brief", report, "-f", "json"))[0][0] == "en_newsroom"
    usual = parsers.installed()[-1]
    assert models(run("brief", report, "-f", "json", "--pipeline", usual))[0][0].startswith("en_core_web_sm")


def test_a_package_may_keep_its_pipeline_in_a_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package that is no pipeline itself is loaded from the folder inside it."""
    package = tmp_path / "site" / "some_english"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "_model").symlink_to(folder)
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr(parsers, "LARGER", ("some_english",))
    monkeypatch.setattr(parsers, "FOLDERS", {"some_english": "_model"})
    with using("best"):
        assert language.model_in_use().name == "en_newsroom"


def test_best_without_a_larger_one(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual one is used, and a line says so."""
    monkeypatch.setattr(parsers, "LARGER", ())
    result = run("brief", report, "-f", "json", "--pipeline", "best")
    assert models(result)[0][0].startswith("en_core_web_sm")
    assert "no larger pipeline is installed" in result.stderr


def test_other_processes_read_with_the_same_one(folder: Path, tmp_path: Path) -> None:
    """``read`` over several processes hands the choice to each."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"{REPORT}\nShe counted {number + 2} boats.\n", encoding="utf-8")
    out = tmp_path / "out"
    files = sorted(tmp_path.glob("*.txt"))
    result = run("read", *files, "-o", out, "--workers", "2", "--pipeline", folder)
    assert result.exit_code == Exit.OK, result.stderr
    found = [json.loads(path.read_text("utf-8"))["generator"]["models"][0]["name"] for path in sorted(out.iterdir())]
    assert found == ["en_newsroom"] * 5


@pytest.mark.parametrize("command", ["brief", "read"])
def test_a_pipeline_that_is_not_there(report: Path, tmp_path: Path, command: str) -> None:
    """What was asked for, what there is instead, what to do; exit 1 and no output."""
    more = ("-o", tmp_path / "out") if command == "read" else ()
    result = run(command, report, *more, "--pipeline", "en_core_web_enormous")
    assert (result.exit_code, result.stdout) == (Exit.FAILURE, "")
    assert "'en_core_web_enormous', is no installed package and no folder" in result.stderr
    assert f"installed: {', '.join(installed())}" in result.stderr
    assert "spacy download" in result.stderr


def test_a_package_or_folder_that_is_no_pipeline(report: Path, tmp_path: Path) -> None:
    """It cannot be loaded: named, with the reason, without a traceback."""
    for name in ("json", tmp_path):
        result = run("brief", report, "--pipeline", name)
        assert result.exit_code == Exit.FAILURE
        assert f"the pipeline {str(name)!r} cannot be loaded" in result.stderr


def test_a_pipeline_that_gives_too_little(report: Path, tmp_path: Path) -> None:
    """Without trees or names, or for another language, it is refused, and the message says what is missing."""
    spacy.blank("en").to_disk(tmp_path / "bare")
    spacy.blank("de").to_disk(tmp_path / "german")
    assert (
        "gives no parts of speech and no trees and no base forms and no names"
        in run("brief", report, "--pipeline", tmp_path / "bare").stderr
    )
    assert "'de'" in run("brief", report, "--pipeline", tmp_path / "german").stderr


def test_without_any_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what was looked for and what to do."""
    monkeypatch.setattr(parsers, "PINNED", ("en_core_web_none",))
    with pytest.raises(NoParser, match=r"looked for en_core_web_none.*install whosays"):
        pipeline_name()


def test_doctor_shows_the_choice(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline in use, the larger ones that are not, and what is wrong with one that cannot be had."""
    told = run("doctor").stdout
    assert "language model: en_core_web_sm" in told
    assert f"larger language models: {stand_in}" in told
    assert "--pipeline best" in told
    assert "language model: en_newsroom 9.1.0" in run("doctor", "--pipeline", "best").stdout
    missing = run("doctor", "--pipeline", "en_core_web_enormous")
    assert missing.exit_code == Exit.FAILURE
    assert "language model: MISSING. the pipeline asked for, 'en_core_web_enormous'" in missing.stdout
    monkeypatch.setattr(parsers, "LARGER", ())
    assert "larger language models: none installed" in run("doctor").stdout


def test_a_pipeline_loaded_anew_recalls_nothing_of_the_old_one() -> None:
    """Another pipeline in between empties the memory of words: their numbers belong to one loaded pipeline."""
    text = "Quiet day\n\nThe zymurgist closed the old bridge in Selby on Friday.\n"
    report = read_text(text.encode(), source="day.txt")
    before = language.parse(report)
    language._load.cache_clear()
    assert language.parse(report) == before
