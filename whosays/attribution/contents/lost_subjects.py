"""A verb of saying whose subject the parser has lost: who says it, and what, from the order of the words alone.

"Saturday at the convention Sen. Ada Lorne said the bridge was safe" comes out with a date or a clause where the subject belongs. In
English news prose the speaker still stands right before the verb, or right behind it where a closing quotation mark is before it.
"""

from __future__ import annotations

from whosays.attribution.speakers import CLOSING_MARKS
from whosays.model import Parse, Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "PART"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
BETWEEN = ("aux", "neg", "advmod")  # what may stand between a speaker and the verb
LONGEST_BETWEEN = 24  # tokens between a name and the verb
LONGEST = 10  # tokens of such a speaker


def lost_speaker(parse: Parse, sentence: Sentence, index: int) -> tuple[int, ...] | None:
    """The run of words beside a finite verb that can be its subject: a noun phrase without prepositions, at most ten words."""
    token = parse.tokens[index]
    if index == sentence.first:  # "Said Olav Holm: “…”"
        run = _behind(parse, sentence, index)
        return run if run and parse.tokens[min(run[-1] + 1, sentence.last - 1)].text == ":" else None
    if token.tag not in ("VBD", "VBZ", "VBP"):
        return None
    if index > sentence.first and parse.tokens[index - 1].text in CLOSING_MARKS:
        return _behind(parse, sentence, index)
    place = index - 1
    while (
        place > sentence.first
        and place in parse.children[index]
        and parse.tokens[place].dep in BETWEEN
        and parse.tokens[place].pos != "PROPN"
    ):
        place -= 1
    if parse.tokens[place].text == ")":  # "Sen. Ada Lorne (D-MA) said"
        opened = (i for i in range(place - 1, max(place - LONGEST, sentence.first), -1) if parse.tokens[i].text == "(")
        place = next(opened, place) - 1
    if parse.tokens[place].text == "," and (named := _named_before(parse, sentence, place)) is not None:
        return named
    if parse.tokens[place].text == "," and (joined := _joined_before(parse, index, place)) is not None:
        return joined
    if place < sentence.first or parse.tokens[place].pos not in HEADS or parse.tokens[place].tag in ("WP", "WDT"):
        return None
    first = place
    while first > sentence.first and place - first < LONGEST and parse.tokens[first - 1].pos in NOMINAL:
        if parse.tokens[first].pos == "DET" or parse.tokens[first - 1].text in ("to", "not"):
            break
        first -= 1
    return tuple(range(first, place + 1))


def _named_before(parse: Parse, sentence: Sentence, comma: int) -> tuple[int, ...] | None:
    """ "Ida Holm, the head of the office, | flatly told …": the nearest name with a comma behind it, with what stands between."""
    lowest = max(comma - LONGEST_BETWEEN, sentence.first)
    for name in reversed([n for n in parse.names if lowest <= n.first and n.last < comma]):
        if name.label in ("PERSON", "ORG") and parse.tokens[name.last].text == ",":
            first = name.first
            while first > sentence.first and parse.tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ", "DET"):
                first -= 1
            return tuple(range(first, comma))
    return None


def _joined_before(parse: Parse, index: int, comma: int) -> tuple[int, ...] | None:
    """ "The mayor put it at 17, but | a doctor, who asked not to be named, | said …": the noun that the parser joined to a verb in front."""
    for clause in (c for c in parse.children[index] if c < comma and parse.tokens[c].dep == "ccomp"):
        for noun in parse.children[clause]:
            inside = parse.subtree(noun)
            if parse.tokens[noun].dep == "conj" and parse.tokens[noun].pos == "NOUN" and inside[-1] == comma - 1:
                told = {i for c in parse.children[noun] if parse.tokens[c].dep == "relcl" for i in parse.subtree(c)}
                return tuple(i for i in inside if i not in told and parse.tokens[i].pos != "PUNCT")
    return None


def lost_content(parse: Parse, index: int, speaker: tuple[int, ...]) -> frozenset[int]:
    """The clauses on the verb's own side: behind the speaker and the verb, or, of an inversion or at the end of a sentence, in front."""
    clauses = [c for c in parse.children[index] if parse.tokens[c].dep == "ccomp"]
    if speaker[0] > index:
        said = {i for c in clauses if c < index for i in parse.subtree(c)}
        return frozenset(i for i in said if i < index)
    said = {i for c in clauses if c > index for i in parse.subtree(c)}
    if not said and parse.tokens[speaker[0] - 1].text == "," and not _goes_on(parse, index):
        said = {i for c in clauses for i in parse.subtree(c)}
        return frozenset(i for i in said if i < speaker[0])
    return frozenset(i for i in said if i > index)


def _goes_on(parse: Parse, index: int) -> bool:
    """Does anything but a full stop stand behind a verb in its sentence?"""
    sentence = parse.sentences[parse.sentence_of(index)]
    return any(parse.tokens[i].pos != "PUNCT" for i in range(index + 1, sentence.last))


def _behind(parse: Parse, sentence: Sentence, index: int) -> tuple[int, ...] | None:
    """ "…," said Olav Holm, half joking."""
    last = index + 1
    while last < sentence.last and last - index <= LONGEST and parse.tokens[last].pos in NOMINAL:
        last += 1
    run = tuple(range(index + 1, last))
    return run if run and parse.tokens[run[-1]].pos in HEADS else None
