"""Which candidate expressions really are times where they stand: "May" a month or a modal, "2,000" a year or a count."""

from __future__ import annotations

import re
from bisect import bisect_left

from whosays.data import classes
from whosays.model import Parse, Sentence, Token
from whosays.normalize.times.spans import Expression

_BEFORE = re.compile(r"(\S{1,30})\s\Z")  # the text before is cut to thirty
_PREPOSITIONS = {
    "at", "by", "until", "till", "before", "after", "around", "since", "from", "of", "during", "in", "on", "about", "through", "between", "and",
    "to", "for", "over", "into", "this", "last", "next", "early", "late", "mid", "or", "towards", "near", "past",
}  # fmt: skip
_AROUND = re.compile(r"\s(?:before|after|since|leading|following|ahead|that\sfollowed)\b")  # "in the weeks before"
_OF_OUR_TIME = re.compile(
    r"'s\s(?:[a-z-]{2,20}\s){0,2}(?:world|societ(?:y|ies)|youth|generations?|children|teenagers|young|women|men|families|students|times?|age|era|"
    r"economy|technolog(?:y|ies)|computers|phones|cars|standards|money|terms|consumers|artists|musicians|leaders|politics|culture)\b"
)  # "today's world" is no day
_BARE_PARTS = {
    "dawn",
    "daybreak",
    "sunrise",
    "nightfall",
    "dusk",
    "sunset",
    "midday",
    "lunchtime",
    "night",
    "mid-morning",
    "mid-afternoon",
}
_DAYPARTS = {"morning", "afternoon", "evening"}
_DOUBTFUL_MONTHS = {"may", "march", "april", "june", "august", "mar"}
_PLURALS_OF_DATES = {
    "earnings",
    "results",
    "elections",
    "sales",
    "revenues",
    "figures",
    "games",
    "olympics",
    "talks",
    "profits",
    "levels",
    "riots",
    "models",
}
_COUNTING = {"JJ", "JJR", "DT", "PRP$", "CD", "PDT", "WDT", "RB", "POS", "JJS"}


def stands(parse: Parse, sentence: Sentence, text: str, one: Expression) -> bool:
    """Is the candidate a time? ``text`` is the sentence, offsets of ``one`` count in it."""
    before = _BEFORE.search(text[max(0, one.start - 30) : one.start])
    previous = before[1].lower() if before else ""
    first = _token_at(parse, sentence, sentence.start + one.start)
    token = parse.tokens[first]
    words = text[one.start : one.end].lower()
    if one.kind in ("zone", "edge", "approx"):
        return False
    if one.kind in ("year", "yearish"):
        return _is_year(parse, sentence, one, first, text)
    if one.kind == "month" and words in _DOUBTFUL_MONTHS:
        return previous in _PREPOSITIONS and token.tag != "MD" and not _in_person(parse, first)
    if one.kind in ("part", "thepart"):
        bare = words in _BARE_PARTS or (words in _DAYPARTS and previous in ("by", "until", "till", "towards"))
        return previous in _PREPOSITIONS and (one.kind == "thepart" or bare or "edge" in one.fields)
    if one.kind == "clock":
        if previous == "high":
            return False
        return bool(re.search(r"[a-z]", words)) or previous in _PREPOSITIONS or token.pos != "NUM"
    if (
        one.type == "DURATION"
        and sentence.role != "headline"
        and re.search(r"\d\s[A-Z][a-z]", text[one.start : one.end])
    ):
        return False  # the name of a programme or a film
    if one.kind == "age":
        return not _describes(parse, sentence, one)
    if words == "one day" and one.type == "DURATION" and _with_modal(parse, first):
        return False
    if "holiday" in one.fields and _names_kind(parse, sentence, one):
        return False
    if one.kind == "half":
        return one.fields.keys() & {"year", "ryear"} != set()
    if one.kind == "season":
        return _is_season(text, one, words, previous)
    if one.kind == "theunit":
        return one.fields["rel"] == "quarter-1" or "edge" in one.fields or _the_unit(text, one, previous)
    if (
        one.kind in ("period", "day")
        and sentence.role != "headline"
        and one.start
        and text[one.start : one.end].istitle()
        and "rel" in one.fields
    ):
        named = " " in text[one.start : one.end]  # a programme: 'on the radio magazine "This Week"'
        return (
            not named and not text[: one.start].rstrip()[-1:].isalnum() and not text[: one.start].rstrip().endswith(",")
        )
    if words == "today" and _OF_OUR_TIME.match(text[one.end :]):
        return False
    if one.kind in ("one", "bare", "rate", "ref", "adverb", "someday"):
        return _worded(parse, sentence, text, one, first, token, previous)
    return True


