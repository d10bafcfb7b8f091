"""Web pages: what is read from them, in which zones, when they say they were published, and what is told or refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.ingest.drafts import Draft, Refusal
from whosays.ingest.html import page_draft
from whosays.ingest.html.encoding import decode_page
from whosays.ingest.html.markup import scan
from whosays.ingest.html.tree import parse, shown
from whosays.ingest.metadata import Given
from whosays.ingest.reports import report_of

PROSE = (
    "A freight train left the rails near Ostrel on Monday morning and blocked the line to the coast.",
    "Nobody was hurt, the railway said in a statement, and the line would be closed until Wednesday at least.",
    "“We heard a noise like thunder,” said Ann Lee, who lives beside the bridge over the river Quell.",
    "Engineers will lift the engine with a crane that is on its way from the port of Nordhav.",
    "The regional prosecutor has opened an inquiry into the state of the sleepers on that stretch.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
TITLE = "Freight train leaves rails near Ostrel"


def page(body: str = BODY, *, head: str = "", title: str = TITLE, above: str = "") -> bytes:
    """A small page with one article."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{title}</h1>{above}{body}</article>"
        "<footer><p>Copyright of the Ostrel Post. All rights reserved.</p></footer></body></html>"
    ).encode()


def linked(**fields: object) -> str:
    """A JSON-LD block with one article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE, **fields})}</script>'


def draft(data: bytes, **options: object) -> Draft:
    return page_draft(data, source="page.html", **options)  # type: ignore[arg-type]


def zones(found: Draft, role: str) -> list[str]:
    return [found.text[s.start : s.end] for s in found.segments or () if s.role == role]


def kinds(found: Draft) -> list[str]:
    return [told.kind for told in found.told]


def test_a_plain_page() -> None:
    """Headline and paragraphs are read, navigation and footer are not, and the whole text is laid out once."""
    found = draft(page())
    assert found.text == "\n\n".join((TITLE, *PROSE))
    assert zones(found, "headline") == [TITLE]
    assert zones(found, "body") == list(PROSE)
    assert found.told == ()


def test_paragraphs_of_the_article_outside_its_body() -> None:
    """One below a drawing behind the last is told; three in a row are read, each in its place."""
    one = "The keeper said that the gate had been closed at noon and that nobody had crossed it since."
    found = draft(page(f"{BODY}<svg><foreignObject><p>{one}</p></foreignObject></svg>"))
    assert one not in found.text
    assert [(told.kind, "1 paragraph inside the article was not taken" in told.message) for told in found.told] == [
        ("truncated", True)
    ]
    three = [f"On day {number} the keeper said that the gate would stay closed for all trains." for number in (1, 2, 3)]
    below = "".join(f"<svg><foreignObject><p>{words}</p></foreignObject></svg>" for words in three)
    found = draft(page(f"{BODY}{below}"))
    assert found.text == "\n\n".join((TITLE, *PROSE, *three))
    assert found.told == ()


def test_what_stands_above_the_body() -> None:
    """Dek, byline and printed date are zones of their own, not prose."""
    found = draft(
        page(
            above='<p class="article-standfirst">Line to the coast closed until midweek</p>'
            '<div class="byline">By <a rel="author" href="/a">Bo Ray</a></div><time>4 March 2031</time>'
        )
    )
    assert zones(found, "dek") == ["Line to the coast closed until midweek"]
    assert zones(found, "byline") == ["By Bo Ray"]
    assert zones(found, "metadata_prefix") == ["4 March 2031"]
    assert zones(found, "body") == list(PROSE)
    assert found.given.published == "2031-03-04"


@pytest.mark.parametrize(
    "figure",
    [
        "<figcaption>The engine beside the track. <span class='credit'>REUTERS</span></figcaption>",
        "<figcaption><span class='caption-text'>The engine beside the track.</span> REUTERS</figcaption>",
        "<div class='wp-caption-text'>The engine beside the track. REUTERS</div>",
    ],
)
def test_caption_and_wire_credit(figure: str) -> None:
    """A picture's caption and its credit are kept, apart from each other and from the body."""
    found = draft(page(f"<p>{PROSE[0]}</p><figure><img src='a.jpg'>{figure}</figure>" + BODY.partition("</p>")[2]))
    assert zones(found, "caption") == ["The engine beside the track."]
    assert zones(found, "photo_credit") == ["REUTERS"]
    assert zones(found, "body") == list(PROSE)


