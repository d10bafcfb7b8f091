"""The pieces that are joined to entities: all mentions of one name in one report, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whosays import data
from whosays.entities.address import BESIDE, gender_of, genders_of, titles_apart
from whosays.entities.kinds import story_kinds
from whosays.entities.spelling import group, squeeze
from whosays.model import EntityKind, Judgement, Mention, Reading, Span
from whosays.remembered import LastMade
from whosays.text.folding import fold
from whosays.text.quotation_marks import quoted_spans
from whosays.text.stretches import holding, starting_in

MOST_WORDS = 8  # of a name, of which the beginnings are kept
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
    phrase that says this is somebody else of the same name; ``printed``: in the report's own words too.
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
    printed: bool

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


def sentence_of(reading: Reading, offset: int) -> tuple[int, int]:
    """Characters of the sentence that holds an offset."""
    sentence = holding(reading.sentences, offset)
    if sentence is None:
        return max(0, offset - 150), min(len(reading.report.text), offset + 150)
    return sentence.start, sentence.end


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
    genders, quoted, longer = genders_of(reading, roles), quoted_spans(reading.report), _begun_by(reading)
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
        printed = any(_is_printed(reading, mention, quoted, longer) for mention in mentions)
        yield _unit(reading, kind, country, (tag, told, gender, printed), mentions, roles, kinds)


def _begun_by(reading: Reading) -> dict[str, int]:
    """The beginnings of the names of a report, by whole words, and where the first name that goes on begins."""
    found: dict[str, int] = {}
    for mention in reading.mentions:
        words = mention.text.split(" ")
        for many in range(1, min(len(words), MOST_WORDS)):
            found.setdefault(" ".join(words[:many]), mention.start)
    return found


def _is_printed(reading: Reading, mention: Mention, quoted: Sequence[Span], longer: Mapping[str, int]) -> bool:
    """Does the report itself call somebody so, neither a speaker nor, behind the full name, a word for kin ("Vic's son")?"""
    owned = OWNED.match(reading.report.text, mention.end)
    if owned is not None and owned[1] in data.words("kin_nouns"):
        return longer.get(mention.text, mention.start) >= mention.start
    return holding(quoted, mention.start) is None


def _unit(
    reading: Reading,
    kind: EntityKind,
    country: str | None,
    told: tuple[str | None, str, str, bool],
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
        printed=told[3],
    )


def _in_body(reading: Reading, mention: Mention) -> bool:
    segment = holding(reading.report.segments, mention.start)
    return segment is not None and segment.role == "body"


@lru_cache(maxsize=4096)
def _speaking_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about."""
    return frozenset(w for w in re.findall(r"[a-z]{4,}", fold(sentence)) if w not in COMMON)


OWNED = re.compile(r"['’]s (\w{1,20})")
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
