"""Labels: "Police: …" in front of a line and "…: police" behind a headline hand the line to whoever they name.

A topic in front of a colon ("Ferry fire: what we know") looks the same, so a name counts only with a quotation behind it, or
where the report has the same name, or one of these initials, saying something, itself or by a spokesman; common nouns count where they
are people, bodies or documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from whosays.attribution.cues.titles import TITLES
from whosays.attribution.relations import Relation
from whosays.attribution.speakers import SPEAKING_THINGS, role_of
from whosays.model import Parse, Sentence
from whosays.words.people import noun_kind

LONGEST = 6  # tokens of a label in front
SHORTEST = 3  # tokens of what is said
BEHIND = 3  # tokens of a label at the end
SIGNATURE = re.compile(
    r"[—–-] ?(?P<name>[^\W\d_][^()@\n]{0,59}?) ?\(@\w{1,15}\)[ \n](?:\w{3,9} \d{1,2}, \d{4}|\d{1,2} \w{3,9},? \d{4})"
)
SIGNED = re.compile(
    r"[”\"][ \u00a0]?[―—–][ \u00a0]?(?P<name>[A-ZÀ-Þ][\w.'’-]{0,29}(?: [\w.'’-]{1,30}){1,4})(?:, ?[^\n]{1,80})?[ \u00a0]?$",
    re.MULTILINE,
)
MARKS = frozenset({":", "-", "--"})
DASHES = frozenset("-–—―")
OWN_NOTE = frozenset({"editor", "editors"})  # "Editor's note:" is the outlet's own
QUOTES = frozenset({'"', "''", "``", "'"})
SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople"})
SPEAKING_KINDS = frozenset({"person", "organisation", "group"})


def label_relations(parse: Parse, found: Sequence[Relation]) -> Iterator[Relation]:
    """Relations of labels; ``found`` are the report's other relations, whose speakers vouch for a name."""
    heard = {name for relation in found for source in relation.sources for name in _names(parse, source)}
    for number, sentence in enumerate(parse.sentences):
        opens = number == 0 or parse.sentences[number - 1].paragraph != sentence.paragraph
        front = _front(parse, sentence) if opens else None
        own = front is not None and bool(OWN_NOTE & {parse.tokens[i].lemma.lower() for i in front})
        if front is not None and (own or _speaks(parse, sentence, front, heard)):
            relation = _relation(parse, sentence, front)
            yield replace(relation, sources=()) if own else relation
        elif sentence.role in TITLES and (behind := _behind(parse, sentence, heard)) is not None:
            yield _relation(parse, sentence, behind)
    yield from _signatures(parse)


def _names(parse: Parse, source: tuple[int, ...]) -> Iterator[str]:
    """What a source can be called in a label: its last word, its initials ("UN"), and whom a spokesman speaks for ("Kremlin")."""
    words = [parse.tokens[i] for i in source]
    yield words[-1].text.replace(".", "")  # "U.N."
    named = [word.text for word in words if word.pos == "PROPN"]
    if len(named) > 1:
        yield "".join(word[0] for word in named)
    spoken_for = next((word for word in words if word.lemma.lower() in SPOKESPEOPLE), None)
    if spoken_for is not None:
        yield from (word.text for word in words if word.pos == "PROPN" and word.start < spoken_for.start)


def _signatures(parse: Parse) -> Iterator[Relation]:
    """A post that a report embeds, signed behind a dash: "— Name (@handle) October 13, 2016" has said what stands before it.

    So has a name alone behind a dash and a closing quotation mark, to the end of the line.
    """
    starts = [token.start for token in parse.tokens]
    text = parse.report.text
    for found in chain(SIGNATURE.finditer(text), SIGNED.finditer(text)):
        first, name, last = (bisect_left(starts, place) for place in (found.start(), found.start("name"), found.end()))
        if not 0 < first < name < last:
            continue
        paragraph = parse.sentences[parse.sentence_of(first - 1)].paragraph
        said = (s for s in parse.sentences if s.paragraph == paragraph)
        content = frozenset(i for s in said for i in range(s.first, s.last) if i < first)
        named = tuple(i for i in range(name, last) if parse.tokens[i].end <= found.end("name"))
        named = named[:-1] if named and parse.tokens[named[-1]].text == "." else named
        if content and named:
            frame = frozenset(range(first, last))
            verb = next(
                (i for i in sorted(content) if parse.tokens[i].tag.startswith("VB") and not _helps(parse, i)), None
            )
            dash = tuple(i for i in range(first, name) if DASHES & set(parse.tokens[i].text))
            yield Relation(
                first, (named,), dash[:1], content, "asserts", "speaker", frame=frame, act="signature", carrier=verb
            )


