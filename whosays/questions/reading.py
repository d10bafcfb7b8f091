"""What a question asks for: its kind, the words and people it must be about, whose words, and the words it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whosays.data import rows
from whosays.model import ArgumentRole, Parse, Token
from whosays.questions.nearness import base_forms
from whosays.questions.question import Demand, Kind, Question
from whosays.questions.story import Story, bare

LIGHT = frozenset(
    "be have do make take happen occur become remain get come can could will would may might must".split()
)
EMPTY = frozenset(
    "the a an of in on at to and or for from by with about that this there it he she they him her them his their its i you we "
    "not yet already first last latest ever now then so far actually exactly also any some all each more most other "
    "name report newspaper story article text say long many much often old fast way kind sort type during after before".split()
)
QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{3,300})[\"“”«»]")
PEOPLE = frozenset({"he", "she", "him", "her", "his"})
HOURS = frozenset("hour o'clock clock time-of-day".split())
DAYS = frozenset("time date day month year week morning evening weekday moment".split())
PLACES = frozenset("place country city town village region location site venue port island street state county".split())
WAYS = frozenset("way direction route heading".split())
REASONS = frozenset("reason cause motive explanation".split())
SPANS = frozenset("long length duration".split())
DIMENSIONS = {
    "fast": ("speed",), "tall": ("length",), "high": ("length", "share"), "deep": ("length",), "wide": ("length",),
    "far": ("length",), "heavy": ("mass",), "big": ("area", "money", "share", "length"), "large": ("area", "money", "share", "length"),
    "hot": ("temperature",), "cold": ("temperature",), "strong": ("magnitude", "speed"), "expensive": ("money",),
}  # fmt: skip
FIGURES = frozenset(
    "share percentage percent proportion rate price fee cost sum amount number size speed toll score margin".split()
)
SHARES = frozenset("share percentage percent proportion".split())
STORIES = frozenset("disaster incident tragedy event affair accident".split())  # what any story may be called
ASKING = frozenset("who whom whose when where why how what which".split())
SPOKEN = frozenset(
    "say tell announce state claim add declare comment argue report deny confirm promise warn explain".split()
)


def read_question(parse: Parse, story: Story) -> Question:
    """The question that a parse of it holds, its names resolved to the record's cast."""
    text = parse.report.text
    match = QUOTED.search(text)
    quoted = match.group(1).strip(" .,!?") if match and len(match.group(1).split()) > 1 else None
    hidden = (match.start(), match.end()) if match and quoted else (0, 0)
    tokens = [i for i, t in enumerate(parse.tokens) if not hidden[0] <= t.start < hidden[1]]
    asking = _asking(parse, tokens)
    return _Reader(parse, story, tokens, quoted, asking).read()


def _asking(parse: Parse, tokens: Sequence[int]) -> list[int]:
    """Indices of the question words: the one that opens it (after a preposition), and those that "and" adds."""
    found = []
    for place, index in enumerate(tokens):
        if parse.tokens[index].text.lower() not in ASKING:
            continue
        before = parse.tokens[tokens[place - 1]].text.lower() if place else ""
        if place == 0 or before in ("and", "or", ",") or (place <= 2 and parse.tokens[tokens[place - 1]].pos == "ADP"):
            found.append(index)
    return found


