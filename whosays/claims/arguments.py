"""Who fills which role in a claim, what was measured in it, when and where: from words of a phrase to a draft claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.claims.compared import own_times
from whosays.claims.factuality import judge
from whosays.claims.participles import is_left_undone
from whosays.claims.phrases import Phrase, spans_of
from whosays.data import classes
from whosays.data import words as table_words
from whosays.model import Alternative, Argument, ArgumentRole, DraftClaim, Mention, Parse, Span, Values
from whosays.text.stretches import inside

NEGATION = frozenset({"not", "n't", "never", "no", "neither", "nor", "none", "nobody", "nothing", "without"})
UNLIKELY = frozenset({"unlikely", "improbable", "impossible", "inconceivable"})
CHANCES = frozenset({"chance", "possibility", "risk", "danger", "likelihood", "prospect"})
LOCATING = frozenset({"in", "at", "near", "off", "to", "into", "through", "over", "outside"})
PREPOSITION_ROLE: dict[str, ArgumentRole] = {
    "to": "goal", "into": "goal", "toward": "goal", "towards": "goal", "from": "source", "with": "recipient", "against": "recipient",
    "about": "topic", "over": "topic", "regarding": "topic", "on": "topic", "by": "agent", "in": "place", "at": "place",
    "near": "place", "off": "place", "through": "place", "across": "place", "of": "theme", "between": "agent", "for": "goal",
}  # fmt: skip


def build_draft(
    parse: Parse, sentence: int, phrase: Phrase, mentions: Sequence[Mention], values: Values
) -> DraftClaim | None:
    """A draft claim over the words of a phrase; ``None`` when nothing but punctuation is left."""
    spans = spans_of(parse, phrase.words)
    if not spans:
        return None
    head = parse.tokens[phrase.head]
    arguments = tuple(_arguments(parse, phrase, mentions))
    factuality, hedges = judge(parse, phrase)
    return DraftClaim(
        report=parse.report.id,
        head=phrase.head,
        spans=spans,
        predicate=predicate_lemma(parse, phrase.head),
        predicate_span=Span(head.start, head.end),
        arguments=arguments,
        polarity="-" if _negated(parse, phrase) else "+",
        times=tuple(time.id for time in own_times(parse, values.times, spans)),
        place=_place(phrase, parse, mentions, spans),
        quantities=tuple(quantity.id for quantity in inside(values.quantities, spans)),
        alternatives=tuple(_open_attachments(parse, phrase)),
        factuality=factuality,
        hedges=hedges,
        condition=_condition(parse, phrase),
        zone=parse.sentences[sentence].role,
        sentence=sentence,
    )


def predicate_lemma(parse: Parse, head: int) -> str:
    """Lemma of the predicate, lower case; a copula gives way to its complement, an event noun to its verb."""
    token = parse.tokens[head]
    if token.lemma == "be":
        for child in parse.children[head]:
            if parse.tokens[child].dep in ("attr", "acomp"):
                return f"be {parse.tokens[child].lemma.lower()}"
    lemma = token.lemma.lower()
    if token.pos == "NOUN":
        return classes("event_nouns").get(lemma, lemma)
    particle = next((parse.tokens[c].lemma for c in parse.children[head] if parse.tokens[c].dep == "prt"), None)
    return f"{lemma} {particle}" if particle else lemma


def _within(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def _arguments(parse: Parse, phrase: Phrase, mentions: Sequence[Mention]) -> Iterator[Argument]:
    """Subject, objects and prepositional arguments of the head and of the verb it is fused with; conjoined ones one by one."""
    first = phrase.verb
    while parse.tokens[first].dep == "conj" and parse.tokens[first].head != first:
        first = parse.tokens[first].head
    by = first == phrase.verb or any(parse.tokens[c].dep == "auxpass" for c in parse.children[first])
    passive = any(
        parse.tokens[c].dep in ("nsubjpass", "auxpass") or (by and parse.tokens[c].dep == "agent")
        for verb in {phrase.verb, phrase.head}
        for c in parse.children[verb]
    )
    if phrase.subject is not None:
        yield from _each(parse, phrase.subject, "patient" if passive else "agent", mentions)
    for head in dict.fromkeys((phrase.head, phrase.verb)):
        for child in parse.children[head]:
            token = parse.tokens[child]
            if child == phrase.head or (phrase.detached and child == phrase.words[0]):
                continue
            if token.dep == "dobj" or (token.dep in ("attr", "oprd") and token.pos in ("NOUN", "PROPN")):
                yield from _each(parse, child, "patient" if token.dep == "dobj" else "value", mentions)
            elif token.dep == "dative" and token.pos in ("NOUN", "PROPN", "PRON"):
                yield from _each(parse, child, "recipient", mentions)
            elif token.dep in ("prep", "agent") and (child in phrase.words):
                for below in parse.children[child]:
                    if parse.tokens[below].dep == "pobj":
                        yield from _each(parse, below, PREPOSITION_ROLE.get(token.lemma, "theme"), mentions)


def _each(parse: Parse, index: int, role: ArgumentRole, mentions: Sequence[Mention]) -> Iterator[Argument]:
    for member in (index, *_conjoined(parse, index)):
        token = parse.tokens[member]
        mention = mention_at(token.start, token.end, mentions)
        words = [
            i
            for i in parse.subtree(member)
            if parse.tokens[i].dep not in ("cc",) and not _in_conjunct(parse, i, member)
        ]
        start, end = (
            (mention.start, mention.end) if mention else (parse.tokens[words[0]].start, parse.tokens[words[-1]].end)
        )
        yield Argument(role, None, start, end, token.lemma.lower(), mention.id if mention else None)


def _conjoined(parse: Parse, index: int) -> Iterator[int]:
    for child in parse.children[index]:
        if parse.tokens[child].dep == "conj" and parse.tokens[child].pos in ("NOUN", "PROPN", "PRON"):
            yield child
            yield from _conjoined(parse, child)


def _in_conjunct(parse: Parse, index: int, top: int) -> bool:
    """Is a token below a conjunct or relative clause of ``top``, or the comma before one?"""
    while index != top:
        if parse.tokens[index].dep in ("conj", "relcl", "acl", "appos", "cc", "punct"):
            return True
        index = parse.tokens[index].head
    return False


def mention_at(start: int, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that ends with or holds these characters: a name before a description, the shortest of equals."""
    holding = [m for m in mentions if m.start <= start and end <= m.end]
    rank = {"name": 0, "adjective": 1, "role": 2, "nominal": 2, "pronoun": 3}
    ending = [m for m in holding if m.end == end] or holding
    return min(ending, key=lambda m: (rank[m.form], m.end - m.start, m.id), default=None)


