"""What is called true or false: "it is not true that …", "it is a lie that …", "it would be wrong to say that …"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.contents.lost_clauses import of_the_noun
from whosays.attribution.relations import Relation
from whosays.data import classes, words
from whosays.model import Parse

UNBACKED = frozenset(
    "rumour rumor gossip speculation propaganda smear".split()
)  # "it is a rumour that" leaves open what is so
FALSE = frozenset(classes("falsehoods")) - UNBACKED
TRUE = frozenset({"true", "so", "correct", "accurate", "case"})
# "It is wrong that they are paid less": they are.
JUDGED_OTHERWISE = frozenset("wrong absurd ridiculous ludicrous preposterous".split())
SAYING = frozenset("say claim suggest assert argue allege state maintain imply conclude think believe assume".split())
NEGATING = frozenset({"not", "never", "no"})
# "It is too early to say", "it is fair to say": nobody has said so
OF_NOBODY = FALSE | TRUE | frozenset(
    "early soon hard difficult easy impossible possible premature fair safe right reasonable misleading".split()
)  # fmt: skip


def truth_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """The clause that an "it is not true that" denies, for whoever says so."""
    subject = next((c for c in parse.children[index] if c < index and parse.tokens[c].dep == "nsubj"), None)
    predicate = next((c for c in parse.children[index] if c > index and _is_predicate(parse, c)), None)
    if subject is None or predicate is None or not _denies(parse, index, predicate):
        return
    if parse.tokens[subject].text.lower() != "it":
        yield from _called_false(parse, index, subject)
        return
    for governor in (index, predicate):
        for child in parse.children[governor]:
            said = _said(parse, child) if child > predicate else None
            if said is None or (said == child and parse.tokens[predicate].lemma in JUDGED_OTHERWISE):
                continue
            content = frozenset(parse.subtree(said))
            cue = tuple(range(subject, min(content)))
            anchor = child if said != child and governor == index else index  # the verb that a claim hangs on
            yield Relation(
                anchor, (), cue, content, "denies", "speaker", impersonal=True, act="inversion", carrier=said
            )
            return


def _called_false(parse: Parse, verb: int, noun: int) -> Iterator[Relation]:
    """ "The idea *that he would go* was absurd", "reports that a nurse had died were wrong"."""
    clause = next((c for c in parse.children[noun] if c > noun and _said(parse, c) == c), None)
    owned = any(parse.tokens[c].dep == "poss" for c in parse.children[noun])  # "Holm's claim that …" is his
    if clause is None or owned or of_the_noun(parse, clause):
        return
    if parse.tokens[noun].lemma.lower() in words("disputed"):
        content = frozenset(parse.subtree(clause))
        yield Relation(noun, (), (noun,), content, "denies", "speaker", impersonal=True)


def is_of_nobody(parse: Parse, index: int, head: int) -> bool:
    """ "It is too early *to say*": an infinitive of saying whose "it" stands for what follows."""
    token = parse.tokens[index]
    if token.tag != "VB" or token.dep != "xcomp" or parse.tokens[head].text.lower() != "it":
        return False
    above = parse.tokens[token.head]
    return above.lemma in OF_NOBODY or any(
        _is_predicate(parse, c) and parse.tokens[c].lemma in OF_NOBODY for c in parse.children[token.head]
    )


def _is_predicate(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep in ("acomp", "attr")


def _denies(parse: Parse, verb: int, predicate: int) -> bool:
    beside = (*parse.children[verb], *parse.children[predicate])
    negated = any(parse.tokens[c].dep in ("neg", "det") and parse.tokens[c].lemma.lower() in NEGATING for c in beside)
    lemma = parse.tokens[predicate].lemma.lower()
    return lemma in TRUE if negated else lemma in FALSE


def _said(parse: Parse, clause: int) -> int | None:
    """The clause behind "that", or the one that "to say" takes."""
    token = parse.tokens[clause]
    if token.dep == "xcomp" and token.lemma in SAYING:
        return next((c for c in parse.children[clause] if parse.tokens[c].dep == "ccomp"), None)
    opens = parse.tokens[parse.subtree(clause)[0]].lemma == "that"
    return clause if opens and token.dep in ("ccomp", "acl", "relcl") else None