@pytest.mark.parametrize(
    "credit",
    [
        "(Bo Ray/AFP)",
        "REUTERS/Bo Ray",
        "Photograph: Bo Ray/Getty Images",
        "(AP Photo/Bo Ray, File)",
        "J. Bo Ray / AP file",
    ],
)
def test_credit_at_the_end_of_a_caption(credit: str) -> None:
    """Where the page does not mark the credit, its words show it."""
    found = draft(
        page(f"{BODY}<figure><img src='a.jpg'><figcaption>The engine, seen on Monday. {credit}</figcaption></figure>")
    )
    assert zones(found, "caption") == ["The engine, seen on Monday."]
    assert zones(found, "photo_credit") == [credit]


def test_teasers_of_other_stories_are_no_captions() -> None:
    """A picture that links to another page beside the article is not the article's."""
    other = "<aside><figure><a href='/x'><img src='x.jpg'><figcaption>Harbour wins the cup</figcaption></a></figure></aside>"
    assert "Harbour" not in draft(page(BODY + other)).text


def test_datelines_sign_offs_and_corrections() -> None:
    """What shares a paragraph with prose, or stands below it, gets its zone from its words."""
    found = draft(
        page(
            f"<p>OSTREL, March 4 (Reuters) - {PROSE[0]}</p>"
            + "".join(f"<p>{s}</p>" for s in PROSE[1:])
            + "<p>(Reporting by Bo Ray; Editing by Ann Lee)</p><p>Correction: An earlier version gave a wrong name for the river.</p>"
        )
    )
    assert zones(found, "dateline") == ["OSTREL, March 4 (Reuters) -"]
    assert zones(found, "byline") == ["(Reporting by Bo Ray; Editing by Ann Lee)"]
    assert zones(found, "correction") == ["Correction: An earlier version gave a wrong name for the river."]


@pytest.mark.parametrize(
    "block",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Ostrel Post"}, "ARTICLE"]},
        [{"@type": "BreadcrumbList"}, "ARTICLE"],
        {"@type": "WebPage", "mainEntity": {"hasPart": ["ARTICLE"]}},
        "ARTICLE",
    ],
)
def test_linked_data_wherever_it_stands(block: object) -> None:
    """The article's statements are found in a graph, a list, and inside other objects; its zone is kept."""
    article = {
        "@type": ["NewsArticle"], "headline": TITLE, "datePublished": "2023-09-12T07:41:00+01:00", "dateModified": "2023-09-14T10:00:00Z",
        "publisher": {"@type": "Organization", "name": "Ostrel Post"}, "author": [{"name": "Bo Ray"}, {"name": "Ann Lee"}],
    }  # fmt: skip
    text = json.dumps(block).replace('"ARTICLE"', json.dumps(article))
    found = draft(page(head=f'<script type="application/ld+json">{text}</script>'))
    assert found.given == Given(outlet="Ostrel Post", published="2023-09-12T07:41+01:00", title=TITLE)
    assert zones(found, "byline") == ["Bo Ray, Ann Lee"]
    assert found.other_dates == ()


def test_broken_linked_data_still_gives_its_date() -> None:
    """A block that is no JSON is read as far as its date lines go, and harms nothing else."""
    block = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-04T09:00:00-05:00", "x": [1,,}</script>'
    assert draft(page(head=block)).given.published == "2031-03-04T09:00-05:00"


def test_deeply_nested_linked_data() -> None:
    """A bomb of brackets in the metadata does not stop the page from being read."""
    assert zones(draft(page(head=f'<script type="application/ld+json">{"[" * 200_000}</script>')), "body") == list(
        PROSE
    )


