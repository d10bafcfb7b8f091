"""Plug-ins: each hook is documented and used by a built-in part; one that fails is named and left out, never a traceback."""

from __future__ import annotations

import importlib
import inspect
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import factory
from whosays import hookspecs, pipeline, plugins
from whosays.claims.extractors import draft_claims
from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.exports import export
from whosays.fingerprints import fingerprint
from whosays.gazetteer import forget_gazetteer, open_gazetteer
from whosays.ingest import read_paths
from whosays.ingest.formats.text import read_text
from whosays.parsers import larger, place_of
from whosays.record import encode

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "examples" / "plugin" / "whosays_quotations.py"
TEXT = "The ferry Maribel struck a pier on Tuesday, the Transport Ministry said."


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No plug-in of the developer's, and none of another test's."""
    monkeypatch.delenv(plugins.VARIABLE, raising=False)
    monkeypatch.setattr(plugins, "announced", list)
    plugins._loaded.cache_clear()
    forget_gazetteer()
    yield
    plugins._loaded.cache_clear()
    forget_gazetteer()


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """``plugin(code)`` is a file with this code, in use until the test ends."""
    written: list[str] = []

    def write(code: str, name: str = "mine") -> Path:
        path = tmp_path / f"{name}.py"
        path.write_text(code, encoding="utf-8")
        written.append(str(path))
        monkeypatch.setenv(plugins.VARIABLE, ",".join(written))
        return path

    return write


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    return path


# ------------------------------------------------------------------------------------------------ the hooks
def test_there_are_six_hooks_on_one_screen() -> None:
    """The names of the design, each with a sentence, each taking nothing."""
    wanted = "readers parsers extractors gazetteers renderers commands".split()
    assert list(plugins.HOOKS) == [f"register_{what}" for what in wanted]
    source = inspect.getsource(hookspecs)
    screen = source[source.index("def register_readers") :]
    assert len(screen.splitlines()) <= 40
    for hook in plugins.HOOKS:
        function = getattr(hookspecs, hook)
        assert function.__doc__
        assert not inspect.signature(function).parameters
        assert list(function()) == []


@pytest.mark.parametrize("hook", plugins.HOOKS)
def test_each_hook_is_used_by_a_built_in_part(hook: str) -> None:
    """The built-in part gives its values by a function of the hook's name, and what the program uses comes from there."""
    built_in = list(getattr(importlib.import_module(plugins.BUILT_IN[hook]), hook)())
    assert built_in
    assert [one.value.name for one in plugins.given(hook)] == [one.name for one in built_in]
    assert {one.plugin for one in plugins.given(hook)} == {plugins.BUILT}


@pytest.mark.parametrize("hook", plugins.HOOKS)
def test_each_hook_is_documented(hook: str) -> None:
    """docs/reference/hooks.md has the hook and its sentence."""
    page = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")
    assert f"`{hook}`" in page
    sentence = (getattr(hookspecs, hook).__doc__ or "").split(".")[0]
    assert sentence in page


def test_the_types_of_rooms_are_named_for_type_checkers_alone() -> None:
    """hookspecs may name the rooms that its hooks open, and loads none of them."""
    code = "import sys, whosays.hookspecs; print([m for m in sys.modules if m.startswith('whosays.') and m != 'whosays.hookspecs'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['whosays.version']"


# ------------------------------------------------------------------------------------------------ what a plug-in adds
def test_the_template_adds_a_format_and_a_command(record: Path) -> None:
    """The plug-in of the examples works as it stands: its command, its format, its place in the list."""
    shown = run("--plugin", TEMPLATE, "outlets", record)
    assert (shown.exit_code, shown.stdout) == (0, "    3  Harbour Post\n    2  Island Ledger\n")
    quoted = run("--plugin", TEMPLATE, "export", record, "--to", "quotations")
    assert quoted.exit_code == 0
    listed = run("--plugin", TEMPLATE, "plugins").stdout
    assert "outlets" in listed
    assert "quotations" in listed
    assert "outlets" in run("--plugin", TEMPLATE, "--help").stdout
    assert "outlets" not in run("--help").stdout
    assert run("outlets", record).exit_code == Exit.USAGE


