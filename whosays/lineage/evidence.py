"""What the tracing of one story rests on: the credits and citations of each report, and what each pair shares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from whosays.lineage.borrowing import Borrowing, borrowings
from whosays.lineage.citations import Citing, compiled_from, read_citations, rests_on
from whosays.lineage.credits import Credit, read_credits
from whosays.lineage.names import Names, squash, story_names
from whosays.lineage.overlap import Overlap, overlaps, twins
from whosays.lineage.prose import Body, bodies_of
from whosays.lineage.rewriting import Alignment, Sentences, alignments, stems_of
from whosays.lineage.sentences import sentences_of
from whosays.model import Passage, Reading, Report

# Credits that carry a text, the one nearest to the words first: a paper whose story an agency carries is the origin.
_CARRIERS = ("information", "republished", "dateline", "address", "copyright", "byline", "signoff")
_CORRECTS = re.compile(
    r"^\W*(?:correct(?:ion|ed|s)\b|update\b|clarification\b|retraction\b)|\b(?:withdraws|corrects itself|retracts)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\bearlier version of this (?:article|story|report)|\bwe (?:withdraw|retract|regret)\b|\bour (?:first|earlier) report\b"
    r"|\b(?:it|agency|newspaper) (?:also )?(?:corrects|withdraws|retracts)\b|\b(?:corrects|withdraws|retracts) its\b|\b(?:was|is) wrong and (?:is|we) withdraw",
    re.I,
)
_STUB = 40  # words of own prose under which a report is a link to a text rather than a text
_CHOSEN, _CHOSEN_ONCE = 20, 16  # shared words, neither names nor figures: in all stretches, in one
_ALL = 0.9  # share of both texts that makes them one text, however short
_MOST = 0.6  # share of one of two texts that the other holds, in words or in sentences, where it is held as a whole
_SMALL = frozenset("a an the and or of in on at to for by from with as is are was were be that it its his her".split())


@dataclass(frozen=True, slots=True)
class Witness:
    """One report as the tracing sees it; ``origin`` is whom it credits or rests on, ``None`` where that is its own outlet."""

    report: Report
    outlet: str | None
    credits: tuple[Credit, ...]
    citing: Citing
    origin: str | None
    rests: bool
    moment: tuple[str, bool] | None
    headlines: frozenset[frozenset[str]]
    stub: bool
    corrects: Passage | None
    takes_back: bool
    first: Passage

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.report.id


@dataclass(frozen=True, slots=True)
class Shared:
    """What two reports share: equal stretches, sentences alike in order, words that one says it has from the other."""

    a: str
    b: str
    overlap: Overlap | None
    alignment: Alignment | None
    borrowing: Borrowing | None = None

    @property
    def containment(self) -> float:
        """Share of the smaller report's shingles that the other holds."""
        return self.overlap.containment if self.overlap else 0.0

    @property
    def whole(self) -> bool:
        """Is one a reprint of the other, as a whole: verbatim, cut, or lightly rewritten?

        Measured on pairs of real reports of one event: reprints from .30 containment or half of the shorter report's
        sentences in order; reports that only quote the same people stay below .12 and .28. Where half of either text is
        its own, one holds a part of the other.
        """
        if self.borrowing and self.borrowing.leads:
            return True
        if self.overlap is not None and min(self.overlap.cover_a, self.overlap.cover_b) >= _ALL:
            return True
        aligned, share = (self.alignment.aligned, self.alignment.share) if self.alignment else (0, 0.0)
        edited = aligned >= 4 and (share >= 0.5 or (share >= 0.35 and self.containment >= 0.1))
        if self.overlap is None or self.overlap.free < _CHOSEN:
            return edited
        cover = self.overlap.cover_a, self.overlap.cover_b
        if self.containment >= 0.3:
            return max(*cover, share) >= _MOST
        return edited or (self.containment >= 0.15 and min(cover) >= 0.2)

    @property
    def part(self) -> bool:
        """Does one hold passages of the other: stretches of words that both writers cannot have chosen alone?

        Names and figures stand in every report of an event; twenty other words in shared stretches, or sixteen in one,
        do not. Measured on pairs of real reports of one event: unrelated ones share at most 19 and 13.
        """
        prose = self.overlap is not None and (self.overlap.free >= _CHOSEN or self.overlap.longest_free >= _CHOSEN_ONCE)
        return prose or self.borrowing is not None

    @property
    def passages(self) -> tuple[tuple[Passage, Passage], ...]:
        """The stretches, of ``a`` and of ``b``: equal ones, else the sentences that say the same."""
        for overlap in (self.overlap, self.borrowing.overlap if self.borrowing else None):
            if overlap and overlap.runs:
                return overlap.passages
        return self.alignment.passages if self.alignment else ()


@dataclass(frozen=True, slots=True)
class Story:
    """All witnesses, the earliest first, and every pair that shares something."""

    witnesses: tuple[Witness, ...]
    shared: tuple[Shared, ...]
    names: Names


