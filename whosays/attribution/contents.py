"""What is reported: the tokens that a cue covers."""

from __future__ import annotations

from whosays.attribution.speakers import (
    CLOSING_MARKS,
    SUBJECT,
    behind_quotation,
    inverted_subject,
    participle_in_front,
    role_of,
    speakers,
)
from whosays.data import rows
from whosays.model import Parse, Sentence, Token

VERBS: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("reporting_verbs")}
# Verbs that are cues only with a clause as content: "The city called …", "He continued …" are acts.
CLAUSE_ONLY = frozenset(
    "continue agree find rule call ask demand urge show know hear learn feel consider quote cite accuse blame request propose "
    "recommend document".split()
)
LONGEST_QUOTATION = 150  # tokens
OPENING_MARKS = frozenset({'"', "``", "“"})
LONGEST_COMMENT = 10  # tokens of "as the mayor explains,"
CLOSES_FRAME = frozenset({",", '"', "''", "”", "-", "--"})
BEHIND_A_CUE = ("dobj", "dative", "prep", "npadvmod", "advmod", "aux", "neg")


def reporting_row(parse: Parse, index: int) -> tuple[str, ...] | None:
    """The table's row of a verb, with its particle where that makes it one ("point out", "make clear")."""
    token = parse.tokens[index]
    behind = [parse.tokens[c] for c in parse.children[index] if c > index]
    parts = [word.lemma for word in behind if word.dep in ("prt", "acomp", "oprd", "advmod") or _is_predicate(word)]
    phrasal = (f"{token.lemma} {part}" for part in parts)
    return next((VERBS[name] for name in phrasal if name in VERBS), VERBS.get(token.lemma))


def _is_predicate(token: Token) -> bool:
    """ "made *clear* that", "made it *clear* that"."""
    return token.dep == "ccomp" and token.pos == "ADJ"


def reported_content(parse: Parse, sentence: Sentence, index: int, row: tuple[str, ...]) -> frozenset[int]:
    """Tokens of what is reported: the clause complement; else the noun phrase that confirm and deny take; else, for a frame in the
    middle or at the end ("…, X said."), the rest of the sentence."""
    token = parse.tokens[index]
    clauses = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep in ("ccomp", "parataxis")
        and not _is_aside(parse, index, c)
        and not _without_subject(parse, index, c)
        and c != participle_in_front(parse, index)
    ]
    inverted = inverted_subject(parse, index)
    if inverted is not None and not clauses:
        return frozenset(range(sentence.first, index - 1))
    if token.dep == "amod":
        return _stolen_noun(parse, index)
    if token.dep == "csubj" and not clauses:
        return _what_it_is_called(parse, index)
    if " " in row[0]:
        clauses = _behind_predicate(parse, clauses)
    infinitives = [c for c in parse.children[index] if row[4] == "y" and _is_infinitive(parse, c)]
    if clauses or infinitives:
        own = frozenset(i for c in clauses + infinitives for i in parse.subtree(c))
        own |= _stolen_subject(parse, index, clauses)
        own -= _added_behind(parse, own)
        return own | _stray_conjuncts(parse, index, own)
    gerund = [c for c in parse.children[index] if parse.tokens[c].dep == "xcomp" and parse.tokens[c].tag == "VBG"]
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj"]
    if row[2] == "y" and (gerund or objects):
        return frozenset(i for c in gerund + objects for i in parse.subtree(c)) | _trailing_time(parse, index, objects)
    speaking_thing = any(role_of(parse, head) != "speaker" for head in speakers(parse, index))
    clause_only = not speaking_thing and (token.lemma in CLAUSE_ONLY or row[3] != "speech")
    if clause_only and not _behind_a_quotation(parse, index):
        return frozenset()
    if objects and token.lemma not in ("tell", "inform"):
        return frozenset()
    if token.dep == "advcl" and any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].lemma == "as" for c in parse.children[index]
    ):
        return _around_as(parse, sentence, index)
    if token.dep == "parataxis" and sentence.first < index < token.head:
        return _around(parse, index)
    finite = token.tag != "VBG" or any(
        parse.tokens[c].dep == "aux" for c in parse.children[index]
    )  # "said Olav Holm, half joking"
    if finite and token.dep in ("ROOT", "parataxis", "conj", "ccomp", "advcl", "dep"):
        return _rest_of_sentence(parse, sentence, index)
    return frozenset()


