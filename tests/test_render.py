"""What a person sees: the same story in every format, hostile texts shown and never obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factory
from tests.conftest import Teller
from whosays.model import (
    Coordinates,
    Entity,
    EntityMention,
    Itinerary,
    Leg,
    LegStatus,
    Links,
    Notice,
    NoticeKind,
    Passage,
    Record,
    Segment,
)
from whosays.record import encode
from whosays.render import FORMATS, VIEWS, Format, View, intervals, listings, outline, render, wording
from whosays.render.html import outlines
from whosays.render.html.elements import el
from whosays.render.html.frame import anchor, quotation
from whosays.render.html.sources import marked
from whosays.render.layers import NoSuchReport, only_report
from whosays.render.lines import width_of
from whosays.render.story import labels, story_of
from whosays.render.terminal import Pen

HOSTILE = (
    "<script>alert(1)</script> \" onload='x' & [click](javascript:x) *b* _i_ `c` \x1b[31mred\x1b[0m \x07 \u202egpj.exe"
)


def hostile(words: str = HOSTILE) -> Record:
    """The story with hostile words wherever a text stands that comes from outside."""
    record = factory.story()
    reports = tuple(
        replace(report, title=words, outlet=words, source=words, url="javascript:alert(1)", text=report.text + words)
        for report in record.reports
    )
    propositions = tuple(replace(one, statement=words) for one in record.propositions)
    side = replace(record.findings[0].readings[0], answer=words)
    finding = replace(record.findings[0], question=words, computation=words, reconciled_by=words, readings=(side,))
    sentences = tuple(replace(sentence, text=words) for sentence in record.brief.sentences)
    entity = replace(record.entities[0], name=words)
    return replace(
        record,
        story=replace(record.story, title=words),
        reports=reports,
        propositions=propositions,
        findings=(finding,),
        brief=replace(record.brief, sentences=sentences),
        entities=(entity, *record.entities[1:]),
        notices=(replace(record.notices[0], message=words, source=words),),
    )


class Page(HTMLParser):
    """Elements, text and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in the page's order."""
        return [value for _, attrs in self.elements if (value := attrs.get(attribute)) is not None]


