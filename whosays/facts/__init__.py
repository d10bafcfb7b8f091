"""Claims as alignment compares them: words become classes, quantities base units, times instants, names entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from whosays.facts.acts import in_its_sense, positive, predicate_of
from whosays.facts.measures import measures
from whosays.facts.terms import named_between, speaks, term_of, valued_words, without_sentences
from whosays.facts.times import as_of, clocks, instant
from whosays.model import Cast, Claim, Facts, Mention, Reading
from whosays.remembered import LastMade
from whosays.text.stretches import inside
from whosays.words.classes import classes, light_verbs

GATHERED: LastMade[tuple[Facts, ...]] = LastMade()
FACTS: LastMade[Facts] = LastMade(most=32_768)
FIRST_PERSON = frozenset({"I", "i"})


def gather_facts(readings: Sequence[Reading], cast: Cast) -> tuple[Facts, ...]:
    """What alignment and the comparators look at, for every claim of a story, in claim order."""
    known = identities(cast)
    return tuple(fact for reading in readings for fact in _gathered(reading, cast, known))


def _gathered(reading: Reading, cast: Cast, known: frozenset[str]) -> tuple[Facts, ...]:
    """The facts of a report; those of the last telling, the very objects, where it is resolved as it was."""
    entities = [cast.of_mention.get(mention.id) for mention in reading.mentions]
    identified = tuple(entity if entity in known else None for entity in entities)
    given = (reading, tuple(entities), identified)
    return GATHERED.of(reading.report.id, given, lambda: _same_facts(_of_reading(reading, cast, known)))


def _same_facts(facts: Iterable[Facts]) -> tuple[Facts, ...]:
    return tuple(FACTS.same(fact.claim, fact) for fact in facts)


def identities(cast: Cast) -> frozenset[str]:
    """Entities that identify: those with a name, and unnamed ones that two reports speak of ("the train")."""
    return frozenset(
        entity.id
        for entity in cast.entities
        if any(m.form in ("name", "adjective") for m in entity.mentions) or len({m.report for m in entity.mentions}) > 1
    )


def _of_reading(reading: Reading, cast: Cast, known: frozenset[str]) -> Iterable[Facts]:
    times = {time.id: time for time in reading.times}
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    table = classes()
    for claim in reading.claims:
        within = inside(reading.mentions, claim.spans)
        names = {word.lower() for m in within if _named(m, cast, known) for word in m.text.replace("-", " ").split()}
        names |= valued_words(claim, times, quantities, reading.report.text)
        terms = frozenset(term_of(term, table) for term in claim.terms if speaks(term.removeprefix("~"), names))
        earliest, latest = instant(claim, times, reading)
        text = " ".join(span.of(reading.report.text) for span in claim.spans)
        counted = without_sentences(terms, text) | named_between(claim, reading.report.text)
        told = predicate_of(claim, table)
        act, terms, negative = positive(claim, told, in_its_sense(claim, told, terms, table), text)
        yield Facts(
            claim=claim.id, report=claim.report, predicate=act,
            agents=_speaking(claim, _fillers(claim, ("agent",), table, known)), patients=_patients(claim, act, table, known),
            entities=frozenset(cast.of_mention[m.id] for m in within if cast.of_mention.get(m.id) in known),
            terms=terms,
            measures=measures([quantities[q] for q in claim.quantities if q in quantities], counted, reading, verb=claim.predicate, act=act),
            earliest=earliest, latest=latest, clocks=clocks(claim, times), as_of=as_of(claim, latest, reading), place=claim.place,
            negative=negative, factuality=claim.factuality,
            stance=claim.chain[-1].stance, speaker=_speaker(claim),
            told=_told(claim), zone=claim.zone,
            text=text,
        )  # fmt: skip


def _told(claim: Claim) -> Literal["done", "ahead", "conditional", "supposed"]:
    """As done, lying ahead, on a condition, or only supposed; a headline's one tense serves for done and ahead alike."""
    if claim.factuality == "hypothetical" or claim.chain[-1].stance == "declines":
        return "supposed"
    if claim.factuality == "conditional":
        return "conditional"
    return "ahead" if claim.factuality == "expected" and claim.zone not in ("headline", "dek", "caption") else "done"


def _named(mention: Mention, cast: Cast, known: frozenset[str]) -> bool:
    """Is a mention already counted as an entity, so that its words need not count again?"""
    return mention.form in ("name", "adjective") or (
        mention.form != "pronoun" and cast.of_mention.get(mention.id) in known
    )


def _fillers(claim: Claim, roles: tuple[str, ...], table: dict[str, str], known: frozenset[str]) -> frozenset[str]:
    """Entities in a role; who is not identified is the class of the head word."""
    return frozenset(
        argument.entity if argument.entity in known else table.get((argument.head or "").lower(), argument.head or "")
        for argument in claim.arguments
        if argument.role in roles and (argument.entity or argument.head)
    )


def _patients(claim: Claim, act: str, table: dict[str, str], known: frozenset[str]) -> frozenset[str]:
    """Whom or what it is done to; a noun that makes the act, as in "lost their lives", is no thing that it is done to."""
    found = _fillers(claim, ("patient", "recipient"), table, known)
    if act == claim.predicate:  # "dropped the charges": the noun only tells which act it is
        return found
    nouns = {noun for noun, told in light_verbs().get(claim.predicate, {}).items() if told == act}
    return found - nouns - {table.get(noun, noun) for noun in nouns}


def _speaker(claim: Claim) -> str | None:
    """The entity at the end of the chain, where it is one alone."""
    sources = claim.chain[-1].sources
    return sources[0].entity if claim.attribution == "attributed" and len(sources) == 1 else None


def _speaking(claim: Claim, agents: frozenset[str]) -> frozenset[str]:
    """ "I" is whoever speaks, where that is one known somebody."""
    sources = claim.chain[-1].sources
    if not agents & FIRST_PERSON or len(sources) != 1 or sources[0].entity is None:
        return agents
    return agents - FIRST_PERSON | {sources[0].entity}
