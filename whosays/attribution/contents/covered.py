"""What is reported: the tokens that a cue covers."""

from __future__ import annotations

from whosays.attribution.contents.around import (
    OPENING_MARKS,
    around_as,
    around_frame,
    rest_of_sentence,
    stands_behind_quotation,
)
from whosays.attribution.contents.lost_clauses import (
    before_subject,
    behind_predicate,
    beyond_semicolon,
    disputed_noun,
    gerund_subject,
    is_predicate,
    misnamed_clause,
    stolen_noun,
    stolen_object,
    stolen_subject,
    swallowed,
    that_clause,
    turned_down,
    without_subject,
)
from whosays.attribution.contents.pointing import is_of_what_was_said
from whosays.attribution.speakers import (
    SUBJECT,
    behind_quotation,
    inverted_subject,
    participle_in_front,
    role_of,
    speakers,
)
from whosays.data import rows, words
from whosays.model import Parse, Sentence

VERBS: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("reporting_verbs")}
# Verbs that are cues only with a clause as content: "The city called …", "He continued …" are acts.
CLAUSE_ONLY = frozenset(
    "continue agree find rule call ask demand urge show know hear learn feel consider quote cite accuse blame request propose "
    "recommend document".split()
)
MEDIA = frozenset(
    "statement message letter email e-mail post tweet interview note filing broadcast release speech".split()
)
TURNING_DOWN = frozenset({"reject", "dismiss", "contest"})
# Of a statement, and not of a rival: "challenged the finding that".
OF_A_STATEMENT: dict[str, tuple[str, ...]] = {"challenge": ("challenge", "doubts", "y", "speech", "", "")}
# Who denies these grants nothing: "denied an offer to plead guilty", "was denied bail".
GRANTED = frozenset(
    "offer request bid appeal application petition bail parole permission access entry visa permit licence license asylum motion extension".split()
)


def reporting_row(parse: Parse, index: int) -> tuple[str, ...] | None:
    """The table's row of a verb, with its particle where that makes it one ("point out", "make clear").

    Who rejects an offer or a bridge, dismisses an appeal or denies bail denies nothing that was said: that is an act.
    """
    token = parse.tokens[index]
    if (token.lemma in TURNING_DOWN or token.lemma == "deny") and _acts_on(parse, index):
        return None
    if token.lemma in OF_A_STATEMENT:
        return OF_A_STATEMENT[token.lemma] if _on_a_statement(parse, index) else None
    if token.lemma == "answer" and any(parse.tokens[c].lemma == "for" for c in parse.children[index]):
        return None  # "will answer for it"
    behind = [parse.tokens[c] for c in parse.children[index] if c > index]
    parts = [word.lemma for word in behind if word.dep in ("prt", "acomp", "oprd", "advmod") or is_predicate(word)]
    phrasal = (f"{token.lemma} {part}" for part in parts)
    return next((VERBS[name] for name in phrasal if name in VERBS), VERBS.get(token.lemma))


def _acts_on(parse: Parse, index: int) -> bool:
    """Has a verb of turning down a thing for its object, and nothing that is said or believed?"""
    things = [c for c in parse.children[index] if parse.tokens[c].dep in ("dobj", "nsubjpass")]
    if parse.tokens[index].dep == "relcl" and all(parse.tokens[c].tag in ("WDT", "WP") for c in things):
        things = [parse.tokens[index].head]  # "an offer which it rejected", "a claim the army dismissed"
    if parse.tokens[index].lemma == "deny":
        return any(parse.tokens[c].lemma in GRANTED and parse.tokens[c].pos == "NOUN" for c in things)
    if any(parse.tokens[c].text.lower() in ("it", "this", "that") for c in things):
        return not is_of_what_was_said(parse, index)  # "The union rejected it": an offer as well as a charge
    return any(
        parse.tokens[c].pos in ("NOUN", "PROPN")
        and parse.tokens[c].lemma.lower() not in words("disputed")
        and not any(parse.tokens[b].dep in ("acl", "ccomp") for b in parse.children[c])
        for c in things
    )


def _on_a_statement(parse: Parse, index: int) -> bool:
    """Is the object a noun of what is said, with the clause that was said?"""
    things = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj"]
    return any(
        parse.tokens[c].lemma.lower() in words("disputed")
        and any(
            parse.tokens[b].dep in ("acl", "ccomp") and parse.tokens[parse.subtree(b)[0]].lemma == "that"
            for b in parse.children[c]
        )
        for c in things
    )


