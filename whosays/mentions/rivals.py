""" "It" and "they" beside nouns that are no mentions, and "it" where it stands for nothing.

Only names and some classes of nouns are mentions; a bill, a plan or a report is none. Where such a noun is as present as the best
mention, the pronoun stays open (RAP of Lappin and Leass 1994 ranks all noun phrases; here the others can only veto).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from whosays.mentions.antecedents import WINDOW, salience, start_chain
from whosays.mentions.drafts import SUBJECTS, Draft
from whosays.model import Parse

TAGS = {"thing": ("NN", "NNP"), "plural": ("NNS", "NNPS")}  # of the nouns that a pronoun of the sort could stand for
# "it has emerged that …", "it took months to …"
COMES_OUT = frozenset("seem appear emerge transpire turn happen take".split())
CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "advcl"})
ROLES = SUBJECTS | {"dobj", "pobj", "attr"}
SPELLS = frozenset("time day week month year hour minute moment way".split())


def is_empty(parse: Parse, index: int) -> bool:
    """An "it" without antecedent: "it is clear that …", "it took months to …", "to make it easier to vote", "when it comes to taxes"."""
    token = parse.tokens[index]
    if token.dep == "expl":
        return True
    verb = parse.tokens[token.head]
    below = parse.children[token.head]
    after = [parse.tokens[c] for c in below if c > index]
    if verb.tag in ("JJ", "JJR"):  # "make [it easier to vote]"
        return any(c.dep in CLAUSES for c in after)
    if token.dep not in SUBJECTS:
        return False
    if verb.lemma == "come":
        return any(c.dep == "advmod" and c.lemma == "when" for c in map(parse.tokens.__getitem__, below))
    says, goes_on = any(c.dep in ("ccomp", "csubj") for c in after), any(c.dep in CLAUSES for c in after)
    judged = [c for c in below if parse.tokens[c].dep in ("acomp", "attr")]
    judges = any(parse.tokens[c].dep in CLAUSES for j in judged for c in parse.children[j])
    return judges or (goes_on and (bool(judged) or verb.lemma in COMES_OUT)) or (says and token.dep == "nsubjpass")


def strongest_rival(
    parse: Parse, draft: Draft, sort: str, mentioned: Container[int], governor: int, *, subject: bool
) -> float:
    """How present the most present noun is that is no mention and could be meant by a pronoun of the sort; 0 where there is none."""
    sentence = parse.sentence_of(draft.head)
    return max(
        (
            salience(parse, start_chain(parse, noun), sentence, governor, subject=subject) or 0.0
            for noun in _nouns(parse, draft, TAGS[sort], mentioned, sentence)
        ),
        default=0.0,
    )


def _nouns(
    parse: Parse, draft: Draft, tags: Sequence[str], mentioned: Container[int], sentence: int
) -> Iterator[Draft]:
    """The nouns before the pronoun, from two sentences back, that are no mention and no stretch of time."""
    for index in range(parse.sentences[max(0, sentence - WINDOW)].first, draft.first):
        token = parse.tokens[index]
        if token.tag in tags and token.dep in ROLES and index not in mentioned and token.lemma not in SPELLS:
            yield Draft(
                index, index + 1, index, "nominal", "other", draft.number, token.lemma, None, True, "", None, None
            )