# ------------------------------------------------------------------------------------------------ all formats
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_brief_is_all_there(form: Format) -> None:
    """Figures, every sentence, every passage's words, both sides of the dispute and the computation are shown."""
    page = render(factory.story(), form, width=100)
    page = " ".join(Page(page).text.split() if form == "html" else page.split())
    for words in (
        "Ferry strikes pier", "2 reports", "2 independent origins", "1 disagreement", "The ferry Maribel struck a pier",
        "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday", "How many people were hurt?",
        "15 − 12 = 3", "Harbour Post ← Transport Ministry", "Island Ledger ← fire brigade", "denied by Transport Ministry",
        "The crossing will reopen on Friday.", "The captain was not on the bridge.", "6 May 2031", "given twice, read once",
        "The ferry holds 200 people. (a ship register)", "1 independent source",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_story_that_was_read_is_shown(example: Record, form: Format, view: View) -> None:
    """Every view of the example story has a page that names its story."""
    assert "Kim" in render(example, form, view=view)


def test_the_report_view_marks_every_layer(example: Record) -> None:
    """Zones, sentences, and below each the mentions, times, quantities, places and claims that begin in it, each once."""
    report = next(report for report in example.reports if report.outlet == "Orrin Wire Service")
    page = render(only_report(example, report.id), view="report", width=100)
    lines = page.split("\n")
    assert max(map(len, lines)) <= 100
    for shown in (
        "  – HEADLINE",
        "    mention  “Kim Jong Un” = Kim Jong Un (person) · name",
        "    time     “Sept 12” = DATE 2023-09-12 ·",
        "    place    “Pyongyang” = Pyongyang (place) · name · 39.03 N 125.75 E",
        "    claim    “Kim left Pyongyang on Sunday afternoon”",
        "= leave (+) · certain +2",
        " · attributed · Orrin Wire Service ← KCNA · agent: Kim",
    ):
        assert shown in page
    claims = [claim for claim in example.claims if claim.report == report.id]
    assert sum(line.startswith("    claim    “") for line in lines) == len(claims) > 5
    assert all(page.count(claim.id) == 1 for claim in claims)
    assert not any(claim.id in page for claim in example.claims if claim.report != report.id)


def test_a_quantity_shows_its_bounds(tell: Teller) -> None:
    """Bounds that are open, a unit, and what is counted."""
    page = render(tell("Police said at least 40 people were hurt in Selby on Sunday.\n"), view="report", width=100)
    assert "quantity “at least 40 people” = 40 to … person" in page


@pytest.mark.parametrize("name", ["01-orrin-wire-service.txt", "Orrin Wire Service"])
def test_one_report_is_chosen_by_name(example: Record, name: str) -> None:
    """By file name or outlet as well as by id; a name that none has, or two have, is an error that lists what there is."""
    assert [report.outlet for report in only_report(example, name).reports] == ["Orrin Wire Service"]
    with pytest.raises(NoSuchReport, match=r"no report is called 'x'.*01-orrin-wire-service\.txt"):
        only_report(example, "x")
    twice = replace(example, reports=tuple(replace(report, outlet="Post") for report in example.reports))
    with pytest.raises(NoSuchReport, match="6 reports are called 'Post'"):
        only_report(twice, "Post")


def test_moments_that_read_the_same_are_one(example: Record) -> None:
    """The timeline has no line twice, and loses no claim by that."""
    told = listings.moments(story_of(example))
    assert len({(moment.when, moment.said) for moment in told}) == len(told) < len(example.timeline)
    assert {c.id for moment in told for c in moment.claims} == {c for entry in example.timeline for c in entry.claims}


@pytest.mark.parametrize("form", FORMATS)
def test_rendering_is_a_function_of_the_record(form: Format) -> None:
    """Twice the same record gives the same characters, with one newline at the end."""
    page = render(factory.story(), form)
    assert page == render(factory.story(), form)
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_json_is_the_codecs() -> None:
    """The JSON format is the canonical encoding."""
    assert render(factory.story(), "json").encode() == encode(factory.story())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_view_differs(form: Format, view: View) -> None:
    """A view shows its own part: no two are the same page."""
    pages = {other: render(factory.story(), form, view=other) for other in VIEWS}
    assert [other for other in VIEWS if pages[other] == pages[view]] == [view]


def test_an_unknown_format_is_named() -> None:
    """A format that is not there is an error that lists those that are."""
    with pytest.raises(ValueError, match="text, md, html, json"):
        render(factory.story(), "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_record_is_shown(form: Format, view: View) -> None:
    """A record of one report in which nothing was found has a page, too."""
    record = factory.story()
    empty = replace(
        record, reports=record.reports[:1], entities=(), times=(), quantities=(), claims=(), relations=(), propositions=(),
        findings=(), lineage=replace(record.lineage, groups=(), edges=()), timeline=(), itinerary=(), events=(),
        event_chains=(), brief=replace(record.brief, sentences=()), notices=(), story=replace(record.story, title=None),
    )  # fmt: skip
    assert "Untitled story" in render(empty, form, view=view)


def test_one_report_says_that_nothing_can_be_corroborated() -> None:
    """With a single report the list of what only one report has would be everything; the brief says what that means."""
    record = replace(factory.story(), reports=factory.story().reports[:1])
    assert "nothing in it can be corroborated" in render(record)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_notices_are_headed_in_words(form: Format) -> None:
    """What kind of notice it is stands in plain words, never in those of the record."""
    kinds = get_args(NoticeKind)
    record = replace(factory.story(), notices=tuple(Notice(kind, None, "a.txt", "told") for kind in kinds))
    page = render(record, form)
    assert set(wording.NOTICE_WORDS) == set(kinds)
    assert all(words in page for words in wording.NOTICE_WORDS.values())
    assert "homoglyph" not in page


def test_a_page_cites_passages_in_their_order() -> None:
    """The numbers behind a sentence rise, as they do in print."""
    record = factory.story()
    first, second, *_ = record.brief.sentences
    both = replace(second, passages=(*second.passages, *first.passages))
    page = render(replace(record, brief=replace(record.brief, sentences=(first, second, both))), "html")
    cited = [
        [int(mark) for mark in re.findall(r">(\d+)</a>", run)] for run in re.findall(r'class="marks">(.*?)</sup>', page)
    ]
    assert len(cited[2]) > 1
    assert all(run == sorted(run) for run in cited)


def test_long_lists_say_how_much_is_left_out() -> None:
    """The brief cuts a long list and gives the number of lines that are not shown."""
    record = factory.story()
    many = tuple(
        replace(record.propositions[4], id=f"x{n}", statement=f"The crossing closed for the {n}th time.")
        for n in range(40)
    )
    assert "and 28 more" in render(replace(record, propositions=many))


def cited(*passages: Passage) -> list[tuple[Passage, ...]]:
    """The passages shown for a brief with these sentences of one passage each, and a last one that has them all."""
    record = factory.story()
    sentence = record.brief.sentences[0]
    sentences = [replace(sentence, passages=(passage,)) for passage in passages]
    brief = replace(record.brief, sentences=(*sentences, replace(sentence, passages=passages)))
    return list(outline.cited(story_of(replace(record, brief=brief))))


def test_a_clause_and_its_cue_are_shown_as_one_passage() -> None:
    """A claim and the "said" behind it are one quotation for the reader, also where only the claim is cited."""
    clause = factory.passage("r1", "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday")
    cue = factory.passage("r1", "said")
    whole = Passage("r1", clause.start, cue.end)
    assert cited(clause, cue) == [(whole,), (whole,), (whole,)]


def test_passages_of_two_sentences_stay_two() -> None:
    """Nothing is quoted that the record does not cite beyond the sentence: a full stop or a line end divides."""
    first = factory.passage("r1", "Transport Ministry said")
    second = factory.passage("r1", "The ministry denied")
    other = factory.passage("r2", "fire brigade")
    assert cited(first, second, other)[-1] == (first, second, other)


def test_findings_that_are_not_shown_raise_no_alarm() -> None:
    """What was checked and found consistent appears in the findings view, never in the brief."""
    record = factory.story()
    assert "What did the ferry strike?" not in render(record)
    assert "What did the ferry strike?" in render(record, view="findings")


# ------------------------------------------------------------------------------------------------ terminal
def test_escape_sequences_do_not_reach_the_terminal() -> None:
    """Control characters of a report are shown as pictures and marks of writing direction by name."""
    for view in VIEWS:
        page = render(hostile(), "text", view=view)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "␛[31mred␛[0m ␇ ‹U+202E›gpj.exe" in " ".join(render(hostile(), "text", width=100).split())


def test_colour_only_on_request() -> None:
    """Without colour there is no escape; with it only styles, and the same text."""
    plain, coloured = render(factory.story()), render(factory.story(), colour=True)
    assert "\x1b" not in plain
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [1, 40, 72, 100, 500])
def test_lines_fit_the_width(width: int) -> None:
    """Lines are wrapped to the width of the terminal, within what can be read."""
    limit = max(32, min(width, 100))
    assert all(len(line) <= limit for line in render(factory.story(), width=width).splitlines())


def test_wide_letters_take_two_columns() -> None:
    """Lines of Chinese letters are wrapped by the columns they take."""
    record = factory.story()
    record = replace(record, story=replace(record.story, title="渡船撞上码头" * 20))
    assert all(width_of(line) <= 60 for line in render(record, width=60).splitlines())


# ------------------------------------------------------------------------------------------------ markdown
def test_markdown_escapes_what_reports_say() -> None:
    """No tag, link or emphasis comes out of a report's text."""
    page = render(hostile(), "md")
    assert "\\<script\\>" in page
    assert "<script>" not in page
    assert "\\[click\\](javascript:x)" in page
    assert "\x1b" not in page


@pytest.mark.parametrize("line", ["# title", "- item", "+ item", "1. item", "12) item", "=== x", "> quote"])
def test_markdown_lines_start_no_block(line: str) -> None:
    """Words at the start of a line do not become a heading, list or quotation."""
    record = factory.story()
    sentence = replace(record.brief.sentences[0], text=line)
    page = render(replace(record, brief=replace(record.brief, sentences=(sentence,))), "md")
    (shown,) = [one for one in page.splitlines() if one.endswith("\\[1\\]")]
    assert re.match(r"\\|\d+\\[.)]", shown)


# ------------------------------------------------------------------------------------------------ html
def test_html_is_escaped() -> None:
    """Hostile words appear on the page as words: no element, attribute or link comes out of them."""
    page = Page(render(hostile(), "html"))
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "<script>alert(1)</script>" in page.text
    for tag, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], tag
    assert not [href for href in page.values("href") if not href.startswith(("#", "https://"))]
    assert "\x1b" not in page.text


