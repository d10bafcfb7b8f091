"""The Python interface: stable names, typed, ten lines on a page that runs, and values that show themselves in a notebook."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import whosays
from tests import factory
from whosays.model import Brief, Finding, Record
from whosays.render.notebook import drawn

ROOT = Path(__file__).resolve().parent.parent
STABLE = (
    "read analyze ask diff faults rendered export encode decode schema "
    "Record Report Claim Proposition Finding Brief Answer Difference Decision Notice"
).split()


def test_the_names_are_stable() -> None:
    """Names may be added; none of these goes."""
    assert set(STABLE) <= set(whosays.__all__)
    assert len(set(whosays.__all__)) == len(whosays.__all__)
    assert set(whosays.__all__) <= set(dir(whosays))


@pytest.mark.parametrize("name", STABLE)
def test_every_name_is_documented_and_typed(name: str) -> None:
    """Each verb says what it gives and has types for all it takes; each type says what it is."""
    value = getattr(whosays, name)
    assert value.__doc__
    assert not value.__doc__.startswith(f"{name}("), "dataclasses write that themselves"
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(one.annotation is not one.empty for one in signature.parameters.values())


def test_type_checkers_see_the_names() -> None:
    """Every public name is defined, or imported for type checkers under its own name, from where it is loaded when asked for."""
    tree = ast.parse((ROOT / "whosays" / "__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.asname or alias.name: (node.module, alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert set(whosays.__all__) <= seen.keys() | defined
    assert {name: whosays.ROOMS[name] for name in whosays.__all__ if name in whosays.ROOMS} == {
        name: seen[name] for name in whosays.__all__ if name not in defined
    }


def test_the_ten_lines_are_ten() -> None:
    """The first example of the page is at most ten statements long, and uses the verbs."""
    page = (ROOT / "docs" / "how-to" / "python.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert example
    lines = [line for line in example[1].splitlines() if line.startswith(">>>")]
    assert len(lines) <= 10
    assert all(f"whosays.{verb}(" in example[1] for verb in ("read", "analyze", "ask", "export"))


def test_faults_of_a_sound_record_are_none() -> None:
    """Nothing is said of a record that holds; a span behind the end of its report is named with its path."""
    story = factory.story()
    assert whosays.faults(story) == ()
    short = replace(story, reports=(replace(story.reports[0], text="Short."), story.reports[1]))
    assert any("outside the text of r1" in fault for fault in whosays.faults(short))
    astray = replace(story, findings=(replace(story.findings[0], reports=("r9",)),))
    assert whosays.faults(astray) == ("$.findings[0].reports: no 'r9' among the reports",)


def test_diff_of_a_record_with_itself_is_empty() -> None:
    """The verb is the comparison of the command ``diff``."""
    assert whosays.diff(factory.story(), factory.story()).changes == ()


# ------------------------------------------------------------------------------------------------ notebooks
def test_a_record_shows_its_page_in_a_closed_frame() -> None:
    """The frame holds the whole page and may run nothing."""
    shown = factory.story()._repr_html_()
    found = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" sandbox="" title="([^"]*)" style="[^"]*"></iframe>', shown, re.DOTALL
    )
    assert found
    assert unescape(found[1]) == whosays.rendered(factory.story(), "html")


def test_a_finding_shows_its_sides_and_the_computation() -> None:
    """The question, each answer with its support, the arithmetic."""
    shown = factory.story().findings[0]._repr_html_()
    assert "How many people were hurt?" in shown
    assert "<strong>12</strong> (1 independent source, 1 claim)" in shown
    assert "<code>15 − 12 = 3</code>" in shown


def test_a_brief_shows_its_sentences() -> None:
    """Each with the number of passages it rests on; an empty one says so."""
    shown = factory.story().brief._repr_html_()
    assert shown.count("<li") == 3
    assert "[2 passages]" in shown
    assert "no brief" in Brief(())._repr_html_()


@pytest.mark.parametrize("value", [factory.story(), factory.story().findings[0], factory.story().brief], ids=type)
def test_nothing_of_a_report_runs_in_a_notebook(value: Record | Finding | Brief) -> None:
    """Markup in a name, a question or a sentence is shown as its characters."""
    evil = "<img src=x onerror=alert(1)>"
    if isinstance(value, Record):
        value = replace(value, story=replace(value.story, title=evil))
    elif isinstance(value, Finding):
        value = replace(value, question=evil, computation=evil)
    else:
        value = replace(value, sentences=(replace(value.sentences[0], text=evil),))
    assert "<img" not in value._repr_html_()
    assert "onerror" in unescape(unescape(value._repr_html_()))


def test_what_has_no_drawing_is_named() -> None:
    """Only values that show themselves are drawn."""
    with pytest.raises(TypeError, match="no drawing of a int"):
        drawn(7)


def test_showing_itself_is_no_part_of_a_value() -> None:
    """The types hold what they held: the record's bytes and schema know nothing of notebooks."""
    assert b"repr" not in whosays.encode(factory.story())
    assert "_repr_html_" not in json.dumps(whosays.schema())
    code = "import sys, whosays.model; print('whosays.render' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
