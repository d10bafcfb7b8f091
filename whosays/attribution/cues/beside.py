"""Quotations whose frame the parser missed: a verb of saying right in front of the opening mark or right behind the closing one.

A long quotation or one of several sentences often comes out with no clause under its verb ("Vane said: “We have … and …”", "He said:"
over a paragraph of its own). In English news prose the frame still stands beside the mark: the verb, what it carries and a comma or
colon in front, a noun phrase and the verb behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from whosays.attribution.contents.around import CLOSES_FRAME, OPENING_MARKS
from whosays.attribution.contents.covered import VERBS
from whosays.attribution.contents.lost_subjects import lost_speaker
from whosays.attribution.cues.stands import is_party
from whosays.attribution.cues.words import cue_words
from whosays.attribution.relations import Relation, sources_of
from whosays.attribution.speakers import CLOSING_MARKS, role_of, speakers
from whosays.data import rows, words
from whosays.model import Parse, Sentence, Span

FARTHEST = 9  # tokens between the verb and the mark
SHORTEST = 2  # words of a quotation that is said rather than named
LISTING = frozenset({"recommend", "advise", "propose", "request", "demand", "announce"})  # a list may follow
NAMING = frozenset({row[0] for row in rows("speech_acts") if row[1:] == ("evaluation", "", "")})
MARKS = CLOSING_MARKS | OPENING_MARKS
SHORTEST_ALONE = 4  # tokens of a quotation that a verb of doing leads to
LEADS_ON = frozenset({",", "-", "–", "—", "--", ":"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})


def beside_quotations(parse: Parse, found: Sequence[Relation], quoted: Sequence[Span]) -> Iterator[Relation]:
    """A relation for each quotation that no other relation has any of, where a verb of saying with a speaker stands beside it."""
    over: dict[int, list[int]] = defaultdict(list)  # anchors of the relations that a token is said under
    for relation in found:
        for index in relation.content if relation.sources else ():
            over[index].append(relation.anchor)
    taken = {relation.anchor for relation in found if relation.content}
    starts = [token.start for token in parse.tokens]
    for quotation in quoted:
        first, last = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        inside = range(first, last)
        if not inside or any(anchor not in inside for i in inside for anchor in over.get(i, ())):
            continue
        if (naming := _naming(parse, first)) is not None and naming not in taken:
            closed = last + (last < len(parse.tokens) and parse.tokens[last].text in CLOSING_MARKS)
            named = _relation(parse, naming, frozenset(range(naming + 1, closed)))
            if named is not None:
                taken.add(naming)
                yield replace(named, act="evaluation", carrier=_last_word(parse, inside))
            continue
        if sum(parse.tokens[i].pos != "PUNCT" for i in inside) < SHORTEST:
            continue
        verb = _in_front(parse, first)
        if verb is None:
            verb = _behind(parse, last)
        framed = _relation(parse, verb, frozenset(inside)) if verb is not None and verb not in taken else None
        if verb is None and (doing := _led_to(parse, first, last)) is not None:
            framed = _relation(
                parse, doing, frozenset(inside)
            )  # what is done is told by itself, so the mark is the anchor
            framed = None if framed is None else replace(framed, anchor=first - 1, frame=frozenset())
        if framed is not None:
            taken.add(framed.anchor)
            yield framed


def _last_word(parse: Parse, inside: range) -> int:
    return next((i for i in reversed(inside) if parse.tokens[i].pos != "PUNCT"), inside[-1])


def over_blocks(parse: Parse, found: Sequence[Relation]) -> Iterator[Relation]:
    """ "Vane added:" at the end of a paragraph, over the next one, which is set off as a quotation without marks."""
    taken = {relation.anchor for relation in found if relation.content}
    for number, (sentence, following) in enumerate(pairwise(parse.sentences)):
        if sentence.paragraph == following.paragraph or sentence.role != "body" or following.role != "body":
            continue
        if parse.report.text[following.start] in "-•*·":
            continue
        verb = _in_front(parse, following.first)
        if verb is None or verb < sentence.first or verb in taken or parse.tokens[verb].lemma in LISTING:
            continue
        content = frozenset(i for s in _paragraph(parse, number + 1) for i in range(s.first, s.last))
        framed = _relation(parse, verb, content)
        if framed is not None:
            yield framed


def _paragraph(parse: Parse, number: int) -> Iterator[Sentence]:
    """The sentences of one paragraph, from the numbered one on."""
    paragraph = parse.sentences[number].paragraph
    rest = (parse.sentences[i] for i in range(number, len(parse.sentences)))
    return takewhile(lambda sentence: sentence.paragraph == paragraph, rest)


def _relation(parse: Parse, verb: int, content: frozenset[int]) -> Relation | None:
    heads = [head for head in speakers(parse, _who_adds(parse, verb, content)) if head not in content]
    sources = sources_of(parse, heads)
    if not heads:
        lost = lost_speaker(parse, parse.sentences[parse.sentence_of(verb)], verb)
        sources = (lost,) if lost is not None and not content & set(lost) else ()
    if not sources:
        return None
    head = heads[0] if heads else sources[0][-1]
    own = {i for child in parse.children[verb] for i in parse.subtree(child)}
    own = {i for i in own if parse.sentence_of(i) == parse.sentence_of(verb) and abs(i - verb) <= FARTHEST}
    frame = frozenset({verb, *own, *(i for source in sources for i in source)}) - content
    return Relation(verb, sources, cue_words(parse, verb), content, "asserts", role_of(parse, head), frame=frame)


def _who_adds(parse: Parse, verb: int, content: frozenset[int]) -> int:
    """ "Holm said, adding later, “it is late”": of a participle that hangs in the quotation, the verb over the quotation."""
    above = verb
    while parse.tokens[above].tag == "VBG" and parse.tokens[above].head in content:
        above = parse.tokens[above].head
        while above in content and parse.tokens[above].head != above:
            above = parse.tokens[above].head
    return verb if above in content else above


def _naming(parse: Parse, first: int) -> int | None:
    """ "called the plan a “sham”": the verb that gives a name in front of the marks, with what it names between them."""
    lowest = max(first - FARTHEST, parse.sentences[parse.sentence_of(first)].first)
    for index in range(first - 1, lowest - 1, -1):
        token = parse.tokens[index]
        if token.pos == "VERB":
            between = [parse.tokens[i].pos for i in range(index + 1, first)]
            things = any(pos in ("NOUN", "PROPN", "PRON") for pos in between)
            passive = any(parse.tokens[c].dep == "auxpass" for c in parse.children[index])
            return index if token.lemma in NAMING and things and not passive else None
        if token.pos in ("AUX", "CCONJ", "SCONJ") or (token.pos == "PUNCT" and token.text not in MARKS):
            return None
    return None


def _speaks(parse: Parse, index: int) -> bool:
    row = VERBS.get(parse.tokens[index].lemma)
    return parse.tokens[index].pos == "VERB" and (
        (row is not None and row[3] == "speech") or parse.tokens[index].lemma in words("quoting_verbs")
    )


def _in_front(parse: Parse, first: int) -> int | None:
    """The last verb in front of an opening mark with a comma or colon before it, if it is one of saying."""
    place = first - 1
    while place > 0 and (parse.tokens[place].text in MARKS or not parse.tokens[place].text.strip()):
        place -= 1
    if place > 0 and parse.tokens[place].pos == "VERB":  # "writing “Allow me to …”"
        return place if _speaks(parse, place) else None
    if place <= 0 or parse.tokens[place].text not in (",", ":"):
        return None
    for index in range(place - 1, max(place - 1 - FARTHEST, -1), -1):
        token = parse.tokens[index]
        if token.pos == "VERB":
            return index if _speaks(parse, index) else None
        if token.text in CLOSES_FRAME or token.text in (".", "?", "!", ";", ":"):
            return None
    return None


def _led_to(parse: Parse, first: int, last: int) -> int | None:
    """ "Holm held out a hand to the crew, “we have always …”": of a quotation in the first person behind a comma, dash or colon, to the
    end of its sentence, the verb of the sentence in front of it, if somebody does it."""
    sentence = parse.sentences[parse.sentence_of(first)]
    place = first - 1
    while place > sentence.first and parse.tokens[place].text in MARKS:
        place -= 1
    closes = all(parse.tokens[i].pos == "PUNCT" for i in range(last, sentence.last))
    own = any(parse.tokens[i].lemma.lower() in FIRST_PERSON for i in range(first, last))
    if last - first < SHORTEST_ALONE or not closes or not own or parse.tokens[place].text not in LEADS_ON:
        return None
    for index in range(sentence.first, place):
        token = parse.tokens[index]
        if (
            token.pos == "VERB"
            and token.tag in ("VBD", "VBZ", "VBP", "VBN")
            and token.dep not in ("advcl", "relcl", "acl")
        ):
            subjects = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubj" and c < index]
            if subjects:
                return index if is_party(parse, subjects[-1]) else None
    return None


def _behind(parse: Parse, last: int) -> int | None:
    """The first verb behind a closing mark in its line, if it is one of saying and nothing but a noun phrase stands before it."""
    if any(parse.tokens[index].text == "." for index in range(max(last - 2, 0), last)):
        return None  # a sentence that is closed has its frame before it
    paragraph = parse.sentences[parse.sentence_of(max(last - 1, 0))].paragraph
    commas = 0  # "…," Olav Holm, an engineer on the ship, said Monday
    for index in range(last, min(last + 2 * FARTHEST, len(parse.tokens))):
        token = parse.tokens[index]
        if token.text == "," and index > last + 1:
            commas += 1
            continue
        if parse.sentences[parse.sentence_of(index)].paragraph != paragraph:
            return None
        if token.text in MARKS or (token.text == "," and index <= last + 1):
            continue
        if token.pos == "VERB":
            near = (commas == 0 and index < last + FARTHEST) or (commas == 2 and parse.tokens[index - 1].text == ",")
            return index if near and _speaks(parse, index) else None
        if token.pos == "PUNCT" or (token.pos in ("CCONJ", "SCONJ", "ADP") and commas != 1):
            return None
    return None
