"""Retractions: what an outlet withdraws, what it puts in its place, and where the withdrawn version still stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.findings.evidence import Story, finding
from whosays.findings.telling.withdrawn import GONE, REACH, STILL_STANDS, carries, printing, replacements, stands
from whosays.model import Finding

ANNOUNCES = re.compile(
    r"\b(?:corrects?|is correcting|has corrected) (?:its|our|an earlier|the|a)\b[^.:;\n]{0,60}:\s*", re.IGNORECASE
)
TAKEN_BACK = re.compile(
    r"\b(?:cannot be upheld|(?:should|must) (?:not|no longer) be (?:used|relied|cited|quoted)|(?:is|are|was|were|has been|have been) "
    r"(?:withdrawn|retracted|taken back)|(?:withdr[ae]ws?|withdrew|retract(?:s|ed)?) (?:the|its|that|this|their|his|her)\b|"
    r"no longer stands?|(?:was|were|is) (?:given |stated |reported )?(?:in error|by mistake|wrongly stated|incorrect)|"
    r"came from (?:a|an) (?:faulty|wrong|mistaken|broken)|does not stand by)",
    re.IGNORECASE,
)
LOWERED = re.compile(r"\b(?:lowered|reduced|revised|cut|corrected|adjusted|brought down|changed)\b", re.IGNORECASE)
MISCOUNT = re.compile(
    r"\b(?:(?:counted|registered|listed|recorded|entered) (?:twice|two times|more than once)|double[- ]count\w*|miscount\w*|counted wrongly"
    r"|(?:wrongly|mistakenly) (?:included|counted|listed)|(?:included|counted|listed) (?:by mistake|in error)|"
    r"(?:clerical|counting|typing|arithmetical|transcription|spreadsheet) (?:error|mistake))\b",
    re.IGNORECASE,
)
AS_CLAIMED = re.compile(
    r"\bnot,? as (?P<who>[^,.;:]{2,60}?) (?:had |has |have )?(?:first |earlier |previously )?(?:claimed|said|stated|reported"
    r"|announced|maintained|insisted|asserted)\b"
)
NOW = re.compile(r"\bnow\b", re.IGNORECASE)


def corrections(story: Story) -> Iterator[Finding]:
    """One finding for each withdrawn statement: the withdrawn words, the corrected ones, and other reports that still carry it."""
    for gone in (fact for fact in story.facts if fact.factuality == "retracted"):
        put = replacements(story, gone)
        still = [fact for fact in story.same_act(gone) if stands(story, gone, fact)]
        printed = [fact for fact in printing(story, gone, put) if fact not in still]
        sides: list[tuple[str, tuple[str, ...]]] = [(GONE, (gone.claim,))]
        if put:
            sides.append((put[0].text[:90], tuple(fact.claim for fact in put)))
        if still:
            sides.append((STILL_STANDS, tuple(fact.claim for fact in still[:4])))
        if printed:  # beside other words, which are not withdrawn
            sides.append(("printed elsewhere", tuple(fact.claim for fact in printed[:4])))
        where = f"; it still stands in {len(still)} other claim{'s' if len(still) > 1 else ''}" if still else ""
        who = f"taken back by {story.label(gone.speaker)}" if gone.speaker and gone.stance == "denies" else ""
        yield finding(
            story, "retraction", "attribution", f"What was withdrawn: {gone.text[:80]}?", sides,
            f'{who or "withdrawn by its own publisher"}: "{gone.text[:100]}"{where}',
        )  # fmt: skip
    yield from _miscounted(story)
    yield from _disowned(story)


def _miscounted(story: Story) -> Iterator[Finding]:
    """ "The toll was lowered from 14 to 13 after one body was found to have been counted twice": the figure, why, and who has the old one."""
    for fact in story.facts:
        sentence = story.sentence(fact.claim)
        if len(fact.measures) < 2 or not LOWERED.search(sentence) or not MISCOUNT.search(sentence):
            continue
        old, new = fact.measures[:2]
        if old.unit != new.unit or old.low is None or new.low is None or old.low == new.low:
            continue
        why = [
            f for f in story.of_report[fact.report] if story.sentence(f.claim) == sentence and MISCOUNT.search(f.text)
        ]
        still = [
            other for other in story.facts
            if other.report != fact.report and other.factuality == "certain"
            and any((m.unit, m.low, m.high) == (old.unit, old.low, old.high) and m.toll for m in other.measures)
        ]  # fmt: skip
        sides: list[tuple[str, tuple[str, ...]]] = [
            (f"{old.shown} corrected to {new.shown}", tuple(dict.fromkeys((fact.claim, *(f.claim for f in why)))))
        ]
        if still:
            sides.append(("printed elsewhere", tuple(other.claim for other in still[:4])))
        yield finding(
            story, "retraction", "number", f"What was corrected: {fact.text[:80]}?", sides,
            f'{old.shown} was counted wrongly and is now {new.shown}: "{fact.text[:100]}"',
        )  # fmt: skip


def _disowned(story: Story) -> Iterator[Finding]:
    """ "Now says it was a shell and not, as Holm had claimed, a drone": what is said now, and where Holm is reported to have said it."""
    for fact in story.facts:
        before = story.before(fact)
        found = AS_CLAIMED.search(before + story.sentence(fact.claim)[len(before) :])
        start = story.begins(fact) - len(before)
        if (
            found is None
            or not NOW.search(found.string[: found.start()])
            or abs(story.ends(fact) - start - found.start()) > len(" not")
        ):
            continue
        told = [f for f in story.of_report[fact.report] if story.sentence(f.claim) == story.sentence(fact.claim)]
        matter = frozenset(word for f in told for word in (*story.words(f), *f.clocks))
        names = {e for e, name in story.names.items() if name.split()[-1:] == found["who"].split()[-1:]}
        still = [
            other for other in story.facts
            if other.report != fact.report and other.speaker in names
            and len(matter.intersection((*story.words(other), *other.clocks))) >= 2
        ]  # fmt: skip
        sides: list[tuple[str, tuple[str, ...]]] = [(f"now: {fact.text[:80]}", (fact.claim,))]
        if still:
            sides.append((f"said before by {found['who']}", tuple(other.claim for other in still[:4])))
        yield finding(
            story, "retraction", "attribution", f"What was corrected: {fact.text[:80]}?", sides,
            f'told otherwise than {found["who"]} had it: "{fact.text[:100]}"',
        )  # fmt: skip


def announced(story: Story) -> Iterator[Finding]:
    """ "X corrects its Tuesday report: a line was not mentioned by the sheriff": the correction, and what it speaks against."""
    for reading in story.readings:
        for match in ANNOUNCES.finditer(reading.report.text):
            mine = [
                fact for fact in story.beginning_in(reading.report.id, match.end(), match.end() + REACH + 1)
                if "\n" not in reading.report.text[match.end() : story.begins(fact)]
            ]  # fmt: skip
            if not mine or any(fact.factuality == "retracted" for fact in mine[:1]):
                continue
            put = mine[0]
            still = [fact for fact in story.same_act(put) if fact.report != put.report and carries(story, put, fact)]
            sides: list[tuple[str, tuple[str, ...]]] = [
                (f"corrected: {put.text[:80]}", tuple(fact.claim for fact in mine[:2]))
            ]
            if still:
                sides.append(("printed elsewhere", tuple(fact.claim for fact in still[:4])))
            yield finding(
                story,
                "retraction",
                "attribution",
                f"What was corrected: {put.text[:80]}?",
                sides,
                f'corrected by its publisher: "{put.text[:100]}"',
            )


def figures_withdrawn(story: Story) -> Iterator[Finding]:
    """ "The figure of 702 kilometres should not be used": a figure taken back, and where the same figure stands as fact."""
    withdrawn = {story.sentence(fact.claim) for fact in story.facts if fact.factuality == "retracted"}
    for gone in story.facts:
        if gone.factuality == "retracted" or not gone.measures or not TAKEN_BACK.search(story.sentence(gone.claim)):
            continue
        if story.sentence(gone.claim) in withdrawn:
            continue  # "withdraws its bulletin, which gave 5 per cent; the correct figure is 4"
        for measure in gone.measures:
            still = [
                fact for fact in story.facts
                if fact.report != gone.report and fact.factuality == "certain" and not TAKEN_BACK.search(story.sentence(fact.claim))
                and any((m.unit, m.low, m.high) == (measure.unit, measure.low, measure.high) for m in fact.measures)
            ]  # fmt: skip
            if measure.unit is None or measure.low is None or not still:
                continue
            yield finding(
                story, "retraction", "number", f"What was withdrawn: {gone.text[:80]}?",
                ((GONE, (gone.claim,)), (STILL_STANDS, tuple(fact.claim for fact in still[:4]))),
                f'"{measure.shown}" is taken back in one report and told as fact in {len(still)} other claim{"s" if len(still) > 1 else ""}',
            )  # fmt: skip
            break
