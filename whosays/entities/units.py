"""The pieces that are joined to entities: all mentions of one name in one report, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays import data
from whosays.entities.address import BESIDE, gender_of, genders_of, titles_apart
from whosays.model import EntityKind, Judgement, Mention, Reading
from whosays.remembered import LastMade
from whosays.text.folding import fold
from whosays.text.stretches import holding, starting_in

STOP = frozenset("the a an of and for in on at to de la le".split())
COMMON = frozenset(
    "said says told with that this from have been were will would their there which when after before about over also "
    "into more than most some they them what where while could should being other year years".split()
)


# Reasons of a reference that stand in the text; roles that were only inferred are no evidence for a further merge.
STATED = frozenset({BESIDE, "apposition", "introduced by name", "predicate of the name",
                    "subject whose predicate is the name"})  # fmt: skip


ABBREVIATED = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel",
               "lt": "lieutenant", "capt": "captain", "maj": "major", "sgt": "sergeant", "cpl": "corporal"}  # fmt: skip


def role_of(mention: Mention) -> str:
    """The role a phrase gives, with what changes it: "deputy governor", "former president"."""
    words = set(re.findall(r"[a-z]+", fold(mention.text)))
    changed = sorted(words & {"deputy", "vice", "assistant", "acting", "former", "then", "ex"})
    head = mention.head.rstrip(".")
    office = "prime minister" if head == "minister" and "prime" in words else group(ABBREVIATED.get(head, head))
    return " ".join((*changed, office))


@dataclass(frozen=True, slots=True)
class Unit:
    """Mentions of one name in one report.

    ``begins`` is where the name stands first in running text, headlines and captions aside; ``called`` is the title that sets these
    mentions of a family name apart from others in the report; ``gender`` ("m", "f") is what titles and pronouns say; ``apart`` is the
    phrase that says this is somebody else of the same name.
    """

    report: str
    name: str
    kind: EntityKind
    country: str | None
    mentions: tuple[Mention, ...]
    roles: frozenset[str]
    kin: bool
    company: frozenset[str]
    words: frozenset[str]
    begins: int | None
    called: str
    gender: str
    apart: str | None

    @property
    def first(self) -> int:
        """Where the name stands first."""
        return self.mentions[0].start


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on two units, by their numbers, with its reason."""

    a: int
    b: int
    judgement: Judgement
    reason: str


BUILT: LastMade[tuple[Unit, ...]] = LastMade()


@lru_cache(maxsize=32768)
def squeeze(name: str) -> str:
    """A name without hyphens, points and blanks, folded: "Jong-un" and "Jong Un" are one."""
    return re.sub(r"[\s.\-'‐‑]+", "", fold(name))


# Letters that transliterations and typing interchange; applied in order.
SOUNDS = (
    (r"[^a-z]", ""), (r"ph", "f"), (r"th", "t"), (r"ck", "k"), (r"ks|x", "ks"), (r"[cqg]", "k"), (r"[wf]", "v"), (r"[jy]", "i"),
    (r"[ae]i", "e"), (r"z", "s"), (r"u", "o"), (r"h", ""), (r"(.)\1+", r"\1"), (r"i+", "i"),
)  # fmt: skip


@lru_cache(maxsize=32768)
def sound(text: str) -> str:
    """How a name part sounds, roughly: spellings of one name fall together, different names seldom do."""
    result = fold(text)
    for pattern, replacement in SOUNDS:
        result = re.sub(pattern, replacement, result)
    return result


@cache
def noun_groups() -> dict[str, str]:
    """Common noun → class of nouns that may stand for each other."""
    return {noun: group or noun for noun, _, group, _ in data.rows("nominal_kinds")}


def group(noun: str) -> str:
    """Class of a noun, or the noun."""
    return noun_groups().get(noun, noun)


def sentence_of(reading: Reading, offset: int) -> tuple[int, int]:
    """Characters of the sentence that holds an offset."""
    sentence = holding(reading.sentences, offset)
    if sentence is None:
        return max(0, offset - 150), min(len(reading.report.text), offset + 150)
    return sentence.start, sentence.end


