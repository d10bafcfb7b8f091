"""The parts of the page that are lists: every layer of the reports, notices, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from whosays.render import listings
from whosays.render.blocks import Line, Mark, Section
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame
from whosays.render.layers import layers
from whosays.render.story import Story
from whosays.render.wording import in_marks


def layered(story: Story, frame: Frame) -> Html:
    """Every report sentence by sentence, with what was read in each."""
    found: list[Html] = []
    for section in layers(story):
        found.append(el("h3", section.heading, dir="auto"))
        for block in section.blocks:
            if isinstance(block, Mark):
                found.append(
                    el("p", el("em", block.layer), f" {in_marks(block.words)} = {block.about}", class_="reason")
                )
            elif isinstance(block, Line):
                found.append(el("p", el("strong", f"{block.lead} ") if block.lead else None, block.text, dir="auto"))
    return joined(*found)


def opinions(story: Story) -> Html:
    """What a language model said where a person had it asked."""
    return _listed("Opinions", listings.opinions(story))


def notices(story: Story) -> Html:
    """What a user must know about the input."""
    return _listed("Notices", listings.notices(story))


def decisions(story: Story, frame: Frame | None = None) -> Html:
    """What people decided and what became of it, each with the form that takes it back."""
    controls = frame.controls if frame else None
    forms = [controls.decision(one) for one in story.record.decisions] if controls else []
    return _listed("Decisions", listings.decisions(story), forms)


def _listed(heading: str, section: Section, forms: Sequence[Html | None] = ()) -> Html:
    """A section of plain lines, each with its form where there are forms; nothing where there is no line."""
    lines = [line for line in section.blocks if isinstance(line, Line)]
    if not lines and not section.note:
        return Html("")
    entries = [
        el(
            "li",
            el("strong", (line.lead or "").replace("-", " ")),
            " ",
            el("span", line.text, dir="auto"),
            f" ({line.detail})" if line.detail else "",
            form,
        )
        for line, form in zip_longest(lines, forms)
    ]
    name = heading.lower()
    return el(
        "section",
        el("h2", heading, id=f"{name}-heading"),
        el("ul", *entries) if entries else None,
        el("p", section.note, class_="quiet") if section.note else None,
        id=name,
        aria_labelledby=f"{name}-heading",
    )
