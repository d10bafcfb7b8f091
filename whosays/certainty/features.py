"""What a reader goes by when judging whether something happened: the word, its verb group, what it hangs on, the sentence.

Names of features are hashed, so they need only differ; their prefixes say where they come from. They follow the cues known from
the literature on event factuality: tense and auxiliaries, negation in scope, modals, governing predicates with the form of
their complement, conditions, questions, commands, persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whosays.data import classes, words
from whosays.model import Parse, Sentence, Token

NEGATIONS = frozenset(
    "no not n't never neither nor none nobody nothing without nowhere few hardly barely scarcely".split()
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
WORDED = frozenset("advmod prep mark prt npadvmod det amod neg cc preconj intj acomp poss compound".split())
QUESTION_WORDS = frozenset({"WP", "WRB", "WDT", "WP$"})
MODALS = frozenset("will would shall should may might can could must ought".split())
ADDRESSING = frozenset("i you we your my".split())
CONDITIONS = frozenset({"if", "unless"})
QUOTES = frozenset({'"', "``", "''"})
TELLING = frozenset(
    {"VERB", "AUX", "ADV", "SCONJ", "PART", "ADJ"}
)  # parts of speech kept from the rest of the sentence
HIGHEST = 5  # governors looked at above a word
FARTHEST = 40  # words looked at on each side of a word


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group at a word: form with auxiliaries, their words, marker, kind of negation, subject, conditions at it."""

    form: str
    auxiliaries: tuple[str, ...]
    mark: str
    negative: str
    subject: str
    conditions: frozenset[str]

    def names(self, level: str) -> Iterator[str]:
        """Features of the group, ``level`` governors above the word judged."""
        yield f"g{level}:{self.form}"
        yield f"gn{level}:{self.form}:{self.negative}"
        for word in self.auxiliaries:
            yield f"a{level}:{word}"
        if self.negative:
            yield f"n{level}:{self.negative}"
        if self.mark:
            yield f"m{level}:{self.mark}"
            yield f"mg{level}:{self.mark}:{self.form}"
        yield f"s{level}:{self.subject}"
        yield f"sg{level}:{self.subject}:{self.form}:{self.negative}"


def features(parse: Parse, index: int, groups: dict[int, Group]) -> list[str]:
    """Names of the features of one word, some of them more than once; ``groups`` keeps verb groups for the next word asked."""
    sentence = parse.sentences[parse.sentence_of(index)]
    first, last = max(sentence.first, index - FARTHEST), min(sentence.last, index + FARTHEST)
    group = _known(parse, index, groups)
    return [
        *_own(parse, index, group),
        *_below(parse, index),
        *_above(parse, index, groups),
        *_beside(parse, index, first, last),
        *_sentence(parse, sentence, index, first, last, groups),
    ]


def _own(parse: Parse, index: int, group: Group) -> Iterator[str]:
    token = parse.tokens[index]
    lemma = token.lemma.lower()
    yield "always"
    yield f"l:{lemma}"
    yield f"t:{token.tag}"
    yield f"d:{token.dep}"
    yield f"td:{token.tag}:{token.dep}"
    yield f"lt:{lemma}:{token.tag}"
    yield f"lg:{lemma}:{group.form}"
    if token.pos in ("NOUN", "PROPN"):
        yield f"sx:{token.text.lower()[-4:]}"
        yield f"pos:{token.pos}"
    yield from group.names("0")


def _known(parse: Parse, index: int, groups: dict[int, Group]) -> Group:
    if index not in groups:
        groups[index] = _group(parse, index)
    return groups[index]


