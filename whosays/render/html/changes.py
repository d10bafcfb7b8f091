"""What changed between two records of one story: each change with how it stood, how it stands, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from whosays.model import Change, Difference, Version
from whosays.render import intervals, wording
from whosays.render.changes import GRAVE, HEADINGS
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

SHOWN = 12  # changes of one heading that stand open


def changes(old: Story, new: Story, difference: Difference, frame: Frame) -> Html:
    """The changes under their headings, the most important first; ``frame`` leads into the newer record."""
    grown = f"{wording.count(difference.old_reports, 'report')} before, {difference.new_reports} now, {difference.shared} in both."
    if not difference.changes:
        return joined(el("p", grown, class_="lead"), el("p", "Nothing changed in what is said.", class_="quiet"))
    parts = []
    for kind, run in groupby(difference.changes, key=lambda change: change.kind):
        entries = [_change(old, new, change, frame) for change in run]
        heading = el("h3", HEADINGS[kind], " ", el("span", str(len(entries)), class_="kind"))
        parts.append(
            el(
                "section",
                heading,
                folding(entries, "changes", shown=SHOWN),
                class_="changes grave" if kind in GRAVE else "changes",
            )
        )
    return joined(el("p", grown, class_="lead"), *parts)


def _change(old: Story, new: Story, change: Change, frame: Frame) -> Html:
    """What it is about, how it stood, how it stands."""
    sides: list[Html] = []
    if change.before:
        # what an update replaced stands in the newer record too, which is where its passages point
        kept = change.kind == "figure"
        sides.append(_version(new if kept else old, change.before, "Before", frame if kept else None))
    if change.after:
        sides.append(_version(new, change.after, "Now" if change.before else "New", frame))
    return el(
        "article",
        el("h4", change.what, dir="auto"),
        el("div", *sides, class_="sides") if sides else None,
        el("p", el("span", "Why", class_="label"), el("span", change.reason, dir="auto"), class_="computation") if change.reason else None,
        class_="change item",
        tabindex="-1",
    )  # fmt: skip


def _version(story: Story, version: Version, label: str, frame: Frame | None) -> Html:
    stamp = intervals.as_of(version.as_of)
    return el(
        "div",
        el("p", label, f" (as of {stamp})" if stamp else None, class_="independent"),
        el("p", version.words, class_="answer", dir="auto"),
        *_passages(story, version, frame),
        class_="side",
    )


def _passages(story: Story, version: Version, frame: Frame | None) -> Iterator[Html]:
    """The words it rests on; those of an older text cannot be linked."""
    for passage in version.passages:
        who = wording.chain_at(story, version.claims, passage)
        where = f"characters {passage.start}–{passage.end}"
        linked = el("a", where, href=frame.href(passage)) if frame and passage.report in story.texts else where
        words = el("p", wording.in_marks(wording.words_of(story, passage.report, [passage])), dir="auto")
        yield el("blockquote", words, el("footer", bdi(who), " · ", linked))