def _negated(parse: Parse, phrase: Phrase) -> bool:
    """Is the event said not to have happened: "not", "never", "no passenger", "nobody", "failed to", "refused to"?"""
    over = parse.tokens[parse.tokens[phrase.head].head]
    if _hangs_on_a_no(parse, phrase.verb) or is_left_undone(parse, phrase.verb):
        return True
    if phrase.head != phrase.verb and (over.lemma in table_words("negative_implicatives") or _is_yet_to(parse, phrase)):
        return True
    for head in {phrase.head, phrase.verb}:
        for child in parse.children[head]:
            token = parse.tokens[child]
            if child not in phrase.words:
                continue
            if (
                token.dep == "neg"
                or token.lemma in ("never", "neither")
                or (token.dep == "det" and token.lemma.lower() == "no" and head == phrase.verb)  # "No deal on pay"
                or (token.dep, token.lemma) == ("acomp", "unlikely")
                or (token.lemma in ("almost", "nearly") and parse.tokens[head].lemma in table_words("near_misses"))
                or (token.dep == "acomp" and any(parse.tokens[c].dep == "neg" for c in parse.children[child]))
            ):
                return True
            if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and (
                token.lemma in NEGATION
                or any(
                    parse.tokens[c].lemma.lower() in NEGATION
                    and (parse.tokens[c].dep in ("det", "neg") or parse.tokens[c].lemma.lower() == "neither")
                    and c < child
                    for c in parse.children[child]  # behind it another is denied: "rebels, not the army"
                )
                or _is_not_one(parse, child)
            ):
                return True
    return False


def _is_not_one(parse: Parse, noun: int) -> bool:
    """ "Not one passenger", "not a single passenger"."""
    one = (c for c in parse.children[noun] if parse.tokens[c].lemma in ("one", "single", "a"))
    return any(parse.tokens[c].lemma == "not" and c < noun for i in one for c in parse.children[i])


def _is_yet_to(parse: Parse, phrase: Phrase) -> bool:
    """ "Has yet to comment": has not."""
    below = {parse.tokens[c].lemma for c in parse.children[phrase.verb]}
    return parse.tokens[phrase.verb].lemma in ("have", "be", "remain") and "yet" in below


def _hangs_on_a_no(parse: Parse, verb: int) -> bool:
    """ "It is unlikely that the crew escaped", "there is no chance that they did"."""
    token = parse.tokens[verb]
    below = parse.children[token.head]
    if token.dep == "acl":
        no = any(parse.tokens[c].lemma in NEGATION and parse.tokens[c].dep in ("det", "neg") for c in below)
        return no and parse.tokens[token.head].lemma in CHANCES
    hung = (token.head, *(c for c in below if parse.tokens[c].dep in ("acomp", "oprd")))
    return token.dep == "ccomp" and any(parse.tokens[i].lemma in UNLIKELY and i < verb for i in hung)


def _place(phrase: Phrase, parse: Parse, mentions: Sequence[Mention], spans: Sequence[Span]) -> str | None:
    """The place the event is at: the first that a preposition of place names under the verb, else under its object."""
    objects = (c for head in (phrase.head, phrase.verb) for c in parse.children[head] if parse.tokens[c].dep == "dobj")
    for head in dict.fromkeys((phrase.head, phrase.verb, *objects)):
        for child in parse.children[head]:
            if parse.tokens[child].dep != "prep" or parse.tokens[child].lemma not in LOCATING:
                continue
            for below in parse.subtree(child):
                mention = mention_at(parse.tokens[below].start, parse.tokens[below].end, mentions)
                if mention is not None and _locates(mention, spans):
                    return mention.id
    return None


def _locates(mention: Mention, spans: Sequence[Span]) -> bool:
    named = mention.kind in ("place", "facility") and mention.form == "name"
    return named and _within(mention.start, mention.end, spans)


def _condition(parse: Parse, phrase: Phrase) -> Span | None:
    if not phrase.condition:
        return None
    return Span(parse.tokens[phrase.condition[0]].start, parse.tokens[phrase.condition[-1]].end)


def _open_attachments(parse: Parse, phrase: Phrase) -> Iterator[Alternative]:
    """A time phrase at the end of "confirmed the entry early on Tuesday": of the confirming or of the entry?"""
    if parse.tokens[phrase.head].dep != "dobj" or phrase.head == phrase.verb:
        return
    for child in parse.children[phrase.verb]:
        if parse.tokens[child].dep in ("prep", "npadvmod") and child > phrase.head and child in phrase.words:
            words = parse.subtree(child)
            yield Alternative("attachment", (Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end),))
            return