def _group(parse: Parse, index: int) -> Group:
    auxiliaries: list[str] = []
    mark = negative = subject = ""
    for child in parse.children[index]:
        below = parse.tokens[child]
        if below.dep in ("aux", "auxpass"):
            auxiliaries.append(_auxiliary(below))
        elif below.dep == "mark":
            mark = below.lemma
        elif below.dep == "neg" or below.lemma in NEGATIONS:
            negative = "neg"
        elif below.dep in SUBJECTS:
            subject = _subject(below)
            if any(parse.tokens[c].lemma in NEGATIONS for c in parse.children[child]):
                negative = negative or "subject"
        elif below.dep in OBJECTS and any(
            parse.tokens[c].lemma in NEGATIONS and parse.tokens[c].dep in ("det", "neg") for c in parse.children[child]
        ):
            negative = negative or "object"
    form = f"{' '.join(auxiliaries)}:{parse.tokens[index].tag}"
    return Group(form, tuple(auxiliaries), mark, negative, subject, frozenset(_conditions(parse, index)))


def _auxiliary(token: Token) -> str:
    word = token.text.lower()
    if token.tag == "MD":
        return {"'ll": "will", "wo": "will", "'d": "would", "ca": "can"}.get(word, word)
    return f"{token.lemma}{token.tag}"


def _subject(token: Token) -> str:
    return token.text.lower() if token.pos == "PRON" or token.tag in ("DT", "EX") else token.tag


def _below(parse: Parse, index: int) -> Iterator[str]:
    """What hangs on the word: particles, adverbs, objects, clauses and their openers, hedges by class."""
    hedges = classes("hedges")
    own = parse.tokens[index].lemma.lower()
    for child in parse.children[index]:
        token = parse.tokens[child]
        lemma = token.lemma.lower()
        yield f"cd:{token.dep}"
        if token.dep in WORDED:
            yield f"c:{token.dep}:{lemma}"
        if lemma in hedges:
            yield f"h:{hedges[lemma]}"
        if token.dep in ("advcl", "ccomp", "xcomp"):
            openers = (c for c in parse.children[child] if parse.tokens[c].dep in ("mark", "advmod"))
            yield f"cc:{token.dep}:{next((parse.tokens[c].lemma for c in openers), '')}"
            yield f"ct:{token.dep}:{token.tag}"
        if token.dep in OBJECTS:
            yield f"o:{token.dep}:{lemma}"
        if token.dep in SUBJECTS:
            modifiers = (parse.tokens[c] for c in parse.children[child])
            said = sorted(m.lemma.lower() for m in modifiers if m.dep in ("det", "poss", "nummod", "amod"))
            yield f"sl:{lemma}:{own}"
            yield f"sd:{token.pos}:{','.join(said)[:20]}"


def _above(parse: Parse, index: int, groups: dict[int, Group]) -> Iterator[str]:
    """The governors one by one: how the word hangs on them, and what negates or weakens them."""
    tokens, here = parse.tokens, index
    path: list[str] = []
    over: set[str] = set()
    for level in range(1, HIGHEST + 1):
        token = tokens[here]
        if token.head == here:
            yield f"root{min(level, 4)}"
            break
        governor, above = tokens[token.head], _known(parse, token.head, groups)
        path.append(token.dep)
        modal = next((word for word in above.auxiliaries if word in MODALS), "")
        kind = _kind(governor)
        yield f"pd{level}:{'>'.join(path)}"
        if level <= 2:
            yield from above.names(str(level))
        if level == 1:
            yield f"hg:{token.dep}:{above.form}:{groups[index].form}"
            yield from _governor(parse, here, above.negative, modal, kind)
        elif level == 2:
            yield f"p2:{path[0]}:{token.dep}:{governor.lemma.lower()}"
            yield f"p2l:{governor.lemma.lower()}:{above.negative}"
        elif level == 3:
            yield f"p3:{governor.lemma.lower()}"
        over.update(_scope(above, level, modal, kind))
        here = token.head
    yield from (f"over:{name}" for name in sorted(over))


def _kind(governor: Token) -> str:
    lemma = governor.lemma.lower()
    return "future" if lemma in words("futures") else "say" if lemma in classes("reporting_verbs") else ""


