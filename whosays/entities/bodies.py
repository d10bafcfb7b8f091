"""Which names of organisations, states, places and things are one: acronyms, "X's Ministry", governments, short forms."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from whosays import data
from whosays.entities.body_names import body_words, compare_bodies
from whosays.entities.units import STOP, Unit, Verdict, noun_groups, squeeze
from whosays.folding import fold
from whosays.model import Reading

SPELLING = {
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
}
REGIONS = ({"krai", "territory"}, {"oblast", "region", "province"}, {"okrug", "raion", "district"})
CLUBS = ("fc ", "afc ", "sc ", "ac ")
# Words that a name is said without: "Fulton Courthouse" is the Fulton County Courthouse where the story has no other.
LEFT_OUT = frozenset(
    "county city treatment medical memorial national state federal general regional district international".split()
)
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


@cache
def country_words() -> dict[str, str]:
    """Folded country names and adjectives → ISO alpha-2."""
    found: dict[str, str] = {}
    for code, name, aliases, adjectives, *_ in data.rows("countries"):
        for word in (name, *aliases.split("|"), *adjectives.split("|")):
            if word and word not in ("the North", "the South"):
                found.setdefault(fold(word).removeprefix("the "), code)
    return found


@cache
def country_label(code: str) -> tuple[str, str]:
    """(name of the country, its adjective as used before "government")."""
    for row in data.rows("countries"):
        if row[0] == code:
            short = {"US": "US", "GB": "UK"}.get(code)
            return row[1], short or row[3].split("|")[0] or row[1]
    return code, code


@cache
def agency_rows() -> dict[str, int]:
    """Squeezed name or alias of a news agency or other known body → its row; aliases of two rows are left out."""
    found: dict[str, int | None] = {}
    known = [(name, aliases) for name, kind, aliases in data.rows("known_names") if kind == "organisation"]
    table = [*((name, aliases) for name, aliases, *_ in data.rows("agencies")), *known]
    for number, (name, aliases) in enumerate(table):
        for word in (name, *aliases.split("|")):
            if word:
                word = squeeze(re.sub(r"^[Tt]he ", "", word))
                found[word] = None if found.get(word, number) != number else number
    return {word: number for word, number in found.items() if number is not None}


def is_state(unit: Unit) -> bool:
    """Does the name mean a government: a country's or capital's name so used, or "X government"?"""
    if unit.country is None or unit.kind != "organisation":
        return False
    return unit.mentions[0].reason == "stands for the government" or fold(unit.name).endswith("government")


@lru_cache(maxsize=32768)
def content(name: str) -> tuple[str | None, tuple[str, ...]]:
    """(country in front or None, other words sorted): "South Korea's Defense Ministry" = "South Korean Ministry of Defence"."""
    words = re.sub(r"'s\b", " ", fold(name))
    tokens = [w.strip(".") if len(w) > 4 else w for w in re.findall(r"[\w.]+", words)]
    country = None
    for length in range(min(3, len(tokens) - 1), 0, -1):
        code = country_words().get(" ".join(tokens[:length]))
        if code:
            country, tokens = code, tokens[length:]
            break
    return country, tuple(sorted(SPELLING.get(t, t) for t in tokens if t not in STOP))


def judge_bodies(units: Sequence[Unit], readings: Mapping[str, Reading]) -> list[Verdict]:
    """Judgements on units that are no persons."""
    rest = [n for n, unit in enumerate(units) if unit.kind != "person"]
    verdicts = list(_judged(units, rest))
    bodies = [n for n in rest if units[n].kind in ("organisation", "other", "facility") and not is_state(units[n])]
    verdicts.extend(_acronyms(units, bodies, readings))
    texts = [reading.report.text for reading in readings.values()]
    verdicts.extend(_short_forms(units, [n for n in bodies if units[n].kind in ("organisation", "facility")], texts))
    verdicts.extend(_bare_bodies(units, rest))
    return verdicts


def _pairs(units: Sequence[Unit], rest: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that share a country, the words of a name, a known body or the front of a place's name; others are never compared."""
    blocks: dict[object, list[int]] = {}
    for n in rest:
        unit = units[n]
        words = _place_words(unit.name)
        labels: set[object] = {squeeze(unit.name), content(unit.name), agency_rows().get(squeeze(unit.name), -1 - n)}
        if unit.country:
            labels.add(("country", unit.country))
        if unit.kind == "organisation":
            labels.add(("words", frozenset(body_words(unit.name)[0])))
        if unit.kind in ("place", "facility"):
            labels.update({("front", *words), ("front", *words[:-1])})
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


def _initials(name: str) -> str:
    """First letters of the words that count; words all in capitals whole."""
    words = [w for w in re.findall(r"[\w&]+", name) if fold(w) not in STOP]
    return "".join(w if w.isupper() and len(w) > 1 else w[0] for w in words).casefold()


