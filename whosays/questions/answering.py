"""An answer from the claims that were found: the best of each statement, side by side, with who says it and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whosays.model import Claim, Finding, Interval, Parse, Passage, Record, Slot
from whosays.model.answers import Answer, Statement
from whosays.questions.matching import Match, beside, matches
from whosays.questions.nearness import WORD
from whosays.questions.question import Kind
from whosays.questions.reading import read_question
from whosays.questions.story import Story, story_of
from whosays.text.stretches import words_in

# Of which slot a finding must be to bear on a kind of question; kinds that are not here take any.
NUMBERS: frozenset[Slot] = frozenset({"number", "polarity", "modality"})
SLOTS: dict[Kind, frozenset[Slot]] = {
    "count": NUMBERS, "amount": NUMBERS, "measure": NUMBERS, "age": NUMBERS, "duration": frozenset({"time", "number"}),
    "when": frozenset({"time", "polarity", "modality"}), "hour": frozenset({"time"}), "where": frozenset({"place", "polarity", "modality"}),
    "direction": frozenset({"place"}), "why": frozenset({"cause", "polarity", "modality"}),
    "who": frozenset({"identity", "attribution", "polarity", "modality"}), "named": frozenset({"identity", "attribution"}),
    "identity": frozenset({"identity"}), "says": frozenset({"attribution", "identity", "polarity", "modality"}),
}  # fmt: skip
MOST = 8  # statements shown
DROP = 0.3  # statements so much worse than the best are not shown
DISAGREEING = ("contradiction", "tension", "update", "retraction", "misattribution")
SIDED = frozenset({"contradiction", "tension", "update"})  # each of their readings is an answer
NOT_SAID = "The reports do not say."


def answer(record: Record, parse: Parse) -> Answer:
    """What the record answers to a question, of which ``parse`` is the parse.

    Nothing is generated: claims that meet everything the question demands are ranked, one statement a proposition. Where no claim does,
    the answer is that the reports do not say.
    """
    return answer_from(story_of(record), parse)


def answer_from(story: Story, parse: Parse) -> Answer:
    """The same, where many questions are put to the look-ups of one record."""
    question = read_question(parse, story)
    found = matches(question, story)
    if not found:
        return Answer(question.text, False, NOT_SAID, (), (), None, (), question.taken_for)
    disagreement = _disagreement(found[0], story)
    kept = _kept(found, disagreement, story)
    statements = tuple(_statement(group, story) for group in kept)
    return Answer(
        question=question.text,
        answerable=True,
        answer=_composed(statements, disagreement),
        claims=tuple(dict.fromkeys(one for statement in statements for one in statement.claims)),
        passages=_in_turn(statements),
        disagreement=disagreement.id if disagreement else None,
        statements=statements,
        taken_for=question.taken_for,
    )


def _disagreement(best: Match, story: Story) -> Finding | None:
    """The shown finding on what is asked that the best claim stands in, the gravest first."""
    fitting = SLOTS.get(best.kind)
    own = [
        finding
        for finding in story.findings.get(best.told.claim.id, ())
        if finding.shown
        and finding.kind in DISAGREEING
        and (fitting is None or finding.slot in fitting)
        and _bears_on(finding, best, story)
    ]
    return min(own, key=lambda f: (DISAGREEING.index(f.kind), f.id), default=None)


def _bears_on(finding: Finding, best: Match, story: Story) -> bool:
    """Is a disagreement over numbers about the figure asked for, and not about another one of the claim (its toll, not an age)?"""
    figures = {word for p in best.focus for word in WORD.findall(story.texts[p.report][p.start : p.end].casefold())}
    own = (side for side in finding.readings if best.told.claim.id in side.claims)
    return (
        finding.slot != "number"
        or not figures
        or any(figures & set(WORD.findall(side.answer.casefold())) for side in own)
    )


def _kept(found: Sequence[Match], disagreement: Finding | None, story: Story) -> list[tuple[Match, ...]]:
    """The matches of each statement, the best first; the other sides of a disagreement come right after the best statement."""
    floor = found[0].score - DROP
    groups: dict[tuple[str, str], list[Match]] = {}
    for match in found:
        if match.score >= floor:
            groups.setdefault(_group(match, story), []).append(match)
    kept = list(groups.values())
    leaders = [
        next(group for group in kept if group[0].kind == kind) for kind in dict.fromkeys(g[0].kind for g in kept)
    ]
    if disagreement and disagreement.kind in SIDED:
        sides = [leaders[0], *_other_sides(kept, leaders[0], disagreement, story)]
        if disagreement.kind == "update":  # a running figure: the latest first
            readings = [set(side.claims) for side in disagreement.readings]
            sides.sort(key=lambda group: -max((n for n, own in enumerate(readings) if own & _ids(group)), default=0))
        leaders = [*sides, *leaders[1:]]
    ordered = list({id(group): group for group in (*leaders, *kept)}.values())
    return [tuple(group) for group in ordered[:MOST]]


def _other_sides(
    kept: Sequence[list[Match]], best: list[Match], disagreement: Finding, story: Story
) -> Iterator[list[Match]]:
    """A statement for each side of a disagreement that the best one is not on, worded so that the question finds it or not."""
    own = _ids(best)
    told = {one.claim.id: one for one in story.told}
    for side in disagreement.readings:
        if own & set(side.claims):
            continue
        found = next((group for group in kept if any(match.told.claim.id in side.claims for match in group)), None)
        if found is not None:
            yield found
            continue
        claims = [told[one] for one in side.claims if one in told]
        if claims:
            yield [beside(one, best[0], side.answer) for one in claims]


def _ids(group: Sequence[Match]) -> set[str]:
    return {match.told.claim.id for match in group}


def _group(match: Match, story: Story) -> tuple[str, str]:
    """What a match says: the proposition of its claim, else the claim; each part of a question by itself."""
    propositions = story.propositions.get(match.told.claim.id, ())
    return match.kind, propositions[0].id if propositions else match.told.claim.id


def _in_turn(statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The first passage of every statement, then the second of each, and so on."""
    longest = max(len(statement.passages) for statement in statements)
    return tuple(
        dict.fromkeys(
            statement.passages[number]
            for number in range(longest)
            for statement in statements
            if number < len(statement.passages)
        )
    )