def _worded(
    parse: Parse, sentence: Sentence, text: str, one: Expression, first: int, token: Token, previous: str
) -> bool:
    """Common words that are times only in some places: "a year", "years", "now", "current", "daily"."""
    words = text[one.start : one.end].lower()
    before = parse.tokens[first - 1] if first > sentence.first else None
    rate = before is not None and (
        before.pos in ("NUM", "SYM") or before.tag in ("NN", "NNS", "CD") or before.text.lower() in ("once", "twice")
    )
    if one.kind == "one":
        return not rate or re.match(r"\sand\s(?:\d|half|a\s(?:half|quarter))", text[one.end :]) is not None
    if one.kind == "rate":  # "five million a year" is a rate, which quantities hold; "twice a week" says when
        return previous in ("once", "twice", "times", "time")
    if one.kind == "someday":
        return _with_modal(parse, first)
    if one.kind == "bare":
        if previous == "the" and _AROUND.match(text[one.end :]):
            return True
        return before is None or before.tag in ("IN", "VBD", "VBN", "VBG", "VB", "VBZ", "VBP", "TO")
    if one.kind == "adverb":
        if words in ("annually", "yearly") and _counts(parse, sentence, first):
            return False  # "12,000 units annually", "rises 3% annually": rates, as "12,000 a year"
        often = before is not None and before.tag in ("DT", "PRP$")  # "a daily rally", "his weekly address"
        return words != "quarterly" and (token.pos == "ADV" or often)
    if words in ("recent", "current"):
        return token.pos == "ADJ" and previous not in ("more", "most")
    if words in ("soon", "shortly"):
        return previous != "as" and not re.match(r"\s(?:before|after|as|enough)\b", text[one.end :])
    if words in ("the future", "future"):
        return previous in ("in", "into") or (token.pos == "NOUN" and previous == "near")
    if words == "now":
        return previous != "from"
    after = text[one.end : one.end + 20]
    return (
        words != "the past"
        or not re.match(r"\s[a-z0-9]", after)
        or bool(re.match(r"\s(?:and|or|but|as|is|was|to|by|that|with|when|he|she|it|they|we|has|have|had)\b", after))
    )


def _counts(parse: Parse, sentence: Sentence, first: int) -> bool:
    """Does a figure with its unit stand just before a token ("12,000 units annually", "by 3% annually")?"""
    before = parse.tokens[max(sentence.first, first - 3) : first]
    return bool(before) and before[-1].pos in ("NOUN", "NUM", "SYM") and any(token.pos == "NUM" for token in before)


def _describes(parse: Parse, sentence: Sentence, one: Expression) -> bool:
    """ "a nine-year-old boy": an age that says of whom it is one, and so no time of what happened."""
    after = _token_at(parse, sentence, sentence.start + one.end - 1) + 1
    if after == sentence.last or parse.tokens[after].text.endswith("ing"):  # "shows the nine-year-old leaving"
        return False
    return parse.tokens[after].pos in ("NOUN", "PROPN", "ADJ")


def _names_kind(parse: Parse, sentence: Sentence, one: Expression) -> bool:
    """ "Easter pilgrims", "the Christmas market": what kind of thing, and no day; "the Easter attack" is of that day."""
    last = parse.tokens[_token_at(parse, sentence, sentence.start + one.end - 1)]
    over = parse.tokens[last.head]
    return (
        last.dep == "compound"
        and over.start > last.end
        and over.tag in ("NN", "NNS")
        and over.lemma not in classes("event_nouns")
    )


def _with_modal(parse: Parse, first: int) -> bool:
    """ "will one day return", "one day could see": beside the modal verb, which only the words "one day" part from its own."""
    return any(0 <= at < len(parse.tokens) and parse.tokens[at].tag == "MD" for at in (first - 1, first + 2))


def _is_season(text: str, one: Expression, words: str, previous: str) -> bool:
    """ "in the fall", "last spring", "the summer"; "the fall of the tower" is none."""
    if one.fields.keys() & {"year", "ryear", "which", "edge"}:
        return True
    if words.endswith(("fall", "spring")):
        return previous in ("in", "by", "since") and not text[one.end :].startswith(" of ")
    return words.startswith("the ") or previous in ("in", "by", "since")


def _the_unit(text: str, one: Expression, previous: str) -> bool:
    """ "for the year", "the week's losses": the present one; "the year that", "the day" stay out."""
    unit = one.fields["rel"].removesuffix("+0")
    after = text[one.end : one.end + 20]
    if unit not in ("week", "month", "year") or re.match(
        r"\s(?:ended|ending|of|that|when|after|before|in|to|he|she|it|they|we|following)\b", after
    ):
        return False
    return previous in ("for", "of", "in", "during", "throughout") or after.startswith("'s")


def _is_year(parse: Parse, sentence: Sentence, one: Expression, first: int, text: str) -> bool:
    """Four digits are a year unless they count, cost, or number something."""
    last = _token_at(parse, sentence, sentence.start + one.end - 1)
    if not text[one.start : one.end].isdigit():
        return True
    token = parse.tokens[last]
    after = parse.tokens[last + 1] if last + 1 < sentence.last else None
    before = parse.tokens[first - 1] if first > sentence.first else None
    if before is not None and before.text in ("$", "£", "€", "#", "No.", "no.", "US$", "A$", "C$"):
        return False
    if before is not None and before.text.lower() in (
        "than",
        "least",
        "about",
        "nearly",
        "almost",
        "some",
        "roughly",
        "approximately",
    ):
        return False
    if token.dep == "nummod" and after is not None and after.tag in ("NNS", "NNPS"):
        return (
            after.lemma.lower() in _PLURALS_OF_DATES
            or after.text.lower() in _PLURALS_OF_DATES
            or (before is not None and before.tag in _COUNTING)
        )
    return True


def _in_person(parse: Parse, index: int) -> bool:
    name = parse.name_at(index)
    return name is not None and name.label == "PERSON" and name.last - name.first > 1


def _token_at(parse: Parse, sentence: Sentence, offset: int) -> int:
    found = bisect_left(parse.tokens, offset + 1, sentence.first, sentence.last, key=lambda token: token.start)
    return max(sentence.first, found - 1)
