"""Figures: one measure of one claim, with what its words say about the scope that it holds for.

A figure that is a part of another, an addition, what was reported before, or a word for many is none that can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from whosays.findings.evidence import Story, by_itself
from whosays.findings.figures.attributes import Asked, asked_of, in_seconds, nearly, what_it_measures
from whosays.findings.figures.parts import limits, of_one_moment
from whosays.model import Facts, Measure
from whosays.remembered import LastMade, of_two
from whosays.values.calendar import A_MONTH, MONTHS
from whosays.values.measures import agree, place_of, vague
from whosays.values.number_words import ONE_TO_TWELVE
from whosays.values.units import is_of_time
from whosays.words.classes import class_of
from whosays.words.people import kind_of_people

PER_SHARE = re.compile(
    r"\b(?:a|per|each|for each|for every) (?:cent|share|lit(?:re|er)|kilo(?:gram)?|ton(?:ne)?|barrel|gallon|kilowatt\S*|head|ounce|hour)\b",
    re.IGNORECASE,
)
COUNTING = frozenset({"count", "put", "estimate", "number", "tally"})
PART_WORDS = "another|other|others|more(?! than)|further|additional|each|per|every|extra|previous|previously|prior|earlier|former|past"
TWICE = re.compile(r"\b(?:counted|registered|listed|entered) twice\b|\bdouble[- ]counted\b", re.IGNORECASE)
PARTS = re.compile(rf"\b(?:{PART_WORDS}|of (?:whom|which))\b", re.IGNORECASE)
# "Three of them", "12 of the 40 passengers": the set stands behind the figure. "The girder of the bridge is 40 cm long" is no part.
OF_A_SET = re.compile(
    r"\W*(?:\w+ )?(?<!all )(?<!short )(?<!out )of (?:those|these|them|whom|which|the)\b", re.IGNORECASE
)
OF_WHOM = re.compile(r"\W*of (?:these|them|whom|which)\b", re.IGNORECASE)
THERE = re.compile(
    r"\b(?:there (?:were|are)|were|are) (?:about |some |only |just |nearly |almost |at least )?$", re.IGNORECASE
)
OF_A_BODY = re.compile(
    r" of the (?:[a-z]+ )?[A-Z]"
)  # "350 employees of the Kronau brewery" are counted by the body they belong to
NOBODY = re.compile(r"(?:No one|Nobody|None|No (?!one)(?P<noun>[a-z]+))\b(?! else| other| more| of)", re.IGNORECASE)
HARMS = frozenset({"die", "injure", "arrest", "sick", "miss", "missing"})
SEVERITY = re.compile(r"\b(seriously|severely|critically|slightly|lightly|badly|serious|critical|minor)\b")
A_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
IN_A_MONTH = re.compile(rf"\b(?:[Ii]n|[Ll]ast) ({A_MONTH})\b(?! \d)")
# How long ago a claim's own date may lie and be of the story; where its sentence names the month ("In February a gunman …"), less.
LONG_BACK, MONTH_BACK = timedelta(days=45), timedelta(days=10)
BACK = re.compile(r"(?:It|That|This|Those|These) ")
SINCE = re.compile(r"\b(?:since|from|after)\b[^,.;]{0,30}?\b(?:1[89]|20)\d\d\b", re.IGNORECASE)
DIRECTION = re.compile(r"\b(below|deep|depth|north|south|east|west|long|wide|high|tall|away|from|off)\b", re.IGNORECASE)
# "Five were hurt, up from three": the three are what the report no longer says.
FORMER = re.compile(r"\b(?:up|down|raised|revised) from (?:the |an? )?(?:earlier |previous |initial )?$", re.IGNORECASE)
BEGUN_FROM, LED_TO = (
    re.compile(r"\bfrom (?:about |some )?$"),
    re.compile(r"\W{0,2}to\b"),
)  # "cut *from* eleven years *to* seven"
# "Dwarfing the 90 million deal of her rival": what a figure is set against. "Topped the 5,000 mark" is the figure itself.
FOIL = re.compile(
    r"\b(?:surpass|dwarf|eclips|exceed|outstrip|overtak|out-?bid|beat|trump|match)\w*\s+(?:the|his|her|its|their|an?)\s+(?:[\w’'-]+,? ){0,4}$|"
    r"\b(?:better|longer|larger|bigger|richer|costlier|greater|higher) than (?:the|his|her|its|their)\s(?:[\w’'-]+,? ){0,4}$|"
    r"\bbetter than (?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
MADE = re.compile(
    r"\b(?:made|make|makes|making|given|gave|gives?|handed|sent)\s(?:(?:first|second|third) |[a-z]+ ){0,3}$"
)
ARTICLE = re.compile(r"(?:the|an?|his|her|its|their) ", re.IGNORECASE)
MARK = re.compile(r"\W{0,5}(?:[\w-]{1,30} )?(?:mark|barrier|threshold|limit|target|record)\b", re.IGNORECASE)
MORE_THAN = re.compile(r"(?:^|.*\s)(?:more|longer|larger|bigger|greater|higher|better) than \S+", re.IGNORECASE)
ADDED = re.compile(r"\badd(?:s|ed|ing)? (?:about |some |nearly |almost )?$")  # "added ten years to his life"
# "A father of two", "when one is killed, all of us lose": nobody who was counted.
UNCOUNTED = re.compile(
    r"\b(?:(?:grand)?(?:father|mother|parent)s? of |when |whenever |if |every time )$", re.IGNORECASE
)
CAPACITY = re.compile(r"\b(can|capacity|able to|designed|limit)\b", re.IGNORECASE)
# In front of the figure: what it is a part of ("of 400 jobs 120 will go"). A crew of 14, a depth of 80 metres are no wholes.
WHOLE = re.compile(
    r"(?:^|[,;(]\s*|\b(?:out|\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|quarter|third|percent|most|some|many|several|"
    r"all|none|any|each|few|majority|part|share|more|rest|those)\s+)of (?:[\w'’-]+ ){0,4}$|\b(?:those|these) (?:\w+ )?$",
    re.IGNORECASE,
)
ALL_OF_THEM = re.compile(r"\ball (?:of )?(?:them|which|these|those)\b", re.IGNORECASE)
STOOD = r"stood|stands?|put|remain\w*|was|is|rose|rises"
AGED = re.compile(rf"\b(?:die[sd]?|dead)\b(?:(?!\b(?:{STOOD})\b)[^.])*\bat $|\b(?:aged|age|age of) $")
IN_BRACKETS = re.compile(r"(?<!\d)\d[\w .,]{0,30}\($")
# "Two rebounds off his best": how far from a mark, and no count.
OFF = re.compile(r"\W*(?:off|short of|shy of|behind|ahead of) (?:his|her|its|their|the|a)\b")
# Another count of people beside a figure, and nothing between that counts them otherwise ("12 dead and 30 hurt" are two tolls).
SOME = (
    rf"(?:\d{{1,5}}|an?|{ONE_TO_TWELVE}) (?:\w+ )?"
    r"(?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|bab(?:y|ies)|teenagers?)"
)
AND_MORE = re.compile(rf",? and {SOME}\b", re.IGNORECASE)
MORE_AND = re.compile(rf"\b{SOME},? and $", re.IGNORECASE)
OF_NEXT_CLAUSE = re.compile(r"\b(?:died|was killed|were killed) and $")  # "a clerk died and two men were treated"
NO_NOUN = frozenset(
    "was were is are be been had have has will would in on at of to for from and or that who which by with than the a an".split()
)
ACTING = frozenset({"person", "organisation"})
# "two extensions in | seven months", "the first strike in | 30 years": how often, not how long
WINDOW = re.compile(
    r"(?:the |his |her |their |its )?(?:last|past|final|first|next|coming) ", re.IGNORECASE
)  # "the last two decades": since when, no length
SO_OFTEN_IN = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|first|second|third|\w+th|several|many|only|another|twice)\b[^,.;]{0,60}"
    r"\b(?:in|within|over) (?:the )?(?:(?:past|last|space of|course of) )?(?:(?:just|only|under|about|nearly|almost|less than|more than) )?$",
    re.IGNORECASE,
)
OF_ONE_SIDE = frozenset({"offer", "price"})  # several may bid
CHANGED = re.compile(
    r"\b(?:(?:sweeten|lift|lower|extend|shorten|correct)(?:s|ed|ing)|(?:rais|increas|improv|revis|reduc)(?:es|ed|ing)|"
    r"cut(?:s|ting|(?! (?:in|of)\b)))\b|\b(?:new|now|fresh) (?:offer|bid|estimate|forecast)",
    re.IGNORECASE,
)


FIGURES: LastMade[Figure] = LastMade(most=16_384)  # a claim may give several


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one claim, with what its words say about the scope it holds for; ``values`` are all of the claim in the unit."""

    fact: Facts
    measure: Measure
    about: frozenset[str]
    sources: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    rare_places: frozenset[str]
    era: str
    noun: str
    directions: frozenset[str]
    severity: frozenset[str]
    since: bool
    capacity: bool
    limits: frozenset[str]
    values: frozenset[tuple[float, float]]
    asked: Asked
    dimension: str
    counters: frozenset[str]
    keys: frozenset[str]  # two figures of one question share one of these
    alone: bool = True

    @property
    def unit(self) -> str:
        """The base unit, or the thing counted."""
        return self.measure.unit or ""