def gather(readings: Sequence[Reading]) -> Story:
    """Credits, citations and shared text of the reports of one story, whatever the order given."""
    ordered = sorted(readings, key=lambda reading: (_moment(reading.report) or ("9", False), reading.report.id))
    names = story_names(ordered)
    sentences = [sentences_of(reading) for reading in ordered]
    bodies = bodies_of(ordered, sentences=sentences)
    stems = [stems_of(body, sentences=spans) for body, spans in zip(bodies, sentences, strict=True)]
    witnesses = tuple(
        _witness(reading, read_citations(reading, sentences=spans, names=names), body.size, names)
        for reading, spans, body in zip(ordered, sentences, bodies, strict=True)
    )
    witnesses = tuple(_compiled(witness, _publishers(witnesses)) for witness in witnesses)
    borrowed = borrowings(
        ordered,
        sentences=sentences,
        citing=[witness.citing for witness in witnesses],
        publishers=_publishers(witnesses),
        open_to=[witness.origin is None for witness in witnesses],
    )
    return Story(witnesses, _shared(bodies, stems, borrowed), names)


def _compiled(witness: Witness, publishers: Mapping[str, Sequence[int]]) -> Witness:
    """A report put together from other publishers rests on the one of them that is in the story."""
    known = [name for name in compiled_from(witness.citing) if squash(name) in publishers]
    alone = witness.origin is None and len(known) == 1
    return replace(witness, origin=known[0], rests=True) if alone else witness


def _publishers(witnesses: Sequence[Witness]) -> dict[str, list[int]]:
    """By squashed name, the reports that a publisher printed, then those that credit it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, witness in enumerate(witnesses):
        if witness.outlet and witness.origin is None:
            found[squash(witness.outlet)].append(number)
    for number, witness in enumerate(witnesses):
        if witness.origin and not witness.rests:
            found[squash(witness.origin)].append(number)
    return found


def _shared(bodies: Sequence[Body], stems: Sequence[Sentences], borrowed: Sequence[Borrowing]) -> tuple[Shared, ...]:
    """Every pair that shares something, in the order of the reports."""
    found = overlaps(bodies)
    again = twins(found)
    place = {body.report: number for number, body in enumerate(bodies)}
    verbatim = {(overlap.a, overlap.b): overlap for overlap in found}
    edited = {(pair.a, pair.b): pair for pair in alignments([report for report in stems if report.report not in again])}
    cited = {(each.overlap.a, each.overlap.b): each for each in sorted(borrowed, key=lambda each: each.leads)}
    pairs = sorted(verbatim.keys() | edited.keys() | cited.keys(), key=lambda pair: (place[pair[0]], place[pair[1]]))
    return tuple(Shared(a, b, verbatim.get((a, b)), edited.get((a, b)), cited.get((a, b))) for a, b in pairs)


def _witness(reading: Reading, citing: Citing, size: int, names: Names) -> Witness:
    report = reading.report
    outlet = names.outlet(report)
    found = read_credits(report, names=names)
    carried = [
        credit.name for kind in _CARRIERS for credit in found if credit.kind == kind and not _same(credit.name, outlet)
    ]
    rested = None if carried else rests_on(citing)
    if names.is_agency(rested) and not names.is_wire(rested):
        rested = None  # a report that quotes a state's agency on the state has reporting of its own
    lead = next((s for s in reading.report.segments if s.role == "headline"), None)
    headline = (lead.start, lead.end) if lead else (0, max(1, len(report.text.split("\n", 1)[0])))
    return Witness(
        report=report,
        outlet=outlet,
        credits=found,
        citing=citing,
        origin=carried[0] if carried else rested,
        rests=rested is not None,
        moment=_moment(report),
        headlines=frozenset(_headlines(report, report.text[slice(*headline)])),
        stub=size < _STUB,
        corrects=_correction(report, headline),
        takes_back=_EARLIER.search(report.text) is not None,
        first=Passage(report.id, *headline),
    )


def _same(name: str, outlet: str | None) -> bool:
    return outlet is not None and squash(name) == squash(outlet)


def _moment(report: Report) -> tuple[str, bool] | None:
    """When a report came out, in UTC where the offset is known, and whether the clock time is known."""
    value = (report.published.value or "").strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    timed = len(value) > 10 and not value[10:].startswith("T00:00:00")
    return moment.isoformat(), timed


def _headlines(report: Report, headline: str) -> Iterator[frozenset[str]]:
    """Content words of headline, title and address, where five or more: what places a report without a text."""
    slug = max(urlsplit(report.url or "").path.split("/"), key=len)
    for text in (headline, report.title or "", re.sub(r"\.\w+$", "", slug).replace("-", " ")):
        words = frozenset(re.findall(r"[^\W_]+", text.lower())) - _SMALL
        words = frozenset(word for word in words if not (word.isdigit() and len(word) > 4))
        if len(words) >= 5:
            yield words


def _correction(report: Report, headline: tuple[int, int]) -> Passage | None:
    """The words by which a report says that it replaces an earlier one."""
    zone = next((s for s in report.segments if s.role == "correction"), None)
    if zone:
        return Passage(report.id, zone.start, zone.end)
    match = _CORRECTS.search(report.text[slice(*headline)])
    if match:
        return Passage(report.id, headline[0] + match.start(), headline[0] + match.end())
    match = _EARLIER.search(report.text)
    return Passage(report.id, match.start(), match.end()) if match else None


def earlier(a: Witness, b: Witness) -> bool | None:
    """Did ``a`` come out before ``b``? ``None`` where the stamps do not say."""
    if a.moment is None or b.moment is None:
        return None
    (one, timed), (other, clocked) = a.moment, b.moment
    if one[:10] == other[:10] and not (timed and clocked):
        return None
    return None if one == other else one < other


def by_id(story: Story) -> Mapping[str, Witness]:
    """Witnesses by report id."""
    return {witness.id: witness for witness in story.witnesses}
