"""Rooms whose names are loaded when they are first asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

ROOMS = ("fetch", "ingest", "intake", "store", "watch")


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_of_a_room_is_there(room: str) -> None:
    """What ``__all__`` promises is what can be had, and nothing else; each thing is the one of its own module."""
    package = import_module(f"whosays.{room}")
    places = package._PLACES
    assert sorted(package.__all__) == sorted(name for names in places.values() for name in names)
    for module, names in places.items():
        for name in names:
            assert getattr(package, name) is getattr(import_module(f"whosays.{room}.{module}"), name)


@pytest.mark.parametrize("room", ROOMS)
def test_another_name_is_an_error(room: str) -> None:
    """The error names the room and what was asked for."""
    with pytest.raises(AttributeError, match=f"module 'whosays.{room}' has no attribute 'nothing_of_that_name'"):
        _ = import_module(f"whosays.{room}").nothing_of_that_name


def test_importing_a_room_loads_none_of_it() -> None:
    """Importing the rooms does not load what they hold."""
    heavy = ["apsw", "httpx", "spacy", "lxml", "msgspec"]
    code = f"import sys, {', '.join(f'whosays.{room}' for room in ROOMS)}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
