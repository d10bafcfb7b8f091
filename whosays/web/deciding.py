"""From a form to a decision: what it is about is looked up in the record, and the line is checked before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from whosays.decisions import as_line, parse_decisions
from whosays.decisions.matching import Unmatched
from whosays.decisions.pointing import entity_target, finding_target, passage_target, report_target
from whosays.model import Claim, Decision, DecisionKind, Record, Target
from whosays.render import wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import bdi
from whosays.render.story import Story
from whosays.web.jobs.work import Job, Works
from whosays.web.pages.forms import LONGEST, Forms, mark_of
from whosays.web.pages.shell import address, section
from whosays.web.shelves.shelf import Shelf, Shelved

POINTING: Mapping[str, Callable[[Record, str], Target]] = {
    "merge": entity_target,
    "split": entity_target,
    "same-origin": report_target,
    "different-origin": report_target,
    "dismiss": finding_target,
    "confirm": finding_target,
    "correct-outlet": report_target,
    "correct-date": report_target,
    "correct-attribution": passage_target,
}
PAIRS = frozenset({"merge", "split", "same-origin", "different-origin"})


class CannotDecide(ValueError):
    """The form does not make a decision; the message says what is missing or wrong."""


def decision_of(record: Record, form: Mapping[str, str], *, on: str) -> Decision:
    """The decision that a form stands for; raises :class:`CannotDecide` or :class:`whosays.decisions.BadDecisions`."""
    kind = form.get("decision", "")
    kinds: tuple[DecisionKind, ...] = get_args(DecisionKind)
    known = next(
        (one for one in kinds if one == kind and one in POINTING), None
    )  # others are about more than one story
    if known is None:
        raise CannotDecide(f"there is no decision of that kind; there are {', '.join(POINTING)}")
    if any(len(value) > LONGEST for value in form.values()):
        raise CannotDecide(f"a field is longer than {LONGEST} characters")
    given = [form.get("about", ""), form.get("other", "")] if known in PAIRS else [form.get("about", "")]
    if len(set(given)) < len(given):
        raise CannotDecide("both are the same; choose two")
    value = form.get("value", "").strip() or None
    try:
        about = tuple(POINTING[known](record, one) for one in given)
    except Unmatched as error:
        raise CannotDecide(str(error)) from None
    decision = Decision(known, about, _line(form.get("by", "")), on, _line(form.get("reason", "")), value)
    parse_decisions(as_line(decision) + "\n", name="the form")
    return decision


def taken_back(decisions: Iterable[Decision], form: Mapping[str, str]) -> tuple[Decision, str]:
    """The decision that a form takes back, and who does; raises :class:`CannotDecide`."""
    by = _line(form.get("by", ""))
    if not by or len(by) > LONGEST:
        raise CannotDecide("say who takes it back")
    found = next((one for one in decisions if mark_of(one) == form.get("about")), None)
    if found is None:
        raise CannotDecide("there is no such decision; perhaps it was taken back already")
    return found, by


def told_again(works: Works, shelf: Shelf, shelved: Shelved, after: str) -> Job:
    """Tell a story again in the background, with all that was decided about it."""
    what = f"“{shelved.title or shelved.name}” told again after {after}"
    return works.start(what, lambda: shelf.task(shelved.name, None, together=True), story=shelved.name)


def waiting(name: str, record: Record, decisions: Sequence[Decision]) -> Html:
    """What was decided or taken back since the story was told, with the button that tells it again; nothing where it is up to date."""
    held, told = {mark_of(one) for one in decisions}, {mark_of(one) for one in record.decisions}
    if held == told:
        return Html("")
    new, old = len(held - told), len(told - held)
    said = wording.listed(
        words for words in (f"{new} made" if new else "", f"{old} taken back" if old else "") if words
    )
    form = el("form", el("button", "Tell it again", class_="button"), method="post", action=address(name, "tell"))
    words = f"Decisions that this version does not obey yet: {said}. It is being told again, or that was cut short."
    return section("waiting", "Decided since", joined(el("p", words), form))


def _line(words: str) -> str:
    return " ".join(words.split())


def attribution_page(story: Story, claim: Claim, forms: Forms) -> Html:
    """A claim, who is taken to have said it, and the form that puts it right."""
    said = el(
        "blockquote", el("p", evidence(story, claim).words, dir="auto"), el("footer", bdi(wording.chain(story, claim)))
    )
    return section("attribution", "Who said it?", joined(said, el("div", forms.attribution(claim), class_="decide")))
