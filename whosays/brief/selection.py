"""What the brief tells of a story, and in what order: printed sentences, by who speaks in them and how firmly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from whosays.brief.clauses import is_clause, sentence_of
from whosays.brief.lookup import Index
from whosays.brief.timeline import dated
from whosays.brief.tolls import counts_dead, tolls
from whosays.brief.wording import FIRST_PERSON, PRONOUN, gist
from whosays.model import Claim, Proposition, SegmentRole, Span

Section = Literal["told", "shared", "denied", "expected", "corrected", "single", "background", "withdrawn"]
UNSPOKEN: frozenset[SegmentRole] = frozenset(
    {"headline", "byline", "photo_credit", "metadata_prefix", "boilerplate", "dateline"}
)
OPEN = frozenset({"expected", "probable", "possible", "conditional", "hypothetical", "unconfirmed"})
STATES = frozenset(
    {"be", "have", "remain", "serve", "contain", "include", "mirror", "equip", "call", "know", "mark", "own", "use"}
)
OLD_DAYS = 31
LEAD_WORDS = 6  # a lead says who did what
TOP = 0.25  # share of a report that is its top
GRAVE = 0.6  # how near to the most prominent news a number of dead must stand to be what the brief begins with
LEANING = 0.75  # what a sentence that begins with "it" or "they", or tells of what was before, is worth as a beginning
LOWER = 0.8  # what one is worth that its own report prints below the top
EARLIER = re.compile(
    r"\b(?:also|another|the same|previous|previously|then|last (?:year|month)|(?:years?|months?) (?:ago|earlier|before))\b",
    re.IGNORECASE,
)  # "Cables were also damaged in January": not the news
CORRECTS = re.compile(  # a publisher about its own words
    r"\b(?:(?:corrects|withdraws|retracts) (?:its|an|the)|(?:we|agency|paper|site) (?:now )?(?:withdraws?|retracts?|corrects?)"
    r"|an earlier version of this|a sentence we)\b",
    re.IGNORECASE,
)
SLIP = re.compile(
    r"['’]s (?:has|have|had|is|was|will)\b|\b(\w+) \1\b"
)  # "Smith's has said", "is is": no sentence to begin with


@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice says in one printed sentence: the claims in text order, the sentence, where it belongs, how much it weighs.

    ``weight`` sorts ascending: more reports (where any names a source), then more independent origins, then a named voice, then nearer
    the top of its report.
    """

    report: str
    sentence: Span
    voice: tuple[str, ...]
    claims: tuple[Claim, ...]
    section: Section
    weight: tuple[int, int, bool, int, float]

    @property
    def main(self) -> Claim:
        """The claim that carries the sentence: the first that is a clause, else the first."""
        return self.claims[0]

    @property
    def is_colour(self) -> bool:
        """Is it somebody's own words about what no other report has? "It was like hitting a wall" can wait for the facts."""
        main = self.main
        dated = bool(main.quantities or main.times)
        return main.quote == "direct" and self.section == "told" and self.weight[0] == -1 and not dated

    @property
    def extent(self) -> Span:
        """From the first to the last character of its claims."""
        return Span(
            min(s.start for c in self.claims for s in c.spans), max(s.end for c in self.claims for s in c.spans)
        )


def statements(look: Index) -> tuple[Statement, ...]:
    """All that the reports say, one statement for each sentence and voice, in order of reports and text."""
    groups: dict[tuple[str, Span, tuple[str, ...]], list[Claim]] = {}
    for claim in look.record.told:
        if claim.zone in UNSPOKEN:
            continue
        groups.setdefault((claim.report, sentence_of(look, claim), voice(claim)), []).append(claim)
    _settle(look, groups)
    rank = {report.id: n for n, report in enumerate(look.record.reports)}
    keys = sorted(groups, key=lambda k: (rank[k[0]], k[1], k[2]))
    return tuple(
        _statement(look, report, sentence, who, groups[report, sentence, who]) for report, sentence, who in keys
    )


def _substance(look: Index, claims: Sequence[Claim]) -> int:
    """How much a background statement would tell a reader: a named person, a calendar date."""
    spans = [(c.report, s) for c in claims for s in c.spans]
    named = [e for report, s in spans for m, e in look.mentioned(report, s.start, s.end) if m.form == "name"]
    return any(look.entities[e].kind == "person" for e in named) + any(look.dates(c) for c in claims)


