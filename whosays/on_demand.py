"""Names of a room that are loaded when they are first asked for, so that importing the room costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def loader(room: str, places: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """A ``__getattr__`` for a package: module of the package → the names that it holds; raises :class:`AttributeError` for any other."""
    module_of = {name: module for module, names in places.items() for name in names}

    def load(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{module_of[name]}"), name)

    return load
