"""Headlines and deks, which leave out verbs and auxiliaries: "Two feared dead", "Forty dead in flood, officials say"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.contents.covered import own_clause
from whosays.attribution.relations import Relation
from whosays.data import classes, words
from whosays.model import Parse, Sentence

TITLES = frozenset({"headline", "dek"})
SHORTEST = 2  # words that say something without a verb
OBJECTS = frozenset({"dobj", "ccomp", "xcomp"})


def bare_passive(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    """ "Two *feared* dead", "suspect *believed* hurt": nobody is named who fears it."""
    token = parse.tokens[index]
    if sentence.role not in TITLES or token.lemma not in classes("impersonal_passives") or index + 1 >= sentence.last:
        return
    behind, below = parse.tokens[index + 1], {parse.tokens[c].dep for c in parse.children[index]}
    state = (behind.pos == "ADJ" or behind.tag == "VBN") and behind.head == index
    if token.tag in ("VBN", "VBD") and state and "nsubj" in below and not below & (OBJECTS - {"xcomp"}):
        content = (own_clause(parse, index) | {*parse.subtree(index + 1)}) - {index}
        yield Relation(
            index, (), (index,), content, "asserts", "speaker", impersonal=True, act="inversion", carrier=index + 1
        )


def turned_down_title(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Yard *rejects claims* that …", "Denies reports that …", where the parser takes the noun for the verb and the verb for its subject."""
    verb, claim = parse.tokens[index - 1], parse.tokens[index]
    stance = classes("reporting_verbs").get(verb.lemma.lower())
    lost = verb.tag == "NNS" and verb.head == index and verb.dep == "nsubj" and claim.tag in ("VBZ", "VBP")
    if index == 0 or not lost or stance != "denies" or claim.lemma not in words("disputed"):
        return
    clauses = (c for c in parse.children[index] if parse.tokens[c].dep == "ccomp" and c > index)
    content = frozenset(i for c in clauses for i in parse.subtree(c))
    who = tuple(i for i in parse.subtree(index - 1) if i < index - 1)
    if content:
        frame = frozenset({*who, index - 1, index})
        yield Relation(
            index, (who,) if who else (), (index - 1,), content, "denies", "speaker", impersonal=not who, frame=frame
        )


def wordless_carrier(parse: Parse, sentence: Sentence, content: frozenset[int]) -> int | None:
    """The word that carries what a title says without a verb: what somebody or something is, else its head."""
    words = [i for i in sorted(content) if parse.tokens[i].pos not in ("PUNCT", "DET")]
    if (
        sentence.role not in TITLES
        or len(words) < SHORTEST
        or any(parse.tokens[i].pos in ("VERB", "AUX") for i in words)
    ):
        return None
    state = next((i for i in words[1:] if parse.tokens[i].dep == "amod" and parse.tokens[i].head < i), None)
    if state is not None:
        return state
    return next((i for i in words if parse.tokens[i].head not in content and parse.tokens[i].pos != "ADP"), words[0])