def _settle(look: Index, groups: dict[tuple[str, Span, tuple[str, ...]], list[Claim]]) -> None:
    """Noun phrases in the outlet's voice ("his armoured train") go to the only other voice of their sentence."""
    heard: dict[tuple[str, Span], list[tuple[str, Span, tuple[str, ...]]]] = {}
    for key in sorted(groups):
        heard.setdefault(key[:2], []).append(key)
    for report, sentence, who in sorted(groups):
        others = [key for key in heard[report, sentence] if key[2]]
        claims = groups[report, sentence, who]
        if not who and len(others) == 1 and not any(is_clause(look, c) for c in claims):
            groups[others[0]].extend(claims)
            del groups[report, sentence, who]


def voice(claim: Claim) -> tuple[str, ...]:
    """Who speaks: the sources at the far end of the chain by entity or name; empty for the outlet and for nobody in particular."""
    steps = [s for s in claim.chain if s.role != "outlet"]
    named = {s.entity or (s.name or "").lower() for s in steps[-1].sources} if steps else set()
    return tuple(sorted(named - {""}))


def _statement(look: Index, report: str, sentence: Span, who: tuple[str, ...], claims: list[Claim]) -> Statement:
    ordered = sorted(claims, key=lambda c: (c.spans[0].start, -c.spans[-1].end, c.id))
    clauses = [c for c in ordered if is_clause(look, c) and voice(c) == who] or [c for c in ordered if voice(c) == who]
    firm = [c for c in clauses if c.factuality == "certain" and is_clause(look, c)]
    main = (firm or clauses or ordered)[0]
    together = (main, *(c for c in ordered if c is not main))
    length = max(len(look.reports[report].text), 1)
    best = [p for c in ordered for p in look.propositions.get(c.id, ())]
    sourced = max((p.independent_sources for p in best), default=0)
    return Statement(
        report=report,
        sentence=sentence,
        voice=who,
        claims=together,
        section=_section(look, main, ordered, who, sentence),
        weight=(
            -max((len(reports_of(look, p)) for p in best), default=1) if sourced else -1,
            -sourced,
            not who,
            -len(who) if who else -_substance(look, ordered),
            sentence.start / length,
        ),
    )


def reports_of(look: Index, proposition: Proposition) -> tuple[str, ...]:
    """The reports that print a proposition, in the record's order."""
    return look.printing[proposition.id]


def _section(look: Index, main: Claim, claims: Sequence[Claim], who: tuple[str, ...], sentence: Span) -> Section:
    """Where a statement belongs, by its main claim."""
    if any(c.factuality == "retracted" or c.zone == "correction" for c in claims) or CORRECTS.search(
        look.words(main, sentence)
    ):
        return "corrected"
    if any(p.status == "retracted" for p in look.propositions.get(main.id, ())):
        return "withdrawn"
    if any(c.factuality == "denied" for c in claims):
        return "denied"
    if is_old(look, main) or (not who and main.predicate in STATES and main.factuality == "certain"):
        return "background"
    if main.factuality in OPEN:
        return "expected"
    if who:
        return "told"
    shared = any(len(reports_of(look, p)) > 1 for c in claims for p in look.propositions.get(c.id, ()))
    return "shared" if shared else "single"


def is_old(look: Index, claim: Claim) -> bool:
    """Does the claim date itself more than a month before the first report, or in an earlier year?"""
    published = look.first_published
    _, latest = dated(look, claim)
    if latest is None or published is None or not re.match(r"\d{4}-\d\d-\d\d", latest):
        return False
    return (date.fromisoformat(published) - date.fromisoformat(latest[:10])).days > OLD_DAYS


def _mostly_old(look: Index, proposition: Proposition) -> bool:
    """Do more of its claims date themselves long before the reports than near them?"""
    held = [look.claims[i] for i in proposition.claims if i in look.claims]
    old = sum(is_old(look, claim) for claim in held)
    return 2 * old > sum(dated(look, claim)[1] is not None for claim in held)


def lead(look: Index, found: Sequence[Statement]) -> tuple[Statement, Proposition] | None:
    """The statement to begin with: of the news that most reports put at their top and in their headlines, with most origins, the one told earliest.

    Words that give the last of several accounts come before those that give one since replaced. Where half of the
    reports have a number of dead at their top, it is the news.
    """
    ranked = list(_ranked(look, found))
    if not ranked:
        return None
    best = _best(ranked)
    dead = [one for one in ranked if _tells_dead(look, one.statement)] if _is_grave(look, best.proposition) else []
    if dead:
        latest = [one for one in dead if not look.latest.isdisjoint(c.id for c in one.statement.claims)]
        best = _best(latest or dead)
    return best.statement, best.proposition


