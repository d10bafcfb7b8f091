"""Printed words made fit to stand in a sentence of the brief: clauses, capitals, pronouns, dates, quotation marks.

Nothing is reworded. A stretch of a report may lose its connective and its full stop, gain a capital, have the pronoun at
its head replaced by the name it stands for (in square brackets, since that is an inference), and have a calendar date
added to a weekday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from whosays.brief.clauses import EDGE, FINITE, RELATIVE
from whosays.brief.lookup import Index
from whosays.data import rows
from whosays.model import Claim, Span, Time

Gist = tuple[tuple[str, ...], frozenset[str]]  # figures, and stems of longer words

CONNECTIVE = re.compile(
    r"^(?:however|meanwhile|but|and|also|moreover|furthermore|in addition|additionally|still|yet|so)\b,?\s+",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(
    r"^(?:(?:even )?though|although|while|because|(?:now |given )?that|as(?! of))\b,?\s+", re.IGNORECASE
)
PRONOUN = re.compile(r"^(he|she|it|they|his|her|its|their)\b(?!['’])", re.IGNORECASE)
SUBJECT_FORM = {"his": "he", "her": "she", "its": "it", "their": "they"}
ANAPHOR = re.compile(r"^(?:this|that|here|the former|the latter|(?:\w+ ){0,3}(?:these|those|such))\b", re.IGNORECASE)
RELATIVE_DAY = re.compile(r"^(?:(?:earlier|later|late|early) )?(?:today|yesterday|tomorrow|tonight)$", re.IGNORECASE)
THIS_PART = re.compile(r"^(?:this (morning|afternoon|evening)|last (night))$", re.IGNORECASE)
PART_OF_DAY = re.compile(r"\s+(?:morning|afternoon|evening|night)\b")
THIS_OUTLET = re.compile(r"\b[Tt]his (?:news)?(?:paper|site|website|agency|magazine|outlet|service)\b")
DATELINE = re.compile(r"^(?:[A-Z][^.!?\n]{0,60}?(?:\([^)]*\)|\d)|[A-Z]{2,}[^.!?\n]{0,40}?)\s+[-–—]+\s+(?=[A-Z“\"])")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|I['’]m|we['’]re)\b")
DOUBLED = re.compile(r"\b(is|was|has|the|a|to|of|in|and) \1\b")  # slips of the pen; the passage keeps them
SOMEBODY = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:said|told|added|says|adds)\b")  # and nobody knows who
GALLERY = re.compile(r"^\d+/\d+\b")  # the caption of a picture series
MONTHS = "January February March April May June July August September October November December".split()


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
    while (
        lead := CONNECTIVE.match(text[start:end]) or (None if whole else SUBORDINATE.match(text[start:end]))
    ) is not None:
        start += lead.end()
    if start >= end - 1:
        return None
    words = _with_names(look, report, Span(start, end), claims)
    words = _small_head(look, _balanced(DOUBLED.sub(r"\1", re.sub(r"\s+", " ", words).strip())))
    if (
        not words
        or GALLERY.match(words)
        or SOMEBODY.search(words)
        or speaks_itself(words)
        or ANAPHOR.match(words)
        or (RELATIVE.match(words) and not whole)
    ):
        return None
    head = PRONOUN.match(words)
    if head is not None:
        name = _name_at(look, report, start)
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


def possessive(name: str) -> str:
    """ "Kim's", "the United Nations'"."""
    return name + ("'" if name.endswith("s") else "'s")


def _name_at(look: Index, report: str, start: int) -> str | None:
    """The name of the entity whose mention begins at ``start``; ``None`` where it has no proper name."""
    for mention, entity in look.mentions.get(report, ()):
        if mention.start == start and mention.form in ("pronoun", "nominal"):
            return look.called(entity) if any(m.form == "name" for m in look.entities[entity].mentions) else None
    return None


def _balanced(words: str) -> str:
    """The words with paired quotation marks: one whose partner stands in another sentence is closed, or opened, here."""
    words = words.strip(EDGE)
    if words.count("(") != words.count(")"):
        words = words.replace("(", "").replace(")", "")
    opened, closed = words.count("“"), words.count("”")
    if opened != closed:
        words = words.rstrip(".,") + "”" if opened > closed else "“" + words
    if words.count('"') % 2:
        last = words.rfind('"')
        opens = last + 1 < len(words) and words[last + 1].isalnum() and (last == 0 or not words[last - 1].isalnum())
        words = words.rstrip(".,") + '"' if opens else '"' + words
    return words


def speaks_itself(words: str) -> bool:
    """Do words outside quotation marks say "I" or "we"? They are somebody's own and cannot stand as the brief's."""
    return bool(FIRST_PERSON.search(re.sub(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"", " ", words)))


def _small_head(look: Index, words: str) -> str:
    """A head in capitals ("AN EARTHQUAKE killed") in ordinary letters; acronyms alone stay, and names keep their first."""
    head = re.match(r"(?:[A-Z]{1,30}(?:['’][A-Z]{0,30})? ){2,}", words + " ")
    if words.isupper() or head is None or not re.match(r"(?:A|AN|THE|[A-Z]{4,}) ", words):
        return words
    small = [
        w.capitalize() if w.capitalize() in look.name_words | _of_countries() else w.lower() for w in head[0].split()
    ]
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
    stems = frozenset(word[:5] for word in re.findall(r"[a-z]{4,}", text.lower()))
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


# ------------------------------------------------------------------------------------------------ what is put in
def _with_names(look: Index, report: str, span: Span, claims: Sequence[Claim]) -> str:
    """The characters of a span with calendar days, sources' names for "she said", and the outlet for "this newspaper"."""
    text = look.reports[report].text
    edits = [*_days(look, report, span), *_speakers(look, report, span, claims), *_outlet(look, report, span)]
    words, edge = "", span.start
    for start, end, put in sorted(set(edits)):
        if start >= edge and not _in_quotes(text[span.start : start]):
            words += text[edge:start] + put
            edge = end
    return words + text[edge : span.end]


