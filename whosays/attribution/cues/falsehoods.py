"""Denials that call false what was said before: "calls that a lie", "said this was untrue", "rejected this"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from whosays.attribution.cues.truth import TRUE
from whosays.attribution.cues.words import cue_words, frame_words, withheld
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import CLOSING_MARKS, role_of, speakers
from whosays.data import classes, words
from whosays.model import Parse

FALSE = classes("falsehoods")
POINTING = frozenset({"it", "this", "that", "these", "those", "they"})
CALLING = frozenset("call brand label dub term describe dismiss denounce".split())
BETWEEN = 3  # words in front of the one that says false: "a complete and utter lie"


def called_false(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Calls that a fairy tale", "described the report as untrue": who denies what was said before."""
    token = parse.tokens[index]
    if token.lemma not in CALLING or withheld(parse, index):
        return
    target = _what_is_called(parse, index)
    heads = speakers(parse, index) if target is not None else []
    if target is None or not heads:
        return
    pointing = parse.tokens[target].text.lower() in POINTING and token.lemma != "dismiss"
    end = _false_word(parse, target + 1, pointing=pointing)
    said = frozenset(range(index, end + 1)) if end is not None else _clause_called_false(parse, index, target)
    if not said:
        return
    sources = sources_of(parse, heads)
    yield Relation(
        index, sources, cue_words(parse, index), said, "denies", role_of(parse, heads[0]),
        frame=frame_words(parse, index, sources, (), said), act="untrue" if end is not None else None,
    )  # fmt: skip


def is_called_false(parse: Parse, content: Collection[int], *, of_a_claim: bool) -> bool:
    """Does all that somebody says come to "that is a lie", "this was not true", with nothing else in it? Of a claim "absurd" will do."""
    said = [i for i in sorted(content) if parse.tokens[i].pos not in ("PUNCT", "INTJ", "SCONJ")]
    if len(said) < 3 or len(said) > BETWEEN + 4:
        return False
    if parse.tokens[said[0]].text.lower() not in POINTING or parse.tokens[said[1]].lemma != "be":
        return False
    last = parse.tokens[said[-1]]
    if any(parse.tokens[i].dep == "neg" for i in said):
        return last.lemma.lower() in TRUE
    return _named_false(parse, said[-1], pointing=not of_a_claim)


def said_false_of(parse: Parse, index: int) -> frozenset[int]:
    """What "nonsense" is said of: the clause in "said of the claim *that the dam had leaked*"."""
    for preposition in (c for c in parse.children[index] if parse.tokens[c].lemma in ("of", "about")):
        nouns = [c for c in parse.children[preposition] if parse.tokens[c].lemma.lower() in words("disputed")]
        clauses = (c for noun in nouns for c in parse.children[noun] if parse.tokens[c].dep in ("acl", "ccomp"))
        if (clause := next(clauses, None)) is not None:
            return frozenset(parse.subtree(clause))
    return frozenset()


def _what_is_called(parse: Parse, index: int) -> int | None:
    """A pronoun right behind the verb, or the noun of what is said that is its object."""
    behind = index + 1
    if behind < len(parse.tokens) and parse.tokens[behind].text.lower() in POINTING:
        return behind
    things = (c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index)
    noun = next(things, None)
    return noun if noun is not None and parse.tokens[noun].lemma.lower() in words("disputed") else None


def _clause_called_false(parse: Parse, index: int, noun: int) -> frozenset[int]:
    """ "Called the claim *that he had resigned* a lie", where the parser hangs the "lie" on the clause."""
    clause = next((c for c in parse.children[noun] if c > noun and parse.tokens[c].dep in ("acl", "ccomp")), None)
    if clause is None or any(parse.tokens[c].dep == "oprd" for c in parse.children[index]):
        return frozenset()
    inside = [i for i in parse.subtree(clause) if parse.tokens[i].pos != "PUNCT"]
    last = parse.tokens[inside[-1]]
    false = _named_false(parse, inside[-1], pointing=False) and parse.tokens[inside[0]].lemma == "that"
    hung = last.head == clause and last.dep in ("acomp", "dobj", "npadvmod", "attr")
    return frozenset(i for i in inside if i < parse.subtree(inside[-1])[0]) if false and hung else frozenset()


def _false_word(parse: Parse, first: int, *, pointing: bool) -> int | None:
    """The word that says false, behind "as", an article, quotation marks and a few that strengthen it."""
    passed = 0
    for i in range(first, min(first + BETWEEN + 5, len(parse.tokens))):
        token = parse.tokens[i]
        if _named_false(parse, i, pointing=pointing):
            return i
        if token.text in CLOSING_MARKS and passed:
            return None
        if token.pos in ("PUNCT", "DET") or token.text.lower() in ("as", "a", "an"):
            continue
        passed += 1
        if token.pos not in ("ADJ", "ADV", "NOUN", "CCONJ") or passed > BETWEEN:
            return None
    return None


def _named_false(parse: Parse, index: int, *, pointing: bool) -> bool:
    lemma = parse.tokens[index].lemma.lower()
    pair = f"{parse.tokens[index - 1].lemma.lower()} {lemma}" if index else lemma
    of = FALSE.get(pair, FALSE.get(lemma))
    return of is not None and not (pointing and of == "said")