def _best(ranked: Sequence[_Beginning]) -> _Beginning:
    """The first in rank; what comes second in a rank is only looked at where the first is equal."""
    first = min(one.first for one in ranked)
    return min((one for one in ranked if one.first == first), key=_Beginning.rest)


def _tells_dead(look: Index, statement: Statement) -> bool:
    """Does the main claim give a number of dead, or one beside it the last that the reports have?"""
    return counts_dead(_clause_words(look, statement.main)) or _counts_last(look, statement)


def _counts_last(look: Index, statement: Statement) -> bool:
    """Does any claim give the last number of dead that the reports have ("A clean-up is under way after the storm killed three")?"""
    return any(c.id in look.latest and counts_dead(_clause_words(look, c)) for c in statement.claims)


def _is_grave(look: Index, rival: Proposition) -> bool:
    """Do half of the reports have a number of dead at their top, a third of the headlines too, and few more the other news?"""
    told = [c.id for c in look.record.told if counts_dead(_clause_words(look, c)) and not is_old(look, c)]
    lines = [
        report.text[segment.start : segment.end]
        for report in look.record.reports
        for segment in report.segments
        if segment.role == "headline"
    ]
    headed, at_top = sum("dead" in tolls(line) for line in lines), heads(look, told)
    return (
        2 * at_top >= len(look.record.reports)
        and 3 * headed >= len(lines)
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
    news = (s for s in found if s.section in ("told", "shared", "single", "expected") or _counts_last(look, s))
    for number, statement in enumerate(news):
        if not is_clause(look, statement.main) or is_spoken(look, statement):
            continue
        for proposition in look.propositions.get(statement.main.id, ()):
            if proposition.id not in at_top:
                at_top[proposition.id] = _prominent(look, proposition, headlines)
            prominent = at_top[proposition.id]
            if prominent is not None:
                yield _Beginning(look, headlines, statement, proposition, -prominent * _worth(look, statement), number)


def _prominent(look: Index, proposition: Proposition, headlines: _Headlines) -> float | None:
    """How much the reports make of a proposition; ``None`` where it stands for nothing, or mostly for what is long past."""
    if proposition.status in ("denied", "retracted", "superseded", "unconfirmed") or _mostly_old(look, proposition):
        return None
    return prominence(look, proposition) + _headed(look, proposition, headlines)


def is_spoken(look: Index, statement: Statement) -> bool:
    """Is the main claim somebody's own words ("We appreciate your respect")?"""
    words = look.words(statement.main, statement.main.spans[0])
    return statement.main.quote == "direct" or FIRST_PERSON.search(words) is not None


def _worth(look: Index, statement: Statement) -> float:
    """What a sentence is worth as a beginning: less where it leans on another, tells of an earlier case or stands low in its report."""
    words = look.words(statement.main, statement.extent)
    leans = PRONOUN.match(words) is not None or EARLIER.search(words) is not None
    return (LEANING if leans else 1.0) * (1.0 if statement.weight[-1] < TOP else LOWER)


def _clause_words(look: Index, claim: Claim) -> str:
    return " ".join(look.words(claim, span) for span in claim.spans)


def prominence(look: Index, proposition: Proposition) -> float:
    """In how many reports a proposition stands at the top: 1 for a headline or the first quarter, else a quarter each."""
    return sum(_places(look, proposition.claims).values())


def _headed(look: Index, proposition: Proposition, headlines: _Headlines) -> float:
    """How much of the reports' headlines the words of a proposition's claims give: a share of each, added up."""
    claims = [look.claims[i] for i in proposition.claims if i in look.claims]
    worded = (look.words(c, Span(c.spans[0].start, c.spans[-1].end)) for c in claims)
    return max((headlines.given(words) for words in worded), default=0.0)


class _Headlines:
    """The headlines of a story by the stems in them, so that words are only set beside those that share one."""

    def __init__(self, look: Index) -> None:
        spans = ((r.text, s) for r in look.record.reports for s in r.segments if s.role == "headline")
        heads = [gist(text[segment.start : segment.end])[1] for text, segment in spans]
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
