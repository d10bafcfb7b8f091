"""Ages of people: "Name, 42,", "aged nine", "aged 19, 22 and 31", "over the age of 65", "the youngest of them 16", "a nine-year-old"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from whosays.normalize.numerals import WORDS, number
from whosays.normalize.quantities.bounds import BOUND, Figure, bounded
from whosays.normalize.sieve import Sieve

_N = rf"(?:\d{{1,3}}|{WORDS})"
_AGED = re.compile(
    rf"(?:(?<=,\s)(?P<comma>\d{{1,3}})(?=,|\.|;|\sand\b|\Z)|\b(?:(?P<than>{BOUND})\s)?(?P<old>\d{{1,3}}(?=\syears?\sold)|{_N}(?=-year-olds?))[\s-]years?[\s-]olds?\b"
    rf"|\b(?:youngest|oldest|eldest)(?:\sof\s(?:them|whom|these|all))?(?:\s(?:is|was|just|only|being|aged)){{0,2}}\s(?P<eldest>\d{{1,3}})"
    rf"(?=[,;)]|\.(?!\d)|\Z|\sand\b)|(?<=,\s)(?:both|each|all)\s(?P<both>\d{{1,3}})(?=[,;]|\.(?!\d))"
    r"|\bturn(?:s|ed|ing)?\s(?P<turned>\d{1,3}(?!,\d))(?=[,;.)]|\Z|\s(?:on|in|this|next|last|today|when|and|before|after|a)\b)"
    rf"|(?P<thing>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{4}})-year-old\b)",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|persons?|those|anyone|everyone|anybody|everybody|nobody|someone|no\sone|children|adults?|men|women|boys|girls|residents|patients|drivers|voters|pupils|workers|citizens"
    r"|players|teenagers|americans|britons|migrants|victims|members|males|females)"
)
# "people over 65", "children under five"; a limit of law also behind "were"
_LIMIT = re.compile(
    rf"\b(?:{_PEOPLE}(?:\s(?:who\s)?(?:is|are|was|were|be))?|(?:most|many|some|half|both|all)\sof\s(?:them|whom)(?:\s(?:were|are))?|(?:were|was|is|are|be)(?=\sunder\s(?:12|14|16|18|21)\b))"
    rf"\s(?P<bound>over|under|above|below)\s(?P<age>\d{{1,2}}|{WORDS})"
    rf"(?=[.,;:)]|\Z|\s(?:and|are|is|was|were|who|have|has|had|will|would|may|must|can|in|at|from|to|or|living|not|with|by|go|travel|pay|get|need|live)\b)",
    re.IGNORECASE,
)
_ONE = r"(?:\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)(?!\w)"
_BAND = re.compile(
    r"\b(?P<low>\d{1,2})(?:-|\sto\s)(?P<high>\d{1,2})(?=\sage[\s-](?:group|range|bracket|band)s?\b)", re.IGNORECASE
)
# "16- to 24-year-olds" are one band, "16- and 17-year-olds" two ages
_OLDS = re.compile(
    rf"(?<![\w.,-])(?P<low>{_N})-?(?P<to>\sto\s|-to-|-(?=\d)|\s(?:and|or)\s)(?P<high>{_N})(?=-year-olds?\b)(?P<old>-year-olds?)",
    re.IGNORECASE,
)
_KIN = re.compile(  # "her two daughters, four and seven, were"
    rf"\b(?:(?:grand)?(?:children|sons|daughters)|boys|girls|brothers|sisters|siblings|twins),\s(?P<all>{_ONE}(?:,\s{_ONE}){{0,5}}\sand\s{_ONE})(?=[,;)]|\.(?!\d))",
    re.IGNORECASE,
)
# "aged 19, 22 and 31" are three, "between the ages of 18 and 65" is one from 18 to 65
_LIST = re.compile(
    rf"\b(?:(?P<bound>over|above|under|below)\sthe\sage\sof|between\sthe\s(?P<both>ages\sof)|(?:the\s)?ages?\sof|aged|ages|age)\s"
    rf"(?P<between>between\s|from\s)?(?P<first>{_N})(?!\w|[.,]\d)(?:(?P<to>\sto\s|-|–|\sand\s)(?P<last>{_N})(?!\w|-year)(?!\s[a-z]+s\b(?<!\swas))"
    rf"|(?P<more>(?:,\s{_N}(?!\w)){{0,6}},?\sand\s{_N}(?!\w|-year)(?!\s[a-z]+s\b(?<!\swas))))?",
    re.IGNORECASE,
)
OLDEST = 120


@cache
def _sieve() -> Sieve:
    return Sieve([pattern for pattern, _ in _READERS])


def ages(text: str) -> Iterator[Figure]:
    """Ages of a sentence; whether the form "Name, 42," is one (unit "comma") depends on the name before it."""
    for at in _sieve().candidates(text):
        pattern, read = _READERS[at]
        for match in pattern.finditer(text):
            yield from read(match)


def _aged(match: re.Match[str]) -> Iterator[Figure]:
    group = next(name for name in ("comma", "eldest", "both", "turned", "thing", "old") if match[name])
    value = number(match[group])
    if value is not None and value > 0 and (value < OLDEST or group == "thing"):
        end = match.end() if group in ("old", "thing") else match.end(group)
        start = match.start("than") if group == "old" and match["than"] else match.start(group)
        ends = bounded(match["than"] if group == "old" else None, value, value)
        yield Figure(start, end, match.start(group), match.end(group), *ends, "comma" if group == "comma" else "a")


def _limit(match: re.Match[str]) -> Iterator[Figure]:
    value = number(match["age"])
    if value is not None and 0 < value < OLDEST:
        ends = bounded(match["bound"], value, value)
        yield _age(match.start("bound"), match.end("age"), ends, number_end=match.end("age"))


def _band(match: re.Match[str]) -> Iterator[Figure]:
    band = (float(match["low"]), float(match["high"]), False)
    if band[0] < band[1]:
        yield _age(match.start(), match.end(), band, number_end=match.end("low"))


def _olds(match: re.Match[str]) -> Iterator[Figure]:
    low, high = number(match["low"]), number(match["high"])
    if low is None or high is None or not 0 < low < high < OLDEST:
        return
    if match["to"].strip() in ("and", "or"):
        yield _age(match.start("low"), match.end("low"), (low, low, False), number_end=match.end("low"))
    else:
        yield _age(match.start(), match.end(), (low, high, False), number_end=match.end("low"))


def _kin(match: re.Match[str]) -> Iterator[Figure]:
    if all(number(word) for word in re.split(r",\s|\sand\s", match["all"])):
        yield from _each(match, "all")


def _listed(match: re.Match[str]) -> Iterator[Figure]:
    first, last = number(match["first"]), number(match["last"]) if match["last"] else None
    printed = (match["to"] or "").strip().lower()
    is_range = printed not in ("", "and") or bool(match["between"] or match["both"])
    if first is not None and last is not None and is_range and first < last < OLDEST:
        yield _age(match.start("first"), match.end("last"), (first, last, False), number_end=match.end("first"))
        return
    if first is not None and 0 < first < OLDEST:
        start = match.start("bound") if match["bound"] else match.start("first")
        yield _age(start, match.end("first"), bounded(match["bound"], first, first), number_end=match.end("first"))
    for group in ("last", "more"):
        yield from _each(match, group)


def _each(match: re.Match[str], group: str) -> Iterator[Figure]:
    """Each age that a group of a list holds."""
    for one in re.finditer(_ONE, match[group] or "", re.IGNORECASE):
        value = number(one[0])
        if value is not None and 0 < value < OLDEST:
            at = match.start(group)
            yield _age(at + one.start(), at + one.end(), (value, value, False), number_end=at + one.end())


def _age(start: int, end: int, ends: tuple[float | None, float | None, bool], *, number_end: int) -> Figure:
    return Figure(start, end, start, number_end, *ends, "a")


_READERS = ((_OLDS, _olds), (_AGED, _aged), (_LIMIT, _limit), (_BAND, _band), (_KIN, _kin), (_LIST, _listed))