def _helps(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep in ("aux", "auxpass")


def _relation(parse: Parse, sentence: Sentence, label: range) -> Relation:
    """The line is the content, the colon or dash the cue."""
    mark = label.stop if label.start == sentence.first else label.start - 1
    frame = frozenset({*label, mark})
    content = frozenset(range(sentence.first, sentence.last)) - frame
    carrier = next(i for i in sorted(content) if parse.tokens[i].head not in content or parse.tokens[i].head == i)
    role = role_of(parse, label[-1])
    return Relation(mark, (tuple(label),), (mark,), content, "asserts", role, frame=frame, act="label", carrier=carrier)


def _front(parse: Parse, sentence: Sentence) -> range | None:
    """The label in front of the first colon: short, and without a verb."""
    tokens = parse.tokens
    last = min(sentence.first + LONGEST + 1, sentence.last - SHORTEST)
    colon = next((i for i in range(sentence.first + 1, last) if tokens[i].text == ":"), None)
    if colon is None or any(tokens[i].pos in ("VERB", "AUX", "PUNCT", "NUM") for i in range(sentence.first, colon)):
        return None
    return range(sentence.first, colon)


def _speaks(parse: Parse, sentence: Sentence, label: range, heard: set[str]) -> bool:
    """Is this somebody who says the line, and no topic? A row of a table ("Holm: 1,769.") is told of him."""
    behind = parse.tokens[label.stop + 1 : sentence.last]
    if behind[0].pos == "NUM" and all(word.pos in ("NUM", "PUNCT", "SYM", "NOUN") for word in behind):
        return False
    head = parse.tokens[label[-1]]
    first = next((i for i in label if parse.tokens[i].head not in label or parse.tokens[i].head == i), label[-1])
    if _says_by_itself(parse.tokens[first].text.lower()):  # "Anger at police: …" is no police
        return True
    if not head.text[0].isupper() or _is_place(parse, label[-1]):
        return False
    quoted = behind[0].text in QUOTES
    own = any(word.text in ("I", "we", "We") for word in behind)  # "Orr: 'I will not go'"
    return head.text in heard or (quoted and (parse.name_at(label[-1]) is not None or own))


def _says_by_itself(noun: str) -> bool:
    return noun in SPEAKING_THINGS or noun.removesuffix("s") in SPEAKING_THINGS or noun_kind(noun) in SPEAKING_KINDS


def _behind(parse: Parse, sentence: Sentence, heard: set[str]) -> range | None:
    """ "Five dead in ferry fire: police": the people, body or document behind the last colon or dash of a title, or a name that is heard."""
    tokens = parse.tokens
    first = max(sentence.last - BEHIND - 1, sentence.first + SHORTEST)
    mark = next((i for i in range(sentence.last - 2, first - 1, -1) if tokens[i].text in MARKS), None)
    if mark is None or any(tokens[i].pos in ("VERB", "AUX", "PUNCT", "NUM") for i in range(mark + 1, sentence.last)):
        return None
    last = tokens[sentence.last - 1]
    named = last.text[0].isupper() and last.text in heard and not _is_place(parse, sentence.last - 1)
    return range(mark + 1, sentence.last) if named or _says_by_itself(last.lemma.lower()) else None


def _is_place(parse: Parse, index: int) -> bool:
    placed = parse.name_at(index)
    return placed is not None and placed.label not in ("PERSON", "ORG")
