"""Drafts of schema.org ClaimReview (JSON-LD): what a fact-checker might check, with who says it and where. Without a rating.

whosays judges nothing: there is no ``reviewRating``, no author of the review and no date of it; a person adds them or throws the draft
away. Drafted are statements that a shown finding is about, and those denied, disputed, unconfirmed or retracted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whosays.exports.annotation import source_of
from whosays.exports.moments import moment
from whosays.exports.texts import file_stem, json_bytes
from whosays.model import Claim, Proposition, Record, Report
from whosays.render.story import Story, story_of
from whosays.render.wording import disagreements, other_points, words_of

OPEN = frozenset({"disputed", "denied", "unconfirmed", "retracted"})


def files(record: Record) -> dict[str, bytes]:
    """One graph with a draft for each statement worth checking."""
    story = story_of(record)
    in_question = {
        claim
        for finding in (*disagreements(record), *other_points(record))
        for side in finding.readings
        for claim in side.claims
    }
    kinds = {entity.id: entity.kind for entity in record.entities}
    drafts = [
        _draft(story, kinds, proposition)
        for proposition in record.propositions
        if proposition.status in OPEN or in_question.intersection(proposition.claims)
    ]
    graph = {"@context": "https://schema.org", "@graph": drafts}
    return {file_stem(record) + ".claimreview.jsonld": json_bytes(graph)}


def _draft(story: Story, kinds: Mapping[str, str], proposition: Proposition) -> dict[str, Any]:
    told = [story.claims[one] for one in proposition.claims if one in story.claims]
    holding = {claim.report for claim in told}
    reports = [report for report in story.record.reports if report.id in holding]
    dates = sorted(
        report.published.value for report in reports if moment(report.published.value) and report.published.value
    )
    authors = [origin for origin in proposition.origins if origin.stance in ("asserts", "expects")]
    claimed: dict[str, Any] = {
        "@type": "Claim",
        "text": proposition.statement,
        "author": [_author(one.name, kinds.get(one.entity or "")) for one in authors],
        "appearance": [_appearance(story, report, told) for report in reports],
    }
    if dates:
        claimed["datePublished"] = dates[0]
    return {
        "@type": "ClaimReview",
        "@id": f"urn:whosays:{story.record.story.id}:{proposition.id}:draft",
        "creativeWorkStatus": "Draft",
        "claimReviewed": proposition.statement,
        "itemReviewed": {name: value for name, value in claimed.items() if value},
    }


def _author(name: str, kind: str | None) -> dict[str, str]:
    return {
        "@type": "Person" if kind == "person" else "Organization" if kind == "organisation" else "Thing",
        "name": name,
    }


def _appearance(story: Story, report: Report, told: list[Claim]) -> dict[str, Any]:
    """The article, with the very words."""
    words = [words_of(story, report.id, claim.spans) for claim in told if claim.report == report.id]
    about = {
        "@type": "NewsArticle",
        "@id": source_of(report.id, report.url),
        "headline": report.title,
        "url": report.url,
        "datePublished": report.published.value,
        "publisher": {"@type": "NewsMediaOrganization", "name": report.outlet} if report.outlet else None,
        "citation": words,
    }
    return {name: value for name, value in about.items() if value}
