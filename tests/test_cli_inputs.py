"""The arguments that say what is read: the same, with the same meaning, of every command that takes reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whosays.cli import main, register_commands
from whosays.cli.exits import Exit

WORDS = "The ferry Kestrel lost power off Sandholm on Monday, the harbour master said."
OPTIONS = {"--as", "--encoding", "--published", "--outlet", "--fetch"}


def run(*arguments: object) -> Result:
    """The command, with its two streams apart."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def options_of(name: str) -> set[str]:
    """The options of a command, by their first name."""
    command = next(one for one in register_commands() if one.name == name)
    return {parameter.opts[0] for parameter in command.params}


@pytest.mark.parametrize("name", ["brief", "read", "cluster", "run", "add", "serve"])
def test_commands_that_take_reports(name: str) -> None:
    """Each has all of the options."""
    assert options_of(name) >= OPTIONS


def test_no_command_has_some_of_them() -> None:
    """Whoever takes ``--encoding`` or ``--as`` takes the rest as well."""
    for command in register_commands():
        given = options_of(str(command.name))
        assert not {"--as", "--encoding"} & given or given >= OPTIONS, command.name


def test_cluster_takes_what_brief_takes(tmp_path: Path) -> None:
    """A format that is said, an outlet and a date for all."""
    (tmp_path / "a.dat").write_bytes(
        json.dumps({"text": f"{WORDS} Café Norlane was on board.", "id": "a"}).encode() + b"\n"
    )
    found = run(
        "cluster", tmp_path / "a.dat", "--as", "jsonl", "--outlet", "Post", "--published", "2031-05-05", "-f", "json"
    )
    assert found.exit_code == Exit.OK, found.stderr
    assert list(json.loads(found.stdout)) == ["a"]
    assert run("cluster", tmp_path / "a.dat", "--as", "csv").exit_code == Exit.NO_INPUT
    assert run("cluster", tmp_path / "a.dat", "--published", "tomorrow").exit_code == Exit.USAGE


def test_cluster_fetches_where_that_is_switched_on(tmp_path: Path) -> None:
    """A web address is refused in words without ``--fetch``, and the files are grouped; it was once called a file that is not there."""
    (tmp_path / "a.txt").write_text(WORDS)
    found = run("cluster", tmp_path / "a.txt", "https://post.example/ferry")
    assert found.exit_code == Exit.SOME_REFUSED
    assert "switch it on with --fetch" in found.stderr
    assert "a.txt" in found.stdout