def _is_a_word_quoted(parse: Parse, index: int) -> bool:
    """ "Yes", "no" or "sorry" behind an opening quotation mark."""
    return parse.tokens[index].dep == "intj" and index > 0 and parse.tokens[index - 1].text in OPENING_MARKS


def reported_content(parse: Parse, sentence: Sentence, index: int, row: tuple[str, ...]) -> frozenset[int]:
    """Tokens of what is reported: the clause complement; else the noun phrase that confirm and deny take; else, for a frame in the
    middle or at the end ("…, X said."), the rest of the sentence."""
    token = parse.tokens[index]
    if row[1] == "denies" and (noun := disputed_noun(parse, index)) is not None:
        return frozenset(parse.subtree(noun))
    clauses = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep in ("ccomp", "parataxis")
        and not _is_aside(parse, index, c)
        and not without_subject(parse, index, c)
        and c != participle_in_front(parse, index)
        and not (row[1] == "denies" and beyond_semicolon(parse, index, c))
    ] or [c for c in parse.children[index] if _is_a_word_quoted(parse, c)]
    clauses = clauses or misnamed_clause(parse, index) or gerund_subject(parse, index)
    if not clauses and row[3] != "show" and (stated := that_clause(parse, sentence, index)):
        return stated
    if not clauses and (rest := swallowed(parse, index)):
        return rest
    inverted = inverted_subject(parse, index)
    if inverted is not None and not clauses:
        return frozenset(range(sentence.first, index - 1))
    if token.dep == "amod":
        return stolen_noun(parse, index)
    if token.dep == "csubj" and not clauses:
        return _what_it_is_called(parse, index)
    if " " in row[0]:
        clauses = behind_predicate(parse, clauses)
    infinitives = [c for c in parse.children[index] if row[4] == "y" and _is_infinitive(parse, c)]
    if clauses or infinitives:
        own = frozenset(i for c in clauses + infinitives for i in parse.subtree(c))
        own |= stolen_subject(parse, index, clauses) | stolen_object(parse, index, clauses)
        own -= _added_behind(parse, own) | before_subject(parse, clauses)
        return own | _stray_conjuncts(parse, index, own)
    gerund = [c for c in parse.children[index] if _is_gerund(parse, c)]
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj"]
    objects = objects or (turned_down(parse, index) if row[1] == "denies" else [])
    if row[2] == "y" and (gerund or objects):
        whole = frozenset(i for c in gerund + objects for i in parse.subtree(c)) | _trailing_time(parse, index, objects)
        return whole - _told_in(parse, whole)
    speaking_thing = any(role_of(parse, head) != "speaker" for head in speakers(parse, index))
    clause_only = not speaking_thing and (token.lemma in CLAUSE_ONLY or row[3] != "speech")
    if clause_only and token.dep == "parataxis" and sentence.first < index < token.head:
        return around_frame(parse, index)  # "the toll, many think, is wrong"
    if clause_only and not stands_behind_quotation(parse, index):
        return frozenset()
    if objects and token.lemma not in ("tell", "inform"):
        return frozenset()
    if token.dep == "advcl" and any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lemma == "as" for c in parse.children[index]
    ):
        return around_as(parse, sentence, index)
    if token.dep == "parataxis" and sentence.first < index < token.head:
        return around_frame(parse, index)
    finite = token.tag != "VBG" or any(
        parse.tokens[c].dep == "aux" for c in parse.children[index]
    )  # "said Olav Holm, half joking"
    if finite and token.dep in ("ROOT", "parataxis", "conj", "ccomp", "advcl", "dep"):
        return rest_of_sentence(parse, sentence, index)
    return frozenset()


def _is_infinitive(parse: Parse, index: int) -> bool:
    """ "to close the plant", open to the subject of the verb it hangs on."""
    token = parse.tokens[index]
    return (
        token.dep == "xcomp"
        and (token.tag == "VB" or any(parse.tokens[c].lemma == "have" for c in parse.children[index]))
        and any(parse.tokens[c].text == "to" for c in parse.children[index])
    )


def _is_gerund(parse: Parse, index: int) -> bool:
    """ "paying the agent", "having paid the agent"."""
    token = parse.tokens[index]
    having = any(parse.tokens[c].tag == "VBG" and parse.tokens[c].dep == "aux" for c in parse.children[index])
    return token.dep == "xcomp" and (token.tag == "VBG" or having)


