"""Chains of mentions inside one report, read from left to right: who is still in mind when a pronoun comes.

Method: nearest compatible antecedent with salience (Lappin and Leass 1994, without learned weights). Two candidates
that are nearly as good leave the expression open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from whosays.mentions import lexicon
from whosays.mentions.drafts import SUBJECTS, Draft
from whosays.model import EntityKind, Parse, Token

MARGIN = 0.75
BESIDE = 4  # mentions of a chain, the last ones, that may be the subject of its last sentence
WINDOW = 2  # sentences a pronoun looks back


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one thing so far, in text order, and what they tell of it."""

    members: tuple[Draft, ...]
    kind: EntityKind
    number: str
    gender: str
    names: frozenset[str]
    nouns: frozenset[str]
    modifiers: frozenset[str]

    @property
    def last(self) -> Draft:
        """The mention read last."""
        return self.members[-1]


class Discourse:
    """The chains of a report as far as it was read, found again by word, noun, kind or nearness without a look at them all.

    ``relatives`` are the first words of names that a noun of kinship stands beside ("his father, Karl Lund").
    """

    def __init__(self, parse: Parse, relatives: Collection[int] = ()) -> None:
        self.parse = parse
        self.relatives = relatives
        self.chains: list[Chain] = []
        self._nearness: dict[int, None] = {}
        self._by_word: dict[str, dict[int, None]] = {}
        self._by_noun: dict[str, dict[int, None]] = {}
        self._by_kind: dict[str, dict[int, None]] = {}

    def open(self, draft: Draft) -> int:
        """Start a chain; returns its number."""
        self.chains.append(start_chain(self.parse, draft))
        return self._note(len(self.chains) - 1)

    def extend(self, number: int, draft: Draft) -> int:
        """Add a mention to a chain; returns its number."""
        self.chains[number] = extend_chain(self.parse, self.chains[number], draft)
        return self._note(number)

    def _note(self, number: int) -> int:
        chain, draft = self.chains[number], self.chains[number].last
        self._nearness.pop(number, None)
        self._nearness[number] = None
        if draft.form in ("name", "adjective"):
            for token in self.parse.tokens[draft.first : draft.last]:
                self._by_word.setdefault(token.text, {})[number] = None
            if draft.country:
                self._by_word.setdefault(f"country {draft.country}", {})[number] = None
        for noun in chain.nouns:
            self._by_noun.setdefault(noun, {})[number] = None
        self._by_kind.setdefault(chain.kind, {})[number] = None
        return number

    def sharing_word(self, draft: Draft) -> list[int]:
        """Chains with a word of the name, or its country, oldest first."""
        found: set[int] = set()
        for token in self.parse.tokens[draft.first : draft.last]:
            found.update(self._by_word.get(token.text, {}))
        if draft.country:
            found.update(self._by_word.get(f"country {draft.country}", {}))
        return sorted(found)

    def with_noun(self, noun: str) -> list[int]:
        """Chains that a class of nouns was used for, oldest first."""
        return sorted(self._by_noun.get(noun, {}))

    def of_kind(self, kind: str) -> list[int]:
        """Chains of a kind, oldest first."""
        return sorted(n for n in self._by_kind.get(kind, {}) if self.chains[n].kind == kind)

    def near(self, sentence: int, window: int = WINDOW) -> Iterator[tuple[int, Chain]]:
        """Chains last mentioned in the sentence or at most ``window`` sentences before it, the nearest first."""
        for number in reversed(self._nearness):
            chain = self.chains[number]
            if self.parse.sentence_of(chain.last.head) < sentence - window:
                return
            yield number, chain


def noun_group(noun: str) -> str:
    """The class of nouns that may stand for each other ("ship" for "ferry"), or the noun itself."""
    known = lexicon.nouns().get(noun)
    return known.group if known else noun


def modifiers(parse: Parse, draft: Draft) -> frozenset[str]:
    """Content words before the head, in lower case: "olive green" of "the olive green train"."""
    return frozenset(
        t.text.lower()
        for t in parse.tokens[draft.first : draft.head]
        if t.tag in ("JJ", "NN", "NNP", "NNS", "VBN", "CD", "JJS") and t.dep != "poss"
    )


def start_chain(parse: Parse, draft: Draft) -> Chain:
    """A chain of one mention."""
    return extend_chain(parse, Chain((), draft.kind, draft.number, "", frozenset(), frozenset(), frozenset()), draft)


