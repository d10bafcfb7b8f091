"""Writes docs/reference from the code: ``python scripts/reference.py``; with ``--check`` it only says which pages are not current.

The command line from click, the Python interface from signatures and docstrings, formats and hooks from what is registered. A test runs
the check.
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import benchmarks.exports as validation  # noqa: E402 (the path is set first)
import whosays  # noqa: E402
from whosays import hookspecs, plugins  # noqa: E402
from whosays.cli import main, register_commands  # noqa: E402
from whosays.cli.exits import Exit  # noqa: E402
from whosays.exports import FORMATS  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Written by scripts/reference.py from the code; change the docstrings, not this page. -->"
WIDTH = 100  # columns of the help of a command


def cli() -> Iterator[str]:
    """The command line: help of every command as it prints it."""
    yield "# The command line\n"
    yield MADE + "\n"
    yield "Results go to standard output, everything else to standard error.\n"
    yield "| exit code | meaning |\n|---|---|"
    for code in Exit:
        yield f"| {code.value} | {MEANINGS.get(code, code.name.lower().replace('_', ' '))} |"
    yield ""
    yield "## whosays\n"
    yield from _help(main, "whosays")
    for command in sorted(register_commands(), key=lambda command: str(command.name)):
        yield f"## whosays {command.name}\n"
        yield from _help(command, f"whosays {command.name}")
        for below in sorted(getattr(command, "commands", {}).values(), key=lambda below: str(below.name)):
            yield f"### whosays {command.name} {below.name}\n"
            yield from _help(below, f"whosays {command.name} {below.name}")


MEANINGS = {
    Exit.OK: "done",
    Exit.FAILURE: "failed",
    Exit.USAGE: "wrong usage",
    Exit.NO_INPUT: "nothing readable was given",
    Exit.SOME_REFUSED: "some inputs were refused, the rest is done",
    Exit.BROKEN_SPAN: "a span no longer matches",
    Exit.UNRELATED: "the reports share no story",
    Exit.NOT_SAID: "the reports do not say",
    Exit.INTERRUPTED: "interrupted",
}


def _help(command: click.Command, name: str) -> Iterator[str]:
    # What help prints on a terminal of 100 columns, without the description that stands twice.
    names = main.context_settings["help_option_names"]
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=names
    )
    yield "```text\n" + "\n".join(line.rstrip() for line in command.get_help(context).splitlines()) + "\n```\n"


# ------------------------------------------------------------------------------------------------ Python
def python() -> Iterator[str]:
    """The Python interface: every public name with its signature and its docstring."""
    yield "# The Python interface\n"
    yield MADE + "\n"
    yield "These names are stable: a release that changes one says so in the [changelog](../../CHANGELOG.md). [Ten lines](../how-to/python.md)"
    yield "show most of them. `import whosays` loads none of the rooms; each verb loads its own.\n"
    yield "## Verbs\n"
    for name in whosays.__all__:
        value = getattr(whosays, name)
        if not inspect.isclass(value):
            yield f"### {name}\n"
            yield f"```text\nwhosays.{name}{_signature(value)}\n```\n"
            yield _prose(value) + "\n"
    yield "## Types\n"
    yield "Frozen dataclasses. The rest of the record's types are in `whosays.model`; the JSON Schema (`whosays schema`) has them all.\n"
    for name in whosays.__all__:
        value = getattr(whosays, name)
        if inspect.isclass(value):
            yield f"### {name}\n"
            yield _prose(value) + "\n"
            yield "| field | type |\n|---|---|"
            for field in dataclasses.fields(value):
                kind = str(field.type).replace("|", "\\|")
                yield f"| `{field.name}` | `{kind}` |"
            yield ""


def _signature(function: Callable[..., object]) -> str:
    """The signature over several lines where it is long."""
    signature = re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(function)))
    if len(signature) < 90:
        return signature
    inside, _, returned = signature[1:].rpartition(") -> ")
    parts = re.split(r", (?=[*\w]+(?::|$|,))", inside)
    return "(\n    " + ",\n    ".join(parts) + f",\n) -> {returned}"


def _prose(value: object) -> str:
    """A docstring as Markdown: roles and double backticks become code."""
    words = inspect.getdoc(value) or ""
    words = re.sub(r":(?:class|func|meth|data|mod):`~?\.?([^`]+)`", r"`\1`", words)
    return re.sub(r"``([^`]+)``", r"`\1`", words)


# ------------------------------------------------------------------------------------------------ formats and hooks
def formats() -> Iterator[str]:
    """The formats of ``whosays export``."""
    yield "# Formats\n"
    yield MADE + "\n"
    yield '`whosays export RECORD --to FORMAT` writes a record in the format of another tool, `whosays.export(record, "FORMAT", path)` does'
    yield "the same in Python. None of them judges: they carry who says what, how surely, and where the reports disagree. The same record"
    yield "gives the same bytes, in every format. `python -m benchmarks.exports RECORD…` validates them all.\n"
    yield "| `--to` | what | file | needs |\n|---|---|---|---|"
    for form in FORMATS:
        file = f"`*{form.suffix}`" if form.suffix else "a folder"
        needs = f"`pip install 'whosays[{form.extra}]'`" if form.extra else ""
        yield f"| `{form.name}` | {form.about} | {file} | {needs} |"
    yield ""
    for form in FORMATS:
        yield f"## {form.name}\n"
        yield f"Media type `{form.media_type}`.\n"
        yield _about(form.name) + "\n"
        yield f"How it is checked: {_prose(validation.VALIDATORS[form.name])}\n"


def _about(name: str) -> str:
    """The docstring of the room that writes a format."""
    from importlib import import_module

    if name in ("text", "md", "html", "json"):
        return {
            "text": "What `whosays show` prints, 100 columns wide.",
            "md": "What `whosays show -f md` prints.",
            "html": "What `whosays show -f html` prints: every view in one page that asks for nothing from elsewhere.",
            "json": "The record itself; `whosays schema` prints its JSON Schema. Every other format is made from it.",
        }[name]
    return _prose(import_module(f"whosays.exports.{name}"))


def hooks() -> Iterator[str]:
    """The six hooks."""
    yield "# Hooks\n"
    yield MADE + "\n"
    yield "A plug-in is a Python module with functions of these names; each takes nothing and gives what it adds. There is nothing else to"
    yield "import or mark. [examples/plugin](../../examples/plugin/README.md) is one to start from.\n"
    yield "whosays finds a plug-in"
    yield "- by an entry point of the group `whosays` of an installed package,"
    yield "- by `whosays --plugin MODULE COMMAND …`, or the path of a file `mine.py` (one that is not there is wrong usage),"
    yield f"- by `{plugins.VARIABLE}`, the same names separated by commas.\n"
    yield "Plug-ins run with all that you may do: use those you trust. They are loaded when their hook is first asked for. One that fails is"
    yield "named on standard error and left out; `whosays plugins` lists what is in use and what was left out. A plug-in that shapes"
    yield "what is read (readers, parsers, extractors, gazetteers) is named in the record with the SHA-256 of its file.\n"
    yield "| hook | gives | used by the built-in part |\n|---|---|---|"
    kinds = {hook: _kind(hook) for hook in plugins.HOOKS}
    for hook in plugins.HOOKS:
        yield f"| `{hook}` | `{kinds[hook]}` | `{plugins.BUILT_IN[hook]}` |"
    yield ""
    for hook in plugins.HOOKS:
        yield f"## {hook}\n"
        yield _prose(getattr(hookspecs, hook)) + "\n"
        kind = getattr(hookspecs, kinds[hook], None)
        if kind is not None:
            yield _prose(kind) + "\n"
            yield "| field | type |\n|---|---|"
            for field in dataclasses.fields(kind):
                shown = str(field.type).replace("|", "\\|")
                yield f"| `{field.name}` | `{shown}` |"
            yield ""
    yield "## The text of hookspecs.py\n"
    source = inspect.getsource(hookspecs)
    yield "```text\n" + source[source.index("def register_readers") :].rstrip() + "\n```\n"


def _kind(hook: str) -> str:
    """What the values of a hook are."""
    found = re.search(r"Iterable\[([\w.]+)\]", str(inspect.signature(getattr(hookspecs, hook))))
    return found[1] if found else ""


PAGES = {"cli.md": cli, "python.md": python, "formats.md": formats, "hooks.md": hooks}


def pages() -> dict[Path, str]:
    """Every page by its path."""
    return {FOLDER / name: re.sub(r"\n{3,}", "\n\n", "\n".join(page())).rstrip() + "\n" for name, page in PAGES.items()}


def run() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is not current")
    checking = parser.parse_args().check
    stale = [path for path, page in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != page]
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'is not current' if checking else 'written'}")
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if checking and stale else 0


if __name__ == "__main__":
    raise SystemExit(run())
