"""Two names of persons side by side: could they be one name, and what is the difference?

Words are compared one by one (equal, alike in sound, pet form, initial, slip of a letter), then what is left over and the
order. Nothing here looks at the story: a verdict is about names, never about people. Letters that only look alike are a
warning and never a match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from whosays import data
from whosays.entities.spelling import sound
from whosays.text.folding import fold

# From the firmest to the weakest; the last two are no match.
Likeness = Literal["equal", "sound", "pet form", "part", "initials", "slip", "look-alike letters", "different"]
MATCHES: tuple[Likeness, ...] = ("equal", "sound", "pet form", "part", "initials", "slip")
GRADES: tuple[Likeness, ...] = ("equal", "sound", "pet form", "initials", "slip")

PARTICLES = frozenset(
    "al el ul as ar ad an at de da do dos das del della di du van von der den bin ibn ben bint abu abd le la ten ter y e".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady sheikh shaikh sheik haji hajji mullah maulvi mawlawi sayyid senor senora herr frau "
    "monsieur madame president prasident prime minister general colonel captain major sgt lt rev fr sen rep gov".split()
)
MOST_LEFT_OVER = 2  # middle names that one of two forms may lack
MOST_SLIPS = 2  # letters that a typing error changes in a whole name
SLIP_SHARE = 0.34  # of a word's letters, at most
SYLLABLES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # one such letter is a whole part of a name


@dataclass(frozen=True, slots=True)
class Compared:
    """What the difference between two names is, in one word, and in words for a reader. ``slips`` counts letters."""

    likeness: Likeness
    reason: str
    slips: int = 0

    @property
    def matches(self) -> bool:
        """May the two be one name?"""
        return self.likeness in MATCHES


@lru_cache(maxsize=32768)
def compare_names(a: str, b: str) -> Compared:
    """The difference between two names of persons; the order of the two does not matter.

    >>> compare_names("Frost, William", "Bill Frost").likeness
    'pet form'
    >>> compare_names("Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov").reason
    'both have a word that the other lacks: borisovich, viktorovich'
    """
    if mixed_alphabets(a) or mixed_alphabets(b):
        return Compared("look-alike letters", "letters of two alphabets in one word")
    one, two = sorted((name_words(a), name_words(b)), key=lambda words: (len(words), words))
    if not one:
        return Compared("different", "no name left without titles")
    joined = _whole(one, two)
    return joined if joined is not None else _by_words(one, two)


@lru_cache(maxsize=32768)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in the Latin alphabet, folded: family name behind where a comma says so, without titles and particles."""
    family, comma, rest = name.partition(",")
    if comma and fold(rest).strip(" .") not in SUFFIXES:
        name = f"{rest} {family}"
    words = [word for word in re.split(r"[\s\-‐‑–_/]+", latin(name)) if word]
    plain = [w for word in words if (w := re.sub(r"[^\w]", "", word)) and w not in SUFFIXES]
    while len(plain) > 1 and plain[0] in HONORIFICS:
        plain = plain[1:]
    kept = [w for w in plain if w not in PARTICLES]
    return tuple(kept if len(kept) > 1 or (kept and len(plain) == 1) else plain)


def latin(name: str) -> str:
    """Folded, Cyrillic and Greek letters by the Latin ones that news use."""
    table = _letters()
    return "".join(table.get(char, char) for char in unicodedata.normalize("NFC", fold(name)))


@cache
def _letters() -> dict[str, str]:
    found: dict[str, str] = {}
    for letters, latin in data.rows("transliteration"):
        found.update(dict.fromkeys(unicodedata.normalize("NFC", fold(letters)), latin))
    return found


def mixed_alphabets(name: str) -> bool:
    """Does one word hold letters of two alphabets?"""
    for word in re.findall(r"[^\W\d_]+", name):
        scripts = {unicodedata.name(char, "?").split()[0] for char in word if char.isalpha()}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            return True
    return False


# ------------------------------------------------------------------------------------------------ whole names
def _whole(one: Sequence[str], two: Sequence[str]) -> Compared | None:
    """Names that differ only in where words are parted ("Jong Un", "Jong-un", "Jongun")."""
    left, right = "".join(one), "".join(two)
    if left == right:
        return Compared("equal", "the same name")
    if len(one) != len(two):
        if sound(left) == sound(right) and sound(left):
            return Compared("sound", "spellings of one name")
        slips = None if SYLLABLES.search(left + right) else slips_between(left, right, MOST_SLIPS)
        if slips is not None and slips <= len(left) * SLIP_SHARE / 2:
            return Compared("slip", _slipped(slips), slips)
    return None


