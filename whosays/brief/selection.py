"""What the brief tells of a story, and in what order: printed sentences, by who speaks in them and how firmly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from whosays.brief.clauses import is_clause, sentence_of
from whosays.brief.lookup import Index
from whosays.brief.timeline import dated
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
NOW = re.compile(
    r"\b(?:is|are|am|['’]re)\s(?:\w+ly\s|now\s|not\s|being\s){0,2}\Z"
)  # "is | selling the gun used in 2012"
NOW_REACH = 80  # characters in front of a verb that are looked at
CORRECTS = re.compile(  # a publisher about its own words
    r"\b(?:(?:corrects|withdraws|retracts) (?:its|an|the)|(?:we|agency|paper|site) (?:now )?(?:withdraws?|retracts?|corrects?)"
    r"|an earlier version of this|a sentence we)\b",
    re.IGNORECASE,
)


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
    if (
        is_old(look, main)
        or main.zone == "caption"
        or (not who and main.predicate in STATES and main.factuality == "certain" and not _opens(look, main, sentence))
    ):
        return "background"
    if main.factuality in OPEN:
        return "expected"
    if who:
        return "told"
    shared = any(len(reports_of(look, p)) > 1 for c in claims for p in look.propositions.get(c.id, ()))
    return "shared" if shared else "single"


def _opens(look: Index, main: Claim, sentence: Span) -> bool:
    """Does the sentence open its report? "The town has a new mayor" is the news there."""
    return look.opening_of.get(main.report, sentence.start) >= sentence.start


def is_old(look: Index, claim: Claim) -> bool:
    """Does the claim date itself more than a month before the first report, or in an earlier year? What "is being sold" now does not."""
    published = look.first_published
    text, verb = look.reports[claim.report].text, claim.predicate_span
    if verb.of(text).endswith("ing") and NOW.search(text, max(0, verb.start - NOW_REACH), verb.start):
        return False
    _, latest = dated(look, claim)
    if latest is None or published is None or not re.match(r"\d{4}-\d\d-\d\d", latest):
        return False
    return (date.fromisoformat(published) - date.fromisoformat(latest[:10])).days > OLD_DAYS
