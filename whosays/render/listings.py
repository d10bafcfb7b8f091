"""The views that are lists: claims of each report, timeline, cast, sources, decisions, notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from whosays.data import words
from whosays.model import Claim, Entity, Obeyed, TimelineEntry
from whosays.render import intervals, wording
from whosays.render.blocks import Line, Section, evidence
from whosays.render.story import Story
from whosays.render.worded import worded

NAMED = 60  # reports that a brief lists


def claims(story: Story) -> tuple[Section, ...]:
    """What each report says, claim by claim."""
    labels = story.labels
    return tuple(
        Section(
            labels[report.id],
            tuple(claim_line(story, claim) for claim in story.record.told if claim.report == report.id),
        )
        for report in story.reports.values()
    )


def claim_line(story: Story, claim: Claim) -> Line:
    """A claim's id, words, chain and strength."""
    strength: list[str] = [claim.factuality]
    if claim.polarity == "-":
        strength.append("negated")
    if claim.quote != "none":
        strength.append(claim.quote.replace("_", " ") + (" quote" if claim.quote.endswith("direct") else ""))
    where = evidence(story, claim) if claim.spans else None
    place = f"characters {where.passage.start}–{where.passage.end}" if where else "no words"
    return Line(
        claim.id,
        wording.in_marks(where.words if where else ""),
        " · ".join([wording.chain(story, claim), *strength, place]),
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: when (in words and as the ends of an ISO 8601 interval), what is said of it, and the claims that say so.

    ``stands``: it tells a reader something by itself. "Before this report came out" is no time, and half a clause no statement.
    """

    when: str
    said: str
    claims: tuple[Claim, ...]
    earliest: str | None
    latest: str | None
    stands: bool


def moments(story: Story) -> tuple[Moment, ...]:
    """The timeline in the record's order; entries that read the same (one hour in two zones, two parts of one sentence) are one."""
    found: dict[tuple[str, str], dict[str, Claim]] = {}
    ends: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    stand: dict[tuple[str, str], bool] = {}
    for entry in story.record.timeline:
        claims = [story.claims[one] for one in entry.claims if one in story.claims]
        said = worded(story, claims)
        words = dict.fromkeys(evidence(story, claim).words for claim in claims if claim.spans)
        when = f"{intervals.when(entry.earliest, entry.latest, entry.zone, entry.grain)}{_part(entry)}"
        line = when, said or "; ".join(wording.in_marks(one) for one in words)
        found.setdefault(line, {}).update((claim.id, claim) for claim in claims)
        ends.setdefault(line, (entry.earliest, entry.latest))
        stand.setdefault(line, said is not None and not _is_open(story, entry, claims))
    every = [Moment(*line, tuple(claims.values()), *ends[line], stand[line]) for line, claims in found.items()]
    return tuple(replace(one, stands=one.stands and not _is_part(one, every)) for one in every)


def _is_part(moment: Moment, every: Iterable[Moment]) -> bool:
    """Does another entry of the same time say all that this one says?"""
    return any(moment.said in other.said for other in every if other.when == moment.when and other.said != moment.said)


def _is_open(story: Story, entry: TimelineEntry, claims: Iterable[Claim]) -> bool:
    """Does the entry only say that something was before, or will be after, a report came out ("recently", "in the future")?"""
    ends = [day[:10] for day in (entry.earliest, entry.latest) if day]
    days = {(story.reports[claim.report].published.value or "")[:10] for claim in claims}
    return len(ends) < 2 and bool(days.intersection(ends))


def _part(entry: TimelineEntry) -> str:
    """The hours of a part of a day ("early on Tuesday"), which have no clock of their own: ", within 00:00–09:00"."""
    if entry.grain not in ("day", "part") or not entry.earliest or not entry.latest:
        return ""
    (first, _, start), (last, _, end) = entry.earliest.partition("T"), entry.latest.partition("T")
    whole = start[:5] in ("", "00:00") and end[:5] in ("", "23:59", "24:00")
    return f", within {start[:5]}–{end[:5]}" if start and end and first == last and not whole else ""


def timeline(story: Story, *, brief: bool = False) -> Section:
    """What happened when, and in which reports; for a ``brief`` only what can be read by itself."""
    found = moments(story)
    shown = [moment for moment in found if moment.stands or not brief]
    lines = []
    for moment in shown:
        printed = dict.fromkeys(story.labels[claim.report] for claim in moment.claims)
        lines.append(Line(moment.when, moment.said, wording.listed(printed) or None))
    left = len(found) - len(shown)
    return Section("Timeline", tuple(lines), f"and {left} more: see the view “timeline”" if left else None)


def named(story: Story) -> list[Entity]:
    """Entities that some report names, the most mentioned first."""
    found = [entity for entity in story.record.entities if any(mention.form == "name" for mention in entity.mentions)]
    return sorted(found, key=lambda entity: -len(entity.mentions))


def shared_events(story: Story) -> Section:
    """Events that two or more reports speak of, the most widely told first, with the words for each; acts of saying are left out."""
    acts = [chain for chain in story.record.event_chains if chain.word not in words("reporting_verbs")]
    chains = [(chain, len({mention.report for mention in chain.mentions})) for chain in acts]
    told = sorted((pair for pair in chains if pair[1] > 1), key=lambda pair: -pair[1])
    lines = []
    for chain, reports in told:
        printed = Counter(story.texts[m.report][m.start : m.end].lower() for m in chain.mentions)
        shown = ", ".join(f"“{word}” {times}" for word, times in printed.items())
        lines.append(Line(None, chain.word, f"{wording.count(reports, 'report')}: {shown}"))
    left = len(chains) - len(told)
    return Section(
        "Events in several reports", tuple(lines), f"and {left} in one report each" if lines and left else None
    )


def cast(story: Story) -> Section:
    """Who and what is named, the most mentioned first, with the reason of each merge."""
    lines = []
    for entity in named(story):
        reports = len({mention.report for mention in entity.mentions})
        seen = f"{wording.count(len(entity.mentions), 'mention')} in {wording.count(reports, 'report')}"
        merges = [f"{merge.judgement}: “{merge.a}”, “{merge.b}”, because {merge.reason}" for merge in entity.merges]
        lines.append(Line(None, f"{entity.name} ({entity.kind})", "; ".join([seen, *merges])))
    left = len(story.record.entities) - len(lines)
    return Section("Cast", tuple(lines), f"and {left} without a name" if left else None)


def sources(story: Story) -> tuple[Section, ...]:
    """The reports themselves, each under what is known about it, and the notices."""
    labels = story.labels
    found = []
    for report in story.reports.values():
        date = f"{report.published.value or 'no date'} ({report.published.status})"
        about = [
            report.source,
            date,
            report.language or "language unknown",
            wording.count(len(report.text), "character"),
        ]
        if report.url:
            about.insert(1, report.url)
        lines = [Line(None, line, None) for line in report.text.splitlines() if line.strip()]
        found.append(Section(labels[report.id], (Line(None, report.title or "", " · ".join(about)), *lines)))
    return (*found, notices(story))


def reports(story: Story) -> Section:
    """What is needed to cite or find each report: outlet, title, time, address."""
    lines = []
    for report in islice(story.reports.values(), NAMED):
        value, status = report.published.value, report.published.status
        dated = "no date of publication" if value is None else intervals.when(value, value, None)
        about = [
            report.title or "",
            f"{dated} (inferred)" if status == "inferred" else dated,
            report.url or report.source,
        ]
        lines.append(Line(None, story.labels[report.id], " · ".join(one for one in about if one)))
    left = len(story.record.reports) - len(lines)
    return Section(
        "Reports", tuple(lines), f"and {left} more: “whosays show RECORD --view sources” lists all" if left else None
    )


def opinions(story: Story) -> Section:
    """What a language model said where it was asked about joined claims, and how many sentences it reworded."""
    given = story.record.opinions
    lines = [
        Line(one.model, " / ".join(_words(story, claim) for claim in one.claims), wording.opinion(one))
        for one in given
        if one.task == "relation" and one.finding is None and one.label not in (None, "same", "refines")
    ]
    refused, reworded = sum(one.refused is not None for one in given), sum(one.before is not None for one in given)
    told = [f"{wording.count(len(given), 'question')} asked", f"{wording.count(refused, 'answer')} unusable"]
    told += [f"{wording.count(reworded, 'sentence')} of the brief reworded"] if reworded else []
    note = f"{'; '.join(told)}. No claim, count, status or finding depends on an opinion."
    return Section("Opinions", tuple(lines), note if given else None)


def _words(story: Story, claim: str) -> str:
    found = story.claims[claim]
    return wording.in_marks(wording.words_of(story, found.report, found.spans))


def notices(story: Story) -> Section:
    """What a user must know about the input."""
    labels = story.labels
    return Section(
        "Notices",
        tuple(
            Line(wording.NOTICE_WORDS[notice.kind], notice.message, labels.get(notice.report or "") or notice.source)
            for notice in story.record.notices
        ),
    )


def decisions(story: Story) -> Section:
    """What people decided and what became of it."""
    return Section("Decisions", tuple(_decision_line(one) for one in story.record.decisions))


def _decision_line(one: Obeyed) -> Line:
    about = " / ".join(
        " / ".join(target.answers) or target.name or target.words or target.source or target.sha256 or ""
        for target in one.about
    )
    what = f"“{about}”" + (f" → “{one.value}”" if one.value else "")
    done = one.note if one.applied else f"NOT APPLIED: {one.note}"
    return Line(one.decision, what, f"{one.by}, {one.on}: {one.reason}; {done}")
