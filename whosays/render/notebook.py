"""What a notebook shows: a record as its page in a frame of its own, a finding and a brief as plain HTML. Nothing is fetched, nothing runs."""

from __future__ import annotations

from functools import singledispatch

from whosays.model import Brief, Finding, Record
from whosays.render import html as page
from whosays.render.html.elements import Html, el, joined
from whosays.render.wording import KIND_WORDS, count, independent

HEIGHT = 640  # pixels of the frame


@singledispatch
def drawn(value: object) -> str:
    """The value as HTML; raises ``TypeError`` for what has no drawing."""
    raise TypeError(f"no drawing of a {type(value).__name__}")


@drawn.register
def _record(record: Record) -> str:
    """The whole page, in a frame that may run no script and reach nothing outside itself."""
    title = record.story.title or "Untitled story"
    frame = el(
        "iframe",
        srcdoc=page.render(record),
        sandbox="",
        title=title,
        style=f"width:100%;height:{HEIGHT}px;border:1px solid #8888",
    )
    return str(frame)


@drawn.register
def _finding(finding: Finding) -> str:
    """The question, the answers with their support, and the computation."""
    answers = [
        el(
            "li",
            el("strong", side.answer),
            f" ({independent(side.independent_sources)}, {count(len(side.claims), 'claim')})",
        )
        for side in finding.readings
    ]
    return str(
        el(
            "article",
            el("p", el("strong", KIND_WORDS[finding.kind]), f" · {finding.slot}"),
            el("h4", finding.question, dir="auto"),
            el("ul", *answers),
            el("p", "Computation: ", el("code", finding.computation)),
            _labelled("Both can hold", finding.reconciled_by),
            joined(*[_labelled("From outside the reports", f"{one.fact} ({one.source})") for one in finding.outside]),
        )
    )


@drawn.register
def _brief(brief: Brief) -> str:
    """The sentences, each with the number of passages it rests on."""
    sentences = [
        el("li", one.text, el("small", f" [{count(len(one.passages), 'passage')}]"), dir="auto")
        for one in brief.sentences
    ]
    return str(el("ol", *sentences) if sentences else el("p", "The reports yield no brief."))


def _labelled(label: str, words: str | None) -> Html | None:
    return el("p", f"{label}: {words}") if words else None
