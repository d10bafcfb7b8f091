"""The numbered steps from an empty file to the newest store, forward only; a step that was released never changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def steps() -> tuple[str, ...]:
    """The SQL of each step, the first from an empty file."""
    folder = Path(__file__).parent
    return tuple(step.read_text(encoding="utf-8") for step in sorted(folder.glob("*.sql")))
