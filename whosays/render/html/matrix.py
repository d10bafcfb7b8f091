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
        _by_report(story, shared, anchors) if shared else None,
        el("details", folded, _of_one(story, single, anchors)) if single else None,
    )


def _legend() -> Html:
    entries = [
        el("span", el("span", shape, class_="sign", aria_hidden="true"), f" {word}: {meaning}", class_="key")
        for word, (shape, meaning) in SIGNS.items()
    ]
    return el("p", *entries, class_="legend")


def _by_report(story: Story, propositions: Iterable[Proposition], anchors: Anchors) -> Html:
    """A column for each report."""
    rows = []
    for proposition in propositions:
        claims = _claims(story, proposition)
        cells = [_cell([c for c in claims if c.report == report.id], anchors) for report in story.record.reports]
        rows.append(_row(proposition, cells))
    return _table("Statements by report", [story.labels[report.id] for report in story.record.reports], rows)


def _of_one(story: Story, propositions: Iterable[Proposition], anchors: Anchors) -> Html:
    """The report beside each statement: a column for each report would be all but empty."""
    rows = []
    for proposition in propositions:
        claims = _claims(story, proposition)
        report = el("td", ", ".join(dict.fromkeys(story.labels[claim.report] for claim in claims)))
        rows.append(_row(proposition, [report, _cell(claims, anchors)]))
    return _table("Statements of one report", ["Report", "How"], rows)


def _claims(story: Story, proposition: Proposition) -> list[Claim]:
    return [story.claims[one] for one in proposition.claims if one in story.claims]


def _table(caption: str, columns: Iterable[str], rows: Iterable[Html]) -> Html:
    """A table that scrolls by itself; it can be focused, since the keyboard must reach what is hidden."""
    heads = [el("th", name, scope="col") for name in ("Statement", *columns, "Sources")]
    table = el("table", el("caption", caption), el("thead", el("tr", *heads)), el("tbody", *rows))
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(proposition: Proposition, cells: Iterable[Html]) -> Html:
    status = el("span", proposition.status.replace("-", " "), class_=f"status {proposition.status}")
    independent = wording.independent(proposition.independent_sources)
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
