"""Which names of people are one person: short forms, name order, spellings; and when two bearers of a name stay two.

A family name alone never joins two full names; different given names veto (a string measure gives relatives over .9).
A different spelling needs both parts of the name to agree in sound and something around it that fits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays import data
from whosays.entities.person_names import Compared, compare_names, compare_words
from whosays.entities.units import Unit, Verdict, sound, squeeze
from whosays.folding import fold

INITIAL = re.compile(r"^[a-z]\.?$")
# One or two syllables of a Chinese, Korean or Vietnamese given name; "Philby" gets through, "Smith" and "Carter" do not.
GIVEN = re.compile(
    r"(?:(?:[zcst]h|ph|kh|gh|nh|ng|tr|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsyw])?[aeiouy]{1,4}(?:ng|nh|ch|[nmklpth])?){1,2}$"
)
PARTICLES = frozenset("al el de da do dos del della di van von der den bin ibn la le du ten ter bint abu".split())
Longer = dict[tuple[str, ...], set[tuple[str, ...]]]
SHORTEST_SLIP = 5  # letters of a part of a name in which one may be wrong; "Tim" is not "Tom"
# Ranks that stand before a name and that nobody bears as a given name ("Dean", "Earl" and "King" are given names).
RANKS = frozenset(
    "mr mrs ms dr prof trooper officer deputy detective det sergeant sgt lieutenant lt captain capt corporal cpl colonel col "
    "constable inspector senator sen congressman congresswoman sheriff mayor president minister sir dame".split()
)
SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, folded; ``given`` without blanks and hyphens."""

    family: str
    given: str
    words: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Are both parts there?"""
        return bool(self.given)


@cache
def _surnames_first() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in data.rows("surname_first"))


@lru_cache(maxsize=8192)
def parse_name(name: str) -> PersonName:
    """Family and given part; the family name stands first where the table says so and the rest is one or two syllables each."""
    words = tuple(w for w in fold(name).replace("‑", "-").split() if not INITIAL.match(w) and w not in SUFFIX) or (
        fold(name),
    )
    while len(words) > 1 and words[0].rstrip(".") in RANKS:
        words = words[1:]
    if len(words) == 1 or all(word in PARTICLES for word in words[:-1]):
        return PersonName(words[-1], "", words)
    if (
        words[0] in _surnames_first()
        and len(words) <= 3
        and all(GIVEN.match(p) for w in words[1:] for p in w.split("-"))
    ):
        return PersonName(words[0], squeeze("".join(words[1:])), words)
    return PersonName(words[-1], squeeze(words[0]), words)


def judge_persons(units: Sequence[Unit]) -> list[Verdict]:
    """Judgements on all pairs of person units that share a name or the sound of one."""
    people = [n for n, unit in enumerate(units) if unit.kind == "person"]
    full = [n for n in people if parse_name(units[n].name).full]
    short = [n for n in people if not parse_name(units[n].name).full]
    longer = _longer_names(units, full)
    verdicts = [verdict for a, b in _pairs(units, full) if (verdict := _full_names(units, a, b, longer)) is not None]
    verdicts.extend(_short_names(units, short, full))
    verdicts.extend(_given_part(units, full))
    return verdicts


def _longer_names(units: Sequence[Unit], full: Sequence[int]) -> Longer:
    """The words of a name → the longer names that they are part of."""
    known = {parse_name(units[n].name).words: parse_name(units[n].name) for n in full}
    found: Longer = {}
    for words, long in known.items():
        for length in range(2, len(words)):
            for part in {words[:length], words[-length:]}:
                if part in known and _part_of(known[part], long):
                    found.setdefault(part, set()).add(words)
    return found


def _pairs(units: Sequence[Unit], full: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of full names that share the family name, its sound, or an outer word; others are never compared."""
    blocks: dict[str, list[int]] = {}
    for n in full:
        name = parse_name(units[n].name)
        for label in {name.family, sound(name.family), name.words[0], name.words[-1]}:
            blocks.setdefault(label, []).append(n)
    return sorted({(a, b) for members in blocks.values() for i, a in enumerate(members) for b in members[i + 1 :]})