def story_kinds(readings: Sequence[Reading]) -> dict[str, EntityKind]:
    """Folded name → the kind most of its mentions have over all reports; government readings do not vote."""
    votes: dict[str, Counter[EntityKind]] = {}
    for reading in readings:
        for mention in reading.mentions:
            if mention.form == "name" and mention.reason != "stands for the government":
                votes.setdefault(fold(mention.text), Counter())[mention.kind] += 1
    kinds = {name: _majority(name, ballot) for name, ballot in votes.items()}
    kinds.update(
        {tail: "event" for name, kind in kinds.items() if kind == "event" for tail in _storm(name) if tail in kinds}
    )
    people = {_sounds(name) for name, kind in kinds.items() if kind == "person" and len(name.split()) == 2}
    families = _families(kinds)
    called = _given(kinds)
    return {
        name: "person"
        if kind in ("organisation", "other")
        and (name in called or (len(name.split()) == 2 and _sounds(name) in people) or name in families)
        else kind
        for name, kind in kinds.items()
    }


def _storm(name: str) -> tuple[str, ...]:
    """The name of a storm without its kind: "lorna" of "typhoon lorna"."""
    first, _, rest = name.partition(" ")
    return (rest,) if rest and first in _storms() else ()


@cache
def _storms() -> frozenset[str]:
    return frozenset(word for word, kind, position in data.rows("name_words") if (kind, position) == ("event", "first"))


def _families(kinds: dict[str, EntityKind]) -> set[str]:
    """Family names of the story's people that are no body's name, nor the beginning of one ("Marfin" of "Marfin Bank")."""
    bodies = {name.split()[0] for name, kind in kinds.items() if kind != "person" and " " in name}
    found = {name.split()[-1] for name, kind in kinds.items() if kind == "person" and len(name.split()) in (2, 3)}
    return {
        name for name in found - bodies if len(name) > 3 and not {name, name.removesuffix("s")} & noun_groups().keys()
    }


def _given(kinds: dict[str, EntityKind]) -> set[str]:
    """First names of the story's people, as common ones as a table has, that begin no body's name ("Tommy" of "Tommy Lee Roe")."""
    bodies = {name.split()[0] for name, kind in kinds.items() if kind != "person" and " " in name}
    first = {name.split()[0] for name, kind in kinds.items() if kind == "person" and " " in name}
    return (first & data.words("given_names")) - bodies


def _sounds(name: str) -> tuple[str, ...]:
    """Sound of each word of a name: "Mirella Resing" is read like the person "Mirela Ressing"."""
    return tuple(sound(word) for word in name.split())


def _majority(name: str, votes: Counter[EntityKind]) -> EntityKind:
    """The kind of most mentions; of two, a name of several words is rather a person."""
    return min(votes, key=lambda kind: (kind == "other", -votes[kind], kind != "person" or " " not in name, kind))


def build_units(readings: Sequence[Reading]) -> list[Unit]:
    """All units of a story in order of report and first appearance."""
    kinds = story_kinds(readings)
    return [unit for reading in readings for unit in _built(reading, kinds)]


def _built(reading: Reading, kinds: dict[str, EntityKind]) -> tuple[Unit, ...]:
    """The units of a report; those of the last telling where the story takes its names for what it took them for then."""
    taken_for = tuple(kinds.get(fold(m.text)) for m in reading.mentions if m.form in ("name", "adjective"))
    return BUILT.of(reading.report.id, (reading, taken_for), lambda: tuple(_units_of(reading, kinds)))


