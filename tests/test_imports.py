"""Importing is cheap: what `import whosays` and the command line load is listed here, and nothing else is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import factory
from whosays.record import encode

ROOT = Path(__file__).resolve().parent.parent
LOADED = """
import json, sys
before = set(sys.modules)
{code}
loaded = {{name for name in set(sys.modules) - before}}
print(json.dumps(sorted(loaded)), file=sys.stderr)
"""


def loaded_by(code: str) -> set[str]:
    """Modules that a fresh interpreter loads while it runs the code."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code=code)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def foreign(modules: set[str]) -> set[str]:
    """Top-level packages that are neither ours nor of the standard library."""
    tops = {name.partition(".")[0] for name in modules}
    tops -= {"typing_extensions", "_distutils_hack"}  # msgspec takes the first where it is installed, Python the second
    return {top for top in tops if top not in sys.stdlib_module_names and not top.startswith(("__", "whosays"))}


def command(*arguments: str) -> str:
    """Code that runs a command and goes on."""
    return f"from whosays.cli import main\nmain({list(arguments)!r}, standalone_mode=False)"


def test_importing_the_package_loads_nothing_else() -> None:
    """`import whosays` loads no room of it and no other package."""
    modules = loaded_by("import whosays")
    assert {name for name in modules if name.startswith("whosays")} == {"whosays", "whosays.version"}
    assert foreign(modules) == set()


@pytest.mark.parametrize("arguments", [["--help"], ["brief", "--help"], ["--version"]])
def test_help_loads_click_alone(arguments: list[str]) -> None:
    """Help comes at once: neither the parser nor numpy nor the codec nor even the types are loaded for it."""
    code = f"try:\n    from whosays.cli import main; main({arguments!r})\nexcept SystemExit:\n    pass"
    modules = loaded_by(code)
    assert foreign(modules) == {"click"}
    assert "whosays.model" not in modules


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_showing_a_record_needs_no_parser(form: str, tmp_path: Path) -> None:
    """A record is shown and checked with the codec alone."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    assert foreign(loaded_by(command("show", str(path), "-f", form))) == {"click", "msgspec"}


def test_checking_a_record_needs_no_parser(tmp_path: Path) -> None:
    """The check re-slices texts; it parses nothing."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    assert foreign(loaded_by(command("check", str(path)))) == {"click", "msgspec"}


def test_the_types_import_only_the_standard_library() -> None:
    """`whosays.model` is the ground that everything stands on."""
    modules = loaded_by("import whosays.model")
    ours = {name for name in modules if name.startswith("whosays")}
    assert all(name in ("whosays", "whosays.version") or name.startswith("whosays.model") for name in ours)
    assert foreign(modules) == set()


def test_every_verb_is_there() -> None:
    """Each name that the package exports can be had, and a wrong one is an AttributeError."""
    import whosays

    for name in whosays.__all__:
        assert callable(getattr(whosays, name)), name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        whosays.nothing  # noqa: B018 (the look-up is what is tested)
