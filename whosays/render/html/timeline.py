"""What happened when: each entry with a bar as long as the time is uncertain, its zone, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from whosays.model import Claim, Passage
from whosays.render import intervals, listings, wording
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

WIDTH, HEIGHT = 240, 14  # of a bar's ground, in user units
AROUND = timedelta(days=30)  # how far from publication the scale may reach
LONGEST = timedelta(days=20)  # an entry that is less certain than that does not stretch the scale
DAY = timedelta(days=1)
LINKS = 6  # reports linked openly behind an entry


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time that the bars are drawn on."""

    first: datetime
    last: datetime

    def at(self, moment: datetime) -> float:
        """Where a moment lies, 0 to ``WIDTH`` where it lies on the scale."""
        return (moment - self.first) / (self.last - self.first) * WIDTH


def timeline(story: Story, frame: Frame) -> Html | None:
    """What happened when, each entry linked to the words."""
    moments = listings.moments(story)
    if not moments:
        return None
    scale = _scale(story, moments)
    entries = [(moment.stands, _entry(story, number, moment, scale, frame)) for number, moment in enumerate(moments, 1)]
    shown, rest = [one for stands, one in entries if stands], [one for stands, one in entries if not stands]
    if not shown or not rest:
        return joined(_key(scale), folding(shown or rest, "entries", around="ol", class_="timeline"))
    words = f"{wording.count(len(rest), 'more entry', 'more entries')}, in words that lean on others or with no time of their own"
    folded = el("details", el("summary", words), el("ol", *rest, class_="timeline"), class_="fold")
    return joined(_key(scale), folding(shown, "entries", around="ol", class_="timeline"), folded)


def _key(scale: Scale | None) -> Html | None:
    """How to read the bars."""
    if scale is None:
        return None
    days = intervals.when(scale.first.date().isoformat(), (scale.last - DAY).date().isoformat(), None)
    words = f"The bars show {days}, a line at each midnight. A bar is as long as the time is uncertain; ◂ and ▸ lie outside."
    return el("p", words, class_="legend")


def _entry(story: Story, number: int, moment: listings.Moment, scale: Scale | None, frame: Frame) -> Html:
    printed: dict[str, Claim] = {}
    for claim in moment.claims:
        if claim.spans:
            printed.setdefault(claim.report, claim)
    links = [_evidence(story, claim, frame) for claim in printed.values()]
    more = f"and {len(links) - LINKS} more" if len(links) > LINKS else None
    guard = {claim.factuality for claim in moment.claims} - {"certain"}
    worded = el("span", ", ".join(sorted(guard)), class_="guard") if guard and len(guard) == len(
        {claim.factuality for claim in moment.claims}
    ) else None  # fmt: skip
    return el(
        "li",
        el("div", el("span", moment.when, class_="when"), _bar(moment, scale) if scale else None, class_="time"),
        el(
            "div",
            worded,
            " " if worded else None,
            el("span", moment.said, dir="auto"),
            el("span", *[joined(" ", link) for link in links[:LINKS]], f" {more}" if more else None, class_="from"),
            class_="what",
        ),
        id=f"moment-{number}",
        class_="item",
        tabindex="-1",
    )


def _evidence(story: Story, claim: Claim, frame: Frame) -> Html:
    """A link to a claim's words, named by its report."""
    target = Passage(claim.report, claim.spans[0].start, claim.spans[0].end)
    return el("a", bdi(story.labels[claim.report]), href=frame.href(target), class_="where")


def _bar(moment: listings.Moment, scale: Scale) -> Html:
    """The entry's interval on the scale; the words beside it say the same."""
    first, last = _moment(moment.earliest), _moment(moment.latest, closes=True)
    low = scale.at(first) if first else 0.0
    high = scale.at(last) if last else float(WIDTH)
    grid = [
        el("line", x1=_number(x), x2=_number(x), y1="0", y2=str(HEIGHT), class_="midnight")
        for x in _midnights(scale)
    ]  # fmt: skip
    shape: Html | None = None
    if high < 0:
        shape = el("path", d=f"M9 2 L2 {HEIGHT / 2:g} L9 {HEIGHT - 2} Z", class_="beyond")
    elif low > WIDTH:
        shape = el("path", d=f"M{WIDTH - 9} 2 L{WIDTH - 2} {HEIGHT / 2:g} L{WIDTH - 9} {HEIGHT - 2} Z", class_="beyond")
    elif first or last:
        start, end = max(low, 0.0), min(high, float(WIDTH))
        class_ = "span" if first and last else "span open"
        width = max(end - start, 3.0)
        shape = el("rect", x=_number(start), y="3", width=_number(width), height=str(HEIGHT - 6), rx="2", class_=class_)
    ground = el("rect", x="0", y="0", width=str(WIDTH), height=str(HEIGHT), class_="ground")
    return el("svg", ground, *grid, shape, viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="bar", aria_hidden="true",
              focusable="false")  # fmt: skip


def _midnights(scale: Scale) -> list[float]:
    """Where the days begin; none where they would be too many to tell apart."""
    days = (scale.last - scale.first) // DAY
    return [scale.at(scale.first + DAY * day) for day in range(1, days)] if days <= 40 else []


def _scale(story: Story, moments: Sequence[listings.Moment]) -> Scale | None:
    """From the first to the last entry near publication, in whole days; nothing where no entry has a time."""
    ends = [(_moment(one.earliest), _moment(one.latest, closes=True)) for one in moments]
    spans = [(first, last) for first, last in ends if first and last]
    published = [moment for report in story.record.reports if (moment := _moment(report.published.value))]
    near = [
        (first, last)
        for first, last in spans
        if last - first <= LONGEST
        and (not published or (min(published) - first <= AROUND and last - max(published) <= AROUND))
    ]
    chosen = near or spans
    if not chosen:
        return None
    first, last = min(first for first, _ in chosen), max(last for _, last in chosen)
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        return Scale(start, last.replace(hour=0, minute=0, second=0, microsecond=0) + DAY)
    except OverflowError:  # the last day of the calendar
        return None


def _moment(value: str | None, *, closes: bool = False) -> datetime | None:
    """An ISO time as a moment; without an offset it is drawn as if it were UTC, since its zone is not stated."""
    found = intervals.moment(value, closes=closes)
    if found is None:
        return None
    try:
        if closes and value and len(value) == len("2031-05-07"):
            found += DAY - timedelta(seconds=1)  # a day ends when it ends
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
