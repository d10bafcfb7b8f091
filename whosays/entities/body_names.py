"""Names of companies and other bodies: the known ones, and two side by side: legal forms, spellings and small words apart, is it one?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whosays import data
from whosays.entities.person_names import MOST_SLIPS, Compared, latin, mixed_alphabets, slips_between
from whosays.entities.spelling import squeeze
from whosays.words.agencies import agencies

SMALL = frozenset("the of and a an for in at to de la du des e y i & s".split())
SPELLED = {"organisation": "organization", "centre": "center", "labour": "labor", "defence": "defense", "programme": "program",
           "company": "", "international": "intl"}  # fmt: skip
SHORTEST_SLIP = 6  # letters of a name in which one may be wrong; "BWI" is not "BAE"


@cache
def agency_rows() -> dict[str, int]:
    """Squeezed name or alias of a news agency or other known body → its row; aliases of two rows are left out."""
    found: dict[str, int | None] = {}
    known = [(name, *aliases.split("|")) for name, kind, aliases in data.rows("known_names") if kind == "organisation"]
    for number, names in enumerate([*agencies().values(), *known]):
        for word in names:
            if word:
                word = squeeze(re.sub(r"^[Tt]he ", "", word))
                found[word] = None if found.get(word, number) != number else number
    return {word: number for word, number in found.items() if number is not None}


@lru_cache(maxsize=8192)
def compare_bodies(a: str, b: str) -> Compared:
    """The difference between two names of bodies; the order of the two does not matter.

    >>> compare_bodies("OAO Gazprom", "Open Joint Stock Company Gazprom").likeness
    'equal'
    >>> compare_bodies("Siemens AG", "Siemens GmbH").reason
    'two legal forms: ag, gmbh'
    """
    if mixed_alphabets(a) or mixed_alphabets(b):
        return Compared("look-alike letters", "letters of two alphabets in one word")
    (one, form), (two, other) = sorted((body_words(a), body_words(b)))
    if form and other and not form & other:
        return Compared("different", f"two legal forms: {min(form)}, {min(other)}")
    left, right = "".join(one), "".join(two)
    if left == right or (sorted(one) == sorted(two) and one):
        return Compared("equal", "the same name" if form == other else "the same name, one with its legal form")
    slips = slips_between(left, right, MOST_SLIPS)
    apart = {word for word in (*one, *two) if word not in one or word not in two}
    longest = max(map(len, apart), default=0)
    if slips is None or min(len(left), len(right)) < SHORTEST_SLIP or slips * 3 > longest or longest < 4:
        return Compared("different", "the words differ")
    return Compared("slip", f"{slips} letter{'s differ' if slips > 1 else ' differs'}", slips)


@lru_cache(maxsize=8192)
def body_words(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """(the words that count, folded; the classes of the legal forms that stood in the name)."""
    text = re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", latin(name)).replace("&", " and ")
    text = " ".join(re.findall(r"[^\W_]+", re.sub(r"['’.]", "", text)))
    forms: set[str] = set()
    for pattern, label in _legal_forms():
        shorter = pattern.sub(" ", text)
        if shorter != text and shorter.strip():
            forms.add(label)
            text = " ".join(shorter.split())
    words = tuple(w for word in text.split() if word not in SMALL and (w := SPELLED.get(word, _singular(word))))
    return words or tuple(text.split()), frozenset(forms - {"co", "corp", "inc", "ltd"})


def _singular(word: str) -> str:
    """The word without its plural: "Elections Commission" and "Election Commission" are one name."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _legal_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every way to write a legal form, longest first, as a whole word at either end of a name, with its class."""
    spelled = [(form, row[0].split("|")[0]) for row in data.rows("legal_forms") for form in row[0].split("|")]
    return tuple(
        (re.compile(rf"^{re.escape(form)}\b(?=.)|(?<=.)\b{re.escape(form)}$"), label)
        for form, label in sorted(spelled, key=lambda pair: (-len(pair[0]), pair))
    )