def _behind_predicate(parse: Parse, clauses: list[int]) -> list[int]:
    """The clauses without the "clear" of "made it clear that", but with the clause that the parser hung on it."""
    predicates = [c for c in clauses if _is_predicate(parse.tokens[c]) and len(parse.subtree(c)) < 3]
    opened = [c for c in clauses if _is_predicate(parse.tokens[c]) and c not in predicates]
    hung = [c for p in opened for c in parse.children[p] if parse.tokens[c].dep in ("advcl", "ccomp")]
    return [c for c in clauses if c not in predicates and c not in opened] + hung


def _is_infinitive(parse: Parse, index: int) -> bool:
    """ "to close the plant", open to the subject of the verb it hangs on."""
    token = parse.tokens[index]
    return (
        token.dep == "xcomp" and token.tag == "VB" and any(parse.tokens[c].text == "to" for c in parse.children[index])
    )


def _stolen_subject(parse: Parse, index: int, clauses: list[int]) -> frozenset[int]:
    """ "told us turnout | was 58 percent": the object right in front of a complement without a subject belongs to it."""
    for clause in clauses:
        if any(parse.tokens[c].dep in SUBJECT for c in parse.children[clause]) or parse.tokens[clause].tag not in (
            "VBD",
            "VBZ",
            "VBP",
        ):
            continue
        first = parse.subtree(clause)[0]
        for child in parse.children[index]:
            if child == first - 1 and parse.tokens[child].dep == "dobj" and parse.tokens[child].pos == "NOUN":
                return frozenset(parse.subtree(child))
    return frozenset()


def _without_subject(parse: Parse, index: int, clause: int) -> bool:
    """ "A driver found guilty of it | could be fined": a finite clause with nobody in it is no complement, but goes on with the sentence."""
    if clause < index or any(parse.tokens[i].pos == "PUNCT" for i in range(index, parse.subtree(clause)[0] + 1)):
        return False
    below = [parse.tokens[c] for c in parse.children[clause]]
    modal = parse.tokens[clause].tag == "MD" or any(word.tag == "MD" for word in below)
    return modal and not any(word.dep in (*SUBJECT, "csubj", "expl", "mark", "attr") for word in below)


def _stolen_noun(parse: Parse, index: int) -> frozenset[int]:
    """ "The army confirmed | tear gas had been used", where the parser hangs the cue on the noun: the clause of the noun, behind it."""
    noun = parse.tokens[parse.tokens[index].head]
    if noun.dep not in SUBJECT:
        return frozenset()
    return frozenset(i for i in parse.subtree(noun.head) if i > index)


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


