"""How it stands with somebody or something, told both ways: "the driver was killed", "is out of danger"; "all fled", "two were caught"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from whosays.blocking import neighbours
from whosays.data import rows
from whosays.findings.contraries import SAME_HOURS, apart_in_kind, dated_apart, only_rumoured, told_before
from whosays.findings.evidence import Story
from whosays.findings.parties import named, names_near, one_party
from whosays.model import Facts
from whosays.word_classes import akin, class_of

REACH = 200  # how many later answers to one question an answer is compared with
JUST_BEFORE = 260  # characters in front of a pronoun in which what it stands for is named
NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|no-one|nothing|neither|nor|without|cannot|n't|hardly|fail(?:ed|s) to)\b|n't\b",
    re.IGNORECASE,
)
NONE_OF = re.compile(
    r"\A(?:and |but |that )?(?:no one|no-one|nobody|none|not (?:a|one)|neither|no)\b(?: of)?(?: the| them| those)?(?: (?P<noun>\w+))?",
    re.IGNORECASE,
)
ALL_OF = re.compile(
    r"\A(?:and |but |that )?(?:all|everyone|everybody|every|both|each)\b(?: one)?(?: of)?(?: the| them| its| his| her| those)?"
    r"(?: \d+| \w+(?:een|ty|two|four|five|six|seven|eight|nine|ten))?(?: (?P<noun>\w+))?",
    re.IGNORECASE,
)
PERSONAL = frozenset("he she they him her them".split())
PRONOUNS = PERSONAL | {"it"}
# Nouns of anybody in the story: what holds of none of all holds of these.
ANYBODY = frozenset(
    "person people one two three four five six seven eight nine ten man woman child boy girl victim life many most several some others resident"
    " villager local student passenger worker pupil".split()
)
ALL_WORDS = frozenset(
    "one ones person people of was were is are had has have been life lives injury injuries injured hurt killed casualties deaths them those".split()
)
WITHIN = re.compile(
    r"\b(?:on board|aboard|on the ground|inside the|in the other|at the other|outside the)\b", re.IGNORECASE
)
THEN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:last|previous) (?:year|month|season|week|summer|winter|spring|autumn)|(?:years?|months|weeks|decades?) (?:ago|before|earlier)|"
    r"another|in recent (?:years|months)|in the past|this year)\b",
    re.IGNORECASE,
)
A_NEW = re.compile(
    r"\A(?:an?|another|some|several|other|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE
)
NO_SUCH = re.compile(
    r"\b(?:no|any) (?:loss of life|lives|injuries|casualties|deaths|fatalities|victims|arrests)\b|\b(?:nobody|no one)\b",
    re.IGNORECASE,
)
# Of these a place has others beside: "no children were hurt" says nothing of six people.
ONE_KIND = frozenset("child baby woman man girl boy passenger crew police soldier tourist foreigner civilian".split())
NOBODIES = frozenset("all none nobody one two three everyone everybody both each no".split())
PERFECT = re.compile(r"\bhad\b|\AA? ?(?:an? )?(?:smell|noise|smoke|leak|crack|fault)\b", re.IGNORECASE)
EITHER_TIME = frozenset({"appeal", "agreed"})  # "will appeal", "accepts"
SAME_NOUN = frozenset({"agreed", "reported", "claimed"})  # the noun that it is told of is in both
OPEN = frozenset({"person", "thing", "place"})  # told of any of these
ORDER = re.compile(
    r"\b(?:second|third|fourth|other|another|former|deputy|assistant|co-?\w*pilot|ex-\w+)\b", re.IGNORECASE
)
BODIES = frozenset("management company government leadership firm board ministry authority party union".split())


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to answer a question, and of whom it is told: of the subject, or of the object where there is one."""

    question: str
    change: str
    of: frozenset[str]
    yes: bool
    subject: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stand:
    """What a claim tells: a question answered, of whom; ``all_of`` is the noun of "none of the …" or "all …" (empty for anybody)."""

    fact: Facts
    question: str
    change: str
    things: frozenset[str]
    yes: bool
    of: frozenset[str]
    all_of: str | None


@cache
def _ways() -> tuple[_Way, ...]:
    found: list[_Way] = []
    for question, change, of, *cells in rows("states"):
        kind = frozenset() if of in OPEN else frozenset(class_of(word) for word in of.split())
        for yes, cell in zip((True, False), [*cells, ""], strict=False):
            for subject in (True, False):
                parts = [part.removeprefix("=") for part in _parts(cell) if part.startswith("=") is subject]
                if parts:
                    pattern = re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
                    found.append(_Way(question, change, kind if kind else kind | {of}, yes, subject, pattern))
    return tuple(found)


