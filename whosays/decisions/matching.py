"""What a decision means in the reports at hand; it is found by name, hash and words, or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from whosays.model import Cast, Claim, Entity, Mention, Reading, Report, Span, Target, Words

FEWEST = 8  # digits of a hash that tell one text from another


class Unmatched(LookupError):
    """What a decision is about is not there, or two things fit; the message says which."""


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a report's letters and marks: the text is the report, whatever its file is called.

    Blanks, line ends and hyphens do not count: a paragraph that is wrapped is read in one line, and words that a line end cuts as whole ones.
    """
    return hashlib.sha256(re.sub(r"[\s-]", "", text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def report_meant(target: Target | Words, reports: Sequence[Report]) -> Report:
    """The one report that a target names: by its hash, else by id, address or file name."""
    named = [r for r in reports if target.source in (r.id, r.url, r.source, PurePosixPath(r.source).name)]
    if target.sha256:
        digits = target.sha256.casefold()
        found = [r for r in reports if len(digits) >= FEWEST and fingerprint(r.text).startswith(digits[:16])]
        if len(found) > 1:
            found = [r for r in found if r in named] or found
        if not found and named:
            raise Unmatched(f"the text of {target.source} is another one than when this was decided")
    else:
        found = named
    what = target.source or f"sha256 {target.sha256}"
    if not found:
        raise Unmatched(f"no report is called {what}")
    if len(found) > 1:
        raise Unmatched(f"{len(found)} reports are called {what}; give the sha256 of one")
    return found[0]


def place_of(words: str, report: Report) -> Span:
    """Where words stand in a report; line breaks count as blanks. They must stand there once."""
    pattern = r"\s{1,9}".join(re.escape(word) for word in words.split())
    found = [Span(match.start(), match.end()) for match in re.finditer(pattern, report.text)]
    if not found:
        raise Unmatched(f"“{words}” does not stand in {report.source}")
    if len(found) > 1:
        raise Unmatched(f"“{words}” stands {len(found)} times in {report.source}; give more words")
    return found[0]


def squeezed(name: str) -> str:
    """A name without case, points, hyphens and blanks."""
    return re.sub(r"[\s.\-‐‑'’]+", "", name).casefold()


def mentions_named(target: Target, readings: Sequence[Reading]) -> list[Mention]:
    """The mentions with the target's name, in its report and within its words where those are given."""
    chosen = list(readings)
    if target.source or target.sha256:
        report = report_meant(target, [reading.report for reading in readings])
        chosen = [reading for reading in readings if reading.report.id == report.id]
    name = squeezed(target.name or "")
    found = [m for reading in chosen for m in reading.mentions if m.form != "pronoun" and squeezed(m.text) == name]
    if target.words and chosen:
        span = place_of(target.words, chosen[0].report)
        found = [m for m in found if span.start <= m.start and m.end <= span.end]
    return found


def entity_meant(target: Target, readings: Sequence[Reading], cast: Cast) -> Entity:
    """The one entity of a cast that a target names: that is called so, else that has a mention with this name."""
    mentions = mentions_named(target, readings)
    held = {cast.of_mention[m.id] for m in mentions if m.id in cast.of_mention}
    everywhere = not (target.source or target.sha256)
    fitting = [e for e in cast.entities if target.kind in (None, e.kind)]
    called = [e for e in fitting if squeezed(e.name) == squeezed(target.name or "") and (everywhere or e.id in held)]
    if not called or (len(called) > 1 and held):
        called = [e for e in called if e.id in held] or [e for e in fitting if e.id in held]
    named = f"“{target.name}”" + (f" in {target.source or target.sha256}" if not everywhere else "")
    if not called:
        kinds = f" of kind {target.kind}" if target.kind else ""
        raise Unmatched(f"nobody and nothing{kinds} is called {named}")
    if len(called) > 1:
        kinds = ", ".join(sorted({e.kind for e in called}))
        raise Unmatched(
            f"{len(called)} entities are called {named} ({kinds}); give a kind, or a report and words around the name"
        )
    return called[0]


def claims_meant(target: Target | Words, readings: Sequence[Reading]) -> list[Claim]:
    """The claims whose predicate stands within the words."""
    report = report_meant(target, [reading.report for reading in readings])
    span = place_of(target.words or "", report)
    reading = next(reading for reading in readings if reading.report.id == report.id)
    found = [claim for claim in reading.claims if span.contains(claim.predicate_span)]
    if not found:
        raise Unmatched(f"no claim is read from “{target.words}” in {report.source}")
    return found
