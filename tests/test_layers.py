"""The package is one-way: layers, one room for the parser, none for the network."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "whosays"


@cache
def imported_packages(module: Path) -> set[str]:
    """Top-level names of everything a module imports, wherever in it the import stands; ``http.HTTPStatus`` is but a list of numbers."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "http" and [alias.name for alias in node.names] == ["HTTPStatus"]:
                continue
            names.add("whosays" if node.level else (node.module or "").partition(".")[0])
    return names


def loaded_by(statement: str) -> set[str]:
    """Top-level names in ``sys.modules`` after a statement in a fresh process."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_layers_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The contracts of pyproject.toml: no stage imports another, nothing imports upward, no room stands outside."""
    monkeypatch.chdir(ROOT)
    result = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert result == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_only_one_room_knows_the_parser() -> None:
    """spaCy is imported in ``whosays.language`` alone."""
    modules = [path for path in PACKAGE.rglob("*.py") if {"spacy", "thinc"} & imported_packages(path)]
    knowing = {path.relative_to(PACKAGE).parts[0] for path in modules}
    assert knowing <= {"language", "language.py"}


def test_only_one_room_can_open_a_connection() -> None:
    """A network client is imported in ``whosays.fetch`` alone: everything else works on what it is given."""
    network = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "httpcore", "aiohttp", "ftplib", "smtplib"}
    modules = [path for path in PACKAGE.rglob("*.py") if network & imported_packages(path)]
    assert {path.relative_to(PACKAGE).parts[0] for path in modules} <= {"fetch", "fetch.py"}


def test_torch_is_never_imported() -> None:
    """Even a whole record is made without torch, and without asking for it."""
    story = ROOT / "examples" / "night-train"
    files = sorted(str(path) for path in story.glob("*.txt"))[:2]
    statement = f"import sys; from whosays.cli import main; sys.argv = ['whosays', 'brief', *{files!r}]\n"
    statement += "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    loaded = loaded_by(statement)
    assert "spacy" in loaded
    assert "torch" not in loaded
