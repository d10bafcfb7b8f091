"""Denials that a report leaves out, and how speakers and denials are worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from whosays.data import rows
from whosays.findings.evidence import Story, finding
from whosays.findings.parties import named, shared, speaking
from whosays.model import Facts, Finding

STATE = ("police", "army", "government")
WEIGHT = 0.30
SUBJECT = 0.45
KNOWN_BEFORE = timedelta(days=1)  # a denial is mostly older than the report that prints it
WINDOW = 220  # characters in front of a denial that say what it is about
ACCUSING = re.compile(
    r"\b(?:accus\w+|alleg\w+|suspect\w*|charge[ds]|indict\w+|investigat\w+|prob(?:e|es|ed|ing)|looking into|inquir\w+|blam\w+)\b",
    re.IGNORECASE,
)
# "Was at the heart of the investigation", "led the inquiry": who looks into it is not accused.
LOOKING_INTO_IT = re.compile(
    r"\b(?:led|leads|leading|head(?:s|ed|ing)?|heart|charge|oversaw|oversees|overseeing|conduct\w*|supervis\w*)\b[^.;]{0,30}"
    r"\b(?:investigation|probe|inquiry)\b",
    re.IGNORECASE,
)
# The words by which one who is accused turns it down without "denying" it.
REJECTING = re.compile(
    r"\b(?:lies|lie|lied|lying|liars?|false|falsely|untrue|not true|nonsense|rubbish|garbage|trash|fabricat\w+|made[- ]up|smear\w*|slander\w*|hoax|"
    r"baseless|groundless|unfounded|fiction|inventions?|never happened|ridiculous|absurd|innocent|innocence|nothing wrong|witch[- ]hunt)\b",
    re.IGNORECASE,
)
# "By making false statements, denying that he had letters": the denial is what he is accused of.
PRETENDING = re.compile(
    r"\b(?:lied|lying|lies|false(?:ly)?|misle(?:d|ad\w*)|perjur\w+|deceiv\w+)\b[^.;]{0,80}\bden(?:y|ying|ied|ies)\b",
    re.IGNORECASE,
)
OF_HIS = (
    r"(?:['’]s?)? (?:[a-z]+ )?(?:aides?|advis[eo]rs?|officials?|all(?:y|ies)|associates?|spokes\w+|lawyers?|campaign|administration|government"
    r"|era|supporters?|loyalists?|assistants?|staff\w*|friends?|brother|sister|son|daughter|wife|husband|deputy|family)\b"
)
COMMON = frozenset({"say", "tell", "be", "have", "year", "day", "person", "report"})
NEWS = timedelta(days=14)


def denials_omitted(story: Story) -> Iterator[Finding]:
    """A report prints the accusation on a subject and no denial, while another report of the story has one."""
    told: set[tuple[str, object]] = set()
    denying_in = {
        report: [fact for fact in mine if fact.factuality == "denied" or fact.negative]
        for report, mine in story.of_report.items()
    }
    bearing: dict[str, list[Facts]] = {}
    for fact in story.facts:
        for word in fact.terms | {fact.predicate}:
            bearing.setdefault(word, []).append(fact)
    found: dict[tuple[object, ...], dict[str, list[Facts]]] = {}  # a denial that many reports print is looked into once
    denials = (fact for fact in story.facts if fact.factuality == "denied")
    for denial in (fact for fact in denials if not PRETENDING.search(story.sentence(fact.claim))):
        wording = (
            denial.terms,
            denial.entities,
            denial.predicate,
            denial.patients,
            story.words(denial),
            story.sources(denial.claim),
        )
        if wording not in found:
            found[wording] = _on_its_subject(story, denial, bearing)
        subjects = found[wording]
        for reading in story.readings:
            report = reading.report.id
            once = {(report, story.sources(denial.claim)), (report, story.proposition_of[denial.claim])}
            if report == denial.report or told & once:
                continue
            about = subjects.get(report) or _accusing(story, denial, report)
            subject = [fact for fact in about if _could_tell(story, denial, fact)]
            if not subject or _speaks_against_it(story, denial, report):
                continue
            if any(_denies_too(story, denial, fact) for fact in denying_in[report]):
                continue
            told |= once
            denied_in = (c for c in story.all_of(denial.claim) if story.claims[c].factuality == "denied")
            yield _omitted(story, denial, tuple(denied_in), subject)


def negatives_omitted(story: Story, pairs: Iterable[tuple[Facts, Facts]]) -> Iterator[Finding]:
    """The same where the accused himself tells the plain negative ("I never had the keys"), of pairs of a negative and what it negates."""
    told: set[tuple[str, str]] = set()
    for negative, positive in pairs:
        report = positive.report
        if (
            not negative.negative
            or negative.factuality == "denied"
            or report == negative.report
            or not _could_tell(story, negative, positive)
        ):
            continue
        if (report, negative.claim) in told or not _is_accused(story, negative, positive):
            continue
        if any(
            _denies_too(story, negative, fact)
            for fact in story.of_report[report]
            if fact.negative or fact.factuality == "denied"
        ):
            continue
        told.add((report, negative.claim))
        yield _omitted(story, negative, (negative.claim,), [positive])


def _omitted(story: Story, denial: Facts, denied_in: tuple[str, ...], subject: Sequence[Facts]) -> Finding:
    """The finding that the report of these claims on the subject prints no denial; ``denied_in`` are the claims that deny it."""
    report = next(reading.report for reading in story.readings if reading.report.id == subject[0].report)
    return finding(
        story, "denial-omitted", "polarity", f"Who denies it: {short(subject[0].text)}?",
        (
            (_in_words(story, denial), denied_in),
            ("no denial printed", tuple(fact.claim for fact in subject[:4])),
        ),
        f"{report.outlet or report.source} reports the subject{f' {len(subject)} times' if len(subject) > 1 else ''} and prints no denial",
        reports=(report.id,),
    )  # fmt: skip


def _in_words(story: Story, denial: Facts) -> str:
    """A denial in its own words, with who denies where they do not say it: "The mayor denied it", "Ada Roe: She has denied it"."""
    claim, words = story.claims[denial.claim], short(denial.text)
    cues = [step.cue.start for step in claim.chain if step.stance == "denies" and step.cue]
    if not any(span.start <= cue < span.end for cue in cues for span in claim.spans):
        return f"{denying(story, denial)}: {words}"
    names = [story.label(source) for source in story.sources(denial.claim)]
    told = all(name.split()[-1].casefold() in words.casefold() for name in names)
    return words if told else f"{speakers(story, denial)}: {words}"


def _is_accused(story: Story, negative: Facts, positive: Facts) -> bool:
    """Does the one of whom it is told deny it himself, or the state for its police and army?"""
    who = speaking(story, negative)
    if not who:
        return False
    if shared(story, who, positive.agents):
        return True
    return any(_of_state(story.label(name)) for name in who) and any(
        _of_state(story.label(name)) for name in positive.agents
    )


def _of_state(label: str) -> bool:
    """Is it police, an army or a government by its words?"""
    own = set(label.lower().split())
    return any(own & set(row[1].split()) for row in rows("voices") if row[0] in STATE)


def _could_tell(story: Story, denial: Facts, fact: Facts) -> bool:
    """Was a claim's report written when the denial was out, and while it was news?"""
    written = max((other.as_of for other in story.of_report[fact.report] if other.as_of), default=None)
    if not (denial.as_of and written):
        return True
    later = datetime.fromisoformat(written) - datetime.fromisoformat(denial.as_of)
    return -KNOWN_BEFORE <= later <= NEWS