class _Reader:
    """Reads one question; every method looks at the same parse and cast."""

    def __init__(self, parse: Parse, story: Story, tokens: list[int], quoted: str | None, asking: list[int]) -> None:
        self.parse, self.story, self.tokens, self.quoted, self.asking = parse, story, tokens, quoted, asking
        self.used: set[int] = set(asking)
        self.notes: list[str] = []
        self.act: int | None = None

    def read(self) -> Question:
        """The question."""
        first = self._main_part()
        opens = bool(self.asking) and self.asking[0] in first
        kind, focus, dimensions = self._kind(first)
        predicate = self._predicate(first)
        lemma = self.parse.tokens[predicate].lemma.lower() if predicate is not None else ""
        stance = reporting().get(lemma)
        kind = self._with_speech(kind, predicate, stance)
        if predicate is not None and (
            self._light(predicate, kind) or kind in ("says", "said") or (kind == "named" and stance)
        ):
            self.used.add(predicate)
        self.act = predicate if predicate not in self.used else None
        demands = self._demands(first)
        subject = self._subject(predicate, demands)
        at = None
        if predicate is not None and predicate not in self.used:
            at = next((d for d, places in demands if predicate in places), None)
            if at is not None and at.entities and not at.words:
                at = None
        speakers = tuple(d for d in subject) if kind in ("said", "says") else ()
        rest = tuple(d for d, _ in demands if d is not at and d not in speakers)
        later = self.asking[1:] if opens else self.asking
        also = tuple(other for i in later if (other := self._later(i)) is not None and other != kind)
        return Question(
            text=self.parse.report.text, kind=kind, focus=focus, predicate=at, subject=tuple(d for d in subject if d not in speakers),
            demands=rest, speakers=speakers, quoted=self.quoted, also=also, dimensions=self._lasting(kind, dimensions), slots=self._slots(),
            stance=stance if kind in ("says", "said", "named") else None, ahead=self._ahead(first), taken_for=tuple(self.notes),
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ what is asked for
    def _main_part(self) -> list[int]:
        """The tokens of the first question: up to an "and" that opens a second one."""
        for index in self.asking:
            place = self.tokens.index(index)
            if place > 2 and self.parse.tokens[self.tokens[place - 1]].pos != "ADP":
                cut = place - 1
                while cut and self.parse.tokens[self.tokens[cut - 1]].text in (",", "and"):
                    cut -= 1
                return self.tokens[:cut]
        return self.tokens

    def _kind(self, part: Sequence[int]) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
        """The kind of a part, the noun asked after, the dimensions of units that fit."""
        index = next((i for i in self.asking if i in part), None)
        if index is None:
            return "whether", (), ()
        word = self.parse.tokens[index].text.lower()
        following = self._following(index)
        if word == "how":
            return self._how(following)
        if word in ("who", "whom", "whose"):
            return self._who(index)
        if word in ("when", "where", "why"):
            return {"when": "when", "where": "where", "why": "why"}[word], (), ()  # type: ignore[return-value]
        return self._which(index, following)

    def _following(self, index: int) -> list[Token]:
        return list(self.parse.tokens[index + 1 :])

    def _how(self, following: list[Token]) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
        word = following[0].text.lower() if following else ""
        if word in ("many", "much", "long", "old", "often") or word in DIMENSIONS:
            self.used.add(self.parse.tokens.index(following[0]))
        if word == "many":
            return "count", self._noun_after(following[1:]), ()
        if word == "much":
            nouns = self._noun_after(following[1:2])
            before = self.parse.tokens[0].text.lower() == "by"
            return "amount", nouns, ("share", "points", "money") if before else ("money",) if not nouns else ()
        if word == "long":
            return "duration", (), ("time", "calendar")
        if word == "old":
            return "age", (), ("calendar",)
        if word in DIMENSIONS:
            return "measure", (), DIMENSIONS[word]
        return "how", (), ()

    def _noun_after(self, following: list[Token]) -> tuple[str, ...]:
        """Lemmas of the noun phrase that follows ("life rafts": raft first)."""
        found: list[str] = []
        for token in following:
            if token.pos not in ("NOUN", "PROPN", "ADJ") or (token.pos == "ADJ" and found):
                break
            found.append(token.lemma.lower())
            self.used.add(self.parse.tokens.index(token))
        return tuple(reversed(found))

    def _who(self, index: int) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
        following = self._following(index)
        if following and following[0].lemma == "be" and following[0].pos in ("AUX", "VERB"):
            tail = [t for t in following[1:] if t.pos not in ("PUNCT",)]
            if tail and tail[0].tag not in ("VBG", "VBN") and not any(t.pos == "VERB" for t in tail):
                named = (
                    all(t.pos in ("PROPN", "PART") for t in tail)
                    or bare(" ".join(t.text for t in tail)) in self.story.aliases
                )
                role = any(t.text.lower() in ("of", "'s", "’s") for t in tail) or not named
                return ("named" if role and not all(t.pos == "PROPN" for t in tail) else "identity"), (), ()
        return "who", (), ()

    def _which(self, index: int, following: list[Token]) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
        """Kinds of "what …" and "which …", by the noun that follows."""
        head = next((t for t in following[:4] if t.pos in ("NOUN", "PROPN") and t.dep != "compound"), None)
        direct = (
            head is not None
            and all(t.pos in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") for t in following[: following.index(head)])
            and following[0].pos not in ("AUX",)
            and following[0].lemma not in LIGHT
        )
        if not direct or head is None:
            tail = [t.lemma.lower() for t in following]
            if tail[:4] == ["be", "the", "name", "of"] or (tail[:1] == ["be"] and "name" in tail):
                return "named", (), ()
            if len(tail) > 2 and tail[0] == "be" and tail[1] == "the" and tail[2] in REASONS | DAYS | FIGURES:
                self.used.add(index + 3)
                kinds: dict[bool, Kind] = {
                    tail[2] in REASONS: "why",
                    tail[2] in DAYS: "when",
                    tail[2] in FIGURES: "measure",
                }
                if tail[2] in FIGURES:
                    self.used.discard(index + 3)
                return kinds[True], (), ()
            return "what", (), ()
        lemma = head.lemma.lower()
        for known, kind in ((HOURS, "hour"), (DAYS, "when"), (PLACES, "where"), (WAYS, "direction"), (REASONS, "why")):
            if lemma in known:
                self.used.add(self.parse.tokens.index(head))
                return kind, (lemma,), ()  # type: ignore[return-value]
        if lemma in FIGURES:
            if lemma in SHARES:
                self.used.add(self.parse.tokens.index(head))
            return "measure", (lemma,), ("share",) if lemma in SHARES else ()
        if lemma in _person_nouns():
            self.used.add(self.parse.tokens.index(head))
            return "named", (lemma,), ()
        return "what", (lemma,), ()

    def _with_speech(self, kind: Kind, predicate: int | None, stance: str | None) -> Kind:
        """Questions about who says something, and about what somebody says."""
        if stance is None or predicate is None:
            return "says" if kind == "who" and self.quoted else kind
        if kind == "whether" and stance in ("denies", "doubts"):
            return "says"
        token = self.parse.tokens[predicate]
        content = any(
            self.parse.tokens[c].dep in ("ccomp", "dobj", "pobj", "prep") for c in self.parse.children[predicate]
        )
        if kind in ("who", "named") and (content or self.quoted):
            strong = self.quoted or any(self.parse.tokens[c].dep == "ccomp" for c in self.parse.children[predicate])
            if kind == "named":
                return "named"
            return (
                "says"
                if strong or stance in ("denies", "doubts") or token.lemma in ("say", "confirm", "report")
                else kind
            )
        if (
            kind in ("what", "how")
            and token.dep == "ROOT"
            and not any(
                self.parse.tokens[c].dep == "dobj" and self.parse.tokens[c].text.lower() not in ASKING
                for c in self.parse.children[predicate]
            )
        ):
            return "said" if token.lemma in SPOKEN else kind
        return kind

    def _lasting(self, kind: Kind, dimensions: tuple[str, ...]) -> tuple[str, ...]:
        """What lasts or takes long has no length in metres; what is long may have."""
        still = all(token.lemma == "be" for token in self.parse.tokens if token.pos in ("VERB", "AUX"))
        return (*dimensions, "length") if kind == "duration" and still else dimensions

    def _slots(self) -> tuple[ArgumentRole, ...]:
        """The roles that the question word may fill: who did it, who had it done to them."""
        deps = {self.parse.tokens[i].dep for i in self.asking[:1]}
        if deps & {"nsubjpass", "dobj", "pobj", "dative"}:
            return ("patient", "recipient", "theme", "goal")
        return ("agent", "value", "theme")

    def _light(self, predicate: int, kind: Kind) -> bool:
        """Does a verb only carry its object ("make a trip")? In "what do they make" it does not."""
        lemma = self.parse.tokens[predicate].lemma.lower()
        return lemma in LIGHT and not (kind == "what" and lemma in ("make", "take", "get"))

    def _later(self, index: int) -> Kind | None:
        """The kind of a second question word, as far as it asks about the same thing: "…, and who confirms it?"."""
        kind = self._kind([index])[0]
        if kind == "who" and any(token.lemma.lower() in reporting() for token in self._following(index)[:2]):
            return "says"
        return kind if kind in ("when", "where", "why") else None

    def _ahead(self, part: Sequence[int]) -> bool:
        """Is the question about what lies ahead or may be?"""
        return any(
            self.parse.tokens[i].lemma in ("will", "would", "could", "may", "might", "can", "shall") for i in part
        )

    # ------------------------------------------------------------------------------------------------ what it is about
    def _predicate(self, part: Sequence[int]) -> int | None:
        """The word that carries the act asked about: the main verb, or what the parser took for a noun after "did somebody"."""
        tokens = self.parse.tokens
        helped = [
            i
            for i in part
            if tokens[i].lemma in ("do", "will", "can", "could", "would", "may", "might")
            and tokens[i].pos in ("AUX", "VERB")
        ]
        verbs = [
            i for i in part if tokens[i].pos == "VERB" and i not in helped and tokens[i].dep not in ("amod", "compound")
        ]
        roots = [i for i in verbs if tokens[i].dep == "ROOT"] or verbs
        if not roots and any(tokens[i].dep == "expl" for i in part):  # "was there a warning?"
            return None
        if roots:
            return roots[0]
        dated = {i for name in self.parse.names if name.label in ("DATE", "TIME") for i in range(name.first, name.last)}
        if helped and not any(tokens[i].lemma == "be" and tokens[i].dep == "ROOT" for i in part):
            bare_words = [
                i for i in part
                if i > helped[0] and tokens[i].pos in ("NOUN", "ADJ") and i not in dated and tokens[i].lemma not in EMPTY
            ]  # fmt: skip
            stop = next((i for i in part if i > helped[0] and tokens[i].pos == "ADP"), len(tokens))
            early = [i for i in bare_words if i < stop]
            return early[-1] if early else None
        adjectives = [
            i for i in part if tokens[i].pos == "ADJ" and tokens[i].dep in ("acomp", "ROOT") and i not in self.used
        ]
        if adjectives:
            return adjectives[0]
        last = [i for i in part if tokens[i].pos in ("NOUN", "ADJ")]
        plain = not self.asking and last and tokens[part[0]].lemma == "be"
        return last[-1] if plain else None

    def _demands(self, part: Sequence[int]) -> list[tuple[Demand, frozenset[int]]]:
        """Everything that the question is about, with the tokens it stands in; names of the cast before words."""
        found: list[tuple[Demand, frozenset[int]]] = []
        place = 0
        while place < len(part):
            index = part[place]
            length, ids = self._entity_at(part, place)
            if length:
                covered = part[place : place + length]
                found.append((self._named(covered, ids), frozenset(covered)))
                place += length
                continue
            demand = self._word(index)
            if demand is not None:
                found.append((demand, frozenset({index})))
            place += 1
        return self._with_titles(found)

    def _entity_at(self, part: Sequence[int], place: int) -> tuple[int, frozenset[str]]:
        """The longest run of tokens from here that names somebody or something of the cast."""
        first = self.parse.tokens[part[place]]
        if part[place] in self.used or first.pos in ("DET", "ADP", "AUX", "PUNCT", "VERB", "PART", "CCONJ"):
            return 0, frozenset()
        if first.text.lower() in PEOPLE and first.pos == "PRON":
            main = _main_person(self.story)
            if main:
                self.notes.append(
                    f"“{first.text}” is taken for {self.story.entities[main].name}, whom the reports name most"
                )
                return 1, frozenset({main})
            return 0, frozenset()
        for length in range(min(6, len(part) - place), 0, -1):
            run = part[place : place + length]
            if run[-1] - run[0] != length - 1 or any(i in self.used for i in run):
                continue
            words_ = bare(self.parse.report.text[self.parse.tokens[run[0]].start : self.parse.tokens[run[-1]].end])
            ids = self.story.aliases.get(words_)
            names = any(self.parse.tokens[i].pos == "PROPN" for i in run)
            if ids and (names or (length == 1 and self.parse.tokens[run[0]].pos in ("NOUN", "ADJ"))):
                return length, ids
        return 0, frozenset()

    def _named(self, covered: Sequence[int], ids: frozenset[str]) -> Demand:
        tokens = [self.parse.tokens[i] for i in covered]
        text = self.parse.report.text[tokens[0].start : tokens[-1].end]
        named = any(t.pos == "PROPN" for t in tokens)
        lemmas = tuple(t.lemma.lower() for t in tokens if t.pos in ("NOUN", "ADJ", "VERB")) if not named else ()
        modifies = tokens[-1].dep in ("compound", "amod", "poss", "nmod") and tokens[-1].pos != "PROPN"
        return Demand(text, lemmas[-1:], ids, not modifies, named)

    def _word(self, index: int) -> Demand | None:
        token = self.parse.tokens[index]
        lemma = token.lemma.lower()
        if index in self.used or token.pos not in ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM") or lemma in EMPTY:
            return None
        if token.pos != "NOUN" and lemma in LIGHT and index != self.act:
            return None
        if lemma in STORIES:
            return Demand(token.text, (lemma,), frozenset(), False, False)
        if lemma == "next":
            return Demand(token.text, ("next", "coming", "following", "upcoming"), frozenset(), True, False)
        modifies = token.dep in ("compound", "amod", "advmod", "nummod", "npadvmod", "tmod") or token.pos == "ADV"
        unknown = token.pos == "PROPN"
        forms = tuple(sorted(base_forms(token.text) - {lemma})) if token.text.endswith("ing") else ()
        return Demand(token.text, (lemma, *forms), frozenset(), not modifies or unknown, unknown, token.pos == "NOUN")

    def _with_titles(self, found: list[tuple[Demand, frozenset[int]]]) -> list[tuple[Demand, frozenset[int]]]:
        """A title before a name chooses among namesakes ("Captain Jon Hallvik") and demands nothing more."""
        kept: list[tuple[Demand, frozenset[int]]] = []
        for demand, places in found:
            last = kept[-1] if kept else None
            if last and demand.name and demand.entities and min(places) == max(last[1]) + 1:
                before = last[0]
                both = before.entities & demand.entities
                described = frozenset(
                    e for e in demand.entities if set(before.words or (before.text.lower(),)) & self.story.described[e]
                )
                chosen = both or described
                if chosen:
                    kept[-1] = (Demand(f"{before.text} {demand.text}", (), chosen, True, True), last[1] | places)
                    continue
            kept.append((demand, places))
        return kept

    def _subject(self, predicate: int | None, demands: Iterable[tuple[Demand, frozenset[int]]]) -> tuple[Demand, ...]:
        """Demands that stand as the subject of the question's verb, co-ordinated ones too."""
        if predicate is None:
            return ()
        tokens = self.parse.tokens
        heads = {c for c in self.parse.children[predicate] if tokens[c].dep in ("nsubj", "nsubjpass")}
        heads |= {c for h in heads for c in self.parse.children[h] if tokens[c].dep == "conj"}
        return tuple(demand for demand, places in demands if places & heads and predicate not in places)


def reporting() -> dict[str, str]:
    """Lemma of a reporting verb → stance of the speaker."""
    return {row[0]: row[1] for row in rows("reporting_verbs")}


def _person_nouns() -> frozenset[str]:
    """Nouns for a person: "official", "minister"."""
    return frozenset(row[0] for row in rows("nominal_kinds") if row[1] == "person") | {"person", "man", "woman"}


def _main_person(story: Story) -> str | None:
    """The person whom the reports mention most, if nobody else is mentioned as often."""
    counted = sorted(
        ((len(entity.mentions), entity.id) for entity in story.record.entities if entity.kind == "person"), reverse=True
    )
    if not counted or (len(counted) > 1 and counted[0][0] == counted[1][0]):
        return None
    return counted[0][1]
