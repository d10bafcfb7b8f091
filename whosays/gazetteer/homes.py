"""Where an outlet is at home: local papers name the towns around them without saying where those lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whosays.data import rows
from whosays.gazetteer import Gazetteer, Toponym, fold_name

# Domains of countries that are sold to all the world tell nothing.
SOLD_DOMAINS = frozenset("ai am cc co fm gg im io is la ly me nu re sh st to tv vc ws us eu".split())
ENGLISH_PRESS = frozenset({"US", "GB", "CA", "AU", "IE", "NZ", "ZA"})
PRESS_WORD = re.compile(
    r"(?:the|daily|evening|morning|sunday|weekly|standard|news|times|post|herald|tribune|chronicle|journal|sun|star|gazette|"
    r"press|online|today|dispatch|eagle|courier|citizen|register|record|observer|examiner|advocate|banner|bee|democrat|"
    r"enquirer|express|free|globe|guardian|independent|inquirer|leader|ledger|mail|mercury|messenger|monitor|now|review|"
    r"sentinel|telegraph|telegram|union|voice|world|live|local|net|argus|beacon|bulletin|call|echo|mirror|patriot|pilot|republican)+$"
)
DOMAIN_START = re.compile(r"^(?:the|online|my)(?=[a-z]{5})")
KNOWN_WEIGHT = 1.5  # a paper's own town, from the table, in mentions
GUESSED_WEIGHT = 1.5  # a place that its name contains, shared among the bearers of that name
LEAST_PEOPLE = 5_000  # of a town that an outlet's name is believed to contain


@dataclass(frozen=True, slots=True)
class Home:
    """(country, region or "", weight) that an outlet supports, its town where that is known.

    ``called`` is the folded name of its town, or of a town of the English-language press that its own name contains ("Paris
    Beacon").
    """

    supports: tuple[tuple[str, str, float], ...]
    town: Toponym | None
    called: str = ""


def home_of(outlet: str | None, gazetteer: Gazetteer) -> Home:
    """Home of an outlet given by name or domain: from the table, else what "denverpost.com" or "….co.uk" gives away."""
    if not outlet or not outlet.strip():
        return Home((), None)
    listed = next((found for key in _keys(outlet) if (found := _listed().get(key))), None)
    if listed is not None:
        name, region = listed
        country = region.partition(".")[0]
        towns = [
            p for p in gazetteer.look_up(name) if p.kind in ("city", "capital") and region in (p.region, p.country)
        ]
        supports = ((country, region if "." in region else "", KNOWN_WEIGHT),)
        return Home(supports, towns[0] if towns else None, fold_name(name))
    return _guessed(outlet, gazetteer)


def _keys(outlet: str) -> list[str]:
    """How the table may call an outlet: its name or domain, then the domain without its first labels ("news.example.com")."""
    plain = _plain(outlet)
    labels = plain.split(".") if " " not in plain else [plain]
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]


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


def _guessed(outlet: str, gazetteer: Gazetteer) -> Home:
    """What the outlet's domain or name itself says: a country domain, a town or state before a word such as "Post"."""
    found: list[tuple[str, str, float]] = []
    domain = ""
    labels = outlet.strip().casefold().removeprefix("www.").split(".")
    if len(labels) > 1 and " " not in outlet.strip():
        domain = _country_domain(labels[-1])
        if domain:
            found.append((domain, "", GUESSED_WEIGHT))
        names = [name for label in labels[:-1] for name in _names_in(label)]
    else:
        words = [word for word in fold_name(outlet).split() if not PRESS_WORD.match(word)]
        names = [" ".join(words)] if words else []
    for name in names:
        places = [place for place in gazetteer.look_up_folded(name) if place.primary]
        places = [place for place in places if place.kind in ("country", "region") or place.population >= LEAST_PEOPLE]
        if domain and any(place.country == domain for place in places):
            places = [place for place in places if place.country == domain]
        press = {domain} if domain else ENGLISH_PRESS
        towns = [place for place in places if place.kind != "country" and place.country in press]
        if towns or places:
            weight = GUESSED_WEIGHT / len({place.region or place.country for place in towns or places})
            found.extend((place.country, place.region, weight) for place in towns or places)
            return Home(tuple(found), None, name if towns else "")
    return Home(tuple(found), None)


def _names_in(label: str) -> list[str]:
    """What a label of a domain may call the outlet after: "thedenverpost", "onlinedenver" and "denver" all say "denver"."""
    bare = DOMAIN_START.sub("", label)
    return [bare[:end] for end in range(len(bare), 4, -1) if end == len(bare) or PRESS_WORD.match(bare[end:])]


def _country_domain(label: str) -> str:
    """ISO code of a country's own domain, empty for another's."""
    if label == "uk":
        return "GB"
    code = label.upper()
    known = len(label) == 2 and label not in SOLD_DOMAINS and code in {row[0] for row in rows("countries")}
    return code if known else ""
