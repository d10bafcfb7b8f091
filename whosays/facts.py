"""Claims as alignment compares them: words become classes, quantities base units, times instants, names entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Literal

from whosays.data import words
from whosays.event_words import UNKNOWN, look_up
from whosays.model import Cast, Claim, Facts, Measure, Mention, Quantity, Reading, Time
from whosays.stretches import inside
from whosays.units import to_base
from whosays.word_classes import class_of, classes, light_verbs

NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen once twice half percent % $ £ €".split()
)
COMMON_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night today yesterday".split()
)
TOLL_NOUNS = frozenset({"die", "injure", "arrest"})  # "no deaths", "two arrests": people who died, were arrested
BODIES = frozenset({"body", "corpse", "victim"})  # of a count: people who died
PEOPLE = frozenset({"worker", "player", "soldier", "die", "injure", "passenger", "evacuate"})
RECOVERED = frozenset({"recover", "find", "pull", "dig", "morgue", "mortuary", "count"})
KINDS_OF_PEOPLE = frozenset(
    "worker civilian passenger soldier police player resident tourist student pupil child fan migrant refugee pilgrim villager miner "
    "firefighter sailor fisherman patient prisoner protester motorist driver teenager woman man".split()
)
FIRST_PERSON = frozenset({"I", "i"})
DATING = frozenset({"DATE", "TIME"})
ACTS = 7  # tenths of its uses in which a noun must name an act to stand for its verb ("inspection")
OFTEN = re.compile(r"\b(?:frequently|often|regularly)\b", re.IGNORECASE)
UNHARMED = frozenset({"unharmed", "unhurt", "uninjured", "unscathed"})
ADVERBS = frozenset(
    {"down", "off", "out", "away"}
)  # particles that the parser may take for adverbs, and that are no nouns
KNOWING = frozenset({"know", "clear", "determine", "establish", "ascertain"})  # what is not known is unknown
BEYOND = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})  # "before noon" is not at noon
BRACKET = re.compile(r"(?:\)|\s|,)*\s?(?:\(|, or |or )\s?(?:about |some |roughly |nearly )?")
CONVERTED = 0.06  # how far a conversion in brackets may be off: "10 kilometres (6 miles)"
PARTICLES = frozenset(
    "off out down up away back over in".split()
)  # that make another act of a verb: "call", "call off"


def gather_facts(readings: Sequence[Reading], cast: Cast) -> tuple[Facts, ...]:
    """What alignment and the comparators look at, for every claim of a story, in claim order."""
    known = identities(cast)
    return tuple(fact for reading in readings for fact in _of_reading(reading, cast, known))


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
        names |= _valued_words(claim, times, quantities, reading.report.text, table)
        terms = frozenset(_term(term, table) for term in claim.terms if _speaks(term.removeprefix("~"), names))
        counted = terms | _between(claim, reading.report.text)
        earliest, latest = _instant(claim, times, reading)
        text = " ".join(span.of(reading.report.text) for span in claim.spans)
        act, terms, negative = _positive(claim, _predicate(claim, table), terms, text)
        yield Facts(
            claim=claim.id, report=claim.report, predicate=act,
            agents=_speaking(claim, _fillers(claim, ("agent",), table, known)), patients=_fillers(claim, ("patient", "recipient"), table, known),
            entities=frozenset(cast.of_mention[m.id] for m in within if cast.of_mention.get(m.id) in known),
            terms=terms, measures=_measures([quantities[q] for q in claim.quantities if q in quantities], counted, reading),
            earliest=earliest, latest=latest, clocks=_clocks(claim, times), as_of=_as_of(claim, latest, reading), place=claim.place,
            negative=negative, factuality=claim.factuality,
            stance=claim.chain[-1].stance,
            told=_told(claim), zone=claim.zone,
            text=text,
        )  # fmt: skip


def _between(claim: Claim, text: str) -> frozenset[str]:
    """Running counts named in a clause inside a claim: "the number of people *known to have died* stood at 23"."""
    gaps = (text[left.end : right.start] for left, right in pairwise(claim.spans))
    return frozenset(class_of(word) for gap in gaps for word in _words(gap)) & words("cumulative")


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


def _valued_words(
    claim: Claim, times: dict[str, Time], quantities: dict[str, Quantity], text: str, table: dict[str, str]
) -> set[str]:
    """Words of time expressions, and of quantities beyond the thing counted: their values are compared instead."""
    words = {w for name in claim.times if name in times for w in _words(text[times[name].start : times[name].end])}
    for name in claim.quantities:
        quantity = quantities.get(name)
        if quantity is not None:
            counted = {quantity.unit or "", *(quantity.of or "").split()}
            words |= {
                w
                for w in _words(text[quantity.start : quantity.end])
                if w not in counted and w.rstrip("s") not in counted
            }
    return words


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z.]+", text.lower())


def _speaks(term: str, names: set[str]) -> bool:
    """Does a content word say something that names, numbers and days do not?"""
    return term not in names and term not in NUMBER_WORDS and term not in COMMON_TIMES and not term[0].isdigit()


def _term(term: str, table: dict[str, str]) -> str:
    """A word's class; a modifier keeps its mark, unless the class table knows the word; a noun of an act stands for its verb."""
    bare = term.removeprefix("~")
    if bare in table or bare != term:
        return table.get(bare, term)
    noun = look_up(bare, "n")
    if noun.root and noun.tenths >= ACTS and look_up(bare, "v") is UNKNOWN:
        return table.get(noun.root, noun.root)
    return term


