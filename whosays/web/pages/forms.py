"""The forms by which a reader decides: each names what it is about, asks who decides and why, and goes to one address."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from whosays.decisions import as_line
from whosays.model import Claim, Decision, Entity, Finding, Obeyed, Report
from whosays.render import listings
from whosays.render.html.elements import Html, el, joined
from whosays.render.story import Story
from whosays.web.pages.shell import address
from whosays.web.shelves.summaries import plain_decision

OTHERS = 300  # names of a kind offered to merge with
LONGEST = 2000  # characters of a reason
BUTTONS = {
    "dismiss": "Dismiss",
    "confirm": "Confirm",
    "merge": "The same as …",
    "split": "Not the same as …",
    "same-origin": "Same origin as …",
    "different-origin": "Not the same origin",
    "correct-outlet": "Correct the outlet",
    "correct-date": "Correct the date",
    "correct-attribution": "Correct who said it",
}


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one story. Each is folded, so that a page stays a page to read."""

    story: str

    def finding(self, finding: Finding) -> Html | None:
        """Dismiss or confirm a finding that rests on claims."""
        if not any(side.claims for side in finding.readings):
            return None
        return el("div", self._form("dismiss", finding.id), self._form("confirm", finding.id), class_="decide")

    def entity(self, story: Story, entity: Entity) -> Html | None:
        """Two names are one, or are not."""
        named = {merge.b if merge.a == entity.name else merge.a for merge in entity.merges if merge.judgement == "same"}
        apart = [el("option", name, value=name) for name in sorted(named - {entity.name})]
        other = el(
            "input", name="other", list=f"names-{entity.kind}", required=True, maxlength="200", autocomplete="off"
        )
        merge = self._form("merge", entity.id, el("label", "Name ", other))
        split = self._form("split", entity.id, _choice("Name", apart)) if apart else None
        return el("div", merge, split, class_="decide")

    @staticmethod
    def names(story: Story) -> Html:
        """The names that can be chosen from, once for each kind."""
        kinds: dict[str, list[Html]] = {}
        for entity in listings.named(story):
            kinds.setdefault(entity.kind, []).append(el("option", value=entity.name))
        return joined(*[el("datalist", *options[:OTHERS], id=f"names-{kind}") for kind, options in kinds.items()])

    def reports(self, first: Report, second: Report, *, together: bool) -> Html | None:
        """Two reports go back to one origin, or do not."""
        if together:
            return el("div", self._form("different-origin", first.id, _kept("other", second.id)), class_="decide")
        return None

    def two_reports(self, story: Story) -> Html | None:
        """Any two reports go back to one origin."""
        reports = story.record.reports
        if not 1 < len(reports) <= 400:
            return None
        options = [el("option", story.labels[report.id], value=report.id) for report in reports]
        both = [
            el("label", "One report ", el("select", *options, name="about")),
            el("label", "The other ", el("select", *options, name="other")),
        ]
        return el("div", self._form("same-origin", None, *both), class_="decide")

    def report(self, report: Report) -> Html | None:
        """Put right who published a report, or when."""
        outlet = _field("Outlet", "value", report.outlet or "")
        date = _field("Date (ISO 8601)", "value", report.published.value or "")
        return el(
            "div",
            self._form("correct-outlet", report.id, outlet),
            self._form("correct-date", report.id, date),
            class_="decide",
        )

    def claim(self, claim: Claim) -> Html | None:
        """Put right who said something; on the page of its report, where there is room."""
        return el(
            "a", "correct who said it", href=f"{address(self.story, 'attribution')}?claim={claim.id}", class_="small"
        )

    def attribution(self, claim: Claim) -> Html:
        """The form to which :meth:`claim` leads."""
        source = _field("Said by (empty: the outlet itself)", "value", "", required=False)
        return self._form("correct-attribution", claim.id, source, open_=True)

    def decision(self, decision: Obeyed) -> Html:
        """Take a decision back."""
        form = el(
            "form",
            _kept("about", mark_of(decision)),
            _field("Who takes it back", "by", "", class_="by"),
            el("button", "Take back", class_="button"),
            method="post",
            action=address(self.story, "undo"),
        )
        return el("div", el("details", el("summary", "Take back"), form), class_="decide")

    def _form(self, kind: str, about: str | None, *fields: Html, open_: bool = False) -> Html:
        form = el(
            "form",
            _kept("decision", kind),
            _kept("about", about) if about is not None else None,
            *fields,
            _field("Why", "reason", ""),
            _field("Who decides", "by", "", class_="by"),
            el("button", "Decide", class_="button"),
            method="post",
            action=address(self.story, "decide"),
        )
        return el("details", el("summary", BUTTONS[kind]), form, open=open_)


def _kept(name: str, value: str) -> Html:
    return el("input", type="hidden", name=name, value=value)


def _field(label: str, name: str, value: str, *, required: bool = True, class_: str | None = None) -> Html:
    entry = el(
        "input", name=name, value=value, required=required, maxlength=str(LONGEST), class_=class_, autocomplete="off"
    )
    return el("label", f"{label} ", entry)


def _choice(label: str, options: list[Html]) -> Html:
    return el("label", f"{label} ", el("select", *options, name="other"))


def mark_of(decision: Decision | Obeyed) -> str:
    """A decision by what it says, whatever line it stands on: what the form that takes it back names."""
    return sha256(as_line(plain_decision(decision)).encode("utf-8", "replace")).hexdigest()[:16]
