"""Event rows: who did what to whom, coded by PLOVER where it has a code.

PLOVER is the Political Language Ontology for Verifiable Event Records of the Open Event Data Alliance. A row stands for
an act that was reported as done, is intended, or is formally denied; what somebody could or might do has no row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from whosays.brief.doers import cannot_act, is_collision, is_only_beside, is_undergone, stands_as_noun, turned
from whosays.brief.lookup import Index, index, outermost
from whosays.brief.timeline import dated
from whosays.data import rows
from whosays.disjoint_sets import DisjointSets
from whosays.model import Argument, Claim, Event, EventStatus, Factuality, Record

STATUS: Mapping[Factuality, EventStatus] = {
    "certain": "occurred",
    "expected": "intended",
    "denied": "denied",
    "unconfirmed": "alleged",
}
PARTIES = frozenset({"person", "organisation", "place", "group", "role"})
# Verbs that carry a noun which names the act: "hold talks", "be under sanctions", "pay a visit".
LIGHT = frozenset({
    "be", "have", "hold", "make", "take", "give", "conduct", "carry", "launch", "impose", "place", "stage", "begin", "start",
    "continue", "end", "pay", "face", "come", "open", "resume", "announce", "confirm",
})  # fmt: skip
LETS_OUT = frozenset({"release", "free", "issue"})
WORKS = frozenset(
    "video footage statement report image picture photo photograph data figure document result film album list letter".split()
)  # what is released without anybody being freed
WEAK = re.compile(
    r"\b(potential|possible|possibility|proposed|prospective|prospects?|alleged|reported|likely|planned|any)\b",
    re.IGNORECASE,
)
UNDER = re.compile(r"\bunder\b(?:\s+[\w.'’-]+){0,3}\s*$")  # "is under sanctions": the subject bears them
UNDER_REACH = 100  # characters in front of it that are looked at
STEM = 4  # letters of a head noun that its name in the print shares
REACH = 100  # acts under one key, before an act, that it is compared with
BACKGROUND_DAYS = 31  # an act this much older than the first report is no news


@dataclass(frozen=True, slots=True)
class Act:
    """One claim read as an act."""

    claim: Claim
    code: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: EventStatus
    date: str | None
    place: str | None


@lru_cache(maxsize=1)
def codes() -> Mapping[tuple[str, str], str]:
    """PLOVER code by lemma and part of speech; two-word lemmas are a verb and its particle."""
    return {(lemma, part): code for lemma, part, code in rows("plover_verbs")}


def events(record: Record) -> tuple[Event, ...]:
    """Coded acts first, in order of time; one row for one act of one actor on one day, however often it is told.

    Rows without a code are statements and denials by a named party: their actors say, or deny, what the claims hold.
    """
    look = index(record)
    acts = [act for claim in record.told if (act := _act(look, claim)) is not None]
    coded = {act.claim.id for act in acts}
    said = [act for claim in record.told for act in _statements(look, claim, spoken_for=claim.id in coded)]
    rows = [_row(look, group) for group in _group(look, acts)] + [_row(look, group) for group in _group(look, said)]
    return tuple(sorted(rows, key=lambda e: (e.code is None, e.background, e.date is None, e.date or "", e.claims)))


# ------------------------------------------------------------------------------------------------ acts
def _act(look: Index, claim: Claim) -> Act | None:
    """The act a claim tells of; ``None`` where it has no code, nobody acts, or it only could happen."""
    status = STATUS.get(claim.factuality)
    if status is None or claim.polarity == "-" or claim.condition is not None or _could(look, claim):
        return None
    code, holder = _code(look, claim)
    if code is None or (code == "ASSAULT" and is_collision(claim)):
        return None
    actors, recipients = _parties(look, claim, holder)
    if code == "ASSAULT":
        actors = tuple(i for i in actors if not is_only_beside(look, claim, i))
    if not actors and status == "intended" and not any(_before(claim, a) for a in claim.arguments):
        actors = tuple(s.entity for s in outermost(claim) if s.entity is not None)
    if not actors or (code == "CONSULT" and not (recipients or claim.place or holder)):
        return None  # "he travelled for a day" has nobody whom he consults
    return Act(claim, code, actors, recipients, status, _date(look, claim), claim.place)


def _could(look: Index, claim: Claim) -> bool:
    """Does the claim's own wording only say that the act is possible (denied and intended acts included)?"""
    text = look.reports[claim.report].text
    spoken = " ".join(text[s.start : s.end] for s in claim.spans)
    return bool(re.search(r"\b(could|might|may|can|would be able)\b", spoken)) and claim.factuality != "certain"