def _predicate(claim: Claim, table: dict[str, str]) -> str:
    """The class of the act: of a verb with its particle ("put out"), of a verb with its noun ("lost their lives"), else of the verb."""
    said = claim.predicate.removeprefix("be ")
    verb, _, particle = said.partition(" ")
    if claim.predicate.startswith("be "):
        return table.get(claim.predicate.replace(" ", "_"), table.get(said, said))
    particle = particle or next((b for a, b in pairwise(claim.terms) if a == verb and b in ADVERBS), "")
    whole = f"{verb}_{particle}"
    if whole in table:
        return table[whole]
    told = light_verbs().get(verb, {})
    act = next((told[term] for term in claim.terms if term in told), None)
    if act is not None:
        return act
    return whole if particle in PARTICLES else table.get(verb, verb)


def _positive(claim: Claim, act: str, terms: frozenset[str], text: str) -> tuple[str, frozenset[str], bool]:
    """A denial in the words of what it comes to: "not known" is unknown, "not often" is rare, "unharmed" is not injured.

    Only what is open is unknown: that "the airline did not know about the cracks" is told of the airline.
    """
    negative = claim.polarity == "-"
    if act in UNHARMED:
        return "injure", terms - UNHARMED | {"injure"}, not negative
    if negative and act in KNOWING and claim.factuality == "unconfirmed":
        return "unknown", terms - KNOWING | {"unknown"}, False
    if negative and OFTEN.search(text):
        return act, terms | {"rare"}, False
    return act, terms, negative


def _fillers(claim: Claim, roles: tuple[str, ...], table: dict[str, str], known: frozenset[str]) -> frozenset[str]:
    """Entities in a role; who is not identified is the class of the head word."""
    return frozenset(
        argument.entity if argument.entity in known else table.get((argument.head or "").lower(), argument.head or "")
        for argument in claim.arguments
        if argument.role in roles and (argument.entity or argument.head)
    )


def _speaking(claim: Claim, agents: frozenset[str]) -> frozenset[str]:
    """ "I" is whoever speaks, where that is one known somebody."""
    sources = claim.chain[-1].sources
    if not agents & FIRST_PERSON or len(sources) != 1 or sources[0].entity is None:
        return agents
    return agents - FIRST_PERSON | {sources[0].entity}


def _measures(found: Sequence[Quantity], terms: frozenset[str], reading: Reading) -> tuple[Measure, ...]:
    """The measures of a claim without conversions of the one in front: "10 kilometres (6 miles)" is one depth."""
    kept: list[Measure] = []
    before: Quantity | None = None
    for quantity in found:
        measure = _measure(quantity, terms, reading)
        between = reading.report.text[before.end : quantity.start] if before is not None else ""
        if not (kept and BRACKET.fullmatch(between) and _converted(kept[-1], measure)):
            kept.append(measure)
        before = quantity
    return tuple(kept)


def _converted(m: Measure, n: Measure) -> bool:
    """Are two measures one length, area, weight or speed in two units?"""
    return m.unit == n.unit and bool(m.low and n.low) and abs((m.low or 0) - (n.low or 0)) <= CONVERTED * (m.low or 0)


