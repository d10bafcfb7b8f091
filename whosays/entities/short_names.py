"""Family names alone ("Lund", "Ms. Lund"): whom of several bearers of the name they stand for, or nobody for sure.

Newspapers name in full first, so the full name before the short one is meant; a title, an office or a relative that comes in
behind tells the rest. Two that fit leave the name open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whosays.entities.address import OF_TWO
from whosays.entities.name_parts import PersonName, parse_name
from whosays.entities.person_names import compare_words
from whosays.entities.spelling import squeeze
from whosays.entities.units import Unit, Verdict


def judge_short_names(units: Sequence[Unit], short: Sequence[int], full: Sequence[int]) -> Iterator[Verdict]:
    """Each short name by its own report, else by the story; what is open then, as the other reports use the name."""
    families, givens, alone = (defaultdict[str, list[int]](list) for _ in range(3))
    for n in full:
        if not units[n].apart:
            families[_name(units, n).family].append(n)
            givens[squeeze(_name(units, n).words[0])].append(n)
    for n in short:
        alone[_name(units, n).family].append(n)
    judged: dict[int, list[Verdict]] = {}
    used: dict[str, dict[str, int]] = {}
    for n in short:
        family = _name(units, n).family
        bearers, reason = families[family], "family name alone"
        bearers = [m for m in bearers if not _on_first_name_terms(units, n, m, alone)] or bearers
        if not bearers:
            bearers, reason = givens[family], "given name alone"
        judged[n] = _short_name(units, n, alone[family], _who_may(units, n, bearers), reason)
        for verdict in judged[n]:
            if verdict.judgement == "same" and _name(units, verdict.b).full and not units[n].called:
                used.setdefault(family, {})[units[n].report] = verdict.b
    for n in short:
        yield from _as_others_use_it(units, n, judged[n], used.get(_name(units, n).family, {}))


def _name(units: Sequence[Unit], n: int) -> PersonName:
    return parse_name(units[n].name)


def _on_first_name_terms(units: Sequence[Unit], n: int, bearer: int, alone: Mapping[str, Sequence[int]]) -> bool:
    """Does the report of a short name call a bearer by the given name alone ("Lucy"), in its own words? Then the family name is another's there."""
    given = squeeze(_name(units, bearer).words[0])
    return any(units[m].report == units[n].report and units[m].printed for m in alone.get(given, ()))


def _who_may(units: Sequence[Unit], n: int, bearers: Sequence[int]) -> list[int]:
    """The bearers whom the title allows: no man for "Ms."; those of the office where some have it; "Karl Jr." is no other Karl."""
    name = _name(units, n)
    if units[n].called in OF_TWO:  # "the younger Lund" is not the one whom the report names in full
        here = [m for m in bearers if units[m].report == units[n].report]
        bearers = [m for m in bearers if not any(_same_given(units, m, one) for one in here)]
    fit = [m for m in bearers if not {units[n].gender, units[m].gender} >= {"m", "f"}]
    alike = [m for m in fit if units[n].called and units[n].gender and units[m].gender == units[n].gender]
    fit = [m for m in alike or fit if not name.generation or _name(units, m).generation == name.generation]
    held = [m for m in fit if units[n].called and units[m].roles & units[n].roles]
    return held or fit


def _short_name(
    units: Sequence[Unit], n: int, alone: Sequence[int], bearers: Sequence[int], reason: str
) -> list[Verdict]:
    """One short name, with the units of the same short name and the full names that it may stand for."""
    later = [m for m in alone[bisect_right(alone, n) :] if units[m].called == units[n].called]
    found = [Verdict(n, m, "same", "same name") for m in later if units[m].report == units[n].report]
    here = [m for m in bearers if units[m].report == units[n].report]
    if here and all(_named_late(units, n, m) for m in here):
        early = _used_before(units, n, here, bearers, reason)
        if early:
            return [*found, *early]
    for pool in (here, bearers):
        main = _without_relatives(units, pool)
        if main and all(_same_given(units, main[0], m) for m in main):
            return [*found, Verdict(n, main[0], "same", reason)]
        if main:
            likely = _introduced_before(units, n, main)
            if likely is not None:
                return [*found, Verdict(n, likely, "same", reason + "; only this bearer was named before")]
            return [*found, *(Verdict(n, m, "unsure", "two people bear the name") for m in main)]
    return found if found or bearers else [Verdict(n, m, "same", "same name") for m in later]


