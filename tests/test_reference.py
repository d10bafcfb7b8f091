"""docs/reference is written from the code, and is current."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import whosays
from whosays.cli import register_commands
from whosays.exports import FORMATS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """scripts/reference.py as a module."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


@pytest.mark.parametrize("name", ["cli.md", "python.md", "formats.md", "hooks.md"])
def test_the_page_is_current(name: str, reference: ModuleType) -> None:
    """What the code says stands on the page; if not, run ``python scripts/reference.py``."""
    pages = {path.name: (path, page) for path, page in reference.pages().items()}
    path, page = pages[name]
    assert path.read_text(encoding="utf-8") == page, "run: python scripts/reference.py"


def test_the_pages_leave_nothing_out(reference: ModuleType) -> None:
    """Every command, public name and format has its place."""
    pages = {path.name: page for path, page in reference.pages().items()}
    assert [one.name for one in register_commands() if f"## whosays {one.name}\n" not in pages["cli.md"]] == []
    assert [name for name in whosays.__all__ if f"### {name}\n" not in pages["python.md"]] == []
    assert [form.name for form in FORMATS if f"## {form.name}\n" not in pages["formats.md"]] == []


def test_a_stale_page_is_found(reference: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The check names the pages that are not current, and writes nothing."""
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["reference.py", "--check"])
    assert reference.run() == 1
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(sys, "argv", ["reference.py"])
    assert reference.run() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cli.md", "formats.md", "hooks.md", "python.md"]
