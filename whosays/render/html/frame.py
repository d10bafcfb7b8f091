"""What stands around the parts of a page: where links lead, which stretches of text they point at, and what can be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol
from urllib.parse import quote

from whosays.model import Claim, Entity, Finding, Obeyed, Passage, Report
from whosays.render.html.elements import Html, el, joined
from whosays.render.story import Story
from whosays.render.wording import in_marks

FOLDED = 60  # entries of a long list that stand open; the others are folded


class Controls(Protocol):
    """Forms with which a reader decides; a page that is a file has none."""

    def finding(self, finding: Finding) -> Html | None:
        """Dismiss or confirm a finding."""

    def entity(self, story: Story, entity: Entity) -> Html | None:
        """Two names are one, or are not."""

    def reports(self, first: Report, second: Report, *, together: bool) -> Html | None:
        """Two reports go back to one origin, or do not."""

    def report(self, report: Report) -> Html | None:
        """Put right who published a report, or when."""

    def claim(self, claim: Claim) -> Html | None:
        """Put right who said something."""

    def decision(self, decision: Obeyed) -> Html | None:
        """Take a decision back."""


class Frame:
    """The passages that a page links to, each of which becomes a target in the sources, and where the other parts are.

    ``link`` gives the address of a part ("claims", "report/r1"); without it all parts and all reports stand on one page.
    ``here`` are the reports whose text stands on this page, ``part`` is the part that this page is. ``whole``: every part is there.
    """

    def __init__(
        self,
        *,
        link: Callable[[str], str] | None = None,
        here: Iterable[str] = (),
        part: str | None = None,
        controls: Controls | None = None,
        whole: bool = True,
    ) -> None:
        self.marks: dict[Passage, int | None] = {}
        self.controls, self.whole = controls, whole
        self._link, self._here, self._part = link, frozenset(here), part

    @property
    def alone(self) -> bool:
        """Do all parts stand on one page?"""
        return self._link is None

    def href(self, passage: Passage, mark: int | None = None) -> str:
        """The link to a passage; ``mark`` is its number in the brief."""
        before = self.marks.get(passage)
        self.marks[passage] = mark or (before if before and before > 0 else None)
        fragment = "#" + quote(anchor(passage))
        if self._link is None or passage.report in self._here:
            return fragment
        return self._link(f"report/{quote(passage.report, safe='')}") + fragment

    def statement(self, proposition: str) -> str:
        """The link to a statement among the claims, whichever page of them it stands on."""
        fragment = "#" + quote(f"statement-{proposition}")
        return fragment if self._link is None else f"{self._link('claims')}?at={quote(proposition)}{fragment}"

    def permalink(self, claim: Claim) -> Html | None:
        """The link to a claim's own page; a page that is a file has none, and its passages are links enough."""
        if self._link is None:
            return None
        words = "Link to this claim"
        return el("a", "#", href=self._link(f"claim/{quote(claim.id, safe='')}"), class_="permalink", aria_label=words)

    def to(self, part: str, name: str) -> str:
        """The link to a named place of a part of the story."""
        fragment = "#" + quote(name)
        return fragment if self._link is None or part == self._part else self._link(part) + fragment


def anchor(passage: Passage) -> str:
    """The id of a passage on the page: ``<report>-<start>-<end>``."""
    return f"{passage.report}-{passage.start}-{passage.end}"


def bdi(words: str, **attributes: str | bool | None) -> Html:
    """A name from outside, set apart so that its writing direction stays its own."""
    return el("bdi", words, **attributes)


def folding(entries: list[Html], noun: str, *, shown: int = FOLDED, around: str = "div", class_: str = "") -> Html:
    """Entries, with those beyond ``shown`` folded below a line that says how many they are."""
    held = el(around, *entries[:shown], class_=class_ or None)
    if len(entries) <= shown:
        return held
    more = el("summary", f"{len(entries) - shown} more {noun}")
    return joined(held, el("details", more, el(around, *entries[shown:], class_=class_ or None)))


def quotation(words: str) -> Html:
    """Words of a report as a quotation; those with a mark of their own at either edge get no second one."""
    return el("span" if in_marks(words) == words else "q", words, dir="auto")
