"""What a question asks for: its kind, the noun it asks after, and the dimensions of the units that would fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whosays.data import rows
from whosays.model import ArgumentRole, Parse
from whosays.questions.question import Kind
from whosays.questions.story import Story, bare
from whosays.values.units import dimension_of, unit_called
from whosays.words.people import person_nouns

LIGHT = frozenset(
    "be have do make take happen occur become remain get come can could will would may might must".split()
)
HOURS = frozenset("hour o'clock clock time-of-day".split())
DAYS = frozenset("time date day month year week morning evening weekday moment".split())
PLACES = frozenset("place country city town village region location site venue port island street state county".split())
WAYS = frozenset("way direction route heading".split())
REASONS = frozenset("reason cause motive explanation".split())
DIMENSIONS = {
    "fast": ("speed",), "tall": ("length",), "high": ("length", "share"), "deep": ("length",), "wide": ("length",),
    "far": ("length",), "heavy": ("mass",), "big": ("area", "money", "share", "length"), "large": ("area", "money", "share", "length"),
    "hot": ("temperature",), "cold": ("temperature",), "strong": ("magnitude", "speed"), "expensive": ("money",),
}  # fmt: skip
FIGURES = frozenset(
    "share percentage percent proportion rate price fee cost sum amount number size speed toll score margin".split()
)
SHARES = frozenset("share percentage percent proportion".split())
BY_NOUN: tuple[tuple[frozenset[str], Kind], ...] = (
    (HOURS, "hour"), (DAYS, "when"), (PLACES, "where"), (WAYS, "direction"), (REASONS, "why"),
)  # fmt: skip
PLAIN: dict[str, Kind] = {"when": "when", "where": "where", "why": "why"}
ASKING = frozenset("who whom whose when where why how what which".split())
SPOKEN = frozenset(
    "say tell announce state claim add declare comment argue report deny confirm promise warn explain".split()
)
FULFILLED = ("ccomp", "dobj", "pobj", "prep")  # a verb of saying with one of these says what is said


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The kind, the noun asked after, the dimensions that fit, and the tokens that only ask: they demand nothing of an answer."""

    kind: Kind
    focus: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()


def question_words(parse: Parse, tokens: Sequence[int]) -> list[int]:
    """Indices of the question words: the one that opens it (after a preposition), and those that "and" adds."""
    found = []
    for place, index in enumerate(tokens):
        if parse.tokens[index].text.lower() not in ASKING:
            continue
        before = parse.tokens[tokens[place - 1]].text.lower() if place else ""
        if place == 0 or before in ("and", "or", ",") or (place <= 2 and parse.tokens[tokens[place - 1]].pos == "ADP"):
            found.append(index)
    return found


def main_part(parse: Parse, tokens: list[int], asking: Sequence[int]) -> list[int]:
    """The tokens of the first question: up to an "and" that opens a second one."""
    for index in asking:
        place = tokens.index(index)
        if place > 2 and parse.tokens[tokens[place - 1]].pos != "ADP":
            cut = place - 1
            while cut and parse.tokens[tokens[cut - 1]].text in (",", "and"):
                cut -= 1
            return tokens[:cut]
    return tokens


def asked_for(parse: Parse, story: Story, part: Sequence[int], asking: Sequence[int]) -> AskedFor:
    """What a part of a question asks for, by its question word; without one it asks whether something is so."""
    index = next((i for i in asking if i in part), None)
    if index is None:
        return _number_of(parse) or AskedFor("whether")
    word = parse.tokens[index].text.lower()
    if word == "how":
        return _how(parse, index)
    if word in ("who", "whom", "whose"):
        return AskedFor(_who(parse, story, index))
    return AskedFor(PLAIN[word]) if word in PLAIN else _which(parse, index)


def _number_of(parse: Parse) -> AskedFor | None:
    """ "Number of victims?", as words are typed into a box: how many."""
    opening = [token.text.lower() for token in parse.tokens[:3]]
    first = opening[:1] == ["the"]
    if opening[first : first + 2] != ["number", "of"]:
        return None
    nouns = _counted(parse, first + 2)
    return AskedFor("count", _lemmas(parse, nouns), (), frozenset({first}).union(nouns)) if nouns else None


