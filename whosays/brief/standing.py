"""Which stretches of a printed sentence can stand alone: nothing cut off, nothing left hanging, nobody's words without anybody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from whosays.model import Span
from whosays.text.printed import FINITE, SHORTENED
from whosays.text.quotation_marks import typographic

MODAL = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|did|does|do)\b"
JOINS = r"(?:and|or|but|nor|as|than|if|when|while|what|how|why|because|so|yet|then|after|before|since|until)\b"
# "a goal | that should never have stood": which one was cut off
RESTRICTED = re.compile(r"[\"”’]?\s+(?:that|who|whom|whose|which|where)\b")
# "what | the mayor called a disgrace", "when | reports surfaced": the stretch lacks what it is about; "told the crowd | : “Go home”" what was told
LACKS = re.compile(r"\b(?:what|whom|which|whose|when|once|if|unless|until|whether)\s*$", re.IGNORECASE)
QUOTES = re.compile(r"\s?:\s*[\"“‘']")
# "… after the minister | resigned"
SINCE = re.compile(r"\b(?:after|before|when|while|since|because|until|once|as)\s[^,;:]*$")
# "Lindsay finds difficult | though is at the clinic": the stretch is part of somebody else's subject
SUBJECT_OF_MORE = re.compile(rf"\s+(?:(?!{JOINS})[a-z]+\s+)?{MODAL}")
# "has called for | “lifting the embargo”", "a story | claiming that …": half a phrase; what a clause can end before is a joining word or a place
GOES_ON = re.compile(
    r"\s+(?:[\"“‘]\w|(?!(?:and|but|or|as|while|although|though|after|before|when|where|because|since|until|saying|according"
    r"|in|on|at|during|near|just|only|not|so|yet|even|amid|despite|following|without|[a-z]+ed)\b)[a-z])"
)
SHORT_WORD, FEWEST_LONG = 3, 5
SUBORDINATED = re.compile(
    r"\b(?:who|which|that|as|when|while|where|because|if|after|before|suggesting|saying|alleging)\b"
)
TITLE = re.compile(rf"\b(?:{'|'.join(SHORTENED)})$")  # "said Capt | . Ida Holm"
BRACKET = re.compile(r"[^()]*\)")  # "(Roe | 1973) holds that …"
# "died seconds | after it was fired"
SPELL, AWAY = (
    re.compile(r"\b(?:second|minute|hour|day|week|month|year)s?$"),
    re.compile(r"\s+(?:after|before|later|earlier|ago)\b"),
)
TOOK_PLACE = re.compile(r"\b(?:took place|happened|occurred)$")  # and the words behind say where or when
OCCASION = re.compile(
    r"\b(?:instance|occasion|time|day|moment|example|case)$"
)  # "could not name a single day | when …"
NEAR = 15  # characters between a noun and its verb ("this week")
SAYS = r"(?:said|says|say|claimed|claims|alleged|insisted|insists|believes?|thinks?|argued|argues|added)"
HEADLESS = re.compile(rf"^(?:[^,;:“\"]{{1,80}}?\s)?{SAYS}\s+{MODAL}")  # "the manager said should never have stood"
HANGING = re.compile(
    r"\bthat (?:when|if|while|although|though|because|once|unless|after|before) [^,;]*$|\b(?:quoted|described|known|cited) as$"
    rf"|[\"”]\s*{SAYS}$|^[^,;“\"]{{1,60}}\b{SAYS}, (?:so|and|but|or|which|because|while|after|before|when|as|in|on|during|referring|adding)\b"
    rf"|^[^,;“\"]{{1,60}}\b{SAYS} (?:of|about) [^,;“\"]{{1,40}}(?:, (?:when|after|before|as|in|on|during|referring)\b|$)",
    re.IGNORECASE,
)
# "Despite his arrest early on Friday", "at which they met": no main clause.
NO_MAIN = re.compile(
    rf"^(?:despite|amid|following|during|because of|due to|without|prior to|ahead of|in spite of|as a result of) "
    rf"(?:(?!\b{MODAL})[^,])*(?:, (?:which|who|where) [^,]*)?$"
    rf"|^(?:at|in|for|by|of|with|from|to|on|under|during|after) wh(?:ich|om)\b",
    re.IGNORECASE,
)
# "The ship, which was under fire": somebody, and what a relative clause adds
NOUN_AND_RELATIVE = re.compile(r"[^,;“\"]{1,60}?(?=(?:, (?:who|which)|\s?[–—―]\s?with) [^,;]*$)")
# "One, Roe has nothing left": a count of points; "issued the following statement": the words that follow are another sentence.
POINTS_AWAY = re.compile(
    r"^(?:one|two|three|first|second|third|there|far|well|yes|no|sure|plus|here), |^(?:one|another|others|both) (?:said|told|added|recalled)\b"
    r"|\b(?:the following|as follows|had this to say)\b",
    re.IGNORECASE,
)
SOME_OF_THEM = re.compile(
    r"\b(?:among|[a-z\d]+ of) (?:them|these|those)\b(?! \w+s\b)",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\b(?:people|men|women|children|police|[a-z]{2,}[^s\W]s)\b")
TAKES_UP = re.compile(rf"\b{SAYS} (?:that )?(it|they)\b", re.IGNORECASE)
# "says that will help", "used similar language": what, and like what, a sentence before says
POINTS_BACK = re.compile(
    rf"\b{SAYS} (?:that|this) (?:{MODAL})|\bput the (?:number|figure|total) at\b"
    r"|\b(?:similar|the same) (?:language|words|remarks|comments|terms|concerns|thing)\b(?! (?:as|to|that)\b)",
    re.IGNORECASE,
)
THAT = re.compile(
    r"(?<!like) (?:this|that)(?: (?:out|down|off|up))?$"
)  # "the minister has rejected that", "has ruled that out"
THOSE = re.compile(r"\b(?:these|those) (?!who\b|that\b|with\b|of\b|in\b|from\b|are\b|were\b|days\b|times\b)([a-z]{3,})")
SUCH = re.compile(r"\bsuch an? (?!way\b|time\b|thing\b|case\b)([a-z]{3,})\b(?! (?:as|that)\b)")
AUX = r"(?:has|have|had|will|would|can|could|may|might|must|should|did|does)(?: (?:not|also|now|since|already|only|[a-z]{2,20}ly))?"
# What "it" says nothing of: "it is clear that", "it has emerged that", "it could take a week"; not "it had cut the rate to"
NO_ACT = r"(?:(?:have )?be(?:en|come)?|emerged?|take[ns]?|seem(?:ed)?|appear(?:ed)?|turn(?:ed)? out|happen(?:ed)?|transpired|help|matter)\b"
EMPTY_IT = re.compile(
    rf"(?:(?:is|are|was|were)\b|{AUX} {NO_ACT}|took\b|takes\b|['’]s |seems?|seemed|appears?|appeared|emerged|looks?|looked)[^.;]{{0,60}}"
    r"\b(?:to|that|whether|how|if|who|why|when|for|like)\b"
    r"|.{0,40}\b(?:rain\w*|snow\w*|dark|cold|hot|late|early|clear|possible|likely|time)\b",
    re.IGNORECASE,
)


def is_torn(text: str, span: Span, sentence: Span) -> bool:
    """Does a stretch end where what follows tells which thing or hour is meant, or has the stretch for its subject?"""
    rest = text[span.end : sentence.end]
    if BRACKET.match(span.of(text)):
        return True
    if span.start == sentence.start and span.end >= sentence.end:
        return False
    if SPELL.search(span.of(text)) and AWAY.match(rest):
        return True
    if (
        BRACKET.match(span.of(text))
        or LACKS.search(text[sentence.start : span.start])
        or QUOTES.match(rest)
        or GOES_ON.match(rest)
        or (rest.startswith(".") and TITLE.search(span.of(text)))
        or (rest[:1] == " " and TOOK_PLACE.search(span.of(text)))
        or (rest.startswith(" when ") and OCCASION.search(span.of(text)))
    ):
        return True
    return bool(RESTRICTED.match(rest) or (span.start > sentence.start and SUBJECT_OF_MORE.match(rest)))


def is_cut_before_verb(text: str, span: Span, verbs: Sequence[int]) -> bool:
    """Does a stretch end in "after the minister", with the verb right behind it? ``verbs`` are where the words that carry claims stand, in order."""
    tail = SINCE.search(span.of(text))
    if tail is None:
        return False
    places = verbs[bisect_left(verbs, span.start) : bisect_right(verbs, span.end + NEAR)]
    held = any(span.start + tail.start() < place < span.end for place in places)
    near = [place for place in places if 0 <= place - span.end <= NEAR]
    return not held and any(re.fullmatch(r"[\w\s]*", text[span.end : place]) for place in near)


def hangs(words: str, *, whole: bool) -> bool:
    """Do words begin or end in half a clause? A ``whole`` printed sentence may name a speaker inside a relative clause."""
    return bool(
        HANGING.search(words)
        or POINTS_AWAY.search(words)
        or NO_MAIN.match(words)
        or (not whole and HEADLESS.match(words))
    )


def is_noun_alone(words: str, verbs: Iterable[int]) -> bool:
    """Is it a noun with a relative clause and nothing else? ``verbs`` are the places of the words that carry claims."""
    noun = NOUN_AND_RELATIVE.match(words)
    return noun is not None and not any(0 <= place < noun.end() for place in verbs)


def leans(words: str, *, by_person: bool, denies: bool = False) -> bool:
    """Do words take up what only a sentence before them names: "was not among them", "the engineer said it might not reopen"?

    A person is no "it"; a body that says "it would strike" (``by_person`` false) speaks of itself. That somebody ``denies`` "this"
    is worth telling.
    """
    some = SOME_OF_THEM.search(words)
    if some and not SEVERAL.search(words[: some.start()]):
        return True
    unquoted = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", words)
    if POINTS_BACK.search(unquoted) or (THAT.search(unquoted) and not denies):
        return True
    for those in (*THOSE.finditer(unquoted), *SUCH.finditer(unquoted)):
        if those[1][:5].lower() not in unquoted[: those.start()].lower():
            return True  # "found those remarks unbefitting"
    taken = TAKES_UP.search(words) if by_person else None
    if taken is None:
        return False
    before, behind = words[: taken.start()], words[taken.end() :].lstrip()
    if taken[1].lower() == "they":
        return SEVERAL.search(before) is None
    return EMPTY_IT.match(behind) is None and "," not in before


def is_titled(words: str) -> bool:
    """Are words capitalized as a headline is: every long one of five or more?"""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > SHORT_WORD]
    return len(long) >= FEWEST_LONG and all(word[0].isupper() for word in long)


def has_main_verb(words: str) -> bool:
    """Has a printed sentence a finite verb in front of its first "who", "as" or "when"?"""
    return FINITE.search(SUBORDINATED.split(words, maxsplit=1)[0]) is not None


def is_inside_quotation(text: str, start: int) -> bool:
    """Does a quotation that began on the same line still run at ``start``?"""
    before = typographic(text[text.rfind("\n", 0, start) + 1 : start])
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