def _units_of(reading: Reading, kinds: dict[str, EntityKind]) -> Iterable[Unit]:
    roles: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.form in ("role", "nominal") and mention.refers_to and mention.reason in STATED:
            roles.setdefault(mention.refers_to, []).append(mention)
    grouped: dict[tuple[str, EntityKind, str | None, str | None, str], list[Mention]] = {}
    introduced: dict[str, set[str]] = {}
    called = titles_apart(
        reading, {name: [role_of(r) for r in found if r.reason == BESIDE] for name, found in roles.items()}
    )
    genders = genders_of(reading, roles)
    for mention in reading.mentions:
        if mention.form not in ("name", "adjective"):
            continue
        state = mention.reason == "stands for the government" or fold(mention.text).endswith(" government")
        kind = mention.kind if state or mention.country else kinds.get(fold(mention.text), mention.kind)
        own = roles.get(mention.id, [])
        text = squeeze(mention.text)
        apart = _apart(reading, mention, own, introduced.get(text, set())) if kind == "person" else None
        introduced.setdefault(text, set()).update(role_of(role) for role in own)
        label = text if not mention.country or kind not in ("place", "organisation") else fold(mention.text)
        tag = None if apart is None else f"{apart} {mention.start}"
        told = called.get(mention.id, "") if kind == "person" else ""
        grouped.setdefault((label, kind, mention.country, tag, told), []).append(mention)
    for (_, kind, country, tag, told), mentions in grouped.items():
        fewest = 1 if " " in mentions[0].text else 2
        gender = gender_of((genders.get(mention.id, "") for mention in mentions), fewest=fewest)
        yield _unit(reading, kind, country, (tag, told, gender), mentions, roles, kinds)


def _unit(
    reading: Reading,
    kind: EntityKind,
    country: str | None,
    told: tuple[str | None, str, str],
    mentions: list[Mention],
    roles: dict[str, list[Mention]],
    kinds: dict[str, EntityKind],
) -> Unit:
    own = [role for mention in mentions for role in roles.get(mention.id, [])]
    names = {squeeze(m.text) for m in mentions}
    spans = {sentence_of(reading, mention.start) for mention in mentions}
    bodies = {
        squeeze(m.text)
        for start, end in spans
        for m in starting_in(reading.mentions, start, end)
        if m.form == "name" and kinds.get(fold(m.text), m.kind) in ("organisation", "vehicle", "facility", "other")
    }
    words = {w for s, e in spans for w in _speaking_words(reading.report.text[s:e])}
    return Unit(
        report=reading.report.id,
        name=mentions[0].text,
        kind=kind,
        country=country,
        mentions=tuple(mentions),
        roles=frozenset(role_of(role) for role in own),
        kin=any(role.head in data.words("kin_nouns") for role in own),
        company=frozenset(bodies - names),
        words=frozenset(words),
        begins=next((m.start for m in mentions if _in_body(reading, m)), None),
        called=told[1],
        gender=told[2],
        apart=told[0],
    )


def _in_body(reading: Reading, mention: Mention) -> bool:
    return any(s.start <= mention.start < s.end for s in reading.report.segments if s.role == "body")


@lru_cache(maxsize=4096)
def _speaking_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about."""
    return frozenset(w for w in re.findall(r"[a-z]{4,}", fold(sentence)) if w not in COMMON)


APART_AFTER = re.compile(
    r"^[,\s]{0,9}(?:who\s{1,9})?(?:(?:shares?|shared|bears?)\s{1,9}(?:a|the|his|her|their|the same)?\s{0,9}(?:same )?names? (?:with|of)"
    r"|(?:is|was)?\s{0,9}(?:not|no)\s{1,9}(?:related|relation)\b|(?:is |was )?not to be confused with)"
)
APART_BEFORE = re.compile(
    r"(?:\b(?:also|likewise) (?:called|named)\s*|\b(?:namesake|of the same name|same-named)\b[^.;:]{0,40})$"
)


def _apart(reading: Reading, mention: Mention, own: list[Mention], known: set[str]) -> str | None:
    """The words that say this bearer of the name is another one; ``None`` where nothing says so."""
    start, end = sentence_of(reading, mention.start)
    text = reading.report.text
    after = APART_AFTER.match(text[mention.end : end])
    if after:
        return after.group().strip(" ,")
    before = APART_BEFORE.search(text[start : mention.start])
    if before:
        return before.group().strip(" ,")
    fresh = [r for r in own if re.match(r"an? ", text[r.start : r.end].lower()) and r.end <= mention.start]
    if fresh and known and not known & {role_of(r) for r in fresh}:
        return f"introduced anew as “{text[fresh[0].start : fresh[0].end]}”"
    return None
