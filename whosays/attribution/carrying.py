"""What quotation marks add to an attribution: all of a quotation, the sentences that go on with it, and a speaker carried over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from whosays.attribution.evidence import content_spans
from whosays.attribution.relations import Relation, Relations
from whosays.model import Parse, Sentence, Span
from whosays.text.stretches import overlapping


def with_quotations(parse: Parse, relations: Relations, quoted: Sequence[Span]) -> Iterator[Relation]:
    """The relations, with what quotation marks add to what is said.

    A quotation that begins in a content is all of it, however many sentences it has, and so are the quoted sentences without a cue
    right behind it, in its paragraph or where no mark closes it. In the next paragraph the speaker is inherited, and so is, for a
    quotation right behind it, the one speaker of a sentence without any ("Holm said she was asleep. “I heard nothing.”"). A line that is
    no sentence, as a caption is none, does not part two quotations. Nothing else is carried over.
    """
    starts = [token.start for token in parse.tokens]
    longer: dict[int, set[int]] = {id(relation): set() for relation in relations.every}
    inherited: list[tuple[Relation, Sentence]] = []
    last: tuple[Relation, Sentence, bool] | None = None  # with whether the speaker is inherited
    told: Relation | None = None  # by the sentence in front, in other words than the speaker's
    for relation in relations.every:
        if relation.sources and relation.stance == "asserts":
            more = _whole_quotations(parse, relation, quoted, starts)
            for holder in (relation, *relations.over(relation.anchor)):  # who reports a saying reports all of it
                longer[id(holder)] |= more
    outer = [r for r in relations.every if not _quoted(parse, r, quoted)]
    covered = {index for relation in outer for index in (*relation.content, *longer[id(relation)])}
    for sentence in parse.sentences:
        words = range(sentence.first, sentence.last)
        inside = overlapping(quoted, sentence.start, sentence.end)
        body = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in inside)
        wholly = bool(inside) and body >= 0.9 * (sentence.end - sentence.start) - 2
        said = tuple(relations.anchored_in(sentence.first, sentence.last))
        own = [r for r in said if r.sources and any(i in r.content for i in words) and not _quoted(parse, r, inside)]
        if own and inside:
            speaks = [r for r in own if _quotes(parse, r, inside, starts)]  # not who "asked whether"
            last, told = (_who_goes_on(parse, speaks), sentence, False) if speaks else None, None
        elif wholly and last is None and told is not None and not any(i in covered for i in words):
            if _speaks_of_its_speaker(parse, told, words):
                told = None
                continue
            inherited.append((told, sentence))
            last, told = (told, sentence, True), None
        elif wholly and last is not None and not any(i in covered for i in words):
            relation, before, carried = last
            if not carried and relation.stance == "asserts" and _one_stretch(parse, before, sentence, quoted):
                for holder in (relation, *relations.over(relation.anchor)):
                    longer[id(holder)].update(words)
                last = relation, sentence, False
            elif _speaks_of_its_speaker(parse, relation, words):
                last = None
            else:
                inherited.append((relation, sentence))
        elif not inside and (framed := _frame_behind(parse, said, sentence, quoted)) is not None:
            last, told = (framed, parse.sentences[parse.sentence_of(sentence.first - 1)], False), None
        elif not inside and not (last is not None and _is_a_caption(parse, sentence)):
            last, told = None, _the_one_speaker(parse, own, said)
    for relation in relations.every:
        more = longer[id(relation)]
        yield replace(relation, content=relation.content | more, frame=relation.frame - more)
    yield from _carried(inherited)


def _frame_behind(
    parse: Parse, said: Sequence[Relation], sentence: Sentence, quoted: Sequence[Span]
) -> Relation | None:
    """ "“Who knows?” Holm said. “I do not.”": a frame that is a sentence of its own behind the quotation it belongs to."""
    for relation in said:
        behind = relation.content and max(relation.content) == sentence.first - 1
        if behind and relation.sources and relation.stance == "asserts" and not _quoted(parse, relation, quoted):
            return relation
    return None


def _speaks_of_its_speaker(parse: Parse, relation: Relation, words: Iterable[int]) -> bool:
    """Does a quotation name the one whom it would be given to? Then it is somebody else's: "Will Holm ever answer?"."""
    ends = {parse.tokens[max(source)] for source in relation.sources if source}
    names = {token.text for token in ends if token.pos == "PROPN"}
    return any(parse.tokens[i].text in names for i in words)


def _carried(inherited: Sequence[tuple[Relation, Sentence]]) -> Iterator[Relation]:
    """The speaker carried over: one stretch for the sentences of a paragraph."""
    for _, run in groupby(inherited, key=lambda pair: (id(pair[0]), pair[1].paragraph)):
        pairs = tuple(run)
        words = frozenset(i for _, sentence in pairs for i in range(sentence.first, sentence.last))
        yield replace(pairs[0][0].with_content(words, inherited=True), frame=frozenset())