def test_html_needs_nothing_else() -> None:
    """The page fetches nothing: no source, no stylesheet, no import; links to the reports are only links."""
    source = render(factory.story(), "html")
    page = Page(source)
    assert not page.values("src")
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "base", "form", "object")]
    assert not re.search(r"@import|url\(", source)
    assert [attrs["href"] for tag, attrs in page.elements if attrs.get("rel")] == [
        "https://example.org/2",
        "https://example.org/1",
    ]


def test_html_allows_only_its_own_script_and_style() -> None:
    """The policy names the hashes of the inline style and script and forbids the rest."""
    page = Page(render(factory.story(), "html"))
    (policy,) = [
        attrs["content"] or "" for _, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_every_citation_leads_to_its_words() -> None:
    """Each link inside the page has its target, ids are unique, and the brief's passages stand in the sources."""
    page = Page(render(factory.story(), "html"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    for sentence in factory.story().brief.sentences:
        for passage in sentence.passages:
            assert anchor(passage) in ids


def test_html_has_landmarks_and_language() -> None:
    """A screen reader finds the parts of the page and its language."""
    page = Page(render(factory.story(), "html"))
    tags = [tag for tag, _ in page.elements]
    assert {"header", "nav", "main", "footer", "h1"} <= set(tags)
    assert ("html", {"lang": "en"}) in page.elements
    assert tags.count("h1") == tags.count("main") == 1


def test_signs_of_the_matrix_carry_words() -> None:
    """A cell is told by shape and word: "◐ attributes", never by colour alone."""
    text = Page(render(factory.story(), "html", view="claims")).text
    for sign in ("◐attributes", "✕denies", "◌expects"):
        assert sign in text


SPANS = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 40)).map(sorted).filter(lambda s: s[0] < s[1]), max_size=8
)


