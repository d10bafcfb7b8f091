"""The words that rules name: each can be met, none stands twice, and the examples beside a pattern are such."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest

import whosays.alignment
import whosays.findings
from whosays.data import alternatives, rows
from whosays.words.classes import class_of

# Examples of what a pattern does not match, or of what another one does.
NOT_SO = {
    ("FOIL", "Topped the 5,000 mark"),
    ("REJECTING", "denying"),
    ("WINDOW", "two extensions in | seven months"),
    ("YET_TO_COME", "May have been hit"),
    ("YET_TO_COME", "may be dead"),
}
IN_MARKS = re.compile(r'"([^"\n]{3,})"')


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules of findings and alignment."""
    rooms = (whosays.findings, whosays.alignment)
    return tuple(
        importlib.import_module(found.name)
        for room in rooms
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    )


def patterns() -> Iterator[tuple[ModuleType, ast.Assign, str, re.Pattern[str]]]:
    """Every named pattern of them, with the statement that names it."""
    for module in modules():
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = getattr(module, node.targets[0].id)
                if isinstance(value, re.Pattern):
                    yield module, node, node.targets[0].id, value


def examples() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """What stands in quotation marks in the comment above a pattern or behind it."""
    for module, node, name, pattern in patterns():
        lines = inspect.getsource(module).splitlines()
        first = node.lineno - 1
        while first and lines[first - 1].startswith("#"):
            first -= 1
        behind = (line.rpartition("  # ")[2] for line in lines[node.lineno - 1 : node.end_lineno] if "  # " in line)
        comment = " ".join([*(line[1:] for line in lines[first : node.lineno - 1]), *behind])
        yield from ((name, pattern, example) for example in IN_MARKS.findall(comment))


@pytest.mark.parametrize("table", ["caused_events", "cumulative"])
def test_a_class_that_a_table_names_is_met(table: str) -> None:
    """Tables of classes, compared with classes."""
    assert [row[0] for row in rows(table) if class_of(row[0]) != row[0]] == []


def test_an_example_beside_a_pattern_is_one() -> None:
    """Somewhere in it, for a pattern tried in front of or behind a figure; and what a comment sets apart is none."""
    found = list(examples())
    assert len(found) >= 30
    for name, pattern, example in found:
        if (name, example) in NOT_SO:
            assert not pattern.search(example), (name, example)
            continue
        cuts = range(len(example) + 1)
        assert any(pattern.search(example[:cut]) or pattern.match(example, cut) for cut in cuts), (name, example)


def test_no_alternative_stands_twice_in_a_pattern() -> None:
    """The second is never met."""
    seen = 0
    for module, _, name, pattern in patterns():
        short = f"{module.__name__.rpartition('.')[2]}.{name}"
        for group in groups(pattern.pattern):
            seen += 1
            assert not {one for one in group if group.count(one) > 1}, short
    assert seen >= 300


def groups(pattern: str) -> Iterator[list[str]]:
    """The alternatives of a pattern and of every group in it that has some."""
    opened = [0]
    for place, letter in enumerate(pattern):
        if letter == "(":
            opened.append(place + 1)
        elif letter == ")" and len(opened) > 1:
            yield from _of_two(pattern[opened.pop() : place])
    yield from _of_two(pattern)


def _of_two(group: str) -> Iterator[list[str]]:
    found = list(alternatives(re.sub(r"\A\?(?:P<\w+>|[:=!]|<[=!]|[a-z-]*:)", "", group)))
    if len(found) > 1:
        yield found


@pytest.mark.parametrize(
    ("table", "apart"),
    [
        ("akin_acts", " "), ("axes", " "), ("caused_events", " "), ("cause_kinds", " "), ("contraries", ", "), ("deeds", ","),
        ("measured", "|"), ("occurrences", " "), ("one_thing", " "), ("people_apart", " "), ("same_events", "|"), ("states", "|"),
        ("single_roles", "|"), ("whose_figure", "|"),
    ],
)  # fmt: skip
def test_no_word_stands_twice_in_a_cell(table: str, apart: str) -> None:
    """Of a table of words, or of wordings in patterns."""
    cells = [cell for row in rows(table) for cell in row]
    assert cells
    for cell in cells:
        words = list(alternatives(cell)) if apart == "|" else cell.split(apart)
        assert sorted(set(words)) == sorted(words), (table, [word for word in words if words.count(word) > 1])