def _code(look: Index, claim: Claim) -> tuple[str | None, Argument | None]:
    """The code by verb, by verb and particle, by noun under a light verb; with the argument that holds the noun."""
    text = look.reports[claim.report].text
    follower = re.match(r"\W+(\w+)", text[claim.predicate_span.end : claim.predicate_span.end + 20])
    if follower and (claim.predicate + " " + follower[1].lower(), "verb") in codes():
        return codes()[claim.predicate + " " + follower[1].lower(), "verb"], None
    if claim.predicate in LETS_OUT and any((a.head or "").lower() in WORKS for a in claim.arguments):
        return None, None
    if claim.predicate not in LIGHT and (claim.predicate, "verb") in codes() and not stands_as_noun(look, claim):
        return codes()[claim.predicate, "verb"], None
    if claim.predicate not in LIGHT and (claim.predicate, "noun") in codes():
        weak = WEAK.search(text, max(claim.spans[0].start, claim.predicate_span.start - 40), claim.predicate_span.end)
        return (None, None) if weak else (codes()[claim.predicate, "noun"], None)
    for argument in claim.arguments:
        noun = (argument.head or "").lower()
        if (noun, "noun") not in codes() or argument.start is None or argument.end is None:
            continue
        words = text[argument.start : argument.end]
        if not WEAK.search(words) and (claim.predicate.split()[0] in LIGHT or _is_dated(look, claim, argument)):
            return codes()[noun, "noun"], argument
    return None, None


def _is_dated(look: Index, claim: Claim, argument: Argument) -> bool:
    """Does the noun phrase hold a date of its own ("his 2018 trip")? Then it tells of something that took place."""
    start, end = argument.start or 0, argument.end or 0
    return any(start <= t.start and t.end <= end for t in look.dates(claim))


