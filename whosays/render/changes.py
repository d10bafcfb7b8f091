"""What changed between two records, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from whosays.model import Change, ChangeKind, Difference, Record, Version
from whosays.render import intervals, wording
from whosays.render.story import Story, labels, story_of
from whosays.render.terminal import ALARM, BOLD, DIM, HEADING, Pen, voice_lines

LISTED = 12  # statements of one heading that the text shows; how many more there are is said
HEADINGS: dict[ChangeKind, str] = {
    "withdrawn": "Withdrawn or corrected",
    "figure": "Later figures",
    "conflict-new": "Newly disputed",
    "status-lowered": "Stands less firmly",
    "conflict-gone": "No longer disputed",
    "point-new": "New points to check",
    "point-gone": "Points that are gone",
    "status-raised": "Stands more firmly",
    "statement-new": "New statements",
    "statement-gone": "Statements that are gone",
    "report-new": "New reports",
    "report-revised": "Reports with a changed text",
    "report-gone": "Reports that are gone",
    "origin-new": "New sources",
    "origin-gone": "Sources that are gone",
    "reports-joined": "Reports that are one origin now",
    "reports-parted": "Reports that are no longer one origin",
    "joined": "Names taken for one",
    "parted": "Names taken apart",
}
GRAVE = frozenset({"withdrawn", "conflict-new", "status-lowered"})
LONG = frozenset({"statement-new", "statement-gone", "status-raised", "origin-new", "origin-gone"})


def as_text(old: Record, new: Record, difference: Difference, *, width: int = 80, colour: bool = False) -> str:
    """The changes under their headings, each with the words it rests on; ends with a newline."""
    return "\n".join(_lines(story_of(old), story_of(new), difference, Pen(width, colour=colour))) + "\n"


def _lines(old: Story, new: Story, difference: Difference, pen: Pen) -> Iterator[str]:
    yield from pen.lines(new.record.story.title or "Untitled story", style=BOLD)
    grown = f"{wording.count(difference.old_reports, 'report')} before, {difference.new_reports} now, {difference.shared} in both"
    yield from pen.lines(
        f"{grown} · {wording.count(len(difference.changes), 'change') if difference.changes else 'nothing changed'}",
        style=DIM,
    )
    yield from _headed(old, new, difference.changes, pen)


def announced(
    old: Record | None, new: Record, changes: Sequence[Change], *, width: int = 80, colour: bool = False
) -> str:
    """What one who follows a story is told: that it is new, or these changes since the older record; ends with a newline."""
    pen = Pen(width, colour=colour)
    lines = [*pen.lines(new.story.title or "Untitled story", style=BOLD)]
    lines += pen.lines(" · ".join(("new story" if old is None else "changed", *wording.counts(new))), style=DIM)
    if old is None:
        lines += pen.lines("; ".join(sorted(labels(new).values())), first="  ", rest="  ")
    else:
        lines += _headed(story_of(old), story_of(new), changes, pen)
    return "\n".join(lines) + "\n"


def grown(title: str | None, *, gained: int, reports: int, origins: int, others: int) -> str:
    """One line for a story that has more reports, or small changes, and nothing else that is news."""
    came = [f"+{wording.count(gained, 'report')}"] if gained else []
    now = f"now {wording.count(reports, 'report')} from {wording.count(origins, 'origin')}"
    small = [f"{wording.count(others, 'smaller change')}, which --all shows"] if others else []
    return f"{wording.on_one_line(title or 'Untitled story')} ({'; '.join([', '.join([*came, now]), *small])})"


def _headed(old: Story, new: Story, changes: Iterable[Change], pen: Pen) -> Iterator[str]:
    """Changes under their headings; of those there can be many of, the first."""
    for kind, run in groupby(changes, key=lambda change: change.kind):
        held = list(run)
        shown = held[:LISTED] if kind in LONG else held
        yield ""
        yield from pen.lines(HEADINGS[kind], style=ALARM if kind in GRAVE else HEADING)
        for change in shown:
            yield from _change(old, new, change, pen)
        if len(held) > len(shown):
            yield from pen.lines(f"and {len(held) - len(shown)} more: see -f json", first="  ", style=DIM)


def _change(old: Story, new: Story, change: Change, pen: Pen) -> Iterator[str]:
    """What it is about, how it stood, how it stands, and why."""
    yield from pen.lines(change.what, first="  • ", rest="    ", style=BOLD)
    if change.before:
        # what an update replaced stands in the newer record too, which is where its passages point
        yield from _version(new if change.kind == "figure" else old, change.before, "was", pen)
    if change.after:
        yield from _version(new, change.after, "is" if change.before else "", pen, named=change.what)
    if change.reason:
        yield from pen.lines(change.reason, first="      = ", rest="        ", style=DIM)


def _version(story: Story, version: Version, label: str, pen: Pen, *, named: str | None = None) -> Iterator[str]:
    """How something stood or stands, and the words that say so; what the line above has ``named`` is not said twice."""
    stamp = intervals.as_of(version.as_of)
    said = [version.words] if label or version.words != named else []
    said += [f"(as of {stamp})" if said else f"as of {stamp}"] if stamp else []
    if said:
        yield from pen.lines(" ".join(said), first=f"    {label + ': ' if label else ''}", rest="      ")
    for passage in version.passages:
        words = wording.words_of(story, passage.report, [passage])
        yield from voice_lines(wording.chain_at(story, version.claims, passage), passage, words, pen)
