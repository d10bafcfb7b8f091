"""One self-contained HTML page: nothing is fetched, no script is needed to read it, what a report holds is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib import resources
from string import Template

from whosays.model import Record
from whosays.render import View, wording
from whosays.render.html.brief import brief
from whosays.render.html.cast import cast
from whosays.render.html.disputes import findings
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame
from whosays.render.html.lineage import lineage
from whosays.render.html.map import world
from whosays.render.html.matrix import who_says_what
from whosays.render.html.parts import decisions, layered, notices, opinions
from whosays.render.html.sources import sources
from whosays.render.html.timeline import timeline
from whosays.render.story import Story, story_of

Part = Callable[[Story, Frame], Html | None]

# The parts in their order; the sources come last, when it is known what links to them.
PARTS: tuple[tuple[str, str, Part], ...] = (
    ("brief", "Brief", brief),
    ("findings", "Disputes", findings),
    ("claims", "Who says what", who_says_what),
    ("timeline", "Timeline", timeline),
    ("map", "Map", world),
    ("cast", "Cast", cast),
    ("lineage", "Lineage", lineage),
    ("sources", "Sources", sources),
)

LAYERS: tuple[str, str, Part] = ("report", "Every layer", layered)  # for debugging: on no page that did not ask for it


def render(record: Record, *, view: View | None = None) -> str:
    """The page of a record; with a ``view``, that part and the sources it points into."""
    story, frame = story_of(record), Frame(whole=view in (None, LAYERS[0]))
    shown: list[tuple[str, Html]] = []
    for name, heading, part in (LAYERS, *PARTS) if view == LAYERS[0] else PARTS:
        content = part(story, frame) if view in (None, name) or name == "sources" else None
        if content:
            shown.append((name, _section(name, heading, content)))
    if record.decisions:
        shown.append(("decisions", decisions(story)))
    if record.opinions:
        shown.append(("opinions", opinions(story)))
    shown.append(("notices", notices(story)))
    style, script = _static("page.css"), _static("page.js")
    title = record.story.title or "Untitled story"
    page = Template(_static("page.html")).substitute(
        title=text(wording.on_one_line(title)),
        policy=_policy(style, script),
        style=style,
        script=script,
        header=_header(record, title, [name for name, _ in shown]),
        main=joined(*[section for _, section in shown]),
        footer=_footer(record),
    )
    return page if page.endswith("\n") else page + "\n"


def _static(name: str) -> str:
    """One of the page's own files."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """Content-Security-Policy: this style and this script by their hashes, nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")


def _section(name: str, heading: str, content: Html) -> Html:
    return el("section", el("h2", heading, id=f"{name}-heading"), content, id=name, aria_labelledby=f"{name}-heading")


def _header(record: Record, title: str, names: list[str]) -> Html:
    """Title, figures, and links to the parts."""
    dates = wording.published(record)
    figures = [el("li", *_figure(count)) for count in wording.counts(record)]
    links = [el("a", heading, href=f"#{name}") for name, heading, _ in PARTS if name in names]
    return joined(
        el("p", "Story record", f" · {dates}" if dates else None, class_="kicker"),
        el("h1", title, dir="auto"),
        el("ul", *figures, class_="figures"),
        el("nav", *links, aria_label="Parts of this page"),
    )


def _figure(count: str) -> tuple[Html, ...]:
    """A number large, its noun beside it."""
    number, _, noun = count.partition(" ")
    return (el("strong", number), text(" " + noun)) if number.isdigit() else (el("strong", "0"), text(" disagreements"))


def _footer(record: Record) -> Html:
    """What made the record."""
    models = [f"{model.name} {model.version}" for model in record.generator.models]
    made = f"Made by whosays {record.generator.whosays}" + (f" with {wording.listed(models)}" if models else "")
    return joined(
        el("p", f"{made}. Settings {record.generator.settings_sha256[:12]}."),
        el(
            "p",
            "The record says what is printed, by whom, and what does not fit together. It does not say who is right.",
        ),
    )
