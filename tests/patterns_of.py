"""Every regular expression of the package: compiled ones in modules and their tables, and those written where they are used."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from types import ModuleType
from typing import Any

import whosays

USES = {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn", "compile"}
AT_ONE_PLACE = {"match", "fullmatch"}


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, where it stands, and whether it is tried only at one place of a text (``match``) or at every place."""

    name: str
    pattern: re.Pattern[Any]
    at_one_place: bool


@cache
def patterns() -> tuple[Used, ...]:
    """Each pattern once, in the order of modules and lines."""
    found: dict[re.Pattern[Any], Used] = {}
    modules = list(_modules())
    source = "\n".join(inspect.getsource(module) for module in modules)
    ways_of: dict[str, set[str]] = {}
    for name, way in re.findall(rf"\b(\w+)(?:\(\))?\.({'|'.join(sorted(USES))})\(", source):
        ways_of.setdefault(name, set()).add(way)
    for module in modules:
        for name, value in vars(module).items():
            ways = ways_of.get(name, set())
            for pattern in _in_value(value, module.__name__):
                found.setdefault(
                    pattern, Used(f"{module.__name__}.{name}", pattern, bool(ways) and ways <= AT_ONE_PLACE)
                )
    compiled = {pattern.pattern for pattern in found}
    for module in modules:
        for line, way, pattern in _in_source(module):
            if pattern.pattern not in compiled:
                found.setdefault(pattern, Used(f"{module.__name__}:{line}", pattern, way in AT_ONE_PLACE))
    return tuple(found.values())


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(whosays.__path__, "whosays."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _in_value(value: object, module: str, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Patterns in a value, in tables of it, in its fields and in what its cached functions without arguments return."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth > 4 or isinstance(value, str | bytes | int):
        return
    elif isinstance(value, partial):
        yield from _in_value(value.args, module, depth + 1)
    elif isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from _in_value(inner, module, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from _in_value(inner, module, depth + 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _in_value(getattr(value, field.name), module, depth + 1)
    elif hasattr(value, "cache_info") and value.__module__ == module and not inspect.signature(value).parameters:
        yield from _in_value(value(), module, depth + 1)


def _in_source(module: ModuleType) -> Iterator[tuple[int, str, re.Pattern[Any]]]:
    """Patterns written in calls such as ``re.search(r"…", text)``, as far as they hang on nothing but the module."""
    source = inspect.getsource(module)
    for node in ast.walk(ast.parse(source)) if "re." in source else ():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in USES):
            continue
        try:
            written = eval(compile(ast.Expression(node.args[0]), module.__name__, "eval"), vars(module))
        except NameError:
            continue  # made of what the function was given
        if isinstance(written, str | bytes):
            yield (
                node.lineno,
                node.func.attr,
                re.compile(written, re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else 0),
            )
