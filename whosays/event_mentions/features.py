"""What tells a word that stands for an event: the word itself, how it hangs in its sentence, and what hangs on it.

Names of features are hashed, so they need only differ. Those of the word alone are counted once for each word; they decide
whether the rest is looked at, so that most nouns cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from whosays.model import Parse, Token
from whosays.words.events import PARTS, UNKNOWN, kind_of, look_up, root_of

WORDED = frozenset("prep det prt amod aux auxpass poss neg compound nummod advmod mark".split())


@lru_cache(maxsize=16_384)
def of_word(text: str, lemma: str, tag: str, pos: str) -> tuple[str, ...]:
    """Features of a word wherever it stands: lemma, endings, root, kind in WordNet, capital, form."""
    part, low = PARTS[pos], lemma.lower()
    known, root = look_up(low, part), root_of(text, lemma, part)
    return (
        f"p:{pos}",
        f"l:{low}",
        f"lp:{low}:{pos}",
        f"t:{tag}",
        f"x3:{part}:{text[-3:].lower()}",
        f"x4:{part}:{text[-4:].lower()}",
        f"k:{part}:{known.kind}",
        f"e:{part}:{known.tenths // 2}",
        f"ke:{known.kind}:{known.tenths // 3}",
        f"r:{root}",
        f"d:{part}:{bool(known.root)}:{root != low}",
        f"rk:{part}:{kind_of(root)}",
        f"u:{part}:{text[:1].isupper()}:{known is UNKNOWN}",
    )


def of_place(parse: Parse, index: int, zone: str, mentioned: Mapping[int, str]) -> Iterator[str]:
    """Features of a word in its sentence: governor, dependents, neighbours, the mention it stands in, the zone."""
    tokens = parse.tokens
    token = tokens[index]
    governor, part = tokens[token.head], PARTS[token.pos]
    kind = _kind(token)
    above = governor.lemma.lower()
    yield f"g:{token.dep}:{above}"
    yield f"gp:{token.dep}:{token.pos}:{governor.pos}"
    yield f"gk:{token.dep}:{_kind(governor)}"
    yield f"pd:{token.pos}:{token.dep}"
    yield f"kd:{kind}:{token.dep}"
    yield f"kg:{kind}:{above}"
    yield f"m:{part}:{mentioned.get(index, '')}"
    yield f"z:{part}:{zone}"
    if token.dep == "pobj":
        beyond = tokens[governor.head].lemma.lower()
        yield f"b:{beyond}:{above}"
        yield f"kb:{kind}:{above}"
    for child in parse.children[index]:
        below = tokens[child]
        yield f"c:{part}:{below.dep}"
        if below.dep in WORDED:
            yield f"cl:{part}:{below.dep}:{below.lemma.lower()}"
    if index:
        yield f"w-:{part}:{tokens[index - 1].lemma.lower()}"
    if index + 1 < len(tokens):
        yield f"w+:{part}:{tokens[index + 1].lemma.lower()}"


def _kind(token: Token) -> str:
    part = PARTS.get(token.pos)
    return look_up(token.lemma.lower(), part).kind if part else token.pos
