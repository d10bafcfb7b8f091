"""An attribution relation, in tokens of the parse: who (source), by which word (cue), says what (content)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from whosays.data import words
from whosays.model import Parse, Stance, StepRole
from whosays.values.calendar import WEEKDAYS
from whosays.words.doubles import is_double_name

LONGEST_CLAUSE = 26  # tokens of a clause that tells which of them a source is
LONGEST_ASIDE = 26  # tokens of a clause that says more of him
LEANING = frozenset({"even", "only", "just"})  # "even the mayor said"
ONE_CLAUSE = frozenset({"contents", "stand"})  # acts that are told in one clause with what is said
Act = Literal[
    "request",
    "accusation",
    "evaluation",
    "label",
    "contents",
    "stand",
    "signature",
    "inversion",
    "answer",
    "charge",
    "untrue",
    "withdrawal",
]


@dataclass(frozen=True, slots=True)
class Relation:
    """``sources`` are token runs, one a co-source; ``cue`` the reporting words, ``content`` all tokens of what is reported.

    ``impersonal`` relations have no source; ``beyond`` are sources that the sources themselves cite ("X reported, citing Y").
    ``phrases`` are the words for the sources where these own what speaks ("a statement by X").
    ``anchor`` is the token that decides the place in a chain; ``carrier``, of an ``act`` on somebody, the one that its content hangs on.
    """

    anchor: int
    sources: tuple[tuple[int, ...], ...]
    cue: tuple[int, ...]
    content: frozenset[int]
    stance: Stance
    role: StepRole
    impersonal: bool = False
    inherited: bool = False
    beyond: tuple[tuple[int, ...], ...] = ()
    through: tuple[tuple[int, ...], ...] = ()
    frame: frozenset[int] = frozenset()
    act: Act | None = None
    carrier: int | None = None
    phrases: tuple[tuple[int, ...], ...] = ()

    def with_content(self, content: frozenset[int], *, inherited: bool) -> Relation:
        """The same source and cue over other words."""
        return replace(self, content=content, inherited=inherited)


class Relations:
    """The relations of a report, found by the tokens they hang on and cover, in time that does not grow with the report."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.every = tuple(relations)
        self.signatures = tuple(r for r in self.every if r.act == "signature")
        self._anchored: dict[int, list[Relation]] = defaultdict(list)
        self._over: dict[int, list[Relation]] = defaultdict(list)
        for relation in self.every:
            self._anchored[relation.anchor].append(relation)
            # What a document "shows" is told in one clause with the showing, so it stands over its own anchor.
            covered = relation.content | {relation.anchor} if relation.act == "contents" else relation.content
            # Of what a stand is about, nothing is stated by who takes it ("opposed the law that bans ships").
            own = {relation.anchor, relation.carrier or relation.anchor}
            for index in own if relation.act == "stand" else covered:
                self._over[index].append(relation)

    def anchored_in(self, first: int, last: int) -> Iterator[Relation]:
        """Relations whose anchor is one of the tokens ``[first, last)``, in text order."""
        return (relation for index in range(first, last) for relation in self._anchored.get(index, ()))

    def over(self, index: int) -> list[Relation]:
        """Relations that a token is part of the content of."""
        return self._over.get(index, [])


def noun_phrase(parse: Parse, head: int) -> tuple[int, ...]:
    """Tokens of a source's noun phrase, without the clauses and conjuncts that hang on it."""
    cut: set[int] = set()
    for index in parse.subtree(head):
        token = parse.tokens[index]
        if index == head:
            continue
        if token.dep in ("relcl", "advcl", "acl", "conj", "cc", "ccomp", "punct") and _below(parse, index, head):
            if token.dep == "punct" and token.text in ("-", "'", '"', "(", ")"):
                continue
            if _tells_which(parse, index, head):
                continue
            if _of_an_apposition(parse, index) or _who_he_is(parse, index, head):
                continue
            cut.update(parse.subtree(index))
        elif token.head == head and (_when(parse, index) or (index < head and token.lemma in LEANING)):
            cut.update(parse.subtree(index))
    words = [i for i in parse.subtree(head) if i not in cut]
    return _closed(parse, _contiguous(words, head), head)


def _tells_which(parse: Parse, index: int, head: int) -> bool:
    """ "A union representing pilots", "a report released last year": a clause without a comma in front tells which of them it is."""
    token, governor = parse.tokens[index], parse.tokens[parse.tokens[index].head]
    if (
        token.dep not in ("relcl", "acl")
        or governor.pos != "NOUN"
        or not (token.head == head or governor.dep == "appos")
    ):
        return False
    inside = parse.subtree(index)
    whole = inside[-1] - inside[0] == len(inside) - 1
    return (
        whole
        and inside[0] > token.head
        and parse.tokens[inside[0] - 1].pos != "PUNCT"
        and len(inside) <= LONGEST_CLAUSE
    )


def _who_he_is(parse: Parse, index: int, head: int) -> bool:
    """ "Ida Holm, who led the search, said": a clause with "who" behind a comma belongs to the phrase."""
    token, inside = parse.tokens[index], parse.subtree(index)
    return (
        token.dep == "relcl"
        and token.lemma not in words("reporting_verbs")  # "Holm, who noted that …, said" says two things
        and (token.head == head or _in_an_apposition(parse, token.head, head))
        and parse.tokens[inside[0]].lemma.lower() in ("who", "whose")
        and inside[-1] - inside[0] == len(inside) - 1 < LONGEST_ASIDE
        and parse.tokens[inside[0] - 1].text == ","
    )


