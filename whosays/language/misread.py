"""What the parser often takes for something else, put right: who speaks, what only tells which one is meant, where a clause begins.

An apposition that speaks: "the brother of Karl Vint, a lawyer for the family said", "postponed to June 3, his lawyer, Mira Tolen,
confirmed". A participle that is no verb of its own: "an *object thought* to be a missile had already fallen", "one suspect, *thought* to be in his
20s, was questioned".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from whosays.data import rows
from whosays.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LONGEST = 14  # tokens of a speaker
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUN_AS_VERB = {"NN": "VBP", "NNS": "VBZ"}
CITING = frozenset({"cite", "quote"})
OPENING = frozenset({"as", "after", "before"})
HELPERS = frozenset({"aux", "auxpass"})


@cache
def _speaking() -> frozenset[str]:
    return frozenset(row[0] for row in rows("reporting_verbs") if row[3] == "speech")


def with_speakers(tokens: list[Token], sentences: Sequence[Sentence]) -> None:
    """Put a noun phrase between a comma and a verb of saying that has no subject under that verb.

    An apposition is closed by a comma, and what is said stands in front of it.
    """
    for sentence in sentences:
        for verb in range(sentence.first + 2, sentence.last):
            token = tokens[verb]
            if token.tag not in FINITE or token.lemma not in _speaking():
                continue
            if token.dep == "ROOT":
                _give_subject(tokens, sentence, verb)
            elif token.dep == "advcl":
                _give_closing_frame(tokens, sentence, verb)


def _give_subject(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    below = [i for i in range(sentence.first, sentence.last) if tokens[i].head == verb and i != verb]
    said = any(tokens[i].dep == "ccomp" and i < verb for i in below)
    if not said or any(tokens[i].dep in SUBJECTS for i in below):
        return
    head = _closed_by(tokens, sentence, verb - 1)
    if head is None:
        return
    first = min(i for i in range(max(sentence.first, head - LONGEST), head + 1) if _is_below(tokens, i, head))
    if first > sentence.first and tokens[first - 1].text == ",":
        tokens[head] = replace(tokens[head], dep="nsubj", head=verb)
        tokens[first - 1] = replace(tokens[first - 1], head=verb)


def _give_closing_frame(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """ "It has been put off to June 3, his lawyer, Mira Tolen, confirmed.": a clause without a subject at the end is who says the rest."""
    top = tokens[verb].head
    closes = all(tokens[i].pos == "PUNCT" for i in range(verb + 1, sentence.last))
    if not closes or tokens[top].dep != "ROOT" or any(tokens[i].head == verb for i in range(sentence.first, verb)):
        return
    inner = _closed_by(tokens, sentence, verb - 2) if tokens[verb - 1].text == "," else None
    if inner is None:
        return
    head = tokens[inner].head if tokens[tokens[inner].head].dep == "appos" else inner
    first = min(i for i in range(max(sentence.first, head - LONGEST), head + 1) if _is_below(tokens, i, head))
    if tokens[first - 1].text == ",":
        tokens[head] = replace(tokens[head], dep="nsubj", head=verb)
        tokens[verb] = replace(tokens[verb], dep="ROOT", head=verb)
        tokens[top] = replace(tokens[top], dep="ccomp", head=verb)


def with_forms(tokens: list[Token]) -> None:
    """Verb forms after their place in the tree: what has a subject and an object is no noun, what hangs on a noun a participle.

    "Rebels *release* 21 girls"; "has freed 21 of the girls *kidnapped* two years ago".
    """
    acting = {token.head for token in tokens if token.dep in SUBJECTS}
    upon = {token.head for token in tokens if token.dep == "dobj"}
    helped = {token.head for token in tokens if token.dep in HELPERS}
    for index, token in enumerate(tokens):
        if token.tag in NOUN_AS_VERB and index in acting and index in upon:
            tokens[index] = replace(token, pos="VERB", tag=NOUN_AS_VERB[token.tag])
        elif token.tag == "VBD" and token.dep == "acl" and index not in acting | helped:
            tokens[index] = replace(token, tag="VBN")


def with_clauses(tokens: list[Token], sentences: Sequence[Sentence]) -> None:
    """A clause behind "as", "after" or "before" with a subject and a finite verb of its own is one, and no object of a preposition."""
    for sentence in sentences:
        for verb in range(sentence.first + 2, sentence.last):
            above = tokens[verb].head
            if tokens[verb].dep != "pcomp" or tokens[above].lemma not in OPENING or tokens[above].dep != "prep":
                continue
            first = min((i for i in range(above, verb + 1) if _helps(tokens, i, verb)), default=verb)
            if tokens[first].tag in FINITE and any(
                tokens[i].head == verb and tokens[i].dep in SUBJECTS for i in range(above, verb)
            ):
                tokens[verb] = replace(tokens[verb], dep="advcl", head=tokens[above].head)
                tokens[above] = replace(tokens[above], dep="mark", head=verb)


def _helps(tokens: Sequence[Token], index: int, verb: int) -> bool:
    return tokens[index].head == verb and tokens[index].dep in HELPERS


def with_citing(tokens: list[Token], sentences: Sequence[Sentence]) -> None:
    """ "…, although WKRT, *citing* a cousin, named two of them": who cites is the subject of the verb behind, which has none."""
    for sentence in sentences:
        for citing in range(sentence.first + 2, sentence.last - 3):
            if tokens[citing].lemma not in CITING or tokens[citing].tag != "VBG" or tokens[citing - 1].text != ",":
                continue
            comma = next((i for i in range(citing + 1, sentence.last - 1) if tokens[i].text == ","), sentence.last)
            verb = next((i for i in range(comma + 1, min(comma + 3, sentence.last)) if tokens[i].tag in FINITE), None)
            noun = citing - 2
            if verb is None or tokens[noun].pos not in ("NOUN", "PROPN") or tokens[verb].dep not in ("conj", "advcl"):
                continue
            if any(tokens[i].head == verb and tokens[i].dep in SUBJECTS for i in range(sentence.first, verb)):
                continue
            opener = tokens[noun].head
            tokens[noun] = replace(tokens[noun], dep="nsubj", head=verb)
            tokens[citing] = replace(tokens[citing], dep="advcl", head=verb)
            if tokens[opener].lemma in ("although", "though", "while") and opener < noun:
                tokens[opener] = replace(tokens[opener], dep="mark", head=verb)
                tokens[verb] = replace(tokens[verb], dep="advcl")


def with_participles(tokens: list[Token], sentences: Sequence[Sentence]) -> None:
    """Hang a participle on the noun in front of it, where a finite verb behind it has no subject but that noun."""
    for sentence in sentences:
        for verb in range(sentence.first + 2, sentence.last):
            if tokens[verb].dep in ("ccomp", "conj") and tokens[verb].pos in ("VERB", "AUX"):
                _give_noun_back(tokens, sentence, verb)


def _give_noun_back(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    below = [i for i in range(sentence.first, sentence.last) if tokens[i].head == verb and i != verb]
    first = min((i for i in below if tokens[i].dep in HELPERS), default=verb)
    if tokens[first].tag not in FINITE or any(tokens[i].dep in SUBJECTS for i in below):
        return
    for participle in range(first - 1, sentence.first, -1):
        between = range(participle + 1, first)
        noun = _noun_of(tokens, sentence, participle, verb)
        if noun is None or any(tokens[i].dep in ("cc", "mark", *SUBJECTS) for i in between):
            continue
        if not all(_is_below(tokens, i, participle) or i in below or tokens[i].pos == "PUNCT" for i in between):
            continue
        own = tokens[noun]
        passive = any(tokens[i].dep == "auxpass" for i in below)
        place = tokens[participle] if own.head == participle else own  # where the clause hangs
        for i in range(sentence.first, noun):  # "that" in front of the noun opens the clause of the verb
            if tokens[i].head == participle or (tokens[i].head == noun and tokens[i].text == "that"):
                tokens[i] = replace(tokens[i], dep="mark" if tokens[i].text == "that" else tokens[i].dep, head=verb)
        tokens[verb] = replace(
            tokens[verb], dep=place.dep, head=verb if place.head in (noun, participle) else place.head
        )
        tokens[noun] = replace(own, dep="nsubjpass" if passive else "nsubj", head=verb)
        tokens[participle] = replace(tokens[participle], dep="acl", head=noun, tag="VBN")
        return


def _noun_of(tokens: Sequence[Token], sentence: Sentence, participle: int, verb: int) -> int | None:
    """The noun that a verb form behind it may tell more of: its subject, or what stands in front of it and a comma."""
    token = tokens[participle]
    if token.tag not in ("VBD", "VBN") or any(
        tokens[i].head == participle and tokens[i].dep in HELPERS for i in range(sentence.first, participle)
    ):
        return None
    apart = tokens[participle - 1].text == ","
    noun = participle - 2 if apart else participle - 1
    if noun < sentence.first or tokens[noun].pos not in ("NOUN", "PROPN"):
        return None
    if not apart:  # "that an object thought to be …": both verbs hang on one, the noun on the first
        twins = token.dep == "ccomp" == tokens[verb].dep and token.head == tokens[verb].head
        return noun if twins and tokens[noun].head == participle and tokens[noun].dep in SUBJECTS else None
    paired = tokens[verb].dep == "conj" and tokens[verb].head == participle
    behind = next((i for i in range(participle + 1, verb) if tokens[i].text == ","), None)
    return noun if paired and behind is not None and tokens[noun].dep in ("ccomp", "ROOT") else None


def _closed_by(tokens: Sequence[Token], sentence: Sentence, last: int) -> int | None:
    """The apposition that ends with a token."""
    index = last
    for _ in range(LONGEST):
        if tokens[index].dep == "appos":
            return index
        above = tokens[index].head
        if above > last or above == index or above < sentence.first:
            return None
        index = above
    return None


def _is_below(tokens: Sequence[Token], index: int, head: int) -> bool:
    for _ in range(LONGEST):
        if index == head:
            return True
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return False