def _as_others_use_it(
    units: Sequence[Unit], n: int, verdicts: Sequence[Verdict], used: dict[str, int]
) -> Sequence[Verdict]:
    """A report that names no bearer in full means by the short name whom all others mean that do."""
    open_ = [v for v in verdicts if v.judgement == "unsure"]
    elsewhere = [m for report, m in used.items() if report != units[n].report]
    if not open_ or not elsewhere or any(units[v.b].report == units[n].report for v in open_):
        return verdicts
    fits = {v.b for v in open_}
    if elsewhere[0] not in fits or not all(_same_person(units, elsewhere[0], m) for m in elsewhere):
        return verdicts
    return [*(v for v in verdicts if v not in open_),
            Verdict(n, elsewhere[0], "same", "family name alone, as the other reports use it")]  # fmt: skip


def _named_late(units: Sequence[Unit], n: int, bearer: int) -> bool:
    """Does running text use the short name before it names the bearer in full, against the custom of newspapers?"""
    used, named = units[n].begins, units[bearer].begins
    return used is not None and named is not None and used < named


def _used_before(
    units: Sequence[Unit], n: int, here: Sequence[int], bearers: Sequence[int], reason: str
) -> list[Verdict]:
    """A short name used before any full name of its report: whom the other reports name first, and no relative who comes in behind."""
    leading: dict[str, int] = {}
    for m in bearers:
        report = units[m].report
        if report != units[n].report and not units[m].kin:
            first = leading.setdefault(report, m)
            if units[m].first < units[first].first:
                leading[report] = m
    meant = [m for m in leading.values() if not any(_same_given(units, m, late) for late in here)]
    if meant and len(meant) == len(leading) and all(_same_given(units, meant[0], m) for m in meant):
        return [Verdict(n, meant[0], "same", reason + "; its report names only a namesake, and later")]
    if meant or all(units[m].kin for m in here):
        return [Verdict(n, m, "unsure", "the short name is used before this bearer is named") for m in here]
    return []


def _same_given(units: Sequence[Unit], a: int, b: int) -> bool:
    """Are two given names one, the second perhaps its short or pet form ("William", "Bill")?"""
    found = compare_words(_name(units, a).given, _name(units, b).given)
    return found is not None and found[0] in ("equal", "pet form")


def _same_person(units: Sequence[Unit], a: int, b: int) -> bool:
    return _same_given(units, a, b) and _name(units, a).generation == _name(units, b).generation


def _without_relatives(units: Sequence[Unit], pool: Sequence[int]) -> Sequence[int]:
    """The bearers of a family name less those brought in behind the others as relatives ("his father") or with "Jr."."""
    main = [m for m in pool if not units[m].kin]
    firsts = {units[m].report: units[m].first for m in reversed(main)}
    late = [m for m in pool if units[m].kin and units[m].first > firsts.get(units[m].report, -1)]
    main = main if main and len(main) + len(late) == len(pool) else list(pool)
    elders = [m for m in main if not _name(units, m).generation]
    return elders or main


def _introduced_before(units: Sequence[Unit], n: int, pool: Sequence[int]) -> int | None:
    """The only bearer whom running text names before it uses the short name; whom it names first, where only the headline does."""
    used = units[n].begins
    here = sorted((m for m in pool if units[m].report == units[n].report), key=lambda m: units[m].first)
    before = here[:1] if used is None else [m for m in here if units[m].first < used]
    return before[0] if before and all(_same_given(units, before[0], m) for m in before) else None
