"""How a value shows itself in a notebook: whoever draws it is found by name when it is asked for, so that the types import nothing."""

from __future__ import annotations

from importlib import import_module

DRAWN_BY = "whosays.render.notebook"


class Shown:
    """A value that notebooks (Jupyter, Colab, marimo) show as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The value as HTML, everything from reports escaped."""
        page: str = import_module(DRAWN_BY).drawn(self)
        return page
