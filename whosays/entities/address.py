"""How a report speaks of the people it names: the titles before a family name, and the gender that titles, nouns and pronouns tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from whosays import data
from whosays.model import Mention, Reading
from whosays.text.folding import fold

BESIDE = "title beside the name"  # why a role is a name's
PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
OF_TWO = frozenset({"younger", "elder", "older"})
MOST_STEPS = 8  # from a pronoun over pronouns and phrases to the name


def titles_apart(reading: Reading, offices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Mention of a family name → its title, where the report has several for it ("Ms. Lund", "Senator Lund"), names two bearers,
    or names one who cannot be called so ("Karl Lund", "Mrs Lund"), or whom it does not call so ("the teacher Ada Lund", "Councillor Lund").

    ``offices`` are the roles that stand beside a mention, by its id; without one a title of courtesy counts by its gender.
    """
    titles: dict[str, dict[str, str]] = {}
    bearers: dict[str, set[str]] = {}
    addressed: dict[str, set[str]] = {}
    held: dict[str, set[str]] = {}
    for mention in reading.mentions:
        if mention.form != "name" or mention.kind != "person":
            continue
        words = fold(mention.text).split()
        if len(words) > 1:
            bearers.setdefault(words[-1], set()).add(words[0])
            held.setdefault(words[-1], set()).update(offices.get(mention.id, ()))
        else:
            courtesy = _courtesy(reading, mention)
            title = _of_two(reading, mention) or next(iter(offices.get(mention.id, ())), "") or courtesy
            titles.setdefault(words[0], {})[mention.id] = title
            addressed.setdefault(words[0], set()).update({courtesy} - {""})
    several = [
        found
        for name, found in titles.items()
        if len({*found.values()} - {""}) + (len(bearers.get(name, ())) > 1) > 1
        or OF_TWO & {*found.values()}
        or (name in bearers and {office for one in found for office in offices.get(one, ())} - held[name])
        or len(addressed[name] | {_given().get(first, "") for first in bearers.get(name, ())} - {""}) > 1
    ]
    return {mention: title for found in several for mention, title in found.items()}


def _of_two(reading: Reading, mention: Mention) -> str:
    """ "The younger Lund": which of two."""
    before = reading.report.text[max(0, mention.start - 8) : mention.start].split()
    return before[-1] if before and before[-1] in OF_TWO else ""


def gender_of(genders: Iterable[str], *, fewest: int) -> str:
    """The gender that all agree on, if a title or noun tells it or ``fewest`` pronouns do; one pronoun may be another's."""
    said = "".join(genders)
    one = set(said.lower())
    return one.pop() if len(one) == 1 and (len(said) >= fewest or said.isupper()) else ""


def genders_of(reading: Reading, roles: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """Mention of a person's name → the genders that titles and nouns beside it ("M", "F") and pronouns ("m", "f") give it."""
    by_id = {mention.id: mention for mention in reading.mentions}
    found: dict[str, str] = {}
    for mention in reading.mentions:
        name, told = mention, ""
        if mention.form == "pronoun":
            told = PRONOUNS.get(fold(mention.text), "")
            for _ in range(MOST_STEPS if told else 0):
                name = by_id.get(name.refers_to or "", name)
        elif mention.form == "name" and mention.kind == "person":
            nouns = (_nouns().get(role.head, "") for role in roles.get(mention.id, ()))
            told = (_courtesy(reading, mention) + "".join(nouns)).upper()
        if name.form == "name" and told:
            found[name.id] = found.get(name.id, "") + told
    return found


def _courtesy(reading: Reading, mention: Mention) -> str:
    """The gender that a title before the name tells: "f" of "Ms."."""
    before = reading.report.text[max(0, mention.start - 10) : mention.start].split()
    return _honorifics().get(fold(before[-1]).rstrip("."), "") if before else ""


@cache
def _given() -> dict[str, str]:
    return data.classes("given_names")


@cache
def _honorifics() -> dict[str, str]:
    return {title: gender for title, gender, use in data.rows("titles") if gender and use == "honorific"}


@cache
def _nouns() -> dict[str, str]:
    return {noun: gender for noun, _, _, gender in data.rows("nominal_kinds") if gender}