def extend_chain(parse: Parse, chain: Chain, draft: Draft) -> Chain:
    """The chain with one more mention."""
    names, nouns, mods = chain.names, chain.nouns, chain.modifiers
    if draft.form in ("name", "adjective"):
        names = names | {parse.words(draft.first, draft.last)}
        if draft.kind in ("organisation", "facility", "vehicle"):
            nouns = nouns | {noun_group(w.text.lower()) for w in parse.tokens[draft.first : draft.last]}
    elif draft.form in ("nominal", "role"):
        nouns = nouns | {noun_group(draft.noun)}
        mods = mods | modifiers(parse, draft)
    return replace(
        chain,
        members=(*chain.members, draft),
        kind=draft.kind if _tells_kind(draft, chain) else chain.kind,
        gender=chain.gender or draft.gender,
        names=names,
        nouns=nouns,
        modifiers=mods,
    )


def _tells_kind(draft: Draft, chain: Chain) -> bool:
    """Does a mention tell what the chain is: a name of a kind, or "herself"?"""
    himself = draft.noun in ("himself", "herself") and chain.kind == "other"
    return himself or (draft.form == "name" and chain.kind in ("other", "group"))


def same_name(parse: Parse, chain: Chain, draft: Draft) -> bool:
    """Does a name continue the chain: the same words, or the part of a person's name by which people are called?"""
    text = parse.words(draft.first, draft.last)
    if draft.kind != chain.kind or not chain.names:
        return False
    if draft.kind == "person" and {draft.gender, chain.gender} == {"m", "f"}:
        return False  # "Mrs Lund" is not Karl Lund
    if text in chain.names:
        return True
    if draft.kind == "person":
        fuller = [full for full in chain.names if len(full.split()) > 1]
        if len(text.split()) > 1 and any(
            not _short_form(full, text) and not _short_form(text, full) for full in fuller
        ):
            return False
        return any(_short_form(full, text) or _short_form(text, full) for full in chain.names)
    if draft.country and draft.country == chain.members[0].country:
        return draft.kind == "place" and chain.members[0].form in ("name", "adjective")
    return draft.kind == "organisation" and any(
        full.startswith(text + " ") or full.endswith(" " + text) for full in chain.names
    )


def _short_form(full: str, short: str) -> bool:
    """Family name alone, or given names of a name that begins with the family name."""
    words = full.split()
    if len(words) < 2 or full == short:
        return False
    if words[0] in lexicon.surnames_first():
        return short == words[0] or short == " ".join(words[1:])
    return short == words[-1] or short == " ".join(words[1:])


def salience(parse: Parse, chain: Chain, sentence: int, governor: int, *, subject: bool) -> float | None:
    """How present a chain is at a word of a sentence; ``None`` when it is out of reach."""
    last = chain.last
    distance = sentence - parse.sentence_of(last.head)
    if distance > WINDOW or distance < 0:
        return None
    score = {0: 3.0, 1: 2.0, 2: 1.0}[distance]
    token = _highest(parse, chain)
    if token.dep in SUBJECTS:
        score += 1.5
        if subject:
            score += 0.5
    elif token.dep in ("dobj", "pobj") and not subject:
        score += 0.25
    elif token.dep == "dobj" and distance == 0:
        score += 1.0  # as near as the subject of the sentence before
    if distance == 0 and token.dep in SUBJECTS and token.head == governor:
        score += 0.5
    score += 0.25 * min(len(chain.members), 4)
    if token.dep == "poss":
        score -= 0.25
    return score


def _highest(parse: Parse, chain: Chain) -> Token:
    """The token of a chain's last mention, or of one that is a subject of the same sentence: "President *Ada Roe* said her son …"."""
    last = chain.last
    here = parse.sentence_of(last.head)
    for member in reversed(chain.members[-BESIDE:]):
        if parse.sentence_of(member.head) != here:
            break
        token = _in_role(parse, member.head)
        if token.dep in SUBJECTS:
            return token
    return _in_role(parse, last.head)


def _in_role(parse: Parse, index: int) -> Token:
    """The token whose grammatical role a mention has: the first of a coordination, or what an apposition stands behind."""
    for _ in range(6):
        if parse.tokens[index].dep not in ("conj", "appos"):
            break
        index = parse.tokens[index].head
    return parse.tokens[index]


def choose(scored: Iterable[tuple[float, int]]) -> int | None:
    """The chain that is clearly the most salient; ``None`` when there is none or two come near each other."""
    ranked = sorted(scored, key=lambda item: (-item[0], item[1]))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]
