"""What the tables know about names: countries, titles, kinds of nouns, words that make a name an organisation or a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from whosays import data
from whosays.model import EntityKind
from whosays.text.folding import fold
from whosays.values.calendar import MONTH_NUMBERS, WEEKDAYS
from whosays.words.agencies import agency_spellings

KINDS: dict[str, EntityKind] = {kind: kind for kind in get_args(EntityKind)}

# Time words and zones are capitalised and are no names.
CALENDAR = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun gmt utc bst est edt cst cdt mst mdt pst pdt ist cet cest jst am pm a.m. p.m. easter christmas "
    "ramadan eid".split()
).union(MONTH_NUMBERS, map(str.lower, WEEKDAYS))
NOT_NAMES = frozenset(
    "i photo image video caption correction corrections corrected update updated breaking exclusive live read more "
    "watch editing reporting writing additional slideshow advertisement copyright media share file email islamist islamists "
    "muslim muslims christian christians jewish jew jews islamic catholic catholics protestant hindu hindus buddhist jihadist "
    "jihadists sunni shia shiite arab arabs african africans european europeans asian asians western "
    "celsius fahrenheit".split()
)
COURTESY = frozenset("mr mrs ms mx dr sir prof rev mme mlle herr frau".split())
SPEECH = frozenset(
    "say tell add announce warn claim deny confirm report state declare insist argue note explain admit reveal "
    "suggest accuse urge ask call describe believe think write tweet reply respond acknowledge estimate conclude "
    "stress maintain allege comment predict promise vow pledge indicate express recall calculate".split()
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun names: the kind, the class of nouns that may stand for it, the gender it implies."""

    kind: EntityKind
    group: str
    gender: str


@cache
def country_names() -> dict[str, str]:
    """Every name of a country as written → ISO alpha-2; names that two countries share are left out."""
    found: dict[str, str | None] = {}
    for code, name, aliases, *_ in data.rows("countries"):
        for alias in (name, *aliases.split("|")):
            alias = alias.removeprefix("the ").removeprefix("The ")
            if alias and alias not in ("North", "South", "States"):
                found[alias] = None if found.get(alias, code) != code else code
    return {alias: code for alias, code in found.items() if code}


@cache
def compass_names() -> dict[str, str]:
    """Short names that need their country in the same report ("the North") → ISO alpha-2."""
    return {
        alias.removeprefix("the "): code
        for code, _, aliases, *_ in data.rows("countries")
        for alias in aliases.split("|")
        if alias in ("the North", "the South")
    }


@cache
def demonyms() -> dict[str, str | None]:
    """Adjective or people's name → ISO alpha-2, ``None`` where two countries share it ("Congolese")."""
    found: dict[str, str | None] = {}
    for code, _, _, adjectives, *_ in data.rows("countries"):
        for word in adjectives.split("|"):
            if word:
                found[word] = None if word in found else code
    return found


@cache
def peoples() -> dict[str, str | None]:
    """The demonyms, and with ``None`` those of continents ("Asian"), which stay in the names of bodies ("African Union")."""
    of_continents = (word for _, adjectives in data.rows("continents") for word in adjectives.split("|"))
    return dict.fromkeys(of_continents) | demonyms()


@cache
def given_countries() -> frozenset[str]:
    """Names of countries that are given names too: "Chad", "Georgia"."""
    return frozenset(name for _, name, *_, given in data.rows("countries") if given)


@cache
def capitals() -> dict[str, str]:
    """Capital cities and other cities that stand for a government → ISO alpha-2."""
    found: dict[str, str] = {}
    for code, name, _, _, capital, metonyms, _ in data.rows("countries"):
        for word in (capital, *metonyms.split("|")):
            if word and word != name and word not in country_names() and word not in institutions():
                found.setdefault(word, code)
    return found


