"""The list of stories: search and facets, as a form that works by itself, and a row for each story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.render import intervals, wording
from whosays.render.html.elements import Html, el, joined, text
from whosays.web.pages.shell import DISAGREEMENT, NONE_FOUND, address
from whosays.web.shelves.shelf import Shelved

OFFERED = 60  # values of a facet
FACETS = (
    ("place", "Place", "places"),
    ("person", "Person", "people"),
    ("outlet", "Outlet", "outlets"),
    ("status", "Status", "statuses"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; an empty string narrows nothing."""

    q: str = ""
    place: str = ""
    person: str = ""
    outlet: str = ""
    status: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Those of the query's fields that are known."""
        return cls(**{name: query.get(name, "").strip()[:200] for name in cls.__dataclass_fields__})

    def fits(self, story: Shelved) -> bool:
        """Is the story among those asked for?"""
        for name, _, values in FACETS:
            wanted = getattr(self, name)
            if wanted and wanted not in getattr(story, values):
                return False
        if self.since and (story.last or "")[: len(self.since)] < self.since:
            return False
        if self.until and (story.first or "9")[: len(self.until)] > self.until:
            return False
        held = " ".join([story.title or "", story.name, *story.outlets, *story.people, *story.places]).casefold()
        return all(word in held for word in re.findall(r"\S+", self.q.casefold()))


def listing(stories: Sequence[Shelved], asked: Asked) -> Html:
    """The form and the stories that fit."""
    found = [story for story in stories if asked.fits(story)]
    whole = [story for story in found if not story.fault]
    if not stories:
        return el("p", "No story is here yet. ", el("a", "Add reports", href="/add"), " to tell one.", class_="quiet")
    said = wording.count(len(whole), "story", "stories")
    count = f"{said} of {len(stories)}" if len(found) < len(stories) else said
    if len(whole) < len(found):
        count += f", and {wording.count(len(found) - len(whole), 'file')} that cannot be opened"
    rows = [_row(story) for story in found]
    return joined(
        _form(stories, asked),
        el("p", count, class_="quiet", role="status"),
        el("ol", *rows, class_="stories"),
    )


def _form(stories: Sequence[Shelved], asked: Asked) -> Html:
    selects = []
    for name, label, values in FACETS:
        counted = Counter(value for story in stories for value in getattr(story, values))
        offered = sorted(counted, key=lambda value: (-counted[value], value))[:OFFERED]
        options = [
            el("option", f"{value.replace('-', ' ') if name == 'status' else value} ({counted[value]})", value=value,
               selected=value == getattr(asked, name))
            for value in offered
        ]  # fmt: skip
        selects.append(el("label", f"{label} ", el("select", el("option", "any", value=""), *options, name=name)))
    dates = [
        el("label", label, " ", el("input", type="date", name=name, value=getattr(asked, name) or None))
        for name, label in (("since", "From"), ("until", "To"))
    ]
    search = el("label", "Search ", el("input", type="search", name="q", value=asked.q, id="search", maxlength="200"))
    clear = el("a", "Clear", href="/") if asked != Asked() else None
    return el(
        "form",
        search,
        *selects,
        *dates,
        el("button", "Show", class_="button"),
        clear,
        class_="facets many",
        role="search",
    )


def _row(story: Shelved) -> Html:
    """Title, days, badges; a file that is no story says why."""
    if story.fault:
        return el(
            "li", el("p", el("strong", "Cannot be opened: "), el("span", story.fault, dir="auto")), class_="item broken"
        )
    dates = intervals.when(story.first, story.last, None) if story.first or story.last else "undated"
    outlets = list(story.outlets[:4]) + ([f"{len(story.outlets) - 4} more"] if len(story.outlets) > 4 else [])
    badges = [
        _badge(story.reports, "report"),
        _badge(story.origins, "independent origin"),
        _badge(story.disagreements, DISAGREEMENT, "alarm" if story.disagreements else None),
    ]
    if story.points:
        badges.append(_badge(story.points, "other point"))
    return el(
        "li",
        el("h2", el("a", el("bdi", wording.on_one_line(story.title or "Untitled story")), href=address(story.name))),
        el("p", text(dates), text(" · ") if outlets else None, el("bdi", wording.listed(outlets)), class_="about"),
        el(
            "p",
            *badges,
            el("a", hidden=True, class_="badge news", href=address(story.name, "changed")),
            class_="badges",
        ),
        class_="item",
        tabindex="-1",
        data_story=story.name,
        data_version=str(story.version),
    )


def _badge(number: int, noun: str, class_: str | None = None) -> Html:
    """A number with its noun; none found is said as that, for there may be some."""
    if not number and noun == DISAGREEMENT:
        return el("span", NONE_FOUND, class_="badge")
    return el(
        "span",
        el("strong", str(number)),
        f" {noun}{'' if number == 1 else 's'}",
        class_=f"badge {class_ or ''}".strip(),
    )
