"""Printed words made fit to stand in a sentence of the brief: clauses, capitals, pronouns, dates, quotation marks.

Nothing is reworded. A stretch of a report may lose its connective and its full stop, gain a capital, have the pronoun at
its head replaced by the name it stands for (in square brackets, since that is an inference), and have a calendar date
added to a weekday.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from whosays.brief.insertions import PRONOUN, is_unnamed, possessive, with_names
from whosays.brief.lookup import STEM, Index
from whosays.brief.standing import EMPTY_IT
from whosays.data import rows
from whosays.model import Claim, Span
from whosays.text.printed import EDGE, FINITE, FIRST_PERSON, RELATIVE
from whosays.text.quotation_marks import typographic

Gist = tuple[tuple[str, ...], frozenset[str]]  # figures, and stems of longer words

# What ties a sentence to the one before it: no word of its news.
CONNECTIVE = re.compile(
    r"^(?:(?:however|meanwhile|but|and|also|moreover|furthermore|in addition|additionally|still|yet|so)\b,?"
    r"|(?:even so|nonetheless|nevertheless|instead|indeed|in fact|of course|essentially|for (?:instance|example)|in response|in turn|by contrast"
    r"|at the same time|as a result|then|first|finally|later|afterwards?|the (?:next|following|same) (?:day|morning|night|week)"
    r"|(?:\w+ ){1,3}(?:seconds?|minutes?|hours?|days?|weeks?) later),)\s+",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(
    r"^(?:(?:even )?though|although|while|because|(?:now |given )?that|(?:now )?as(?! (?:of|is|was|were|usual|expected|ever|if|long|soon|far|well)\b))\b,?\s+",
    re.IGNORECASE,
)
AND_THEY = re.compile(r", (?:they|he|she|it) ")
SUBJECT_FORM = {"his": "he", "her": "she", "its": "it", "their": "they"}
ANAPHOR = re.compile(
    r"^(?:this|that|here|the former|the latter|(?:\w+ ){0,3}(?:these|those|such)"
    r"|(?:even )?(?:in|with|after|before|despite|for|from|by|at|on|under|given|because of|since) "
    r"(?:it|them|(?:this|that) (?!(?:morning|afternoon|evening|day|week|weekend|month|year|summer|spring|autumn|fall|winter)\b)\w+))\b",
    re.IGNORECASE,
)
# "The group continued its offensive": which group, a sentence before said
BARE_BODY = re.compile(
    r"^the (?:group|organi[sz]ation|company|firm|agency|body|panel|committee|charity|club|airline|carrier|tabloid|newspaper|paper|union)"
    r"\b(?!['’]| (?:of|in|for|that|who|which|from|behind)\b)",
    re.IGNORECASE,
)
DATELINE = re.compile(r"^(?:[A-Z][^.!?\n]{0,60}?(?:\([^)]*\)|\d)|[A-Z]{2,}[^.!?\n]{0,40}?)\s+[-–—]+\s+(?=[A-Z“\"])")
SPEAKS = re.compile(rf"{FIRST_PERSON.pattern}|\b[Yy]ou(?:r|rs|['’](?:re|ll|ve|d))?\b")
DOUBLED = re.compile(r"\b(is|was|has|the|a|to|of|in|and) \1\b")  # slips of the pen; the passage keeps them
SOMEBODY = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:said|told|added|says|adds)\b")  # and nobody knows who
LABEL = re.compile(r"^(?:updated?|breaking(?: news)?|exclusive|just in)\s?:\s+", re.IGNORECASE)
GALLERY = re.compile(
    r"^(?:\d+/\d+\b|(?:photos?|pictures|gallery|videos?|watch|listen)\s?:)", re.IGNORECASE
)  # of a picture series, of a film


# ------------------------------------------------------------------------------------------------ stretches as prose
def render(look: Index, report: str, span: Span, claims: Sequence[Claim], *, whole: bool = False) -> str | None:
    """A stretch of a report as a clause without its full stop; ``None`` where it leans on what was said before.

    A pronoun at its head becomes the name of what it stands for; where nobody knows, there is no sentence. A whole printed
    sentence keeps its "although".
    """
    text = look.reports[report].text
    start, end = span.start, span.end
    place = DATELINE.match(text[start:end])
    start += place.end() if place else 0
    label = LABEL.match(text[start:end])
    start += label.end() if label else 0
    while (
        lead := CONNECTIVE.match(text[start:end]) or (None if whole else SUBORDINATE.match(text[start:end]))
    ) is not None:
        start += lead.end()
    if start >= end - 1 or (start > span.start and _begins_with_verb(claims, start)):
        return None
    if SUBORDINATE.match(text[span.start : end]) and not whole and AND_THEY.search(text, start, end):
        return None  # "While few came, they stayed"
    if is_unnamed(look, report, Span(start, end)):
        return None
    words = typographic(with_names(look, report, Span(start, end), claims))
    words = _small_head(look, _balanced(DOUBLED.sub(r"\1", re.sub(r"\s+", " ", words).strip())))
    if (
        not words
        or GALLERY.match(words)
        or (SOMEBODY.search(words) and not _says_who(look, report, Span(start, end)))
        or speaks_itself(words)
        or ANAPHOR.match(words)
        or (RELATIVE.match(words) and not whole)
    ):
        return None
    body = BARE_BODY.match(words)
    if body is not None:
        name = _name_at(look, report, start)
        if name is None:
            return words if _is_told_of(look, report, start) else None
        return words if name in words else f"[{name}]" + words[body.end() :]
    head = PRONOUN.match(words)
    if head is not None:
        name = _name_at(look, report, start)
        if name is None and head[1].lower() == "it" and EMPTY_IT.match(words[head.end() :].lstrip()):
            return words  # "It has emerged that …"
        if name is None:
            return None
        owns = head[1].lower() in ("his", "its", "their") or (
            head[1].lower() == "her" and not FINITE.match(words[4:].lstrip())
        )
        rest = words[head.end() :]
        if re.search(rf"(?<!\[)\b{re.escape(name.split()[-1])}\b(?!\])", rest):
            return None  # "[Ida Holm] attacked Holm again": the pronoun is somebody else
        rest = rest.replace(f"[{name}]", SUBJECT_FORM.get(head[1].lower(), head[1].lower()))  # named once
        words = f"[{possessive(name) if owns else name}]" + rest
    return words


def _says_who(look: Index, report: str, span: Span) -> bool:
    """Does the stretch itself name everybody of whom it has "it said" ("The board has put off the vote, it said")?"""
    beside = look.mentioned(report, span.start, span.end)
    for found in SOMEBODY.finditer(look.reports[report].text, span.start, span.end):
        who = next((e for m, e in beside if m.start == found.start()), None)
        if not any(e == who and m.form != "pronoun" and m.end <= found.start() for m, e in beside):
            return False
    return True


def _begins_with_verb(claims: Sequence[Claim], start: int) -> bool:
    """Does a verb, or the word for saying, stand there: "That | threatened to cost them"?"""
    cues = (step.cue for claim in claims for step in claim.chain if step.cue is not None)
    return any(span.start == start for span in (*cues, *(claim.predicate_span for claim in claims)))


def _name_at(look: Index, report: str, start: int) -> str | None:
    """The name of the entity whose mention begins at ``start``; ``None`` where it has no proper name."""
    for mention, entity in look.mentions.get(report, ()):
        if mention.start == start and mention.form in ("pronoun", "nominal"):
            return look.called(entity) if any(m.form == "name" for m in look.entities[entity].mentions) else None
    return None


def _is_told_of(look: Index, report: str, start: int) -> bool:
    """Does the report go on about whom it never names ("the company")?"""
    beside = [e for m, e in look.mentions.get(report, ()) if m.start == start and m.form == "nominal"]
    return any(sum(m.report == report and m.form == "nominal" for m in look.entities[e].mentions) > 1 for e in beside)


def _balanced(words: str) -> str:
    """The words with paired quotation marks: one whose partner stands in another sentence is closed, or opened, here."""
    words = words.strip(EDGE)
    if words.count("(") != words.count(")"):
        words = words.replace("(", "").replace(")", "")
    opened, closed = words.count("“"), words.count("”")
    if abs(opened - closed) == 1 and words.count('"') % 2:
        return words  # one straight mark and one curved: a pair
    if opened != closed:
        words = words.rstrip(".,") + "”" if opened > closed else "“" + words
    if words.count('"') % 2:
        last = words.rfind('"')
        opens = last + 1 < len(words) and words[last + 1].isalnum() and (last == 0 or not words[last - 1].isalnum())
        words = words.rstrip(".,") + '"' if opens else '"' + words
    return words


def speaks_itself(words: str) -> bool:
    """Do words outside quotation marks say "I", "we" or "you"? They are somebody's own and cannot stand as the brief's."""
    return bool(SPEAKS.search(re.sub(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"", " ", words)))


LONGEST_ACRONYM = 7  # letters


def _small_head(look: Index, words: str) -> str:
    """A head in capitals ("AN EARTHQUAKE killed") in ordinary letters; acronyms alone stay, and names keep their first."""
    head = re.match(r"(?:[A-Z]{1,30}(?:['’][A-Z]{0,30})? ){2,}", words + " ")
    if words.isupper() or head is None or not re.match(r"(?:A|AN|THE|[A-Z]{4,}) ", words):
        return words
    capitals = head[0].split()
    if len(capitals) < 3 and max(map(len, capitals)) < LONGEST_ACRONYM:
        return words  # "A UN report", "THE NATO chief"
    small = [w.capitalize() if w.capitalize() in look.name_words | _of_countries() else w.lower() for w in capitals]
    return sentence_case(" ".join(small)) + words[head.end() - 1 :]


@cache
def _of_countries() -> frozenset[str]:
    """The words of the names of countries and of the adjectives made of them."""
    cells = (cell for row in rows("countries") for cell in (row[1], *row[2].split("|"), *row[3].split("|")))
    return frozenset(word for cell in cells for word in cell.split() if word[:1].isupper())


def sentence_case(words: str) -> str:
    """The words with a capital at their head, quotation marks skipped; a web address keeps its small letter."""
    if re.match(r"\w+\.\w", words):
        return words
    for position, character in enumerate(words):
        if character.isalnum():
            return words[:position] + character.upper() + words[position + 1 :]
    return words


def inner_case(look: Index, words: str) -> str:
    """The words as they stand inside a sentence: a capital that only the sentence's start gave is taken back.

    A word keeps its capital if it belongs to a name, or if no report ever prints it small.
    """
    first = re.match(r"[A-Z][a-z]*\b", words)
    if first is None or first[0] == "I":
        return words
    small = first[0].lower()
    if small not in FUNCTION and (first[0] in look.name_words or small not in look.small_words):
        return words
    return small + words[first.end() :]


def alike(one: str, two: str) -> bool:
    """Are two printed sentences the same but for a word or two, with the same figures?"""
    return alike_gists(gist(one), gist(two))


@lru_cache(maxsize=1 << 12)
def gist(text: str) -> Gist:
    """The figures of a printed sentence, and the stems of its longer words."""
    stems = frozenset(word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower()))
    return tuple(re.findall(r"\d[\d,.]*", text)), stems


def alike_gists(one: Gist, two: Gist) -> bool:
    """As :func:`alike`, for what is left of two sentences."""
    if one[0] != two[0]:
        return False
    a, b = one[1], two[1]
    return bool(a and b) and len(a & b) >= 0.7 * min(len(a), len(b)) and len(a & b) >= 0.5 * max(len(a), len(b))


FUNCTION = frozenset(
    "a an the this that these those there it he she they his her its their both neither one two three some many most all no at in on by "
    "before after during since up when while if four five six seven eight nine ten twelve local state police officials crew".split()
)