def _the_one_speaker(parse: Parse, own: Sequence[Relation], said: Sequence[Relation]) -> Relation | None:
    """Who says all that is said in a sentence: one somebody who speaks, alone."""
    if len(own) != 1 or len(said) != 1 or own[0].stance != "asserts" or own[0].role != "speaker":
        return None
    (relation,) = own
    alone = len(relation.sources) == 1 and not relation.beyond and relation.act is None
    return relation if alone and parse.tokens[relation.anchor].tag != "VBG" else None


def _is_a_caption(parse: Parse, sentence: Sentence) -> bool:
    """Does a sentence stand in a line that does not end as sentences do: a caption, a credit, a heading?"""
    text = parse.report.text
    end = text.find("\n", sentence.end)
    return text[sentence.start : end if end >= 0 else len(text)].rstrip()[-1:].isalnum()


def _who_goes_on(parse: Parse, own: Sequence[Relation]) -> Relation:
    """Of several attributions of a sentence, the one that a quotation behind it goes on with: no stand, and no "adding that …"."""
    told = [relation for relation in own if relation.act != "stand"] or own
    finite = [relation for relation in told if parse.tokens[relation.anchor].tag != "VBG"]
    return (finite or told)[-1]


def _quoted(parse: Parse, relation: Relation, quoted: Sequence[Span]) -> bool:
    """Does a cue stand inside a quotation? Then it says nothing of who is quoted."""
    anchor = parse.tokens[relation.anchor]
    return bool(overlapping(quoted, anchor.start, anchor.end))


def _quotes(parse: Parse, relation: Relation, quoted: Sequence[Span], starts: Sequence[int]) -> bool:
    """Does what is said hold words of a quotation?"""
    marked = (i for q in quoted for i in range(bisect_left(starts, q.start), bisect_left(starts, q.end)))
    return any(i in relation.content for i in marked)


def _whole_quotations(parse: Parse, relation: Relation, quoted: Sequence[Span], starts: Sequence[int]) -> set[int]:
    """The tokens of every quotation that a content has part of; a cue inside the quotation is the quoted speaker's own."""
    found = set[int]()
    for span in content_spans(parse, relation.content):
        for quotation in overlapping(quoted, span.start, span.end):
            if not _quoted(parse, relation, (quotation,)):
                inside = range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))
                own = {*relation.cue, *(i for source in relation.sources for i in source)}
                found.update(i for i in inside if i not in own)
                found.update(_second_half(parse, relation, quotation, quoted, starts))
                found.update(_first_half(parse, relation, quotation, quoted, starts))
    return found


def _second_half(
    parse: Parse, relation: Relation, first: Span, quoted: Sequence[Span], starts: Sequence[int]
) -> Iterator[int]:
    """ "“I like him,” Holm said, “but he is wrong.”": the quotation behind a frame with no other verb in it."""
    sentence = parse.sentences[parse.sentence_of(relation.anchor)]
    behind = [q for q in overlapping(quoted, first.end, sentence.end) if q.start > first.end]
    if not behind:
        return
    second = range(bisect_left(starts, behind[0].start), bisect_left(starts, behind[0].end))
    between = range(bisect_left(starts, first.end), second.start)
    verbs = {i for i in between if parse.tokens[i].pos in ("VERB", "AUX")}
    if relation.anchor in between and verbs <= set(relation.cue):
        yield from second


def _first_half(
    parse: Parse, relation: Relation, second: Span, quoted: Sequence[Span], starts: Sequence[int]
) -> Iterator[int]:
    """ "“If it rains,” Holm said, “we go”": the quotation right in front of a frame with no other verb in it."""
    sentence = parse.sentences[parse.sentence_of(relation.anchor)]
    before = [q for q in overlapping(quoted, sentence.start, second.start) if q.end < second.start]
    if not before:
        return
    first = range(bisect_left(starts, before[-1].start), bisect_left(starts, before[-1].end))
    between = range(first.stop, bisect_left(starts, second.start))
    verbs = {i for i in between if parse.tokens[i].pos in ("VERB", "AUX")}
    opens = min((i for source in relation.sources for i in source), default=relation.anchor)
    beside = all(parse.tokens[i].pos == "PUNCT" for i in range(first.stop, min(opens, relation.anchor)))
    if {opens, relation.anchor} <= set(between) and verbs <= set(relation.cue) and beside:
        yield from first


def _one_stretch(parse: Parse, before: Sentence, sentence: Sentence, quoted: Sequence[Span]) -> bool:
    """Do two quoted sentences stand in one paragraph, or does no mark close the quotation of the first?"""
    if before.paragraph == sentence.paragraph:
        return True
    last = overlapping(quoted, before.start, before.end)[-1]
    return parse.report.text[last.end : last.end + 1] in ("\n", "\r")