def _in_an_apposition(parse: Parse, index: int, head: int) -> bool:
    """ "Ida Holm, a lawyer for the club, who …": the parser hangs the clause on the club, behind her apposition."""
    while parse.tokens[index].head != index and index != head:
        if parse.tokens[index].dep == "appos" and parse.tokens[index].head == head:
            return True
        index = parse.tokens[index].head
    return False


def _of_an_apposition(parse: Parse, index: int) -> bool:
    """ "Ida Holm, the activist and lawyer": both are what she is."""
    token = parse.tokens[index]
    governor = parse.tokens[token.head]
    conjuncts = [c for c in parse.children[token.head] if parse.tokens[c].dep == "conj"]
    if governor.dep != "appos" or governor.pos != "NOUN" or token.dep not in ("conj", "cc") or len(conjuncts) != 1:
        return False
    between = parse.tokens[token.head + 1 : conjuncts[0]]
    return parse.tokens[conjuncts[0]].pos == "NOUN" and not any(word.pos == "PUNCT" for word in between)


def _when(parse: Parse, index: int) -> bool:
    """ "the ministry on Wednesday said", "a court in 2001 found": when it was said is no part of who says so."""
    below = [parse.tokens[c] for c in parse.children[index]]
    if parse.tokens[index].lemma == "on":
        return any(word.text in WEEKDAYS for word in below)
    return parse.tokens[index].lemma == "in" and any(word.text.isdigit() and len(word.text) == 4 for word in below)


def _below(parse: Parse, index: int, head: int) -> bool:
    """Does a clause, conjunct or comma hang on the phrase's spine rather than deep inside a modifier?"""
    governor = parse.tokens[index].head
    return (
        governor == head
        or parse.tokens[index].dep in ("relcl", "advcl", "ccomp")
        or parse.tokens[governor].dep == "appos"
    )


def _closed(parse: Parse, words: tuple[int, ...], head: int) -> tuple[int, ...]:
    """The words without a bracket that is never closed and without a comma or dash at the end."""
    texts = [parse.tokens[i].text for i in words]
    if texts.count("(") > texts.count(")"):
        opened = len(texts) - 1 - texts[::-1].index("(")
        words = words[:opened] if words[opened] > head else words
    while words[-1] > head and parse.tokens[words[-1]].text in (",", "-", "--", "–", "—"):
        words = words[:-1]
    return words


def _contiguous(words: list[int], head: int) -> tuple[int, ...]:
    """The run of words around the head; a gap of one (a comma before an appositive) is bridged."""
    position = words.index(head)
    first = last = position
    while first > 0 and words[first] - words[first - 1] <= 2:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 2:
        last += 1
    return tuple(words[first : last + 1])


def sources_of(parse: Parse, heads: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """All sources that the noun phrases at ``heads`` name, each on its own."""
    return tuple(source for head in heads for source in co_sources(parse, head))


def co_sources(parse: Parse, head: int) -> tuple[tuple[int, ...], ...]:
    """The noun phrase at ``head`` and those conjoined with it, each on its own.

    Without an "and" they are no list: of "to Ada Roe, the former chief, the panel's chairman said" the one beside the verb speaks.
    """
    heads = list(_conjoined(parse, head))
    listed = any(parse.tokens[c].dep == "cc" for index in heads for c in parse.children[index])
    if not listed:
        heads = [max(heads) if parse.tokens[head].head > max(heads) else head]
    phrases = (tuple(parse.subtree(i)) if parse.tokens[i].pos == "VERB" else noun_phrase(parse, i) for i in heads)
    return tuple(_doubles_joined(parse, phrases))


def _doubles_joined(parse: Parse, phrases: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """The phrases, those that the "and" of one name sets apart made one: "Devon and Cornwall Police"."""
    held: tuple[int, ...] = ()
    for phrase in phrases:
        front = _front_of_double(parse, phrase[0])
        if front and held and held[-1] == phrase[0] - 2:
            held = (*held, phrase[0] - 1, *phrase)
            continue
        if held:
            yield held
        held = (*front, *phrase)
    if held:
        yield held


def _front_of_double(parse: Parse, first: int) -> tuple[int, ...]:
    """The words in front of ``first`` that are one name with it: "Dumfries and" of "Dumfries and Galloway Council"."""
    return (first - 2, first - 1) if first > 1 and is_double_name(parse, first - 1) else ()


def _conjoined(parse: Parse, head: int) -> Iterator[int]:
    """The head of a noun phrase, and those of the phrases conjoined with it, one by one."""
    yield head
    for child in parse.children[head]:
        if parse.tokens[child].dep == "conj" and parse.tokens[child].pos in ("NOUN", "PROPN", "PRON"):
            yield from _conjoined(parse, child)
        elif parse.tokens[child].dep == "conj" and _is_title(parse, child):
            yield child


def _is_title(parse: Parse, index: int) -> bool:
    """ "Mayor X and engineer Mira Vane said": a title that the parser takes for a verb with the name as its object."""
    words, below = parse.subtree(index), parse.children[index]
    return (
        parse.tokens[index].pos == "VERB"
        and [parse.tokens[c].dep for c in below] == ["dobj"]
        and parse.tokens[below[0]].pos == "PROPN"
        and words[0] == index
        and words[-1] - words[0] == len(words) - 1 <= 4
    )
