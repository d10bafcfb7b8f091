"""What the brief puts into printed words: calendar days, the names that pronouns stand for, an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from whosays.brief.lookup import Index
from whosays.model import Claim, Source, Span, Time
from whosays.text.quotation_marks import typographic
from whosays.text.stretches import starting_in
from whosays.values.calendar import A_WEEKDAY, month_name

RELATIVE_DAY = re.compile(r"^(?:(?:earlier|later|late|early) )?(?:today|yesterday|tomorrow|tonight)$", re.IGNORECASE)
THIS_PART = re.compile(r"^(?:this (morning|afternoon|evening)|last (night))$", re.IGNORECASE)
PART_OF_DAY = re.compile(r"\s+(?:morning|afternoon|evening|night)\b")
THIS_OUTLET = re.compile(r"\b[Tt]his (?:news)?(?:paper|site|website|agency|magazine|outlet|service)\b")
WEEKDAY = re.compile(rf"\b{A_WEEKDAY}\b")
PEOPLE = frozenset({"person", "role", "group"})
AT_HEAD = 2  # words before a "his" that nothing before it can explain: "Many of his remarks"
PRONOUN = re.compile(r"^(he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
SHE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]im)\b")
# "Mayor Ida Holm, his cousin,", "The mayor, his cousin,"
APPOSED = re.compile(r"(?:(?<![\w’'-])[A-Z][\w’'-]{0,40}|\b[Tt]he \w{1,40}), (his|her) \w{1,40}(?=,)")
# "After he left, the mayor …", "On his way, …": who is meant may come behind
FRONTED = re.compile(
    r"^(?:[a-z]+ )?(?:after|before|when|while|as|if|although|though|because|since|within|in|on|at|with|by|for|from|during|under)\b[^,]*$",
    re.IGNORECASE,
)


def with_names(look: Index, report: str, span: Span, claims: Sequence[Claim]) -> str:
    """The characters of a span with calendar days, sources' names for "she said", and the outlet for "this newspaper"."""
    text = look.reports[report].text
    edits = [
        *_days(look, report, span),
        *_speakers(look, report, span, claims),
        *_outlet(look, report, span),
        *_shes(look, report, span),
    ]
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
        if said.isupper() or text.startswith(" (", time.end):
            continue  # "USA TODAY"; "today (July 21st)"
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
    for source in _own_sources(span, [c for c in claims if c.report == report]):
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
        if any(m.start == span.start and m.form == "name" and look.entities[e].kind == "person" for m, e in before):
            continue  # "Holm denied that he had known": hardly somebody else
        if named and re.fullmatch(r"he|she|it|they", text[source.start : source.end], re.IGNORECASE):
            yield source.start, source.end, f"[{look.called(entity.id)}]"


def possessive(name: str) -> str:
    """ "Kim's", "the United Nations'"."""
    return name + ("'" if name.endswith("s") else "'s")


def _lone_pronouns(look: Index, report: str, span: Span) -> Iterator[tuple[int, int, str | None]]:
    """Each "he", "she" and "his" behind the head, outside quotations, before which the stretch has no person; with the name, if one is known."""
    text = look.reports[report].text
    if SHE.search(text, span.start + 1, span.end) is None or PRONOUN.match(text[span.start : span.end]):
        return  # there is none, the head is named, or there is no sentence
    beside = look.mentioned(report, span.start, span.end)
    known = {m.start: e for m, e in beside if m.form == "pronoun"}
    people = [(m, e) for m, e in beside if m.form != "pronoun" and look.entities[e].kind in PEOPLE]
    heard = starting_in(look.strangers_of.get(report, ()), span.start, span.end + 1)
    spoke = (source.end for source in heard if span.contains(source))
    first = min((*(m.end for m, _ in people), *spoke), default=span.end)
    kin = APPOSED.search(text, span.start, span.end)
    if (
        kin is not None
        and kin.start(1) >= first
        and known.get(kin.start(1)) not in {e for m, e in people if m.end <= kin.start()}
    ):
        first = span.end  # "Mayor Ida Holm, his cousin, said": nobody in front is meant
    for found in SHE.finditer(text, span.start + 1, span.end):
        before = text[span.start : found.start()]
        if found.start() >= first:
            return
        if _in_quotes(before):
            continue
        one = look.entities.get(known.get(found.start(), ""))
        behind = {e for m, e in people if m.start > found.end()}
        owns = found[0].lower() in ("his", "him")
        comes = bool(behind) if one is None or owns else one.id in behind
        if comes and FRONTED.match(before):
            continue  # "In his speech, Holm …"
        if one is None and owns and len(before.split()) > AT_HEAD:
            continue  # "A climber fell to his death": the words may have whom he stands for
        has_name = one is not None and any(m.form == "name" for m in one.mentions)
        name = look.called(one.id) if one is not None and has_name else None
        yield found.start(), found.end(), possessive(name) if name and found[0].lower() == "his" else name


def _own_sources(span: Span, claims: Sequence[Claim]) -> Iterator[Source]:
    """The sources of claims but for those of whom a source in front of them in the stretch speaks ("the mayor said he had heard")."""
    for claim in claims:
        told = False
        for source in (x for step in claim.chain for x in step.sources):
            if not told:
                yield source
            told = told or (
                source.start is not None and source.end is not None and span.contains(Span(source.start, source.end))
            )


def lacks_name(look: Index, report: str, span: Span) -> bool:
    """Does the stretch speak of somebody whom only a sentence before it names?"""
    return next(_lone_pronouns(look, report, span), None) is not None


def is_unnamed(look: Index, report: str, span: Span) -> bool:
    """Does the stretch speak of a "he" or "she" whom neither it nor the report names?"""
    return any(name is None for _, _, name in _lone_pronouns(look, report, span))


def _shes(look: Index, report: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """The name for the first "he" or "she" of a stretch that names nobody ("In May she left the firm")."""
    for start, end, name in islice(_lone_pronouns(look, report, span), 1):
        if name is not None:
            yield start, end, f"[{name}]"


def _outlet(look: Index, report: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """The outlet's name for "this newspaper"."""
    outlet = look.reports[report].outlet
    for found in THIS_OUTLET.finditer(look.reports[report].text, span.start, span.end) if outlet else ():
        yield found.start(), found.end(), outlet or ""


def _in_quotes(before: str) -> bool:
    before = typographic(before)
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def calendar_day(time: Time) -> str | None:
    """ "10 September" for a time within one day, ``None`` for anything coarser or open."""
    if time.earliest is None or time.latest is None or time.type not in ("DATE", "TIME"):
        return None
    value = time.value[:10] if re.match(r"\d{4}-\d\d-\d\d", time.value) else time.earliest[:10]
    if time.earliest[:10] != time.latest[:10] and value != time.earliest[:10]:
        return None
    day = date.fromisoformat(value)
    return f"{day.day} {month_name(day.month)}"
