"""What the gazetteer says for a name being a place: how well known it is, and whether the report speaks of where it lies.

A town of a few thousand people is believed where the report names its state or province, since most names of people and
firms are also names of some such town.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whosays import data
from whosays.gazetteer import Gazetteer, Toponym, fold_name, open_gazetteer
from whosays.gazetteer.homes import home_of
from whosays.mentions import lexicon

AREAS = ("country", "region", "feature", "capital")
LARGE = 100_000  # people; a town known beyond its country
TOWN = 15_000  # people
SURE_HOME = 0.3  # of the weight of an outlet's home, where its name may be that of several towns
SHORTEST = 4  # letters; shorter names are codes and initials unless they carry a point ("Pa.", "S.C.")


@dataclass(frozen=True, slots=True)
class Atlas:
    """The gazetteer, and the codes of the countries and regions that a report names ("US", "US.TX")."""

    gazetteer: Gazetteer
    named: frozenset[str]

    def weight(self, name: str) -> int:
        """Votes for a place: 4 an area or large town, 3 a town of a region the report names, 1 or 2 another town, 0 unknown."""
        bearers = self._own(name)
        if any(place.kind in AREAS or place.population >= LARGE for place in bearers):
            return 4
        if any(place.region in self.named for place in bearers):
            return 3
        if any(place.population >= TOWN for place in bearers):
            return 2
        return 1 if bearers else 0

    def holds(self, name: str) -> bool:
        """Is it filed at all, if only as another spelling of an area's name ("Primorsky" for the krai)?"""
        return any(place.kind in AREAS for place in self.gazetteer.look_up(name))

    def local(self, name: str) -> bool:
        """Is it an area, a large town, or a town of a region that the report names?"""
        return self.weight(name) >= 3

    def inhabited(self, name: str) -> bool:
        """As :meth:`local`, for countries, regions, counties and towns: a launch site's or a sea's name is no body's home."""
        return self.local(name) and any(place.kind != "feature" for place in self._own(name))

    def _own(self, name: str) -> list[Toponym]:
        folded = fold_name(name)
        if (len(folded) < SHORTEST and "." not in name) or is_word(folded):
            return []
        return [place for place in self.gazetteer.look_up_folded(folded) if place.primary]


def atlas(names: Iterable[str], outlet: str | None) -> Atlas:
    """The atlas of a report with these names in it, printed by this outlet."""
    gazetteer = open_gazetteer()
    named = {region for _, region, weight in home_of(outlet, gazetteer).supports if region and weight >= SURE_HOME}
    for name in sorted(set(names)):
        for place in gazetteer.look_up_folded(fold_name(name)):
            if place.kind == "region" and (place.primary or "." in name):
                named.add(place.region)
    return Atlas(gazetteer, frozenset(named))


def on_the_map(name: str) -> bool:
    """Does any place bear the name as its own?"""
    return any(place.primary for place in open_gazetteer().look_up(name))


def is_word(folded: str) -> bool:
    """Is it an English word that some town is called like, too ("Council", "Liberal", "Best")?"""
    return (
        folded in lexicon.nouns()
        or folded in lexicon.name_words()
        or folded in lexicon.openers()
        or folded in lexicon.titles()
        or folded in lexicon.NOT_NAMES
        or folded in data.words("town_words")
    )
