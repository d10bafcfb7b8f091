"""Questions to a story: put one at a time to the parser, and the page with the answer."""

from __future__ import annotations

import re
from threading import Lock

from whosays.model import Answer, Record
from whosays.render.html.answers import answered
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame
from whosays.render.story import story_of
from whosays.web.api.problems import Refused
from whosays.web.pages.shell import section

LONGEST = 500  # characters of a question
_parsing = Lock()  # the parser is not promised to be safe in threads


def answer(record: Record, question: str) -> Answer:
    """What the record says to a question; :class:`Refused` where no parser is installed."""
    from whosays import pipeline
    from whosays.gazetteer import GazetteerError
    from whosays.parsers import NoParser

    try:
        with _parsing:
            return pipeline.ask(record, question)
    except (NoParser, GazetteerError) as error:
        raise Refused(503, str(error)) from None


def question_in(given: str) -> str | None:
    """The question of a form; ``None`` where it holds no word, or is too long to be one."""
    words = given.strip()
    return words if re.search("[A-Za-z]", words) and len(words) <= LONGEST else None


def ask_page(record: Record, given: str, frame: Frame) -> Html:
    """The form, and the answer where something was asked."""
    question = question_in(given)
    if question:
        shown = answered(story_of(record), answer(record, question), frame)
    elif given.strip():
        shown = el("p", f"Ask in English, in at most {LONGEST} characters.", class_="quiet")
    else:
        words = "Ask who, what, when, where, how many or why. The answer is in the words of the reports, or that they do not say."
        shown = el("p", words, class_="quiet")
    return section("ask", "Ask", joined(_form(given), shown))


def _form(given: str) -> Html:
    field = el("input", type="search", name="q", value=given.strip()[:LONGEST], id="search", maxlength=str(LONGEST))
    return el(
        "form",
        el("label", "Question ", field),
        el("button", "Ask", class_="button"),
        class_="facets asking",
        role="search",
    )