@pytest.mark.parametrize(
    "head, published",
    [
        ('<meta property="article:published_time" content="2031-03-04T09:00:00Z">', "2031-03-04T09:00+00:00"),
        ('<meta itemprop="datePublished" content="2031-03-04 09:00:00+08:00">', "2031-03-04T09:00+08:00"),
        ('<meta name="pubdate" content="March 4, 2031, 07:47 PM EST">', "2031-03-04T19:47-05:00"),
        (
            '<meta name="dc.date" content="2031-03-04"><meta name="sailthru.date" content="2031-03-04T09:00:00Z">',
            "2031-03-04T09:00+00:00",
        ),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
        ('<meta name="date" content="04/03/2031">', None),
        ("", None),
    ],
)
def test_dates_of_meta_elements(head: str, published: str | None) -> None:
    """Dates come with the zone that is stated; unset ones and those with two readings are not dates."""
    assert draft(page(head=head)).given.published == published


def test_a_time_element_dates_the_page() -> None:
    """Without metadata, the time element above the body does; that of another story does not."""
    other = "<div class='related'><time datetime='2030-01-01T00:00:00Z'>1 January 2030</time></div>"
    found = draft(page(above='<time datetime="2031-03-04T09:00:00+02:00">Tuesday</time>', body=other + BODY))
    assert found.given.published == "2031-03-04T09:00+02:00"


def test_a_page_that_states_only_its_last_change() -> None:
    """That date is taken, and said to be one of a change."""
    found = draft(page(head='<meta property="article:modified_time" content="2031-03-04T09:00:00Z">'))
    assert found.given.published == "2031-03-04T09:00+00:00"
    assert "last changed" in found.told[0].message


def test_dates_that_clash_are_candidates() -> None:
    """Two statements of the publication days apart are both kept, and the user is told."""
    head = linked(datePublished="2031-03-04T09:00:00Z") + '<meta name="pubdate" content="2031-03-09">'
    found = draft(page(head=head))
    report, notices = report_of(found)
    assert [candidate.value for candidate in report.published.candidates] == ["2031-03-04T09:00+00:00", "2031-03-09"]
    assert "date-clash" in [notice.kind for notice in notices]


def test_what_the_user_states_comes_first() -> None:
    """Outlet, date, address and title given by the user replace the page's, and leave no clash."""
    own = Given(outlet="Mine", published="2030-01-01", url="https://example.org/a", title="T")
    found = draft(page(head=linked(datePublished="2031-03-04")), given=own)
    assert found.given == own
    assert found.other_dates == ()


@pytest.mark.parametrize(
    "canonical, url, kept",
    [
        (
            "https://post.example/news/rail",
            "https://www.post.example/news/rail?ref=x",
            "https://post.example/news/rail",
        ),
        ("/news/rail", "https://post.example/amp/rail", "https://post.example/news/rail"),
        ("https://other.example/rail", "https://post.example/rail", "https://post.example/rail"),
        ("https://post.example/", "https://post.example/rail", "https://post.example/rail"),
        ("https://post.example/rail", None, "https://post.example/rail"),
        ("javascript:alert(1)", None, None),
        ("http://[broken", "https://post.example/rail", "https://post.example/rail"),
    ],
)
def test_canonical_address(canonical: str, url: str | None, kept: str | None) -> None:
    """The canonical address counts on its own site; another site's, the front page and odd ones do not."""
    assert draft(page(head=f'<link rel="canonical" href="{canonical}">'), url=url).given.url == kept


def test_the_outlet_is_not_the_agency() -> None:
    """Of the names that are stated, the one like the host's is the outlet; the agency that publishes the text is not."""
    head = linked(publisher={"name": "Nordhav Press"}) + '<meta property="og:site_name" content="The Ostrel Post">'
    assert draft(page(head=head), url="https://www.ostrelpost.example/a").given.outlet == "The Ostrel Post"


def test_links_inside_a_sentence_stay() -> None:
    """A sentence is never printed with a hole where a link stood."""
    linkful = "<p>The railway has said that <a href='/a'>it will pay for the damage</a> to the bridge, and <a href='/b'>the town agreed</a>.</p>"
    found = draft(page(BODY + linkful))
    assert "The railway has said that it will pay for the damage to the bridge, and the town agreed." in found.text