def _full_names(units: Sequence[Unit], a: int, b: int, longer: Longer) -> Verdict | None:
    one, two = parse_name(units[a].name), parse_name(units[b].name)
    if squeeze(units[a].name) == squeeze(units[b].name) or (one.family, one.given) == (two.family, two.given):
        return _same_spelling(units, a, b, one, two)
    if _part_of(one, two) or _part_of(two, one):
        return _longer_form(units, a, b, longer)
    compared = compare_names(units[a].name, units[b].name)
    if compared.likeness == "look-alike letters":
        return Verdict(a, b, "unsure", compared.reason)
    if compared.likeness == "equal":
        return _same_spelling(units, a, b, one, two)
    if sound(one.family) == sound(two.family) and sound(one.given) == sound(two.given):
        return _other_spelling(units, a, b, "both parts of the name sound alike")
    if compared.likeness == "pet form":
        return _other_spelling(units, a, b, compared.reason)
    if compared.likeness == "slip" and one.family not in _surnames_first():
        return _slip(units, a, b, one, two, compared)
    if one.family != two.family:
        return None
    first = {one.words[0], two.words[0]} & _surnames_first()
    alike = one.given[:3] == two.given[:3] and not first
    return Verdict(
        a,
        b,
        *(
            ("unsure", "same family name, given names that begin alike")
            if alike
            else ("different", "given names differ")
        ),
    )


def _same_spelling(units: Sequence[Unit], a: int, b: int, one: PersonName, two: PersonName) -> Verdict:
    left, right = units[a], units[b]
    if left.apart or right.apart:
        told = left.apart or right.apart or ""
        if left.apart and right.apart and _shared(left, right):
            return Verdict(a, b, "same", f"both told apart from a namesake, both {_shared(left, right)}")
        return Verdict(
            a, b, "different", "the report tells two bearers of the name apart: “" + told.rsplit(" ", 1)[0] + "”"
        )
    middle = one.words[1:-1], two.words[1:-1]
    if (
        all(middle)
        and middle[0] != middle[1]
        and squeeze(left.name) != squeeze(right.name)
        and one.words[-1] == one.family
    ):
        return Verdict(a, b, "unsure", "middle names differ")
    return Verdict(a, b, "same", "same name" if left.name == right.name else "same name, written differently")


def _part_of(short: PersonName, long: PersonName) -> bool:
    """Two words or more of a longer name, at its beginning or end, in a name that does not begin with the family name."""
    if len(short.words) < 2 or len(short.words) >= len(long.words) or long.words[0] in _surnames_first():
        return False
    return long.words[: len(short.words)] == short.words or long.words[-len(short.words) :] == short.words


def _longer_form(units: Sequence[Unit], a: int, b: int, longer: Longer) -> Verdict:
    names = (parse_name(units[a].name), parse_name(units[b].name))
    short = min(names, key=lambda n: len(n.words))
    if units[a].apart or units[b].apart or len(longer[short.words]) > 1:
        return Verdict(a, b, "unsure", "one name is part of the other, and another name would fit too")
    return Verdict(a, b, "same", "one name is part of the other")


def _shared(a: Unit, b: Unit) -> str | None:
    """What two units have in common besides the name, in words."""
    roles = sorted(a.roles & b.roles)
    if roles:
        return "called " + roles[0]
    mentioned = sorted((a.roles & b.words) | (b.roles & a.words))
    if mentioned:
        return "named beside " + mentioned[0]
    bodies = sorted(a.company & b.company)
    if bodies:
        return "named together with " + bodies[0]
    words = sorted(a.words & b.words - set(re.findall(r"[a-z]+", fold(a.name + " " + b.name))))
    return f"in the same words ({', '.join(words[:3])})" if len(words) >= 2 else None


def _other_spelling(units: Sequence[Unit], a: int, b: int, alike: str) -> Verdict:
    """Names that are alike in sound or by a pet form are one only where something around them agrees."""
    left, right = units[a], units[b]
    shared = _shared(left, right)
    if left.apart or right.apart:
        if left.apart and right.apart and left.roles & right.roles:
            return Verdict(a, b, "same", f"spellings of one name, both {shared}")
        return Verdict(a, b, "different", "the report tells two bearers of the name apart")
    stated = "spelled" in left.words | right.words or "same man" in " ".join(sorted(left.words | right.words))
    if shared is None or (left.report == right.report and not stated):
        return Verdict(a, b, "unsure", f"{alike}, nothing else agrees")
    return Verdict(a, b, "same", f"{alike}, both {shared}")