def _matter(story: Story, denial: Facts) -> str | None:
    """The rarest content word of what is denied."""
    words = denial.terms - {"deny", "report", "allegation", "claim"}
    return min(words, key=lambda term: (-story.rarity[term], term), default=None)


def _on_its_subject(story: Story, denial: Facts, bearing: Mapping[str, Sequence[Facts]]) -> dict[str, list[Facts]]:
    """The claims, by report and in text order, that speak of what is denied, as they stand or as another report words the same.

    ``bearing`` has the claims of the story by each of their words.
    """
    matter = _matter(story, denial)
    speaking = (
        fact
        for fact in (bearing.get(matter, ()) if matter is not None else ())
        if _content_shared(denial, fact) and covered(story, denial, fact) >= SUBJECT
    )
    found: dict[str, list[Facts]] = {}
    for name in {story.proposition_of[fact.claim]: None for fact in speaking}:
        for fact in (story.fact_of[claim] for claim in story.propositions[name].claims):
            if fact.zone == "body" and not fact.negative:
                found.setdefault(fact.report, []).append(fact)
    for own in found.values():
        own.sort(key=lambda fact: (story.begins(fact), story.number[fact.claim]))
    return found


def _accusing(story: Story, denial: Facts, report: str) -> list[Facts]:
    """Where a report tells that the denier is accused or looked into, with two things in common with the denial and the sentence before."""
    accusing = story.once(_accusations)[report]
    who = speaking(story, denial) if accusing else frozenset()
    if not who or not all(named(story, name) for name in who):
        return []
    start = story.begins(denial)
    said = frozenset[str]().union(
        *(f.terms | {f.predicate} for f in story.beginning_in(denial.report, start - WINDOW, story.ends(denial)))
    )
    return [
        fact
        for fact in accusing
        if shared(story, _told_of(story, fact), who) and len((fact.terms & said) - COMMON) >= 2
    ]


