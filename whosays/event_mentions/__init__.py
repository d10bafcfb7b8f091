"""Words of a report that stand for something that happens or holds: verbs, event nouns ("the crash"), some adjectives ("dead").

A small linear model over the parse, trained on the annotation of ECB+; see docs/design/event_chains.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from whosays.data.weights import sha256_of
from whosays.event_mentions.features import of_place, of_word
from whosays.event_mentions.participants import participants
from whosays.event_mentions.weights import UNIT, WEIGHTS, weigh
from whosays.model import SILENT_ZONES, EventMention, Mention, Model, Parse, key
from whosays.words.events import PARTS, kind_of, root_of

LEAST = -UNIT // 4  # summed weight from which a word counts as an event; from folds of the training topics
HOPELESS = -2 * UNIT  # what the word alone must weigh for its sentence to be looked at
NAMED = ("VERB", "NOUN", "PROPN", "ADJ")


def find_event_mentions(parse: Parse, mentions: Sequence[Mention]) -> tuple[EventMention, ...]:
    """Head words of events in text order, with who and what takes part by grammar. Negated and planned events are events."""
    mentioned, ending = stood_in(parse, mentions), {mention.end: mention.id for mention in mentions}
    found = []
    for number, sentence in enumerate(parse.sentences):
        if sentence.role in SILENT_ZONES:
            continue
        for index in range(sentence.first, sentence.last):
            token = parse.tokens[index]
            if token.pos not in NAMED:
                continue
            alone = _alone(token.text, token.lemma, token.tag, token.pos)
            if alone > HOPELESS and alone + weigh(of_place(parse, index, sentence.role, mentioned)) > LEAST:
                found.append(as_mention(parse, index, ending, number))
    return tuple(found)


@lru_cache(maxsize=16_384)
def _alone(text: str, lemma: str, tag: str, pos: str) -> int:
    return weigh(of_word(text, lemma, tag, pos))


def event_model() -> Model:
    """Name, version and SHA-256 of the weights, for the record's provenance."""
    return Model(name="event-mentions", version="1", sha256=sha256_of(WEIGHTS))


def stood_in(parse: Parse, mentions: Sequence[Mention]) -> dict[int, str]:
    """Kind and form of the mention that a token stands in, the innermost where they nest."""
    starts = {token.start: index for index, token in enumerate(parse.tokens)}
    found = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        index = starts.get(mention.start, len(parse.tokens))
        while index < len(parse.tokens) and parse.tokens[index].start < mention.end:
            found[index] = f"{mention.kind}:{mention.form}"
            index += 1
    return found


def as_mention(parse: Parse, index: int, ending: Mapping[int, str], sentence: int) -> EventMention:
    """The word, of the sentence of this number, as an event mention."""
    token = parse.tokens[index]
    part = PARTS[token.pos]
    root = root_of(token.text, token.lemma, part)
    return EventMention(
        id=key("v", parse.report.id, token.start, token.end),
        report=parse.report.id,
        start=token.start,
        end=token.end,
        word=token.lemma.lower(),
        root=root,
        part="verb" if part == "v" else "noun" if part == "n" else "adjective",
        telling=kind_of(root) == "communication",
        participants=participants(parse, index, ending),
        sentence=sentence,
    )
