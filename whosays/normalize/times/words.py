"""The words that expressions of time are made of, as regex groups and as values."""

from __future__ import annotations

from whosays.data import rows
from whosays.normalize.numerals import NUMBER, VAGUE_NUMBER, alternation, number, vague

_ROWS = rows("time_words")


def _values(kind: str) -> dict[str, str]:
    return {word.lower(): value for k, word, value, *_ in _ROWS if k == kind}


MONTHS, WEEKDAYS, SEASONS, UNITS = _values("month"), _values("weekday"), _values("season"), _values("unit")
ORDINALS, PARTS, HOLIDAYS, ERAS = _values("ordinal"), _values("part"), _values("holiday"), _values("era")
REFERENCES, SETS = _values("ref"), _values("set")
PART_EDGES = {word.lower(): row[1] for kind, word, *row in _ROWS if kind == "part" and row[1]}
MODS = {word.lower(): row[1] for kind, word, *row in _ROWS if kind == "approximator"}


def _cased(kind: str) -> str:
    """Names keep their capital ("may" is no month), or stand in capitals as in a headline."""
    words = [word for k, word, *_ in _ROWS if k == kind]
    return f"(?-i:{alternation([*words, *(word.upper() for word in words)])})"


MONTH = _cased("month")
FULL_MONTH = f"(?-i:{alternation([w for k, w, *_ in _ROWS if (k == 'month' and len(w.rstrip('.')) > 4) or w in ('May', 'June', 'July')])})"
WEEKDAY = _cased("weekday")
FULL_WEEKDAY = f"(?-i:{alternation([w for k, w, *_ in _ROWS if k == 'weekday' and w.endswith('day')])})"
HOLIDAY = _cased("holiday")
PART = alternation(list(PARTS))
SEASON = alternation(list(SEASONS))
UNIT = alternation(list(UNITS))
UNIT_PLURAL = alternation(
    [*(unit + "s" for unit in UNITS if unit not in ("century", "millennium")), "centuries", "millennia"]
)
ORDINAL = alternation(list(ORDINALS))
APPROXIMATOR = alternation(list(MODS))
COUNT = rf"(?:{NUMBER}|{VAGUE_NUMBER})"

_SMALL = {"TS", "TM", "TH"}


def unit_of(word: str) -> str:
    """Code of a unit of time in the singular or plural ("years": ``Y``, "fortnight": ``2W``)."""
    word = word.lower()
    irregular = {"centuries": "century", "millennia": "millennium"}
    return UNITS[irregular.get(word, word if word in UNITS else word.removesuffix("s"))]


def duration(count: str, unit: str) -> str:
    """TIMEX3 duration of a number as printed and a unit's code: ("18", "M") is P18M, ("several", "Y") is PXY."""
    unit_code = unit
    value = number(count)
    vague_bounds = vague(count)
    if vague_bounds is not None and vague_bounds[0] == vague_bounds[1]:
        value = vague_bounds[0]
    if unit_code == "2W":
        unit_code, value = "W", value * 2 if value is not None else None
    prefix, code = ("PT", unit_code[1]) if unit_code in _SMALL else ("P", unit_code)
    if value is None:
        return f"{prefix}X{code}"
    if value != int(value):
        return _split(value, unit_code)
    return f"{prefix}{int(value)}{code}"


def _split(value: float, unit: str) -> str:
    """Two and a half years are P2Y6M, half an hour PT30M: TIMEX3 has no fractions but of the smallest unit."""
    whole, rest = int(value), value - int(value)
    smaller = {
        "Y": ("M", 12),
        "TH": ("M", 60),
        "TM": ("S", 60),
        "D": ("H", 24),
        "W": ("D", 7),
        "DE": ("Y", 10),
        "CE": ("Y", 100),
    }
    if unit not in smaller:
        return f"{'PT' if unit in _SMALL else 'P'}{value:g}{unit[-1] if unit in _SMALL else unit}"
    code, size = smaller[unit]
    head = f"{whole}{unit[1] if unit in _SMALL else unit}" if whole else ""
    tail = f"{round(rest * size)}{code}"
    if unit in _SMALL:
        return f"PT{head}{tail}"
    return f"P{head}T{tail}" if unit == "D" else f"P{head}{tail}"


def ordinal(word: str) -> int | None:
    """Value of an ordinal in words or digits ("third", "20th")."""
    word = word.lower()
    if word in ORDINALS:
        return int(ORDINALS[word])
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else None