def _told_of(story: Story, fact: Facts) -> frozenset[str]:
    """Who is named in a claim, and not only in the name of somebody about him ("Marlow aide Ines Roth", "Marlow's campaign")."""
    named = {
        name for name in fact.entities if not re.search(rf"\b{re.escape(last_word(story, name))}{OF_HIS}", fact.text)
    }
    return frozenset(named) | fact.agents | fact.patients


def last_word(story: Story, name: str) -> str:
    """The last word of an entity's name."""
    return (story.label(name).split() or [name])[-1]


def _accusations(story: Story) -> dict[str, list[Facts]]:
    """The claims of each report, in the text, that somebody is accused or looked into."""
    return {
        report: [
            fact
            for fact in told
            if fact.zone == "body" and ACCUSING.search(fact.text) and not LOOKING_INTO_IT.search(fact.text)
        ]
        for report, told in story.of_report.items()
    }


def _denies_too(story: Story, denial: Facts, fact: Facts) -> bool:
    """Does the report carry a denial of the same, by whomever, or the plain negative?"""
    if fact.factuality == "denied":
        return bool(story.sources(denial.claim) & story.sources(fact.claim)) or covered(story, denial, fact) >= WEIGHT
    return fact.negative and covered(story, denial, fact) >= WEIGHT


def _speaks_against_it(story: Story, denial: Facts, report: str) -> bool:
    """Does a report let the denier call it a lie, a smear, false, or say in any words that he did not do it?"""
    who = story.sources(denial.claim)
    also = (f for f in story.of_report[report] if f.negative and f.predicate == denial.predicate)
    return any(shared(story, story.sources(fact.claim), who) for fact in (*story.once(_rejections)[report], *also))


def _rejections(story: Story) -> dict[str, list[Facts]]:
    """The claims of each report that call something a lie, a smear, false."""
    return {report: [fact for fact in told if REJECTING.search(fact.text)] for report, told in story.of_report.items()}


def covered(story: Story, denial: Facts, other: Facts) -> float:
    """How much of the smaller claim's weight the two share, the denier's own name aside: 0 … 1."""
    own = {f"@{name}" for name in story.sources(denial.claim)} | {"deny"}
    left, right = story.words(denial) - own, story.words(other) - own
    common = left & right
    if len(common) < 2:
        return 0.0
    smaller = min(story.weigh(left), story.weigh(right))
    return story.weigh(common) / smaller if smaller else 0.0


def _content_shared(denial: Facts, other: Facts) -> bool:
    """Of two claims that share the word that matters: a name in common, and no other target of the act."""
    if not denial.entities & other.entities:
        return False
    same_act = denial.predicate == other.predicate or denial.predicate in other.terms
    return not (same_act and denial.patients and other.patients and not denial.patients & other.patients)


def speakers(story: Story, fact: Facts) -> str:
    """Those at the end of a claim's chain, by name; "the report itself" for the outlet's own voice."""
    names = sorted(story.label(source) for source in story.sources(fact.claim))
    return " and ".join(names) if names else "the report itself"


def denying(story: Story, denial: Facts) -> str:
    """ "Moscow denies", "Moscow and Pyongyang deny"."""
    return f"{speakers(story, denial)} {'deny' if len(story.sources(denial.claim)) > 1 else 'denies'}"


def short(text: str) -> str:
    """A text of at most some ninety characters, cut between words."""
    return text if len(text) <= 90 else text[:88].rsplit(" ", 1)[0] + " …"
