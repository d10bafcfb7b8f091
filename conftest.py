"""Runs every example of the documentation: Python blocks, and ``console`` blocks that call ``whosays``.

A ``console`` block holds ``$ whosays …`` lines, each followed by what it prints; ``...`` stands for lines left out.
Commands run in this process, in a scratch folder that sees ``examples/``. Blocks with other commands (make, git) are for reading.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

from whosays.cli import main

ROOT = Path(__file__).resolve().parent
os.environ["WHOSAYS_GAZETTEER"] = str(ROOT / "no-gazetteer-of-your-own")  # what a developer has added must not count


def run_console(example: Example) -> str | None:
    """Runs the block's ``whosays`` commands one after another; the complaint where one prints something else."""
    commands = re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]
    for command in commands:
        line, _, expected = command.partition("\n")
        program, *arguments = shlex.split(line)
        if program != "whosays":
            continue
        with contextlib.chdir(example.namespace["folder"]):
            done = CliRunner().invoke(main, arguments, prog_name="whosays", env=example.namespace["environment"])
        if not matches(expected, done.stdout):
            return f"$ {line}\nexpected:\n{expected}\ngot:\n{done.stdout}{done.stderr}"
    return None


def matches(expected: str, printed: str) -> bool:
    """Is ``printed`` what the block shows? A line ``...`` stands for any lines; blanks at line ends do not count."""
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    if not any(lines):
        return True
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"[ \t]*\n" for line in lines)
    text = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"
    return re.fullmatch(pattern, text) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch folder with the examples, in which the commands of one page run."""
    scratch = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", scratch / "examples")
    return scratch


@pytest.fixture(scope="module")
def environment() -> dict[str, str | None]:
    """The environment of a command: plain text, 100 columns, none of the caller's settings."""
    own = {name: None for name in os.environ if name.startswith("WHOSAYS_") and name != "WHOSAYS_GAZETTEER"}
    return {**own, "NO_COLOR": "1", "COLUMNS": "100"}


markdown = Sybil(
    parsers=[SkipParser(), PythonCodeBlockParser(), CodeBlockParser(language="console", evaluator=run_console)],
    patterns=["*.md"],
    excludes=["examples/*", "tests/*"],
    fixtures=["folder", "environment"],
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    patterns=["whosays/**/*.py", "whosays/*.py"],
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (markdown + docstrings).pytest()
