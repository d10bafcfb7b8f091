"""Which names of people are one person: short forms, name order, spellings; and when two bearers of a name stay two.

A family name alone never joins two full names; different given names veto (a string measure gives relatives over .9).
A different spelling needs both parts of the name to agree in sound and something around it that fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from whosays.entities.name_parts import PersonName, parse_name, surnames_first
from whosays.entities.person_names import Compared, compare_names
from whosays.entities.short_names import judge_short_names
from whosays.entities.spelling import sound, squeeze
from whosays.entities.units import Unit, Verdict
from whosays.text.folding import fold

Longer = dict[tuple[str, ...], set[tuple[str, ...]]]
SHORTEST_SLIP = 5  # letters of a part of a name in which one may be wrong; "Tim" is not "Tom"


def judge_persons(units: Sequence[Unit]) -> list[Verdict]:
    """Judgements on all pairs of person units that share a name or the sound of one."""
    people = [n for n, unit in enumerate(units) if unit.kind == "person"]
    full = [n for n in people if parse_name(units[n].name).full]
    short = [n for n in people if not parse_name(units[n].name).full]
    longer = _longer_names(units, full)
    verdicts = [verdict for a, b in _pairs(units, full) if (verdict := _full_names(units, a, b, longer)) is not None]
    verdicts.extend(judge_short_names(units, short, full))
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
    told_apart = _generations(units, a, b, one, two)
    if told_apart is not None:
        return told_apart
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
    if compared.likeness == "slip" and one.family not in surnames_first():
        return _slip(units, a, b, one, two, compared)
    if one.family != two.family:
        return None
    first = {one.words[0], two.words[0]} & surnames_first()
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


def _generations(units: Sequence[Unit], a: int, b: int, one: PersonName, two: PersonName) -> Verdict | None:
    """ "Karl Lund" and "Karl Lund Jr." are two people where one report has both, or both say which."""
    if one.generation == two.generation or (one.family, one.given) != (two.family, two.given):
        return None
    if one.generation and two.generation:
        return Verdict(a, b, "different", f"one is “{one.generation}”, the other “{two.generation}”")
    named: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit.kind == "person":
            name = parse_name(unit.name)
            if (name.family, name.given) == (one.family, one.given):
                named[unit.report].add(name.generation)
    if any(len(generations) > 1 for generations in named.values()):
        return Verdict(a, b, "different", f"one is “{one.generation or two.generation}”, and a report names both")
    return None


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
    if len(short.words) < 2 or len(short.words) >= len(long.words) or long.words[0] in surnames_first():
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
    if shared is None and left.report != right.report and _only_bearers(units, a, b):
        return Verdict(a, b, "same", f"{alike}, and nobody else bears the family name")
    if shared is None or (left.report == right.report and not stated):
        return Verdict(a, b, "unsure", f"{alike}, nothing else agrees")
    return Verdict(a, b, "same", f"{alike}, both {shared}")


def _only_bearers(units: Sequence[Unit], a: int, b: int) -> bool:
    """Have the two one family name, which nobody else bears, and each report one of their given names?"""
    names = [parse_name(units[n].name) for n in (a, b)]
    if names[0].family != names[1].family:
        return False
    givens: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        name = parse_name(unit.name)
        if unit.kind == "person" and name.full and name.family == names[0].family:
            givens[unit.report].add(name.given)
    both = {name.given for name in names}
    return all(len(found) == 1 and found <= both for found in givens.values())


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


def _given_part(units: Sequence[Unit], full: Sequence[int]) -> list[Verdict]:
    """Given names alone for a name whose family name stands first: only where one such name is in the story."""
    found = []
    eastern = defaultdict[str, list[int]](list)
    for n in full:
        name = parse_name(units[n].name)
        if name.words[0] in surnames_first():
            eastern[name.given].append(n)
    for n in full:
        words = parse_name(units[n].name).words
        owners = [m for m in eastern.get(squeeze(units[n].name), ()) if m != n]
        if len(words) == 2 and owners and len({parse_name(units[m].name).family for m in owners}) == 1:
            here = [m for m in owners if units[m].report == units[n].report]
            found.append(Verdict(n, (here or owners)[0], "same", "given name alone, family name first"))
    return found
