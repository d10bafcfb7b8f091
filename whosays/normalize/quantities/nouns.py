"""The noun that a number modifies, and whether it counts a part of what was named."""

from __future__ import annotations

from whosays.data import words
from whosays.model import Parse
from whosays.normalize.numerals import number, vague
from whosays.normalize.quantities.verbs import CROWDS, PREFIXES


def noun_of(parse: Parse, index: int) -> int | None:
    """The noun that a number modifies; of a partitive ("four of those trips") the noun of the whole."""
    token = parse.tokens[index]
    if (hyphened := _hyphened(parse, index)) is not None:
        return hyphened
    if act_of_many(parse, index) is not None:
        return None
    seen = {index}
    at = index
    while parse.tokens[at].dep in (
        "nummod",
        "quantmod",
        "compound",
        "amod",
        "det",
        "advmod",
        "nmod",
        "npadvmod",
        "conj",
    ) and token.pos in ("NUM", "NOUN", "ADJ", "DET", "ADV", "PROPN", "SYM"):
        head = parse.tokens[at].head
        if head in seen or parse.tokens[head].pos not in ("NOUN", "NUM", "PROPN", "SYM"):
            break
        seen.add(head)
        at = head
        if parse.tokens[at].start == token.end:
            continue  # the "m" of "1.1m copies"
        if parse.tokens[at].pos in ("NOUN", "PROPN") and parse.tokens[at].text.lower() not in ("dozen", "half"):
            if at > index:
                return None if is_done(parse, index, at) else at
            break
    for child in parse.children[index]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() == "of" and child > index:
            if (hyphened := _hyphened(parse, child)) is not None:
                return hyphened
            whole = [
                i for i in parse.children[child] if parse.tokens[i].dep == "pobj" and parse.tokens[i].pos == "NOUN"
            ]
            if whole:
                return whole[0]
    partitive = _partitive(parse, index)
    if partitive is not None:
        return partitive
    following = index + 1
    if following < len(parse.tokens) and parse.sentence_of(following) == parse.sentence_of(index):
        after = parse.tokens[following]
        if after.tag == "NNS" and after.start - token.end <= 1:
            return following
        behind = after.head  # "63 more cases", whatever the parser hung the number on
        if after.dep == "amod" and behind == following + 1 and parse.tokens[behind].tag == "NNS":
            return behind
    return None


def _hyphened(parse: Parse, index: int) -> int | None:
    """The last token of "by-elections" or "ex-soldiers" right behind a number or "of", which the parser cuts at the hyphen."""
    word = parse.tokens[index + 1 : index + 4]
    if len(word) < 3 or word[1].text != "-" or word[0].end != word[1].start or word[1].end != word[2].start:
        return None
    plain = word[0].pos not in ("NUM", "NOUN", "PROPN", "ADJ", "VERB") or word[0].text.lower() in PREFIXES
    return index + 3 if plain and word[2].tag == "NNS" else None


def act_of_many(parse: Parse, index: int) -> str | None:
    """The act in "Thousands march", "300 riot", "five swam ashore", which parsers take for a noun: many are no one march.

    "Thousands" counts with "of" alone; behind another number only a past form or an act of crowds is none of the nouns
    that keep their singular ("300 crew").
    """
    token, behind = parse.tokens[index], parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    if behind is None or behind.tag != "NN" or not behind.text.islower():
        return None
    if token.tag == "NNS" and vague(token.text) is not None:
        return behind.lemma.lower()
    many = token.pos == "NUM" and (number(token.text) or 0) > 1
    acts = behind.text in CROWDS or behind.text in words("brief_past_forms")
    return behind.lemma.lower() if many and acts else None


def is_done(parse: Parse, index: int, noun: int) -> bool:
    """ "78 needed treatment": what looks like a participle is what they did, since nobody counts 78 treatment."""
    behind, one = parse.tokens[index + 1], parse.tokens[index].text.lower() in ("one", "1")
    return (
        not one
        and noun > index + 1
        and behind.tag == "VBN"
        and parse.tokens[noun].tag == "NN"
        and behind.start == parse.tokens[index].end + 1
    )


def _partitive(parse: Parse, index: int) -> int | None:
    """The noun of the whole in "112 of the 250 seats", whatever the parser hung it on."""
    behind = parse.tokens[index + 1 : index + 6]
    if [t.text.lower() for t in behind[:1]] != ["of"] or len(behind) < 3 or behind[1].tag not in ("DT", "PRP$"):
        return None
    return next((index + 1 + place for place, token in enumerate(behind) if token.tag == "NNS"), None)


def is_part(parse: Parse, index: int) -> bool:
    """Does the number count a part of something named before ("four of those trips", "two of the dead")?"""
    children = [
        i for i in parse.children[index] if parse.tokens[i].dep == "prep" and parse.tokens[i].text.lower() == "of"
    ]
    return any(
        parse.tokens[k].text.lower()
        in ("those", "these", "the", "them", "whom", "which", "his", "her", "its", "their", "our")
        for i in children
        for k in parse.subtree(i)
    )