def _days(look: Index, report: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """ "on 12 September" for "today", "Sunday afternoon (10 September)" behind weekdays."""
    text = look.reports[report].text
    for time in look.times_in(report, span.start, span.end):
        day, said = calendar_day(time), text[time.start : time.end]
        if day is None:
            continue
        owns, part = text.startswith(("'", "’"), time.end), THIS_PART.match(said)
        if RELATIVE_DAY.match(said) and not owns:
            yield time.start, time.end, f"on {day}"
        elif part and not owns:
            yield time.start, time.end, f"on the {(part[1] or part[2]).lower()} of {day}"
        elif WEEKDAY.search(said) and not re.search(r"\d", said):
            part = PART_OF_DAY.match(text, time.end, span.end)
            end = part.end() if part else time.end
            if text.startswith(("'", "’"), end):
                continue  # "Wednesday's crash"
            yield end, end, f" ({day})"


def _speakers(look: Index, report: str, span: Span, claims: Sequence[Claim]) -> Iterator[tuple[int, int, str]]:
    """The name for a source that the report only calls "he" or "she"."""
    text = look.reports[report].text
    for source in (x for c in claims if c.report == report for step in c.chain for x in step.sources):
        entity = look.entities.get(source.entity or "")
        if (
            entity is None
            or source.start is None
            or source.end is None
            or not span.start <= source.start < source.end <= span.end
        ):
            continue
        named = any(m.form in ("name", "role") for m in entity.mentions)
        before = look.mentioned(report, span.start, source.start)
        if any(e == entity.id and m.form != "pronoun" for m, e in before):
            continue  # "the mayor said he had heard": the sentence says who
        if named and re.fullmatch(r"he|she|it|they", text[source.start : source.end], re.IGNORECASE):
            yield source.start, source.end, f"[{look.called(entity.id)}]"


def _outlet(look: Index, report: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """The outlet's name for "this newspaper"."""
    outlet = look.reports[report].outlet
    for found in THIS_OUTLET.finditer(look.reports[report].text, span.start, span.end) if outlet else ():
        yield found.start(), found.end(), outlet or ""


def _in_quotes(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def calendar_day(time: Time) -> str | None:
    """ "10 September" for a time within one day, ``None`` for anything coarser or open."""
    if time.earliest is None or time.latest is None or time.type not in ("DATE", "TIME"):
        return None
    value = time.value[:10] if re.match(r"\d{4}-\d\d-\d\d", time.value) else time.earliest[:10]
    if time.earliest[:10] != time.latest[:10] and value != time.earliest[:10]:
        return None
    day = date.fromisoformat(value)
    return f"{day.day} {MONTHS[day.month - 1]}"
