"""The documentation agrees with the project: links, commands, dependencies, the lock and the record's own page."""

from __future__ import annotations

import importlib
import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("*.md", "docs/**/*.md", "*/README.md", "tests/*/README.md")
PAGES = sorted(page for place in PLACES for page in ROOT.glob(place))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def distribution(requirement: str) -> str:
    """The normalised name in a requirement: ``"Import_Linter>=2"`` is ``import-linter``."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def locked() -> set[str]:
    """Names of all packages in the lock."""
    return {distribution(line) for line in LOCK.splitlines() if re.match(r"[A-Za-z0-9]", line)}


def anchor(heading: str) -> str:
    """The fragment under which a repository host shows a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that exists, and its fragment a heading on that page."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}"
        if fragment:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in {anchor(heading) for heading in headings}, f"{page.name} links to {target}"


def test_every_page_of_docs_is_linked() -> None:
    """A page nobody links to is a page nobody finds."""
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target)
    }
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert pages - linked == set()


def test_the_two_commands_stand_in_the_readme_and_the_makefile() -> None:
    """The two commands that a newcomer needs are shown, and exist."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_command_of_the_tool_is_documented() -> None:
    """Each subcommand of ``whosays`` stands in the README's table."""
    from whosays.cli import main

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = getattr(main, "commands", {})
    assert commands
    assert [name for name in sorted(commands) if f"`whosays {name}" not in readme] == []


def test_every_make_target_is_documented() -> None:
    """CONTRIBUTING names every target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in targets if f"make {target}" not in contributing] == []


def runnable(folder: str) -> list[str]:
    """Names of the modules of a folder that can be run."""
    files = sorted((ROOT / folder).glob("*.py"))
    return [file.stem for file in files if 'if __name__ == "__main__"' in file.read_text(encoding="utf-8")]


def test_every_measurement_is_documented() -> None:
    """Each module of ``benchmarks`` that can be run has a row in the table of commands."""
    table = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").partition("## Aims")[0]
    assert runnable("benchmarks")
    assert [name for name in runnable("benchmarks") if not re.search(rf"benchmarks\.{name}\b", table)] == []


def test_every_script_is_documented() -> None:
    """CONTRIBUTING names each script that can be run."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert runnable("scripts")
    assert [name for name in runnable("scripts") if not re.search(rf"\b{name}\b", contributing)] == []


def test_every_room_is_documented() -> None:
    """CONTRIBUTING says what each package of ``whosays`` is for."""
    rooms = sorted(path.parent.name for path in (ROOT / "whosays").glob("*/__init__.py"))
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert rooms
    assert [
        room for room in rooms if f"`{room}`" not in contributing and f"`whosays/{room}/`" not in contributing
    ] == []


def test_every_stage_is_on_the_tour() -> None:
    """The tour, which takes one report through every stage, names each of them."""
    from whosays.pipeline import REPORT_STAGES, STORY_STAGES, VIEW_STAGES

    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    names = [stage.name for stage in (*REPORT_STAGES, *STORY_STAGES, *VIEW_STAGES)]
    assert [name for name in names if f"`{name}`" not in tour] == []


@pytest.mark.parametrize("page", ["README.md", "docs/limits.md"])
def test_the_share_of_conflicts_that_is_shown_is_the_measured_one(page: str) -> None:
    """ "One plain conflict in seven" is the recall kept for the small stories that nobody tuned to."""
    words = dict(enumerate("two three four five six seven eight nine ten".split(), 2))
    recall = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))["disputes-held"][
        "dispute_recall"
    ]
    text = re.sub(r"\s+", " ", (ROOT / page).read_text(encoding="utf-8"))
    assert f"about one plain conflict in {words[round(1 / recall)]} is shown" in text


def spellings(value: float | timedelta) -> set[str]:
    """How a page may print a threshold: 0.5 as ".5" or ".50", a length of time in minutes, hours or days."""
    if isinstance(value, timedelta):
        return {f"{value / unit:g}" for unit in (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))}
    return {f"{value:g}", f"{value:.2f}".removeprefix("0"), f"{value:g}".removeprefix("0")}


@pytest.mark.parametrize(
    ("page", "room", "least"), [("disputes.md", "findings", 30), ("alignment.md", "alignment", 15)]
)
def test_thresholds_of_the_page_are_those_of_the_code(page: str, room: str, least: int) -> None:
    """In a row that names ``module.CONSTANT``, the value of the constant is printed."""
    modules = {path.stem: path.relative_to(ROOT) for path in (ROOT / "whosays" / room).rglob("*.py")}
    rows = re.findall(r"^\|.*\|$", (ROOT / "docs" / "design" / page).read_text(encoding="utf-8"), re.MULTILINE)
    named = [(row, *found) for row in rows for found in re.findall(r"`(\w+)\.([A-Z_]+)`", row)]
    assert len(named) >= least
    for row, stem, constant in named:
        module = importlib.import_module(".".join(modules[stem].with_suffix("").parts))
        printed = set(re.findall(r"(?<![\w.])(?:\d+)?\.?\d+(?![\w.]\d)", row.split("|")[2]))
        assert printed & spellings(getattr(module, constant)), row


def test_every_dependency_has_its_licence_and_reason() -> None:
    """docs/design/dependencies.md has one row for each requirement of pyproject.toml, and no other."""
    groups = PROJECT["dependency-groups"]
    extras = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
    wanted = {distribution(r) for r in [*PROJECT["project"]["dependencies"], *extras, *groups["dev"], *groups["build"]]}
    page = (ROOT / "docs" / "design" / "dependencies.md").read_text(encoding="utf-8")
    named = {distribution(name) for name in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)}
    assert named == wanted


def test_the_lock_holds_every_requirement() -> None:
    """Runtime, development and build requirements are all locked: nothing else is fetched by the two commands."""
    groups = PROJECT["dependency-groups"]
    backend = PROJECT["build-system"]["requires"]
    wanted = [*PROJECT["project"]["dependencies"], *groups["dev"], *groups["build"], *backend]
    assert {distribution(requirement) for requirement in wanted} <= locked()


def test_the_lock_is_pinned_hashed_and_names_no_place() -> None:
    """Every package has one exact version and hashes; no index, path or address stands in the file."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert all(re.match(r"[\w.-]+==[^\s;]+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|file:|^-", LOCK, re.MULTILINE)


@pytest.mark.parametrize("name", ["en-core-web-trf", "en-core-sci-md", "de-core-news-md", "torch"])
def test_the_lock_has_no_unwanted_package(name: str) -> None:
    """Names that others have squatted on the index, and torch, never enter the environment."""
    assert name not in locked()


def test_each_lint_ignore_has_its_reason() -> None:
    """A rule is switched off only with a reason beside it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("ignore = [") : text.index("]", text.index("ignore = ["))]
    rules = [line for line in block.splitlines() if '"' in line]
    assert rules
    assert [line for line in rules if not re.search(r'",\s*# \w', line)] == []


def test_tables_name_their_source() -> None:
    """The first line of every table is a comment that says where it comes from."""
    tables = sorted(path for path in (ROOT / "whosays" / "data").iterdir() if path.suffix in (".tsv", ".toml"))
    assert tables
    assert [t.name for t in tables if not re.match(r"# *\S", t.read_text(encoding="utf-8"))] == []


def test_the_version_stands_in_one_form() -> None:
    """The changelog's newest release, the package and its metadata have one version."""
    import whosays

    assert whosays.__version__ == PROJECT["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest
    assert newest.group(1) == PROJECT["project"]["version"]