def _measure(quantity: Quantity, terms: frozenset[str], reading: Reading) -> Measure:
    """Bounds in the unit's base; counted nouns are classes of words, so residents and people are one, and deaths are people who died.

    A count of occasions ("ventured abroad ten times") counts the act, as a counted act noun does ("seven trips").
    """
    low, unit = to_base(quantity.low, quantity.unit)
    high, _ = to_base(quantity.high, quantity.unit)
    what = [class_of(word) for word in (quantity.of or "").lower().split()]
    unit = class_of(unit) if unit and unit == quantity.unit and not unit[0].isupper() else unit
    if unit == "time" and what:
        unit, what = f"{what[0]} times" if what[0] in TOLL_NOUNS else what[0], what[1:]
    elif unit in TOLL_NOUNS:
        unit, what = "person", [unit]
    elif unit in BODIES and (set(what) | terms) & RECOVERED:
        unit, what = "person", ["die"]
    elif unit in ("man", "woman") or (unit is None and set(what) & PEOPLE):
        unit = "person"
    shown = reading.report.text[quantity.start : quantity.end]
    toll = _toll(unit, frozenset(what), terms)
    return Measure(quantity.id, low, high, quantity.approx, unit, frozenset(what), toll, shown)


def _toll(unit: str | None, what: frozenset[str], terms: frozenset[str]) -> frozenset[str]:
    """Which running count a figure of people, area or share belongs to, by what is counted, else by the claim's other words."""
    growing = words("cumulative")
    if unit in ("person", "m2") or unit in KINDS_OF_PEOPLE:
        return what & growing or terms & growing
    return what & growing if unit == "%" else frozenset()


# ------------------------------------------------------------------------------------------------ time
def moment(value: str | None, zone: str | None, fallback: str | None) -> datetime | None:
    """An ISO date-time as an instant; without an offset of its own it takes the zone's, else the fallback's, else UTC."""
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    if read.tzinfo is None:
        read = read.replace(tzinfo=_offset(zone) or _offset(fallback) or UTC)
    return read.astimezone(UTC)


def _offset(text: str | None) -> tzinfo | None:
    """The tzinfo of an offset ("+09:00") or of a date-time that ends in one."""
    if not text:
        return None
    try:
        tail = text if "T" in text else f"2000-01-01T00:00:00{text}"
        return datetime.fromisoformat(tail.replace("Z", "+00:00")).tzinfo
    except ValueError:
        return None


def _instant(claim: Claim, times: dict[str, Time], reading: Reading) -> tuple[str | None, str | None]:
    """The narrowest interval that the claim's dates and clock times leave, in UTC; nothing where they do not meet."""
    bounds = []
    for name in claim.times:
        time = times.get(name)
        if time is None or time.type not in DATING or not (time.earliest and time.latest):
            continue
        low = moment(time.earliest, time.zone, reading.report.published.value)
        high = moment(time.latest, time.zone, reading.report.published.value)
        if low and high:
            bounds.append((low, high))
    if not bounds:
        return None, None
    low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if low > high:
        low, high = min(bounds, key=lambda b: (b[1] - b[0], b[0]))
    return low.isoformat(), high.isoformat()


def _clocks(claim: Claim, times: dict[str, Time]) -> tuple[str, ...]:
    """The days and hours that a claim names, as TIMEX3 values, also where nothing says in which year or week they lie."""
    dated = [times[name] for name in claim.times if name in times and times[name].type in DATING]
    return tuple(f"{time.value}/{time.mod or ''}" for time in dated if time.mod not in BEYOND and time.value)


def _as_of(claim: Claim, latest: str | None, reading: Reading) -> str | None:
    """When a claim was true as worded: as its text shows, its own time if that is within three days before publication, else publication.

    A stamp that the report's own words exclude dates nothing: the latest stamp never wins by itself.
    """
    shown = moment(claim.as_of.latest, None, reading.report.published.value) if claim.as_of else None
    if shown is not None:
        return shown.isoformat()
    if len(reading.report.published.candidates) > 1:
        return latest
    published = moment(reading.report.published.value, None, None)
    if published is None:
        return latest
    own = moment(latest, None, None)
    if own is not None and timedelta(0) <= published - own <= timedelta(days=3):
        return own.isoformat()
    return published.isoformat()
