"""Where a name begins and ends: runs of capitalised words, with the parser's own guesses repaired at the edges.

The parser cuts names at hyphens and titles and glues them in headlines; capitals, particles and tables of titles,
countries and name words are steadier. Headlines In Title Case yield only names that the rest of the report confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whosays.mentions import lexicon
from whosays.mentions.edges import Run, split_run
from whosays.model import Parse, Sentence

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
FOR_HEADS = frozenset(
    "transport centre center front committee foundation council agency organisation organization campaign society "
    "institute movement fund alliance coalition union association citizens doctors reporters department office".split()
)
LOWER_SUFFIX = frozenset(
    "hospital cosmodrome airport pandemic stadium prison cathedral university infirmary brigade refinery".split()
)
POSSESSED_SUFFIX = frozenset("hospital college cathedral church square school hall university park road street".split())
# "Wimbledon-bound", "state-held": an English participle or noun after the hyphen, not a syllable of a given name.
AFTER_HYPHEN = frozenset(
    "bound based held led born backed run style wide area made era owned like free linked type".split()
)
SYLLABLE = re.compile(
    r"(?:ch|sh|zh|kk|pp|tt|ss|ng|ph|th|kh|[bcdfghjklmnpqrstwxyz])?[yw]?[aeiou]{1,3}(?:ng|[nmklprtgh])?$"
)
GENERIC_BODY = frozenset(
    "defense defence foreign interior home health finance transport justice education energy agriculture trade ministry "
    "supreme constitutional high court national assembly parliament senate air force navy army central bank security "
    "council service state far east north south west coast guard department treasury affairs police federal reserve "
    "intelligence environment labor labour culture information emergency situations of and general staff".split()
)


@dataclass(frozen=True, slots=True)
class Clues:
    """What the whole report tells about its capitals: words also written small, and words capitalised inside sentences."""

    small: frozenset[str]
    inside: frozenset[str]
    guessed: frozenset[int]


def capital(text: str) -> bool:
    """Does the first letter of the word stand in upper case?"""
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
        return len(content) >= 6 and all(capital(text) for text in content)
    long = [text for text in content if len(text) > 3]
    return len(long) >= 4 and sum(capital(text) for text in long) >= 0.75 * len(long)


def clues(parse: Parse) -> Clues:
    """Collect :class:`Clues` from the sentences that are not in title case."""
    small: set[str] = set()
    inside: set[str] = set()
    for sentence in parse.sentences:
        if title_case(parse, sentence):
            continue
        for index in range(sentence.first, sentence.last):
            text = parse.tokens[index].text
            if text.islower():
                small.add(text)
            elif capital(text) and index > sentence.first and parse.tokens[index - 1].text not in OPENS:
                inside.add(text)
    guessed = {
        index
        for guess in parse.names
        if guess.label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "NORP")
        for index in range(guess.first, guess.last)
    }
    return Clues(frozenset(small), frozenset(inside), frozenset(guessed))


def find_runs(parse: Parse) -> tuple[Run, ...]:
    """All names of the report in text order."""
    known = clues(parse)
    found = [
        run
        for sentence in parse.sentences
        if not title_case(parse, sentence)
        for run in _sentence_runs(parse, sentence, known)
    ]
    words = {tuple(t.text for t in parse.tokens[run.first : run.last]) for run in found}
    for sentence in parse.sentences:
        if title_case(parse, sentence):
            found.extend(_known_runs(parse, sentence, words))
    return tuple(sorted(found, key=lambda run: (run.first, run.last)))


def _known_runs(parse: Parse, sentence: Sentence, words: set[tuple[str, ...]]) -> Iterator[Run]:
    """Names of a title-case line that stand elsewhere in the report, or are countries; the longest first."""
    index = sentence.first
    while index < sentence.last:
        for length in range(min(6, sentence.last - index), 0, -1):
            text = tuple(t.text for t in parse.tokens[index : index + length])
            if text in words or parse.words(index, index + length) in lexicon.country_names():
                yield Run(index, index + length, False)
                index += length - 1
                break
        index += 1


def _sentence_runs(parse: Parse, sentence: Sentence, known: Clues) -> Iterator[Run]:
    index = sentence.first
    dateline = _dateline(parse, sentence)
    if dateline is not None:
        yield dateline
        index = dateline.last
    while index < sentence.last:
        if not _starts(parse, sentence, index, known):
            index += 1
            continue
        stop = _extend(parse, sentence, index)
        yield from split_run(parse, index, stop)
        index = stop


def _starts(parse: Parse, sentence: Sentence, index: int, known: Clues) -> bool:
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
        and _glued(parse, index)
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
    if before_name and (token.tag in NAME_TAGS or lowered in lexicon.titles() or word in lexicon.demonyms()):
        return lowered not in known.small or lowered in lexicon.titles()
    if token.tag not in NAME_TAGS:
        return False
    return lowered not in known.small and lowered not in lexicon.nouns()


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
    if lowered.rstrip(".") in lexicon.CALENDAR and not _month_is_name(parse, index):
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
    )


def _shouted_place(parse: Parse, index: int) -> bool:
    """A dateline: words all in capitals up to a comma or bracket."""
    stop = index
    while stop < len(parse.tokens) and parse.tokens[stop].text.isupper():
        stop += 1
    return stop < len(parse.tokens) and parse.tokens[stop].text in (",", "(", "-")


def _dateline(parse: Parse, sentence: Sentence) -> Run | None:
    """The place in capitals that opens a report: "PORT TARSOLA, June 8 (…)"."""
    stop = sentence.first
    while stop < sentence.last and parse.tokens[stop].text.isupper() and parse.tokens[stop].text[0].isalpha():
        stop += 1
    closed = stop < sentence.last and parse.tokens[stop].text in (",", "(", "-")
    long = stop > sentence.first and len(parse.tokens[sentence.first].text) > 2
    if not closed or not long or stop - sentence.first > 4:
        return None
    words = parse.words(sentence.first, stop)
    return (
        None
        if words in lexicon.known_names() or "(" not in parse.report.text[sentence.start : sentence.start + 60]
        else Run(sentence.first, stop, False)
    )


def _month_is_name(parse: Parse, index: int) -> bool:
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


def _glued(parse: Parse, index: int) -> bool:
    """No blank between this token and the one before it."""
    return parse.tokens[index].start == parse.tokens[index - 1].end


def _continues(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if not capital(token.text) or not token.text[0].isalnum():
        return False
    lowered = token.text.lower()
    if lowered.rstrip(".") in lexicon.CALENDAR:
        return _month_is_name(parse, index)
    return token.tag not in ("PRP", "PRP$", "DT", "WP", "WRB", "CC", "TO", "EX") and lowered not in lexicon.NOT_NAMES


def _extend(parse: Parse, sentence: Sentence, first: int) -> int:
    """The token after the last word of the name that starts at ``first``."""
    index = first + 1
    while index < sentence.last:
        step = _step(parse, sentence, first, index)
        if not step:
            break
        index += step
    if index < sentence.last and parse.tokens[index].text.lower() in LOWER_SUFFIX:
        index += 1
        if index < sentence.last and parse.tokens[index].text.lower() == "hospital":
            index += 1
    elif (
        index < sentence.last
        and parse.tokens[index].text.lower() == "news"
        and parse.words(first, index) + " News" in (lexicon.agencies())
    ):
        index += 1
    elif index < sentence.last and parse.tokens[index].text == "police" and index - first >= 2:
        index += parse.tokens[index - 1].text in (
            "Transport",
            "Metropolitan",
            "Federal",
            "National",
            "State",
            "Military",
        )
    return index


def _step(parse: Parse, sentence: Sentence, first: int, index: int) -> int:
    """How many tokens from ``index`` on belong to the name as well: 0 ends it."""
    token = parse.tokens[index]
    left = parse.tokens[index - 1].text.lower()
    room = sentence.last - index
    if token.text == "-" and _glued(parse, index) and room > 1 and _glued(parse, index + 1):
        return _after_hyphen(parse, first, index)
    if _continues(parse, index):
        return 1
    if token.text == "&" and room > 1 and _continues(parse, index + 1):
        return 2
    lowered = token.text.lower()
    if lowered in PARTICLES:
        for ahead in (1, 2, 3):
            if room > ahead and _continues(parse, index + ahead):
                return ahead + 1
            if room <= ahead or parse.tokens[index + ahead].text.lower() not in PARTICLES | {"-"}:
                break
    inside = {t.text.lower() for t in parse.tokens[first:index]}
    if (lowered == "of" and (left in OF_HEADS or "for" in inside)) or (lowered == "for" and left in FOR_HEADS):
        ahead = 2 if room > 2 and parse.tokens[index + 1].text.lower() in ("the", "a") else 1
        return ahead + 1 if room > ahead and _continues(parse, index + ahead) else 0
    if lowered in ("and", "&") and room > 1 and _continues(parse, index + 1):
        if "of" in inside and parse.tokens[first].text.lower() in OF_HEADS:
            return 2 if _bare_words(parse, index + 1, sentence.last) else 0
        if _singular_body_before(parse, first):
            return 2
    if (
        lowered == "'s"
        and room > 1
        and parse.tokens[index + 1].text.lower() in POSSESSED_SUFFIX
        and capital(parse.tokens[index + 1].text)
    ):
        return 2
    return 0


def _bare_words(parse: Parse, index: int, stop: int) -> bool:
    """Is what follows "and" one more common word ("Office of Rail and Road"), not another name?"""
    text = parse.tokens[index].text
    return (
        text not in lexicon.country_names()
        and text.lower() not in lexicon.given_names()
        and (index + 1 >= stop or not capital(parse.tokens[index + 1].text))
    )


def _singular_body_before(parse: Parse, first: int) -> bool:
    """Does a singular noun say that two names joined by "and" are one body ("broker Rys and Calder")?"""
    before = parse.tokens[first - 1] if first else None
    return (
        before is not None
        and before.tag == "NN"
        and before.lemma in ("broker", "firm", "company", "duo", "partnership")
    )


def _after_hyphen(parse: Parse, first: int, index: int) -> int:
    following = parse.tokens[index + 1]
    left = parse.tokens[index - 1].text
    if capital(following.text):
        both_places = (
            left in lexicon.country_names() or left in lexicon.demonyms() or following.text in lexicon.demonyms()
        )
        return 0 if both_places else 2
    surname_first = parse.tokens[first].text in lexicon.surnames_first() or index - first >= 2
    syllable = SYLLABLE.fullmatch(following.text) and following.text not in AFTER_HYPHEN
    return 2 if surname_first and syllable and SYLLABLE.fullmatch(left.lower()) else 0