@cache
def institutions() -> dict[str, str]:
    """Seats that are bodies of their own ("Kremlin", "White House") → ISO alpha-2 of their country."""
    bodies = (
        "Kremlin", "White House", "Downing Street", "Whitehall", "No 10", "Blue House", "Zhongnanhai", "Planalto", "Moncloa",
        "Elysee", "Élysée", "Elysée", "Quai d'Orsay", "Quirinale", "Aso Rock", "Bankova", "Miraflores", "Holy See",
    )  # fmt: skip
    return {
        word: code for code, *_, metonyms, _ in data.rows("countries") for word in metonyms.split("|") if word in bodies
    }


@cache
def agencies() -> frozenset[str]:
    """Names and short names of news agencies as written, without an article."""
    return frozenset(name.removeprefix("The ") for name in agency_spellings())


@cache
def known_names() -> dict[str, EntityKind]:
    """Name or short form as written → its kind, for names whose words do not tell it; news agencies are organisations."""
    found: dict[str, EntityKind] = dict.fromkeys(agencies(), "organisation")
    for name, kind, aliases in data.rows("known_names"):
        found.update({word: KINDS[kind] for word in (name, *aliases.split("|")) if word})
    return found


@cache
def openers() -> frozenset[str]:
    """Ordinary words that open sentences and are no names there, in lower case."""
    return data.words("openers")


@cache
def known_bodies() -> frozenset[str]:
    """The known names that are organisations."""
    return frozenset(name for name, kind in known_names().items() if kind == "organisation")


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Title in lower case → (gender, "honorific" or "office")."""
    return {title: (gender, use) for title, gender, use in data.rows("titles")}


def is_courtesy(word: str) -> bool:
    """ "Mr", "Dr.": what stands only in front of people; "Prince George" and "Miss Norland" may be something else."""
    return word.lower().rstrip(".") in COURTESY


@cache
def legal_forms() -> frozenset[str]:
    """Legal forms of one word, written small, without points ("ag", "ltd")."""
    return frozenset(form for row in data.rows("legal_forms") for form in row[0].split("|") if " " not in form)


@cache
def longest_title() -> int:
    """Number of words of the longest title."""
    return max(len(title.split()) for title in titles())


@cache
def nouns() -> dict[str, Noun]:
    """Common noun (lemma) → what it names."""
    return {noun: Noun(KINDS[kind], group or noun, gender) for noun, kind, group, gender in data.rows("nominal_kinds")}


SHIPS = frozenset(
    "barge coaster cruiser destroyer dredger freighter frigate lifeboat liner schooner submarine tanker trawler tug tugboat warship yacht".split()
)


def is_ship(noun: str) -> bool:
    """Does a common noun name something that has a name of its own and sails: "tanker", "ferry"?"""
    known = nouns().get(noun)
    return noun in SHIPS or (known is not None and known.group == "vessel")


@cache
def name_words() -> dict[str, tuple[EntityKind, str]]:
    """Word of a name in lower case → (kind it gives the name, where it must stand)."""
    return {word: (KINDS[kind], position) for word, kind, position in data.rows("name_words")}


@cache
def given_names() -> dict[str, str]:
    """Given name in lower case → gender."""
    return data.classes("given_names")


@cache
def surnames_first() -> frozenset[str]:
    """Family names that stand before the given name."""
    return data.words("surname_first")


def kind_by_words(words: tuple[str, ...]) -> EntityKind | None:
    """The kind that a word of a name fixes ("Krai", "Ministry", "HMS"), the last word before the others."""
    table = name_words()
    lowered = [fold(word).strip(".") for word in words]
    if len(lowered) < 2:
        return None
    for index in range(len(lowered) - 1, -1, -1):
        kind, position = table.get(lowered[index], (None, ""))
        last = index == len(lowered) - 1 or lowered[index + 1] in ("of", "for")
        if kind and (position == "any" or (position == "last" and last) or (position == "first" and index == 0)):
            return kind
    return None
