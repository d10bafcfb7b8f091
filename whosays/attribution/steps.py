"""Steps of a chain: the outlet, whom it was told to, who says it and whom they cite, each source under its best name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from whosays.attribution.evidence import content_spans
from whosays.attribution.relations import Relation
from whosays.data import classes
from whosays.model import Mention, Parse, Source, Span, Stance, Step, StepRole
from whosays.text.brackets import opened
from whosays.text.stretches import inside, overlapping
from whosays.words.agencies import agency_spellings

ITSELF = re.compile(  # "a UN report" is another's
    r"we|our(?: \w+){0,3}|(?-i:us)|this (?:newspaper|paper|site|website|article|agency|page|story|report)"
    r"|an? earlier (?:version|report|story)(?: of this (?:article|story|report|page))?",
    re.IGNORECASE,
)

POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
FEMALE, MALE = frozenset({"Mrs.", "Mrs", "Ms.", "Ms", "Miss"}), frozenset({"Mr.", "Mr"})


def outlet_step(parse: Parse) -> Step:
    """The first step of every chain: the outlet that printed it, known or not."""
    source = Source(entity=None, name=parse.report.outlet, start=None, end=None, cue=None, mention=None)
    return Step(sources=(source,), role="outlet", stance="asserts", cue=None, content=(), inherited=False)


def steps_of(parse: Parse, mentions: Sequence[Mention], relation: Relation) -> Iterator[Step]:
    """Steps of one relation: whom it was told to, who says it, whom they cite."""
    content = content_spans(parse, relation.content)
    cue = _span(parse, relation.cue)
    if relation.through:
        yield _step(parse, mentions, relation.through, "agency", "asserts", cue, (), inherited=False)
    yield _step(
        parse, mentions, relation.sources, relation.role, relation.stance, cue, content, inherited=relation.inherited,
        signed=relation.act == "signature", phrases=relation.phrases,
    )  # fmt: skip
    if relation.beyond:
        yield _step(
            parse, mentions, relation.beyond, "speaker", relation.stance, cue, content, inherited=relation.inherited
        )


def _step(
    parse: Parse, mentions: Sequence[Mention], sources: Sequence[tuple[int, ...]], role: StepRole, stance: Stance, cue: Span | None,
    content: tuple[Span, ...], *, inherited: bool, signed: bool = False, phrases: tuple[tuple[int, ...], ...] = (),
) -> Step:  # fmt: skip
    named = tuple(_source(parse, mentions, words, cue, signed=signed) for words in sources)
    spans = (_span(parse, words) for words in phrases)
    where = {number: span for number, span in enumerate(spans) if span is not None}
    named = tuple(
        _owned(parse, mentions, source, where[number]) if number in where else source
        for number, source in enumerate(named)
    )
    if role == "speaker" and named and all(is_agency(source.name) for source in named[:1]):
        role = "agency"
    return Step(sources=named, role=role, stance=stance, cue=cue, content=content, inherited=inherited)


def _owned(parse: Parse, mentions: Sequence[Mention], owner: Source, phrase: Span) -> Source:
    """Whose document it is, over the whole phrase; reports and footage "from" a place are not the place's, and nobody is named."""
    words = phrase.of(parse.report.text)
    kind = next((mention.kind for mention in mentions if mention.id == owner.mention), None)
    if kind == "place" and " from " in words:
        return replace(owner, name=" ".join(words.split()[:12]), start=phrase.start, end=phrase.end, mention=None)
    return replace(owner, start=phrase.start, end=phrase.end)


def _source(
    parse: Parse, mentions: Sequence[Mention], words: tuple[int, ...], cue: Span | None, *, signed: bool
) -> Source:
    """A source's span, its best mention (a name before a description) and its name, at most twelve words."""
    start, end = parse.tokens[words[0]].start, parse.tokens[words[-1]].end
    within = inside(mentions, (Span(start, end),))
    if signed:  # a signature is a name as it stands
        within = [m for m in within if (m.start, m.end) == (start, end)]
    head = _head(parse, words)
    place = parse.tokens[head]
    rank = {"name": 0, "role": 1, "nominal": 1, "adjective": 3, "pronoun": 2}
    holding = [m for m in within if m.start <= place.start < m.end] or [
        m for m in within if m.form == "name" and _apposed(parse, head, m)
    ]
    kinds = ("person",) if place.pos == "PROPN" else ("person", "organisation")
    people = [m for m in within if m.form == "name" and m.kind in kinds and _apposed(parse, head, m)]
    best = min(people or holding, key=lambda m: (rank[m.form], -(m.end - m.start), m.start), default=None)
    text = parse.report.text[best.start : best.end] if best else parse.report.text[start:end]
    if best is not None and best.form in ("nominal", "role") and _on_behalf(parse, head):
        text = parse.report.text[
            start:end
        ]  # "a spokeswoman for the harbour office": whom she speaks for belongs to her name
    if parse.report.outlet and _is_outlet_itself(parse.report.text[start:end], parse.report.outlet):
        text = parse.report.outlet
    return Source(
        entity=None,
        name=" ".join(opened(text).split()[:12]),
        start=start,
        end=end,
        cue=cue,
        mention=best.id if best else None,
    )


