"""How the brief calls reports and sources: by outlet, by the words that a report names them with, by their merged name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from whosays.brief.founded import VALUES
from whosays.brief.lookup import Index
from whosays.model import Claim, Entity, Origin, Proposition, Source, Span, Step
from whosays.text.lists import listed

LONGEST_NAME = 12  # words
PRONOUN = re.compile(r"he|she|it|they|his|her|its|their|we|i|you|who|which|that|this|one", re.IGNORECASE)
ARTICLE = re.compile(r"^(The|A|An) (?=\w)")
DETERMINERS = frozenset(
    "the a an his her its their our my this that these those some several many both all no any".split()
)


def outlets(look: Index, reports: Iterable[str]) -> str:
    """The reports by their outlets ("the Herald and Nordpress"), or as "both reports", "one report" where those are unknown."""
    chosen = set(reports)
    every = [r.id for r in look.record.reports]
    names = [outlet_name(look, r) for r in every if r in chosen]
    if len(chosen) == len(every) > 1:
        return "both reports" if len(every) == 2 else "all reports"
    if all(names) and len(set(names)) <= 3:
        return listed(name for name in dict.fromkeys(names) if name)
    if len(chosen) <= 2:
        return "one report" if len(chosen) == 1 else "both of these reports"
    return "most reports" if 2 * len(chosen) > len(every) else "several reports"


def outlet_name(look: Index, report: str) -> str | None:
    """A report's outlet; a web address without its "www."."""
    outlet = look.reports[report].outlet
    return outlet.removeprefix("www.") if outlet else None


def are_many(look: Index, reports: Iterable[str]) -> bool:
    """Does the phrase for some reports take a plural verb? Two editions of one outlet, or a "Farm and Field", do not."""
    chosen = set(reports)
    apart = {outlet_name(look, report) or report for report in chosen}
    return len(chosen) > 1 and (len(chosen) == len(look.record.reports) or len(apart) > 1)


def source_name(look: Index, claim: Claim, source: Source) -> str | None:
    """The words that the report names a source with; its merged name where those are a pronoun, too long, or name nobody."""
    entity = look.entities.get(source.entity or "")
    if source.start is not None and source.end is not None:
        words = look.reports[claim.report].text[source.start : source.end].strip(" ,")
        words = words if words.count("(") == words.count(")") else words.split("(")[0].rstrip()
        nobody = PRONOUN.fullmatch(words) or (entity is not None and _is_bare(words) and _is_named(entity))
        if words and not nobody and "\n" not in words and len(words.split()) <= LONGEST_NAME:
            return ARTICLE.sub(lambda m: m[0].lower(), words.removeprefix("www."))
    if entity is not None and _is_named(entity, "role"):
        return entity.name.removeprefix("www.")
    return (
        source.name.removeprefix("www.")
        if source.name and not PRONOUN.fullmatch(source.name) and len(source.name) > 1
        else None
    )


def _is_bare(words: str) -> bool:
    """A description that leads back to a name and holds none: "the official who uses one name"."""
    return words.lower().startswith("the ") and words[1:].islower()


def _is_named(entity: Entity, *others: str) -> bool:
    """Does a report name it, or mention it in one of the ``others`` forms?"""
    return any(m.form in ("name", *others) for m in entity.mentions)


def speakers(look: Index, claim: Claim, *, quoted: Span | None = None) -> str | None:
    """The sources at the far end of a claim's chain, joined; ``None`` for the outlet's own voice and unnamed voices.

    Who is named inside the ``quoted`` words ("a neighbour told me") is none of who says them.
    """
    steps = [s for s in claim.chain if s.role != "outlet" and not (quoted is not None and _all_inside(s, quoted))]
    if not steps:
        return None
    names = [name for source in steps[-1].sources if (name := source_name(look, claim, source))]
    return listed(dict.fromkeys(names)) if names else None


def _all_inside(step: Step, span: Span) -> bool:
    """Do all of a step's sources stand inside a stretch?"""
    return all(
        x.start is not None and x.end is not None and span.start <= x.start < x.end <= span.end for x in step.sources
    )


def origin_names(look: Index, proposition: Proposition, how: Literal["direct", "entailed"] = "direct") -> list[str]:
    """The origins that assert a proposition, each as one of its claims names it."""
    found = [_origin(look, proposition, o) for o in proposition.origins if o.stance == "asserts" and o.how == how]
    return list(dict.fromkeys(found))


def _origin(look: Index, proposition: Proposition, origin: Origin) -> str:
    """An origin's name; a lower-case description keeps the article that the report prints."""
    entity = look.entities.get(origin.entity or "")
    for claim in (look.claims[i] for i in (*origin.claims, *proposition.claims) if i in look.claims):
        for source in (s for step in claim.chain for s in step.sources):
            if (source.entity is not None and source.entity == origin.entity) or source.name == origin.name:
                words = source_name(look, claim, source) or origin.name
                return _with_article(
                    entity.name if entity is not None and not words.startswith(("the ", "a ")) else words
                )
    return _with_article(entity.name if entity is not None else origin.name)


def _with_article(name: str) -> str:
    """A description with "the", unless it has a word in that place: "the US government", "two deckhands"."""
    first, last = name.split(" ")[0], name.split(" ")[-1]
    described = first.islower() or (
        first != last and last.isalpha() and last.islower() and "'" not in name and "’" not in name
    )
    return f"the {name}" if described and first.lower() not in DETERMINERS and first.lower() not in VALUES else name
