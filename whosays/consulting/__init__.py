"""A language model asked about what was compared already: an opinion beside the record, never the ground of anything in it.

It is asked two things: how claims stand to each other that whosays had compared, and, where a person wants that, for smoother words for
sentences of the brief. It sees numbered spans and answers with their numbers and a label; a rewording replaces a sentence only where
it passes the brief's own check and whosays reads the same claims in it. Everything else that comes back, wrong, empty, late or
smuggled in by a report, is noted with the reason and changes nothing. No telling of a story asks it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whosays.brief.lookup import Index, index
from whosays.consulting.questions import Question, about_relations, about_wording
from whosays.consulting.replies import Unusable, read_verdict, read_wording
from whosays.consulting.rewording import faults
from whosays.model import Notice, Opinion, Record

Messages = Sequence[Mapping[str, str]]
Ask = Callable[[Messages, Mapping[str, Any]], str]  # the words of the answer; raises Unanswered
MOST = 40  # questions about claims, and as many about sentences
PATIENCE = 3  # questions in a row without an answer after which nothing more is asked


class Unanswered(Exception):
    """There is no answer, and why, in words."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """The record with its opinions, and how many questions there were of which so many were asked."""

    record: Record
    questions: int
    asked: int


def consult(record: Record, ask: Ask, *, model: str, reword: bool = False, most: int = MOST) -> Consulted:
    """The record with the opinions of a model called ``model``: of what it had before none is left.

    ``ask`` takes chat messages and the JSON Schema of the answer, and gives the answer's words.
    """
    look = index(record)
    about = list(about_relations(look))
    wording = list(about_wording(look)) if reword else []
    chosen = about[:most] + wording[:most]
    opinions, why = _asked(look, chosen, ask, model)
    sentences = list(record.brief.sentences)
    for opinion, text in opinions:
        if text is not None and opinion.sentence is not None:
            sentences[opinion.sentence] = replace(sentences[opinion.sentence], text=text)
    noted = () if why is None else (_stopped(model, why, len(chosen) - len(opinions)),)
    told = replace(
        record,
        brief=replace(record.brief, sentences=tuple(sentences)),
        opinions=tuple(opinion for opinion, _ in opinions),
        notices=(*record.notices, *noted),
    )
    return Consulted(told, len(about) + len(wording), len(opinions))


def _asked(
    look: Index, chosen: Iterable[Question], ask: Ask, model: str
) -> tuple[list[tuple[Opinion, str | None]], str | None]:
    """An opinion for each question, with the sentence that it puts in place; and why the rest was not asked."""
    found: list[tuple[Opinion, str | None]] = []
    silent = 0
    for question in chosen:
        opinion = Opinion(
            model, question.task, question.claims, question.finding, question.sentence, None, (), None, None,
            _digest(json.dumps(question.messages, ensure_ascii=False)), None,
        )  # fmt: skip
        try:
            words = ask(question.messages, question.schema)
        except Unanswered as error:
            found.append((replace(opinion, refused=str(error)), None))
            silent += 1
            if silent == PATIENCE:
                return found, str(error)
            continue
        silent = 0
        found.append(_weighed(look, question, replace(opinion, answer_sha256=_digest(words)), words))
    return found, None


def _weighed(look: Index, question: Question, opinion: Opinion, words: str) -> tuple[Opinion, str | None]:
    """The opinion that an answer makes, after everything in it was looked at again."""
    try:
        if question.task == "relation":
            label, numbers = read_verdict(words, question)
            return replace(opinion, label=label, passages=tuple(question.spans[n - 1] for n in numbers)), None
        text = read_wording(words)
    except Unusable as error:
        return replace(opinion, refused=str(error)), None
    assert question.sentence is not None
    own = look.record.brief.sentences[question.sentence]
    if text == own.text:
        return opinion, None
    wrong = faults(look, own, text)
    if wrong:
        return replace(opinion, refused=wrong), None
    return replace(opinion, before=own.text), text


def _stopped(model: str, why: str, left: int) -> Notice:
    message = (
        f"the language model {model} did not answer {PATIENCE} times in a row ({why}); {left} questions were not asked"
    )
    return Notice("other", None, None, message)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