@given(SPANS, st.lists(st.integers(1, 39), max_size=3, unique=True).map(sorted))
def test_marks_never_change_the_text(spans: list[list[int]], cuts: list[int]) -> None:
    """However passages and zones overlap, the text of the page is the report's, and each passage has one target."""
    text = "Twelve <b>passengers</b> & crew were hurt"[:40]
    bounds = [0, *cuts, len(text)]
    zones = tuple(Segment(a, b, "body") for a, b in pairwise(bounds))
    report = replace(factory.story().reports[0], text=text, segments=zones[::2])
    marks: dict[Passage, int | None] = {Passage(report.id, start, end): None for start, end in spans}
    page = Page(str(el("div", *marked(report, marks))))
    assert page.text == text
    assert sorted(page.values("id")) == sorted(anchor(passage) for passage in marks)


def test_deeply_nested_passages_are_no_trap() -> None:
    """A record may nest more passages than Python nests calls."""
    report = replace(factory.story().reports[0], text="x" * 5000, segments=())
    marks: dict[Passage, int | None] = dict.fromkeys(Passage(report.id, 0, end) for end in range(1, 5001))
    assert "".join(marked(report, marks)).count("<span") == 5000


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_sufficient(scheme: str) -> None:
    """Every colour of words has a contrast of at least 4.5:1 on every ground it stands on."""
    style = resources.files("whosays.render.html").joinpath("page.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    colours = {name: light if scheme == "light" else dark for name, light, dark in pairs}
    grounds = dict.fromkeys(("paper", "sheet", "tint"), ("ink", "soft", "link", "alarm", "caution"))
    grounds |= {"land": ("ink", "soft", "link"), "sea": ("ink", "soft", "link"), "link": ("sheet",)}
    for ground, inks in {**grounds, "lit": ("lit-ink",)}.items():
        for ink in inks:
            low, high = sorted((luminance(colours[ground]), luminance(colours[ink])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (scheme, ink, ground)


# ------------------------------------------------------------------------------------------------ map and timeline
def drawn(*stops: tuple[float, float, LegStatus, tuple[int, ...]], radii: tuple[float, ...] = ()) -> Page:
    """The map of one journey with stops at these latitudes and longitudes, each with its status and what came before it.

    ``radii`` are how well each place is known, in km.
    """
    record = factory.story()
    traveller = record.entities[0]
    mention = EntityMention("r1", 0, 5, "name", False, None)
    places = [
        Entity(f"place{n}", "place", f"Town {n}", Links(None, None), Coordinates(y, x, radius), (mention,), ())
        for n, ((y, x, _, _), radius) in enumerate(zip(stops, radii or [5.0] * len(stops), strict=True))
    ]
    legs = tuple(Leg(f"place{n}", None, None, ("c1",), after, status) for n, (_, _, status, after) in enumerate(stops))
    journey = Itinerary(traveller.id, legs)
    return Page(render(replace(record, entities=(*record.entities, *places), itinerary=(journey,)), "html"))


def classes(page: Page, tag: str) -> list[str]:
    """The classes of the map's elements of one kind."""
    return [attrs.get("class") or "" for name, attrs in page.elements if name == tag]


def test_a_reported_order_is_a_solid_line_and_a_possible_one_dashed() -> None:
    """A line joins stops whose order is reported; it is dashed where one of the two is only possible."""
    page = drawn((48.2, 16.4, "reported", ()), (47.5, 19.0, "corroborated", (0,)), (44.4, 26.1, "candidate", (0, 1)))
    assert [one for one in classes(page, "line") if one.startswith("route")] == ["route", "route maybe"]
    assert {"stop reported", "stop corroborated", "stop candidate"} <= set(classes(page, "circle"))


def test_stops_of_no_known_order_are_not_joined() -> None:
    """Nothing is drawn between stops of which no report says which came first."""
    page = drawn((48.2, 16.4, "reported", ()), (47.5, 19.0, "reported", ()))
    assert not [one for one in classes(page, "line") if one.startswith("route")]


def test_a_stop_somewhere_in_an_area_is_a_disc() -> None:
    """A disc as large as the area, on the route; a country is too large for one, and does not part the stops around it."""
    page = drawn(
        (48.2, 16.4, "reported", ()), (47.5, 19.0, "corroborated", (0,)), (44.4, 26.1, "reported", (1,)), radii=(5.0, 230.0, 5.0)
    )  # fmt: skip
    assert [one for one in classes(page, "circle") if one.startswith("area")] == ["area corroborated"]
    assert [one for one in classes(page, "line") if one.startswith("route")] == ["route", "route"]
    assert "somewhere in this area" in page.text
    beyond = drawn(
        (48.2, 16.4, "reported", ()), (47.5, 19.0, "reported", (0,)), (44.4, 26.1, "reported", (1,)), radii=(5.0, 2300.0, 5.0)
    )  # fmt: skip
    assert not [one for one in classes(beyond, "circle") if one.startswith("area")]
    assert [one for one in classes(beyond, "line") if one.startswith("route")] == ["route"]


@pytest.mark.parametrize("places", [((66.0, 179.5), (64.5, -176.0)), ((-17.8, 178.0), (-13.8, -171.8))])
def test_the_date_line_divides_nothing(places: tuple[tuple[float, float], ...]) -> None:
    """Two places on both sides of the date line stand beside each other, not at the two ends of the world."""
    view = outlines.window([(x, y) for y, x in places], width=960, height=540, least=7)
    at = [view.at(view.near(x), y) for y, x in places]
    assert all(0 <= x <= 960 and 0 <= y <= 540 for x, y in at)
    assert view.east - view.west < 30


def test_the_land_is_where_the_land_is() -> None:
    """Coasts are drawn inside the window; far out at sea there is neither land nor border."""
    assert outlines.land(outlines.window([(2.35, 48.86)], width=960, height=540, least=7))
    sea = outlines.window([(-140.0, 40.0)], width=960, height=540, least=7)
    assert (outlines.land(sea), outlines.borders(sea)) == ("", "")


def test_bars_end_where_the_time_does() -> None:
    """A bar is as long as the interval; an open end reaches the edge and looks different; what lies outside is an arrow."""
    record = factory.story()
    entry = record.timeline[0]
    ends = [
        ("2031-05-06", "2031-05-07"),
        ("2031-05-05", "2031-05-08"),
        ("2031-05-06", None),
        ("1990-01-01", "1990-12-31"),
    ]
    entries = tuple(replace(entry, earliest=a, latest=b, claims=("c1",)) for a, b in ends)
    page = Page(render(replace(record, timeline=entries), "html"))
    bars = [attrs for tag, attrs in page.elements if tag == "rect" and (attrs.get("class") or "").startswith("span")]
    assert [(attrs["class"], attrs["x"], attrs["width"]) for attrs in bars] == [
        ("span", "60", "120"),
        ("span", "0", "240"),
        ("span open", "60", "180"),
    ]
    assert "beyond" in classes(page, "path")


# ------------------------------------------------------------------------------------------------ wording
@pytest.mark.parametrize(
    "earliest, latest, grain, words",
    [
        ("2031-05-06", "2031-05-06", "day", "6 May 2031"),
        ("2031-05-06T00:00:00+09:00", "2031-05-07T00:00:00+09:00", "day", "6 May 2031"),
        ("2031-05-06T00:00:00Z", "2031-05-06T23:59:59Z", None, "6 May 2031"),
        ("2031-05-06T14:00+09:00", "2031-05-06T15:30+09:00", "minute", "6 May 2031, 14:00–15:30"),
        ("2031-05-06T14:00Z", "2031-05-06T14:00Z", "minute", "6 May 2031, 14:00"),
        ("2031-05-06", "2031-05-08", None, "6–8 May 2031"),
        ("2031-05-30", "2031-06-02", None, "30 May 2031 – 2 June 2031"),
        ("2031-05", "2031-05", "month", "May 2031"),
        ("2031-02-01", "2031-02-28", "month", "February 2031"),
        ("2031", "2031", "year", "2031"),
        ("2030-01-01", "2031-12-31", "year", "2030–2031"),
        (None, "2031-05-06", None, "until 6 May 2031"),
        ("2031-05-06", None, None, "from 6 May 2031"),
        (None, None, None, "undated"),
        ("last spring", None, None, "last spring"),
        ("9999-12", "9999-12", None, "9999-12"),
    ],
)
def test_intervals_in_words(earliest: str | None, latest: str | None, grain: str | None, words: str) -> None:
    """What the two ends share is said once; a string that is no date stays as it is."""
    assert intervals.when(earliest, latest, None, grain) == words


def test_chains_read_from_the_outlet_outward() -> None:
    """A chain shows who passes the words on, what is not asserted, and who has no name."""
    record = factory.story()
    story = story_of(record)
    assert wording.chain(story, record.claims[1]) == "Harbour Post ← Transport Ministry (denies)"
    nameless = replace(record.claims[4].chain[1].sources[0], name=None)
    claim = replace(record.claims[4], chain=(replace(record.claims[4].chain[1], sources=(nameless,)),))
    assert wording.chain(story, claim) == "unnamed source (“said”)"


def test_reports_of_one_outlet_are_told_apart() -> None:
    """Two reports of one outlet are labelled with their day, or with what was given; one without outlet by that alone."""
    record = factory.story()
    same = tuple(replace(report, outlet="Harbour Post") for report in record.reports)
    assert list(labels(replace(record, reports=same)).values()) == [
        "Harbour Post (report-2.txt)",
        "Harbour Post (report-1.txt)",
    ]
    later = replace(same[1], published=replace(same[1].published, value="2031-05-08"))
    assert list(labels(replace(record, reports=(same[0], later))).values()) == [
        "Harbour Post (7 May 2031)",
        "Harbour Post (8 May 2031)",
    ]
    none = tuple(replace(report, outlet=None) for report in record.reports)
    assert list(labels(replace(record, reports=none)).values()) == ["report-2.txt", "report-1.txt"]


def test_reports_stand_in_the_order_in_which_they_came_out() -> None:
    """By the clock of one place, those without a date last; the record has them by their ids."""
    record = factory.story()
    first, second = record.reports

    def out(one: str | None, other: str | None) -> list[str]:
        dated = [
            replace(report, published=replace(report.published, value=value))
            for report, value in ((first, one), (second, other))
        ]
        return [report.source for report in story_of(replace(record, reports=tuple(dated))).reports.values()]

    assert out("2031-05-07T08:00+02:00", "2031-05-07T07:00") == [first.source, second.source]
    assert out("2031-05-07T08:00", "2031-05-07T08:30+02:00") == [second.source, first.source]
    assert out(None, "2031-05-07") == [second.source, first.source]


def test_a_long_lead_narrows_its_own_line_alone() -> None:
    """The lines below it are as wide as all others."""
    pen = Pen(40, colour=False)
    lead = "  12 May 2031, within 00:00–09:00  "
    told = list(
        pen.lines("The train crossed the border early on Monday morning, the ministry said", first=lead, rest="    ")
    )
    assert told == [lead + "The", "    train crossed the border early on", "    Monday morning, the ministry said"]


def test_passages_in_a_row_are_cited_as_a_range() -> None:
    """Four and more; each is still in the list below the brief."""
    assert wording.references((3, 1, 2, 9, 8)) == ("1", "2", "3", "8", "9")
    assert wording.references((7, 4, 5, 6, 12, 7)) == ("4–7", "12")


def test_a_name_in_brackets_after_a_citation_keeps_its_blank() -> None:
    """ "[1][Ida] left" would read as one list."""
    record = factory.story()
    first, *others = record.brief.sentences
    second = replace(first, text="[Ida] left.")
    page = render(replace(record, brief=replace(record.brief, sentences=(first, second, *others))), "text")
    assert re.search(r"\] \[Ida\]\s+left\.", page)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("nobody was hurt", "“nobody was hurt”"),
        ("“Nobody was hurt,” the mayor said", "“Nobody was hurt,” the mayor said"),
        ("the mayor called it “a sham”", "the mayor called it “a sham”"),
    ],
)
def test_quotation_marks_are_not_doubled(words: str, shown: str) -> None:
    """Words that begin or end on a quotation mark of their own get no second one, in text and on pages."""
    assert wording.in_marks(words) == shown
    assert quotation(words).startswith("<q" if shown != words else "<span")