def test_the_template_writes_direct_quotations() -> None:
    """Its format holds the words and who said them."""
    story = factory.story()
    quoted = replace(story, claims=(replace(story.claims[0], quote="direct"), *story.claims[1:]))
    with plugins.using([str(TEMPLATE)]):
        (content,) = export(quoted, "quotations").values()
    assert content.decode().endswith("struck a pier on Tuesday” — Transport Ministry\n")


def test_a_plugin_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package announces its module in the group ``whosays``."""
    monkeypatch.syspath_prepend(str(TEMPLATE.parent))
    point = EntryPoint("quotations", "whosays_quotations", plugins.GROUP)
    monkeypatch.setattr(plugins, "announced", lambda: [point])
    assert "quotations" in plugins.renderers()
    assert plugins.plugin_names() == ("quotations",)
    with plugins.using(["whosays_quotations"]):
        assert plugins.plugin_names() == ("quotations",), "named and announced, it is one"
    pyproject = (TEMPLATE.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.whosays]\nquotations = "whosays_quotations"' in pyproject


def test_a_reader_takes_files_of_its_suffix(plugin: Callable[..., Path], tmp_path: Path) -> None:
    """A folder's files with a suffix that a plug-in reads are read by it; other files are read as before."""
    plugin(
        "from whosays.hookspecs import Reader\nfrom whosays.ingest.drafts import Draft, Refusal\n"
        "def read(data, *, source, given, encoding):\n"
        "    if b'bad' in data: raise Refusal(source, 'it is bad')\n"
        "    if b'broken' in data: raise KeyError('broken')\n"
        "    return [Draft(source, part, given) for part in data.decode().split('====')]\n"
        "def register_readers(): return [Reader('twins', ('.twins',), read)]\n"
    )
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.twins").write_text(f"{TEXT}===={TEXT} It sank.", encoding="utf-8")
    (folder / "b.twins").write_text("bad", encoding="utf-8")
    (folder / "c.twins").write_text("broken", encoding="utf-8")
    (folder / "d.txt").write_text(f"{TEXT} Nobody was hurt.", encoding="utf-8")
    given = read_paths([folder], outlet="Harbour Post")
    assert [(report.source, report.text[len(TEXT) :]) for report in given.reports] == [
        ("a.twins", ""),
        ("a.twins", " It sank."),
        ("d.txt", " Nobody was hurt."),
    ]
    assert [notice.message for notice in given.notices if notice.kind == "refused"] == [
        "b.twins: it is bad",
        "c.twins: the plug-in that reads it (twins) failed; save its words as a text file",
    ]


def test_a_parser_can_be_asked_for(plugin: Callable[..., Path]) -> None:
    """A pipeline of a plug-in stands behind the known ones, with the folder that it lies in."""
    plugin("from whosays.hookspecs import Pipeline\ndef register_parsers(): return [Pipeline('msgspec', 'inside')]\n")
    assert larger()[-1] == "msgspec"
    assert Path(place_of("msgspec")).name == "inside"


EXTRACTOR = """
from dataclasses import replace
from whosays.claims import extract_claims
from whosays.hookspecs import Extractor
from whosays.model import Span
def titles(parse, mentions, values):
    first = extract_claims(parse, mentions, values)[0]
    start = parse.report.text.index('a pier')
    yield replace(first, {change}predicate='be', quantities=(), times=())
    yield first
def register_extractors(): return [Extractor('titles', titles)]
"""


def test_an_extractor_adds_claims(plugin: Callable[..., Path]) -> None:
    """Its drafts stand in text order beside the built-in ones; those over words already taken do not."""
    reading = pipeline.read_report(read_text(TEXT.encode(), source="a.txt"))
    plugin(EXTRACTOR.format(change="spans=(Span(start, start + 6),), "))
    more = pipeline.read_report(read_text(TEXT.encode(), source="a.txt"))
    assert len(more.claims) == len(reading.claims) + 1
    assert "a pier" in {claim.spans[0].of(TEXT) for claim in more.claims}