def test_white_space_and_characters() -> None:
    """White space and no-break blanks are one blank, a br is a line end; soft hyphens and decomposed letters stay as they are."""
    odd = "<p>The  mayor\n\tof&nbsp;Ostrel, Rene\u0301 Le\u00adroux, said\u200b so on Tuesday.<br>He added that the bridge is safe for all trains.</p>"
    found = draft(page(BODY + odd))
    assert zones(found, "body")[-2:] == [
        "The mayor of Ostrel, Rene\u0301 Le\u00adroux, said\u200b so on Tuesday.",
        "He added that the bridge is safe for all trains.",
    ]
    assert "hidden-text" in [notice.kind for notice in report_of(found)[1]]


def test_an_amp_page() -> None:
    """Pages of the accelerated kind are read like others."""
    found = draft(
        f"<!doctype html><html amp lang='en'><head><title>{TITLE}</title>{linked(datePublished='2031-03-04T09:00:00Z')}</head><body>"
        f"<amp-sidebar id='s' layout='nodisplay'><ul><li>Home</li></ul></amp-sidebar><main><h1>{TITLE}</h1><figure><amp-img src='a.jpg'>"
        f"</amp-img><figcaption>The engine beside the track. AFP</figcaption></figure>{BODY}<amp-ad>buy</amp-ad></main></body></html>".encode()
    )
    assert zones(found, "body") == list(PROSE)
    assert zones(found, "photo_credit") == ["AFP"]


def test_a_live_blog() -> None:
    """The entries of a live blog are one report, in the page's order, with their clock times."""
    entries = "".join(
        f"<div class='live-entry'><h3>1{n}:30</h3><p>{sentence}</p><p>The railway will speak again at 1{n + 1}:00, it said.</p></div>"
        for n, sentence in enumerate(PROSE)
    )
    found = draft(page(entries, head=linked(**{"@type": "LiveBlogPosting"})))
    assert [line for line in found.text.split("\n\n") if line in PROSE] == list(PROSE)


def test_a_page_without_any_metadata() -> None:
    """Old pages of bare paragraphs are read; nothing is invented for what they do not state."""
    found = draft(f"<html><body><font size=5><b>{TITLE}</b></font>{BODY.replace('</p>', '')}</body></html>".encode())
    assert zones(found, "body") == list(PROSE)
    assert found.given.outlet is found.given.published is found.given.url is None


def test_hidden_sentences_are_told_and_not_read() -> None:
    """Text that a reader does not see is no body; where it holds sentences inside the article, that is said."""
    secret = "The minister denied on Tuesday that he had ever been told of it."
    for attribute in (
        "hidden", "style='display: none'", "aria-hidden=true", "style='font-size:0px'", "style='position:absolute;left:-9999px'",
        "style='height:0;overflow:hidden'", "class='sr-only'",
    ):  # fmt: skip
        half = len(BODY) // len(PROSE)
        at = BODY.find("<p>", half)
        found = draft(page(f"{BODY[:at]}<div {attribute}><p>{secret}</p></div>{BODY[at:]}"))
        assert secret not in found.text
        assert kinds(found) == ["hidden-text"], attribute
    assert kinds(draft(page(BODY + "<span class='sr-only'>Opens in a new window</span>"))) == []


@pytest.mark.parametrize("attribute", ["aria-hidden=true", "style='visibility:hidden'"])
def test_an_article_behind_a_notice_is_read(attribute: str) -> None:
    """A page saved while a notice covered it marks all of its article as hidden; that is read."""
    data = (
        page().replace(b"<article>", f"<div {attribute}><article>".encode()).replace(b"</article>", b"</article></div>")
    )
    assert zones(draft(data), "body") == list(PROSE)


def test_a_short_flash_beside_a_cookie_notice() -> None:
    """One sentence that is stated to be an article is one, whatever stands around it."""
    found = draft(page(f"<p>{PROSE[0]}</p><div class='banner'>We use cookies.</div>", head=linked()))
    assert PROSE[0] in zones(found, "body")
    assert found.told == ()


@pytest.mark.parametrize("depth", [100, 257, 300, 900])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    """Text under more than 256 levels is read like any other."""
    deep = "<p>The minister denied on Tuesday that he had ever been told of the state of the bridge.</p>"
    found = draft(page(f"{BODY}{'<div>' * depth}{deep}{'</div>' * depth}"))
    assert "The minister denied on Tuesday" in found.text
    assert found.told == ()


