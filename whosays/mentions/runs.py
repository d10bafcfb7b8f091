"""Where a name begins and ends: runs of capitalised words, with the parser's own guesses repaired at the edges.

The parser cuts names at hyphens and titles and glues them in headlines; capitals, particles and tables of titles,
countries and name words are steadier. Headlines In Title Case yield only names that the rest of the report confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.mentions import lexicon
from whosays.mentions.capitals import (
    OF_HEADS,
    PARTICLES,
    Clues,
    capital,
    clues,
    glued,
    may_start,
    month_is_name,
    title_case,
)
from whosays.mentions.edges import Run, is_model, split_run
from whosays.mentions.toponyms import on_the_map
from whosays.model import Parse, Sentence
from whosays.words.doubles import is_double_name

FOR_HEADS = frozenset(
    "transport centre center centres centers front committee foundation council agency organisation organization campaign society "
    "institute movement fund alliance coalition union association citizens doctors reporters department office".split()
)
FIELD_HEADS = frozenset(  # "Centre for Disease Control and Prevention"
    "centre center centres centers department office agency institute".split()
)
LOWER_SUFFIX = frozenset(
    "hospital cosmodrome airport pandemic stadium prison cathedral university infirmary brigade refinery".split()
)
DATELINE_END = re.compile(r"(?:, [A-Z][A-Za-z.]{1,14})? {0,2}(?:[\u2012-\u2015\u0097]|-{1,3} |:(?: |$))")
DASHES = ("\u2014", "\u2013", "--", ":")
BESIDE = ("/", "AND", "and")  # between the places of one dateline
ELIDED = re.compile(r"[dl]['\u2019][A-ZÀ-Þ]")
SHORTENED = frozenset({"ST", "STE", "MT", "FT", "PT"})
NUMBERED = frozenset("highway interstate route road expressway autobahn motorway hwy freeway".split())
ROAD_NUMBER = re.compile(r"[0-9]{1,4}[A-Z]?")
POSSESSED_SUFFIX = frozenset(
    "day hospital college cathedral church square school hall university park road street end town bay point cross".split()
)
MEMBERS = frozenset({"women", "men", "people", "children"})
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


def find_runs(parse: Parse) -> tuple[Run, ...]:
    """All names of the report in text order."""
    titled: list[Sentence] = []
    plain: list[Sentence] = []
    for sentence in parse.sentences:
        (titled if title_case(parse, sentence) else plain).append(sentence)
    known = clues(parse, plain)
    found = [run for sentence in plain for run in _sentence_runs(parse, sentence, known)]
    words = {tuple(t.text for t in parse.tokens[run.first : run.last]) for run in found}
    for sentence in titled:
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
    while (dateline := _dateline(parse, sentence, index)) is not None:
        yield dateline
        index = dateline.last
        if sentence.role != "dateline" or index >= sentence.last or parse.tokens[index].text not in BESIDE:
            break
        index += 1
    while index < sentence.last:
        if not may_start(parse, sentence, index, known) and not is_double_name(parse, index + 1):
            index += 1
            continue
        stop = _extend(parse, sentence, index)
        if _is_possessed_place(parse, index, stop):
            yield Run(index, stop, False)
        else:
            yield from split_run(parse, index, stop)
        index = stop


def _dateline(parse: Parse, sentence: Sentence, first: int) -> Run | None:
    """The place in capitals that opens a report, or stands beside the first ("PORT TARSOLA, June 8 (…)", "ANKARA/BEIRUT, Feb 7 -")."""
    stop = first
    while stop < sentence.last and (
        _in_capitals(parse.tokens[stop].text) or _shortened(parse, stop) or _in_one_word(parse, stop, first)
    ):
        stop += 1
    printed = parse.report.text[parse.tokens[first].start : parse.tokens[stop - 1].end] if stop > first else ""
    if printed and _marked(parse, sentence, stop) and on_the_map(printed):
        return Run(first, stop, False)
    closed = stop < sentence.last and parse.tokens[stop].text in (",", "(", "-", *DASHES, *BESIDE)
    long = stop > first and len(parse.tokens[first].text) > 2
    if not closed or not long or stop - first > 5 or parse.words(first, stop) in lexicon.known_names():
        return None
    told = sentence.role == "dateline" or "(" in parse.report.text[sentence.start : sentence.start + 60]
    return Run(first, stop, False) if told else None


def _in_one_word(parse: Parse, index: int, first: int) -> bool:
    """The hyphens of "PORT-AU-PRINCE"."""
    inside = index > first and parse.tokens[index].text == "-" and glued(parse, index)
    return inside and glued(parse, index + 1) and _in_capitals(parse.tokens[index + 1].text)


def _in_capitals(word: str) -> bool:
    return word.isupper() and (word[0].isalpha() or word in ("'S", "\u2019S"))


def _shortened(parse: Parse, index: int) -> bool:
    """The point of "ST. LOUIS", which the parser splits off where the word stands in capitals."""
    return parse.tokens[index].text == "." and index > 0 and parse.tokens[index - 1].text in SHORTENED


def _marked(parse: Parse, sentence: Sentence, stop: int) -> bool:
    """Does a dash or colon close the line's opening words, straight or after a region ("HURRICANE, W.Va. --")?"""
    ahead = parse.report.text[parse.tokens[stop - 1].end : sentence.end]
    return DATELINE_END.match(ahead) is not None