def _parts(cell: str) -> Iterator[str]:
    """The alternatives of a cell; a bar inside brackets separates none."""
    depth, start = 0, 0
    for place, letter in enumerate(cell):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            yield cell[start:place]
            start = place + 1
    if cell[start:]:
        yield cell[start:]


def states_told_both_ways(story: Story) -> Iterator[tuple[Facts, Facts]]:
    """Pairs of claims of two voices that tell of one person, thing or group how it stands, one no and one yes; no before yes."""
    told = [stand for fact in story.facts for stand in _stands(story, fact)]
    for left, right in neighbours([{stand.question} for stand in told], REACH):
        a, b = told[left], told[right]
        if a.yes is b.yes or not _comparable(story, a, b):
            continue
        if not _one_holder(story, a, b) or _both_told(story, told, a, b):
            continue
        yield (b.fact, a.fact) if a.yes else (a.fact, b.fact)


def _stands(story: Story, fact: Facts) -> Iterator[Stand]:
    """How it stands with whom, by a claim in the text that is told as so or as to be so."""
    silent = _none_said(story, fact)
    if (not silent and (not _is_told(fact) or only_rumoured(story, fact))) or fact.zone != "body":
        return
    text = story.sentence(fact.claim) if silent else _with_rest(story, fact)
    seen: dict[str, Stand | None] = {}
    for way in _ways():
        match = way.pattern.search(text)
        if match is None:
            continue
        before = text[: match.end() if way.yes else match.start()]
        yes = way.yes is not (len(NOT.findall(before)) % 2 == 1)
        of = _holder(story, fact, way, match)
        if not of:
            continue
        stand = Stand(fact, way.question, way.change, way.of, yes, of, _all_of(text, way, of))
        known = seen.setdefault(way.question, stand)
        if known is not None and known.yes is not yes:
            seen[way.question] = None
    yield from (stand for stand in seen.values() if stand is not None)


def _is_told(fact: Facts) -> bool:
    """Is something told as so, or as to be so?"""
    return (
        fact.factuality in ("certain", "probable", "expected", "unconfirmed")
        and fact.stance in ("asserts", "expects")
        and fact.told in ("done", "ahead")
    )


def _with_rest(story: Story, fact: Facts) -> str:
    """A claim with what its sentence adds behind "and", where no claim was read ("had to be evacuated and is out of use")."""
    text, end = story.texts[fact.report], story.ends(fact)
    rest = re.match(r",? (?:and|but) [^.;,\n]{3,80}", text[end : end + 90])
    if rest is None or story.beginning_in(fact.report, end, end + rest.end()):
        return fact.text
    return fact.text + rest.group()


def _none_said(story: Story, fact: Facts) -> bool:
    """Is the claim what "no one" is said to have told?"""
    return any(story.label(name).lower() in ("no one", "nobody") for name in story.sources(fact.claim))


def _holder(story: Story, fact: Facts, way: _Way, match: re.Match[str]) -> frozenset[str]:
    """Of whom or what it is told: what is done to something, or who does it; of the only one of its kind, that."""
    if not way.of & OPEN:
        it = way.of if fact.text.split()[0].lower() == "it" else frozenset[str]()
        return (way.of & (fact.terms | fact.patients | fact.agents)) or it
    said = {class_of(word) for word in re.findall(r"[a-z]+", match.group().lower())}
    patients = frozenset(name for name in fact.patients if name not in said and name.removesuffix("s") not in said)
    of = (fact.agents or patients) if way.subject else (patients or fact.agents)
    if "place" in way.of:
        before = fact.text[: max(match.start(), 1)]
        of |= {
            name for name in fact.entities if story.label(name).split()[-1:] and story.label(name).split()[-1] in before
        }
    if "thing" in way.of:
        of = frozenset(name for name in of if story.kinds.get(name) not in ("person", "place", "location"))
    if not of and (first := fact.text.split()[:1]) and first[0].lower() in PRONOUNS:
        return frozenset({first[0].lower()})
    return of


