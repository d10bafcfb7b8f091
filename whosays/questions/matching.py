"""Does a claim answer a question: is it about what was asked, and does it hold what was asked for?

Every demand of the question must be met by the claim, by its sentence, or (people and topics) by what stands just before or what
the whole story is about. The act asked about must be the claim's own. A claim that holds no time does not answer "when".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from whosays.model import Passage
from whosays.questions.nearness import NEAR, base_forms, nearest
from whosays.questions.people import identity, named, said, says, who
from whosays.questions.question import Demand, Kind, Question
from whosays.questions.story import Story, Told
from whosays.questions.values import (
    Held,
    age,
    counted,
    direction,
    duration,
    hour,
    measured,
    quantities,
    when,
    where,
    why,
)  # fmt: skip
from whosays.values.units import dimension_of

OWN, SENTENCE, BEFORE, TOPIC = 1.0, 0.8, 0.6, 0.5
ENOUGH = 0.7  # of all that is demanded, weighted
HEAD, MODIFIER, ACT = 1.0, 0.4, 1.6
AHEAD = frozenset({"expected", "possible", "conditional", "probable", "unconfirmed", "denied"})
PRICED = frozenset("pay cost spend buy sell price worth purchase".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that answers: how well, and the words asked for (none where the whole claim is the answer).

    ``answer`` is what a finding calls the side that the claim is on, for a claim that only the finding brings in.
    """

    told: Told
    score: float
    focus: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    kind: Kind
    answer: str | None = None


def matches(question: Question, story: Story) -> tuple[Match, ...]:
    """Every claim that answers, the best first; claims equally good stand in the record's order."""
    if any(_unheard_of(demand, story) for demand in (*question.demands, *question.speakers)):
        return ()
    found: list[Match] = []
    for number, kind in enumerate((question.kind, *question.also)):
        own = [match for told in story.told if (match := _match(question, kind, told, story)) is not None]
        if number == 0 and not own and kind != "where":
            return ()
        found.extend(own)
    return tuple(sorted(found, key=lambda match: (-match.score, match.told.order)))


def beside(told: Told, best: Match, answer: str) -> Match:
    """A claim on the other side of the disagreement that the best match stands in."""
    whole = Passage(told.claim.report, min(s.start for s in told.claim.spans), max(s.end for s in told.claim.spans))
    return Match(told, best.score, (), (whole,), best.kind, answer)


def _unheard_of(demand: Demand, story: Story) -> bool:
    """A name, or a noun, that no report has anything like."""
    if demand.entities or not (demand.name or demand.noun):
        return False
    return not any(nearest(word, told.sentence_words) >= NEAR for word in demand.words for told in story.told)


# ------------------------------------------------------------------------------------------------ what it is about
def _match(question: Question, kind: Kind, told: Told, story: Story) -> Match | None:
    if question.quoted:
        return _quoted(question, kind, told, story)
    if told.claim.factuality == "hypothetical":
        return None
    covered = _coverage(question, kind, told, story)
    if covered is None:
        return None
    held = FOCUS[kind](question, told, story)
    if held is None:
        return None
    focus, bonus = held
    return Match(told, covered + bonus + _standing(question, told), focus, _passages(question, kind, told, story), kind)


def _standing(question: Question, told: Told) -> float:
    """Claims of the body before headlines; what lies ahead where the question asks for it, and what is settled where it does not."""
    zone = {"body": 0.06, "headline": -0.06, "caption": -0.06}.get(told.claim.zone, 0.0)
    open_ = told.claim.factuality in AHEAD
    fitting = (0.1 if open_ else -0.1) if question.ahead else (-0.05 if open_ else 0.0)
    return zone + fitting - min(len(told.claim.terms), 30) * 0.002


def _coverage(question: Question, kind: Kind, told: Told, story: Story) -> float | None:
    """How much of the question the claim meets, from 0 to about 1; ``None`` where something it must have is not there."""
    total = gained = 0.0
    if question.predicate is not None:
        act = max(_act(question.predicate, kind, told, story), _carried(question, told))
        if act < NEAR * 0.8 and kind not in ("measure", "age"):  # "how fast was it going": "it made 18 knots"
            return None
        weight = ACT if act or kind not in ("measure", "age") else 0.0
        total, gained = total + weight, gained + weight * act
    own_parts = 0
    for demand in question.demands:
        met, own = _met(demand, kind, told, story)
        if met == 0.0 and demand.head:
            return None
        weight = HEAD if demand.head else MODIFIER
        total, gained, own_parts = total + weight, gained + weight * met, own_parts + own
    if question.speakers and not any(_speaks(demand, told, story) for demand in question.speakers):
        return None
    unacted = question.predicate is None or kind in ("measure", "age")
    if question.demands and unacted and not own_parts and kind not in ("said", "says", "identity", "named"):
        return None
    if kind in ("what", "who", "whether") and not own_parts and any(demand.head for demand in question.demands):
        return None
    if (
        question.ahead
        and kind in ("when", "where")
        and told.claim.factuality not in AHEAD
        and told.claim.polarity == "+"
    ):
        return None
    if total == 0.0:
        return 0.8 if question.speakers or _asks_enough(question, kind) else None
    share = gained / total
    return share + _roles(question, told) if share >= ENOUGH - (0.1 if kind in ("why", "said") else 0.0) else None


def _asks_enough(question: Question, kind: Kind) -> bool:
    """Does what is asked for narrow the claims where nothing else does: "how many trips?", "who denies it?"."""
    return (kind == "count" and bool(question.focus)) or (kind == "says" and question.stance in ("denies", "doubts"))


