"""Names of places and where they lie: the built-in gazetteer, and beside it the places that a user has added.

``WHOSAYS_GAZETTEER`` names the user's file; else it lies in the platform's folder for a program's data. A place that both
hold, by its GeoNames id, is as the built-in gazetteer has it.
"""

from __future__ import annotations

import os
import sys
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from whosays import hookspecs
from whosays.gazetteer.added import Added
from whosays.gazetteer.blocks import Blocks, write_gazetteer
from whosays.gazetteer.names import (
    KINDS,
    GazetteerError,
    PlaceKind,
    Toponym,
    fold_name,
    town_radius,
)
from whosays.model import Model
from whosays.plugins import asked_for, gazetteers, guarded

__all__ = [
    "KINDS",
    "Gazetteer",
    "GazetteerError",
    "PlaceKind",
    "Toponym",
    "added_file",
    "fold_name",
    "forget_gazetteer",
    "gazetteers_in_use",
    "open_gazetteer",
    "town_radius",
    "write_gazetteer",
]
KEPT = 4096  # names whose places are kept, since a report asks for each of its names several times
NO_ID = ""
BUILT_IN = "GeoNames"


class Gazetteer:
    """The built-in places, those added, and those of plug-ins. Look-ups are exact; nothing is guessed."""

    __slots__ = ("_find", "added", "built_in", "others")

    def __init__(
        self, content: bytes, added: Added | None = None, others: tuple[hookspecs.Gazetteer, ...] = ()
    ) -> None:
        self.built_in = Blocks(content)
        self.added = added
        self.others = others
        self._find = lru_cache(maxsize=KEPT)(self._found)

    def __len__(self) -> int:
        return len(self.built_in)

    def look_up(self, name: str) -> tuple[Toponym, ...]:
        """Every place of this name, the most populous first; empty where none is known."""
        return self._find(fold_name(name))

    def look_up_folded(self, folded: str) -> tuple[Toponym, ...]:
        """As :meth:`look_up`, for a name that :func:`fold_name` made."""
        return self._find(folded)

    def _found(self, folded: str) -> tuple[Toponym, ...]:
        found = self.built_in.look_up_folded(folded)
        if self.added is not None:
            known = {place.geonames for place in found}
            found += [place for place in self.added.look_up_folded(folded) if place.geonames not in known]
        for other in self.others:
            known = {place.geonames for place in found} - {None}
            given = guarded(other.name, lambda other=other: _checked(other, folded))  # type: ignore[misc]
            found += [place for place in given or () if place.geonames not in known]
        return tuple(sorted(found, key=lambda place: (-place.population, place.geonames or NO_ID)))


def _checked(other: hookspecs.Gazetteer, folded: str) -> tuple[Toponym, ...]:
    """What a plug-in knows of a name; raises ``TypeError`` where that are no places."""
    found = tuple(other.look_up_folded(folded))
    if not all(isinstance(place, Toponym) for place in found):
        raise TypeError("a gazetteer gives values of whosays.gazetteer.Toponym")
    return found


def register_gazetteers() -> tuple[hookspecs.Gazetteer, ...]:
    """The places that are shipped with whosays and those that the user has added."""
    return (hookspecs.Gazetteer(BUILT_IN, lambda folded: open_gazetteer().look_up_folded(folded)),)


def added_file() -> Path:
    """Where the places lie that a user has added, whether there are any or not."""
    chosen = os.environ.get("WHOSAYS_GAZETTEER")
    if chosen:
        return Path(chosen)
    home = Path.home()
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "whosays" / "gazetteer.sqlite"


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer that is shipped with whosays, or the one at ``path``, with the places that the user and plug-ins have added."""
    return _opened(path, asked_for())


@lru_cache(maxsize=1)
def _opened(path: Path | None, plugins: tuple[str, ...]) -> Gazetteer:
    source = path or files("whosays").joinpath("data", "gazetteer.blocks")
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        raise GazetteerError(
            f"no gazetteer at {source}: build it with scripts/build_gazetteer.py or reinstall whosays"
        ) from None
    added = added_file()
    others = tuple(other for other in gazetteers() if other.name != BUILT_IN)
    return Gazetteer(content, Added(added) if added.exists() else None, others)


@cache
def gazetteers_in_use() -> tuple[Model, ...]:
    """Name, version and SHA-256 of the built-in gazetteer and of the rows of each dump added, for the record's provenance."""
    places = open_gazetteer()
    dumps = places.added.dumps if places.added else ()
    shipped = Model(name="gazetteer", version="1", sha256=places.built_in.sha256())
    return (shipped, *(Model(f"gazetteer {dump.name}", f"{dump.places} places", dump.sha256) for dump in dumps))


def forget_gazetteer() -> None:
    """Let the next look-up open the files anew: they have changed."""
    _opened.cache_clear()
    gazetteers_in_use.cache_clear()
