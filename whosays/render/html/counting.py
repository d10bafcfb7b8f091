"""Why a count is what it is: the origins that count with their chains, what is known of how their reports hang together, and what
was not counted, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from whosays.model import Claim, LineageEdge, Origin, Passage, Proposition
from whosays.render import wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi, quotation
from whosays.render.html.lineage import VERBS
from whosays.render.story import Story

SHOWN = 5  # claims shown for one origin
PAIRS = 6  # pairs of origins, or links between reports, that are gone into
STANCES = {
    "denies": "denies it, so it does not support it",
    "doubts": "says it less firmly, so it does not support it",
    "declines": "declines to comment",
    "expects": "expects it",
    "asserts": "says so",
}


def why_this_count(story: Story, proposition: Proposition, frame: Frame) -> Html:
    """The origins that count, those that do not, and the claims that name no origin."""
    direct = [origin for origin in proposition.origins if origin.how == "direct"]
    counting = [origin for origin in direct if origin.stance == "asserts"]
    others = [origin for origin in direct if origin.stance != "asserts"]
    entailing = [origin for origin in proposition.origins if origin.how == "entailed"]
    behind = {claim for origin in direct for claim in origin.claims}
    rest = [story.claims[one] for one in proposition.claims if one in story.claims and one not in behind]
    return el(
        "div",
        _origins(f"Counted: {len(counting)}", counting, story, frame, "named as the source"),
        _apart(counting, story, frame),
        _origins("Not counted: another stance", others, story, frame, None),
        _origins("Not counted here: say something narrower that implies it", entailing, story, frame, "implies it"),
        _uncounted(rest, story, frame),
        class_="why",
    )


def _origins(heading: str, origins: list[Origin], story: Story, frame: Frame, how: str | None) -> Html | None:
    if not origins:
        return None
    entries = []
    for origin in origins:
        claims = [story.claims[one] for one in origin.claims if one in story.claims]
        reports = len({claim.report for claim in claims})
        name = el("strong", bdi(origin.name))
        once = f", in {reports} reports and counted once" if reports > 1 else ""
        said = el("p", name, text(f" {how or STANCES[origin.stance]}{once}"))
        entries.append(el("li", said, _related(story, claims), _claims(claims, story, frame)))
    return joined(el("h3", heading), el("ul", *entries, class_="plain"))


def _related(story: Story, claims: list[Claim]) -> Html | None:
    """How the reports that name one origin come from each other, as far as that was found."""
    held = {claim.report for claim in claims}
    links = [_linked(story, edge) for edge in _edges(story, held, held)]
    more = f"; and {len(links) - PAIRS} more" if len(links) > PAIRS else ""
    return el("p", "; ".join(links[:PAIRS]) + more, class_="about") if links else None


def _apart(counting: list[Origin], story: Story, frame: Frame) -> Html | None:
    """What is known for and against each two that count being separate: their reports' shared text, agency and citations."""
    if len(counting) < 2:
        return None
    pairs = list(combinations(counting, 2))
    entries = [
        el("li", el("strong", bdi(one.name)), " and ", el("strong", bdi(other.name)), ": ", _between(story, one, other))
        for one, other in pairs[:PAIRS]
    ]
    more = el("li", f"and {len(pairs) - PAIRS} more pairs") if len(pairs) > PAIRS else None
    link = el(
        "p", el("a", "which report comes from which", href=frame.to("lineage", "lineage-heading")), class_="about"
    )
    return joined(el("h3", "Counted as separate"), el("ul", *entries, more, class_="plain"), link)


