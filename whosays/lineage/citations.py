"""Citations: where a report says that it has something from another publisher, and how much of it rests on one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whosays.lineage.names import Names
from whosays.lineage.prose import quotations
from whosays.model import Passage, Reading, Span
from whosays.text.stretches import holding
from whosays.values.calendar import A_WEEKDAY

_BEFORE = (
    r"(?:\b(?:[Tt]old|[Tt]ells|[Tt]elling|[Aa]ccording to|[Vv]ia|[Pp]er|[Cc]iting"
    r"|(?:[Rr]eported|[Oo]btained|[Ss]een|[Rr]eviewed|[Qq]uoted|[Cc]ited|[Pp]ublished|[Cc]onducted|[Pp]osted) (?:by|in|on)"
    r"|[Ii]nterview(?:ed)? (?:with|by|in|to|for)"
    r"|(?:[Ss]poke|[Ss]peaking|[Ss]aid|[Ss]tatement|[Cc]omments?) (?:to|with|in))\s+(?:a |an )?(?:the |The )?"
    r"(?:(?:newspaper |magazine |website |site |broadcaster |news agency |agency |daily |tabloid ))?)"
)
_AFTER = (
    r"(?:\s+(?:newspaper|magazine|website|news agency|agency|report|story))?(?:,? (?:which|who))?"
    rf"(?:\s+(?:has|have|had|also|first|earlier|later|previously|on {A_WEEKDAY}))*"
    r"\s+(?:reported|reports|reporting|said|says|wrote|writes|notes|noted|quoted|quotes|learned|revealed|reveals|claims|claimed"
    r"|estimates|estimated|explained|explains|broke the story|cited|cites|correspondent|reporter|journalist)\b"
)
# "the Times Picayune" is another paper than the Times; "told the Times on Friday", "the Times Friday" are the Times.
_ENDS = r"(?!\s[A-Z](?!(?:on|ues|ednes|hurs|ri|atur|un)day\b)[a-z]+)"
_CROWD = re.compile(
    r"People(?: who)?(?: \w+){0,5} (?:said|wrote|\w+ed|correspondent|reporter|journalist)"
)  # no magazine
_PAPER = r"(?:newspaper|paper|publication|outlet|magazine|website|broadcaster|network|(?:news )?agency)"
_AGAIN = re.compile(
    rf"\b(?:told|according to|tells|said to) the ({_PAPER})\b|\b[Tt]he ({_PAPER})(?:'s| has| also)* "
    r"(?:reported|reports|said|says|wrote|writes|added|adds|quoted)\b"
)
_ITSELF = re.compile(
    r"\b(?:told|tells|speaking to|spoke to|interview with|seen by|obtained by"
    r"|(?:shown?|showed|shared|sent|given|gave)(?: \w+){0,2} (?:to|with)) (?:us|me|our reporters?|our correspondent"
    r"|this (?:newspaper|reporter|website|paper|agency|publication))\b|\bour (?:reporters?|correspondents?)\b"
    r"|\b(?:I|[Ww]e)(?:['’]ve| have| had)? (?:been (?:using|testing|trying|told)|asked|spoke|visited|watched|saw|met|tested|tried|used|contacted|interviewed"
    r"|noticed|called)\b"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A publisher named as a source of something, and the words that name it with its cue."""

    name: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Citing:
    """What one report cites: each citation, how many of its sentences cite whom, and where it reports for itself."""

    citations: tuple[Citation, ...]
    counts: tuple[tuple[str, int], ...]
    sentences: int
    witnessed: tuple[Passage, ...]

    @property
    def own(self) -> int:
        """Sentences in which the report says that its own people asked, heard or saw."""
        return len(self.witnessed)


def read_citations(reading: Reading, *, sentences: Sequence[Span], names: Names) -> Citing:
    """Citations of publishers other than the report's own, in text order; its chains count where it has claims."""
    report, text = reading.report, reading.report.text
    outlet = names.outlet(report)
    starts = [sentence.start for sentence in sentences]
    found: dict[tuple[str, int], Citation] = {}
    quoted = quotations(text)
    own: dict[int, Passage] = {}
    for match in _ITSELF.finditer(text):
        if not _within(quoted, match.start()):
            own.setdefault(bisect_right(starts, match.start()), Passage(report.id, *match.span()))
    for name, start, end in sorted(
        (*_worded(text, names), *_chained(reading, names)), key=lambda row: (row[1], row[2], row[0])
    ):
        sentence = bisect_right(starts, start)
        if name == outlet:
            own.setdefault(sentence, Passage(report.id, start, end))
        elif not _in_picture(reading, start):
            found.setdefault((name, sentence), Citation(name, Passage(report.id, start, end)))
    found = _in_full(found)
    for name, start, end in _again(text, tuple(found.values())):
        found.setdefault((name, bisect_right(starts, start)), Citation(name, Passage(report.id, start, end)))
    citations = tuple(sorted(found.values(), key=lambda citation: (citation.passage, citation.name)))
    counted = Counter(name for name, _ in found)
    counts = tuple(sorted(counted.items(), key=lambda row: (-row[1], row[0])))
    return Citing(citations, counts, len(sentences), tuple(sorted(own.values())))


