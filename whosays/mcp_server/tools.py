"""What an agent can ask: each tool is a function of the stories, its arguments and its answer are types, and none of them writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Any, get_type_hints

from msgspec import Meta

from whosays.mcp_server.shelves import Listed, NoStory, Stories
from whosays.model import Answer, Record, Status
from whosays.render.excerpts import Quoting, disputes
from whosays.render.narrowing import Narrowed
from whosays.render.quoted import Dispute, Excerpt, QuotedBrief, Said, Traced

Name = Annotated[str, Meta(max_length=200)]
StoryName = Annotated[
    str,
    Meta(max_length=200, description="The story's name from list_stories; may be left out where there is one story."),
]
Offset = Annotated[int, Meta(ge=0, description="How many to pass over.")]
Limit = Annotated[int, Meta(ge=1, le=100, description="How many at most.")]
VOICES = 5  # claims quoted for one side of a finding; what an agent reads is not free
PARSING = Lock()  # one question is parsed at a time


class CannotAnswer(ValueError):
    """The arguments do not fit; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichStories:
    """A page of the stories."""

    offset: Offset = 0
    limit: Limit = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OfStory:
    """One story."""

    story: StoryName = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutWhat:
    """Whom or what the claims are about; narrowed by who says so, by status, outlet and words, all of which must hold."""

    about: Annotated[str, Meta(max_length=200, description="Words of a name, an entity's id, or empty for everybody.")]
    story: StoryName = ""
    said_by: Name = ""
    status: Status | None = None
    outlet: Name = ""
    text: Name = ""
    offset: Offset = 0
    limit: Limit = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichDisputes:
    """``everything``: also what was checked and found consistent, and what was derived."""

    story: StoryName = ""
    everything: bool = False
    offset: Offset = 0
    limit: Limit = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OfClaim:
    """One claim."""

    claim: Annotated[str, Meta(min_length=1, max_length=200, description="A claim's id from another answer.")]
    story: StoryName = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AQuestion:
    """A question in English."""

    question: Annotated[str, Meta(min_length=1, max_length=500, pattern="[A-Za-z]")]
    story: StoryName = ""


@dataclass(frozen=True, slots=True)
class StoriesFound:
    """Stories; ``total`` is how many there are. ``unreadable`` says which of this page cannot be read, and why."""

    total: int
    stories: tuple[Listed, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimsFound:
    """Claims with their exact words; ``total`` is how many there are."""

    total: int
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class DisputesFound:
    """Findings with the words of every side; ``total`` is how many there are."""

    total: int
    findings: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the reports say to a question, and the words it rests on."""

    answer: Answer
    excerpts: tuple[Excerpt, ...]


def list_stories(stories: Stories, asked: WhichStories) -> StoriesFound:
    """The stories, with the number of reports, of independent origins and of disagreements of each."""
    names = stories.names()
    found: list[Listed] = []
    unreadable: list[str] = []
    for name in names[asked.offset : asked.offset + asked.limit]:
        try:
            found.append(stories.listed(name))
        except NoStory as error:
            unreadable.append(str(error))
    return StoriesFound(len(names), tuple(found), tuple(unreadable))


def get_brief(stories: Stories, asked: OfStory) -> QuotedBrief:
    """The brief of a story: each sentence with the exact passages of the reports that it rests on."""
    return Quoting.of(_record(stories, asked.story)).brief()


def claims_about(stories: Stories, asked: AboutWhat) -> ClaimsFound:
    """What the reports say about a person, a body, a place or a thing: exact words, who says so, how surely, how it stands."""
    quoting = Quoting.of(_record(stories, asked.story))
    narrowed = Narrowed(
        asked.about.strip() or None, asked.said_by or None, asked.status, asked.outlet or None, asked.text or None
    )
    found = list(quoting.claims(narrowed))
    page = found[asked.offset : asked.offset + asked.limit]
    return ClaimsFound(len(found), tuple(quoting.said(claim) for claim in page))


def find_disputes(stories: Stories, asked: WhichDisputes) -> DisputesFound:
    """Where the reports contradict each other, or later ones correct earlier ones: both sides' words and the computation."""
    quoting = Quoting.of(_record(stories, asked.story))
    found = disputes(quoting.record, everything=asked.everything)
    page = found[asked.offset : asked.offset + asked.limit]
    return DisputesFound(len(found), tuple(quoting.dispute(finding, voices=VOICES) for finding in page))


def sources_of_claim(stories: Stories, asked: OfClaim) -> Traced:
    """Where a claim comes from: the chain from the outlet to the origin, the independent origins, and the reports it was taken from."""
    record = _record(stories, asked.story)
    claim = next((one for one in record.claims if one.id == asked.claim), None)
    if claim is None:
        raise CannotAnswer(f"the story has no claim “{asked.claim}”; ids of claims are in the other answers")
    return Quoting.of(record).traced(claim)


def ask(stories: Stories, asked: AQuestion) -> Answered:
    """What the reports say to a question in English, or that they do not say; disagreement is shown, not settled."""
    from whosays import pipeline

    record = _record(stories, asked.story)
    with PARSING:
        answer = pipeline.ask(record, asked.question)
    return Answered(answer, Quoting.of(record).excerpts(answer.passages))


def _record(stories: Stories, name: str) -> Record:
    """The record of a story, of the only one where none is named."""
    if name:
        return stories.record(name)
    names = stories.names()
    if len(names) != 1:
        raise CannotAnswer(f"say which story: there are {len(names)}, and list_stories names them")
    return stories.record(names[0])


@dataclass(frozen=True, slots=True)
class Asking:
    """A tool by its name."""

    name: str
    title: str
    answer: Callable[[Stories, Any], Any]

    @property
    def about(self) -> str:
        """What it answers, for the agent."""
        return " ".join((self.answer.__doc__ or "").split())

    @property
    def asked(self) -> Any:
        """The type of its arguments."""
        return get_type_hints(self.answer, include_extras=True)["asked"]

    @property
    def answered(self) -> Any:
        """The type of its answer."""
        return get_type_hints(self.answer)["return"]


TOOLS = (
    Asking("list_stories", "Stories", list_stories),
    Asking("get_brief", "Brief of a story", get_brief),
    Asking("claims_about", "Claims about somebody", claims_about),
    Asking("disputes", "Where the reports disagree", find_disputes),
    Asking("sources_of_claim", "Where a claim comes from", sources_of_claim),
    Asking("ask", "What the reports say to a question", ask),
)
