"""Whom a pronoun cannot stand for, whatever is near: vetoes by grammar and by quotation marks.

Method: binding conditions (Chomsky 1981), and who speaks in a quotation. What somebody says is about what he spoke of before: inside
quotation marks "it" finds what the same quotation names, or nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter

from whosays.data import rows
from whosays.mentions.antecedents import Chain, same_name
from whosays.mentions.drafts import SUBJECTS, Draft
from whosays.model import Parse
from whosays.text.quotation_marks import quoted_spans

REMEMBERED = 12  # mentions of a chain that can stand in the sentence at hand
BESIDE = frozenset({"conj", "parataxis"})
OBJECTS = frozenset({"dobj", "pobj", "dative"})
FIRST, LAST = attrgetter("start"), attrgetter("stop")
SPEAKING = frozenset(row[0] for row in rows("reporting_verbs") if row[3] == "speech")


@dataclass(frozen=True, slots=True)
class Bars:
    """What the vetoes rest on: the names below each verb, the words of each quotation, who is quoted in it, and all words of mentions."""

    below: Mapping[int, Sequence[Draft]]
    quotations: Sequence[range]
    voices: Mapping[range, Sequence[Draft]]
    mentioned: Set[int]


def bars_of(parse: Parse, drafts: Sequence[Draft]) -> Bars:
    """What the vetoes of a report rest on."""
    named = [d for d in drafts if d.form == "name"]
    below: dict[int, list[Draft]] = {}
    for name in named:
        for verb in _verbs_above(parse, name.head):
            below.setdefault(verb, []).append(name)
    quotations = _quotations(parse)
    mentioned = frozenset(i for d in drafts for i in range(d.first, d.last))
    return Bars(below, quotations, _voices(parse, quotations, named), mentioned)


def is_barred(parse: Parse, draft: Draft, chain: Chain, bars: Bars) -> bool:
    """Is there anything for which the pronoun cannot stand for the chain?"""
    return (
        _meets(parse, draft, chain)
        or _is_its_own(parse, draft, chain)
        or _meets_itself(parse, draft, chain, bars.below)
        or _speaks(parse, draft, chain, bars)
        or not _is_within_reach(parse, draft, chain, bars.quotations)
    )


def _meets(parse: Parse, draft: Draft, chain: Chain) -> bool:
    """Subject and object of one verb differ; a phrase does not refer to a pronoun inside itself."""
    token = parse.tokens[draft.head]
    members = chain.members[-REMEMBERED:]
    if any(m.covers(draft.head) for m in members):
        return True
    if token.dep in ("poss",) or draft.noun.endswith("self") or draft.noun.endswith("selves"):
        return False
    verb = clause_verb(parse, draft.head)
    if token.dep in OBJECTS and (doer := _understood(parse, verb)) is not None:
        return any(member.head == doer for member in members)
    for member in members:
        other = parse.tokens[member.head]
        if other.head == verb and other.dep in SUBJECTS and token.dep in ("dobj", "pobj", "dative", "iobj"):
            return True
        if (
            clause_verb(parse, member.head) == verb
            and token.dep in SUBJECTS
            and other.dep in ("dobj", "pobj")
            and member.head < draft.head
        ):
            return other.dep == "dobj"
    return False


def _is_its_own(parse: Parse, draft: Draft, chain: Chain) -> bool:
    """Does "his" stand in an apposition to the chain ("The governor, his sister, said")? Nobody is his own sister."""
    token = parse.tokens[draft.head]
    above = parse.tokens[token.head]
    if token.dep != "poss" or above.dep != "appos":
        return False
    return any(member.head in (above.head, token.head) for member in chain.members[-REMEMBERED:])


def _understood(parse: Parse, verb: int) -> int | None:
    """The subject that an infinitive or a participle takes from the verb above: "a ship rammed the bridge, *destroying* it"."""
    token = parse.tokens[verb]
    if token.dep not in ("advcl", "xcomp") or any(parse.tokens[c].dep in SUBJECTS for c in parse.children[verb]):
        return None
    return next((c for c in parse.children[token.head] if parse.tokens[c].dep == "nsubj"), None)


def _meets_itself(parse: Parse, draft: Draft, chain: Chain, below: Mapping[int, Sequence[Draft]]) -> bool:
    """The subject "he" is nobody who is named behind it under its verb ("he did not know Holm's address"): Chomsky's principle C (1981)."""
    token = parse.tokens[draft.head]
    if token.dep not in SUBJECTS:
        return False
    return any(name.head > draft.head and same_name(parse, chain, name) for name in below.get(token.head, ()))


