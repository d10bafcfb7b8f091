"""The brief's check on itself: whatever a sentence says must stand in what it cites.

Numbers, names, dates and quotations of a sentence must be found in the sentences around its passages, in the names of
whatever its claims speak of, in the normalised times of its claims, or in the computation of a finding it cites.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.brief.lookup import Index
from whosays.data import words
from whosays.model import BriefSentence, Passage
from whosays.values.calendar import MONTHS, WEEKDAYS
from whosays.values.number_words import NUMBER_WORDS

LONGEST_PASSAGE = 60  # words: a passage is at most a sentence
LONGEST_SENTENCE = 4_000  # characters looked back for a sentence's beginning, in a text without line ends
STEM = 5  # letters that two forms of a word share ("Russia", "Russian")
CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
VALUES: dict[str, float] = {
    **{word: float(value) for word, value in NUMBER_WORDS.items()},
    "once": 1.0,
    "twice": 2.0,
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "no": 0.0,
    "none": 0.0,
    "nobody": 0.0,
}
SMALL = frozenset({0.0, 1.0, 2.0})  # "both", "one report", "neither" count reports and sides
BEGINS = re.compile(r"\n|[.!?][\"'”’]?\s+(?=[A-Z\"'“‘])")
ENDS = re.compile(r"\n|[.!?][\"'”’]?(?=\s+[A-Z\"'“‘]|\s*\n|\s*$)")
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def unfounded(look: Index, sentence: BriefSentence) -> tuple[str, ...]:
    """What a sentence says that nothing it cites says: numbers, names, quotations; and most of its words, if most are new.

    An empty tuple means that it stands. A sentence without passages, or with a passage longer than a sentence, does not.
    """
    if not sentence.passages or not (sentence.claims or sentence.propositions or sentence.findings):
        return ("nothing is cited",)
    long = [p for p in sentence.passages if len(re.findall(r"\w+", _text(look, p))) > LONGEST_PASSAGE]
    if long:
        return (f"a passage of more than {LONGEST_PASSAGE} words",)
    around = " ".join(sentence_around(look, p) for p in sentence.passages)
    computed = _computed(look, sentence)
    missing = numbers(_without_outlets(look, sentence.text)) - numbers(around) - numbers(computed) - SMALL
    lost = [f"{value:g}" for value in sorted(missing)]
    lost += _new_words(sentence.text, around + " " + computed, _names(look, sentence))
    lost += _new_quotations(sentence.text, around + " " + computed)
    return tuple(lost)


@lru_cache(maxsize=16_384)
def numbers(text: str) -> frozenset[float]:
    """The numbers in a text, in digits or words ("7,500", "seven", "twenty-one")."""
    lower = text.lower()
    digits = (m.group().replace(",", "").rstrip(".") for m in re.finditer(r"\d[\d,]*(?:\.\d+)?", lower))
    found = {float(d) for d in digits if d}
    words = re.findall(r"[a-z]+", lower)
    position = 0
    while position < len(words):
        value = VALUES.get(words[position])
        if value is not None:
            unit = VALUES.get(words[position + 1], 0.0) if position + 1 < len(words) else 0.0
            if 20 <= value <= 90 and 0 < unit < 10:
                value += unit
                position += 1
            found.add(value)
        position += 1
    return frozenset(found)


def _without_outlets(look: Index, text: str) -> str:
    """The text without the names of outlets: "Channel 4" says no number."""
    names = {report.outlet for report in look.record.reports if report.outlet and re.search(r"\d", report.outlet)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name.removeprefix("www."), " ")
    return text


def _text(look: Index, passage: Passage) -> str:
    return look.reports[passage.report].text[passage.start : passage.end]


def sentence_around(look: Index, passage: Passage) -> str:
    """The passage widened to the ends of its sentence, never over the end of a line."""
    return _widened(look.reports[passage.report].text, passage.start, passage.end)


@lru_cache(maxsize=16_384)
def _widened(text: str, start: int, end: int) -> str:
    left = max(text.rfind("\n", 0, start) + 1, start - LONGEST_SENTENCE)
    for bound in BEGINS.finditer(text, left, start + 1):  # one further, for the capital that it looks ahead to
        left = min(bound.end(), start)
    right = ENDS.search(text, end)
    return text[left : right.end() if right else len(text)]


def _computed(look: Index, sentence: BriefSentence) -> str:
    """Computations of the findings it names or whose claims it uses, and the normalised times of its claims and passages."""
    named = {number for number, finding in enumerate(look.record.findings) if finding.id in sentence.findings}
    used = named.union(*(look.weighed.get(claim, ()) for claim in sentence.claims))
    parts = [look.record.findings[number].computation for number in sorted(used)]
    times = [look.times[i] for claim in sentence.claims for i in look.claims[claim].times if i in look.times]
    times += [time for one in sentence.passages for time in look.times_in(one.report, one.start, one.end)]
    for time in times:
        parts += [re.sub(r"[-T:]", " ", value) for value in (time.value, time.earliest, time.latest) if value]
    return " ".join(parts)


def _names(look: Index, sentence: BriefSentence) -> frozenset[str]:
    """Words of the outlets, and of the names of everything that the sentence's claims and passages speak of or come from."""
    claims = set(sentence.claims)
    claims |= {c for p in look.record.propositions if p.id in sentence.propositions for c in p.claims}
    claims |= {c for f in look.record.findings if f.id in sentence.findings for side in f.readings for c in side.claims}
    named = [r.outlet for r in look.record.reports if r.outlet]
    entities = {e for p in sentence.passages for _, e in look.mentioned(p.report, p.start, p.end)}
    for claim in (look.claims[i] for i in sorted(claims) if i in look.claims):
        entities |= {a.entity for a in claim.arguments if a.entity} | ({claim.place} if claim.place else set())
        for source in (s for step in claim.chain for s in step.sources):
            entities |= {source.entity} if source.entity else set()
            named += [source.name] if source.name else []
    words = frozenset(re.findall(r"\w+", " ".join(named).lower()))
    return words.union(*(look.naming(entity) for entity in entities if entity in look.entities))


def _new_words(text: str, there: str, names: frozenset[str]) -> list[str]:
    """Capitalised words inside the text that stand nowhere; and its other words, if over half of them stand nowhere."""
    joined = re.sub(r"\b([A-Z])\.(?=[A-Z]\b|[A-Z]\.)", r"\1", there)  # U.S. reads as US
    stems = {word[:STEM] for word in re.findall(r"\w+", joined.lower())} | {name[:STEM] for name in names}
    capital = re.findall(r"(?<![.!?:\"'‘“] )(?<!^)(?<![\"'‘“])\b[A-Z]\w+", text)
    lost = [
        w
        for w in capital
        if w[:STEM].lower() not in stems and w.lower() not in words("brief_frame") and w not in CALENDAR
    ]
    body = [w for w in re.findall(r"\b[a-z]{4,}\b", text) if w not in words("brief_frame")]
    new = [w for w in body if w[:STEM] not in stems]
    return lost + (new if len(body) > 3 and 2 * len(new) > len(body) else [])


def _new_quotations(text: str, there: str) -> list[str]:
    """Stretches in quotation marks that are not printed like that anywhere in what is cited."""
    flat = _flat(there)
    return [quote for quote in QUOTED.findall(text) if _flat(quote) not in flat]


def _flat(text: str) -> str:
    """The words of a text in lower case, one blank between them."""
    return " ".join(re.findall(r"\w+", text.lower()))
