"""Who is called by an office alone ("the festival's director") beside who is named with it ("director Ida Holm"): one voice.

Independence fails closed: where another report names one holder of the office, the two count once. Whose office it is tells
two apart ("the union's lawyer", "the club's lawyer Jan Vik"), and so does one report that quotes both, unless it takes the office up
with the name ("…, its director said. The director, Ida Holm, …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays.data import rows
from whosays.model import Claim, Reading, Stance
from whosays.origins.descriptions import Identity

Backing = dict[tuple[Identity, Stance], list[str]]

BEFORE = 60  # characters in front of a name that may hold its office
BEHIND = 70
TAKES_UP = re.compile(
    r"(?:^|[.!?”\"\n]\s{0,3})The ([\w'’-]{1,30}),(?: (?:Mr|Mrs|Ms|Dr|Rep|Representative|Sen|Senator|Gov)\.?)? $"
)
EMPTY = frozenset(
    "a an the his her its their our my this that of for and said says told to by with from at in on new former then longtime late "
    "deputy acting assistant general executive senior top ranking leading".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office, and the words for whose it is; without them it may be anybody's. ``taken_up_in`` is a report that names who was meant."""

    kind: str
    owner: frozenset[str]
    taken_up_in: str | None = None

    def may_be(self, other: Office) -> bool:
        """One kind, and nothing said that tells two holders apart? "The actress" may be Berit Lund; "the union" is not "the railway"."""
        mine, theirs = ({word.lower() for word in office.owner} for office in (self, other))
        alike_in_kind = _is_name(self.owner) == _is_name(other.owner)
        return self.kind == other.kind and not (mine and theirs and alike_in_kind and not mine & theirs)


@cache
def _kinds() -> dict[str, str]:
    """Word → kind of office, from ``data/offices.tsv``."""
    return {word: row[0] for row in rows("offices") for word in row[1].split()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An office in front of a name ("Ida Holm's lawyer, ") and behind it (", the festival's director,")."""
    words = "|".join(sorted(_kinds(), key=lambda word: (-len(word), word)))
    return (
        re.compile(
            rf"((?:[\w'’-]{{1,30}} ){{0,5}})({words}),? (?:(?:Mr|Mrs|Ms|Dr|Rep|Representative|Sen|Senator|Gov)\.? )?$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?: \([\w.' -]{{1,20}}\))?, ((?:[\w'’-]{{1,30}} ){{0,5}})({words})\b((?: (?:of|for|at|on) (?:[\w'’-]{{1,30}} ?){{1,4}})?)",
            re.IGNORECASE,
        ),
    )


def offices_of(readings: Iterable[Reading], entity_of: Mapping[str, str]) -> dict[str, frozenset[Office]]:
    """The offices that any report gives to people whom it names, by entity."""
    found: dict[str, set[Office]] = {}
    for reading in readings:
        text = reading.report.text
        for mention in reading.mentions:
            entity = entity_of.get(mention.id)
            if mention.form != "name" or mention.kind != "person" or entity is None:
                continue
            given = _beside(
                text[max(0, mention.start - BEFORE) : mention.start], text[mention.end : mention.end + BEHIND]
            )
            if given:
                found.setdefault(entity, set()).update(given)
            if (taken_up := TAKES_UP.search(text[max(0, mention.start - BEFORE) : mention.start])) is not None:
                kind = _kinds().get(taken_up[1].lower())
                found.setdefault(entity, set()).update({Office(kind, frozenset(), reading.report.id)} if kind else ())
    return {person: frozenset(held) for person, held in found.items()}


@lru_cache(maxsize=16_384)
def _beside(before: str, behind: str) -> tuple[Office, ...]:
    """The offices that stand in front of a name and behind it."""
    front, after = _patterns()
    here = front.search(re.split(r"[.;:!?\n“”\"]\s", before)[-1])
    there = after.match(behind.split("\n")[0])
    return (
        *((Office(_kinds()[here[2].lower()], _owner(here[1])),) if here else ()),
        *((Office(_kinds()[there[2].lower()], _owner(there[1] + there[3])),) if there else ()),
    )


def _owner(words: str) -> frozenset[str]:
    """The words for whose office it is, without articles and possessives."""
    bare = (re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w'’-]+", words))
    return frozenset(word for word in bare if word.lower() not in EMPTY and word.lower() not in _kinds())


def _is_name(owner: frozenset[str]) -> bool:
    return any(word[:1].isupper() for word in owner)


def office_in(identity: Identity) -> Office | None:
    """The office that a description calls somebody by: "the festival's director"; none of a body or of several."""
    if not identity.described:
        return None
    head, _, rest = re.sub(r"\s+", " ", identity.name).partition(" of ")
    words = head.split()
    kind = _kinds().get(words[-1].lower()) if words else None
    return Office(kind, _owner(" ".join(words[:-1]) + " " + rest)) if kind is not None else None


def by_office(backing: Backing, claims: Mapping[str, Claim], held: Mapping[str, frozenset[Office]]) -> Backing:
    """The origins with everybody once who is named in one report and called by an office in the next; two calls for one office are one."""
    out: Backing = {}
    calls = {identity: office for identity, _ in backing if (office := office_in(identity)) is not None}
    for (identity, stance), members in backing.items():
        target, office = identity, calls.get(identity)
        if office is not None:
            rivals = _rivals(identity, office, stance, backing, calls, held)
            apart = {claims[member].report for member in members}
            rivals = [
                i
                for i in rivals
                if not (shared := apart & {claims[m].report for m in backing[i, stance]})
                or any(one.taken_up_in in shared and office.may_be(one) for one in held.get(i.entity or "", ()))
            ]
            named = [i for i in rivals if i not in calls]
            target = min(named or [identity, *rivals], key=lambda i: (i.name, i.entity or ""))
        out.setdefault((target, stance), []).extend(members)
    return out


def _rivals(
    identity: Identity,
    office: Office,
    stance: Stance,
    backing: Backing,
    calls: Mapping[Identity, Office],
    held: Mapping[str, frozenset[Office]],
) -> Sequence[Identity]:
    """The origins of one stance that may be the holder of an office, under a name or under another word for it."""
    return [
        other
        for other, same in backing
        if same == stance
        and other != identity
        and (
            (other in calls and office.may_be(calls[other]))
            or any(office.may_be(one) for one in held.get(other.entity or "", frozenset()))
        )
    ]
