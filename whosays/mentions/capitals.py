"""Which capitals may open a name, and which are a headline's style, a day, a shout or the first word of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whosays.mentions import lexicon
from whosays.model import Parse, Sentence
from whosays.words.events import UNKNOWN, look_up

PARTICLES = frozenset("al el de da do dos del della di van von der den bin ibn la le du ten ter bint abu".split())
NAME_TAGS = frozenset({"NNP", "NNPS"})
OPEN_TAGS = frozenset({"NN", "NNS", "JJ", "VBG", "VBN", "VB", "VBZ", "FW", "JJR", "JJS", "UH", "RB", "IN", "MD", "CD"})
NEVER_POS = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"})
OPENS = frozenset("\" ' ( [ : - — – • * \u2026 ... ; / |".split())
OF_HEADS = frozenset(
    "bank university ministry department office institute house committee council court board sea gulf strait republic "
    "kingdom union bay isle league organization organisation association federation society church college school centre "
    "center museum authority agency bureau branch ring front party international chamber academy fund service services "
    "commission state states city academy cape port district order cross club corps guard chiefs".split()
)

# Nouns of people that begin names: "Mother Teresa", "Premier League".
NAMING = frozenset(
    {"premier", "major", "monitor", "mother", "father", "brother", "sister", "reader", "junior", "senior"}
)
TRADES = frozenset({"insurer", "retailer", "lender", "publisher", "broadcaster", "brewer", "supplier", "developer"})


@dataclass(frozen=True, slots=True)
class Clues:
    """What the whole report tells about its capitals: words also written small, words capitalised inside sentences, and surnames.

    A surname ends a person's full name ("Mark Price"), so that a word of everyday use is one where it stands alone with its capital.
    """

    small: frozenset[str]
    inside: frozenset[str]
    surnames: frozenset[str]


def capital(text: str) -> bool:
    """Does the first letter of the word stand in upper case?"""
    if text[:1].isalpha():
        return text[0].isupper()
    return next((c.isupper() for c in text if c.isalpha()), False)


def title_case(parse: Parse, sentence: Sentence) -> bool:
    """A line in which common words are capitalised too; a body sentence full of names has a small verb or noun and is none."""
    words = [parse.tokens[i] for i in range(sentence.first + 1, sentence.last)]
    content = [w.text for w in words if w.text[:1].isalpha() and w.pos not in NEVER_POS]
    closed = sentence.role not in ("headline", "dek", "caption") and parse.tokens[sentence.last - 1].text in (
        ".",
        "?",
        '"',
    )
    if closed:
        names = sum(word.text == "," for word in words) >= len(content) / 3  # "Alaska, Alabama, Arizona, …"
        return len(content) >= 6 and not names and all(capital(text) for text in content)
    long = [text for text in content if len(text) > 3]
    return len(long) >= 4 and sum(capital(text) for text in long) >= 0.75 * len(long)


def clues(parse: Parse, plain: Iterable[Sentence]) -> Clues:
    """Collect :class:`Clues` from the sentences that are not in title case, ``plain``."""
    small: set[str] = set()
    inside: set[str] = set()
    people = {guess.last - 1 for guess in parse.names if guess.label == "PERSON" and guess.last - guess.first > 1}
    surnames: set[str] = set()
    for sentence in plain:
        for index in range(sentence.first, sentence.last):
            text = parse.tokens[index].text
            if text.islower():
                small.add(text)
            elif capital(text) and index > sentence.first and parse.tokens[index - 1].text not in OPENS:
                inside.add(text)
                before = parse.tokens[index - 1]
                if before.tag in NAME_TAGS and (index in people or before.text.lower() in lexicon.given_names()):
                    surnames.add(text)
    return Clues(frozenset(small), frozenset(inside), frozenset(surnames))


def may_start(parse: Parse, sentence: Sentence, index: int, known: Clues) -> bool:
    """May a name start at this token?"""
    token = parse.tokens[index]
    word = token.text
    if not capital(word) or not word[0].isalnum() or not any(c.isalpha() for c in word):
        return False
    lowered = word.lower()
    if _no_name(parse, index, sentence):
        return False
    if (
        index > sentence.first + 1
        and glued(parse, index)
        and parse.tokens[index - 1].text == "-"
        and (parse.tokens[index - 2].text.lower() in ("inter", "intra", "trans", "cross", "mid", "sub"))
    ):
        return False
    if word in lexicon.country_names() or word in lexicon.compass_names():
        return True
    following = parse.tokens[index + 1] if index + 1 < sentence.last else None
    if lowered in PARTICLES and following is not None and (following.text in PARTICLES or following.tag in NAME_TAGS):
        return token.tag not in ("DT", "IN") or following.text in PARTICLES
    before_name = following is not None and following.tag in NAME_TAGS and capital(following.text)
    if token.tag in ("DT", "PRP", "PRP$", "WP", "WRB", "CC", "EX", "WDT", "TO") or (
        token.pos in NEVER_POS and token.tag not in NAME_TAGS
    ):
        return False
    inner = index > sentence.first and parse.tokens[index - 1].text not in OPENS
    if inner and _is_acronym_of_a_body(parse, index):
        return True
    if inner and word in known.surnames and token.pos in ("NOUN", "PROPN"):
        return True
    if inner:
        body = following is not None and following.text in ("of", "for") and lowered in OF_HEADS
        if (
            lowered in lexicon.openers()
            and not before_name
            and not body
            and (token.tag not in NAME_TAGS or lowered in known.small)
        ):
            return False
        shouted = word.isupper() and len(word) > 3 and lowered in known.small
        return not shouted and (token.tag in NAME_TAGS or token.tag in OPEN_TAGS)
    if word in known.inside:
        return lowered not in known.small or before_name
    if (
        lowered in lexicon.openers()
        and not (following is not None and following.text == "of" and lowered in OF_HEADS)
        and not (before_name and parse.words(index, index + 2) in lexicon.known_names())
    ):
        return before_name and lowered in lexicon.titles()
    if before_name and _is_trade(lowered) and lowered not in lexicon.titles():
        return False  # "Carmaker Velmo said", "Striker Obi scored"
    if before_name and (token.tag in NAME_TAGS or lowered in lexicon.titles() or word in lexicon.demonyms()):
        return lowered not in known.small or lowered in lexicon.titles()
    if token.tag not in NAME_TAGS:
        return False
    return lowered not in known.small and lowered not in lexicon.nouns()


def _is_acronym_of_a_body(parse: Parse, index: int) -> bool:
    """Does a word in capitals stand behind the noun of what it names ("the rescue agency TAREMA")?"""
    before = lexicon.nouns().get(parse.tokens[index - 1].lemma.lower())
    word = parse.tokens[index].text
    written_small = parse.tokens[index - 1].text.islower()
    return (
        word.isalpha()
        and word.isupper()
        and len(word) > 1
        and written_small
        and before is not None
        and before.kind == "organisation"
    )


def _is_trade(noun: str) -> bool:
    """Does a word say what somebody is or makes, and begin no name of a body as "bank" and "union" do?"""
    known = lexicon.nouns().get(noun)
    person = known is not None and known.kind == "person" and noun.endswith(("er", "or", "ist"))
    return noun in TRADES or noun.endswith("maker") or (person and noun not in NAMING)


def _no_name(parse: Parse, index: int, sentence: Sentence) -> bool:
    """Days, months, page furniture, hashtags, single letters, words that are shouted."""
    word = parse.tokens[index].text
    lowered = word.lower()
    following = parse.tokens[index + 1] if index + 1 < sentence.last else None
    if lowered in lexicon.NOT_NAMES:
        return (
            following is None
            or not capital(following.text)
            or parse.words(index, index + 2) not in lexicon.known_names()
        )
    if lowered.rstrip(".") in lexicon.CALENDAR and not month_is_name(parse, index):
        return True
    if (index and parse.tokens[index - 1].text in ("#", "@")) or word[0].isdigit() or len(word) < 2:
        return True
    known = (
        word in lexicon.known_names() or word.capitalize() in lexicon.country_names() or word in lexicon.country_names()
    )
    return (
        word.isupper()
        and len(word) > 4
        and not known
        and word.capitalize() not in parse.report.text
        and not _shouted_place(parse, index)
        and not _alone_in_capitals(parse, index, sentence)
    )


def _alone_in_capitals(parse: Parse, index: int, sentence: Sentence) -> bool:
    """An acronym: the only word in capitals among those beside it, inside a sentence, and no word of the language."""
    beside = [parse.tokens[n].text for n in (index - 1, index + 1) if sentence.first <= n < sentence.last]
    shouting = any(len(word) > 1 and word.isupper() for word in beside)
    token = parse.tokens[index]
    spelled = {token.text.lower(), token.lemma.lower()}
    common = (
        any(look_up(word, part) is not UNKNOWN for word in spelled for part in "vna") or spelled & lexicon.openers()
    )
    told = token.tag in NAME_TAGS or _is_acronym_of_a_body(parse, index)
    return index > sentence.first and told and not shouting and not common


def _shouted_place(parse: Parse, index: int) -> bool:
    """A dateline: words all in capitals up to a comma or bracket."""
    stop = index
    while stop < len(parse.tokens) and parse.tokens[stop].text.isupper():
        stop += 1
    return stop < len(parse.tokens) and parse.tokens[stop].text in (",", "(", "-")


def month_is_name(parse: Parse, index: int) -> bool:
    """Is a month or day a person here: after a given name ("Theresa May"), or before a name ("Jan van der Berg")?"""
    before = parse.tokens[index - 1].text if index else ""
    word = parse.tokens[index].text.lower()
    if word in ("may", "april", "june") and before.lower() in lexicon.given_names():
        return True
    following = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    if len(word) == 3 and capital(before) and _glued_name(parse, index):
        return following is None or following.tag != "CD"
    if following is None or following.tag not in (*NAME_TAGS, "FW", "IN"):
        return False
    return word in ("jan", "april", "june", "august", "sun") and (
        capital(following.text) or following.text in PARTICLES
    )


def _glued_name(parse: Parse, index: int) -> bool:
    """Does a word of a name stand right before, so that "Jun" ends "Lee Ha Jun"?"""
    before = parse.tokens[index - 1]
    return before.tag in (*NAME_TAGS, "UH") and before.text.lower().rstrip(".") not in lexicon.CALENDAR


def glued(parse: Parse, index: int) -> bool:
    """No blank between this token and the one before it."""
    return parse.tokens[index].start == parse.tokens[index - 1].end
