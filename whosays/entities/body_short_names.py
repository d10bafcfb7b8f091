"""Names that are shorter than the body's own: acronyms, short forms, and a ministry without its country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from whosays.entities.body_names import agency_rows
from whosays.entities.countries import SPELLING, content, country_words, is_state
from whosays.entities.spelling import noun_groups, squeeze
from whosays.entities.units import STOP, Unit, Verdict
from whosays.model import Reading
from whosays.text.folding import fold

# What stands in front of a name that is said without it: clubs, banks and groups of other languages, storms.
FRONTS = tuple(
    f"{word} "
    for word in "fc afc cf sc ac rc ssc vfb vfl sv banca banco banque banka groupe grupo gruppo pt typhoon hurricane cyclone storm".split()
)
# Words that a name is said without: "Fulton Courthouse" is the Fulton County Courthouse where the story has no other.
LEFT_OUT = frozenset(
    "county city treatment medical memorial national state federal general regional district international".split()
)
IN_BRACKETS = re.compile(r"\s{0,3}\(\s{0,3}(?:the )?([\w&.-]{2,20})")


def _initials(name: str) -> str:
    """First letters of the words that count; words all in capitals whole."""
    words = [w for w in re.findall(r"[\w&]+", name) if fold(w) not in STOP]
    return "".join(w if w.isupper() and len(w) > 1 else w[0] for w in words).casefold()


def acronyms(units: Sequence[Unit], bodies: Sequence[int], readings: Mapping[str, Reading]) -> list[Verdict]:
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


def short_forms(units: Sequence[Unit], bodies: Sequence[int], texts: Sequence[str]) -> list[Verdict]:
    """Short forms: "Corrib" for the only body whose name begins so, "Orlana" for "FC Orlana", "Daily News" for "Tarn Daily News"."""
    found = []
    longer = _by_short_form(units, bodies)
    common: dict[str, bool] = {}
    for n in bodies:
        short = _spelled(units[n].name)
        # A known body's name in front of another word is mostly another body ("Reuters" and its foundation).
        if len(short) < 4 or short in country_words() or squeeze(units[n].name) in agency_rows():
            continue
        owners = [
            m for m in longer.get(short, ()) if units[m].kind == units[n].kind or _are_one_house(units[m], units[n])
        ]
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


def _are_one_house(one: Unit, two: Unit) -> bool:
    """Is one a facility that the other, without the word for it, speaks for ("Tarn Memorial Hospital", "Tarn Memorial said")?"""
    return {one.kind, two.kind} == {"facility", "organisation"} and " " in one.name and " " in two.name


def last_words(units: Sequence[Unit], rest: Sequence[int], readings: Mapping[str, Reading]) -> Iterator[Verdict]:
    """ "The Guards", "the Corps", written so, for the report's only "Revolutionary Guards", "Corps of Engineers"."""
    called: dict[tuple[str, str], list[int]] = {}
    for m in rest:
        words = _spelled(units[m].name).partition(" of ")[0].split()
        if " " in units[m].name and units[m].kind == "organisation":
            called.setdefault((units[m].report, words[-1]), []).append(m)
    for n in rest:
        owners = called.get((units[n].report, _spelled(units[n].name)), [])
        text = readings[units[n].report].report.text
        named = any(
            text[max(0, mention.start - 4) : mention.start].casefold() == "the " for mention in units[n].mentions
        )
        fits = units[n].kind in ("organisation", "other") and len({_spelled(units[m].name) for m in owners}) == 1
        if named and fits:
            yield Verdict(n, owners[0], "same", "last word of the only such name in the report")


def _by_short_form(units: Sequence[Unit], bodies: Sequence[int]) -> dict[str, list[int]]:
    """What a name is said as in short → the names: its first words, its last two or more, it without its "FC" or its "County"."""
    found: dict[str, list[int]] = {}
    for m in bodies:
        full = _spelled(units[m].name)
        words = full.split()
        shorter = {
            " ".join(words[:n]).removesuffix("'s") for n in range(1, len(words))
        }  # "St. Ann" of "St. Ann's Hospital"
        # "University of Tarn" is not the Technical University of Tarn.
        tails = (
            n for n in range(1, len(words) - 1) if not STOP & {*words[n - 1 : n + 1]} and words[n] not in noun_groups()
        )
        shorter.update(" ".join(words[n:]) for n in tails)
        shorter.update(full.removeprefix(front) for front in FRONTS if full.startswith(front))
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


def bare_bodies(units: Sequence[Unit], rest: Sequence[int]) -> list[Verdict]:
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