def _speaks(parse: Parse, draft: Draft, chain: Chain, bars: Bars) -> bool:
    """The "he" of a quotation is not the man who is quoted, nor is the "he" who says it anybody of whom it, or a quotation before it, speaks last."""
    if draft.kind != "person":
        return False
    own = _quotation_of(draft.head, bars.quotations)
    if own is not None and any(same_name(parse, chain, who) for who in bars.voices.get(own, ())):
        return True
    token = parse.tokens[draft.head]
    if token.dep not in SUBJECTS or parse.tokens[token.head].lemma not in SPEAKING:
        return False
    here = parse.sentences[parse.sentence_of(draft.head)]
    said = _quotations_over(here.first, here.last, bars.quotations)
    spoken_of = [m.head for m in chain.members if m.form != "pronoun"]
    if any(head in words for words in said if draft.head not in words for head in spoken_of):
        return True
    last = max((head for head in spoken_of if head < draft.head), default=-1)
    return _quotation_of(last, bars.quotations) not in (None, own)


def _quotations(parse: Parse) -> tuple[range, ...]:
    """The words of each quotation that has any, in text order."""
    starts = [token.start for token in parse.tokens]
    spans = quoted_spans(parse.report)
    found = (range(bisect_left(starts, q.start), bisect_left(starts, q.end)) for q in spans)
    return tuple(words for words in found if words)


def _quotation_of(index: int, quotations: Sequence[range]) -> range | None:
    """The quotation that a word stands in."""
    place = bisect_right(quotations, index, key=FIRST) - 1
    return quotations[place] if place >= 0 and index in quotations[place] else None


def _quotations_over(first: int, last: int, quotations: Sequence[range]) -> Sequence[range]:
    """The quotations with a word among ``[first, last)``."""
    return quotations[bisect_right(quotations, first, key=LAST) : bisect_left(quotations, last, key=FIRST)]


def _voices(parse: Parse, quotations: Iterable[range], names: Iterable[Draft]) -> Mapping[range, Sequence[Draft]]:
    """The words of each quotation, and who is named as saying them in the sentence that it begins or ends in."""
    said: dict[int, list[Draft]] = {}
    for name in names:
        token = parse.tokens[name.head]
        if token.dep in SUBJECTS and parse.tokens[token.head].lemma in SPEAKING:
            said.setdefault(parse.sentence_of(name.head), []).append(name)
    voices: dict[range, list[Draft]] = {}
    for words in quotations:
        for sentence in sorted({parse.sentence_of(i) for i in (words.start, words.stop - 1)}):
            voices.setdefault(words, []).extend(name for name in said.get(sentence, ()) if name.head not in words)
    return voices


def _verbs_above(parse: Parse, index: int) -> Iterator[int]:
    """The verbs that a word stands under, up to one with a subject of its own beside another ("he left and Holm came")."""
    seen = index
    for _ in range(12):
        token = parse.tokens[seen]
        if token.head == seen or (token.dep in BESIDE and token.pos in ("VERB", "AUX")):
            return
        seen = token.head
        if parse.tokens[seen].pos in ("VERB", "AUX"):
            yield seen


def clause_verb(parse: Parse, index: int) -> int:
    """The verb above a token."""
    seen = index
    for _ in range(8):
        above = parse.tokens[seen].head
        if above == seen or parse.tokens[above].pos in ("VERB", "AUX"):
            return above
        seen = above
    return seen


def _is_within_reach(parse: Parse, draft: Draft, chain: Chain, quotations: Sequence[range]) -> bool:
    """Can the pronoun look as far as the chain?

    "It" out of no quotation, as an object out of no sentence, at no "they", and at no place but where the place is a subject; "they" at no
    "it" and at none of two beside it ("Boeing and Lockheed … their").
    """
    if draft.kind == "person":
        return True
    last = chain.last
    here = parse.sentence_of(last.head) == parse.sentence_of(draft.head)
    if draft.number == "plur":
        return last.number == "plur" or not (last.noun in ("it", "its") or (here and _is_one_of_two(parse, last.head)))
    inside = _quotation_of(draft.head, quotations)
    if inside is not None and not any(m.head in inside for m in chain.members):
        return False
    if draft.noun != "it":
        return True
    if parse.tokens[draft.head].dep not in SUBJECTS and not here:
        return False
    return last.number == "sing" and (chain.kind != "place" or parse.tokens[last.head].dep in SUBJECTS)


def _is_one_of_two(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep == "conj" or any(parse.tokens[c].dep == "conj" for c in parse.children[index])
