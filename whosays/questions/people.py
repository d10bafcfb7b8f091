"""Does a claim hold the person asked for: who did it, who says it, what somebody is called, who somebody is?"""

from __future__ import annotations

import re

from whosays.model import Passage
from whosays.questions.nearness import nearest
from whosays.questions.question import Question
from whosays.questions.story import Story, Told
from whosays.questions.values import Held

ANYBODY = frozenset("person people man woman figure somebody individual".split())
NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
NOBODY = re.compile(r"(?:no|nobody|none|neither)\b", re.IGNORECASE)
AGENT_KINDS = frozenset({"person", "organisation", "group", "role"})


def who(question: Question, told: Told, story: Story) -> Held | None:
    """Somebody in the claim who is not in the question, as its agent where the question asks for one.

    Who did not do it is no answer to who did; that nobody did is one.
    """
    asked = frozenset(e for demand in (*question.demands, *question.subject) for e in demand.entities)
    found = []
    for argument in told.claim.arguments:
        if argument.entity is None or argument.entity in asked or argument.start is None or argument.end is None:
            continue
        kind = story.entities[argument.entity].kind
        if argument.role in question.slots and (
            kind in AGENT_KINDS or (kind == "other" and _has_name(argument.entity, story))
        ):
            found.append(Passage(told.claim.report, argument.start, argument.end))
    negated = NOT.search(question.text) is not None
    if (told.claim.polarity == "-") != negated:
        found = [p for p in found if NOBODY.match(story.texts[p.report][p.start : p.end])]
    return (tuple(dict.fromkeys(found)), 0.1) if found else None


def says(question: Question, told: Told, story: Story) -> Held | None:
    """A claim that somebody other than the outlet says, with the stance asked for."""
    steps = [step for step in told.claim.chain if step.role != "outlet"]
    if not steps:
        return None
    if _turned_down(question, told):
        return None
    if question.stance == "asserts" and steps[-1].stance in ("denies", "doubts"):
        return None
    found = tuple(
        Passage(told.claim.report, source.start, source.end)
        for source in steps[-1].sources
        if source.start is not None and source.end is not None
    )
    return found, 0.1 if found else 0.0


def _turned_down(question: Question, told: Told) -> bool:
    """Does the question ask for a denial or doubt, and nobody in the claim's chain denies or doubts?"""
    return question.stance in ("denies", "doubts") and all(step.stance != question.stance for step in told.claim.chain)


def said(question: Question, told: Told, story: Story) -> Held | None:
    """Any claim of whom the question names, with the stance asked for; a quotation rather than a paraphrase."""
    if _turned_down(question, told):
        return None
    return (), 0.05 if told.claim.quote != "none" else 0.0


def named(question: Question, told: Told, story: Story) -> Held | None:
    """One person or body with a name, who is called or does what the question says."""
    asked = frozenset(e for demand in question.demands if demand.name for e in demand.entities)
    wanted = [word for demand in question.demands if demand.head and not demand.name for word in demand.words]
    generic = not question.focus or question.focus[0] in ANYBODY
    found = []
    for start, end, entity, _ in story.mentions_in(told.claim.report, told.sentence.start, told.sentence.end):
        one = story.entities[entity]
        if one.kind not in ("person", "organisation") or entity in asked or not _has_name(entity, story):
            continue
        if question.stance and entity not in told.speakers:
            continue
        inside = any(span.start <= start < span.end for span in told.claim.spans)
        nouns = wanted if not question.focus else question.focus if not generic else ()
        called = any(nearest(word, story.described[entity]) >= 0.9 for word in nouns)
        if called or (
            generic and question.focus and one.kind == "person" and (inside or entity in told.sentence_entities)
        ):
            found.append(Passage(told.claim.report, start, end))
    return (tuple(found), 0.1) if found else None


def _has_name(entity: str, story: Story) -> bool:
    return any(mention.form == "name" for mention in story.entities[entity].mentions)


def identity(question: Question, told: Told, story: Story) -> Held | None:
    """Who somebody is: a sentence in which a role or a description stands beside the name."""
    asked = frozenset(e for demand in question.demands for e in demand.entities)
    roles = []
    for start, end, entity, _ in story.mentions_in(told.claim.report, told.sentence.start, told.sentence.end):
        if entity in asked:
            for mention in story.entities[entity].mentions:
                if (mention.report, mention.start, mention.end) == (told.claim.report, start, end) and mention.form in (
                    "role",
                    "nominal",
                ):
                    roles.append(Passage(mention.report, start, end))
    text = story.texts[told.claim.report]
    beside = [p for p in roles if re.search(r"^,? ?(?:is |was )?$|^, ", text[p.end : p.end + 2])]
    return (tuple(beside), 0.2) if beside else (tuple(roles), 0.0) if roles else None