def _slip(units: Sequence[Unit], a: int, b: int, one: PersonName, two: PersonName, compared: Compared) -> Verdict:
    """One letter differs in a long part of the name: a slip where a role or a body agrees and no report names both."""
    left, right = units[a], units[b]
    parts = [pair for pair in ((one.family, two.family), (one.given, two.given)) if pair[0] != pair[1]]
    spelled = {
        name: {u.report for u in units if u.kind == "person" and u.name == name} for name in (left.name, right.name)
    }
    beside = sorted(left.roles & right.roles) or sorted(left.company & right.company)
    short = len(parts) != 1 or min(map(len, parts[0])) < SHORTEST_SLIP or compared.slips > 1
    if short or not beside or left.apart or right.apart or spelled[left.name] & spelled[right.name]:
        return Verdict(a, b, "unsure", compared.reason)
    return Verdict(a, b, "same", f"{compared.reason}, both {_shared(left, right)}")


def _short_names(units: Sequence[Unit], short: Sequence[int], full: Sequence[int]) -> Iterator[Verdict]:
    """Family names alone: the full name of the same report, else of the story; two relatives leave it open."""
    families, givens, alone = (defaultdict[str, list[int]](list) for _ in range(3))
    for n in full:
        if not units[n].apart:
            families[parse_name(units[n].name).family].append(n)
            givens[squeeze(parse_name(units[n].name).words[0])].append(n)
    for n in short:
        alone[parse_name(units[n].name).family].append(n)
    for n in short:
        name = parse_name(units[n].name).family
        bearers, reason = families[name], "family name alone"
        if not bearers:
            bearers, reason = givens[name], "given name alone"
        yield from _short_name(units, n, alone[name], bearers, reason)


def _short_name(
    units: Sequence[Unit], n: int, alone: Sequence[int], bearers: Sequence[int], reason: str
) -> list[Verdict]:
    """One short name, with the units of the same short name and the full names that it may stand for."""
    later = alone[bisect_right(alone, n) :]
    found = [Verdict(n, m, "same", "same name") for m in later if units[m].report == units[n].report]
    here = [m for m in bearers if units[m].report == units[n].report]
    for pool in (here, bearers):
        main = _without_relatives(units, pool)
        givens = sorted({parse_name(units[m].name).given for m in main})
        if givens and all(_one_given(givens[0], other) for other in givens):
            return [*found, Verdict(n, main[0], "same", reason)]
        if givens:
            likely = _introduced_before(units, n, main)
            if likely is not None:
                return [*found, Verdict(n, likely, "same", reason + "; only this bearer was named before")]
            return [*found, *(Verdict(n, m, "unsure", "two people bear the name") for m in main)]
    return found if found or bearers else [Verdict(n, m, "same", "same name") for m in later]


def _one_given(a: str, b: str) -> bool:
    """Are two given names one, the second perhaps its short or pet form ("William", "Bill")?"""
    found = compare_words(a, b)
    return found is not None and found[0] in ("equal", "pet form")


def _without_relatives(units: Sequence[Unit], pool: Sequence[int]) -> Sequence[int]:
    """The bearers of a family name less those brought in as relatives ("his father") after the others."""
    main = [m for m in pool if not units[m].kin]
    firsts = {units[m].report: units[m].first for m in reversed(main)}
    late = [m for m in pool if units[m].kin and units[m].first > firsts.get(units[m].report, -1)]
    return main if main and len(main) + len(late) == len(pool) else pool


def _introduced_before(units: Sequence[Unit], n: int, pool: Sequence[int]) -> int | None:
    before = [m for m in pool if units[m].report == units[n].report and units[m].first < units[n].first]
    return before[0] if len({parse_name(units[m].name).given for m in before}) == 1 else None


def _given_part(units: Sequence[Unit], full: Sequence[int]) -> list[Verdict]:
    """Given names alone for a name whose family name stands first: only where one such name is in the story."""
    found = []
    eastern = defaultdict[str, list[int]](list)
    for n in full:
        name = parse_name(units[n].name)
        if name.words[0] in _surnames_first():
            eastern[name.given].append(n)
    for n in full:
        words = parse_name(units[n].name).words
        owners = [m for m in eastern.get(squeeze(units[n].name), ()) if m != n]
        if len(words) == 2 and owners and len({parse_name(units[m].name).family for m in owners}) == 1:
            here = [m for m in owners if units[m].report == units[n].report]
            found.append(Verdict(n, (here or owners)[0], "same", "given name alone, family name first"))
    return found
