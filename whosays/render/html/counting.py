"""Why a count is what it is: the origins that count with their chains, and what was not counted, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.model import Claim, Origin, Passage, Proposition
from whosays.render import wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi
from whosays.render.html.sources import citation
from whosays.render.wording import Story

SHOWN = 5  # claims shown for one origin
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
        entries.append(el("li", said, _claims(claims, story, frame)))
    return joined(el("h4", heading), el("ul", *entries, class_="plain"))


def _uncounted(claims: list[Claim], story: Story, frame: Frame) -> Html | None:
    """Claims behind no origin, by the reason for which they are not."""
    if not claims:
        return None
    reasons: dict[str, list[Claim]] = {}
    for claim in claims:
        reasons.setdefault(_reason(claim), []).append(claim)
    entries = [
        el("li", el("p", reason, text(f" ({len(given)})")), _claims(given, story, frame))
        for reason, given in reasons.items()
    ]
    return joined(el("h4", "Not counted: no source named, or none of its own"), el("ul", *entries, class_="plain"))


def _reason(claim: Claim) -> str:
    """Why a claim adds no origin."""
    if claim.factuality == "retracted":
        return "withdrawn by its outlet"
    if claim.attribution == "outlet_voice":
        return "in the outlet’s own voice, with no source named"
    if claim.attribution == "impersonal":
        return "nobody is named as saying it"
    last = claim.chain[-1].sources if claim.chain else ()
    if not any(source.name or source.entity for source in last):
        return "the source has no name"
    return "the source may be one that is counted already"


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
        el("q", words, dir="auto"),
        " ",
        el("a", bdi(wording.chain(story, claim)), href=frame.href(target), class_="where"),
        text(f" · {claim.factuality}") if claim.factuality != "certain" else None,
        frame.controls.claim(claim) if frame.controls else None,
        data_words=words,
        data_cite=citation(story, report) if report else None,
    )