def test_text_behind_the_end_of_the_page_is_read() -> None:
    """Browsers show what stands behind the end tags, and so it is read."""
    late = b"<p>The minister denied on Tuesday that he had ever been told of the state of the bridge.</p>"
    assert (
        "The minister denied"
        in draft(page().replace(b"</article>", b"").replace(b"<footer>", late + b"<footer hidden>")).text
    )
    assert shown(parse("<html><body><p>one</p></body></html>two")) == 6


def test_a_large_text_node_is_kept() -> None:
    """Eleven million characters in one node come through, which a parser's default would drop without a word."""
    words = "word " * 2_200_000
    assert shown(parse(f"<html><body><p>{words}</p></body></html>")) == 4 * 2_200_000


def test_lost_text_is_told() -> None:
    """An attribute that is never closed swallows what follows; the shorter text is said to be truncated."""
    data = page(
        BODY + '<img src=x alt="the engine <p>' + "<p>".join(PROSE) + " <b>and the rest of it in many more words</b>"
    )
    found = draft(data)
    assert "truncated" in kinds(found)


def test_the_count_knows_markup() -> None:
    """The independent count takes text alone: no scripts, comments or attributes, and references as the character they name."""
    source = "<p title='a>b'>one &amp; two<!-- no > --></p><script>if (a<b) {}</script><style>p{}</style><textarea>t&lt;</textarea> < 3"
    assert scan(source, source="x").shown == len("one&two") + len("t<") + len("<3")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<table><tr><td>", "</table>", "<!-- c -->", "<br>", "some words here ", "a < b ",
             "&amp; &#65; ", "<a href='x>y'>", "</a>", "<li>", "<ul>", "</html>", "<h2>", "</h2>", "<script>x<y</script>", "it's "]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_count_and_tree_agree(soup: str) -> None:
    """Over any heap of common tags the tree holds what the count says, so that a difference means a loss."""
    source = f"<html><body>{soup}</body></html>"
    assert scan(source, source="x").shown <= shown(parse(source)) + 5


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b"just words, no markup at all", "no web page"),
        (page("<div>" * 100_000), "1,000 levels"),
        (page("<p " + " ".join(f"a{n}=1" for n in range(600)) + ">x</p>"), "512 attributes"),
        (page("<i>a</i>" * 120_000), "200,000 tags"),
        (b"<p>" + b"x" * 20_000_000, "20 MB or more"),
        (
            page(
                "<p>We use cookies and so do our partners.</p><p>You may accept all cookies or manage your preferences.</p>"
            ),
            "cookies",
        ),
        (
            page(f"<p>{PROSE[0]}</p><p>Subscribe now to continue reading.</p>", head=linked(isAccessibleForFree=False)),
            "have not paid",
        ),
        (
            page("<p>Checking your browser before you go on. Please enable cookies and verify you are human.</p>"),
            "proof",
        ),
        (page("<p>Page not found. The page you were looking for does not exist.</p>"), "no such page"),
        (page("<ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>"), "no article"),
    ],
)
def test_refusals_say_why(data: bytes, words: str) -> None:
    """Pages that break a limit or hold no article are refused, in words for the person who gave them."""
    with pytest.raises(Refusal, match=words):
        draft(data)


def test_a_front_page_is_refused() -> None:
    """A list of cards that link elsewhere is no article, however much prose stands in it."""
    cards = "".join(
        f"<div class='card'><h3><a href='/{n}'>Story number {n}</a></h3><p>{s}</p></div>" for n, s in enumerate(PROSE)
    )
    with pytest.raises(Refusal, match="list of links"):
        draft(f"<html><head><title>Ostrel Post</title></head><body><main>{cards}</main></body></html>".encode())


def test_the_beginning_of_a_paid_article_is_told() -> None:
    """A page that shows two paragraphs of an article for payment is read, and said to be only its beginning."""
    found = draft(page("".join(f"<p>{s}</p>" for s in PROSE[:4]), head=linked(isAccessibleForFree="False")))
    assert kinds(found) == ["truncated"]


def test_an_article_that_only_its_metadata_hold() -> None:
    """Where the page shows none of it, the words of its metadata are read, and that is said."""
    found = draft(page("<p>Loading the story for you now.</p>", head=linked(articleBody="\n\n".join(PROSE))))
    assert zones(found, "body") == list(PROSE)
    assert "metadata" in found.told[0].message