def _acronyms(units: Sequence[Unit], bodies: Sequence[int], readings: Mapping[str, Reading]) -> list[Verdict]:
    """Acronyms: given in brackets after the name, or initials that fit exactly one longer name of the story."""
    found = []
    stated, fitting = _given_in_brackets(units, bodies, readings), _by_initials(units, bodies)
    for n in bodies:
        short = squeeze(units[n].name)
        capitals = sum(c.isupper() for c in units[n].name)
        if capitals < 2 or 2 * capitals <= len(short) or len(short) > 8 or " " in units[n].name:
            continue
        told = [m for m in stated.get(units[n].name, ()) if fold(units[m].name)[0] == short[0]]
        likely = fitting.get(short, []) if len(short) > 2 else []
        names = {content(units[m].name)[1] for m in told or likely}
        if len(names) == 1:
            reason = "acronym given in brackets" if told else "initials of the only such name"
            found.append(Verdict(n, (told or likely)[0], "same", reason))
        elif names:
            found.extend(Verdict(n, m, "unsure", "initials of two names") for m in likely)
    return found


def _by_initials(units: Sequence[Unit], bodies: Sequence[int]) -> dict[str, list[int]]:
    """Initials, with and without those of small words → the names of several words that have them."""
    found: dict[str, list[int]] = {}
    for m in bodies:
        if " " in units[m].name.strip():
            for initials in {_initials(units[m].name), _all_initials(units[m].name)}:
                found.setdefault(initials, []).append(m)
    return found


def _all_initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[\w&]+", name)).casefold()


IN_BRACKETS = re.compile(r"\s{0,3}\(\s{0,3}(?:the )?([\w&.-]{2,20})")


def _given_in_brackets(
    units: Sequence[Unit], bodies: Sequence[int], readings: Mapping[str, Reading]
) -> dict[str, list[int]]:
    """What stands in brackets behind a name of several words → the names."""
    found: dict[str, list[int]] = {}
    for m in bodies:
        if " " in units[m].name.strip():
            text = readings[units[m].report].report.text
            matches = (IN_BRACKETS.match(text, mention.end) for mention in units[m].mentions)
            for short in sorted({match[1] for match in matches if match}):
                found.setdefault(short, []).append(m)
    return found


def _short_forms(units: Sequence[Unit], bodies: Sequence[int], texts: Sequence[str]) -> list[Verdict]:
    """Short forms: "Corrib" for the only body whose name begins so, "Orlana" for "FC Orlana", "Daily News" for "Tarn Daily News"."""
    found = []
    longer = _by_short_form(units, bodies)
    common: dict[str, bool] = {}
    for n in bodies:
        short = _spelled(units[n].name)
        # A known body's name in front of another word is mostly another body ("Reuters" and its foundation).
        if len(short) < 4 or short in country_words() or squeeze(units[n].name) in agency_rows():
            continue
        owners = [m for m in longer.get(short, ()) if units[m].kind == units[n].kind]
        names = {_spelled(units[m].name) for m in owners}
        if names and " " not in short:
            if short not in common:
                common[short] = _is_common(short, texts)
            if common[short]:
                continue
        if len(names) == 1:
            here = [m for m in owners if units[m].report == units[n].report]
            found.append(Verdict(n, (here or owners)[0], "same", "short form of the only such name"))
        elif names:
            found.extend(Verdict(n, m, "unsure", "short form of two names") for m in owners)
    return found


def _by_short_form(units: Sequence[Unit], bodies: Sequence[int]) -> dict[str, list[int]]:
    """What a name is said as in short → the names: its first words, its last two or more, it without its "FC" or its "County"."""
    found: dict[str, list[int]] = {}
    for m in bodies:
        full = _spelled(units[m].name)
        words = full.split()
        shorter = {" ".join(words[:n]) for n in range(1, len(words))}
        # "University of Tarn" is not the Technical University of Tarn.
        tails = (
            n for n in range(1, len(words) - 1) if not STOP & {*words[n - 1 : n + 1]} and words[n] not in noun_groups()
        )
        shorter.update(" ".join(words[n:]) for n in tails)
        shorter.update(full.removeprefix(front) for front in CLUBS if full.startswith(front))
        shorter.update(
            " ".join((*words[:n], *words[n + 1 :])) for n, word in enumerate(words) if n > 0 and word in LEFT_OUT
        )
        for short in shorter - {full}:
            found.setdefault(short, []).append(m)
    return found


def _spelled(name: str) -> str:
    """A name folded, in American spelling."""
    return " ".join(SPELLING.get(word, word) for word in fold(name).split())


def _is_common(word: str, texts: Sequence[str]) -> bool:
    """Is the word also written small in the story? "Transport" is then no short form of a name."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return any(pattern.search(text) for text in texts)


def _bare_bodies(units: Sequence[Unit], rest: Sequence[int]) -> list[Verdict]:
    """Bodies without their country ("Defense Ministry"), where the story has one country's only; also "Far East"."""
    owned: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for n in rest:
        country, words = content(units[n].name)
        if country and words and not is_state(units[n]):
            owned.setdefault((units[n].kind, words), []).append(n)
    found = []
    for n in rest:
        country, words = content(units[n].name)
        if country or units[n].country or units[n].kind not in ("organisation", "place"):
            continue
        if len(words) < 2 or squeeze(units[n].name) in agency_rows():
            continue
        owners = owned.get((units[n].kind, words), [])
        if len({content(units[m].name)[0] for m in owners}) == 1:
            found.append(Verdict(n, owners[0], "same", "the only such body in the story"))
    return found
