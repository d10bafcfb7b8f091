"""Which names of organisations, states, places and things are one: governments, other spellings, "X's Ministry", and short names."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from operator import attrgetter

from whosays.entities.body_names import agency_rows, body_words, compare_bodies
from whosays.entities.body_short_names import acronyms, bare_bodies, last_words, short_forms
from whosays.entities.countries import content, country_words, is_state
from whosays.entities.spelling import squeeze
from whosays.entities.units import Unit, Verdict
from whosays.model import Reading
from whosays.text.folding import fold

REGIONS = ({"krai", "territory"}, {"oblast", "region", "province"}, {"okrug", "raion", "district"})
STREETS = {
    "ave": "avenue",
    "st": "street",
    "rd": "road",
    "blvd": "boulevard",
    "hwy": "highway",
    "sq": "square",
    "ln": "lane",
}
PLACE_TAILS = frozenset({"island", "city", "province", "state", "region", "town", "county"})


def judge_bodies(units: Sequence[Unit], readings: Mapping[str, Reading]) -> list[Verdict]:
    """Judgements on units that are no persons."""
    rest = [n for n, unit in enumerate(units) if unit.kind != "person"]
    verdicts = list(_judged(units, rest))
    bodies = [n for n in rest if units[n].kind in ("organisation", "other", "facility") and not is_state(units[n])]
    verdicts.extend(acronyms(units, bodies, readings))
    texts = [reading.report.text for reading in readings.values()]
    said_in_short = [
        n for n in rest if units[n].kind in ("organisation", "facility", "event") and not is_state(units[n])
    ]
    verdicts.extend(short_forms(units, said_in_short, texts))
    verdicts.extend(last_words(units, bodies, readings))
    verdicts.extend(bare_bodies(units, rest))
    return verdicts


def _pairs(units: Sequence[Unit], rest: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that are names of one country, share the words of a name, a known body or the front of a place's name; others are never compared."""
    blocks: dict[object, list[int]] = {}
    for n in rest:
        unit = units[n]
        words = _place_words(unit.name)
        labels: set[object] = {squeeze(unit.name), content(unit.name), agency_rows().get(squeeze(unit.name), -1 - n)}
        if unit.country and (is_state(unit) or _is_country(unit)):
            labels.add(("country", unit.country))
        if unit.kind == "organisation":
            labels.add(("words", frozenset(body_words(unit.name)[0])))
        if unit.kind in ("place", "facility"):
            labels.update({("front", *words), ("front", *(words[:-1] or words))})
        for label in labels:
            blocks.setdefault(label, []).append(n)
    return sorted({(a, b) for members in blocks.values() for i, a in enumerate(members) for b in members[i + 1 :]})


def _judged(units: Sequence[Unit], rest: Sequence[int]) -> Iterator[Verdict]:
    """What is judged the same, in order; names are asked about once, however many reports print them."""
    printed: dict[Hashable, list[int]] = {}
    for n in rest:
        printed.setdefault(_look(units[n]), []).append(n)
    those = {members[0]: members for members in printed.values()}
    reasons = [(n, n, _why_same(units[n], units[n])) for n in those]
    for a, b in _pairs(units, list(those)):
        reasons += [(a, b, _why_same(units[a], units[b])), (b, a, _why_same(units[b], units[a]))]
    yield from sorted(
        (
            Verdict(m, n, "same", reason)
            for one, other, reason in reasons
            if reason is not None
            for m in those[one]
            for n in those[other]
            if m < n
        ),
        key=attrgetter("a", "b"),
    )


def _look(unit: Unit) -> Hashable:
    """All of a unit that :func:`_why_same` looks at."""
    return unit.name, unit.kind, unit.country, is_state(unit)


def _why_same(one: Unit, two: Unit) -> str | None:
    """Why two names are one, or ``None``."""
    if is_state(one) or is_state(two):
        same = is_state(one) and is_state(two) and one.country == two.country
        return "names of one government" if same else None
    if (
        one.kind == two.kind == "place"
        and one.country
        and one.country == two.country
        and _is_country(one)
        and _is_country(two)
    ):
        return "names of one country"
    if one.kind != two.kind:
        return None
    if squeeze(one.name) == squeeze(two.name):
        return "same name"
    if one.kind == "organisation":
        rows = agency_rows()
        left, right = rows.get(squeeze(one.name)), rows.get(squeeze(two.name))
        if left is not None and left == right:
            return "two names of one body"
        if content(one.name) == content(two.name) and content(one.name)[1]:
            return "the same body, its name in another order"
        if (compared := compare_bodies(one.name, two.name)).likeness == "equal":
            return compared.reason
    return _same_place(one.name, two.name) if one.kind in ("place", "facility") else None


def _is_country(unit: Unit) -> bool:
    return fold(unit.name) in country_words() or fold(unit.name) in ("north", "south")


def _same_place(a: str, b: str) -> str | None:
    one, two = _place_words(a), _place_words(b)
    if one == two:
        return "the same name, one in short"
    if len(one) > 1 and one[:-1] == two[:-1] and any({one[-1], two[-1]} <= tails for tails in REGIONS):
        return "translations of one region's name"
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if longer[:-1] == shorter and longer[-1] in PLACE_TAILS:
        return "the same name with its kind of place"
    return None


def _place_words(name: str) -> list[str]:
    """The words of a place's name; "Ave" behind another word is an avenue."""
    words = fold(name).split()
    return [*words[:-1], STREETS.get(words[-1].rstrip("."), words[-1])] if len(words) > 1 else words
