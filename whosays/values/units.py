"""Units of measurement: which can be converted into which, and by what factor.

Units are UCUM-like short forms (``h``, ``km2``, ``%``), ISO 4217 codes, or the lemma of a counted noun, which stands only for itself.
Months and years are not turned into days, nor one currency into another: no factor holds for all of them.
"""

from __future__ import annotations

from functools import cache

from whosays.data import rows

PHYSICAL = frozenset("length area mass volume speed power energy temperature magnitude loudness".split())
CALENDAR = frozenset({"week", "month", "year"})  # as nouns that are counted ("a third week")


@cache
def _table() -> dict[str, tuple[str, float]]:
    """Unit → (dimension, factor to the dimension's base); units without a factor are left out."""
    return {unit: (dimension, float(factor)) for unit, dimension, factor, _ in rows("units") if factor}


def dimension_of(unit: str | None) -> str | None:
    """What a unit measures ("length", "money"), also where it cannot be converted; ``None`` for the noun of what is counted."""
    return _dimensions().get(unit or "")


def unit_called(word: str) -> str | None:
    """The unit that a word names, singular or plural; ``None`` for the noun of what is counted.

    >>> unit_called("years"), unit_called("trips")
    ('a', None)
    """
    return _names().get(word.lower())


def in_words(unit: str, value: float) -> str:
    """The word for a unit that so much is measured in.

    >>> in_words("d", 1), in_words("km2", 2), in_words("trip", 2)
    ('day', 'square kilometres', 'trip')
    """
    one, many = _words().get(unit, (unit, unit))
    return one if value == 1 else many


def is_physical(unit: str | None) -> bool:
    """Is it a unit of what an instrument measures: a length, a weight, a speed, a magnitude?"""
    return dimension_of(unit) in PHYSICAL


def is_of_time(unit: str | None) -> bool:
    """Is it a unit of time, or the noun of one?"""
    return unit in CALENDAR or dimension_of(unit) in ("time", "calendar")


@cache
def _dimensions() -> dict[str, str]:
    return {unit: dimension for unit, dimension, _, _ in rows("units") if dimension}


@cache
def _names() -> dict[str, str]:
    return {word: unit for unit, _, _, words in rows("units") for word in words.split("|")}


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Unit → its first two words, the singular and the plural."""
    spelled = ((unit, words.split("|")) for unit, _, _, words in rows("units"))
    return {unit: (words[0], words[:2][-1]) for unit, words in spelled}


@cache
def _bases() -> dict[str, str]:
    """Dimension → its base unit, the one whose factor is 1."""
    return {dimension: unit for unit, (dimension, factor) in _table().items() if factor == 1}


def convertible(unit_a: str | None, unit_b: str | None) -> float | None:
    """The factor that turns a value in ``unit_a`` into one in ``unit_b`` (1.0 for equal units); ``None`` if there is none."""
    if unit_a is None or unit_b is None:
        return None
    if unit_a == unit_b:
        return 1.0
    a, b = _table().get(unit_a), _table().get(unit_b)
    if a is None or b is None or a[0] != b[0]:
        return None
    return a[1] / b[1]


def to_base(value: float | None, unit: str | None) -> tuple[float | None, str | None]:
    """The value in the base unit of its dimension, and that unit; a unit without a conversion stays as it is.

    >>> to_base(24, "h")
    (86400.0, 's')
    >>> to_base(7, "trip")
    (7, 'trip')
    """
    known = _table().get(unit or "")
    if known is None:
        return value, unit
    dimension, factor = known
    base = _bases()[dimension]
    return (round(value * factor, 9) if value is not None else None), base
