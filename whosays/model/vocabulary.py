"""The closed vocabularies of the record: roles, kinds, classes and statuses, as RECORD version 1 lists them."""

from __future__ import annotations

from typing import Literal

SegmentRole = Literal[
    "headline",
    "dek",
    "dateline",
    "byline",
    "body",
    "caption",
    "photo_credit",
    "metadata_prefix",
    "correction",
    "boilerplate",
]
SILENT_ZONES: frozenset[SegmentRole] = frozenset(
    {"byline", "dateline", "boilerplate", "photo_credit", "metadata_prefix"}
)  # they tell of the report; nothing in them is claimed
EntityKind = Literal["person", "organisation", "place", "facility", "vehicle", "event", "role", "group", "other"]
MentionForm = Literal["name", "nominal", "pronoun", "adjective", "role"]
Factuality = Literal[
    "certain", "probable", "possible", "expected", "conditional", "unconfirmed", "hypothetical", "denied", "retracted"
]
AttributionKind = Literal["outlet_voice", "attributed", "impersonal"]
StepRole = Literal["outlet", "agency", "speaker", "document", "footage"]
Stance = Literal["asserts", "denies", "doubts", "declines", "expects"]
Polarity = Literal["+", "-"]
Quotation = Literal["none", "direct", "partial_direct", "paraphrase", "scare_quote"]
ArgumentRole = Literal[
    "agent", "patient", "recipient", "theme", "place", "source", "goal", "instrument", "topic", "value"
]
RelationKind = Literal["same", "refines", "contradicts", "in-tension", "supersedes", "copy", "part-of", "related"]
Status = Literal[
    "corroborated", "single-source", "unattributed", "disputed", "denied", "unconfirmed", "superseded", "retracted"
]
FindingKind = Literal[
    "contradiction", "tension", "update", "retraction", "denial-omitted", "hedge-dropped", "headline-stronger",
    "misattribution", "derived", "consistent",
]  # fmt: skip
ALARMS: frozenset[FindingKind] = frozenset({"contradiction", "tension"})  # what says that reports disagree
Slot = Literal["number", "time", "place", "polarity", "identity", "cause", "attribution", "modality"]
EdgeKind = Literal["copies", "shares-wire", "cites", "revises"]
NoticeKind = Literal["refused", "truncated", "duplicate", "date-clash", "hidden-text", "homoglyph", "other"]
LegStatus = Literal["reported", "corroborated", "candidate", "denied"]
EventStatus = Literal["occurred", "intended", "denied", "alleged"]
Judgement = Literal["same", "different", "unsure"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
DecisionKind = Literal[
    "merge", "split", "same-origin", "different-origin", "dismiss", "confirm", "correct-outlet", "correct-date",
    "correct-attribution", "same-story", "different-story",
]  # fmt: skip