def _parties(look: Index, claim: Claim, holder: Argument | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients: agents act; under a noun, its possessor acts, and who "is under" it receives."""
    arguments = turned(look, claim)
    agents = [a for a in arguments if a.role == "agent" and a is not holder and not cannot_act(look, claim, a)]
    doers = [i for a in agents for i in _entities(look, claim, a, whole=True)]
    others = [
        i
        for a in arguments
        if a.role in ("patient", "theme", "recipient", "goal", "place", "source") and a is not holder
        for i in _entities(look, claim, a)
    ]
    if holder is not None:
        within = list(_entities(look, claim, holder))
        before = look.reports[claim.report].text[max(0, (holder.start or 0) - UNDER_REACH) : holder.start or 0]
        if within and UNDER.search(before):
            beside = [a for a in claim.arguments if a is not holder and _between(claim, a, holder)]
            others = doers + [i for i in others if i not in within]
            doers = within + [i for a in beside for i in _entities(look, claim, a)]
            others = [i for i in others if i not in doers]
        elif doers or is_undergone(holder.head or "", "noun"):
            others = within + others  # "the release of the girls": they let nobody go
        elif within:
            doers, others = within[:1], within[1:] + others
    actors = tuple(dict.fromkeys(doers))
    return actors, tuple(i for i in dict.fromkeys(others) if i not in actors)


def _before(claim: Claim, argument: Argument) -> bool:
    """Does an argument stand before the predicate? "His daughter will be freed" is no plan of whoever says so."""
    return argument.end is not None and argument.end <= claim.predicate_span.start


def _between(claim: Claim, argument: Argument, holder: Argument) -> bool:
    """Does an argument stand between the predicate and the noun ("is under *Norland* and Sudrian sanctions")?"""
    ends = (argument.start, argument.end, holder.start)
    return None not in ends and claim.predicate_span.end <= (ends[0] or 0) <= (ends[1] or 0) <= (ends[2] or 0)


def _entities(look: Index, claim: Claim, argument: Argument, *, whole: bool = False) -> tuple[str, ...]:
    """The argument's entity, else those named within it, if they can act; ``whole``: only a name that begins it or holds its head.

    "The Norland navy" is Norland's, "the quake off Norland" is not.
    """
    if argument.entity is not None and look.entities[argument.entity].kind in PARTIES:
        found: tuple[str, ...] = (argument.entity,)
    elif argument.start is not None and argument.end is not None:
        within = look.mentioned(claim.report, argument.start, argument.end)
        head = (argument.head or "").lower()[:STEM]
        text = look.reports[claim.report].text
        leads = argument.start + len("the ")
        kept = (e for m, e in within if not whole or m.start <= leads or head in text[m.start : m.end].lower())
        found = tuple(dict.fromkeys(kept))
    else:
        found = ()
    return tuple(i for i in found if look.entities[i].kind in PARTIES)


def _date(look: Index, claim: Claim) -> str | None:
    """The act's day, month or year as far as the claim gives it."""
    earliest, latest = dated(look, claim)
    if earliest is None or latest is None:
        return None
    if earliest[:10] == latest[:10]:
        return earliest[:10]
    if earliest[:7] == latest[:7]:
        return earliest[:7]
    return earliest[:4] if earliest[:4] == latest[:4] else None


# ------------------------------------------------------------------------------------------------ statements and denials
def _statements(look: Index, claim: Claim, *, spoken_for: bool) -> list[Act]:
    """A row for each party that says or denies the claim in its own name; agencies and outlets only pass on."""
    steps = [s for s in claim.chain if s.role != "outlet"]
    if not steps or steps[-1].role != "speaker":
        return []
    speakers = [s.entity for s in steps[-1].sources if s.entity is not None]
    if claim.factuality == "denied":
        return [Act(claim, None, (who,), (), "denied", None, None) for who in speakers]
    if claim.factuality != "certain" or spoken_for or not speakers:
        return []
    return [Act(claim, None, tuple(dict.fromkeys(speakers)), (), "occurred", None, None)]


# ------------------------------------------------------------------------------------------------ rows
def _group(look: Index, acts: list[Act]) -> list[list[Act]]:
    """Acts that are one: same code, actor and status, and the same day, the same statement or words for one event."""
    near: dict[tuple[str | None, ...], list[int]] = {}
    for n, act in enumerate(acts):
        kind = act.code, act.status
        if act.date is not None:
            near.setdefault((*kind, act.date, act.claim.predicate), []).append(n)
        for proposition in look.propositions.get(act.claim.id, ()):
            near.setdefault((*kind, proposition.id), []).append(n)
        if act.claim.id in look.chains:
            near.setdefault((*kind, look.chains[act.claim.id]), []).append(n)
    pairs = [
        (a, b)
        for members in near.values()
        for position, a in enumerate(members)
        for b in members[max(0, position - REACH) : position]
        if _same(look, acts[a], acts[b])
    ]
    return [[acts[n] for n in group] for group in DisjointSets(range(len(acts)), pairs).groups()]


def _same(look: Index, a: Act, b: Act) -> bool:
    """Are two acts of one code and status one act?"""
    if set(a.actors).isdisjoint(b.actors):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    shared = {p.id for p in look.propositions.get(a.claim.id, ())} & {
        p.id for p in look.propositions.get(b.claim.id, ())
    }
    if shared or (a.code is not None and _one_event(look, a, b)):
        return True
    if a.code is None or not (a.date and b.date):
        return False
    return len(a.date) == 10 and a.date == b.date and a.claim.predicate == b.claim.predicate


def _one_event(look: Index, a: Act, b: Act) -> bool:
    """Do the words that carry two acts stand for one event, done to the same or at the same place?"""
    chain = look.chains.get(a.claim.id)
    at_one_place = a.place is not None and a.place == b.place
    met = at_one_place or bool(set(a.recipients) & set(b.recipients))
    return met and chain is not None and chain == look.chains.get(b.claim.id)


def _row(look: Index, group: list[Act]) -> Event:
    """One row; the day is the finest that its claims give."""
    when = max((a.date for a in group if a.date), key=len, default=None)
    return Event(
        actors=tuple(dict.fromkeys(i for a in group for i in a.actors)),
        code=group[0].code,
        recipients=tuple(
            i for i in dict.fromkeys(i for a in group for i in a.recipients) if all(i not in a.actors for a in group)
        ),
        date=when,
        place=next((a.place for a in group if a.place), None),
        status=group[0].status,
        background=_is_background(look, when),
        claims=tuple(dict.fromkeys(a.claim.id for a in group)),
    )


def _is_background(look: Index, when: str | None) -> bool:
    """Was it over more than a month before the first report came out? Undated acts and undated stories: no."""
    published = look.first_published
    if when is None or published is None:
        return False
    first = date.fromisoformat(published)
    if len(when) == 10:
        return (first - date.fromisoformat(when)).days > BACKGROUND_DAYS
    if len(when) == 7:
        return (first.year * 12 + first.month) - (int(when[:4]) * 12 + int(when[5:])) > 1
    return int(when) < first.year
