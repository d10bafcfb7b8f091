"""W3C Web Annotation (JSON-LD): one annotation for each stretch of a claim, its body what was read there.

The target is the page where the report has an address, so that the quotation is found on it; the position counts code points of the
report's text as the record holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from whosays.exports.texts import file_stem, json_bytes
from whosays.model import Claim, Record, Report, Span
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, words_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and behind a quotation that tell it from the same words elsewhere


def files(record: Record) -> dict[str, bytes]:
    """An annotation collection with one page that holds every annotation."""
    story = story_of(record)
    reports = {report.id: report for report in record.reports}
    items = [annotation for claim in record.claims for annotation in _annotations(story, reports[claim.report], claim)]
    iri = f"urn:whosays:{record.story.id}"
    first = {"id": f"{iri}:annotations:page", "type": "AnnotationPage", "partOf": f"{iri}:annotations", "startIndex": 0}
    collection = {
        "@context": CONTEXT,
        "id": f"{iri}:annotations",
        "type": "AnnotationCollection",
        "label": record.story.title or "Untitled story",
        "generator": {
            "id": f"urn:whosays:software:{record.generator.whosays}",
            "type": "Software",
            "name": f"whosays {record.generator.whosays}",
        },
        "total": len(items),
        "first": {**first, "items": items},
    }
    return {file_stem(record) + ".annotations.jsonld": json_bytes(collection)}


def _annotations(story: Story, report: Report, claim: Claim) -> Iterator[dict[str, Any]]:
    for number, span in enumerate(claim.spans):
        selectors = [
            {"type": "TextQuoteSelector", **_quote(report.text, span)},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ]
        yield {
            "id": f"urn:whosays:{story.record.story.id}:{claim.id}:{number}",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {"type": "TextualBody", "format": "text/plain", "purpose": "describing", "value": _read(story, claim)},
                {"type": "TextualBody", "format": "text/plain", "purpose": "tagging", "value": claim.factuality},
                {"type": "TextualBody", "format": "text/plain", "purpose": "classifying", "value": claim.attribution},
            ],
            "target": {"source": source_of(report.id, report.url), "selector": selectors},
        }


def source_of(report: str, url: str | None) -> str:
    """The address of a report where it is one of the web, else a name for it."""
    return url if url and re.fullmatch(r"https?://[!-~]+", url) else f"urn:whosays:report:{report}"


def _quote(text: str, span: Span) -> dict[str, str]:
    return {
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def _read(story: Story, claim: Claim) -> str:
    """What was read, in one line: who says it, how strongly, who and what is in it."""
    about = [f"{chain(story, claim)}: {words_of(story, claim.report, claim.spans)}", claim.factuality]
    if claim.polarity == "-":
        about.append("negated")
    about += [f"{one.role}: {name}" for one in claim.arguments if (name := story.names.get(one.entity or ""))]
    return " · ".join(about)