def _how(parse: Parse, index: int) -> AskedFor:
    """ "How many trips", "how long", "by how much", "how tall"."""
    then = index + 1
    word = parse.tokens[then].text.lower() if then < len(parse.tokens) else ""
    own = frozenset({then})
    if word == "many":
        nouns = _counted(parse, then + 1)
        focus = _lemmas(parse, nouns) or ("people",)
        measure = dimension_of(unit_called(parse.tokens[nouns[-1]].text)) if nouns else None
        if measure in ("time", "calendar"):
            return AskedFor("duration", focus, ("time", "calendar"), own.union(nouns))
        return AskedFor("measure" if measure else "count", focus, (measure,) if measure else (), own.union(nouns))
    if word == "much":
        nouns = _noun_from(parse, range(then + 1, min(then + 2, len(parse.tokens))))
        by = parse.tokens[0].text.lower() == "by"
        dimensions = ("share", "points", "money") if by else () if nouns else ("money",)
        return AskedFor("amount", _lemmas(parse, nouns), dimensions, own.union(nouns))
    if word == "long":
        return AskedFor("duration", (), ("time", "calendar"), own)
    if word == "old":
        return AskedFor("age", (), ("calendar",), own)
    if word in DIMENSIONS:
        return AskedFor("measure", (), DIMENSIONS[word], own)
    return AskedFor("how", used=own if word == "often" else frozenset())


def _counted(parse: Parse, start: int) -> list[int]:
    """The tokens of what is counted, from here: "managers", "of the managers"."""
    tokens = parse.tokens
    if start < len(tokens) and tokens[start].text.lower() == "of":
        start += 1
    while start < len(tokens) and tokens[start].pos in ("DET", "PRON"):
        start += 1
    return _noun_from(parse, range(start, len(tokens)))


def _noun_from(parse: Parse, following: Sequence[int]) -> list[int]:
    """The tokens of a noun phrase that begins here ("two large life rafts")."""
    found: list[int] = []
    for index in following:
        pos = parse.tokens[index].pos
        if pos not in ("NOUN", "PROPN", "ADJ") or (pos == "ADJ" and found):
            break
        found.append(index)
    return found


def _lemmas(parse: Parse, nouns: Sequence[int]) -> tuple[str, ...]:
    """Lemmas of a noun phrase, its head first ("life rafts": raft, life)."""
    return tuple(parse.tokens[index].lemma.lower() for index in reversed(nouns))


def _who(parse: Parse, story: Story, index: int) -> Kind:
    """ "Who is the captain" asks for a name, also of one who is in the cast; "who is Mara Tolley" for a description, all others for somebody."""
    following = parse.tokens[index + 1 :]
    if not following or following[0].lemma != "be" or following[0].pos not in ("AUX", "VERB"):
        return "who"
    tail = [t for t in following[1:] if t.pos != "PUNCT"]
    if not tail or tail[0].tag in ("VBG", "VBN") or any(t.pos == "VERB" for t in tail):
        return "who"
    if all(t.pos == "PROPN" for t in tail):
        return "identity"
    if tail[0].pos == "DET" and not any(t.pos == "PROPN" for t in tail):
        return "named"
    in_cast = bare(" ".join(t.text for t in tail)) in story.aliases
    named = in_cast or all(t.pos in ("PROPN", "PART") for t in tail)
    role = not named or any(t.text.lower() in ("of", "'s", "’s") for t in tail)
    return "named" if role else "identity"