def _act(predicate: Demand, kind: Kind, told: Told, story: Story) -> float:
    """How near the claim's act is to the one asked about: its predicate, else another of its own words, or the act beside it."""
    own = max(nearest(word, told.predicate) for word in predicate.words)
    if own >= NEAR:
        return own
    if kind == "whether":
        return 0.0
    other = max(nearest(word, told.words) for word in predicate.words)
    if other >= NEAR:
        return 0.85 * other
    if kind in ("where", "named"):
        near = max(
            nearest(word, told.beside | (told.sentence_words if kind == "named" else frozenset()))
            for word in predicate.words
        )
        return 0.75 * near if near >= 0.8 else 0.0
    if kind == "amount" and set(predicate.words) & PRICED:
        return 0.7 if any(dimension_of(q.unit) == "money" for q in quantities(told, story)) else 0.0
    return 0.0


def _carried(question: Question, told: Told) -> float:
    """An act that only carries another: "had asked to leave" is a claim of leaving."""
    if question.predicate is None or max(nearest(word, told.words) for word in question.predicate.words) < 0.85:
        return 0.0
    carried = (nearest(word, told.predicate) for demand in question.demands for word in demand.words)
    return 0.9 if max(carried, default=0.0) >= 0.85 else 0.0


def _met(demand: Demand, kind: Kind, told: Told, story: Story) -> tuple[float, int]:
    """How well a demand is met, and whether by the claim itself."""
    own = (
        OWN if demand.entities & (told.entities | (told.speakers if kind in ("said", "says") else frozenset())) else 0.0
    )
    own = max([own, *(n for word in demand.words if (n := nearest(word, told.words)) >= NEAR)])
    if own:
        return own, 1
    if demand.entities & told.sentence_entities:
        return SENTENCE, 0
    near = max((nearest(word, told.sentence_words) for word in demand.words), default=0.0)
    if near >= NEAR:
        return SENTENCE * near, 0
    if demand.entities & told.before_entities:
        return BEFORE, 0
    if any(nearest(word, told.before_words) >= 0.9 for word in demand.words):
        return BEFORE, 0
    if demand.entities & story.topic_entities:
        return TOPIC, 0
    if any(nearest(word, story.topic_words) >= 0.8 for word in demand.words):
        return TOPIC, 0
    return 0.0, 0


def _roles(question: Question, told: Told) -> float:
    """Is the subject of the question the claim's agent?"""
    asked = frozenset(e for demand in question.subject for e in demand.entities)
    if not asked or not told.agents:
        return 0.0
    return 0.15 if asked & told.agents else -0.1


def _speaks(demand: Demand, told: Told, story: Story) -> bool:
    """Does the claim go back to this speaker, or to somebody who is described by its name ("the Kremlin": "Kremlin spokesman")?"""
    outward = [
        source.entity for step in told.claim.chain if step.role != "outlet" for source in step.sources if source.entity
    ]
    if demand.entities & set(outward):
        return True
    called = base_forms(demand.text) - {"the"}
    if not demand.name or len(demand.text.split()) > 3:
        return False
    return any(called & story.described.get(entity, frozenset()) for entity in outward)


# ------------------------------------------------------------------------------------------------ what it must hold
def _whole(question: Question, told: Told, story: Story) -> Held | None:
    return (), 0.0


def _whether(question: Question, told: Told, story: Story) -> Held | None:
    """A claim whose own act is the one asked about."""
    asked = frozenset(e for demand in question.subject for e in demand.entities)
    if asked and told.agents and not asked & (told.agents | told.entities):
        return None
    return (), 0.0


FOCUS: dict[Kind, Callable[[Question, Told, Story], Held | None]] = {
    "who": who, "identity": identity, "named": named, "says": says, "what": _whole, "said": said, "when": when, "hour": hour,
    "where": where, "count": counted, "amount": measured, "duration": duration, "age": age, "measure": measured,
    "direction": direction, "why": why, "how": _whole, "whether": _whether,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ quotations and passages
def _quoted(question: Question, kind: Kind, told: Told, story: Story) -> Match | None:
    """Claims of the sentence that holds the words quoted in the question."""
    wanted = " ".join(re.findall(r"\w+", (question.quoted or "").casefold()))
    sentence = " ".join(re.findall(r"\w+", told.sentence.of(story.texts[told.claim.report]).casefold()))
    if wanted not in sentence:
        return None
    held = says(question, told, story) or ((), 0.0)
    spoken = 0.3 if nearest("speak", told.predicate) >= NEAR or held[0] else 0.0
    return Match(
        told,
        1.0 + spoken + held[1] + _standing(question, told),
        held[0],
        _passages(question, "says", told, story),
        kind,
    )


def _passages(question: Question, kind: Kind, told: Told, story: Story) -> tuple[Passage, ...]:
    """The claim's words; where the question asks who says it, the words that name the speaker too."""
    spans = [(span.start, span.end) for span in told.claim.spans]
    if kind in ("says", "named", "identity"):
        for step in told.claim.chain:
            if step.role == "outlet":
                continue
            spans += [(s.start, s.end) for s in step.sources if s.start is not None and s.end is not None]
            spans += [(step.cue.start, step.cue.end)] if step.cue else []
        spans = [s for s in spans if told.sentence.start <= s[0] < told.sentence.end] or spans
    if kind in ("named", "identity"):
        spans += [(start, end) for start, end, entity, _ in story.mentions_in(told.claim.report, told.sentence.start, told.sentence.end)
                  if any(entity in demand.entities for demand in question.demands)]  # fmt: skip
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    return (Passage(told.claim.report, first, last),)
