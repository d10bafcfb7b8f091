"""Noun cues: "concerns from X regarding …", "X's claim that …", "X raised doubts about …", "reports that …"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.contents.covered import reporting_row
from whosays.attribution.contents.lost_clauses import of_the_noun
from whosays.attribution.cues.withdrawals import is_withdrawn
from whosays.attribution.cues.words import cue_words, withheld
from whosays.attribution.relations import Relation, co_sources
from whosays.attribution.speakers import role_of, speakers
from whosays.data import classes, rows
from whosays.model import Parse, Stance

# Verbs that only voice what their noun says: "expressed concern that", "issued a warning that".
VOICING = frozenset(
    "express voice raise issue make share repeat reiterate renew give offer have deliver sound level lodge air".split()
)
CUE_NOUNS = classes("cue_nouns")
UNNAMED = frozenset(row[0] for row in rows("cue_nouns") if row[2])  # what nobody is named for is open all the same
OPEN_ABOUT = frozenset({"regarding", "about", "over", "of"})
GIVEN = frozenset(
    {"support", "endorsement", "backing", "approval", "blessing", "praise"}
)  # who has it, has it of another
ABOUT = OPEN_ABOUT.union({"for", "on", "to", "against"})


def noun_relations(parse: Parse, index: int) -> Iterator[Relation]:
    """ "concerns from X regarding …", "a warning by Y that …", "X's claim that …", "X raised doubts about …"."""
    token = parse.tokens[index]
    if token.lemma not in CUE_NOUNS:
        return
    if is_withdrawn(parse, index):
        return
    holder: list[int] = [c for c in parse.children[index] if parse.tokens[c].dep == "poss"]
    clause: set[int] = set()
    thing: set[int] = set()
    anchor, frame = index, frozenset[int]()
    cue: tuple[int, ...] = (index,)
    leading: list[int] = []
    verb = token.head
    voiced = token.dep == "dobj" and parse.tokens[verb].lemma in VOICING
    if voiced and parse.tokens[verb].lemma == "have" and token.lemma in GIVEN:
        yield from _given(parse, verb, index)
        return
    if token.lemma == "call" and any(parse.tokens[c].dep == "compound" for c in parse.children[index]):
        return  # "make phone calls"
    behind = None if voiced else _behind_verb(parse, index)
    above = voiced or behind is not None
    beside = [c for c in parse.children[verb] if c > index and parse.tokens[c].dep == "prep"] if above else []
    for child in (*parse.children[index], *beside):
        lemma = parse.tokens[child].text.lower()
        below = [b for b in parse.children[child] if parse.tokens[b].dep in ("pobj", "pcomp")]
        if lemma in ("from", "by", "among") and below:
            holder = holder or below[:1]
        elif below and lemma in (OPEN_ABOUT if not voiced or parse.tokens[verb].lemma == "have" else ABOUT):
            thing.update(i for b in below for i in parse.subtree(b))
            leading.append(child)
        elif (
            parse.tokens[child].dep in ("acl", "ccomp", "relcl")
            and any(
                parse.tokens[c].lemma == "that"
                and (parse.tokens[child].dep != "relcl" or parse.tokens[c].dep == "mark")
                for c in parse.children[child]
            )
        ) or (token.lemma in UNNAMED and (_is_bare_clause(parse, child) or _is_what_was_done(parse, child))):
            clause.update(parse.subtree(child))
    if behind is not None and not clause:
        clause = set(parse.subtree(behind))
        if parse.tokens[verb].pos == "AUX":
            anchor, cue, frame = verb, tuple(range(index, verb + 1)), frozenset(parse.subtree(verb)) - clause
    told = not holder and voiced
    if told:
        clause = clause or (set() if thing else _clause_on(parse, index))
        holder = [] if withheld(parse, verb) else speakers(parse, verb)
        cue = tuple(sorted({*cue_words(parse, verb), index, *(leading[:1] if not clause else [])}))
        anchor = verb
    elif (
        clause
        and not holder
        and token.lemma in UNNAMED
        and not any(of_the_noun(parse, child) for child in parse.children[index])
        and not _said_in(parse, index)
    ):
        yield Relation(anchor, (), cue, frozenset(clause), "asserts", "speaker", impersonal=True)
        return
    elif CUE_NOUNS[token.lemma] == "y" and anchor == index:
        return
    content = frozenset(clause | thing)
    if told and holder and content:
        frame = frozenset(i for i in parse.subtree(verb) if i not in content)
    if holder and content:
        sources = co_sources(parse, holder[0])
        stance: Stance = "denies" if token.lemma in ("denial", "rejection") else "asserts"
        if told and not clause:
            yield Relation(anchor, sources, cue, content, stance, role_of(parse, holder[0]), act="stand")
        else:
            yield Relation(anchor, sources, cue, content, stance, "speaker", frame=frame)


def _behind_verb(parse: Parse, noun: int) -> int | None:
    """ "Rumours spread *that the king had died*", "the fear is *that the dam will burst*": the clause hangs on the verb of the noun.

    So it may behind an object: "will examine the allegation *that he lied*".
    """
    verb = parse.tokens[noun].head
    if parse.tokens[noun].dep == "dobj" and reporting_row(parse, verb) is None:
        clauses = (c for c in parse.children[verb] if c > noun and parse.tokens[c].dep == "ccomp")
        return next(
            (c for c in clauses if parse.subtree(c)[0] == noun + 1 and parse.tokens[noun + 1].lemma == "that"), None
        )
    if parse.tokens[noun].dep != "nsubj" or reporting_row(parse, verb) is not None:
        return None
    below = {parse.tokens[c].dep: c for c in parse.children[verb] if c > verb}
    clause = below.get("ccomp")
    opens = clause is not None and any(parse.tokens[c].dep == "mark" for c in parse.children[clause])
    return clause if opens and not below.keys() & {"dobj", "attr", "acomp", "xcomp", "neg"} else None


def _is_bare_clause(parse: Parse, verb: int) -> bool:
    """ "Claims it misled clients", which the parser takes for a relative clause: it has an object, or is complete without."""
    first = parse.tokens[parse.subtree(verb)[0]]
    below = {parse.tokens[c].dep for c in parse.children[verb]}
    opened = first.tag not in ("WDT", "WP", "WRB", "WP$") and first.lemma != "that"
    complete = below & {"dobj", "attr", "acomp", "ccomp"} if "nsubj" in below else "nsubjpass" in below
    return parse.tokens[verb].dep == "relcl" and opened and bool(complete)


def _is_what_was_done(parse: Parse, verb: int) -> bool:
    """ "The rebels' claim *to have taken the town*"."""
    auxiliaries = {parse.tokens[c].lemma for c in parse.children[verb] if parse.tokens[c].dep == "aux"}
    return parse.tokens[verb].dep == "acl" and {"to", "have"} <= auxiliaries


def _said_in(parse: Parse, noun: int) -> bool:
    """ "The UN says in a report that …": the clause is what the UN says."""
    preposition = parse.tokens[noun].head
    verb = parse.tokens[preposition].head
    return (
        parse.tokens[noun].dep == "pobj"
        and parse.tokens[preposition].lemma == "in"
        and parse.tokens[verb].pos == "VERB"
        and reporting_row(parse, verb) is not None
    )


def _given(parse: Parse, verb: int, noun: int) -> Iterator[Relation]:
    """ "Vane has the support of the dockers": they support Vane."""
    supported = [] if withheld(parse, verb) else speakers(parse, verb)
    for child in parse.children[noun]:
        givers = [c for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
        if parse.tokens[child].lemma == "of" and givers and supported:
            cue = tuple(sorted({*cue_words(parse, verb), noun, child}))
            content = frozenset(parse.subtree(supported[0]))
            yield Relation(
                verb, co_sources(parse, givers[0]), cue, content, "asserts", role_of(parse, givers[0]), act="stand"
            )


def _clause_on(parse: Parse, noun: int) -> set[int]:
    """ "a warning that the river would rise", which the parser takes for a relative clause with "that" as its object."""
    for child in parse.children[noun]:
        below = {parse.tokens[c].dep for c in parse.children[child] if parse.tokens[c].lemma != "that"}
        if (
            parse.tokens[child].dep == "relcl"
            and "nsubj" in below
            and parse.tokens[parse.subtree(child)[0]].lemma == "that"
        ):
            return set(parse.subtree(child))
    return set()