def _between(story: Story, one: Origin, other: Origin) -> str:
    """The evidence on two origins, in words; what was looked for and not found is said as that."""
    first, second = reports_of(story, one), reports_of(story, other)
    both = first & second
    if both:
        named = wording.listed(_labels(story, both)) if len(both) <= 3 else wording.count(len(both), "report")
        return f"two names; both stand in {named}"
    links = [_linked(story, edge) for edge in _edges(story, first, second)]
    if links:
        return f"two names in different reports, though {'; '.join(links[:2])}"
    shared = [g.origin for g in story.record.lineage.groups if first & set(g.reports) and second & set(g.reports)]
    if shared:
        return f"two names in different reports, though both go back to {shared[0]}"
    return "two names in different reports, between which no shared text, common agency or citation was found"


def reports_of(story: Story, holder: Origin | Proposition) -> set[str]:
    """Ids of the reports that hold the claims of an origin or a statement."""
    return {story.claims[one].report for one in holder.claims if one in story.claims}


def _edges(story: Story, first: set[str], second: set[str]) -> list[LineageEdge]:
    """Links of the lineage between two sets of reports."""
    ends = (first, second)
    return [
        edge
        for edge in story.record.lineage.edges
        if any(edge.from_report in one and edge.to_report in other for one, other in (ends, ends[::-1]))
    ]


def _linked(story: Story, edge: LineageEdge) -> str:
    shared = f" ({wording.count(len(edge.spans), 'shared passage')})" if edge.spans and edge.kind != "cites" else ""
    one, other = (story.labels.get(report, report) for report in (edge.from_report, edge.to_report))
    return f"{one} {VERBS[edge.kind]} {other}{shared}"


def _labels(story: Story, reports: set[str]) -> list[str]:
    return [label for report, label in story.labels.items() if report in reports]


def _uncounted(claims: list[Claim], story: Story, frame: Frame) -> Html | None:
    """Claims behind no origin, by the reason for which they are not."""
    if not claims:
        return None
    reasons: dict[str, list[Claim]] = {}
    for claim in claims:
        reasons.setdefault(_reason(story, claim), []).append(claim)
    entries = [
        el("li", el("p", reason, text(f" ({len(given)})")), _claims(given, story, frame))
        for reason, given in reasons.items()
    ]
    return joined(el("h3", "Not counted: no source named, or none of its own"), el("ul", *entries, class_="plain"))


def _reason(story: Story, claim: Claim) -> str:
    """Why a claim adds no origin, as far as the record tells."""
    if claim.factuality == "retracted":
        return "withdrawn by its own source"
    if claim.attribution == "outlet_voice":
        return "in the outlet’s own voice, with no source named"
    if claim.attribution == "impersonal":
        return "nobody is named as saying it"
    last = claim.chain[-1].sources if claim.chain else ()
    names = [name for source in last if (name := wording.source_name(story, source))]
    if not names:
        return "the source has no name"
    named = wording.listed(f"“{wording.on_one_line(name)}”" for name in dict.fromkeys(names))
    return (
        f"{named}: not shown to be a source of its own (nobody in particular, or perhaps one that is counted already)"
    )


def _claims(claims: Iterable[Claim], story: Story, frame: Frame) -> Html:
    """Claims with their chain and words, each with its permalink."""
    given = list(claims)
    entries = [_claim(claim, story, frame) for claim in given[:SHOWN] if claim.spans]
    more = el("li", f"and {len(given) - SHOWN} more") if len(given) > SHOWN else None
    return el("ul", *entries, more, class_="claims")


def _claim(claim: Claim, story: Story, frame: Frame) -> Html:
    words = evidence(story, claim).words
    target = Passage(claim.report, claim.spans[0].start, claim.spans[0].end)
    report = next((report for report in story.record.reports if report.id == claim.report), None)
    return el(
        "li",
        quotation(words),
        " ",
        el("a", bdi(wording.chain(story, claim)), href=frame.href(target), class_="where"),
        frame.permalink(claim),
        text(f" · {claim.factuality} ") if claim.factuality != "certain" else " ",
        frame.controls.claim(claim) if frame.controls else None,
        data_words=words,
        data_cite=wording.citation(story, report) if report else None,
    )
