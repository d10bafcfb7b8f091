"""What programs ask the API and what it answers, as types; the description of the API is written from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from whosays.model import Answer, Decision, Difference, Status
from whosays.render.quoted import Dispute, Excerpt, Said
from whosays.store import Hit
from whosays.web.jobs.work import State
from whosays.web.shelves.shelf import Shelved

Name = Annotated[str, Meta(min_length=1, max_length=200)]
NOT_BLANK = (
    r"[^\s\x1c-\x1f\x85\u180e\ufeff]"  # what counts as blank differs between Python and JavaScript; here all of it does
)
Question = Annotated[str, Meta(min_length=1, max_length=500, pattern="[A-Za-z]", description="In English.")]
Number = Annotated[int, Meta(ge=1, le=10**9)]
Offset = Annotated[int, Meta(ge=0, le=10**9, description="How many to pass over.")]
Limit = Annotated[int, Meta(ge=1, le=500, description="How many at most.")]
Day = Annotated[str, Meta(min_length=4, max_length=40, description="ISO 8601: 2031-05, 2031-05-07, or with a time.")]
KindOfStory = Literal[  # those that are about one story; which reports share one is decided in the store
    "merge", "split", "same-origin", "different-origin", "dismiss", "confirm", "correct-outlet", "correct-date",
    "correct-attribution",
]  # fmt: skip
Line = Annotated[str, Meta(max_length=2000)]


# ------------------------------------------------------------------------------------------------ asked
@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """A page of a list."""

    offset: Offset = 0
    limit: Limit = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAsked:
    """Which version of a story: the latest, unless another is asked for."""

    version: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAsked:
    """In which form the brief comes; without it the Accept header decides."""

    format: Literal["text", "md", "html", "json"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAsked(Paged):
    """What the claims are narrowed to; everything given must hold. ``entity`` (whom it is about) is an id or words of a name."""

    entity: Name | None = None
    said_by: Name | None = None
    status: Status | None = None
    outlet: Name | None = None
    text: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsAsked:
    """``all``: also what was checked and found consistent, and what was derived."""

    all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked:
    """The question."""

    q: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAsked:
    """Between which versions; without them, between the last two."""

    since: Number | None = None
    until: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Who takes the decision back."""

    by: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAsked:
    """Words, "words in a row", begin*; and filters, all of which must hold."""

    q: Annotated[str, Meta(max_length=500)] = ""
    kind: Literal["claim", "report"] | None = None
    entity: Name | None = None
    place: Name | None = None
    outlet: Name | None = None
    status: Status | None = None
    since: Day | None = None
    until: Day | None = None
    limit: Limit = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The text of one report, with what is known about it. ``story``: into that story; ``one_story``: tell all as one story anyway."""

    text: Annotated[str, Meta(min_length=1, pattern=NOT_BLANK)]
    outlet: Annotated[str, Meta(max_length=200)] = ""
    published: Annotated[str, Meta(max_length=40)] = ""
    url: Line = ""
    story: Annotated[str, Meta(max_length=200)] = ""
    one_story: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """The fields beside the files of a form."""

    story: Annotated[str, Meta(max_length=200)] = ""
    one_story: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Web addresses to fetch, for a new story or ``story``."""

    addresses: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=2000, pattern=NOT_BLANK)], ...],
        Meta(min_length=1, max_length=50),
    ]
    story: Annotated[str, Meta(max_length=200)] = ""
    one_story: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision: about which entity, report, finding or claim (ids), who decides and why; ``value`` for corrections."""

    decision: KindOfStory
    about: Annotated[str, Meta(min_length=1, max_length=200)]
    by: Line
    reason: Line
    other: Annotated[str, Meta(max_length=200)] = ""
    value: Line = ""


# ------------------------------------------------------------------------------------------------ answered
@dataclass(frozen=True, slots=True)
class StoriesPage:
    """Stories, the newest reports first; ``total`` is how many there are."""

    total: int
    offset: int
    stories: tuple[Shelved, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Claims with their words, in the order of the record; ``total`` is how many the filters let through."""

    total: int
    offset: int
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FindingsAnswer:
    """Findings with the words of every side; those in which reports disagree come first."""

    findings: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What the reports say, and the words it rests on."""

    answer: Answer
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A version by its number, and when it was told (ISO 8601, UTC)."""

    version: int
    told: str | None


@dataclass(frozen=True, slots=True)
class VersionsAnswer:
    """Numbers of the versions, oldest first, and the same with their times."""

    versions: tuple[int, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """What changed from one version to another, the most important first."""

    since: int
    until: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found, the best first; claims before reports."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """A piece of work: how far it is, the stories it kept, what a user must know, and why it failed."""

    number: int
    what: str
    story: str | None
    state: State
    step: str
    done: int
    total: int
    fault: str | None
    stories: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobsAnswer:
    """The work of this server, oldest first."""

    jobs: tuple[JobAnswer, ...]


@dataclass(frozen=True, slots=True)
class DecisionsAnswer:
    """What people decided about the story, in the order they did."""

    decisions: tuple[Decision, ...]