def _within(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(stretches, (at, at)) - 1
    return before >= 0 and at < stretches[before][1]


@lru_cache(maxsize=8)
def _patterns(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"{_BEFORE}({names}){_ENDS}"), re.compile(rf"(?<![\w’'-])(?:[Tt]he\s+)?({names}){_AFTER}")


def _worded(text: str, names: Names) -> Iterator[tuple[str, int, int]]:
    """Publishers beside a cue of reporting: ``told the X``, ``X reported``."""
    for named, start, end in _cued(text, names.pattern_for(text)):
        if name := names.canonical(named):
            yield name, start, end


@lru_cache(maxsize=1024)
def _cued(text: str, names: str) -> tuple[tuple[str, int, int], ...]:
    """What stands beside a cue of reporting and matches a pattern of names, as printed."""
    found = (match for pattern in _patterns(names) for match in pattern.finditer(text))
    return tuple((match[1], match.start(), match.end()) for match in found if not _CROWD.fullmatch(match[0]))


def _chained(reading: Reading, names: Names) -> Iterator[tuple[str, int, int]]:
    """Publishers that the claims' chains name beyond the outlet itself."""
    for claim in reading.claims:
        for step in claim.chain[1:]:
            for source in step.sources:
                known = names.known(source.name) if source.name else None
                named = names.canonical(source.name) if step.role in ("agency", "outlet") else known
                if named and source.start is not None and source.end is not None:
                    yield named, source.start, source.end


def _again(text: str, citations: Sequence[Citation]) -> Iterator[tuple[str, int, int]]:
    """``the newspaper said``: the publisher cited last, if any before it."""
    ordered = sorted(citations, key=lambda citation: citation.passage)
    starts = [citation.passage.start for citation in ordered]
    for match in _AGAIN.finditer(text):
        before = bisect_right(starts, match.start())
        if before:
            yield ordered[before - 1].name, match.start(), match.end()


def _in_full(found: dict[tuple[str, int], Citation]) -> dict[tuple[str, int], Citation]:
    """``the Times`` beside the Erie Times-News is that one: a longer cited name that holds a name's words."""
    words = {name: frozenset(re.findall(r"\w+", name.lower())) - {"the"} for name, _ in found}
    having: dict[str, set[str]] = defaultdict(set)
    for name, own in words.items():
        for word in own:
            having[word].add(name)
    full: dict[str, str] = {}
    for name, own in words.items():
        others = set.intersection(*(having[word] for word in own)) if own else words.keys()
        longer = sorted(other for other in others if own < words[other] or (own == words[other] and other < name))
        full[name] = longer[0] if len(longer) == 1 else name
    merged: dict[tuple[str, int], Citation] = {}
    for (name, sentence), citation in found.items():
        merged.setdefault((full[name], sentence), Citation(full[name], citation.passage))
    return merged


def _in_picture(reading: Reading, at: int) -> bool:
    segment = holding(reading.report.segments, at)
    return segment is not None and segment.role in ("photo_credit", "caption")


def rests_on(citing: Citing) -> str | None:
    """The one publisher that a report without reporting of its own rests on throughout, else ``None``.

    It must be cited more than all others together, in two sentences and in one sentence of ten; a report that also
    names witnesses of its own rests on nobody.
    """
    if not citing.counts or citing.own:
        return None
    (name, top), rest = citing.counts[0], sum(count for _, count in citing.counts[1:])
    return name if top >= 2 and top > rest and top * 10 >= citing.sentences else None


def compiled_from(citing: Citing) -> tuple[str, ...]:
    """The publishers that a report without reporting of its own is put together from, else none.

    Two sentences and one in five must be from other publishers.
    """
    cited = sum(count for _, count in citing.counts)
    throughout = not citing.own and cited >= 2 and cited * 5 >= citing.sentences
    return tuple(name for name, _ in citing.counts) if throughout else ()
