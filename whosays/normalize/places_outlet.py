"""Where an outlet is at home: local papers name the towns around them without saying where those lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whosays.data import rows
from whosays.gazetteer import Gazetteer, Toponym, fold_name

COUNTRY_DOMAIN = {"uk": "GB", "ca": "CA", "au": "AU", "nz": "NZ", "ie": "IE", "in": "IN", "za": "ZA", "pk": "PK", "ng": "NG",
                  "ke": "KE", "ph": "PH", "sg": "SG", "my": "MY", "il": "IL", "eg": "EG", "lk": "LK", "jm": "JM", "bd": "BD"}  # fmt: skip
PRESS_WORD = re.compile(
    r"(?:the|daily|evening|morning|sunday|weekly|standard|news|times|post|herald|tribune|chronicle|journal|sun|star|gazette|"
    r"press|online|today|dispatch|eagle|courier|citizen|register|record|observer|examiner|advocate|banner|bee|democrat|"
    r"enquirer|express|free|globe|guardian|independent|inquirer|leader|ledger|mail|mercury|messenger|monitor|now|review|"
    r"sentinel|telegraph|telegram|union|voice|world|live|local|net|argus|beacon|bulletin|call|echo|mirror|patriot|pilot|republican)+$"
)
KNOWN_WEIGHT = 1.5  # a paper's own town, from the table, in mentions
GUESSED_WEIGHT = 1.0  # a place that its name contains, shared among the bearers of that name
LEAST_PEOPLE = 20_000  # of a town that an outlet's name is believed to contain


@dataclass(frozen=True, slots=True)
class Home:
    """(country, region or "", weight) that an outlet supports, and its town where that is known."""

    supports: tuple[tuple[str, str, float], ...]
    town: Toponym | None


def home_of(outlet: str | None, gazetteer: Gazetteer) -> Home:
    """Home of an outlet given by name or domain: from the table, else what "denverpost.com" or "….co.uk" gives away."""
    if not outlet or not outlet.strip():
        return Home((), None)
    listed = _listed().get(_plain(outlet))
    if listed is not None:
        name, region = listed
        country = region.partition(".")[0]
        towns = [
            p for p in gazetteer.look_up(name) if p.kind in ("city", "capital") and region in (p.region, p.country)
        ]
        return Home(((country, region if "." in region else "", KNOWN_WEIGHT),), towns[0] if towns else None)
    return Home(tuple(_guessed(outlet, gazetteer)), None)


def _plain(outlet: str) -> str:
    """A domain without its prefix, or a paper's name without "The", as the table is keyed."""
    bare = outlet.strip().casefold()
    if " " not in bare and "." in bare:
        return bare.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return fold_name(bare)


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, str]]:
    """Town and region by domain and by name; a name that two papers share is left out."""
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for domain, name, town, region in rows("outlet_places"):
        for key in (domain, fold_name(name)):
            if found.setdefault(key, (town, region)) != (town, region):
                shared.add(key)
    return {key: place for key, place in found.items() if key not in shared}


def _guessed(outlet: str, gazetteer: Gazetteer) -> list[tuple[str, str, float]]:
    """What the outlet's domain or name itself says: a country domain, a town or state before a word such as "Post"."""
    found: list[tuple[str, str, float]] = []
    labels = outlet.strip().casefold().removeprefix("www.").split(".")
    if len(labels) > 1 and " " not in outlet.strip():
        if labels[-1] in COUNTRY_DOMAIN:
            found.append((COUNTRY_DOMAIN[labels[-1]], "", GUESSED_WEIGHT))
        name = labels[0].removeprefix("the")
        names = [name[:end] for end in range(len(name), 4, -1) if end == len(name) or PRESS_WORD.match(name[end:])]
    else:
        words = [word for word in fold_name(outlet).split() if not PRESS_WORD.match(word)]
        names = [" ".join(words)] if words else []
    for name in names:
        places = [place for place in gazetteer.look_up_folded(name) if place.primary]
        places = [place for place in places if place.kind in ("country", "region") or place.population >= LEAST_PEOPLE]
        if places:
            weight = GUESSED_WEIGHT / len({place.region or place.country for place in places})
            found.extend((place.country, place.region, weight) for place in places)
            break
    return found
