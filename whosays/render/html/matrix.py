"""Which report says what, and how: statements by reports, one sign with its word in each cell."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.model import Claim, Passage, Proposition
from whosays.render import wording
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.sources import Anchors
from whosays.render.wording import Story

# Shape and word, never colour alone; in the order in which several claims of one report are shown.
SIGNS = {
    "asserts": ("●", "in the outlet's own voice"),
    "attributes": ("◐", "said to come from somebody else"),
    "expected": ("◌", "expected, planned or announced"),
    "possible": ("?", "possible, probable, conditional or unconfirmed"),
    "denies": ("✕", "denied by the source it is attributed to"),
    "retracts": ("⊘", "withdrawn"),
}


def sign(claim: Claim) -> str:
    """The word for how a report brings a claim."""
    by_factuality = {"denied": "denies", "retracted": "retracts", "expected": "expected"}
    if claim.factuality == "certain":
        return "asserts" if claim.attribution == "outlet_voice" else "attributes"
    return by_factuality.get(claim.factuality, "possible")


def matrix(story: Story, anchors: Anchors) -> Html:
    """Statements that several reports share or that are in question; the others folded below."""
    shared: list[Proposition] = []
    single: list[Proposition] = []
    for proposition in story.record.propositions:
        reports = {story.claims[one].report for one in proposition.claims if one in story.claims}
        open_question = proposition.status not in ("single-source", "unattributed", "corroborated")
        (shared if len(reports) > 1 or open_question or len(story.record.reports) == 1 else single).append(proposition)
    folded = el("summary", f"{wording.count(len(single), 'statement')} that one report alone has")
    return joined(
        _legend(),
        _table(story, shared, anchors, "Statements by report") if shared else None,
        el("details", folded, _table(story, single, anchors, "Statements of one report")) if single else None,
    )


def _legend() -> Html:
    entries = [
        el("span", el("span", shape, class_="sign", aria_hidden="true"), f" {word}: {meaning}", class_="key")
        for word, (shape, meaning) in SIGNS.items()
    ]
    return el("p", *entries, class_="legend")


def _table(story: Story, propositions: Iterable[Proposition], anchors: Anchors, caption: str) -> Html:
    reports = story.record.reports
    heads = [el("th", story.labels[report.id], scope="col") for report in reports]
    columns = el("tr", el("th", "Statement", scope="col"), *heads, el("th", "Sources", scope="col"))
    rows = [_row(story, proposition, anchors) for proposition in propositions]
    table = el("table", el("caption", caption), el("thead", columns), el("tbody", *rows))
    # Focusable, since a wide table scrolls and the keyboard must reach what is hidden.
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(story: Story, proposition: Proposition, anchors: Anchors) -> Html:
    claims = [story.claims[one] for one in proposition.claims if one in story.claims]
    cells = [_cell([c for c in claims if c.report == report.id], anchors) for report in story.record.reports]
    status = el("span", proposition.status.replace("-", " "), class_=f"status {proposition.status}")
    independent = wording.count(proposition.independent_sources, "independent source")
    statement = el("th", proposition.statement, " ", status, scope="row", id=f"statement-{proposition.id}")
    return el("tr", statement, *cells, el("td", independent, class_="sources-count"))


def _cell(claims: list[Claim], anchors: Anchors) -> Html:
    """One sign for each way in which the report brings the statement, linked to the words."""
    first: dict[str, Claim] = {}
    for claim in claims:
        if claim.spans:
            first.setdefault(sign(claim), claim)
    if not first:
        return el("td", el("span", "–", aria_label="not in this report", class_="none"))
    links = [
        el(
            "a",
            el("span", SIGNS[word][0], class_="sign", aria_hidden="true"),
            el("span", word, class_="word"),
            href=anchors.href(Passage(claim.report, claim.spans[0].start, claim.spans[0].end)),
            class_=word,
        )
        for word, claim in sorted(first.items(), key=lambda entry: list(SIGNS).index(entry[0]))
    ]
    return el("td", *links)
