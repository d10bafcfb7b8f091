"""Which report says what, and how: statements by reports, one sign with its word in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from whosays.model import Claim, Passage, Proposition
from whosays.render import wording
from whosays.render.html.counting import reports_of, why_this_count
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame, bdi
from whosays.render.story import Story

# Shape and word, never colour alone; in the order in which several claims of one report are shown.
SIGNS = {
    "asserts": ("●", "in the outlet's own voice"),
    "attributes": ("◐", "said to come from somebody else"),
    "expects": ("◌", "expected, planned or announced"),
    "unconfirmed": ("?", "possible, probable, conditional or unconfirmed"),
    "denies": ("✕", "denied by the source it is attributed to"),
    "retracts": ("⊘", "withdrawn"),
}
STATUSES = {
    "corroborated": "two or more independent sources say so",
    "single-source": "one source that counts says so, however many reports print it",
    "unattributed": "no source is named for it",
    "disputed": "reports or sources disagree about it",
    "denied": "all that is said about it is that somebody denies it",
    "unconfirmed": "it is only said to be possible, or not to be confirmed",
    "superseded": "a later figure or statement took its place",
    "retracted": "its own source withdrew it",
}
COLUMNS = 10  # reports or origins that have a column of their own without being asked for
BROAD = 6  # columns, with the first two, that fit on an upright sheet of paper; more are printed across
MOST = 40  # those that have one where it is asked for
BY = {"reports": "each report", "origins": "each origin", "ways": "how it is said"}


def sign(claim: Claim) -> str:
    """The word for how a report brings a claim."""
    by_factuality = {"denied": "denies", "retracted": "retracts", "expected": "expects"}
    if claim.factuality == "certain":
        return "asserts" if claim.attribution == "outlet_voice" else "attributes"
    return by_factuality.get(claim.factuality, "unconfirmed")


def who_says_what(story: Story, frame: Frame) -> Html:
    """Statements that several reports share or that are in question; the others folded below."""
    shared = [proposition for proposition in story.record.propositions if is_shared(story, proposition)]
    single = [proposition for proposition in story.record.propositions if not is_shared(story, proposition)]
    folded = el("summary", f"{wording.count(len(single), 'statement')} that one report alone has")
    return joined(
        legend(),
        rows(story, shared, frame) if shared else None,
        el("details", folded, _of_one(story, single, frame)) if single else None,
    )


def is_shared(story: Story, proposition: Proposition) -> bool:
    """Is it in several reports, or in question?"""
    open_question = proposition.status not in ("single-source", "unattributed", "corroborated")
    return open_question or len(story.record.reports) == 1 or len(reports_of(story, proposition)) > 1


def legend() -> Html:
    """The signs and what they say."""
    entries = [
        el("span", el("span", shape, class_="sign", aria_hidden="true"), f" {word}: {meaning}", class_="key")
        for word, (shape, meaning) in SIGNS.items()
    ]
    meanings = [joined(el("dt", status.replace("-", " ")), el("dd", meaning)) for status, meaning in STATUSES.items()]
    statuses = el("details", el("summary", "What the statuses mean"), el("dl", *meanings), class_="meanings")
    return joined(el("p", *entries, class_="legend"), statuses)


def columns(story: Story) -> dict[str, str]:
    """What the table may have a column for, with its words, the most telling that has room first."""
    counts = {"reports": len(story.record.reports), "origins": wording.origins(story.record)}
    found = {by: BY[by] for by, count in counts.items() if count <= COLUMNS}
    roomy = {by: BY[by] for by, count in counts.items() if COLUMNS < count <= MOST}
    return found | {"ways": BY["ways"]} | roomy


def rows(story: Story, propositions: Iterable[Proposition], frame: Frame, *, by: str | None = None) -> Html:
    """A column for each report; where they are too many for each origin, and beyond that for each sign. ``by`` asks for one of them."""
    offered = columns(story)
    chosen = by if by in offered else next(iter(offered))
    made = {"reports": _by_report, "origins": _by_origin, "ways": _by_sign}[chosen]
    return made(story, propositions, frame)


def _by_report(story: Story, propositions: Iterable[Proposition], frame: Frame) -> Html:
    reports = {report.id: (story.labels[report.id], frozenset({report.id})) for report in story.reports.values()}
    return _grouped("Statements by report", list(reports.values()), story, propositions, frame)


def _by_origin(story: Story, propositions: Iterable[Proposition], frame: Frame) -> Html:
    """A column for each origin that the reports go back to, the one with most reports first."""
    held: dict[str, set[str]] = {}
    for group in story.record.lineage.groups:
        held.setdefault(group.origin, set()).update(group.reports)
    grouped = {report for reports in held.values() for report in reports}
    origins = [(f"{name} ({wording.count(len(reports), 'report')})" if len(reports) > 1 else name, frozenset(reports))
               for name, reports in sorted(held.items(), key=lambda one: (-len(one[1]), one[0]))]  # fmt: skip
    alone = [(story.labels[one.id], frozenset({one.id})) for one in story.reports.values() if one.id not in grouped]
    return _grouped("Statements by origin", origins + alone, story, propositions, frame)


def _grouped(
    caption: str,
    heads: list[tuple[str, frozenset[str]]],
    story: Story,
    propositions: Iterable[Proposition],
    frame: Frame,
) -> Html:
    """A column for each set of reports, under its name."""
    found = []
    for proposition in propositions:
        claims = _claims(story, proposition)
        cells = [_cell([c for c in claims if c.report in reports], frame, name) for name, reports in heads]
        found.append(_row(story, proposition, cells, frame))
    return _table(caption, [name for name, _ in heads], found)


def _by_sign(story: Story, propositions: Iterable[Proposition], frame: Frame) -> Html:
    found = []
    for proposition in propositions:
        claims = [claim for claim in _claims(story, proposition) if claim.spans]
        reports = Counter(word for word, _ in {(sign(claim), claim.report) for claim in claims})
        first = {word: next((claim for claim in claims if sign(claim) == word), None) for word in SIGNS}
        cells = [_count(word, reports[word], first[word], frame) for word in SIGNS]
        found.append(_row(story, proposition, cells, frame))
    return _table("Statements by number of reports", [f"{shape} {word}" for word, (shape, _) in SIGNS.items()], found)


def _count(word: str, reports: int, first: Claim | None, frame: Frame) -> Html:
    """How many reports bring the statement in this way, linked to the first one's words."""
    if first is None:
        return el("td", el("span", "–", class_="none"), aria_label=f"none {word}", class_="empty")
    return el("td", _link(word, first, frame, wording.count(reports, "report")), data_column=word)


