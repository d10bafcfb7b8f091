"""What a brief begins with: the news that most reports put at their top and in their headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from whosays.brief.clauses import is_clause
from whosays.brief.insertions import PRONOUN, lacks_name
from whosays.brief.leaning import SOME_MAN
from whosays.brief.lookup import Index
from whosays.brief.selection import Statement, is_old
from whosays.brief.timeline import dated
from whosays.brief.tolls import counts_dead, tolls
from whosays.brief.wording import gist
from whosays.model import Claim, Proposition, Span
from whosays.text.printed import FIRST_PERSON, HANGS_ON

LEAD_WORDS = 6  # a lead says who did what
TOP = 0.25  # share of a report that is its top
GRAVE = 0.6  # how near to the most prominent news a number of dead must stand to be what the brief begins with
LEANING = 0.75  # what a sentence that begins with "it" or "they", or tells of what was before, is worth as a beginning
DOUBT = 0.6  # what one is worth that tells what somebody fears or holds possible
DOUBTED = frozenset({"possible", "probable", "unconfirmed", "conditional"})
FIRST = 1.25  # what a report's first sentence is worth, where news stands
FRESH = 1.15  # what one is worth whose day is one of the last before its report came out
DAYS = 3
NEWEST = 1.25  # what one is worth of the only report of the last day
LOWER = 0.8  # what one is worth that its own report prints below the top
HANGING = 0.5  # what one is worth that is too short, gives a figure since replaced, that its sentence only adds, or is about "the man" of another
EARLIER = re.compile(
    r"\b(?:also|another|the same|previous|previously|then|last (?:year|month)|earlier this (?:week|month|year)"
    r"|(?:years?|months?|weeks?) (?:ago|earlier|before))\b",
    re.IGNORECASE,
)  # "Cables were also damaged in January": not the news
SLIP = re.compile(
    r"['’]s (?:has|have|had|is|was|will)\b|\b(\w+) \1\b"
)  # "Smith's has said", "is is": no sentence to begin with


def _mostly_old(look: Index, proposition: Proposition) -> bool:
    """Do more of its claims date themselves long before the reports than near them?"""
    held = [look.claims[i] for i in proposition.claims if i in look.claims]
    old = sum(is_old(look, claim) for claim in held)
    return 2 * old > sum(dated(look, claim)[1] is not None for claim in held)


def leads(look: Index, found: Sequence[Statement]) -> Iterator[tuple[Statement, Proposition]]:
    """What could begin the brief, best first: the news of :func:`_lead`, then what would be without it, and so on."""
    ranked = list(_ranked(look, found))
    while ranked:
        best = _lead(look, ranked)
        yield best.statement, best.proposition
        ranked = [one for one in ranked if one.statement is not best.statement]


def _lead(look: Index, ranked: Sequence[_Beginning]) -> _Beginning:
    """The statement to begin with: of the news that most reports put at their top and in their headlines, with most origins, the one told earliest.

    Words that give the last of several accounts come before those that give one since replaced. Where half of the
    reports have a number of dead at their top, it is the news.
    """
    best = _best(ranked)
    dead = [one for one in ranked if _tells_dead(look, one.statement)] if _is_grave(look, best.proposition) else []
    if dead:
        latest = [one for one in dead if not look.latest.isdisjoint(c.id for c in one.statement.claims)]
        return _best(latest or dead)
    return best


def _best(ranked: Sequence[_Beginning]) -> _Beginning:
    """The first in rank; what comes second in a rank is only looked at where the first is equal."""
    first = min(one.first for one in ranked)
    return min((one for one in ranked if one.first == first), key=_Beginning.rest)


def _tells_dead(look: Index, statement: Statement) -> bool:
    """Does the main claim give a number of dead, or one beside it the last that the reports have?"""
    return counts_dead(_clause_words(look, statement.main)) or _counts_last(look, statement)


def _counts_last(look: Index, statement: Statement) -> bool:
    """Does any claim give the last number of dead that the reports have ("A clean-up is under way after the storm killed three")?"""
    last = (c for c in statement.claims if c.id in look.latest)
    return any(counts_dead(look.words(c, Span(c.spans[0].start, c.spans[-1].end))) for c in last)


def _is_grave(look: Index, rival: Proposition) -> bool:
    """Do half of the reports have a number of dead at their top, a third of the headlines too, and few more the other news?"""
    told = [c.id for c in look.record.told if counts_dead(_clause_words(look, c)) and not is_old(look, c)]
    headed, at_top = sum("dead" in tolls(line) for line in look.headlines), heads(look, told)
    return (
        2 * at_top >= len(look.record.reports)
        and 3 * headed >= len(look.headlines)
        and at_top >= GRAVE * prominence(look, rival)
    )


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A statement that could begin a brief, the news that it tells, and its rank, ascending: ``first``, then :meth:`rest`."""

    look: Index
    headlines: _Headlines
    statement: Statement
    proposition: Proposition
    first: float
    number: int

    def rest(self) -> tuple[bool, bool, int, int, bool, bool, bool, bool, float, float, int]:
        """All of the rank but for how prominent the news is."""
        look, statement, proposition = self.look, self.statement, self.proposition
        return (
            statement.section == "expected" or statement.main.zone == "caption",
            proposition.status == "disputed",
            -proposition.independent_sources_entailed,
            -len(proposition.claims),
            len(look.words(statement.main, statement.extent).split()) < LEAD_WORDS,
            bool(SLIP.search(look.words(statement.main, statement.sentence))),
            any(c.id in look.replaced for c in statement.claims),
            not any(c.id in look.latest for c in statement.claims),
            -round(self.headlines.given(look.words(statement.main, statement.extent)), 1),
            statement.weight[-1],
            self.number,
        )


