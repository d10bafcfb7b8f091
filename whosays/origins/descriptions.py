"""Whom the words for a source mean: an agency, a body somebody speaks for, an unnamed individual, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whosays.data import rows, words
from whosays.words.agencies import agencies, agency_spellings

OFFICIALS = re.compile(r"\b(officials?|authorities|government|ministry|doctors|press office|police)\b", re.IGNORECASE)
# A part of a state, behind its owner: "Tarsola's defence ministry".
OF_STATE = re.compile(
    r"(?P<owner>[\w .-]{2,40})['’]s? (?P<body>(?:\w{2,20} ){0,3}(?:ministry|government|army|navy|military|armed forces|air force))$"
)
ANYBODY = re.compile(r"(?:an?|one|another|his|her|their|its)\s|(?:[a-z-]{1,30} ){0,2}[a-z]{1,30}s$")
PLACE_OF_WORDS = re.compile(
    r"['’]s? (?:own |official )?(?:web ?site|site|home page|page|account|channel|statement|press release|newsletter)$",
    re.IGNORECASE,
)  # where somebody's words stand, behind his name
SILENT_THINGS = frozenset(
    "footage video recording image images photo photos correction update analysis version".split()
)
PRONOUNS = frozenset("he she it they him her them his hers its their".split())
QUOTES = " \t\n\"“”‘’'("
ONLINE = re.compile(r"s on (?:twitter|facebook|instagram|reddit|social media|the internet|x)$")


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, the entity behind it, whether it is only a description ("the police", "a rescue official"), whether that
    description may fit anybody ("a resident", "her father", "he"), whether it is an agency that passes on what others
    say, not its own people at the scene, and whether it is a named human being.
    """

    name: str
    entity: str | None
    described: bool = False
    anonymous: bool = False
    agency: bool = False
    person: bool = False

    @property
    def single(self) -> bool:
        """Is it one, as far as its last word tells?"""
        return not self.name.endswith("s")


UNNAMED = Identity("an unnamed speaker", None, described=True, anonymous=True)  # "she said" of nobody who can be found


def without_credit(phrase: str) -> str:
    """A body called by a common noun, without the picture credit that an article's layout put in front of it ("PA Police")."""
    first, _, rest = phrase.rpartition(" ")
    return rest if OFFICIALS.fullmatch(rest) and first in _credited() else phrase


@cache
def _credited() -> frozenset[str]:
    """Names that stand in picture credits: agencies, outlets, picture desks."""
    return words("ingest_credits") | agency_spellings() | newsrooms()


@cache
def newsrooms() -> frozenset[str]:
    """Newspapers, broadcasters and news sites by all their names."""
    return frozenset(name for row in rows("lineage_outlets") for name in (row[0], *row[1].split("|")) if name)


def spoken_for(phrase: str) -> Identity | None:
    """The body in "a spokeswoman for the railway office", or in front of the office in "transport ministry spokeswoman Ida Holm"."""
    match = re.search(r"\bspokes\w+ (?:for|of) ([^,]+)", phrase, re.IGNORECASE) or re.search(
        r"(?:\b(?:the|an?|said|by)\s{1,9})?([^,]{0,80}?)\bspokes", phrase, re.IGNORECASE
    )
    name = re.sub(r"^(?:the|an?)\b\s*", "", match.group(1).strip(QUOTES), flags=re.IGNORECASE) if match else ""
    name = re.sub(r"^[a-z]{2,12}ed (?:the )?(?=[A-Z])", "", name)  # "confirmed Norwegian army spokesman"
    name = re.sub(r"['’]s$", "", name)
    name = "presidency" if name.lower() == "presidential" else name
    return Identity(name, None, described=True) if name and name.lower() not in PRONOUNS else None


def described_by(phrase: str) -> Identity | None:
    """An unnamed individual or body by its description; crowds and pictures are nobody."""
    low = phrase.lower()
    if low.startswith(("both", "the two", "the pair")):
        return Identity("both parties", None, described=True)
    head = re.split(r" (?:of|at|with|from|in|on) |,", low)[0].split()[-1]
    several = low.split()[0] in ("two", "three", "four", "five", "some", "several", "many") and head.endswith("s")
    if several or head in words("collectives") | _nationals() or head in SILENT_THINGS or ONLINE.search(low):
        return None
    bare = re.sub(r"^(?:the|an?)\s+", "", phrase, flags=re.IGNORECASE).split(",")[0].strip()
    bare = re.sub(r"(?<=\w)['’]s$", "", PLACE_OF_WORDS.sub("", bare))
    bare = re.sub(r"^one of (?:the|his|her|its|their) (\w+?)s$", r"\1", bare, flags=re.IGNORECASE)
    if not bare:
        return None
    anonymous = ANYBODY.match(low) is not None
    return Identity(bare, None, described=True, anonymous=anonymous) if len(bare) > 1 else UNNAMED


@cache
def _nationals() -> frozenset[str]:
    """Words for the people of a country, in small letters: "norwegians"."""
    words_of = (word.lower() for row in rows("countries") for word in row[3].split("|"))
    return frozenset(word for word in words_of if word.endswith("s"))


@cache
def _agencies() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The spelling, its pattern and the usual name for every agency of the table, longer spellings first."""
    spelled = ((form, name) for name, forms in agencies().items() for form in forms if len(form) > 2)
    return tuple(
        (form, re.compile(rf"(?<!\w){re.escape(form)}(?!\w)"), name)
        for form, name in sorted(spelled, key=lambda p: (-len(p[0]), p))
    )


@cache
def _short_forms() -> dict[str, str]:
    return {form: name for name, forms in agencies().items() for form in forms if len(form) == 2}


@cache
def agency_in(phrase: str) -> str | None:
    """The usual name of the agency that a source phrase names ("Japan's Kyodo news agency"), if it names one."""
    if len(phrase) > 80:
        return None
    if phrase in _short_forms():  # "AP" alone; inside a longer phrase two letters may be anything
        return _short_forms()[phrase]
    return next((name for form, pattern, name in _agencies() if form in phrase and pattern.search(phrase)), None)
