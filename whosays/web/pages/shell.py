"""What every page has around it: the bar with the stories, the story's title and parts, and the footer."""

from __future__ import annotations

from urllib.parse import quote

from whosays.render import intervals, wording
from whosays.render.html.elements import Html, el, joined, text
from whosays.web.shelves.shelf import Shelved

PARTS = (
    ("brief", "Brief"),
    ("claims", "Claims"),
    ("disputes", "Disputes"),
    ("timeline", "Timeline"),
    ("map", "Map"),
    ("cast", "Cast"),
    ("lineage", "Lineage"),
    ("changed", "What changed"),
    ("sources", "Sources"),
)
DISAGREEMENT, NONE_FOUND = "disagreement", "no disagreement found"  # nought would say that the reports agree
KEYS = (
    ("j, k", "next, previous"),
    ("Enter", "its sources; in a list, open it"),
    ("e", "export the record"),
    ("/", "search"),
    ("1 … 9", "the parts of the story"),
    ("?", "these keys"),
)


def address(story: str, part: str = "brief") -> str:
    """Where a part of a story is."""
    return f"/s/{quote(story, safe='')}/{part}"


def page(title: str, main: Html, *, header: Html, json_at: str | None = None, locked: bool = False) -> str:
    """A whole page. The policy of the header forbids inline script and style, so both come as files of this server."""
    head = joined(
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        # Forms name their origin only where the page's own policy lets them; nothing is told to other sites.
        el("meta", name="referrer", content="same-origin"),
        el("title", wording.on_one_line(title)),
        el("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
        el("link", rel="stylesheet", href="/static/page.css"),
        el("link", rel="stylesheet", href="/static/app.css"),
        el("script", src="/static/theme.js"),
        el("script", src="/static/page.js", defer=True),
        el("script", src="/static/app.js", defer=True),
    )
    body = joined(
        el("a", "Skip to the content", href="#content", class_="skip"),
        _bar(locked),
        header,
        el("main", main, id="content", tabindex="-1"),
        _footer(json_at),
        _keys(),
    )
    return f"<!DOCTYPE html>\n{el('html', el('head', head), el('body', body), lang='en')}\n"


def _bar(locked: bool) -> Html:
    links = () if locked else (
        el("a", "Stories", href="/"),
        el("a", "Add reports", href="/add"),
        el("a", "Work", href="/jobs"),
    )  # fmt: skip
    theme = el("button", "Light or dark", type="button", class_="theme", hidden=True)
    return el(
        "nav",
        el("div", el("a", "whosays", href="/", class_="mark"), *links, theme, class_="topbar-in"),
        class_="topbar",
        aria_label="whosays",
    )


def _footer(json_at: str | None) -> Html:
    data = el("a", "this page as JSON", href=json_at, class_="export") if json_at else None
    words = "The record says what is printed, by whom, and what does not fit together. It does not say who is right."
    return el("footer", el("p", words), el("p", data, " · " if data else None, "keys: press ?"), class_="colophon")


def _keys() -> Html:
    """The keys, shown by ``?``."""
    rows = [joined(el("dt", el("kbd", key)), el("dd", meaning)) for key, meaning in KEYS]
    close = el("form", el("button", "Close", class_="button"), method="dialog")
    return el(
        "dialog", el("h2", "Keys", id="keys-heading"), el("dl", *rows), close, id="keys", aria_labelledby="keys-heading"
    )


def plain_header(title: str) -> Html:
    """The header of a page that belongs to no story."""
    return el("header", el("h1", title), class_="masthead plain-head")


def story_header(shelved: Shelved, part: str) -> Html:
    """Title, figures and parts of a story."""
    title = shelved.title or "Untitled story"
    dates = intervals.when(shelved.first, shelved.last, None) if shelved.first or shelved.last else None
    told = (
        f"version {shelved.version}, told {intervals.when(shelved.told, shelved.told, 'UTC')}" if shelved.told else None
    )
    kicker = " · ".join(one for one in ("Story", dates, told) if one)
    figures = [
        _figure(shelved.reports, "report", address(shelved.name, "sources")),
        _figure(shelved.origins, "independent origin", address(shelved.name, "lineage")),
        _figure(shelved.disagreements, DISAGREEMENT, address(shelved.name, "disputes")),
    ]
    if shelved.points:
        figures.append(_figure(shelved.points, "other point", address(shelved.name, "disputes")))
    links = [
        el("a", heading, href=address(shelved.name, name), aria_current="page" if name == part else None)
        for name, heading in (*PARTS, ("ask", "Ask"))
    ]
    exports = el(
        "details",
        el("summary", "Export"),
        el(
            "div",
            el("a", "One HTML file", href=address(shelved.name, "page.html"), download=True),
            el("a", "Record (JSON)", href=address(shelved.name, "record.json"), download=True, class_="record"),
            el("a", "All formats: Word, CSV, Obsidian …", href=address(shelved.name, "export")),
            el("a", "Add reports to this story", href=f"/add?story={quote(shelved.name, safe='')}"),
            class_="menu",
        ),
        class_="exports",
    )
    return el(
        "header",
        el("p", kicker, class_="kicker"),
        el("h1", el("bdi", wording.on_one_line(title))),
        el("ul", *figures, class_="figures"),
        el("div", el("nav", *links, aria_label="Parts of the story"), exports, class_="tabs"),
        class_="masthead",
        data_story=shelved.name,
        data_version=str(shelved.version),
    )


def _figure(number: int, noun: str, href: str | None) -> Html:
    """A number large, its noun beside it."""
    words = (
        text(NONE_FOUND)
        if not number and noun == DISAGREEMENT
        else joined(el("strong", str(number)), text(" " + noun + ("" if number == 1 else "s")))
    )
    return el("li", el("a", words, href=href) if href else words)


def section(name: str, heading: str, content: Html | None, *, empty: str = "Nothing to show here.") -> Html:
    """A part of a page under its heading."""
    shown = content or el("p", empty, class_="quiet")
    return el("section", el("h2", heading, id=f"{name}-heading"), shown, id=name, aria_labelledby=f"{name}-heading")