def _all_of(text: str, way: _Way, of: frozenset[str]) -> str | None:
    """The noun of "no child", "none of the marchers", "all the gunmen"; empty where anybody is meant; ``None`` where some are."""
    if "person" not in way.of:
        return None
    match = NONE_OF.match(text) or ALL_OF.match(text)
    if match is not None:
        word = (match["noun"] or "").lower()
        if word in ALL_WORDS or class_of(word.removesuffix("s")) in ANYBODY - {"child"}:
            return ""
        return next(iter(of)) if len(of) == 1 and not of & NOBODIES else class_of(word.removesuffix("s"))
    return "" if NO_SUCH.search(text) else None


def _comparable(story: Story, a: Stand, b: Stand) -> bool:
    """Two voices, one time, told alike, and neither of another year or of before."""
    x, y = a.fact, b.fact
    mine, theirs = story.sources(x.claim), story.sources(y.claim)
    if x.report == y.report and not (mine and theirs and not mine & theirs):
        return False
    if dated_apart(x, y):
        return False
    if "supposed" not in (x.told, y.told) and x.told != y.told and a.question not in EITHER_TIME:
        return False
    before = PERFECT.search(x.text) and PERFECT.search(y.text) and a.change == "fixed"
    if not before and any(
        told_before(story, fact) or (fact.told == "done" and THEN.search(story.sentence(fact.claim))) for fact in (x, y)
    ):
        return False
    if a.change == "state" and x.as_of and y.as_of:
        apart = abs(datetime.fromisoformat(x.as_of) - datetime.fromisoformat(y.as_of))
        if apart >= SAME_HOURS:
            return False
    if (ORDER.search(x.text) is None) is not (ORDER.search(y.text) is None):
        return False  # "the driver", "the second driver"
    return not apart_in_kind(x, y)


def _one_holder(story: Story, a: Stand, b: Stand) -> bool:
    """Is it told of the same one, or of all by one and of some of them by the other?"""
    if a.all_of is not None or b.all_of is not None:
        if a.all_of is not None and b.all_of is not None:
            return a.all_of == b.all_of and _near(story, a.fact, b.fact)
        return (_some_of_all(story, a, b) if a.all_of is not None else _some_of_all(story, b, a)) and _near(
            story, a.fact, b.fact
        )
    if not a.things & OPEN:
        if a.question in SAME_NOUN and not (a.of & b.of):
            return False
        if a.question == "agreed":
            return _same_party(story, a.fact, b.fact)
        return _near(story, a.fact, b.fact)
    if _is_new(story, a) and _is_new(story, b):
        return False
    if any(_counts(stand) for stand in (a, b)):
        return False
    return any(_alike(story, a, x, b, y) for x in a.of for y in b.of)


def _some_of_all(story: Story, whole: Stand, some: Stand) -> bool:
    """Is one told of all, or of none, and the other of somebody who is one of them?"""
    if WITHIN.search(whole.fact.text) or (some.fact.negative and some.yes):
        return False
    people = {name for name in some.of if _is_person(story, name)} | (some.of & {whole.all_of})
    if not people:
        return False
    if not whole.all_of:
        return True
    if whole.all_of in some.of:
        return True
    return whole.all_of not in ONE_KIND and bool(people & (ANYBODY - {"passenger", "worker", "pupil", "student"}))


def _is_person(story: Story, name: str) -> bool:
    """Somebody, by kind or by noun; a bare figure too."""
    if name in story.kinds:
        return story.kinds[name] == "person"
    return name in ANYBODY or name.isdigit() or _person_noun(name)


@cache
def _people() -> frozenset[str]:
    return frozenset(class_of(row[0]) for row in rows("nominal_kinds") if row[1] == "person")


def _person_noun(word: str) -> bool:
    """Is a noun a person, by the table or by its ending?"""
    return word in _people() or word.endswith(("er", "or", "ist", "man", "men", "woman", "ian", "ee"))


def _alike(story: Story, a: Stand, x: str, b: Stand, y: str) -> bool:
    """The same entity, a name and the noun or a shorter name for it, one noun that is not general, or a pronoun just behind it."""
    if x in PRONOUNS or y in PRONOUNS:
        if x in PRONOUNS and y in PRONOUNS:
            return False
        return _stands_for(story, a.fact, x, y) if x in PRONOUNS else _stands_for(story, b.fact, y, x)
    if x in story.kinds and y in story.kinds:
        return one_party(story, x, y)
    if x == y:
        return (
            x not in ANYBODY and _near(story, a.fact, b.fact) and all(_is_known(story, one.fact, x) for one in (a, b))
        )
    if x in story.kinds or y in story.kinds:
        entity, noun = (x, y) if x in story.kinds else (y, x)
        return noun not in ANYBODY and noun in _roles(story, entity)
    if noun_of_name(story, x) == y or noun_of_name(story, y) == x:
        return True
    known = _is_known(story, a.fact, x) and _is_known(story, b.fact, y)
    return known and x not in ANYBODY and y not in ANYBODY and akin(x, y) and _near(story, a.fact, b.fact)


