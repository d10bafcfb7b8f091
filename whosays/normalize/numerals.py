"""Numbers in digits and words: the pattern that finds them and the value they have."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from whosays.data import rows
from whosays.values.number_words import NUMBER_WORDS

_ROWS = rows("numbers")


def alternation(words: list[str]) -> str:
    """A non-capturing regex group of literal words, longest first, so that a shorter word never wins over a longer one."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s") for word in ordered) + ")"


_SCALES = {word: int(low) for word, kind, low, _ in _ROWS if kind == "scale"}
_FRACTIONS = {word: float(low) for word, kind, low, _ in _ROWS if kind == "fraction"}
_SUFFIXES = {word: int(low) for word, kind, low, _ in _ROWS if kind == "suffix"}
VAGUE = {
    word: (float(low), float(high) if high else None)
    for word, kind, low, high in _ROWS
    if kind in ("vague", "vague_scale")
}
_BARS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

# "12,000", "1,20,00,000" (Indian), "1.250.000" (continental), "4,50" before a euro sign, "3½"
DIGITS = (
    r"\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)|\d{1,3}(?:\.\d{3}){2}(?:,\d{1,2})?(?!\d|\.\d)|\d{1,6},\d{2}(?=\s?€)|"
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?:[ -]\d{1,2}/\d{1,2}(?!\d)|[½¼¾⅓⅔])?|[½¼¾⅓⅔]"
)
SCALE = alternation(list(_SCALES))
_WORD = alternation([*NUMBER_WORDS, *_SCALES])
_FIRST = alternation(list(NUMBER_WORDS))
# Behind a ten, a hundred, a thousand, a million … a smaller number goes on; "three eight-hour shifts" are two numbers.
_STEP = rf"(?:(?:\s|-){SCALE}|(?:(?<=ty)|(?<=hundred)|(?<=thousand)|(?<=illion))(?:\s|-){_FIRST}|\sand\s{_WORD})\b"
# "four", "a hundred and twenty", "two and a half million", "half a million", "a dozen"; each step takes a whole word
WORDS = (
    rf"(?:half\sa\s{SCALE}|(?:{_FIRST}|an?\s{SCALE}|{SCALE})(?:{_STEP}){{0,7}}"
    rf"(?:[\s-]and[\s-]an?[\s-](?:half|quarter)(?:\s{SCALE})?)?)(?![\w])"
)
FRACTION = (
    rf"(?:(?:a\s)?half|(?:an?|{_FIRST})[\s-]{alternation([word for word in _FRACTIONS if word != 'half'])})(?!\w)"
)
SUFFIX = alternation(list(_SUFFIXES))
_APART = alternation(
    [word for word in _SUFFIXES if len(word) > 1]
)  # "7.2 bn"; a letter by itself is another word ("5 m")
NUMBER = rf"(?:(?:{DIGITS})(?:\sand\sa\shalf)?(?:(?:\s|-){SCALE}(?![\w])|{SUFFIX}(?![\w])|\s{_APART}(?![\w]))?|{WORDS})"
VAGUE_NUMBER = rf"(?:(?:several|a\sfew|a\scouple(?:\sof)?)\s{SCALE}(?:\s{SCALE})?|{alternation(list(VAGUE))})(?![\w])"


def fraction(text: str) -> float | None:
    """The value of a fraction in words ("half", "a third", "two-thirds", "nine tenths"), else ``None``."""
    *count, name = re.split(r"[\s-]", text.lower().strip())
    part = _FRACTIONS.get(name)
    many = 1.0 if count in ([], ["a"], ["one"]) else number(" ".join(count))
    return None if part is None or many is None or many * part >= 1 else many * part


def number(text: str) -> float | None:
    """The value of a number as printed ("12,000", "3.2 billion", "42m", "two and a half", "half a million"), else ``None``."""
    words = text.lower().strip()
    if words[:1].isdigit() or words[:1] in _BARS:
        return _from_digits(words)
    return _from_words(re.findall(r"[a-z]+", words))


def vague(text: str) -> tuple[float, float | None] | None:
    """Bounds of a number that names none ("dozens": 24 and up; "several hundred": 300 to 900); ``None`` for other words."""
    words = re.sub(r"\s+", " ", text.lower()).strip()
    if words in VAGUE:
        return VAGUE[words]
    head, _, tail = words.rpartition(" ")
    if tail in _SCALES and head.rpartition(" ")[2] in _SCALES:  # "several hundred thousand"
        within = vague(head)
        return (
            None
            if within is None
            else (within[0] * _SCALES[tail], within[1] * _SCALES[tail] if within[1] is not None else None)
        )
    if tail in _SCALES and (head in VAGUE or head.removesuffix(" of") in VAGUE):
        low, high = VAGUE.get(head) or VAGUE[head.removesuffix(" of")]
        return low * _SCALES[tail], high * _SCALES[tail] if high is not None else None
    return None


def _from_digits(words: str) -> float | None:
    if re.match(r"\d+(?:\.\d{3}){2}|\d+,\d{2}(?![,\d])", words):
        words = words.replace(".", "").replace(",", ".")
    match = re.match(
        r"(\d[\d,]{0,40}(?:\.\d{1,20})?)?(?:[ -]?(\d{1,9})/(\d{1,9})|([½¼¾⅓⅔]))?(\sand\sa\shalf)?[\s-]{0,9}([a-z]{0,30})$",
        words,
    )
    if match is None:
        return None
    value = float(match[1].replace(",", "")) if match[1] else 0.0
    if match[3] and int(match[3]):
        value += float(Fraction(int(match[2]), int(match[3])))
    value += _BARS.get(match[4] or "", 0.0) + (0.5 if match[5] else 0.0)
    factor = _SCALES.get(match[6]) or _SUFFIXES.get(match[6])
    if match[6] and factor is None:
        return None
    return float(
        Decimal(repr(round(value, 9))) * Decimal(factor or 1)
    )  # in decimals: 4.1 billion is no 4,099,999,999.9999995


def _from_words(words: list[str]) -> float | None:
    """Sum of simple words, multiplied by scales as they come; "half a million" and "and a half" are halves of a scale."""
    total = current = 0.0
    known = False
    for place, word in enumerate(words):
        if word in ("a", "an", "and"):
            continue
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word in _FRACTIONS:
            current += _FRACTIONS[word]
        elif word in _SCALES:
            before = words[place - 1] if place else ""
            current = (current or (1.0 if before in ("", "a", "an", "and") or not known else 0.0)) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        known = True
    return total + current if known else None