def _ranked(look: Index, found: Sequence[Statement]) -> Iterator[_Beginning]:
    """Each statement that could begin a brief with the news that it tells."""
    at_top: dict[str, float | None] = {}
    headlines = _Headlines(look)
    first: dict[str, int] = {}
    for one in found:
        if one.main.zone == "body":
            first.setdefault(one.report, one.sentence.start)
    news = (s for s in found if s.section in ("told", "shared", "single", "expected") or _counts_last(look, s))
    for number, statement in enumerate(news):
        if (
            not is_clause(look, statement.main)
            or is_spoken(look, statement)
            or statement.main.factuality == "hypothetical"
        ):
            continue
        for proposition in look.propositions.get(statement.main.id, ()):
            if proposition.id not in at_top:
                at_top[proposition.id] = _prominent(look, proposition)
            prominent = at_top[proposition.id]
            if prominent is not None:
                given = headlines.given(look.words(statement.main, statement.sentence))
                worth = _worth(look, statement) * (
                    FIRST if statement.sentence.start <= first.get(statement.report, 0) else 1.0
                )
                yield _Beginning(look, headlines, statement, proposition, -(prominent + given) * worth, number)


def _prominent(look: Index, proposition: Proposition) -> float | None:
    """How much the reports make of a proposition; ``None`` where it stands for nothing, or mostly for what is long past."""
    if proposition.status in ("denied", "retracted", "superseded", "unconfirmed") or _mostly_old(look, proposition):
        return None
    return prominence(look, proposition)


def is_spoken(look: Index, statement: Statement) -> bool:
    """Is the main claim somebody's own words ("We appreciate your respect")?"""
    words = look.words(statement.main, statement.main.spans[0])
    return statement.main.quote == "direct" or FIRST_PERSON.search(words) is not None


def _worth(look: Index, statement: Statement) -> float:
    """What a sentence is worth as a beginning: less where it leans on another, tells of an earlier case or stands low in its report."""
    text, main = look.reports[statement.report].text, statement.main
    words = look.words(main, statement.sentence if statement.voice else statement.extent)
    leans = (
        PRONOUN.match(words)
        or lacks_name(look, statement.report, statement.sentence)
        or EARLIER.search(look.words(main, statement.extent))
    )
    outdated = any(c.id in look.replaced for c in statement.claims)
    hangs = (
        outdated
        or len(words.split()) < LEAD_WORDS
        or SOME_MAN.match(words)
        or HANGS_ON.search(text[statement.sentence.start : main.spans[0].start])
    )
    place = (1.0 if statement.weight[-1] < TOP else LOWER) * (NEWEST if statement.report == look.newest else 1.0)
    doubted = DOUBT if main.factuality in DOUBTED else 1.0
    leaning = HANGING if hangs else LEANING if leans else 1.0
    return place * doubted * leaning * (FRESH if _is_fresh(look, main) else 1.0)


def _is_fresh(look: Index, claim: Claim) -> bool:
    """Does the claim give a day or an hour of the days before its report came out?"""
    published, (earliest, latest) = look.reports[claim.report].published.value, dated(look, claim)
    if published is None or earliest is None or latest is None:
        return False
    out = date.fromisoformat(published[:10])
    return all(0 <= (out - date.fromisoformat(day[:10])).days <= DAYS for day in (earliest, latest))


def _clause_words(look: Index, claim: Claim) -> str:
    return " ".join(look.words(claim, span) for span in claim.spans)


def prominence(look: Index, proposition: Proposition) -> float:
    """In how many reports a proposition stands at the top: 1 for a headline or the first quarter, else a quarter each."""
    found = look.prominence.get(proposition.id)
    if found is None:
        found = look.prominence[proposition.id] = sum(_places(look, proposition.claims).values())
    return found


class _Headlines:
    """The headlines of a story by the stems in them, so that words are only set beside those that share one."""

    def __init__(self, look: Index) -> None:
        heads = [gist(words)[1] for words in look.headlines]
        self._sizes = [len(head) for head in heads]
        self._holding: dict[str, list[int]] = {}
        for number, head in enumerate(heads):
            for stem in head:
                self._holding.setdefault(stem, []).append(number)
        self._known: dict[frozenset[str], float] = {}

    def given(self, words: str) -> float:
        """How much of the headlines some words give: a share of each, added up in their order."""
        stems = gist(words)[1]
        if stems not in self._known:
            held = Counter(number for stem in stems for number in self._holding.get(stem, ()))
            self._known[stems] = sum(held[number] / self._sizes[number] for number in sorted(held))
        return self._known[stems]


def newsworth(look: Index, statements: Iterable[Statement]) -> dict[str, float]:
    """What the reports make of each statement, by its main claim: how many print it, where, who is named for it, what of their headlines it gives."""
    headlines = _Headlines(look)
    found: dict[str, float] = {}
    for statement in statements:
        told = [p for c in statement.claims for p in look.propositions.get(c.id, ())]
        shared = max((len(look.printing[p.id]) + prominence(look, p) for p in told), default=0.0)
        sourced = any(p.independent_sources for p in told)
        given = headlines.given(look.words(statement.main, statement.extent))
        found[statement.main.id] = shared + sourced + given
    return found


def heads(look: Index, claims: Iterable[str]) -> int:
    """How many reports have one of the claims at their top."""
    return sum(place == 1.0 for place in _places(look, claims).values())


def _places(look: Index, claims: Iterable[str]) -> dict[str, float]:
    best: dict[str, float] = {}
    for claim in (look.claims[i] for i in claims if i in look.claims):
        share = claim.spans[0].start / max(len(look.reports[claim.report].text), 1)
        top = claim.zone in ("headline", "dek") or share < TOP
        best[claim.report] = max(best.get(claim.report, 0.0), 1.0 if top else 0.25)
    return best
