"""A mention before it has an id: tokens of the parse, and what is known of the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model import EntityKind, Mention, MentionForm, Parse, key
from whosays.text.brackets import opened

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens ``[first, last)`` that stand for something; ``head`` is the token that carries them.

    ``noun`` is the lemma of the head (names: the last word), ``definite`` whether the words claim that the reader knows
    which one, ``gender`` is "m", "f" or empty. ``attached`` is the first token of the name that a title, apposition or
    predicate belongs to.
    """

    first: int
    last: int
    head: int
    form: MentionForm
    kind: EntityKind
    number: Literal["sing", "plur"]
    noun: str
    country: str | None
    definite: bool
    gender: str
    attached: int | None
    reason: str | None

    def covers(self, index: int) -> bool:
        """Does the token lie inside?"""
        return self.first <= index < self.last


def head_of(parse: Parse, first: int, last: int) -> int:
    """The token of ``[first, last)`` whose governor lies outside; the last such one."""
    for index in range(last - 1, first - 1, -1):
        governor = parse.tokens[index].head
        if not first <= governor < last or governor == index:
            return index
    return last - 1


def identify(parse: Parse, draft: Draft, refers_to: str | None, reason: str | None) -> Mention:
    """The mention a draft becomes."""
    start, end = parse.tokens[draft.first].start, parse.tokens[draft.last - 1].end
    return Mention(
        id=mention_id(parse, draft),
        report=parse.report.id,
        start=start,
        end=end,
        form=draft.form,
        kind=draft.kind,
        text=opened(parse.report.text[start:end]),
        head=draft.noun,
        number=draft.number,
        refers_to=refers_to,
        reason=reason,
        country=draft.country,
    )


def mention_id(parse: Parse, draft: Draft) -> str:
    """The id of the mention on these characters."""
    return key("m", parse.report.id, parse.tokens[draft.first].start, parse.tokens[draft.last - 1].end)
