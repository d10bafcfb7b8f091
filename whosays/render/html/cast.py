"""Who is who: every named person, body, place and thing, under which names, and why names were taken together."""

from __future__ import annotations

from whosays.model import Entity, Merge, Passage
from whosays.render import listings, wording
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

HEADINGS = {
    "person": "People",
    "organisation": "Organisations and governments",
    "place": "Places",
    "facility": "Facilities",
    "vehicle": "Vehicles",
    "event": "Events",
}
SIGNS = {"same": "= the same", "different": "≠ not the same", "unsure": "? unsure"}


def cast(story: Story, frame: Frame) -> Html | None:
    """Who and what is named, the most mentioned first, people before the others."""
    groups: dict[str, list[Entity]] = {heading: [] for heading in (*HEADINGS.values(), "Others")}
    for entity in listings.named(story):
        groups[HEADINGS.get(entity.kind, "Others")].append(entity)
    parts = [
        joined(
            el("h3", heading),
            folding([_card(story, entity, frame) for entity in entities], "names", class_="cast"),
        )
        for heading, entities in groups.items()
        if entities
    ]
    unnamed = sum(not any(mention.form == "name" for mention in entity.mentions) for entity in story.record.entities)
    left = el("p", f"{unnamed} more without a name (“a deckhand”, “the talks”) are in the record.", class_="quiet")
    return joined(*parts, left if unnamed else None) if parts else None


def _card(story: Story, entity: Entity, frame: Frame) -> Html:
    reports = dict.fromkeys(mention.report for mention in entity.mentions)
    seen = f"{wording.count(len(entity.mentions), 'mention')} in {wording.count(len(reports), 'report')}"
    first = next(mention for mention in entity.mentions if mention.form == "name")
    link = el("a", seen, href=frame.href(Passage(first.report, first.start, first.end)), class_="where")
    return el(
        "div",
        el("h4", bdi(entity.name), None if entity.kind in HEADINGS else el("span", f" {entity.kind}", class_="kind")),
        _forms(story, entity),
        el("p", link, text(" · "), _registers(entity), class_="seen") if entity.links.wikidata or entity.links.geonames
        else el("p", link, class_="seen"),
        _merges(entity.merges),
        frame.controls.entity(story, entity) if frame.controls else None,
        class_="entity item",
        id=f"entity-{entity.id}",
        tabindex="-1",
    )  # fmt: skip


def _registers(entity: Entity) -> Html:
    """Identifiers in outside registers, as words: nothing here leads off the machine."""
    links = (("Wikidata", entity.links.wikidata), ("GeoNames", entity.links.geonames))
    return text(", ".join(f"{register} {number}" for register, number in links if number))


def _forms(story: Story, entity: Entity) -> Html | None:
    """Other names it goes by in the reports."""
    names = [story.texts.get(m.report, "")[m.start : m.end] for m in entity.mentions if m.form == "name"]
    others = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name and name != entity.name]
    if not others:
        return None
    shown = [joined(", " if number else None, bdi(name)) for number, name in enumerate(others[:12])]
    more = f" and {len(others) - 12} more" if len(others) > 12 else None
    return el("p", "also: ", *shown, more, class_="forms")


def _merges(merges: tuple[Merge, ...]) -> Html | None:
    """Each judgement on two names with its reason."""
    if not merges:
        return None
    reasons = [
        el("li", el("span", SIGNS[merge.judgement], class_="sign-word"), " ", bdi(f"“{merge.a}”"), ", ", bdi(f"“{merge.b}”"),
           ": ", el("span", merge.reason, dir="auto"))
        for merge in merges
    ]  # fmt: skip
    return el(
        "details", el("summary", f"Why: {wording.count(len(merges), 'judgement')}"), el("ul", *reasons, class_="plain")
    )