def _around_as(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """ "As the mayor explains, …": the clause that it hangs on, in a comment marked off by a comma."""
    frame = parse.subtree(index)
    opened = frame[0] == sentence.first or parse.tokens[frame[0] - 1].text in CLOSES_FRAME
    closed = frame[-1] + 1 < sentence.last and "," in (parse.tokens[frame[-1]].text, parse.tokens[frame[-1] + 1].text)
    short = len(frame) <= LONGEST_COMMENT
    return (
        frozenset(parse.subtree(parse.tokens[index].head)) - set(frame) if opened and closed and short else frozenset()
    )


def _stray_conjuncts(parse: Parse, index: int, content: frozenset[int]) -> frozenset[int]:
    """ "X stated that A is so, and B could follow": a conjunct of the reporting verb with a subject of its own, after the content."""
    stray: set[int] = set()
    for child in parse.children[index]:
        token = parse.tokens[child]
        after = token.dep == "conj" and bool(content) and child > max(content) and token.lemma not in VERBS
        if after and any(parse.tokens[c].dep in SUBJECT and c > max(content) for c in parse.children[child]):
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


def _around(parse: Parse, index: int) -> frozenset[int]:
    """For a frame that parts a subject from its verb ("The bridge, X said, was inspected"): the whole clause it stands in."""
    frame = parse.subtree(index)
    behind = frame[-1] if parse.tokens[frame[-1]].pos == "PUNCT" else frame[-1] + 1
    closed = parse.tokens[behind].text in CLOSES_FRAME and parse.tokens[frame[0] - 1].text in CLOSES_FRAME
    opened = parse.tokens[frame[0]].pos == "PUNCT"
    return frozenset(parse.subtree(parse.tokens[index].head)) - set(frame) if closed or opened else frozenset()


def _rest_of_sentence(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """For a frame after a comma or a closing quotation mark with nothing behind it: what stands in front of it."""
    heads = speakers(parse, index)
    frame = {index, *(i for head in heads for i in parse.subtree(head))}
    for child in parse.children[index]:
        if child > index and parse.tokens[child].dep in BEHIND_A_CUE:
            frame.update(parse.subtree(child))
    first = min(frame)
    if first == sentence.first:
        return _quotation_before(parse, sentence, first)
    before = next(
        (i for i in range(first - 1, sentence.first - 1, -1) if parse.tokens[i].text in (",", '"', "''", "”")), None
    )
    if before is None or first - before > 1 or first - sentence.first < 3:
        return frozenset()
    contrast = [
        i
        for i in range(sentence.first + 1, before)
        if parse.tokens[i].lemma == "but" and parse.tokens[i - 1].text == ","
    ]
    start = contrast[-1] + 1 if contrast else sentence.first
    said = frozenset(i for i in range(start, before + 1) if i not in frame)
    answered = any(c > index and parse.tokens[c].dep == "intj" for c in parse.children[index])
    rest = said - _circumstances(parse, index)
    return rest if answered or any(parse.tokens[i].pos != "PUNCT" for i in rest) else said


def _circumstances(parse: Parse, index: int) -> frozenset[int]:
    """ "When asked about it, the mayor said no": a clause of time or condition on the cue is not what is said."""
    clauses = (c for c in parse.children[index] if c < index and parse.tokens[c].dep == "advcl")
    words = (parse.subtree(c) for c in clauses)
    return frozenset(i for run in words if parse.tokens[run[0]].tag in ("WRB", "IN") for i in run)


def _quotation_before(parse: Parse, sentence: Sentence, first: int) -> frozenset[int]:
    """ "What do we know?" Holm asked.: the parser ends a sentence at the mark, so the quotation stands in the sentences before."""
    if first < 3 or parse.tokens[first - 1].text not in CLOSING_MARKS:
        return frozenset()
    if parse.sentences[parse.sentence_of(first - 1)].paragraph != sentence.paragraph:
        return frozenset()
    lowest = max(first - LONGEST_QUOTATION, 0)
    opening = next((i for i in range(first - 2, lowest, -1) if parse.tokens[i].text in OPENING_MARKS), lowest)
    if parse.tokens[opening].text not in OPENING_MARKS or first - opening < 4:
        return frozenset()
    return frozenset(range(opening, first))


def _behind_a_quotation(parse: Parse, index: int) -> bool:
    """ "…?" Holm asked, "…," he continued: is the frame right behind a closing quotation mark?"""
    first = min(parse.subtree(head)[0] for head in (*speakers(parse, index), index))
    return 0 < first <= index and parse.tokens[first - 1].text in CLOSING_MARKS


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
    sentence = parse.sentences[parse.sentence_of(index)]
    frame = (
        {*parse.subtree(index)}
        if parse.tokens[index].dep != "ROOT"
        else {i for s in sources for i in s} | set(range(index, sentence.last))
    )
    return frozenset(i for i in range(sentence.first, sentence.last) if i not in frame)