def _is_known(story: Story, fact: Facts, noun: str) -> bool:
    """Is the noun told with "the", "his" and the like, or with no article, so that one certain is meant?"""
    words = re.findall(r"[A-Za-z0-9'-]+", story.sentence(fact.claim))
    for place, word in enumerate(words):
        if class_of(word.lower()) == noun or class_of(word.lower().removesuffix("s")) == noun:
            return not any(
                other.lower() in ("a", "an", "another", "any", "some", "several")
                for other in words[max(0, place - 3) : place]
            )
    return True


def noun_of_name(story: Story, word: str) -> str | None:
    """The noun in front of a name that was not known for one ("Judge Elena Rojas" → judge)."""
    for text in story.texts.values():
        found = re.search(rf"\b(\w+) (?:[A-Z]\w+ )?{re.escape(word.title())}\b", text)
        if found and word.title() in text:
            return class_of(found[1].lower())
    return None


def _roles(story: Story, entity: str) -> frozenset[str]:
    """The nouns that the reports put beside a name: "Governor Jiri Bark", "the driver, Luis Mora", "Mora, the driver"."""
    words = story.label(entity).split()
    if not words:
        return frozenset()
    name = rf"(?:{'|'.join(re.escape(word) for word in words if word[:1].isupper()) or 'x^'})"
    found: set[str] = set()
    for text in story.texts.values():
        found.update(match[1].lower() for match in re.finditer(rf"\b(\w+),? (?:\d+, )?{name}\b", text))
        found.update(
            match[1].lower()
            for match in re.finditer(rf"\b{name}(?:, \d+)?, (?:the|a|an|its|his|her) (?:\w+ )?(\w+)\b", text)
        )
    return frozenset(class_of(word) for word in found) | {word.lower() for word in words}


def _stands_for(story: Story, fact: Facts, pronoun: str, other: str) -> bool:
    """Was what the other claim names the last of its kind in front of the pronoun?"""
    start = story.begins(fact)
    before = story.texts[fact.report][max(0, start - JUST_BEFORE) : start]
    if other in story.kinds:
        if (story.kinds[other] == "person") is (pronoun == "it"):
            return False
        words = [word for word in story.label(other).split() if word[:1].isupper()]
        return bool(words) and words[-1] in before
    if other in ANYBODY or pronoun in PERSONAL:
        return False
    return any(class_of(word.removesuffix("s")) == other for word in re.findall(r"[a-z]+", before.lower()))


def _near(story: Story, a: Facts, b: Facts) -> bool:
    """Has what surrounds both a name in common, so that they tell of one event?"""
    return bool(names_near(story, a) & names_near(story, b)) or len(story.readings) <= 4


def _same_party(story: Story, a: Facts, b: Facts) -> bool:
    """Is it one that agrees and refuses; a company is its management too?"""
    if not (a.agents and b.agents):
        return True
    return any(
        one_party(story, x, y) or {story.label(x).lower(), story.label(y).lower()} & BODIES
        for x in a.agents for y in b.agents
    )  # fmt: skip


def _is_new(story: Story, stand: Stand) -> bool:
    """Is it told of one of several ("a man", "another bridge")?"""
    return A_NEW.match(stand.fact.text) is not None and not any(named(story, name) for name in stand.of)


def _counts(stand: Stand) -> bool:
    """Is it told of a number of them?"""
    return any({measure.unit or ""} & stand.of or measure.what & stand.of for measure in stand.fact.measures) or bool(
        stand.of & {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one"}
    )


def _both_told(story: Story, told: list[Stand], a: Stand, b: Stand) -> bool:
    """Does one report give both answers of the same, in one voice? Then it tells how things went on."""
    for own in (a, b):
        for stand in told:
            if stand.question != own.question or stand.fact.report != own.fact.report or stand.yes is own.yes:
                continue
            if story.sources(stand.fact.claim) != story.sources(own.fact.claim) and own.all_of is None:
                continue
            if (
                stand.of & own.of
                or (own.all_of is not None and _some_of_all(story, own, stand))
                or (stand.all_of is not None and _some_of_all(story, stand, own))
            ):
                return True
    return False
