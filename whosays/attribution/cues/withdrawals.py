"""Statements that their own source takes back: "withdrew its claim that …", "said she had misspoken", "admitted its figure was wrong"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from whosays.attribution.cues.words import cue_words, frame_words, is_passive, withheld
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import agents, role_of, speakers
from whosays.data import words
from whosays.model import Parse

# verb and what leads to its object: "took back", "backtracked on", "stepped back from"
WITHDRAWING: dict[str, frozenset[str]] = {
    "withdraw": frozenset(),
    "retract": frozenset(),
    "recant": frozenset(),
    "correct": frozenset(),
    "take": frozenset({"back"}),
    "walk": frozenset({"back"}),
    "backtrack": frozenset({"on", "from"}),
    "step": frozenset({"back from"}),
    "back": frozenset({"away from"}),
    "row": frozenset({"back on", "back from"}),
}
MISSAYING = frozenset("misspeak misspoke misspoken misstate miscount".split())
WRONG = frozenset("wrong incorrect untrue false inaccurate mistaken erroneous error mistake".split())
EARLIER = frozenset("earlier previous first initial original preliminary own".split())
OWN = frozenset("its his her their our my".split())
YIELDING = frozenset("admit concede accept acknowledge recognise recognize apologise apologize regret".split())
PUBLISHERS = frozenset("we i you newspaper paper agency site website broadcaster magazine".split())
SAYING = frozenset("say claim state report suggest announce assert tell write describe".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())


def withdrawal_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """Who withdraws what, by a verb whose object is something stated; without a clause of its own, the withdrawing is the claim."""
    noun = _withdrawn(parse, index)
    if noun is None or withheld(parse, index) or not _was_done(parse, index):
        return
    passive = is_passive(parse, index)
    heads = agents(parse, index) if passive else speakers(parse, index)
    if not passive and (not heads or _is_publisher(parse, heads[0])):
        return  # of an outlet that withdraws its own report, see retractions
    clause = [c for c in parse.children[noun] if c > noun and parse.tokens[c].dep in ("acl", "ccomp")]
    said = frozenset(i for c in clause for i in _without(parse, c, "relcl"))
    content = said.union(() if passive else (index,)) if said else frozenset({index, *parse.subtree(noun)})
    sources = sources_of(parse, heads)
    cue = {*cue_words(parse, index), *(range(index, noun + 1) if said else ())}  # "withdrew its earlier claim"
    yield Relation(
        index, sources, tuple(sorted(cue)), content, "denies", role_of(parse, heads[0]) if heads else "speaker",
        impersonal=not heads, frame=frame_words(parse, index, sources, (), content), act="withdrawal",
    )  # fmt: skip


def _is_publisher(parse: Parse, head: int) -> bool:
    """ "We", "this newspaper", the outlet by its own name."""
    named = [
        parse.tokens[i].text.lower() for i in parse.subtree(head) if parse.tokens[i].pos in ("PROPN", "PRON", "NOUN")
    ]
    own = (parse.report.outlet or "").lower().split()
    return parse.tokens[head].lemma.lower() in PUBLISHERS or bool(own and named and set(named) <= set(own))


def is_withdrawn(parse: Parse, noun: int) -> bool:
    """Is a noun the object of a withdrawal? Then whose it was is told by who withdraws it."""
    above = parse.tokens[noun].head
    verb = next(
        (v for v in (above, parse.tokens[above].head, *_two_up(parse, above)) if _withdrawn(parse, v) == noun), None
    )
    return verb is not None


def taken_back(parse: Parse, index: int, content: Collection[int]) -> frozenset[int]:
    """The part of what somebody says in which he takes back his own words: "she had misspoken", "its earlier figure was wrong"."""
    verb = parse.tokens[index]
    above = parse.tokens[verb.head].lemma if verb.dep == "advcl" else ""  # "apologised, saying his remark was wrong"
    yielding = bool(YIELDING & {verb.lemma, above})
    for i in sorted(content):
        token = parse.tokens[i]
        if token.head != index or token.pos not in ("VERB", "AUX"):
            continue
        if any(parse.tokens[c].dep == "neg" or parse.tokens[c].tag == "MD" for c in parse.children[i]):
            continue
        if token.lemma in MISSAYING or (token.lemma == "be" and _own_words_wrong(parse, i, yielding=yielding)):
            return _without(parse, i, "conj").intersection(content)
    return frozenset()


def _without(parse: Parse, clause: int, dep: str) -> frozenset[int]:
    """The words of a clause but those of clauses within it that say something else: "misspoke and | would apologise"."""
    inside = parse.subtree(clause)
    apart = (i for i in inside if parse.tokens[i].dep == dep and parse.tokens[i].pos in ("VERB", "AUX"))
    return frozenset(inside) - {word for i in apart for word in parse.subtree(i)}


def _two_up(parse: Parse, index: int) -> tuple[int]:
    return (parse.tokens[parse.tokens[index].head].head,)


def _withdrawn(parse: Parse, verb: int) -> int | None:
    """The noun of a statement that is the object of a verb of withdrawing."""
    token = parse.tokens[verb]
    leads = WITHDRAWING.get(token.lemma) if token.pos == "VERB" else None
    if leads is None:
        return None
    if token.lemma == "correct" and any(parse.tokens[c].text in REFLEXIVE for c in parse.children[verb]):
        return next(c for c in parse.children[verb] if parse.tokens[c].text in REFLEXIVE)
    for child in parse.children[verb]:
        word = parse.tokens[child]
        if word.dep in ("dobj", "nsubjpass"):
            back = any(parse.tokens[c].lemma in leads for c in parse.children[verb])
            if (back or not leads) and _is_stated(parse, child):
                return child
    ends = (end for path, end in _led_to(parse, verb) if path in leads and _is_stated(parse, end))
    return next(ends, None)


def _led_to(parse: Parse, verb: int) -> Iterator[tuple[str, int]]:
    """ "on", "back from": the words that lead from a verb to an object, and the object."""
    adverbs = [c for c in parse.children[verb] if parse.tokens[c].dep in ("advmod", "prt")]
    for above in (verb, *adverbs):
        for child in parse.children[above]:
            for below in parse.children[child]:
                if parse.tokens[below].dep == "pobj":
                    yield parse.tokens[child].lemma, below
                    yield from ((f"{parse.tokens[a].lemma} {parse.tokens[child].lemma}", below) for a in adverbs)


def _is_stated(parse: Parse, noun: int) -> bool:
    token = parse.tokens[noun]
    sought = any(
        parse.tokens[c].lemma in ("for", "to") for c in parse.children[noun]
    )  # "withdrew its claim for damages"
    return token.pos == "NOUN" and token.lemma in words("stated") and not sought


def _was_done(parse: Parse, verb: int) -> bool:
    """Is it told as done, and not as asked for, planned or possible?"""
    if any(parse.tokens[c].tag == "MD" for c in parse.children[verb]):
        return False
    return parse.tokens[verb].tag != "VB" and not (
        parse.tokens[verb].tag == "VBG" and parse.tokens[verb].dep not in ("advcl", "ROOT", "conj")
    )


def _own_words_wrong(parse: Parse, verb: int, *, yielding: bool) -> bool:
    """ "Its earlier figure was wrong", "he was wrong to say": of the speaker's own words, and not of another's."""
    subject = next((c for c in parse.children[verb] if parse.tokens[c].dep == "nsubj"), None)
    wrong = next((i for i in _predicates(parse, verb) if parse.tokens[i].lemma.lower() in WRONG), None)
    if subject is None or wrong is None:
        return False
    if parse.tokens[subject].lemma.lower() == "it":
        return False  # "it is wrong to say that": of whoever says so
    if parse.tokens[subject].tag == "PRP":
        below = (*parse.children[wrong], *parse.children[verb])
        deeper = (b for c in below if parse.tokens[c].dep == "prep" for b in parse.children[c])
        return any(parse.tokens[c].lemma in SAYING and c > wrong for c in (*below, *deeper))
    if parse.tokens[subject].lemma not in words("stated"):
        return False
    beside = {parse.tokens[c].text.lower() for c in parse.children[subject]}
    own, earlier = bool(beside & OWN), bool(beside & EARLIER)
    return (own or earlier) if yielding else (own and earlier)


def _predicates(parse: Parse, verb: int) -> Iterator[int]:
    """What something "is": an adjective, a noun, or "in error"."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep in ("acomp", "attr"):
            yield child
        elif parse.tokens[child].lemma == "in":
            yield from parse.children[child]
