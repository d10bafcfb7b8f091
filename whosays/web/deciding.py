"""From a form to a decision: what it is about is looked up in the record, and the line is checked before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from whosays.decisions import as_line, parse_decisions
from whosays.decisions.matching import Unmatched
from whosays.decisions.pointing import entity_target, finding_target, passage_target, report_target
from whosays.model import Claim, Decision, DecisionKind, Record, Target
from whosays.render import wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import bdi
from whosays.render.wording import Story
from whosays.web.forms import LONGEST, Forms
from whosays.web.shell import section

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


def _line(words: str) -> str:
    return " ".join(words.split())


def attribution_page(story: Story, claim: Claim, forms: Forms) -> Html:
    """A claim, who is taken to have said it, and the form that puts it right."""
    said = el(
        "blockquote", el("p", evidence(story, claim).words, dir="auto"), el("footer", bdi(wording.chain(story, claim)))
    )
    return section("attribution", "Who said it?", joined(said, el("div", forms.attribution(claim), class_="decide")))