@pytest.mark.parametrize(
    "data, declared, text, told",
    [
        ("“Zoë”".encode(), None, "“Zoë”", 0),
        (b"\xef\xbb\xbf" + "“Zoë”".encode(), "latin-1", "“Zoë”", 0),
        ("“Zoë”".encode("utf-16"), None, "“Zoë”", 0),
        ("<meta charset=windows-1252>“Zoë”".encode("cp1252"), None, "<meta charset=windows-1252>“Zoë”", 0),
        ("<meta charset=iso-8859-1>“Zoë”".encode("cp1252"), None, "<meta charset=iso-8859-1>“Zoë”", 0),
        ("<meta charset=iso-8859-1>“Zoë”".encode(), None, "<meta charset=iso-8859-1>“Zoë”", 1),
        (
            "<meta charset=utf-8>“Zoë” and more of what was said on that day".encode("cp1252"),
            None,
            "<meta charset=utf-8>“Zoë” and more of what was said on that day",
            1,
        ),
        ("Привет, мир".encode("koi8-r"), "koi8-r", "Привет, мир", 0),
        (b"<meta charset=no-such-thing>plain", None, "<meta charset=no-such-thing>plain", 0),
        (b"<meta charset=utf-16>plain", None, "<meta charset=utf-16>plain", 0),
    ],
)
def test_encodings(data: bytes, declared: str | None, text: str, told: int) -> None:
    """A mark comes before the server's word, that before the page's, that before a guess; a wrong word is told, not believed."""
    page_text, notices = decode_page(data, source="x", encoding=declared)
    assert (page_text, len(notices)) == (text, told)


def test_a_table_is_set_aside_by_its_columns() -> None:
    """Rows of a table keep their cells apart, so that they are not read as prose."""
    rows = "".join(f"<tr><td>Line {n}</td><td>{n}0 trains</td><td>open</td></tr>" for n in range(1, 5))
    found = draft(page(f"{BODY}<table>{rows}</table><p>The list was made by the railway on Tuesday, it said.</p>"))
    assert "Line 1 | 10 trains | open" in found.text
    report, notices = report_of(found)
    assert [report.text[s.start : s.end] for s in report.segments if s.role == "boilerplate"]
    assert any("table of" in notice.message for notice in notices)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<h2>Heading of some kind</h2>", "<p>REUTERS</p>", "<p>By Ann Lee</p>", "<ul><li>One of them said so.</li><li>Two</li></ul>",
             "<blockquote><p>We are sorry for all of this, he said.</p></blockquote>", "<figure><figcaption>The track. AFP</figcaption></figure>",
             "<p>OSTREL (AP) - It rained on Monday in the whole of the valley.</p>", "<p>&nbsp;</p>", "<p>Read more: other things</p>",
             "<table><tr><td>a</td><td>b</td></tr></table>", "<p>Loose \u200b words<br><br>and more of them.</p>", "<time>4 March 2031</time>"]
        ),
        max_size=10,
    ).map("".join)
)  # fmt: skip
def test_segments_cover_everything_once(extra: str) -> None:
    """Whatever stands in the article: segments are in order, do not overlap, start and end on ink, and leave nothing out."""
    found = draft(page(BODY + extra))
    at = 0
    for segment in found.segments or ():
        assert segment.start >= at
        assert not found.text[at : segment.start].strip()
        assert found.text[segment.start : segment.end] == found.text[segment.start : segment.end].strip()
        at = segment.end
    assert not found.text[at:].strip()


def test_the_same_page_gives_the_same_report() -> None:
    """Neither the run nor the order of hashes changes a character."""
    code = (
        "import sys; from whosays.ingest.html import page_draft; from whosays.ingest.reports import report_of;"
        "print(report_of(page_draft(sys.stdin.buffer.read(), source='p'))[0])"
    )
    data = page(head=linked(datePublished="2031-03-04", author=["A B", "C D"], publisher={"name": "Ostrel Post"}))
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=data,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_importing_the_reader_loads_no_parser() -> None:
    """The heavy engines are loaded when a page is read, not before."""
    code = "import sys, whosays.ingest.html; sys.exit(bool({'lxml', 'trafilatura', 'htmldate', 'charset_normalizer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
