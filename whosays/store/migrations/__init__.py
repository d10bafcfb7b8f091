"""The numbered steps from an empty file to the newest store, forward only; a step that was released never changes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def steps() -> tuple[str, ...]:
    """The SQL of each step, the first from an empty file."""
    names = sorted(item.name for item in files(__package__).iterdir() if item.name.endswith(".sql"))
    return tuple(files(__package__).joinpath(name).read_text(encoding="utf-8") for name in names)
