"""Questions to a record: the claims that bear on them, with their words and sources, or that the reports do not say."""

from __future__ import annotations

from whosays.questions.answering import answer, answer_from
from whosays.questions.story import story_of

__all__ = ["answer", "answer_from", "story_of"]