@by_itself
def figures_of(story: Story, fact: Facts) -> Iterator[Figure]:
    """The figures of a claim that can be set against others; how the story tells of their places is not looked at yet."""
    for measure in (*fact.measures, *nobody(fact)):
        figure = _figure_of(story, fact, measure)
        if figure is not None:
            yield figure


def _figure_of(story: Story, fact: Facts, measure: Measure) -> Figure | None:
    """The figure, or ``None`` where nothing can be set against it: a part, an addition, a word for many, a length of time of nothing."""
    asked, dimension = asked_of(story, fact, measure), what_it_measures(measure, fact.text)
    if _cut_off(story, fact, measure):
        return None
    if not asked.attributes and (measure.unit is None or is_of_time(measure.unit)):
        return None
    standing = _standing(fact, measure)
    if standing is None:
        return None
    measure = standing
    if measure.high == 0 and of_one_moment(story, fact):
        return None
    noun = _noun_after(fact.text, measure.shown)
    actors = frozenset(e for e in fact.agents if story.kinds.get(e) in ACTING)
    if dimension == "money" and asked.attributes & OF_ONE_SIDE:
        actors = _bidding(story, fact)
    places = frozenset(e for e in fact.entities if story.kinds.get(e) in ("place", "facility"))
    return Figure(
        fact=fact,
        measure=measure,
        about=story.words(fact),
        sources=story.sources(fact.claim),
        actors=actors,
        places=places,
        rare_places=frozenset(),
        era=_era(story, fact),
        noun=noun,
        directions=_all_of(DIRECTION, fact.text),
        severity=_all_of(SEVERITY, fact.text),
        since=bool(_all_of(SINCE, fact.text)),
        capacity=bool(_all_of(CAPACITY, fact.text)),
        limits=limits(story, fact, measure),
        values=frozenset((m.low or 0, m.high or 0) for m in fact.measures if m.unit == measure.unit),
        asked=asked,
        dimension=dimension,
        counters=counters_of(story, fact),
        keys=_keys(story.words(fact), measure, noun, asked, dimension),
    )


