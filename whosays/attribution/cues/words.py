"""The words of a cue: what belongs to it, whether it is passive or withheld, and the frame it makes with its source."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.speakers import CLOSING_MARKS, SUBJECT, active_after_all
from whosays.model import Parse

NOBODY = frozenset({"no", "neither", "nobody", "none"})
SHYING = frozenset({"stop", "steer", "shy", "refrain", "avoid"})  # "stopped short of saying"
LEADING_BY = frozenset("begin start open close end conclude".split()) | SHYING  # "began by saying"
WILLING = frozenset(  # verbs of whoever wants or tries to say so, which belong to the cue
    "try attempt manage want need hope seek plan choose decide hesitate resist avoid keep love like dare prefer use".split()
)
FARTHEST_LEAD = 4  # tokens between a verb and the one it leads to
LONGEST_INTERVIEW = 9  # tokens of "in an interview with …"
WITHHOLDING = frozenset({"decline", "refuse", "fail", "unable"})
# Verbs whose infinitive was said or thought indeed: "went on to say", "came to believe", "declined to say".
LEADING = frozenset(
    "go continue begin start proceed come decline refuse fail unable able seem appear purport force compel lead claim be".split()
)
CUE_PARTS = ("aux", "auxpass", "neg", "prt")


def cue_words(parse: Parse, index: int) -> tuple[int, ...]:
    """The cue with its auxiliaries, particles and the adverb beside it: "has said", "did not say", "said repeatedly".

    A verb that another leads to has it as well ("went on to say", "tried to explain", "began by noting"), one of saying "in an
    interview" has these words, too, and "made it clear", "put it" have their object.
    """
    kept = {index}
    for child in parse.children[index]:
        token = parse.tokens[child]
        words = parse.subtree(child)
        beside = words[-1] + 1 == index or words[0] - 1 == index
        if token.dep == "advmod" and beside and len(words) <= 2 and all(parse.tokens[i].tag == "RB" for i in words):
            kept.update(words)  # "almost openly said"
        elif token.dep in CUE_PARTS and abs(child - index) <= 4:
            kept.add(child)
    kept.update(_own_object(parse, index), _interview(parse, index))
    above = _leading(parse, index)
    above = paired_verb(parse, index) if above is None else above
    if above is not None:
        kept.update(cue_words(parse, above))
    return tuple(sorted(kept))


def paired_verb(parse: Parse, index: int) -> int | None:
    """The "confirm" of "would neither confirm nor deny that": the other of two verbs with one content, in front."""
    token = parse.tokens[index]
    joined = token.dep == "conj" and token.head == index - 2 and parse.tokens[index - 1].lemma in ("or", "nor")
    return token.head if joined and parse.tokens[token.head].tag == token.tag else None


def _own_object(parse: Parse, index: int) -> Iterator[int]:
    """The "it clear" of "made it clear that", the "it" of "as the mayor put it"."""
    token = parse.tokens[index]
    for child in parse.children[index]:
        below = parse.tokens[child]
        if token.lemma == "make" and below.lemma in ("clear", "plain") and index < child <= index + 2:
            yield from range(index + 1, child + 1)
        elif token.lemma == "put" and below.dep == "dobj" and below.lemma == "it" and child == index + 1:
            yield child


def _interview(parse: Parse, index: int) -> tuple[int, ...]:
    """ "said | in a telephone interview": right behind the verb, without what the interview was about."""
    for child in parse.children[index]:
        words = parse.subtree(child)
        short = words[0] == index + 1 and words[-1] - words[0] == len(words) - 1 < LONGEST_INTERVIEW
        if (
            parse.tokens[child].lemma == "in"
            and short
            and any(parse.tokens[c].lemma == "interview" for c in parse.children[child])
        ):
            return words
    return ()


def _leading(parse: Parse, index: int) -> int | None:
    """The verb right in front that leads to this one: by an infinitive, a participle, or "by" and "of" with one."""
    token = parse.tokens[index]
    above = token.head
    if token.dep == "pcomp" and token.tag == "VBG" and parse.tokens[above].lemma in ("by", "of", "from"):
        above = parse.tokens[above].head
        fits = parse.tokens[above].lemma in LEADING_BY
    else:
        bare = token.tag == "VB" and (
            token.dep == "xcomp" or (token.dep == "advcl" and parse.tokens[above].lemma == "go")
        )
        fits = (bare or (token.dep == "xcomp" and token.tag == "VBG")) and parse.tokens[
            above
        ].lemma in LEADING | WILLING
    return (
        above
        if fits and above < index <= above + FARTHEST_LEAD and parse.tokens[above].pos in ("VERB", "AUX")
        else None
    )


def with_auxiliaries(parse: Parse, index: int) -> tuple[int, ...]:
    """A verb with its "has", "was", "did"."""
    kept = [index, *(c for c in parse.children[index] if parse.tokens[c].dep in ("aux", "auxpass"))]
    return tuple(sorted(kept))


def withheld(parse: Parse, index: int) -> bool:
    """Is the saying itself negated: "did not say", "neither side has confirmed", "nobody said", "declined to say"?

    "Could not confirm or deny" negates both.
    """
    token = parse.tokens[index]
    for child in parse.children[index]:
        below = parse.tokens[child]
        if (
            (below.dep == "neg" and not _in_what_is_said(parse, child, index))
            or below.lemma == "never"
            or (below.dep == "preconj" and below.lemma.lower() == "neither")
        ):
            return True
        if below.dep in SUBJECT and is_nobody(parse, child) and not _stands_nearer(parse, child, index):
            return True
    if (
        token.dep == "conj"
        and token.head < index
        and not any(parse.tokens[c].dep in SUBJECT for c in parse.children[index])
    ):
        joins = {parse.tokens[c].lemma.lower() for c in parse.children[token.head] if parse.tokens[c].dep == "cc"}
        if joins and joins <= {"or", "nor"} and withheld(parse, token.head):
            return True
    governor = parse.tokens[token.head]
    if _shies_from(parse, index):
        return True
    beside = (parse.tokens[c] for c in parse.children[token.head])
    return (token.dep == "xcomp" or (token.dep == "advcl" and token.tag == "VB")) and (
        governor.lemma in WITHHOLDING or any(word.dep == "neg" or word.lemma == "yet" for word in beside)
    )  # "has yet to say"


def _stands_nearer(parse: Parse, child: int, index: int) -> bool:
    """ "No deal on pay, says minister": of two subjects the nearer one speaks, and the other is what is said."""
    others = (c for c in parse.children[index] if parse.tokens[c].dep in SUBJECT and c != child)
    return any(abs(c - index) < abs(child - index) for c in others)


def is_nobody(parse: Parse, head: int) -> bool:
    """ "Nobody", "no official", "none of them", "neither side"."""
    return any(parse.tokens[i].lemma.lower() in NOBODY for i in (head, *parse.children[head]))


def _in_what_is_said(parse: Parse, neg: int, index: int) -> bool:
    """ "“Probably not,” Holm said": does a closing quotation mark stand between a "not" and the verb?"""
    return any(parse.tokens[i].text in CLOSING_MARKS for i in range(neg, index))


def _shies_from(parse: Parse, index: int) -> bool:
    """ "stopped short of saying", "refrained from saying"."""
    preposition = parse.tokens[parse.tokens[index].head]
    if parse.tokens[index].dep != "pcomp" or preposition.lemma not in ("of", "from"):
        return False
    above = parse.tokens[preposition.head]
    return (above if above.pos == "VERB" else parse.tokens[above.head]).lemma in SHYING


def is_passive(parse: Parse, index: int) -> bool:
    """Is a verb passive: by its auxiliary or subject, with a "by", or as a bare participle ("Asked if …, he said")?"""
    token = parse.tokens[index]
    kin = {parse.tokens[c].dep for c in parse.children[index]}
    bare = token.tag == "VBN" and token.dep in ("advcl", "acl") and not kin & {"aux", "nsubj"}  # "Asked if …, he said"
    bare = bare and not active_after_all(parse, index)
    return bool(kin & {"auxpass", "nsubjpass"}) or bare or (token.tag == "VBN" and "agent" in kin)


def frame_words(
    parse: Parse,
    index: int,
    sources: tuple[tuple[int, ...], ...],
    asides: tuple[int, ...],
    content: frozenset[int],
) -> frozenset[int]:
    """Words of the frame itself, which are no evidence for the content: source, cue, addressee, "in a statement", "citing Y"."""
    own = {index, *(i for source in sources for i in source), *(i for aside in asides for i in parse.subtree(aside))}
    for child in parse.children[index]:
        inside = parse.subtree(child)
        if parse.tokens[child].dep == "prep" or not content & set(inside):  # "said *in a statement* that …"
            own.update(inside)
    return frozenset(own - content)