def test_claims_outside_the_report_are_passed_over(
    plugin: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    """A draft that points behind the end of the text never enters a record, and its plug-in is named."""
    plugin(EXTRACTOR.format(change="spans=(Span(9000, 9001),), "))
    with caplog.at_level(logging.WARNING, "whosays"):
        reading = pipeline.read_report(read_text(TEXT.encode(), source="a.txt"))
    assert all(span.end <= len(TEXT) for claim in reading.claims for span in claim.spans)
    assert reading.claims
    assert "points outside the report" in caplog.text
    assert "mine.py" in caplog.text


def test_what_shapes_a_reading_is_named_in_the_record(plugin: Callable[..., Path]) -> None:
    """An extractor is part of what made a record, a format is not."""
    plugin(EXTRACTOR.format(change=""))
    plugin(TEMPLATE.read_text(encoding="utf-8"), "formats")
    record = pipeline.tell([pipeline.read_report(read_text(TEXT.encode(), source="a.txt"))])
    named = [model for model in record.generator.models if model.name.startswith("plug-in")]
    assert [model.name for model in named] == ["plug-in mine.py"]
    assert len(named[0].sha256) == 64


def test_what_shapes_a_reading_makes_another_fingerprint(plugin: Callable[..., Path]) -> None:
    """A reading kept without an extractor is not taken for one made with it; a format changes nothing."""
    without = fingerprint()
    plugin(TEMPLATE.read_text(encoding="utf-8"), "formats")
    assert fingerprint() == without
    plugin(EXTRACTOR.format(change=""))
    assert fingerprint() != without


GAZETTEER = """
from whosays.gazetteer import Toponym, fold_name
from whosays.hookspecs import Gazetteer
PLACE = {fold_name('Zorvik'): [%s]}
def register_gazetteers(): return [Gazetteer('invented', lambda folded: PLACE.get(folded, ()))]
"""


def test_a_gazetteer_adds_places(plugin: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> None:
    """A place that only a plug-in knows is found beside the built-in ones; what is no place is told and passed over."""
    known = open_gazetteer().look_up("Cleveland")
    assert open_gazetteer().look_up("Zorvik") == ()
    fields = ", ".join(f"{name}=PLACES.{name}" for name in type(known[0]).__dataclass_fields__)
    code = (
        "from whosays.gazetteer import open_gazetteer\n"
        "class PLACES: pass\n"
        + "".join(f"PLACES.{name} = {getattr(known[0], name)!r}\n" for name in type(known[0]).__dataclass_fields__)
        + GAZETTEER % f"Toponym({fields})"
    )
    plugin(code)
    assert open_gazetteer().look_up("Cleveland") == known
    assert open_gazetteer().look_up("Zorvik") == (known[0],)
    plugin(GAZETTEER % "'somewhere'", "wrong")


def test_a_gazetteer_of_other_values_is_told(plugin: Callable[..., Path], caplog: pytest.LogCaptureFixture) -> None:
    """Words are no places."""
    plugin(GAZETTEER % "'somewhere'")
    assert open_gazetteer().look_up("Zorvik") == ()
    assert "values of whosays.gazetteer.Toponym" in caplog.text


# ------------------------------------------------------------------------------------------------ what goes wrong
@pytest.mark.parametrize(
    "code, said",
    [
        ("raise RuntimeError('no licence\\x1b[31m')", "RuntimeError: no licence"),
        ("import there_is_no_such_module", "ModuleNotFoundError"),
        ("def register_renderers(:", "SyntaxError"),
        ("raise SystemExit(3)", "left out: SystemExit"),
        ("x = 1", "none of the hooks"),
        ("def register_renderers(): raise ValueError('broken')", "left out of register_renderers: ValueError: broken"),
        ("def register_renderers(): return 7", "left out of register_renderers: TypeError"),
        ("def register_renderers(): return ['pdf']", "gave str, not Renderer"),
        ("def register_renderers(record): return []", "left out"),
        ("def register_writers(): return []\ndef register_renderers(): return []", "no hook register_writers"),
        (
            "from whosays.hookspecs import Renderer as R\ndef register_renderers(): return [R('csv', '.x', '', '', dict)]",
            "'csv', a name that built-in has",
        ),
    ],
)
def test_a_plugin_that_fails_is_named_and_left_out(
    code: str, said: str, plugin: Callable[..., Path], record: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The export goes on without it, says which plug-in it was and why, and shows no traceback."""
    plugin(code, "faulty")
    with caplog.at_level(logging.WARNING, "whosays"):
        done = run("export", record, "--to", "geojson")
    assert done.exit_code == 0
    assert done.stdout == export(factory.story(), "geojson")["s1.geojson"].decode()
    assert "faulty" in caplog.text
    assert said in caplog.text
    assert "\x1b" not in caplog.text
    assert "Traceback" not in caplog.text + done.stderr
    assert "faulty" in run("plugins").stdout


@pytest.mark.parametrize("name", ["no_such_plugin", "no_such.plugin", "nowhere/mine.py", "."])
def test_a_plugin_that_is_not_there_is_wrong_usage(name: str, record: Path) -> None:
    """A --plugin that cannot be found stops the command, also one that asks for no hook: the result would be another."""
    for command in (("export", record, "--to", "ics"), ("show", record), ("stages",)):
        done = run("--plugin", name, *command)
        assert (done.exit_code, done.stdout) == (Exit.USAGE, "")
        assert f"there is no {'file' if name.endswith('.py') else 'module'} '{name}'" in done.stderr


def test_a_module_of_the_environment_that_is_not_there_is_named(
    record: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name in WHOSAYS_PLUGINS, which stands for all runs, does not stop the command, and is said."""
    monkeypatch.setenv("WHOSAYS_PLUGINS", "no_such_plugin")
    assert run("export", record, "--to", "ics").exit_code == 0
    assert "plug-in no_such_plugin left out: ModuleNotFoundError" in caplog.text


def test_the_warning_goes_to_standard_error(record: Path, tmp_path: Path) -> None:
    """In a process of its own, the result alone is on standard output."""
    path = tmp_path / "faulty.py"
    path.write_text("raise RuntimeError('no licence')", encoding="utf-8")
    command = [sys.executable, "-m", "whosays", "--plugin", str(path), "export", str(record), "--to", "geojson"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("{")
    assert re.fullmatch(r"whosays: plug-in .*faulty\.py left out: RuntimeError: no licence\n", done.stderr)


def test_a_format_that_fails_is_a_plain_line(plugin: Callable[..., Path], record: Path) -> None:
    """A renderer of a plug-in that raises ends the command with its name, not with a traceback."""
    plugin(
        "from whosays.hookspecs import Renderer\ndef broken(record): raise KeyError('x')\n"
        "def register_renderers(): return [Renderer('mine', '.x', 'text/plain', 'mine', broken)]"
    )
    done = run("export", record, "--to", "mine")
    assert done.exit_code == Exit.FAILURE
    assert "the plug-in that writes mine failed: KeyError" in done.stderr


def test_plugins_hold_only_while_they_are_asked_for() -> None:
    """``using`` ends with its block, and does not reach what runs afterwards."""
    assert "quotations" not in plugins.renderers()
    with plugins.using([str(TEMPLATE)]):
        assert "quotations" in plugins.renderers()
    assert "quotations" not in plugins.renderers()


def test_help_loads_no_plugin() -> None:
    """Help of the program and of a command needs neither pluggy nor any plug-in."""
    code = (
        "import sys\nfrom whosays.cli import main\n"
        "for arguments in (['--help'], ['export', '--help']):\n"
        "    try: main(arguments)\n    except SystemExit: pass\n"
        "print(sorted({'pluggy', 'importlib.metadata', 'whosays.model'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_built_in_extractor_alone_gives_what_it_always_gave() -> None:
    """Without a plug-in the stage is the built-in extractor."""
    from whosays.claims import extract_claims
    from whosays.language import parse
    from whosays.mentions import find_mentions

    parsed = parse(read_text(TEXT.encode(), source="a.txt"))
    mentions = find_mentions(parsed)
    values = pipeline.normalize(parsed, mentions)
    assert draft_claims(parsed, mentions, values) == extract_claims(parsed, mentions, values)