def _what_it_is_called(parse: Parse, index: int) -> frozenset[int]:
    """ "what the army says was an attack": all of the clause but "what the army says" and what leads to it."""
    governor, inside = parse.tokens[index].head, parse.subtree(index)
    if parse.tokens[inside[0]].lemma != "what" or parse.tokens[governor].pos not in ("AUX", "VERB") or governor < index:
        return frozenset()
    return frozenset(i for i in parse.subtree(governor) if i >= inside[0] and i not in inside)


def _added_behind(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """ "said: "…", adding that …": what is added behind a closed quotation stands beside it, not in it."""
    added: set[int] = set()
    for i in content:
        token = parse.tokens[i]
        if (
            token.tag == "VBG"
            and token.dep in ("advcl", "conj")
            and token.lemma in VERBS
            and behind_quotation(parse, i, token.head)
        ):
            added.update(parse.subtree(i))
    return frozenset(added)


def _stray_conjuncts(parse: Parse, index: int, content: frozenset[int]) -> frozenset[int]:
    """ "X stated that A is so, and B could follow": a conjunct of the reporting verb with a subject of its own, after the content, or
    in what lies ahead of a saying in the past ("said it was sorry and would pay")."""
    stray: set[int] = set()
    if content and max(content) < index:
        return frozenset()  # "“It is late,” she said, and the crowd went home"
    joins = {parse.tokens[c].lemma for c in parse.children[index] if parse.tokens[c].dep == "cc"}
    if "but" in joins and any(parse.tokens[c].dep == "neg" for c in parse.children[index]):
        return frozenset()  # "did not say how long it would take, but engineers put it at a year"
    for child in parse.children[index]:
        token = parse.tokens[child]
        after = token.dep == "conj" and bool(content) and child > max(content) and token.lemma not in VERBS
        below = [parse.tokens[c] for c in parse.children[child]]
        own = any(parse.tokens[c].dep in SUBJECT and c > max(content) for c in parse.children[child])
        ahead = parse.tokens[index].tag == "VBD" and any(word.tag == "MD" and word.lemma == "would" for word in below)
        if after and (own or ahead):
            stray.update(parse.subtree(child))
    return frozenset(stray)


def _is_aside(parse: Parse, index: int, clause: int) -> bool:
    """A parataxis that is itself a reporting frame is no content."""
    token = parse.tokens[clause]
    return token.dep == "parataxis" and token.lemma in VERBS and len(parse.subtree(clause)) <= 4


def _trailing_time(parse: Parse, index: int, objects: list[int]) -> frozenset[int]:
    """ "confirmed the entry early on Tuesday": the time phrase may belong to the object; it stays with the content, marked open."""
    return frozenset(
        i
        for c in parse.children[index]
        if objects
        and c > objects[0]
        and parse.tokens[c].dep in ("prep", "npadvmod")
        and parse.tokens[c].lemma in ("on", "in", "at", "early", "late")
        for i in parse.subtree(c)
    )


def _told_in(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """ "Denied involvement *in a message sent to news outlets*": where it was said is nothing that was said."""
    inside = (i for i in content if parse.tokens[i].lemma == "in" and parse.tokens[i].dep == "prep")
    media = (i for i in inside if any(parse.tokens[c].lemma in MEDIA and c > i for c in parse.children[i]))
    return frozenset(word for i in media for word in parse.subtree(i))


def clause_words(parse: Parse, index: int) -> frozenset[int]:
    """The clause a token heads or stands in, with everything below it."""
    while (
        parse.tokens[index].pos not in ("VERB", "AUX")
        and parse.tokens[index].dep != "ROOT"
        and parse.tokens[index].head != index
    ):
        index = parse.tokens[index].head
    return frozenset(parse.subtree(index))


def own_clause(parse: Parse, index: int) -> frozenset[int]:
    """A clause's own words: what hangs on it as a clause of its own is not carried by an impersonal "is thought"."""
    cut = {i for c in parse.children[index] if parse.tokens[c].dep in ("advcl", "conj") for i in parse.subtree(c)}
    below = (t for t in parse.subtree(index) if t != index and parse.tokens[t].dep in ("relcl", "acl"))
    cut |= {i for t in below for i in parse.subtree(t)}
    return frozenset(parse.subtree(index)) - cut


def outside(parse: Parse, index: int, sources: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    """The rest of the sentence that a frame stands in: without the frame, or, of one that is the whole clause, without its sources and all behind it."""
    sentence = parse.sentences[parse.sentence_of(index)]
    frame = (
        {*parse.subtree(index)}
        if parse.tokens[index].dep != "ROOT"
        else {i for s in sources for i in s} | set(range(index, sentence.last))
    )
    return frozenset(i for i in range(sentence.first, sentence.last) if i not in frame)
