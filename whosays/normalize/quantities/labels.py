"""Numbers that count nothing: parts of names ("Flight 370"), labels ("stage 9"), scores."""

from __future__ import annotations

import re

from whosays.data import words
from whosays.model import Parse
from whosays.normalize.quantities.nouns import noun_of
from whosays.values.calendar import WEEKDAYS

_DAYS = {*WEEKDAYS, "Today", "Yesterday"}
_NUMBER_SIGNS = {"number", "no.", "no", "#", "nos.", "sq"}
_NO_COUNT = {"win", "victory", "defeat", "draw", "lead", "loss", "score", "decision", "aggregate"}


def is_name_part(parse: Parse, index: int) -> bool:
    """Is the number part of a name or a label ("Flight 370", "Article 5", "number seven shirt", "No. 10")?"""
    if index == 0 or parse.sentence_of(index) != parse.sentence_of(index - 1):
        return False
    before, token = parse.tokens[index - 1], parse.tokens[index]
    if is_label(parse, index) or _is_capital_word(parse, index):
        return True
    if before.text.lower() in _NUMBER_SIGNS and before.pos != "VERB":
        return True
    noun = noun_of(parse, index)
    head = parse.tokens[token.head]
    if before.text in _DAYS:
        return False  # "On Wednesday 63 more cases were confirmed"
    if before.pos == "PROPN" and before.head == index:
        return True  # "Boeing 747"
    if before.text.isupper() and len(before.text) > 1 and token.head == index - 1 and token.dep == "nummod":
        return True  # "the ATR 72"
    if noun is not None and parse.tokens[noun].tag == "NNP" and not re.search(r"\ds\Z", parse.tokens[noun].text):
        return True  # "10 Downing Street"
    if (
        before.pos == "PROPN"
        and noun == index + 1
        and parse.tokens[noun].tag == "NN"
        and token.text.isdigit()
        and token.text != "1"
    ):
        return parse.tokens[noun].head != index and before.head == noun  # "the FTSE 100 index"
    if (
        before.pos == "PROPN"
        and (noun is None or noun < index)
        and (head.pos == "PROPN" or token.dep in ("nummod", "appos", "npadvmod"))
    ):
        return token.head == index - 1 or (before.end + 1 == token.start and token.dep == "nummod")
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.istitle()


def is_label(parse: Parse, index: int) -> bool:
    """ "Day 12", "stage 9", "kilometre 114", "Model 90 tractor": a number behind a word whose bearers are numbered."""
    before, token = parse.tokens[index - 1], parse.tokens[index]
    if (
        token.dep == "conj"
        and token.head < index
        and token.text[:1].isdigit()
        and parse.tokens[token.head].text[:1].isdigit()
    ):
        return is_label(parse, token.head) if token.head > 0 and before.text in (",", "and", "or") else False
    plural = before.tag == "NNS" and before.text.lower().removesuffix("s") in words(
        "numbered"
    )  # "services 14, 15 and 38"
    if not plural and (before.text.lower() not in words("numbered") or before.pos not in ("NOUN", "PROPN", "ADJ")):
        return False
    if not token.text[:1].isdigit() and not before.text[:1].isupper():
        return False  # "in room after room two dozen people"
    behind = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    return before.text[:1].isupper() or behind is None or behind.tag != "NNS"


def _is_capital_word(parse: Parse, index: int) -> bool:
    """ "the Group of Seven", "the Big Four": a number in words with a capital, behind a word with one."""
    first = parse.tokens[index]
    if not first.text.istitle() or index < 2:
        return False
    before, earlier = parse.tokens[index - 1], parse.tokens[index - 2]
    return (before.text == "of" and earlier.text.istitle()) or (before.text.istitle() and earlier.text == "the")


def is_score(parse: Parse, first: int, last: int) -> bool:
    """A score or a margin ("a 3-1 win", "won 3-1"), which counts nothing; "seven straight losses" and "won one of them" count."""
    head = parse.tokens[parse.tokens[last].head]
    if head.pos == "VERB" and not {parse.tokens[i].text for i in (first - 1, last + 1) if i < len(parse.tokens)} & {
        "-",
        "–",
    }:
        return False
    return head.lemma.lower() in _NO_COUNT and head.tag != "NNS"