def _governor(parse: Parse, here: int, negative: str, modal: str, kind: str) -> Iterator[str]:
    """The nearest governor with the form of its complement, as implicative and factive verbs ask for."""
    token, governor = parse.tokens[here], parse.tokens[parse.tokens[here].head]
    lemma = governor.lemma.lower()
    openers = (c for c in parse.children[here] if parse.tokens[c].dep in ("mark", "aux") and c < here)
    opener = next((parse.tokens[c].text.lower() for c in openers), "")
    yield f"p1:{token.dep}:{lemma}"
    yield f"p1n:{token.dep}:{lemma}:{negative}:{modal}"
    yield f"p1f:{lemma}:{token.tag}:{opener}"
    yield f"p1fn:{lemma}:{token.tag}:{opener}:{negative}"
    yield f"p1k:{kind}:{token.dep}:{negative}:{modal}:{governor.tag}"
    if governor.pos == "ADP":
        yield f"p1p:{lemma}:{parse.tokens[governor.head].lemma.lower()}"


def _scope(above: Group, level: int, modal: str, kind: str) -> Iterator[str]:
    """What stands over the word, however far up: negation, modals, plans, reports, conditions."""
    if above.negative:
        yield "neg1" if level == 1 else "neg+"
    if modal:
        yield f"modal:{modal}"
    if kind:
        yield kind
    yield from above.conditions


def _conditions(parse: Parse, index: int) -> Iterator[str]:
    """Is a verb opened by "if" or "whether", or does an if-clause hang on it?"""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep == "mark" and token.lemma in ("if", "unless", "whether"):
            yield "if"
        elif token.dep == "advcl" and any(parse.tokens[c].lemma in CONDITIONS for c in parse.children[child]):
            yield "hasif"


def _beside(parse: Parse, index: int, first: int, last: int) -> Iterator[str]:
    """The words next to the word, and the verbs, adverbs and openers farther off on either side."""
    tokens = parse.tokens
    for step in (-2, -1, 1, 2):
        if first <= index + step < last:
            yield f"w{step}:{tokens[index + step].lemma.lower()}"
    for token in tokens[first:index]:
        if token.pos in TELLING:
            yield f"b<:{token.lemma.lower()}"
    for token in tokens[index + 1 : last]:
        if token.pos in TELLING:
            yield f"b>:{token.lemma.lower()}"


def _sentence(
    parse: Parse, sentence: Sentence, index: int, first: int, last: int, groups: dict[int, Group]
) -> Iterator[str]:
    """The sentence: question, command, quotation, persons addressed, tenses, its main verb."""
    tokens = parse.tokens
    opening = tokens[sentence.first]
    closing = {tokens[i].text for i in range(max(sentence.first, sentence.last - 3), sentence.last)}
    if "?" in closing:
        kind = "wh" if opening.tag in QUESTION_WORDS else "aux" if opening.pos == "AUX" else ""
        yield "question"
        yield f"question:{kind}:{tokens[index].dep}"
    if "!" in closing:
        yield "exclaimed"
    if tokens[index].tag in ("VB", "VBP") and not any(
        tokens[c].dep in SUBJECTS or tokens[c].text.lower() == "to" for c in parse.children[index]
    ):
        yield f"bare:{tokens[index].dep}"
    before, around = tokens[first:index], tokens[first:last]
    tags = {token.tag for token in around}
    yield f"quote:{sum([token.text in QUOTES for token in before]) % 2}"
    if "if" in {token.lemma for token in before}:
        yield "if before"
    if "PRP" in tags:
        for token in around:
            if token.tag == "PRP" and token.text.lower() in ADDRESSING:
                yield f"person:{token.text.lower()}"
    yield f"tenses:{'VBD' in tags}:{'VBP' in tags or 'VBZ' in tags}:{'MD' in tags}"
    yield f"names:{'NNP' in tags}:{'CD' in tags}"
    yield f"first:{opening.lemma.lower()}"
    yield f"size:{min((sentence.last - sentence.first) // 8, 4)}"
    main = next((i for i, token in enumerate(around, first) if token.head == i), index)
    if main != index:
        yield f"rg:{_known(parse, main, groups).form}"
        yield f"rl:{tokens[main].lemma.lower()}"