def _keys(about: frozenset[str], measure: Measure, noun: str, asked: Asked, dimension: str) -> frozenset[str]:
    named = {f"compound {noun}"} if " " in noun else set[str]()
    own = about | {f"toll {kind}" for kind in measure.toll} | named
    unit = "person" if measure.toll and dimension == "count" else measure.unit or ""
    return frozenset(f"{unit} {key}" for key in own) | {f"asked {one}" for one in asked.attributes}


def _placed(story: Story, figure: Figure, *, alone: bool) -> Figure:
    """The figure as it stands in the story; the very object of the last telling where it stands as it did."""
    rare = frozenset(e for e in figure.places if story.spread.get(e, 0) <= len(story.readings) / 2)
    if alone and not rare:
        return figure
    name = figure.fact.claim, figure.measure.quantity
    return FIGURES.of(name, (figure, rare, alone), lambda: replace(figure, rare_places=rare, alone=alone))


def _bidding(story: Story, fact: Facts) -> frozenset[str]:
    """Who acts, a city for its club too; else who does in the same sentence in front ("the club made | Varga a 5m offer")."""
    if giver := _giver(story, fact):
        return frozenset({giver})
    if own := frozenset(e for e in fact.agents if e in story.proper):
        return own
    start, sentence = story.begins(fact), story.sentence(fact.claim)
    before = story.beginning_in(fact.report, start - len(sentence), start)
    acting = [other.agents for other in before if story.sentence(other.claim) == sentence]
    return frozenset(e for agents in acting[-1:] for e in agents if e in story.proper)