# ------------------------------------------------------------------------------------------------ word by word
def _by_words(one: Sequence[str], two: Sequence[str]) -> Compared:
    pairs = _paired(one, two)
    left = [word for n, word in enumerate(one) if n not in pairs]
    right = [word for m, word in enumerate(two) if m not in {m for m, _, _ in pairs.values()}]
    if left:
        lacking = f": {left[0]}, {right[0]}" if right else ""
        return Compared("different", f"both have a word that the other lacks{lacking}")
    slips = sum(slips for _, _, slips in pairs.values())
    grade = max((grade for _, grade, _ in pairs.values()), key=GRADES.index)
    if slips > MOST_SLIPS:
        return Compared("different", f"{slips} letters differ", slips)
    order = [pairs[n][0] for n in range(len(one))]
    if not _orders_agree(one, two, order):
        return Compared("different", "the same words in another order")
    if right:
        return _lacking(one, two, right, order, grade, slips)
    if grade == "initials" and all(
        len(word) == 1 or other == 1 for word, other in zip(one[:1], [len(two[order[0]])], strict=True)
    ):
        return Compared("initials", "a given name and its initial", slips)
    reasons = {
        "equal": "the same words",
        "sound": "spellings of one name",
        "pet form": "a given name and its short form",
        "initials": "a name and its initial",
        "slip": _slipped(slips),
    }
    return Compared(grade, reasons[grade], slips)


def _paired(one: Sequence[str], two: Sequence[str]) -> dict[int, tuple[int, Likeness, int]]:
    """Each word of the shorter name → the word of the longer that fits it best, each used once, firmest pairs first."""
    found: dict[int, tuple[int, Likeness, int]] = {}
    fits = []
    for n, word in enumerate(one):
        for m, other in enumerate(two):
            fit = compare_words(word, other)
            if fit is not None:
                fits.append((GRADES.index(fit[0]), fit[1], abs(n - m), n, m))
    taken: set[int] = set()
    for grade, slips, _, n, m in sorted(fits):
        if n not in found and m not in taken:
            found[n] = (m, GRADES[grade], slips)
            taken.add(m)
    return found


@lru_cache(maxsize=32768)
def compare_words(a: str, b: str) -> tuple[Likeness, int] | None:
    """How one word of a name can be another, with the number of letters that differ; ``None`` where it cannot."""
    if a == b:
        return "equal", 0
    if min(len(a), len(b)) == 1:
        return ("initials", 0) if a[0] == b[0] else None
    if sound(a) == sound(b) and sound(a):
        return "sound", 0
    if _pet_classes().get(a, frozenset()) & _pet_classes().get(b, frozenset()):
        return "pet form", 0
    slips = None if SYLLABLES.search(a + b) else slips_between(a, b, MOST_SLIPS)
    if slips is not None and slips <= max(len(a), len(b)) * SLIP_SHARE:
        return "slip", slips
    return None


@cache
def _pet_classes() -> dict[str, frozenset[int]]:
    """Given name → the numbers of the classes of short and pet forms that it is in."""
    found: dict[str, set[int]] = {}
    for number, (names,) in enumerate(data.rows("nicknames")):
        for name in names.split("|"):
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _orders_agree(one: Sequence[str], two: Sequence[str], order: Sequence[int]) -> bool:
    """The same order, or the family name moved from one end to the other; two given names with pet forms that change places are two people."""
    if all(a < b for a, b in pairwise(order)):
        return True
    turns = [order[n:] + order[:n] for order in [list(order)] for n in range(1, len(order))]
    if any(all(a < b for a, b in pairwise(turn)) for turn in turns):
        return not (len(one) == len(two) == 2 and all(word in _pet_classes() for word in one))
    return order[0] == 0 and order[-1] == len(two) - 1


def _lacking(
    one: Sequence[str], two: Sequence[str], right: Sequence[str], order: Sequence[int], grade: Likeness, slips: int
) -> Compared:
    """A name with words that the other does not have: middle names, a patronymic, a second family name."""
    if len(one) < 2 or any(len(word) == 1 for word in one if word == one[0]):
        return Compared("different", "one word is not enough")
    initials = all(len(word) == 1 for word in right)
    if len(right) > MOST_LEFT_OVER and not initials:
        return Compared("different", f"{len(right)} words are lacking: {', '.join(right)}")
    if grade == "slip" and slips > 1:
        return Compared("different", f"words are lacking and {slips} letters differ", slips)
    return Compared("part", f"one name has besides: {', '.join(right)}", slips)


# ------------------------------------------------------------------------------------------------ letters
def _slipped(slips: int) -> str:
    return f"{slips} letter{'s' if slips > 1 else ''} differ{'' if slips > 1 else 's'}"


def slips_between(a: str, b: str, most: int) -> int | None:
    """Letters put in, left out, exchanged or swapped with a neighbour (Damerau 1964, restricted); ``None`` if more than ``most``."""
    if abs(len(a) - len(b)) > most:
        return None
    before: list[int] = []
    row = list(range(len(b) + 1))
    for n, char in enumerate(a, 1):
        older, before, row = before, row, [n]
        for m, other in enumerate(b, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (char != other))
            if n > 1 and m > 1 and char == b[m - 2] and a[n - 2] == other:
                cost = min(cost, older[m - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