def _which(parse: Parse, index: int) -> AskedFor:
    """Kinds of "what …" and "which …", by the noun that follows."""
    head = _head(parse, index)
    if head is None:
        return _what_is(parse, index)
    lemma = parse.tokens[head].lemma.lower()
    own = frozenset({head})
    for known, kind in BY_NOUN:
        if lemma in known:
            return AskedFor(kind, (lemma,), (), own)
    if lemma in SHARES:
        return AskedFor("measure", (lemma,), ("share",), own)
    if lemma in FIGURES:
        return AskedFor("measure", (lemma,))
    return (
        AskedFor("named", (lemma,), (), own)
        if lemma in person_nouns() | {"person", "man", "woman"}
        else AskedFor("what", (lemma,))
    )


def _head(parse: Parse, index: int) -> int | None:
    """The noun right behind "what" or "which", with nothing but its modifiers between."""
    tokens = parse.tokens
    near = range(index + 1, min(index + 5, len(tokens)))
    head = next((i for i in near if tokens[i].pos in ("NOUN", "PROPN") and tokens[i].dep != "compound"), None)
    if head is None or tokens[index + 1].pos == "AUX" or tokens[index + 1].lemma in LIGHT:
        return None
    modifiers = tokens[index + 1 : head]
    return head if all(t.pos in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") for t in modifiers) else None


def _what_is(parse: Parse, index: int) -> AskedFor:
    """ "What is the name of", "what was the reason for"; else what is done, said or so."""
    tail = [token.lemma.lower() for token in parse.tokens[index + 1 :]]
    if tail[:1] == ["be"] and "name" in tail:
        return AskedFor("named")
    if len(tail) > 2 and tail[:2] == ["be", "the"]:
        own = frozenset({index + 3})
        if tail[2] in REASONS:
            return AskedFor("why", used=own)
        if tail[2] in DAYS:
            return AskedFor("when", used=own)
        if tail[2] in FIGURES:
            return AskedFor("measure")
    return AskedFor("what")


def with_speech(parse: Parse, kind: Kind, predicate: int | None, *, stance: str | None, quoted: str | None) -> Kind:
    """Questions about who says something, and about what somebody says."""
    if stance is None or predicate is None:
        return "says" if kind == "who" and quoted else kind
    if kind == "whether" and stance in ("denies", "doubts"):
        return "says"
    token = parse.tokens[predicate]
    children = [parse.tokens[c] for c in parse.children[predicate]]
    if kind == "who" and (quoted or any(child.dep in FULFILLED for child in children)):
        strong = quoted or any(child.dep == "ccomp" for child in children)
        sure = strong or stance in ("denies", "doubts") or token.lemma in ("say", "confirm", "report")
        return "says" if sure else kind
    has_object = any(child.dep == "dobj" and child.text.lower() not in ASKING for child in children)
    if kind in ("what", "how") and token.dep == "ROOT" and not has_object and token.lemma in SPOKEN:
        return "said"
    return kind


def second_kind(parse: Parse, story: Story, index: int, asking: Sequence[int]) -> Kind | None:
    """The kind of a second question word, as far as it asks about the same thing: "…, and who confirms it?"."""
    kind = asked_for(parse, story, [index], asking).kind
    if kind == "who" and any(token.lemma.lower() in reporting() for token in parse.tokens[index + 1 : index + 3]):
        return "says"
    return kind if kind in PLAIN else None


def lasting(parse: Parse, found: AskedFor, kind: Kind) -> tuple[str, ...]:
    """What lasts or takes long has no length in metres; what is long may have."""
    still = all(token.lemma == "be" for token in parse.tokens if token.pos in ("VERB", "AUX"))
    return (*found.dimensions, "length") if kind == "duration" and still else found.dimensions


def slots(parse: Parse, asking: Sequence[int]) -> tuple[ArgumentRole, ...]:
    """The roles that the question word may fill: who did it, who had it done to them."""
    deps = {parse.tokens[i].dep for i in asking[:1]}
    if deps & {"nsubjpass", "dobj", "pobj", "dative"}:
        return ("patient", "recipient", "theme", "goal")
    return ("agent", "value", "theme")


def reporting() -> dict[str, str]:
    """Lemma of a reporting verb → stance of the speaker."""
    return {row[0]: row[1] for row in rows("reporting_verbs")}