def _giver(story: Story, fact: Facts) -> str | None:
    """The name nearest before "made" where a claim is what it made to whom ("Dunmore City made | Varga a 5m offer")."""
    text, start = story.texts[fact.report], story.begins(fact)
    before = text[max(0, start - len(story.sentence(fact.claim))) : start]
    if not MADE.search(before):
        return None
    ends = {
        name: before.rfind(story.label(name).split()[-1])
        for name in story.proper
        if fact.report in story.named_in[name]
    }
    found = max(ends, key=lambda name: (ends[name], name), default=None)
    return found if found is not None and ends[found] >= 0 else None


@lru_cache(maxsize=16_384)
def _all_of(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    """Each form in which a pattern stands in a text."""
    return frozenset(match.group() for match in pattern.finditer(text))


@of_two
def _standing(fact: Facts, measure: Measure) -> Measure | None:
    """A measure as it is compared; ``None`` where its claim tells it as a part, an addition or a word for many."""
    measure = nearly(measure)
    if vague(measure):
        return None
    measure = in_seconds(measure)
    return None if _partial(fact, measure) else measure


def nobody(fact: Facts) -> Iterator[Measure]:
    """The figure nought of "no one was hurt", "no child has died": as a measure of the claim."""
    match = NOBODY.match(fact.text)
    terms = fact.terms | {fact.predicate}
    if match is None or not terms & HARMS:
        return
    noun = (match["noun"] or "person").lower()
    if kind_of_people(noun) is not None:
        unit = "person" if kind_of_people(noun) == "anyone" else noun.removesuffix("s")
        toll = frozenset(terms & HARMS)
        yield Measure("none", 0.0, 0.0, False, unit, toll, toll, match.group())


def counters_of(story: Story, fact: Facts) -> frozenset[str]:
    """Who gives a figure, as classes of words: its sources, or in "police counted 8,000" who counts."""
    named = {story.label(source).lower() for source in story.sources(fact.claim)}
    counting = {story.label(agent).lower() for agent in fact.agents} if fact.predicate in COUNTING else set[str]()
    return frozenset(class_of(word) for name in named | counting for word in name.split())


def in_story(story: Story, figures: Sequence[Figure]) -> list[Figure]:
    """Figures of one dimension as they stand in the story, each told whether its report has no other value for the same attribute."""
    values: dict[tuple[object, ...], dict[tuple[object, ...], Measure]] = {}  # each once, however often it is told
    for figure in figures:
        for attribute in figure.asked.attributes:
            told = values.setdefault((figure.fact.report, attribute, figure.era, figure.asked.mode), {})
            told[figure.measure.low, figure.measure.high, figure.measure.approx, figure.measure.unit] = figure.measure
    return [
        _placed(story, figure, alone=all(
            agree(figure.measure, other)
            for attribute in figure.asked.attributes
            for other in values[figure.fact.report, attribute, figure.era, figure.asked.mode].values()
        ))
        for figure in figures
    ]  # fmt: skip


def _era(story: Story, fact: Facts) -> str:
    """The year or month of a claim about the past, from its own times or else its sentence; the present of the story has none.

    What "it" or "that quake" did is of the time of the sentence before.
    """
    sentence = story.sentence(fact.claim)
    if BACK.match(sentence):
        before = story.beginning_in(fact.report, max(0, story.begins(fact) - 250), story.begins(fact))
        earlier = [other for other in before if story.sentence(other.claim) != sentence]
        sentence = f"{story.sentence(earlier[-1].claim)} {sentence}" if earlier else sentence
    if ALL_OF_THEM.search(sentence):
        return ""
    if fact.latest and fact.as_of:
        gap = datetime.fromisoformat(fact.as_of) - datetime.fromisoformat(fact.latest)
        this_year = fact.latest[:4] == fact.as_of[:4]
        near = MONTH_BACK if IN_A_MONTH.search(sentence) else LONG_BACK
        return "" if gap <= near else fact.latest[:7] if this_year else fact.latest[:4]
    years = set(A_YEAR.findall(SINCE.sub("", sentence)))
    if years and fact.as_of and fact.as_of[:4] not in years:
        latest: str = max(years)
        return latest
    month = IN_A_MONTH.search(sentence)
    if month is None:
        return ""
    now = int(fact.as_of[5:7]) if fact.as_of else None
    named: str = month[1]
    return "" if now is not None and (now - MONTHS.index(named) - 1) % 12 <= 1 else named


def _cut_off(story: Story, fact: Facts, measure: Measure) -> bool:
    """ "41/2 months": the end of a fraction that was not read whole."""
    text = story.texts[fact.report]
    at = place_of(text, measure.shown, story.begins(fact))
    return at > 0 and text[max(0, at - 9) : at].rstrip(" ").endswith("/") and text[at].isdigit()


def _partial(fact: Facts, measure: Measure) -> bool:
    """Is it a part or an addition, what was told before, an age: nothing that another figure can be set against?"""
    text, at = fact.text, place_of(fact.text, measure.shown)
    end = at + len(measure.shown)
    around = text[max(0, at - 25) : end + 25] if at >= 0 else measure.shown
    if PARTS.search(PER_SHARE.sub("", around)) or TWICE.search(text) or _listed(fact, measure):
        return True
    if is_of_time(measure.unit or "") and WINDOW.match(measure.shown):
        return True
    if at >= 0 and is_of_time(measure.unit or "") and SO_OFTEN_IN.search(text[:at]):
        return True
    if at >= 0 and measure.toll and (_added_up(text, at, end) or OF_NEXT_CLAUSE.search(text[:at])):
        return True
    return (
        at >= 0
        and (
            any(pattern.search(text[:at]) for pattern in (WHOLE, FORMER, ADDED, UNCOUNTED))
            or (BEGUN_FROM.search(text[:at]) is not None and LED_TO.match(text, end) is not None)
            or _is_a_foil(text, at, measure)
            or (
                fact.negative and MORE_THAN.match(text[max(0, at - 14) : end]) is not None
            )  # "none has bid more than 5m": a bound
            or _of_a_set(text, at, measure)
            or _converted(text[:at], measure)
            or _aged(text[:at], measure)
            or (what_it_measures(measure) == "count" and OFF.match(text, end) is not None)
        )
    )


def _is_a_foil(text: str, at: int, measure: Measure) -> bool:
    """Is it only what the figure of the claim is set against ("surpassing the 90 million deal of her rival")?"""
    article = ARTICLE.match(measure.shown)
    before = text[: at + (article.end() if article else 0)]
    return FOIL.search(before) is not None and MARK.match(text, at + len(measure.shown)) is None


def _added_up(text: str, at: int, end: int) -> bool:
    """ "Two women and one man died": each of them a part of the toll."""
    return AND_MORE.match(text, end) is not None or MORE_AND.search(text[:at]) is not None


def _converted(before: str, measure: Measure) -> bool:
    """ "A million dollars ($1.5 million)": the same sum in another money, in brackets behind it."""
    return what_it_measures(measure) == "money" and IN_BRACKETS.search(before) is not None


def _aged(before: str, measure: Measure) -> bool:
    """ "Died in prison at 77": an age, not a toll."""
    return re.fullmatch(r"\d{1,3}", measure.shown) is not None and AGED.search(before) is not None


def _listed(fact: Facts, measure: Measure) -> bool:
    """One share among several ("55 percent in one country, 52 percent in another"): each holds for a scope of its own."""
    return measure.unit == "%" and sum(other.unit == "%" for other in fact.measures) > 1


def _of_a_set(text: str, at: int, measure: Measure) -> bool:
    """Does the figure count some of a set that was spoken of before?"""
    end = at + len(measure.shown)
    if measure.unit == "%":  # a share is always one of something; of whom alone the words in front tell
        return OF_WHOM.match(text, end) is not None
    if measure.unit in ("g", "l"):  # "450 kilos of the drug"
        return False
    if THERE.search(text[:at]):  # "there were 39 of them": all of them
        return False
    if OF_A_BODY.match(text, end) and len(measure.shown.split()) > 1:
        return False
    digits = re.match(r"\S+", measure.shown)
    return any(OF_A_SET.match(text, place) is not None for place in (at + (digits.end() if digits else 0), end))


def _noun_after(text: str, shown: str) -> str:
    """The one or two words after the digits of a figure, lower case, without a plural s."""
    at = place_of(text, shown)
    tail = re.sub(r"^(?:[\d,.]+|\w+)\s+", "", text[at:] if at >= 0 else shown)
    found = re.match(r"([a-z]+)(?:\s+([a-z]+))?", tail)
    words = [word for word in found.groups() if word] if found else []
    return " ".join(word.rstrip("s") for word in words if word not in NO_NOUN)
