"""The brief while it is being written: what was told, so that nothing is told twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from whosays.brief.clauses import is_clause
from whosays.brief.founded import QUOTED, numbers, unfounded
from whosays.brief.leaning import is_empty_denial
from whosays.brief.lookup import Index
from whosays.brief.selection import Statement, voice
from whosays.brief.wording import Gist, alike, alike_gists, gist
from whosays.model import BriefSentence, Claim, Span

VOICES = 2  # how many voices may tell one thing
HELD = 0.75  # share of a statement's longer words that another holds, which leaves it nothing to add
FIGURES = 3  # figures that another holds, all of them, which leave a statement nothing to add
SCATTERED = 0.9  # the same share, in all that was told
ECHO = 0.85  # share of a sentence's longer words that stand in one before it, which makes it an echo
RETOLD = 0.6  # the same share, in all sentences so far, where they tell its event
QUOTED_TWICE = 2
INSERTED = re.compile(r" \(\d{1,2} [A-Z][a-z]+\)")  # a day put in behind a weekday
LINE = 60  # characters: a shorter sentence has too few words to be alike to another


@dataclass(slots=True)
class Told:
    """What was told so far: stems by figures, statements by what they say, numbers and stems by voice, the voices of each event; of so many claims."""

    claims: int = 0
    stems: dict[tuple[str, ...], set[frozenset[str]]] = field(default_factory=dict)
    things: dict[str, dict[str, Statement]] = field(default_factory=dict)
    words: dict[tuple[str, ...], list[tuple[frozenset[float], frozenset[str]]]] = field(default_factory=dict)
    events: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)


def _repeats(sentence: BriefSentence, before: BriefSentence) -> bool:
    """Does a sentence print what stands before, or quote the same words? Findings and lines on origins may be worded alike."""
    if sentence.text == before.text:
        return True
    if sentence.findings or before.findings or min(len(sentence.text), len(before.text)) < LINE:
        return False
    quoted = [max(QUOTED.findall(text), key=len, default="") for text in (sentence.text, before.text)]
    new, known = (gist(INSERTED.sub("", text)) for text in (sentence.text, before.text))
    if set(new[0]) <= set(known[0]) and len(new[1] & known[1]) >= ECHO * len(new[1]):
        return True
    return alike(sentence.text, before.text) or (min(map(len, quoted)) >= LINE and alike(quoted[0], quoted[1]))


def _holds(sentence: BriefSentence, before: BriefSentence) -> bool:
    """Does a sentence print all of one before it, and more of the same report's sentence? It takes its place."""
    if sentence.findings or before.findings or not before.passages:
        return False
    new, old = sentence.passages[0], before.passages[0]
    return new.report == old.report and new.start <= old.start < old.end <= new.end


def _with_evidence(sentence: BriefSentence, replaced: Sequence[BriefSentence]) -> BriefSentence:
    """A sentence with what one whose place it takes points at."""
    for one in replaced:
        sentence = replace(
            sentence,
            claims=tuple(dict.fromkeys((*sentence.claims, *one.claims))),
            propositions=tuple(dict.fromkeys((*sentence.propositions, *one.propositions))),
            passages=tuple(dict.fromkeys((*sentence.passages, *one.passages))),
        )
    return sentence


def _is_alike(own: Gist, stems: frozenset[str], names: frozenset[str]) -> bool:
    """Is a statement worded as one that was told? The names of both are not enough."""
    bare = own[0], own[1] - names
    return alike_gists(own, (own[0], stems)) and (not bare[1] or alike_gists(bare, (own[0], stems - names)))