def _of_one(story: Story, propositions: Iterable[Proposition], frame: Frame) -> Html:
    """The report beside each statement: a column for each report would be all but empty."""
    found = []
    for proposition in propositions:
        claims = _claims(story, proposition)
        labels = dict.fromkeys(story.labels[claim.report] for claim in claims)
        report = el("td", *[joined(", " if number else None, bdi(label)) for number, label in enumerate(labels)])
        found.append(_row(story, proposition, [report, _cell(claims, frame)], frame))
    return _table("Statements of one report", ["Report", "How"], found)


def _claims(story: Story, proposition: Proposition) -> list[Claim]:
    return [story.claims[one] for one in proposition.claims if one in story.claims]


def _table(caption: str, columns: Iterable[str], rows: Iterable[Html]) -> Html:
    """A table that scrolls by itself; it can be focused, since the keyboard must reach what is hidden."""
    names = ["Statement", "Sources", *columns]
    heads = [el("th", bdi(name), scope="col") for name in names]
    broad = " broad" if len(names) > BROAD else ""
    table = el(
        "table",
        el("caption", caption),
        el("thead", el("tr", *heads)),
        el("tbody", *rows),
        class_=f"matrix stacked{broad}",
    )
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(story: Story, proposition: Proposition, cells: Iterable[Html], frame: Frame) -> Html:
    """The statement with its status, the cells, and the count with its reasons."""
    status = el(
        "span",
        proposition.status.replace("-", " "),
        class_=f"status {proposition.status}",
        title=STATUSES[proposition.status],
    )
    name = f"statement-{proposition.id}"
    permalink = el(
        "a", "#", href=frame.statement(proposition.id), class_="permalink", aria_label="Link to this statement"
    )
    words = el("span", proposition.statement, dir="auto")
    statement = el("th", words, " ", status, " ", permalink, scope="row")
    independent = el("summary", wording.independent(proposition.independent_sources))
    why = el("details", independent, why_this_count(story, proposition, frame), class_="count")
    return el("tr", statement, el("td", why, class_="sources-count"), *cells, id=name, class_="item", tabindex="-1")


def _cell(claims: list[Claim], frame: Frame, column: str | None = None) -> Html:
    """One sign for each way in which these reports bring the statement, linked to the words; ``column`` is the name above them."""
    first: dict[str, Claim] = {}
    reports: dict[str, set[str]] = {}
    for claim in claims:
        if claim.spans:
            first.setdefault(sign(claim), claim)
            reports.setdefault(sign(claim), set()).add(claim.report)
    if not first:
        return el(
            "td",
            el("span", "–", class_="none", aria_hidden="true"),
            el("span", "not here", class_="unseen"),
            class_="empty",
        )
    order = list(SIGNS)
    shown = [
        _link(word, first[word], frame, word if len(reports[word]) == 1 else f"{word} in {len(reports[word])}")
        for word in sorted(first, key=order.index)
    ]
    return el("td", *shown, data_column=wording.on_one_line(column) if column else None)


def _link(word: str, claim: Claim, frame: Frame, shown: str) -> Html:
    return el(
        "a",
        el("span", SIGNS[word][0], class_="sign", aria_hidden="true"),
        el("span", shown, class_="word"),
        href=frame.href(Passage(claim.report, claim.spans[0].start, claim.spans[0].end)),
        class_=word,
    )