def _statement(group: Sequence[Match], story: Story) -> Statement:
    """What claims of one proposition say, in the words of the best."""
    claim = group[0].told.claim
    propositions = story.propositions.get(claim.id, ())
    text = story.texts[claim.report]
    words = [_called(passage, group[0], story) for passage in group[0].focus]
    words = words or [group[0].answer or words_in(text, claim.spans)]
    return Statement(
        answer=", ".join(_apart(" ".join(word.split()) for word in words)),
        claims=tuple(dict.fromkeys(match.told.claim.id for match in group)),
        passages=tuple(dict.fromkeys(passage for match in group for passage in match.passages)),
        sources=_sources(claim, story),
        status=propositions[0].status if propositions else None,
        independent_sources=propositions[0].independent_sources if propositions else 0,
        as_of=claim.as_of or _printed(claim, story),
    )


def _apart(answers: Iterable[str]) -> list[str]:
    """Each answer once; "Tom Akers" is said with "the mayor (Tom Akers)"."""
    found = list(dict.fromkeys(answers))
    return [one for one in found if not any(f"({one})" in other for other in found)]


def _printed(claim: Claim, story: Story) -> Interval | None:
    """When the claim's report came out, by its stamp; nothing where its words exclude that."""
    published = next(report.published for report in story.record.reports if report.id == claim.report)
    return Interval(published.value, published.value) if published.value and len(published.candidates) < 2 else None


def _called(passage: Passage, match: Match, story: Story) -> str:
    """The words asked for; a description of somebody with the name that the cast has for it, which stands for a pronoun alone."""
    words = story.texts[passage.report][passage.start : passage.end]
    if match.kind not in ("who", "named", "says"):
        return words
    inside = story.mentions_in(passage.report, passage.start, passage.end)
    name, form = next(
        (
            (story.entities[entity].name, form)
            for start, end, entity, form in inside
            if (start, end) == (passage.start, passage.end)
        ),
        (words, "name"),
    )
    if form == "pronoun":
        return name
    return words if name.casefold() in words.casefold() or words.casefold() in name.casefold() else f"{words} ({name})"


def _sources(claim: Claim, story: Story) -> tuple[str, ...]:
    """Who says it, outlet first, with the stance of whoever does not assert it; what has no name is left out."""
    found = []
    for step in claim.chain:
        names = [story.entities[s.entity].name if s.entity in story.entities else s.name for s in step.sources]
        named = " and ".join(dict.fromkeys(name for name in names if name))
        if named:
            found.append(named + ("" if step.stance == "asserts" else f" ({step.stance})"))
    return tuple(found)


def _composed(statements: Sequence[Statement], disagreement: Finding | None) -> str:
    """The answers in one line, each with its source; nothing but words of the reports and names of the cast."""
    leads = {
        "contradiction": "The reports disagree: ",
        "tension": "The reports disagree: ",
        "update": "A running figure, the latest first: ",
    }
    lead = leads.get(disagreement.kind, "") if disagreement else ""
    parts = []
    for statement in statements:
        source = statement.sources[-1] if len(statement.sources) > 1 else ""
        parts.append(f"“{statement.answer}”" + (f" ({source})" if source else ""))
    return lead + "; ".join(dict.fromkeys(parts)) + "."
