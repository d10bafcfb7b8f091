"""The whole surface for plug-ins: six hooks, and the values that they give. The built-in parts come through them too.

A plug-in is a module with functions of these names; each takes nothing and gives what it adds. It is found by an entry point of
the group ``whosays``, or named with ``--plugin MODULE`` or ``WHOSAYS_PLUGINS``. A function argument comes before a hook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import click

    from whosays.gazetteer.names import Toponym
    from whosays.ingest.drafts import Draft
    from whosays.ingest.metadata import Given
    from whosays.model import DraftClaim, Mention, Parse, Record, Values


class Drafts(Protocol):
    """Reads the bytes of one file; raises :class:`whosays.ingest.drafts.Refusal` where they cannot be read."""

    def __call__(self, data: bytes, *, source: str, given: Given, encoding: str | None) -> Iterable[Draft]: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """A format of input: how its files end (".txt"), and how their bytes become drafts of reports."""

    name: str
    suffixes: tuple[str, ...]
    drafts: Drafts


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A spaCy pipeline that can be asked for by its name: the package, and the folder inside it where it is not the package itself."""

    name: str
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """What finds claims in one parsed report; drafts over words that an earlier extractor took are passed over."""

    name: str
    extract: Callable[[Parse, Sequence[Mention], Values], Iterable[DraftClaim]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places: a look-up by the name as :func:`whosays.gazetteer.fold_name` makes it, empty where none is known."""

    name: str
    look_up_folded: Callable[[str], Sequence[Toponym]]


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format of output for ``whosays export --to NAME``: the files of a record by their name, one alone or a folder of them."""

    name: str
    suffix: str
    """How the one file ends (".csv"); empty for a format of several files."""
    media_type: str
    about: str
    files: Callable[[Record], Mapping[str, bytes]]
    extra: str | None = None
    """The extra of the package that must be installed for it."""


def register_readers() -> Iterable[Reader]:
    """Formats of input. The suffix of a file decides; the first reader that claims a suffix has it."""
    return ()


def register_parsers() -> Iterable[Pipeline]:
    """English pipelines for spaCy that ``--pipeline NAME`` can ask for, the best first."""
    return ()


def register_extractors() -> Iterable[Extractor]:
    """Extractors of claims, run after the built-in one on every report."""
    return ()


def register_gazetteers() -> Iterable[Gazetteer]:
    """Places beside the built-in ones; of two with one GeoNames id the earlier is kept."""
    return ()


def register_renderers() -> Iterable[Renderer]:
    """Formats for ``whosays export``. They say what the record says, and no more: never a verdict."""
    return ()


def register_commands() -> Iterable[click.Command]:
    """Commands of ``whosays``. A name that is taken stays with the one that had it first."""
    return ()