def _is_outlet_itself(words: str, outlet: str) -> bool:
    """ "We", "this newspaper"; "the agency" in the report of a news agency, and not that of the environment in a newspaper."""
    return ITSELF.fullmatch(words) is not None or (words.lower() == "the agency" and is_agency(outlet))


def _head(parse: Parse, words: tuple[int, ...]) -> int:
    inside = set(words)
    return next((i for i in words if parse.tokens[i].head not in inside or parse.tokens[i].head == i), words[-1])


def _apposed(parse: Parse, head: int, mention: Mention) -> bool:
    """Does a mention stand in apposition to the head of its phrase ("a spokeswoman, Ilse Maarn")?"""
    beside = [c for c in parse.children[head] if parse.tokens[c].dep == "appos"]
    if (
        parse.tokens[head].pos == "NOUN"
    ):  # "a spokesman for Vane, Olav Holm": a name is in apposition to the noun, not to a name
        names = (b for c in parse.children[head] if parse.tokens[c].dep == "prep" for b in parse.children[c])
        names = (b for b in names if parse.tokens[b].pos == "PROPN")
        beside += [c for name in names for c in parse.children[name] if parse.tokens[c].dep == "appos"]
    return any(mention.start <= parse.tokens[c].start < mention.end for c in (*beside, head))


def _on_behalf(parse: Parse, head: int) -> bool:
    """Is a source described by whom it speaks for: "a spokeswoman for the harbour office"?"""
    below = [parse.tokens[c] for c in parse.children[head]]
    return any(word.dep == "prep" and word.lemma in ("for", "of", "at", "from", "with") for word in below) and not any(
        word.dep == "appos" for word in below
    )


def is_agency(name: str | None) -> bool:
    """Is this the name of a news agency of the table?"""
    return bool(name) and _folded(name or "") in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_folded(name) for name in agency_spellings())


def _folded(name: str) -> str:
    words = name.lower().replace("'s", "").split()
    kept = [word for word in words if word not in ("the", "news", "agency")]
    return " ".join(kept or words)


def own_words(parse: Parse, relation: Relation) -> bool:
    """ "We can confirm", "I deny" of somebody who is quoted: the one who is quoted already says it."""
    words = [parse.tokens[i].text.lower() for source in relation.sources for i in source]
    return words in (["i"], ["we"], ["my"], ["our"])  # "my hope is that"


def of_himself(parse: Parse, inner: Relation, outer: Relation, quoted: Sequence[Span]) -> bool:
    """ "Holm said he hoped …": the pronoun that opens what he says is himself, and who hopes is no further source.

    Within quotation marks a pronoun is somebody else, and so it may be behind another noun or where its kind does not fit.
    """
    words = [i for source in inner.sources for i in source]
    if len(words) != 1 or inner.anchor not in outer.content or words[0] not in outer.content or len(outer.sources) != 1:
        return False
    place = parse.tokens[words[0]]
    before = (i for i in outer.content if i < words[0] and parse.sentence_of(i) == parse.sentence_of(words[0]))
    if any(parse.tokens[i].pos in ("NOUN", "PROPN", "PRON") for i in before) or overlapping(
        quoted, place.start, place.end
    ):
        return False
    return _can_be(parse, place.text.lower(), outer.sources[0])


def _can_be(parse: Parse, pronoun: str, source: tuple[int, ...]) -> bool:
    pronoun = POSSESSIVES.get(pronoun, pronoun)  # "withdrew its claim that"
    head = _head(parse, source)
    token, texts = parse.tokens[head], {parse.tokens[i].text for i in source}
    if token.pos == "PRON":
        return token.text.lower() == pronoun
    guess = parse.name_at(head)
    named = guess.label if guess is not None else ""
    kind = "person" if named == "PERSON" else "body" if named else classes("nominal_kinds").get(token.lemma.lower(), "")
    if pronoun in ("he", "she"):
        titles = FEMALE if pronoun == "he" else MALE
        return kind in ("person", "") and token.tag not in ("NNS", "NNPS") and not titles & texts
    return (pronoun == "it" and kind not in ("person", "group")) or (pronoun == "they" and named != "PERSON")


def impersonal_step(parse: Parse, relation: Relation) -> Step:
    """A step without a name: "is expected to", "reportedly", and what is said so."""
    cue = _span(parse, relation.cue)
    nobody = Source(entity=None, name=None, start=None, end=None, cue=cue, mention=None)
    content = content_spans(parse, relation.content - frozenset(relation.cue))
    return Step(sources=(nobody,), role="speaker", stance=relation.stance, cue=cue, content=content, inherited=False)


def _span(parse: Parse, words: tuple[int, ...]) -> Span | None:
    return Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end) if words else None
