"""The claims matrix a page at a time: filtered, sorted and cut by the server, so that it needs no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from whosays.model import Proposition
from whosays.render import wording
from whosays.render.html import matrix
from whosays.render.html.counting import reports_of
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame
from whosays.render.story import Story

ROWS = 60  # statements of one page
ORDERS = {
    "importance": "in question first",
    "reports": "most reports first",
    "sources": "most sources first",
    "statement": "by the alphabet",
}
GRAVE = (
    "disputed",
    "denied",
    "retracted",
    "superseded",
    "unconfirmed",
    "corroborated",
    "single-source",
    "unattributed",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statements, in which order, which page of them; ``at`` is one statement that the page must hold."""

    q: str = ""
    status: str = ""
    sort: str = "importance"
    page: int = 1
    at: str = ""
    columns: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """The query's fields, those that make no sense left at what they are without it."""
        sort, page = query.get("sort", ""), query.get("page", "")
        return cls(
            q=query.get("q", "").strip()[:200],
            status=query.get("status", "") if query.get("status") in GRAVE else "",
            sort=sort if sort in ORDERS else "importance",
            page=int(page) if page.isdecimal() and 0 < len(page) < 6 else 1,
            at=query.get("at", "")[:80],
            columns=query.get("columns", "") if query.get("columns") in matrix.BY else "",
        )


def chosen(story: Story, asked: Asked) -> list[Proposition]:
    """The statements asked for, in the order asked for."""
    words = asked.q.casefold().split()
    found = [
        one
        for one in story.record.propositions
        if (not asked.status or one.status == asked.status) and all(word in one.statement.casefold() for word in words)
    ]
    reports = {one.id: len(reports_of(story, one)) for one in found}
    if asked.sort == "statement":
        return sorted(found, key=lambda one: one.statement.casefold())
    if asked.sort == "reports":
        return sorted(found, key=lambda one: -reports[one.id])
    if asked.sort == "sources":
        return sorted(found, key=lambda one: (-one.independent_sources, -reports[one.id]))
    return sorted(found, key=lambda one: (_rank(one) if reports[one.id] > 1 or _rank(one) < 5 else 9, -reports[one.id]))


def plain(story: Story, asked: Asked) -> dict[str, Any]:
    """The statements asked for, in their order, and their claims, as JSON has them; not cut into pages."""
    found = chosen(story, asked)
    held = dict.fromkeys(one for proposition in found for one in proposition.claims)
    return {"propositions": found, "claims": [story.claims[one] for one in held if one in story.claims]}


def _rank(proposition: Proposition) -> int:
    return GRAVE.index(proposition.status)


def claims(story: Story, frame: Frame, asked: Asked, here: str) -> Html:
    """The form, the legend, and one page of the matrix; ``here`` is the page's own address."""
    found = chosen(story, asked)
    pages = max(1, -(-len(found) // ROWS))
    number = min(asked.page, pages)
    if asked.at:
        number = next((index // ROWS + 1 for index, one in enumerate(found) if one.id == asked.at), number)
    shown = found[(number - 1) * ROWS : number * ROWS]
    return joined(
        _form(story, asked),
        matrix.legend(),
        el(
            "p",
            wording.count(len(found), "statement"),
            f", page {number} of {pages}" if pages > 1 else None,
            class_="quiet",
        ),
        matrix.rows(story, shown, frame, by=asked.columns) if shown else el("p", "No statement fits.", class_="quiet"),
        _pages(asked, number, pages, here),
    )


def _form(story: Story, asked: Asked) -> Html:
    present = {one.status for one in story.record.propositions}
    statuses = [
        el("option", status.replace("-", " "), value=status, selected=status == asked.status)
        for status in GRAVE
        if status in present
    ]
    orders = [el("option", words, value=name, selected=name == asked.sort) for name, words in ORDERS.items()]
    offered = matrix.columns(story)
    shown = asked.columns if asked.columns in offered else next(iter(offered))
    columns = [el("option", words, value=by, selected=by == shown) for by, words in offered.items()]
    return el(
        "form",
        el("label", "Search ", el("input", type="search", name="q", value=asked.q, id="search", maxlength="200")),
        el("label", "Status ", el("select", el("option", "any", value=""), *statuses, name="status")),
        el("label", "Order ", el("select", *orders, name="sort")),
        el("label", "A column for ", el("select", *columns, name="columns")) if len(columns) > 1 else None,
        el("button", "Show", class_="button"),
        class_="facets",
        role="search",
    )


def _pages(asked: Asked, number: int, pages: int, here: str) -> Html | None:
    if pages == 1:
        return None

    def link(to: int, words: str) -> Html | None:
        fields = {"q": asked.q, "status": asked.status, "sort": asked.sort, "columns": asked.columns, "page": str(to)}
        href = f"{here}?{urlencode({name: value for name, value in fields.items() if value})}"
        return el("a", words, href=href, rel="prev" if to < number else "next") if 1 <= to <= pages else None

    return el(
        "nav", link(number - 1, "Previous page"), link(number + 1, "Next page"), class_="pages", aria_label="Pages"
    )