@dataclass(slots=True)
class Draft:
    """Sentences so far, the ids of claims they tell, whether "without naming a source" was said, the propositions whose origins were told.

    ``contradicted`` are claims that the brief sets against each other, and those that an update it tells has
    replaced; ``disputed`` those under any shown contradiction or tension. The finding tells them: no statement repeats the first, none in
    an outlet's own voice the second.
    ``worth`` is what the reports make of a statement, by its main claim.
    ``told`` keeps the order of telling; ``by_main`` and ``beside`` find statements by main claim and by sentence.
    """

    look: Index
    every: tuple[Statement, ...]
    worth: Mapping[str, float] = field(default_factory=dict)
    sentences: list[BriefSentence] = field(default_factory=list)
    told: dict[str, None] = field(default_factory=dict)
    unnamed_said: bool = False
    counted: set[str] = field(default_factory=set)
    contradicted: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()
    by_main: dict[str, Statement] = field(init=False)
    beside: dict[tuple[str, Span], list[Statement]] = field(init=False)
    indexed: Told = field(init=False)

    def __post_init__(self) -> None:
        self.by_main = {statement.main.id: statement for statement in self.every}
        self.beside = {}
        self.indexed = Told()
        for statement in self.every:
            self.beside.setdefault((statement.report, statement.sentence), []).append(statement)

    def add(self, *tries: BriefSentence, tells: bool = True) -> bool:
        """Take the first wording that stands on its passages; ``False`` where none does, or it was printed before."""
        for sentence in tries:
            if not unfounded(self.look, sentence):
                if any(_repeats(sentence, before) for before in self.sentences) or self._quoted_enough(sentence):
                    return False
                held = (n for n, one in enumerate(self.sentences) if tells and _holds(sentence, one))
                place = next(held, len(self.sentences))
                self.sentences[place : place + 1] = [_with_evidence(sentence, self.sentences[place : place + 1])]
                self.told.update(dict.fromkeys(sentence.claims if tells else ()))
                return True
        return False

    def _quoted_enough(self, sentence: BriefSentence) -> bool:
        """Does a sentence quote what two before it quote too ("potentially suspicious")? A dispute may."""
        if sentence.findings:
            return False
        for quotation in QUOTED.findall(sentence.text):
            words = quotation.strip(" .,!?").lower()
            if " " in words and sum(words in before.text.lower() for before in self.sentences) >= QUOTED_TWICE:
                return True
        return False

    def rivals(self, statement: Statement) -> list[Statement]:
        """What other voices say in the same printed sentence."""
        return [s for s in self.beside[statement.report, statement.sentence] if s is not statement]

    def is_told(self, statement: Statement) -> bool:
        """Was its main claim told, or the same thing by the same voice, in nearly the same words, or often enough?"""
        if statement.main.id in self.told or statement.main.id in self.contradicted:
            return True
        if not statement.voice and self.disputed & {c.id for c in statement.claims}:
            return True
        if is_empty_denial(self.look, statement):
            denials = (s for c in self.told if (s := self.by_main.get(c)) is not None and s.section == "denied")
            if any(other.voice == statement.voice for other in denials):
                return True
        told = self._index()
        own = gist(self.look.words(statement.main, statement.extent))
        names = self.look.name_stems if statement.main.factuality == "certain" else frozenset()
        if any(_is_alike(own, stems, names) for stems in told.stems.get(own[0], ())):
            return True
        if self._is_held(statement, own[1]) or self._is_retold(statement, own[1]):
            return True
        found: dict[str, Statement] = {}
        for key in self._things(statement):
            found.update(told.things.get(key, ()))
        if not found:
            return False
        heard = any(other.voice == statement.voice for other in found.values())
        return not statement.voice or len(found) >= VOICES or (heard and not self._adds(statement))

    def place_behind(self, claims: Collection[str]) -> None:
        """The sentence added last goes right behind the last one that tells any of these claims."""
        places = [
            n
            for n, one in enumerate(self.sentences[:-1])
            if not one.findings and not set(claims).isdisjoint(one.claims)
        ]
        if places:
            self.sentences.insert(places[-1] + 1, self.sentences.pop())

    def _is_held(self, statement: Statement, stems: frozenset[str]) -> bool:
        """Do sentences that are told, of the same voice or of any for an outlet's own, hold its figures and most of its words?

        Of an outlet's own, one that holds all of several figures is enough.
        """
        if not stems:
            return False
        figures = numbers(self.look.words(statement.main, statement.extent))
        if not statement.voice:
            held = [told for every in self.indexed.words.values() for told in every]
            if any(figures <= n and (len(figures) >= FIGURES or len(stems & w) >= HELD * len(stems)) for n, w in held):
                return True
            known, counted = frozenset().union(*(w for _, w in held)), frozenset().union(*(n for n, _ in held))
            return figures <= counted and len(stems & known) >= SCATTERED * len(stems)
        heard = self.indexed.words.get(statement.voice, ())
        if not heard:
            return False
        every = frozenset().union(*(w for _, w in heard))
        return figures <= frozenset().union(*(n for n, _ in heard)) and len(stems & every) >= HELD * len(stems)

    def _is_retold(self, statement: Statement, stems: frozenset[str]) -> bool:
        """Was its event told, by its voice or where it has none, and have the sentences so far its figures and most of its words?"""
        event = self.look.chains.get(statement.main.id)
        voices = self.indexed.events.get(event or "", set())
        if statement.main.quote == "direct" or not (statement.voice in voices if statement.voice else voices):
            return False
        told = [one for every in self.indexed.words.values() for one in every]
        figures = numbers(self.look.words(statement.main, statement.extent))
        known = frozenset().union(*(words for _, words in told))
        return figures <= frozenset().union(*(n for n, _ in told)) and len(stems & known) >= RETOLD * len(stems)

    def forget(self, claim: str) -> None:
        """A claim counts as not told after all."""
        if claim in self.told:
            del self.told[claim]
            self.indexed = Told()

    def _index(self) -> Told:
        """What was told, by its words and by what it says; only what came since the last time is added."""
        for claim in islice(self.told, self.indexed.claims, None):
            if (other := self.by_main.get(claim)) is not None:
                figures, stems = gist(self.look.words(other.main, other.extent))
                self.indexed.stems.setdefault(figures, set()).add(stems)
                held = numbers(self.look.words(other.main, other.extent)), stems
                self.indexed.words.setdefault(other.voice, []).append(held)
                if (event := self.look.chains.get(claim)) is not None:
                    self.indexed.events.setdefault(event, set()).add(other.voice)
                for key in self._things(other):
                    self.indexed.things.setdefault(key, {})[claim] = other
        self.indexed.claims = len(self.told)
        return self.indexed

    def _things(self, statement: Statement) -> list[str]:
        """What a main claim says: two of the same thing share one of these."""
        look, main = self.look, statement.main.id
        return [look.same[main], *(p.id for p in look.propositions.get(main, ()))]

    def _adds(self, statement: Statement) -> bool:
        """Does a statement of a voice that was heard hold another whole clause of that voice, not told in any words?"""
        look = self.look
        heard = {p.id for c in self.told for p in look.propositions.get(c, ())}
        return any(
            is_clause(look, c) and not heard & {p.id for p in look.propositions.get(c.id, ())}
            for c in statement.claims[1:]
            if voice(c) == statement.voice and c.id not in self.told
        )

    def alike(self, one: Statement, two: Statement) -> bool:
        """Do two statements print nearly the same words?"""
        return alike(self.look.words(one.main, one.extent), self.look.words(two.main, two.extent))

    def same_thing(self, one: Statement, two: Statement) -> bool:
        """Are the main claims of two statements the same, or in one proposition?"""
        look = self.look
        held = {p.id for p in look.propositions.get(one.main.id, ())}
        other = {p.id for p in look.propositions.get(two.main.id, ())}
        return look.same[one.main.id] == look.same[two.main.id] or bool(held & other)

    def echoes(self, statement: Statement, claims: Sequence[Claim]) -> list[Claim]:
        """Claims of other reports that say the same in the same voice: cited, not repeated."""
        look = self.look
        held = {p.id for c in claims for p in look.propositions.get(c.id, ())}
        others = [s for s in self.every if s.voice == statement.voice and s.report != statement.report]
        return [c for s in others for c in s.claims if held & {p.id for p in look.propositions.get(c.id, ())}]

    def partner(self, statement: Statement) -> Statement | None:
        """The same thing as another voice in another report tells it, in other words, not told yet."""
        fitting = [
            s
            for s in self.every
            if s.report != statement.report
            and s.voice
            and s.voice != statement.voice
            and s.section == statement.section
            and self.same_thing(statement, s)
            and not self.alike(statement, s)
            and not self.is_told(s)
        ]
        return min(fitting, key=lambda s: s.weight) if fitting and statement.voice else None
