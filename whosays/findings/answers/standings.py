"""What a claim tells of how it stands with somebody or something: which question it answers, of whom, and whether of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays.data import alternatives, rows
from whosays.findings.answers.contraries import only_rumoured
from whosays.findings.answers.holders import ANYBODY, PLURAL, PRONOUNS
from whosays.findings.evidence import Story, by_itself, told_as_so
from whosays.model import Facts
from whosays.words.classes import class_of

NOT = re.compile(
    r"\b(?:no|not|never|nobody|none(?! (?:more|other|too|the))|no-one|nothing|neither|nor|without|cannot|n't|hardly|fail(?:ed|s) to)\b|n't\b",
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
ONE_OF = re.compile(
    r"\A(?:(?:and|but|that) )?(?:at least )?one of (?:the|its|their|his|her) (?:[\w-]+ ){0,3}?(?P<noun>[a-z]+s)\b",
    re.IGNORECASE,
)
ALL_WORDS = frozenset(
    "one ones person people of was were is are had has have been life lives injury injuries injured hurt killed casualties deaths them those".split()
)
NO_SUCH = re.compile(
    r"\b(?:no|any) (?:loss of life|lives|injuries|casualties|deaths|fatalities|victims|arrests)\b|\b(?:nobody|no one)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(r"(?:until|till|unless|whether)\b", re.IGNORECASE)  # "would keep the secret until she died"
NOBODIES = frozenset("all none nobody one two three everyone everybody both each no".split())
OBJECT = re.compile(r"\s+(?:them|him|her|it|us|me)\b", re.IGNORECASE)
TOLD = frozenset({"certain", "probable", "expected", "unconfirmed"})
OPEN = frozenset({"person", "thing", "place"})  # told of any of these


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
                parts = [part.removeprefix("=") for part in alternatives(cell) if part.startswith("=") is subject]
                if parts:
                    pattern = re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
                    found.append(_Way(question, change, kind if kind else kind | {of}, yes, subject, pattern))
    return tuple(found)


@by_itself
def stands(story: Story, fact: Facts) -> Iterator[Stand]:
    """How it stands with whom, by a claim in the text that is told as so or as to be so."""
    if NOT_YET.match(fact.text):
        return
    silent = none_said(story, fact)
    if (
        not silent and (not told_as_so(fact, TOLD, foreseen=True) or only_rumoured(story, fact))
    ) or fact.zone != "body":
        return
    text = story.sentence(fact.claim) if silent else _with_rest(story, fact)
    seen: dict[str, Stand | None] = {}
    for way, match in _told_ways(text):
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


@lru_cache(maxsize=16_384)
def _told_ways(text: str) -> tuple[tuple[_Way, re.Match[str]], ...]:
    """The ways of the table that words answer in; most answer in none."""
    return tuple((way, match) for way in _ways() if (match := way.pattern.search(text)) is not None)


def _with_rest(story: Story, fact: Facts) -> str:
    """A claim with what its sentence adds behind "and", where no claim was read ("had to be evacuated and is out of use")."""
    text, end = story.texts[fact.report], story.ends(fact)
    rest = re.match(r",? (?:and|but) [^.;,\n]{3,80}", text[end : end + 90])
    if rest is None or story.beginning_in(fact.report, end, end + rest.end()):
        return fact.text
    return fact.text + rest.group()


def none_said(story: Story, fact: Facts) -> bool:
    """Is the claim what "no one" is said to have told?"""
    return any(story.label(name).lower() in ("no one", "nobody") for name in story.sources(fact.claim))


def _holder(story: Story, fact: Facts, way: _Way, match: re.Match[str]) -> frozenset[str]:
    """Of whom or what it is told: what is done to something, or who does it; of the only one of its kind, that."""
    if not way.of & OPEN:
        it = way.of if fact.text.split()[0].lower() == "it" else frozenset[str]()
        return (way.of & (fact.terms | _nouns(story, fact.patients | fact.agents))) or it
    said = {class_of(word) for word in re.findall(r"[a-z]+", match.group().lower())}
    patients = frozenset(name for name in fact.patients if name not in said and name.removesuffix("s") not in said)
    done_to = not way.subject and OBJECT.match(match.string, match.end()) is not None
    of = (fact.agents or patients) if way.subject else (patients or (frozenset() if done_to else fact.agents))
    if done_to and of <= PLURAL:
        return frozenset()  # "handcuffed them": some of whom only the sentences before tell, and not who did it
    if "place" in way.of:
        before = fact.text[: max(match.start(), 1)]
        of |= {
            name for name in fact.entities if story.label(name).split()[-1:] and story.label(name).split()[-1] in before
        }
    if "thing" in way.of:
        of |= _some_of_which(fact.text) if "one" in of else frozenset()
        of = frozenset(name for name in of if story.kinds.get(name) not in ("person", "place", "location"))
    if not of and (first := fact.text.split()[:1]) and first[0].lower() in PRONOUNS:
        return frozenset({first[0].lower()})
    return of


def _some_of_which(text: str) -> frozenset[str]:
    """The noun of "one of the two gates"."""
    match = ONE_OF.match(text)
    return frozenset({class_of(match["noun"].lower().removesuffix("s"))}) if match else frozenset()


def _nouns(story: Story, names: frozenset[str]) -> frozenset[str]:
    """The nouns of who or what acts or undergoes, also of what the cast knows ("the earthquake")."""
    return frozenset(class_of(story.label(name).rpartition(" ")[2].lower()) for name in names)


def _all_of(text: str, way: _Way, of: frozenset[str]) -> str | None:
    """The noun of "no child", "none of the marchers", "all the gunmen"; empty where anybody is meant; ``None`` where some are."""
    match = NONE_OF.match(text) or ALL_OF.match(text)
    if "thing" in way.of and match is not None and ALL_OF.match(text):
        return next(iter(of)) if len(of) == 1 else None
    if "person" not in way.of:
        return None
    if match is not None:
        word = (match["noun"] or "").lower()
        if word in ALL_WORDS or class_of(word.removesuffix("s")) in ANYBODY - {"child"}:
            return ""
        return next(iter(of)) if len(of) == 1 and not of & NOBODIES else class_of(word.removesuffix("s"))
    return "" if NO_SUCH.search(text) else None