def _continues(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if not capital(token.text) or not token.text[0].isalnum():
        return False
    lowered = token.text.lower()
    if lowered.rstrip(".") in lexicon.CALENDAR:
        return month_is_name(parse, index)
    return token.tag not in ("PRP", "PRP$", "DT", "WP", "WRB", "CC", "TO", "EX") and lowered not in lexicon.NOT_NAMES


def _extend(parse: Parse, sentence: Sentence, first: int) -> int:
    """The token after the last word of the name that starts at ``first``."""
    index = first + 1
    while index < sentence.last:
        step = _step(parse, sentence, first, index)
        if not step or (index - first > 1 and parse.tokens[index].text == parse.tokens[first].text):
            break  # "Ada Roe Ada Roe's boat": a heading ran into the text
        index += step
    numbered = index < sentence.last and parse.tokens[index - 1].text.lower() in NUMBERED
    if numbered and ROAD_NUMBER.fullmatch(parse.tokens[index].text):
        return index + 1
    if index < sentence.last and is_model(parse.tokens[index - 1].text, parse.tokens[index].text):
        return index + 1  # "the Boeing 737-800"
    one_of = first > 0 and parse.tokens[first - 1].text.lower() in ("a", "an")  # "a Boston hospital" is no name of it
    if index < sentence.last and parse.tokens[index].text.lower() in LOWER_SUFFIX and not one_of:
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
    if token.text == "-" and glued(parse, index) and room > 1 and glued(parse, index + 1):
        return _after_hyphen(parse, first, index)
    if _continues(parse, index) or ELIDED.match(token.text):  # "Côte d'Ivoire"
        return 1
    if _shortened(parse, index) and room > 1 and _continues(parse, index + 1):
        return 2
    if token.text == "es" and room > 1 and _continues(parse, index + 1):  # "Dar es Salaam"
        return 2
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
    if is_double_name(parse, index):  # "Devon and Cornwall Police"
        return 2
    if lowered in ("and", "&") and room > 1 and _continues(parse, index + 1):
        head = parse.tokens[first].text.lower()
        if ("of" in inside and head in OF_HEADS) or ("for" in inside and head in FIELD_HEADS):
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
    if room > 1 and _is_of_members(parse, index):
        return 2
    if lowered == "'s" and _is_saint(parse, first, index):
        return 1
    return 2 if lowered == "'s" and room > 1 and _is_possessed_place(parse, first, index + 2) else 0


def _is_of_members(parse: Parse, index: int) -> bool:
    """The mark in "Transport Workers' Union", "Women's Federation": a body named for its members."""
    members, body = parse.tokens[index - 1].text.lower(), parse.tokens[index + 1].text
    plural = members.endswith("s") if parse.tokens[index].text == "'" else members in MEMBERS
    owned = plural and parse.tokens[index].tag == "POS" and capital(body)
    kind, _ = lexicon.name_words().get(body.lower(), (None, ""))
    return owned and kind == "organisation"


def _is_saint(parse: Parse, first: int, index: int) -> bool:
    """ "St John's" where that is the name of a place."""
    saint = parse.tokens[first].text.lower().rstrip(".") in ("st", "saint") and index > first + 1
    return saint and on_the_map(parse.report.text[parse.tokens[first].start : parse.tokens[index].end])


def _is_possessed_place(parse: Parse, first: int, stop: int) -> bool:
    """ "King's Lynn", "Cox's Bazar": a possessive inside the one name of a place."""
    inside = stop - first == 3 and parse.tokens[first + 1].text.lower() == "'s" and capital(parse.tokens[stop - 1].text)
    return inside and on_the_map(parse.report.text[parse.tokens[first].start : parse.tokens[stop - 1].end])


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
