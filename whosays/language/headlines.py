"""Headlines leave out "is" and "are": "Two killed in blast", "Hundreds evacuated as floods hit". They are parsed with the word put back.

To a parser taught on whole sentences "killed" only tells which two are meant. The word that was put in is taken out of the tree again; it
never reaches the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from whosays.data import rows, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
IN_PHRASE = NOUNS | {"DT", "JJ", "JJR", "JJS", "POS", "PRP$"}
CLOSING = frozenset({"IN", "TO", "CC", "RB", ",", ":", ".", "-LRB-"})  # behind a participle: what is no object of it
OPENING = frozenset({",", ":", ".", "CC", "``", "HYPH"})
CLAUSE = frozenset("after as because before since though when where while".split())
SEVERAL = frozenset("dozens hundreds many others scores several some thousands".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HELPS = frozenset({"aux", "auxpass"})
STATES = frozenset({"acomp", "attr", "oprd"})
Parser = Callable[[Iterable["Doc"]], Iterable["Doc"]]


def in_full(doc: Doc, parsed: Parser) -> tuple[Doc, Sequence[int]]:
    """The headline parsed with what it leaves out, and the numbers of the words put in, as far as the parser makes use of them."""
    gaps = list(_gaps(doc))
    while gaps:
        (full,) = parsed([_with(doc, gaps)])
        put_in = [gap + number for number, gap in enumerate(gaps)]
        used = [_is_used(full[at]) for at in put_in]
        if all(used):
            return full, put_in
        gaps = [gap for gap, useful in zip(gaps, used, strict=True) if useful]
    return doc, ()


def _helping_word(noun: Token) -> str:
    """ "was" for one, "were" for several."""
    single = noun.tag_ in ("NN", "NNP") or noun.lower_ in ("1", "one")
    return "was" if single and noun.lower_ not in SEVERAL else "were"


def without(put_in: Sequence[int], heads: list[int], roles: list[str]) -> None:
    """Take words out of a tree: what is said of the subject stands in their place ("24 [were] dead")."""
    for word in put_in:
        state = next((at for at, head in enumerate(heads) if head == word and roles[at] in STATES), None)
        if state is None:
            continue
        above = heads[word]
        heads[:] = [state if head == word else head for head in heads]
        heads[state], roles[state] = (state if above == word else above), roles[word]


def _gaps(doc: Doc) -> Iterator[int]:
    """Numbers of the words in front of which "was" or "were" is left out.

    Of two of which the second has no subject of its own the first tells who is meant ("girls *kidnapped* in 2014 freed by rebels").
    """
    last: int | None = None
    for word in doc[1:]:
        noun = _subject(word)
        if last is not None and (word.lower_ in CLAUSE or word.tag_ in OPENING):
            yield last
            last = None
        if noun is None or not _may_be_helped(word, noun):
            continue
        if _opens_clause(doc, noun):
            if last is not None:
                yield last
            last = word.i
        elif last is not None and word.lower_ in words("headline_states"):
            last = word.i
    if last is not None:
        yield last


def _subject(word: Token) -> Token | None:
    """Of whom or what a participle or state may be told: its subject, or the noun in front of it."""
    if word.tag_ != "VBN" and word.lower_ not in words("headline_states"):
        return None
    own = next((child for child in word.children if child.dep_ in SUBJECTS and child.i < word.i), None)
    noun = own or word.nbor(-1)
    return noun if noun.tag_ in NOUNS or noun.lower_ in SEVERAL else None


def _may_be_helped(word: Token, noun: Token) -> bool:
    """Has a participle or state no object and no helping verb, and its noun no other verb?"""
    behind = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    closed = behind is None or behind.tag_ in CLOSING or behind.lower_ in words("headline_states")
    return closed and not _tells_which(word, noun)


def _opens_clause(doc: Doc, noun: Token) -> bool:
    """Does the phrase of a noun begin a clause: nothing in front of it has it for its object ("crash that left seven dead")?"""
    first = noun.i
    while first and (doc[first - 1].tag_ in IN_PHRASE or _counts(doc[first - 1], first, noun.i)):
        first -= 1
    if not first:
        return True
    before = doc[first - 1]
    return before.tag_ in OPENING or before.lower_ in CLAUSE or before.lower_ in _saying()


def _counts(word: Token, first: int, last: int) -> bool:
    """Does a word stand with a number ("*at least* 12", "*over* 200")?"""
    top = word
    while top.dep_ in ("advmod", "quantmod", "prep", "pobj", "mark") and top.head.i != top.i and top.i < first:
        if first <= top.head.i <= last:
            return True
        top = top.head
    return False


def _tells_which(word: Token, noun: Token) -> bool:
    """Has the noun a verb of its own further on ("Girls *kidnapped* by rebels have been freed"), or the word its helping verb?"""
    if any(child.dep_ in HELPS for child in word.children):
        return True
    verb = noun.head
    if noun.dep_ not in SUBJECTS or verb.i <= word.i:
        return False
    if verb.lower_ in _saying() and any(token.text == "," for token in noun.doc[word.i : verb.i]):  # "…, says family"
        return False
    return not any(token.lower_ in CLAUSE for token in noun.doc[word.i + 1 : verb.i])


@cache
def _saying() -> frozenset[str]:
    """Forms under which headlines tell who says so."""
    return frozenset(form for row in rows("reporting_verbs") if row[3] == "speech" for form in (row[0], f"{row[0]}s"))


def _with(doc: Doc, gaps: Sequence[int]) -> Doc:
    """The words of a headline with "was" or "were" in front of some."""
    from spacy.tokens import Doc

    texts: list[str] = []
    blanks: list[bool] = []
    for token in doc:
        if token.i in gaps:
            texts.append(_helping_word(_subject(token) or token))
            blanks.append(True)
        texts.append(token.text)
        blanks.append(bool(token.whitespace_))
    return Doc(doc.vocab, words=texts, spaces=blanks)


def _is_used(word: Token) -> bool:
    """Does a word that was put in help the verb behind it, or tell the state of a subject?"""
    near = range(word.i + 1, word.i + 3)
    verb = word.head if word.dep_ in HELPS else word
    if not any(child.dep_ in SUBJECTS and child.i < word.i for child in verb.children):
        return False
    return (
        verb.i in near if verb is not word else any(child.dep_ in STATES and child.i in near for child in word.children)
    )
